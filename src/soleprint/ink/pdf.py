"""A publication as a PDF that is PDF/UA-1 and PDF/A-2a at once, or PDF/X-4 for a print shop."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from soleprint.ink import metadata, places, syntax
from soleprint.ink.embedding import add_font
from soleprint.ink.letters import letters
from soleprint.ink.logical import Annotated
from soleprint.ink.objects import Objects, Page, Stream, deflated
from soleprint.ink.own import content
from soleprint.ink.paint import Faces, Hole
from soleprint.ink.places import Destinations
from soleprint.ink.sheets import Resources, SheetPainter
from soleprint.ink.skeleton import Skeleton
from soleprint.ink.spots import find_spots
from soleprint.ink.structure import Notes, add_structure
from soleprint.marks import Publication, Rect, Sheet

if TYPE_CHECKING:
    from soleprint.ink.inks import Separation


LEAST = 600
"""Bytes between two holes that are worth a stream of their own."""


def write_pdf(publication: Publication, *, producer: str = "soleprint", inks: Separation | None = None) -> bytes:
    """The whole publication as a PDF 1.7 file: the same bytes for the same publication.

    With ``inks`` as PDF/X-4 (ISO 15930-7), which is PDF 1.6: in printing inks, with their profile; links do nothing on
    paper and are left out.

    Tagged after ``Mark.owner``, in the order in which pages are read. A page that is placed more than once is read
    out once; its copies are artifacts. ``producer`` is the name and version of the program.

    Raises ValueError for a publication that no user's input can make (a title or sheet missing, a link to nowhere, a
    structure type that is not standard).
    """
    skeleton = skeleton_of(publication, producer=producer, inks=inks)
    return skeleton.head + skeleton.copy(publication.title, lambda hole: skeleton.show(hole, hole.filling))


def skeleton_of(
    publication: Publication,
    *,
    producer: str = "soleprint",
    inks: Separation | None = None,
    faces: Faces | None = None,
) -> Skeleton:
    """The file without what each copy has of its own. Raises as ``write_pdf`` does. ``faces`` are fonts of a file with
    the same pages: letters have the codes that they have there."""
    if not publication.title.strip() or not publication.lang or not publication.sheets:
        raise ValueError("a publication needs a title, a language and at least one sheet")
    return _Writer(publication, inks, faces or Faces()).skeleton(producer)


class _Writer:
    """One document on its way into a file."""

    def __init__(self, publication: Publication, inks: Separation | None, faces: Faces) -> None:
        self.publication = publication
        self.inks = inks
        self.objects = Objects("1.6" if inks else "1.7")
        self.faces = faces
        self.notes = Notes()
        self.spots = find_spots(publication)
        self.holes: list[Hole] = []
        self.resources = self._resources()
        self.pages = [Page() for _ in publication.sheets]
        self.references = [self.objects.add(page) for page in self.pages]

    def _resources(self) -> Resources:
        if self.inks is None:
            return Resources(self.objects, self.faces)
        from soleprint.ink.plates import PlateResources

        return PlateResources(self.objects, self.faces, self.inks)

    def skeleton(self, producer: str) -> Skeleton:
        for number, sheet in enumerate(self.publication.sheets):
            self._sheet(number, sheet)
        destinations = Destinations(self.publication, self.spots, self.references)
        if self.inks is None:
            self._links(destinations)
        for hole in self.holes:
            self._expect(hole)
        for face in self.faces.by_key.values():
            add_font(self.objects, face)
        metadata.fill_info(self.objects, self.publication, producer)
        metadata.fill_catalog(self.objects, self.publication, producer, self.inks)
        catalog = self.objects.catalog
        catalog.Pages = self._tree()
        catalog.Outlines = places.add_bookmarks(self.objects, destinations.bookmarks)
        catalog.PageLabels = places.page_labels(self.publication)
        order = sorted(self.notes.content, key=self._read)
        catalog.StructTreeRoot = add_structure(self.objects, self.notes, self.references, order)
        return Skeleton(self.objects, self.faces, tuple(self.holes))

    def _expect(self, hole: Hole) -> None:
        """Put into the fonts what most copies have in a hole."""
        for run in hole.slot.usual():
            self.faces[run.font].codes([placed.letter for placed in letters(run)])

    def _read(self, page: int) -> int:
        """Which page it is in the order of reading."""
        pages = self.publication.pages
        read = pages[page].read if page < len(pages) else None
        return page if read is None else read

    def _sheet(self, number: int, sheet: Sheet) -> None:
        paint = SheetPainter(number, self.faces, self.notes, holes=self.inks is None)
        for place, placement in enumerate(sheet.placements):
            page, spot = self.publication.pages[placement.page], self.spots[placement.page]
            if (spot.sheet, spot.place) == (number, place):
                paint.page(placement.page, page, placement)
            else:
                paint.copy(page, placement)
        if self.inks is None:
            paint.printer_marks(sheet)
        elif sheet.marks:
            paint.plate_marks(sheet)
        entry = self.pages[number]
        entry.MediaBox = _box(Rect(0, 0, sheet.width, sheet.height))
        entry.TrimBox, entry.BleedBox = _box(sheet.trim), _box(sheet.bleed)
        entry.Tabs = "/S"
        if paint.mcid:
            entry.StructParents = str(number)
        if paint.painter.is_open:
            drawing = paint.painter.resources()
            entry.Contents = self._in_pieces(paint.painter.cut())
        else:
            drawing = paint.painter.finish()
            entry.Contents = self.objects.add(Stream("/Filter/FlateDecode", self.resources.stream(drawing.data)))
        entry.Resources = self.resources.dictionary(drawing)

    def _in_pieces(self, pieces: Iterable[bytes | Hole]) -> str:
        """A page's content in several streams: what is constant, and what each copy has of its own with the little
        that stands between."""
        references: list[str] = []
        for own, group in groupby(pieces, key=lambda piece: isinstance(piece, Hole) or len(piece) < LEAST):
            parts = list(group)
            self.holes += [part for part in parts if isinstance(part, Hole)]
            if own:
                references.append(self.objects.add_own(content(parts)))
            else:
                data = b"\n".join([part for part in parts if isinstance(part, bytes)])
                references.append(self.objects.add(deflated("", data)))
        return f"[{' '.join(references)}]"

    def _tree(self) -> str:
        """The page tree; the reference to it."""
        tree = self.objects.pages
        reference = self.objects.add(tree)
        tree.Count, tree.Kids = str(len(self.pages)), f"[{' '.join(self.references)}]"
        for page in self.pages:
            page.Parent = reference
        return reference

    def _links(self, destinations: Destinations) -> None:
        """Add the links of every placed page, in reading order. Copies of a page have none."""
        key = len(self.pages)
        annotations: dict[int, list[str]] = {}
        for number, spot in sorted(self.spots.items()):
            for link in self.publication.pages[number].links:
                reference = self.objects.add(places.link_annotation(link, spot, destinations, key))
                annotations.setdefault(spot.sheet, []).append(reference)
                self.notes.content.setdefault(number, []).append(Annotated(link.owner, spot.sheet, reference, key))
                key += 1
        for sheet, references in annotations.items():
            self.pages[sheet].Annots = f"[{' '.join(references)}]"


def _box(rect: Rect) -> str:
    return f"[{syntax.place(rect, 4)}]"
