"""One PDF of many copies: what a tagged volume and a print file have in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from msgspec import Struct
from msgspec.structs import replace

from soleprint.ink import metadata
from soleprint.ink.leaves import PageLabels, PageTree, root_of
from soleprint.ink.longfile import LIMIT, LongFile
from soleprint.ink.objects import Objects
from soleprint.ink.own import Copy, OwnFaces, Shown
from soleprint.ink.paint import Faces, Hole
from soleprint.ink.shared import Shared
from soleprint.ink.skeleton import Skeleton
from soleprint.marks import Publication

LAST = 2_000
"""Numbers that are kept for what is written at the end: nodes of trees, fonts, the catalog."""


class Added(Struct, frozen=True, eq=False):
    """A layout with its pages, and a copy's own words for it."""

    skeleton: Skeleton
    publication: Publication
    shown: Mapping[Hole, Shown]
    title: str
    label: str
    """What the copy's pages are called."""
    first_pass: int = 0
    """How many of its pages are printed before the paper is turned over by hand; 0: it is not."""
    reverse: bool = False
    """The others are then in the order from the last copy to the first."""
    shared: bool = True
    """Whether there may be other copies of the same layout."""

    @property
    def names(self) -> list[str]:
        """What its pages are called beside that; none where they have numbers only."""
        labels = [sheet.label for sheet in self.publication.sheets]
        return labels if all(labels) else []


class Collection:
    """A file with its pages; ``about`` says what its title and language are, and who made it when."""

    def __init__(self, out: BinaryIO, about: Publication, producer: str, *, tagged: bool) -> None:
        self.file = LongFile(out)
        self.shared = Shared(self.file)
        self.about, self._producer, self._tagged = about, producer, tagged
        self._root = self.file.take()
        self.pages = PageTree(self.file, self._root)
        self.backs = PageTree(self.file, self._root)
        """Pages after all of ``pages``."""
        self.labels = PageLabels(self.file)
        self._duplex: set[str | None] = set()
        self._rtl: set[bool] = set()

    def has_room(self, count: int) -> bool:
        """Whether there can be as many objects more, and the end of the file."""
        return self.file.free + count + LAST + self.file.free // 500 < LIMIT

    def copy(self, added: Added, faces: OwnFaces) -> Copy:
        """A copy on its way into the file."""
        self.shared.make_room()
        self._duplex.add(added.publication.duplex)
        self._rtl.add(added.publication.rtl)
        return Copy(added.title, faces, added.shown.__getitem__)

    def turned(self, added: Added, sides: Sequence[int]) -> Iterator[tuple[PageTree, Sequence[int]]]:
        """The sides of a copy, and which pages they are among: those of the second pass come after all of the first."""
        second = added.first_pass or len(sides)
        yield self.pages, sides[:second]
        if sides[second:]:
            self.backs.reverse = added.reverse
            yield self.backs, sides[second:][::-1] if added.reverse else sides[second:]

    def close(self, entries: Mapping[str, str]) -> None:
        """Write the end of the file; ``entries`` are further ones of its catalog."""
        if not self.pages.count:
            raise ValueError("a file needs at least one copy")
        root_of((self.pages, self.backs), self.file, self._root)
        labels = None if self.backs.count else self.labels.close()
        self.shared.close()
        about = replace(self.about, duplex=_the_one(self._duplex), rtl=self._rtl == {True})
        objects = Objects(first=self.file.free)
        metadata.fill_info(objects, about, self._producer)
        metadata.fill_catalog(objects, about, self._producer, tagged=self._tagged)
        catalog = objects.catalog
        catalog.Pages, catalog.PageLabels = f"{self._root} 0 R", labels
        for name, text in entries.items():
            setattr(catalog, name, text)
        root, info = objects.add(catalog), objects.add(objects.info)
        self.shared.add(objects)
        nothing: dict[Hole, Shown] = {}
        copy = Copy(about.title, OwnFaces(Faces()), nothing.__getitem__)
        for number, own in objects.split().own:
            self.file.put(number, own.write(copy))
        self.file.close(root, info)


def _the_one(found: set[str | None]) -> str | None:
    return next(iter(found)) if len(found) == 1 else None
