"""Primitives to content stream operators (ISO 32000-1, 8 and 9)."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple
from weakref import WeakKeyDictionary

from msgspec import Struct

from soleprint.files.disk import kept
from soleprint.ink import syntax
from soleprint.ink.letters import Letter, letters
from soleprint.ink.typefaces import Codes, Face
from soleprint.marks import (
    IDENTITY,
    Excerpt,
    Filling,
    Font,
    GlyphRun,
    Gradient,
    Group,
    Image,
    Mark,
    Matrix,
    Path,
    Primitive,
    Rect,
    Segment,
    Slot,
    Stroke,
    Symbol,
    Use,
)
from soleprint.store import Store, personal

External = Symbol | bytes | Excerpt
"""What is drawn by name: symbols, the files of pictures, parts of other PDFs."""
Named = External | Gradient
"""What a stream names."""


class Faces:
    """The fonts of one document; those with the same key are the same font."""

    def __init__(self) -> None:
        self.by_key: dict[str, Face] = {}

    def __getitem__(self, font: Font) -> Face:
        face = self.by_key.get(font.key)
        if face is None:
            face = self.by_key[font.key] = Face(font)
        return face

    def of(self, run: GlyphRun) -> Face:
        """The font that a run is set in."""
        return self[run.font]


class Hole(Struct, frozen=True, eq=False):
    """Where in a content stream each copy has something of its own; ``filling`` is that of the first."""

    slot: Slot
    filling: Filling


class Drawing(NamedTuple):
    """A finished content stream and what it needs besides fonts; names are ``X0``, ``X1``... and ``G0``, ``G1``..."""

    data: bytes
    """Compressed."""
    codes: Mapping[Font, Codes]
    """Of a symbol's letters; a page has its own by being painted."""
    externals: tuple[External, ...]
    gradients: tuple[Gradient, ...]


class State(NamedTuple):
    """The graphics state as far as we set it, at PDF's initial values."""

    fill: str = "0"
    line: str = "0"
    width: float = 1.0
    dash: tuple[float, ...] = ()
    butt: bool = True
    font: tuple[str, float] | None = None


UNKNOWN = State("", "", -1.0, (), butt=False, font=None)


