"""From a routine to its stages: which pictures it has, what each needs of a page, and their marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from soleprint.content.model import Mode, Move, Routine, Setup, Side, SourceDocument, Step, ZoneRule
from soleprint.content.select import steps_for
from soleprint.errors import UsageProblem
from soleprint.figures import curves, letters, recipes
from soleprint.figures.anatomy import Anatomy
from soleprint.figures.curves import Point
from soleprint.figures.icons import StrokePicture
from soleprint.figures.instructions import Box
from soleprint.figures.painter import Contents, Painter, arrows_on, hands_of, hands_on, heft, inside
from soleprint.figures.pictures import Picture
from soleprint.figures.stage import MM, Framing, Need, Reach, Stage, factor_of, frame, on_paper, reach
from soleprint.figures.strokes import GLYPHS
from soleprint.figures.theme import PAPER, Theme
from soleprint.figures.zones import rings_of
from soleprint.marks import Group, Primitive, Rect, Stroke, rounded
from soleprint.marks import Path as Outline
from soleprint.store import Store

if TYPE_CHECKING:
    from soleprint.figures.studies import Studies
    from soleprint.text.typesetter import Typesetter

Lettered = tuple[str, tuple[str, ...]]
"""A move, and the places of it that a picture shows: none where it shows all."""


STROKES = "strokes"
"""The file of scenes that shows each stroke by itself."""
SHAFT = 5.4
"""Points that an arrow with its head and rim reaches to either side."""
LEAST_SHIFT = 2.0
"""Points by which a view is at least put aside for its labels."""
HAIR = 1.4
"""Points of the line round a field that is as white as the paper; half of it is clipped."""
MOMENTS = 100
"""How many pictures are kept as they lie on their limbs."""
COVERS = 30
"""How many pictures of covers and openings are kept; each holds its routine."""
FINE = 24
"""Places across and up a field at which it is asked whether anything is drawn there."""
DIGIT = 14.0
"""Millimetres round the middle of a toe."""
NO_MODE = ""
"""Of pictures that show no routine: their hands are a giver's."""


class _Shown(Struct, frozen=True):
    """A picture on its limb. It holds the routine too, which is known by its identity."""

    routine: Routine
    picture: Picture
    contents: Contents
    reach: Reach


