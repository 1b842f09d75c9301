"""Places of a drawing: landmarks, zones, how far strokes in place reach."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from soleprint.figures import curves
from soleprint.figures.curves import Point
from soleprint.figures.drawings.mistakes import Mistakes
from soleprint.figures.drawings.outline import box_of
from soleprint.figures.drawings.sheet import Item, lines_of
from soleprint.files.suggest import nearest

_NAME = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
_LONGEST = 60
_ROUND = ("circle", "ellipse", "path")
"""Older editors write circles as paths."""
_NAMING = "in Object Properties (Ctrl+Shift+O) write it as the label"


class Ellipse(Struct, frozen=True):
    """A zone: its middle, half its width and half its height."""

    at: Point
    half_width: float
    half_height: float


class Places(Struct, frozen=True):
    """By their names. ``new`` are those that content/regions does not have."""

    landmarks: Mapping[str, Point]
    new: tuple[str, ...]
    zones: Mapping[str, Ellipse]
    reach: Mapping[str, tuple[Point, Point]]


def places_of(
    layers: Mapping[str, Sequence[Item]],
    rings: Sequence[Sequence[Point]],
    known: Collection[str],
    view: str,
    mistakes: Mistakes,
) -> Places:
    """The places of the drawing of a ``view``; ``known`` are the names of content/regions.

    A mistake for each that has no name that can be, is there twice or lies outside of the ``rings`` of the outline.
    """
    finder = _Finder(rings, known, view, mistakes)
    landmarks = dict(finder.landmarks(layers["landmarks"]))
    if not layers["landmarks"]:
        mistakes.add("drawing-landmark", 'there are no places; draw a circle for each in a layer called "landmarks"')
    zones = {name: _ellipse(item) for name, item in finder.others(layers["zones"], "zone", landmarks)}
    reach = {name: lines_of(item)[0].ends for name, item in finder.others(layers["reach"], "reach", landmarks)}
    return Places(landmarks, tuple(name for name in landmarks if name not in known), zones, reach)


def _ellipse(item: Item) -> Ellipse:
    box = box_of([item])
    return Ellipse(_middle(item), box.width / 2, box.height / 2)


def _middle(item: Item) -> Point:
    box = box_of([item])
    return (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2


def _plain(name: str) -> str:
    """The name of a place that is nearest to a name; "" where none of it can stay."""
    parts = (re.sub("[^a-z0-9]+", "-", part).strip("-") for part in name.lower().split("."))
    return ".".join(filter(None, parts))[:_LONGEST].rstrip("-.")


class _Finder:
    """Finds places, and names those that cannot be."""

    def __init__(self, rings: Sequence[Sequence[Point]], known: Collection[str], view: str, mistakes: Mistakes) -> None:
        self.rings, self.known, self.view, self.mistakes = rings, known, view, mistakes
        self.spoilt: set[str] = set()
        """Names of landmarks that have mistakes: what belongs to them has none of its own."""

    def landmarks(self, items: Sequence[Item]) -> Iterator[tuple[str, Point]]:
        """The names and middles of circles."""
        seen: set[str] = set()
        for item in items:
            problem = self._shape(item, _ROUND, "circle") or self._name(item) or self._place(item, seen)
            if problem:
                self.mistakes.add("drawing-landmark", problem, item)
                self.spoilt.add(item.name)
            else:
                yield item.name, _middle(item)
            seen.add(item.name)

    def others(self, items: Sequence[Item], kind: str, landmarks: Collection[str]) -> Iterator[tuple[str, Item]]:
        """Shapes that belong to a landmark, by its name."""
        shapes = (_ROUND, "ellipse") if kind == "zone" else (("line", "path", "polyline"), "line")
        seen: set[str] = set()
        for item in items:
            name = item.name.removeprefix(f"{kind}-")
            if name and name in self.spoilt:
                continue
            problem = self._shape(item, *shapes) or self._belongs(item, name, landmarks, seen)
            if problem:
                self.mistakes.add("drawing-zone" if kind == "zone" else "drawing-reach", problem, item)
            else:
                yield name, item
            seen.add(name)

    def _shape(self, item: Item, tags: Collection[str], wanted: str) -> str | None:
        if item.tag not in tags or not lines_of(item):
            article = "an" if wanted[0] in "aeiou" else "a"
            return f"{item.called} is a {item.tag}, not {article} {wanted}; draw {article} {wanted} instead"
        return None

    def _name(self, item: Item) -> str | None:
        name = item.name
        if not name:
            return f"this {item.tag} has no name; {_NAMING}: the name of a place, such as {self.view}.middle"
        if not _NAME.fullmatch(name) or len(name) > _LONGEST:
            plain = _plain(name) or f"{self.view}.middle"
            return f'{item.called} is no name of a place, which has small letters, digits, dots and hyphens: "{plain}"'
        if name in self.known or name.startswith(f"{self.view}."):
            return None
        near = nearest(name, self.known)
        hint = f'did you mean "{near}"? ' if near else ""
        return f'"{name}" is no place of content/regions; {hint}A new place of this view is called "{self.view}.{name}"'

    def _place(self, item: Item, seen: Collection[str]) -> str | None:
        if item.name in seen:
            return f"{item.called} is there twice; delete one, or give it another name"
        middle = _middle(item)
        if self.rings and not any(curves.inside(middle, ring) for ring in self.rings):
            return f"{item.called} lies outside of the outline; move its middle onto the limb"
        return None

    def _belongs(self, item: Item, name: str, landmarks: Collection[str], seen: Collection[str]) -> str | None:
        if not name:
            return f"this {item.tag} has no name; {_NAMING}: the name of the landmark that it belongs to"
        if name in seen:
            return f"{item.called} is there twice; delete one"
        if name not in landmarks:
            near = nearest(name, landmarks)
            hint = f'did you mean "{near}"?' if near else "draw a circle of that name in the layer landmarks"
            return f'there is no landmark "{name}"; {hint}'
        return None
