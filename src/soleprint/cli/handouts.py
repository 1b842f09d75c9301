"""``soleprint make leaflet``, ``soleprint make booklet`` and ``soleprint printer-test``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from soleprint.cli.make import format_of, make_product, output_options, report, save
from soleprint.cli.types import (
    F,
    Length,
    RoutineId,
    content_options,
    folders,
    leaflet_options,
    press_options,
    with_options,
)

LEAFLET_EPILOG = """\b
Examples:
  soleprint make leaflet foot --emergency 999 --out foot.pdf
  soleprint make leaflet back-of-leg foot --lang es --size A4 --fold tri --profile clinic.yaml
  soleprint make leaflet foot --edition large-print --profile clinic.yaml
"""
BOOKLET_EPILOG = """\b
Examples:
  soleprint make booklet --all --emergency 999 --size A5
  soleprint make booklet --all --profile clinic.yaml --size A5 --sheet A4 --impose booklet
"""


def handout_options(command: F) -> F:
    """Adds what leaflets and booklets share."""
    options = [
        click.option(
            "--edition",
            type=click.Choice(["standard", "large-print", "easy-read"]),
            default="standard",
            show_default=True,
            help="Type of 12, 16 or 14 points at least.",
        ),
        click.option("--profile", type=click.Path(path_type=Path, dir_okay=False), help="Your clinic: clinic.yaml."),
        click.option("--emergency", metavar="NUMBER", help="Emergency number, where no profile has it."),
        click.option("--strict", is_flag=True, help="A review date that is past is an error."),
        click.option("--name", help="Who it is for."),
        click.option("--date", "date", help="Date of the plan."),
        click.option("--steps", help="Steps prescribed, in words."),
        click.option("--often", help="How often, in words."),
        click.option("--long", "long", help="For how long, in words."),
        click.option("--notes", help="Notes."),
        click.option("--bleed", "bleed_mm", type=Length("mm"), default="0", metavar="MM", help="Colour to cut away."),
    ]
    return content_options(with_options(command, options))


@click.command(epilog=LEAFLET_EPILOG)
@leaflet_options
@handout_options
@press_options
@folders
@output_options
def leaflet(routines: tuple[str, ...], **given: Any) -> None:
    """Make a leaflet of one ROUTINE or several."""
    make_product("leaflet", routines, given)


@click.command(epilog=BOOKLET_EPILOG)
@click.argument("routines", nargs=-1, type=RoutineId())
@click.option("--all", "every", is_flag=True, help="All routines.")
@click.option("--size", default="A5", show_default=True, help="One page.")
@click.option(
    "--bundle", multiple=True, type=click.Path(path_type=Path, dir_okay=False), help="A PDF of yours to take in."
)
@click.option("--bundle-alt", multiple=True, metavar="TEXT", help="Describes a page taken in, in order.")
@handout_options
@press_options
@folders
@output_options
def booklet(routines: tuple[str, ...], every: bool, **given: Any) -> None:
    """Make a booklet of ROUTINES, with cover, contents, safety, strokes and notes."""
    if every:
        from soleprint.products.order import every_routine

        routines = tuple(every_routine(given["content"]))
    make_product("booklet", routines, given)


@click.command("printer-test", epilog="\b\nExample:\n  soleprint printer-test --sheet A4 --out test.pdf")
@click.option("--sheet", default="A4", show_default=True, help="Paper in the printer.")
@click.option("--lang", default="en", show_default=True, help="Language, such as es.")
@output_options
def printer_test(sheet: str, lang: str, out: Path | None, format_: str | None, dpi: int, quiet: bool) -> None:
    """Make a page that shows what your printer does: its dead border, its scale, and how backs meet fronts."""
    from soleprint.products.trial import printer_test as make

    kind = format_ or format_of(out)
    result = make(sheet, lang)
    written = save(result, out or Path(f"printer-test_{sheet}.{kind}"), kind, dpi)
    if not quiet:
        report(result, written)
