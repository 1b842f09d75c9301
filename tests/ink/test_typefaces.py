"""Glyphs: where they stand, and which text comes back."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pypdfium2
import pytest
from msgspec.structs import replace

from soleprint.ink.pdf import write_pdf
from soleprint.ink.typefaces import Face, resource_name
from soleprint.marks import Element, Glyph, GlyphRun, Mark, Page, Placement, Publication, Rect
from soleprint.text.face import Face as FontFace
from soleprint.text.face import Source
from soleprint.text.shape import shape
from tests.ink import reading
from tests.ink.specimen import face, run, sheet
from tests.support.vera import validate

SIZE = (200.0, 60.0)


def publish(*runs: GlyphRun, lang: str = "en") -> bytes:
    document = Element("Document")
    marks = tuple(Mark(Element("P", document), each) for each in runs)
    page = Page(*SIZE, marks, Rect(0, 0, *SIZE))
    return write_pdf(Publication("Type", lang, (page,), (sheet(Placement(0), size=SIZE),)))


def lefts(pdf: bytes) -> list[float]:
    """The left ink edges of the characters on the first sheet."""
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    return [text.get_charbox(n)[0] for n in range(text.count_chars())]


def adjusted(base: GlyphRun, *changes: Glyph) -> GlyphRun:
    return replace(base, glyphs=changes)


def test_shaped_advances_and_offsets_move_glyphs() -> None:
    base = run("HHHH", (20.0, 20.0), 20.0)
    h = base.glyphs[0]
    # The second H is 100 units further, the third is shifted back by 50 and up, the fourth stands as if it were not.
    moved = (h._replace(advance=h.advance + 100), h, h._replace(dx=-50.0, dy=200.0), h)
    plain, shifted = lefts(publish(base)), lefts(publish(adjusted(base, *moved)))
    unit = 20.0 / face().upem
    assert [b - a for a, b in zip(plain, shifted, strict=True)] == pytest.approx(
        [0, 100 * unit, 50 * unit, 100 * unit], abs=0.02
    )


def test_rounding_does_not_add_up() -> None:
    base = run("H" * 40, (5.0, 20.0), 5.0)
    tight = adjusted(base, *(g._replace(advance=g.advance - 300.4) for g in base.glyphs))
    found = lefts(publish(tight))
    expected = 39 * (base.glyphs[0].advance - 300.4) * 5.0 / face().upem
    assert found[-1] - found[0] == pytest.approx(expected, abs=0.02)


def shown(*glyphs: Glyph, rtl: bool = False) -> tuple[str, Face]:
    """What is written of glyphs, and the codes for it."""
    codes = Face(face())
    return codes.show(GlyphRun(face(), 10.0, (0, 0), glyphs, "#000000", "", rtl)), codes


def test_a_raised_glyph_is_a_letter_of_its_own() -> None:
    h = run("H", (0.0, 0.0)).glyphs[0]
    operators, codes = shown(h, h._replace(dy=300.0))
    assert operators == "[<00210022>] TJ"
    assert codes.signs[0x22].parts == ((h.id, 0, 300),)


def test_codes_are_one_to_a_character_and_space_is_32() -> None:
    h, space = run("H", (0.0, 0.0)).glyphs[0], run(" ", (0.0, 0.0)).glyphs[0]
    operators, codes = shown(h, space, h._replace(text="Η"), h, h._replace(text="fi"))
    assert operators == "[<002100200022002100230024>] TJ"
    assert "".join(codes.signs[code].text for code in (0x21, 0x20, 0x22, 0x21, 0x23, 0x24)) == "H ΗHfi"
    assert codes.signs[0x24].parts == ()
    assert codes.signs[0x23].advance + codes.signs[0x24].advance == h.advance


def test_a_number_stands_before_the_blank_marks_of_the_letter_before() -> None:
    h, acute = run("H", (0.0, 0.0)).glyphs[0], face().glyph("\u0301")
    marked = (h._replace(text="H\u0301", advance=h.advance - 50), Glyph(acute, "", 0.0, -20.0, 40.0))
    operators, codes = shown(*marked, h)
    assert operators == "[<0021>50<00220023>] TJ"
    assert codes.signs[0x21].parts == ((h.id, 0, 0), (acute, round(h.advance) - 70, 40))
    assert [codes.signs[code].text for code in (0x21, 0x22)] == ["H", "\u0301"]


def test_a_step_as_wide_as_a_space_is_part_of_the_letter() -> None:
    h = run("H", (0.0, 0.0)).glyphs[0]
    operators, codes = shown(h._replace(advance=h.advance + 90), h)
    assert operators == "[<00210022>] TJ"
    assert codes.signs[0x21].advance == h.advance + 90


def test_clusters_that_do_not_move_the_pen_go_with_the_letter_read_before() -> None:
    h, dot = run("H", (0.0, 0.0)).glyphs[0], Glyph(face().glyph("."), ".", 0.0, -100.0, 0.0)
    _, codes = shown(h, dot)
    assert [sign.text for sign in codes.signs.values()] == ["H", "."]
    _, codes = shown(dot, h, rtl=True)
    assert [(len(sign.parts), sign.text) for sign in codes.signs.values()] == [(0, "."), (2, "H")]


def test_right_to_left_commas_are_followed_by_a_mark() -> None:
    h, comma, space = (run(char, (0.0, 0.0)).glyphs[0] for char in "H, ")
    _, codes = shown(h, space, comma, h, rtl=True)
    assert [sign.text for sign in codes.signs.values()] == ["H", " ", "\u200f", ","]
    _, codes = shown(h, space, h, rtl=True)
    assert [sign.text for sign in codes.signs.values()] == ["H", " "]


def test_one_glyph_may_stand_for_different_text() -> None:
    base = run("HHH", (20.0, 20.0))
    pdf = publish(adjusted(base, *(g._replace(text=t) for g, t in zip(base.glyphs, ("H", "fi", "𠮷"), strict=True))))
    assert pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range() == "Hfi𠮷"
    assert validate(pdf, "2a") == []


def test_a_missing_glyph_never_reaches_the_page() -> None:
    with pytest.raises(ValueError, match="no glyph"):
        publish(run("骨", (20.0, 20.0)))


def shaped(font: FontFace, text: str, script: str, lang: str, rtl: bool = False) -> GlyphRun:
    glyphs = shape(font, text, script, lang, rtl).glyphs
    return GlyphRun(font, 20.0, (20.0, 20.0), glyphs, "#000000", text, rtl)


@pytest.mark.parametrize(
    ("name", "text", "script", "lang", "rtl"),
    [
        ("NotoSansDevanagari", "क्षेत्रीय", "Deva", "hi", False),
        ("NotoSansArabic", "سلام", "Arab", "ar", True),
        ("NotoSansThai", "กำลัง", "Thai", "th", False),
        ("NotoSans", "fi AVATAR", "Latn", "en", False),
    ],
)
def test_shaped_scripts_conform(name: str, text: str, script: str, lang: str, rtl: bool) -> None:
    pdf = publish(shaped(face(400, name), text, script, lang, rtl), lang=lang)
    assert validate(pdf, "ua1", "2a") == []
    assert pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range() == text


def cjk() -> FontFace:
    package = find_spec("manimgx_fonts_cjk")
    if package is None or package.origin is None:
        pytest.skip("manimgx-fonts-cjk is not installed")
    path = Path(package.origin).parent / "NotoSansCJK-VF.otf.ttc"
    return FontFace(Source(path, 0, axes=("wght",)), 500, "NotoSansCJKjp-500")


def encoding(pdf: bytes) -> object:
    fonts = reading.pages(reading.reader(pdf))[0]["/Resources"]["/Font"]
    return fonts["/NotoSansCJKjp-500"]["/Encoding"]


def test_cff_fonts_conform() -> None:
    pdf = publish(shaped(cjk(), "足の裏 骨", "Hani", "ja"), lang="ja")
    assert validate(pdf, "ua1", "2a") == []
    assert pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range() == "足の裏 骨"
    assert encoding(pdf) == "/Identity-H"
    assert len(pdf) < 10_000


def test_a_glyph_of_a_cff_font_may_stand_for_different_text() -> None:
    base = shaped(cjk(), "骨足骨", "Hani", "ja")
    pdf = publish(adjusted(base, *base.glyphs[:2], base.glyphs[2]._replace(text="⾻")), lang="ja")
    assert encoding(pdf) != "/Identity-H"
    assert pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range() == "骨足⾻"
    assert validate(pdf, "2a") == []


def test_raised_glyphs_of_a_cff_font_come_down_again() -> None:
    font = cjk()
    (glyph,) = shaped(font, "骨", "Hani", "ja").glyphs
    glyphs = (glyph, glyph._replace(text="", dy=300.0))
    operators = Face(font).show(GlyphRun(font, 10.0, (0, 0), glyphs, "#000000", "骨"))
    assert operators == "[<0021>] TJ 3 Ts [<0022>] TJ 0 Ts"


def test_every_file_has_its_own_subset_tag() -> None:
    def base_font(pdf: bytes) -> str:
        fonts = reading.pages(reading.reader(pdf))[0]["/Resources"]["/Font"]
        return str(fonts["/NotoSans-400"]["/BaseFont"])

    one, other = base_font(publish(run("a", (20, 20)))), base_font(publish(run("b", (20, 20))))
    assert one[7] == other[7] == "+"
    assert one != other


def test_any_key_makes_a_resource_name() -> None:
    assert resource_name("NotoSans-Bold") == "NotoSans-Bold"
    assert resource_name("My Font/ż").isalnum()
    assert resource_name("My Font") != resource_name("My_Font")
