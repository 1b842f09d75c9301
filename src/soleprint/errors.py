"""What can go wrong, with exit codes and remedies (DESIGN 7).

Every class carries its exit code; every message says what is wrong, where, and what to do next. ``code`` is the slug
that ``soleprint explain CODE`` looks up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class ExitCode(IntEnum):
    """Process exit codes of the ``soleprint`` command."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    CONTENT = 3
    FIT = 4
    FONT = 5
    FILE = 6
    INTERRUPTED = 130


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"


Arguments = tuple[tuple[str, str], ...]
"""What was put into a message, by names, so that a door can say the same in other words. Nothing that a table says of
a person is among them."""


def arguments(**values: object) -> Arguments:
    """What a message has in it, as it is shown."""
    return tuple((name, str(value)) for name, value in values.items())


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found wrong. ``line`` and ``column`` count from 1; 0 means the whole file or page.

    ``mistakes`` is how many it tells of: more than one where it only counts the rest.
    """

    code: str
    message: str
    source: str = ""
    line: int = 0
    column: int = 0
    severity: Severity = Severity.ERROR
    mistakes: int = 1
    arguments: Arguments = ()

    def __str__(self) -> str:
        place = self.source
        if self.line:
            place += f":{self.line}:{self.column}"
        prefix = f"{place}: " if place else ""
        warn = "warning: " if self.severity is Severity.WARNING else ""
        return f"{prefix}{warn}{self.message} [{self.code}]"


class SoleprintError(Exception):
    """Base of every error a user can cause. ``str()`` is the whole message, remedy included.

    ``option`` is that which the error is about, by its name in Python; "" where it is about none.
    """

    exit_code: ExitCode = ExitCode.USAGE
    code = "usage"

    def __init__(self, message: str, *, code: str | None = None, arguments: Arguments = (), option: str = "") -> None:
        super().__init__(message)
        self.arguments = arguments
        self.option = option
        if code is not None:
            self.code = code


class UsageProblem(SoleprintError):
    """An option or argument that cannot be used as given."""


class ContentError(SoleprintError):
    """Content, template, profile or job files that cannot be used; carries every finding at once."""

    exit_code = ExitCode.CONTENT
    code = "content"

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = tuple(findings)


def caught(load: Callable[..., object], *arguments: object) -> tuple[Finding, ...]:
    """The findings with which ``load(*arguments)`` fails; none where it does not."""
    try:
        load(*arguments)
    except ContentError as error:
        return error.findings
    return ()


@dataclass(frozen=True, slots=True)
class Remedy:
    """A value of an option that helps. ``str()`` is what to type."""

    option: str
    value: str

    def __str__(self) -> str:
        value = f"'{self.value}'" if " " in self.value else self.value
        return f"--{self.option} {value}"


class DoesNotFit(SoleprintError):
    """The content does not fit at the smallest type allowed.

    ``remedies`` are ways that were tried and fit: changes to make together, the smallest first. ``searched`` says
    whether the search for them came to its end; it is cut short where it would take long. ``reason`` is the message
    without them.
    """

    exit_code = ExitCode.FIT
    searched = True
    code = "does-not-fit"

    def __init__(
        self, message: str, remedies: Sequence[tuple[Remedy, ...]] = (), reason: str = "", arguments: Arguments = ()
    ) -> None:
        super().__init__(message, arguments=arguments)
        self.remedies = tuple(remedies)
        self.reason = reason or message


class FontProblem(SoleprintError):
    """A font cannot be found or read, or a character is in no font."""

    exit_code = ExitCode.FONT
    code = "missing-font"


class MissingGlyph(FontProblem):
    """Characters that no font has; names each, its code point, the text and the remedy."""

    code = "missing-glyph"

    def __init__(self, message: str, characters: str = "") -> None:
        super().__init__(message, arguments=arguments(characters=" ".join(characters)))
        self.characters = characters


class FileProblem(SoleprintError):
    """An input or output file cannot be read or written."""

    exit_code = ExitCode.FILE
    code = "file"
