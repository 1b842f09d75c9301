from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soleprint.marks import Glyph, GlyphRun
from soleprint.text import Setting, Span, Typesetter
from soleprint.text.paragraph import LEAST_LAST, Chunk
from tests.support.languages import LANGUAGES

from .samples import SAMPLES

WORDS = st.lists(
    st.sampled_from(
        ["knead", "calf,", "(20–30", "s)", "well-known", "AV", "“so”", "3.5", "—", "naïve", "דלק", "כף", "123"],
    ),
    min_size=1,
    max_size=25,
)


def _text(setting: Setting) -> str:
    return "".join(run.text for _, run in setting.runs(0, 0))


def _only_run(setting: Setting) -> GlyphRun:
    (line,) = setting.lines
    ((_, run),) = line.runs
    return run


@given(
    words=WORDS,
    cut=st.integers(0, 60),
    width=st.floats(20, 400),
    size=st.floats(6, 30),
    lang=st.sampled_from(["en", "he"]),
)
@settings(max_examples=150, deadline=None)
def test_nothing_is_lost_and_lines_keep_to_the_measure(
    words: list[str], cut: int, width: float, size: float, lang: str
) -> None:
    text = " ".join(words)
    prepared = Typesetter(lang).prepare([Span(text[:cut], bold=True), Span(text[cut:])])
    setting = prepared.set(width, size)
    assert _text(setting) == prepared.text == text.strip()
    assert setting.overfull or all(line.width <= width + 0.001 for line in setting.lines)
    assert setting.used == max(line.width for line in setting.lines)
    if width >= prepared.min_width(size):
        assert setting.overfull == ()


@given(words=WORDS, width=st.floats(40, 400))
@settings(max_examples=50, deadline=None)
def test_runs_of_a_line_lie_side_by_side(words: list[str], width: float) -> None:
    for line in Typesetter("he").prepare([Span(" ".join(words))]).set(width, 12).lines:
        for (_, left), (_, right) in pairwise(line.runs):
            assert left.origin[0] + left.width == pytest.approx(right.origin[0], abs=0.001)
        assert sorted(line.order) == list(range(len(line.runs)))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_sets_its_sample(lang: str) -> None:
    text = SAMPLES[lang]
    prepared = Typesetter(lang).prepare([Span(text[:9]), Span(text[9:15], bold=True), Span(text[15:])])
    setting = prepared.set(150, 12)
    assert len(setting.lines) > 1
    assert _text(setting) == text
    for _, run in setting.runs(0, 0):
        characters = "".join(glyph.text for glyph in run.glyphs)
        assert sorted(characters) == sorted(run.text)
        assert all(glyph.id for glyph in run.glyphs), "a missing glyph was set"


@pytest.mark.parametrize("lang", ["en", "ar", "ja"])
def test_sizes_scale(lang: str) -> None:
    prepared = Typesetter(lang).prepare([Span(SAMPLES[lang])])
    small, large = prepared.set(150, 10), prepared.set(300, 20)
    assert [line.width * 2 for line in small.lines] == pytest.approx([line.width for line in large.lines])
    assert small.height * 2 == pytest.approx(large.height)
    assert prepared.natural_width(20) == pytest.approx(2 * prepared.natural_width(10))


def test_spaces_are_normalised_across_spans() -> None:
    prepared = Typesetter("en").prepare([Span("  one \n"), Span(" two\t\u00a0"), Span(""), Span("x "), Span("  ")])
    assert prepared.text == "one two \u00a0x"
    assert _text(prepared.set(1000, 12)) == prepared.text


def test_empty_paragraph() -> None:
    setting = Typesetter("en").prepare([Span(" ")]).set(100, 12)
    assert (setting.lines, setting.height, setting.used) == ((), 0, 0)
    assert Typesetter("en").prepare([]).set(100, 12).runs(0, 0) == []


def test_kerning_and_bold() -> None:
    english = Typesetter("en")
    width = {text: english.prepare([Span(text)]).natural_width(100) for text in ("A", "V", "AV")}
    assert width["AV"] < width["A"] + width["V"] - 1
    assert english.prepare([Span("AV", bold=True)]).natural_width(100) > width["AV"]
    assert english.font(bold=True).weight == 700
    assert english.font(bold=True).key == "NotoSans-Bold"


def test_one_run_per_style_and_tags_come_back() -> None:
    tag = object()
    setting = (
        Typesetter("en")
        .prepare([Span("Knead the calf "), Span("three times", bold=True, tag=tag), Span(".")])
        .set(1000, 12)
    )
    (line,) = setting.lines
    assert [(owner, run.text) for owner, run in line.runs] == [
        (None, "Knead the calf "),
        (tag, "three times"),
        (None, "."),
    ]


def test_trailing_space_is_kept_and_counts_in_no_width() -> None:
    english = Typesetter("en")
    setting = english.prepare([Span("knead slowly")]).set(40, 12, align="end")
    first, second = setting.lines
    assert [run.text for line in (first, second) for _, run in line.runs] == ["knead ", "slowly"]
    alone = english.prepare([Span("knead")]).natural_width(12)
    assert first.width == pytest.approx(alone)
    assert first.runs[0][1].origin[0] == pytest.approx(40 - alone)


