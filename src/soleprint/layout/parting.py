"""Words that no line holds: which they are, and the document with them parted by hyphens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from soleprint.compose.markup import Node
from soleprint.layout.book import Book, Format, Layout, Section
from soleprint.layout.boxes import Box, Container
from soleprint.layout.content import TextBox
from soleprint.layout.engine import book_of, lay_out, setting_on
from soleprint.layout.feet import text_frame
from soleprint.layout.look import Look
from soleprint.layout.slots import SlotBox
from soleprint.marks import Rect


class Wide(NamedTuple):
    """A word wider than its line at the smallest type, with the signs round it, and its language (BCP 47)."""

    text: str
    lang: str


def parted(document: Node, look: Look, pages: Format, slots: list[SlotBox] | None = None) -> Layout | None:
    """The document with those words parted that no line holds, or None where that does not help.

    It is for what ``lay_out`` cannot set in any other way: a word that is whole is read more easily. So letters are
    narrow, and hold more words whole. ``slots`` are as there.
    """
    divided = _divided(document, look, pages, slots)
    return lay_out(document, divided.narrowed() or divided, pages, slots=slots) if divided is not look else None


def _divided(document: Node, look: Look, pages: Format, slots: list[SlotBox] | None = None) -> Look:
    """The look with hyphens for words that no line holds; itself where there are none."""
    from soleprint.text.hyphens import parting

    every = [word for ways in _ways(document, look, pages, slots) if all(ways) for words in ways for word in words]
    words = {key: new for word in every for key, new in parting(word.text, word.lang).items()}
    return look.with_words(words) if words else look


def in_the_way(document: Node, look: Look, pages: Format) -> tuple[Wide, ...]:
    """The words, not even parted, without which a document would fit; none where something else is too large too."""
    every = [min(ways, key=len) for ways in _ways(document, _divided(document, look, pages), pages)]
    words = tuple(dict.fromkeys(word for words in every for word in words))
    if words and lay_out(document, look.with_words(anywhere=True), pages) is not None:
        return words
    return ()


def _ways(document: Node, look: Look, pages: Format, slots: list[SlotBox] | None = None) -> Iterator[list[list[Wide]]]:
    """For each section, the words that are too wide in each of the ways to set it, in the narrowest letters."""
    book = book_of(document, look.narrowed() or look, pages, True, setting_on(pages, slots))
    for section in book.sections:
        base = section.limits[0] if section.limits else pages.smallest
        frame = _narrowest(book, section, base)
        boxes = [(way, *(foot.box for foot in way.feet)) for way in section.ways]
        yield [[word for box in way for word in _wide(box, frame, base)] for way in boxes]


def _narrowest(book: Book, section: Section, base: float) -> Rect:
    """Of the pages there are, or a left and a right one, the area that has the shortest lines."""
    frames = [text_frame(book, base, index, section) for index in range(book.format.total or 2)]
    return min(frames, key=lambda frame: frame.width)


def _wide(box: Box, frame: Rect, base: float) -> Iterator[Wide]:
    if isinstance(box, TextBox):
        for text in box.overfull(frame.width, base):
            yield Wide(text, box.prepared.lang)
    elif isinstance(box, Container):
        for child, place in box.arrange(frame, base):
            # A column without any room is no matter of words.
            if place.width > 0:
                yield from _wide(child, place, base)
