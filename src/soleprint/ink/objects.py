"""The PDF file: ReportLab's object model, written compactly. No other module knows ReportLab.

ReportLab gives the kinds of objects (catalog, page tree, pages, dictionaries, streams), checks preferences and writes
dictionaries. Its registry makes a name and five entries for each object, so numbers are given here. Its file writer
knows neither object streams nor cross-reference streams, puts no line end before ``endstream`` (PDF/A-2, 6.1.7.1) and
derives the file identifier from the title and the date alone, so the file is put together here.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from soleprint.files.later import later
from soleprint.ink.packed import PER_STREAM, packed
from soleprint.store import personal

with later("PIL.Image", "tempfile"):
    from reportlab.pdfbase import pdfdoc

if TYPE_CHECKING:
    from hashlib import _Hash as Hash

    from soleprint.ink.own import Own

_HEADER = b"%%PDF-%s\n%%\xe2\xe3\xcf\xd3\n"
_LEVEL = 3
"""How hard what is new in each document is compressed: half the work of the usual for a tenth more bytes of it."""
_ENTRY = struct.Struct(">BIH")
"""An entry of the cross-reference stream."""


class Raw(pdfdoc.PDFObject):  # type: ignore[misc]
    """An object whose body is written by us, possibly after others have referred to it."""

    def __init__(self, body: str = "") -> None:
        self.body = body

    def format(self, _document: object) -> bytes:
        return self.body.encode("latin-1")


class Stream(pdfdoc.PDFStream):  # type: ignore[misc]
    """A stream whose content is already encoded as its dictionary says."""

    def __init__(self, head: str, content: bytes) -> None:
        self.head, self.content = head, content

    def format(self, _document: object) -> bytes:
        head = f"<<{self.head}/Length {len(self.content)}>>\nstream\n"
        return b"".join((head.encode("latin-1"), self.content, b"\nendstream"))


class Dictionary(pdfdoc.PDFDictionary):  # type: ignore[misc]
    """A dictionary whose values are PDF text already: numbers, names, strings, references."""

    def format(self, _document: object) -> bytes:
        return _dictionary(tuple(self.dict.items()))


class Preferences(Dictionary, pdfdoc.ViewerPreferencesPDFDictionary):  # type: ignore[misc]
    """Viewer preferences; ValueError for a key or value that the standard does not have (12.2)."""


@personal
@lru_cache(maxsize=512)
def _dictionary(entries: tuple[tuple[str, str], ...]) -> bytes:
    """The dictionary as ReportLab writes it. Most are what they were in the last document, so they are kept."""
    body: bytes = pdfdoc.PDFDictionary(dict(entries)).format(None)
    return body


class _Attributes:
    """An object of ReportLab whose attributes, PDF text already, are the entries of its dictionary."""

    __Defaults__: Mapping[str, str]
    __NoDefault__: tuple[str, ...]

    def format(self, _document: object) -> bytes:
        names = dict.fromkeys((*self.__Defaults__, *self.__NoDefault__))
        entries = [(name, getattr(self, name, self.__Defaults__.get(name))) for name in names]
        return _dictionary(tuple([(name, text) for name, text in entries if text is not None]))


class Page(_Attributes, pdfdoc.PDFPage):  # type: ignore[misc]
    """A page; the keys are those ReportLab has no slot for."""

    __NoDefault__ = (*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs")


class PageTree(_Attributes, pdfdoc.PDFPages):  # type: ignore[misc]
    """All pages, in one node."""


class Catalog(_Attributes, pdfdoc.PDFCatalog):  # type: ignore[misc]
    """The document catalog, with output intents."""

    __NoDefault__ = (*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents")


class Objects:
    """The indirect objects of one document, numbered in the order they are added."""

    def __init__(self, version: str = "1.7", first: int = 1) -> None:
        self._version = version
        self._first = first
        self._all: list[pdfdoc.PDFObject] = []
        self._own: dict[pdfdoc.PDFObject, Own] = {}
        self.catalog, self.pages, self.info = Catalog(), PageTree(), Dictionary()
        self.fonts = Dictionary()
        """The font resources that all pages and forms share."""

    def add(self, obj: pdfdoc.PDFObject) -> str:
        """Number ``obj`` unless it has a number; the reference to it (``12 0 R``)."""
        reference: str | None = getattr(obj, "reference", None)
        if reference is None:
            self._all.append(obj)
            reference = obj.reference = f"{self._first + len(self._all) - 1} 0 R"
        return reference

    def add_own(self, own: Own) -> str:
        """Number an object that each copy has of its own; the reference to it."""
        place = Raw()
        reference = self.add(place)
        self._own[place] = own
        return reference

    def make_own(self, obj: pdfdoc.PDFObject, own: Own) -> None:
        """Let each copy have ``own`` in the place of an object that was added."""
        self._own[obj] = own

    def numbered(self) -> dict[int, Any]:
        """All that was added, by number."""
        return dict(enumerate(self._all, self._first))

    def own(self, obj: pdfdoc.PDFObject) -> Own | None:
        """What each copy has in the place of ``obj``; None where it is the same in all."""
        return self._own.get(obj)

    def digest(self) -> str:
        """The hash of all streams so far, as 32 hexadecimal digits."""
        streams = [obj.content for obj in self._all if isinstance(obj, Stream)]
        return hashlib.sha256(b"\0".join(streams)).hexdigest()[:32]

    def split(self) -> Objects.Parts:
        """All that was added: streams, other objects, and those that each copy has of its own, each with its number."""
        streams, loose, own = [], [], []
        for number, obj in enumerate(self._all, self._first):
            if obj in self._own:
                own.append((number, self._own[obj]))
            elif isinstance(obj, Stream):
                streams.append((number, obj.format(self)))
            else:
                loose.append((number, obj.format(self)))
        return self.Parts(streams, loose, own, self._first + len(self._all))

    class Parts(NamedTuple):
        """Objects with their numbers, and the next number."""

        streams: list[tuple[int, bytes]]
        loose: list[tuple[int, bytes]]
        own: list[tuple[int, Own]]
        free: int

    def constant(self) -> tuple[File, list[tuple[int, Own]]]:
        """A file with all that does not differ from copy to copy, and no end; and what does. Call when everything is
        added."""
        parts = self.split()
        file = File(_HEADER % self._version.encode("ascii"))
        for number, body in parts.streams:
            file.put(number, body)
        file.pack(parts.loose, parts.free)
        return file, parts.own


def deflated(head: str, content: bytes) -> Stream:
    """A stream, compressed."""
    return Stream(head + "/Filter/FlateDecode", zlib.compress(content, _LEVEL))


class File:
    """Bytes of a file so far, and where each object is."""

    def __init__(self, header: bytes) -> None:
        self.parts = [header]
        self.size = len(header)
        self.free = 1
        """The next number that no object has."""
        self.rows = bytearray(_ENTRY.pack(0, 0, 65535))
        """The cross-reference stream (7.5.8.3): for each number its type and two fields."""

    def put(self, number: int, body: bytes) -> None:
        text = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        self._enter(number, 1, self.size, 0)
        self.parts.append(text)
        self.size += len(text)

    def pack(self, loose: Sequence[tuple[int, bytes]], free: int, deflate: bool = True) -> None:
        """Write objects that are no streams into object streams (7.5.7), which get numbers from ``free`` on."""
        for start in range(0, len(loose), PER_STREAM):
            part = loose[start : start + PER_STREAM]
            self._make_room(max(part)[0])
            for place, (inner, _) in enumerate(part):
                _ENTRY.pack_into(self.rows, inner * _ENTRY.size, 2, free, place)
            entries, content = packed(part)
            stream = (deflated if deflate else Stream)(entries.decode("ascii"), content)
            self.put(free, stream.format(None))
            free += 1
        self.free = free

    def _enter(self, number: int, *fields: int) -> None:
        self._make_room(number)
        _ENTRY.pack_into(self.rows, number * _ENTRY.size, *fields)

    def _make_room(self, number: int) -> None:
        """Let there be entries up to that of object ``number``."""
        lacking = (number + 1) * _ENTRY.size - len(self.rows)
        if lacking > 0:
            self.rows.extend(bytes(lacking))

    def close(self, root: str, info: str, digest: Hash, deflate: bool = True) -> None:
        """Add the cross-reference stream; ``digest`` is that of all bytes before it."""
        start, number = self.size, self.free
        self._enter(number, 1, start, 0)
        name = digest.hexdigest()[:32].upper()
        head = f"/Type/XRef/Size {number + 1}/W[1 4 2]/Root {root}/Info {info}/ID[<{name}><{name}>]"
        rows = bytes(self.rows)
        self.put(number, (deflated if deflate else Stream)(head, rows).format(None))
        self.parts.append(b"startxref\n%d\n%%%%EOF\n" % start)
