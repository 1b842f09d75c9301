"""The look of an order: its theme with what edition and clinic change, its emblems, its pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from soleprint.content.safety import Item
from soleprint.content.select import steps_for
from soleprint.layout.look import Look
from soleprint.layout.paper import MM
from soleprint.layout.whole import WholePage
from soleprint.marks import Symbol
from soleprint.products.bundle import own_drawings
from soleprint.products.options import ClinicOptions, Edition
from soleprint.products.personal import personal
from soleprint.products.sheets import lettering
from soleprint.products.step_pictures import first_own, own_picture
from soleprint.store import Store

if TYPE_CHECKING:
    from soleprint.clinic import Clinic
    from soleprint.content.library import Library
    from soleprint.content.model import Mode, Routine, Step
    from soleprint.figures import Stage
    from soleprint.layout.theme import Theme
    from soleprint.press.plan import Lettering
    from soleprint.products.materials import Materials
    from soleprint.products.order import Order
    from soleprint.products.product import Sizes

FLAGS = ("hand", "bold")
"""Properties of a style that are on or off."""
LOGO_MM = (50.0, 16.0)
Emblem = tuple[Symbol, str]
"""A symbol with its description."""
Emblems = dict[str, Callable[[], Emblem | WholePage]]


class _Read(Struct, frozen=True):
    """A clinic as it was read, and what its files were like then."""

    clinic: Clinic
    logo: Path | None
    logo_stamp: tuple[int, int]
    library: Library
    """Held, since its identity is part of what the clinic was read with."""


_read: Store[tuple[object, ...], _Read] = Store(8)


def load_clinic(order: Order, material: Materials) -> Clinic | None:
    """The clinic of the profile asked for; the same one as long as its files have not changed.

    Raises ContentError with every mistake in it.
    """
    asked = order[ClinicOptions]
    if asked.profile is None:
        return None
    today = asked.today or date.today()
    key = (asked.profile, _stamp(asked.profile), asked.strict, today, id(material.library), order.theme)
    known = _read.get(key)
    if known is None or _stamp(known.logo) != known.logo_stamp:
        clinic = _load(asked.profile, material, today, asked.strict)
        logo = asked.profile.parent / clinic.profile.logo.file if clinic.profile.logo else None
        known = _read.put(key, _Read(clinic, logo, _stamp(logo), material.library))
    return known.clinic


def _load(path: Path, material: Materials, today: date, strict: bool) -> Clinic:
    from soleprint.clinic import load_profile

    return load_profile(path, material.library.gate(), today, strict=strict, paper=material.theme.colour("paper"))


def _stamp(path: Path | None) -> tuple[int, int]:
    """Time of change in nanoseconds and size of a file; zeros where there is none."""
    try:
        status = path.stat() if path else None
    except OSError:
        status = None
    return (status.st_mtime_ns, status.st_size) if status else (0, 0)


_dressed: Store[tuple[int, int, int], tuple[object, Theme]] = Store(16)
"""By the identities of a theme, of an edition's sizes and of a clinic."""


def dressed(theme: Theme, order: Order, clinic: Clinic | None) -> Theme:
    """The theme with what the edition changes in its styles, and the clinic's colours where it takes them."""
    sizes = order.product.type.editions.get(order[Edition].edition)
    key = (id(theme), id(sizes), id(clinic))
    known = _dressed.get(key) or _dressed.put(key, ((theme, sizes, clinic), _dress(theme, sizes, clinic)))
    return known[1]


def _dress(theme: Theme, sizes: Sizes | None, clinic: Clinic | None) -> Theme:
    styles, colours = dict(theme.styles), dict(theme.colours)
    for name, change in (sizes.styles if sizes else {}).items():
        changes: dict[str, Any] = {key: bool(value) if key in FLAGS else value for key, value in change.items()}
        styles[name] = msgspec.structs.replace(theme.style(name), **changes)
    if clinic is not None and not theme.own_colours:
        colours |= clinic.profile.theme_colours()
        # A theme without tints stays without.
        colours |= clinic.profile.tints() if colours["finish-tint"] != colours["paper"] else {}
    return msgspec.structs.replace(theme, styles=styles, colours=colours)


