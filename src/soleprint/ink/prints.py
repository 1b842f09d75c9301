"""A print file: one PDF/A-2u of many copies, without tags, bookmarks and links, of which paper knows nothing."""

from __future__ import annotations

from typing import BinaryIO

from soleprint.ink.collection import Added, Collection
from soleprint.ink.objects import Page, PageTree
from soleprint.ink.own import Own
from soleprint.ink.pageparts import LEAF, UNTAGGED, own_streams, page_body
from soleprint.ink.shared import Source
from soleprint.ink.skeleton import Skeleton
from soleprint.ink.stacks import Stacks
from soleprint.ink.template import Template, own, renumbered, step_for
from soleprint.marks import Publication

_STACKED = 20
"""Objects of a copy that shares sheets: its own streams."""


class PrintFile:
    """Copies are added one after the other; the file is whole when it is closed."""

    def __init__(self, out: BinaryIO, about: Publication, producer: str) -> None:
        self._all = Collection(out, about, producer, tagged=False)
        self._file = self._all.file
        self._layouts: dict[Skeleton, _Pages] = {}
        self._stacks = Stacks(self._all)
        self._largest = 0

    @property
    def full(self) -> bool:
        """Whether there is no room for another copy as large as the largest so far."""
        return not self._all.has_room(2 * self._largest + self._stacks.waiting)

    def add(self, added: Added) -> None:
        """A copy more, on sheets of its own. Raises OverflowError when there is no room for it."""
        layout = self._layouts.get(added.skeleton) or self._layout(added)
        self._make_room(layout.size)
        first = self._file.take_block(layout.size, layout.step)
        copy = self._all.copy(added, layout.source.faces)
        for number, stream in enumerate(layout.streams, first + len(layout.pages)):
            self._file.stream(number, b"", stream.text(copy))
        numbers = range(first, first + len(layout.pages))
        for tree, some in self._all.turned(added, numbers):
            leaf = b"%d" % tree.leaf
            for number in some:
                self._file.pend(number, layout.pages[number - first].at(first).replace(LEAF, leaf))
            tree.add(some)
        self._all.labels.add(added.label, added.names, len(numbers))

    def _layout(self, added: Added) -> _Pages:
        layout = _Pages(Source(self._all.shared, added.skeleton))
        if added.shared:
            self._layouts[added.skeleton] = layout
        return layout

    def stack(self, added: Added) -> None:
        """A copy more, which shares sheets with others: all that are on sheets of the same kind lie in stack order.

        Its publication has sheets that are full of that copy: so many have room there. Raises as ``add`` does.
        """
        self._make_room(_STACKED)
        self._stacks.add(added)

    def _make_room(self, count: int) -> None:
        self._largest = max(self._largest, count)
        if self.full:
            raise OverflowError("no room for another copy")

    def close(self) -> None:
        """Write the end of the file. Raises ValueError when there is no copy in it."""
        self._stacks.close()
        self._all.close({})


class _Pages:
    """The pages of a copy, and its own streams, ready to be numbered: pages first."""

    def __init__(self, source: Source) -> None:
        self.source = source
        pages, streams = source.numbers(Page), own_streams(source)
        self._at = {number: at for at, number in enumerate([*pages, *streams])}
        self.step = step_for(len(self._at))
        self.size = -(-len(self._at) // self.step) * self.step
        self.streams: list[Own] = list(streams.values())
        self.pages = [Template(self._body(source.by_number[number])) for number in pages]

    def _body(self, page: Page) -> bytes:
        return page_body(self.source, page, lambda body: renumbered(body, self._number), **dict.fromkeys(UNTAGGED))

    def _number(self, number: int) -> bytes:
        if number in self._at:
            return own(self._at[number])
        return LEAF if isinstance(self.source.by_number[number], PageTree) else b"%d" % self.source.place(number)
