"""Looking into drawings: every path of a symbol in its own coordinates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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


def texts(items: Sequence[Primitive]) -> list[str]:
    """What glyph runs say, at any depth."""
    out: list[str] = []
    for item in items:
        if isinstance(item, GlyphRun):
            out.append(item.text)
        elif isinstance(item, Group):
            out += texts(item.items)
        elif isinstance(item, Use):
            out += texts(item.symbol.items)
    return out
