"""Volumes and print files: what they share, what each copy has of its own, and the sheets that copies share."""

from __future__ import annotations

import random
import shutil
import subprocess
import tracemalloc
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from soleprint.ink import template
from soleprint.ink import volume as ink_volume
from soleprint.ink.own import Shown
from soleprint.ink.paint import Hole
from soleprint.merge.shapes import Shape, Shapes
from soleprint.merge.volumes import PrintWriter, VolumeWriter
from soleprint.products.order import Order, read_order
from soleprint.products.personal import slots_of
from tests.merge.test_shapes import PROFILE, person
from tests.support.vera import validate

CREATED = 1_790_000_000
TICKET = """
schema: 1
summary: "A ticket with a name."
documents: none
takes: [content, page, faces, trim, patient, sheet]
size: 90x50mm
pages: {kind: faces, margin: 5}
type: {by: fixed, fixed: {smallest: 9, largest: 12}}
impose: [none, nup]
"""
TICKET_PAGES = """<document title="Ticket">
<page minimum="{{ minimum }}" maximum="{{ maximum }}" gap="0.5">
  <panel tone="rule"><p>Name: {% if filled.name %}<slot name="name"/>{% endif %} and so on</p></panel>
  <p>{% if filled.reference %}<slot name="reference"/>{% endif %}</p>
</page>
{% if faces == 2 %}<page minimum="{{ minimum }}" maximum="{{ maximum }}">
  <p>Back of {% if filled.reference %}<slot name="reference"/>{% endif %}</p>
</page>{% endif %}
</document>
"""


class Given(NamedTuple):
    """A copy, and its own file."""

    shape: Shape
    shown: Mapping[Hole, Shown]
    title: str
    label: str

    @property
    def file(self) -> bytes:
        return self.shape.skeleton.head + self.shape.skeleton.copy(self.title, self.shown.__getitem__)

    @property
    def sides(self) -> int:
        return len(self.shape.result.publication.sheets)


def given(orders: list[Order], count: int, **same: str) -> Iterator[Given]:
    """Copies of the orders in turn."""
    chance = random.Random(12)
    by_filled: dict[tuple[int, frozenset[str]], Shapes] = {}
    for number in range(count):
        order = orders[number % len(orders)]
        values = {name: person(number, chance).get(name, "") for name in slots_of(order.product)} | same
        filled = id(order), frozenset(name for name, text in values.items() if text)
        shape, shown = by_filled.setdefault(filled, Shapes(order)).fill(values)
        yield Given(shape, shown, f"{values['name']} ({values['reference']})", values["reference"])


def leaflets() -> list[Order]:
    return [
        read_order("leaflet", ["foot"], {"profile": PROFILE, "fold": "tri"}),
        read_order("leaflet", ["foot"], {"profile": PROFILE, "fold": "half", "lang": "ar"}),
        read_order("leaflet", ["foot"], {"profile": PROFILE, "fold": "tri"}),
    ]


@cache
def people() -> list[Given]:
    return list(given(leaflets(), 9))


Writer = Any
"""A class of files."""
BOTH = pytest.mark.parametrize("writer", [VolumeWriter, PrintWriter])


def file_of(writer: Writer, copies: list[Given]) -> bytes:
    out = BytesIO()
    file = writer(out, "Leaflets (all)", "en", created=CREATED, author="A clinic")
    for copy in copies:
        file.add(*copy)
    file.close()
    return out.getvalue()


@cache
def made(writer: Any) -> bytes:
    return file_of(writer, people())


def sides() -> Iterator[tuple[Given, int, int]]:
    """Each copy, its sides, and where they are in the file."""
    at = 0
    for copy in people():
        for side in range(copy.sides):
            yield copy, side, at + side
        at += copy.sides


@pytest.mark.parametrize(("writer", "flavours"), [(VolumeWriter, ("ua1", "2a")), (PrintWriter, ("2u",))])
def test_conforms(writer: Writer, flavours: tuple[str, ...]) -> None:
    copies = people()[:5]
    assert len({copy.shape for copy in copies}) > 3
    assert validate(file_of(writer, copies), *flavours) == []


