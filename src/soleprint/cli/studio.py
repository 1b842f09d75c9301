"""``soleprint studio``: a page in the browser, to click instead of type."""

from __future__ import annotations

from pathlib import Path

import click

from soleprint.cli.types import folders


@click.command(
    "studio",
    epilog="\b\nExamples:\n  soleprint studio --check\n\nIt is ended with Ctrl-C in the window where it was started.",
)
@folders
@click.option(
    "--port", type=click.IntRange(1024, 65535), help="Where it listens; by default 8757, or any that is free."
)
@click.option("--no-browser", is_flag=True, help="Print the address; open no browser.")
@click.option("--check", is_flag=True, help="Start it, open its first page, and end it: whether it works here.")
def studio(content: Path | None, templates: Path | None, port: int | None, no_browser: bool, check: bool) -> None:
    """Open a page to make everything by clicks, on this computer alone."""
    from soleprint.web import serve
    from soleprint.web.offers import Folders, offered

    given = Folders(content, templates)
    offered(given)  # a folder that is not there is told before anything is started
    if check:
        serve.check(given)
        click.echo("The studio works. Open it with: soleprint studio", err=True)
    else:
        serve.serve(given, port, browser=not no_browser)
