"""Publications to write in tests: text set glyph by glyph, so that nothing depends on layout."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from soleprint.marks import (
    ARTIFACT,
    Anchor,
    Element,
    Glyph,
    GlyphRun,
    Gradient,
    Group,
    LinkArea,
    Mark,
    Matrix,
    Page,
    Placement,
    Point,
    Primitive,
    Publication,
    Rect,
    Sheet,
    Stroke,
    Symbol,
    Use,
)
from soleprint.marks import Path as Outline
from soleprint.text.face import Face, Source

A6 = (297.64, 419.53)
SQUARE = (("M", 0.0, 0.0), ("L", 40.0, 0.0), ("L", 40.0, 40.0), ("L", 0.0, 40.0), ("Z",))
CURVE = (("M", 5.0, 5.0), ("C", 15.0, 60.0, 30.0, -20.0, 36.5, 33.25))


@cache
def face(weight: int = 400, name: str = "NotoSans") -> Face:
    package = find_spec("manimgx_fonts")
    assert package is not None
    assert package.origin is not None
    folder = Path(package.origin).parent
    return Face(Source(folder / f"{name}[wght].ttf", axes=("wght",)), weight, f"{name}-{weight}")


def run(text: str, origin: Point, size: float = 12.0, weight: int = 400, colour: str = "#000000") -> GlyphRun:
    """``text`` one glyph a character, at the font's own advances."""
    font = face(weight)
    glyphs = tuple(Glyph(font.glyph(char), char, font.advance(font.glyph(char))) for char in text)
    return GlyphRun(font, size, origin, glyphs, colour, text)


def spot_symbol() -> Symbol:
    """A drawing with everything a symbol can hold, a letter included."""
    gradient = Gradient((0.0, 0.0), (40.0, 40.0), ((0.0, "#FFEECC"), (0.4, "#CC8844"), (1.0, "#884400")))
    items: tuple[Primitive, ...] = (
        Outline(SQUARE, fill=gradient, stroke=Stroke("#203040", 1.5)),
        Group(
            (Outline(CURVE, stroke=Stroke("#C00000", 3.0, dash=(4.0, 3.0))),), clip=SQUARE, matrix=(1, 0, 0, 1, 2, 2)
        ),
        run("7a", (12.0, 14.0), 14.0, 700, "#FFFFFF"),
    )
    return Symbol("spot", items, Rect(-1.0, -1.0, 41.0, 41.0))


def _list(document: Element, top: float) -> list[Mark]:
    body = Element("L", document, attributes={"List": {"ListNumbering": "Decimal"}})
    marks = []
    for number, text in enumerate(("Oil your hands.", "Stroke upwards."), 1):
        item = Element("LI", body)
        y = top - 18 * number
        marks.append(Mark(Element("Lbl", item), run(f"{number}. ", (40.0, y), 12.0, 700)))
        marks.append(Mark(Element("LBody", item), run(text, (58.0, y))))
    return marks


def page(document: Element, number: int, symbol: Symbol, target: str = "https://example.org/é") -> Page:
    """A page with heading, paragraph in two languages, list, figure, link and decoration."""
    paragraph = Element("P", document)
    polish = Element("Span", paragraph, lang="pl")
    link = Element("Link", Element("P", document))
    figure = Element("Figure", document, alt=f"A foot seen from below, number {number}")
    head = run(f"Part {number}", (40.0, 370.0), 20.0, 700, "#204060")
    marks = [
        Mark(ARTIFACT, Outline((("M", 40.0, 362.0), ("L", 250.0, 362.0)), stroke=Stroke("#204060", 0.75))),
        Mark(Element("H1" if number == 1 else "H2", document), head),
        Mark(paragraph, run("Wake up (gently): ", (40.0, 340.0))),
        Mark(polish, run("zażółć gęślą jaźń", (150.0, 340.0))),
        Mark(paragraph, run(" and rest.", (40.0, 324.0))),
        *_list(document, 316.0),
        Mark(figure, Use(symbol, (2.0, 0.0, 0.0, 2.0, 60.0, 150.0))),
        Mark(figure, Use(symbol, (0.0, 1.0, -1.0, 0.0, 220.0, 150.0))),
        Mark(link, run("More about feet", (40.0, 120.0), 12.0, 400, "#0000C0")),
        Mark(ARTIFACT, run(f"{number}", (280.0, 20.0), 9.0)),
    ]
    return Page(
        *A6,
        tuple(marks),
        Rect(20, 20, 277, 400),
        label=str(number),
        links=(LinkArea(link, Rect(40.0, 116.0, 140.0, 132.0), target, "More about feet (example.org)"),),
        anchors=(Anchor(f"part{number}", 390.0, f"Part {number}: ż", 1 if number == 1 else 2),),
    )


def sheet(*placements: Placement, size: Point = A6, bleed: float = 0.0, label: str = "") -> Sheet:
    """A sheet of trimmed ``size`` with ``bleed`` all round."""
    width, height = size[0] + 2 * bleed, size[1] + 2 * bleed
    return Sheet(
        width,
        height,
        Rect(bleed, bleed, width - bleed, height - bleed),
        Rect(0, 0, width, height),
        placements,
        (),
        label,
    )


def publication(pages: int = 1, bleed: float = 0.0) -> Publication:
    """``pages`` pages, each on a sheet of its own."""
    document, symbol = Element("Document"), spot_symbol()
    shift: Matrix = (1.0, 0.0, 0.0, 1.0, bleed, bleed)
    return Publication(
        title="Foot & leg: żółw",
        lang="en-GB",
        pages=tuple(page(document, number + 1, symbol) for number in range(pages)),
        sheets=tuple(sheet(Placement(n, shift), bleed=bleed, label=f"p-{n + 1}") for n in range(pages)),
        subject="A card <for> testing",
        author="Ann Author",
        keywords="foot, leg",
    )


def booklet() -> Publication:
    """Four pages with a link from the first to the last, two to a sheet in printer's order, the right one clipped."""
    document, symbol = Element("Document"), spot_symbol()
    pages = tuple(page(document, n, symbol, "#part4" if n == 1 else "https://example.org/") for n in (1, 2, 3, 4))
    width, height = A6
    clip = Rect(0, 0, width, height)

    def spread(left: int, right: int, label: str) -> Sheet:
        turned: Matrix = (0.0, 1.0, -1.0, 0.0, height, 0.0)
        places = (Placement(left, turned, clip), Placement(right, (0.0, 1.0, -1.0, 0.0, height, width), clip))
        return sheet(*places, size=(height, 2 * width), label=label)

    return Publication(
        "Booklet", "en", pages, (spread(3, 0, "outer"), spread(1, 2, "inner")), duplex="DuplexFlipShortEdge"
    )


def four_up() -> Publication:
    """One card four times on a sheet."""
    base = publication()
    width, height = A6
    moves = [(x * width, y * height) for y in (1, 0) for x in (0, 1)]
    places = tuple(Placement(0, (1.0, 0.0, 0.0, 1.0, x, y)) for x, y in moves)
    return Publication("Four", "en", base.pages, (sheet(*places, size=(2 * width, 2 * height)),))
