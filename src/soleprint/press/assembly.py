"""How to put together what the press has put on paper, told from its report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from soleprint.layout.paper import Finishing
from soleprint.press.plan import Report

DUPLEX = {"DuplexFlipLongEdge": "assembly-duplex-long", "DuplexFlipShortEdge": "assembly-duplex-short"}
FOLDS = {"half": "assembly-fold-half", "tri": "assembly-fold-c", "z": "assembly-fold-z"}
Task = tuple[str, Mapping[str, str]]
"""The name of a phrase, and what is filled in."""


def assembly(report: Report, finishing: Finishing, sides: int, fold: str) -> Iterator[Task]:
    """What to do, in order. ``sides`` is how many pages the file has; ``fold`` how a leaflet is folded."""
    yield "assembly-actual-size", {}
    yield from _printing(report, sides)
    yield from ((name, {}) for name in _putting_together(report, finishing, fold))
    yield from ((name, {}) for name in _finishing(finishing))


def _printing(report: Report, sides: int) -> Iterator[Task]:
    if report.first_pass:
        yield "assembly-manual-1", {"first": _pages(1, report.first_pass)}
        yield f"assembly-manual-{report.restack}", {"second": _pages(report.first_pass + 1, sides)}
    elif report.duplex in DUPLEX:
        yield DUPLEX[report.duplex], {}


def _pages(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}\N{EN DASH}{last}"


def _putting_together(report: Report, finishing: Finishing, fold: str) -> Iterator[str]:
    if report.method == "booklet" and max(report.grid) > 1:
        yield "assembly-cut-halves"
    elif report.cut:
        folded = report.method == "booklet" or (report.method == "leaflet" and fold in FOLDS)
        yield "assembly-cut-sides" if folded else "assembly-cut"
    if report.method == "leaflet" and fold in FOLDS:
        yield FOLDS[fold]
    elif report.method == "booklet":
        yield from ("assembly-fold-booklet", "assembly-staple")
        if any(report.creep_mm):
            yield "assembly-trim"
    elif report.method == "poster":
        yield "assembly-tiles"
    elif report.method == "fold-over":
        yield "assembly-fold-over"


def _finishing(finishing: Finishing) -> Iterator[str]:
    holes = finishing.hole != "none"
    if holes:
        yield "assembly-punch"
    if finishing.laminated:
        yield "assembly-laminate"
        if holes:
            yield "assembly-punch-film"
    if finishing.corners_mm:
        yield "assembly-corners"
    if finishing.hole == "ring":
        yield "assembly-ring"
