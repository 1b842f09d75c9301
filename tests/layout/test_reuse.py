"""What has not changed is the same object; what has, and all that holds it, is built anew."""

from __future__ import annotations

from itertools import product
from typing import cast

import msgspec
import pytest
from msgspec.structs import replace

from soleprint.compose.markup import Node
from soleprint.compose.parse import parse
from soleprint.layout.boxes import Box, RunIn, Spacer, Stack
from soleprint.layout.build import build_pages
from soleprint.layout.content import TextBox
from soleprint.layout.engine import lay_out
from soleprint.layout.flow import Flows, Foot
from soleprint.layout.look import Look
from soleprint.layout.painter import Painter
from soleprint.layout.reuse import page_marks
from soleprint.marks import Element, Mark, Rect, Slot, Symbol, Use
from tests.layout.documents import pages_of
from tests.layout.stubs import THEME, SquarePictures, chain, look, runs, typesetter, words

FRAME = Rect(10, 20, 410, 620)


def page(body: str, scope: int | None = 0) -> Node:
    return parse(f'<document _at="t:1"><page _at="t:2">{body}</page></document>', "t", scope).elements[0]


PICTURES = SquarePictures()


def kit_with(**changed: object) -> Look:
    """A look whose parts are the same each time but for what is ``changed``."""
    found = Look(THEME, typesetter(), PICTURES, lambda node: node.get("step") or "overview")
    return replace(found, **changed)


def stack(body: str, scope: int | None = 0, **changed: object) -> Stack:
    return build_pages(page(body, scope), kit_with(**changed))[0]


def boxes(body: str, scope: int | None = 0, **changed: object) -> list[Box]:
    return list(stack(body, scope, **changed).children)


def painted(body: str, frame: Rect = FRAME, bleed: float = 0.0, base: float = 10.0, scope: int | None = 0) -> Painter:
    painter = Painter(Rect(0, 0, 420, 640), FRAME, bleed)
    stack(body, scope).paint(painter, frame, base)
    return painter


# Boxes


def test_only_what_changed_is_built_anew() -> None:
    before = boxes("<p>one</p><stack><p>two</p><p>three</p></stack><p>four</p>")
    after = boxes("<p>one</p><stack><p>TWO</p><p>three</p></stack><p>four</p>")
    assert [one is other for one, other in zip(before, after, strict=True)] == [True, False, True]
    assert isinstance(before[1], Stack) and isinstance(after[1], Stack)
    assert [one is other for one, other in zip(before[1].children, after[1].children, strict=True)] == [False, True]


def test_a_page_that_has_not_changed_is_the_same_stacks() -> None:
    body = "<choose><option><p>one</p></option><option><p>two</p></option></choose>"
    assert build_pages(page(body), kit_with()) is build_pages(page(body), kit_with())


def test_a_foot_that_has_not_changed_is_the_same_under_other_blocks() -> None:
    feet = "<foot><p>plan</p><p>diary</p></foot><foot><p>{}</p></foot>"
    ways = [build_pages(page(f"<p>{text}</p>{feet.format(text)}"), kit_with())[0] for text in ("one", "two")]
    assert [one is other for one, other in zip(ways[0].feet, ways[1].feet, strict=True)] == [True, False]


def test_a_page_with_its_foot_is_the_same_stack_where_all_of_it_is_the_same() -> None:
    flows, (body, other), (foot, another) = Flows(), [Stack([]) for _ in "12"], [Foot(Spacer(1), "", 0.5) for _ in "12"]
    known = flows.footed(body, foot, 5.0)
    assert flows.footed(body, foot, 5.0) is known
    assert all(
        flows.footed(*each) is not known for each in ((other, foot, 5.0), (body, another, 5.0), (body, foot, 6.0))
    )
    assert flows.footed(body, None, 0.0) is body


def test_nothing_is_used_again_without_a_scope() -> None:
    body = "<p>one</p><ul><li>two</li></ul>"
    first, second = boxes(body, None), boxes(body, None)
    assert [one is other for one, other in zip(first, second, strict=True)] == [False, False]


