"""``soleprint view`` and ``soleprint printer-test``: products under names of their own."""

from __future__ import annotations

from typing import Any

import click

from soleprint.cli.make import product_command, run
from soleprint.files.folders import layers
from soleprint.products.product import product


def _view() -> click.Command:
    from soleprint.cli.view import command

    return command()


def _printer_test() -> click.Command:
    made = product_command("printer-test", product(layers("templates"), "printer-test"), run)
    made.epilog = "\b\nExample:\n  soleprint printer-test --size A4 --out test.pdf"
    return made


def __getattr__(name: str) -> Any:
    makers = {"view": _view, "printer_test": _printer_test}
    if name in makers:
        return makers[name]()
    raise AttributeError(name)
