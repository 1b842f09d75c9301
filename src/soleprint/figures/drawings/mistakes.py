"""What is wrong in a drawing, collected with its places."""

from __future__ import annotations

from typing import Protocol

from soleprint.errors import ContentError, Finding, Severity

MOST = 50
_LONGEST = 40


class Placed(Protocol):
    """Something with a place in the file."""

    @property
    def line(self) -> int: ...

    @property
    def column(self) -> int: ...


class Mistakes:
    """Findings of one drawing; ``shown`` is its file's name as its user knows it."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self._findings: list[Finding] = []

    def add(self, code: str, message: str, at: Placed | None = None) -> None:
        """A mistake at an element; None: of the whole file."""
        self._add(code, message, at, Severity.ERROR)

    def warn(self, code: str, message: str, at: Placed) -> None:
        """What may be meant, and may not."""
        self._add(code, message, at, Severity.WARNING)

    def _add(self, code: str, message: str, at: Placed | None, severity: Severity) -> None:
        place = (at.line, at.column) if at else (0, 0)
        finding = Finding(code, message, self.shown, *place, severity)
        if finding not in self._findings:
            self._findings.append(finding)

    def raise_if_any(self) -> None:
        """Raises ContentError with all mistakes, and what they may come from, in the order of the file."""
        if any(finding.severity is Severity.ERROR for finding in self._findings):
            raise ContentError(self.findings[:MOST])

    @property
    def findings(self) -> tuple[Finding, ...]:
        """In the order of the file."""
        return tuple(sorted(self._findings, key=lambda finding: (finding.line, finding.column)))


def short(name: str) -> str:
    """A name as messages quote it."""
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "\N{HORIZONTAL ELLIPSIS}"
