"""Sheets: boxes, crop marks, guides; and that they come out of the printer's file where they should."""

from __future__ import annotations

import math
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from soleprint.ink.pdf import write_pdf
from soleprint.ink.png import write_png
from soleprint.layout.paper import MM, SIZES_MM, Finishing, paper
from soleprint.marks import ARTIFACT, Mark, Page, Path, Point, Publication, Rect, Sheet, apply, rounded
from soleprint.press.sheets import MARK_LENGTH, corner_guides, crop_marks, hole_guide, single

A6 = paper("A6")


def page(width: float = A6.width, height: float = A6.height, marks: tuple[Mark, ...] = (), label: str = "") -> Page:
    return Page(width, height, marks, Rect(10, 10, width - 10, height - 10), label)


def sheet(finishing: Finishing, holes: tuple[Point, ...] = (), size: str = "A6") -> Sheet:
    format_ = paper(size)
    (made,) = single((page(format_.width, format_.height),), finishing, (holes,))
    return made


def paths(made: Sheet) -> list[Path]:
    assert all(mark.owner is ARTIFACT for mark in made.marks)
    return [mark.item for mark in made.marks if isinstance(mark.item, Path)]


def ends(path: Path) -> list[Point]:
    """The points an outline goes through."""
    numbers = [[value for value in segment if not isinstance(value, str)] for segment in path.segments]
    return [(values[-2], values[-1]) for values in numbers if values]


finishings = st.builds(
    Finishing,
    bleed_mm=st.sampled_from([0.0, 2.0, 3.0, 5.0, 20.0]),
    marks=st.booleans(),
    corners_mm=st.sampled_from([0.0, 5.0]),
)


@given(finishings, st.sampled_from(sorted(SIZES_MM)))
def test_boxes_are_nested_and_right_to_a_tenth_of_a_millimetre(finishing: Finishing, size: str) -> None:
    made, format_ = sheet(finishing, size=size), paper(size)
    assert (made.trim.width / MM, made.trim.height / MM) == pytest.approx(format_.millimetres, abs=0.05)
    assert Rect(0, 0, made.width, made.height).contains(made.bleed)
    assert made.bleed.contains(made.trim)
    edges = [a - b for a, b in zip(made.trim, made.bleed, strict=True)]
    assert [abs(edge) / MM for edge in edges] == pytest.approx([finishing.bleed_mm] * 4)
    assert made.trim.x0 + made.trim.x1 == pytest.approx(made.width)
    assert made.trim.y0 + made.trim.y1 == pytest.approx(made.height)


@given(finishings)
def test_the_page_lies_on_the_trim(finishing: Finishing) -> None:
    made = sheet(finishing)
    (placement,) = made.placements
    assert placement.page == 0
    assert apply(placement.matrix, (0, 0)) == pytest.approx((made.trim.x0, made.trim.y0))
    assert apply(placement.matrix, (A6.width, A6.height)) == pytest.approx((made.trim.x1, made.trim.y1))


def test_without_bleed_and_marks_the_sheet_is_the_page() -> None:
    made = sheet(Finishing())
    assert (made.width, made.height, made.marks) == (A6.width, A6.height, ())
    assert made.trim == made.bleed == Rect(0, 0, A6.width, A6.height)


