"""``soleprint audit``: a command for each product with text, with the options of ``soleprint make``."""

from __future__ import annotations

import sys
from typing import Any

import click

from soleprint.cli.make import Products, product_command
from soleprint.cli.options import given
from soleprint.errors import ExitCode, UsageProblem
from soleprint.products.product import Product

EPILOG = """\b
Examples:
  soleprint audit leaflet foot --emergency 999
  soleprint audit leaflet back-of-leg --profile clinic.yaml --strict
"""


class Audited(Products):
    """The products that have routines to read about."""

    def offers(self, found: Product) -> bool:
        """Whether there is text to audit."""
        return super().offers(found) and found.documents != "none" and found.pages.kind != "drawing"

    def unoffered(self, name: str, found: Product) -> UsageProblem:
        """Why there is no command for a product."""
        return UsageProblem(f"The product {name!r} has no text to audit.", code="not-for-product")

    def command_for(self, name: str, found: Product) -> click.Command:
        """The command that audits a product."""
        return product_command(name, found, run, output=False)


def run(name: str, values: dict[str, Any]) -> None:
    """Prints the report. With --strict the exit code is 1 when less than 90 % of what can be decided is passed."""
    from soleprint.audit import format_report
    from soleprint.audit.product import BAR, audit_product

    routines, every = values.pop("routines"), values.pop("every")
    report = audit_product(name, routines, all=every, **given(values))
    click.echo(format_report(report), nl=False)
    sys.exit(ExitCode.FINDINGS if values.get("strict") and report.score().share < BAR else ExitCode.OK)


@click.group(cls=Audited, subcommand_metavar="PRODUCT [ARGS]...", epilog=EPILOG)
@click.option("--templates", metavar="DIR", help="Your own templates, products and themes.", expose_value=False)
def audit() -> None:
    """Hold a product against PEMAT-P, the CDC index, reading formulas, clear print and PIF TICK.

    The options are those of `soleprint make`. What only a person can judge is listed as a question. With --strict the
    exit code is 1 when less than 90 % of what a machine can decide is passed.
    """
