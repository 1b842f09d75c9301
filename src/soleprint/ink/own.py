"""What each copy has of its own: the words in its slots, set in the fonts of the file or in fonts of the copy's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from msgspec import Struct

from soleprint.ink.letters import letters
from soleprint.ink.paint import UNKNOWN, Faces, Hole, Painter, State
from soleprint.ink.typefaces import Face
from soleprint.marks import SOFT_HYPHEN, Filling, Font, GlyphRun, Primitive

GAP = "\ue000"
"""Stands where each copy has a text of its own, in what is written once for all."""


class Shown(NamedTuple):
    """What stands in a hole of one copy. ``operators`` is None where some of it is in fonts of the copy's own."""

    filling: Filling
    operators: bytes | None
    text: str
    """Its characters in logical order."""
    differs: bool
    """Whether some of them are painted in another order, or with hyphens between."""


def says(items: tuple[Primitive, ...]) -> tuple[str, bool]:
    """The text of some items, and whether it is painted otherwise than it is read."""
    runs = [item for item in items if isinstance(item, GlyphRun)]
    text = "".join([run.text for run in runs])
    return text, SOFT_HYPHEN in text or any(run.rtl for run in runs)


class OwnFaces(Faces):
    """The fonts of a file, which stay as they are, and those that a copy adds for what they lack.

    A run that has a letter more is wholly in a font of the copy's own: readers end a line where a font changes. What
    such a font holds depends on this copy alone, or on all that share ``own``.
    """

    def __init__(self, common: Faces, own: dict[str, Face] | None = None) -> None:
        super().__init__()
        self._common = common
        if own is not None:
            self.by_key = own  # of several copies together

    def of(self, run: GlyphRun) -> Face:
        face = self._common.by_key.get(run.font.key)
        if face is not None and face.knows([placed.letter for placed in letters(run)]):
            return face
        return self[run.font]

    def __getitem__(self, font: Font) -> Face:
        face = self.by_key.get(font.key)
        if face is None:
            face = self.by_key[font.key] = Face(font, f"P{len(self.by_key)}")
        return face


class Begun(NamedTuple):
    """How a hole begins that has the same words first in most copies, in fonts of the file."""

    items: tuple[Primitive, ...]
    operators: tuple[str, ...]
    state: State
    like: GlyphRun | None = None
    """What stands behind them in the first copy, where that is all there is."""
    lead: str = ""
    """All that is written before the letters of such a run."""

    def lead_to(self, filling: Filling) -> GlyphRun | None:
        """The run that is all there is behind the same first words, where it differs in its letters alone."""
        *before, run = filling.items
        if self.like is None or tuple(before) != self.items or not isinstance(run, GlyphRun):
            return None
        return run if run.glyphs and _look(run) == _look(self.like) else None


def _look(run: GlyphRun) -> tuple[object, ...]:
    return run.font.key, run.size, run.origin, run.colour


def begin(common: Faces, filling: Filling) -> Begun:
    """How a hole begins where its first words are those of ``filling``."""
    faces, first = OwnFaces(common), filling.items[: 1 if len(filling.items) > 1 else 0]
    painter = Painter.anew(faces)
    painter.draw_all(first)
    if faces.by_key:
        return Begun((), (), UNKNOWN)
    begun = Begun(first, tuple(map(str, painter.parts)), painter.state)
    like = filling.items[1] if len(filling.items) == 2 else None
    if not isinstance(like, GlyphRun) or like.font.key not in common.by_key:
        return begun
    painter.lead(like, common.by_key[like.font.key])
    return begun._replace(like=like, lead="\n".join(map(str, painter.parts)))


def show(common: Faces, filling: Filling, begun: Begun) -> Shown:
    """What stands in a hole, ready as far as the fonts of the file reach."""
    faces, same, run = OwnFaces(common), len(begun.items), begun.lead_to(filling)
    if run is not None:
        face = faces.of(run)
        operators = f"{begun.lead}\n{face.show(run)}\nET".encode("ascii")
        return Shown(filling, None if faces.by_key else operators, *says(filling.items))
    if filling.items[:same] == begun.items:
        painter = Painter.anew(faces, begun.state)
        painter.draw_all(filling.items[same:])
        operators = "\n".join([*begun.operators, *map(str, painter.parts)]).encode("ascii")
    else:
        operators = _painted(faces, filling)
    return Shown(filling, None if faces.by_key else operators, *says(filling.items))


def _painted(faces: Faces, filling: Filling) -> bytes:
    painter = Painter.anew(faces)
    painter.draw_all(filling.items)
    return "\n".join(map(str, painter.parts)).encode("ascii")


class Copy:
    """One copy on its way into a file."""

    def __init__(self, title: str, faces: OwnFaces, shown: Callable[[Hole], Shown]) -> None:
        self.title = title
        self.faces = faces
        self.shown = shown
        self.fonts: Mapping[str, str] = {}
        """Those of its own, when they are added: resource name -> reference."""

    def operators(self, hole: Hole) -> bytes:
        """What is written where the hole is."""
        shown = self.shown(hole)
        return _painted(self.faces, shown.filling) if shown.operators is None else shown.operators


class Own(Struct, frozen=True, eq=False):
    """An object that each copy has of its own: its number is the same in all."""

    text: Callable[[Copy], bytes]
    """Its body, or what a stream contains."""
    head: str | None = None
    """Of a stream: the entries of its dictionary but for Length."""
    words: Callable[[Copy], str] | None = None
    """Where only a string in its body differs: what stands in the place of ``GAP``."""

    def write(self, copy: Copy) -> bytes:
        """Its body. Streams are not compressed: that would cost a copy more than all else."""
        text = self.text(copy)
        if self.head is None:
            return text
        return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (self.head.encode("latin-1"), len(text), text)


def around(body: str, gap: str, text: Callable[[Copy], str], encoding: str = "latin-1") -> Callable[[Copy], bytes]:
    """What writes ``body`` with a copy's text in the place of each ``gap``."""
    parts = [part.encode(encoding) for part in body.split(gap)]
    return lambda copy: text(copy).encode(encoding).join(parts)


def content(parts: list[bytes | Hole]) -> Own:
    """A piece of a content stream with holes."""

    def write(copy: Copy) -> bytes:
        texts = [copy.operators(part) if isinstance(part, Hole) else part for part in parts]
        return b"\n".join(texts)

    return Own(write, "")