@BOTH
@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_is_sound(writer: Writer, tmp_path: Path) -> None:
    path = tmp_path / "file.pdf"
    path.write_bytes(made(writer))
    assert subprocess.run(["qpdf", "--check", path], capture_output=True).returncode == 0


@BOTH
def test_pages_are_those_of_the_files_of_each(writer: Writer) -> None:
    file = pypdfium2.PdfDocument(made(writer))
    assert len(file) == sum(copy.sides for copy in people())
    at = 0
    for copy in people():
        for own in pypdfium2.PdfDocument(copy.file):
            pixels = [page.render(scale=0.6).to_numpy() for page in (own, file[at])]
            assert (pixels[0] == pixels[1]).all()
            # PDFium has the order of words otherwise where a whole file is right-to-left.
            texts = [page.get_textpage().get_text_range() for page in (own, file[at])]
            assert texts[0] == texts[1] or copy.shape.result.publication.rtl
            at += 1


def test_right_to_left_text_is_that_of_the_file_of_the_copy() -> None:
    copy, _, at = next(each for each in sides() if each[0].shape.result.publication.rtl and each[1])
    pages = PdfReader(BytesIO(copy.file)).pages[1], PdfReader(BytesIO(made(VolumeWriter))).pages[at]
    assert len(pages[0].extract_text()) > 500
    assert pages[0].extract_text() == pages[1].extract_text()


@BOTH
def test_says_what_it_is(writer: Writer) -> None:
    file: Any = PdfReader(BytesIO(made(writer)))
    assert (file.metadata.title, file.metadata.author) == ("Leaflets (all)", "A clinic")
    assert b'<rdf:li xml:lang="x-default">Leaflets (all)<' in made(writer)
    assert file.root_object["/Lang"] == "en"
    assert ("/StructTreeRoot" in file.root_object) == ("/MarkInfo" in file.root_object) == (writer is VolumeWriter)


@BOTH
def test_pages_are_called_after_the_copy(writer: Writer) -> None:
    labels = PdfReader(BytesIO(made(writer))).page_labels
    names = [sheet.label for copy in people() for sheet in copy.shape.result.publication.sheets]
    assert labels == [f"{copy.label} {name}" for (copy, _, _), name in zip(sides(), names, strict=True)]
    assert len(set(labels)) == len(labels)


def test_each_copy_has_a_bookmark_with_its_own_below() -> None:
    file = PdfReader(BytesIO(made(VolumeWriter)))
    outline: list[Any] = file.outline
    starts = [at for _, side, at in sides() if side == 0]
    tops, below = outline[::2], outline[1::2]
    assert [(top.title, file.get_destination_page_number(top)) for top in tops] == [
        (copy.title, at) for copy, at in zip(people(), starts, strict=True)
    ]
    for copy, start, kids in zip(people(), starts, below, strict=True):
        own = PdfReader(BytesIO(copy.file))
        assert flat(file, kids, start) == flat(own, own.outline, 0)


def flat(file: PdfReader, entries: list[Any], start: int) -> list[tuple[str, int]]:
    """Titles and pages of bookmarks."""
    found: list[tuple[str, int]] = []
    for entry in entries:
        if isinstance(entry, list):
            found += flat(file, entry, start)
        else:
            found.append((entry.title, (file.get_destination_page_number(entry) or 0) - start))
    return found


def parents(root: DictionaryObject) -> dict[int, Any]:
    """The parent tree, flattened."""
    found: dict[int, Any] = {}
    nodes = [root["/ParentTree"]]
    while nodes:
        node: Any = nodes.pop().get_object()
        nodes += node.get("/Kids", [])
        numbers = node.get("/Nums", [])
        found |= dict(zip(numbers[::2], numbers[1::2], strict=True))
    return found


