"""``soleprint studio``: a page in the browser, to click instead of type."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from soleprint.cli.types import folders
from soleprint.errors import UsageProblem

_MOST_WORKERS = 32


EPILOG = """\b
Examples:
  soleprint studio --check
  soleprint studio examples/clinic.yaml --strict --check
  soleprint studio --make-shortcut

It is ended with Ctrl-C in the window where it was started.
"""


@click.command("studio", epilog=EPILOG)
@click.argument("job", type=click.Path(path_type=Path), required=False)
@folders
@click.option(
    "--port", type=click.IntRange(1024, 65535), help="Where it listens; by default 8757, or any that is free."
)
@click.option("--no-browser", is_flag=True, help="Print the address; open no browser.")
@click.option("--check", is_flag=True, help="Start it, open its first page, and end it: whether it works here.")
@click.option("--strict", is_flag=True, help="What is past its review date is not handed out.")
@click.option("--make-shortcut", is_flag=True, help="Write a file into this folder that starts it by a double click.")
@click.option("--serve-as", metavar="HOST", help="For a network: the name of the server before it, in addresses.")
@click.option("--https", is_flag=True, help="With --serve-as: that server speaks TLS.")
@click.option("--prefix", default="", metavar="PATH", help="With --serve-as: the path that it is below: /leaflets.")
@click.option("--listen", default="", metavar="ADDRESS", help="With --serve-as: 0.0.0.0 in a container.")
@click.option("--edit", is_flag=True, help="With --serve-as: those who come may change files too.")
@click.option("--trust-user", is_flag=True, help="With --serve-as: reviews are signed by X-Remote-User.")
@click.option("--proxy", default="", metavar="ADDRESS", help="With --trust-user and --listen: that server's address.")
@click.option("--workers", type=click.IntRange(1, _MOST_WORKERS), help="With --serve-as: processes that make.")
def studio(
    job: Path | None,
    content: Path | None,
    templates: Path | None,
    port: int | None,
    no_browser: bool,
    check: bool,
    strict: bool,
    make_shortcut: bool,
    **served: Any,
) -> None:
    """Open a page to make everything by clicks, on this computer alone.

    With a JOB file it opens with what the job makes, by language, to print and hand out.

    With --serve-as it is for a clinic's network, behind a server that asks who comes: see examples/intranet.
    """
    from soleprint.web import serve
    from soleprint.web.network import read_network_address
    from soleprint.web.offers import Folders, product_offers

    common = _folders_of(job, strict) if job else {}
    given = Folders(content or common.get("content"), templates or common.get("templates"), job=job, strict=strict)
    product_offers(given)  # a folder that is not there is told before anything is started
    host = served.pop("serve_as")
    if host is None and any(served.values()):
        named = "--https, --prefix, --listen, --edit, --trust-user, --proxy and --workers"
        message = f"{named} are for a network: give --serve-as too."
        raise UsageProblem(message, code="bad-place")
    if make_shortcut:
        _write_shortcut([*([str(job)] if job else []), *(["--strict"] if strict else [])], content, templates, port)
    elif check:
        serve.check(given)
        click.echo("The studio works. Open it with: soleprint studio", err=True)
    elif host is None:
        serve.serve(given, port, browser=not no_browser)
    else:
        workers = served.pop("workers") or max(1, (os.cpu_count() or 1) - 1)
        serve.serve(given, port, network=read_network_address(host, **served), workers=workers)


def _folders_of(job: Path, strict: bool) -> Mapping[str, Path]:
    """The folders that a job works with. Raises ContentError with every mistake of the job file."""
    from soleprint.jobs.plan import plan

    return plan(job, strict=strict)[0].given  # a job has outputs, and all of them have the same folders


def _write_shortcut(first: Sequence[str], content: Path | None, templates: Path | None, port: int | None) -> None:
    from soleprint.web.shortcut import write_shortcut

    named = {"--content": content, "--templates": templates, "--port": port}
    words = [word for name, value in named.items() if value is not None for word in (name, str(value))]
    click.echo(f"Wrote {write_shortcut(['studio', *first, *words], Path())}")
