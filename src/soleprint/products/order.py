"""An order: a product, routines and options, read once into real values and refused where it cannot be meant."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeVar, cast

from msgspec import Struct
from msgspec.structs import replace

from soleprint.errors import UsageProblem
from soleprint.files.folders import layers
from soleprint.files.suggest import did_you_mean
from soleprint.layout.paper import Paper, default_distance_mm, paper
from soleprint.products.kinds import flag, reading
from soleprint.products.options import (
    GROUPS,
    Content,
    Faces,
    Folding,
    Group,
    Hanging,
    Look,
    Option,
    Page,
    Reading,
    Ring,
    SheetOptions,
    View,
    every_option,
    options_of,
    options_with,
)
from soleprint.products.product import Product, product, product_names

G = TypeVar("G", bound=Group)
Side = Literal["left", "right", "both"]


class Order(Struct, frozen=True, dict=True):
    """What is asked for. ``order[Page]`` are the options of a group, defaults where the product does not take it."""

    name: str
    """The product's."""
    product: Product
    routines: tuple[str, ...]
    groups: Mapping[type[Group], Group]
    given: frozenset[str] = frozenset()
    """Options that were asked for."""
    every: bool = False
    """All routines there are: those that cannot be done as asked are left out, with a warning."""

    def __getitem__(self, kind: type[G]) -> G:
        return cast(G, self.groups.get(kind) or kind())

    @cached_property
    def langs(self) -> tuple[str, ...]:
        """The language, or both of a product in two."""
        return self[Content].lang if Content in self.groups else self[Look].lang

    @property
    def lang(self) -> str:
        """The language of the document."""
        return self.langs[0]

    @property
    def theme(self) -> str:
        return self[Content].theme if Content in self.groups else self[Look].theme

    @property
    def side(self) -> Side:
        """The side drawn and named."""
        return cast(Side, self[View].side if View in self.groups else self[Content].side)

    @cached_property
    def paper(self) -> Paper:
        """The trimmed page; of a folded product the whole sheet, which lies unless it is asked to stand."""
        page = self[Page]
        lies = self.folded or self.product.pages.lying
        orientation = "landscape" if lies and page.orientation == "auto" else page.orientation
        return paper(page.size or self.product.size, cast(Any, orientation))

    @property
    def folded(self) -> bool:
        return self.product.pages.kind == "panels" and self[Folding].fold != "flat"

    @property
    def sides(self) -> int:
        """2 where pages are fronts and backs in turn."""
        return self[Faces].faces if Faces in self.groups else self.product.pages.sides

    @property
    def two_sided(self) -> bool:
        """Whether paper is printed on its back."""
        if self.impose == "booklet" or self.product.pages.kind == "panels":
            return True
        return self.impose != "poster" and self.sides == 2

    @property
    def hole(self) -> str:
        """Where a hole will be punched."""
        return self[Ring].hole if Ring in self.groups else self[Hanging].hole

    @property
    def distance(self) -> float:
        """How far away the front is read, in millimetres."""
        kind = self.product.type
        crowded = kind.nearer_in_two and len(self.langs) > 1
        return self[Reading].distance or kind.distance or default_distance_mm(self.paper, crowded)

    @property
    def impose(self) -> str:
        """How pages go on sheets."""
        return self[SheetOptions].impose or _usual_impose(self.product, self.given)

    def changed(self, **values: Any) -> Order:
        """The order with other values of some options, already read."""
        groups = dict(self.groups)
        for kind, group in self.groups.items():
            own = {name: value for name, value in values.items() if name in kind.options}
            if own:
                groups[kind] = group.changed(**own)
        return replace(self, groups=groups, given=self.given | set(values))


