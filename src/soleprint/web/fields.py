"""The fields of a product's form: one for each option, made from the option model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct

from soleprint.products.kinds import Choice, File, Flag, Kind, LanguageTags, Many, Modes, PaperSize, Switch, Text
from soleprint.products.options import SECTIONS, Option, Patient, options_with
from soleprint.products.product import Product
from soleprint.web.offers import Choices
from soleprint.web.words import Words

Control = Literal["choice", "select", "check", "language", "paper", "line", "lines", "files"]
FOLDED = frozenset({"Cut and hang", "Print shop", "On the sheet", "Own files"})
"""Sections that most people do not need. They stand last and are folded."""
MOST_CHIPS = 4
"""Up to so many choices stand side by side; more become a list."""
USUAL_PAPERS = ("A3", "A4", "A5", "A6", "A7", "Letter")
"""Sizes that stand side by side, drawn to one scale; others are a list."""
MOST_TYPED = 60
"""The longest input of fields other than text: lengths, numbers, sizes."""


class Field(Struct, frozen=True):
    """An option as a form asks for it."""

    option: Option
    control: Control
    words: Words
    usual: str
    """The default, as it would be typed; "" where it follows from other fields."""
    choices: Mapping[str, str] = {}
    """Values with their names."""
    papers: Mapping[str, tuple[float, float]] = {}
    """The paper sizes that are drawn, in millimetres."""
    private: bool = False
    """Whether it is about a person: then it is in no address, and not kept."""
    second: bool = False
    """Whether a second language may be chosen beside the first."""
    endings: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.option.name

    @property
    def label(self) -> str:
        return self.words.label(self.name)

    @property
    def hint(self) -> str:
        return self.words.hint(self.name)

    @property
    def several(self) -> bool:
        """Whether it takes several values."""
        return isinstance(self.option.kind, Many)

    @property
    def most(self) -> int:
        """Characters of a line at most."""
        kind = self.option.kind
        return kind.most if isinstance(kind, Text) else MOST_TYPED

    @property
    def others(self) -> Mapping[str, str]:
        """The choices that are not drawn."""
        return {value: said for value, said in self.choices.items() if value not in self.papers}

    @property
    def blank(self) -> str:
        """The text for choosing nothing, which names the default."""
        shown = self.choices.get(self.usual) or self.words.value(self.name, self.usual)
        return self.words.said("usual-is", value=shown) if shown else self.words["usual"]


class Section(Struct, frozen=True):
    """Fields under one heading."""

    name: str
    title: str
    fields: Sequence[Field]
    folded: bool


def fields_of(product: Product, choices: Choices) -> dict[str, Field]:
    """The fields of a product by the names of their options. Folders have none: they are set when the studio starts."""
    options = options_with((*product.takes, "own"), choices.folders.content)
    private = Patient.options.keys() if "patient" in product.takes else ()
    return {
        name: _field(option, product, choices, name in private)
        for name, option in options.items()
        if option.shown and not _is_folder(option.kind)
    }


def sections(fields: Mapping[str, Field], words: Words) -> list[Section]:
    """The fields under their headings, in the order of the option model, those that are folded last."""
    grouped = [(name, [one for one in fields.values() if one.option.section == name]) for name in SECTIONS]
    every = [Section(name, words.section(name), found, name in FOLDED) for name, found in grouped if found]
    return sorted(every, key=lambda section: section.folded)


def _is_folder(kind: Kind) -> bool:
    each = kind.each if isinstance(kind, Many) else kind
    return isinstance(each, File) and each.folder


def _field(option: Option, product: Product, choices: Choices, private: bool) -> Field:
    control, offered = _control(option, choices)
    usual = product.size if option.name == "size" else product.defaults.get(option.name, _typed(option.default))
    drawn = (usual, *USUAL_PAPERS) if control == "paper" and usual else ()
    return Field(
        option,
        control,
        choices.words,
        usual,
        offered,
        {size: choices.papers[size] for size in choices.papers if size in drawn},
        private,
        second=control == "language" and product.languages > 1,
        endings=_endings(option.kind),
    )


def _control(option: Option, choices: Choices) -> tuple[Control, Mapping[str, str]]:
    """How an option is asked for, and the values that are offered."""
    kind = option.kind
    if isinstance(kind, LanguageTags):
        return "language", choices.languages
    if isinstance(kind, PaperSize):
        return "paper", choices.sizes
    if files := _endings(kind):
        return "files", {name: name for name in choices.folders.files(files)}
    if isinstance(kind, Flag):
        on, off = choices.words["on"], choices.words["off"]
        return ("select", {"true": on, "false": off}) if option.default is None else ("check", {})
    values = ("true", "false", *kind.values) if isinstance(kind, Switch) else _values(kind)
    if option.name == "theme":
        return "select", choices.themes
    if isinstance(kind, Modes):
        return "select", {one: choices.words.value(option.name, one, said) for one, said in choices.modes.items()}
    if values:
        chips = len(values) <= MOST_CHIPS and option.default is not None
        return "choice" if chips else "select", {one: choices.words.value(option.name, one) for one in values}
    return "lines" if isinstance(kind, Many) else "line", {}


def _values(kind: Kind) -> tuple[str, ...]:
    return tuple(map(str, kind.values)) if isinstance(kind, Choice) else ()


def _endings(kind: Kind) -> tuple[str, ...]:
    each = kind.each if isinstance(kind, Many) else kind
    return each.endings if isinstance(each, File) and not each.folder else ()


def _typed(default: Any) -> str:
    """A default as it would be typed."""
    if default is None or default == () or isinstance(default, bool):
        return ""
    if isinstance(default, tuple):
        return "+".join(default)
    return f"{default:g}" if isinstance(default, float) else str(default)
