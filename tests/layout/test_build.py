"""From markup to boxes: structure, white space, wrong values, reading order."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soleprint.compose.markup import Node
from soleprint.errors import ContentError
from soleprint.layout.build import build_pages
from soleprint.layout.choices import MAX_VARIANTS, ranked
from soleprint.layout.painter import Painter
from soleprint.marks import ARTIFACT, Path, Rect, Use
from tests.layout.stubs import SquarePictures, chain, look, page, painted, runs, words


def structure(body: str) -> list[tuple[str, str]]:
    return [(chain(owner), run.text.strip()) for owner, run in runs(painted(body))]


# Structure


def test_each_element_has_its_tag() -> None:
    assert structure("<h1>One</h1><h2>Two</h2><h3>Three</h3><p>Four</p>") == [
        ("Sect H1", "One"),
        ("Sect H2", "Two"),
        ("Sect H3", "Three"),
        ("Sect P", "Four"),
    ]


def test_a_numbered_list_has_labels_bodies_and_a_numbering() -> None:
    body = '<ol><li number="1"><p>Go</p></li><li number="2"><p>Stop</p></li></ol>'
    assert structure(body) == [
        ("Sect L LI Lbl", "1"),
        ("Sect L LI LBody P", "Go"),
        ("Sect L LI Lbl", "2"),
        ("Sect L LI LBody P", "Stop"),
    ]
    owners = [owner for owner, _ in runs(painted(body))]
    first, second = (owners[i].parent for i in (0, 2))
    assert first is not None and second is not None
    assert first is not second
    assert first.parent is second.parent
    assert first.parent is not None
    assert first.parent.attributes == {"List": {"ListNumbering": "Decimal"}}


def test_a_wide_cell_at_the_end_of_a_row_takes_the_columns_that_are_left() -> None:
    """More room for its pictures; a single cell stays as wide as others of its kind."""
    item = '<li number="{}" span="{}"><figure scene="stage"/></li>'
    for second, width in ((2, 290), (1, 90)):
        own = look()
        rows = item.format(1, 3) + item.format(2, second) + item.format(3, 3)
        (way,) = build_pages(page(f'<ol layout="grid" columns="3" gap="1">{rows}</ol>'), own)
        way.paint(Painter(Rect(0, 0, 400, 900), Rect(0, 0, 400, 900)), Rect(0, 0, 290, 900), 10)
        assert isinstance(own.pictures, SquarePictures)
        assert [round(wide) for _, wide, _ in own.pictures.drawn] == [290, width, 290]


def test_bullets_are_decoration_and_their_words_are_not() -> None:
    painter = painted("<ul><li>Go</li><li>Stop</li></ul>")
    assert [(chain(owner), run.text) for owner, run in runs(painter)] == [
        ("Sect L LI LBody", "Go"),
        ("Sect L LI LBody", "Stop"),
    ]
    dots = [mark for mark in painter.marks if isinstance(mark.item, Path)]
    assert len(dots) == 2
    assert all(mark.owner is ARTIFACT for mark in dots)


def test_a_panel_is_a_section_with_a_background_behind_its_words() -> None:
    painter = painted('<panel tone="stop"><p>Stop</p></panel>')
    assert [chain(mark.owner) for mark in painter.marks][-1] == "Sect Sect P"
    assert painter.marks[0].owner is ARTIFACT
    assert isinstance(painter.marks[0].item, Path)


def test_a_picture_is_a_figure_with_its_description() -> None:
    painter = painted('<figure step="a"/>')
    (mark,) = [mark for mark in painter.marks if isinstance(mark.item, Use)]
    assert (mark.owner.tag, mark.owner.alt) == ("Figure", "picture of a")


@pytest.mark.parametrize("beside", ["0", "0.4"])
def test_a_step_is_read_number_words_picture_or_as_it_stands(beside: str) -> None:
    body = f'<ol layout="grid" beside="{beside}"><li number="1"><figure step="a"/><p>Go</p></li></ol>'
    owners = [mark.owner.tag for mark in painted(body).marks if mark.owner is not ARTIFACT]
    assert owners == (["Lbl", "P", "Figure"] if beside == "0" else ["Figure", "Lbl", "P"])


def test_a_heading_makes_a_bookmark_unless_told_not_to() -> None:
    anchors = painted('<h1>All of it</h1><h2 outline="no">Not this</h2><h3>This</h3><p>Nor this</p>').anchors
    assert [(anchor.title, anchor.level) for anchor in anchors] == [("All of it", 1), ("This", 3)]
    assert anchors[0].y > anchors[1].y


def test_a_link_covers_its_words_and_has_an_element_of_its_own() -> None:
    painter = painted('<p>See <a href="https://example.org/">the <strong>other</strong> page</a>.</p>')
    assert {link.target for link in painter.links} == {"https://example.org/"}
    linked = [run for owner, run in runs(painter) if chain(owner).endswith("P Link")]
    assert "".join(run.text for run in linked).strip() == "the other page"
    (link,) = painter.links
    assert link.title == "the other page"
    assert link.rect.x0 == pytest.approx(linked[0].origin[0])
    assert link.rect.x1 == pytest.approx(linked[-1].origin[0] + linked[-1].width)
    assert link.rect.y0 < linked[0].origin[1] < link.rect.y1


def test_a_link_that_wraps_has_an_area_in_each_line() -> None:
    words = " ".join(["words"] * 40)
    painter = painted(f'<p><a href="https://example.org/">{words}</a></p>')
    lines = {run.origin[1] for _, run in runs(painter)}
    assert len(painter.links) == len(lines) > 1


def test_the_words_of_an_entry_are_one_link_and_its_picture_is_beside() -> None:
    painter = painted(
        '<toc><entry href="#x" widths="1 3 1"><panel><p>9</p></panel><p>Safety</p><p><number of="x"/></p></entry></toc>'
        '<h2 id="x">Safety</h2>'
    )
    assert [link.title for link in painter.links] == ["Safety"] * 2
    (beside, run), *others = runs(painter)
    assert (beside, run.text) == (ARTIFACT, "9"), "it is not read out between two entries"
    assert [chain(owner).split("TOC ")[1] for owner, _ in others[:2]] == ["TOCI Reference Link"] * 2
    with pytest.raises(ContentError, match="href must be"):
        painted("<toc><entry><p>Safety</p></entry></toc>")


def test_the_last_block_of_an_item_may_stand_under_its_picture_and_words() -> None:
    item = '<li number="1" beside="0.5"{}><figure scene="step" min="2"/><p>words</p><panel><p>care</p></panel></li>'
    for under, below in (("", False), (' under="yes"', True)):
        painter = painted(f'<ol layout="grid" columns="1">{item.format(under)}</ol>')
        at = {run.text: run.origin[0] for _, run in runs(painter)}
        assert (at["care"] < at["words"] - 50) is below, "it has the width of both"


def test_a_heading_may_run_into_a_paragraph() -> None:
    painter = painted('<panel><p lang="de"><strong heading="3">Halt:</strong> nie</p></panel>')
    (first, _), (second, _) = runs(painter)
    assert (first.tag, first.lang, second.tag) == ("H3", "de", "P")
    assert first.parent is second.parent, "one after the other, not one in the other"
    with pytest.raises(ContentError, match="heading must be"):
        painted('<p><strong heading="9">Halt</strong></p>')


def test_a_list_may_be_cells_of_a_grid() -> None:
    painter = painted('<ul layout="grid" columns="2"><li><panel><p>Monday</p></panel></li><li><p>Tuesday</p></li></ul>')
    chains = [chain(owner) for owner, _ in runs(painter)]
    assert [each.split("L ")[1] for each in chains] == ["LI LBody Sect P", "LI LBody P"]
    first, second = (run.origin for _, run in runs(painter))
    assert first[0] < second[0]
    assert abs(first[1] - second[1]) < 20


def test_a_language_makes_a_span_and_sets_the_paragraph() -> None:
    painter = painted('<p lang="de">Fuß <span lang="pl">stopa</span></p>')
    (first, _), (second, _) = runs(painter)
    assert (first.tag, first.lang) == ("P", "de")
    assert (second.tag, second.lang, second.parent) == ("Span", "pl", first)


def test_strong_is_bold_and_plain_is_not() -> None:
    weights = {run.text.strip(): run.font.weight for _, run in runs(painted("<p>plain <strong>bold</strong></p>"))}
    assert weights["bold"] > weights["plain"]


def test_colours_come_from_span_tone_and_panel() -> None:
    painter = painted('<panel tone="stop"><h2>Head</h2><p>body <span tone="red">red</span></p></panel>')
    colours = {run.text.strip(): run.colour for _, run in runs(painter)}
    assert colours == {"Head": "#AA0000", "body": "#111111", "red": "#AA0000"}


# No words lost

LOOSE = {
    "bare words in a numbered item": '<ol><li number="1">one <strong>two</strong> three</li></ol>',
    "blocks in a bullet": "<ul><li><p>one</p><p>two three</p></li></ul>",
    "bare words beside blocks": '<ol><li number="1">one<p>two</p>three</li></ol>',
    "words beside blocks in a bullet": "<ul><li>one <p>two</p> three</li></ul>",
    "a break among blocks": '<ol><li number="1"><p>one</p><p>two three</p></li></ol>',
    "a list in a list": "<ul><li>one<ul><li>two</li><li>three</li></ul></li></ul>",
    "a language": '<p>one <span lang="pl">two</span> three</p>',
    "a grid": "<grid columns='2'><p>one</p><p>two</p><p>three</p></grid>",
    "a grid that may be narrower": "<grid columns='3 2'><p>one</p><p>two</p><p>three</p></grid>",
    "columns": "<columns><p>one</p><keep><p>two</p></keep><p>three</p></columns>",
    "a nested choice": "<choose><option><choose><option><p>one two</p></option></choose><p>three</p></option></choose>",
}


@pytest.mark.parametrize("name", LOOSE)
def test_no_word_is_lost_or_glued(name: str) -> None:
    ((way, _),) = ranked(page(LOOSE[name]))
    assert [word for word in words(painted_page(way)) if word != "1"] == ["one", "two", "three"]


def painted_page(node: Node) -> Painter:
    frame = Rect(0, 0, 400, 600)
    painter = Painter(frame, frame)
    build_pages(node, look())[0].paint(painter, frame, 10)
    return painter


WORD = st.text("abcdefgh", min_size=1, max_size=6)


def flow(depth: int) -> st.SearchStrategy[str]:
    text = WORD.map(lambda word: f"<p>{word}</p>")
    if depth == 0:
        return text
    inner = st.lists(flow(depth - 1), min_size=1, max_size=3).map("".join)
    return st.one_of(
        text,
        WORD.map(lambda word: f"<h2>{word}</h2>"),
        inner.map(lambda body: f"<stack>{body}</stack>"),
        inner.map(lambda body: f"<columns>{body}</columns>"),
        inner.map(lambda body: f"<grid columns='2'>{body}</grid>"),
        inner.map(lambda body: f"<panel tone='stop'>{body}</panel>"),
        st.lists(inner, min_size=1, max_size=3).map(
            lambda items: "<ol>" + "".join(f"<li number='{i}'>{body}</li>" for i, body in enumerate(items)) + "</ol>"
        ),
        st.lists(WORD, min_size=1, max_size=3).map(lambda items: "<ul><li>" + "</li><li>".join(items) + "</li></ul>"),
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(flow(2), min_size=1, max_size=4).map("".join))
def test_reading_order_is_the_order_of_the_markup(body: str) -> None:
    expected = re.sub(r"<li number='(\d+)'>", r" \1 ", body)
    expected = re.sub(r"<[^>]*>", " ", expected)
    assert words(painted_page(page(body))) == expected.split()


def test_a_right_to_left_page_keeps_the_reading_order() -> None:
    painter = painted("<columns><p>אחת</p><p>שתיים</p></columns>", lang="he")
    (_, first), (_, second) = runs(painter)
    assert (first.text, second.text) == ("אחת", "שתיים")
    assert first.origin[0] > second.origin[0]


# White space

PART = st.text("ab \t\n\u00a0", max_size=6)


@settings(max_examples=300)
@given(st.lists(PART, max_size=5))
def test_white_space_folds_as_in_html(parts: list[str]) -> None:
    from soleprint.layout.spaces import folded as fold

    folded = fold([(part, False, "#000000", None) for part in parts])
    assert len(folded) == len(parts)
    joined = "".join(text for text, *_ in folded)
    assert joined == re.sub("[ \t\n]+", " ", "".join(parts)).strip(" ")
    for (text, *_), part in zip(folded, parts, strict=True):
        assert text.replace(" ", "") == re.sub("[ \t\n]", "", part)


def test_a_no_break_space_stays() -> None:
    ((_, run),) = runs(painted("<p>  5\u00a0mm \n </p>"))
    assert run.text == "5\u00a0mm"


# Wrong values

WRONG = {
    '<p style="boddy">a</p>': "boddy",
    '<p align="left">a</p>': "start or end or center",
    '<h2 outline="maybe">a</h2>': "yes or no",
    '<p><span tone="rod">a</span></p>': "rod",
    '<panel tone="stopp"/>': "stopp",
    '<panel bleed="true"/>': "yes",
    '<panel pad="wide"/>': "number",
    '<panel gap="-1"/>': "0 to 1000",
    '<stack gap="nan"/>': "0 to 1000",
    '<stack justify="true"/>': "yes",
    '<keep gap="x"/>': "number",
    '<columns widths="1"><p>a</p><p>b</p></columns>': "2 words",
    '<columns widths="1 wide"><p>a</p><p>b</p></columns>': "auto",
    '<columns widths="1 -1"><p>a</p><p>b</p></columns>': "auto",
    '<columns widths="1 0"><p>a</p><p>b</p></columns>': "auto",
    '<columns widths="1 nan"><p>a</p><p>b</p></columns>': "auto",
    '<columns widths="1 inf"><p>a</p><p>b</p></columns>': "auto",
    '<columns valign="centre"><p>a</p></columns>': "top or middle",
    '<grid columns="two"/>': "number",
    '<grid columns="0"/>': "whole number",
    '<grid columns="2.5"/>': "whole number",
    '<grid columns="4 0"/>': "whole numbers",
    '<grid columns="4 few"/>': "whole numbers",
    '<ol layout="gird"/>': "list or grid",
    '<ol beside="1"/>': "less than 1",
    '<ol beside="2"/>': "less than 1",
    '<ol columns="x" layout="grid"/>': "number",
    '<ul style="boddy"/>': "boddy",
    '<ul gap="x"/>': "number",
    '<figure min="big"/>': "number",
    '<figure width="big"/>': "number",
    '<spacer height="tall"/>': "number",
    '<spacer grow="1"/>': "yes",
}


@pytest.mark.parametrize("body", WRONG)
def test_a_wrong_value_is_named_with_its_line(body: str) -> None:
    placed = re.sub(r"^<(\w+)", r'<\1 _at="t:3"', body)
    with pytest.raises(ContentError) as caught:
        build_pages(page(placed), look())[0]
    (finding,) = caught.value.findings
    assert finding.code == "template-value"
    assert (finding.source, finding.line) == ("t", 3)
    assert WRONG[body] in finding.message


# Choices


def texts(node: Node) -> list[str]:
    return [way.text for way, _ in ranked(node)]


def test_every_combination_is_a_variant() -> None:
    two = "<choose><option><p>a</p></option><option><p>b</p></option></choose>"
    assert texts(page(two + "<stack>" + two.replace("a", "c").replace("b", "d") + "</stack>")) == [
        "a c",
        "a d",
        "b c",
        "b d",
    ]


def test_choices_within_options_are_alternatives_too() -> None:
    inner = "<choose><option><p>b</p></option><option><stack><p>c</p></stack></option></choose>"
    assert texts(page(f"<choose><option><p>a</p></option><option>{inner}</option></choose>")) == ["a", "b", "c"]


def test_no_choice_is_one_variant() -> None:
    assert texts(page("<p>a</p>")) == ["a"]


@pytest.mark.parametrize(("count", "good"), [(MAX_VARIANTS, True), (MAX_VARIANTS + 1, False)])
def test_combinations_have_a_limit(count: int, good: bool) -> None:
    body = "<choose>" + "<option><p>a</p></option>" * count + "</choose>"
    if good:
        assert len(texts(page(body))) == count
        return
    with pytest.raises(ContentError) as caught:
        texts(page(body))
    assert [(finding.code, finding.line) for finding in caught.value.findings] == [("template-choices", 2)]


def test_a_great_many_choices_are_refused_at_once() -> None:
    with pytest.raises(ContentError, match="template-choices"):
        texts(page("<choose><option/><option/></choose>" * 200))


def test_a_choice_of_nothing_is_a_mistake() -> None:
    with pytest.raises(ContentError, match="template-choices"):
        texts(page("<choose/>"))
