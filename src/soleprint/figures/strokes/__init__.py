"""One glyph per stroke of the vocabulary. The shape carries the meaning, the colour repeats it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from soleprint.figures.pen import Pen
from soleprint.figures.strokes import across, along, spots
from soleprint.figures.strokes.placed import Kind, Part, Placed

Glyph = Callable[[Pen, Placed, str], None]

GLYPHS: Mapping[str, Glyph] = MappingProxyType(
    {
        "glide": along.glide,
        "glide-return": along.glide_return,
        "drain": along.drain,
        "stroke": along.stroke,
        "stroke-firm": along.stroke_firm,
        "feather": along.feather,
        "knead": across.knead,
        "wring": across.wring,
        "circles": spots.circles,
        "circle-stroke": spots.circle_stroke,
        "hold": spots.hold,
        "squeeze": spots.squeeze,
        "pull": spots.pull,
    }
)
"""Stroke id -> function that draws it."""

BANDS = frozenset({"knead", "wring", "feather"})
"""Strokes that take the whole width of the limb."""

WIDTHS: Mapping[str, float] = MappingProxyType(
    {"glide": 12.5, "glide-return": 8.0, "drain": 16.0, "stroke": 10.0, "stroke-firm": 15.0, "circles": 18.0}
)
"""Points across that a stroke along the limb takes, its halo included."""

__all__ = ["BANDS", "GLYPHS", "Glyph", "Kind", "Part", "Placed", "WIDTHS"]
