"""Every hand of ``content/hands``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from handposes.back import Back
from handposes.drawing import Drawing
from handposes.fingers import OVER, STRAIGHT, pointing, round_ends
from handposes.grip import Grip, tips
from handposes.measures import FINGERS, Finger
from handposes.own import OWN
from handposes.pinch import pinch_front
from handposes.side import Beyond, Side
from handposes.skeleton import Angles, Three, alike, together


def _glide() -> Drawing:
    on = Drawing("glide", "a hand gliding, seen from its back", "wrist", (45, 90))
    return Back(together(0.6), thumb=(-42, -24, -30), forearm=28, reach=118).draw(on)


def _glide_close() -> Drawing:
    on = Drawing("glide-close", "a hand flat across a limb, seen from its back", "wrist", (45, 90))
    return Back(together(0.6), thumb=(-36, -16, -18), forearm=14, reach=115).draw(on)


def _glide_beside() -> Drawing:
    """Turned onto the side of the limb, its thumb beside the other's."""
    on = Drawing("glide-beside", "one of two hands gliding side by side, seen from its back", "wrist", (52, 90))
    pose = Back(together(-0.4), thumb=(-28, -8, -2), breadth=0.78, forearm=27, reach=122, web_from=1.3)
    return pose.draw(on)


def _rest() -> Drawing:
    on = Drawing("rest", "a hand at rest, seen from its back", "wrist", (38, 60))
    angles: Angles = {"index": (-1, 0, 1), "middle": (0.5, 1, 1.5), "ring": (1.5, 1, 0.5), "little": (4, 0, -3)}
    return Back(angles, alike((0.95, 0.88, 0.82)), thumb=(-34, -14, -10), forearm=30).draw(on)


def _heel(on: Drawing, forearm: float) -> Drawing:
    """Leaning on the heel of the hand: the wrist bent, the fingers curled away from the skin."""
    seen: Mapping[Finger, Three] = {
        "index": (0.62, 0.3, 0.12),
        "middle": (0.6, 0.3, 0.12),
        "ring": (0.6, 0.3, 0.12),
        "little": (0.66, 0.34, 0.14),
    }
    pose = Back(
        together(1.6), seen, thumb=(-34, -10, 0), thumb_lengths=(0.9, 0.85, 0.8), palm=0.78, breadth=0.9,
        forearm=forearm, reach=95, wrist="bent", root=(-18, 10), blunt=round_ends(0.1, 10, 2.3), folded=FINGERS,
        heel=True,
    )  # fmt: skip
    return pose.draw(on)


def _heel_push() -> Drawing:
    on = Drawing("heel-push", "a hand pushing with its heel, its fingers curled away", "wrist", (60, 100))
    return _heel(on, 30)


def _heel_push_far() -> Drawing:
    """Of the pair the hand on the far half of the limb, its wrist bent to the thumb: both forearms come from one
    side."""
    on = Drawing("heel-push-far", "a hand pushing with its heel on the far side of a limb", "wrist", (60, 100))
    return _heel(on, -20)


def _feather() -> Drawing:
    """Only the _fingertips touch: knuckles up, fingers hang and spread."""
    on = Drawing("feather", "fingertips stroking lightly, the hand seen from its back", "wrist", (45, 90))
    angles: Angles = {"index": (-9, -7, -6), "middle": (-1, -1, 0), "ring": (6, 6, 5), "little": (15, 14, 12)}
    pose = Back(
        angles, alike((0.6, 0.74, 0.92)), thumb=(-38, -22, -14), thumb_lengths=(0.9, 0.9, 0.95), palm=0.88, forearm=20,
        web_from=1.3, fingertips=True,
    )  # fmt: skip
    return pose.draw(on)


def _wrap() -> Drawing:
    """Fingers over the limb and down its far side; the thumb stays on this side, wide open."""
    on = Drawing("wrap", "an open hand round a limb, seen from its back", "wrist", (50, 64))
    pose = Back(
        STRAIGHT, OVER, thumb=(-47, -37, -40), thumb_lengths=(0.95, 0.95, 0.95), forearm=8, reach=110,
        blunt=round_ends(0.2, 10, 2.15), nails=False,
    )  # fmt: skip
    return pose.draw(on)


