"""A like card for Typst: the drawings in a module that its compiler keeps, the words in the main file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.bench.likeness import Drawing, LikeCard

_NAMES = {"M": "move", "L": "line", "C": "cubic"}


class TypstCard:
    """Keeps one compiler, as a long-lived process would."""

    def __init__(self, card: LikeCard, folder: Path) -> None:
        import typst

        (folder / "drawings.typ").write_text(_drawings(card), encoding="utf-8")
        self.card = card
        options: dict[str, Any] = {"root": folder, "font_paths": [folder], "ignore_system_fonts": True}
        self.compiler = typst.Compiler(**options)

    def make(self, first_cue: str) -> bytes:
        """The card with another cue for its first step, tagged."""
        pdf = self.compiler.compile(input=_main(self.card, first_cue).encode(), format="pdf", pdf_tags=True)
        assert isinstance(pdf, bytes)
        return pdf


def _drawings(card: LikeCard) -> str:
    return "\n".join(f"#let drawing{number} = {box_of(drawing)}" for number, (_, drawing) in enumerate(card.steps))


def box_of(drawing: Drawing) -> str:
    """A drawing as an expression."""
    curves = "\n".join(f"place({_curve(path)})" for path in drawing.paths)
    return f"box(width: {drawing.width}pt, height: {drawing.height}pt, {{\n{curves}\n}})"


def _curve(path: Any) -> str:
    fill, stroke, width, segments = path
    paint = f'fill: rgb("{fill}")' if fill else "fill: none"
    line = f'stroke: {width}pt + rgb("{stroke}")' if stroke else "stroke: none"
    return f"curve({paint}, {line}, {', '.join(map(_segment, segments))})"


def _segment(segment: Any) -> str:
    name, *numbers = segment
    if name == "Z":
        return "curve.close()"
    points = ", ".join(f"({x}pt, {y}pt)" for x, y in zip(numbers[::2], numbers[1::2], strict=True))
    return f"curve.{_NAMES[name]}({points})"


def _main(card: LikeCard, first_cue: str) -> str:
    cues = [first_cue, *(cue for cue, _ in card.steps[1:])]
    cells = "\n".join(
        f"[#figure(drawing{number}, alt: {quoted(drawing.alt)})\n#strong[{number + 1} #{quoted(cue)}]],"
        for number, ((_, drawing), cue) in enumerate(zip(card.steps, cues, strict=True))
    )
    panels = "\n".join(
        f'#block(width: 100%, inset: 6pt, radius: 5pt, fill: rgb("{fill}"), stroke: rgb("{line}"))'
        f"[#strong({quoted(title)})\\ #{quoted(text)}]"
        for fill, line, title, text in card.panels
    )
    return f"""#import "drawings.typ": *
#set document(title: {quoted(card.title)})
#set page(width: {card.width_mm}mm, height: {card.height_mm}mm, margin: 5mm)
#set text(font: "Noto Sans", size: 14pt, lang: "en")
#set par(leading: 0.5em)
#block(width: 100%, inset: 6pt, fill: rgb("#123B4A"), text(fill: white)[
#heading({quoted(card.title)})
#{quoted(card.position)}])
#grid(columns: 2, gutter: 6pt,
{cells})
{panels}
#text(size: 8pt, {quoted(card.footer)})
"""


def quoted(text: str) -> str:
    """A string literal."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
