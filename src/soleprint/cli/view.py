"""``soleprint view``, and ``soleprint view import``."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import click

from soleprint.cli.make import ProductCommand, product_command, run
from soleprint.cli.types import FOLDER
from soleprint.files.folders import layers
from soleprint.products.product import product

EPILOG = """\b
Examples:
  soleprint view leg-back
  soleprint view foot-sole --debug --out foot-sole.png

A view of your own, from a drawing (`soleprint view import --help`):
  soleprint view import mine/arm.svg --content mine
"""


class ViewCommand(ProductCommand):
    """The command of the product, in which ``import`` takes the place of a view's name."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        if args and args[0] == import_.name:
            return import_.make_context(f"{info_name} {import_.name}", args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)


def command() -> click.Command:
    """The product's command, with the view as an argument instead of an option."""
    made = product_command("view", product(layers("templates"), "view"), run)
    params = [click.Argument(["view"]), *(param for param in made.params if param.name != "view")]
    return ViewCommand("view", callback=made.callback, params=params, help=made.help, epilog=EPILOG)


@click.command("import", epilog="\b\nExample:\n  soleprint view import mine/arm.svg --content mine")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--content", type=FOLDER, metavar="DIR", help="Your content folder; it is made where it is not there.")
@click.option("--name", help="The view's name; that of the file where none is given.")
@click.option("--subject", metavar="TEXT", help='What it shows, such as "the back of the {side} arm".')
@click.option("--force", is_flag=True, help="Write over a view of this name.")
def import_(file: Path, content: Path | None, name: str | None, subject: str | None, force: bool) -> None:
    """Make a view from FILE, a drawing in SVG, as Inkscape saves it.

    The drawing has layers called outline, landmarks, zones, lines, reach and lanes, and a line whose name says how long
    it is on the body, such as scale-100mm. `soleprint new drawing NAME` makes one to begin from, and
    content/views/README.md shows the way. Mistakes are told with their places in FILE; then nothing is written.
    """
    from soleprint.products.drawings import import_view

    found = import_view(file, content, name=name, subject=subject, force=force)
    for path in found.paths:
        click.echo(f"Wrote {path}")
    for finding in found.warnings:
        click.echo(str(finding), err=True)
    lanes = "strokes run along it" if found.has_lanes else "without lanes, so no stroke runs along it"
    size = f"{found.width:,.0f} mm wide, {found.height:,.0f} mm high"
    click.echo(f"On the body it is {size}; {found.landmarks} places; {lanes}.", err=True)
    click.echo(f"Next: soleprint view {found.name} --content {shlex.quote(str(content))} --debug", err=True)
