"""How large a drawing is on the body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import dist

from soleprint.figures.drawings.mistakes import Mistakes
from soleprint.figures.drawings.sheet import Item, lines_of
from soleprint.marks import Rect

_NAME = re.compile(r"scale[-_ ]?([0-9]{1,4}(?:\.[0-9]{1,3})?) ?(mm|cm|in)")
_UNITS = {"mm": 1.0, "cm": 10.0, "in": 25.4}
_SMALLEST, _LARGEST = 10.0, 2500.0
"""Millimetres of body that a view may show: from a toe to a tall person."""
_REMEDY = 'draw a straight line as long as something that you have measured, and name it by that length: "scale-100mm"'


def scale_of(scales: Sequence[Item], mistakes: Mistakes) -> float:
    """Millimetres of body to a unit of the drawing, by its scale line; 0 where there is none that can be used."""
    if not scales:
        mistakes.add("drawing-scale", f"there is no scale line; {_REMEDY}")
        return 0.0
    for item in scales[1:]:
        mistakes.add("drawing-scale", f"{item.called} is a second scale line; delete one", item)
    item = scales[0]
    named = _NAME.fullmatch(item.name.lower())
    length = dist(*lines[0].ends) if len(lines := lines_of(item)) == 1 else 0.0
    millimetres = float(named[1]) * _UNITS[named[2]] if named else 0.0
    if not millimetres:
        mistakes.add("drawing-scale", f"the name {item.called} says no length; {_REMEDY}", item)
    elif not length or lines[0].closed:
        mistakes.add("drawing-scale", f"{item.called} is not one straight line; {_REMEDY}", item)
    return millimetres / length if millimetres and length else 0.0


def check_size(box: Rect, scale: Item, mistakes: Mistakes) -> None:
    """A finding for an outline, in millimetres, that no part of a body has the size of."""
    if _SMALLEST <= max(box.width, box.height) <= _LARGEST:
        return
    how = "small" if max(box.width, box.height) < _SMALLEST else "large"
    message = f"by this line the outline is {box.width:,.4g} mm wide and {box.height:,.4g} mm high, which is too {how}"
    mistakes.add("drawing-scale", f"{message}; name the line by the length on the body that it stands for", scale)
