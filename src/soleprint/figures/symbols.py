"""Drawings of hands and limbs as an earlier run of the command made them: the same at every size of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path as Folder

from msgspec import Struct

from soleprint.files.disk import disk_for, kept
from soleprint.marks import Gradient, Group, Path, Primitive, Rect, Stroke, Symbol

Places = tuple[tuple[str | float, ...], ...]
"""Segments of a path, in a form that msgspec reads."""


class _Piece(Struct, frozen=True, array_like=True):
    """A path; or, with ``items``, a group that is clipped to it."""

    segments: Places
    fill: str | Gradient | None = None
    stroke: Stroke | None = None
    items: tuple[_Piece, ...] = ()


class _Drawing(Struct, frozen=True, array_like=True):
    """A symbol, apart from its name."""

    pieces: tuple[_Piece, ...]
    box: tuple[float, float, float, float]


def symbol_of(folders: Sequence[Folder], name: str, make: Callable[[], Symbol]) -> Symbol:
    """What ``make`` draws of the content of ``folders``: paths, and groups of paths that are clipped.

    ``name`` tells all else that it depends on, such as theme and scale.
    """
    if disk_for(folders) is None:
        return make()
    drawing = kept(folders, f"symbol {name}", _Drawing, lambda: _data(make()))
    return Symbol(name, _items(drawing.pieces), Rect(*drawing.box), kept=True)


def _data(symbol: Symbol) -> _Drawing:
    return _Drawing(_pieces(symbol.items), symbol.bbox)


def _pieces(items: Iterable[Primitive]) -> tuple[_Piece, ...]:
    return tuple([_piece(item) for item in items])


def _piece(item: Primitive) -> _Piece:
    if isinstance(item, Path):
        return _Piece(item.segments, item.fill, item.stroke)
    assert isinstance(item, Group) and item.clip  # as pens draw: see ``Pen.clipped``
    return _Piece(item.clip, items=_pieces(item.items))


def _items(pieces: Iterable[_Piece]) -> tuple[Primitive, ...]:
    return tuple([_item(piece) for piece in pieces])


def _item(piece: _Piece) -> Primitive:
    if piece.items:
        return Group(_items(piece.items), clip=piece.segments)  # type: ignore[arg-type] # msgspec cannot tell them apart
    return Path(piece.segments, piece.fill, piece.stroke)  # type: ignore[arg-type]
