"""A like card by WeasyPrint: ``python weasyprint_card.py CARD.json FONTS OUT.pdf [plain]``; ``plain``: no drawings."""

import json
import sys
from html import escape
from pathlib import Path
from typing import Any

from weasyprint import HTML

STYLE = """
@font-face {{ font-family: Noto; src: url({fonts}/NotoSans-Regular.ttf) }}
@font-face {{ font-family: Noto; font-weight: bold; src: url({fonts}/NotoSans-Bold.ttf) }}
@page {{ size: {width}mm {height}mm; margin: 5mm }}
body {{ font: 14pt/1.2 Noto; margin: 0 }}
header {{ background: #123B4A; color: white; padding: 6pt; display: flex; justify-content: space-between }}
h1 {{ font-size: 22pt; margin: 0 }} p {{ margin: 0 }}
ol {{ display: flex; list-style: none; padding: 0; margin: 6pt 0 }} li {{ flex: 1; font-weight: bold }}
section {{ border: 1pt solid; border-radius: 5pt; padding: 6pt; margin: 4pt 0 }}
footer {{ font-size: 8pt }}
"""


def make(card: dict[str, Any], fonts: Path, out: Path, plain: bool) -> None:
    style = STYLE.format(fonts=fonts.as_uri(), width=card["width_mm"], height=card["height_mm"])
    items = "".join(
        f"<li>{'' if plain else picture(drawing)}<p>{number} {escape(cue)}</p></li>"
        for number, (cue, drawing) in enumerate(card["steps"], 1)
    )
    panels = "".join(
        f'<section style="background:{fill};border-color:{line}"><b>{escape(title)}</b><p>{escape(text)}</p></section>'
        for fill, line, title, text in card["panels"]
    )
    page = (
        f'<html lang="en"><title>{escape(card["title"])}</title><style>{style}</style><body>'
        f"<header><h1>{escape(card['title'])}</h1><p>{escape(card['position'])}</p></header>"
        f"<ol>{items}</ol>{panels}<footer>{escape(card['footer'])}</footer>"
    )
    HTML(string=page).write_pdf(out, pdf_variant="pdf/ua-1")


def picture(drawing: dict[str, Any]) -> str:
    paths = "".join(
        f'<path fill="{fill or "none"}" stroke="{stroke or "none"}" stroke-width="{width}" d="{data(segments)}"/>'
        for fill, stroke, width, segments in drawing["paths"]
    )
    size = f'width="{drawing["width"]}pt" height="{drawing["height"]}pt"'
    return f'<svg {size} viewBox="0 0 {drawing["width"]} {drawing["height"]}">{paths}</svg>'


def data(segments: list[list[Any]]) -> str:
    return " ".join(" ".join(map(str, segment)) for segment in segments)


if __name__ == "__main__":
    make(json.loads(Path(sys.argv[1]).read_bytes()), Path(sys.argv[2]), Path(sys.argv[3]), len(sys.argv) > 4)
