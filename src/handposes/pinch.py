"""A toe between thumb and index finger, seen from above: the thumb in front, the index finger behind.

The toe comes down from above; its end is the origin.
"""

from __future__ import annotations

from handposes.digit import Digit
from handposes.drawing import Dot, Drawing, corner, ends
from handposes.grip import thumb_details
from handposes.measures import ARM, BACK, PAD, THUMB_IN, THUMB_OUT, Point, forearm

INDEX = Digit([(37, -70), (24, -31), (11, -8), (2, 15)], PAD, BACK, 0.96, power=2.2, blunt=0.5)
MIDDLE = Digit([(50, -70), (42, -29), (25, -10), (12, 8)], PAD, BACK, 0.96, power=2.2, blunt=0.5)
RING = Digit([(60, -78), (56, -40), (40, -20), (28, -4)], PAD, BACK, 0.92, power=2.2, blunt=0.5)
THUMB = Digit([(30, -106), (14, -62), (3, -30), (-2, -1)], THUMB_OUT, THUMB_IN, 0.94, power=2.2, blunt=0.45)
KNUCKLES: tuple[Point, ...] = ((71.3, -78), (73, -94), (73.2, -112), (72.4, -124))
"""The edge of the hand, from the ring finger to the wrist."""
REACH = 105.0


def arm(x: float, y: float, turn: float = 22.0) -> Point:
    """A place on the forearm."""
    return forearm(x, y, turn, (50.0, -134.0))


ARM_LEFT = [
    *(arm(-40, -ARM), arm(-38, -ARM * 0.7), arm(-34, -REACH * 1.5), arm(-29, -REACH)),
    *(arm(-26, -REACH * 0.6), arm(-24, -REACH * 0.25), arm(-22.5, -4)),
]
ARM_RIGHT = [
    *(arm(24, 0), arm(25, -REACH * 0.3), arm(29, -REACH * 0.65), arm(31, -REACH)),
    *(arm(36, -REACH * 1.5), arm(40, -ARM * 0.7), arm(42, -ARM)),
]


def pinch_front(on: Drawing) -> Drawing:
    """Add the hand to a drawing."""
    on.layer = "behind"
    _fingers(on)
    on.layer = "front"
    _hand(on)
    thumb_details(on, THUMB, 1.0)
    on.detail([THUMB.place(0.6, -0.1), THUMB.place(0.25, -0.2), arm(-4, 4)], 0.7, (0.4, 0.6), "hand-crease")
    return on


def _fingers(on: Drawing) -> None:
    for name, d in (("ring", RING), ("middle", MIDDLE), ("index", INDEX)):
        outline = d.outline(0.3, 0.25)
        on.shape(f"{name}-fill", ends(outline))
        on.shape(f"{name}-shade", d.shade(1 if name == "index" else -1, 0.4, 2.5, 0.45), "hand-shade")
        on.ink(name, outline, 1.4, (0.06, 0.06))
        on.detail([d.place(0.96, -0.9), d.place(0.92, -0.5, 0.4), d.place(0.98, -0.2)], 0.6)
    for u in (1.06, 1.97):
        fold = [INDEX.place(u, -0.88), INDEX.place(u - 0.03, -0.5, 0.4), INDEX.place(u + 0.02, -0.25)]
        on.detail(fold, 0.55)


def _hand(on: Drawing) -> None:
    inner = THUMB.flank(-1, 2.45, 1.35)
    radial = [*ARM_LEFT, *THUMB.flank(1, 0.2, 2.45)]
    web: Point = (24.5, -46)
    roots = [INDEX.side(0.72, 1), INDEX.at(0.6)[0], INDEX.side(0.36, -0.98)]
    roots += [MIDDLE.side(0.3, -0.98), RING.side(0.32, -1)]
    up: list[Dot] = [corner(radial[0]), *radial[1:], *THUMB.cap(), *inner[:-1], corner(inner[-1]), web]
    down: list[Dot] = [RING.side(0.22, -1), *KNUCKLES, *ARM_RIGHT[:-1], corner(ARM_RIGHT[-1])]
    on.shape("hand", [*up, *(corner(p) for p in roots), *down])
    on.outline.append("hand")
    edge: list[Dot] = [
        corner(RING.side(0.32, -1)),
        RING.side(0.22, -1),
        *KNUCKLES,
        *ARM_RIGHT[:2],
        corner(ARM_RIGHT[2]),
    ]
    on.shape("back-shade", [*edge, arm(17, -REACH * 0.3), arm(15, -4), (65, -100), (64, -76)], "hand-shade")
    on.shape("thumb-shade", THUMB.shade(-1, 0.9, 2.5, 0.4), "hand-shade")
    on.ink("outer", [*RING.flank(-1, 0.52, 0.22, 0.1), *KNUCKLES, *ARM_RIGHT], 1.5, (0.03, 0.005))
    on.ink("thumb", [*radial, *THUMB.cap(), *inner, web], 1.5, (0.005, 0.05))
    on.detail([inner[-1], (25, -52), (31, -68), (37, -84)], 0.7, (0.1, 0.8))
    for d in (INDEX, MIDDLE, RING):
        on.detail([d.side(0.42, -0.98), d.side(0.3, -0.92), d.side(0.12, -0.75)], 0.8, (0.05, 0.8))