def test_marked_content_belongs_to_the_part_of_its_copy() -> None:
    file = PdfReader(BytesIO(made(VolumeWriter)))
    root: Any = file.root_object["/StructTreeRoot"]
    (document,) = root["/K"]
    parts = [kid.idnum for kid in document.get_object()["/K"]]
    assert len(parts) == len(people())
    by_key = parents(root)
    for copy, _, at in sides():
        page: Any = file.pages[at]
        owners = by_key[page["/StructParents"]].get_object()
        for number, element in enumerate(owners):
            assert page_of(element) == page.indirect_reference and number in numbers_of(element)
            assert parts.index(part_of(element)) == people().index(copy)
        for link in page.get("/Annots", []):
            assert parts.index(part_of(by_key[link.get_object()["/StructParent"]])) == people().index(copy)


def page_of(element: Any) -> Any:
    return element.get_object().raw_get("/Pg")


def numbers_of(element: Any) -> list[int]:
    """The marked content of an element on its own page."""
    return [kid for kid in element.get_object()["/K"] if isinstance(kid, int)]


def part_of(element: Any) -> int:
    while element.get_object()["/S"] != "/Part":
        element = element.get_object().raw_get("/P")
    return int(element.idnum)


def said(data: bytes) -> list[Counter[str]]:
    """What is said instead of what shows, for each part or document."""
    found: list[Counter[str]] = []

    def collect(element: Any) -> None:
        if element["/S"] == "/Part":
            found.append(Counter())
        for key in ("/Alt", "/ActualText"):
            if key in element:
                found[-1][str(element[key])] += 1
        for kid in element.get("/K", []):
            if isinstance(kid.get_object(), DictionaryObject) and "/S" in kid.get_object():
                collect(kid.get_object())

    (document,) = PdfReader(BytesIO(data)).root_object["/StructTreeRoot"]["/K"]  # type: ignore[index]
    if "/Part" not in [kid.get_object().get("/S") for kid in document.get_object()["/K"]]:
        found.append(Counter())
    collect(document.get_object())
    return found


def test_each_part_says_what_is_in_the_slots_of_its_copy() -> None:
    alone = [said(copy.file)[0] for copy in people()]
    assert any("https://clinic.example/p/7" in text for text in alone[7])
    assert said(made(VolumeWriter)) == alone


@BOTH
def test_what_copies_share_is_there_once(writer: Writer) -> None:
    same = [copy for copy in people() if copy.shape is people()[0].shape]
    one, several = file_of(writer, same[:1]), file_of(writer, same[:1] * 9)
    for kind in (b"/Subtype/Form", b"/Length1 ", b"/N 3/"):
        assert 0 < one.count(kind) == several.count(kind)
    assert len(several) < len(one) + 8 * 14_000


@BOTH
def test_is_the_same_file_again(writer: Writer) -> None:
    assert file_of(writer, list(given(leaflets(), 9))) == made(writer)


def test_what_is_compressed_once_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template, "_OFTEN", 1)
    data = file_of(VolumeWriter, people())
    assert data != made(VolumeWriter)
    assert said(data) == said(made(VolumeWriter))
    files = [PdfReader(BytesIO(each)) for each in (data, made(VolumeWriter))]
    for one, other in zip(*[file.pages for file in files], strict=True):
        assert [one.raw_get(key).idnum for key in ("/Parent", "/Resources")] == [
            other.raw_get(key).idnum for key in ("/Parent", "/Resources")
        ]
        assert one.get_contents().get_data() == other.get_contents().get_data()


class Sink:
    """A file that keeps nothing."""

    def __init__(self) -> None:
        self.size = 0

    def write(self, data: bytes) -> int:
        self.size += len(data)
        return len(data)


@BOTH
def test_memory_does_not_grow_with_the_file(writer: Writer) -> None:
    copy, sink = people()[0], Sink()
    file = writer(sink, "Many", "en", created=CREATED)

    def peak(count: int) -> int:
        tracemalloc.reset_peak()
        for number in range(count):
            file.add(copy.shape, copy.shown, copy.title, f"R-{number}")
        return tracemalloc.get_traced_memory()[1]

    peak(100)
    tracemalloc.start()
    try:
        first, begun = peak(100), sink.size
        grown = peak(500) - first
    finally:
        tracemalloc.stop()
    assert grown < 0.5 * (sink.size - begun)
    assert grown < 500 * (2_500 if writer is VolumeWriter else 500)


