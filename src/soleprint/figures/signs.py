"""Signs: small pictures of what a sentence says, as data (``content/signs/NAME.yaml``), for easy read and warnings.

A sign lies in a box in millimetres, y downwards from the upper left corner, as SVG's path data does
(``content/signs/README.md`` describes every key). Colours are the theme's roles, so that a sign has the skin of the
pictures beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from msgspec import Meta, field
from msgspec.structs import replace

from soleprint.errors import ContentError, Finding
from soleprint.figures import artwork
from soleprint.figures.anatomy import Anatomy
from soleprint.figures.hands import turned
from soleprint.figures.icons import SignPicture
from soleprint.figures.instructions import Base, Box, Length, Name, Place
from soleprint.figures.load import load
from soleprint.figures.pen import Pen
from soleprint.figures.theme import Theme
from soleprint.files.path_data import BadValue, moved, path_segments
from soleprint.marks import Group, Matrix, Primitive, Rect, Segment, Stroke, multiply, rounded
from soleprint.marks import Path as Outline

MOST_DEEP = 4
"""Signs within signs."""
HALO = 1.2
"""By how many millimetres the white rim of a line is wider than the line."""
Roles = Annotated[dict[Name, Name], Meta(max_length=20)]
Side = Annotated[float, Meta(gt=0, le=200)]
Factor = Annotated[float, Meta(gt=0, le=20)]


class _Art(Base, frozen=True, kw_only=True, tag_field="draw"):
    """One part of a sign; later ones lie over earlier ones."""


class Shape(_Art, frozen=True, kw_only=True, tag="shape"):
    """An outline, filled, drawn, or both."""

    path: Annotated[str, Meta(min_length=1, max_length=4000)]
    """Path data (SVG 2, 9.3)."""
    fill: Name | None = None
    line: Name | None = "ink"
    width: Annotated[float, Meta(ge=0.05, le=20)] = 0.6
    """Millimetres of the line."""
    rim: bool = False
    """With a white rim, over whatever lies below."""


class Part(_Art, frozen=True, kw_only=True, tag="sign"):
    """Another sign: a person, a bottle. ``at`` is where its (0, 0) goes."""

    sign: Name
    at: Place = (0.0, 0.0)
    scale: Factor = 1.0
    turn: Length = 0.0
    """Degrees clockwise round its (0, 0)."""
    colours: Roles = field(default_factory=dict)
    """Roles of it that are others here: ``{skin: hot}``."""


class Limb(_Art, frozen=True, kw_only=True, tag="view"):
    """A piece of a view of the body."""

    view: Name
    seen: Box
    """What of the view is seen: left, bottom, right, top, in its millimetres."""
    at: Place
    """Where the middle of that goes."""
    height: Side
    """Its height in the sign."""
    wider: Factor = 1.0
    """By how much it is drawn too wide: a swelling."""
    turn: Length = 0.0
    mirrored: bool = False
    colours: Roles = field(default_factory=dict)


class Sign(Base, frozen=True, kw_only=True):
    """One sign."""

    schema: Literal[1]
    id: Name
    subject: Annotated[str, Meta(min_length=1, max_length=160)]
    """What is seen."""
    size: tuple[Side, Side]
    """Width and height of the box."""
    art: Annotated[tuple[Shape | Part | Limb, ...], Meta(max_length=300)]


def load_sign(folders: Sequence[Path], name: str) -> Sign:
    """The sign ``name`` from the first content folder that has it.

    Raises ContentError for a file that is no sign, FileProblem when there is none.
    """
    return load(folders, "sign", name, Sign)


def sign_check(folders: Sequence[Path]) -> Callable[[str], None]:
    """What draws a sign by name and raises ContentError for what it names and there is not. Signs share what they are
    drawn on: each view is read once."""
    from soleprint.figures.theme import theme
    from soleprint.figures.views import load_view

    signs = Signs(folders, cache(lambda view: Anatomy(load_view(folders, view))), theme("light"))

    def check(name: str) -> None:
        signs.draw(SignPicture(name), 100.0, 100.0)

    return check


class Signs:
    """The signs of some content folders, in the colours of a theme."""

    def __init__(self, folders: Sequence[Path], anatomy: Callable[[str], Anatomy], theme: Theme) -> None:
        self._folders, self._anatomy, self._theme = tuple(folders), anatomy, theme
        self._signs: dict[str, Sign] = {}
        self._segments: dict[str, tuple[Segment, ...]] = {}

    def sign(self, name: str) -> Sign:
        """A sign by name. Raises ContentError or FileProblem."""
        if name not in self._signs:
            self._signs[name] = load_sign(self._folders, name)
        return self._signs[name]

    def draw(self, picture: SignPicture, width: float, height: float) -> list[Primitive]:
        """The marks of a sign in the middle of a field of ``width`` x ``height`` points."""
        sign = self.sign(picture.sign)
        scale = min(width / sign.size[0], height / sign.size[1])
        corner = ((width - scale * sign.size[0]) / 2, (height + scale * sign.size[1]) / 2)
        ground = rounded(Rect(0.0, 0.0, width, height), picture.radius)
        marks: list[Primitive] = [Outline(ground, self._theme.colours["stage"])]
        marks += self._marks(sign, (scale, 0.0, 0.0, -scale, *corner), self._theme.colours, 0)
        return [Group(tuple(marks), clip=ground)]

    def _marks(self, sign: Sign, matrix: Matrix, colours: Mapping[str, str], depth: int) -> list[Primitive]:
        marks: list[Primitive] = []
        for art in sign.art:
            if isinstance(art, Shape):
                marks += self._shape(sign, art, matrix, colours)
            elif isinstance(art, Part):
                marks += self._part(sign, art, matrix, colours, depth)
            else:
                marks += self._limb(sign, art, matrix, colours)
        return marks

    def _shape(self, sign: Sign, art: Shape, matrix: Matrix, colours: Mapping[str, str]) -> list[Primitive]:
        path = moved(self._path(sign, art), matrix)
        scale = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
        fill = _colour(sign, art.fill, colours) if art.fill else None
        stroke = Stroke(_colour(sign, art.line, colours), art.width * scale) if art.line else None
        if not art.rim:
            return [Outline(path, fill, stroke)]
        rim = Stroke(self._theme.colours["white"], (art.width + HALO) * scale)
        return [Outline(path, None, rim), Outline(path, fill, stroke)]

    def _path(self, sign: Sign, art: Shape) -> tuple[Segment, ...]:
        if art.path not in self._segments:
            try:
                self._segments[art.path] = tuple(path_segments(art.path))
            except BadValue as error:
                raise _wrong(sign, f'the path "{art.path[:20]}...": {error}') from None
        return self._segments[art.path]

    def _part(self, sign: Sign, art: Part, matrix: Matrix, colours: Mapping[str, str], depth: int) -> list[Primitive]:
        if depth >= MOST_DEEP:
            raise _wrong(sign, f"signs stand in signs more than {MOST_DEEP} deep")
        own = multiply((art.scale, 0.0, 0.0, art.scale, 0.0, 0.0), turned(art.turn, art.at))
        return self._marks(self.sign(art.sign), multiply(own, matrix), _other(sign, art.colours, colours), depth + 1)

    def _limb(self, sign: Sign, art: Limb, matrix: Matrix, colours: Mapping[str, str]) -> list[Primitive]:
        x0, y0, x1, y1 = art.seen
        scale = art.height / (y1 - y0)
        wide = -scale * art.wider if art.mirrored else scale * art.wider
        # Views have y upwards; the middle of what is seen goes to (0, 0) first.
        upright = (wide, 0.0, 0.0, -scale, -wide * (x0 + x1) / 2, scale * (y0 + y1) / 2)
        pen = Pen(multiply(multiply(upright, turned(art.turn, art.at)), matrix), plain=True)
        theme = replace(self._theme, colours=MappingProxyType(dict(_other(sign, art.colours, colours))))
        artwork.draw(pen, self._anatomy(art.view), theme)
        half_width, half_height = abs(wide) * (x1 - x0) / 2, art.height / 2
        window = (("M", -half_width, -half_height), ("L", half_width, -half_height), ("L", half_width, half_height),
                  ("L", -half_width, half_height), ("Z",))  # fmt: skip
        return [Group(tuple(pen.items), clip=moved(window, multiply(turned(art.turn, art.at), matrix)))]


def _other(sign: Sign, roles: Mapping[str, str], colours: Mapping[str, str]) -> Mapping[str, str]:
    """Colours by role, some roles having the colour of another."""
    return {**colours, **{role: _colour(sign, name, colours) for role, name in roles.items()}} if roles else colours


def _colour(sign: Sign, role: str, colours: Mapping[str, str]) -> str:
    if role not in colours:
        raise _wrong(sign, f'there is no colour "{role}". Known: {", ".join(sorted(colours))}')
    return colours[role]


def _wrong(sign: Sign, message: str) -> ContentError:
    return ContentError([Finding("sign-value", message, f"content/signs/{sign.id}.yaml")])
