"""Whether a product may be handed out as it is: still in date, its content and its translations checked."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from soleprint.products.context import is_draft, review_of
from soleprint.products.look import load_clinic
from soleprint.products.materials import materials
from soleprint.products.options import ClinicOptions
from soleprint.products.order import Order


class Standing(Struct, frozen=True):
    """What whoever hands it out must know."""

    titles: tuple[str, ...]
    """Of its routines, in the language that it is in."""
    due: date | None
    """The day by which it must be reviewed, where its clinic says so."""
    late: bool
    """That day is past."""
    reviewed: bool
    """A health professional has checked its content; so also where it shows none."""
    drafts: tuple[str, ...]
    """Its languages in which nobody has checked the translation."""


def standing(order: Order) -> Standing:
    """How an order stands today; nothing is made. Raises ContentError for a profile or texts that are bad."""
    stock = materials(order)
    library = stock[0].library
    asked = order[ClinicOptions]
    # What is late is told here; it is refused where it is made.
    clinic = load_clinic(order.changed(strict=False), stock[0])
    due = clinic.profile.review_by if clinic else None
    ids = library.routine_ids() if order.every else order.routines
    routines = [library.routine(name) for name in ids]
    return Standing(
        tuple(routine.title for routine in routines),
        due,
        due is not None and due < (asked.today or date.today()),
        not routines or review_of(routines, clinic) is not None,
        tuple(one.lang for one in stock if is_draft(one.library, clinic)),
    )
