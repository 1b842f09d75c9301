"""What stands in a drawing, by its layers: a layer is a group with a known name, as label (Inkscape) or id."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import dist

from msgspec import Struct

from soleprint.figures import curves
from soleprint.figures.curves import Bezier, Point
from soleprint.figures.drawings.mistakes import Mistakes, short
from soleprint.files.path_data import BadValue, moved, points_of
from soleprint.files.suggest import nearest
from soleprint.files.svg.lengths import viewport
from soleprint.files.svg.shapes import SHAPES, segments_of, transform
from soleprint.files.svg.tree import Node, parse_svg, walk
from soleprint.marks import Matrix, Segment, multiply

LAYERS = ("outline", "lines", "landmarks", "zones", "reach", "lanes", "scale")
MOST_SEGMENTS = 3000
_LARGEST = 1e9
"""Of a transform, all in all."""
_UNNAMED = re.compile(r"(?:path|circle|ellipse|rect|line|poly(?:line|gon)|g|use|tspan|text|image)[\d.-]*")
"""Ids that editors give."""
_HIDDEN = re.compile(r"(?:^|;)\s*display\s*:\s*none")
_SILENT = ("defs", "style")
_REMEDIES = {
    "use": "it is a clone; unlink it (Edit, Clone, Unlink Clone)",
    "text": "convert it to paths, or move it to a layer of another name",
    "image": "move it to a layer of another name",
}


class Item(Struct, frozen=True):
    """A shape with its name ("" where it has none of its own), y upwards, and where it stands in the file."""

    name: str
    tag: str
    segments: tuple[Segment, ...]
    line: int
    column: int

    @property
    def called(self) -> str:
        """How messages call it."""
        return f'"{short(self.name)}"' if self.name else f"this {self.tag}"


class Line(Struct, frozen=True):
    """A curve, and whether its end joins its start."""

    curve: tuple[Bezier, ...]
    closed: bool

    @property
    def ends(self) -> tuple[Point, Point]:
        """Where it begins and ends."""
        return self.curve[0][0], self.curve[-1][3]

    @property
    def fine(self) -> list[Point]:
        """A fine polyline along it."""
        return curves.sample(self.curve, 8)


class Sheet(Struct, frozen=True):
    """The shapes of each layer, in the order of the file; scale lines and those named "lying" wherever they are."""

    layers: Mapping[str, list[Item]]
    scales: list[Item]
    lying: list[Item]

    def moved(self, matrix: Matrix) -> Sheet:
        """The same under a transform."""
        layers = {name: [_moved(item, matrix) for item in items] for name, items in self.layers.items()}
        return Sheet(layers, self.scales, self.lying)


def _moved(item: Item, matrix: Matrix) -> Item:
    return Item(item.name, item.tag, moved(item.segments, matrix), item.line, item.column)


def lines_of(item: Item) -> list[Line]:
    """The curves of a shape; points alone are none."""
    out: list[Line] = []
    curve: list[Bezier] = []
    here: Point = (0.0, 0.0)
    for segment in (*item.segments, ("M", 0.0, 0.0)):
        points = points_of(segment)
        if segment[0] in "MZ":
            out += _finished(curve, segment[0] == "Z")
            here, curve = points[0] if points else here, []
        else:
            curve.append(curves.line(here, points[0]) if len(points) == 1 else (here, *points))  # type: ignore[arg-type]
            here = points[-1]
    return out


def _finished(curve: list[Bezier], closed: bool) -> list[Line]:
    curve = [bezier for bezier in curve if any(dist(bezier[0], point) > 1e-9 for point in bezier[1:])]
    if not curve:
        return []
    apart = dist(curve[-1][3], curve[0][0])
    if closed and apart > 1e-9:
        curve.append(curves.line(curve[-1][3], curve[0][0]))
    return [Line(tuple(curve), closed or (len(curve) > 2 and apart < 1e-6))]


def read_sheet(data: bytes, mistakes: Mistakes) -> Sheet:
    """The sheet in an SVG file; y upwards, in its own units. Raises ContentError for what is no such file."""
    root = parse_svg(data, mistakes.shown, "drawing", "an SVG file")
    reader = _Reader(mistakes)
    try:
        matrix = viewport(root.attributes)[2]
    except BadValue as error:
        mistakes.add("drawing-element", str(error), root)
        mistakes.raise_if_any()
        raise
    reader.visit(root, matrix, None)
    return reader.sheet


class _Reader:
    """Goes through elements, and names those that it cannot read."""

    def __init__(self, mistakes: Mistakes) -> None:
        self.mistakes = mistakes
        self.sheet = Sheet({name: [] for name in LAYERS}, [], [])
        self.segments = 0

    def visit(self, node: Node, matrix: Matrix, layer: str | None) -> None:
        if node.tag in _SILENT or self._is_hidden(node, layer):
            return
        try:
            matrix = multiply(transform(node.attributes.get("transform", "")), matrix)
            if not all(abs(value) < _LARGEST for value in matrix):
                raise BadValue("its transform is out of range")
            if node.tag in ("svg", "g"):
                self._group(node, matrix, layer)
            elif node.tag in SHAPES:
                self._shape(node, matrix, layer)
            else:
                self._other(node, layer)
        except BadValue as error:
            self.mistakes.add("drawing-element", f"<{node.tag}>: {error}", node)

    def _is_hidden(self, node: Node, layer: str | None) -> bool:
        style = node.attributes.get("style", "")
        hidden = node.attributes.get("display") == "none" or _HIDDEN.search(style) is not None
        if hidden and (layer or _holds_known(node)):
            self.mistakes.warn("drawing-unread", f'"{short(name_of(node))}" is hidden, so it is not read', node)
        return hidden

    def _group(self, node: Node, matrix: Matrix, layer: str | None) -> None:
        name = name_of(node).lower()
        if layer is None and name in LAYERS:
            layer = name
        elif layer is None and node.tag == "g" and not _holds_known(node):
            self._unread(node, name)
            return
        for child in node.children:
            self.visit(child, matrix, layer)

    def _unread(self, node: Node, name: str) -> None:
        near = nearest(name, LAYERS, 0.75)
        shown = f'the layer "{short(name_of(node))}"'
        if near:
            self.mistakes.add("drawing-layer", f'{shown} is not read; did you mean "{near}"?', node)
        elif any(child.tag in SHAPES for child in walk(node)):
            self.mistakes.warn("drawing-unread", f"{shown} is not read; what is read: {', '.join(LAYERS)}", node)

    def _shape(self, node: Node, matrix: Matrix, layer: str | None) -> None:
        segments = moved(segments_of(node.tag, node.attributes), matrix)
        self.segments += len(segments)
        if self.segments > MOST_SEGMENTS:
            message = f"this drawing has more than {MOST_SEGMENTS:,} pieces; simplify its paths (Path, Simplify)"
            self.mistakes.add("svg-too-complex", message, node)
            self.mistakes.raise_if_any()
        item = Item(name_of(node), node.tag, segments, node.line, node.column)
        if not segments:
            self.mistakes.add("drawing-element", f"{item.called} has no size; delete it", item)
        elif (kind := _kind(item.name)) is not None:
            (self.sheet.scales if kind == "scale" else self.sheet.lying).append(item)
        elif layer in (None, "scale"):
            message = f"{item.called} is in no layer that is read; move it to one of: {', '.join(LAYERS[:-1])}"
            self.mistakes.add("drawing-layer", message, item)
        else:
            self.sheet.layers[layer or ""].append(item)

    def _other(self, node: Node, layer: str | None) -> None:
        if layer is None:
            self.mistakes.warn("drawing-unread", f"<{node.tag[:40]}> is not read", node)
            return
        remedy = _REMEDIES.get(node.tag, "use paths, lines, circles and ellipses only")
        message = f"<{node.tag[:40]}> cannot be read in the layer {layer}; {remedy}"
        self.mistakes.add("drawing-element", message, node)


def name_of(node: Node) -> str:
    """The name that an element was given: its label, else its id if that is not one that an editor has made up."""
    label, name = (" ".join(node.attributes.get(key, "").split()) for key in ("label", "id"))
    return label or ("" if _UNNAMED.fullmatch(name) else name)


def _kind(name: str) -> str | None:
    """ "scale" and "lying" for the shapes that say something by their names."""
    return next((kind for kind in ("scale", "lying") if name.lower().startswith(kind)), None)


def _holds_known(node: Node) -> bool:
    """Whether an element or one in it has a name that is read."""
    names = ((each.tag, name_of(each).lower()) for each in walk(node))
    return any((tag == "g" and name in LAYERS) or _kind(name) for tag, name in names)
