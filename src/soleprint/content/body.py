"""Limbs, positions, modes and directions: what a routine may name, from ``body.yaml`` of the content folders.

A user's file lies over the built-in one key by key. Nothing in Python knows one of these by its name: what must be
known is a property, such as ``own_hands``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Literal, TypeVar

from msgspec import field
from msgspec.structs import replace

from soleprint.content.model import Base, Line, Slug, ViewName
from soleprint.content.places import Report

FILE = "body.yaml"
SCHEMA = "body.schema.json"


class LimbEntry(Base, frozen=True, kw_only=True):
    """A part of the body that a routine is for: of two sides with ``right``, ``left`` and ``each``, or with ``name``
    alone."""

    right: Line | None = None
    """The right one, as a label: "right leg"."""
    left: Line | None = None
    """The left one, as a label: "left leg"."""
    each: Line | None = None
    """Both, as a label: "each leg in turn"."""
    name: Line | None = None
    """The label of one that there is only one of: "neck". No side can be asked for."""

    @property
    def has_sides(self) -> bool:
        """Whether there is a right one and a left one."""
        return self.name is None

    def label(self, side: str) -> str:
        """What stands under the title for ``right``, ``left`` or ``both``."""
        said = self.name or {"right": self.right, "left": self.left}.get(side, self.each)
        return said or ""


class PositionEntry(Base, frozen=True, kw_only=True):
    """How the person lies or sits."""

    says: Line | None = None
    """What its picture shows, in a sentence that is read aloud; needed."""
    view: ViewName | None = None
    """The view that draws it; without one no picture of it is printed."""
    lying: bool = False
    """True: its view has the head at the start of the line, so it is turned round where lines begin at the right."""


class ModeEntry(Base, frozen=True, kw_only=True):
    """Who does it."""

    name: Line | None = None
    """As a choice: "For a partner"; needed."""
    title: Line | None = None
    """The title of a routine that can be done in other modes too: "{title}: for yourself"; by default its own alone."""
    own_hands: bool = False
    """True: by the person who is massaged, whose own hands the pictures show; false: by a giver."""


TITLE = "{title}"
Entry = LimbEntry | PositionEntry | ModeEntry
E = TypeVar("E", LimbEntry, PositionEntry, ModeEntry)


class Body(Base, frozen=True, kw_only=True):
    """A file ``body.yaml``, or several laid over each other."""

    schema: Literal[1]
    limbs: dict[Slug, LimbEntry] = field(default_factory=dict)
    """By the name that a routine has under ``limb``."""
    positions: dict[Slug, PositionEntry] = field(default_factory=dict)
    """By the name that a setup has under ``position``."""
    modes: dict[Slug, ModeEntry] = field(default_factory=dict)
    """By the name that a setup has under ``mode``, and that is asked for."""
    directions: tuple[Slug, ...] = ()
    """What a move may have under ``direction``; those of a file of yours are added."""

    def own_hands(self, mode: str) -> bool:
        """Whether a mode is done by the person who is massaged."""
        entry = self.modes.get(mode)
        return entry is not None and entry.own_hands

    def titled(self, title: str, mode: str) -> str:
        """A routine's title as it stands over one of the modes that it can be done in."""
        entry = self.modes.get(mode)
        return entry.title.replace(TITLE, title) if entry and entry.title else title

    def view_of(self, position: str) -> str | None:
        """The view that draws a position, if there is one."""
        entry = self.positions.get(position)
        return entry.view if entry else None

    def lies(self, position: str) -> bool:
        """Whether a person lies in a position."""
        entry = self.positions.get(position)
        return entry is not None and entry.lying

    @property
    def names(self) -> Mapping[str, Collection[str]]:
        """The names that content may use, by their vocabulary."""
        found: dict[str, Collection[str]] = {
            "limb": self.limbs,
            "position": self.positions,
            "mode": self.modes,
            "direction": self.directions,
        }
        return found


NOTHING = Body(schema=1)


def laid_over(beneath: Body, file: Body, report: Report) -> Body:
    """``beneath`` with what a file says; what is not whole then is reported at its entry."""
    whole = Body(
        schema=1,
        limbs=_over(beneath.limbs, file.limbs, report),
        positions=_over(beneath.positions, file.positions, report),
        modes=_over(beneath.modes, file.modes, report),
        directions=tuple(dict.fromkeys((*beneath.directions, *file.directions))),
    )
    for kind in ("limbs", "positions", "modes"):
        for name, entry in getattr(file, kind).items():
            message = "" if report.is_broken(entry) else _lack(getattr(whole, kind)[name])
            if message:
                report.on(entry, (), "missing-key", f'"{name}" {message}')
    return whole


def _over(beneath: Mapping[str, E], entries: Mapping[str, E], report: Report) -> dict[str, E]:
    return {**beneath, **{name: _entry(beneath.get(name), entry, report) for name, entry in entries.items()}}


def _entry(lower: E | None, entry: E, report: Report) -> E:
    """What a file gives of an entry, over what is known of it; null takes away what is beneath."""
    if lower is None:
        return entry
    given: dict[str, Any] = {key: getattr(entry, key) for key in entry.__struct_fields__ if report.has(entry, key)}
    return replace(lower, **given)


def _lack(entry: Entry) -> str:
    """What an entry cannot do without, "" where it is whole."""
    if isinstance(entry, LimbEntry):
        said = [entry.right, entry.left, entry.each]
        if entry.name and any(said):
            return 'has sides and a "name"; give "right", "left" and "each", or for what there is one of "name" alone'
        whole = bool(entry.name) or all(said)
        return "" if whole else 'needs "right", "left" and "each", or "name" alone where it has no sides'
    if isinstance(entry, PositionEntry):
        return "" if entry.says else 'needs "says": what its picture shows, in a sentence'
    if entry.title and entry.title.count(TITLE) != 1:
        return f'has a "title" that must hold {TITLE} once, such as "{TITLE}: for yourself"'
    return "" if entry.name else 'needs "name": what it is called as a choice'
