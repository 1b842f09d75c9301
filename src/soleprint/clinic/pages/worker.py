"""The work on a file, in a process of its own: its pages one by one, each kept as it is or drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import BytesIO
from typing import Any

import msgspec
from PIL import ImageChops
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from soleprint.clinic.pages.found import (
    MORE_SECONDS,
    SECONDS,
    Found,
    Objects,
    Opened,
    PageFound,
    Piece,
    Reached,
    Refused,
    Request,
    Tag,
)
from soleprint.clinic.pages.graphics import MOST_PIXELS, pictured
from soleprint.clinic.pages.leads import tied
from soleprint.clinic.pages.objects import Parts, Pool, Unkept, Uses, at, number
from soleprint.clinic.pages.operators import MORE_BYTES, Copier, Op
from soleprint.clinic.pages.pieces import DECORATION, cut, whole
from soleprint.clinic.pages.source import Source, SourcePage, Unusable, drawn_file
from soleprint.clinic.pages.tags import LANGUAGE, Page, Structure, above
from soleprint.clinic.pages.unseen import unseen
from soleprint.files.limited import more_time
from soleprint.marks import IDENTITY, ForeignObject, Rect

DPI = 200
"""Of a page that is drawn, as large as it is printed."""
_CHECK = 72.0
"""Dots to the inch at which a copy is held against its page; fewer where that is large."""
_MOST_CHECKED = 1_000_000
_ALIKE, _STRAY = 48, 0.002
"""How far a channel of a dot may be off, of 255, and the share of dots that may be off further."""


def work(request: bytes) -> Iterator[bytes]:
    """What is found in the file of a ``Request``: ``Opened``, each ``PageFound``, then ``Objects``; or ``Refused``."""
    for found in _found(msgspec.msgpack.decode(request, type=Request)):
        yield msgspec.msgpack.encode(found)


def _found(asked: Request) -> Iterator[Found]:
    try:
        source = Source(asked.data)
        for index in source.flatten():
            yield Reached(index + 1)
        more_time(SECONDS + MORE_SECONDS * len(source))
        file = File(source, (asked.width, asked.height))
        yield Opened(len(source), source.title(), file.lang)
        for index in range(len(source)):
            yield Reached(index + 1)
            yield file.page(index)
        yield file.objects()
    except Unusable as error:
        yield Refused(error.code, error.why, error.page)


class File:
    """A file whose pages are taken over, as large as they are printed in ``room`` (points)."""

    def __init__(self, source: Source, room: tuple[float, float]) -> None:
        self.source = source
        self.room = room
        self.pool = Pool()
        self.reader: PdfReader | None = None
        self.copier: Copier | None = None
        self.structure: Structure | None = None
        self.lang = ""
        try:
            self._read()
        except Exception:  # a damaged file can make a parser raise anything; PDFium draws its pages all the same
            self.copier = None

    def _read(self) -> None:
        self.reader = PdfReader(BytesIO(self.source.data))
        catalog = self.reader.trailer["/Root"]
        lang = str(at(catalog, "/Lang") or "")
        self.lang = lang if LANGUAGE.fullmatch(lang) else ""
        self.copier = Copier(self.reader, self.pool, drawn_file, _hidden(catalog))
        with suppress(Unkept, RecursionError):
            self.structure = Structure(self.reader)

    def page(self, index: int) -> PageFound:
        """A page, kept or drawn. Raises Unusable."""
        page = self.source.page(index)
        if self.copier is not None:
            self.copier.left += MORE_BYTES
        try:
            return self._kept(page, index)
        except Unkept as reason:
            return self._drawn(page, str(reason))
        except MemoryError:
            raise
        except Exception:  # see above
            return self._drawn(page, "parts that are damaged")

    def objects(self) -> Objects:
        """What the forms are made of, once all pages are done."""
        if self.copier is not None:
            self.copier.fonts.finish()
        return Objects(tuple(made or ForeignObject(("null",)) for made in self.pool.objects))

    def _kept(self, page: SourcePage, index: int) -> PageFound:
        if self.copier is None or self.reader is None:
            raise Unkept("parts that are damaged")
        given, uses = self.reader.pages[index], Uses()
        resources = at(given, "/Resources")
        ops = list(self.copier.operators(given.get("/Contents"), resources, uses))
        named = self.pool.resources(uses)
        form = self._form(whole(ops), page.box, named)
        if not self._alike(page, [form]):
            raise Unkept("parts that would not look the same")
        number_of = given.indirect_reference.idnum if given.indirect_reference else -1
        tagged = self.structure.page(number_of) if self.structure else None
        pieces = self._pieces(page, ops, named, tagged) if tagged else ()
        tags, silent = (tagged.tags, tagged.silent) if tagged and pieces else ((), 0)
        links, tags = tied(page.links(), tags, _places(page, pieces, tags))
        return PageFound(
            page.width, page.height, page.matrix, page.box, form, pieces or (Piece(form, 0, page.box),), tags,
            page.text(), page.type_size(), silent=silent, links=links, led=page.led(),
        )  # fmt: skip

    def _form(self, content: str, box: Rect, resources: int) -> int:
        edges = " ".join(map(number, box))
        body: Parts = [f"/Type/XObject/Subtype/Form/BBox[{edges}]/Resources", resources]
        return self.pool.deflated(body, content.encode("latin-1"), "content")

    def _pieces(self, page: SourcePage, ops: list[Op], named: int, tagged: Page) -> tuple[Piece, ...]:
        """The page in pieces, each with its tag, in the order of reading where that looks the same; none where the
        page cannot be cut."""
        boxes = page.boxes()
        try:
            painted = [
                (
                    piece.mcid,
                    Piece(
                        self._form(piece.content, page.box, named),
                        tagged.owners.get(piece.mcid, DECORATION),
                        _within(boxes.get(piece.mcid), page.box),
                    ),
                )
                for piece in cut(ops)
            ]
        except Unkept:
            return ()
        for pieces in (_as_read(painted, list(tagged.owners)), [piece for _, piece in painted]):
            if self._alike(page, [piece.form for piece in pieces if piece.form is not None]):
                return _with_cells(pieces, tagged)
        return ()

    def _alike(self, page: SourcePage, forms: Sequence[int]) -> bool:
        """Whether forms, drawn one after the other, look as the page does."""
        scale = min(1.0, (_MOST_CHECKED / (page.width * page.height)) ** 0.5) * _CHECK / 72
        uses = Uses()
        names = [uses.name("XObject", form) for form in forms]
        content = f"{' '.join(map(number, page.matrix))} cm {' '.join(f'{each} Do' for each in names)}"
        made = self.pool.file(content, uses.written(), Rect(0, 0, page.width, page.height))
        return _is_alike(page.picture(scale), drawn_file(made, scale))

    def _drawn(self, page: SourcePage, reason: str) -> PageFound:
        """A picture of the page, with its text laid over it that nobody sees."""
        scale = min(self.room[0] / page.width, self.room[1] / page.height) * DPI / 72
        scale = min(scale, (MOST_PIXELS / (page.width * page.height)) ** 0.5)
        uses, box = Uses(), Rect(0, 0, page.width, page.height)
        image = uses.name("XObject", self.pool.add(*pictured(_plain(page.picture(scale)), [])))
        content = f"q {number(box.x1)} 0 0 {number(box.y1)} 0 0 cm {image} Do Q"
        written = f"{content}\n{unseen(page.lines(), self.pool, uses)}"
        form = self._form(written, box, self.pool.resources(uses))
        pieces = (Piece(form, 0, box),)
        return PageFound(
            page.width, page.height, IDENTITY, box, form, pieces, (), page.text(), page.type_size(), drawn=reason,
            links=tuple(page.links()), led=page.led(),
        )  # fmt: skip


def _hidden(catalog: Any) -> frozenset[int]:
    """The groups of optional content that are not shown (ISO 32000-1, 8.11.4.3)."""
    properties = at(catalog, "/OCProperties")
    shown = at(properties, "/D")
    off = _listed(at(shown, "/OFF"))
    if at(shown, "/BaseState") == "/OFF":
        off |= _listed(at(properties, "/OCGs")) - _listed(at(shown, "/ON"))
    return off


def _listed(given: Any) -> frozenset[int]:
    return frozenset(each.idnum for each in given or () if isinstance(each, IndirectObject))


def _places(page: SourcePage, pieces: Sequence[Piece], tags: Sequence[Tag]) -> list[list[Rect]]:
    """Where what is in each link is, on the upright page."""
    found: list[list[Rect]] = [[] for _ in tags]
    for piece in pieces:
        link = above(tags, piece.tag, "Link")
        if link >= 0 and piece.box != page.box:  # all of the page: nobody knows
            found[link].append(page.upright(piece.box))
    return found


def _within(box: Rect | None, page: Rect) -> Rect:
    """What of a box is on the page; all of the page where that is nothing."""
    if box is None:
        return page
    x0, y0, x1, y1 = max(box.x0, page.x0), max(box.y0, page.y0), min(box.x1, page.x1), min(box.y1, page.y1)
    return Rect(x0, y0, x1, y1) if x1 > x0 and y1 > y0 else page


def _as_read(painted: Sequence[tuple[int, Piece]], order: Sequence[int]) -> list[Piece]:
    """Pieces in the order in which their marked content is read; decoration stays before what is painted after it."""
    places = {mcid: place for place, mcid in enumerate(order)}
    behind: list[Piece] = []
    placed: list[tuple[int, list[Piece]]] = []
    for mcid, piece in painted:
        behind.append(piece)
        if piece.tag != DECORATION:
            placed.append((places[mcid], behind))
            behind = []
    placed.sort(key=lambda each: each[0])
    return [piece for _, several in placed for piece in several] + behind


def _with_cells(pieces: Sequence[Piece], tagged: Page) -> tuple[Piece, ...]:
    """The same with the cells that nothing is in: without them rows would not be equally long."""
    filled: set[int] = set()
    for piece in pieces:
        tag = piece.tag
        while tag != DECORATION and tag not in filled:
            filled.add(tag)
            tag = tagged.tags[tag].parent
    out = list(pieces)
    for cell in tagged.cells:
        if cell not in filled and tagged.tags[cell].parent in filled:
            place = next((at_place for at_place, piece in enumerate(out) if piece.tag > cell), len(out))
            out.insert(place, Piece(None, cell, pieces[0].box))
    return tuple(out)


def _is_alike(one: Any, other: Any) -> bool:
    size = (min(one.width, other.width), min(one.height, other.height))
    if max(abs(one.width - other.width), abs(one.height - other.height)) > 1:
        return False
    off = ImageChops.difference(one.crop((0, 0, *size)), other.crop((0, 0, *size)))
    red, green, blue = off.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return bool(sum(most.histogram()[_ALIKE:]) <= _STRAY * size[0] * size[1])


def _plain(picture: Any) -> Any:
    """A picture in grey where it has no colours."""
    red, green, blue = picture.split()
    grey = all(ImageChops.difference(red, other).getbbox() is None for other in (green, blue))
    return red if grey else picture
