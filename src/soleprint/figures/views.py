"""Views: drawings of the body as data.

A view is a file ``content/views/NAME.yaml``: geometry in real body millimetres, y upwards, drawn for the RIGHT limb.
It has no colours of strokes and no text. ``content/views/README.md`` describes every key with examples.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct, field

from soleprint.content import nodes
from soleprint.errors import ContentError, FileProblem, Finding
from soleprint.files.folders import builtin, find, names, shown

Coordinate = list[float | Literal["c"]]
"""[x, y] in millimetres, or [x, y, c] for a corner of the line; in tubes [x, y, radius]."""
Points = tuple[Coordinate, ...]
Place = tuple[float, float]
Name = str
Ref = str
"""A line by name; a leading hyphen runs it backwards."""
Layer = str
"""always; ghost (only with the other limb); clothed, bare (with, without clothes); a hand part (hand keys only)."""


class Base(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Immutable, keyword only, no unknown keys."""


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


Art = Ink | Fill | Fade | Soft | Edge | Body | Nails


class Zone(Base, frozen=True, kw_only=True):
    """An ellipse round a named place, for zones and for strokes that go round it."""

    at: Place
    size: Place
    """Half width and half height."""
    behind: bool = False
    """True: on the far side of the limb, so that only strokes that go round the limb touch it."""


class Stretch(Base, frozen=True, kw_only=True):
    """How far along the limb a named place reaches."""

    start: Place = field(name="from")
    to: Place
    line: Name | None = None
    """A line that strokes along the place follow instead of the limb's lanes."""


class Limb(Base, frozen=True, kw_only=True):
    """How lanes run. Either two ``rails`` (lines that rise with y) or an ``axis`` (a tube: points with half widths)."""

    rails: tuple[Name, Name] | None = None
    """Inner and outer edge."""
    bent: bool = False
    """True: the rails run side by side, but not upwards."""
    axis: Points = ()
    bone: Stretch | None = None
    """Where the middle of the limb is bone close to the skin: thumbs keep to the sides."""
    two_faces: bool = False
    """True: the limb is seen from the side between two hands, so strokes run along both edges."""


class Digit(Base, frozen=True, kw_only=True):
    """A toe or finger: where it starts and where it ends."""

    root: Place
    tip: Place


class View(Base, frozen=True, kw_only=True):
    """One drawing of a part of the body."""

    schema: Literal[1]
    id: Name
    subject: str
    """What it shows, for the description: "the back of the {side} leg"."""
    extent: tuple[float, float, float, float]
    """What is shown, x0, y0, x1, y1, without the other limb."""
    ghost: tuple[float, float, float, float] | None = None
    """The same with the other limb, where the view has one."""
    mirror: bool = True
    """False for a drawing that is the same for either side."""
    twin: bool = False
    """True: the instructions draw one half; the other is its mirror image at x = 0."""
    lines: dict[Name, Points] = {}
    """Smooth lines through points."""
    closed: tuple[Name, ...] = ()
    """Lines whose end joins their start."""
    tubes: dict[Name, Points] = {}
    """Limbs as a centre line with a radius at each point."""
    shapes: dict[Name, tuple[Ref, ...]] = {}
    """Closed outlines put together from lines."""
    art: tuple[Art, ...]
    contour: tuple[Name, ...]
    """Shapes, closed lines or tubes that together are the limb: every landmark lies in one of them."""
    landmarks: dict[Name, Place] = {}
    far: dict[Name, Name] = {}
    """Places on the far side that cannot be seen, and the view that shows each."""
    zones: dict[Name, Zone] = {}
    reach: dict[Name, Stretch] = {}
    """Places that strokes in place are done along, with their reach."""
    hands_drawn: bool = False
    """True: the drawing itself shows the holding hands."""
    limb: Limb | None = None
    digits: dict[Name, Digit] = {}
    furrows: tuple[Name, ...] = ()
    """Lines that a stroke between tendons follows."""


def load_view(folders: Sequence[Path], name: str) -> View:
    """The view ``name`` from the first content folder that has it.

    Raises ContentError for a file that is no view, FileProblem when there is none.
    """
    path = find(folders, f"views/{name}.yaml")
    if path is None:
        known = ", ".join(names(folders, "views", ".yaml"))
        raise FileProblem(f'There is no view "{name}" in content/views. Known views: {known}.', code="unknown-view")
    source = shown(path, "content")
    if not path.is_relative_to(builtin("content")):
        # A user's file is hostile until checked: size, encoding, depth, aliases and tags.
        nodes.read(path, source)
    return read_view(path.read_text(encoding="utf-8"), source)


def read_view(text: str, source: str) -> View:
    """A view from YAML. ``source`` names the file in messages.

    Raises ContentError with the place of the mistake.
    """
    import yaml

    try:
        data = yaml.load(text, Loader=yaml.CSafeLoader)
        view = msgspec.convert(data, View)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise ContentError([Finding("yaml-syntax", f"This is not YAML: {error.problem}.", source, *place)]) from None
    except msgspec.ValidationError as error:
        raise ContentError([_misfit(text, source, str(error))]) from None
    problems = [Finding("view-reference", problem, source) for problem in _dangling(view)]
    if problems:
        raise ContentError(problems)
    return view


def _misfit(text: str, source: str, message: str) -> Finding:
    """A msgspec message, with its ``$.art[3].width`` turned into a line and column."""
    what, _, where = message.partition(" - at `$")
    line, column = _locate(text, where.rstrip("`"))
    return Finding("view-value", f"{what} (at {where.strip('.`') or 'the top'}).", source, line, column)


def _locate(text: str, where: str) -> tuple[int, int]:
    import re

    import yaml

    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    for key, index in re.findall(r"\.([\w-]+)|\[(\d+|\.\.\.)\]", where):
        child = None
        if isinstance(node, yaml.MappingNode) and key:
            child = next((value for name, value in node.value if name.value == key), None)
        elif isinstance(node, yaml.SequenceNode) and index.isdigit():
            child = node.value[int(index)] if int(index) < len(node.value) else None
        if child is None:
            break
        node = child
    return (node.start_mark.line + 1, node.start_mark.column + 1) if node else (0, 0)


def _dangling(view: View) -> list[str]:
    """Messages for every name that is used and not defined."""
    lines, shapes = set(view.lines), set(view.lines) | set(view.shapes) | set(view.tubes)
    used = [(ref.lstrip("-"), lines) for refs in view.shapes.values() for ref in refs]
    used += [(name, lines) for name in (*view.closed, *view.furrows)]
    used += [(name, shapes) for name in view.contour]
    used += [(name, lines) for name in (view.limb.rails or () if view.limb else ())]
    for item in view.art:
        if isinstance(item, (Ink, Edge)) and isinstance(item.line, str):
            used.append((item.line, shapes if isinstance(item, Ink) else lines))
        if isinstance(item, (Fill, Fade)) and isinstance(item.shape, str):
            used.append((item.shape, shapes))
        if isinstance(item, (Soft, Edge)):
            used.append((item.inside, shapes))
        if isinstance(item, Body):
            used += [(name, shapes) for name in item.shapes]
    return [
        f'"{name}" is used here but is no line, shape or tube of this view.'
        for name, known in used
        if name not in known
    ]
