"""PDF files of the clinic's own, read in a limited process, with what is to be said about them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct

from soleprint.clinic.pages.found import (
    SECONDS,
    Found,
    Objects,
    Opened,
    PageFound,
    PageLink,
    Piece,
    Reached,
    Refused,
    Request,
    Tag,
)
from soleprint.errors import FileProblem, Finding, Severity
from soleprint.files.folders import read_bytes
from soleprint.files.limited import MEMORY, in_process
from soleprint.marks import ARTIFACT, Element, Excerpt, Foreign, Group, LinkArea, Mark
from soleprint.store import Store

MAX_BYTES = 64 << 20
_WORKER = "soleprint.clinic.pages.worker:work"
SMALL_PT = 8.0
"""Type that is smaller than this when it is printed is told of."""
LONGEST_TITLE, LONGEST_ALT = 120, 4_000
_REMEDY = "Print it to a new PDF, and take that"
_JUNK = re.compile(r"untitled|document ?\d*|", re.IGNORECASE)
_PROGRAM = re.compile(r"^Microsoft (Word|PowerPoint|Excel|Office \w+) - ")
_ENDING = re.compile(r"\.(docx?|pptx?|xlsx?|odt|rtf|pdf|indd|pub|pages|tex|dvi)$", re.IGNORECASE)
_SPACES = ("/DeviceRGB", "/ICCBased", "/CalRGB", "/Lab")
_UNSEEN = re.compile("[\0-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff\ud800-\udfff]")
_DECODER = msgspec.msgpack.Decoder(Found)


class OwnFile(Struct, frozen=True, eq=False):
    """A file that was read. ``title`` is its own, or made of its name."""

    path: Path
    title: str
    lang: str
    pages: tuple[PageFound, ...]
    source: Foreign


FILES = 32
"""How many are kept at least, so that an order with as many reads each once."""
_read: Store[tuple[object, ...], OwnFile] = Store(FILES)


def own_file(path: Path, width: float, height: float) -> OwnFile:
    """The pages of a PDF, for pages of ``width`` by ``height`` points; the same as long as the file has not changed.

    Raises FileProblem: no-such-file, unreadable-file, file-too-large, pdf-broken, pdf-encrypted, pdf-too-large,
    pdf-too-much.
    """
    try:
        status = path.stat()
        key: tuple[object, ...] = (path, status.st_mtime_ns, status.st_size, width, height)
    except OSError:
        key = ()
    known = _read.get(key)
    return known if known is not None else _read.put(key, _fresh(path, width, height))


def _fresh(path: Path, width: float, height: float) -> OwnFile:
    data = read_bytes(path)
    if len(data) > MAX_BYTES:
        message = f"{path} is larger than {MAX_BYTES >> 20} MiB. Save it with smaller pictures, or in parts."
        raise FileProblem(message, code="file-too-large")
    answer = in_process(_WORKER, msgspec.msgpack.encode(Request(data, width, height)), SECONDS)
    found = [_DECODER.decode(part) for part in answer.parts]
    pages = [each for each in found if isinstance(each, PageFound)]
    refused = next((each for each in found if isinstance(each, Refused)), None)
    if refused is not None:
        raise FileProblem(f"{_place(path, refused.page)} {refused.why}.", code=refused.code)
    opened = next((each for each in found if isinstance(each, Opened)), None)
    objects = next((each for each in found if isinstance(each, Objects)), None)
    if opened is None or objects is None:
        reached = [each.page for each in found if isinstance(each, Reached)]
        raise FileProblem(_too_much(path, reached[-1] if reached else 0, answer.end == "time"), code="pdf-too-much")
    return OwnFile(path, _title(opened.title, path), opened.lang, tuple(pages), Foreign(objects.objects))


def _place(path: Path, page: int) -> str:
    return f"{path}, page {page}," if page else str(path)


def _too_much(path: Path, page: int, late: bool) -> str:
    what = "takes too long to draw" if late else f"is damaged, or needs more memory than {MEMORY >> 20} MiB"
    return f"{_place(path, page)} {what}. {_REMEDY}{', or leave the page out' if page else ''}."


def _title(told: str, path: Path) -> str:
    """A title that people gave, or the file's name in words."""
    text = " ".join(_UNSEEN.sub(" ", _ENDING.sub("", _PROGRAM.sub("", told.strip()))).split())
    if _JUNK.fullmatch(text):
        text = " ".join(_UNSEEN.sub(" ", path.stem).replace("_", " ").split())
    return text[:LONGEST_TITLE]


def description(file: OwnFile, index: int) -> str:
    """What is read out of a page without tags that nobody has described: its text, or else the file's title."""
    text = " ".join(_UNSEEN.sub(" ", file.pages[index].text).replace("\ufffd", "").split())
    number = f" {index + 1}" if len(file.pages) > 1 else ""
    return text[:LONGEST_ALT] or f"{file.title}{number}"


class Shown(NamedTuple):
    """A page in the coordinates of its upright box, each part with its place in the structure."""

    marks: tuple[Mark, ...]
    links: tuple[LinkArea, ...]


