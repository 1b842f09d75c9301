"""SVG path data to segments (SVG 2, 9.3), curves and arcs as cubic curves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import atan2, ceil, cos, hypot, pi, sin, tan
from typing import cast

from soleprint.marks import Matrix, Point, Segment, apply

MOST_SEGMENTS = 20_000
_LARGEST = 1e6
_NOTHING = 1e-9
_NUMBER = re.compile(r"[\s,]*([-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?)")
_FLAG = re.compile(r"[\s,]*([01])")
_COMMAND = re.compile(r"[\s,]*([MmLlHhVvCcSsQqTtAaZz])")
_BLANK = re.compile(r"[\s,]*")


class BadValue(ValueError):
    """A value that cannot be drawn; ``str()`` says why."""


def number(text: str) -> float:
    """A number of user units. Raises BadValue, also for one too large to be meant."""
    match = _NUMBER.fullmatch(text.strip())
    if not match:
        raise BadValue(f'"{text[:20]}" is not a number')
    return _limited(match[1])


def numbers(text: str) -> list[float]:
    """Numbers with blanks or commas between them. Raises BadValue."""
    reader = _Reader(text)
    found = []
    while not reader.done():
        found.append(reader.number())
    return found


def _limited(text: str) -> float:
    value = float(text)
    if abs(value) > _LARGEST:
        raise BadValue(f"{text[:20]} is out of range")
    return value


def path_segments(data: str) -> list[Segment]:
    """The segments of the attribute ``d``. Raises BadValue."""
    pen = _Pen()
    reader = _Reader(data)
    while not reader.done():
        command = reader.command()
        if not pen.segments and command not in "Mm":
            raise BadValue("a path begins with M")
        pen.draw(command, reader)
        while command not in "Zz" and reader.more():
            # Further coordinates of a move are lines (9.3.3).
            pen.draw({"M": "L", "m": "l"}.get(command, command), reader)
    return pen.segments


class _Reader:
    """Takes path data apart."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def done(self) -> bool:
        blank = _BLANK.match(self.text, self.at)
        return blank is None or blank.end() == len(self.text)

    def more(self) -> bool:
        """Whether another number follows."""
        return _NUMBER.match(self.text, self.at) is not None

    def command(self) -> str:
        return self._take(_COMMAND, "a path command")

    def number(self) -> float:
        return _limited(self._take(_NUMBER, "a number"))

    def flag(self) -> bool:
        return self._take(_FLAG, "0 or 1") == "1"

    def _take(self, pattern: re.Pattern[str], wanted: str) -> str:
        match = pattern.match(self.text, self.at)
        if not match:
            rest = self.text[self.at : self.at + 12].strip() or "the end"
            raise BadValue(f'{wanted} is expected before "{rest}"')
        self.at = match.end()
        return match[1]


