"""What an order is for: the printer at home and the archive (PDF/A and PDF/UA), or a print shop (PDF/X-4)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from soleprint.errors import UsageProblem
from soleprint.files.folders import read_bytes
from soleprint.products.options import Shop, Trim

if TYPE_CHECKING:
    from soleprint.clinic import Clinic
    from soleprint.ink.inks import Separation
    from soleprint.products.order import Order


def is_for_shop(order: Order, clinic: Clinic | None) -> bool:
    """Whether it is PDF/X-4 that is asked for, by the order or else by the clinic's profile."""
    own = clinic.profile.print_shop if clinic else None
    return (order[Shop].standard or (own.standard if own else "pdfa")) == "pdfx4"


def has_spots(order: Order, clinic: Clinic | None) -> bool:
    """Whether lines to cut and crease are in inks of their own."""
    own = clinic.profile.print_shop if clinic else None
    asked = order[Shop].spots
    return is_for_shop(order, clinic) and (asked if asked is not None else bool(own and own.spots))


def check_shop(order: Order, clinic: Clinic | None) -> None:
    """Raises UsageProblem (``option-needs``) for what only a print shop can use, where it is for none, and for marks on
    the sheets of a poster (``not-for-product``)."""
    asked = order[Shop]
    if order[Trim].marks == "full" and order.impose == "poster":
        message = "--marks full is for a print shop, and a poster's sheets are for printers at home. Use --marks."
        raise UsageProblem(message, code="not-for-product", option="marks")
    if is_for_shop(order, clinic):
        return
    idle = {"icc": asked.icc, "spots": asked.spots, "marks full": order[Trim].marks == "full"}
    for name, value in idle.items():
        if value:
            message = f"--{name} does nothing without --standard pdfx4. Add it, or leave --{name} out."
            raise UsageProblem(message, code="option-needs", option=name.split()[0])


def inks_for(order: Order, clinic: Clinic | None) -> Separation | None:
    """The inks of the printing condition; None where it is for no print shop.

    Raises UsageProblem (``icc-needed``) where no profile is named, FileProblem for one that cannot be used.
    """
    if not is_for_shop(order, clinic):
        return None
    path: Path | None = order[Shop].icc or (clinic.icc if clinic else None)
    if path is None:
        raise UsageProblem(
            "--standard pdfx4 needs the colour profile of the press: --icc FILE. The print shop names it (such as PSO "
            "Coated v3 or GRACoL 2013) and gives it to you.",
            code="icc-needed",
            option="icc",
        )
    from soleprint.ink.inks import separation

    return separation(read_bytes(path))
