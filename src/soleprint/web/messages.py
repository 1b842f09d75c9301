"""What has gone wrong, said in the language of a page: each error by its code, with what its message has in it.

An error that has no text in ``content/studio.yaml`` is told in its own English words.
"""

from __future__ import annotations

from collections.abc import Sequence

from soleprint.errors import Finding
from soleprint.web.results import Failed
from soleprint.web.words import Words


def finding_said(finding: Finding, words: Words) -> str:
    """A finding without its place."""
    return words.sentence(finding.code, finding.arguments, finding.message)


def placed(finding: Finding, words: Words) -> str:
    """A finding with its place: "clinic.yaml:7:3: ..."."""
    place = f"{finding.source}:{finding.line}:{finding.column}" if finding.line else finding.source
    said = finding_said(finding, words)
    return f"{place}: {said}" if finding.source else said


def lines(failure: Failed, words: Words) -> Sequence[str]:
    """All that is told of something that was not done."""
    found = [placed(finding, words) for finding in failure.findings]
    return found or [words.sentence(failure.code, failure.arguments, failure.message)]
