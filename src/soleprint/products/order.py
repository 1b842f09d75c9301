"""Every product behind one door: what can be asked for, sorted to the parts that understand it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from soleprint.errors import UsageProblem
from soleprint.layout.paper import Finishing
from soleprint.press.folds import Fold
from soleprint.press.plan import Press
from soleprint.products.handout import Handout, Plan
from soleprint.products.options import PRODUCTS, Options

if TYPE_CHECKING:
    from soleprint.products.workshop import Result

SHARED = frozenset({"marks", "bleed_mm"})
"""Fields that ``Press`` takes from ``Finishing``."""


@dataclass(frozen=True, slots=True)
class Order:
    """A product with all that is asked of it."""

    product: str
    routines: tuple[str, ...]
    options: Options = field(default_factory=Options)
    handout: Handout = field(default_factory=Handout)
    fold: Fold = "flat"
    press: Press | None = None
    """None: single pages, each on paper of its own size."""

    def __post_init__(self) -> None:
        if self.product not in PRODUCTS:
            close = get_close_matches(self.product, PRODUCTS, n=1)
            hint = f" Did you mean {close[0]!r}?" if close else ""
            message = f"Product {self.product!r} is not known.{hint} Use {', '.join(PRODUCTS)}."
            raise UsageProblem(message, code="unknown-product")
        if not self.routines:
            every = ", or use --all" if self.product == "booklet" else ""
            message = f"Name at least one routine{every}; `soleprint list routines` shows them."
            raise UsageProblem(message, code="no-routine")


def make(product: str, routines: str | Iterable[str], **given: Any) -> Result:
    """A product of one routine or several.

    Keyword arguments are the fields of ``Options``, ``Finishing``, ``Handout``, ``Plan`` and ``Press``, and ``fold``.
    ``make("card", ["foot"], size="A6", faces=2, hole="top").pdf`` is the bytes of a PDF. Raises the errors of
    ``soleprint.errors``: UsageProblem, ContentError, DoesNotFit, FontProblem, FileProblem.
    """
    return fulfil(order(product, routines, given))


def order(product: str, routines: str | Iterable[str], given: Mapping[str, Any]) -> Order:
    """The order that keyword arguments describe. Raises UsageProblem for a name or value that is not known."""
    ids = (routines,) if isinstance(routines, str) else tuple(routines)
    homes = {kind: _names(kind) for kind in (Finishing, Plan, Press, Handout, Options)}
    known = {"fold", *(name for names in homes.values() for name in names)} - {"finishing", "plan"}
    for name in given:
        if name not in known:
            close = get_close_matches(name, known, n=1)
            hint = f" Did you mean {close[0]!r}?" if close else f" Known are {', '.join(sorted(known))}."
            raise UsageProblem(f"There is no option {name!r}.{hint}", code="unknown-option")
    picked = {kind: {name: value for name, value in given.items() if name in names} for kind, names in homes.items()}
    finishing = Finishing(**picked[Finishing])
    handout = Handout(**picked[Handout], plan=Plan(**picked[Plan]))
    options = Options(**picked[Options], finishing=finishing)
    press = _press(product, picked[Press], finishing, options.main_lang)
    return Order(product, ids, options, handout, given.get("fold", "flat"), press)


def _names(kind: type) -> frozenset[str]:
    names = {each.name for each in fields(kind)}
    return frozenset(names - SHARED if kind is Press else names)


def _press(product: str, given: Mapping[str, Any], finishing: Finishing, lang: str) -> Press | None:
    """The press asked for; who names paper for a booklet wants to fold it, at the side where reading begins."""
    if not given:
        return None
    from soleprint.text.languages import language

    usual = {"impose": "booklet"} if product == "booklet" else {}
    bound = {"binding": "right"} if language(lang).direction == "rtl" else {}
    # On a sheet larger than the trim, marks say where to cut, so they are the rule there.
    return replace(Press(**{**usual, **bound, **given}), bleed_mm=finishing.bleed_mm)


def fulfil(wanted: Order) -> Result:
    """Makes what is ordered."""
    if wanted.product == "leaflet":
        from soleprint.products.leaflet import make_leaflet

        return make_leaflet(wanted.routines, wanted.options, wanted.handout, wanted.fold, wanted.press)
    if wanted.product == "booklet":
        from soleprint.products.booklet import make_booklet

        return make_booklet(wanted.routines, wanted.options, wanted.handout, wanted.press)
    from soleprint.products.workshop import Workshop

    return Workshop(wanted.options).cards(wanted.routines, wanted.press)


def every_routine(content: Path | None) -> Sequence[str]:
    """Ids of all routines, sorted; ``content`` is the user's own folder."""
    from soleprint.content.library import Library
    from soleprint.files.folders import layers

    return Library(layers("content", content)).routine_ids()
