"""Sheets to content streams with marked content, and the resources that the streams name."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

from soleprint.bounds import bounds, moved
from soleprint.ink import syntax
from soleprint.ink.foreign import Imports
from soleprint.ink.logical import Sequence
from soleprint.ink.objects import Objects, Raw, Stream
from soleprint.ink.own import says
from soleprint.ink.paint import Drawing, External, Faces, Hole, Painter, Passages, draw_symbol
from soleprint.ink.pictures import Picture, read_picture
from soleprint.ink.spots import figure_of
from soleprint.ink.structure import Notes
from soleprint.marks import (
    Element,
    Excerpt,
    Filling,
    ForeignObject,
    Gradient,
    Group,
    Mark,
    Matrix,
    Page,
    Placement,
    Primitive,
    Rect,
    Sheet,
    Symbol,
)
from soleprint.store import Store, personal

DEVICE, SPOT, END_SPOT = "%device", "%spot ", "%end"
"""Comments in a stream for ``ink.plates``: from here colours are amounts of ink; what follows is in one ink."""


class SheetPainter:
    """Paints one sheet and notes what it paints for the structure tree."""

    def __init__(self, number: int, faces: Faces, notes: Notes, *, holes: bool = True) -> None:
        self.number = number
        self.holes = holes
        """Whether slots are left open; else they are painted like all else."""
        self.painter = Painter(faces, syntax.outline)
        self.notes = notes
        self.mcid = 0
        """The next marked-content number; at the end, how many there are."""

    def page(self, number: int, page: Page, placement: Placement) -> None:
        """Paint ``page``, number ``number`` of the publication, with its structure."""
        content = _content(page.marks, placement.matrix)
        how = (id(page.marks), placement.matrix, placement.clip, self.mcid)
        self.painter.again(_pages, how, page.marks, lambda: self._paint(content, placement))
        sequences = [
            Sequence(owner, self.number, mcid, *says, hole if self.holes else None)
            for mcid, (owner, says, hole) in enumerate(content.tagged, self.mcid)
        ]
        self.notes.content.setdefault(number, []).extend(sequences)
        self.mcid += len(content.tagged)
        for figure, ink in content.figures:
            self._measured(figure, ink)

    def _paint(self, content: _Content, placement: Placement) -> None:
        self._enter(placement)
        mcid = self.mcid
        for owner, items, hole in content.groups:
            if owner.tag == "Artifact":
                self._artifact(items)
            else:
                self.painter.write(f"/{owner.tag} <</MCID {mcid}>> BDC")
                self._draw(items, hole)
                self.painter.write("EMC")
                mcid += 1
        self.painter.restore()

    def _draw(self, items: tuple[Primitive, ...], hole: Hole | None) -> None:
        if hole is None or not self.holes:
            self.painter.draw_marks(items)
        else:
            self.painter.hole(hole)

    def copy(self, page: Page, placement: Placement) -> None:
        """Paint a further copy of a page: an artifact, since its text has been read out already."""
        self._enter(placement)
        self.painter.write("/Artifact BMC")
        for _, items, hole in _content(page.marks, placement.matrix).groups:
            self._draw(items, hole)
        self.painter.write("EMC")
        self.painter.restore()

    def printer_marks(self, sheet: Sheet) -> None:
        """Paint what lies on top of the pages."""
        if sheet.marks:
            self._artifact(tuple([mark.item for mark in sheet.marks]))

    def plate_marks(self, sheet: Sheet) -> None:
        """The same for ``ink.plates``, with notes of what is meant in exact inks, and in inks of their own."""
        self.painter.write(f"{DEVICE}\n/Artifact BMC")
        self.painter.forget_colours()
        for mark in sheet.marks:
            self._plate_mark(mark.item)
        self.painter.write("EMC")

    def _plate_mark(self, item: Primitive) -> None:
        if not isinstance(item, Group):
            self.painter.draw(item)
        elif item.spot:
            self.painter.write(SPOT + item.spot)
            self.painter.forget_colours()
            self.painter.draw(item)
            self.painter.write(END_SPOT)
        else:
            self.painter.save()
            self.painter.transform(item.matrix)
            for each in item.items:
                self._plate_mark(each)
            self.painter.restore()

    def _enter(self, placement: Placement) -> None:
        self.painter.save()
        self.painter.transform(placement.matrix)
        if placement.clip:
            self.painter.clip_rect(placement.clip)

    def _artifact(self, items: tuple[Primitive, ...]) -> None:
        self.painter.write("/Artifact BMC")
        self.painter.draw_marks(items)
        self.painter.write("EMC")

    def _measured(self, figure: Element, ink: tuple[Rect, ...]) -> None:
        """Note where a figure's ink is, for its BBox; only on the sheet where the figure begins."""
        sheet, boxes = self.notes.figures.setdefault(figure, (self.number, []))
        if sheet == self.number:
            boxes += ink


class _Content(NamedTuple):
    """The marks of a page by owner, and what the structure tree needs of them."""

    marks: tuple[Mark, ...]
    groups: tuple[tuple[Element, tuple[Primitive, ...], Hole | None], ...]
    """Neighbours of one owner; those in a slot are a hole."""
    figures: tuple[tuple[Element, tuple[Rect, ...]], ...]
    """Where the ink of figures is, in coordinates of the sheet."""
    tagged: tuple[tuple[Element, tuple[str, bool], Hole | None], ...]
    """The owners that are read out, each with its text and whether some of that is right-to-left."""


