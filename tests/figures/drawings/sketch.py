"""Drawings as an editor saves them, to be imported by tests."""

from __future__ import annotations

from collections.abc import Sequence
from math import dist
from xml.sax.saxutils import quoteattr

from soleprint.errors import ContentError, Finding
from soleprint.figures import curves
from soleprint.figures.curves import Bezier, Point
from soleprint.figures.drawings.draft import Draft, draft_of

KNOWN = frozenset({"calf", "knee.back", "heel", "ankle"})
INSIDE = """\
<g label="outline">
  <path id="outer" d="M 10 90 C 8 60 8 40 10 10"/>
  <path id="inner" d="M 50 90 C 54 60 52 40 50 10"/>
  <path id="cut-below" d="M 10 90 L 50 90"/>
  <path id="cut-above" d="M 10 10 L 50 10"/>
</g>
<g label="landmarks">
  <circle id="calf" cx="30" cy="40" r="2"/>
  <circle id="arm.middle" cx="30" cy="60" r="2"/>
</g>
<g label="zones">
  <ellipse label="calf" cx="30" cy="40" rx="8" ry="6"/>
</g>
<g label="reach">
  <line label="calf" x1="30" y1="60" x2="30" y2="20"/>
</g>
<g label="lines">
  <path d="M 20 30 Q 30 36 40 30"/>
</g>
<line id="scale-100mm" x1="80" y1="10" x2="80" y2="60"/>
"""
"""A limb of 80 by 160 mm."""


def svg(inside: str = INSIDE, head: str = 'viewBox="0 0 100 100"') -> bytes:
    """A file with these elements; ``label`` stands for Inkscape's. The elements begin on line 3."""
    text = inside.replace(" label=", " inkscape:label=")
    spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'
    return f'<?xml version="1.0"?>\n<svg {spaces} {head}>\n{text}</svg>'.encode()


def draft(inside: str = INSIDE, head: str = 'viewBox="0 0 100 100"') -> Draft:
    """The view "arm" from a drawing with these elements."""
    return draft_of(svg(inside, head), "arm.svg", "arm", KNOWN)


def findings(inside: str) -> list[Finding]:
    """Everything wrong with a drawing."""
    try:
        return list(draft(inside).warnings)
    except ContentError as error:
        return list(error.findings)


def spoiled(old: str, new: str) -> str:
    """The elements with ``old``, which must be there once, replaced."""
    assert INSIDE.count(old) == 1, f"{old!r} is there {INSIDE.count(old)} times"
    return INSIDE.replace(old, new)


def path(name: str, curve: Sequence[Bezier], closed: bool = False) -> str:
    """A path element; SVG's y is downwards."""
    ends = " ".join(" ".join(f"{x:.4f},{-y:.4f}" for x, y in bezier[1:]) for bezier in curve)
    (x, y) = curve[0][0]
    end = " Z" if closed else ""
    return f'<path label={quoteattr(name)} d="M {x:.4f},{-y:.4f} C {ends}{end}"/>\n'


def apart(one: Sequence[Point], other: Sequence[Point]) -> float:
    """How far two closed polylines are from each other at most, measured both ways."""
    return max(_beyond(one, other), _beyond(other, one))


def _beyond(points: Sequence[Point], ring: Sequence[Point]) -> float:
    fine = curves.even([*ring, ring[0]], 8000)
    near: dict[tuple[int, int], list[Point]] = {}
    for x, y in fine:
        near.setdefault((round(x / 4), round(y / 4)), []).append((x, y))
    return max(_nearest(point, near) for point in points)


def _nearest(point: Point, near: dict[tuple[int, int], list[Point]]) -> float:
    x, y = round(point[0] / 4), round(point[1] / 4)
    cells = (near.get((x + dx, y + dy), ()) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
    return min((dist(point, other) for cell in cells for other in cell), default=99.0)
