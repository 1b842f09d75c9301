"""``--watch``: making again whenever a file changes, until Ctrl-C."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path

import click

from soleprint.errors import ContentError, SoleprintError, UsageProblem
from soleprint.files.disk import unused
from soleprint.files.watching import Watch


def keep_making(depends: Callable[[], Collection[Path]], make: Callable[[str], Collection[Path]]) -> None:
    """Call ``make``, and again whenever a file of ``depends()`` changes; it ends with Ctrl-C.

    ``make`` gets the beginning of the line that it reports in, and returns what it has written. Mistakes are told; only
    one of the command line itself, which no file mends, is raised: a UsageProblem at first.
    """
    paths, watch, lead = depends(), Watch(), ""
    with suppress(KeyboardInterrupt), unused():
        while True:
            watch.look(paths)
            written: Collection[Path] = ()
            try:
                written = make(lead)
                paths = depends()
            except SoleprintError as error:
                if error.code == "closed-pipe" or (isinstance(error, UsageProblem) and not lead):
                    raise
                _tell(error, lead)
            watch.go_on(paths, written)
            lead = _changed(watch.wait())


def _changed(files: Collection[str]) -> str:
    first, more = next(iter(files)), len(files) - 1
    return f"{first}{f' and {more} more' if more else ''} changed. "


def _tell(error: SoleprintError, lead: str) -> None:
    if isinstance(error, ContentError):  # each line begins with its place
        click.echo(error, err=True)
    else:
        click.echo(f"{lead}Error: {error} [{error.code}]", err=True)
