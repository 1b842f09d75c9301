"""The way in: pictures of routines, steps, positions, hands and strokes."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct
from msgspec.structs import replace

from soleprint.content.body import FILE, Body
from soleprint.content.languages import Language
from soleprint.content.model import Mode, Move, Region, Routine, Side, StrokeInfo
from soleprint.content.select import setup_for, steps_for
from soleprint.errors import ContentError, Finding, UsageProblem
from soleprint.figures import alt, arrange, badges, debug, lanes, names
from soleprint.figures.anatomy import Anatomy
from soleprint.figures.arrange import Cell
from soleprint.figures.icons import (
    HandIcon,
    HandPlan,
    PositionPicture,
    SignPicture,
    StrokeName,
    StrokePicture,
    StrokeSign,
    ViewPlan,
    hand_layers,
    sign_panel,
)
from soleprint.figures.lanes import Panel
from soleprint.figures.plan import plan, visible
from soleprint.figures.scene import PAD, Projection, Scene, draw_moves, locator, place_badges, view_symbol
from soleprint.figures.stage import MM, Need, Stage
from soleprint.figures.staging import Lettered
from soleprint.figures.strokes import GLYPHS
from soleprint.figures.studies import Studies
from soleprint.figures.theme import theme as theme_named
from soleprint.figures.views import load_view
from soleprint.marks import GlyphRun, Group, Path, Primitive, Rect, Symbol, Use, rounded
from soleprint.store import Registry, Store

if TYPE_CHECKING:
    from soleprint.figures.signs import Signs
    from soleprint.text.typesetter import Typesetter

HELD = 0.55
"""The least sizes of stages were judged at 70 cm; what is held is nearer."""
DRAWINGS = 100
"""How many drawings an illustrator keeps at least: those of a booklet."""
_Plain = Scene | HandIcon | PositionPicture | StrokeSign | ViewPlan
"""What stands in rows of views."""
_Field = Stage | StrokeName | HandPlan | SignPicture
"""What is drawn in a field of its own."""
_Staged = _Field | StrokePicture
"""The same, with what becomes one of them."""
Subject = _Plain | _Staged
"""Everything that can be drawn."""


class Words(Protocol):
    """What the pictures need of the content library: words for the descriptions."""

    def strokes(self) -> Mapping[str, StrokeInfo]: ...
    def regions(self) -> Mapping[str, Region]: ...
    def phrases(self) -> Mapping[str, str]: ...
    def text(self, context: str, english: str) -> str: ...

    @property
    def body(self) -> Body: ...
    @property
    def language(self) -> Language: ...


class Figure(Struct, frozen=True):
    """A drawing. The symbol's box is (0, 0, width, height) in points, the drawing in its middle."""

    symbol: Symbol
    width: float
    height: float
    alt: str
    """Sentences a listener can act on."""
    caption: str


class _Picture(Struct, frozen=True):
    """A panel or a bare view, as arranged."""

    panel: Panel
    layers: frozenset[str] = frozenset()
    mirror: bool = False


