"""``soleprint make``: a command for each product file, its options from the option model."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from soleprint.cli.options import RoutineId, SectionedCommand, given, output_options, sectioned
from soleprint.cli.streams import write_bytes
from soleprint.errors import ContentError, FileProblem, UsageProblem
from soleprint.files.disk import used
from soleprint.files.folders import is_folder, layers
from soleprint.products.options import every_option, options_of
from soleprint.products.order import made_beside, refusal
from soleprint.products.product import Product, product, product_names

if TYPE_CHECKING:
    from soleprint.press.plan import Report
    from soleprint.products.order import Order
    from soleprint.products.result import Format, Result

_FOLDER = "soleprint.templates"
"""Where the context keeps the folder of one's own templates."""


class Products(click.Group):
    """The products of the template folders, those of ``--templates`` among them, wherever it stands in the line."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.meta[_FOLDER] = _own_templates(args)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        with used():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name in product_names(_folders(ctx)) if self._is_offered(_folders(ctx), name)]

    def _is_offered(self, folders: Sequence[Path], name: str) -> bool:
        try:
            return self.offers(product(folders, name))
        except (ContentError, FileProblem):
            return True

    def offers(self, found: Product) -> bool:
        """Whether there is a command for the product."""
        return found.alone

    def command_for(self, name: str, found: Product) -> click.Command:
        """The command for the product."""
        return product_command(name, found, run)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        folders = _folders(ctx)
        # The other products' files are not read: a command starts sooner.
        if name not in product_names(folders) or not self._is_offered(folders, name):
            return None
        return self.command_for(name, product(folders, name))

    def unoffered(self, name: str, found: Product) -> UsageProblem:
        """Why there is no command for a product."""
        return made_beside(name, found)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        # A shell that completes wants no messages. Else: UsageProblem, with the nearest name, for what there is not.
        named = bool(args) and not args[0].startswith("-") and not ctx.resilient_parsing
        if named and not self.offers(found := product(_folders(ctx), args[0])):
            raise self.unoffered(args[0], found)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Products"):
            formatter.write_dl([(name, _summary(_folders(ctx), name)) for name in self.list_commands(ctx)])


def _own_templates(args: Sequence[str]) -> Path | None:
    """The folder that ``--templates`` names anywhere among the arguments."""
    for at, word in enumerate(args):
        if word.startswith("--templates="):
            return Path(word.partition("=")[2])
        if word == "--templates" and at + 1 < len(args):
            return Path(args[at + 1])
    return None


def _folders(ctx: click.Context) -> tuple[Path, ...]:
    own = ctx.meta.get(_FOLDER)
    return layers("templates", own if not ctx.resilient_parsing or (own and is_folder(own)) else None)


def _summary(folders: Sequence[Path], name: str) -> str:
    try:
        return product(folders, name).summary
    except (ContentError, FileProblem):
        return "(cannot be read: see `soleprint check`)"


class ProductCommand(SectionedCommand):
    """The command of a product. An option that only other products take is refused with the reason."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            key = error.option_name.lstrip("-").replace("-", "_").removeprefix("no_")
            option = every_option().get(key)
            if option is None or not option.shown or self.name is None:
                raise
            folders = _folders(ctx)
            raise refusal(key, self.name, options_of(product(folders, self.name).takes), folders) from None


def product_command(name: str, found: Product, callback: Any, *, output: bool = True) -> click.Command:
    """The command that makes a product, or does something else with an order of it."""
    params: list[click.Parameter] = []
    if found.documents != "none":
        params.append(click.Argument(["routines"], nargs=-1, type=RoutineId(), metavar="ROUTINE..."))
        params.append(click.Option(["--all", "every"], is_flag=True, help="All routines."))
        params[-1].section = "What"  # type: ignore[attr-defined]
    options = options_of((*found.takes, "own")).values()
    params += [sectioned(option) for option in options if option.shown]
    params += output_options("sheet" in found.takes) if output else []
    example = found.example or ("foot" if found.documents != "none" else "")
    verb = "make" if output else "audit"

    def call(**values: Any) -> None:
        # The folder may stand before the product's name too.
        values["templates"] = values["templates"] or click.get_current_context().meta.get(_FOLDER)
        callback(name, values)

    return ProductCommand(
        name, callback=call, params=params, help=found.summary,
        epilog=f"\b\nExample:\n  soleprint {verb} {name} {example}".rstrip(),
    )  # fmt: skip


