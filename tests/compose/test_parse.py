"""Markup to a tree: escaping, places and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleprint.compose import Node
from soleprint.compose.markup import check
from soleprint.compose.opened import PLACE
from soleprint.compose.parse import MAX_DEPTH, _Builder, parse
from soleprint.errors import ContentError, Finding
from tests.compose.test_sandbox import made

XML_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))


def refused(text: str) -> Finding:
    with pytest.raises(ContentError) as caught:
        parse(text, "t.xml.j2")
    (finding,) = caught.value.findings
    return finding


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("templates")


@given(XML_TEXT)
def test_content_is_text_whatever_it_holds(folder: Path, text: str) -> None:
    page = made(folder, '<p style="{{ text }}">{{ text }}</p>', text=text).elements[0]
    (paragraph,) = page.elements
    assert paragraph.children == ((text,) if text else ())
    assert paragraph.get("style") == text


@pytest.mark.parametrize("text", ["a < b & c", "\"quoted\" 'too'", "<p>not markup</p>", "&lt;", "]]>", "{{ x }}"])
def test_content_with_markup_signs_is_escaped(folder: Path, text: str) -> None:
    page = made(folder, '<p style="{{ text }}">{{ text }}</p>', text=text).elements[0]
    (paragraph,) = page.elements
    assert paragraph.children == (text,)
    assert paragraph.get("style") == text


def places(node: Node) -> dict[str, tuple[str, int]]:
    """Text of each paragraph -> source and line."""
    found = {node.text: (node.source, node.line)} if node.tag == "p" else {}
    for child in node.elements:
        found |= places(child)
    return found


def test_places_survive_all_that_jinja_does(folder: Path) -> None:
    (folder / "parts.xml.j2").write_text(
        "{% macro boxed(what) %}\n<panel>\n<p>{{ what }}</p></panel>\n{% endmacro %}", encoding="utf-8"
    )
    (folder / "included.xml.j2").write_text("\n\n\n<p>included</p>", encoding="utf-8")
    body = """\
{% from "parts.xml.j2" import boxed %}
{#
  a comment <p>with a tag</p>
#}
<!-- another <p>
-->
{{ boxed("macro") }}
{% include "included.xml.j2" %}
<p
  style="{{ "body"
  }}">many lines</p>
{% if "<p>" < "<q>" %}<p align="{% if true %}start{% endif %}">condition</p>{% endif %}
{% for word in ["one", "two"] %}
<p>{{ word }}</p>
{% endfor %}
{{ '{{' }}"""
    page = made(folder, body.removesuffix("\n{{ '{{' }}"))
    assert places(page) == {
        "macro": ("parts.xml.j2", 3),
        "included": ("included.xml.j2", 4),
        "many lines": ("t.xml.j2", 10),
        "condition": ("t.xml.j2", 13),
        "one": ("t.xml.j2", 15),
        "two": ("t.xml.j2", 15),
    }


def test_the_place_is_no_attribute_of_the_node(folder: Path) -> None:
    page = made(folder, "<p>a</p>").elements[0]
    assert PLACE not in page.attributes
    assert dict(page.elements[0].attributes) == {}


def test_an_element_named_by_an_expression_has_a_place(folder: Path) -> None:
    page = made(folder, "<p>a</p>\n<panel>\n<{{ tag }}>b</{{ tag }}></panel>", tag="h2").elements[0]
    heading = page.elements[1].elements[0]
    assert (heading.tag, heading.source, heading.line) == ("h2", "t.xml.j2", 4)


def test_line_ends_of_windows_count_once(folder: Path) -> None:
    (folder / "crlf.xml.j2").write_bytes(b"<document>\r\n<page>\r\n<p>a</p></page></document>")
    from soleprint.compose import compose

    assert places(compose([folder], "crlf.xml.j2", {}))["a"] == ("crlf.xml.j2", 3)


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ('<p _at="t:2">a</q>', "mismatched tag"),
        ('<p _at="t:2">a & b</p>', "not well-formed"),
        ('<p _at="t:2">&nbsp;</p>', "undefined entity"),
        ('<p _at="t:2" a="1" a="2"></p>', "duplicate attribute"),
        ('<p _at="t:2">a</p><p/>', "junk after"),
        ('<p _at="t:2">', "no element|unclosed"),
        ('<p _at="t:2">\x01</p>', "not well-formed"),
    ],
)
def test_broken_markup_is_a_finding(markup: str, reason: str) -> None:
    import re

    finding = refused(markup)
    assert finding.code == "template-markup"
    assert re.search(reason, finding.message)
    assert finding.source in ("t", "t.xml.j2")


def test_broken_markup_names_the_last_good_line() -> None:
    assert refused('<document _at="t:1">\n<page _at="t:2">\n<p _at="u:3">a</q>').line == 3


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE a [<!ENTITY b "bb">]>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_a_doctype_is_refused(doctype: str) -> None:
    assert refused(f"{doctype}<a>&b;</a>").code == "template-doctype"


def test_depth_has_a_limit() -> None:
    def nested(depth: int) -> str:
        return "<a>" * depth + "</a>" * depth

    parse(nested(MAX_DEPTH), "t")
    assert refused(nested(MAX_DEPTH + 1)).code == "template-depth"


@pytest.mark.parametrize("text", ["", "   ", "<!-- nothing -->", "just words"])
def test_no_element_is_a_finding(text: str) -> None:
    assert refused(text).code in ("template-markup", "template-empty")


def test_text_and_elements_keep_their_order() -> None:
    node = parse("<p>a <strong>b</strong> c d</p>", "t")
    assert [child if isinstance(child, str) else child.tag for child in node.children] == [
        "a ",
        "strong",
        " c d",
    ]


# What is the same object in two documents


def document(second: str = "two", scope: int | None = 0) -> Node:
    text = f"<document><page><p>one</p><p>{second}</p><ol><li><figure/><p>one</p></li></ol></page></document>"
    return parse(text, "t.xml.j2", scope)


def blocks(root: Node) -> tuple[Node, ...]:
    return root.elements[0].elements


def test_nodes_are_used_again_where_they_are_the_same_in_the_same_place() -> None:
    assert document() is document()
    before, after = document(), document("another")
    assert before is not after
    assert [one is other for one, other in zip(blocks(before), blocks(after), strict=True)] == [True, False, True]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The elements that are read from now on."""
    names: list[str] = []
    start = _Builder.start

    def noted(builder: _Builder, name: str, attributes: dict[str, str]) -> None:
        names.append(name)
        start(builder, name, attributes)

    monkeypatch.setattr(_Builder, "start", noted)
    return names


