"""Words for the pictures: descriptions that a listener can act on, and captions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from soleprint.content.model import HandUse, Move, Side
from soleprint.content.select import steps_for
from soleprint.figures.icons import HandIcon, PositionPicture, StrokeSign, ViewPlan
from soleprint.figures.lanes import Panel
from soleprint.figures.scene import Scene
from soleprint.text.languages import punctuation

if TYPE_CHECKING:
    from soleprint.figures.illustrator import Subject, Words


def name(subject: Subject) -> str:
    """A readable name for a figure's symbol."""
    match subject:
        case Scene():
            parts = [subject.routine.id, subject.mode, subject.step or "all"]
            parts += [] if subject.phase is None else [str(subject.phase)]
            return "-".join(parts if subject.numbered else [*parts, "plain"])
        case HandIcon():
            return f"hand-{subject.hand}-{subject.part or 'plain'}"
        case PositionPicture():
            return f"position-{subject.position}"
        case ViewPlan():
            return f"view-{subject.view}"
        case StrokeSign():
            return f"sign-{subject.stroke}-{subject.part or 'any'}-{subject.rotation or 'any'}"


def caption(subject: Subject, words: Words, side: Side) -> str:
    """A few words under a figure."""
    match subject:
        case Scene():
            if subject.step is None:
                return subject.routine.title
            return next(step.cue for step in subject.routine.steps if step.id == subject.step)
        case StrokeSign():
            return words.strokes()[subject.stroke].name
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
            return say.phrase(f"figure-position-{subject.position}")
        case ViewPlan():
            return say.phrase("figure-drawing", subjects=say.subjects(panels))
        case StrokeSign():
            stroke = words.strokes()[subject.stroke]
            return f"{_capital(stroke.picture)}{say.sign.colon}{stroke.name}{say.sign.stop}".rstrip()
        case Scene():
            return say.scene(subject, panels)


class _Sayer:
    """Puts sentences together from phrases."""

    def __init__(self, words: Words, side: Side) -> None:
        self.words, self.side = words, side
        self.sign = punctuation(words.lang)

    def phrase(self, key: str, **values: object) -> str:
        text = self.words.phrases().get(key, key.replace("-", " "))
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text

    def scene(self, scene: Scene, panels: Sequence[Panel]) -> str:
        out = [self.phrase("figure-drawing", subjects=self.subjects(panels))]
        shown = {plan.move.id for panel in panels for plan in panel.plans}
        strokes = self.words.strokes()
        for number, step in enumerate(steps_for(scene.routine, scene.mode), start=1):
            whole = scene.phase is None and any(move.id in shown for move in step.moves)
            moves = [m for m in step.moves if m.id in shown or (whole and m.stroke in strokes)]
            if scene.step in (None, step.id) and moves:
                out.append(self.phrase("figure-step", number=number, moves=self.moves(moves)))
        zones = [
            rule.region
            for rule in scene.routine.zones
            if any((zone := p.anatomy.view.zones.get(rule.region)) and not zone.behind for p in panels)
        ]
        if zones:
            out.append(self.phrase("figure-zone", places=self.places(zones)))
        return " ".join(out)

    def subjects(self, panels: Sequence[Panel]) -> str:
        """The views shown, each once, with the side."""
        side = self.phrase(f"figure-{self.side}")
        views = dict.fromkeys((panel.anatomy.view.id, panel.anatomy.view.subject) for panel in panels)
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
        path = move.path
        if path.start and path.to:
            parts[0] += " " + self.phrase("figure-from-to", start=self.places([path.start]), end=self.places([path.to]))
        elif path.around:
            parts[0] += " " + self.phrase("figure-around", places=self.places(path.around))
        elif path.at:
            parts[0] += " " + self.phrase("figure-at", places=self.places(path.at))
        parts += [self.phrase(move.rotation)] if move.rotation else []
        parts += [self.phrase(f"pressure-{move.pressure}")] if move.pressure else []
        parts += [self.phrase(f"tempo-{move.tempo}")] if move.tempo else []
        if move.float_over:
            parts.append(self.phrase("figure-floats", places=self.places(move.float_over)))
        parts += [self.phrase(f"repeat-{move.repeat.word}")] if move.repeat.word else []
        parts.append(self.phrase("figure-sign", picture=stroke.picture))
        return self.sign.comma.join(parts)

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
        return self.phrase("figure-and", first=self.sign.comma.join(most), second=last) if most else last


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
