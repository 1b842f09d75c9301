from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz as hb

from soleprint.content.languages import Language, language
from soleprint.errors import ExitCode, FontProblem, MissingGlyph
from soleprint.text import Span, Typesetter, fontfiles, fonts
from soleprint.text.face import Face, Source
from soleprint.text.scripts import resolve, script_of


def _static(target: Path, text: str, *weights: int) -> None:
    """Write static files with only the characters of ``text``, cut from Noto Sans."""
    (source,) = [family for family in fonts.library(())._package if family.name == "Noto Sans"]
    face = hb.Face(hb.Blob.from_file_path(str(source.sources[400].path)))
    for weight in weights:
        wanted = hb.SubsetInput()
        wanted.sets(hb.SubsetInputSets.UNICODE).update({ord(char) for char in text})
        wanted.pin_axis_location(face, "wght", weight)
        wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).add(int.from_bytes(b"STAT", "big"))  # says the weight too
        (target / f"Clinic-{weight}.ttf").write_bytes(hb.subset(face, wanted).blob.data)


def _keys(typesetter: Typesetter, *spans: Span) -> list[str]:
    setting = typesetter.prepare(spans).set(10_000, 12)
    return [run.font.key for _, run in setting.runs(0, 0)]


def test_the_users_fonts_win_and_the_packages_fill_in(tmp_path: Path) -> None:
    _static(tmp_path, "abc ", 400, 700)
    clinic = Typesetter("en", (tmp_path,))
    assert _keys(clinic, Span("abc "), Span("xyz"), Span("abc", bold=True)) == [
        "NotoSans-Regular",
        "NotoSans-Regular-2",
        "NotoSans-Bold",
    ]


def test_digits_and_stops_are_of_a_font_that_has_the_letters_around_them(tmp_path: Path) -> None:
    _static(tmp_path, "0123456789. ", 400, 700)
    assert _keys(Typesetter("en", (tmp_path,)), Span("Step 12. Rest.")) == ["NotoSans-Regular-2"]


def test_a_family_without_bold_is_named(tmp_path: Path) -> None:
    _static(tmp_path, "abc ", 400)
    clinic = Typesetter("en", (tmp_path,))
    assert _keys(clinic, Span("abc")) == ["NotoSans-Regular"]
    with pytest.raises(FontProblem, match=r"Noto Sans \(Clinic-400\.ttf\) has a regular face but no bold") as caught:
        clinic.prepare([Span("abc", bold=True)])
    assert caught.value.code == "missing-bold"


@pytest.mark.parametrize(("table", "at", "flag"), [(b"OS/2", 62, 1 << 5), (b"head", 44, 1)])
def test_a_bold_file_is_known_by_its_flags(table: bytes, at: int, flag: int, tmp_path: Path) -> None:
    """Some have the weight class of the regular file (OpenType: fsSelection, macStyle)."""
    _static(tmp_path, "abc ", 400, 700)
    bold = tmp_path / "Clinic-700.ttf"
    data = bytearray(bold.read_bytes())
    places = {name: _table(data, name) for name in (b"OS/2", b"head")}
    for name, place in ((b"OS/2", 62), (b"head", 44)):
        data[places[name] + place : places[name] + place + 2] = bytes(2)
    data[places[b"OS/2"] + 4 : places[b"OS/2"] + 6] = (400).to_bytes(2, "big")
    bold.write_bytes(data)
    with pytest.raises(FontProblem, match="no bold"):
        Typesetter("en", (tmp_path,)).prepare([Span("abc", bold=True)])
    data[places[table] + at : places[table] + at + 2] = flag.to_bytes(2, "big")
    marked = tmp_path / "marked"
    marked.mkdir()
    (marked / "Clinic-700.ttf").write_bytes(data)
    (marked / "Clinic-400.ttf").write_bytes((tmp_path / "Clinic-400.ttf").read_bytes())
    assert _keys(Typesetter("en", (marked,)), Span("abc", bold=True)) == ["NotoSans-Bold"]


def _table(data: bytearray, name: bytes) -> int:
    """Where a table of a font begins (OpenType, table directory)."""
    count = int.from_bytes(data[4:6], "big")
    (record,) = (12 + 16 * number for number in range(count) if data[12 + 16 * number :][:4] == name)
    return int.from_bytes(data[record + 8 : record + 12], "big")


def test_a_font_folder_must_exist(tmp_path: Path) -> None:
    with pytest.raises(FontProblem, match="is not a folder") as caught:
        Typesetter("en", (tmp_path / "none",)).prepare([Span("a")])
    assert caught.value.code == "no-such-font-dir"


def test_a_broken_font_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "torn.ttf").write_bytes(b"not a font")
    with pytest.raises(FontProblem, match=r"torn\.ttf") as caught:
        Typesetter("en", (tmp_path,)).prepare([Span("a")])
    assert caught.value.code == "bad-font"