class _Pen:
    """Draws commands one by one, remembering what shorthand commands continue from."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self.here: Point = (0.0, 0.0)
        self.start: Point = (0.0, 0.0)
        self.cubic: Point | None = None
        self.quadratic: Point | None = None

    def draw(self, command: str, reader: _Reader) -> None:
        if len(self.segments) > MOST_SEGMENTS:
            raise BadValue(f"a drawing may have at most {MOST_SEGMENTS:,} path segments")
        base = self.here if command.islower() else (0.0, 0.0)
        cubic, quadratic = self.cubic, self.quadratic
        self.cubic = self.quadratic = None
        kind = command.upper()
        if kind == "C":
            self._curve(_point(reader, base), _point(reader, base), _point(reader, base))
        elif kind == "S":
            self._curve(self._mirrored(cubic), _point(reader, base), _point(reader, base))
        elif kind == "Q":
            self._parabola(_point(reader, base), _point(reader, base))
        elif kind == "T":
            self._parabola(self._mirrored(quadratic), _point(reader, base))
        elif kind == "A":
            self._arc(reader, base)
        else:
            self._straight(kind, reader, base)

    def _straight(self, kind: str, reader: _Reader, base: Point) -> None:
        if kind == "Z":
            if self.segments[-1][0] != "Z":
                self.segments.append(("Z",))
            self.here = self.start
        elif kind == "H":
            self._line((base[0] + reader.number(), self.here[1]))
        elif kind == "V":
            self._line((self.here[0], base[1] + reader.number()))
        elif kind == "L":
            self._line(_point(reader, base))
        else:
            self.here = self.start = _point(reader, base)
            self.segments.append(("M", *self.here))

    def _resume(self) -> None:
        """After Z, a drawing command begins a new subpath at the old one's start."""
        if self.segments[-1][0] == "Z":
            self.segments.append(("M", *self.start))

    def _line(self, end: Point) -> None:
        self._resume()
        self.segments.append(("L", *end))
        self.here = end

    def _curve(self, first: Point, second: Point, end: Point) -> None:
        self._resume()
        self.segments.append(("C", *first, *second, *end))
        self.here, self.cubic = end, second

    def _parabola(self, handle: Point, end: Point) -> None:
        start = self.here
        self._curve(_between(start, handle, 2 / 3), _between(end, handle, 2 / 3), end)
        self.cubic, self.quadratic = None, handle

    def _mirrored(self, handle: Point | None) -> Point:
        x, y = self.here
        return (2 * x - handle[0], 2 * y - handle[1]) if handle else (x, y)

    def _arc(self, reader: _Reader, base: Point) -> None:
        rx, ry, turn = abs(reader.number()), abs(reader.number()), reader.number()
        large, sweep = reader.flag(), reader.flag()
        end = _point(reader, base)
        if hypot(end[0] - self.here[0], end[1] - self.here[1]) < _NOTHING:
            return
        if min(rx, ry) < _NOTHING:
            self._line(end)
            return
        for first, second, stop in arc(self.here, end, (rx, ry), turn * pi / 180, large, sweep):
            self._curve(first, second, stop)
        self.cubic = None


def _point(reader: _Reader, base: Point) -> Point:
    return (base[0] + reader.number(), base[1] + reader.number())


def _between(a: Point, b: Point, t: float) -> Point:
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)


def arc(
    start: Point, end: Point, radii: Point, turn: float, large: bool, sweep: bool
) -> list[tuple[Point, Point, Point]]:
    """An elliptical arc as cubic curves of a quarter turn at most (SVG 2, B.2); ``turn`` is in radians."""
    (rx, ry), c, s = radii, cos(turn), sin(turn)
    dx, dy = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    x, y = c * dx + s * dy, c * dy - s * dx
    grown = max(1.0, hypot(x / rx, y / ry))
    rx, ry = rx * grown, ry * grown
    room = max(0.0, 1 / ((x / rx) ** 2 + (y / ry) ** 2) - 1) ** 0.5 * (1 if large != sweep else -1)
    cx, cy = room * rx * y / ry, -room * ry * x / rx
    first = atan2((y - cy) / ry, (x - cx) / rx)
    span = atan2((-y - cy) / ry, (-x - cx) / rx) - first
    span += 2 * pi * ((span < 0) - (span > 0)) if sweep != (span > 0) else 0
    middle = (c * cx - s * cy + (start[0] + end[0]) / 2, s * cx + c * cy + (start[1] + end[1]) / 2)
    frame: Matrix = (rx * c, rx * s, -ry * s, ry * c, *middle)
    count = max(1, ceil(abs(span) / (pi / 2) - 1e-9))
    curves = [_unit_arc(first + span * i / count, span / count, frame) for i in range(count)]
    curves[-1] = (*curves[-1][:2], end)
    return curves


def _unit_arc(angle: float, span: float, frame: Matrix) -> tuple[Point, Point, Point]:
    """A piece of the unit circle as one curve, moved by ``frame``."""
    k, to = 4 / 3 * tan(span / 4), angle + span
    points = (
        (cos(angle) - k * sin(angle), sin(angle) + k * cos(angle)),
        (cos(to) + k * sin(to), sin(to) - k * cos(to)),
        (cos(to), sin(to)),
    )
    first, second, end = (apply(frame, point) for point in points)
    return first, second, end


def moved(segments: Iterable[Segment], matrix: Matrix) -> tuple[Segment, ...]:
    """Segments under a transform."""
    return tuple(_rebuilt(segment, [apply(matrix, point) for point in points_of(segment)]) for segment in segments)


def _rebuilt(segment: Segment, points: list[Point]) -> Segment:
    return cast(Segment, (segment[0], *(value for point in points for value in point)))


def points_of(segment: Segment) -> list[Point]:
    """End and control points of a segment."""
    values = segment[1:]
    return list(zip(values[::2], values[1::2], strict=True))
