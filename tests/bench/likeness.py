"""What a soleprint card holds, plainly enough for other programs to make one like it: words, boxes and drawn paths."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import soleprint
from soleprint.content.library import Library
from soleprint.files.folders import layers
from soleprint.marks import Element, Gradient, Group, Mark, Matrix, Primitive, Segment, Symbol, Use, apply, multiply
from soleprint.marks import Path as Outline

SCALE = 0.6
"""Of the drawings, so that any program's layout of the words leaves room for them."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Paths of one picture in points, y downwards from the top, as (fill, stroke, width, segments)."""

    width: float
    height: float
    alt: str
    paths: tuple[tuple[str | None, str | None, float, tuple[Segment, ...]], ...]


@dataclass(frozen=True, slots=True)
class LikeCard:
    """A one-face card. ``steps`` are cue and drawing; ``panels`` are colours, title and text."""

    width_mm: float
    height_mm: float
    title: str
    position: str
    steps: tuple[tuple[str, Drawing], ...]
    panels: tuple[tuple[str, str, str, str], ...]
    footer: str

    @property
    def operations(self) -> int:
        """Path operations drawn."""
        return sum(len(path[3]) for _, drawing in self.steps for path in drawing.paths)

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")


def like(routine: str, size: str, size_mm: tuple[float, float]) -> LikeCard:
    """The content of soleprint's own card of a routine."""
    library = Library(layers("content"))
    thing = library.routine(routine)
    stop = library.safety(thing.profiles[0]).stop
    page = soleprint.make("card", [routine], size=size).publication.pages[0]
    drawings = _by_step(mark for mark in page.marks if mark.owner.tag == "Figure")
    assert thing.finish is not None
    boxes = [("#FFF6E3", "#7A4A00", zone.cue, "") for zone in thing.zones]
    boxes += [("#EEF4F6", "#123B4A", thing.finish.cue, ""), ("#FDF3F3", "#A3001C", stop.title, stop.cue)]
    footer = f"{thing.title}, version {thing.version}, {thing.date}. Not yet reviewed by a health professional."
    steps = tuple((step.cue, drawing) for step, drawing in zip(thing.steps, drawings, strict=True))
    return LikeCard(*size_mm, thing.title, thing.setups[0].cue, steps, tuple(boxes), footer)


def _by_step(figures: Iterable[Mark]) -> list[Drawing]:
    """The pictures of each step as one drawing, side by side; those outside the steps are left out."""
    steps: dict[Element, list[tuple[Use, str]]] = {}
    for mark in figures:
        body = mark.owner.parent
        if body is not None and body.tag == "LBody" and isinstance(mark.item, Use):
            steps.setdefault(body, []).append((mark.item, mark.owner.alt or ""))
    every = iter(_drawings(figure for step in steps.values() for figure in step))
    return [_row([next(every) for _ in step]) for step in steps.values()]


def _row(drawings: list[Drawing]) -> Drawing:
    x, paths = 0.0, []
    for drawing in drawings:
        for fill, stroke, width, segments in drawing.paths:
            paths.append((fill, stroke, width, tuple(_moved(segment, (1, 0, 0, 1, x, 0)) for segment in segments)))
        x += drawing.width
    alt = " ".join(drawing.alt for drawing in drawings)
    return Drawing(x, max(drawing.height for drawing in drawings), alt, tuple(paths))


def _drawings(figures: Iterable[tuple[Use, str]]) -> list[Drawing]:
    """Each figure's paths. What soleprint writes once and shows often is in the first figure only, as other programs
    would draw it anew: so all draw as much as soleprint's file holds."""
    seen: set[Symbol] = set()
    drawings = []
    for use, alt in figures:
        box = use.symbol.bbox
        flip: Matrix = (SCALE, 0, 0, -SCALE, -box.x0 * SCALE, box.y1 * SCALE)
        drawn = tuple(paths(use.symbol.items, flip, seen))
        drawings.append(Drawing(box.width * SCALE, box.height * SCALE, alt, drawn))
    return drawings


def paths(items: Iterable[Primitive], matrix: Matrix, seen: set[Symbol]) -> Iterator[Any]:
    """The paths of a drawing, moved by ``matrix``, without those of symbols that were ``seen`` before."""
    for item in items:
        if isinstance(item, Use) and item.symbol not in seen:
            seen.add(item.symbol)
            yield from paths(item.symbol.items, multiply(item.matrix, matrix), seen)
        elif isinstance(item, Group):
            yield from paths(item.items, multiply(item.matrix, matrix), seen)
        elif isinstance(item, Outline):
            fill = item.fill.stops[0][1] if isinstance(item.fill, Gradient) else item.fill
            stroke = item.stroke
            segments = tuple(_moved(segment, matrix) for segment in item.segments)
            yield fill, stroke and stroke.colour, stroke.width * SCALE if stroke else 0.0, segments


def _moved(segment: Segment, matrix: Matrix) -> Segment:
    numbers = segment[1:]
    points = [apply(matrix, point) for point in zip(numbers[::2], numbers[1::2], strict=True)]
    return (segment[0], *(round(number, 2) for point in points for number in point))


def static_fonts(folder: Path) -> None:
    """Noto Sans regular and bold as plain TrueType files, for programs that take no variable font."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    package = find_spec("manimgx_fonts")
    assert package is not None
    assert package.origin is not None
    for name, weight in (("Regular", 400), ("Bold", 700)):
        font = TTFont(Path(package.origin).parent / "NotoSans[wght].ttf")
        axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes} | {"wght": weight}
        instantiateVariableFont(font, axes, inplace=True, updateFontNames=True)
        font.save(folder / f"NotoSans-{name}.ttf")
