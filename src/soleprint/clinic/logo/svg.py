"""A small, safe part of SVG as primitives: shapes, groups, local copies, plain colours, straight gradients.

Everything that is not drawn exactly is an error that names the element, its line and what to do. Coordinates of the
result are the drawing's units with y upwards, the lower left corner of its viewport at the origin; no transforms are
left in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from msgspec import Struct

from soleprint.clinic.logo.gradient import gradient
from soleprint.clinic.logo.style import Reference, Style, Stylesheet, inherited, reference
from soleprint.clinic.logo.winding import Effort, nonzero
from soleprint.errors import ContentError, Finding
from soleprint.files.path_data import MOST_SEGMENTS, BadValue, moved
from soleprint.files.svg.lengths import EVEN, length, viewport
from soleprint.files.svg.shapes import SHAPES, bounds, segments_of, transform
from soleprint.files.svg.tree import Node, parse_svg, walk
from soleprint.marks import Gradient, Group, Matrix, Path, Primitive, Segment, Stroke, multiply

MOST_ELEMENTS = 20_000
MOST_FINDINGS = 50
_MOST_READ = 2 << 20
"""Characters of attributes, those of copied elements each time they are read."""
_MOST_COPIES = 5
"""Of copies of copies: what is drawn may then be nested 5 times as deep as the file, well within Python's stack."""
_REMEDIES = {
    "text": "convert text to paths",
    "image": "use the picture itself as the {kind}, or trace it to paths",
    "script": "delete it",
    "svg": "ungroup the drawing",
    "symbol": "convert symbols to groups",
    "radialGradient": "use a plain colour or a linear gradient",
    "a": "take the link out; the leaflet prints the address",
}
_DEFINITIONS = ("defs", "linearGradient", "stop", "clipPath", "style")
_CONTAINERS = ("svg", "g")
_KNOWN = {*SHAPES, *_DEFINITIONS, *_CONTAINERS, "use"}
_LARGEST = 1e9
"""Of a transform, all in all."""


class Drawing(Struct, frozen=True):
    """What an SVG file shows, and the size of its viewport in its units."""

    items: tuple[Primitive, ...]
    width: float
    height: float


def read_svg(data: bytes, shown: str, kind: str) -> Drawing:
    """The drawing in an SVG file. Raises ContentError with every finding.

    In messages ``shown`` names it, and ``kind`` says what it is: a "logo", a "picture".
    """
    artist = _Artist(parse_svg(data, shown, kind, "an SVG, PNG or JPEG file"), shown, kind)
    drawing = artist.drawing()
    if artist.findings:
        found = list(dict.fromkeys(artist.findings))
        raise ContentError(sorted(found, key=lambda finding: (finding.line, finding.column))[:MOST_FINDINGS])
    return drawing


