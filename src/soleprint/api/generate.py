"""Writes what is made from the option model and the shipped product files: the types of the keyword arguments
(``typed.py``), the schema of product files, and the table of options in ``templates/README.md``.

``python -m soleprint.api.generate`` in a checkout writes them again; a test proves that they are current.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from soleprint.files.folders import builtin, layers
from soleprint.products.options import SECTIONS, Option, every_option, options_of
from soleprint.products.product import product, product_names, product_schema

TABLE_BEGINS, TABLE_ENDS = "<!-- options -->", "<!-- /options -->"
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


def option_table() -> str:
    """Every option in Markdown, in the sections of the command line's help."""
    folders = layers("templates")
    takes = {name: options_of(product(folders, name).takes) for name in product_names(folders)}
    lines: list[str] = []
    for section in SECTIONS:
        lines += ["", f"**{section}**", "", "| option | value | what it does | products |", "| --- | --- | --- | --- |"]
        for option in every_option().values():
            if option.section == section and option.shown:
                users = [name for name, options in takes.items() if option.name in options]
                named = ", ".join(users) if users else "all"
                value = option.kind.metavar.replace("|", " ") or "on"
                lines.append(f"| `{option.name}` | {value} | {option.help} | {named} |")
    return "\n".join(lines[1:]) + "\n"


def with_table(readme: str) -> str:
    """The text of ``templates/README.md`` with the table of today between its marks."""
    before, _, rest = readme.partition(TABLE_BEGINS)
    _, _, after = rest.partition(TABLE_ENDS)
    return f"{before}{TABLE_BEGINS}\n{option_table()}{TABLE_ENDS}{after}"


def schema_text() -> str:
    """The text of ``templates/product.schema.json``."""
    return json.dumps(product_schema(), indent=1, ensure_ascii=False) + "\n"


def _write() -> None:
    templates = builtin("templates")
    readme = templates / "README.md"
    files = {
        TARGET: typed_module(),
        templates / "product.schema.json": schema_text(),
        readme: with_table(readme.read_text(encoding="utf-8")),
    }
    for path, text in files.items():
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    _write()
