"""A routine with one text another each time, as when content is edited while a long-lived process makes products."""

from __future__ import annotations

import itertools
from typing import Literal

import msgspec

from soleprint.content.library import Library
from soleprint.content.model import Routine
from soleprint.files.folders import layers

Field = Literal["cue", "text"]


class Change:
    """Changes one text of a routine's first step, whatever asks the content room for it.

    No text comes twice: a program may keep what it has laid out before.
    """

    def __init__(self, name: str, field: Field) -> None:
        self.field = field
        self.routine: Routine = Library(layers("content")).routine(name)
        self._numbers = itertools.count(100)
        hand_out = Library.routine
        self.changed = self.routine

        def routine(library: Library, wanted: str) -> Routine:
            return self.changed if wanted == name else hand_out(library, wanted)

        Library.routine = routine  # type: ignore[method-assign, assignment]

    @property
    def original(self) -> str:
        return str(getattr(self.routine.steps[0], self.field))

    def new(self) -> str:
        """Another text, as long as the one before."""
        number = next(self._numbers)
        ending = f", {number}." if self.field == "cue" else f" number {number}."
        return self.original[: -len(ending)] + ending

    def put(self, text: str) -> None:
        """Make ``text`` the routine's."""
        first = msgspec.structs.replace(self.routine.steps[0], **{self.field: text})
        self.changed = msgspec.structs.replace(self.routine, steps=(first, *self.routine.steps[1:]))
