"""Values from outside (a clinic's profile, a prescription) keep their own direction in any line.

A telephone number after Arabic letters would be turned round, and so would "2 weeks"; an Arabic name in an English
line would take the number after it along. So such values are isolated (UAX #9, FSI and PDI).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeVar
from unicodedata import bidirectional

from soleprint.content.model import Base
from soleprint.content.printed import Fields, changed

if TYPE_CHECKING:
    from soleprint.clinic.profile import Numbers, Profile

FromClinic = TypeVar("FromClinic", "Profile", "Numbers")


def isolated(text: str, rtl: bool) -> str:
    """``text`` isolated where it could disturb the order of a line, or a line its own; "" stays ""."""
    turns = rtl or any(bidirectional(char) in ("R", "AL", "AN") for char in text)
    return f"\u2068{text}\u2069" if text and turns else text


def in_isolation(thing: FromClinic, rtl: bool) -> FromClinic:
    """A profile, or whom to call, for a template: all that is printed of it isolated, but emergency numbers, which are
    isolated where they stand."""
    return changed(thing, "", lambda _, text: isolated(text, rtl), _fields())


@cache
def _fields() -> Fields:
    """Fields that stand in lines with other words. A clinic's words are in no language that is known."""
    from soleprint.clinic.profile import Advice, Feedback, LogoFile, Profile, Qr
    from soleprint.content.model import Review

    every: dict[type[Base], tuple[str, ...]] = {
        Profile: ("name", "address", "phone", "web", "email", "reference", "author", "footer"),
        Advice: ("name", "number"),
        Feedback: ("contact",),
        Qr: ("target", "caption"),
        Review: ("name", "role"),
        LogoFile: ("alt",),
    }
    return every