def test_trailing_space_of_a_hebrew_line_hangs_at_the_left() -> None:
    setting = Typesetter("he").prepare([Span("כף הרגל")]).set(30, 12)
    ((_, run),) = setting.lines[0].runs
    assert run.glyphs[0].text == " "
    assert run.origin[0] + run.width == pytest.approx(30)
    assert run.origin[0] < 30 - setting.lines[0].width


@pytest.mark.parametrize(
    ("lang", "align", "share"),
    [("en", "start", 0), ("en", "center", 0.5), ("en", "end", 1), ("ar", "start", 1), ("ar", "end", 0)],
)
def test_alignment(lang: str, align: Literal["start", "end", "center"], share: float) -> None:
    text = {"en": "knee", "ar": "ركبة"}[lang]
    setting = Typesetter(lang).prepare([Span(text)]).set(200, 12, align=align)
    assert _only_run(setting).origin[0] == pytest.approx((200 - setting.used) * share)


def test_absolute_runs_are_logical_and_y_grows_upwards() -> None:
    setting = Typesetter("ar").prepare([Span("اضغط Thumb ثم 30 ثانية")]).set(500, 12)
    placed = [run for _, run in setting.runs(100, 700)]
    assert "".join(run.text for run in placed) == "اضغط Thumb ثم 30 ثانية"
    assert {run.origin[1] for run in placed} == {700 - setting.lines[0].baseline}
    assert [run.rtl for run in placed] == [True, False, True, False, True]
    assert placed[0].origin[0] > placed[-1].origin[0]


def test_soft_hyphen_shows_only_at_a_line_end() -> None:
    prepared = Typesetter("en").prepare([Span("mas\u00adsage")])
    whole, broken = prepared.set(500, 12), prepared.set(40, 12)
    assert _text(whole) == "massage"
    assert [run.text for line in broken.lines for _, run in line.runs] == ["mas\u00ad", "sage"]
    assert broken.lines[0].width > Typesetter("en").prepare([Span("mas")]).natural_width(12)
    assert prepared.text == "mas\u00adsage"


def test_no_break_space_and_overfull() -> None:
    prepared = Typesetter("en").prepare([Span("take 30\u00a0seconds")])
    assert [run.text for line in prepared.set(70, 12).lines for _, run in line.runs] == ["take ", "30\u00a0seconds"]
    assert prepared.set(20, 12).overfull == ("take", "30\u00a0seconds")
    assert prepared.min_width(12) == pytest.approx(
        Typesetter("en").prepare([Span("30\u00a0seconds")]).natural_width(12)
    )


@given(words=WORDS, width=st.floats(20, 300), indent=st.floats(0, 60), lang=st.sampled_from(["en", "he"]))
@settings(max_examples=60, deadline=None)
def test_indent_shortens_the_first_line_only(words: list[str], width: float, indent: float, lang: str) -> None:
    prepared = Typesetter(lang).prepare([Span(" ".join(words))])
    setting = prepared.set(width, 12, indent=indent)
    height, overfull = prepared.measure(width, 12, indent=indent)
    assert height == pytest.approx(setting.height)
    assert overfull == bool(setting.overfull)
    if not setting.overfull:
        assert setting.lines[0].width <= width - indent + 0.001
        assert all(line.width <= width + 0.001 for line in setting.lines)


def test_indent_moves_the_first_line_and_reports_a_word_it_pushes_out() -> None:
    english, hebrew = Typesetter("en").prepare([Span("knee")]), Typesetter("he").prepare([Span("ברך")])
    assert _only_run(english.set(100, 12, indent=30)).origin[0] == pytest.approx(30)
    run = _only_run(hebrew.set(100, 12, indent=30))
    assert run.origin[0] + run.width == pytest.approx(70)
    tight = english.natural_width(12) + 5
    assert english.set(tight, 12).overfull == ()
    assert english.set(tight, 12, indent=10).overfull == ("knee",)


def test_height_and_scale() -> None:
    english, thai = Typesetter("en"), Typesetter("th")
    plain = english.prepare([Span("knee")]).set(100, 10)
    assert plain.height == pytest.approx(13)
    assert 0 < plain.lines[0].baseline < plain.height
    assert thai.prepare([Span("เข่า")]).set(100, 10).height > plain.height
    large = english.prepare([Span("1", scale=2), Span(" knee")]).set(100, 10)
    assert large.height == pytest.approx(26)
    assert {run.size for _, run in large.runs(0, 0)} == {10, 20}


@pytest.mark.parametrize("lang", ["ar", "hi", "bn", "th", "vi", "ta"])
def test_lines_do_not_touch(lang: str) -> None:
    """The ink of a whole sample fits between its baselines' step, so neighbours cannot meet."""
    from soleprint.marks import ink_box

    setting = Typesetter(lang).prepare([Span(SAMPLES[lang])]).set(10_000, 100)
    boxes = [box for _, run in setting.runs(0, 0) if (box := ink_box(run))]
    assert max(box.y1 for box in boxes) - min(box.y0 for box in boxes) < setting.height


