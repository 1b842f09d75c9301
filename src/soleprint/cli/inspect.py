"""``soleprint check``, ``schema``, ``preflight`` and ``explain``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from soleprint.cli.streams import write_json
from soleprint.cli.types import folders
from soleprint.errors import ExitCode, Severity
from soleprint.files.counts import count_of


@click.command(
    epilog="\b\nExamples:\n  soleprint check\n  soleprint check mine/routines/hands.yaml --content mine\n"
    "  soleprint check clinic.yaml job.yaml"
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@folders
def check(paths: tuple[Path, ...], content: Path | None, templates: Path | None) -> None:
    """Check content and templates, or only the PATHS given: files and folders of yours, profiles, jobs.

    Also says, for each routine and each output of a job, which safety texts will be printed with it. Exit code 1 when
    there is an error.
    """
    from soleprint.jobs.check import check_paths, stated

    findings = check_paths(paths, content, templates)
    for finding in findings:
        click.echo(str(finding))
    for line in stated(paths, content):
        click.echo(line, err=True)
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = len(findings) - errors
    click.echo(f"{count_of(errors, 'error')}, {count_of(warnings, 'warning')}.", err=True)
    sys.exit(ExitCode.FINDINGS if errors else ExitCode.OK)


@click.command(
    epilog="\b\nExamples:\n  soleprint schema > routine.schema.json\n  soleprint schema job > job.schema.json"
)
@click.argument(
    "kind",
    type=click.Choice(["routine", "profile", "job", "printer", "product", "theme", "languages", "body"]),
    default="routine",
)
@folders
def schema(kind: str, content: Path | None, templates: Path | None) -> None:
    """Print the JSON Schema of a kind of file, for editors that complete and underline."""
    from soleprint.clinic import profile_schema
    from soleprint.content.library import Library
    from soleprint.content.schema import body_schema, languages_schema, routine_schema
    from soleprint.files.folders import layers
    from soleprint.jobs.model import job_schema
    from soleprint.layout.theme import theme_schema
    from soleprint.products.printer import printer_schema
    from soleprint.products.product import product_schema

    makers = {"profile": profile_schema, "job": job_schema, "product": product_schema, "theme": theme_schema}
    makers["printer"] = printer_schema
    makers["languages"] = languages_schema
    makers["body"] = lambda: body_schema(Library(layers("content", content)))
    make = makers.get(kind, lambda: routine_schema(Library(layers("content", content))))
    write_json(make())


@click.command(epilog="\b\nExample:\n  soleprint preflight card.pdf")
@click.argument("file", type=click.Path(path_type=Path))
def preflight(file: Path) -> None:
    """Check a finished PDF FILE: boxes, fonts, tags, type sizes, PDF/X-4. Exit code 1 when there is an error."""
    from soleprint.files.folders import read_bytes
    from soleprint.preflight.foreign.inspect import format_report, inspect_pdf

    report = inspect_pdf(read_bytes(file))
    click.echo(format_report(report))
    errors = any(finding.severity is Severity.ERROR for finding in report.findings)
    sys.exit(ExitCode.FINDINGS if errors else ExitCode.OK)


@click.command(epilog="\b\nExamples:\n  soleprint explain\n  soleprint explain does-not-fit")
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Explain CODE, the word in brackets at the end of a message; without CODE, list all codes."""
    from soleprint.cli.explain import all_codes, explanation

    click.echo(explanation(code) if code else all_codes())
