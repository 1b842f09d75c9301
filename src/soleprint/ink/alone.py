"""The pages of a layout alone, ready to be put on a sheet with pages of others: streams that name all they use as no
other stream in the file does."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping

from msgspec.structs import replace

from soleprint.ink.collection import Added
from soleprint.ink.objects import Page
from soleprint.ink.own import Copy, Own
from soleprint.ink.pageparts import boxes, contents
from soleprint.ink.pdf import skeleton_of
from soleprint.ink.shared import Shared, Source
from soleprint.marks import Placement, Publication, Rect, Sheet

_NAMED = re.compile(rb"/([A-Za-z0-9+_.-]+)(?= [0-9.]+ Tf| Do| sh)")
"""The name of a font, form, picture or gradient where a content stream uses it."""
_RESOURCE = re.compile(r"/([XG]\d+) (\d+) 0 R")


class Names:
    """Names after the numbers of objects, and the resources that all sheets share."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared
        self._by_kind: dict[str, dict[str, str]] = {"F": {}, "X": {}, "G": {}}

    def add(self, kind: str, number: int) -> bytes:
        """The name of a font (F), form or picture (X), or gradient (G)."""
        name = f"{kind}{number}"
        self._by_kind[kind][name] = f"{number} 0 R"
        return name.encode("ascii")

    def dictionary(self) -> int:
        """The resources, with all that has a name so far."""
        fonts = self._shared.fonts(self._by_kind["F"])
        forms, gradients = (_entries(self._by_kind[kind]) for kind in "XG")
        body = f"<</Font {fonts} 0 R/XObject<<{forms}>>/Shading<<{gradients}>>>>"
        return self._shared.dictionary(body.encode("ascii"))


def _entries(several: Mapping[str, str]) -> str:
    return "".join([f"/{name} {reference}" for name, reference in several.items()])


class Alone:
    """The pages of a layout, and the marks of its sheets. ``added`` is any copy of it, on the sheets it is for."""

    def __init__(self, shared: Shared, names: Names, added: Added) -> None:
        skeleton = skeleton_of(_apart(added.publication), faces=added.skeleton.faces)
        self.source = Source(shared, skeleton)
        self._holes = skeleton.holes
        self._names = names
        self._fonts = {
            name.encode("ascii"): self._name("F", font) for name, font in skeleton.objects.fonts.dict.items()
        }
        self._streams: list[tuple[Own, Mapping[bytes, bytes]]] = []
        pages = [self.source.by_number[number] for number in self.source.numbers(Page)]
        found = [self._page(page) for page in pages]
        sides = len(added.publication.sheets)
        self._pages = found[:-sides]
        self.marks = [[number for number, _ in streams] for streams in found[-sides:]]
        """The streams of each side's marks."""
        self.boxes = [boxes(page) for page in pages[-sides:]]
        """The beginning of each side's page object."""

    def _name(self, kind: str, reference: str) -> bytes:
        return self._names.add(kind, self.source.place(int(reference.split()[0])))

    def _page(self, page: Page) -> list[tuple[int, bool]]:
        """The streams of a page: their numbers, or which of the copy's own they are."""
        found = _RESOURCE.findall(page.Resources)
        names = self._fonts | {name.encode("ascii"): self._name(name[0], number) for name, number in found}
        streams: list[tuple[int, bool]] = []
        for number in contents(page):
            own = self.source.own(number)
            if own is None:
                data = renamed(zlib.decompress(self.source.by_number[number].content), names)
                streams.append((self.source.shared.stream(b"/Filter/FlateDecode", zlib.compress(data)), False))
            else:
                streams.append((len(self._streams), True))
                self._streams.append((own, names))
        return streams

    def filled(self, added: Added) -> Added:
        """A copy with its words in the places of these pages."""
        by_slot = {hole.slot: shown for hole, shown in added.shown.items()}
        return replace(added, shown={hole: by_slot[hole.slot] for hole in self._holes})

    def write(self, copy: Copy) -> int:
        """Write a copy's own streams; the number of the first."""
        file = self.source.shared.file
        first = file.take(len(self._streams))
        for number, (own, names) in enumerate(self._streams, first):
            file.stream(number, b"", renamed(own.text(copy), names))
        return first

    def streams_of(self, page: int, first: int) -> list[int]:
        """The streams of a page, of the copy whose own begin with number ``first``."""
        return [first + number if own else number for number, own in self._pages[page]]


def renamed(data: bytes, names: Mapping[bytes, bytes]) -> bytes:
    """A content stream with other names for what it uses; those of fonts of the copies' own stay."""
    return _NAMED.sub(lambda found: b"/" + names.get(found[1], found[1]), data)


def _apart(publication: Publication) -> Publication:
    """The pages on sheets of their own, and after them the marks of each sheet."""
    pages = []
    for number, page in enumerate(publication.pages):
        trim = Rect(0, 0, page.width, page.height)
        pages.append(Sheet(page.width, page.height, trim, trim, (Placement(number),)))
    marks = [replace(sheet, placements=()) for sheet in publication.sheets]
    return replace(publication, sheets=(*pages, *marks))