def listed(*items: str, before: str = "", scope: int | None = 0) -> Node:
    steps = "".join(f'<li number="{n}"><p>{text}</p></li>' for n, text in enumerate(items, 1))
    ways = '<option><part of="a"/></option>' * 2
    parts = f'<part id="a"><p>part</p></part>{before}'
    text = f"<document>{parts}<page><ol>{steps}</ol><choose>{ways}</choose></page></document>"
    return parse(text, "t.xml.j2", scope)


def test_items_and_parts_that_stand_as_they_did_are_not_read_again(read: list[str]) -> None:
    listed("one", "two", "three")
    read.clear()
    changed = listed("one", "2", "three")
    assert read == ["document", "page", "ol", "li", "p"]
    assert text_of(changed) == text_of(listed("one", "2", "three", scope=None))
    read.clear()
    assert listed("one", "2", "three") is changed
    assert read == ["document"]


def with_part(part: str, head: str = "head", scope: int | None = 95) -> Node:
    """A part in two options, once among blocks and once in one of them."""
    ways = '<option><part of="a"/><p>end</p></option><option><stack><p>first</p><part of="a"/></stack></option>'
    page = f"<page><p>{head}</p><choose>{ways}</choose></page>"
    return parse(f'<document><part id="a">{part}</part>{page}</document>', "t.xml.j2", scope)


def test_a_page_that_shows_a_part_has_what_the_part_holds_now_and_is_not_read_for_it(read: list[str]) -> None:
    before = with_part("<p>one</p><p>two</p>")
    read.clear()
    after = with_part("<p>one</p><p>three</p>")
    assert read == ["document", "part", "p", "p"]
    assert shape(after) == shape(with_part("<p>one</p><p>three</p>", scope=None))
    first, second = (root.elements[0].elements[1].elements[0].elements for root in (before, after))
    assert [one is other for one, other in zip(first, second, strict=True)] == [True, False, True]
    assert with_part("<p>one</p><p>two</p>") is before