class _Artist:
    def __init__(self, root: Node, shown: str, kind: str) -> None:
        self.root = root
        self.shown, self.kind = shown, kind
        self.findings: list[Finding] = []
        self.properties = cache(self._stylesheet().properties)
        nodes = [node for node in walk(root) if "id" in node.attributes]
        self.parents = {child: node for node in walk(root) for child in node.children}
        self.ids = {node.attributes["id"]: node for node in reversed(nodes)}  # the first of equal ones counts
        self.using: list[Node] = []
        self.effort = Effort()
        self.segments = self.elements = self.read = 0

    def drawing(self) -> Drawing:
        """Everything inside the viewport."""
        for node in walk(self.root):
            self._refuse(node)
        try:
            width, height, matrix = viewport(self.root.attributes)
        except BadValue as error:
            self._report(self.root, str(error))
            return Drawing((), 1, 1)
        items = () if self.findings else self._draw(self.root, Style(), matrix)
        if not items and not self.findings:
            self._report(self.root, f"this {self.kind} shows nothing; give its shapes a colour", "invalid-svg")
        frame: tuple[Segment, ...] = (
            ("M", 0.0, 0.0),
            ("L", width, 0.0),
            ("L", width, height),
            ("L", 0.0, height),
            ("Z",),
        )
        return Drawing((Group(items, clip=frame),), width, height)

    def _report(self, node: Node, message: str, code: str = "unsupported-svg") -> None:
        self.findings.append(Finding(code, message, self.shown, node.line, node.column))

    def _stylesheet(self) -> Stylesheet:
        sheet = Stylesheet()
        for node in walk(self.root):
            if node.tag == "style":
                try:
                    sheet.add(node)
                except BadValue as error:
                    self._report(node, f"<style>: {error}")
        return sheet

    def _refuse(self, node: Node) -> None:
        """Report what an element is or carries that a drawing may not have, used or not."""
        if node.tag not in _KNOWN or (node.tag == "svg" and node is not self.root):
            remedy = _REMEDIES.get(node.tag, "flatten the drawing and save it as plain SVG").format(kind=self.kind)
            self._report(node, f"<{node.tag[:40]}> is not supported in a {self.kind}; {remedy}")
            return
        script = next((name for name in node.attributes if name.lower().startswith("on")), None)
        if script:
            self._report(node, f'a {self.kind} may not have scripts; delete "{script[:40]}"', "unsafe-svg")
        if not node.attributes.get("href", "#").startswith("#"):
            message = f"a {self.kind} may not use another file; put everything into this one"
            self._report(node, message, "unsafe-svg")

    def _draw(self, node: Node, style: Style, matrix: Matrix) -> tuple[Primitive, ...]:
        """The primitives of an element and what is in it; problems are reported, and their elements left out."""
        self._count(node)
        if node.tag in _DEFINITIONS:
            return ()
        try:
            given = self.properties(node)
            if given.get("display") == "none":
                return ()
            matrix = multiply(transform(given.get("transform", "")), matrix)
            if not all(abs(value) < _LARGEST for value in matrix):
                raise BadValue("its transform is out of range")
            items = self._inside(node, given, inherited(style, given), matrix)
            return self._clipped(items, given, matrix) if items else ()
        except BadValue as error:
            self._report(node, f"<{node.tag}>: {error}")
            return ()

    def _count(self, element: Node | None = None, outline: Sequence[Segment] = ()) -> None:
        """Count an element that is read, or an outline that is drawn. Raises ContentError for too many."""
        if element is not None:
            self.elements += 1
            self.read += element.size
        self.segments += len(outline)
        if self.elements > MOST_ELEMENTS or self.segments > MOST_SEGMENTS or self.read > _MOST_READ:
            message = f"this {self.kind} has more than {MOST_SEGMENTS:,} parts; simplify its paths"
            raise ContentError([Finding("svg-too-complex", message, self.shown)])

    def _inside(self, node: Node, given: Mapping[str, str], style: Style, matrix: Matrix) -> tuple[Primitive, ...]:
        if node.tag in _CONTAINERS:
            return tuple(item for child in node.children for item in self._draw(child, style, matrix))
        if node.tag == "use":
            return self._copy(node, given, style, matrix)
        outline = segments_of(node.tag, given)
        self._count(outline=outline)
        path = self._painted(outline, style, matrix) if outline else None
        return (path,) if path else ()

    def _copy(self, node: Node, given: Mapping[str, str], style: Style, matrix: Matrix) -> tuple[Primitive, ...]:
        original = self._named(given.get("href", "")[1:])
        if original in self.using or original is self.root:
            raise BadValue("it is a copy of itself; delete it")
        if len(self.using) >= _MOST_COPIES:
            raise BadValue(f"copies of copies, more than {_MOST_COPIES} deep, are not supported; ungroup the drawing")
        x, y = (length(given.get(axis, "0")) for axis in "xy")
        self.using.append(original)
        items = self._draw(original, style, multiply((1, 0, 0, 1, x, y), matrix))
        self.using.pop()
        return items

    def _named(self, name: str) -> Node:
        if name not in self.ids:
            raise BadValue(f'there is no "#{name[:40]}" in this file')
        return self.ids[name]

    def _painted(self, outline: list[Segment], style: Style, matrix: Matrix) -> Path | None:
        stroke = style.pen()
        fill = style.fill
        if fill and style.fill_rule == "evenodd":
            outline = nonzero(outline, self.effort)
        paint = self._gradient(fill, outline, matrix) if isinstance(fill, Reference) else fill
        if paint is None and stroke is None:
            return None
        return Path(moved(outline, matrix), paint, _scaled(stroke, matrix) if stroke else None)

    def _gradient(self, paint: Reference, outline: list[Segment], matrix: Matrix) -> Gradient | str:
        node = self._named(paint.name)
        if node.tag != "linearGradient":
            raise BadValue(f'"#{paint.name[:40]}" is not a linear gradient')
        return gradient(node, self.ids, self._stop, bounds(outline), matrix)

    def _stop(self, node: Node) -> Mapping[str, str]:
        self._count(node)
        return self.properties(node)

    def _clipped(self, items: tuple[Primitive, ...], given: Mapping[str, str], matrix: Matrix) -> tuple[Primitive, ...]:
        value = given.get("clip-path", "none").strip()
        if value == "none":
            return items
        node = self._named(reference(value) or value)
        shapes = [child for child in node.children if child.tag in SHAPES]
        if node.tag != "clipPath" or len(shapes) != 1 or len(node.children) != 1:
            raise BadValue(
                '"clip-path" must name a <clipPath> with one shape; unite its shapes, or flatten the drawing'
            )
        inside = self.properties(shapes[0])
        nested = any(given.get("clip-path", "none").strip() != "none" for given in (inside, self.properties(node)))
        if nested or node.attributes.get("clipPathUnits", "userSpaceOnUse") != "userSpaceOnUse":
            raise BadValue("this kind of <clipPath> is not supported; flatten the drawing")
        outline = segments_of(shapes[0].tag, inside) if inside.get("display") != "none" else []
        self._count(outline=outline)
        if self._clip_rule(shapes[0]) == "evenodd":
            outline = nonzero(outline, self.effort)
        frame = multiply(
            transform(inside.get("transform", "")), multiply(transform(node.attributes.get("transform", "")), matrix)
        )
        return (Group(items, clip=moved(outline, frame)),) if outline else ()

    def _clip_rule(self, shape: Node) -> str:
        """Its own or what it inherits: editors often put it on the whole drawing."""
        node: Node | None = shape
        while node is not None:
            rule = self.properties(node).get("clip-rule", "inherit").strip()
            if rule != "inherit":
                return rule
            node = self.parents.get(node)
        return "nonzero"


def _scaled(stroke: Stroke, matrix: Matrix) -> Stroke:
    """The stroke under a transform. Raises BadValue for one that would make it thicker one way than the other."""
    a, b, c, d, _, _ = matrix
    one, other = a * a + b * b, c * c + d * d
    if abs(one - other) > EVEN * max(one, other) or abs(a * c + b * d) > EVEN * max(one, other):
        raise BadValue("a line is scaled unevenly; convert it to a filled path")
    return enlarged(stroke, one**0.5)


def enlarged(stroke: Stroke, scale: float) -> Stroke:
    """The stroke ``scale`` times as wide, its dashes too."""
    return Stroke(stroke.colour, stroke.width * scale, tuple(dash * scale for dash in stroke.dash), stroke.butt)
