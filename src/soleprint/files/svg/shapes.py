"""The basic shapes of SVG as segments, and where segments reach."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from math import cos, pi, sin, tan

from soleprint.files.path_data import BadValue, numbers, path_segments, points_of
from soleprint.files.svg.lengths import length
from soleprint.marks import ARC, IDENTITY, Matrix, Point, Rect, Segment, multiply, rounded

Given = Mapping[str, str]
_TRANSFORM = re.compile(r"[\s,]*(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)")


def segments_of(tag: str, given: Given) -> list[Segment]:
    """The outline of a shape element with these properties. Raises BadValue."""
    return SHAPES[tag](given)


def _get(given: Given, name: str) -> float:
    return length(given.get(name, "0"))


def _positive(given: Given, *names: str) -> list[float]:
    values = [_get(given, name) for name in names]
    if min(values) < 0:
        raise BadValue(f'"{names[values.index(min(values))]}" may not be negative')
    return values


def _path(given: Given) -> list[Segment]:
    return path_segments(given.get("d", "").replace("none", ""))


def _rect(given: Given) -> list[Segment]:
    x, y = _get(given, "x"), _get(given, "y")
    width, height = _positive(given, "width", "height")
    if width == 0 or height == 0:
        return []
    return list(rounded(Rect(x, y, x + width, y + height), *_radii(given)))


def _radii(given: Given) -> tuple[float, float]:
    """``rx`` and ``ry``: one that is not given is the same as the other (SVG 2, 10.2 and 10.4)."""
    known = {name: given[name] for name in ("rx", "ry") if given.get(name, "auto").strip() != "auto"}
    either = next(iter(known.values()), "0")
    rx, ry = _positive({"rx": either, "ry": either} | known, "rx", "ry")
    return rx, ry


def _circle(given: Given) -> list[Segment]:
    (radius,) = _positive(given, "r")
    return _oval(_get(given, "cx"), _get(given, "cy"), radius, radius)


def _ellipse(given: Given) -> list[Segment]:
    return _oval(_get(given, "cx"), _get(given, "cy"), *_radii(given))


def _oval(x: float, y: float, rx: float, ry: float) -> list[Segment]:
    if rx == 0 or ry == 0:
        return []
    kx, ky = rx * ARC, ry * ARC
    return [
        ("M", x + rx, y),
        ("C", x + rx, y + ky, x + kx, y + ry, x, y + ry),
        ("C", x - kx, y + ry, x - rx, y + ky, x - rx, y),
        ("C", x - rx, y - ky, x - kx, y - ry, x, y - ry),
        ("C", x + kx, y - ry, x + rx, y - ky, x + rx, y),
        ("Z",),
    ]


def _line(given: Given) -> list[Segment]:
    return [("M", _get(given, "x1"), _get(given, "y1")), ("L", _get(given, "x2"), _get(given, "y2"))]


def _points(given: Given) -> list[Point]:
    values = numbers(given.get("points", ""))
    if len(values) % 2:
        raise BadValue('"points" has a number without its partner')
    return list(zip(values[::2], values[1::2], strict=True))


def _open(points: Sequence[Point]) -> list[Segment]:
    return [("L" if index else "M", *point) for index, point in enumerate(points)]


def _closed(points: Sequence[Point]) -> list[Segment]:
    return [*_open(points), ("Z",)] if points else []


SHAPES: dict[str, Callable[[Given], list[Segment]]] = {
    "path": _path,
    "rect": _rect,
    "circle": _circle,
    "ellipse": _ellipse,
    "line": _line,
    "polyline": lambda given: _open(_points(given)),
    "polygon": lambda given: _closed(_points(given)),
}


def transform(text: str) -> Matrix:
    """The matrix of a ``transform`` attribute (CSS Transforms 1, 8). Raises BadValue."""
    at, end, result = 0, len(text.rstrip(" \t\r\n,")), IDENTITY
    while at < end:
        match = _TRANSFORM.match(text, at)
        if not match:
            raise BadValue(f'"{text[at : at + 30].strip()}" is not a transform')
        result = multiply(_matrix(match[1], numbers(match[2])), result)
        at = match.end()
    return result


def _matrix(kind: str, v: Sequence[float]) -> Matrix:
    match kind, len(v):
        case "matrix", 6:
            return (v[0], v[1], v[2], v[3], v[4], v[5])
        case "translate", 1 | 2:
            return (1, 0, 0, 1, v[0], v[1] if len(v) > 1 else 0)
        case "scale", 1 | 2:
            return (v[0], 0, 0, v[-1], 0, 0)
        case "rotate", 1 | 3:
            return _rotation(v[0] * pi / 180, (v[1], v[2]) if len(v) > 1 else (0, 0))
        case "skewX", 1:
            return (1, 0, tan(v[0] * pi / 180), 1, 0, 0)
        case "skewY", 1:
            return (1, tan(v[0] * pi / 180), 0, 1, 0, 0)
    raise BadValue(f"{kind} cannot have {len(v)} numbers")


def _rotation(angle: float, centre: Point) -> Matrix:
    (x, y), c, s = centre, cos(angle), sin(angle)
    return (c, s, -s, c, x - c * x + s * y, y - s * x - c * y)


def bounds(segments: Sequence[Segment]) -> Rect:
    """The smallest rectangle round the outline itself, not its handles; ``segments`` are not empty."""
    points: list[Point] = []
    for segment in segments:
        ends = points_of(segment)
        if segment[0] == "C":
            curve = [points[-1], *ends]
            points += [_on(curve, t) for axis in (0, 1) for t in _turns([point[axis] for point in curve])]
        points += ends[-1:]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Rect(min(xs), min(ys), max(xs), max(ys))


def _on(curve: Sequence[Point], t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    x, y = (sum(w * point[axis] for w, point in zip(weights, curve, strict=True)) for axis in (0, 1))
    return (x, y)


def _turns(p: Sequence[float]) -> list[float]:
    """Where a cubic's coordinate stops growing or shrinking: the roots of its derivative inside 0..1."""
    a, b, c = -p[0] + 3 * p[1] - 3 * p[2] + p[3], 2 * (p[0] - 2 * p[1] + p[2]), p[1] - p[0]
    if abs(a) < 1e-12:
        roots = [-c / b] if abs(b) > 1e-12 else []
    else:
        inside = b * b - 4 * a * c
        roots = [(-b + sign * inside**0.5) / (2 * a) for sign in (1, -1)] if inside >= 0 else []
    return [t for t in roots if 0 < t < 1]
