"""The pages of a long file: a balanced page tree (ISO 32000-1, 7.7.3.3), and page labels (12.4.2)."""

from __future__ import annotations

from collections.abc import Sequence

from soleprint.ink import syntax
from soleprint.ink.longfile import LongFile, number_tree, references

_PER_NODE = 100


class PageTree:
    """Root, branches, leaves and pages, each node with about a hundred kids. ``reverse``: the last page is first."""

    def __init__(self, file: LongFile, root: int) -> None:
        self.count = 0
        self.reverse = False
        self._file, self._root = file, root
        self._leaf = self._branch = 0
        """The nodes that still take kids; 0: none does."""
        self._pages: list[int] = []
        self._leaves: list[int] = []
        self._in_branch = 0
        self._branches: list[int] = []

    @property
    def leaf(self) -> int:
        """The parent of the next pages."""
        if not self._leaf:
            self._branch = self._branch or self._file.take()
            self._leaf = self._file.take()
        return self._leaf

    def add(self, pages: Sequence[int]) -> None:
        """Pages that have ``leaf`` as their parent."""
        self._pages += pages
        self.count += len(pages)
        if len(self._pages) >= _PER_NODE:
            self._end_leaf()

    def _end_leaf(self) -> None:
        self._node(self._leaf, self._branch, len(self._pages), self._pages)
        self._leaves.append(self._leaf)
        self._in_branch += len(self._pages)
        self._leaf, self._pages = 0, []
        if len(self._leaves) >= _PER_NODE:
            self._end_branch()

    def _end_branch(self) -> None:
        self._node(self._branch, self._root, self._in_branch, self._leaves)
        self._branches.append(self._branch)
        self._branch, self._leaves, self._in_branch = 0, [], 0

    def _node(self, number: int, parent: int, count: int, kids: Sequence[int]) -> None:
        entries = (parent, count, references(kids[::-1] if self.reverse else kids))
        self._file.pend(number, b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%b]>>" % entries)

    def close(self) -> list[int]:
        """End all nodes but the root; its kids."""
        if self._pages:
            self._end_leaf()
        if self._leaves:
            self._end_branch()
        return self._branches[::-1] if self.reverse else self._branches


def root_of(trees: Sequence[PageTree], file: LongFile, number: int) -> None:
    """Write the root of page trees that follow each other."""
    count = sum(tree.count for tree in trees)
    kids = references([kid for tree in trees for kid in tree.close()])
    file.pend(number, b"<</Type/Pages/Count %d/Kids[%b]>>" % (count, kids))


class PageLabels:
    """What each page is called."""

    def __init__(self, file: LongFile) -> None:
        self._file = file
        self._page = self._first = 0
        self._entries: list[bytes] = []
        self._nodes: list[tuple[int, int, int]] = []
        self._last = 0

    def add(self, label: str, names: Sequence[str], count: int) -> None:
        """The next ``count`` pages: ``label`` and a name each, or ``label`` and a number."""
        for at, name in enumerate(names):
            self._entry(self._page + at, f"<</P{syntax.string(f'{label} {name}')}>>")
        if not names:
            alone = count == 1
            self._entry(self._page, f"<</P{syntax.string(label if alone else f'{label} ')}{'' if alone else '/S/D'}>>")
        self._page += count
        if len(self._entries) >= _PER_NODE:
            self._end_node()

    def _entry(self, page: int, body: str) -> None:
        if not self._entries:
            self._first = page
        self._last = page
        self._entries.append(b"%d%b" % (page, body.encode("latin-1")))

    def _end_node(self) -> None:
        number = self._file.take()
        limits = (self._first, self._last, b"".join(self._entries))
        self._file.pend(number, b"<</Limits[%d %d]/Nums[%b]>>" % limits)
        self._nodes.append((number, self._first, self._last))
        self._entries = []

    def close(self) -> str | None:
        """The number tree, as the catalog has it; None where no page has a label."""
        if self._entries:
            self._end_node()
        if not self._nodes:
            return None
        return number_tree(self._file, self._nodes).decode("ascii")
