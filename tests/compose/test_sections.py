"""What is known of earlier documents changes nothing: a document is read as it is where nothing is known."""

from __future__ import annotations

from collections.abc import Callable
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleprint.compose import Node
from soleprint.compose.opened import MAX_ELEMENTS, PLACE
from soleprint.compose.parse import parse
from soleprint.compose.sections import Sections
from soleprint.errors import ContentError, Finding

TEXTS = st.text("ab]\r\n <&", max_size=4).map(escape)
LINES = st.integers(1, 9)


def outcome(text: str, sections: Sections | None, scope: int = 170) -> Node | tuple[Finding, ...]:
    try:
        return parse(text, "t.xml.j2", scope, sections)
    except ContentError as error:
        return tuple(error.findings)


# Documents


def element(tag: str, line: int, inside: str, more: str = "") -> str:
    return f'<{tag}{more} {PLACE}="u:{line}">{inside}</{tag}>'


def joined(parts: st.SearchStrategy[str], most: int = 3) -> st.SearchStrategy[str]:
    """Some of them, with text between."""
    return st.lists(st.tuples(parts, TEXTS).map("".join), max_size=most).map("".join)


def of(tag: str, inside: st.SearchStrategy[str], more: str = "") -> st.SearchStrategy[str]:
    return st.builds(lambda line, text: element(tag, line, text, more), LINES, inside)


WORDS = of("p", joined(of("strong", TEXTS) | TEXTS, 2))
BLOCKS = st.recursive(
    WORDS,
    lambda inner: (
        of("stack", joined(inner))
        | of("keep", joined(inner))
        | of("ol", joined(of("li", joined(inner), ' number="1"')))
        | of("choose", joined(of("option", joined(inner))))
    ),
    max_leaves=6,
)


def choice(name: str) -> st.SearchStrategy[str]:
    """Options of which some have a part, among blocks or in one."""
    part = st.just(f'<part of="{name}"/>')
    shown = part | of("stack", part) | of("stack", WORDS.flatmap(lambda words: part.map(words.__add__)))
    option = of("option", st.tuples(st.just("") | TEXTS, shown, WORDS).map("".join))
    return of("choose", st.lists(option, min_size=1, max_size=2).map("".join))


HELD = st.sampled_from(["<p>1</p>", "<p>2</p>", "<p>3</p><p>4</p>", "<stack><p>5</p></stack>", "6", ""])


@st.composite
def documents(draw: st.DrawFn) -> list[str]:
    """One after the other, each of some of the same pieces, so that many stand where they stood."""
    pool = draw(st.lists(BLOCKS | TEXTS, min_size=1, max_size=3))
    pieces = st.sampled_from(pool)
    choices = [draw(choice(name)) for name in "ab"]
    bodies = [each + draw(pieces) for each in choices] + [draw(pieces) + "".join(choices), "".join(pool)]
    made: list[str] = []
    for _ in range(draw(st.integers(2, 4))):
        names = draw(st.sampled_from(["ab", "ab", "a", "ba"]))
        parts = [f'<part id="{name}">{draw(HELD)}</part>' for name in names]
        pages = [element("page", 1, draw(st.sampled_from(bodies))) for _ in range(draw(st.integers(1, 2)))]
        made.append(element("document", 1, "".join(parts) + draw(TEXTS).join(pages)))
    return made


CHANGES: st.SearchStrategy[Callable[[str], str]] = st.sampled_from(
    [lambda cut: "", lambda cut: cut * 2, lambda cut: "x", lambda cut: "]"]
)
"""What stands where a piece was."""


@st.composite
def edited(draw: st.DrawFn) -> list[str]:
    """A document, and others made of it as by somebody who cuts and pastes, wherever that is."""
    text = draw(documents())[0]
    made = [text]
    for _ in range(draw(st.integers(1, 4))):
        at, length = draw(st.integers(0, len(text))), draw(st.integers(0, 12))
        change = draw(CHANGES)
        text = text[:at] + change(text[at : at + length]) + text[at + length :]
        made.append(text)
        if draw(st.booleans()):
            text = made[0]
    return made


@given(documents() | edited())
def test_reading_with_what_is_known_is_reading_without(texts: list[str]) -> None:
    known = Sections(200)
    for text in (*texts, *texts):
        assert outcome(text, known) == outcome(text, None)


@pytest.mark.parametrize("sign", ["]", "]]", "\r", "x]"])
def test_a_sign_that_may_go_on_stays_with_its_text(sign: str) -> None:
    """expat waits with it, as ]]> or a line end of Windows may come; so it was read into the section that follows."""
    known = Sections(200)
    for before in (f"x{sign}", "x", f"x{sign}"):
        for choice in ("<choose/>", "<keep><p/></keep>", '<li number="1"/>'):
            text = f"<document><page>{before}{choice}</page></document>"
            assert outcome(text, known) == outcome(text, None)


def test_a_mistake_after_what_is_known_is_named_as_if_nothing_were() -> None:
    known = Sections(200)
    sound = element("page", 3, element("p", 4, "a"))
    outcome(f"<document>{sound}</document>", known)
    broken = f"<document>{sound}<page></document>"
    (finding,) = outcome(broken, known)  # type: ignore[misc]
    assert (finding.source, finding.line) == ("u", 4)
    assert (finding,) == outcome(broken, None)


def test_elements_that_are_known_count_too() -> None:
    known = Sections(200)
    page = f"<page>{'<p/>' * (MAX_ELEMENTS // 2)}</page>"
    assert isinstance(outcome(f"<document>{page}</document>", known), Node)
    (finding,) = outcome(f"<document>{page}{page}</document>", known)  # type: ignore[misc]
    assert finding.code == "template-size"


def test_a_part_that_is_taken_does_not_stand_on_a_known_page_as_well() -> None:
    known = Sections(200)
    choice = '<page><choose><option><part of="a"/></option></choose></page>'
    sound, twice = (f'<document><part id="a"><p/></part>{first}{choice}</document>' for first in ("<page/>", choice))
    assert isinstance(outcome(sound, known), Node)
    (finding,) = outcome(twice, known)  # type: ignore[misc]
    assert finding.code == "template-part"
