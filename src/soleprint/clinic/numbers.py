"""The one rule for numbers to call, wherever they are given."""

from __future__ import annotations

import re

from soleprint.errors import UsageProblem

SHORT_NUMBER = r"[+*0-9][0-9 *#()-]{1,22}"
"""A number as people dial it: digits, spaces, brackets, and signs that telephones have."""
EXAMPLE = "digits as people dial them, such as 999 or 112"


def emergency_number(text: str) -> str:
    """The number, when it can be dialled. Raises UsageProblem (bad-number)."""
    if re.fullmatch(SHORT_NUMBER, text) is None or len(re.findall("[0-9]", text)) < 2:
        shown = text if len(text) <= 40 else f"{text[:39]}…"
        raise UsageProblem(f"--emergency {shown!r} is not a number to call; write {EXAMPLE}.", code="bad-number")
    return text
