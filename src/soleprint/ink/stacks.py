"""Different copies on one sheet, to be cut apart.

Sheet 1 has copies 1, 1 + n, 1 + 2n... where n is the number of sheets: when the pile is cut, each stack has copies that
follow each other, and stack lies on stack as the copies were given.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from soleprint.ink import syntax
from soleprint.ink.alone import Alone, Names
from soleprint.ink.collection import Added, Collection
from soleprint.ink.leaves import PageTree
from soleprint.ink.longfile import references
from soleprint.ink.skeleton import Skeleton
from soleprint.marks import Placement, Sheet


class Stacks:
    """All sheets that several copies are on, each kind with its own order."""

    def __init__(self, collection: Collection) -> None:
        self._all = collection
        self._names = Names(collection.shared)
        self._layouts: dict[Skeleton, Alone] = {}
        self._stacks: dict[tuple[object, ...], _Stack] = {}

    @property
    def waiting(self) -> int:
        """How many pages there will be."""
        return sum(stack.sheets * stack.sides for stack in self._stacks.values())

    def add(self, added: Added) -> None:
        """A copy more."""
        layout = self._layouts.get(added.skeleton)
        if layout is None:
            layout = self._layouts[added.skeleton] = Alone(self._all.shared, self._names, added)
        key = tuple((sheet.width, sheet.height, sheet.trim, sheet.placements) for sheet in added.publication.sheets)
        stack = self._stacks.get(key) or self._stacks.setdefault(key, _Stack(self._all, added, layout))
        stack.add(layout, layout.write(self._all.copy(layout.filled(added), layout.source.faces)))

    def close(self) -> None:
        """Write the sheets."""
        if self._stacks:
            resources = self._names.dictionary()
            for stack in self._stacks.values():
                stack.close(resources)


class _Stack:
    """Sheets of one kind. Of each copy it remembers its layout and where its own streams are: 8 bytes."""

    def __init__(self, collection: Collection, added: Added, layout: Alone) -> None:
        self._all, self._layout = collection, layout
        self._cells = [_cells(sheet) for sheet in added.publication.sheets]
        self._added, self._room = added, len(self._cells[0])
        self._end = collection.shared.stream(b"", b"Q")
        self._layouts: dict[Alone, int] = {}
        self._which, self._firsts = array("I"), array("I")

    @property
    def sheets(self) -> int:
        return -(-len(self._which) // self._room)

    @property
    def sides(self) -> int:
        return len(self._cells)

    def add(self, layout: Alone, first: int) -> None:
        """A copy whose own streams have numbers from ``first`` on."""
        self._which.append(self._layouts.setdefault(layout, len(self._layouts)))
        self._firsts.append(first)

    def close(self, resources: int) -> None:
        """Write the sheets."""
        layouts = list(self._layouts)
        for sheet in range(self.sheets):
            found = range(sheet, len(self._which), self.sheets)
            copies = [(layouts[self._which[at]], self._firsts[at]) for at in found]
            for tree, sides in self._all.turned(self._added, range(self.sides)):
                for side in sides:
                    places = zip(self._cells[side], copies, strict=False)
                    streams = [number for cell, copy in places for number in self._cell(cell, *copy)]
                    self._page(tree, side, [*streams, *self._layout.marks[side]], resources)

    def _cell(self, cell: Sequence[Placement], layout: Alone, first: int) -> Iterator[int]:
        """The streams of a copy in its place."""
        for placement in cell:
            yield self._all.shared.stream(b"", _enter(placement))
            yield from layout.streams_of(placement.page, first)
            yield self._end

    def _page(self, tree: PageTree, side: int, streams: Sequence[int], resources: int) -> None:
        entries = (self._layout.boxes[side], tree.leaf, resources, references(streams))
        number = self._all.file.take()
        self._all.file.pend(number, b"%b/Parent %d 0 R/Resources %d 0 R/Contents[%b]>>" % entries)
        tree.add([number])


def _cells(sheet: Sheet) -> list[list[Placement]]:
    """What of a copy is in each place of a sheet that is full of it: its pages, of which a place has each once."""
    cells: list[list[Placement]] = []
    seen: dict[int, int] = {}
    for placement in sheet.placements:
        at = seen[placement.page] = seen.get(placement.page, -1) + 1
        if at == len(cells):
            cells.append([])
        cells[at].append(placement)
    return cells


def _enter(placement: Placement) -> bytes:
    clip = placement.clip
    box = f" {syntax.numbers((clip.x0, clip.y0, clip.width, clip.height))} re W n" if clip else ""
    return f"q {syntax.matrix(placement.matrix)} cm{box}".encode("ascii")
