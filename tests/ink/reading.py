"""Reading PDFs back, with pypdf."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

MARKED = re.compile(rb"/(\w+) <</MCID (\d+)>> BDC\n(.*?)EMC", re.DOTALL)


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf), strict=True)


def root(pdf: PdfReader) -> Any:
    return pdf.trailer["/Root"]


def pages(pdf: PdfReader) -> list[Any]:
    return list(pdf.pages)


def content(pdf: PdfReader, page: int) -> bytes:
    stream = pdf.pages[page].get_contents()
    assert stream is not None
    return stream.get_data()


def kids(element: Any) -> list[Any]:
    """An element's kids, references followed."""
    return [kid.get_object() for kid in element["/K"]]


def outline(element: Any) -> Any:
    """The tree below an element as nested tuples: (tag, kid, ...), with ``sheet:mcid`` and ``link`` for content."""
    inside: list[Any] = []
    for kid in kids(element):
        if isinstance(kid, int):
            inside.append(f"{element['/Pg']['/StructParents']}:{kid}")
        elif kid.get("/Type") == "/MCR":
            inside.append(f"{kid['/Pg']['/StructParents']}:{kid['/MCID']}")
        elif kid.get("/Type") == "/OBJR":
            inside.append("link")
        else:
            inside.append(outline(kid))
    return (element["/S"][1:], *inside)


def elements(pdf: PdfReader) -> list[Any]:
    """All structure elements, in reading order."""

    def walk(element: Any) -> list[Any]:
        below = [kid for kid in kids(element) if isinstance(kid, DictionaryObject) and "/S" in kid]
        return [element, *(found for kid in below for found in walk(kid))]

    return [found for top in kids(root(pdf)["/StructTreeRoot"]) for found in walk(top)]


def parent_tree(pdf: PdfReader) -> dict[int, Any]:
    numbers = root(pdf)["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    return {int(key): value.get_object() for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