PAGES = 40
"""How many painted pages are kept at least: more than a booklet has."""
_pages: Passages = personal(Store(PAGES))
_contents: Store[tuple[int, Matrix], _Content] = personal(Store(PAGES))
"""By the identity of a page's marks, and how it lies."""


def _content(marks: tuple[Mark, ...], matrix: Matrix) -> _Content:
    key = (id(marks), matrix)
    return _contents.get(key) or _contents.put(key, _grouped(marks, matrix))


def _grouped(marks: tuple[Mark, ...], matrix: Matrix) -> _Content:
    groups, figures = [], []
    for (owner, slot), run in groupby(marks, key=attrgetter("owner", "slot")):
        items = tuple([mark.item for mark in run])
        groups.append((owner, items, slot and Hole(slot, Filling(items, owner.alt or ""))))
        figure = None if owner.tag == "Artifact" else figure_of(owner)
        if figure:
            ink = [moved(box, matrix) for item in items if (box := bounds(item))]
            figures.append((figure, tuple(ink)))
    tagged = [(owner, says(items), hole) for owner, items, hole in groups if owner.tag != "Artifact"]
    return _Content(marks, tuple(groups), tuple(figures), tuple(tagged))


class Resources:
    """Forms, pictures and gradients as indirect objects, each once in a document."""

    def __init__(self, objects: Objects, faces: Faces) -> None:
        self._objects = objects
        self._faces = faces
        self._fonts = objects.add(objects.fonts)
        self._externals: dict[External, str] = {}
        self._imports = Imports(objects, self.foreign)
        self._gradients: dict[Gradient, str] = {}

    def dictionary(self, drawing: Drawing) -> str:
        """The resources of a stream. Fonts are shared by all streams."""
        parts = [f"<</Font {self._fonts}"]
        if drawing.externals:
            entries = [f"/X{n} {self._external(what)}" for n, what in enumerate(drawing.externals)]
            parts.append(f"/XObject<<{''.join(entries)}>>")
        if drawing.gradients:
            entries = [f"/G{n} {self._gradient(what)}" for n, what in enumerate(drawing.gradients)]
            parts.append(f"/Shading<<{''.join(entries)}>>")
        return "".join(parts) + ">>"

    def _external(self, what: External) -> str:
        known = self._externals.get(what)
        if known is None:
            known = self._externals[what] = self._added(what)
        return known

    def _added(self, what: External) -> str:
        if isinstance(what, Symbol):
            return self._form(what)
        if isinstance(what, Excerpt):
            return self._imports.add(what.source, what.form)
        return self._picture(self.picture(what))

    def _form(self, symbol: Symbol) -> str:
        drawing = draw_symbol(self._faces, symbol)
        box = syntax.place(symbol.bbox)
        head = f"/Type/XObject/Subtype/Form/BBox[{box}]/Resources{self.dictionary(drawing)}/Filter/FlateDecode"
        return self._objects.add(Stream(head, self.stream(drawing.data)))

    def _picture(self, picture: Picture) -> str:
        mask = f"/SMask {self._picture(picture.mask)}" if picture.mask else ""
        return self._objects.add(Stream(picture.head + mask, picture.data))

    def _gradient(self, gradient: Gradient) -> str:
        known = self._gradients.get(gradient)
        if known is None:
            known = self._gradients[gradient] = self._objects.add(Raw(self.shading(gradient)))
        return known

    def stream(self, data: bytes) -> bytes:
        """A content stream as it goes into the file, compressed."""
        return data

    def foreign(self, made: ForeignObject, text: str) -> tuple[str, bytes | None]:
        """An object of another file as it goes into this one; ``text`` is its own, with references filled in."""
        return text, made.data

    def picture(self, data: bytes) -> Picture:
        """The picture of a file."""
        return read_picture(data)

    def shading(self, gradient: Gradient) -> str:
        """The dictionary of a gradient."""
        return _shading(gradient)


@lru_cache(maxsize=64)
def _shading(gradient: Gradient) -> str:
    return shading(gradient, "/DeviceRGB", lambda colour: syntax.numbers(syntax.colour(colour), 3))


def shading(gradient: Gradient, space: str, operands: Callable[[str], str]) -> str:
    """An axial shading (8.7.4.5.3) with a stitched function over its stops, in a colour space."""
    stops = sorted(gradient.stops, key=lambda stop: stop[0])
    if len(stops) < 2 or stops[0][0] != 0 or stops[-1][0] != 1:
        raise ValueError("a gradient needs stops at 0 and 1")
    colours = [operands(colour) for _, colour in stops]
    pairs = [f"<</FunctionType 2/Domain[0 1]/N 1/C0[{first}]/C1[{second}]>>" for first, second in pairwise(colours)]
    function = pairs[0]
    if len(pairs) > 1:
        bounds_text = syntax.numbers([offset for offset, _ in stops[1:-1]], 4)
        encode = " ".join(["0 1"] * len(pairs))
        function = f"<</FunctionType 3/Domain[0 1]/Functions[{''.join(pairs)}]/Bounds[{bounds_text}]/Encode[{encode}]>>"
    coords = syntax.numbers((*gradient.start, *gradient.end))
    return f"<</ShadingType 2/ColorSpace{space}/Coords[{coords}]/Extend[true true]/Function{function}>>"
