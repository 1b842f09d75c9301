"""What the ways to edit a file share: the card beside it, and where one goes when something is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from msgspec import Struct
from werkzeug.wrappers import Response

from soleprint.web.messages import lines
from soleprint.web.offers import offered
from soleprint.web.results import Failed, Made
from soleprint.web.screen import Form, House
from soleprint.web.words import Words

if TYPE_CHECKING:
    from soleprint.products.editing import Opened

STATUS = {"saved": 200, "refused": 422, "changed": 409}
"""Of a page that tells what became of a text."""
_DONE = {"saved": "routines-saved", "copied": "routines-copied", "removed": "routines-removed"}


class Preview(Struct, frozen=True):
    """The card of a routine: sides as addresses with width and height, or why there is none."""

    sides: tuple[tuple[str, float, float], ...] = ()
    trouble: str = ""


def preview_of(opened: Opened, house: House, words: Words) -> Preview:
    """What the first product that has a document for each routine makes of a file, as it is saved."""
    named = (one.name for one in offered(house.folders) if one.product and one.product.documents == "each")
    product = next(named, None) if opened.routine else None
    if product is None:
        return Preview()
    options: dict[str, Any] = dict(house.folders.given())
    made = house.maker.make(product, [opened.routine], False, options, False)
    if isinstance(made, Failed):
        return Preview(trouble="\n".join(lines(made, words)))
    return Preview(_sides(made))


def _sides(made: Made) -> tuple[tuple[str, float, float], ...]:
    return tuple((f"/side/{made.key}/{number}.svg", *size) for number, size in enumerate(made.sides))


def done(form: Form) -> str:
    """The key of what is said of what was done."""
    return _DONE.get(form.get("told", ""), "")


def to(path: str, fragment: str = "", **values: str) -> Response:
    """Leads to a page."""
    return Response(status=303, headers={"Location": f"{path}?{urlencode(values)}{fragment}"})
