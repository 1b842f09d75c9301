"""``soleprint audit``."""

from __future__ import annotations

import sys
from typing import Any

import click

from soleprint.cli.handouts import handout_options
from soleprint.cli.types import folders, leaflet_options, without_nones
from soleprint.errors import ExitCode

EPILOG = """\b
Examples:
  soleprint audit leaflet foot --profile clinic.yaml
  soleprint audit leaflet back-of-leg --profile clinic.yaml --fold tri --strict
"""


@click.group(epilog=EPILOG)
def audit() -> None:
    """Hold a product against published standards."""


@audit.command(epilog=EPILOG)
@leaflet_options
@handout_options
@folders
def leaflet(routines: tuple[str, ...], **given: Any) -> None:
    """Hold a leaflet of ROUTINES against PEMAT-P, the CDC index, reading formulas, clear print and PIF TICK.

    The options are those of `make leaflet`. What only a person can judge is listed as a question. With --strict the
    exit code is 1 when less than 90 % of what a machine can decide is passed.
    """
    from soleprint.audit import format_report
    from soleprint.audit.leaflet import BAR, audit_leaflet

    report = audit_leaflet(routines, without_nones(given))
    click.echo(format_report(report), nl=False)
    sys.exit(ExitCode.FINDINGS if given["strict"] and report.score().share < BAR else ExitCode.OK)
