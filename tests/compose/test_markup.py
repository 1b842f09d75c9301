"""The closed vocabulary."""

from __future__ import annotations

from pathlib import Path

import pytest

from soleprint.compose.markup import INLINE, TEXTUAL, VOCABULARY, Node, check
from soleprint.compose.parse import parse
from soleprint.errors import ContentError, Finding
from tests.compose.test_sandbox import made


def findings(body: str) -> list[Finding]:
    return check(parse(f'<document _at="t:1"><page _at="t:2">{body}</page></document>', "t"))


def only(body: str) -> Finding:
    (finding,) = findings(body)
    return finding


def test_a_good_document_has_no_findings() -> None:
    body = (
        '<panel tone="stop"><h2>Stop</h2><p>If <strong>it</strong> hurts stop</p></panel>'
        '<choose><option><ol columns="2"><li number="1"><figure scene="step" step="a"/><p>Go</p></li></ol></option>'
        "</choose><columns><stack/><keep/></columns><ul><li>a</li></ul><spacer/>"
    )
    assert findings(body) == []


@pytest.mark.parametrize(
    ("body", "code", "words"),
    [
        ('<pannel _at="t:3"/>', "template-element", "'pannel' is not known; did you mean 'panel'?"),
        ('<zzzz _at="t:3"/>', "template-element", "known are a, break"),
        (
            '<panel _at="t:3" tome="stop"/>',
            "template-attribute",
            "'tome' of <panel> is not known; did you mean 'tone'?",
        ),
        ('<p _at="t:3" onclick="x">a</p>', "template-attribute", "'onclick' of <p> is not known; known are align"),
        ('<stack _at="t:3">bare words</stack>', "template-text", "'bare words' stands bare in <stack>"),
        (
            '<p _at="t:2">a<panel _at="t:3"/></p>',
            "template-nesting",
            "<panel> cannot stand in <p>, which holds a",
        ),
        ('<li _at="t:3">a</li>', "template-nesting", "<li> cannot stand in <page>"),
        ('<page _at="t:3"/>', "template-nesting", "<page> cannot stand in <page>"),
        ('<ol><p _at="t:3">a</p></ol>', "template-nesting", "<p> cannot stand in <ol>, which holds li"),
        ('<spacer><p _at="t:3">a</p></spacer>', "template-nesting", "which holds nothing"),
        ('<choose><p _at="t:3">a</p></choose>', "template-nesting", "which holds option"),
    ],
)
def test_each_mistake_is_named_at_its_line(body: str, code: str, words: str) -> None:
    finding = only(body)
    assert finding.code == code
    assert words in finding.message
    assert (finding.source, finding.line) == ("t", 3)


def test_the_root_is_a_document() -> None:
    (finding,) = check(parse('<page _at="t:7"/>', "t"))
    assert (finding.code, finding.line) == ("template-root", 7)
    codes = {finding.code for finding in check(parse("<html><body/></html>", "t"))}
    assert "template-root" in codes


def test_text_stands_bare_in_no_layout_element() -> None:
    for tag, rule in VOCABULARY.items():
        found = [f.code for f in check(Node(tag, {}, ("words",))) if f.code == "template-text"]
        assert found == ([] if rule.text else ["template-text"]), tag


def test_white_space_is_not_text() -> None:
    assert findings("<stack>\n   \n</stack>") == []


def test_what_may_be_in_another_language() -> None:
    words = (INLINE - {"number", "slot"}) | TEXTUAL
    assert {name for name, rule in VOCABULARY.items() if "lang" in rule.attributes} == words | {"stack"}


def test_every_element_of_the_table_is_in_the_vocabulary_and_the_other_way_round() -> None:
    from soleprint.compose import markup

    assert markup.__doc__ is not None
    rows = markup.__doc__.split("\n================")[2].splitlines()[1:]
    assert {name for row in rows for name in row[:16].replace(",", " ").split()} == set(VOCABULARY)


def test_all_mistakes_come_at_once_in_document_order() -> None:
    found = findings('<pannel _at="t:3"/><p _at="t:4" bold="yes">a</p><li _at="t:5"/><grid _at="t:6">x</grid>')
    assert sorted(finding.line for finding in found) == [3, 4, 5, 6]


def test_a_loop_repeats_no_finding(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        made(tmp_path, '{% for i in range(50) %}<p bold="yes">{{ i }}</p>{% endfor %}')
    assert len(caught.value.findings) == 1
    assert caught.value.findings[0].line == 2


def test_node_text_folds_white_space() -> None:
    assert parse("<p>\n a <strong> b</strong>\tc </p>", "t").text == "a b c"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>un<strong>believ</strong>able</p>", "unbelievable"),
        ("<p>one <strong>two </strong>three</p>", "one two three"),
        ("<li><p>one</p><p>two</p></li>", "one two"),
    ],
)
def test_node_text_has_its_spaces_where_a_reader_sees_them(markup: str, text: str) -> None:
    assert parse(markup, "t").text == text


def test_a_document_without_pages_is_a_mistake() -> None:
    (finding,) = check(parse('<document _at="t:4"></document>', "t"))
    assert (finding.code, finding.line) == ("template-empty", 4)
