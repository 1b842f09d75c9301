"""Drawing instructions: what views and hands are drawn with. ``content/views/README.md`` describes each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

Length = Annotated[float, Meta(ge=-5000, le=5000)]
"""Millimetres on the body; a limb is no longer than 5 m, and an endless number is a mistake."""
Place = tuple[Length, Length]
Box = tuple[Length, Length, Length, Length]
"""Left, bottom, right, top."""
Name = Annotated[str, Meta(min_length=1, max_length=60)]
Ref = str
"""A line by name; a leading hyphen runs it backwards."""
Layer = str
"""always; ghost (only with the other limb); clothed, bare (with, without clothes); a hand part (hand keys only);
behind, front (of the limb, in hands)."""


class Base(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Immutable, keyword only, no unknown keys."""


class Dot(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A point of a line in millimetres: ``x y``, or ``x y c`` for a corner."""

    x: Length
    y: Length
    corner: Literal["c"] | None = None


class Disc(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A point of a tube's centre line: ``x y radius``, millimetres."""

    x: Length
    y: Length
    radius: Length


Points = Annotated[tuple[Dot, ...], Meta(max_length=400)]
"""A line. In files a text with commas between the points, or a list of lists."""
Tube = Annotated[tuple[Disc, ...], Meta(max_length=400)]


class Instruction(Base, frozen=True, kw_only=True, tag_field="draw"):
    """One drawing instruction; ``draw`` says which. They are carried out in order, later over earlier."""

    layer: Layer = "always"


class Ink(Instruction, frozen=True, kw_only=True, tag="ink"):
    """A hand-drawn line: fattest in the middle, tapering to the ends."""

    line: Name | Points
    width: float = 0.7
    """Points on paper at the fattest."""
    taper: tuple[float, float] = (0.4, 0.4)
    """Fractions of the length over which the line swells at its start and thins at its end."""
    colour: Name = "ink"
    mirrored_at: float | None = None
    """Draw it mirrored at this x instead (the other limb)."""


class Fill(Instruction, frozen=True, kw_only=True, tag="fill"):
    """A flat colour in a shape, with an even outline if ``outline`` is given."""

    shape: Name | Points
    colour: Name = "skin"
    outline: float = 0.0
    """Width of the outline in points."""
    ink: Name = "ink"


class Fade(Instruction, frozen=True, kw_only=True, tag="fade"):
    """A shape whose colour fades along a line, such as a limb that is cut off."""

    shape: Name
    start: Place = field(name="from")
    to: Place
    stops: tuple[tuple[float, Name], ...] = ((0.0, "paper"), (1.0, "skin"))


class Soft(Instruction, frozen=True, kw_only=True, tag="soft"):
    """A patch of shade or light with a soft edge, kept within the shape ``inside``."""

    shape: Points
    colour: Name = "hollow"
    base: Name = "skin"
    steps: int = 7
    keep: float = 0.45
    """Size of the innermost step as a fraction of the outermost."""
    inside: Name


class Edge(Instruction, frozen=True, kw_only=True, tag="edge"):
    """A band of shade along a line, thinning to nothing at both ends."""

    line: Name
    width: float
    """Millimetres, to the left of the line's direction; negative to the right."""
    between: tuple[float, float]
    """Heights (y) where the band starts and ends."""
    colour: Name = "shade"
    base: Name = "skin"
    steps: int = 5
    inside: Name


class Body(Instruction, frozen=True, kw_only=True, tag="body"):
    """Shapes that grow into one: all outlines are inked first, then every shape is filled."""

    shapes: tuple[Name, ...]
    colour: Name = "skin"
    outline: float = 1.4
    """Points."""
    ink: Name = "ink"


class Nails(Instruction, frozen=True, kw_only=True, tag="nails"):
    """Rounded squares; each is [x, y, half width, half height, turn in degrees clockwise]."""

    nails: tuple[tuple[float, float, float, float, float], ...]
    colour: Name = "nail"
    width: float = 0.6
    """Points."""


class Shadow(Instruction, frozen=True, kw_only=True, tag="shadow"):
    """Here the hands of a scene cast their shadow, within the shape ``inside``. Other pictures have nothing here."""

    inside: Name
    colour: Name = "shade"


class Under(Instruction, frozen=True, kw_only=True, tag="hands"):
    """Here lie the hands, or parts of hands, that the limb hides. Without it they lie under the whole drawing."""


Art = Ink | Fill | Fade | Soft | Edge | Body | Nails | Shadow | Under


class Drawing(Base, frozen=True, kw_only=True):
    """Lines, and what to draw with them: a view of the body or a hand."""

    schema: Literal[1]
    id: Name
    subject: Annotated[str, Meta(min_length=1, max_length=160)]
    """What it shows, for the description: "the back of the {side} leg"."""
    lines: Annotated[dict[Name, Points], Meta(max_length=200)] = {}
    """Smooth lines through points."""
    closed: tuple[Name, ...] = ()
    """Lines whose end joins their start."""
    tubes: Annotated[dict[Name, Tube], Meta(max_length=200)] = {}
    """Limbs as a centre line with a radius at each point."""
    shapes: dict[Name, tuple[Ref, ...]] = {}
    """Closed outlines put together from lines."""
    art: Annotated[tuple[Art, ...], Meta(max_length=600)]

    def dangling(self) -> Iterator[str]:
        """Every name that is used and not defined."""
        lines, shapes = set(self.lines), set(self.lines) | set(self.shapes) | set(self.tubes)
        for refs in self.shapes.values():
            yield from (name for ref in refs if (name := ref.lstrip("-")) not in lines)
        yield from (name for name in self.closed if name not in lines)
        for item in self.art:
            yield from (name for name in _shapes_of(item) if name not in shapes)
            if isinstance(item, Edge) and item.line not in lines:
                yield item.line


def _shapes_of(item: Art) -> Iterator[str]:
    """Names of lines, shapes and tubes that an instruction uses."""
    if isinstance(item, Ink) and isinstance(item.line, str):
        yield item.line
    if isinstance(item, (Fill, Fade)) and isinstance(item.shape, str):
        yield item.shape
    if isinstance(item, (Soft, Edge, Shadow)):
        yield item.inside
    if isinstance(item, Body):
        yield from item.shapes