def test_cold_and_warm_speed_is_not_absurd() -> None:
    """A guard against accidents (quadratic loops), far above the targets that tests/bench measures."""
    import time

    prepared = Typesetter("en").prepare([Span(SAMPLES["en"] * 40)])
    began = time.perf_counter()
    prepared.set(200, 12)
    assert time.perf_counter() - began < 0.25


def test_an_isolated_date_keeps_its_order_among_arabic_letters() -> None:
    setting = Typesetter("ar").prepare([Span("القدم، \u20662026-11-22\u2069.")]).set(400, 12)
    assert "2026-11-22" in [run.text.strip() for _, run in setting.runs(0, 0)]


@given(words=WORDS, width=st.floats(60, 400), indent=st.floats(0, 30), lang=st.sampled_from(["en", "he"]))
@settings(max_examples=150, deadline=None)
def test_balanced_lines_are_no_more_lose_nothing_and_leave_no_short_one(
    words: list[str], width: float, indent: float, lang: str
) -> None:
    prepared = Typesetter(lang).prepare([Span(" ".join(words))])
    usual, even = (prepared.set(width, 12, 1.2, "start", indent, balance) for balance in (False, True))
    assert _text(even) == _text(usual)
    assert len(even.lines) == len(usual.lines)
    assert even.height == usual.height
    assert even.used <= max(usual.used, width) + 0.001
    if not usual.overfull:
        assert not even.overfull
        assert all(line.width <= width + 0.001 for line in even.lines)


def test_a_cue_has_no_word_alone_on_its_last_line() -> None:
    prepared = Typesetter("en").prepare([Span("Bend the knee and circle round the ankle")])
    width = prepared.natural_width(12) * 0.93
    usual, even = (prepared.set(width, 12, balance=balance) for balance in (False, True))
    assert usual.lines[1].width < 0.3 * width
    first, last = (line.width for line in even.lines)
    assert last > 0.6 * first


JAPANESE = (
    "血栓、または熱い・硬い・痛い静脈があるときは、マッサージは一切しないでください。今日のうちに受診してください。"
)


def test_running_text_fills_its_lines_where_titles_keep_phrases() -> None:
    prepared = Typesetter("ja").prepare([Span(JAPANESE)])
    running, title = (prepared.set(100.0, 10.0, phrases=phrases) for phrases in (False, True))
    assert min(line.width for line in running.lines[:-1]) >= 89, "no more than a character short of full"
    assert min(line.width for line in title.lines[:-1]) < 80
    for setting in (running, title):
        assert "".join(run.text for line in setting.lines for _, run in line.runs) == JAPANESE


@pytest.mark.parametrize("lang", ["ja", "zh-Hans"])
def test_parts_of_phrases_are_the_phrases(lang: str) -> None:
    prepared = Typesetter(lang).prepare([Span(JAPANESE)])
    assert len(prepared.fine) > len(prepared.chunks)
    assert sum(chunk.width for chunk in prepared.fine) == pytest.approx(sum(chunk.width for chunk in prepared.chunks))
    glyphs = [
        [g for chunk in chunks for p in chunk.pieces for g in p.glyphs] for chunks in (prepared.fine, prepared.chunks)
    ]
    assert glyphs[0] == glyphs[1]


def glyphs_of(chunks: Sequence[Chunk]) -> Iterator[Glyph]:
    for chunk in chunks:
        for piece in chunk.pieces:
            yield from piece.glyphs


def test_a_phrase_wider_than_its_column_is_too_wide_for_titles_alone() -> None:
    prepared = Typesetter("ja").prepare([Span("熱い・硬い・痛い静脈")])
    assert prepared.measure(50.0, 10.0, phrases=True)[1]
    assert not prepared.measure(50.0, 10.0, phrases=False)[1]


@pytest.mark.parametrize("lang", ["en", "ja", "de"])
def test_the_last_line_of_running_text_is_not_one_short_word(lang: str) -> None:
    text = (
        JAPANESE
        if lang == "ja"
        else "Rest your hands on the feet of your partner and keep quite still for a while, so."
    )
    prepared = Typesetter(lang).prepare([Span(text)])
    for width in range(60, 300, 7):
        setting = prepared.set(float(width), 10.0, phrases=False)
        assert max(line.width for line in setting.lines) <= width + 0.01
        assert "".join(run.text for line in setting.lines for _, run in line.runs) == text
        measured, _ = prepared.measure(float(width), 10.0, phrases=False)
        assert setting.height == pytest.approx(measured), "no line more"
        if len(setting.lines) > 1 and len(setting.lines[-2].runs[0][1].glyphs) > 12:
            assert setting.lines[-1].width >= 0.6 * LEAST_LAST * 10 or width < 70