@pytest.mark.parametrize("bleed", [0.0, 3.0, 10.0])
def test_crop_marks_are_on_the_trim_lines_outside_the_bleed_and_on_the_sheet(bleed: float) -> None:
    made = sheet(Finishing(bleed_mm=bleed, marks=True))
    found = paths(made)
    assert len(found) == 8
    whole = Rect(0, 0, made.width, made.height)
    seen = set()
    for path in found:
        (x0, y0), (x1, y1) = ends(path)
        if x0 == x1:
            assert x0 in (made.trim.x0, made.trim.x1)
            outside = max(y0, y1) < made.bleed.y0 - 2 or min(y0, y1) > made.bleed.y1 + 2
            seen.add(("x", x0, y0 > made.height / 2))
        else:
            assert y0 == y1
            assert y0 in (made.trim.y0, made.trim.y1)
            outside = max(x0, x1) < made.bleed.x0 - 2 or min(x0, x1) > made.bleed.x1 + 2
            seen.add(("y", y0, x0 > made.width / 2))
        assert outside
        assert math.dist((x0, y0), (x1, y1)) == pytest.approx(MARK_LENGTH)
        assert whole.contains(Rect(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
        assert path.stroke is not None
        assert path.stroke.butt
    # Both ends of all four trim lines.
    assert len(seen) == 8


def test_crop_marks_keep_away_from_the_trim_even_without_bleed() -> None:
    made = sheet(Finishing(marks=True))
    assert all(
        not made.trim.inset(-8, -8, -8, -8).contains(Rect(*ends(path)[0], *ends(path)[0])) for path in paths(made)
    )


def reach(path: Path, centre: Point) -> float:
    return max(math.dist(point, centre) for point in ends(path))


def test_a_hole_guide_is_where_the_hole_will_be_whatever_the_slug() -> None:
    for finishing in (Finishing(), Finishing(bleed_mm=3), Finishing(bleed_mm=3, marks=True)):
        made = sheet(finishing, holes=((100, 200),))
        centre = (made.trim.x0 + 100, made.trim.y0 + 200)
        guides = paths(made)[-4:]
        assert [round(reach(path, centre) / MM, 2) for path in guides] == [5, 3, 1.5, 1.5]
    assert all(path.fill is None and path.stroke for path in hole_guide(0, 0))


def test_every_hole_has_its_guide() -> None:
    assert len(paths(sheet(Finishing(), holes=((50, 100), (50, 200))))) == 8


def test_corner_guides_touch_the_trim_and_bend_round_the_right_centre() -> None:
    trim, radius = Rect(10, 20, 110, 220), 12.0
    found = corner_guides(trim, radius)
    assert len(found) == 4
    centres = {(trim.x0 + radius, trim.y0 + radius), (trim.x0 + radius, trim.y1 - radius)}
    centres |= {(trim.x1 - radius, y) for _, y in list(centres)}
    for path in found:
        start, end = ends(path)
        x1, y1, x2, y2 = [value for value in path.segments[1] if not isinstance(value, str)][:4]
        near = [c for c in centres if math.dist(c, start) == pytest.approx(radius)]
        (centre,) = [c for c in near if math.dist(c, end) == pytest.approx(radius)]
        middle = tuple((a + 3 * b + 3 * c + d) / 8 for a, b, c, d in zip(start, (x1, y1), (x2, y2), end, strict=True))
        assert math.dist(middle, centre) == pytest.approx(radius, rel=0.001)
        # The bulge points into the corner.
        assert math.dist(middle, ((trim.x0 + trim.x1) / 2, (trim.y0 + trim.y1) / 2)) > math.dist(
            centre, ((trim.x0 + trim.x1) / 2, (trim.y0 + trim.y1) / 2)
        )
        centres.discard(centre)
    assert not centres


def test_labels_and_order_of_pages_are_kept() -> None:
    sheets = single((page(label="1"), page(label="2")), Finishing(), ((), ()))
    assert [(made.label, made.placements[0].page) for made in sheets] == [("1", 0), ("2", 1)]


def test_each_page_has_its_own_holes() -> None:
    first, second = single((page(), page()), Finishing(), (((10, 10),), ()))
    assert len(first.marks) == 4
    assert len(second.marks) == 0


# Drawn: one letter a pixel, at one pixel a millimetre (WeasyPrint's tests/draw do the same)

PIXEL = {(255, 255, 255): "_", (0, 0, 0): "K", (255, 0, 0): "R", (0, 0, 255): "B"}


def picture(made: Sheet, on: Page, dpi: float) -> Image.Image:
    """The sheet's pixels, through the PDF."""
    pdf = write_pdf(Publication("Test", "en", (on,), (made,)), producer="test")
    return Image.open(BytesIO(write_png(pdf, 0, dpi))).convert("RGB")


def drawn(made: Sheet, on: Page, cells: int = 1) -> list[str]:
    """A letter for the middle of each cell, ``cells`` to a millimetre: the nearest of ``PIXEL``."""
    seen = picture(made, on, 25.4 * 10 * cells)
    columns, rows = (round(side / MM * cells) for side in (made.width, made.height))

    def letter(x: int, y: int) -> str:
        pixel = seen.getpixel((int((x + 0.5) / columns * seen.width), int((y + 0.5) / rows * seen.height)))
        assert isinstance(pixel, tuple)
        return PIXEL[min(PIXEL, key=lambda colour: math.dist(colour, pixel))]

    return ["".join(letter(x, y) for x in range(columns)) for y in range(rows)]


def test_a_sheet_with_bleed_and_marks_looks_like_this(monkeypatch: pytest.MonkeyPatch) -> None:
    """A card of 8 by 5 mm, red to the bleed, with a blue half; the marks a millimetre wide, to be seen."""
    monkeypatch.setattr("soleprint.press.sheets.MARK_WIDTH", MM)
    monkeypatch.setattr("soleprint.press.sheets.MARK_LENGTH", 2 * MM)
    red = Mark(ARTIFACT, Path(rounded(Rect(-2 * MM, -2 * MM, 10 * MM, 7 * MM), 0), fill="#FF0000"))
    blue = Mark(ARTIFACT, Path(rounded(Rect(0, 0, 4 * MM, 5 * MM), 0), fill="#0000FF"))
    on = page(8 * MM, 5 * MM, (red, blue))
    (made,) = single((on,), Finishing(bleed_mm=2, marks=True), ((),))
    expected = """\
____________________
____________________
____________________
____________________
____RRRRRRRRRRRR____
____RRRRRRRRRRRR____
____RRBBBBRRRRRR____
____RRBBBBRRRRRR____
____RRBBBBRRRRRR____
____RRBBBBRRRRRR____
____RRBBBBRRRRRR____
____RRRRRRRRRRRR____
____RRRRRRRRRRRR____
____________________
____________________
____________________
____________________""".splitlines()
    seen = drawn(made, on)
    # The middle of a crop mark lies between two cells, so the marks are looked at in a test of their own.
    assert [row.replace("K", "_") for row in seen] == expected
    assert made.width / MM == pytest.approx(20)


def test_crop_marks_point_at_the_trim(monkeypatch: pytest.MonkeyPatch) -> None:
    """At four cells a millimetre a mark of half a millimetre is two cells wide, one each side of the trim line."""
    monkeypatch.setattr("soleprint.press.sheets.MARK_WIDTH", 0.5 * MM)
    on = page(8 * MM, 6 * MM)
    (made,) = single((on,), Finishing(marks=True), ((),))
    seen = drawn(made, on, 4)
    slug = round(made.trim.x0 / MM * 4)
    assert slug == 36
    across, down = range(slug - 1, slug + 1), range(slug + 32 - 1, slug + 32 + 1)
    for at in (8, 20, len(seen) - 9, len(seen) - 21):
        black = [x for x, letter in enumerate(seen[at]) if letter == "K"]
        assert black == [*across, *down], at
    # Nothing within three millimetres of the trim.
    for row in seen[slug - 11 : len(seen) - slug + 11]:
        assert "K" not in row[slug - 11 : len(row) - slug + 11]


def test_a_hole_is_drawn_where_it_is_punched() -> None:
    on = page(40 * MM, 40 * MM)
    (made,) = single((on,), Finishing(), (((20 * MM, 12 * MM),),))
    box = ImageOps.invert(picture(made, on, 4 * 25.4)).getbbox()
    assert box is not None
    left, top, right, bottom = (edge / 4 for edge in box)
    assert (left, right) == pytest.approx((15, 25), abs=0.5)
    assert (top, bottom) == pytest.approx((23, 33), abs=0.5)


def test_crop_marks_are_where_they_are_asked_for() -> None:
    trim = Rect(30, 30, 130, 230)
    for path in crop_marks(trim, 10):
        (x, y), far = ends(path)
        assert (x in (20, 30, 130, 140)) and (y in (20, 30, 230, 240))
        assert not trim.inset(-9, -9, -9, -9).contains(Rect(*far, *far))
