"""Flow: blocks poured into frames one after another, broken only between blocks.

A heading stays with what follows it, and what a template keeps together stays together wherever a frame holds it.
Nothing is clipped: what does not go into the frames there are is ``None``.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from soleprint.layout.boxes import Box, Spacer, Stack
from soleprint.marks import Rect


STEPS = 6
"""Halvings in the search for frames that are equally full."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A block that is not broken. ``gap`` is the space before it, in em."""

    box: Box
    gap: float
    break_before: bool = False
    inner: tuple[Unit, ...] = ()
    """What it is made of, where it may be broken when no frame holds it."""


@dataclass(slots=True)
class Break(Spacer):
    """A <break>: nothing to see; what follows begins a new frame."""


def units(stack: Stack, gap: float = 0.0) -> Iterator[Unit]:
    """The blocks of a stack, those of stacks that may be parted taken apart."""
    broken = False
    for child in stack.children:
        if isinstance(child, Break):
            broken = True
            continue
        inner = list(units(child, gap)) if isinstance(child, Stack) and child.parts else [_whole(child, gap)]
        for unit in inner:
            yield replace(unit, break_before=broken or unit.break_before)
            broken = False
            gap = stack.gap
        gap = stack.gap


def _whole(child: Box, gap: float) -> Unit:
    """A block that is broken only where nothing else helps."""
    kept = isinstance(child, Stack) and child.kept
    return Unit(child, gap, inner=tuple(units(child, gap)) if kept and isinstance(child, Stack) else ())


def chains(flow: Sequence[Unit]) -> list[list[Unit]]:
    """Units that stay in one frame: headings with what follows them."""
    out: list[list[Unit]] = []
    held = False
    for unit in flow:
        if held and not unit.break_before:
            out[-1].append(unit)
        else:
            out.append([unit])
        held = bool(getattr(unit.box, "keep_next", False))
    return out


def height_of(chain: Sequence[Unit], width: float, base: float, first: bool) -> float:
    """The height of a chain; the gap before it does not count at the top of a frame. Infinite where it is broken."""
    total = 0.0
    for i, unit in enumerate(chain):
        height, _, broken = unit.box.measure(width, base)
        if broken:
            return float("inf")
        total += height + (0.0 if first and i == 0 else unit.gap * base)
    return total


def pour(
    flow: Sequence[Unit], frames: Iterator[Rect], base: float, full: float = 1.0
) -> list[tuple[Rect, list[Unit]]] | None:
    """The units of each frame, in order; None when a chain is taller than its frame or the frames run out.

    ``full`` is the part of each frame that may be filled.
    """
    filled: list[tuple[Rect, list[Unit]]] = []
    room = 0.0
    todo = deque(chains(flow))
    frame = next(frames, None)
    while todo:
        chain = todo.popleft()
        if filled and not chain[0].break_before:
            need = height_of(chain, filled[-1][0].width, base, first=not filled[-1][1])
            if need <= room + 0.01:
                filled[-1][1].extend(chain)
                room -= need
                continue
        if frame is None:
            return None
        need = height_of(chain, frame.width, base, first=True)
        whole = frame.height + 0.01
        if need > full * frame.height + 0.01:
            if need <= whole or not any(unit.inner for unit in chain):
                return None
            todo.extendleft(reversed(chains(_broken_up(chain))))
            continue
        filled.append((frame, list(chain)))
        room = full * frame.height - need
        frame = next(frames, None)
    return filled


def evenly(
    flow: Sequence[Unit], frames: Callable[[], Iterator[Rect]], base: float
) -> list[tuple[Rect, list[Unit]]] | None:
    """As ``pour``, with no more frames than it takes, all of which are about equally full."""
    best = pour(flow, frames(), base)
    low, high = 0.0, 1.0
    for _ in range(STEPS if best and len(best) > 1 else 0):
        middle = (low + high) / 2
        tried = pour(flow, frames(), base, middle)
        if tried is None or best is None or len(tried) > len(best):
            low = middle
        else:
            best, high = tried, middle
    return best


def _broken_up(chain: Sequence[Unit]) -> list[Unit]:
    """A chain with the blocks in place of those that keep them together."""
    out: list[Unit] = []
    for unit in chain:
        first, *others = unit.inner or (unit,)
        out += [replace(first, gap=unit.gap, break_before=unit.break_before or first.break_before), *others]
    return out


def column(blocks: Sequence[Unit]) -> Stack:
    """The blocks of one frame as a stack, with the gaps they had in the flow."""
    children: list[Box] = []
    for i, unit in enumerate(blocks):
        if i and unit.gap:
            children.append(Spacer(unit.gap))
        children.append(unit.box)
    return Stack(children, 0.0)
