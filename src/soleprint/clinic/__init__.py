"""A clinic's profile: its name, logo, colours, numbers and dates, checked and ready to print."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from soleprint.clinic.load import Clinic, load_profile, profile_schema
    from soleprint.clinic.profile import Profile

__all__ = ["Clinic", "Profile", "load_profile", "profile_schema"]

_HOMES = {
    "Clinic": "load",
    "Profile": "profile",
    "load_profile": "load",
    "profile_schema": "load",
}


def __getattr__(name: str) -> Any:
    # Lazy: most cards have no clinic.
    if name in _HOMES:
        return getattr(import_module(f"soleprint.clinic.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'soleprint.clinic' has no attribute {name!r}")
