"""A file that is written as it grows. What is kept of it in memory is where its objects are: 8 bytes an object."""

from __future__ import annotations

import hashlib
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from soleprint.ink.deflated import deflated
from soleprint.ink.packed import PER_STREAM, entries, packed
from soleprint.ink.template import same_width

LIMIT = 8_388_607
"""The most indirect objects that a file may have (ISO 19005-2, 6.1.13)."""
_HELD = 1 << 16
"""Bytes that are written at once."""
_FREE = array("Q", [65535])
"""The cross-reference entry (7.5.8.3) of a number that no object has: one byte for the type, five and two for the
fields."""
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class LongFile:
    """A PDF file on its way out; ``out`` needs to know no more than ``write``."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._held: list[bytes] = []
        self._holds = 0
        self._written = 0
        self._digest = hashlib.sha256()
        self._entries = _FREE[:]
        self._pending: list[tuple[int, bytes]] = []
        self._write(_HEADER)

    @property
    def size(self) -> int:
        """Bytes so far."""
        return self._written + self._holds

    @property
    def free(self) -> int:
        """The next number."""
        return len(self._entries)

    def take(self, count: int = 1) -> int:
        """Reserve ``count`` numbers; the first."""
        first = self.free
        self._entries.extend(_FREE * count)
        return first

    def take_block(self, count: int, step: int) -> int:
        """Reserve numbers of equally many digits, at least four, of which the first is a multiple of ``step``."""
        first = same_width(max(-(-self.free // step) * step, 1000), count)
        self._entries.extend(_FREE * (first + count - self.free))
        return first

    def put(self, number: int, body: bytes) -> None:
        """Write an object."""
        self._entries[number] = 1 << 56 | self.size << 16
        self._write(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    def stream(self, number: int, head: bytes, data: bytes) -> None:
        """Write a stream, compressed; ``head`` are the other entries of its dictionary."""
        self._put_stream(number, head, deflated(data))

    def _put_stream(self, number: int, head: bytes, data: bytes) -> None:
        entries = b"<<%b/Filter/FlateDecode/Length %d>>\nstream\n" % (head, len(data))
        self.put(number, b"%b%b\nendstream" % (entries, data))

    def pend(self, number: int, body: bytes) -> None:
        """Write an object that is no stream, together with others."""
        self._pending.append((number, body))
        if len(self._pending) == PER_STREAM:
            self.flush()

    def flush(self) -> None:
        """Write what is pending, in an object stream (7.5.7)."""
        if not self._pending:
            return
        objects, self._pending = self._pending, []
        stream = self.take()
        for place, (number, _) in enumerate(objects):
            self._entries[number] = 2 << 56 | stream << 16 | place
        self.stream(stream, *packed(objects))

    def pack(self, stream: int, first: int, count: int, start: int, data: bytes) -> None:
        """Write objects that follow each other, from ``first`` on, as object stream number ``stream``. ``data`` is it,
        compressed; the objects begin at ``start`` in it, after their numbers and places."""
        entry = 2 << 56 | stream << 16
        self._entries[first : first + count] = array("Q", range(entry, entry + count))
        self._put_stream(stream, entries(count, start), data)

    def close(self, root: str, info: str) -> None:
        """Write what is pending, the cross-reference stream and the end."""
        self.flush()
        start = self.size
        number = self.take()
        self._entries[number] = 1 << 56 | start << 16
        name = self._digest.hexdigest()[:32].upper()
        rows = list(self._rows())
        head = f"/Type/XRef/Size {self.free}/W[1 5 2]/Root {root}/Info {info}/ID[<{name}><{name}>]/Filter/FlateDecode"
        length = sum(map(len, rows))
        self._write(b"%d 0 obj\n<<%b/Length %d>>\nstream\n" % (number, head.encode("ascii"), length))
        for part in rows:
            self._write(part)
        self._write(b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start)
        self._let_go()

    def _rows(self) -> Iterator[bytes]:
        """The entries, compressed."""
        packer = zlib.compressobj(1)
        for start in range(0, self.free, _HELD):
            part = self._entries[start : start + _HELD]
            if sys.byteorder == "little":
                part.byteswap()
            yield packer.compress(part.tobytes())
        yield packer.flush()

    def _write(self, data: bytes) -> None:
        self._held.append(data)
        self._holds += len(data)
        if self._holds >= _HELD:
            self._let_go()

    def _let_go(self) -> None:
        data = b"".join(self._held)
        self._digest.update(data)
        self._out.write(data)
        self._written += len(data)
        self._held, self._holds = [], 0


def number_tree(file: LongFile, leaves: Iterable[tuple[int, int, int]], per_node: int = 100) -> bytes:
    """The root of a number tree (7.9.7) over nodes that were written: number, first and last key."""
    level = list(leaves)
    while len(level) > per_node:
        level = [_node(file, level[at : at + per_node]) for at in range(0, len(level), per_node)]
    return b"<</Kids[%b]>>" % references([number for number, _, _ in level])


def _node(file: LongFile, kids: list[tuple[int, int, int]]) -> tuple[int, int, int]:
    number, first, last = file.take(), kids[0][1], kids[-1][2]
    names = references([kid for kid, _, _ in kids])
    file.pend(number, b"<</Limits[%d %d]/Kids[%b]>>" % (first, last, names))
    return number, first, last


def references(numbers: Iterable[int]) -> bytes:
    """References to objects, as an array has them."""
    return b" ".join([b"%d 0 R" % number for number in numbers])