def read_order(
    name: str,
    routines: str | Iterable[str],
    given: Mapping[str, Any],
    *,
    every: bool = False,
    beside: bool = False,
    spare: Container[str] = (),
) -> Order:
    """The order that option values describe, as they are typed or passed; None stands for "not asked".

    ``beside`` is for what is only made with another product. Options in ``spare`` are left out where they would do
    nothing; others are refused then.

    Raises UsageProblem for a product, an option or a value that cannot be, ContentError for a product's or printer's
    file that cannot be read, FileProblem for folders that are not there.
    """
    asked = {key: value for key, value in given.items() if value is not None}
    folders = layers("templates", _folder("templates", asked))
    found = product(folders, name)
    if not (found.alone or beside):
        raise made_beside(name, found)
    options = options_with((*found.takes, "own"), _folder("content", asked))
    for key in asked:
        if key not in options:
            raise refusal(key, name, options, folders)
    known = _printer(options, asked)
    usual = {key: value for key, value in {**found.defaults, **known}.items() if key not in asked}
    values = {key: reading(options[key].kind, value, key) for key, value in {**usual, **asked}.items()}
    groups = {kind: _group(kind, values) for kind in (GROUPS[group] for group in (*found.takes, "own"))}
    order = Order(name, found, _ids(routines), groups, frozenset(asked), every)
    _check(order)
    useless = dict(idle(order))
    if any(key not in spare for key in useless):
        raise next(problem for key, problem in useless.items() if key not in spare)
    if not useless:
        return order
    rest = {key: value for key, value in asked.items() if key not in useless}
    return read_order(name, order.routines, rest, every=every, beside=beside, spare=spare)


