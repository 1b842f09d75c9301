"""Assembly instructions: a file beside a product that says how to print, cut, fold and bind it.

They are a file of their own because a page among the product's would be printed and folded with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from msgspec.structs import replace

from soleprint.layout.paper import MM, paper
from soleprint.marks import Symbol
from soleprint.press.assembly import assembly
from soleprint.press.frames import frame
from soleprint.press.isometric import Colours
from soleprint.products.asked import Asked
from soleprint.products.look import Emblem, Emblems
from soleprint.products.make import fulfil
from soleprint.products.materials import Materials, materials
from soleprint.products.options import Folding, Own, SheetOptions
from soleprint.products.order import Order, read_order
from soleprint.products.result import Result
from soleprint.products.sheets import finishing, lettering

NAME = "instructions"
"""The product that they are."""
LEAST_WIDTH_MM = 140.0
"""Instructions for what is smaller are on A5."""


def instructions(result: Result) -> Result:
    """One page on how to put together what was made, in its language, told from what the press did.

    Raises DoesNotFit when the page cannot hold it at 12 pt, and what composing raises.
    """
    order = result.order
    first = materials(order)[0]
    words, sides = Asked(first.library.phrases()), len(result.publication.sheets)
    tasks = assembly(result.report, finishing(order), sides, order[Folding].fold)
    told = [
        (name, _filled(words[name], {key: first.typesetter.numerals(value) for key, value in values.items()}))
        for name, values in tasks
    ]
    drawings = _drawings(told, result, first)
    lines = [(line, name if name in drawings else "") for name, line in told]
    extra = {"words": words, "lines": lines, "made": result.publication.title, "drawings": drawings}
    made = fulfil(read_order(NAME, (), _options(order), beside=True), extra)
    dated = replace(made.publication, created=result.publication.created)
    return replace(made, publication=dated)


def _drawings(told: Sequence[tuple[str, str]], result: Result, material: Materials) -> Emblems:
    """The frame of each task that has one, described by the words beside it."""
    letter = lettering(material.typesetter, display=True)
    names = ("ink", "paper", "stage", "accent", "move", "stop")
    colours = Colours(*map(material.theme.colour, names))
    found = {name: (frame(name, result.report, colours, letter), line) for name, line in told}
    return {name: partial(_drawn, symbol, line) for name, (symbol, line) in found.items() if symbol is not None}


def _drawn(symbol: Symbol, words: str) -> Emblem:
    return symbol, words


def _filled(text: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _options(order: Order) -> dict[str, Any]:
    """The same language, look and folders, on the paper in the printer; A5 where that is too small for a page."""
    size = order[SheetOptions].sheet or order.paper.name
    own = order[Own]
    wide = paper(size, "portrait").width >= LEAST_WIDTH_MM * MM
    return {
        "lang": order.lang,
        "theme": order.theme,
        "size": size if wide else "A5",
        "orientation": "portrait",
        "content": own.content,
        "templates": own.templates,
        "font_dir": own.font_dir or None,
    }