class Staging:
    """The stages of one library in one theme for one side. Keep it, and its ``studies``, which languages share.

    ``ground`` is the colour of the stages' field. ``rtl`` lays limbs the other way round, by turning them;
    ``heft`` makes arrows heavier, for reading from afar.
    """

    def __init__(
        self,
        studies: Studies,
        theme: Theme,
        side: Side,
        rtl: bool = False,
        ground: str = "",
        heft: float = 1.0,
    ) -> None:
        self._heft = heft
        self._studies, self.views, self.side, self.rtl = studies, studies.anatomy, side, rtl
        self.ground = ground or theme.colours["stage"]
        self._theme = theme
        self._painters: dict[tuple[bool, str], Painter] = {}
        self._covers: Store[tuple[object, ...], Stage] = Store(COVERS)
        self._shown: Store[tuple[Mode, int, bool, bool, int, int], _Shown] = Store(MOMENTS)

    def painter(self, mode: Mode = NO_MODE, cover: str = "") -> Painter:
        """What paints the stages of a mode: its hands are the giver's, as without a mode, or the person's own.
        ``cover`` is the ground of a cover."""
        own = self._studies.body.own_hands(mode)
        key = (own, cover)
        if key not in self._painters:
            hands = self._theme.with_own_hands() if own else self._theme
            theme = hands.for_covers() if cover not in ("", PAPER) else hands
            self._painters[key] = self._studies.painter(hands, theme, cover or self.ground, self._heft)
        return self._painters[key]

    def pictures(self, routine: Routine, mode: Mode, step: Step) -> tuple[Picture, ...]:
        """The pictures of a step, in the order of its moves: as content/scenes says, else by the strokes alone."""
        moves = {move.id for move in step.moves}
        own = self._studies.body.own_hands(mode)
        every = [p for p in self._studies.pictures(routine.id) if (mode in p.modes if p.modes else not own)]
        drawn = [p for p in every if set(p.moves) <= moves]
        shown = {name for picture in drawn for name in picture.moves}
        rest = [move for move in step.moves if move.id not in shown]
        made = recipes.pictures(rest, routine, mode, self.views, self._studies.placing) if rest else []
        order = [move.id for move in step.moves]
        return tuple(sorted([*drawn, *made], key=lambda picture: order.index(picture.moves[0])))

    def stages(self, routine: Routine, mode: Mode, step: str | None = None) -> tuple[Stage, ...]:
        """The stages of a routine or of one step, in order; a stroke that takes turns has one for each moment."""
        steps = [one for one in steps_for(routine, mode) if step in (None, one.id)]
        return tuple([stage for one in steps for stage, _ in self.pictured(routine, mode, one)])

    def pictured(self, routine: Routine, mode: Mode, step: Step) -> list[tuple[Stage, Picture]]:
        """The stages of one step, each with its picture."""
        return [
            (Stage(routine, mode, picture.moves, picture.places, phase), picture)
            for picture in self.pictures(routine, mode, step)
            for phase in range(len(picture.moments))
        ]

    def of_stroke(self, subject: StrokePicture) -> Stage:
        """The stage that shows a stroke by itself."""
        stroke = subject.stroke
        routine = _only(stroke, self._studies.free_zones)
        return Stage(routine, NO_MODE, (stroke,), (), subject.phase, subject.scale, subject.radius)

    def is_drawn(self, stroke: str) -> bool:
        """Whether a file shows a stroke by itself."""
        return any(stroke in picture.moves for picture in self._studies.pictures(STROKES))

    def unsigned(self, stage: Stage) -> tuple[Move, ...]:
        """The moves of a stage of which neither hands, nor an arrow, nor a sign tells what is done."""
        shows = self.shows(stage)
        if shows.phase.hands or shows.phase.arrows:
            return ()
        return tuple(move for move in shows.moves if move.stroke not in GLYPHS)

    def letters(self, routine: Routine, mode: Mode) -> Mapping[Lettered, str]:
        """The letter of each move that has one, by the places where it is shown: those with arrows, in steps that have
        several of them."""
        out: dict[Lettered, str] = {}
        for step in steps_for(routine, mode):
            pictures = self.pictures(routine, mode, step)
            arrows = [
                (arrow.move, picture.places)
                for picture in pictures
                for phase in picture.moments
                for arrow in phase.arrows
            ]
            order = [move.id for move in step.moves]
            marked = sorted(dict.fromkeys(arrows), key=lambda each: order.index(each[0]))
            if len(marked) > 1:
                out |= {each: chr(ord("a") + k) for k, each in enumerate(marked)}
        return out

    def picture(self, stage: Stage) -> Picture:
        """The picture of a stage: the one of just these moves and places, else the first that shows them.

        Raises UsageProblem when the routine has none.
        """
        steps = steps_for(stage.routine, stage.mode)
        every = [p for step in steps for p in self.pictures(stage.routine, stage.mode, step)]
        wanted = (set(stage.moves), set(stage.places))
        holds = [p for p in every if wanted[0] <= set(p.moves) and wanted[1] <= set(p.places)]
        if not holds:
            moves = ", ".join((*stage.moves, *stage.places))
            raise UsageProblem(f"{stage.routine.id} has no picture of {moves}.", code="unknown-picture")
        return next((p for p in holds if (set(p.moves), set(p.places)) == wanted), holds[0])

    def shows(self, stage: Stage) -> Contents:
        """Everything that a stage shows, on its limb."""
        return self._shows(stage).contents

    def _shows(self, stage: Stage) -> _Shown:
        """The same for every size and scale of a picture, which are many until all of a page fits."""
        picture = self.picture(stage)
        key = (stage.mode, stage.phase, stage.still, bool(stage.cover), id(stage.routine), id(picture))
        shown = self._shown.get(key)
        if shown is None:
            contents = self._contents(stage, picture)
            shown = self._shown.put(key, _Shown(stage.routine, picture, contents, self._reach(contents)))
        return shown

    def _contents(self, stage: Stage, picture: Picture) -> Contents:
        phase = picture.moments[min(stage.phase, len(picture.moments) - 1)]
        if stage.cover and picture.covering:
            phase = msgspec.structs.replace(phase, arrows=picture.covering)
        anatomy = self.views(picture.view)
        hands = hands_of(self.painter(stage.mode).hands, phase, anatomy)
        return Contents(picture, phase, anatomy, hands, stage.routine.zones, moves_of(stage, picture), stage.still)

    def turn(self, picture: Picture, anatomy: Anatomy, opens: bool = False) -> float:
        """How a view is turned: as the picture says, else as the person lies, which is the other way in rtl."""
        if opens and picture.opening_turn is not None:
            return -picture.opening_turn if self.rtl else picture.opening_turn
        if picture.turn is not None:
            return picture.turn
        return -anatomy.view.lying if self.rtl else anatomy.view.lying

    def cover(self, routine: Routine, mode: Mode, colour: str, moves: Sequence[str] = (), opens: bool = False) -> Stage:
        """The picture that stands for a routine, for a cover of a colour: that of the ``moves``, else the one that its
        file names, else its first. It ``opens`` the routine in a low field."""
        key = (id(routine), mode, colour, tuple(moves), opens)
        known = self._covers.get(key)
        if known is None:
            every = [p for step in steps_for(routine, mode) for p in self.pictures(routine, mode, step)]
            named = [p for p in every if set(moves) <= set(p.moves)] if moves else _standing(every, opens)
            picture = (named or every)[0]
            known = self._covers.put(
                key, Stage(routine, mode, picture.moves, picture.places, cover=colour, opens=opens)
            )
        return known

    def _reach(self, shows: Contents, box: Box | None = None, opens: bool = False) -> Reach:
        """What must be seen of a stage, or of a box of its view."""
        turn = self.turn(shows.picture, shows.anatomy, opens)
        return reach(shows.picture, shows.phase, shows.anatomy, shows.hands, turn, box)

    def _seen(self, stage: Stage, shows: Contents) -> Reach:
        """What must be seen of a stage, or fills it where it is a cover."""
        if not stage.cover:
            return self._shows(stage).reach
        opens = _opens(stage, shows.picture)
        return self._reach(shows, shows.picture.opening if opens else shows.picture.cover, opens)

    def need(self, stage: Stage) -> Need:
        """What a stage needs of a page."""
        shown = self._shows(stage)
        seen, picture = shown.reach, shown.picture
        return Need(seen.width, seen.height, factor_of(picture), picture.least)

    def framing(self, stage: Stage, shows: Contents, size: Point) -> Framing:
        """How a stage's view lies in ``size`` points."""
        view = shows.anatomy.view
        mirror = self.side == "left" and view.mirror and not shows.picture.twin
        opens = _opens(stage, shows.picture)
        turn = self.turn(shows.picture, shows.anatomy, opens)
        seen = self._seen(stage, shows)
        whole = self._reach(shows, shows.picture.whole, opens) if stage.cover and shows.picture.whole else None
        return frame(seen, turn, mirror, handed(shows.moves), stage, factor_of(shows.picture), size, whole)

    def draw(self, stage: Stage, size: Point, typesetter: Typesetter | None) -> list[Primitive]:
        """The marks of a stage of ``size`` points, its field and its labels, clipped to the field."""
        shows = self.shows(stage)
        framing, labels = self._labelled(stage, shows, size, typesetter)
        painter = self.painter(stage.mode, stage.cover)
        field = rounded(stage.field(Rect(0.0, 0.0, *size)), stage.radius)
        marks: list[Primitive] = [Outline(field, painter.ground), *painter.paint(shows, framing), *labels]
        frame_line = (
            [Outline(field, None, Stroke(painter.theme.colours["ghost"], HAIR))] if painter.ground == PAPER else []
        )
        return [Group((*marks, *frame_line), clip=field)]

    def _labelled(
        self, stage: Stage, shows: Contents, size: Point, typesetter: Typesetter | None
    ) -> tuple[Framing, list[Primitive]]:
        """How a stage's view lies, and its labels; where one of them has no room, there is none."""
        if typesetter is None or not stage.letters or not stage.type_size:
            return self.framing(stage, shows, size), []
        theme = self.painter(stage.mode).theme
        ink = theme.colours["ink"]
        texts = [letters.label(text, stage.type_size, ink, typesetter) for _, text in stage.letters]
        framing, pills = self.lettering(stage, shows, size, [text.pill for text in texts])
        drawn = zip(texts, pills, strict=False)
        return framing, [mark for text, pill in drawn for mark in letters.draw(text, pill, theme)]

    def goes_on(self, stage: Stage, size: Point) -> float:
        """How much limb and hands cover of a second field, as large as that of a stage of ``size`` points, beside it at
        the end of the line, when the picture goes on there: a part of 1."""
        shows = self.shows(stage)
        framing, (width, height) = self.framing(stage, shows, size), size
        rings = hands_on(shows, framing, behind=True)
        rings += [on_paper(framing.body, ring) for ring in shows.anatomy.rings]
        start = -width if self.rtl else width
        every = [
            (start + width * (column + 0.5) / FINE, height * (row + 0.5) / FINE)
            for column in range(FINE)
            for row in range(FINE)
        ]
        return sum(any(curves.inside(point, ring) for ring in rings) for point in every) / len(every)

    def lettering(
        self, stage: Stage, shows: Contents, size: Point, sizes: Sequence[Point]
    ) -> tuple[Framing, list[Rect]]:
        """How a stage's view lies, and where its labels, of these ``sizes``, stand: with the view in the middle, else
        as far off it as all is still seen, else nowhere."""
        middle = self.framing(stage, shows, size)
        for framing in (middle, *self._aside(stage, shows, middle)):
            pills = self._labels(stage, shows, framing, sizes)
            if pills:
                return framing, pills
        return middle, []

    def _aside(self, stage: Stage, shows: Contents, middle: Framing) -> Iterator[Framing]:
        """A view as far to each side of its field as all that must be seen of it is seen."""
        seen = self._shows(stage).reach
        slack = (middle.width - seen.width * middle.scale) / 2, (middle.height - seen.height * middle.scale) / 2
        x, y = (room / MM if room >= LEAST_SHIFT else 0.0 for room in slack)
        for across, up in ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1)):
            if (x or not across) and (y or not up):
                shift = (stage.shift[0] + across * x, stage.shift[1] + up * y)
                moved = msgspec.structs.replace(stage, shift=shift)
                yield self.framing(moved, shows, (middle.width, middle.height))

    def _labels(self, stage: Stage, shows: Contents, framing: Framing, sizes: Sequence[Point]) -> list[Rect]:
        own = [[w for a, w in arrows_on(shows, framing) if a.move == move] for move, _ in stage.letters]
        return letters.place(sizes, own, crowd(stage, shows, framing, self.rtl))


