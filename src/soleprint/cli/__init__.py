"""The ``soleprint`` command. It parses, calls the public API and prints; nothing is decided here.

Subcommands, and what can go wrong in them, are imported when they are run, so that ``--help`` and completion stay
quick.
"""

from __future__ import annotations

import errno
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from soleprint import __version__
from soleprint.cli.streams import Unwritable, guarded, is_nowhere
from soleprint.files.suggest import nearest

if TYPE_CHECKING:
    from soleprint.errors import SoleprintError

COMMANDS = {
    "make": ("soleprint.cli.make:make", "Make a card, leaflet, booklet or other product, as PDF, SVG or PNG."),
    "studio": ("soleprint.cli.studio:studio", "Open a page in the browser, to click instead of type."),
    "merge": ("soleprint.cli.merge:merge", "Make a copy for each person of a table."),
    "build": ("soleprint.cli.build:build", "Make all that a job file lists and that is not up to date."),
    "audit": ("soleprint.cli.audit:audit", "Hold a product against published standards."),
    "printer-test": ("soleprint.cli.direct:printer_test", "Make a page that shows what your printer does."),
    "list": (
        "soleprint.cli.listing:list_",
        "List routines, products, sizes, themes, languages and other names.",
    ),
    "view": ("soleprint.cli.direct:view", "Draw a view, with its points and names; make one from a drawing in SVG."),
    "new": ("soleprint.cli.new:new", "Begin a routine, product, theme, profile or other file of your own."),
    "check": ("soleprint.cli.inspect:check", "Check content and templates; name every mistake with its line."),
    "schema": (
        "soleprint.cli.inspect:schema",
        "Print the JSON Schema of a routine, profile, job, printer or product file.",
    ),
    "preflight": ("soleprint.cli.inspect:preflight", "Check a finished PDF: boxes, fonts, tags, type sizes."),
    "translate": ("soleprint.cli.translate:translate", "Update, count, check and fill in translations."),
    "explain": ("soleprint.cli.inspect:explain", "Explain the code in brackets at the end of a message."),
}

EPILOG = """\b
Examples:
  soleprint make card back-of-leg --size A5 --out card.pdf
  soleprint make card foot --size A6 --faces 2 --hole top --side left
  soleprint list routines
  soleprint check
"""


class Problem(click.ClickException):
    """A soleprint error as click shows it."""

    def __init__(self, error: SoleprintError) -> None:
        super().__init__(str(error))
        self.error = error

    @property
    def exit_code(self) -> int:  # type: ignore[override]
        """The error's own: click has one for each class of exceptions, and asks the instance."""
        return int(self.error.exit_code)

    def show(self, file: Any = None) -> None:
        from soleprint.errors import ContentError

        if isinstance(self.error, ContentError):
            count = sum(finding.mistakes for finding in self.error.findings)
            click.echo(self.message, err=True)
            click.echo(f"{count} mistake{'s' if count > 1 else ''} found; nothing was written.", err=True)
        else:
            click.echo(f"Error: {self.message} [{self.error.code}]", err=True)


class Lazy(click.Group):
    """A group that imports a subcommand only to run it, and turns soleprint's errors into exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[name][0].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and not args[0].startswith("-") and args[0] not in COMMANDS and not ctx.resilient_parsing:
            close = nearest(args[0], COMMANDS)
            hint = f" Did you mean {close!r}?" if close else ""
            ctx.fail(f"There is no command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])

    def main(self, *args: Any, **extra: Any) -> Any:
        with guarded():
            return super().main(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        from soleprint.errors import ExitCode, SoleprintError

        try:
            return super().invoke(ctx)
        except SoleprintError as error:
            if error.code == "closed-pipe":
                raise Unwritable(BrokenPipeError(errno.EPIPE, str(error))) from None
            if ctx.params.get("debug"):
                raise
            raise Problem(error) from None
        except (Unwritable, click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except KeyboardInterrupt:
            click.echo("Stopped. No unfinished file was left.", err=True)
            sys.exit(ExitCode.INTERRUPTED)
        except Exception as error:
            if ctx.params.get("debug") or is_nowhere(error):
                raise
            # Not a user's mistake: say so plainly, and how to see what a developer needs.
            raise click.ClickException(
                f"soleprint itself failed: {type(error).__name__}: {error}. "
                "Please report it with what `soleprint --debug ...` prints."
            ) from None


@click.group(cls=Lazy, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="soleprint", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Show Python tracebacks.")
def main(debug: bool) -> None:
    """Print massage routines: wall cards from documented content."""
