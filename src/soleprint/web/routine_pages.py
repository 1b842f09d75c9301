"""What the pages that edit a routine share, as text and as steps: the preview of the card, and messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from msgspec import Struct
from werkzeug.wrappers import Response

from soleprint.web.messages import failure_messages
from soleprint.web.offers import product_offers
from soleprint.web.results import Failure, ResultInfo
from soleprint.web.screen import Context, Form
from soleprint.web.words import Words

if TYPE_CHECKING:
    from soleprint.products.editing import Opened

STATUS = {"saved": 200, "refused": 422, "changed": 409}
"""The HTTP status for each outcome of writing a file."""
_DONE_MESSAGES = {"saved": "routines-saved", "copied": "routines-copied", "removed": "routines-removed"}


class Preview(Struct, frozen=True):
    """The card of a routine: the addresses of its sides with width and height, or why there is none."""

    sides: tuple[tuple[str, float, float], ...] = ()
    trouble: str = ""


def preview_of(opened: Opened, context: Context, words: Words) -> Preview:
    """The preview of a saved file, by the first product that makes a document for each routine."""
    named = (one.name for one in product_offers(context.folders) if one.product and one.product.documents == "each")
    product = next(named, None) if opened.routine else None
    if product is None:
        return Preview()
    options: dict[str, Any] = dict(context.folders.given())
    made = context.maker.make(product, [opened.routine], False, options, False)
    if isinstance(made, Failure):
        return Preview(trouble="\n".join(failure_messages(made, words)))
    return Preview(_sides(made))


def _sides(made: ResultInfo) -> tuple[tuple[str, float, float], ...]:
    return tuple((f"/side/{made.key}/{number}.svg", *size) for number, size in enumerate(made.sides))


def done_message(form: Form) -> str:
    """The key of the message for what was done, which a redirect puts into the address."""
    return _DONE_MESSAGES.get(form.get("told", ""), "")


def redirect(path: str, fragment: str = "", **values: str) -> Response:
    """Redirects to a page."""
    return Response(status=303, headers={"Location": f"{path}?{urlencode(values)}{fragment}"})
