"""From a template's <figure> to the picture it asks for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any, get_args

from msgspec.structs import replace

from soleprint.content.drawn import as_drawn
from soleprint.content.model import HandPart, Mode, Routine, Step
from soleprint.errors import ContentError, Finding
from soleprint.files.suggest import did_you_mean
from soleprint.store import Store

if TYPE_CHECKING:
    from soleprint.compose.markup import Node
    from soleprint.content.library import Library
    from soleprint.figures import Stage, Subject
    from soleprint.marks import Symbol

Ready = tuple["Symbol", str]
"""A symbol that is drawn already, with its description."""
Finder = Callable[["Node"], "Subject | Ready"]
_stages: Store[tuple[int, int, Mode], tuple[Node, Routine, Stage]] = Store(150)
"""By the identities of a <figure> and of a routine."""
_equal: Store[Stage, Stage] = Store(150)
"""One object for equal stages of routines that differ in words alone."""
HAND, SIGN = "hand:", "sign:"
"""Before the name of a hand, or a sign, where a view could stand."""
Cover = Callable[[Routine, Mode, list[str], bool], "Subject | Ready"]
Own = Callable[[Routine, Step], Ready]


def scene_finder(
    routines: Mapping[str, tuple[Routine, Mode]], library: Library, covers: Cover | None = None, own: Own | None = None
) -> Finder:
    """The function that reads a <figure>'s attributes; it raises ContentError for what there is not.

    ``routines`` are those that may be shown, each with its mode; a <figure> need not name one that is alone. Without
    any only views, strokes, hands and positions can be asked for. ``covers`` gives a routine's picture for a cover,
    ``own`` the picture that a step has of its own.
    """
    makers: dict[str, Finder] = {
        "view": lambda node: _view(node, library),
        "stroke": lambda node: _stroke(node, library),
        "hand": _hand,
        "position": lambda node: _position(node, library),
        "sign": lambda node: _sign(node, library),
        "stroke-picture": lambda node: _stroke_picture(node, library),
    }
    if routines:
        drawn = {name: (as_drawn(routine), mode) for name, (routine, mode) in routines.items()}
        makers |= {
            "overview": lambda node: _scene(node, *_routine(node, routines), None),
            "step": lambda node: _step(node, *_routine(node, routines)),
            "move": lambda node: _move(node, *_routine(node, routines)),
            "stage": lambda node: _stage(node, *_routine(node, drawn)),
        }

    if routines and covers is not None:
        makers["cover"] = lambda node: _cover(node, covers, *_routine(node, routines))

    if routines and own is not None:
        makers["own-picture"] = lambda node: _own(node, own, *_routine(node, routines))

    def find(node: Node) -> Subject | Ready:
        return makers[_known(node, "scene", makers, "overview")](node)

    return find


def _known(node: Node, attribute: str, known: Collection[str], default: str = "") -> str:
    """The attribute's value, which must be one of ``known``."""
    value = node.get(attribute, default)
    if value not in known:
        message = f'<figure>: {attribute} "{value}" is not known{did_you_mean(value, list(known))}'
        raise ContentError([Finding("template-figure", message, node.source, node.line, 1)])
    return value


def _routine(node: Node, routines: Mapping[str, tuple[Routine, Mode]]) -> tuple[Routine, Mode]:
    alone = next(iter(routines)) if len(routines) == 1 else ""
    return routines[_known(node, "routine", routines, alone)]


def _own(node: Node, own: Own, routine: Routine, mode: Mode) -> Ready:
    steps = {step.id: step for step in routine.steps if step.picture is not None}
    return own(routine, steps[_known(node, "step", list(steps))])


def _cover(node: Node, covers: Cover, routine: Routine, mode: Mode) -> Subject | Ready:
    """The picture that stands for a routine; with ``opens`` as it is seen in a low field."""
    return covers(routine, mode, node.get("moves").split(), node.get("opens") == "yes")


def _step(node: Node, routine: Routine, mode: Mode) -> Subject:
    return _scene(node, routine, mode, _known(node, "step", [step.id for step in routine.steps]))


