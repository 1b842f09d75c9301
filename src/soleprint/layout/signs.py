"""Signs drawn with a few lines: a question mark in a disc for asking first, a receiver for calling, a hatched disc for
no pressure."""

from __future__ import annotations

import math

from soleprint.layout.painter import circle
from soleprint.marks import Path, Segment, Stroke


def _arc(x: float, y: float, r: float, start: float, end: float) -> tuple[Segment, ...]:
    """Part of a circle, from one angle in degrees to another."""
    steps = 14
    angles = [math.radians(start + (end - start) * k / steps) for k in range(steps + 1)]
    points = [(x + r * math.cos(a), y + r * math.sin(a)) for a in angles]
    return (("M", *points[0]), *(("L", *point) for point in points[1:]))


def ask(x: float, y: float, r: float, colour: str, paper: str) -> list[Path]:
    """A question mark cut out of a disc whose middle is at (x, y)."""
    hook = (*_arc(x, y + 0.24 * r, 0.27 * r, 165, -75), ("L", x, y - 0.2 * r))
    return [
        Path(circle(x, y, 0.92 * r), fill=colour),
        Path(hook, stroke=Stroke(paper, 0.17 * r)),
        Path(circle(x, y - 0.47 * r, 0.12 * r), fill=paper),
    ]


def call(x: float, y: float, r: float, colour: str, paper: str) -> list[Path]:
    """A telephone receiver."""
    cx, cy, reach = x + 0.62 * r, y + 0.62 * r, 1.28 * r
    paths = [Path(_arc(cx, cy, reach, 176, 274), stroke=Stroke(colour, 0.34 * r))]
    for angle in (183.0, 267.0):
        a = math.radians(angle)
        near, far = ((cx + k * reach * math.cos(a), cy + k * reach * math.sin(a)) for k in (0.78, 0.98))
        paths.append(Path((("M", *near), ("L", *far)), stroke=Stroke(colour, 0.5 * r)))
    return paths


def zone(x: float, y: float, r: float, colour: str, paper: str) -> list[Path]:
    """A hatched disc, as it marks a place without pressure in the pictures."""
    ring = 0.8 * r
    lines: list[Segment] = []
    for step in (-2, -1, 0, 1, 2):
        off = 0.3 * ring * step
        half = math.sqrt(ring * ring - off * off)
        # Falling lines, a step apart along the rising diagonal.
        for command, along in (("M", -half), ("L", half)):
            lines.append((command, x + (off + along) * math.sqrt(0.5), y + (off - along) * math.sqrt(0.5)))
    return [
        Path(circle(x, y, ring), fill=paper),
        Path(tuple(lines), stroke=Stroke(colour, 0.13 * r)),
        Path(circle(x, y, ring), stroke=Stroke(colour, 0.18 * r)),
    ]
