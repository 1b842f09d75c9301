"""Writes ``typed.py``, the types of the keyword arguments, from the option model and the shipped product files.

``python -m soleprint.api.generate`` writes it again; a test proves that it is current.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from soleprint.files.folders import layers
from soleprint.products.options import Option, every_option, options_of
from soleprint.products.product import product, product_names

TARGET = Path(__file__).with_name("typed.py")
_HEAD = '''"""The keyword arguments of ``soleprint.make`` by product. Made by ``api/generate.py``: do not edit."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal, Protocol, TypedDict, Unpack, overload

if TYPE_CHECKING:
    from soleprint.products.result import Result

'''


def typed_module() -> str:
    """The text of ``typed.py``."""
    folders = layers("templates")
    found = {name: product(folders, name) for name in product_names(folders)}
    found = {name: one for name, one in found.items() if one.alone}
    parts = [_HEAD]
    for name, one in found.items():
        parts.append(_class(_class_name(name), one.summary, options_of((*one.takes, "own")).values()))
    parts.append(_class("AnyOptions", "Every option; which a product takes is seen when it is made.", _union()))
    parts.append('\nclass Make(Protocol):\n    """Making a product."""\n\n')
    for name, one in found.items():
        parts.append(_overload(f"Literal[{name!r}]", one.documents != "none", _class_name(name)))
    parts.append(_overload("str", True, "AnyOptions"))
    return "\n".join(part.rstrip("\n") + "\n" for part in parts).replace("'", '"')


def _class_name(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("-")) + "Options"


def _union() -> Iterator[Option]:
    yield from every_option().values()


def _class(name: str, about: str, options: Iterable[Option]) -> str:
    lines = [f"\nclass {name}(TypedDict, total=False):", f'    """{about}"""', ""]
    lines += [f"    {option.name}: {_annotation(option)} | None" for option in options]
    return "\n".join(lines) + "\n"


def _annotation(option: Option) -> str:
    """The type of the values; a step may be given by its number."""
    return "str | int" if option.name == "step" else option.kind.python


def _overload(product_type: str, with_routines: bool, options: str) -> str:
    routines = "routines: str | Iterable[str] = ..., /, *, all: bool = ..." if with_routines else "/"
    arguments = ["self", f"product: {product_type}", *routines.split(", "), f"**options: Unpack[{options}]"]
    lines = "".join(f"        {argument},\n" for argument in arguments)
    return f"    @overload\n    def __call__(\n{lines}    ) -> Result: ...\n"


if __name__ == "__main__":
    TARGET.write_text(typed_module(), encoding="utf-8", newline="\n")
