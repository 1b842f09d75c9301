"""Urdu in a Nastaliq face of the user's: both weights are found, and lines interlock without meeting."""

from __future__ import annotations

from itertools import pairwise

import pytest

from soleprint.content.locale.po import read_po
from soleprint.files.folders import builtin
from soleprint.marks import GlyphRun, Rect, glyph_boxes, ink_box
from soleprint.text import Setting, Span, Typesetter
from tests.support import nastaliq

pytestmark = nastaliq.needed


@pytest.fixture(scope="module")
def urdu(tmp_path_factory: pytest.TempPathFactory) -> Typesetter:
    return Typesetter("ur", (nastaliq.folder(tmp_path_factory.mktemp("fonts")),))


TEXTS = [
    entry.text
    for entry in read_po(builtin("content") / "locale" / "ur" / "soleprint.po", "ur").entries
    if entry.done and not entry.obsolete and "{" not in entry.text
][::3]


def _lines(setting: Setting) -> list[list[GlyphRun]]:
    rows: dict[float, list[GlyphRun]] = {}
    for _, run in setting.runs(0.0, 0.0):
        rows.setdefault(run.origin[1], []).append(run)
    return [rows[baseline] for baseline in sorted(rows, reverse=True)]


def _boxes(line: list[GlyphRun]) -> list[Rect]:
    return [box for run in line for box in glyph_boxes(run)]


def test_both_weights_are_found_by_their_flags(urdu: Typesetter) -> None:
    """Debian's bold file has the weight class of the regular one."""
    runs = urdu.prepare([Span("پاؤں "), Span("پاؤں", bold=True)]).set(500.0, 12.0).runs(0, 0)
    assert [run.font.key for _, run in runs] == ["NotoNastaliqUrdu-Regular", "NotoNastaliqUrdu-Bold"]


@pytest.mark.parametrize("width", [90.0, 160.0, 300.0])
@pytest.mark.parametrize("align", ["start", "center", "end"])
def test_neighbouring_lines_do_not_meet(urdu: Typesetter, width: float, align: str) -> None:
    met = 0
    for text in TEXTS:
        setting = urdu.prepare([Span(text, bold=width == 160.0)]).set(width, 12.0, 1.15, align)  # type: ignore[arg-type]
        lines = [_boxes(line) for line in _lines(setting)]
        for upper, lower in pairwise(lines):
            met += len(lower)
            assert not any(box.overlaps(below) for box in upper for below in lower), text
    assert met > 500


@pytest.mark.parametrize("balance", [False, True])
def test_ink_stays_in_the_measure_and_is_as_high_as_measured(urdu: Typesetter, balance: bool) -> None:
    """Kaf and gaf begin before their place: lines that begin with them are set in."""
    began = 0
    for text in TEXTS:
        prepared = urdu.prepare([Span(text)])
        setting = prepared.set(200.0, 12.0, 1.15, balance=balance)
        if setting.overfull:
            continue
        began += text[0] in "کگ"
        boxes = [box for _, run in setting.runs(0.0, 0.0) if (box := ink_box(run))]
        assert max(box.x1 for box in boxes) <= 200.0 + 0.01
        assert min(box.x0 for box in boxes) >= -0.08 * 12.0
        assert max(box.y1 for box in boxes) <= 0.01
        assert min(box.y0 for box in boxes) >= -setting.height - 0.01
        for align in ("start", "center"):
            height = prepared.set(200.0, 12.0, 1.15, align, balance=balance).height
            assert prepared.measure(200.0, 12.0, 1.15, align, balance=balance)[0] == pytest.approx(height)
    assert began > 2


def test_lines_are_nearer_than_the_face_asks_for(urdu: Typesetter) -> None:
    face = urdu.font()
    asked = (face.ascent - face.descent) / face.upem * 12.0
    steps = [
        after.baseline - before.baseline
        for text in TEXTS
        for before, after in pairwise(urdu.prepare([Span(text)]).set(200.0, 12.0, 1.25).lines)
    ]
    assert sum(step < 0.9 * asked for step in steps) > 0.7 * len(steps)
    assert len(set(steps)) > 1, "and further apart where their letters need it"


def test_a_number_set_into_the_first_line_is_kept_free(urdu: Typesetter) -> None:
    from soleprint.text.steep import DISC

    for text in TEXTS:
        setting = urdu.prepare([Span(text)]).set(120.0, 12.0, 1.15, indent=20.0)
        if len(setting.lines) > 1:
            disc = Rect(101.0, -setting.lines[0].baseline - DISC * 12.0, 120.0, 0.0)
            assert not any(box.overlaps(disc) for line in _lines(setting)[1:2] for box in _boxes(line)), text


def test_letters_keep_off_a_number_in_another_face(urdu: Typesetter) -> None:
    ((_, first), *_, (_, last)) = urdu.prepare([Span("6a ", bold=True), Span("گول گول")]).set(300.0, 12.0).runs(0, 0)
    number, words = ink_box(first), ink_box(last)
    assert number is not None and words is not None
    assert words.x1 < number.x0


def test_other_writing_is_as_it_was(urdu: Typesetter) -> None:
    assert not Typesetter("ur").prepare([Span(TEXTS[0])]).steep
    assert urdu.prepare([Span(TEXTS[0])]).steep