def crowd(stage: Stage, shows: Contents, framing: Framing, rtl: bool) -> letters.Crowd:
    """What the labels of a stage keep clear of."""
    field = Rect(0.0, 0.0, framing.width, framing.height)
    rings = hands_on(shows, framing, behind=True)
    for zone in shows.zones:
        if inside(zone, framing.body, framing):
            rings += [on_paper(framing.body, ring) for ring in rings_of(zone, shows.anatomy)]
    digits = [((d.root[0] + d.tip[0]) / 2, (d.root[1] + d.tip[1]) / 2) for d in shows.anatomy.view.digits.values()]
    spots = [(p, DIGIT * framing.scale) for p in on_paper(framing.body, digits)]
    if stage.disc:
        spots.append(((framing.width if rtl else 0.0, framing.height), 2 * stage.disc))
    shaft = SHAFT * heft(framing.scale)
    return letters.Crowd(field, rings, [way for _, way in arrows_on(shows, framing)], spots, shaft)


def _opens(stage: Stage, picture: Picture) -> bool:
    """Whether a picture is shown as it opens its routine."""
    return stage.opens and picture.opening is not None


def _standing(every: Sequence[Picture], opens: bool) -> list[Picture]:
    """The pictures that may stand for a routine, the best first: on a cover, or where it ``opens`` the routine."""
    covers = [picture for picture in every if picture.cover]
    return [*(picture for picture in every if picture.opening), *covers] if opens else covers


