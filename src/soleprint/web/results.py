"""What the process that makes gives back: a ``ResultInfo`` of a product, or a ``Failure``.

The server imports these without importing what makes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from soleprint.errors import Arguments, ContentError, DoesNotFit, Finding, SoleprintError

if TYPE_CHECKING:
    from soleprint.products.reading import Passage


class ResultInfo(Struct, frozen=True):
    """What pages need to know of a product that was made. The product itself is kept in that process by ``key``."""

    key: str
    file: str
    title: str
    lang: str
    sides: tuple[tuple[float, float], ...]
    """Width and height of each side of paper, in points."""
    scale: float | None
    warnings: tuple[Finding, ...]
    drafts: tuple[str, ...]
    """Languages in which nobody has checked the translation."""
    passages: tuple[Passage, ...]
    """Its text, in reading order."""


class Failure(Struct, frozen=True):
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
    """The option that the message is about, or ""."""


class CallFailed(Exception):
    """A call has failed because of an error that the user can correct; ``failure`` says why."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.code)
        self.failure = failure


def failure_of(error: SoleprintError) -> Failure:
    """An error as a Failure, which can be sent to the server."""
    if isinstance(error, ContentError):
        return Failure(error.code, "", error.findings)
    if not isinstance(error, DoesNotFit):
        return Failure(error.code, str(error), arguments=error.arguments, option=error.option)
    changes = tuple(tuple((one.option, one.value) for one in remedy) for remedy in error.remedies)
    return Failure(error.code, error.reason, (), changes, error.searched, error.arguments)