def test_a_volume_is_full_when_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ink_volume, "MOST", 3)
    out = BytesIO()
    file = VolumeWriter(out, "Three", "en", created=CREATED)
    with pytest.raises(ValueError, match="at least one copy"):
        file.close()
    for copy in people()[:3]:
        assert not file.full
        file.add(*copy)
    assert file.full
    with pytest.raises(OverflowError):
        file.add(*people()[3])


def test_a_print_file_has_no_more_objects_than_a_file_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("soleprint.ink.collection.LIMIT", 2_600)
    file = PrintWriter(BytesIO(), "Few", "en", created=CREATED)
    while not file.full:
        file.add(*people()[0])
    with pytest.raises(OverflowError):
        file.add(*people()[0])
    file.close()


@pytest.fixture(scope="module")
def ticket(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("templates")
    (folder / "ticket.yaml").write_text(TICKET, encoding="utf-8")
    (folder / "ticket.xml.j2").write_text(TICKET_PAGES, encoding="utf-8")
    return folder


def tickets(folder: Path, **options: Any) -> list[Given]:
    order = read_order("ticket", [], {"templates": folder, "impose": "nup", "sheet": "A5", **options})
    return list(given([order], 11))


def references(page: pypdfium2.PdfPage, across: int, down: int) -> list[str]:
    """The references in each place of a sheet, line by line."""
    width, height = page.get_size()
    text, found = page.get_textpage(), []
    for row in range(down):
        for column in range(across):
            box = (column * width / across, height - (row + 1) * height / down)
            words = text.get_text_bounded(*box, box[0] + width / across, box[1] + height / down).split()
            found.append(next((word for word in words if word.startswith("R-")), ""))
    return found


def names(numbers: list[int]) -> list[str]:
    return [f"R-{number}" if number < 11 else "" for number in numbers]


def test_several_copies_on_a_sheet_lie_in_stack_order(ticket: Path) -> None:
    copies = tickets(ticket, faces=2)
    data = file_of(PrintWriter, copies)
    assert validate(data, "2u") == []
    pages = list(pypdfium2.PdfDocument(data))
    assert len(pages) == 6
    for sheet in range(3):
        assert references(pages[2 * sheet], 2, 2) == names([sheet, sheet + 3, sheet + 6, sheet + 9])
        # Backs are behind their fronts: the sheet lies, and is turned about its long edge, from top to bottom.
        assert references(pages[2 * sheet + 1], 2, 2) == names([sheet + 6, sheet + 9, sheet, sheet + 3])


def test_copies_that_share_a_sheet_look_as_on_their_own(ticket: Path) -> None:
    copies = tickets(ticket)
    assert len({copy.shape for copy in copies}) > 1
    pages = list(pypdfium2.PdfDocument(file_of(PrintWriter, copies)))
    for number, copy in enumerate(copies):
        place, sheet = divmod(number, 3)
        own = pypdfium2.PdfDocument(copy.file)[0].render(scale=1).to_numpy()
        shared = pages[sheet].render(scale=1).to_numpy()
        half = (slice(0, own.shape[0] // 2), slice(own.shape[0] // 2, None))[place // 2]
        part = half, (slice(0, own.shape[1] // 2), slice(own.shape[1] // 2, None))[place % 2]
        assert (own[part] == shared[part]).all()


def test_by_hand_all_fronts_are_printed_first(ticket: Path) -> None:
    pages = list(
        pypdfium2.PdfDocument(file_of(PrintWriter, tickets(ticket, faces=2, duplex="manual", restack="as-is")))
    )
    found = [references(page, 2, 2) for page in pages]
    assert [sorted(filter(None, each)) for each in found[3:]] == [sorted(filter(None, each)) for each in found[2::-1]]
    assert found[0] == names([0, 3, 6, 9])


def test_as_many_copies_of_each_as_are_asked_for(ticket: Path) -> None:
    copies = tickets(ticket, copies=3)[:2]
    pages = list(pypdfium2.PdfDocument(file_of(PrintWriter, copies)))
    assert [references(page, 2, 2) for page in pages] == [["R-0", "R-0", "R-0", ""], ["R-1", "R-1", "R-1", ""]]
