"""Which texts a document shows: those of its routines, and the phrases that its template asks for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from soleprint.content.model import Move, Routine
from soleprint.content.printed import BESIDE_TEMPLATES

Concerns = Callable[[str], bool]
"""Whether a document shows the text with this context."""


def concerns(routines: Iterable[Routine], phrases: Collection[str] | None) -> Concerns:
    """Of a document about ``routines`` whose template asks for ``phrases``; None: for any.

    What neither says is taken for shown: views, and where no routine is, every stroke and place.
    """
    chosen = list(routines)
    names: Mapping[str, Collection[str]] = {
        "routines": {routine.id for routine in chosen},
        "safety": {name for routine in chosen for name in routine.profiles},
        "claims": {claim for routine in chosen for claim in routine.claims},
        **({"strokes": set(_strokes(chosen)), "regions": set(_regions(chosen))} if chosen else {}),
        "body": {name for routine in chosen for name in _body(routine)},
        **({} if phrases is None else {"phrases": phrases}),
    }

    def shown(context: str) -> bool:
        kind, *parts = context.split("/")
        name = "/".join(parts[:2]) if kind == "body" else parts[0]
        return kind not in names or name in names[kind] or (kind == "phrases" and name.startswith(BESIDE_TEMPLATES))

    return shown


def _body(routine: Routine) -> Iterator[str]:
    """What of ``body.yaml`` a document about a routine says."""
    yield f"limbs/{routine.limb}"
    yield from (f"positions/{setup.position}" for setup in routine.setups)


def _moves(routines: Iterable[Routine]) -> Iterator[Move]:
    return (move for routine in routines for step in routine.steps for move in step.moves)


def _strokes(routines: Iterable[Routine]) -> Iterator[str]:
    return (move.stroke for move in _moves(routines))


def _regions(routines: Iterable[Routine]) -> Iterator[str]:
    for routine in routines:
        yield from (zone.region for zone in routine.zones)
    for move in _moves(routines):
        path = move.path
        yield from (name for name in (path.start, path.to) if name)
        yield from (*path.via, *path.at, *path.around, *move.float_over)
