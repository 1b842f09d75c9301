"""What the process that makes can be asked for, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from soleprint.web import bench, clinics, desk, kept

CALLS: Mapping[str, Callable[..., Any]] = {
    **kept.CALLS,
    **bench.CALLS,
    "desk": desk.desk,
    "entry": desk.entry,
    "picture": desk.picture,
    "jobs_among": desk.jobs_among,
    "profiles_among": clinics.profiles_among,
    "opened": clinics.opened,
    "examined": clinics.examined,
    "front": clinics.front,
    "logo_ending": clinics.logo_ending,
}
