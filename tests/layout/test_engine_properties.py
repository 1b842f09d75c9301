"""Whatever document it is and however pages come about: nothing lost, all in order, all inside its frame."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hypothesis import example, given, settings
from hypothesis import strategies as st

from soleprint.layout.book import Format, Layout
from soleprint.layout.paper import Face
from tests.layout.documents import FOOT, laid, outside, pages_of, plain, said, text

WORD = re.compile(r"§(\d+)")
"""A number that each paragraph of a document begins with."""
PICTURE = '<figure step="a" min="2" max="5"/>'
FILLER = '<page filler="yes" running="yes"><p>Notes.</p></page>'
LAST = "<page last='yes'><p>§999 Imprint.</p></page>"


@dataclass(frozen=True)
class Part:
    """A <page>: blocks of so many words each, 0 for a picture."""

    blocks: tuple[int, ...]
    flow: bool
    running: bool
    limits: tuple[int, int] | None

    def markup(self, first: int) -> str:
        said_so = {"flow": self.flow, "running": self.running}
        attributes = "".join(f' {name}="yes"' for name, on in said_so.items() if on)
        if self.limits:
            attributes += ' minimum="{}" maximum="{}"'.format(*self.limits)
        blocks = [f"<p>§{first + n} {said(words)}</p>" if words else PICTURE for n, words in enumerate(self.blocks)]
        return f'<page gap="0.4"{attributes}>{"".join(blocks)}</page>'


limits = st.sampled_from([None, None, None, (8, 8), (8, 14), (10, 20)])
flows = st.builds(
    Part, st.lists(st.integers(0, 25), min_size=1, max_size=12).map(tuple), st.just(True), st.booleans(), limits
)
singles = st.builds(
    Part, st.lists(st.integers(0, 15), min_size=1, max_size=3).map(tuple), st.just(False), st.booleans(), limits
)
documents = st.lists(st.one_of(flows, singles), min_size=1, max_size=5)


def numbers(parts: list[Part]) -> list[int]:
    """The numbers of all paragraphs, in order."""
    every = [words for part in parts for words in part.blocks]
    return [n for n, words in enumerate(every, 1) if words]


def body(parts: list[Part], more: str = "") -> str:
    first, markup = 1, FOOT
    for part in parts:
        markup += part.markup(first)
        first += len(part.blocks)
    return markup + more


def sound(layout: Layout, form: Format, wanted: list[int]) -> None:
    words = " ".join(text(page) for page in layout.pages)
    assert [int(found) for found in WORD.findall(words)] == wanted
    assert [problem for page in layout.pages for problem in outside(page)] == []
    for number, (page, base, least) in enumerate(zip(layout.pages, layout.bases, layout.smallest, strict=True)):
        face = form.face(number)
        assert (page.width, page.height, page.safe) == (face.sheet.width, face.sheet.height, face.safe)
        assert base >= least - 1e-9


@settings(max_examples=40, deadline=None)
@given(documents, st.integers(8, 13))
def test_a_document_that_takes_the_pages_it_needs(parts: list[Part], base: int) -> None:
    form = pages_of(base)
    layout = laid(body(parts, FILLER + LAST), form)
    if layout is None:
        # Then one of its pages does not fit alone.
        assert any(laid(body([part]), form) is None for part in parts)
        return
    sound(layout, form, [*numbers(parts), 999])
    alone = [laid(body([part]), form) for part in parts]
    assert len(layout.pages) == sum(len(one.pages) for one in alone if one) + 1


def two_sizes(index: int) -> Face:
    """Panels of a folded sheet: the last is narrower."""
    return plain(180 if index % 3 == 2 else 190, 220)


PICTURE_ONLY = Part((0,), True, False, None)
LONG = Part((14, 14, 21, 21, 14, 14, 21, 13, 13, 20), True, True, (10, 20))
"""Takes a panel more where one of them is the narrower one."""


@example([PICTURE_ONLY, PICTURE_ONLY, PICTURE_ONLY, LONG], 1, True)
@settings(max_examples=40, deadline=None)
@given(documents, st.integers(1, 7), st.booleans())
def test_a_document_on_a_number_of_panels(parts: list[Part], total: int, elastic: bool) -> None:
    form = pages_of(9, 15, total, elastic, two_sizes, turns=6)
    markup = body(parts, FILLER + LAST)
    layout = laid(markup, form)
    needed = laid(markup, pages_of(9, face=two_sizes, turns=6))
    if layout is None:
        assert needed is None or (len(needed.pages) > total and not elastic)
        return
    assert needed is not None
    assert len(layout.pages) == max(total, len(needed.pages)) if elastic else total
    sound(layout, form, [*numbers(parts), 999])
    assert text(layout.pages[-1]) == "§999 Imprint."
    assert len({base for base, part in zip(layout.bases, layout.pages, strict=True) if "Notes." in text(part)}) <= 1


def front_and_back(index: int) -> Face:
    return plain(160, 240) if index % 2 else plain(170, 230)


@settings(max_examples=40, deadline=None)
@given(st.lists(singles, min_size=1, max_size=4))
def test_faces_are_one_page_each(parts: list[Part]) -> None:
    form = pages_of(9, 15, face=front_and_back)
    layout = laid(body(parts), form)
    if layout is None:
        assert any(laid(body([part]), pages_of(9, 15, face=lambda i, n=n: front_and_back(n))) is None  # type: ignore[misc]
                   for n, part in enumerate(parts))  # fmt: skip
        return
    assert len(layout.pages) == len(parts)
    sound(layout, form, numbers(parts))
    for part, base in zip(parts, layout.bases, strict=True):
        least, most = part.limits or (9, 9)
        assert least <= base <= most + 1e-9