def test_themes_that_say_the_same_are_the_same() -> None:
    body = '<panel tone="stop"><p>one</p></panel>'
    twin = msgspec.structs.replace(THEME, styles=dict(THEME.styles), tones=dict(THEME.tones))
    other = msgspec.structs.replace(THEME, colours={**THEME.colours, "red": "#BB0000"})
    assert boxes(body, theme=twin)[0] is boxes(body)[0]
    assert boxes(body, theme=other)[0] is not boxes(body)[0]


@pytest.mark.parametrize(
    ("part", "other"),
    [("typesetter", typesetter("de")), ("pictures", SquarePictures()), ("others", {"ar": typesetter("ar")})],
)
def test_other_type_and_pictures_have_boxes_of_their_own(part: str, other: object) -> None:
    body = "<p>one</p><figure/>"
    changed = {part: other}
    assert boxes(body, 0, **changed)[0] is not boxes(body)[0]


def test_what_holds_a_figure_is_built_anew_for_another_picture() -> None:
    body = '<p>one</p><panel><figure step="a"/></panel>'
    first, again = boxes(body), boxes(body, scenes=lambda node: node.get("step"))
    assert [one is other for one, other in zip(first, again, strict=True)] == [True, True]
    other = boxes(body, scenes=lambda node: "another scene")
    assert [one is other for one, other in zip(first, other, strict=True)] == [True, False]


def test_an_emblem_is_drawn_anew_when_it_is_another() -> None:
    body = '<stack><figure scene="logo"/></stack>'
    logos = [Symbol("logo", (), Rect(0, 0, 9, 9)) for _ in range(2)]

    def shown(logo: Symbol, alt: str) -> list[tuple[object, str | None]]:
        painter = Painter(Rect(0, 0, 420, 640), FRAME)
        stack(body, emblems={"logo": lambda logo=logo, alt=alt: (logo, alt)}).paint(painter, FRAME, 10)
        return [(mark.item.symbol, mark.owner.alt) for mark in painter.marks if isinstance(mark.item, Use)]

    assert shown(logos[0], "Clinic") == [(logos[0], "Clinic")]
    assert shown(logos[1], "Clinic") == [(logos[1], "Clinic")]
    assert shown(logos[1], "Our clinic") == [(logos[1], "Our clinic")]
    assert shown(logos[0], "Clinic") == [(logos[0], "Clinic")]


def test_a_number_in_the_first_line_leaves_no_room_elsewhere() -> None:
    """The same paragraph in the same place, first with a number in its line, then with the number before it."""
    item = '<li number="1"><figure/><p>Go on</p></li>'

    def paragraph(body: str) -> TextBox:
        found: list[Box] = [stack(body)]
        while found:
            box = found.pop()
            if isinstance(box, TextBox):
                return box
            found += getattr(box, "inside", ())
        raise AssertionError("no paragraph")

    grid = f'<ol layout="grid" columns="1">{item}</ol>'
    listed = f'<ol layout="list" columns="1">{item}</ol>'
    assert any(isinstance(box, RunIn) for box in _all(stack(grid)))
    assert paragraph(grid).indent > 0
    assert paragraph(listed).indent == 0
    assert paragraph(grid).indent > 0


def _all(box: Box) -> list[Box]:
    return [box, *(inner for child in getattr(box, "inside", ()) for inner in _all(child))]


# Structure


def test_structure_is_the_same_but_for_what_changed() -> None:
    body = "<h1>{}</h1><p>one <strong>two</strong> <a href='https://example.org'>three</a></p><ul><li>four</li></ul>"
    before, after = painted(body.format("Old")), painted(body.format("New"))
    assert [chain(owner) for owner, _ in runs(before)] == [chain(owner) for owner, _ in runs(after)]
    shared = [one is other for (one, _), (other, _) in zip(runs(before), runs(after), strict=True)]
    assert all(shared)
    assert words(after)[0] == "New"


def test_equal_paragraphs_are_elements_of_their_own() -> None:
    painter = painted("<p>same</p><p>same</p>")
    first, second = (owner for owner, _ in runs(painter))
    assert first is not second


