"""What copies in one file share: each stream, font, picture and dictionary once, of however many layouts it is part."""

from __future__ import annotations

import hashlib
from typing import Any

from soleprint.ink.embedding import add_font
from soleprint.ink.longfile import LongFile
from soleprint.ink.objects import Dictionary, Objects, Stream
from soleprint.ink.own import Own, OwnFaces
from soleprint.ink.skeleton import Skeleton
from soleprint.ink.template import renumbered
from soleprint.ink.typefaces import Face

_FULL = 30_000
"""Signs after which a font of a file's own is followed by another: it has room for twice as many."""


class Shared:
    """Objects that are in the file, found by what they say."""

    def __init__(self, file: LongFile) -> None:
        self.file = file
        self.faces: dict[str, Face] = {}
        """Fonts with the letters that the fonts of layouts lack: one for all copies."""
        self._by_digest: dict[bytes, int] = {}
        self._fonts: dict[tuple[tuple[str, str], ...], int] = {}

    def dictionary(self, body: bytes) -> int:
        """The number of an object that is no stream."""
        known, number = self._known(body)
        if not known:
            self.file.pend(number, body)
        return number

    def stream(self, head: bytes, data: bytes) -> int:
        """The number of a stream; ``data`` is encoded as ``head``, its other entries, says."""
        known, number = self._known(head, data)
        if not known:
            entries = b"<<%b/Length %d>>\nstream\n" % (head, len(data))
            self.file.put(number, b"%b%b\nendstream" % (entries, data))
        return number

    def fonts(self, entries: dict[str, str]) -> int:
        """The number of font resources: these, and later those in ``faces``."""
        key = tuple(entries.items())
        if key not in self._fonts:
            self._fonts[key] = self.file.take()
        return self._fonts[key]

    def make_room(self) -> None:
        """Let another font follow each that is full. Call between copies."""
        for key in [key for key, face in self.faces.items() if len(face.signs) > _FULL]:
            self.faces[f"{key} {len(self.faces)}"] = self.faces.pop(key)

    def close(self) -> dict[str, str]:
        """Write the fonts; those in ``faces``, as resources."""
        objects = Objects(first=self.file.free)
        for face in sorted(self.faces.values(), key=lambda face: int(face.name[1:])):
            add_font(objects, face)
        own = dict(objects.fonts.dict)
        self.add(objects)
        for entries, number in self._fonts.items():
            self.file.pend(number, Dictionary({**dict(entries), **own}).format(None))
        return own

    def add(self, objects: Objects) -> None:
        """Write objects that have numbers of this file already: the next free ones."""
        parts = objects.split()
        self.file.take(parts.free - self.file.free)
        for number, body in parts.streams:
            self.file.put(number, body)
        for number, body in parts.loose:
            self.file.pend(number, body)

    def _known(self, *parts: bytes) -> tuple[bool, int]:
        digest = hashlib.sha256(b"\0".join(parts)).digest()
        number = self._by_digest.get(digest)
        if number is not None:
            return True, number
        number = self._by_digest[digest] = self.file.take()
        return False, number


class Source:
    """The objects of a layout that are the same in all its copies, put into the file as they are asked for."""

    def __init__(self, shared: Shared, skeleton: Skeleton) -> None:
        self.shared = shared
        self.objects = skeleton.objects
        self.by_number = skeleton.objects.numbered()
        self.faces = OwnFaces(skeleton.faces, shared.faces)
        self._placed: dict[int, int] = {}

    def numbers(self, kind: type[Any]) -> list[int]:
        """The layout's objects of a kind."""
        return [number for number, obj in self.by_number.items() if isinstance(obj, kind)]

    def own(self, number: int) -> Own | None:
        """What each copy has in the place of the layout's object ``number``; None where it is the same in all."""
        return self.objects.own(self.by_number[number])

    def place(self, number: int) -> int:
        """The number in the file of the layout's object ``number``."""
        placed = self._placed.get(number)
        if placed is None:
            placed = self._placed[number] = self._place(self.by_number[number])
        return placed

    def text(self, body: str | bytes) -> bytes:
        """A part of an object, with numbers of the file."""
        data = body if isinstance(body, bytes) else body.encode("latin-1")
        return renumbered(data, lambda number: b"%d" % self.place(number))

    def fonts(self) -> dict[str, str]:
        """The font resources of the layout, with numbers of the file."""
        return {name: self.text(font).decode("latin-1") for name, font in self.objects.fonts.dict.items()}

    def _place(self, obj: Any) -> int:
        if obj is self.objects.fonts:
            return self.shared.fonts(self.fonts())
        if isinstance(obj, Stream):
            return self.shared.stream(self.text(obj.head), obj.content)
        return self.shared.dictionary(self.text(obj.format(None)))
