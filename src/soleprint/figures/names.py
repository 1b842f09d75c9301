"""Names of strokes in the place of signs: what is printed of a stroke of one's own, which has no sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleprint.figures.letters import PADDING, RIM
from soleprint.figures.theme import PAPER, Theme
from soleprint.marks import Group, Path, Primitive, Rect, Stroke, rounded

if TYPE_CHECKING:
    from soleprint.text.paragraph import Setting
    from soleprint.text.typesetter import Typesetter

TYPE = 9.0
"""Points of a name on a picture, where there is room for it."""
SMALLER = (1.0, 0.85, 0.7, 0.6, 0.5)
"""Sizes that are tried, as parts of the wanted one."""
EDGE = 3.0
"""Points between a name and the edge of its picture."""
SHAPE = 2.0
"""Width over height of a field that shows a name alone."""
TALL = 0.3
"""Type of a name alone, as a part of the height of its field."""


def named(text: str, box: Rect, size: float, theme: Theme, typesetter: Typesetter | None) -> Group:
    """A name in an open pill at the foot of a picture; in several lines, or smaller, where the picture is narrow.

    Nothing is drawn without a ``typesetter``.
    """
    if typesetter is None:
        return Group(())
    inset = EDGE + RIM + PADDING[0] * size
    room = Rect(box.x0 + inset, box.y0 + EDGE, box.x1 - inset, box.y1 - EDGE)
    size, setting = _set(text, room, size, theme, typesetter)
    across, up = PADDING[0] * size, PADDING[1] * size / 2 + RIM
    low = box.y0 + EDGE + up
    middle, half = (box.x0 + box.x1) / 2, setting.used / 2 + across
    pill = Rect(middle - half, low - up, middle + half, low + setting.height + up)
    outline = Path(rounded(pill, min(pill.height, 2 * size) / 2), PAPER, Stroke(theme.colours["ink"], RIM))
    return Group((outline, *_runs(setting, room.x0, low + setting.height)))


def alone(text: str, box: Rect, theme: Theme, typesetter: Typesetter | None) -> Group:
    """A name in the middle of a field."""
    if typesetter is None:
        return Group(())
    room = box.inset(EDGE, EDGE, EDGE, EDGE)
    _, setting = _set(text, room, TALL * box.height, theme, typesetter)
    return Group(_runs(setting, room.x0, (box.y0 + box.y1 + setting.height) / 2))


def _set(text: str, room: Rect, size: float, theme: Theme, typesetter: Typesetter) -> tuple[float, Setting]:
    """The name in the largest of some sizes that holds it, or the smallest of them; and that size in points."""
    from soleprint.text.paragraph import Span

    prepared = typesetter.prepare([Span(text, bold=True, colour=theme.colours["ink"])])
    width = max(room.width, 1.0)
    for part in SMALLER:
        setting = prepared.set(width, part * size, 1.1, "center", balance=True)
        if not setting.overfull and setting.height <= room.height:
            break
    return part * size, setting


def _runs(setting: Setting, x: float, top: float) -> tuple[Primitive, ...]:
    return tuple(run for _, run in setting.runs(x, top))