def test_what_is_in_another_element_is_part_of_that() -> None:
    bullets, numbers = (painted(f"<{tag}><li><p>one</p></li></{tag}>") for tag in ("ul", "ol"))
    lists = [owner.parent.parent.parent for painter in (bullets, numbers) for owner, _ in runs(painter)]  # type: ignore[union-attr]
    assert [each.attributes["List"]["ListNumbering"] for each in lists if each] == ["Disc", "Decimal"]


def test_documents_of_two_scopes_have_a_structure_each() -> None:
    owners = [{root(owner) for owner, _ in runs(painted("<p>one</p><p>two</p>", scope=scope))} for scope in (0, 1)]
    assert [len(each) for each in owners] == [1, 1]
    assert owners[0].isdisjoint(owners[1])


def root(element: Element) -> Element:
    return element if element.parent is None else root(element.parent)


# Marks


def test_what_stands_where_it_stood_is_the_very_same_marks() -> None:
    panel = '<panel tone="stop"><p>{}</p></panel>'
    body = panel + '<p>three</p><ol><li number="1"><p>four</p></li></ol><figure/>'
    inside = len(painted(panel.format("one")).marks)
    before, after = painted(body.format("one")).marks, painted(body.format("two")).marks
    shared = [one is other for one, other in zip(before, after, strict=True)]
    assert not all(shared[:inside])
    assert len(shared) > inside
    assert all(shared[inside:])


FRAMES = (FRAME, FRAME._replace(x1=300), FRAME._replace(y1=500))
SETTINGS = list(product(FRAMES, (0.0, 9.0), (10.0, 12.0)))


@pytest.mark.parametrize("last", [0, 1, 2])
def test_marks_are_those_of_the_frame_the_page_and_the_size(last: int) -> None:
    """After another frame, bleed or size, whichever it is, a box paints what one that has never painted does."""
    order = sorted(SETTINGS, key=lambda setting: [value for at, value in enumerate(setting) if at != last])
    body = '<panel tone="stop" bleed="yes"><h1 id="top">One two three four five</h1></panel><p>six</p>'
    for setting in order:
        again, fresh = painted(body, *setting), painted(body, *setting, scope=None)
        assert [mark.item for mark in again.marks] == [mark.item for mark in fresh.marks]
        assert again.anchors == fresh.anchors


def test_a_page_that_shows_what_it_showed_has_the_same_marks_and_no_other_has() -> None:
    def marks_of(first: str) -> list[int]:
        body = "".join(f'<page running="yes"><p>{words}</p></page>' for words in (first, "two"))
        document = parse(f'<document _at="t:1"><running><p>{{page}}</p></running>{body}</document>', "t", 0)
        laid = lay_out(document, kit_with(), pages_of())
        assert laid is not None
        return [id(page.marks) for page in laid.pages]

    before, after, again = (marks_of(first) for first in ("one", "1", "one"))
    assert [one == other for one, other in zip(before, after, strict=True)] == [False, True]
    assert again == before


def test_what_a_person_is_told_is_kept_by_no_page() -> None:
    plain = Mark(Element("P"), Use(Symbol("s", (), FRAME)))
    told = replace(plain, slot=cast(Slot, object()))
    assert page_marks((plain, plain)) is page_marks((plain, plain))
    assert page_marks((plain, told)) is not page_marks((plain, told))


def test_links_and_anchors_come_again() -> None:
    body = '<h1 id="top">One</h1><p><a href="#top">up</a></p>'
    first, again = painted(body), painted(body)
    assert [anchor.name for anchor in again.anchors] == ["top"]
    assert [link.target for link in again.links] == ["#top"]
    assert first.links[0] is again.links[0]


def test_a_kit_of_its_own_pictures_draws_them() -> None:
    first, second = look(), look()
    for own in (first, second):
        build_pages(page("<figure/>"), own)[0].paint(Painter(Rect(0, 0, 420, 640), FRAME), FRAME, 10)
        assert isinstance(own.pictures, SquarePictures)
        assert len(own.pictures.drawn) == 1
