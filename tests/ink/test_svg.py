from __future__ import annotations

from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from soleprint.ink.svg import write_svg
from soleprint.marks import Element, Image, Mark, Page, Placement, Publication, Rect
from tests.ink.specimen import booklet, four_up, publication, run, sheet

NS = {"s": "http://www.w3.org/2000/svg"}


def parsed(made: Publication, number: int = 0) -> ElementTree.Element:
    return ElementTree.fromstring(write_svg(made, number))


def labels(root: ElementTree.Element) -> list[str]:
    return [e.attrib["aria-label"] for e in root.iter() if "aria-label" in e.attrib]


def test_it_has_size_title_and_description() -> None:
    root = parsed(publication())
    assert (root.get("width"), root.get("viewBox")) == ("297.64pt", "0 0 297.64 419.53")
    assert root.findtext("s:title", namespaces=NS) == "Foot & leg: żółw"
    assert root.findtext("s:desc", namespaces=NS) == "A card <for> testing"
    named = [root.find(f"*[@id='{name}']") for name in root.attrib["aria-labelledby"].split()]
    assert None not in named


def test_text_and_figures_are_labelled_and_decoration_is_hidden() -> None:
    root = parsed(publication())
    found = labels(root)
    assert found[0] == "Part 1"
    assert "A foot seen from below, number 1" in found
    assert "zażółć gęślą jaźń" in found
    assert len(root.findall(".//s:g[@aria-hidden='true']", NS)) == 2


def test_every_reference_has_one_target() -> None:
    text = write_svg(booklet(), 0)
    root = ElementTree.fromstring(text)
    ids = [e.attrib["id"] for e in root.iter() if "id" in e.attrib]
    assert len(ids) == len(set(ids))
    used = {e.attrib["href"][1:] for e in root.iter("{http://www.w3.org/2000/svg}use")}
    for attribute in ("clip-path", "fill"):
        used |= {v[5:-1] for e in root.iter() if (v := e.get(attribute, "")).startswith("url(#")}
    assert used <= set(ids)
    assert set(ids) - used == {"s0-title"}


def test_glyphs_and_symbols_are_defined_once() -> None:
    one, four = write_svg(publication(), 0), write_svg(four_up(), 0)
    assert four[: four.index("</defs>")].count("<path") == one[: one.index("</defs>")].count("<path")
    assert len(labels(ElementTree.fromstring(four))) == len(labels(ElementTree.fromstring(one)))


def test_text_is_escaped() -> None:
    nasty = "a<b>&\"'\x01"
    figure = Element("Figure", alt=nasty)
    page = Page(99, 99, (Mark(figure, run("a", (9, 9))),), Rect(0, 0, 99, 99))
    root = parsed(Publication(nasty, "en", (page,), (sheet(Placement(0), size=(99, 99)),)))
    assert labels(root) == ["a<b>&\"'"]


def test_pictures_stand_upright() -> None:
    figure = Element("Figure", alt="x")
    page = Page(99, 99, (Mark(figure, Image(b"\x89PNG data", Rect(10, 20, 30, 60))),), Rect(0, 0, 99, 99))
    (image,) = parsed(Publication("t", "en", (page,), (sheet(Placement(0), size=(99, 99)),))).iterfind(".//s:image", NS)
    assert image.get("transform") == "matrix(1 0 0 -1 0 80)"
    assert image.attrib["href"] == "data:image/png;base64,iVBORyBkYXRh"


def test_only_sheets_that_exist() -> None:
    with pytest.raises(IndexError):
        write_svg(replace(publication()), 1)