def _only(stroke: str, zones: Sequence[str]) -> Routine:
    """A routine of one stroke, as content/scenes/strokes.yaml draws it, with the ``zones`` where no stroke presses."""
    step = Step(id=stroke, cue=stroke, text=stroke, moves=(Move(id=stroke, stroke=stroke),))
    setups = (Setup(mode=NO_MODE, position=stroke, cue=stroke, text=stroke),)
    rules = (ZoneRule(region=zone, max_pressure="feather", forbid=(), cue="-", text="-") for zone in zones)
    return Routine(
        schema=1,
        id=STROKES,
        title=stroke,
        about=stroke,
        version="1.0",
        date=date(2026, 1, 1),
        source=SourceDocument(document=stroke),
        safety="none",
        views=(),
        limb=stroke,
        setups=setups,
        zones=tuple(rules),
        steps=(step,),
    )


def moves_of(stage: Stage, picture: Picture) -> tuple[Move, ...]:
    """The moves of a picture, each only with the places that it shows."""
    moves = [move for step in stage.routine.steps for move in step.moves if move.id in picture.moves]
    return tuple(_at(move, picture.places) if picture.places else move for move in moves)


def _at(move: Move, places: Sequence[str]) -> Move:
    at = tuple(name for name in move.path.at if name in places)
    return msgspec.structs.replace(move, path=msgspec.structs.replace(move.path, at=at)) if at else move


def handed(moves: Sequence[Move]) -> bool:
    """True for moves that name a hand or a sense of turning: they stay what they are on the other limb."""
    return any(move.rotation or any(use.hand in ("left", "right") for use in move.hands) for move in moves)
