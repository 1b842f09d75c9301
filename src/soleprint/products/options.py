"""One model of what can be asked for, shared by the command line and the Python API."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, get_args

from soleprint.errors import UsageProblem
from soleprint.layout.paper import Finishing, Orientation

Side = Literal["left", "right", "both"]
Mode = Literal["partner", "self"]
Amount = Literal["full", "cues"]
Format = Literal["pdf", "svg", "png"]

PRODUCTS = {
    "card": "A wall card: one or two faces, to laminate and hang.",
    "leaflet": "A leaflet to hand out: flat, or folded into panels.",
    "booklet": "A booklet that bundles routines between covers.",
}
"""Products, with what each is; a product is a template of that name."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to make a product. Lengths are millimetres where a name ends in ``_mm``."""

    size: str = "A5"
    orientation: Orientation = "auto"
    faces: int = 1
    """1: all on one face. 2: pictures and cues in front; full text and safety behind."""
    side: Side = "both"
    """The leg or foot that is drawn; ``both`` draws the right one and says that each has its turn."""
    mode: Mode | None = None
    """Partner or self massage; None takes the routine's first."""
    text: Amount = "full"
    """``cues`` leaves the sentences of the steps off the back."""
    distance_mm: float | None = None
    """Reading distance of the front; None takes the size's default."""
    finishing: Finishing = field(default_factory=Finishing)
    lang: str = "en"
    """A language (BCP 47), or two with a plus between them for a card in both."""
    theme: str = "clear"
    content: Path | None = None
    templates: Path | None = None
    font_dirs: tuple[Path, ...] = ()

    def __post_init__(self) -> None:
        if self.faces not in (1, 2):
            raise UsageProblem(f"A card has 1 or 2 faces, not {self.faces}.", code="unknown-option")
        for name, kind in (("side", Side), ("text", Amount), ("orientation", Orientation)):
            _one_of(name, getattr(self, name), get_args(kind))
        if self.mode is not None:
            _one_of("mode", self.mode, get_args(Mode))
        if self.distance_mm is not None and not 100 <= self.distance_mm <= 10_000:
            raise UsageProblem("--distance is out of range: use 10 cm to 10 m.", code="option-range")
        codes = languages(self.lang)
        if len(codes) > 2:
            raise UsageProblem(f"At most two languages stand side by side, not {len(codes)}.", code="unknown-language")
        object.__setattr__(self, "lang", "+".join(codes))

    @property
    def main_lang(self) -> str:
        """The language of the document."""
        return self.lang.partition("+")[0]

    @property
    def other_lang(self) -> str | None:
        """The second language of a bilingual card."""
        return self.lang.partition("+")[2] or None


def languages(spec: str) -> tuple[str, ...]:
    """The languages that ``--lang`` asks for: ``es``, or ``en+es`` for both; BCP 47 in any case (``zh-hant``).

    Raises UsageProblem (unknown-language) for one that there is no content in.
    """
    return tuple(dict.fromkeys(_language(tag.strip()) for tag in spec.split("+")))


def _language(tag: str) -> str:
    """The code of a language. Only English, the language of the content, keeps its region (``en-GB``)."""
    if tag == "en":
        return tag
    from soleprint.text.languages import LANGUAGES, language

    code = language(tag).code
    if code not in LANGUAGES:
        names = {name.casefold(): code for code, one in LANGUAGES.items() for name in (code, one.english, one.own)}
        close = get_close_matches(tag.casefold(), names, n=1)
        hint = f" Did you mean {names[close[0]]!r}?" if close else ""
        raise UsageProblem(
            f"There is no content in language {tag!r}.{hint} Use {', '.join(LANGUAGES)}.", code="unknown-language"
        )
    region = tag[2:].strip("-_").upper()
    return f"en-{region}" if code == "en" and len(region) == 2 and region.isalpha() else code


def _one_of(name: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        close = get_close_matches(value, known, n=1)
        hint = f" Did you mean {close[0]!r}?" if close else ""
        raise UsageProblem(f"{name} {value!r} is not known.{hint} Use {', '.join(known)}.", code="unknown-option")


def options(**given: Any) -> Options:
    """Options from keyword arguments; those of ``Finishing`` may be given flat (``pouch_mm=3``, ``hole="top"``).

    Raises UsageProblem for an unknown name or value.
    """
    cuts = {f.name for f in fields(Finishing)}
    known = {f.name for f in fields(Options)} | cuts
    for name in given:
        if name not in known:
            close = get_close_matches(name, known, n=1)
            hint = f" Did you mean {close[0]!r}?" if close else f" Known are {', '.join(sorted(known))}."
            raise UsageProblem(f"There is no option {name!r}.{hint}", code="unknown-option")
    finishing = {name: value for name, value in given.items() if name in cuts}
    rest = {name: value for name, value in given.items() if name not in cuts}
    made = Options(**rest)
    return replace(made, finishing=replace(made.finishing, **finishing)) if finishing else made
