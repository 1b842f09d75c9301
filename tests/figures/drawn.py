"""Looking into drawings: every path of a symbol in its own coordinates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from soleprint.figures import curves
from soleprint.marks import IDENTITY, GlyphRun, Group, Matrix, Path, Point, Primitive, Symbol, Use, apply, multiply


def paths(items: Sequence[Primitive], matrix: Matrix = IDENTITY) -> Iterator[tuple[Path, list[Point]]]:
    """Each path with its points moved to the outermost coordinates."""
    for item in items:
        match item:
            case Path():
                yield item, [apply(matrix, p) for p in points(item)]
            case Group():
                yield from paths(item.items, multiply(item.matrix, matrix))
            case Use():
                yield from paths(item.symbol.items, multiply(item.matrix, matrix))


def points(path: Path) -> list[Point]:
    """End points and handles of a path."""
    out = []
    for segment in path.segments:
        numbers = segment[1:]
        out += [(float(numbers[i]), float(numbers[i + 1])) for i in range(0, len(numbers), 2)]
    return out


def symbols(items: Sequence[Primitive]) -> list[Symbol]:
    """Symbols used directly."""
    return [item.symbol for item in items if isinstance(item, Use)]


def runs(items: Sequence[Primitive]) -> Iterator[GlyphRun]:
    """Every glyph run, at any depth, as it stands in its own group or symbol."""
    for item in items:
        match item:
            case GlyphRun():
                yield item
            case Group():
                yield from runs(item.items)
            case Use():
                yield from runs(item.symbol.items)


def texts(items: Sequence[Primitive]) -> list[str]:
    """What glyph runs say, at any depth."""
    return [run.text for run in runs(items)]


def outline(path: Path, matrix: Matrix = IDENTITY, per: int = 6) -> list[Point]:
    """A path as a fine polyline in the outermost coordinates; subpaths are joined."""
    out: list[Point] = []
    for segment in path.segments:
        numbers = [float(v) for v in segment[1:]]
        ends = [(numbers[i], numbers[i + 1]) for i in range(0, len(numbers), 2)]
        if segment[0] == "C":
            out += curves.sample([(out[-1], *ends)], per)[1:]  # type: ignore[list-item]
        else:
            out += ends
    return [apply(matrix, p) for p in out]


def uses(items: Sequence[Primitive], matrix: Matrix = IDENTITY) -> Iterator[tuple[Use, Matrix]]:
    """Every use of a symbol, at any depth, with its matrix to the outermost coordinates."""
    for item in items:
        if isinstance(item, Group):
            yield from uses(item.items, multiply(item.matrix, matrix))
        elif isinstance(item, Use):
            whole = multiply(item.matrix, matrix)
            yield item, whole
            yield from uses(item.symbol.items, whole)
