"""What a call of the process that makes gives back: a product that was made, or why it was not.

The server imports these without importing what makes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from soleprint.errors import Arguments, ContentError, DoesNotFit, Finding, SoleprintError

if TYPE_CHECKING:
    from soleprint.products.reading import Passage


class Made(Struct, frozen=True):
    """A product that was made, and under which key it is kept."""

    key: str
    file: str
    title: str
    lang: str
    sides: tuple[tuple[float, float], ...]
    """Width and height in points of each side of paper."""
    scale: float | None
    warnings: tuple[Finding, ...]
    drafts: tuple[str, ...]
    """Languages in which nobody has checked the translation."""
    passages: tuple[Passage, ...]
    """What it says, in reading order."""


class Failed(Struct, frozen=True):
    """Why a product was not made. ``remedies`` are changes of options, name and value, that make it fit; ``searched``
    says whether the search for them came to its end.
    """

    code: str
    message: str
    findings: tuple[Finding, ...] = ()
    remedies: tuple[tuple[tuple[str, str], ...], ...] = ()
    searched: bool = True
    arguments: Arguments = ()
    option: str = ""
    """The option that is the matter, "" for none."""


class Refusal(Exception):
    """What was asked of the process that makes cannot be done; ``failed`` says why."""

    def __init__(self, failed: Failed) -> None:
        super().__init__(failed.code)
        self.failed = failed


def failed(error: SoleprintError) -> Failed:
    """An error that a person can mend, as it is told."""
    if isinstance(error, ContentError):
        return Failed(error.code, "", error.findings)
    if not isinstance(error, DoesNotFit):
        return Failed(error.code, str(error), arguments=error.arguments, option=error.option)
    changes = tuple(tuple((one.option, one.value) for one in remedy) for remedy in error.remedies)
    return Failed(error.code, error.reason, (), changes, error.searched, error.arguments)
