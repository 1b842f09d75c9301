"""Values from outside (a clinic's profile, a prescription) keep their own direction in any line.

A telephone number after Arabic letters would be turned round, and so would "2 weeks"; an Arabic name in an English
line would take the number after it along. So such values are isolated (UAX #9, FSI and PDI).
"""

from __future__ import annotations

from unicodedata import bidirectional

_FIRST_TO_TURN = "\u0590"


def isolated(text: str, rtl: bool) -> str:
    """``text`` isolated where it could disturb the order of a line, or a line its own; "" stays ""."""
    if not text or (not rtl and max(text) < _FIRST_TO_TURN):
        return text
    turns = rtl or any(bidirectional(char) in ("R", "AL", "AN") for char in text)
    return f"\u2068{text}\u2069" if turns else text
