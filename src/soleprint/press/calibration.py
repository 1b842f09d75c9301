"""What a printer does to a sheet, read off with the eye: the drawings of the printer test.

Front: a frame at the printer's dead border; at each edge a comb of lines 1 to 15 mm from it: the nearest that came out
whole is the dead border; a square of 100 mm to measure; a cross in the middle of the sheet.
Back: a square of 100 mm, and a scale of 10 mm to all sides of the middle. Prick the front's cross with a pin: where
the hole is on the scale, right and up counted positive, is ``Press.offset_mm``. An arrow on each side points to its
top: they point the same way if the sheet is turned over as it should be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from soleprint.errors import UsageProblem
from soleprint.layout.painter import circle, line
from soleprint.layout.paper import MM, Paper
from soleprint.marks import Group, Path, Primitive, Rect, Stroke, Symbol, rounded
from soleprint.press.checkline import text_box
from soleprint.press.geometry import shift
from soleprint.press.plan import Lettering

COLOUR = "#000000"
THIN = 0.25
SQUARE = 100 * MM
COMB_MM = 15
SCALE_MM = 10
NUMBER_SIZE = 7.0
SIDE_MARGIN = 20 * MM


def calibration_front(sheet: Paper, lettering: Lettering, dead_mm: float = 5.0) -> Symbol:
    """The drawing of the front, for a sheet as it lies: turn it as the job will be.

    Raises UsageProblem for a sheet with no room for the square and words beside it (``sheet-too-small``).
    """
    _check_room(sheet)
    dead = dead_mm * MM
    frame = Path(rounded(Rect(0, 0, sheet.width, sheet.height).inset(dead, dead, dead, dead), 0), None, _pen(THIN))
    return _symbol("front", sheet, [frame, *_combs(sheet, lettering), *_measures(sheet), *_cross(sheet)])


def calibration_back(sheet: Paper, lettering: Lettering) -> Symbol:
    """The drawing of the back. Raises UsageProblem as ``calibration_front`` does."""
    _check_room(sheet)
    return _symbol("back", sheet, [*_measures(sheet), *_scale(sheet, lettering)])


def _check_room(sheet: Paper) -> None:
    if min(sheet.width, sheet.height) < SQUARE + 2 * SIDE_MARGIN:
        raise UsageProblem("The printer test needs a sheet of 140 x 140 mm or more.", code="sheet-too-small")


def _symbol(face: str, sheet: Paper, drawing: Iterable[Primitive]) -> Symbol:
    name = f"calibration-{face}-{sheet.width:.2f}x{sheet.height:.2f}"
    return Symbol(name, tuple(drawing), Rect(0, 0, sheet.width, sheet.height))


def _pen(width: float) -> Stroke:
    return Stroke(COLOUR, width, butt=True)


def _middle(sheet: Paper) -> tuple[float, float]:
    return sheet.width / 2, sheet.height / 2


def _number(text: str, x: float, y: float, lettering: Lettering) -> Group:
    """A figure with its middle at a place."""
    runs = tuple(lettering(text, NUMBER_SIZE))
    box = text_box(runs)
    return Group(runs, shift(x - (box.x0 + box.x1) / 2, y - (box.y0 + box.y1) / 2))


def _combs(sheet: Paper, lettering: Lettering) -> Iterator[Primitive]:
    """At the middle of each edge, lines along it at every millimetre, stepped to tell them apart."""
    (x, y), step = _middle(sheet), 3 * MM
    for number in range(1, COMB_MM + 1):
        away, start = number * MM, (number - COMB_MM / 2 - 1) * step
        yield line(x + start, away, x + start + step, away, COLOUR, THIN)
        yield line(x + start, sheet.height - away, x + start + step, sheet.height - away, COLOUR, THIN)
        yield line(away, y + start, away, y + start + step, COLOUR, THIN)
        yield line(sheet.width - away, y + start, sheet.width - away, y + start + step, COLOUR, THIN)
        if number % 5 == 0:
            at, up = start + step / 2, away + 2 * MM
            for place in ((x + at, up), (x + at, sheet.height - up), (up, y + at), (sheet.width - up, y + at)):
                yield _number(str(number), *place, lettering)


def _measures(sheet: Paper) -> Iterator[Primitive]:
    """The square with a tick at every millimetre of its lower and left side, and the arrow to the top."""
    x, y = _middle(sheet)
    square = Rect(x - SQUARE / 2, y - SQUARE / 2, x + SQUARE / 2, y + SQUARE / 2)
    yield Path(rounded(square, 0), None, _pen(0.5))
    for number in range(1, 100):
        long = (3 if number % 10 == 0 else 2 if number % 5 == 0 else 1) * MM
        along = number * MM
        yield line(square.x0 + along, square.y0, square.x0 + along, square.y0 + long, COLOUR, THIN)
        yield line(square.x0, square.y0 + along, square.x0 + long, square.y0 + along, COLOUR, THIN)
    tip, wing = square.y1 - 5 * MM, 4 * MM
    arrow = (("M", x - wing, tip - 2 * wing), ("L", x, tip), ("L", x + wing, tip - 2 * wing), ("Z",))
    yield Path(arrow, COLOUR)


def _cross(sheet: Paper) -> Iterator[Primitive]:
    x, y = _middle(sheet)
    arm = SCALE_MM * MM
    yield line(x - arm, y, x + arm, y, COLOUR, THIN)
    yield line(x, y - arm, x, y + arm, COLOUR, THIN)
    yield Path(circle(x, y, arm / 2), None, _pen(THIN))


def _scale(sheet: Paper, lettering: Lettering) -> Iterator[Primitive]:
    """Lines at every millimetre to all sides of the middle, stronger at 0 and 5, numbered at 5 and 10."""
    x, y = _middle(sheet)
    reach = SCALE_MM * MM
    for number in range(-SCALE_MM, SCALE_MM + 1):
        width = 0.75 if number == 0 else 0.5 if number % 5 == 0 else THIN / 2
        at = number * MM
        yield line(x + at, y - reach, x + at, y + reach, COLOUR, width)
        yield line(x - reach, y + at, x + reach, y + at, COLOUR, width)
    for number in (-10, -5, 5, 10):
        at, beyond = number * MM, reach + 2.5 * MM
        yield _number(str(number), x + at, y - beyond, lettering)
        yield _number(str(number), x - beyond, y + at, lettering)
