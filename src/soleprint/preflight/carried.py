"""What must be said for safety is on the pages: looked for in the display list, whoever wrote the template."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from soleprint.content.safety import Piece
from soleprint.errors import Finding
from soleprint.marks import ARTIFACT, GlyphRun, Group, Mark, Page, Primitive
from soleprint.store import Store, personal

_UNSEEN = re.compile("[\\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")
"""White space, where lines may break, and characters that only order or join others."""


def missing_pieces(plain: str, pieces: Iterable[Piece], template: str) -> list[Finding]:
    """A finding for each piece that ``plain``, a folded text, does not hold in any of its ways; ``template`` names the
    file to mend."""
    lacking = [piece for piece in pieces if not any(all(_piece(t) in plain for t in way) for way in piece.ways)]
    return [
        Finding(
            "safety-missing",
            f"the pages do not say {piece.name}, which must be on every one of these; print {piece.print_as}",
            template,
        )
        for piece in lacking
    ]


def page_text(pages: Sequence[Page]) -> str:
    """All that is said on the pages, folded, in logical order; running feet and other decoration do not count."""
    return "".join([_text(page.marks) for page in pages])


_texts: Store[int, tuple[tuple[Mark, ...], str]] = personal(Store(40))
"""By the identity of a page's marks: most are those of the last document."""


def _text(marks: tuple[Mark, ...]) -> str:
    known = _texts.get(id(marks))
    if known is not None:
        return known[1]
    said = [run.text for mark in marks if mark.owner is not ARTIFACT for run in _runs(mark.item)]
    text = folded("".join(said))
    if not any(mark.slot for mark in marks):  # what a person is told is kept by nobody
        _texts.put(id(marks), (marks, text))
    return text


def _runs(item: Primitive) -> Iterator[GlyphRun]:
    if isinstance(item, GlyphRun):
        yield item
    elif isinstance(item, Group):
        for child in item.items:
            yield from _runs(child)


@personal
@lru_cache(maxsize=1024)
def _piece(text: str) -> str:
    """``folded``, kept: pieces are the same from document to document."""
    return folded(text)


def folded(text: str) -> str:
    """``text`` without what cannot be seen, so that line breaks do not count."""
    return _UNSEEN.sub("", text)
