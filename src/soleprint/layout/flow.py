"""Flow: blocks poured into frames one after another, broken only between blocks.

A heading stays with what follows it, and what a template keeps together stays together. Nothing is clipped: what does
not go into the frames there are is ``None``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from soleprint.layout.boxes import Box, Spacer, Stack
from soleprint.marks import Rect


class Unit(Struct, frozen=True):
    """A block that is not broken. ``gap`` is the space before it, in em."""

    box: Box
    gap: float
    break_before: bool = False


class Break(Spacer):
    """A <break>: nothing to see; what follows begins a new frame."""


def units(stack: Stack, gap: float = 0.0) -> Iterator[Unit]:
    """The blocks of a stack, those of stacks that may be parted taken apart."""
    broken = False
    for child in stack.children:
        if isinstance(child, Break):
            broken = True
            continue
        inner = list(units(child, gap)) if isinstance(child, Stack) and child.parts else [Unit(child, gap)]
        for unit in inner:
            yield Unit(unit.box, unit.gap, broken or unit.break_before)
            broken = False
            gap = stack.gap
        gap = stack.gap


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


def pour(flow: Sequence[Unit], frames: Iterator[Rect], base: float) -> list[tuple[Rect, list[Unit]]] | None:
    """The units of each frame, in order; None when a chain is taller than its frame or the frames run out."""
    filled: list[tuple[Rect, list[Unit]]] = []
    room = 0.0
    for chain in chains(flow):
        if filled and not chain[0].break_before:
            need = height_of(chain, filled[-1][0].width, base, first=not filled[-1][1])
            if need <= room + 0.01:
                filled[-1][1].extend(chain)
                room -= need
                continue
        frame = next(frames, None)
        if frame is None:
            return None
        need = height_of(chain, frame.width, base, first=True)
        if need > frame.height + 0.01:
            return None
        filled.append((frame, list(chain)))
        room = frame.height - need
    return filled


def column(blocks: Sequence[Unit]) -> Stack:
    """The blocks of one frame as a stack, with the gaps they had in the flow."""
    children: list[Box] = []
    for i, unit in enumerate(blocks):
        if i and unit.gap:
            children.append(Spacer(unit.gap))
        children.append(unit.box)
    return Stack(children, 0.0)
