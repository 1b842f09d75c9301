"""``linearGradient`` elements as axial gradients."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from soleprint.clinic.logo.style import colour
from soleprint.files.path_data import BadValue, number
from soleprint.files.svg.shapes import transform
from soleprint.files.svg.tree import Node
from soleprint.marks import Gradient, Matrix, Point, Rect, apply, multiply

MOST_STOPS = 50
_MOST_LINKS = 5
Properties = Callable[[Node], Mapping[str, str]]


def gradient(node: Node, ids: Mapping[str, Node], read: Properties, box: Rect, matrix: Matrix) -> Gradient | str:
    """The paint of a ``linearGradient`` for a shape with the bounding box ``box``, both under ``matrix``.

    A gradient of one colour is that colour. ``read`` gives an element's properties. Raises BadValue.
    """
    chain = _chain(node, ids)
    given = {name: value for link in reversed(chain) for name, value in link.attributes.items()}
    if given.get("spreadMethod", "pad") != "pad":
        raise BadValue("a gradient that repeats is not supported; convert it to shapes")
    stops = _stops(next((link for link in chain if link.children), node), read)
    by_box = given.get("gradientUnits", "objectBoundingBox") == "objectBoundingBox"
    if len(stops) == 1 or (by_box and 0 in (box.width, box.height)):
        return stops[-1][1]
    frame = transform(given.get("gradientTransform", ""))
    if by_box:
        frame = multiply(frame, (box.width, 0, 0, box.height, box.x0, box.y0))
    start = (_coordinate(given, "x1", "0"), _coordinate(given, "y1", "0"))
    end = (_coordinate(given, "x2", "1" if by_box else "x"), _coordinate(given, "y2", "0"))
    if start == end:
        return stops[-1][1]
    return Gradient(*_axis(start, end, multiply(frame, matrix)), _whole(stops))


def _chain(node: Node, ids: Mapping[str, Node]) -> list[Node]:
    """The gradient and those it takes its stops and settings from."""
    chain = [node]
    while "href" in chain[-1].attributes:
        other = ids.get(chain[-1].attributes["href"].removeprefix("#"))
        if other is None or other.tag != "linearGradient" or len(chain) >= _MOST_LINKS:
            raise BadValue(f'the gradient "{chain[-1].attributes["href"]}" that this one is based on cannot be used')
        chain.append(other)
    return chain


def _coordinate(given: Mapping[str, str], name: str, default: str) -> float:
    text = given.get(name, default).strip()
    if text == "x":
        raise BadValue(f'a gradient in the drawing\'s units needs "{name}"')
    return number(text[:-1]) / 100 if text.endswith("%") else number(text)


def _stops(node: Node, read: Properties) -> list[tuple[float, str]]:
    """Offsets that rise, with colours."""
    stops: list[tuple[float, str]] = []
    for given in (read(child) for child in node.children if child.tag == "stop"):
        text = given.get("offset", "0").strip()
        offset = number(text[:-1]) / 100 if text.endswith("%") else number(text)
        paint = colour(given.get("stop-color", "black"))
        if paint is None:
            raise BadValue("a gradient may not fade to nothing; give the colour as it looks on white")
        stops.append((max(min(max(offset, 0.0), 1.0), stops[-1][0] if stops else 0.0), paint))
    if not 1 <= len(stops) <= MOST_STOPS:
        raise BadValue(f"a gradient needs 1 to {MOST_STOPS} colours")
    return stops


def _whole(stops: list[tuple[float, str]]) -> tuple[tuple[float, str], ...]:
    """The stops with one at 0 and one at 1, and none at the same place as its neighbour (the later colour counts)."""
    every = [(0.0, stops[0][1]), *stops, (1.0, stops[-1][1])]
    kept: list[tuple[float, str]] = [every[0]]
    for offset, paint in every[1:]:
        low = kept[-1][0] + 0.001
        if paint != kept[-1][1] or offset > low:
            kept.append((max(offset, low), paint))
    # What had to be moved beyond the end is moved back, keeping the order.
    high, spread = 1.0, []
    for offset, paint in reversed(kept):
        spread.append((min(offset, high), paint))
        high = spread[-1][0] - 0.001
    return ((0.0, spread[-1][1]), *reversed(spread[1:-1]), (1.0, spread[0][1]))


def _axis(start: Point, end: Point, matrix: Matrix) -> tuple[Point, Point]:
    """The ends of the axis under ``matrix``, where lines of one colour are again at right angles to it.

    Along the axis the place t is (p - start).d / d.d; under the matrix its slope is g, and the axis runs along g.
    """
    a, b, c, d, _, _ = matrix
    determinant = a * d - b * c
    if abs(determinant) < 1e-12:
        raise BadValue("a gradient may not be squeezed to a line")
    dx, dy = end[0] - start[0], end[1] - start[1]
    size = dx * dx + dy * dy
    gx, gy = (d * dx - b * dy) / determinant / size, (a * dy - c * dx) / determinant / size
    x, y = apply(matrix, start)
    steep = gx * gx + gy * gy
    return (x, y), (x + gx / steep, y + gy / steep)
