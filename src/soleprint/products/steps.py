"""The steps of a routine as fields: its words, and the stroke and places of each move; new steps, and their order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

from msgspec import Struct

from soleprint.content import nodes
from soleprint.content.edits import Value, edited
from soleprint.content.items import reordered, with_item
from soleprint.content.library import Library
from soleprint.content.nodes import Node, Scalar
from soleprint.errors import ContentError
from soleprint.files.folders import layers
from soleprint.products.editing import Written, opened, write

WORDS = ("cue", "text", "caution")
PLACES = ("from", "to", "via", "at", "around")
STEPS, MOVES = "steps", "moves"
NEEDED = ("cue", "text")
"""Words that every step has."""
SINGLE = ("from", "to")
"""Places of which a move has one."""
LONGEST_ID = 50
ADDED = "Added by those who edit this content."
"""Why a move names no entry of the routine's source (``Move.added``)."""
Change = Literal["keep", "up", "down", "remove"]
"""What becomes of a step beside its words."""
Kind = Literal["line", "lines", "stroke", "place", "places"]
Place = tuple[str | int, ...]


class StepField(Struct, frozen=True):
    """A value of a step, and where it stands in the file: ("steps", 0, "moves", 1, "path", "at")."""

    path: Place
    kind: Kind
    values: tuple[str, ...]

    @property
    def name(self) -> str:
        """For a form: "steps.0.moves.1.path.at"."""
        return ".".join(map(str, self.path))

    @property
    def what(self) -> str:
        """The key in the file."""
        return str(self.path[-1])

    @property
    def group(self) -> int:
        """The move of the step that it belongs to, from 1; 0: the step itself."""
        return int(self.path[self.path.index(MOVES) + 1]) + 1 if MOVES in self.path else 0

    def read(self, texts: Sequence[str]) -> Value:
        """What a form says, as a value: spaces in a row are one, lines and choices that are empty are none."""
        given = [line for text in texts for line in (text.splitlines() if self.kind == "lines" else [text])]
        values = tuple(filter(None, (" ".join(line.split()) for line in given)))
        return values if self.kind in ("lines", "places") else " ".join(values)


class StepForm(Struct, frozen=True):
    """A step of a routine."""

    number: int
    """From 0; -1: it is not there yet."""
    id: str
    fields: tuple[StepField, ...]


class Names(Struct, frozen=True):
    """What there is to choose from: strokes and places by id, with what they are called."""

    strokes: Mapping[str, str]
    places: Mapping[str, str]


def names_in(content: Path) -> Names:
    """The strokes and places that there are. Those of a file that cannot be read are none."""
    library = Library(layers("content", content))
    try:
        strokes, regions = library.strokes().values(), library.regions().values()
    except ContentError:
        return Names({}, {})
    return Names({one.id: one.name for one in strokes}, {one.id: one.name for one in regions})


def steps_in(text: str, shown: str) -> list[StepForm]:
    """The steps of a routine's file. Raises ContentError for text that is no usable YAML."""
    root = nodes.parse(text, shown)
    steps = root.get("steps") if isinstance(root, nodes.Mapping) else None
    items = steps.items if isinstance(steps, nodes.Sequence) else ()
    return [
        StepForm(number, _text(step.get("id")) or str(number + 1), tuple(_fields(step, ("steps", number))))
        for number, step in enumerate(items)
        if isinstance(step, nodes.Mapping)
    ]


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""


def _fields(step: nodes.Mapping, path: Place) -> Iterator[StepField]:
    for key in WORDS:
        yield from _field(step, path, key, "line")
    yield from _field(step, path, "easy", "lines")
    moves = step.get("moves")
    for number, move in enumerate(moves.items if isinstance(moves, nodes.Sequence) else ()):
        if isinstance(move, nodes.Mapping):
            here = (*path, "moves", number)
            yield from _field(move, here, "stroke", "stroke")
            way = move.get("path")
            if isinstance(way, nodes.Mapping):
                yield from (each for key in PLACES for each in _field(way, (*here, "path"), key, "place"))