@pytest.mark.parametrize(
    "part", ["<p>one</p>", "<p>one</p><p>two</p><p>three</p>", "<p>one</p><p><strong>2</strong></p>"]
)
def test_a_part_that_holds_more_or_less_has_its_page_read_again(part: str) -> None:
    for each in ("<p>one</p><p>two</p>", part, "<p>one</p><p>two</p>"):
        assert shape(with_part(each)) == shape(with_part(each, scope=None))
        nodes = list(every_node(with_part(each)))
        assert len({node.path for node in nodes}) == len({id(node) for node in nodes})


def test_a_choice_is_filled_anew_on_a_page_that_is_read_again(read: list[str]) -> None:
    with_part("<p>one</p>")
    with_part("<p>one</p>", head="other")
    read.clear()
    filled = with_part("<p>two</p>", head="other")
    assert read == ["document", "part", "p"]
    assert shape(filled) == shape(with_part("<p>two</p>", head="other", scope=None))


def test_a_part_that_stands_on_a_known_page_may_not_stand_on_another() -> None:
    page = '<page><choose><option><part of="a"/></option></choose></page>'
    text = f'<document><part id="a"><p>part</p></part>{page}%s</document>'
    parse(text % "", "t.xml.j2", 0)
    for _ in range(2):
        with pytest.raises(ContentError, match="options of one <choose>"):
            parse(text % page, "t.xml.j2", 0)


def text_of(node: Node) -> list[tuple[str, str]]:
    return [(node.tag, node.text), *(each for child in node.elements for each in text_of(child))]


def test_a_part_that_is_known_may_still_not_stand_twice() -> None:
    twice = '<part id="a"><p>other</p></part>'
    listed("one", before=twice.replace('"a"', '"b"'))
    for _ in range(2):
        with pytest.raises(ContentError, match="a name of its own"):
            listed("one", before=twice)


def test_nodes_that_say_the_same_in_two_places_are_two() -> None:
    first, _, items = blocks(document())
    again = items.elements[0].elements[1]
    assert (first.tag, first.text) == (again.tag, again.text)
    assert first is not again
    assert first.path != again.path


def test_documents_of_two_scopes_share_nothing() -> None:
    here, there = document(scope=0), document(scope=1)
    assert here.text == there.text
    assert {id(node) for node in blocks(here)}.isdisjoint({id(node) for node in blocks(there)})
    assert {node.path for node in blocks(here)}.isdisjoint({node.path for node in blocks(there)})


def test_without_a_scope_nothing_is_shared_and_no_place_told() -> None:
    assert document(scope=None) is not document(scope=None)
    assert {node.path for node in blocks(document(scope=None))} == {0}


def test_a_node_knows_of_figures_and_choices_in_it() -> None:
    body = "<p>one</p><stack><figure/></stack><choose><option><figure/></option></choose>"
    page = parse(f"<document><page>{body}</page></document>", "t.xml.j2", 0).elements[0]
    words, stack, choose = page.elements
    assert [node.figures for node in (words, stack)] == [(), stack.elements]
    assert page.figures == (*stack.elements, *choose.elements[0].elements)
    assert [node.chooses for node in (page, words, stack, choose)] == [True, False, False, True]


def test_a_node_in_order_is_not_taken_for_one_that_is_not() -> None:
    good = '<document><page><stack gap="1"><p>one</p></stack></page></document>'
    bad = '<document><page><stack gap="1" colour="red"><p>one</p></stack></page></document>'
    assert [check(parse(text, "t", 0)) == [] for text in (good, bad, good, bad)] == [True, False, True, False]


PARTS = '<part id="a"><p>one</p><p>two</p></part><part id="b"><p>one</p></part>'


def with_parts(*options: str, parts: str = PARTS, more: str = "") -> str:
    ways = "".join(f"<option>{option}</option>" for option in options)
    return f"<document>{parts}<page><choose>{ways}</choose>{more}</page></document>"


def test_a_part_is_the_same_nodes_in_every_option_that_names_it() -> None:
    root = parse(with_parts('<part of="a"/><p>own</p>', '<p>own</p><part of="a"/>'), "t", 0)
    (page,) = root.elements
    first, second = page.elements[0].elements
    assert [node.text for node in first.elements] == ["one", "two", "own"]
    assert [node.text for node in second.elements] == ["own", "one", "two"]
    assert first.elements[:2] == second.elements[1:]
    assert [id(node) for node in first.elements[:2]] == [id(node) for node in second.elements[1:]]


