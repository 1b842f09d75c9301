"""PDF objects on their way from one file into another."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal

from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from soleprint.marks import ForeignObject, Rect

Parts = list[str | int]
"""An object's text; numbers are those of other objects."""
Role = Literal["", "resources", "content"]
Refer = Callable[[IndirectObject], int]
"""The number of the copy of an object that is referred to."""
LONGEST_STRING, LONGEST_NAME = 32_767, 127
LARGEST = 2**31 - 1
"""Limits of PDF/A-2, 6.1.13."""
MOST_NESTED = 30
_PLAIN = re.compile(rb"[A-Za-z0-9_.+-]")
_FILTERS = frozenset(
    ("/ASCIIHexDecode", "/ASCII85Decode", "/FlateDecode", "/RunLengthDecode", "/CCITTFaxDecode", "/JBIG2Decode",
     "/DCTDecode")
)  # fmt: skip
"""Those of PDF/A-2, 6.1.7.2, but for JPXDecode, whose pictures have rules of their own."""


class Unkept(Exception):
    """A page cannot stay as it is; ``str()`` says what it has, as in "it has ...": a font, a colour..."""


class Pool:
    """The copies."""

    def __init__(self) -> None:
        self.objects: list[ForeignObject | None] = []

    def reserve(self) -> int:
        """A number for an object that is made later."""
        self.objects.append(None)
        return len(self.objects) - 1

    def fill(self, number: int, body: Iterable[str | int], data: bytes | None = None, role: Role = "") -> int:
        self.objects[number] = ForeignObject(joined(body), data, role)
        return number

    def add(self, body: Iterable[str | int], data: bytes | None = None, role: Role = "") -> int:
        return self.fill(self.reserve(), body, data, role)

    def deflated(self, body: Iterable[str | int], data: bytes, role: Role = "") -> int:
        """A stream, compressed."""
        return self.add([*body, "/Filter/FlateDecode"], zlib.compress(data), role)

    def content(self, body: Iterable[str | int], operators: str, uses: Uses, *, paints: bool = True) -> int:
        """A stream of operators with what they use. ``paints``: not for a mask, whose colours are no colours."""
        own = [*body, "/Resources", self.resources(uses)]
        return self.deflated(own, operators.encode("latin-1"), "content" if paints else "")

    def resources(self, uses: Uses) -> int:
        return self.add(uses.written(), role="resources")

    def file(self, content: str, resources: Iterable[str | int], box: Rect) -> bytes:
        """A PDF of one page, for PDFium to draw, with what it needs of the objects that are made."""
        used = joined(resources)
        own = self._reached(used)
        places = {number: place for place, number in enumerate(own)}
        first = len(own)
        extra = [
            ForeignObject((), content.encode("latin-1")),
            ForeignObject((f"<</Type/Page/MediaBox[{' '.join(map(number, box))}]/Parent", first + 3, "/Contents", first,
                           "/Resources", first + 2, ">>")),
            ForeignObject(_renumbered(used, places)),
            ForeignObject(("<</Type/Pages/Count 1/Kids[", first + 1, "]>>")),
            ForeignObject(("<</Type/Catalog/Pages", first + 3, ">>")),
        ]  # fmt: skip
        made = [self.objects[number] or ForeignObject(("null",)) for number in own]
        return _file([*(ForeignObject(_renumbered(each.body, places), each.data) for each in made), *extra])

    def _reached(self, parts: Sequence[str | int]) -> list[int]:
        """The objects that ``parts`` lead to."""
        found: dict[int, None] = {}
        todo = [part for part in parts if isinstance(part, int)]
        while todo:
            at_number = todo.pop()
            if at_number not in found:
                found[at_number] = None
                made = self.objects[at_number]
                todo += [part for part in made.body if isinstance(part, int)] if made else []
        return list(found)


def _renumbered(parts: Sequence[str | int], places: Mapping[int, int]) -> tuple[str | int, ...]:
    return tuple(part if isinstance(part, str) else places[part] for part in parts)


class Uses:
    """The resources of a content stream. Names come from numbers, so that one thing has one name everywhere."""

    def __init__(self) -> None:
        self._named: dict[str, dict[str, int]] = {}

    def name(self, kind: str, number: int) -> str:
        """The name of an object among those of its kind, ``Font`` or ``XObject``."""
        own = f"/{kind[0]}{number}"
        self._named.setdefault(kind, {})[own] = number
        return own

    def written(self) -> Parts:
        out: Parts = ["<<"]
        for kind, named in sorted(self._named.items()):
            out += [f"/{kind}<<", *(part for pair in sorted(named.items()) for part in pair), ">>"]
        return [*out, ">>"]


