"""Like pages for Typst: the drawings in a module that its compiler keeps, the words in the main file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench.like_pages import LikePage, Words
from tests.bench.likeness import Drawing
from tests.bench.typst_card import box_of, quoted

MARK = "CHANGED-TEXT"


class TypstPages:
    """Keeps one compiler, as a long-lived process would.

    ``across``: pages side by side on a sheet, as in a leaflet. ``squeeze`` makes the type smaller, so that Typst's own
    layout of the words takes as many pages.
    """

    def __init__(
        self, pages: Sequence[LikePage], folder: Path, changed: str, across: int = 1, squeeze: float = 0.86
    ) -> None:
        import typst

        drawings = [block for page in pages for block in page.blocks if isinstance(block, Drawing)]
        names = [f"#let drawing{number} = {box_of(drawing)}" for number, drawing in enumerate(drawings)]
        (folder / "drawings.typ").write_text("\n".join(names), encoding="utf-8")
        options: dict[str, Any] = {"root": folder, "font_paths": [folder], "ignore_system_fonts": True}
        self.compiler = typst.Compiler(**options)
        source = _main(pages, across, squeeze)
        assert source.count(changed) == 1, "the text to change must be there once"
        self.source = source.replace(changed, MARK)

    def make(self, text: str) -> bytes:
        """The pages with another text, tagged."""
        source = self.source.replace(MARK, text)
        pdf = self.compiler.compile(input=source.encode(), format="pdf", pdf_tags=True)
        assert isinstance(pdf, bytes)
        return pdf


def _main(pages: Sequence[LikePage], across: int, squeeze: float) -> str:
    first = pages[0]
    columns = f", columns: {across}" if across > 1 else ""
    foot = "" if across > 1 else f", footer: [#text(size: 9pt)[{first.foot} #h(1fr) #context counter(page).display()]]"
    return f"""#import "drawings.typ": *
#set document(title: "like pages")
#set page(width: {first.width * across}pt, height: {first.height}pt, margin: 20pt{columns}{foot})
#set text(font: "Noto Sans", size: 12pt, lang: "en")
#set par(leading: 0.45em, spacing: 0.55em)
#show heading: it => block(above: 0.5em, below: 0.5em, it)
#show figure: set block(above: 0.3em, below: 0.3em)
{_body(pages, across, squeeze)}
"""


def _body(pages: Sequence[LikePage], across: int, squeeze: float) -> str:
    parts: list[str] = []
    number = 0
    for at, page in enumerate(pages, 1):
        for block in page.blocks:
            if isinstance(block, Words):
                parts.append(_words(block, squeeze))
            else:
                parts.append(f"#figure(drawing{number}, alt: {quoted(block.alt)})")
                number += 1
        if page.foot and across > 1:
            parts.append(f"#text(size: 9pt, {quoted(page.foot)})")
        if at < len(pages):
            parts.append("#colbreak()" if at % across else "#pagebreak()")
    return "\n\n".join(parts)


def _words(block: Words, squeeze: float) -> str:
    text, size = quoted(block.text), f"{block.size * squeeze:.2f}pt"
    if block.tag in ("H1", "H2", "H3"):
        return f"#heading(level: {block.tag[1]}, text(size: {size}, {text}))"
    weight = ', weight: "bold"' if block.bold else ""
    return f"#text(size: {size}{weight}, {text})"