def shown(file: OwnFile, index: int, alt: str, lang: str) -> Shown:
    """A page with where it leads.

    ``alt`` describes a page without tags; ``lang`` is the language of the document that takes it in.
    """
    page = file.pages[index]
    own = file.lang if file.lang not in ("", lang) else None
    tags = page.tags or (Tag("Figure", -1, alt),)
    elements: list[Element] = []
    for tag in tags:
        parent = elements[tag.parent] if tag.parent >= 0 else None
        spoken = tag.lang or (own if parent is None else None)
        elements.append(Element(tag.tag, parent, tag.alt or None, spoken or None, tag.attributes))
    drawn = sorted((piece for piece in page.pieces if piece.form is not None), key=lambda piece: piece.tag < 0)
    first = next(iter(drawn), None)
    marks = tuple(
        Mark(elements[piece.tag] if piece.tag >= 0 else ARTIFACT, _drawn(file, page, piece, piece is first))
        for piece in page.pieces
    )
    return Shown(marks, tuple(_area(link, elements) for link in page.links))


def _area(link: PageLink, elements: Sequence[Element]) -> LinkArea:
    """A link in the element that has its words, or in a paragraph of its own."""
    owner = elements[link.tag] if link.tag >= 0 else Element("Link", Element("P"))
    return LinkArea(owner, link.box, link.target, link.title)


def _drawn(file: OwnFile, page: PageFound, piece: Piece, first: bool) -> Group:
    """A piece where it stands. The first that is read has a picture of all of the page, for what cannot show pieces."""
    if piece.form is None:
        return Group(())
    shown = (page.whole, page.text) if first else (None, "")
    excerpt = Excerpt(file.source, piece.form, piece.box, page.box, *shown)
    return Group((excerpt,), page.matrix)


def notes(file: OwnFile, alts: Sequence[str], scales: Sequence[float]) -> Iterator[Finding]:
    """What to know of a file before it is printed. ``alts`` are the descriptions given of its pages ("" for none),
    ``scales`` how much smaller or larger each is printed."""
    pages = list(enumerate(file.pages, 1))
    reasons: dict[str, list[int]] = {}
    for number, page in pages:
        reasons.setdefault(page.drawn, []).append(number)
    reasons.pop("", None)
    for reason, numbers in reasons.items():
        message = (
            f"printed as a picture, because of {reason}; to keep its lines sharp, save the file with all fonts inside, "
            "as PDF/A"
        )
        yield _note(file, numbers, "page-drawn", message)
    yield from _undescribed(file, alts)
    silent = {number: page.silent for number, page in pages if page.silent}
    if silent:
        message = (
            "it has pictures without a description, of which nobody hears who cannot see them; add alternative text in "
            "the program it is from"
        )
        yield _note(file, [*silent], "pictures-not-described", message)
    led = {number: page.led for number, page in pages if page.led}
    if led:
        message = (
            "it has links to places in it, or to other files, which lead nowhere from here; they are left out, and "
            "those to the web, to mail and to telephones are kept"
        )
        yield _note(file, [*led], "links-left-out", message)
    small = _small(file, scales)
    if small:
        size = min(small.values())
        message = (
            f"most of its text is {size:.1f} pt large on paper, which many cannot read; make it or your pages larger"
        )
        yield _note(file, [*small], "own-type-small", message)


def shop_notes(file: OwnFile) -> Iterator[Finding]:
    """What to know of a file before a print shop prints it."""
    every = (part for made in file.source.objects for part in made.body if isinstance(part, str))
    if any(space in part for part in every for space in _SPACES):
        message = (
            "it has colours, such as those of photographs, that the print shop turns into inks, so nobody has counted "
            "how much ink they take; ask the print shop, or save the file in greys"
        )
        yield Finding("own-colours", message, str(file.path), severity=Severity.WARNING)


def _small(file: OwnFile, scales: Sequence[float]) -> Mapping[int, float]:
    sizes = [page.type_size * scale for page, scale in zip(file.pages, scales, strict=True)]
    return {number: size for number, size in enumerate(sizes, 1) if 0 < size < SMALL_PT - 0.05}


def _undescribed(file: OwnFile, alts: Sequence[str]) -> Iterator[Finding]:
    plain: list[int] = []
    read: list[int] = []
    none: list[int] = []
    for number, (page, alt) in enumerate(zip(file.pages, alts, strict=True), 1):
        if page.tags:
            plain += [number] * bool(alt)
        elif not alt:
            (read if page.text.strip() else none).append(number)
    if plain:
        message = "tagged, so its own text is read out, and not the description given; leave that out"
        yield _note(file, plain, "description-not-used", message)
    if read:
        message = "read out from end to end, for want of tags and of a description; say with --bundle-alt what it is"
        yield _note(file, read, "page-not-described", message)
    if none:
        message = (
            "only its title is read out, for want of text and of a description; say with --bundle-alt what it shows"
        )
        yield _note(file, none, "page-not-described", message)


def _note(file: OwnFile, pages: Sequence[int], code: str, message: str) -> Finding:
    where = f"page {pages[0]}" if len(pages) == 1 else f"pages {_ranges(pages)}"
    place = f"{file.path}, {where}" if len(file.pages) > 1 else str(file.path)
    return Finding(code, message, place, severity=Severity.WARNING)


def _ranges(numbers: Sequence[int]) -> str:
    """1-3, 5"""
    parts = [[numbers[0]]]
    for before, number in pairwise(numbers):
        if number == before + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(f"{part[0]}-{part[-1]}" if len(part) > 1 else str(part[0]) for part in parts)
