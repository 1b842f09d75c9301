"""White space in paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

Stretch = tuple[str, bool, str, str | None]
"""Text, bold, colour and language."""
_SPACES = re.compile("[ \t\n\r]+")
"""White space that folds, as in HTML; a no-break space does not."""


def folded(spans: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """White space folded as in HTML: runs of it are one space, none at the paragraph's ends."""
    out: list[Stretch] = []
    spaced = True
    for text, bold, colour, lang in spans:
        folded = _SPACES.sub(" ", text)
        folded = folded.removeprefix(" ") if spaced else folded
        spaced = folded.endswith(" ") or (spaced and not folded)
        out.append((folded, bold, colour, lang))
    last = max((i for i, stretch in enumerate(out) if stretch[0]), default=-1)
    return tuple((text.rstrip(" ") if i == last else text, *style) for i, (text, *style) in enumerate(out))  # type: ignore[misc]
