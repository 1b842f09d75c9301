"""A file without what each copy has of its own, and what makes a copy of it.

header | constant objects | own streams | fonts of the copy's own | the other own objects | cross-reference stream

All but the first two is a copy's tail. A file of which there is one copy only is written the same way, so a copy that
was made of the skeleton of another has the very bytes of one that was laid out for itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from soleprint.ink.embedding import add_font
from soleprint.ink.letters import plain_letters
from soleprint.ink.objects import Dictionary, File, Objects
from soleprint.ink.own import Begun, Copy, Own, OwnFaces, Shown, begin, show
from soleprint.ink.paint import Faces, Hole
from soleprint.marks import Filling, Font, Glyph


class Skeleton:
    """What all copies of a file have in common."""

    def __init__(self, objects: Objects, faces: Faces, holes: tuple[Hole, ...]) -> None:
        self.holes = holes
        """In the order of the pages."""
        self._root, self._info = objects.add(objects.catalog), objects.add(objects.info)
        if holes:
            objects.make_own(objects.fonts, _all_fonts(dict(objects.fonts.dict)))
        self.faces, self.objects = faces, objects
        file, own = objects.constant()
        self._streams = [(number, each) for number, each in own if each.head is not None]
        self._loose = [(number, each) for number, each in own if each.head is None]
        self.head = b"".join(file.parts)
        self._rows, self._free = bytes(file.rows), file.free
        self._digest = hashlib.sha256(self.head)
        self._begun: dict[Hole, Begun] = {}

    def show(self, hole: Hole, filling: Filling) -> Shown:
        """What stands in a hole, ready as far as the fonts of the file reach."""
        begun = self._begun.get(hole)
        if begun is None:
            begun = self._begun[hole] = begin(self.faces, hole.filling)
        return show(self.faces, filling, begun)

    def covers(self, font: Font, glyphs: Sequence[Glyph]) -> bool:
        """Whether glyphs that stand side by side from left to right are letters that the file has."""
        face, found = self.faces.by_key.get(font.key), plain_letters(font, glyphs)
        return face is not None and bool(found) and face.knows(found)

    def copy(self, title: str, shown: Callable[[Hole], Shown]) -> bytes:
        """The tail of a copy: ``head`` and it are the file."""
        copy = Copy(title, OwnFaces(self.faces), shown)
        file = File(self.head)
        file.rows[:] = self._rows
        for number, own in self._streams:
            file.put(number, own.write(copy))
        loose = self._add_fonts(file, copy)
        loose += [(number, own.write(copy)) for number, own in self._loose]
        file.pack(loose, file.free, deflate=not self.holes)
        file.parts[1:] = [b"".join(file.parts[1:])]
        digest = self._digest.copy()
        digest.update(file.parts[1])
        file.close(self._root, self._info, digest, deflate=not self.holes)
        return b"".join(file.parts[1:])

    def _add_fonts(self, file: File, copy: Copy) -> list[tuple[int, bytes]]:
        """Add the fonts of the copy's own; those of their objects that are no streams, to be packed."""
        file.free = self._free
        if not copy.faces.by_key:
            return []
        objects = Objects(first=self._free)
        for face in copy.faces.by_key.values():
            add_font(objects, face)
        parts = objects.split()
        for number, body in parts.streams:
            file.put(number, body)
        copy.fonts = objects.fonts.dict
        file.free = parts.free
        return parts.loose


def _all_fonts(common: dict[str, str]) -> Own:
    """The font resources: those of the file, and of the copy."""
    most: bytes = Dictionary(common).format(None)
    return Own(lambda copy: Dictionary({**common, **copy.fonts}).format(None) if copy.fonts else most)