def _file(objects: Sequence[ForeignObject]) -> bytes:
    """A whole file; the last object is its catalog, numbers begin with 1."""
    parts, at, offsets = [b"%PDF-1.7\n"], 9, []
    for index, made in enumerate(objects, 1):
        text = b"%d 0 obj\n%s\nendobj\n" % (index, _bytes(made))
        parts.append(text)
        offsets.append(at)
        at += len(text)
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root {size - 1} 0 R>>\n"
    return b"".join([*parts, end.encode(), b"startxref\n%d\n%%%%EOF\n" % at])


def _bytes(made: ForeignObject) -> bytes:
    text = "".join(part if isinstance(part, str) else f" {part + 1} 0 R" for part in made.body).encode("latin-1")
    if made.data is None:
        return text
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (text, len(made.data), made.data)


def joined(parts: Iterable[str | int]) -> tuple[str | int, ...]:
    """The same with neighbouring texts in one."""
    out: Parts = []
    for part in parts:
        if isinstance(part, str) and out and isinstance(out[-1], str):
            out[-1] += part
        else:
            out.append(part)
    return tuple(out)


def at(holder: Any, *names: str) -> Any:
    """What stands in nested dictionaries under ``names``; None where there is nothing, or no dictionary."""
    for name in names:
        if not isinstance(holder, DictionaryObject):
            return None
        holder = plain(holder.get(name))
    return holder


def plain(value: Any) -> Any:
    """The object itself, where ``value`` refers to one. Null is None."""
    value = value.get_object() if isinstance(value, IndirectObject) else value
    return None if isinstance(value, NullObject) else value


def number(value: float) -> str:
    """A number as PDF writes it. Raises Unkept for one that no reader need understand."""
    if not abs(value) <= LARGEST:
        raise Unkept("numbers beyond all measure")
    text = f"{float(value):.6f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def name(text: str) -> str:
    """A name object; ``text`` begins with a slash, as pypdf has it."""
    data = text[1:].encode("utf-8", "surrogateescape")
    if len(data) > LONGEST_NAME or b"\0" in data:
        raise Unkept("a name that is too long")
    return "/" + "".join(chr(byte) if _PLAIN.match(bytes([byte])) else f"#{byte:02X}" for byte in data)


def string(data: bytes) -> str:
    """A string object."""
    if len(data) > LONGEST_STRING:
        raise Unkept("a text that is too long")
    return f"<{data.hex().upper()}>"


def bytes_of(value: Any) -> bytes:
    """The bytes of a string object."""
    if isinstance(value, TextStringObject):
        return value.original_bytes
    return bytes(value) if isinstance(value, ByteStringObject) else b""


def written(value: Any, refer: Refer, depth: int = 0) -> Parts:
    """An object's text, its parts with it. Raises Unkept for a stream, which has to be an object of its own."""
    if depth > MOST_NESTED:
        raise Unkept("objects nested too deep")
    match value:
        case IndirectObject():
            target = value.get_object()
            return [refer(value)] if isinstance(target, StreamObject) else written(target, refer, depth + 1)
        case None | NullObject():
            return ["null"]
        case BooleanObject():
            return [" true" if value.value else " false"]
        case NumberObject() | FloatObject():
            return [" " + number(float(value))]
        case NameObject():
            return [name(value)]
        case TextStringObject() | ByteStringObject():
            return [string(bytes_of(value))]
        case StreamObject():
            raise Unkept("a stream that is nowhere")
        case DictionaryObject():
            return written_entries(value, value.keys(), refer, depth)
        case ArrayObject():
            return ["[", *(part for item in value for part in written(item, refer, depth + 1)), "]"]
    raise Unkept("objects of no known kind")


def written_entries(holder: DictionaryObject, keys: Iterable[str], refer: Refer, depth: int = 0) -> Parts:
    """A dictionary with those of ``keys`` that ``holder`` has."""
    return ["<<", *entries(holder, keys, refer, depth), ">>"]


def entries(holder: DictionaryObject, keys: Iterable[str], refer: Refer, depth: int = 0) -> Parts:
    """The same without what begins and ends a dictionary."""
    out: Parts = []
    for key in keys:
        if key in holder and not isinstance(plain(holder.get(key)), type(None)):
            out += [name(key), *written(holder.get(key), refer, depth + 1)]
    return out


def packed(stream: StreamObject, refer: Refer) -> tuple[Parts, bytes]:
    """A stream's filters with its encoded content; one that PDF/A does not allow is replaced by Flate."""
    filters = at(stream, "/Filter")
    names = [plain(each) for each in filters] if isinstance(filters, ArrayObject) else [filters] if filters else []
    if any(key in stream for key in ("/F", "/FFilter", "/FDecodeParms")):
        raise Unkept("a stream that is in another file")
    if all(each in _FILTERS for each in names):
        return entries(stream, ("/Filter", "/DecodeParms"), refer), stream._data
    if names[-1:] and names[-1] in ("/JPXDecode", "/DCTDecode", "/JBIG2Decode", "/CCITTFaxDecode"):
        raise Unkept("a picture packed in an unusual way")
    return ["/Filter/FlateDecode"], zlib.compress(stream.get_data())