class Painter:
    """Writes one content stream. ``outline`` writes its paths."""

    def __init__(self, faces: Faces, outline: Callable[[tuple[Segment, ...]], str] = syntax.path) -> None:
        self.faces = faces
        self.outline = outline
        self.parts: list[str | Hole] = []
        self.externals: dict[External, str] = {}
        self.gradients: dict[Gradient, str] = {}
        self.state = State()
        self._saved: list[State] = []

    @classmethod
    def anew(cls, faces: Faces, state: State = UNKNOWN) -> Painter:
        """A painter of what stands in a hole: it takes no colour, line or font as set, or those of ``state``."""
        painter = cls(faces)
        painter.state = state
        return painter

    def write(self, operators: str) -> None:
        self.parts.append(operators)

    def hole(self, hole: Hole) -> None:
        """Leave a place for what differs from copy to copy; it changes nothing of the state."""
        self.parts += ["q", hole, "Q"]

    def save(self) -> None:
        self.parts.append("q")
        self._saved.append(self.state)

    def restore(self) -> None:
        self.parts.append("Q")
        self.state = self._saved.pop()

    def forget_colours(self) -> None:
        """Write the next colours, also where they are those already set."""
        self.state = self.state._replace(fill="", line="")

    def transform(self, matrix: Matrix) -> None:
        if matrix != IDENTITY:
            self.parts.append(f"{syntax.matrix(matrix)} cm")

    def clip(self, segments: Sequence[Segment]) -> None:
        self.parts.append(f"{syntax.path(segments)} W n")

    def clip_rect(self, rect: Rect) -> None:
        self.parts.append(f"{syntax.numbers((rect.x0, rect.y0, rect.width, rect.height))} re W n")

    def draw_all(self, items: Iterable[Primitive]) -> None:
        for item in items:
            self.draw(item)

    def draw_marks(self, items: Sequence[Primitive]) -> None:
        """``draw_all`` for neighbours on a page, most of which stand there as they did in the last document."""
        if any(isinstance(item, (Use, Group, Excerpt)) for item in items):
            # Written as fast as looked up, and pictures need not be held.
            self.draw_all(items)
        else:
            self.again(_neighbours, tuple(map(id, items)), items, lambda: self.draw_all(items))

    def again(
        self, store: Passages, how: tuple[object, ...], what: Sequence[Primitive | Mark], draw: Callable[[], None]
    ) -> None:
        """Writes what ``draw`` writes of these very objects, whose identities are in ``how``, from an earlier time when
        their letters, symbols and gradients had the names that they have here.

        Asking for names gives them in the order that drawing would, so bytes do not depend on what was drawn before.
        """
        key = (self.state, *how)
        earlier = store.get(key) or ()
        known = next(filter(self._has, earlier), None)
        if known is not None:
            self.parts += known.operators
            self.state = known.state
            return
        first = len(self.parts)
        draw()
        items = [each.item if isinstance(each, Mark) else each for each in what if not _is_own(each)]
        codes = {font: self.faces[font].codes(several) for font, several in _letters(items).items()}
        names = {what: self._name(what) for what in _named(items)}
        new = Passage(what, tuple(self.parts[first:]), self.state, codes, names)
        store.put(key, (new, *earlier[: VARIANTS - 1]))

    def _has(self, passage: Passage) -> bool:
        return all(self.faces[font].has(codes) for font, codes in passage.codes.items()) and all(
            self._name(what) == name for what, name in passage.names.items()
        )

    def _name(self, what: Named) -> str:
        if isinstance(what, Gradient):
            return self.gradients.setdefault(what, f"G{len(self.gradients)}")
        return self.externals.setdefault(what, f"X{len(self.externals)}")

    def draw(self, item: Primitive) -> None:
        """Paint one primitive in the current coordinates."""
        match item:
            case GlyphRun():
                self._text(item)
            case Path():
                self._path(item)
            case Use():
                self._external(item.symbol, item.matrix)
            case Group():
                self._group(item)
            case Excerpt():
                self._external(item, IDENTITY)
            case Image():
                box = item.rect
                self._external(item.data, (box.width, 0.0, 0.0, box.height, box.x0, box.y0))

    def finish(self, codes: Mapping[Font, Codes] | None = None) -> Drawing:
        """The stream, compressed; of one without holes."""
        content = "\n".join(self.parts).encode("ascii")  # type: ignore[arg-type]
        return Drawing(_compressed(content), codes or {}, tuple(self.externals), tuple(self.gradients))

    @property
    def is_open(self) -> bool:
        """Whether there are holes in the stream."""
        return any(part.__class__ is Hole for part in self.parts)

    def cut(self) -> list[bytes | Hole]:
        """The stream, in pieces between holes."""
        found: list[bytes | Hole] = []
        for _, group in groupby(self.parts, key=lambda part: isinstance(part, Hole)):
            parts = list(group)
            holes = [part for part in parts if isinstance(part, Hole)]
            found += holes or ["\n".join(map(str, parts)).encode("ascii")]
        return found

    def resources(self) -> Drawing:
        """What the stream needs, without the stream."""
        return Drawing(b"", {}, tuple(self.externals), tuple(self.gradients))

    def _text(self, run: GlyphRun) -> None:
        if not run.glyphs:
            return
        face = self.faces.of(run)
        self.lead(run, face)
        self.parts.append(f"{face.show(run)}\nET")

    def lead(self, run: GlyphRun, face: Face) -> None:
        """All of a run in a font but for its letters and its end."""
        self._fill(run.colour)
        self.parts.append("BT")
        if self.state.font != (face.name, run.size):
            self.state = self.state._replace(font=(face.name, run.size))
            self.parts.append(f"/{face.name} {syntax.number(run.size, 3)} Tf")
        self.parts.append(f"{syntax.place(run.origin)} Td")

    def _fill(self, colour: str) -> None:
        operands, grey = syntax.colour_operands(colour)
        if operands != self.state.fill:
            self.state = self.state._replace(fill=operands)
            self.parts.append(f"{operands} {'g' if grey else 'rg'}")

    def _stroke(self, stroke: Stroke) -> None:
        state = self.state
        operands, grey = syntax.colour_operands(stroke.colour)
        if operands != state.line:
            self.parts.append(f"{operands} {'G' if grey else 'RG'}")
        if stroke.width != state.width:
            self.parts.append(f"{syntax.number(stroke.width, 3)} w")
        if stroke.butt != state.butt:
            self.parts.append("0 J 0 j" if stroke.butt else "1 J 1 j")
        if stroke.dash != state.dash:
            self.parts.append(f"[{syntax.numbers(stroke.dash)}] 0 d")
        self.state = state._replace(line=operands, width=stroke.width, butt=stroke.butt, dash=stroke.dash)

    def _path(self, item: Path) -> None:
        if not item.segments or (item.fill is None and item.stroke is None):
            return
        outline = self.outline(item.segments)
        fill = item.fill
        if isinstance(fill, Gradient):
            self.parts.append(f"q {outline} W n /{self._name(fill)} sh Q")
            fill = None
        elif fill:
            self._fill(fill)
        if item.stroke:
            self._stroke(item.stroke)
        if fill or item.stroke:
            paint = ("B" if fill else "S") if item.stroke else "f"
            self.parts.append(f"{outline} {paint}")

    def _external(self, what: External, matrix: Matrix) -> None:
        name = self._name(what)
        if matrix == IDENTITY:
            self.parts.append(f"/{name} Do")
        else:
            self.parts.append(f"q {syntax.matrix(matrix)} cm /{name} Do Q")

    def _group(self, group: Group) -> None:
        self.save()
        self.transform(group.matrix)
        if group.clip is not None:
            self.clip(group.clip)
        self.draw_all(group.items)
        self.restore()


