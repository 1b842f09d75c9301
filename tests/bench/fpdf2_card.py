"""A like card by fpdf2: ``python fpdf2_card.py CARD.json FONTS OUT.pdf [plain]``; ``plain`` leaves out the drawings."""

import json
import sys
from pathlib import Path
from typing import Any

from fpdf import FPDF
from fpdf.drawing import GraphicsStyle


def make(card: dict[str, Any], fonts: Path, out: Path, plain: bool) -> None:
    pdf = FPDF(unit="pt", format=(card["width_mm"] * 72 / 25.4, card["height_mm"] * 72 / 25.4))
    pdf.set_margin(14)
    pdf.set_auto_page_break(False)
    pdf.add_font("Noto", "", fonts / "NotoSans-Regular.ttf")
    pdf.add_font("Noto", "B", fonts / "NotoSans-Bold.ttf")
    pdf.set_title(card["title"])
    pdf.set_lang("en")
    pdf.add_page()
    head(pdf, card)
    steps(pdf, card, plain)
    for fill, _, title, text in card["panels"]:
        pdf.set_fill_color(fill)
        pdf.set_font("Noto", "B", 14)
        pdf.multi_cell(0, 17, title, fill=True, new_x="LMARGIN", new_y="NEXT")
        pdf.set_font("Noto", "", 14)
        if text:
            pdf.multi_cell(0, 17, text, fill=True, new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("Noto", "", 8)
    pdf.multi_cell(0, 10, card["footer"])
    pdf.output(str(out))


def head(pdf: FPDF, card: dict[str, Any]) -> None:
    pdf.set_fill_color("#123B4A")
    pdf.set_text_color(255, 255, 255)
    pdf.set_font("Noto", "B", 22)
    pdf.cell(pdf.epw / 2, 40, card["title"], fill=True)
    pdf.set_font("Noto", "", 14)
    pdf.cell(0, 40, card["position"], fill=True, align="R", new_x="LMARGIN", new_y="NEXT")
    pdf.set_text_color(0, 0, 0)


def steps(pdf: FPDF, card: dict[str, Any], plain: bool) -> None:
    width, top = pdf.epw / len(card["steps"]), pdf.y + 6
    below = top + max(drawing["height"] for _, drawing in card["steps"])
    pdf.set_font("Noto", "B", 14)
    lowest = below
    for number, (cue, drawing) in enumerate(card["steps"]):
        left = pdf.l_margin + number * width
        if not plain:
            draw(pdf, drawing, left, top)
        pdf.set_xy(left, below)
        pdf.multi_cell(width, 17, f"{number + 1} {cue}", align="L", new_x="LMARGIN", new_y="NEXT")
        lowest = max(lowest, pdf.y)
    pdf.set_xy(pdf.l_margin, lowest + 6)


def draw(pdf: FPDF, drawing: dict[str, Any], left: float, top: float) -> None:
    for fill, stroke, width, segments in drawing["paths"]:
        with pdf.new_path(left, top) as path:
            path.style.fill_color = fill
            path.style.stroke_color = stroke
            path.style.stroke_width = width or GraphicsStyle.INHERIT
            path.style.auto_close = False
            for name, *numbers in segments:
                points = [n + (top if i % 2 else left) for i, n in enumerate(numbers)]
                if name == "M":
                    path.move_to(*points)
                elif name == "L":
                    path.line_to(*points)
                elif name == "C":
                    path.curve_to(*points)
                else:
                    path.close()


if __name__ == "__main__":
    make(json.loads(Path(sys.argv[1]).read_bytes()), Path(sys.argv[2]), Path(sys.argv[3]), len(sys.argv) > 4)
