"""What of the content is printed, and so translated; and where each text stands.

A new text field of the model must be named here, in ``PRINTED`` or in ``UNPRINTED``; a test sees to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from soleprint.content import model
from soleprint.content.model import Base

B = TypeVar("B", bound=Base)

PRINTED: dict[type[Base], tuple[str, ...]] = {
    model.Routine: ("title", "about"),
    model.Setup: ("cue", "text"),
    model.ZoneRule: ("cue", "text"),
    model.Step: ("cue", "text", "easy", "caution"),
    model.Finish: ("cue", "text"),
    model.Goal: ("text",),
    model.Review: ("role",),
    model.Claim: ("text",),
    model.Safety: ("title", "ask", "general"),
    model.StopSigns: ("title", "cue", "text", "today", "ambulance"),
    model.Condition: ("condition", "short", "advice"),
    model.StrokeInfo: ("name", "explains", "picture"),
    model.Region: ("name",),
    model.Phrases: ("phrases",),
}
"""Fields whose text is printed and translated."""

UNPRINTED: dict[type[Base], tuple[str, ...]] = {
    model.Path: ("start", "to", "via", "at", "around"),
    model.Move: ("id", "stroke", "source", "view", "repeats", "together", "float_over", "editor", "added", "note"),
    model.Step: ("id",),
    model.ZoneRule: ("region", "forbid", "source", "supports"),
    model.Setup: ("source", "supports", "editor"),
    model.Finish: ("source", "editor"),
    model.Goal: ("source", "editor"),
    model.Note: ("question", "text"),
    model.Review: ("name",),
    model.SourceDocument: ("document",),
    model.Routine: ("id", "version", "safety", "views", "claims"),
    model.Claim: ("id", "summary", "because", "sources", "forbidden"),
    model.Condition: ("id", "sources"),
    model.Safety: ("id", "sources"),
    model.StrokeInfo: ("id", "term", "taxonomy"),
    model.Region: ("id", "uberon", "fma"),
    model.Regions: ("chain",),
}
"""Fields whose text is an id, a proper name, a term of the field, or for editors only."""

SAFETY_PHRASES = frozenset(
    (
        "do-not-massage",
        "stop-and-get-help",
        "get-help",
        "before-you-start",
        "read-the-back-first",
        "read-the-safety-card",
        "caution",
        "zone",
        "safety",
        "safety-stop",
        "safety-avoid",
        "safety-ask",
        "safety-care",
        "general-rules",
        "emergency",
        "not-medical-advice",
        "not-yet-reviewed",
        "draft-translation",
        "main-message",
        "do-not-massage-if",
        "when-to-stop",
        "who-to-call",
        "call-emergency",
        "call-ambulance",
        "call-advice",
        "summary-first",
        "summary-ask",
        "summary-gentle",
        "summary-stop",
        "figure-floats",
        "figure-zone",
        "pressure-none",
    )
)
"""Phrases without which a safety message is lost."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands. ``context`` is its path; ``owner`` the struct and ``field`` the field that hold it."""

    context: str
    owner: Base
    field: str
    index: int = 0
    """From 1 in a list of texts."""


Change = Callable[[Place, str], str]


def is_safety(context: str) -> bool:
    """Whether a text with this context is a safety message: without it nothing is printed."""
    parts = context.split("/")
    if parts[0] == "phrases":
        return parts[-1] in SAFETY_PHRASES
    return parts[0] == "safety" or (parts[0] == "routines" and (parts[2] == "zones" or parts[-1] == "caution"))


def changed(thing: B, path: str, change: Change) -> B:
    """``thing``, which stands at ``path``, with every printed text replaced by ``change(place, text)``."""
    new: dict[str, Any] = {}
    printed = PRINTED.get(type(thing), ())
    for field in thing.__struct_fields__:
        value = getattr(thing, field)
        if field in printed:
            new[field] = _changed_text(value, Place(_join(path, field), thing, field), change)
        elif isinstance(value, Base):
            new[field] = changed(value, _join(path, field), change)
        elif isinstance(value, tuple) and value and isinstance(value[0], Base):
            pairs = zip(keys(value), value, strict=True)
            new[field] = tuple(changed(item, f"{_join(path, field)}/{key}", change) for key, item in pairs)
    return msgspec.structs.replace(thing, **new)


def _join(path: str, field: str) -> str:
    return f"{path}/{field}" if path else field


def _changed_text(value: Any, place: Place, change: Change) -> Any:
    path, owner, field = place.context, place.owner, place.field
    if isinstance(value, str):
        return change(place, value)
    if isinstance(value, tuple):
        return tuple(change(Place(f"{path}/{n}", owner, field, n), text) for n, text in enumerate(value, 1))
    if isinstance(value, dict):
        return {key: change(Place(f"{path}/{key}", owner, field), text) for key, text in value.items()}
    return value


def texts(thing: Base, path: str) -> Iterator[tuple[Place, str]]:
    """Every printed text of ``thing``, in the order of the model."""
    found: list[tuple[Place, str]] = []

    def keep(place: Place, text: str) -> str:
        found.append((place, text))
        return text

    changed(thing, path, keep)
    return iter(found)


def keys(things: Sequence[Base]) -> list[str]:
    """A lasting name for each item of a list: its id, region or mode, else its number from 1."""
    found: list[str] = []
    for number, thing in enumerate(things, 1):
        name = next((getattr(thing, key) for key in ("id", "region", "mode") if hasattr(thing, key)), str(number))
        found.append(name if name not in found else f"{name}~{number}")
    return found
