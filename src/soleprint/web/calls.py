"""What the process that makes can be asked for, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from soleprint.web import desk, kept

CALLS: Mapping[str, Callable[..., Any]] = {
    **kept.CALLS,
    "desk": desk.desk,
    "entry": desk.entry,
    "picture": desk.picture,
    "jobs_among": desk.jobs_among,
}
