"""The sitter's own hands in self massage: the same builders with other wrists, seen from above the lap."""

from __future__ import annotations

from collections.abc import Callable

from handposes.back import Back
from handposes.digit import Digit
from handposes.drawing import Drawing, corner
from handposes.fingers import OVER, STRAIGHT, pointing, round_ends
from handposes.grip import Grip
from handposes.measures import BACK, PAD
from handposes.side import Beyond, Side
from handposes.skeleton import Angles, alike


def _grip() -> Drawing:
    on = Drawing("self-grip", "a hand round the edge of the own foot, its thumb on the sole", "edge", (26, 75))
    return Grip((-30, -40, -30), forearm=6).draw(on)


def _grip_bent() -> Drawing:
    """The wrist bent to the little finger."""
    on = Drawing(
        "self-grip-bent", "a hand round the near edge of the own foot, its thumb on the sole", "edge", (26, 75)
    )
    return Grip((-26, -32, -22), forearm=44).draw(on)


def _grip_along() -> Drawing:
    on = Drawing("self-grip-along", "a hand round the edge of the own foot, its thumb along it", "edge", (26, 75))
    return Grip((-20, -12, -2), forearm=38).draw(on)


def _rest() -> Drawing:
    on = Drawing("self-rest", "the own hand laid on, its wrist nearly straight", "wrist", (38, 60))
    angles: Angles = {"index": (-3, -1, 1), "middle": (0, 1, 2), "ring": (2, 2, 2), "little": (5, 3, 0)}
    return Back(angles, alike((0.92, 0.84, 0.8)), thumb=(-40, -20, -12), forearm=12).draw(on)


def _wrap() -> Drawing:
    on = Drawing("self-wrap", "the own hand over the calf, seen from its back", "wrist", (40, 60))
    pose = Back(
        STRAIGHT, OVER, thumb=(-52, -44, -46), thumb_lengths=(0.95, 0.95, 0.95), forearm=16, reach=110,
        blunt=round_ends(0.2, 10, 2.15), nails=False,
    )  # fmt: skip
    return pose.draw(on)


def _one_finger() -> Drawing:
    on = Drawing("self-one-finger", "one finger stroking, seen from the back of the own hand", "wrist", (8, 90))
    return pointing(on, (0, -1, -2), (0.94, 0.92, 0.92), -2)


def _side_sole() -> Drawing:
    on = Drawing("self-side-sole", "the own flat hand along the sole, from its thumb's side", "wrist", (20, 80))
    others = (Beyond("middle", (2.5, 3.5), (-3, -8, -15)),)
    return Side((-4, -9, -14), others, thumb=(-22, -10, -2), forearm=26, web_from=1.2).draw(on)


def _side_top() -> Drawing:
    on = Drawing(
        "self-side-top", "the own flat hand over the top of the foot, from its thumb's side", "wrist", (20, 80)
    )
    others = (Beyond("middle", (2.5, 3.5), (-3, -9, -14)),)
    return Side((-4, -10, -14), others, thumb=(-36, -26, -18), forearm=-8, web_from=1.2).draw(on)


def _pinch() -> Drawing:
    """Thumb in front of a toe, index finger behind it, the hand beside the toe, which stands up from the origin."""
    on = Drawing("self-pinch", "thumb in front of a toe, index finger behind it", "digit", (9, 18))
    Grip((-46, -56, -58), (0.95, 0.92, 0.95), forearm=30, fingers=False).draw(on)
    on.ink("knuckle", [on.lines["thumb"][-1], (12, 18), (28.5, 9)], 1.5, (0.05, 0.05))
    on.place((50, -8), 0)
    front, on.art = on.art, []
    on.layer = "behind"
    middle = Digit([(26, -18), (19, 8), (-8, 21), (-34, 19)], PAD, BACK, 0.92, power=2.2)
    index = Digit([(22, -16), (13, 0), (-14, 6), (-40, 2)], PAD, BACK, 0.95, power=2.2)
    for name, d, colour in (("middle", middle, "hand-shade"), ("index", index, "hand")):
        on.shape(f"{name}-fill", [corner(d.side(0.2, 1)), *d.outline(0.4, 0.2), corner(d.side(0.1, -1))], colour)
        on.ink(name, d.outline(0.6, 0.1), 1.4, (0.1, 0.1))
    on.detail([index.place(0.98, -0.85), index.place(1.0, -0.4, 1), index.place(1.04, 0.0)], 0.6)
    on.detail([index.place(1.95, -0.8), index.place(1.98, -0.4, 1), index.place(2.0, 0.0)], 0.6)
    on.art += front
    return on


OWN: tuple[Callable[[], Drawing], ...] = (
    _grip, _grip_bent, _grip_along, _rest, _wrap, _one_finger, _side_sole, _side_top, _pinch,
)  # fmt: skip