def _printer(options: Mapping[str, Option], asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the file of a printer says, where one is given."""
    if "printer" not in asked:
        return {}
    from soleprint.products.printer import load_printer

    return load_printer(reading(options["printer"].kind, asked["printer"], "printer"))


def _folder(name: str, asked: Mapping[str, Any]) -> Path | None:
    """A folder of the user's that says what else may be asked for: it is read before the other options."""
    return reading(every_option()[name].kind, asked[name], name) if name in asked else None


def made_beside(name: str, found: Product) -> UsageProblem:
    """That a product is not made by itself; what makes it is told by its summary."""
    return UsageProblem(f"The product {name!r} is not made by itself. {found.summary}", code="made-beside")


def _group(kind: type[Group], values: Mapping[str, Any]) -> Group:
    return kind(**{name: value for name, value in values.items() if name in kind.options})


def _ids(routines: str | Iterable[str]) -> tuple[str, ...]:
    alone = isinstance(routines, str) or not isinstance(routines, Iterable)
    ids: tuple[Any, ...] = (routines,) if alone else tuple(routines)
    if not all(isinstance(one, str) for one in ids):
        raise UsageProblem(
            "Routines are named by their ids; `soleprint list routines` shows them.",
            code="no-routine",
            option="routine",
        )
    return tuple(dict.fromkeys(ids))


def refusal(key: str, name: str, options: Mapping[str, Option], folders: Sequence[Path]) -> UsageProblem:
    """Why the product ``name``, which takes ``options``, does not take another: no product has it, or others have."""
    if key not in every_option():
        near = did_you_mean(key, options)
        return UsageProblem(f"There is no option {key!r}{near}", code="unknown-option", option=key)
    has = [other for other in product_names(folders) if key in _names_of(folders, other)]
    others = f"; products that take it: {', '.join(has)}" if has else ""
    message = f"{flag(key)} is not for the product {name!r}{others}. Leave it out."
    return UsageProblem(message, code="not-for-product", option=key)


def _names_of(folders: Sequence[Path], name: str) -> Iterable[str]:
    return options_of(product(folders, name).takes)


_SHEETS = ("sheet", "impose")
"""What options need that do nothing without a sheet."""


def _usual_impose(found: Product, given: Iterable[str]) -> str:
    """The way pages go on sheets when none is named: only asking for a sheet, or for what needs it, puts them there."""
    asked = [option for option in _sheet_options() if option.name in given]
    about_sheets = any(option.name == "sheet" or (option.needs or ("",))[0] in _SHEETS for option in asked)
    return found.impose[0] if about_sheets else "none"


def _sheet_options() -> Iterable[Option]:
    return options_of(("sheet", "binding")).values()


def _check(order: Order) -> None:
    """What cannot be meant together. Raises UsageProblem."""
    found = order.product
    if found.documents == "none" and order.routines:
        raise UsageProblem(f"The product {order.name!r} shows no routine. Leave routines out.", code="not-for-product")
    if found.documents != "none" and not order.routines and not order.every:
        message = "Name at least one routine, or use --all; `soleprint list routines` shows them."
        raise UsageProblem(message, code="no-routine", option="routine")
    if order.every and order.routines:
        raise UsageProblem(
            "Name routines, or take all of them; both cannot be meant.", code="routines-and-all", option="routine"
        )
    if len(order.langs) > found.languages:
        names = " and one in ".join(order.langs)
        message = f"The product {order.name!r} is made in one language. Make one in {names}."
        raise UsageProblem(message, code="unknown-language", option="lang")
    if order.impose not in found.impose:
        ways = ", ".join(found.impose)
        message = f"--impose {order.impose} is not for the product {order.name!r}. Use {ways}."
        raise UsageProblem(message, code="not-for-product", option="impose")
    if "slot" in order.given:
        from soleprint.products.personal import personal

        personal(order)
    for name in found.requires:
        if name != "emergency" and name not in order.given:
            raise UsageProblem(f"The product {order.name!r} needs --{name}.", code="option-needed", option=name)


_ABOUT_BACKS = ("duplex", "restack", "offset")


def idle(order: Order) -> Iterator[tuple[str, UsageProblem]]:
    """The options asked for that would do nothing, each with the reason to refuse it."""
    options = options_of((*order.product.takes, "own"))
    for name in sorted(order.given):
        problem = _without_effect(order, name) or _without_need(order, options[name])
        if problem is not None:
            yield name, problem


def _without_need(order: Order, option: Option) -> UsageProblem | None:
    """Why an option does nothing for want of another."""
    if option.needs is None:
        return None
    other, wanted = option.needs
    if other == "impose" and not set(wanted) & set(order.product.impose):
        message = f"is for --impose {' or '.join(wanted)}, which the product {order.name!r} does not take."
        message = f"{flag(option.name)} {message} Leave it out."
        return UsageProblem(message, code="not-for-product", option=option.name)
    value = order.impose if other == "impose" else _value(order, other)
    if str(value) in wanted if wanted else value:
        return None
    return _needs(option.name, f"{flag(other)} {' or '.join(wanted)}".strip())


def _without_effect(order: Order, name: str) -> UsageProblem | None:
    """Why an option does nothing on this paper."""
    if name in _ABOUT_BACKS and not order.two_sided:
        if Faces in order.groups and order.impose != "poster":
            return _needs(name, "--faces 2")
        if "booklet" in order.product.impose:
            return _needs(name, "--impose booklet")
        message = f"--{name} is about backs, which the product {order.name!r} does not have"
        on_tiles = " on a poster's sheets" if order.impose == "poster" else ""
        return UsageProblem(f"{message}{on_tiles}. Leave it out.", code="not-for-product", option=name)
    if name == "dead" and order[SheetOptions].sheet is None and order.product.pages.kind != "panels":
        return _needs(name, "--sheet")
    if name == "corners" and order.impose == "poster":
        message = "--corners is not for --impose poster. Leave it out."
        return UsageProblem(message, code="option-needs", option=name)
    return None


def _needs(name: str, other: str) -> UsageProblem:
    message = f"{flag(name)} does nothing without {other}. Add it, or leave {flag(name)} out."
    return UsageProblem(message, code="option-needs", option=name)


def _value(order: Order, name: str) -> Any:
    return next((getattr(group, name) for group in order.groups.values() if hasattr(group, name)), None)