def _is_own(each: Primitive | Mark) -> bool:
    return isinstance(each, Mark) and each.slot is not None


class Passage(NamedTuple):
    """What was drawn together, and its operators."""

    what: Sequence[Primitive | Mark]
    operators: tuple[str | Hole, ...]
    state: State
    """Afterwards."""
    codes: Mapping[Font, Codes]
    names: Mapping[Named, str]
    """Of what is no text, in the order of drawing."""


VARIANTS = 3
"""How often the same things are kept, each time with other names: a letter more on a page before gives later ones other
codes."""
Passages = Store[tuple[object, ...], tuple[Passage, ...]]
"""By the state before and the identities of what is drawn."""
_neighbours: Passages = personal(Store(100))


@personal
@lru_cache(maxsize=40)
def _compressed(content: bytes) -> bytes:
    """A stream, compressed; most pages of a booklet are as they were in the last one."""
    return zlib.compress(content)


_drawn: WeakKeyDictionary[Symbol, Drawing] = WeakKeyDictionary()


def draw_symbol(faces: Faces, symbol: Symbol) -> Drawing:
    """A symbol's stream, from the last time when its letters have the same codes in this document.

    Asking for the codes assigns them in the order that drawing would, so the bytes do not depend on what was drawn
    before.
    """
    last = _drawn.get(symbol)
    if last and all(faces[font].has(codes) for font, codes in last.codes.items()):
        return last
    drawing = _drawn[symbol] = _kept(faces, symbol) if symbol.kept else _painted(faces, symbol)
    return drawing


def _painted(faces: Faces, symbol: Symbol) -> Drawing:
    painter = Painter(faces)
    painter.draw_all(symbol.items)
    return painter.finish({font: faces[font].codes(several) for font, several in _letters(symbol.items).items()})


class _Stream(Struct, frozen=True, array_like=True):
    """The stream of a symbol of paths alone, compressed, and its gradients."""

    data: bytes
    gradients: tuple[Gradient, ...]


def _kept(faces: Faces, symbol: Symbol) -> Drawing:
    """The stream that an earlier run of the command wrote."""

    def make() -> _Stream:
        drawing = _painted(faces, symbol)
        return _Stream(drawing.data, drawing.gradients)

    stream = kept((), f"stream {symbol.name}", _Stream, make)
    return Drawing(stream.data, {}, (), stream.gradients)


def _letters(items: Iterable[Primitive]) -> dict[Font, dict[Letter, None]]:
    """Each font's letters among ``items``, in painting order; symbols inside have streams of their own."""
    found: dict[Font, dict[Letter, None]] = {}
    for item in items:
        if isinstance(item, GlyphRun) and item.glyphs:
            found.setdefault(item.font, {}).update({placed.letter: None for placed in letters(item)})
        elif isinstance(item, Group):
            for font, several in _letters(item.items).items():
                found.setdefault(font, {}).update(several)
    return found


def _named(items: Iterable[Primitive]) -> Iterator[Named]:
    """What a stream must name to draw ``items``, in painting order."""
    for item in items:
        match item:
            case Use():
                yield item.symbol
            case Image():
                yield item.data
            case Excerpt():
                yield item
            case Path(fill=Gradient() as gradient) if item.segments:
                yield gradient
            case Group():
                yield from _named(item.items)
