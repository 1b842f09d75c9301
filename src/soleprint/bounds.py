"""How far primitives reach: of press and ink alike."""

from __future__ import annotations

from collections.abc import Sequence

from soleprint.marks import (
    Excerpt,
    GlyphRun,
    Group,
    Image,
    Matrix,
    Path,
    Primitive,
    Rect,
    Segment,
    Use,
    apply,
    ink_box,
    union,
)


def moved(rect: Rect, matrix: Matrix) -> Rect:
    """The upright rectangle round ``rect`` after ``matrix``."""
    corners = [apply(matrix, (x, y)) for x in (rect.x0, rect.x1) for y in (rect.y0, rect.y1)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return Rect(min(xs), min(ys), max(xs), max(ys))


def outline_bounds(segments: Sequence[Segment]) -> Rect | None:
    """The rectangle round a path's points, control points included; None for an empty path."""
    flat = [value for segment in segments for value in segment[1:] if not isinstance(value, str)]
    if not flat:
        return None
    xs, ys = flat[::2], flat[1::2]
    return Rect(min(xs), min(ys), max(xs), max(ys))


def bounds(item: Primitive) -> Rect | None:
    """The rectangle that holds a primitive's ink, in points; None when nothing shows."""
    match item:
        case GlyphRun():
            return ink_box(item)
        case Image():
            return item.rect
        case Excerpt():
            return item.box
        case Use():
            return moved(item.symbol.bbox, item.matrix)
        case Path():
            box = outline_bounds(item.segments)
            half = -item.stroke.width / 2 if item.stroke else 0.0
            return box and box.inset(half, half, half, half)
        case Group():
            return _group_bounds(item)


def _group_bounds(group: Group) -> Rect | None:
    box = union(found for found in map(bounds, group.items) if found)
    if box and group.clip is not None:
        clip = outline_bounds(group.clip)
        box = _common(box, clip) if clip else None
    return box and moved(box, group.matrix)


def _common(one: Rect, other: Rect) -> Rect | None:
    box = Rect(max(one.x0, other.x0), max(one.y0, other.y0), min(one.x1, other.x1), min(one.y1, other.y1))
    return box if box.x1 > box.x0 and box.y1 > box.y0 else None
