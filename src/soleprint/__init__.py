"""soleprint turns documented massage routines into printed wall cards, leaflets, booklets and other products.

>>> import soleprint
>>> card = soleprint.make("card", ["foot"], size="A5")
>>> card.pages
1

Make and save:

    make(product, routines, **options)   a Result: .pdf, .svg(page), .png(page, dpi), .save(path), .findings
    picture(routine, step=..., ...)      the picture of a routine or a step alone
    contact_sheet(...)                   every view and stroke on one sheet
    printer_test(...)                    the page that shows what a printer does
    instructions(result)                 how to print, cut, fold and bind what was made
    build(job, out)                      all files of a job file

A copy for each person of a table (CSV or Excel):

    merge(job, table, out)               all copies
    preview(job, row, table)             the Result of one row
    check_table(job, table)              every mistake of the table, as Findings

Look before making:

    check(paths, content=..., templates=...)   every mistake in content and templates, as Findings
    audit(product, routines, **options)        a product held against published standards
    products(), routines(), languages(), sizes(), themes()   what there is: names with meanings

Options have the names and values of the command line (``soleprint make card --help``), lengths with their unit:
``distance="70cm"``. Every mistake is a SoleprintError: its text says what is wrong, where, and what to do;
``exit_code`` and ``code`` are those of the command. Nothing is fetched, and nothing is written but what you save.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from soleprint.api import (
        audit,
        build,
        check,
        check_table,
        contact_sheet,
        instructions,
        languages,
        make,
        merge,
        picture,
        preview,
        printer_test,
        products,
        routines,
        sizes,
        themes,
    )
    from soleprint.errors import Finding, Remedy, SoleprintError
    from soleprint.products.result import Result

__version__ = "0.4.0"
__all__ = [
    "Finding",
    "Remedy",
    "Result",
    "SoleprintError",
    "__version__",
    "audit",
    "build",
    "check",
    "check_table",
    "contact_sheet",
    "instructions",
    "languages",
    "make",
    "merge",
    "picture",
    "preview",
    "printer_test",
    "products",
    "routines",
    "sizes",
    "themes",
]

_HOMES = {"Result": "products.result", "SoleprintError": "errors", "Finding": "errors", "Remedy": "errors"}


if not TYPE_CHECKING:  # Type checkers read the imports above; a call that there is not is a mistake to them.

    def __getattr__(name: str) -> Any:
        # Lazy, so that `import soleprint` and `soleprint --help` load nothing they do not use.
        if name in __all__:
            value = getattr(import_module(f"soleprint.{_HOMES.get(name, 'api')}"), name)
            globals()[name] = value
            return value
        raise AttributeError(f"module 'soleprint' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)


class _Room(ModuleType):
    """A package that has the name of a call, and is the call too: ``soleprint.products()``."""

    def __call__(self, *values: Any, **named: Any) -> Any:
        return getattr(import_module("soleprint.api"), self.__name__.rpartition(".")[2])(*values, **named)


class _Package(ModuleType):
    """This package. Python sets a package inside it, once it is imported, as an attribute over the call of its name."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name in __all__ and isinstance(value, ModuleType):
            value.__class__ = _Room
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
