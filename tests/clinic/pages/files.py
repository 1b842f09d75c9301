"""PDF files as others make them, and what is found in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import fontpkg_noto_sans
import msgspec
import pypdfium2
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from soleprint.clinic.pages.found import Found, Objects, Opened, PageFound, Refused, Request
from soleprint.clinic.pages.worker import work

SIZE = (300.0, 400.0)
Draw = Callable[[Canvas], None]
Tree = tuple[Any, ...]
"""A tag, perhaps entries of its dictionary, then what is in it: trees, and numbers of marked content."""


@cache
def noto() -> str:
    """The name of a font that canvases embed."""
    folder = Path(fontpkg_noto_sans.__file__).parent
    pdfmetrics.registerFont(TTFont("Noto", str(next(folder.rglob("NotoSans[[]*.ttf")))))
    return "Noto"


def file(*pages: Draw, size: tuple[float, float] = SIZE, title: str = "Our feet") -> bytes:
    """A PDF with these pages."""
    out = BytesIO()
    canvas = Canvas(out, size, invariant=True)
    canvas.setTitle(title)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def words(text: str = "Feet", font: str = "", at: tuple[float, float] = (20, 300), size: float = 20) -> Draw:
    """A line of text, in an embedded font unless another is named."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font or noto(), size)
        canvas.drawString(*at, text)

    return draw


def operators(text: str) -> Draw:
    """Bare operators; ``/Noto`` is a font that is embedded and has the letters of ``words``."""

    def draw(canvas: Canvas) -> None:
        canvas._code.append(text)

    return draw


def changed(data: bytes, change: Callable[[PdfWriter], None]) -> bytes:
    """A file with something changed by hand."""
    writer = PdfWriter(clone_from=BytesIO(data))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf_object(value: Any) -> Any:
    """Plain values as pypdf's objects; text that begins with a slash is a name."""
    if isinstance(value, PdfObject):
        return value
    match value:
        case bool():
            return BooleanObject(value)
        case int():
            return NumberObject(value)
        case str():
            return NameObject(value) if value.startswith("/") else TextStringObject(value)
        case dict():
            return DictionaryObject({NameObject(f"/{key}"): pdf_object(each) for key, each in value.items()})
        case list() | tuple():
            return ArrayObject(map(pdf_object, value))
    return value


def tagged(data: bytes, *trees: Tree, roles: Mapping[str, str] | None = None, lang: str = "en") -> bytes:
    """A file of one page with a structure over its marked content."""

    def change(writer: PdfWriter) -> None:
        page = writer.pages[0].indirect_reference
        document = pdf_object({"Type": "/StructElem", "S": "/Document"})
        document[NameObject("/K")] = ArrayObject([_element(writer, tree, page) for tree in trees])
        top = writer._add_object(document)
        root = pdf_object({"Type": "/StructTreeRoot", "RoleMap": dict(roles or {})})
        root[NameObject("/K")] = top
        writer.root_object[NameObject("/StructTreeRoot")] = writer._add_object(root)
        writer.root_object[NameObject("/MarkInfo")] = pdf_object({"Marked": True})
        writer.root_object[NameObject("/Lang")] = TextStringObject(lang)

    return changed(data, change)


def _element(writer: PdfWriter, tree: Tree, page: Any) -> Any:
    tag, *inside = tree
    given = inside.pop(0) if inside and isinstance(inside[0], dict) else {}
    made = pdf_object({"Type": "/StructElem", "S": f"/{tag}", **given})
    made[NameObject("/Pg")] = page
    kids = [NumberObject(each) if isinstance(each, int) else _element(writer, each, page) for each in inside]
    made[NameObject("/K")] = ArrayObject(kids)
    return writer._add_object(made)


class Read(NamedTuple):
    """What the worker found."""

    opened: Opened
    pages: list[PageFound]
    objects: Objects

    def pool(self) -> str:
        """The text of all objects."""
        return "\n".join(str(part) for made in self.objects.objects for part in made.body)


def found(data: bytes, room: tuple[float, float] = SIZE) -> list[Found]:
    """All that the worker says of a file, in this process."""
    request = msgspec.msgpack.encode(Request(data, *room))
    return [msgspec.msgpack.decode(part, type=Found) for part in work(request)]


def read(data: bytes, room: tuple[float, float] = SIZE) -> Read:
    every = found(data, room)
    (opened,) = (each for each in every if isinstance(each, Opened))
    (objects,) = (each for each in every if isinstance(each, Objects))
    return Read(opened, [each for each in every if isinstance(each, PageFound)], objects)


def refused(data: bytes) -> Refused:
    (last,) = (each for each in found(data) if isinstance(each, Refused))
    return last


def tags(page: PageFound) -> list[Any]:
    """The tags of a page as nested lists, with the number of pieces that each has itself."""
    kids: list[list[Any]] = [[tag.tag] for tag in page.tags]
    for piece in page.pieces:
        if piece.tag >= 0:
            kids[piece.tag].append("." if piece.form is not None else "")
    for place, tag in enumerate(page.tags):
        if tag.parent >= 0:
            kids[tag.parent].append(kids[place])
    return [kids[place] for place, tag in enumerate(page.tags) if tag.parent < 0]


def text_of(data: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
