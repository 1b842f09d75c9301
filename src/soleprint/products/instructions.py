"""Assembly instructions: a file beside a product that says how to print, cut, fold and bind it.

They are a file of their own because a page among the product's would be printed and folded with it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec.structs import replace

from soleprint.layout.paper import MM, paper
from soleprint.press.assembly import assembly
from soleprint.products.make import fulfil
from soleprint.products.materials import materials
from soleprint.products.options import Folding, Own, SheetOptions
from soleprint.products.order import Order, read_order
from soleprint.products.result import Result
from soleprint.products.sheets import finishing

NAME = "instructions"
"""The product that they are."""
LEAST_WIDTH_MM = 140.0
"""Instructions for what is smaller are on A5."""


def beside(path: Path) -> Path:
    """Where the instructions of the file ``path`` go: ``NAME-instructions.pdf``."""
    return path.with_name(f"{path.stem}-instructions.pdf")


def instructions(result: Result) -> Result:
    """One page on how to put together what was made, in its language, told from what the press did.

    Raises DoesNotFit when the page cannot hold it at 12 pt, and what composing raises.
    """
    order = result.order
    first = materials(order)[0]
    words, sides = first.library.phrases(), len(result.publication.sheets)
    tasks = assembly(result.report, finishing(order), sides, order[Folding].fold)
    lines = [_filled(words[name], {key: first.typesetter.numerals(value) for key, value in values.items()})
             for name, values in tasks]  # fmt: skip
    extra = {"lines": lines, "made": result.publication.title}
    told = fulfil(read_order(NAME, (), _options(order), beside=True), extra)
    dated = replace(told.publication, created=result.publication.created)
    return replace(told, publication=dated)


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
