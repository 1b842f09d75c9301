"""Kinds of objects that a volume must know, since each copy in it has its own of them; pages are the fifth."""

from __future__ import annotations

from collections.abc import Sequence

from soleprint.ink.objects import Dictionary, Raw


class Annotation(Raw):
    """A link; ``key`` is its place in the parent tree."""

    def __init__(self, key: int, body: str) -> None:
        super().__init__(body)
        self.key = key


class ElementBody(Raw):
    """A structure element."""


class ParentTree(Raw):
    """The parent tree (14.7.4.4), as keys with what is written after each."""

    def __init__(self, entries: Sequence[tuple[int, str]]) -> None:
        super().__init__("<</Nums[" + "\n".join([f"{key}{text}" for key, text in entries]) + "]>>")
        self.entries = entries


class Outlines(Dictionary):
    """The root of the bookmarks."""


class Bookmark(Dictionary):
    """A bookmark and those below it."""

    def __init__(self, title: str, target: str, level: int) -> None:
        super().__init__({"Title": title, "Dest": target})
        self.level = level
        self.kids: list[Bookmark] = []
