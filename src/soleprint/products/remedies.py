"""What to do when a product does not fit: other values of its options, each proved by laying it out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from soleprint.errors import DoesNotFit, Remedy, UsageProblem, arguments
from soleprint.layout.paper import SIZES_MM, paper
from soleprint.products.obstacles import MOST, Obstacle, reason
from soleprint.products.options import Edition, Faces, Folding, Page, Reading

if TYPE_CHECKING:
    from soleprint.products.order import Order

DISTANCES_MM = (1000.0, 700.0, 500.0, 400.0, 300.0, 250.0)
MOST_REMEDIES = 3
MOST_TRIES = 24
"""Layouts that are tried for remedies at most, so that a message never takes long."""

Fits = Callable[["Order"], bool]
Candidate = tuple[tuple[Remedy, ...], "Order"]


def does_not_fit(order: Order, title: str, fits: Fits, words: Sequence[Obstacle] = ()) -> DoesNotFit:
    """The error for a product that does not fit, with remedies that ``fits`` has proved; ``words`` are in the way."""
    tries = islice(_candidates(order), MOST_TRIES)
    proved = list(islice((change for change, other in tries if _works(fits, other)), MOST_REMEDIES))
    if not proved:
        drastic = islice(_drastic(order), MOST_TRIES)
        proved = list(islice((change for change, other in drastic if _works(fits, other)), 1))
    typed = "; or ".join(" ".join(map(str, change)) for change in proved)
    advice = f"What fits: {typed}." if typed else "No other size or way was found that fits."
    why = f"{title!r} {_situation(order)}: {reason(words)}"
    content = [word.text for word in words[:MOST] if word.places]  # others may be of a person
    given = arguments(title=title, paper=order.paper.name, **({"words": ", ".join(content)} if content else {}))
    return DoesNotFit(f"{why} {advice}", tuple(proved), why, given)


def _situation(order: Order) -> str:
    parts = [f"does not fit on {order.paper.name}"]
    if Faces in order.groups:
        parts.append(f"with {'one face' if order.sides == 1 else 'two faces'}")
    if order.product.type.by == "distance":
        parts.append(f"at a reading distance of {order.distance / 10:g} cm")
    if order.folded:
        parts.append(f"folded {order[Folding].fold!r}")
    if Edition in order.groups:
        parts.append(f"in the {order[Edition].edition} edition")
    return " ".join(parts)


def _works(fits: Fits, other: Order) -> bool:
    try:
        return fits(other)
    except UsageProblem:
        # Holes, margins or panels that the other size has no room for.
        return False


def _candidates(order: Order) -> Iterator[Candidate]:
    """One change at a time, the smallest first."""
    if Faces in order.groups and order.sides == 1:
        yield _changed(order, faces=2)
    elif Faces in order.groups and order[Faces].text == "full":
        yield _changed(order, text="cues")
    if Reading in order.groups:
        yield from (_changed(order, distance=far) for far in DISTANCES_MM if far < order.distance)
    if order.folded:
        yield _changed(order, fold="flat")
    if order[Edition].edition != "standard":
        yield _changed(order, edition="standard")
    # A larger sheet is read from the distance asked for, or from the one that suits its size.
    yield from (_changed(order, size=name) for name in _larger(order))


def _larger(order: Order) -> list[str]:
    """Sizes larger than the order's, the next one first."""
    if Page not in order.groups:
        return []
    area = order.paper.width * order.paper.height
    larger = [(paper(name).width * paper(name).height, name) for name in SIZES_MM]
    return [name for size, name in sorted(larger) if size > area * 1.05]


def _drastic(order: Order) -> Iterator[Candidate]:
    """Several changes together, for what no single change saves."""
    for name in _larger(order):
        if Faces in order.groups:
            for text in ("full", "cues"):
                yield _changed(order, size=name, faces=2, distance=400.0, text=text)
        elif order.folded:
            yield _changed(order, size=name, fold="flat")


def _changed(order: Order, **values: object) -> Candidate:
    """The order with other values, and the remedies that say so, spelled as at the command line."""
    usual = {"text": "full"}
    said = {name: value for name, value in values.items() if usual.get(name) != value}
    return tuple(Remedy(name, _spelled(name, value)) for name, value in said.items()), order.changed(**values)


def _spelled(name: str, value: object) -> str:
    return f"{float(str(value)) / 10:g}cm" if name == "distance" else str(value)
