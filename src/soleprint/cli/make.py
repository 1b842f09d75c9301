"""``soleprint make``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from soleprint.cli.types import F, Length, RoutineId, content_options, folders, press_options, without_nones
from soleprint.errors import UsageProblem

if TYPE_CHECKING:
    from soleprint.products.order import Order
    from soleprint.products.workshop import Result

CARD_EPILOG = """\b
Examples:
  soleprint make card back-of-leg --size A5 --out card.pdf
  soleprint make card back-of-leg front-of-leg foot --size A4
  soleprint make card foot --size A6 --faces 2 --hole top --side left
  soleprint make card foot --size 100x150mm --bleed 3 --marks --format pdf
"""


def output_options(command: F) -> F:
    """Adds --out, --format, --dpi and --quiet."""
    out = click.option(
        "--out", type=click.Path(path_type=Path, allow_dash=True), help="File to write, or - for standard output."
    )
    kinds = click.Choice(["pdf", "svg", "png"])
    format_ = click.option("--format", "format_", type=kinds, help="By default as --out ends, or pdf.")
    dpi = click.option("--dpi", type=click.IntRange(36, 1200), default=150, show_default=True, help="For png.")
    quiet = click.option("--quiet", "-q", is_flag=True, help="Print nothing but errors.")
    return out(format_(dpi(quiet(command))))


class Products(click.Group):
    """The products; those of other modules are imported when they are made."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return ["card", "leaflet", "booklet", "picture", "contact-sheet"]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        from soleprint.cli import handouts, picture

        others = {
            "leaflet": handouts.leaflet,
            "booklet": handouts.booklet,
            "picture": picture.picture,
            "contact-sheet": picture.contact_sheet,
        }
        return others.get(name, super().get_command(ctx, name))


@click.group(cls=Products, epilog="\b\nExample:\n  soleprint make card foot --size A5")
def make() -> None:
    """Make a product."""


@make.command(epilog=CARD_EPILOG)
@click.argument("routines", nargs=-1, required=True, type=RoutineId())
@click.option("--size", default="A5", show_default=True, help="A3 to A7, Letter, ..., CR80, or 100x150mm, 4x6in.")
@click.option(
    "--orientation",
    type=click.Choice(["auto", "portrait", "landscape"]),
    default="auto",
    show_default=True,
    help="How the paper stands.",
)
@click.option("--faces", type=click.IntRange(1, 2), default=1, show_default=True, help="2: text and safety behind.")
@click.option("--text", type=click.Choice(["full", "cues"]), default="full", help="cues: no sentences on the back.")
@click.option("--distance", type=Length(), metavar="LENGTH", help="Reading distance, such as 1m or 70cm.")
@click.option("--pouch", type=Length("mm"), default="5", show_default=True, metavar="MM", help="Margin that is sealed.")
@click.option(
    "--hole",
    type=click.Choice(["none", "top", "two"]),
    default="none",
    show_default=True,
    help="Where holes will be punched.",
)
@click.option("--corners", type=Length("mm"), default="0", metavar="MM", help="Radius of rounded corners.")
@click.option("--bleed", type=Length("mm"), default="0", metavar="MM", help="Colour beyond the edge, to cut away.")
@click.option("--marks", is_flag=True, help="Crop marks round the card.")
@content_options
@press_options
@folders
@output_options
def card(routines: tuple[str, ...], **given: Any) -> None:
    """Make a wall card of each ROUTINE, all in one file."""
    for name in ("pouch", "corners", "bleed", "distance"):
        given[f"{name}_mm"] = given.pop(name)
    make_product("card", routines, given)


def make_product(product: str, routines: tuple[str, ...], given: dict[str, Any]) -> None:
    """Makes what the options say, writes it and reports it. ``given`` has those of ``output_options`` too."""
    from soleprint.products.order import fulfil, order

    out, kind, dpi, quiet, asked = (given.pop(name) for name in ("out", "format_", "dpi", "quiet", "instructions"))
    kind = kind or format_of(out)
    wanted = order(product, routines, without_nones(given))
    result = fulfil(wanted)
    written = save(result, out or _name(wanted, kind), kind, dpi)
    if asked:
        save_instructions(wanted, result, written, quiet)
    if not quiet:
        report(result, written)


def _name(wanted: Order, kind: str) -> Path:
    """The file's name when none is given: product unless it is a card, routines, language and size."""
    product = () if wanted.product == "card" else (wanted.product,)
    size = wanted.options.size.replace(" ", "-")
    return Path("_".join((*product, *wanted.routines, wanted.options.lang, size)) + f".{kind}")


def format_of(out: Path | None) -> str:
    """The format that a file name ends in, or pdf. Raises UsageProblem for an ending that is none."""
    suffix = out.suffix.lower().lstrip(".") if out and str(out) != "-" else ""
    if suffix and suffix not in ("pdf", "svg", "png"):
        raise UsageProblem(f"{out} does not end in .pdf, .svg or .png; say which with --format.", code="unknown-format")
    return suffix or "pdf"


def save(result: Result, out: Path, kind: str, dpi: int) -> list[Path]:
    """Writes the result; pictures of several pages get a number each. Nothing is written unless all can be made."""
    from soleprint.files.atomic import write_atomic

    files = _files(result, kind, dpi)
    if str(out) == "-":
        if len(files) > 1:
            raise UsageProblem(f"{len(files)} pages cannot go to standard output as {kind}; use --format pdf or --out.")
        sys.stdout.buffer.write(files[0])
        return []
    paths = [out] if len(files) == 1 else [out.with_stem(f"{out.stem}-{n}") for n in range(1, len(files) + 1)]
    for path, data in zip(paths, files, strict=True):
        write_atomic(path, data)
    return paths


def save_instructions(wanted: Order, result: Result, written: list[Path], quiet: bool) -> None:
    """Writes the assembly instructions beside the product's file."""
    from soleprint.files.atomic import write_atomic
    from soleprint.products.instructions import beside, instructions

    if not written:
        raise UsageProblem("--instructions writes a second file, so give --out a file name.", code="unknown-format")
    path = beside(written[0])
    write_atomic(path, instructions(wanted, result).pdf)
    if not quiet:
        click.echo(f"Wrote {path}.", err=True)


def _files(result: Result, kind: str, dpi: int) -> list[bytes]:
    if kind == "pdf":
        return [result.pdf]
    numbers = range(len(result.publication.sheets))
    if kind == "svg":
        return [result.svg(number).encode() for number in numbers]
    return [result.png(number, dpi) for number in numbers]


def report(result: Result, written: list[Path]) -> None:
    """One line a file, on standard error, and any warnings."""
    for finding in result.findings:
        click.echo(str(finding), err=True)
    for path in written:
        pages = f"{result.pages} page{'s' if result.pages > 1 else ''}"
        size = f", type {result.scale:.2f} x the smallest allowed" if result.scales else ""
        click.echo(f"Wrote {path}: {pages}{size}.", err=True)
