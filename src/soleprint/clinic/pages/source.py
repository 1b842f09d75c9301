"""A PDF file as PDFium has it: repaired, without a password, its form fields drawn into its pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from soleprint.clinic.pages.found import PageLink
from soleprint.clinic.pages.leads import LONGEST_TITLE, Lead, leads, shown
from soleprint.marks import Matrix, Rect, multiply

MOST_PAGES = 64
LEAST, MOST = 3.0, 14_400.0
"""Of a page's side, in points (ISO 32000-1, annex C)."""
_MOST_TEXT, _MOST_ROWS = 20_000, 5_000
"""Characters, and rows, of a page's text that are read."""
_PASSWORD = 4
"""FPDF_ERR_PASSWORD."""


class Unusable(Exception):
    """A file, or a page of it, that cannot be taken in: a code, why, and the page's number from 1 (0: all of it)."""

    def __init__(self, code: str, why: str, page: int = 0) -> None:
        super().__init__(why)
        self.code, self.why, self.page = code, why, page


class Line(NamedTuple):
    """A piece of text that stands in a row, and its rectangle on the page."""

    text: str
    box: Rect


class Source:
    """A file; when it is flat, its pages are complete, and shown by one box each."""

    def __init__(self, data: bytes) -> None:
        """Raises Unusable."""
        original = _opened(data)
        if len(original) > MOST_PAGES:
            many = (
                f"has {len(original)} pages; at most {MOST_PAGES} can be taken in. Take out those that are not needed"
            )
            raise Unusable("pdf-too-large", many)
        if original.get_formtype() != pdfium.FORMTYPE_NONE:
            original.init_forms()
        self._original = original
        self._leads: list[list[Lead]] = []

    def flatten(self) -> Iterator[int]:
        """Draw what is filled in and noted on pages into them, as far as it is printed, and go on with what that gives;
        the index of each page before its turn. Raises Unusable."""
        for index in range(len(self._original)):
            yield index
            page = _loaded(self._original, index)
            self._leads.append(leads(page))
            pdfium.FPDFPage_Flatten(page, pdfium.FLAT_PRINT)
        out = BytesIO()
        self._original.save(out, flags=pdfium.FPDF_REMOVE_SECURITY)
        self.data = out.getvalue()
        self._file = pypdfium2.PdfDocument(self.data)

    def __len__(self) -> int:
        return len(self._original)

    def title(self) -> str:
        """The title that the file gives itself; "" for none."""
        return str(self._file.get_metadata_value("Title"))

    def page(self, index: int) -> SourcePage:
        """A page. Raises Unusable for one that cannot be read or has no size."""
        return SourcePage(_loaded(self._file, index), index, self._leads[index])


