"""Pictures as boxes: plain figures, stages with hands, and covers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from soleprint.layout.boxes import ENDLESS, MEASURES, Box, Container, Extent, Measured, Wrapper
from soleprint.layout.painter import Painter
from soleprint.layout.scale import own_scale
from soleprint.marks import ARTIFACT, Element, Group, Rect, Symbol, Use, rounded

Edges = tuple[float, float, float, float]
"""Lengths at the left, the bottom, the right and the top."""
NO_EDGES: Edges = (0.0, 0.0, 0.0, 0.0)


class Drawn(Protocol):
    """A drawing as the figures room hands it over."""

    @property
    def symbol(self) -> Symbol: ...
    @property
    def alt(self) -> str: ...


class Pictures(Protocol):
    """What layout needs of the figures room. Points."""

    def height_for(self, scene: Any, width: float) -> float:
        """The height at which a scene is ``width`` wide."""

    def width_for(self, scene: Any, height: float) -> float:
        """The width at which a scene is ``height`` tall."""

    def body(self, scene: Any) -> tuple[float, float]:
        """Width and height of what must be seen of a stage, in millimetres of body."""

    def heights(self, scene: Any, width: float, height: float) -> list[float]:
        """The heights of the single pictures that a scene drawn into a box is made of."""

    def fit(self, scene: Any, width: float, height: float) -> float:
        """The largest scale of a stage of this size, in points per millimetre of body; 0 for what is no stage."""

    def draw(
        self,
        scene: Any,
        width: float,
        height: float,
        beyond: Edges = NO_EDGES,
        scale: float = 0.0,
        letters: bool = True,
    ) -> Drawn:
        """The scene, as large as fits; a stage's field reaches ``beyond`` to the left, below, right and above, its limb
        has a ``scale``, and its ``letters`` are left out where they are not wanted."""

    def lettered(self, scene: Any, width: float, height: float, beyond: Edges, scale: float) -> bool:
        """Whether the letters of a stage drawn so have room on it."""

    def least(self, scene: Any) -> float:
        """Of a stage, the shortest side on which it can be read, in points."""


class FigureBox(Measured):
    """A picture. It asks for ``least`` em of height, grows with the room there is, and keeps its shape."""

    illustrator: Pictures
    scene: object
    owner: Element
    least: float
    broadest: float | None = None
    """Widest it may get, in em."""
    tallest: float | None = None
    """Tallest it may get, in em."""
    worth: float = 1.0
    """How much its height counts when layouts are compared."""

    @property
    def pictured(self) -> bool:
        return True

    def _limit(self, width: float, base: float) -> float:
        """The height at which the picture is as wide as it may be."""
        room = min(width, self.broadest * base) if self.broadest else width
        height = self.illustrator.height_for(self.scene, room)
        return min(height, self.tallest * base) if self.tallest else height

    def extent(self, width: float, base: float) -> Extent:
        wanted, limit = self.least * base, self._limit(width, base)
        if limit < 0.6 * wanted:
            return Extent(limit, 0.0, True)
        return Extent(min(wanted, limit), max(0.0, limit - wanted))

    def natural_width(self, base: float) -> float:
        return self.illustrator.width_for(self.scene, self.least * base)

    def size(self, frame: Rect, base: float) -> tuple[float, float]:
        """Width and height of the picture in ``frame``: as large as it can be."""
        height = min(frame.height, self._limit(frame.width, base))
        return min(self.illustrator.width_for(self.scene, height), frame.width), height

    def picture(self, frame: Rect, base: float) -> Rect:
        """Where in ``frame`` the picture goes: in the middle."""
        width, height = self.size(frame, base)
        x, y = (frame.x0 + frame.x1 - width) / 2, (frame.y0 + frame.y1 - height) / 2
        return Rect(x, y, x + width, y + height)

    def heights(self, frame: Rect, base: float) -> tuple[float, ...]:
        """The heights of the single pictures that it is made of, as they count when layouts are compared."""
        key = ("heights", frame.width, frame.height, base)
        heights = self.shown.get(key)
        if heights is None:
            if len(self.shown) >= MEASURES:
                self.shown.clear()
            single = self.illustrator.heights(self.scene, *self.size(frame, base))
            heights = self.shown[key] = tuple(height * self.worth for height in single)
        return heights

    def scales(self, frame: Rect, base: float) -> tuple[float, ...]:
        """The largest scale of each stage that it is made of."""
        return ()

    def draw(self, painter: Painter, frame: Rect, base: float) -> None:
        self._put(painter, self.picture(frame, base), self.size(frame, base))

    def _put(
        self,
        painter: Painter,
        place: Rect,
        size: tuple[float, float],
        beyond: Edges = NO_EDGES,
        scale: float = 0.0,
    ) -> None:
        """Paints a drawing of a ``size`` at the lower left corner of a ``place``."""
        figure = self.illustrator.draw(self.scene, *size, beyond, scale, painter.lettered)
        # What has no words shows what stands beside it.
        owner = Element("Figure", self.owner, figure.alt) if figure.alt else ARTIFACT
        painter.add(owner, Use(figure.symbol, (1, 0, 0, 1, place.x0, place.y0)))


ROOMY, ROOMIER = 1.15, 1.45
"""A stage may be so much higher than what must be seen of it, one that runs off the page more than others."""


class StageBox(FigureBox):
    """A picture in a field: it fills the room it is given, and is never smaller than it can be read."""

    fills: bool = False
    """The field grows beyond what more room shows more of."""
    bleeds: bool = False
    """The field runs off the page where it stands at its edge."""
    clear: float = 0.0
    """Em of the field at the end of the line that show nothing, for what lies on it there."""
    rtl: bool = False
    edge: bool = False
    """The field runs off the page where it reaches the edge."""

    def _limit(self, width: float, base: float) -> float:
        """The height up to which a higher field shows more of what counts."""
        height = (ROOMIER if self.edge else ROOMY) * self.illustrator.height_for(self.scene, width - self.clear * base)
        return min(height, self.tallest * base) if self.tallest else height

    def extent(self, width: float, base: float) -> Extent:
        floor = self.illustrator.least(self.scene)
        wanted, broken = max(self.least * base, floor), width - self.clear * base < max(floor, 1.0)
        return Extent(wanted, ENDLESS if self.fills else max(0.0, self._limit(width, base) - wanted), broken)

    def size(self, frame: Rect, base: float) -> tuple[float, float]:
        return frame.width, frame.height

    def _shown(self, frame: Rect, base: float) -> float:
        """The height of the field as far as it shows more of what counts."""
        least = max(self.least * base, self.illustrator.least(self.scene))
        return min(frame.height, max(self._limit(frame.width, base), least))

    def heights(self, frame: Rect, base: float) -> tuple[float, ...]:
        return (self._shown(frame, base),)

    def scales(self, frame: Rect, base: float) -> tuple[float, ...]:
        return (self.fit(frame, base),)

    def _field(self, painter: Painter, frame: Rect) -> Rect:
        if self.edge:
            return painter.off_the_page(frame)
        return painter.to_bleed(frame) if self.bleeds and painter.bleed else frame

    def _place(self, frame: Rect, base: float) -> Rect:
        """The part of ``frame`` that shows something."""
        clear = self.clear * base
        return frame.inset(clear, 0, 0, 0) if self.rtl else frame.inset(0, 0, clear, 0)

    def fit(self, frame: Rect, base: float) -> float:
        """The largest scale in ``frame``, in points per millimetre of body; 0 for what has a scale of its own."""
        place = self._place(frame, base)
        return self.illustrator.fit(self.scene, place.width, place.height)

    def _how(self, painter: Painter, frame: Rect, base: float) -> tuple[Edges, float]:
        """How far the field reaches beyond its place, and the scale of its limb."""
        out, place = self._field(painter, frame), self._place(frame, base)
        beyond = (place.x0 - out.x0, place.y0 - out.y0, out.x1 - place.x1, out.y1 - place.y1)
        fit = self.fit(frame, base) if painter.scale else 0.0
        return beyond, own_scale(painter.scale, fit) if fit else 0.0

    def draw(self, painter: Painter, frame: Rect, base: float) -> None:
        place = self._place(frame, base)
        self._put(painter, place, (place.width, place.height), *self._how(painter, frame, base))

    def lettered(self, painter: Painter, frame: Rect, base: float) -> bool:
        """Whether its letters have room when it is painted into ``frame``."""
        place = self._place(frame, base)
        return self.illustrator.lettered(self.scene, place.width, place.height, *self._how(painter, frame, base))


class StepPictures(Wrapper):
    """The pictures of one step: their letters stand on all of them, or on none."""

    def draw(self, painter: Painter, frame: Rect, base: float) -> None:
        wanted = painter.lettered
        painter.lettered = wanted and all(
            box.lettered(painter, place, base) for box, place in _stages(self, frame, base)
        )
        self.body.paint(painter, frame, base)
        painter.lettered = wanted


def _stages(box: Box, frame: Rect, base: float) -> Iterator[tuple[StageBox, Rect]]:
    """The stages in a box that is painted into ``frame``, and where each goes."""
    if isinstance(box, StageBox):
        yield box, frame
    elif isinstance(box, Container) and box.pictured:
        for child, place in box.arrange(frame, base):
            yield from _stages(child, place, base)


class CoverBox(FigureBox):
    """A picture that fills all the room there is, out to the bleed; what it shows is cut off at the edges."""

    edge: bool = False
    """It reaches the edge of the page even where nothing is cut off."""
    half: int = 0
    """Over two pages side by side: what lies on the first, or the second; 0: it has one page to itself."""
    rtl: bool = False

    def extent(self, width: float, base: float) -> Extent:
        return Extent(self.least * base, max(0.0, self.tallest - self.least) * base if self.tallest else ENDLESS)

    def size(self, frame: Rect, base: float) -> tuple[float, float]:
        return frame.width, frame.height

    def heights(self, frame: Rect, base: float) -> tuple[float, ...]:
        """None: it takes what others leave."""
        return ()

    def picture(self, frame: Rect, base: float) -> Rect:
        return frame

    def draw(self, painter: Painter, frame: Rect, base: float) -> None:
        place = painter.to_bleed(frame) if painter.bleed or self.edge else frame
        if self.half:
            self._put_half(painter, place)
        else:
            self._put(painter, place, (place.width, place.height))

    def _put_half(self, painter: Painter, place: Rect) -> None:
        """The part of a drawing over two pages that lies in ``place``, what it shows in the middle of the first; it is
        described once."""
        page, first = painter.trim, self.half == 1
        start = min(place.x0 - page.x0, page.x1 - place.x1)
        width = page.width - start
        beyond = (width, 0.0, 0.0, 0.0) if self.rtl else (0.0, 0.0, width, 0.0)
        figure = self.illustrator.draw(self.scene, width, place.height, beyond)
        x = page.x0 if self.rtl else page.x0 + start
        if not first:
            x += page.width if self.rtl else -page.width
        marks = Group((Use(figure.symbol, (1, 0, 0, 1, x, place.y0)),), clip=rounded(place, 0))
        painter.add(Element("Figure", self.owner, figure.alt) if self.half == 1 else ARTIFACT, marks)
