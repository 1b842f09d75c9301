"""``soleprint make picture``, ``soleprint view`` and ``soleprint make contact-sheet``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from soleprint.cli.make import format_of, output_options, report, save
from soleprint.cli.types import Length, RoutineId, folders

WIDTH = click.option("--width", type=Length("mm"), default="120", show_default=True, metavar="MM", help="How wide.")
THEME = click.option("--theme", default="clear", show_default=True, help="Look; see `soleprint list themes`.")


@click.command(
    epilog="\b\nExamples:\n  soleprint make picture foot --step 4 --format svg\n  soleprint make picture foot"
)
@click.argument("routine", type=RoutineId())
@click.option("--step", help="Number or id of one step; without it the whole routine is drawn.")
@click.option("--side", type=click.Choice(["left", "right"]), default="right", show_default=True, help="Leg or foot.")
@click.option("--mode", type=click.Choice(["partner", "self"]), help="For a partner, or for yourself.")
@click.option("--lang", default="en", show_default=True, help="Language of the description.")
@WIDTH
@THEME
@folders
@output_options
def picture(
    routine: str,
    step: str | None,
    width: float,
    out: Path | None,
    format_: str | None,
    dpi: int,
    quiet: bool,
    **given: Any,
) -> None:
    """Make the picture of a ROUTINE or one of its steps alone, for a web page or a slide."""
    from soleprint.products.drawing import picture as draw

    kind = format_ or format_of(out)
    result = draw(routine, step, width, **given)
    written = save(result, out or Path(f"{routine}{f'-{step}' if step else ''}.{kind}"), kind, dpi)
    if not quiet:
        report(result, written)


@click.command(
    epilog="\b\nExamples:\n  soleprint view foot-sole --debug --out foot-sole.png\n  soleprint view leg-back"
)
@click.argument("name")
@click.option("--debug", is_flag=True, help="Show points, landmark names, zones and lanes.")
@click.option(
    "--side", type=click.Choice(["left", "right"]), default="right", show_default=True, help="Mirrored: left."
)
@WIDTH
@THEME
@folders
@output_options
def view(
    name: str, debug: bool, width: float, out: Path | None, format_: str | None, dpi: int, quiet: bool, **given: Any
) -> None:
    """Draw the view NAME of content/views, for those who make or change one."""
    from soleprint.products.drawing import view as draw

    kind = format_ or format_of(out)
    result = draw(name, debug, width, **given)
    written = save(result, out or Path(f"{name}.{kind}"), kind, dpi)
    if not quiet:
        report(result, written)


@click.command("contact-sheet", epilog="\b\nExample:\n  soleprint make contact-sheet --out contact-sheet.png")
@click.option("--size", default="A3", show_default=True, help="Paper.")
@THEME
@folders
@output_options
def contact_sheet(out: Path | None, format_: str | None, dpi: int, quiet: bool, **given: Any) -> None:
    """Make a sheet of every view and every stroke."""
    from soleprint.products.drawing import contact_sheet as draw

    kind = format_ or format_of(out)
    result = draw(**given)
    written = save(result, out or Path(f"contact-sheet.{kind}"), kind, dpi)
    if not quiet:
        report(result, written)
