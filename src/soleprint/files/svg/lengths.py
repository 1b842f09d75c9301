"""Lengths of SVG, and the size of a drawing."""

from __future__ import annotations

import re
from collections.abc import Mapping

from soleprint.files.path_data import BadValue, number, numbers
from soleprint.marks import Matrix

_LENGTH = re.compile(r"([-+0-9.eE]+)\s*(px|pt|pc|mm|cm|in)?")
_UNITS = {None: 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_SMALLEST = 1e-3
"""Side of a viewport."""
EVEN = 1e-3
"""How uneven a scale may be to count as even."""


def length(text: str) -> float:
    """A length in user units (96 to the inch). Raises BadValue; percentages have no meaning here."""
    match = _LENGTH.fullmatch(text.strip())
    if not match:
        raise BadValue(f'"{text[:20]}" is not a length')
    return number(match[1]) * _UNITS[match[2]]


def viewport(given: Mapping[str, str]) -> tuple[float, float, Matrix]:
    """Width and height of the viewport, and the matrix from user units to it, y turned upwards (SVG 2, 8.2).

    ``given`` are the attributes of the root. Raises BadValue.
    """
    size = [length(given[name]) if name in given and "%" not in given[name] else 0.0 for name in ("width", "height")]
    box = numbers(given["viewBox"]) if "viewBox" in given else [0.0, 0.0, *size]
    if len(box) != 4 or min(box[2:]) < _SMALLEST:
        raise BadValue("<svg> needs a viewBox (or a width and a height) above 0")
    width, height = size if min(size) >= _SMALLEST else box[2:]
    if abs(width * box[3] - height * box[2]) > EVEN * width * box[3]:
        fit = given.get("preserveAspectRatio", "xMidYMid meet").split()
        if fit not in (["xMidYMid"], ["xMidYMid", "meet"]):
            raise BadValue("<svg> with this preserveAspectRatio is not supported; give it the size of its viewBox")
    scale = min(width / box[2], height / box[3])
    left, top = (width - box[2] * scale) / 2 - box[0] * scale, (height - box[3] * scale) / 2 - box[1] * scale
    return width, height, (scale, 0, 0, -scale, left, height - top)