def _scene(node: Node, routine: Routine, mode: Mode, step: str | None) -> Subject:
    from soleprint.figures import Scene

    # A step's picture stands beside its number; an overview needs the numbers inside.
    numbered = _known(node, "badge", ("yes", "no"), "no" if step else "yes") == "yes"
    return Scene(routine, mode, step, numbered=numbered)


def _move(node: Node, routine: Routine, mode: Mode) -> Subject:
    """The stage that shows a move; ``place`` and ``phase`` (1, 2) where it has several."""
    from soleprint.figures import Stage

    moves = {move.id: move for step in routine.steps for move in step.moves}
    move = moves[_known(node, "move", list(moves))]
    place = (_known(node, "place", move.path.at),) if node.get("place") else ()
    return Stage(routine, mode, (move.id,), place, phase=_phase(node))


def _stage(node: Node, routine: Routine, mode: Mode) -> Subject:
    """The stage that a <figure> asked for before, if it is the same one."""
    key = (id(node), id(routine), mode)
    known = _stages.get(key)
    if known is None:
        stage = _stage_of(node, routine, mode)
        known = _stages.put(key, (node, routine, _equal.get(stage) or _equal.put(stage, stage)))
    return known[2]


def _stage_of(node: Node, routine: Routine, mode: Mode) -> Stage:
    """A stage as ``Illustrator.stages`` lists it: ``moves``, ``places`` and ``phase``, with ``letters``; ``lettering``
    is their size and ``disc`` the radius of a number on the corner, in points."""
    from soleprint.figures import Stage

    moves = tuple(node.get("moves").split())
    letters = tuple((move, label) for move, _, label in (word.partition("=") for word in node.get("letters").split()))
    places, size, disc = tuple(node.get("places").split()), _points(node, "lettering"), _points(node, "disc")
    still = node.get("still") == "yes"
    stage = Stage(routine, mode, moves, places, _phase(node), letters=letters, type_size=size, disc=disc, still=still)
    return replace(stage, radius=0.0) if node.get("square") == "yes" else stage


def _points(node: Node, name: str) -> float:
    return float(node.get(name, "0"))


def _phase(node: Node) -> int:
    return int(_known(node, "phase", ("1", "2"), "1")) - 1


def _stroke_picture(node: Node, library: Library) -> Subject:
    from soleprint.figures import StrokePicture

    return StrokePicture(_known(node, "stroke", library.strokes()), _phase(node))


def _view(node: Node, library: Library) -> Subject:
    """A view, or with ``hand:NAME`` a hand on a strip of limb, with ``sign:NAME`` a sign; ``debug`` shows how a view or
    hand is made."""
    from soleprint.figures import HandPlan, SignPicture, ViewPlan

    debug = node.get("debug") == "yes"
    if node.get("view").startswith(HAND):
        return HandPlan(node.get("view").removeprefix(HAND), debug)
    if node.get("view").startswith(SIGN):
        return SignPicture(node.get("view").removeprefix(SIGN))
    return ViewPlan(_known(node, "view", library.view_ids()), debug=debug)


def _sign(node: Node, library: Library) -> Subject:
    from soleprint.figures import SignPicture

    return SignPicture(_known(node, "sign", library.sign_ids()))


def _stroke(node: Node, library: Library) -> Subject:
    """The sign of a stroke, or its name where it has none."""
    from soleprint.figures import StrokeName, StrokeSign
    from soleprint.figures.strokes import GLYPHS

    stroke = _known(node, "stroke", library.strokes())
    return StrokeSign(stroke) if stroke in GLYPHS else StrokeName(stroke)


def _hand(node: Node) -> Subject:
    from soleprint.figures import HandIcon

    part: Any = _known(node, "part", get_args(HandPart)) if node.get("part") else None
    hand: Any = _known(node, "hand", ("left", "right"), "right")
    return HandIcon(hand, part)


def _position(node: Node, library: Library) -> Subject:
    """A position that a view draws, with a ring round a limb."""
    from soleprint.figures import PositionPicture

    drawn = [name for name, entry in library.body.positions.items() if entry.view]
    return PositionPicture(_known(node, "position", drawn), _known(node, "ring", ("", *library.body.limbs)))