def run(name: str, values: dict[str, Any]) -> None:
    """Makes what the options say, writes it and reports it; with ``watch``, again whenever a file changes."""
    if values.pop("watch"):
        _watch(name, values)
        return
    # One product and the process ends: looking for cycles among what is kept to the end is 4 % of the time.
    gc.disable()
    try:
        _make(name, values)
    finally:
        gc.enable()


def _watch(name: str, values: dict[str, Any]) -> None:
    from soleprint.cli.watch import keep_making
    from soleprint.products.watched import depends_on

    if str(values["out"]) == "-":
        raise UsageProblem("--watch writes again and again, so give --out a file name.", code="unknown-format")
    keep_making(lambda: depends_on(_order(name, values)), lambda lead: _make(name, values, lead))


def _order(name: str, values: dict[str, Any]) -> Order:
    from soleprint.products.order import read_order

    apart = ("out", "format_", "dpi", "quiet", "instructions", "routines", "every")
    options = {key: value for key, value in values.items() if key not in apart}
    return read_order(name, values.get("routines", ()), given(options), every=values.get("every", False))


def _make(name: str, values: dict[str, Any], lead: str = "") -> Sequence[Path]:
    """The files that are written. ``lead`` stands before the line that tells of them."""
    from soleprint.products.make import fulfil

    out, asked = values["out"], values.get("instructions", False)
    order = _order(name, values)
    if asked and str(out) == "-":
        raise UsageProblem("--instructions writes a second file, so give --out a file name.", code="unknown-format")
    result = fulfil(order)
    written, more = write(result, out, values["format_"], values["dpi"], asked)
    if not values["quiet"]:
        report(result, written, more, lead)
        if not asked and result.report.made_up and not lead:
            click.echo("Add --instructions for a page that shows how it is printed and put together.", err=True)
    return [*written, *more]


def write(
    result: Result, out: Path | None, kind: Format | None, dpi: int, told: bool = False
) -> tuple[Sequence[Path], Sequence[Path]]:
    """Writes the result to a file, into a folder, or to standard output; with ``told``, its instructions beside it.

    The paths of the files, and of the instructions. All are written, or none.
    """
    from soleprint.products.writing import write_files

    if str(out) == "-":
        _to_standard_output(result.files(kind or "pdf", dpi), kind)
        return (), ()
    files, more = result.outputs(out, format=kind, dpi=dpi), {}
    if told:
        from soleprint.products.instructions import instructions
        from soleprint.products.writing import beside

        more = {beside(next(iter(files))): instructions(result).pdf}
    write_files({**files, **more}, result.order, result.inputs)
    return list(files), list(more)


def _to_standard_output(pages: Sequence[bytes], kind: Format | None) -> None:
    if len(pages) > 1:
        raise UsageProblem(f"{len(pages)} pages cannot go to standard output as {kind}; use --format pdf or --out.")
    write_bytes(pages[0])


def report(result: Result, written: Sequence[Path], more: Sequence[Path] = (), lead: str = "") -> None:
    """Any warnings, then one line a file, on standard error; the first begins with ``lead``."""
    for finding in result.findings:
        click.echo(str(finding), err=True)
    for path in written:
        pages = f"{result.pages} page{'s' if result.pages > 1 else ''}{_sheets(result.report)}"
        size = f", type {result.scale:.2f} x the smallest allowed{_read_at(result.order)}" if result.scales else ""
        click.echo(f"{lead}Wrote {path}: {pages}{size}.", err=True)
        lead = ""
    for path in more:
        click.echo(f"Wrote {path}.", err=True)


def _read_at(order: Order) -> str:
    """From where its front is read, where that is what its type is as large as."""
    return f" at {order.distance / 10:g} cm" if order.product.type.by == "distance" else ""


def _sheets(done: Report) -> str:
    """On how much paper pages are, where they are not on paper of their own size."""
    if not done.sheet:
        return ""
    return f" on {done.papers} sheet{'s' if done.papers > 1 else ''} of {done.sheet}"


@click.group(
    cls=Products,
    subcommand_metavar="PRODUCT [ARGS]...",
    epilog="\b\nExamples:\n  soleprint make card foot --size A5\n  soleprint make leaflet foot --emergency 999",
)
@click.option("--templates", metavar="DIR", help="Your own templates, products and themes.", expose_value=False)
def make() -> None:
    """Make a product. `soleprint make PRODUCT --help` lists its options."""
