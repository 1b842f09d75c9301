"""Views: drawings of the body as data.

A view is a file ``content/views/NAME.yaml``: geometry in real body millimetres, y upwards, drawn for the RIGHT limb.
It has no colours of strokes and no text. ``content/views/README.md`` describes every key with examples.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from msgspec import field

from soleprint.figures.instructions import Base, Box, Drawing, Name, Place, Tube
from soleprint.figures.load import load


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
    axis: Tube = ()
    bone: Stretch | None = None
    """Where the middle of the limb is bone close to the skin: thumbs keep to the sides."""
    two_faces: bool = False
    """True: the limb is seen from the side between two hands, so strokes run along both edges."""


class Digit(Base, frozen=True, kw_only=True):
    """A toe or finger: where it starts and where it ends."""

    root: Place
    tip: Place


class View(Drawing, frozen=True, kw_only=True):
    """One drawing of a part of the body."""

    extent: Box
    """What is shown, x0, y0, x1, y1, without the other limb."""
    ghost: Box | None = None
    """The same with the other limb, where the view has one."""
    mirror: bool = True
    """False for a drawing that is the same for either side."""
    twin: bool = False
    """True: the instructions draw one half; the other is its mirror image at x = 0."""
    contour: tuple[Name, ...]
    """Shapes, closed lines or tubes that together are the limb: every landmark lies in one of them."""
    landmarks: dict[Name, Place] = field(default_factory=dict)
    far: dict[Name, Name] = field(default_factory=dict)
    """Places on the far side that cannot be seen, and the view that shows each."""
    zones: dict[Name, Zone] = field(default_factory=dict)
    reach: dict[Name, Stretch] = field(default_factory=dict)
    """Places that strokes in place are done along, with their reach."""
    hands_drawn: bool = False
    """True: the drawing itself shows the holding hands."""
    limb: Limb | None = None
    digits: dict[Name, Digit] = field(default_factory=dict)
    """Toes or fingers."""
    all_digits: Name | None = None
    """The landmark that stands for all of them."""
    furrows: tuple[Name, ...] = ()
    """Lines that a stroke between tendons follows."""
    lying: Literal[-90, 0, 90] = 0
    """Degrees anticlockwise that a stage turns the view by, as the person lies: the hip at the start of the line."""
    rings: dict[Name, Box] = field(default_factory=dict)
    """Of a position: the boxes round the parts of the body that routines work on."""

    def dangling(self) -> Iterator[str]:
        """Every name that is used and not defined."""
        yield from super().dangling()
        shapes = set(self.lines) | set(self.shapes) | set(self.tubes)
        rails = (self.limb.rails or ()) if self.limb else ()
        yield from (name for name in (*self.furrows, *rails) if name not in self.lines)
        yield from (name for name in self.contour if name not in shapes)


def load_view(folders: Sequence[Path], name: str) -> View:
    """The view ``name`` from the first content folder that has it.

    Raises ContentError for a file that is no view, FileProblem when there is none.
    """
    return load(folders, "view", name, View)
