"""Parts of other PDF files in the files that we write."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from soleprint.ink.objects import Objects, Raw, Stream
from soleprint.marks import (
    ARTIFACT,
    Excerpt,
    Foreign,
    ForeignObject,
    Group,
    Mark,
    Page,
    Placement,
    Publication,
    Rect,
    Sheet,
)
from soleprint.store import personal

PICTURE_DPI = 200
Change = Callable[[ForeignObject, str], tuple[str, bytes | None]]


class Imports:
    """The objects of other files that one document has taken in, each once."""

    def __init__(self, objects: Objects, change: Change) -> None:
        """``change`` sees each object, with its text, before it is written; it gives text and data to write."""
        self._objects = objects
        self._change = change
        self._references: dict[tuple[Foreign, int], str] = {}

    def add(self, source: Foreign, number: int) -> str:
        """Add an object with all that it refers to; the reference to it."""
        new: dict[int, Raw | Stream] = {}
        todo = [number]
        while todo:
            one = todo.pop()
            if (source, one) not in self._references:
                made = source.objects[one]
                new[one] = Raw() if made.data is None else Stream("", made.data)
                self._references[source, one] = self._objects.add(new[one])
                todo += [part for part in reversed(made.body) if isinstance(part, int)]
        for one, empty in new.items():
            self._fill(empty, source, one)
        return self._references[source, number]

    def _fill(self, empty: Raw | Stream, source: Foreign, number: int) -> None:
        made = source.objects[number]
        parts = [part if isinstance(part, str) else f" {self._references[source, part]}" for part in made.body]
        text, data = self._change(made, "".join(parts))
        if isinstance(empty, Stream):
            empty.head, empty.content = text, data or b""
        else:
            empty.body = text


@personal
@lru_cache(maxsize=16)
def picture(excerpt: Excerpt) -> bytes:
    """A PNG of the excerpt's picture on white, as large as its page."""
    from soleprint.ink.pdf import write_pdf
    from soleprint.ink.png import write_png

    assert excerpt.picture is not None
    frame = excerpt.whole
    box = Rect(0, 0, frame.width, frame.height)
    shown = Group((Excerpt(excerpt.source, excerpt.picture, frame, frame),), (1, 0, 0, 1, -frame.x0, -frame.y0))
    page = Page(box.width, box.height, (Mark(ARTIFACT, shown),), box)
    sheet = Sheet(box.width, box.height, box, box, (Placement(0),))
    return write_png(write_pdf(Publication("picture", "en", (page,), (sheet,))), 0, PICTURE_DPI)