def test_a_folder_without_fonts_is_named(tmp_path: Path) -> None:
    with pytest.raises(FontProblem, match="no font that can be used") as caught:
        Typesetter("en", (tmp_path,)).prepare([Span("a")])
    assert caught.value.code == "no-usable-font"


def test_a_whole_disk_is_no_folder_of_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fontfiles, "MOST_ENTRIES", 20)
    for number in range(21):
        (tmp_path / f"notes-{number}.txt").touch()
    with pytest.raises(FontProblem, match="the folder of the fonts alone") as caught:
        Typesetter("en", (tmp_path,)).prepare([Span("a")])
    assert caught.value.code == "too-many-files"


def test_folders_that_cannot_be_read_are_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "net").mkdir()
    found = os.scandir

    def scandir(path: Any) -> Any:
        if str(path).endswith("net"):
            raise OSError(errno.EINVAL, "Invalid argument")
        return found(path)

    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(FontProblem) as caught:
        Typesetter("en", (tmp_path,)).prepare([Span("a")])
    assert caught.value.code == "no-usable-font"


def test_all_missing_characters_are_named_at_once() -> None:
    with pytest.raises(MissingGlyph) as caught:
        Typesetter("en").prepare([Span("press \U00013000 here, then \U0001e900")])
    message = str(caught.value)
    assert "U+13000 EGYPTIAN HIEROGLYPH A001" in message
    assert "U+1E900 ADLAM CAPITAL LETTER ALIF" in message
    assert "press" in message
    assert "--font-dir" in message
    assert caught.value.exit_code is ExitCode.FONT


def test_system_fonts_come_last_and_can_be_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _static(tmp_path, "abc", 400)
    monkeypatch.setattr(fonts, "_system_folders", lambda: [tmp_path])

    def file() -> str | None:
        face = fonts.Library(()).choose("a", "Latn", language("en"), fonts.FontStyle())
        return face.source.path.name if face else None

    monkeypatch.delenv("SOLEPRINT_SYSTEM_FONTS", raising=False)
    assert file() == "NotoSans[wdth,wght].ttf"
    for packages in ("_noto_families", "_cjk_families"):
        monkeypatch.setattr(fonts, packages, list)
    assert file() == "Clinic-400.ttf"
    monkeypatch.setenv("SOLEPRINT_SYSTEM_FONTS", "no")
    assert file() is None


def test_a_language_may_name_the_families_it_is_set_in() -> None:
    library = fonts.library(())

    def file(lang: Language, letter: str = "n", script: str = "Latn") -> str:
        face = library.choose(letter, script, lang, fonts.FontStyle())
        assert face is not None
        return face.source.path.name

    named = Language(code="xyz", fonts=("No such family", "Noto Sans Sinhala"))
    assert file(named) == "NotoSansSinhala[wght].ttf"
    assert file(Language(code="xyz")) == file(language("en")) == "NotoSans[wdth,wght].ttf"
    # What is in another script has its own.
    assert file(named, "ක", "Sinh") == "NotoSansSinhala[wght].ttf"
    assert file(Language(code="xyz", script="Sinh", fonts=("Noto Sans Sinhala",))) == "NotoSans[wdth,wght].ttf"


def test_control_characters_are_refused() -> None:
    with pytest.raises(MissingGlyph, match=r"U\+0007.*Remove the control character"):
        Typesetter("en").prepare([Span("press\u0007 here")])


