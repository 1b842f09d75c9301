"""The look of an order: its theme with what edition and clinic change, its emblems, and the kit boxes are made with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from soleprint.content.safety import Item
from soleprint.layout.build import Kit
from soleprint.layout.paper import MM
from soleprint.marks import Symbol
from soleprint.press.calibration import calibration_back, calibration_front
from soleprint.products.bundle import bundled
from soleprint.products.options import Bundle, ClinicOptions, Edition
from soleprint.products.sheets import lettering

if TYPE_CHECKING:
    from soleprint.clinic import Clinic
    from soleprint.layout.theme import Theme
    from soleprint.products.materials import Materials
    from soleprint.products.order import Order

FLAGS = ("hand", "bold")
"""Properties of a style that are on or off."""
LOGO_MM, QR_MM = (50.0, 16.0), 24.0
Emblem = tuple[Symbol, str]
"""A symbol with its description."""
Emblems = dict[str, Callable[[], Emblem]]


def load_clinic(order: Order, material: Materials) -> Clinic | None:
    """The clinic of the profile asked for. Raises ContentError with every mistake in it."""
    asked = order[ClinicOptions]
    if asked.profile is None:
        return None
    from soleprint.clinic import load_profile

    theme = material.theme
    grounds = [theme.colour("paper"), theme.colour("finish-tint")]
    gate, today = material.library.gate(), asked.today or date.today()
    return load_profile(asked.profile, gate, today, strict=asked.strict, grounds=grounds)


def dressed(theme: Theme, order: Order, clinic: Clinic | None) -> Theme:
    """The theme with what the edition changes in its styles, and the clinic's colours."""
    styles, colours = dict(theme.styles), dict(theme.colours)
    sizes = order.product.type.editions.get(order[Edition].edition)
    for name, change in (sizes.styles if sizes else {}).items():
        changes: dict[str, Any] = {key: bool(value) if key in FLAGS else value for key, value in change.items()}
        styles[name] = msgspec.structs.replace(theme.style(name), **changes)
    if clinic is not None:
        colours |= clinic.profile.theme_colours()
    return msgspec.structs.replace(theme, styles=styles, colours=colours)


def emblems(order: Order, material: Materials, clinic: Clinic | None) -> Emblems:
    """The logo and the QR code, the pages of the clinic's own PDFs (``own-0``, ``own-1``...), and the drawings of the
    printer test; each is made when a template asks for it."""
    letter = lettering(material.typesetter)
    words = material.library.phrases()
    found: Emblems = {
        "calibration-front": lambda: (calibration_front(order.paper, letter), words["trial-front-alt"]),
        "calibration-back": lambda: (calibration_back(order.paper, letter), words["trial-back-alt"]),
    }
    if clinic is not None and clinic.artwork is not None:
        found["logo"] = lambda: _logo(clinic)
    if clinic is not None and clinic.profile.qr is not None:
        found["qr"] = lambda: _qr(clinic)
    for at, (_, symbol) in enumerate(bundled(order)):
        found[f"own-{at}"] = partial(_own, symbol, order[Bundle].bundle_alt[at : at + 1])
    return found


def _logo(clinic: Clinic) -> Emblem:
    from soleprint.clinic.logo.draw import logo

    assert clinic.artwork is not None and clinic.profile.logo is not None
    return logo(clinic.artwork, LOGO_MM[0] * MM, LOGO_MM[1] * MM), clinic.profile.logo.alt


def _qr(clinic: Clinic) -> Emblem:
    from soleprint.clinic.qr import qr

    code = clinic.profile.qr
    assert code is not None
    return qr(code.target, QR_MM), f"{code.caption}: {code.target}"


def _own(symbol: Symbol, alt: Sequence[str]) -> Emblem:
    return symbol, "".join(alt)


def kit_for(order: Order, materials: Sequence[Materials], clinic: Clinic | None, chosen: Sequence[Item]) -> Kit:
    """What the boxes of a document about these routines are made with."""
    from soleprint.figures.find import scene_finder

    first = materials[0]
    modes = {item.routine.id: (item.routine, item.setup.mode) for item in chosen}
    return Kit(
        dressed(first.theme, order, clinic),
        first.typesetter,
        first.illustrator,
        scene_finder(modes, first.library),
        emblems(order, first, clinic),
        {other.lang: other.typesetter for other in materials[1:]},
    )
