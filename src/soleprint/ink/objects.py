"""The PDF file: ReportLab's object model, written compactly.

ReportLab keeps the registry of indirect objects and formats pages, catalog and dictionaries. Its own file writer
knows neither object streams nor cross-reference streams, puts no line end before ``endstream`` (PDF/A-2, 6.1.7.1) and
derives the file identifier from the title and the date alone, so the file is put together here.
"""

from __future__ import annotations

import hashlib
import struct
import zlib

from reportlab.pdfbase import pdfdoc

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_PER_STREAM = 200
"""Objects in one object stream: readers unpack the whole of it to reach any of them."""


class Raw(pdfdoc.PDFObject):  # type: ignore[misc]
    """An object whose body is written by us, possibly after others have referred to it."""

    def __init__(self, body: str = "") -> None:
        self.body = body

    def format(self, _document: object) -> bytes:
        return self.body.encode("latin-1")


class Stream(pdfdoc.PDFStream):  # type: ignore[misc]
    """A stream whose content is already encoded as its dictionary says."""

    def __init__(self, head: str, content: bytes) -> None:
        super().__init__(content=content)
        self.head = head

    def format(self, _document: object) -> bytes:
        head = f"<<{self.head}/Length {len(self.content)}>>\nstream\n"
        return b"".join((head.encode("latin-1"), self.content, b"\nendstream"))


class Page(pdfdoc.PDFPage):  # type: ignore[misc]
    """A page; the keys are those ReportLab has no slot for. Contents and resources are always given."""

    __NoDefault__ = (*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs")
    Override_default_compilation = 1


class Catalog(pdfdoc.PDFCatalog):  # type: ignore[misc]
    """The document catalog, with output intents."""

    __NoDefault__ = (*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents")
    __Refs__ = __NoDefault__


def deflated(head: str, content: bytes) -> Stream:
    """A stream, compressed."""
    return Stream(head + "/Filter/FlateDecode", zlib.compress(content))


class Objects:
    """The indirect objects of one document, numbered in the order they are added."""

    def __init__(self) -> None:
        self.document = pdfdoc.PDFDocument(invariant=1, pdfVersion=(1, 7))
        self.catalog = self.document.Catalog = Catalog()
        self.catalog.Pages = self.document.Pages
        self.fonts = self.document.idToObject[pdfdoc.BasicFonts]
        """The font resources that all pages and forms share."""

    def add(self, obj: pdfdoc.PDFObject) -> str:
        """Number ``obj`` unless it has a number; the reference to it (``12 0 R``)."""
        key = self.document.Reference(obj).name
        return f"{self.document.idToObjectNumberAndVersion[key][0]} 0 R"

    def write(self) -> bytes:
        """The whole file. Call once, when everything is added."""
        root, info = self.add(self.catalog), self.add(self.document.info)
        file = _File()
        loose: list[tuple[int, bytes]] = []
        number = 0
        while (number := number + 1) in self.document.numberToId:  # formatting may add objects
            obj = self.document.idToObject[self.document.numberToId[number]]
            body = obj.format(self.document)
            if isinstance(obj, pdfdoc.PDFStream):
                file.put(number, body)
            else:
                loose.append((number, body))
        number = self._pack(file, loose, number)
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


class _File:
    """Bytes of the file so far, and where each object is."""

    def __init__(self) -> None:
        self.parts = [_HEADER]
        self.size = len(_HEADER)
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
        table = b"".join([struct.pack(">BIH", *self.entries[n]) for n in range(number + 1)])
        digest = hashlib.sha256(b"".join(self.parts)).hexdigest()[:32].upper()
        head = f"/Type/XRef/Size {number + 1}/W[1 4 2]/Root {root}/Info {info}/ID[<{digest}><{digest}>]"
        self.put(number, deflated(head, table).format(None))
        return b"".join([*self.parts, b"startxref\n%d\n%%%%EOF\n" % start])