def _field(holder: nodes.Mapping, path: Place, key: str, kind: Kind) -> Iterator[StepField]:
    """A field for what a step has under a key, of the kind that it has there."""
    node = holder.get(key)
    if isinstance(node, Scalar) and kind != "lines":
        yield StepField((*path, key), kind, (node.text.strip(),))
    elif isinstance(node, nodes.Sequence) and kind in ("lines", "place"):
        values = tuple(item.text for item in node.items if isinstance(item, Scalar))
        if len(values) == len(node.items):
            yield StepField((*path, key), "places" if kind == "place" else kind, values)


def write_step(
    content: Path, name: str, number: int, given: Mapping[str, Sequence[str]], stamp: str, change: Change = "keep"
) -> Written:
    """Writes what a form says of one step into the file of its routine, and what else becomes of the step; see
    ``editing.write``."""
    return _write(content, name, stamp, lambda text: _changed(with_step(text, number, given, name), number, change))


def write_new(content: Path, name: str, given: Mapping[str, Sequence[str]], at: int, stamp: str) -> Written:
    """Writes a step more into the file of a routine, as its number ``at`` (from 0); ``given`` are the values of the
    fields of ``blank``."""
    return _write(content, name, stamp, lambda text: with_new(text, given, at, name))


def _write(content: Path, name: str, stamp: str, change: Callable[[str], str]) -> Written:
    before = opened(content, name)
    if before.stamp != stamp:
        return Written("changed", before)
    try:
        text = change(before.text)
    except ContentError as error:
        return Written("refused", before, error.findings)
    return write(content, name, text, stamp)


def _changed(text: str, number: int, change: Change) -> str:
    """The text of a routine with a step elsewhere, or without it. A step that is at the end already stays."""
    order = list(range(len(steps_in(text, STEPS))))
    to = number + {"up": -1, "down": 1}.get(change, 0)
    if number not in order or to not in order or change == "keep":
        return text
    order.remove(number)
    if change != "remove":
        order.insert(to, number)
    return reordered(text, (STEPS,), order, STEPS)


def blank() -> StepForm:
    """The form of a step that is not there yet: with one move, which the routine's source does not describe."""
    words = (StepField(("new", key), "line", ("",)) for key in WORDS)
    places = (StepField(("new", "moves", 0, "path", key), "places", ()) for key in PLACES)
    stroke = StepField(("new", "moves", 0, "stroke"), "stroke", ("",))
    return StepForm(-1, "", (*words, StepField(("new", "easy"), "lines", ()), stroke, *places))


def with_new(text: str, given: Mapping[str, Sequence[str]], at: int, shown: str) -> str:
    """The file with a step more. Raises ContentError."""
    values = {field.path: field.read(given.get(field.name, ())) for field in blank().fields}
    said = {str(path[-1]): value for path, value in values.items() if value and "moves" not in path}
    way = {key: values["new", "moves", 0, "path", key] for key in PLACES}
    stroke = values["new", "moves", 0, "stroke"]
    id = _new_id(text, [place for places in way.values() for place in places] or [str(stroke)])
    path = {key: places[0] if key in SINGLE else places for key, places in way.items() if places}
    move = {"id": f"{id}-1", "stroke": stroke, "path": path, "added": ADDED}
    step = {"id": id, **dict.fromkeys(NEEDED, ""), **said, MOVES: [move]}
    return with_item(text, (STEPS,), at, step, shown)


def _new_id(text: str, words: Sequence[str]) -> str:
    """An id that no step and no move has: named after a place, with a number where there is one of that name."""
    stem = re.sub("[^a-z0-9]+", "-", words[0].lower())[:LONGEST_ID].strip("-") or "step"
    taken = set(re.findall(r"\bid: *[\"']?([a-z0-9-]+)", text))
    names = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken and f"{name}-1" not in taken)


def with_step(text: str, number: int, given: Mapping[str, Sequence[str]], shown: str) -> str:
    """The file with what a form says of one step. Fields that it does not name stay. Raises ContentError."""
    step = next((one for one in steps_in(text, shown) if one.number == number), None)
    fields = step.fields if step else ()
    values = {field: field.read(given[field.name]) for field in fields if field.name in given}
    changed = {field.path: value for field, value in values.items() if value != _value(field)}
    return edited(text, changed, shown)


def _value(field: StepField) -> Value:
    return field.values if field.kind in ("lines", "places") else " ".join(field.values[0].split())
