"""From text to shaped pieces: scripts, faces and glyphs, with a cache of words for the whole process."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from soleprint.content.languages import Language
from soleprint.store import personal
from soleprint.text.face import Face
from soleprint.text.fonts import FontStyle, Library
from soleprint.text.scripts import UNSEEN, clusters, resolve, script_of
from soleprint.text.shape import Shaped, shape


class Missing(Exception):
    """Internal: characters no font has, as (cluster, script) pairs."""

    def __init__(self, found: list[tuple[str, str]]) -> None:
        super().__init__(found)
        self.found = found


WORDS = 6_000
"""How many are kept: more than all products of two languages have."""


class Word(NamedTuple):
    """A stretch of one style and direction, shaped. ``scripts`` has one entry per part."""

    parts: tuple[Shaped, ...]
    scripts: tuple[str, ...]


@personal
@lru_cache(maxsize=WORDS)
def shape_word(
    library: Library,
    text: str,
    style: FontStyle,
    lang: Language,
    rtl: bool,
    context: str,
    before: str = "",
    after: str = "",
) -> Word:
    """Shape ``text``, in as many faces as it needs, in visual order of parts for the direction.

    ``context`` is the script that shared characters take when the text has no other. Raises Missing, and FontProblem
    when a font lacks the weight.
    """
    seen = text if UNSEEN.isdisjoint(text) else "".join(char for char in text if char not in UNSEEN)
    if not seen:  # the bounds of an isolate may stand alone between changes of level
        return Word((), ())
    ranges = clusters(seen)
    chosen = _choose(library, [seen[start:end] for start, end in ranges], style, lang, context)
    parts: list[Shaped] = []
    scripts: list[str] = []
    bounds = [at for at, choice in enumerate(chosen) if at == 0 or choice != chosen[at - 1]]
    for first, past in zip(bounds, [*bounds[1:], len(chosen)], strict=True):
        (face, script), start, end = chosen[first], ranges[first][0], ranges[past - 1][1]
        left, right = (before + seen[:start])[-1:], (seen[end:] + after)[:1]
        parts.append(shape(face, seen[start:end], script, lang.code, rtl, left, right))
        scripts.append(script)
    return Word(tuple(parts), tuple(scripts))


def _choose(
    library: Library, bases: Sequence[str], style: FontStyle, lang: Language, context: str
) -> list[tuple[Face, str]]:
    """Face and script of every base with its marks. Raises Missing with all that have none."""
    scripts = resolve([script_of(cluster[0]) for cluster in bases], context)
    wanted = list(zip(bases, scripts, strict=True))
    found: dict[tuple[str, str], tuple[Face, str]] = {}
    for cluster, script in dict.fromkeys(wanted):
        face = None if _is_control(cluster[0]) else library.choose(cluster, script, lang, style)
        if face is not None:
            found[cluster, script] = face, script
    missing = [each for each in wanted if each not in found]
    if missing:
        raise Missing(missing)
    return [found[each] for each in wanted]


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cs")
