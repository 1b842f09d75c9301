"""A tagged volume: one PDF of many copies that is PDF/UA-1 and PDF/A-2a at once.

What copies share is there once. A content stream may be on many pages: each page has its own entry in the parent tree,
so the same numbers of marked content mean elements of its own copy.
"""

from __future__ import annotations

from typing import BinaryIO

from soleprint.ink import syntax
from soleprint.ink.collection import Added, Collection
from soleprint.ink.longfile import number_tree, references
from soleprint.ink.parts import Parts
from soleprint.ink.shared import Source
from soleprint.ink.skeleton import Skeleton
from soleprint.marks import Publication

MOST = 50_000
"""Copies in one volume."""


class Volume:
    """Copies are added one after the other; the file is whole when it is closed.

    One structure tree has a part for each copy; there is a bookmark for each, closed, with the copy's own below it.
    """

    def __init__(self, out: BinaryIO, about: Publication, producer: str) -> None:
        self._all = Collection(out, about, producer, tagged=True)
        self._file = self._all.file
        self._root, self._document, self._outlines = (self._file.take() for _ in range(3))
        self._layouts: dict[Skeleton, Parts] = {}
        self._parts: list[int] = []
        self._keys: list[tuple[int, int, int]] = []
        self._bookmarks = _Bookmarks(self._all, self._outlines)
        self._largest = 0

    @property
    def count(self) -> int:
        """How many copies there are."""
        return self._bookmarks.count

    @property
    def full(self) -> bool:
        """Whether there is no room for another copy as large as the largest so far."""
        return self.count >= MOST or not self._all.has_room(2 * self._largest)

    def add(self, added: Added) -> None:
        """A copy more. Raises OverflowError when there is no room for it."""
        parts = self._layouts.get(added.skeleton) or self._layout(added)
        self._largest = max(self._largest, parts.size)
        if self.full:
            raise OverflowError(f"no room for another copy after {self.count}")
        first = self._file.take_block(parts.size, parts.step)
        copy = self._all.copy(added, parts.source.faces)
        parts.write(self._file, self._all.pages.leaf, first, copy)
        self._all.pages.add([first + at for at in parts.pages])
        self._all.labels.add(added.label, added.names, len(parts.pages))
        self._parts += [first + at for at in parts.roots]
        self._keys.append((first + parts.leaf, first + parts.keys[0], first + parts.keys[-1]))
        self._bookmarks.add(first, added.title, parts.bookmark.at(first))

    def _layout(self, added: Added) -> Parts:
        lang = added.publication.lang if added.publication.lang != self._all.about.lang else ""
        parts = Parts(Source(self._all.shared, added.skeleton), self._document, lang)
        if added.shared:
            self._layouts[added.skeleton] = parts
        return parts

    def close(self) -> None:
        """Write the end of the file. Raises ValueError when there is no copy in it."""
        self._bookmarks.close()
        parents = self._file.take()
        self._file.pend(parents, number_tree(self._file, self._keys))
        names = (self._document, parents)
        self._file.pend(self._root, b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R>>" % names)
        kids = references(self._parts)
        self._file.pend(self._document, b"<</Type/StructElem/S/Document/P %d 0 R/K[%b]>>" % (self._root, kids))
        self._all.close({"StructTreeRoot": f"{self._root} 0 R", "Outlines": f"{self._outlines} 0 R"})


class _Bookmarks:
    """One for each copy. Each knows that after it, so it is written when that is known."""

    def __init__(self, collection: Collection, root: int) -> None:
        self._file, self._root = collection.file, root
        self.count = 0
        self._first = self._last = 0
        self._body = b""
        """Of the last one, without its end."""

    def add(self, number: int, title: str, entries: bytes) -> None:
        """A bookmark more; ``entries`` say where it leads and what is below it."""
        self._end(b"/Next %d 0 R" % number)
        before = b"/Prev %d 0 R" % self._last if self.count else b""
        name = syntax.string(title).encode("ascii")
        self._body = b"<</Title%b/Parent %d 0 R%b%b" % (name, self._root, before, entries)
        self._first, self._last = self._first or number, number
        self.count += 1

    def _end(self, after: bytes) -> None:
        if self.count:
            self._file.pend(self._last, self._body + after + b">>")

    def close(self) -> None:
        """Write the last one and the root."""
        self._end(b"")
        entries = (self._first, self._last, self.count)
        self._file.pend(self._root, b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % entries)
