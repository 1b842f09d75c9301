"""``soleprint view`` and ``soleprint printer-test``: products under names of their own."""

from __future__ import annotations

from typing import Any

import click

from soleprint.cli.make import product_command, run
from soleprint.files.folders import layers
from soleprint.products.product import product


def _command(name: str, epilog: str) -> click.Command:
    made = product_command(name, product(layers("templates"), name), run)
    made.epilog = epilog
    return made


def _view() -> click.Command:
    """The view as an argument instead of an option."""
    command = _command(
        "view", "\b\nExamples:\n  soleprint view leg-back\n  soleprint view foot-sole --debug --out foot-sole.png"
    )
    command.params = [click.Argument(["view"]), *(param for param in command.params if param.name != "view")]
    return command


def _printer_test() -> click.Command:
    return _command("printer-test", "\b\nExample:\n  soleprint printer-test --size A4 --out test.pdf")


def __getattr__(name: str) -> Any:
    makers = {"view": _view, "printer_test": _printer_test}
    if name in makers:
        return makers[name]()
    raise AttributeError(name)
