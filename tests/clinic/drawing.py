"""Pages with one symbol, and what they look like."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pypdfium2

from soleprint.clinic.logo.draw import logo, read_logo
from soleprint.ink.pdf import write_pdf
from soleprint.marks import Element, Mark, Page, Placement, Publication, Rect, Sheet, Symbol, Use
from tests.support.pixels import Picture

MARGIN = 10.0


def published(symbol: Symbol) -> Publication:
    """A page that has the symbol with a margin of 10 points."""
    width, height = symbol.bbox.width + 2 * MARGIN, symbol.bbox.height + 2 * MARGIN
    figure = Element("Figure", Element("Document"), alt="A picture")
    box = Rect(0.0, 0.0, width, height)
    page = Page(width, height, (Mark(figure, Use(symbol, (1, 0, 0, 1, MARGIN, MARGIN))),), box)
    return Publication("Test", "en", (page,), (Sheet(width, height, box, box, (Placement(0),)),))


def render(symbol: Symbol, scale: float = 4) -> Picture:
    pdf = pypdfium2.PdfDocument(BytesIO(write_pdf(published(symbol))))
    return np.asarray(pdf[0].render(scale=scale).to_pil().convert("RGB"))


def drawn(body: str, head: str = 'viewBox="0 0 100 100"', size: float = 100) -> Picture:
    """The picture of an SVG file's content, 4 pixels to the unit, without the margin."""
    data = f'<svg xmlns="http://www.w3.org/2000/svg" {head}>{body}</svg>'.encode()
    picture = render(logo(read_logo(data, "logo.svg"), size, size))
    edge = round(4 * MARGIN)
    return picture[edge:-edge, edge:-edge]


def colour_at(picture: Picture, x: float, y: float) -> str:
    """The colour at a place in the drawing's units, y downwards."""
    red, green, blue = picture[round(4 * y), round(4 * x)]
    return f"#{red:02X}{green:02X}{blue:02X}"
