"""A hand as lines and drawing instructions, and its file."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from handposes.measures import Point

Layer = Literal["behind", "front"]
WIDE = 120
HEAD = "# Drawn by src/handposes: change the construction there, then run `python -m handposes`."


class Corner(NamedTuple):
    """A point where a line turns sharply."""

    x: float
    y: float
    sharp: bool = True


Dot = Point | Corner


PLACES = ("line", "shape")
"""Keys of an instruction that may hold points."""


def corner(p: Dot) -> Corner:
    """The same point as a corner."""
    return Corner(p[0], p[1])


def ends(points: Sequence[Dot]) -> list[Dot]:
    """The points with a corner at both ends."""
    return [corner(points[0]), *points[1:-1], corner(points[-1])]


@dataclass
class Drawing:
    """One hand. Instructions go to the current ``layer``, later over earlier."""

    id: str
    subject: str
    origin: Literal["wrist", "edge", "far-edge", "digit"]
    """What (0, 0) is: the middle of the wrist, the limb's edge (the limb to its left), the far edge (the limb to its
    right), the end of a toe or finger."""
    fits: tuple[float, float]
    """Half widths of limb in mm that it looks right on."""
    layer: Layer = "front"
    outline: list[str] = field(default_factory=list)
    """Closed lines that together are all that is seen before the limb."""
    lines: dict[str, list[Dot]] = field(default_factory=dict)
    closed: list[str] = field(default_factory=list)
    art: list[dict[str, Any]] = field(default_factory=list)

    def _named(self, stem: str, points: Iterable[Dot]) -> str:
        name, k = stem, 2
        while name in self.lines:
            name, k = f"{stem}-{k}", k + 1
        apart: list[Dot] = []
        for p in points:
            if not apart or math.dist(p[:2], apart[-1][:2]) > 0.15:
                apart.append(p)
        self.lines[name] = apart
        return name

    def silhouette(self, points: Iterable[Dot]) -> None:
        """A closed line round all that is seen before the limb."""
        name = self._named("outline", points)
        self.closed.append(name)
        self.outline.append(name)

    def shape(self, stem: str, points: Iterable[Dot], colour: str = "hand", outline: float = 0.0) -> None:
        """A filled closed line."""
        name = self._named(stem, points)
        self.closed.append(name)
        item: dict[str, Any] = {"draw": "fill", "shape": name, "colour": colour, "layer": self.layer}
        self.art.append(item | ({"outline": outline, "ink": "hand-ink"} if outline else {}))

    def soft(self, points: Sequence[Dot], inside: str, colour: str) -> None:
        """A patch with a soft edge on a shape of the hand."""
        self.art.append(
            {"draw": "soft", "shape": list(points), "colour": colour, "base": "hand", "inside": inside, "keep": 0.3}
            | {"layer": self.layer}
        )

    def nail(self, stem: str, points: Iterable[Dot]) -> None:
        """A nail: a pale shape with a thin line round it."""
        self.shape(stem, points, "hand-nail", 0.55)

    def ink(self, stem: str, points: Iterable[Dot], width: float = 1.5, taper: Point = (0.1, 0.1)) -> None:
        """A line of the outline, by name."""
        self._ink(self._named(stem, points), width, taper, "hand-ink")

    def detail(
        self, points: Sequence[Dot], width: float = 0.65, taper: Point = (0.4, 0.4), colour: str = "hand-ink"
    ) -> None:
        """A small line."""
        self._ink(list(points), width, taper, colour)

    def _ink(self, line: str | list[Dot], width: float, taper: Point, colour: str) -> None:
        self.art.append(
            {"draw": "ink", "line": line, "width": width, "taper": taper, "colour": colour, "layer": self.layer}
        )

    def place(self, shift: Point, turn: float) -> None:
        """Move everything, then turn it about the origin by ``turn`` degrees clockwise."""
        self.lines = {name: [_moved(p, shift, turn) for p in points] for name, points in self.lines.items()}
        for item in self.art:
            for key in PLACES:
                if isinstance(item.get(key), list):
                    item[key] = [_moved(p, shift, turn) for p in item[key]]

    def yaml(self) -> str:
        """The file's text."""
        out = [HEAD, "schema: 1", f"id: {self.id}", f"subject: {self.subject}", f"origin: {self.origin}"]
        out += [f"fits: {_flow(self.fits)}", "lines:"]
        for name, points in self.lines.items():
            out += _line(f"  {name}:", [_written(p) for p in points])
        out += _wrapped("closed: [", self.closed)
        out += _wrapped("outline: [", self.outline)
        return "\n".join([*out, "art:", *(_instruction(item) for item in self.art)]) + "\n"


def _moved(p: Dot, shift: Point, turn: float) -> Dot:
    x, y, a = p[0] + shift[0], p[1] + shift[1], math.radians(turn)
    q = (x * math.cos(a) + y * math.sin(a), y * math.cos(a) - x * math.sin(a))
    return corner(q) if len(p) > 2 else q


def _written(p: Dot) -> str:
    x, y = (round(v, 1) + 0.0 for v in p[:2])
    return f"{x:g} {y:g}" + (" c" if len(p) > 2 else "")


def _instruction(item: dict[str, Any]) -> str:
    parts = []
    for key, value in item.items():
        if key == "layer" and value == "front":
            continue
        if key in PLACES and isinstance(value, list):
            value = '"' + ", ".join(_written(p) for p in value) + '"'
        parts.append(f"{key}: {_flow(value)}")
    return "  - {" + ", ".join(parts) + "}"


def _flow(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_flow(v) for v in value) + "]"
    return f"{value:g}" if isinstance(value, (int, float)) else str(value)


def _line(name: str, points: Sequence[str]) -> list[str]:
    """A line of the drawing beside its name, or, where that is too wide, in rows below."""
    whole = f"{name} {', '.join(points)}"
    return [whole] if len(whole) <= WIDE else [name, *_rows(points)]


def _wrapped(start: str, items: Sequence[str]) -> list[str]:
    """A list on one line, or, where that is too wide, on several."""
    whole = start + ", ".join(items) + "]"
    return [whole] if len(whole) <= WIDE else [start, *_rows(items), "  ]"]


def _rows(items: Sequence[str]) -> list[str]:
    rows, row = [], "    "
    for item in items:
        if len(row) + len(item) > WIDE - 1:
            rows.append(row.rstrip())
            row = "    "
        row += f"{item}, "
    return [*rows, row.rstrip(", ")]
