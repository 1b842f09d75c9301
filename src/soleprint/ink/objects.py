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
from collections.abc import Mapping
from functools import lru_cache

from soleprint.files.later import later

with later("PIL.Image", "tempfile"):
    from reportlab.pdfbase import pdfdoc

_HEADER = b"%%PDF-%s\n%%\xe2\xe3\xcf\xd3\n"
_PER_STREAM = 200
"""Objects in one object stream: readers unpack the whole of it to reach any of them."""
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

    def __init__(self, version: str = "1.7") -> None:
        self._version = version
        self._all: list[pdfdoc.PDFObject] = []
        self.catalog, self.pages, self.info = Catalog(), PageTree(), Dictionary()
        self.fonts = Dictionary()
        """The font resources that all pages and forms share."""

    def add(self, obj: pdfdoc.PDFObject) -> str:
        """Number ``obj`` unless it has a number; the reference to it (``12 0 R``)."""
        reference: str | None = getattr(obj, "reference", None)
        if reference is None:
            self._all.append(obj)
            reference = obj.reference = f"{len(self._all)} 0 R"
        return reference

    def digest(self) -> str:
        """The hash of all streams so far, as 32 hexadecimal digits."""
        streams = [obj.content for obj in self._all if isinstance(obj, Stream)]
        return hashlib.sha256(b"\0".join(streams)).hexdigest()[:32]

    def write(self) -> bytes:
        """The whole file. Call once, when everything is added."""
        root, info = self.add(self.catalog), self.add(self.info)
        file = _File(_HEADER % self._version.encode("ascii"))
        loose: list[tuple[int, bytes]] = []
        for number, obj in enumerate(self._all, 1):
            if isinstance(obj, Stream):
                file.put(number, obj.format(self))
            else:
                loose.append((number, obj.format(self)))
        number = self._pack(file, loose, len(self._all) + 1)
        return file.close(number, root, info)

    @staticmethod
    def _pack(file: _File, loose: list[tuple[int, bytes]], number: int) -> int:
        """Write the objects that are no streams into object streams (7.5.7); the next free number."""
        for start in range(0, len(loose), _PER_STREAM):
            part = loose[start : start + _PER_STREAM]
            index, offset = [], 0
            for place, (inner, body) in enumerate(part):
                index.append(f"{inner} {offset}")
                file.entries[inner] = (2, number, place)
                offset += len(body) + 1
            head = (" ".join(index) + "\n").encode("ascii")
            content = head + b"\n".join([body for _, body in part])
            stream = deflated(f"/Type/ObjStm/N {len(part)}/First {len(head)}", content)
            file.put(number, stream.format(None))
            number += 1
        return number


def deflated(head: str, content: bytes) -> Stream:
    """A stream, compressed."""
    return Stream(head + "/Filter/FlateDecode", zlib.compress(content))


class _File:
    """Bytes of the file so far, and where each object is."""

    def __init__(self, header: bytes) -> None:
        self.parts = [header]
        self.size = len(header)
        self.entries: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
        """Object number -> (type, field 2, field 3) of the cross-reference stream (7.5.8.3)."""

    def put(self, number: int, body: bytes) -> None:
        text = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        self.entries[number] = (1, self.size, 0)
        self.parts.append(text)
        self.size += len(text)

    def close(self, number: int, root: str, info: str) -> bytes:
        """Add the cross-reference stream as object ``number``; the identifier is made from all bytes before it."""
        start = self.size
        self.entries[number] = (1, start, 0)
        table = b"".join([_ENTRY.pack(*self.entries[n]) for n in range(number + 1)])
        digest = hashlib.sha256(b"".join(self.parts)).hexdigest()[:32].upper()
        head = f"/Type/XRef/Size {number + 1}/W[1 4 2]/Root {root}/Info {info}/ID[<{digest}><{digest}>]"
        self.put(number, deflated(head, table).format(None))
        return b"".join([*self.parts, b"startxref\n%d\n%%%%EOF\n" % start])
