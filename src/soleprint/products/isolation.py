"""What of a clinic's profile is isolated where it stands in lines with other words: see ``text.isolation``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeVar

from soleprint.content.model import Base
from soleprint.content.printed import Fields, changed
from soleprint.text.isolation import isolated

if TYPE_CHECKING:
    from soleprint.clinic.profile import Numbers, Profile

FromClinic = TypeVar("FromClinic", "Profile", "Numbers")


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
