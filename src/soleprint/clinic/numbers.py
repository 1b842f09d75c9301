"""The one rule for numbers to call, wherever they are given."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from soleprint.errors import UsageProblem

if TYPE_CHECKING:
    from soleprint.clinic.profile import Numbers, Profile

SHORT_NUMBER = r"[+*0-9][0-9 *#()-]{1,22}"
"""A number as people dial it: digits, spaces, brackets, and signs that telephones have."""
EXAMPLE = "digits as people dial them, such as 999 or 112"


def emergency_number(text: str) -> str:
    """The number, when it can be dialled. Raises UsageProblem (bad-number)."""
    if re.fullmatch(SHORT_NUMBER, text) is None or len(re.findall("[0-9]", text)) < 2:
        shown = text if len(text) <= 40 else f"{text[:39]}…"
        raise UsageProblem(f"--emergency {shown!r} is not a number to call; write {EXAMPLE}.", code="bad-number")
    return text


def numbers_to_call(profile: Profile | None, lang: str, given: str | None, *, needed: bool) -> Numbers | None:
    """Whom to call: the emergency number ``given`` goes before the profile's; None where neither is set.

    Raises UsageProblem for what is no number, and where none is set though it is ``needed``: it must not be left open.
    """
    numbers = profile.numbers(lang) if profile else None
    if given:
        from soleprint.clinic.profile import Numbers

        return Numbers(ambulance=emergency_number(given), advice=numbers.advice if numbers else None)
    if numbers is None and needed:
        raise UsageProblem(
            "No emergency number is set. Give a profile that has one (emergency: {ambulance: ...}) or "
            "--emergency NUMBER.",
            code="no-emergency-number",
            option="emergency",
        )
    return numbers
