"""Messages in the language of the page: findings, failures, and dates in them.

The text of an error is found by its code in ``content/studio.yaml``, and its arguments are put in. An error that has no
text there keeps its own English message.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from soleprint.errors import Finding
from soleprint.products.listing import languages_made
from soleprint.web.offers import Folders
from soleprint.web.results import Failure
from soleprint.web.words import Words


def finding_message(finding: Finding, words: Words) -> str:
    """The message of a finding, without its place in a file."""
    return words.sentence(finding.code, finding.arguments, finding.message)


def message_with_place(finding: Finding, words: Words) -> str:
    """The message of a finding after its place: "clinic.yaml:7:3: ..."."""
    place = f"{finding.source}:{finding.line}:{finding.column}" if finding.line else finding.source
    said = finding_message(finding, words)
    return f"{place}: {said}" if finding.source else said


def failure_messages(failure: Failure, words: Words) -> Sequence[str]:
    """All messages of a failure: one for each of its findings, or its own."""
    found = [message_with_place(finding, words) for finding in failure.findings]
    return found or [words.sentence(failure.code, failure.arguments, failure.message)]


def date_text(day: date, words: Words, folders: Folders) -> str:
    """A date as the language of the page writes it."""
    known = languages_made(folders.content)
    return known[words.lang].dated(day) if words.lang in known else day.isoformat()