class Illustrator:
    """Draws from one library in one theme for one side. Keep it: artwork and figures are made once.

    ``studies`` are of the library's content folders; illustrators of other languages share them. Without a
    ``typesetter`` badges have no digits. ``heft`` makes lines, glyphs and badges heavier for reading from afar (1.0:
    for paper in the hand, badges of 14 points). ``ground`` is the colour of the field of stages; without it the
    theme's.
    """

    def __init__(
        self,
        words: Words,
        studies: Studies,
        theme: str = "light",
        side: Side = "right",
        typesetter: Typesetter | None = None,
        clothed: bool = True,
        heft: float = 1.0,
        ground: str = "",
    ) -> None:
        self.words, self.side = words, side
        self._studies = studies
        self._theme = theme_named(theme, clothed)
        self._digits = typesetter
        self._heft = heft
        rtl = words.language.rtl
        self.staging = studies.staging(self._theme, side, rtl, ground, heft)
        self._artwork: Registry[tuple[object, ...], Symbol] = Registry(DRAWINGS)
        self._needs: Store[Stage, Need] = Store(DRAWINGS)
        self._alts: Store[Subject, str] = Store(DRAWINGS)
        self._pictures: Store[Subject, tuple[_Picture, ...]] = Store(DRAWINGS)
        self._figures: Registry[tuple[Subject, float, float], Symbol] = Registry(DRAWINGS)

    def anatomy(self, name: str) -> Anatomy:
        """The geometry of a view. Raises FileProblem or ContentError."""
        return self._studies.anatomy(name)

    def least(self, subject: Subject) -> float:
        """The shortest side, in points, on which a stage can be read when it is held; 0 for what is no stage."""
        return self.need(subject).least * HELD * MM if isinstance(subject, Stage) else 0.0

    def stages(self, routine: Routine, mode: Mode | None = None, step: str | None = None) -> tuple[Stage, ...]:
        """The stages of a routine in a mode, by default its first, or of one of its steps, in order.
        ``msgspec.structs.replace`` gives them a scale."""
        return self.staging.stages(routine, setup_for(routine, mode).mode, step)

    def need(self, stage: Stage) -> Need:
        """What a stage needs of a page: how much of the body must be seen, and the least size it can be read at."""
        return self._needs.get(stage) or self._needs.put(stage, self.staging.need(stage))

    def body(self, stage: Stage) -> tuple[float, float]:
        """Width and height of what must be seen of a stage, in millimetres of body at its group's scale."""
        return self.need(stage).size(1.0)

    def fit(self, subject: Subject, width: float, height: float) -> float:
        """The largest scale, in points per millimetre of body, at which a stage of this size shows what it must; 0 for
        what is no stage and has a scale of its own."""
        if not isinstance(subject, Stage):
            return 0.0
        need = self.need(subject)
        return min(width / need.width, height / need.height)

    def letters(self, routine: Routine, mode: Mode | None = None) -> Mapping[Lettered, str]:
        """The letter of each move that has one ("a", "b"), by the places that a picture shows."""
        return self.staging.letters(routine, setup_for(routine, mode).mode)

    def width_for(self, subject: Subject, height: float) -> float:
        """The width in points at which a drawing of this height stands in its natural rows."""
        if isinstance(subject, _Staged):
            return height * self._shape(subject)
        return arrange.width_of(self._extents(subject, ghost=False), height)

    def height_for(self, subject: Subject, width: float) -> float:
        """The height in points at which a drawing in its natural rows is this wide."""
        if isinstance(subject, _Staged):
            return width / self._shape(subject)
        return arrange.height_of(self._extents(subject, ghost=False), width)

    @property
    def signs(self) -> Signs:
        """The signs of the content, in the colours of the pictures."""
        return self._studies.signs(self._theme)

    def _field(self, subject: _Staged) -> _Field:
        """What a subject is drawn as: a stroke by itself as its stage, or as its name where no file draws it."""
        if not isinstance(subject, StrokePicture):
            return subject
        if self.staging.is_drawn(subject.stroke):
            return self.staging.of_stroke(subject)
        return StrokeName(subject.stroke, subject.radius)

    def _shape(self, subject: _Staged) -> float:
        """Width over height of what must be seen of a stage, or of a hand, a sign or a name."""
        stage = self._field(subject)
        if isinstance(stage, StrokeName):
            return names.SHAPE
        if isinstance(stage, SignPicture):
            width, height = self.signs.sign(stage.sign).size
            return width / height
        if isinstance(stage, HandPlan):
            return debug.HAND_WIDTH / debug.HAND_HEIGHT
        need = self.need(stage)
        return need.width / need.height

    def aspect(self, subject: Subject) -> float:
        """Width over height of the natural drawing, at a height of 400 points."""
        return self.width_for(subject, 400.0) / 400.0

    def heights(self, subject: Subject, width: float, height: float) -> list[float]:
        """The height in points of each picture that a drawing within ``width`` x ``height`` points would have."""
        if isinstance(subject, _Staged):
            return [min(height, self.height_for(subject, width))]
        extents = self._extents(subject, ghost=False)
        if len(extents) == 1:
            return [min(height, arrange.height_of(extents, width))]
        _, size = arrange.best([box.width / box.height for box in extents], width, height)
        return [size] * len(extents)

    def draw(
        self,
        subject: Subject,
        width: float,
        height: float,
        beyond: tuple[float, float, float, float] = (0, 0, 0, 0),
        scale: float = 0.0,
        letters: bool = True,
    ) -> Figure:
        """The largest drawing within ``width`` x ``height`` points, in the middle of that box; the field of a stage
        reaches ``beyond`` it to the left, below, right and above, for running off the page, and its ``scale`` is that
        of its group, in points per millimetre of body; 0: as large as it can be. Without ``letters`` those of a stage
        are left out."""
        if isinstance(subject, Stage) and (scale or any(beyond)):
            own = scale / MM / self.need(subject).factor if scale else subject.scale
            subject = replace(subject, beyond=beyond, scale=own)
        if isinstance(subject, Stage) and subject.letters and not letters:
            subject = replace(subject, letters=())
        # Boxes that differ by rounding share a drawing, which must be the same whichever of them comes first.
        key = (subject, round(width, 2), round(height, 2))
        symbol = self._figures.get(key) or self._figures.put(key, self._draw(*key))
        # A caption may be reworded while the drawing stays.
        caption = alt.caption(subject, self.words, self.side)
        return Figure(symbol, symbol.bbox.width, symbol.bbox.height, self.alt(subject), caption)

    def lettered(
        self, subject: Subject, width: float, height: float, beyond: tuple[float, float, float, float], scale: float
    ) -> bool:
        """Whether a drawing of a stage, as ``draw`` makes it, has all the letters that it should have."""
        if not isinstance(subject, Stage) or not subject.letters or not subject.type_size:
            return True
        (drawn,) = self.draw(subject, width, height, beyond, scale).symbol.items
        return isinstance(drawn, Group) and any(isinstance(item, GlyphRun) for item in drawn.items)

    def alt(self, subject: Subject) -> str:
        """The description of a drawing, the same at every size."""
        return self._alts.get(subject) or self._alts.put(subject, self._describe(subject))

    def _describe(self, subject: Subject) -> str:
        if isinstance(subject, Stage):
            return alt.describe_stage(subject, self.staging.shows(subject), self.words, self.side)
        if isinstance(subject, HandPlan):
            pose = self.staging.painter().hands.pose(subject.pose).drawing
            return alt.describe_hand(pose, self.words, self.side)
        return alt.describe(subject, self.words, self.side, [picture.panel for picture in self.pictures(subject)])

    def phases(self, routine: Routine, mode: Mode | None = None) -> int:
        """How many pictures the sequence of a routine has."""
        return len(self.pictures(Scene(routine, setup_for(routine, mode).mode)))

    def _draw(self, subject: Subject, width: float, height: float) -> Symbol:
        if isinstance(subject, _Staged):
            return self._draw_stage(subject, width, height)
        pictures = self.pictures(subject)
        ghost = self._has_room_for_ghost(subject, width, height)
        extents = self._extents(subject, ghost)
        cells, wide, tall = arrange.arrange(extents, width, height)
        items: list[Primitive] = []
        name = f"{alt.name(subject)}-{self.side}-{self._theme.name}-{width:.2f}x{height:.2f}"
        for i, (picture, cell) in enumerate(zip(pictures, cells, strict=True)):
            placed = Cell(cell.x + (width - wide) / 2, cell.y + (height - tall) / 2, cell.scale)
            items += self._picture(picture, placed, ghost, subject, f"{name}-{i}")
        return Symbol(name, tuple(items), Rect(0.0, 0.0, width, height))

    def _draw_stage(self, subject: _Staged, width: float, height: float) -> Symbol:
        stage, box = self._field(subject), Rect(0.0, 0.0, width, height)
        if isinstance(stage, StrokeName):
            return self._draw_name(stage, box)
        if isinstance(stage, Stage):
            items = self._staged(stage, (width, height))
        elif isinstance(stage, SignPicture):
            items = self.signs.draw(stage, width, height)
        else:
            items = debug.hand(self.staging.painter(), stage, (width, height), self._digits)
        # Stages of one name differ by what they show: the name tells scale, letters and all.
        key = zlib.crc32(subject.key if isinstance(subject, Stage) else repr(subject).encode())
        name = f"{alt.name(subject)}-{self.side}-{self._theme.name}-{width:.2f}x{height:.2f}-{key:08x}"
        return Symbol(name, tuple(items), stage.field(box) if isinstance(stage, Stage) else box)

    def _staged(self, stage: Stage, size: tuple[float, float]) -> list[Primitive]:
        """The marks of a stage, with the names of strokes that nothing else on it tells."""
        items = self.staging.draw(stage, size, self._digits)
        unsigned = self.staging.unsigned(stage)
        if not unsigned:
            return items
        (drawn,) = items
        assert isinstance(drawn, Group)
        label = self._label(unsigned, Rect(0.0, 0.0, *size), stage.type_size or names.TYPE)
        return [Group((*drawn.items, label), clip=drawn.clip)]

    def _label(self, moves: Sequence[Move], box: Rect, size: float, numbers: Sequence[int] = ()) -> Group:
        """The names of the strokes of some moves, each with the number of its step where these are given."""
        known = self.words.strokes()
        said = [known[move.stroke].name if move.stroke in known else move.stroke for move in moves]
        if numbers:
            digits = self.words.language.numerals
            said = [f"{digits(str(number))} {name}" for number, name in zip(numbers, said, strict=True)]
        text = self.words.language.signs.semicolon.join(dict.fromkeys(said))
        return names.named(text, box, size, self._theme, self._digits)

    def _draw_name(self, subject: StrokeName, box: Rect) -> Symbol:
        field = rounded(box, subject.radius)
        text = names.alone(self.words.strokes()[subject.stroke].name, box, self._theme, self._digits)
        name = f"{alt.name(subject)}-{self._theme.name}-{self.words.language.code}-{box.width:.2f}x{box.height:.2f}"
        return Symbol(name, (Group((Path(field, self.staging.ground), text), clip=field),), box)

    def _picture(self, picture: _Picture, cell: Cell, ghost: bool, subject: Subject, name: str) -> list[Primitive]:
        panel = picture.panel
        view = panel.anatomy.view
        mirror = picture.mirror or (self.side == "left" and view.mirror)
        # A person who lies has the head at the start of the line, as limbs have the hip.
        mirror ^= isinstance(subject, PositionPicture) and self._lies(subject.position) and self.staging.rtl
        ghostly = ghost and view.ghost is not None
        steady = isinstance(subject, StrokeSign)
        projection = Projection(panel.anatomy, self._theme, cell.scale, mirror, ghostly, self._heft, steady)
        at = (1.0, 0.0, 0.0, 1.0, cell.x, cell.y)
        items: list[Primitive] = [Use(self._art(projection, picture.layers), (*at[:4], cell.x + PAD, cell.y + PAD))]
        if isinstance(subject, ViewPlan) and subject.debug:
            return [*items, Group(tuple(debug.overlay(projection, self._digits)), at)]
        if isinstance(subject, PositionPicture) and subject.ring in view.rings:
            return [*items, Group(tuple(locator(projection, view.rings[subject.ring])), at)]
        if panel.named:
            numbers = [number for number, _ in panel.named] if isinstance(subject, Scene) and subject.numbered else []
            box = Rect(cell.x, cell.y, cell.x + projection.size[0] + 2 * PAD, cell.y + projection.size[1] + 2 * PAD)
            items.append(self._label([move for _, move in panel.named], box, names.TYPE, numbers))
        if not panel.plans:
            return items
        glyphs, placed = draw_moves(panel, projection, subject.routine.zones if isinstance(subject, Scene) else ())
        if isinstance(subject, Scene) and subject.numbered:
            for badge in place_badges(panel, placed, projection, main_strokes(subject)):
                glyphs += badges.draw(badge, self._theme, self._digits)
        width, height = projection.size
        symbol = Symbol(name, tuple(glyphs), Rect(0.0, 0.0, width + 2 * PAD, height + 2 * PAD))
        return [*items, Use(symbol, at)]

    def _art(self, projection: Projection, layers: frozenset[str]) -> Symbol:
        key = (
            projection.anatomy.view.id,
            projection.mirror,
            projection.ghost,
            projection.steady,
            layers,
            projection.scale,
        )
        return self._artwork.get(key) or self._artwork.put(key, view_symbol(projection, layers))

    def _extents(self, subject: Subject, ghost: bool) -> list[Rect]:
        views = [picture.panel.anatomy.view for picture in self.pictures(subject)]
        return [Rect(*(view.ghost if ghost and view.ghost else view.extent)) for view in views]

    def _has_room_for_ghost(self, subject: Subject, width: float, height: float) -> bool:
        """True when a single picture is no smaller with the other limb beside it."""
        if len(self.pictures(subject)) != 1:
            return False
        bare, full = (
            arrange.arrange(self._extents(subject, ghost), width, height)[0][0].scale for ghost in (False, True)
        )
        return full >= bare

    def pictures(self, subject: Subject) -> tuple[_Picture, ...]:
        """The pictures that a subject takes, in order."""
        if isinstance(subject, _Staged):
            return ()
        return self._pictures.get(subject) or self._pictures.put(subject, tuple(self._compose(subject)))

    def _compose(self, subject: _Plain) -> list[_Picture]:
        if isinstance(subject, HandIcon):
            view = self.anatomy("hand")
            return [_Picture(Panel(view, ()), hand_layers(subject), subject.mirrored)]
        if isinstance(subject, ViewPlan):
            return [_Picture(Panel(self.anatomy(subject.view), ()))]
        if isinstance(subject, PositionPicture):
            return [_Picture(panel) for panel in self._position(subject.position)]
        if isinstance(subject, StrokeSign):
            return [_Picture(sign_panel(subject, self.anatomy("swatch")))]
        _refuse_words_alone(subject)
        panels = self._panels(subject)
        if subject.phase is not None:
            panels = panels[subject.phase : subject.phase + 1]
        if not panels and subject.step is not None:
            message = (
                f'no view of "{subject.routine.id}" shows what is done in the step "{subject.step}"; add one that does'
            )
            raise ContentError([Finding("no-picture", message, f"routines/{subject.routine.id}.yaml")])
        if not panels:
            panels = self._position(setup_for(subject.routine, subject.mode).position)
        return [_Picture(panel) for panel in panels]

    def _position(self, position: str) -> list[Panel]:
        """The picture of a position. Raises ContentError where no view draws it."""
        view = self.words.body.view_of(position)
        if view is None:
            message = f'no view draws the position "{position}"; give it one, or leave its picture out'
            raise ContentError([Finding("no-picture", message, FILE)])
        return [Panel(self.anatomy(view), ())]

    def _lies(self, position: str) -> bool:
        return self.words.body.positions[position].lying

    def _panels(self, scene: Scene) -> list[Panel]:
        """The moves of a scene, put on as few pictures as they fit on."""
        panels: list[Panel] = []
        for number, step in enumerate(steps_for(scene.routine, scene.mode), start=1):
            if scene.step in (None, step.id):
                for move in step.moves:
                    self._add(panels, move, number, scene)
        return panels

    def _add(self, panels: list[Panel], move: Move, number: int, scene: Scene) -> None:
        for anatomy, shown in self._views_of(move, scene.routine):
            planned = plan(shown, number, anatomy, scene.routine.zones)
            if planned is not None:
                lanes.add(panels, planned, anatomy)
            elif shown.stroke not in GLYPHS:
                lanes.name(panels, number, shown, anatomy)

    def _views_of(self, move: Move, routine: Routine) -> list[tuple[Anatomy, Move]]:
        """The view of a move, and those that show the places on its far side, each with what it shows."""
        names = [move.view] if move.view else list(routine.views)
        first = next((self.anatomy(name) for name in names if name and visible(move, self.anatomy(name))), None)
        if first is None:
            return []
        out = [(first, move)]
        for name in move.path.at:
            if name in first.view.far:
                beyond = replace(move, path=replace(move.path, at=(name,)))
                out.append((self.anatomy(first.view.far[name]), beyond))
        return out


def _refuse_words_alone(scene: Scene) -> None:
    """Raises UsageProblem for a step that has no moves to draw."""
    if scene.step is None or any(step.moves for step in scene.routine.steps if step.id == scene.step):
        return
    message = f'The step "{scene.step}" of {scene.routine.id} has words alone, and no moves to draw.'
    raise UsageProblem(f"{message} Give it a picture of your own, or choose another step.", code="no-picture")


def main_strokes(scene: Scene) -> dict[int, str]:
    """Number of each step -> the stroke that gives its badge its colour: the first that is not rest or return."""
    out = {}
    for number, step in enumerate(steps_for(scene.routine, scene.mode), start=1):
        strokes = [move.stroke for move in step.moves]
        working = [stroke for stroke in strokes if stroke not in ("hold", "glide-return")]
        out[number] = (working or strokes or ["hold"])[0]
    return out


def landmarks(folders: Sequence[FilePath]) -> dict[str, frozenset[str]]:
    """View id -> the places it shows or points to, for checking routines. Raises ContentError."""
    from soleprint.files.folders import names as file_names

    views = [load_view(folders, name) for name in file_names(folders, "views", ".yaml")]
    return {view.id: frozenset(view.landmarks) | frozenset(view.far) for view in views}
