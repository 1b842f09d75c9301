"""Object streams (7.5.7): objects that are no streams, compressed together."""

from __future__ import annotations

from collections.abc import Sequence

PER_STREAM = 200
"""Objects in one object stream: readers unpack the whole of it to reach any of them."""


def packed(objects: Sequence[tuple[int, bytes]]) -> tuple[bytes, bytes]:
    """An object stream of objects with their numbers: the entries of its dictionary, and what it contains."""
    index, offset = [], 0
    for number, body in objects:
        index.append(b"%d %d" % (number, offset))
        offset += len(body) + 1
    start = b" ".join(index) + b"\n"
    return entries(len(objects), len(start)), start + b"\n".join([body for _, body in objects])


def entries(count: int, start: int) -> bytes:
    """The entries of the dictionary of an object stream in which ``count`` objects begin at ``start``."""
    return b"/Type/ObjStm/N %d/First %d" % (count, start)
