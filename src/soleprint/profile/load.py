"""From ``clinic.yaml`` to a checked profile with its logo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from soleprint.content.gate import Gate
from soleprint.errors import Finding
from soleprint.profile.model import WHITE, Profile


@dataclass(frozen=True, slots=True)
class Clinic:
    """A profile ready for use: what its file says, its logo, and warnings that do not stop anything."""

    profile: Profile
    artwork: Artwork | None = None
    warnings: tuple[Finding, ...] = ()


def load_profile(
    path: Path, gate: Gate, today: date, *, strict: bool = False, grounds: Sequence[str] = (WHITE,)
) -> Clinic:
    """The clinic of the YAML file ``path``.

    ``gate`` is the claims gate that its sentences must pass, ``today`` the day to hold its review date against (a
    review that is overdue is a warning, and an error when ``strict``), ``grounds`` the light colours that the theme
    puts the clinic's colours on. Raises ContentError with every finding of the file and of its logo.
    """
