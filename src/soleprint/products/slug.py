"""Words for the press, which sets no text itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from soleprint.marks import GlyphRun

if TYPE_CHECKING:
    from soleprint.content.library import Library
    from soleprint.press.plan import Lettering, Slug
    from soleprint.text import Typesetter


def lettering(typesetter: Typesetter) -> Lettering:
    """The function that sets a line of words at a size in points, from (0, 0) on the baseline."""
    from soleprint.text import Span

    def letter(text: str, size: float) -> Sequence[GlyphRun]:
        prepared = typesetter.prepare([Span(text)])
        setting = prepared.set(prepared.natural_width(size) + 1, size, 1.0)
        rise = setting.lines[0].baseline if setting.lines else 0.0
        return [run for _, run in setting.runs(0.0, rise)]

    return letter


def slug(typesetter: Typesetter, library: Library) -> Slug:
    """The words outside the trims, in the edition's language."""
    from soleprint.press.plan import Slug

    words = library.phrases()
    return Slug(lettering(typesetter), words["print-at-100"], words["glue-here"])


def lines(typesetter: Typesetter, text: str, size: float, width: float) -> list[str]:
    """``text`` broken into lines no wider than ``width`` points at ``size`` points."""
    from soleprint.text import Span

    setting = typesetter.prepare([Span(text)]).set(width, size)
    return ["".join(line.runs[index][1].text for index in line.order).strip() for line in setting.lines]