def test_missing_cjk_package_is_suggested(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_cjk_families", list)
    monkeypatch.setattr(fonts, "_other_families", list)
    monkeypatch.setattr(fonts, "library", fonts.Library)
    with pytest.raises(MissingGlyph, match="pip install manimgx-fonts-cjk"):
        Typesetter("en").prepare([Span("骨")])
    with pytest.raises(FontProblem, match=r"No font for Japanese"):
        Typesetter("ja").font()


def test_shared_characters_take_the_script_around_them() -> None:
    assert resolve(["", "Deva", "", "Latn", ""], "Thai") == ["Deva", "Deva", "Deva", "Latn", "Latn"]
    assert resolve(["", ""], "Thai") == ["Thai", "Thai"]
    assert [script_of(char) for char in "aя手ก5,"] == ["Latn", "Cyrl", "Hani", "Thai", "", ""]
    assert _keys(Typesetter("zh-Hans"), Span("骨。")) == ["NotoSansCJKSC-Regular"]


def test_a_mark_in_another_span_stays_with_its_base() -> None:
    setting = Typesetter("th").prepare([Span("ท"), Span("ี่", bold=True), Span("น")]).set(500, 12)
    assert [run.text for _, run in setting.runs(0, 0)] == ["ที่", "น"]


def test_symbols_are_found() -> None:
    # With or without the East Asian package, which also has arrows, European text takes the same fonts.
    assert _keys(Typesetter("en"), Span("₹")) == ["NotoSans-Regular"]
    assert _keys(Typesetter("en"), Span("→")) == ["NotoSansSymbols-Regular"]


def _face(name: str, weight: int = 400, width: int = 100) -> Face:
    families = fonts.library(())._package
    (family,) = [family for family in families if family.name == name]
    return family.face(fonts.FontStyle(weight, width))


def test_metrics_and_outline() -> None:
    face = _face("Noto Sans")
    assert (face.upem, face.cap_height, face.x_height) == (1000, 714, 536)
    assert face.descent < 0 < face.ascent
    glyph = face.glyph("H")
    x0, y0, x1, y1 = face.extents(glyph)
    assert (y0, y1) == (0, 714)
    outline = face.outline(glyph)
    assert outline[0][0] == "M"
    assert outline[-1] == ("Z",)
    xs = [numbers[0] for _, *numbers in outline if len(numbers) == 2]
    assert (min(xs), max(xs)) == (x0, x1)
    assert face.extents(face.glyph(" ")) == (0, 0, 0, 0)
    assert face.bbox[0] < 0 < face.bbox[3]


@pytest.mark.parametrize(("name", "char", "is_cff"), [("Noto Sans", "g", False), ("Noto Sans CJK JP", "足", True)])
def test_subsets_are_small_pinned_and_stable(name: str, char: str, is_cff: bool) -> None:
    regular, bold = _face(name), _face(name, 700)
    glyph = regular.glyph(char)
    subset = regular.subset(frozenset({glyph}))
    assert subset.is_cff is is_cff
    assert set(subset.glyph_map) == {0, glyph}
    assert len(subset.data) < 8000
    assert subset is regular.subset(frozenset({glyph}))
    assert bold.subset(frozenset({glyph})).data != subset.data
    again = Face(regular.source, 400, "again").subset(frozenset({glyph}))
    assert again == subset


@pytest.mark.parametrize(("name", "text"), [("Noto Sans", "gńjx1"), ("Noto Sans CJK JP", "足を押す1g")])
def test_a_subset_is_the_same_whatever_was_cut_before_it(name: str, text: str) -> None:
    first = _face(name, 700)
    whole, later = Face(first.source, 700, "whole"), Face(first.source, 700, "later")
    every = frozenset(range(whole._face.glyph_count))
    whole._part = whole._part._replace(asked=every, numbers={glyph: glyph for glyph in every})
    # "A" is a part of "Ä", with which not all that belongs to it comes.
    for wanted in (text[:1], "WÄ90", text[3:], text, "A"):
        glyphs = frozenset([first.glyph(char) for char in wanted])
        cut = later.subset(glyphs)
        assert cut == Face(first.source, 700, "fresh").subset(glyphs)
        assert cut.data == whole.subset(glyphs).data  # of the whole face, as it is


def test_subset_outline_is_that_of_the_weight() -> None:
    bold = _face("Noto Sans", 700)
    glyph = bold.glyph("l")
    subset = bold.subset(frozenset({glyph}))
    cut = hb.Font(hb.Face(subset.data))
    assert cut.get_glyph_h_advance(subset.glyph_map[glyph]) == bold.advance(glyph)
    assert {"GSUB", "GPOS", "fvar", "gvar", "prep"}.isdisjoint(cut.face.table_tags)


def test_narrow_letters_are_narrower_at_the_same_height_and_stay_so_in_the_file() -> None:
    usual, narrow = _face("Noto Sans"), _face("Noto Sans", 400, 80)
    glyph = usual.glyph("n")
    assert narrow.advance(glyph) < 0.95 * usual.advance(glyph)
    assert narrow.cap_height == usual.cap_height
    assert narrow.key == "NotoSans-Regular80"
    subset = narrow.subset(frozenset({glyph}))
    assert hb.Font(hb.Face(subset.data)).get_glyph_h_advance(subset.glyph_map[glyph]) == narrow.advance(glyph)


def test_a_family_without_widths_stays_as_it_is() -> None:
    assert _keys(Typesetter("ar"), Span("قدم", width=80)) == ["NotoSansArabic-Regular"]


def test_titles_have_a_face_of_their_own_where_it_has_their_letters(tmp_path: Path) -> None:
    assert _keys(Typesetter("en"), Span("Foot", bold=True, display=True)) == ["Manrope-Bold"]
    assert _keys(Typesetter("el"), Span("Πόδι", bold=True, display=True)) == ["Manrope-Bold"]
    assert _keys(Typesetter("ja"), Span("足", bold=True, display=True)) == ["NotoSansCJKJP-Bold"]
    _static(tmp_path, "Fot", 400, 700)
    own = Typesetter("en", (tmp_path,))
    assert _keys(own, Span("Foot", bold=True, display=True)) == ["NotoSans-Bold"], "the user's fonts come first"


def test_sources_compare_by_place() -> None:
    assert Source(Path("a.ttc"), 1) != Source(Path("a.ttc"), 2)