def _lift() -> Drawing:
    """Thumb and fingers draw together and _lift a fold of flesh between them."""
    on = Drawing("lift", "a hand that lifts and squeezes a fold of flesh, seen from its back", "wrist", (50, 90))
    angles: Angles = {"index": (0, -22, -40), "middle": (0, -14, -28), "ring": (0, -8, -18), "little": (0, -6, -12)}
    seen: Mapping[Finger, Three] = {
        "index": (0.86, 0.8, 0.62),
        "middle": (0.8, 0.7, 0.42),
        "ring": (0.78, 0.62, 0.34),
        "little": (0.84, 0.66, 0.36),
    }
    pose = Back(
        angles, seen, thumb=(-58, -34, 4), thumb_lengths=(1.0, 0.95, 0.9), forearm=8, reach=110,
        blunt=round_ends(0.3, 9, 2.2), fold=True,
    )  # fmt: skip
    return pose.draw(on)


def _wrap_close() -> Drawing:
    """The same as wrap with the thumb along the index finger."""
    on = Drawing("wrap-close", "a hand across a limb with its thumb along it, seen from its back", "wrist", (58, 78))
    pose = Back(
        STRAIGHT, OVER, thumb=(-36, -18, -22), forearm=12, reach=110, blunt=round_ends(0.2, 10, 2.15), nails=False
    )
    return pose.draw(on)


def _one_finger() -> Drawing:
    on = Drawing("one-finger", "one finger stroking, the others folded, seen from the back", "wrist", (8, 90))
    return pointing(on, (2, 1, 0), (0.92, 0.9, 0.9), 24)


def _grip() -> Drawing:
    on = Drawing("grip", "a hand round the edge of a limb, its thumb on top", "edge", (26, 75))
    return Grip().draw(on)


def _grip_in() -> Drawing:
    on = Drawing("grip-in", "a hand round the edge of a limb, its thumb turned in", "edge", (26, 75))
    return Grip((-36, -52, -44)).draw(on)


def _grip_drain() -> Drawing:
    on = Drawing("grip-drain", "a hand round the edge of a limb, its thumb pushing up the middle", "edge", (26, 75))
    return Grip((-40, -44, -18)).draw(on)


def _grip_along() -> Drawing:
    on = Drawing("grip-along", "a hand under a limb, its thumb along the side", "edge", (26, 75))
    return Grip((-22, -14, -4), forearm=30).draw(on)


def _fingertips() -> Drawing:
    return tips(Drawing("tips", "the ends of fingers that hold a limb from behind", "far-edge", (26, 62)))


def _side_flat() -> Drawing:
    on = Drawing("side-flat", "a flat hand along a limb, from its thumb's side", "wrist", (20, 80))
    others = (Beyond("middle", (2.5, 3.5), (-4, -9, -15)),)
    return Side((-4, -9, -14), others, thumb=(-22, -10, -4), forearm=32, web_from=1.2).draw(on)


def _side_over() -> Drawing:
    on = Drawing("side-over", "a flat hand over a limb, from its thumb's side", "wrist", (20, 80))
    others = (Beyond("middle", (2.5, 3.5), (0, 4, 8)),)
    return Side((0, 4, 9), others, thumb=(-22, -8, 0), forearm=56, web_from=1.2).draw(on)


def _pinch() -> Drawing:
    """The pads of index finger and thumb on a toe, in line with it."""
    on = Drawing("pinch", "thumb and index finger holding a toe, from the thumb's side", "digit", (15, 22))
    others = (Beyond("middle", (3, -1), (-20, -62, -82), "hand"), Beyond("ring", (6, -5), (-8, -50, -74)))
    pose = Side(
        (-26, -68, -88), others, thumb=(-52, -48, -40), thumb_seen=(0.95, 0.95, 0.95), forearm=22, web_from=1.25,
        index_from=0.45,
    )  # fmt: skip
    pose.draw(on)
    on.place((44.0, -95.0), 63)
    return on


def _pull() -> Drawing:
    on = Drawing("pull", "thumb and index finger holding a toe, the thumb in front", "digit", (9, 18))
    return pinch_front(on)


GIVER: tuple[Callable[[], Drawing], ...] = (
    _glide, _glide_beside, _glide_close, _rest, _heel_push, _heel_push_far, _feather, _wrap, _lift, _wrap_close,
    _one_finger, _grip, _grip_in, _grip_drain, _grip_along, _fingertips, _side_flat, _side_over, _pinch, _pull,
)  # fmt: skip


def drawings() -> Iterator[Drawing]:
    """Every hand, drawn."""
    for make in (*GIVER, *OWN):
        yield make()