def test_parts_that_say_the_same_stay_apart() -> None:
    root = parse(with_parts('<part of="a"/><part of="b"/><p>one</p>'), "t", 0)
    ones = [node for node in root.elements[0].elements[0].elements[0].elements if node.text == "one"]
    assert len({node.path for node in ones}) == len({id(node) for node in ones}) == 3


def test_parts_take_no_path_that_an_element_has() -> None:
    root = parse(with_parts('<part of="a"/>', more="<p>one</p><p>two</p>"), "t", 0)
    paths = [node.path for node in every_node(root)]
    assert len(paths) == len(set(paths))


def every_node(node: Node) -> Iterator[Node]:
    yield node
    for child in node.elements:
        yield from every_node(child)


@pytest.mark.parametrize(
    "text",
    [
        with_parts('<part of="c"/>'),
        with_parts('<part of="a"/><part of="a"/>'),
        with_parts('<part of="a"/>', more='<part of="b"/>'),
        with_parts('<part of="a"/>', more='<choose><option><part of="a"/></option></choose>'),
        with_parts("", parts=PARTS + PARTS),
        with_parts("", parts="<part><p>nameless</p></part>"),
        with_parts("", more='<part id="late"><p>in a page</p></part>'),
        with_parts("", parts=f'{PARTS}<part id="c"><choose><option><part of="a"/></option></choose></part>'),
        with_parts(*['<part of="many"/>'] * 11, parts=f'<part id="many">{"<p/>" * 10_000}</part>'),
    ],
)
def test_parts_that_cannot_be_put_are_refused(text: str) -> None:
    assert refused(text).code == "template-part"


def pages(*texts: str, before: str = "", between: str = "\n") -> str:
    return f"<document>{before}{between.join(f'<page><p>{text}</p></page>' for text in texts)}\n</document>"


def test_pages_that_stand_as_before_are_the_same_nodes_and_others_are_read() -> None:
    first = parse(pages("one", "two", "three"), "t", 90)
    second = parse(pages("one", "other", "three", between="\n\n  "), "t", 90)
    assert [node.text for node in second.elements] == ["one", "other", "three"]
    assert parse(pages("one", "two", "three"), "t", 90) == first
    third = parse(pages("one", "changed", "three"), "t", 90)
    assert third.elements[0] is first.elements[0]
    assert third.elements[2] is first.elements[2]
    assert third.elements[1].path == first.elements[1].path


def test_pages_in_a_comment_are_none_though_they_were_before() -> None:
    parse(pages("one", "two", "three", "four"), "t", 91)
    two, four = "<page><p>two</p></page>", "<page><p>four</p></page>"
    commented = pages("one", "two", "three", "four").replace(two, f"<!--{two}").replace(four, f"-->{four}")
    assert [node.text for node in parse(commented, "t", 91).elements] == ["one", "four"]


def test_the_same_page_after_other_parts_holds_those() -> None:
    made = [
        parse(with_parts('<part of="a"/>', parts=f'<part id="a"><p>{text}</p></part>'), "t", 92) for text in ("x", "y")
    ]
    assert [root.elements[0].text for root in made] == ["x", "y"]


def test_a_mistake_after_pages_that_were_kept_is_named_at_its_place() -> None:
    sound = [f'<page {PLACE}="t.xml.j2:{line}"><p>{line}</p></page>' for line in range(1, 4)]
    parse(f"<document>{''.join(sound)}</document>", "t.xml.j2", 93)
    broken = f'{sound[0]}{sound[1]}<page {PLACE}="t.xml.j2:3"><p>3</page>'
    with pytest.raises(ContentError) as caught:
        parse(f"<document>{broken}</document>", "t.xml.j2", 93)
    (finding,) = caught.value.findings
    assert (finding.code, finding.line) == ("template-markup", 3)


@given(st.lists(st.sampled_from(["<page/>", "<page> <p>a</p></page>", " ", "b", "<running/>"]), max_size=6))
def test_a_document_is_the_same_read_in_pieces_and_whole(pieces: list[str]) -> None:
    text = f"<document>{''.join(pieces)}</document>"
    whole = parse(text + "<!-- whole -->", "t", None)
    for _ in range(2):
        assert shape(parse(text, "t", 94)) == shape(whole)


def shape(node: Node | str) -> object:
    return node if isinstance(node, str) else (node.tag, [shape(child) for child in node.children])
