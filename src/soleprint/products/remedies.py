"""What to do when a card does not fit: other ways to make it, found by trying them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from soleprint.content.model import Routine
from soleprint.errors import DoesNotFit, UsageProblem
from soleprint.layout.paper import SIZES_MM, default_distance_mm, paper
from soleprint.products.options import Options

DISTANCES_MM = (1000, 700, 500, 400, 300, 250)
MOST_REMEDIES = 3

Attempt = Callable[[Options], bool]


def does_not_fit(routine: Routine, wanted: Options, fits: Attempt) -> DoesNotFit:
    """The error for a card that does not fit, with remedies that ``fits`` has proved."""
    sheet = paper(wanted.size, wanted.orientation)
    distance = (wanted.distance_mm or default_distance_mm(sheet)) / 10
    what = (
        f"{routine.title!r} does not fit on {sheet.name} with {_faces(wanted)} at a reading distance of {distance:g} cm"
    )
    remedies = _proved(_candidates(wanted), fits, MOST_REMEDIES) or _proved(_drastic(wanted), fits, 1)
    advice = f"What fits: {'; or '.join(remedies)}." if remedies else "No size or distance was found that fits."
    return DoesNotFit(f"{what}: the type would be too small to read. {advice}")


def _proved(candidates: Iterator[tuple[str, Options]], fits: Attempt, most: int) -> list[str]:
    return list(islice((words for words, options in candidates if _works(fits, options)), most))


def _faces(options: Options) -> str:
    return "one face" if options.faces == 1 else "two faces"


def _works(fits: Attempt, options: Options) -> bool:
    try:
        return fits(options)
    except UsageProblem:
        # Holes or margins that the other size has no room for.
        return False


def _candidates(wanted: Options) -> Iterator[tuple[str, Options]]:
    """One change at a time, the smallest first."""
    if wanted.faces == 1:
        yield "--faces 2", replace(wanted, faces=2)
    elif wanted.text == "full":
        yield "--text cues", replace(wanted, text="cues")
    usual = default_distance_mm(paper(wanted.size, wanted.orientation))
    now = wanted.distance_mm or usual
    for distance in DISTANCES_MM:
        if distance < now:
            yield f"--distance {distance / 10:g}cm", replace(wanted, distance_mm=float(distance))
    # A larger sheet is read from the distance asked for, or from the one that suits its size.
    for name in _larger(wanted):
        yield f"--size {name!r}" if " " in name else f"--size {name}", replace(wanted, size=name)


def _larger(wanted: Options) -> list[str]:
    """Sizes larger than the one wanted, the next one first."""
    sheet = paper(wanted.size, wanted.orientation)
    area = sheet.width * sheet.height
    larger = [(paper(name).width * paper(name).height, name) for name in SIZES_MM]
    return [name for size, name in sorted(larger) if size > area * 1.05]


def _drastic(wanted: Options) -> Iterator[tuple[str, Options]]:
    """Several changes together, for cards that no single change saves."""
    for name in _larger(wanted):
        for text in ("full", "cues"):
            change = replace(wanted, size=name, faces=2, text=text, distance_mm=400.0)
            words = f"--size {name!r} --faces 2 --distance 40cm" + (" --text cues" if text == "cues" else "")
            yield words, change
