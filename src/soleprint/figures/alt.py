"""Words for the pictures: descriptions that a listener can act on, and captions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from soleprint.content.model import HandUse, Move, Path, Routine, Side
from soleprint.content.select import steps_for
from soleprint.figures.icons import (
    HandIcon,
    HandPlan,
    PositionPicture,
    SignPicture,
    StrokeName,
    StrokePicture,
    StrokeSign,
    ViewPlan,
)
from soleprint.figures.instructions import Drawing
from soleprint.figures.lanes import Panel
from soleprint.figures.painter import Contents
from soleprint.figures.scene import Scene
from soleprint.figures.stage import Stage
from soleprint.figures.views import View

if TYPE_CHECKING:
    from soleprint.figures.illustrator import Subject, Words


def name(subject: Subject) -> str:
    """A readable name for a figure's symbol."""
    match subject:
        case Scene():
            parts = [subject.routine.id, subject.mode, subject.step or "all"]
            parts += [] if subject.phase is None else [str(subject.phase)]
            return "-".join(parts if subject.numbered else [*parts, "plain"])
        case Stage():
            parts = [subject.routine.id, subject.mode, *subject.moves, *subject.places]
            return "-".join([*parts, str(subject.phase)])
        case HandPlan():
            return f"plan-{subject.pose}"
        case StrokeName():
            return f"name-{subject.stroke}"
        case StrokePicture():
            return f"stroke-{subject.stroke}-{subject.phase}"
        case HandIcon():
            return f"hand-{subject.hand}-{subject.part or 'plain'}"
        case PositionPicture():
            return "-".join(["position", subject.position, subject.ring]).rstrip("-")
        case ViewPlan():
            return f"view-{subject.view}"
        case SignPicture():
            return f"sign-{subject.sign}"
        case StrokeSign():
            return f"glyph-{subject.stroke}-{subject.part or 'any'}-{subject.rotation or 'any'}"


def caption(subject: Subject, words: Words, side: Side) -> str:
    """A few words under a figure."""
    match subject:
        case Scene():
            if subject.step is None:
                return subject.routine.title
            return next(step.cue for step in subject.routine.steps if step.id == subject.step)
        case Stage():
            steps = (s for s in subject.routine.steps if any(move.id in subject.moves for move in s.moves))
            return next((step.cue for step in steps), subject.routine.title)
        case StrokeSign() | StrokePicture() | StrokeName():
            return words.strokes()[subject.stroke].name
        case HandPlan():
            return subject.pose
        case SignPicture():
            return subject.sign
        case _:
            return describe(subject, words, side, ())


def describe(subject: Subject, words: Words, side: Side, panels: Sequence[Panel]) -> str:
    """The description of a figure for people who cannot see it."""
    say = _Sayer(words, side)
    match subject:
        case HandIcon():
            hand = say.phrase(f"{subject.hand}-hand")
            if subject.part is None:
                return say.phrase("figure-hand-plain", hand=hand)
            return say.phrase("figure-hand-icon", hand=hand, part=say.phrase(f"hand-{subject.part}"))
        case PositionPicture():
            return words.body.positions[subject.position].says or ""
        case ViewPlan():
            return say.phrase("figure-drawing", subjects=say.subjects([panel.anatomy.view for panel in panels]))
        case StrokeSign():
            stroke = words.strokes()[subject.stroke]
            return f"{_capital(stroke.picture)}{say.sign.colon}{stroke.name}{say.sign.stop}".rstrip()
        case StrokePicture() | StrokeName():
            stroke = words.strokes()[subject.stroke]
            return f"{_capital(stroke.name)}{say.sign.colon}{stroke.explains}"
        case Scene():
            return say.scene(subject, panels)
        case SignPicture():
            return ""
        case Stage() | HandPlan():
            raise TypeError("stages and hands are described from what they show")


def describe_hand(pose: Drawing, words: Words, side: Side) -> str:
    """The description of a hand of content/hands."""
    return _Sayer(words, side).phrase("figure-drawing", subjects=words.text(f"hands/{pose.id}/subject", pose.subject))


def describe_stage(stage: Stage, shows: Contents, words: Words, side: Side) -> str:
    """The description of a stage: what is seen of the body, and what the hands do."""
    return _Sayer(words, side, drawn=True).stage(stage, shows)