def _opened(data: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        # PDFium tells the reason before, where it has none for this file.
        if error.err_code == _PASSWORD and b"/Encrypt" in data:
            raise Unusable("pdf-encrypted", "is locked with a password. Save it without one") from None
        raise Unusable("pdf-broken", "is no PDF with pages, or too damaged to be read. Save it again") from None


def _loaded(file: Any, index: int) -> Any:
    try:
        return file[index]
    except (pypdfium2.PdfiumError, RuntimeError):
        why = "is damaged. Save the file again with the program it is from"
        raise Unusable("pdf-broken", why, index + 1) from None


class SourcePage:
    """A page and the box of it that is shown: what is left when it is cut, else what readers show."""

    def __init__(self, page: Any, index: int, led: Sequence[Lead] = ()) -> None:
        self._page = page
        self._leads = led
        self.box = _box(page, index)
        page.set_cropbox(*self.box)
        self._turn = page.get_rotation() % 360
        width, height = self.box.width, self.box.height
        self.width, self.height = (height, width) if self._turn in (90, 270) else (width, height)

    @property
    def matrix(self) -> Matrix:
        """From the page's coordinates to those of its upright box."""
        x0, y0, x1, y1 = self.box
        turned: dict[int, Matrix] = {
            0: (1, 0, 0, 1, -x0, -y0),
            90: (0, -1, 1, 0, -y0, x1),
            180: (-1, 0, 0, -1, x1, y1),
            270: (0, 1, -1, 0, y1, -x0),
        }
        return turned[self._turn]

    def picture(self, scale: float, *, grey: bool = False) -> Any:
        """The page upright, ``scale`` pixels to the point."""
        return drawn(self._page, scale, grey=grey)

    def text(self) -> str:
        """What the page says, as far as it is shown."""
        found: str = self._page.get_textpage().get_text_bounded(*self.box, errors="ignore")
        return found[:_MOST_TEXT]

    def lines(self) -> list[Line]:
        """Its text in rows, where they stand in the upright box."""
        reader, found = self._page.get_textpage(), []
        for index in range(min(reader.count_rects(), _MOST_ROWS)):
            box = Rect(*reader.get_rect(index))
            text = reader.get_text_bounded(*box, errors="ignore").strip()
            if text and box.overlaps(self.box):
                found.append(Line(text, _upright(box, self.matrix)))
        return found

    def links(self) -> list[PageLink]:
        """Where it leads, in the order of the file, as far as it may and it is shown."""
        found: dict[PageLink, None] = {}
        for lead in self._leads:
            for box in lead.boxes if lead.target else ():
                seen = shown(box, self.box)
                if seen is not None:
                    said = " ".join((lead.said or self._words(seen) or lead.target).split())
                    found[PageLink(_upright(seen, self.matrix), lead.target, said[:LONGEST_TITLE])] = None
        return list(found)

    def led(self) -> int:
        """How many of its links lead elsewhere."""
        return sum(not lead.target for lead in self._leads)

    def _words(self, box: Rect) -> str:
        return str(self._page.get_textpage().get_text_bounded(*box, errors="ignore"))

    def upright(self, box: Rect) -> Rect:
        """Where a box on the page is in its upright box."""
        return _upright(box, self.matrix)

    def type_size(self) -> float:
        """The size of most of its text in points; 0 where there is none."""
        reader = self._page.get_textpage()
        sizes = [self._size(reader, index) for index in range(min(reader.count_chars(), _MOST_TEXT))]
        real = sorted(size for size in sizes if size > 0)
        return real[len(real) // 2] if real else 0.0

    @staticmethod
    def _size(reader: Any, index: int) -> float:
        import ctypes

        matrix = pdfium.FS_MATRIX()
        if not pdfium.FPDFText_GetMatrix(reader, index, ctypes.byref(matrix)):
            return 0.0
        return float(pdfium.FPDFText_GetFontSize(reader, index) * (matrix.c**2 + matrix.d**2) ** 0.5)

    def boxes(self) -> dict[int, Rect]:
        """Where the ink of each piece of marked content is, by its number, on the page."""
        found: dict[int, Rect] = {}
        for item in self._page.get_objects(max_depth=1):
            mcid = pdfium.FPDFPageObj_GetMarkedContentID(item)
            if mcid >= 0:
                x0, y0, x1, y1 = item.get_bounds()
                one = found.get(mcid, Rect(x0, y0, x1, y1))
                found[mcid] = Rect(min(one.x0, x0), min(one.y0, y0), max(one.x1, x1), max(one.y1, y1))
        return found


def drawn(page: Any, scale: float, *, grey: bool = False) -> Any:
    """A page as a picture, as it is printed."""
    bitmap = page.render(
        scale=scale, grayscale=grey, rev_byteorder=True, prefer_bgrx=False, optimize_mode=None, draw_annots=False
    )
    return bitmap.to_pil()


def drawn_file(data: bytes, scale: float) -> Any:
    """The one page of a file as a picture."""
    return drawn(pypdfium2.PdfDocument(data)[0], scale)


def _upright(box: Rect, matrix: Matrix) -> Rect:
    x0, y0 = multiply((1, 0, 0, 1, box.x0, box.y0), matrix)[4:]
    x1, y1 = multiply((1, 0, 0, 1, box.x1, box.y1), matrix)[4:]
    return Rect(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _box(page: Any, index: int) -> Rect:
    """The trim box where it is inside what readers show: the crop box, as far as it is on the paper."""
    shown = _sorted(page.get_bbox())
    if min(shown.width, shown.height) < LEAST:  # a crop box beside the paper
        shown = _sorted(page.get_mediabox())
    trim = page.get_trimbox(fallback_ok=False)
    box = (_common(shown, _sorted(trim)) if trim else None) or shown
    sides = (box.width, box.height)
    if not all(LEAST <= side <= MOST for side in sides):
        size = " by ".join(f"{side / 72 * 25.4:.0f}" for side in sides)
        raise Unusable("pdf-broken", f"is {size} mm large, which no paper is. Save it in another size", index + 1)
    return box


def _sorted(box: tuple[float, float, float, float]) -> Rect:
    x0, y0, x1, y1 = box
    return Rect(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _common(one: Rect, other: Rect) -> Rect | None:
    """What two boxes share, where that is a page."""
    x0, y0, x1, y1 = max(one.x0, other.x0), max(one.y0, other.y0), min(one.x1, other.x1), min(one.y1, other.y1)
    return Rect(x0, y0, x1, y1) if min(x1 - x0, y1 - y0) >= LEAST else None
