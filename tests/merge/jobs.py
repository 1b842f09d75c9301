"""Jobs with tables, for tests."""

from __future__ import annotations

from pathlib import Path

from soleprint.errors import Finding
from soleprint.merge.make import check_table
from soleprint.merge.plan import MergeOutput, plan_merge

LEAFLET = 'product: leaflet, emergency: "999", routines: [foot]'


def job(folder: Path, table: str, columns: str = "", output: str = LEAFLET, merge: str = "table: people.csv") -> Path:
    """A job of one output, in block style from line 3 on, beside its table."""
    (folder / "people.csv").write_text(table, encoding="utf-8")
    more = f", columns: {{{columns}}}" if columns else ""
    path = folder / "letters.yaml"
    path.write_text(f"schema: 1\noutputs:\n  - {{{output}, merge: {{{merge}}}{more}}}\n", encoding="utf-8")
    return path


def output_of(path: Path) -> MergeOutput:
    (output,) = plan_merge(path).outputs
    return output


def found(path: Path) -> list[tuple[str, int, int]]:
    """Code, row and column of each finding."""
    return [(finding.code, finding.line, finding.column) for finding in check_table(path)]


def told(path: Path) -> list[Finding]:
    return check_table(path)
