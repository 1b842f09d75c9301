"""What of the content is printed, and where each text stands: the one list for the claims gate and the translations.

A new text field of the model must be named here, in ``PRINTED``, ``VERBATIM``, ``NAMES`` or ``UNPRINTED``; a test sees
to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from soleprint.content import body, model
from soleprint.content.model import Base

B = TypeVar("B", bound=Base)
Fields = Mapping[type[Base], tuple[str, ...]]
"""Names of fields by the struct that has them."""

PRINTED: dict[type[Base], tuple[str, ...]] = {
    model.Routine: ("title", "about"),
    model.Setup: ("cue", "text"),
    model.ZoneRule: ("cue", "text"),
    model.Step: ("cue", "text", "easy", "caution"),
    model.StepWords: ("cue", "text", "easy"),
    model.StepPicture: ("alt",),
    model.Finish: ("cue", "text"),
    model.Goal: ("text",),
    model.Review: ("role",),
    model.Claim: ("text",),
    model.Safety: ("title", "ask", "general"),
    model.StopSigns: ("title", "cue", "text", "today", "ambulance"),
    model.EasyStop: ("call",),
    model.Sentence: ("text",),
    model.Condition: ("condition", "short", "advice"),
    model.StrokeInfo: ("name", "explains", "picture"),
    model.Region: ("name",),
    model.Phrases: ("phrases",),
    body.LimbEntry: ("right", "left", "each", "name"),
    body.PositionEntry: ("says",),
    body.ModeEntry: ("name", "title"),
}
"""Fields whose text is printed and translated."""

VERBATIM: dict[type[Base], tuple[str, ...]] = {model.SourceDocument: ("document",)}
"""Fields whose text is printed as it stands, in every language."""

NAMES: dict[type[Base], tuple[str, ...]] = {
    model.Review: ("name",),
    model.Safety: ("sources",),
    model.StepPicture: ("rights",),
}
"""Names of people and of other people's documents, printed as they stand. They may be what they are, unless a claim is
prohibited."""

EVERY: Fields = {
    kind: (*PRINTED.get(kind, ()), *VERBATIM.get(kind, ()), *NAMES.get(kind, ()))
    for kind in (*PRINTED, *VERBATIM, *NAMES)
}
"""All fields whose text is printed."""

UNPRINTED: dict[type[Base], tuple[str, ...]] = {
    model.Path: ("start", "to", "via", "at", "around"),
    model.Move: (
        *("id", "stroke", "source", "view", "direction", "repeats", "together", "float_over", "editor", "added"),
        "note",
    ),
    model.Step: ("id", "modes"),
    model.StepPicture: ("file",),
    model.ZoneRule: ("region", "forbid", "source", "supports"),
    model.Setup: ("mode", "position", "source", "supports", "editor"),
    model.Finish: ("source", "editor"),
    model.Goal: ("source", "editor"),
    model.Note: ("question", "text"),
    model.Routine: ("id", "version", "safety", "views", "limb", "claims"),
    model.Claim: ("id", "summary", "because", "sources", "forbidden"),
    model.Condition: ("id", "sign", "sources"),
    model.Sentence: ("sign",),
    model.Safety: ("id", "signs"),
    model.StrokeInfo: ("id", "term", "taxonomy"),
    model.Region: ("id", "uberon", "fma"),
    model.Regions: ("chain",),
    model.Words: ("words",),
    model.Columns: ("columns", "values"),
    body.PositionEntry: ("view",),
    body.Body: ("directions",),
}
"""Fields whose text is an id, a number, a term of the field, or for editors only."""

SAFETY_PHRASES = frozenset(
    (
        "do-not-massage",
        "stop-and-get-help",
        "get-help",
        "before-you-start",
        "read-the-back-first",
        "read-the-safety-card",
        "reminder",
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
        "call-advice-line",
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

BESIDE_TEMPLATES = (
    "figure-", "hand-", "left-hand", "right-hand", "both-hands", "pressure-", "tempo-", "repeat-", "clockwise",
    "anticlockwise", "trial-front-alt", "trial-back-alt", "print-at-100", "glue-here",
)  # fmt: skip
"""How the phrases begin that no template asks for: those of descriptions of pictures, and of marks on the sheet."""


class Place(Struct, frozen=True):
    """Where a text stands. ``context`` is its path; ``owner`` the struct and ``field`` the field that hold it."""

    context: str
    owner: Base
    field: str
    index: int = 0
    """From 1 in a list of texts."""
    key: str = ""
    """In a mapping of texts."""

    @property
    def keys(self) -> tuple[str | int, ...]:
        """Where in the owner's part of the file it stands."""
        return (self.field, *((self.index - 1,) if self.index else ()), *((self.key,) if self.key else ()))


Change = Callable[[Place, str], str]


def is_safety(context: str) -> bool:
    """Whether a text with this context is a safety message: without it nothing is printed."""
    parts = context.split("/")
    if parts[0] == "phrases":
        return parts[-1] in SAFETY_PHRASES
    return parts[0] == "safety" or (parts[0] == "routines" and (parts[2] == "zones" or parts[-1] == "caution"))


def changed(thing: B, path: str, change: Change, fields: Fields = PRINTED) -> B:
    """``thing``, which stands at ``path``, with every text of ``fields`` replaced by ``change(place, text)``."""
    new: dict[str, Any] = {}
    printed = fields.get(type(thing), ())
    for field in thing.__struct_fields__:
        value = getattr(thing, field)
        where = f"{path}/{field}" if path else field
        if field in printed:
            new[field] = _changed_text(value, Place(where, thing, field), change)
        elif isinstance(value, Base):
            new[field] = changed(value, where, change, fields)
        elif isinstance(value, tuple) and value and isinstance(value[0], Base):
            pairs = zip(keys(value), value, strict=True)
            new[field] = tuple(changed(item, f"{where}/{key}", change, fields) for key, item in pairs)
        elif isinstance(value, dict) and value and isinstance(next(iter(value.values())), Base):
            new[field] = {key: changed(item, f"{where}/{key}", change, fields) for key, item in value.items()}
    return msgspec.structs.replace(thing, **new)


def _changed_text(value: Any, place: Place, change: Change) -> Any:
    path, owner, field = place.context, place.owner, place.field
    if isinstance(value, str):
        return change(place, value)
    if isinstance(value, tuple):
        return tuple(change(Place(f"{path}/{n}", owner, field, n), text) for n, text in enumerate(value, 1))
    if isinstance(value, dict):
        return {key: change(Place(f"{path}/{key}", owner, field, key=key), text) for key, text in value.items()}
    return value


def texts(thing: Base, path: str, fields: Fields = PRINTED) -> Iterator[tuple[Place, str]]:
    """Every text of ``fields`` in ``thing``, in the order of the model."""
    found: list[tuple[Place, str]] = []

    def keep(place: Place, text: str) -> str:
        found.append((place, text))
        return text

    changed(thing, path, keep, fields)
    return iter(found)


def keys(things: Sequence[Base]) -> list[str]:
    """A lasting name for each item of a list: its id, region, mode or sign, else its number from 1."""
    found: list[str] = []
    for number, thing in enumerate(things, 1):
        name = next(
            (getattr(thing, key) for key in ("id", "region", "mode", "sign") if hasattr(thing, key)), str(number)
        )
        found.append(name if name not in found else f"{name}~{number}")
    return found
