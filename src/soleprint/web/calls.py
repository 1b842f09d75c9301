"""All calls of the process that makes, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from soleprint.web import content_calls, countries, job_calls, picture_calls, profile_calls, result_calls

Calls = Mapping[str, Callable[..., Any]]


def merge_calls(*groups: Calls) -> Calls:
    """All calls by their names. Raises ValueError for two of the same name."""
    names = [name for group in groups for name in group]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"two calls have the name {twice[0]}")
    return {name: call for group in groups for name, call in group.items()}


CALLS = merge_calls(
    result_calls.CALLS, picture_calls.CALLS, content_calls.CALLS, job_calls.CALLS, profile_calls.CALLS, countries.CALLS
)  # fmt: skip