class _Sayer:
    """Puts sentences together from phrases."""

    def __init__(self, words: Words, side: Side, drawn: bool = False) -> None:
        self.words, self.side = words, side
        self.drawn = drawn
        """True: hands do the strokes, so that no sign for them need be described."""
        self.sign = words.language.signs

    def phrase(self, key: str, **values: str | int) -> str:
        text = self.words.phrases().get(key, key.replace("-", " "))
        for name, value in values.items():
            said = value if isinstance(value, str) else self.words.language.numerals(str(value))
            text = text.replace(f"{{{name}}}", said)
        return text

    def scene(self, scene: Scene, panels: Sequence[Panel]) -> str:
        out = [self.phrase("figure-drawing", subjects=self.subjects([panel.anatomy.view for panel in panels]))]
        shown = {plan.move.id for panel in panels for plan in panel.plans}
        shown |= {move.id for panel in panels for _, move in panel.named}
        strokes = self.words.strokes()
        for number, step in enumerate(steps_for(scene.routine, scene.mode), start=1):
            whole = scene.phase is None and any(move.id in shown for move in step.moves)
            moves = [m for m in step.moves if m.id in shown or (whole and m.stroke in strokes)]
            if scene.step in (None, step.id) and moves:
                out.append(self.phrase("figure-step", number=number, moves=self.moves(moves)))
        return self.sign.space.join([*out, *self.zones(scene.routine, [panel.anatomy.view for panel in panels])])

    def stage(self, stage: Stage, shows: Contents) -> str:
        view = shows.anatomy.view
        out = [self.phrase("figure-drawing", subjects=self.subjects([view]))]
        for number, step in enumerate(steps_for(stage.routine, stage.mode), start=1):
            moves = [move for move in shows.moves if any(move.id == other.id for other in step.moves)]
            if moves:
                out.append(
                    self.phrase("figure-step", number=number, moves=self.moves([_with_hands(m, shows) for m in moves]))
                )
        return self.sign.space.join([*out, *(self.zones(stage.routine, [view]) if shows.picture.zone else ())])

    def zones(self, routine: Routine, views: Sequence[View]) -> list[str]:
        """The sentence on the no-pressure zones that are seen, if any."""
        shown = [r.region for r in routine.zones if any((z := v.zones.get(r.region)) and not z.behind for v in views)]
        return [self.phrase("figure-zone", places=self.places(shown))] if shown else []

    def subjects(self, shown: Sequence[View]) -> str:
        """The views shown, each once, with the side."""
        side = self.phrase(f"figure-{self.side}")
        views = dict.fromkeys((view.id, view.subject) for view in shown)
        named = (self.words.text(f"views/{name}/subject", english) for name, english in views)
        return self.join(list(dict.fromkeys(subject.replace("{side}", side) for subject in named)))

    def moves(self, moves: Sequence[Move]) -> str:
        out = ""
        for move in moves:
            said = self.move(move)
            joined = any(other.id == move.together for other in moves[: moves.index(move)])
            said = self.phrase("figure-together", move=said) if joined else said
            out = self.phrase("figure-then", first=out, second=said) if out else said
        return out

    def move(self, move: Move) -> str:
        stroke = self.words.strokes()[move.stroke]
        hands = self.hands(move.hands)
        parts = [self.phrase("figure-with", stroke=stroke.name, hands=hands) if hands else stroke.name]
        parts = [self.sign.space.join(filter(None, (*parts, self.where(move.path))))]
        parts += [self.phrase(move.rotation)] if move.rotation else []
        parts += [self.phrase(f"pressure-{move.pressure}")] if move.pressure else []
        parts += [self.phrase(f"tempo-{move.tempo}")] if move.tempo else []
        if move.float_over:
            parts.append(self.phrase("figure-floats", places=self.places(move.float_over)))
        parts += [self.phrase(f"repeat-{move.repeat.word}")] if move.repeat.word else []
        if not self.drawn:
            parts.append(self.phrase("figure-sign", picture=stroke.picture))
        return self.sign.comma.join(parts)

    def where(self, path: Path) -> str:
        """Between, round or at which places a move is; "" where nothing is said."""
        if path.start and path.to:
            return self.phrase("figure-from-to", start=self.places([path.start]), end=self.places([path.to]))
        if path.around:
            return self.phrase("figure-around", places=self.places(path.around))
        return self.phrase("figure-at", places=self.places(path.at)) if path.at else ""

    def hands(self, uses: Sequence[HandUse]) -> str:
        return self.join([said for use in uses if (said := self.hand(use))])

    def hand(self, use: HandUse) -> str:
        hand = {"left": "left-hand", "right": "right-hand", "both": "both-hands"}.get(use.hand or "")
        if hand and use.part:
            return self.phrase("figure-hand", hand=self.phrase(hand), part=self.phrase(f"hand-{use.part}"))
        return self.phrase(hand) if hand else self.phrase(f"hand-{use.part}") if use.part else ""

    def places(self, names: Sequence[str]) -> str:
        regions = self.words.regions()
        return self.join([regions[name].name if name in regions else name for name in names])

    def join(self, items: Sequence[str]) -> str:
        *most, last = items or [""]
        return self.phrase("figure-and", first=self.sign.list.join(most), second=last) if most else last


def _with_hands(move: Move, shows: Contents) -> Move:
    """A move with the hands that its picture shows, where the move itself names none."""
    if move.hands or not shows.phase.hands:
        return move
    both = len({place.hand for place in shows.phase.hands}) == 2
    return replace(move, hands=(HandUse(hand="both"),)) if both else move


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