def emblems(order: Order, material: Materials, clinic: Clinic | None) -> Emblems:
    """The logo and the QR code, the pages of the clinic's own PDFs (``own-0``, ``own-1``...), and the drawings of the
    printer test; each is made when a template asks for it."""
    letter = lettering(material.typesetter)
    words = material.library.phrases()
    found: Emblems = {
        "calibration-front": lambda: (_calibration(order, letter, "front"), words["trial-front-alt"]),
        "calibration-back": lambda: (_calibration(order, letter, "back"), words["trial-back-alt"]),
    }
    if clinic is not None and clinic.artwork is not None:
        found["logo"] = lambda: _drawn_once("logo", clinic, _logo)
    if clinic is not None and clinic.profile.qr is not None:
        found["qr"] = lambda: _drawn_once("qr", clinic, _qr)
    found |= own_drawings(order)
    return found


def _calibration(order: Order, letter: Lettering, face: str) -> Symbol:
    from soleprint.press.calibration import calibration_back, calibration_front

    draw = calibration_front if face == "front" else calibration_back
    return draw(order.paper, letter)


_drawn: Store[tuple[str, int], tuple[Clinic, Emblem]] = Store(16)
"""Logos and codes, so that what is printed with them again is the same."""


def _drawn_once(name: str, clinic: Clinic, draw: Callable[[Clinic], Emblem]) -> Emblem:
    key = (name, id(clinic))
    known = _drawn.get(key) or _drawn.put(key, (clinic, draw(clinic)))
    return known[1]


def _logo(clinic: Clinic) -> Emblem:
    from soleprint.clinic.logo.draw import logo

    assert clinic.artwork is not None and clinic.profile.logo is not None
    return logo(clinic.artwork, LOGO_MM[0] * MM, LOGO_MM[1] * MM), clinic.profile.logo.alt


def _qr(clinic: Clinic) -> Emblem:
    code = clinic.profile.qr
    assert code is not None
    return _code(code.caption, code.target)


def look_for(
    order: Order,
    materials: Sequence[Materials],
    clinic: Clinic | None,
    chosen: Sequence[Item],
    drawings: Emblems | None = None,
) -> Look:
    """What the boxes of a document about these routines are made with; ``drawings`` are further emblems."""
    from soleprint.figures.find import scene_finder

    first = materials[0]
    modes = {item.routine.id: (item.routine, item.setup.mode) for item in chosen}
    theme = dressed(first.theme, order, clinic)
    stage = theme.colour("stage")
    illustrator = first.illustrator if stage == first.theme.colour("stage") else first.illustrator_on(stage)

    # A cover's picture has the ground of the panels that it stands in.
    panel = theme.tones.get("cover")
    ground = theme.colour(panel.background or "paper" if panel else "accent")

    def own(routine: Routine, step: Step) -> Emblem:
        return own_picture(first.content, routine, step)

    def cover(routine: Routine, mode: Mode, moves: Sequence[str], opens: bool) -> Stage | Emblem:
        step = first_own(steps_for(routine, mode))
        return own(routine, step) if step else illustrator.staging.cover(routine, mode, ground, moves, opens)

    return Look(
        theme,
        first.typesetter,
        illustrator,
        scene_finder(modes, first.library, cover, own),
        emblems(order, first, clinic) | (drawings or {}),
        {other.lang: other.typesetter for other in materials[1:]},
        values=personal(order),
        codes={"qr": partial(_code, first.library.phrases()["scan"])},
    )


def _code(caption: str, target: str) -> Emblem:
    from soleprint.clinic.qr import SIZE_MM, qr

    return qr(target, SIZE_MM), f"{caption}: {target}"
