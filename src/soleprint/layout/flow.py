"""Flow: blocks poured into frames one after another, broken only between blocks.

A heading stays with what follows it, and what a template keeps together stays together wherever a frame holds it.
Nothing is clipped: what does not go into the frames there are is ``None``.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from soleprint.layout.boxes import ENDLESS, MEASURES, Box, Container, Extent, Spacer, Stack, Wrapper
from soleprint.marks import Rect
from soleprint.store import Store

STEPS = 6
"""Halvings in the search for frames that are equally full."""


SPARSE = 0.5
"""A frame that would be filled less than this, where more could stand in it, is tried only where all else fails."""
EMPTY = 1.0
"""What an empty frame costs, as the worth of a picture that is as tall as a frame is 1."""


class Unit(Struct, frozen=True):
    """A block that is not broken. ``gap`` is the space before it, in em."""

    box: Box
    gap: float
    break_before: bool = False
    page: int = 0
    """The page of its section, from 1, that it begins; 0 where that is left open."""
    after: int = 0
    """The page after which the one that it begins is read; 0: in its place."""
    goes_on: bool = False
    """It is a strip at the end of its frame, and what it was kept together with goes on in the next one."""

    @property
    def breakable(self) -> bool:
        """Whether it may be broken when no frame holds it."""
        return isinstance(self.box, Stack) and self.box.kept and bool(self.box.children)

    def parts(self) -> list[Unit]:
        """What it is broken into: itself where it is not breakable."""
        if not (isinstance(self.box, Stack) and self.breakable):
            return [self]
        first, *others = units(self.box, self.gap)
        return [replace(first, break_before=self.break_before or first.break_before), *others]


class Chain(Struct, eq=False, dict=True):
    """Units that stay in one frame: headings with what follows them.

    Chains of the same units are one object, in later documents too, with what it has measured; ``flows`` has them.
    """

    units: tuple[Unit, ...]
    flows: Flows
    memo: dict[tuple[float, float], tuple[float, float]] = field(default_factory=dict)

    @property
    def first(self) -> Unit:
        return self.units[0]

    @cached_property
    def pictured(self) -> bool:
        return any(getattr(unit.box, "pictured", False) for unit in self.units)

    @property
    def breakable(self) -> bool:
        return any(unit.breakable for unit in self.units)

    def measure(self, width: float, base: float) -> tuple[float, float]:
        """Its height with the gap before it, infinite where it is broken; and how much more it can use."""
        key = (width, base)
        known = self.memo.get(key)
        if known is None:
            if len(self.memo) >= MEASURES:
                self.memo.clear()
            known = self.memo[key] = self._measured(width, base)
        return known

    def _measured(self, width: float, base: float) -> tuple[float, float]:
        height = more = 0.0
        for unit in self.units:
            extent = unit.box.measure(width, base)
            height += extent.height + unit.gap * base if not extent.broken else float("inf")
            more += extent.stretch
        return height, more

    def height(self, width: float, base: float, first: bool) -> float:
        """Its height; the gap before it does not count at the top of a frame. Infinite where it is broken."""
        height, _ = self.measure(width, base)
        return height - self.first.gap * base if first else height


Chains = Sequence[Chain]
Worth = Callable[[Chains, Rect], float]
"""How good chains look in a frame."""
KEPT = 500
"""How many chains, and how many filled frames, are kept at least: a leaflet has 300 frames to choose from."""


class Flows:
    """The chains of some boxes, the frames that were filled with them, and these with their feet.

    Keep it as long as the boxes.
    """

    def __init__(self) -> None:
        self._chains: Store[tuple[object, ...], Chain] = Store(KEPT)
        self._columns: Store[tuple[int, ...], tuple[Chains, Stack]] = Store(KEPT)
        self._footed: Store[tuple[int, int, float], tuple[Stack, Foot, Stack]] = Store(KEPT)

    def chain(self, several: Sequence[Unit]) -> Chain:
        """The chain of these units: the same one for the same boxes that follow each other so."""
        key = tuple([(id(unit.box), unit.gap, unit.break_before, unit.page, unit.after) for unit in several])
        return self._chains.get(key) or self._chains.put(key, Chain(tuple(several), self))

    def column(self, parts: Chains) -> Stack:
        """A frame that is filled with these chains: the same one for the same chains."""
        key = tuple(map(id, parts))
        known = self._columns.get(key) or self._columns.put(key, (parts, _filled(parts)))
        return known[1]

    def footed(self, body: Stack, foot: Foot | None, room: float) -> Stack:
        """A page's content with its foot below it, which takes ``room`` points: the same one for the same of these."""
        if foot is None:
            return body
        key = (id(body), id(foot), room)
        known = self._footed.get(key) or self._footed.put(key, (body, foot, Stack([Footed(body, foot, room)])))
        return known[2]


class Break(Spacer):
    """A <break>: nothing to see; what follows begins a new frame, or the section's frame ``page``, from 1."""

    page: int = 0
    after: int = 0
    """The page, from 1, after which that frame is read, where it is met before others; 0: in its place."""


def units(stack: Stack, gap: float = 0.0) -> Iterator[Unit]:
    """The blocks of a stack, those of stacks that may be parted taken apart."""
    broken, page, after = False, 0, 0
    for child in stack.children:
        if isinstance(child, Break):
            broken, page, after = True, child.page, child.after
            continue
        inner = units(child, gap) if isinstance(child, Stack) and child.parts else (Unit(child, gap),)
        for unit in inner:
            if broken:
                unit = replace(unit, break_before=True, page=page or unit.page, after=after or unit.after)
            yield unit
            broken, page, after = False, 0, 0
        gap = stack.gap


def chains(flow: Iterable[Unit], flows: Flows) -> list[Chain]:
    """Units that stay in one frame: headings with what follows them. They are kept in ``flows``."""
    out: list[list[Unit]] = []
    held = False
    for unit in flow:
        if held and not unit.break_before:
            out[-1].append(unit)
        else:
            out.append([unit])
        held = bool(getattr(unit.box, "keep_next", False))
    return [flows.chain(several) for several in out]


def pour(flow: Chains, frames: Iterator[Rect], base: float, full: float = 1.0) -> list[tuple[Rect, list[Unit]]] | None:
    """The units of each frame, in order; None when a chain is taller than its frame or the frames run out.

    ``full`` is the part of each frame that may be filled.
    """
    filled: list[tuple[Rect, list[Unit]]] = []
    room = 0.0
    todo = deque(flow)
    kept: dict[int, int] = {}
    """Chains that were taken apart, by the identity of each part."""
    last = 0
    frame = next(frames, None)
    while todo:
        chain = todo.popleft()
        if filled and not chain.first.break_before:
            need = chain.height(filled[-1][0].width, base, first=not filled[-1][1])
            if need <= room + 0.01:
                filled[-1][1].extend(chain.units)
                room, last = room - need, kept.get(id(chain), 0)
                continue
        if frame is None:
            return None
        need = chain.height(frame.width, base, first=True)
        whole = frame.height + 0.01
        if need > full * frame.height + 0.01:
            if need <= whole or not chain.breakable:
                return None
            parts = chains((part for unit in chain.units for part in unit.parts()), chain.flows)
            kept |= dict.fromkeys(map(id, parts), kept.get(id(chain), id(chain)))
            todo.extendleft(reversed(parts))
            continue
        if last and last == kept.get(id(chain)):
            filled[-1][1][-1] = _going_on(filled[-1][1][-1])
        last = kept.get(id(chain), 0)
        filled.append((frame, list(chain.units)))
        room = full * frame.height - need
        frame = next(frames, None)
    return filled


def _going_on(unit: Unit) -> Unit:
    return replace(unit, goes_on=True) if getattr(unit.box, "strip", False) else unit


def evenly(
    flow: Chains, frames: Callable[[], Iterator[Rect]], base: float, count: int
) -> list[tuple[Rect, list[Unit]]] | None:
    """As ``pour``, on the ``count`` frames that it takes, all of which are about equally full; None where no other
    height of frame takes as few."""
    best: list[tuple[Rect, list[Unit]]] | None = None
    low, high = 0.0, 1.0
    for _ in range(STEPS):
        middle = (low + high) / 2
        tried = pour(flow, frames(), base, middle)
        if tried is None or len(tried) > count:
            low = middle
        else:
            best, high = tried, middle
    return best


class Filling(Struct, frozen=True):
    """Chains for the frames so far, and how good they look there."""

    worth: float = 0.0
    ends: tuple[int, ...] = (0,)
    """Where each frame ends, as a count of chains."""


def spread(flow: Chains, frames: Sequence[Rect], base: float, worth: Worth) -> list[Chains] | None:
    """The chains of each frame, all frames used; None when that cannot be.

    Of all ways that hold it is the one where what frames hold is ``worth`` most, and least room is left over.
    """
    heights = {width: Heights(flow, width, base) for width in {frame.width for frame in frames}}
    if not _reach_the_end(flow, frames, heights):
        return None
    for sparse in (SPARSE, 0.0):
        parts = _spread(flow, frames, _endings(flow, frames, heights, sparse), worth)
        if parts is not None:
            return parts
    return None


def _reach_the_end(every: Chains, frames: Sequence[Rect], heights: Mapping[float, Heights]) -> bool:
    """Whether frames that are filled one after another, each to the brim, hold all chains: else no way does.

    No frame that begins with an earlier chain goes further: it holds the same chains, and more before them.
    """
    start = 0
    for frame in frames:
        sizes, room, end = heights[frame.width], frame.height + 0.02, start
        while end < len(every) and room >= 0 and not (end > start and every[end].first.break_before):
            room -= sizes.later[end] if end > start else sizes.first[end]
            end += room >= 0
        start = end
    return start == len(every)


def _spread(
    every: Chains, frames: Sequence[Rect], endings_of: Sequence[Sequence[Ending]], worth: Worth
) -> list[Chains] | None:
    best = {0: Filling()}
    for frame, endings in zip(frames, endings_of, strict=True):
        reached: dict[int, Filling] = {}
        for start, end, left in endings:
            before = best[start]
            held = worth(every[start:end], frame) - EMPTY * (left / frame.height) ** 2
            total = Filling(before.worth + held, (*before.ends, end))
            if end not in reached or total.worth > reached[end].worth + 1e-9:
                reached[end] = total
        best = reached
    if len(every) not in best:
        return None
    return [every[start:end] for start, end in pairwise(best[len(every)].ends)]


Ending = tuple[int, int, float]
"""With which chain a frame begins, before which it ends, and how much room is left over."""


def _endings(
    every: Chains, frames: Sequence[Rect], heights: Mapping[float, Heights], sparse: float
) -> list[list[Ending]]:
    """How each frame may be filled: only what leads to all chains in all frames."""
    starts, every_ending = [0], []
    for number, frame in enumerate(frames, 1):
        endings = [
            (start, end, left)
            for start in starts
            for end, left in _fillings(every, start, number, frame, heights[frame.width], sparse)
        ]
        every_ending.append(endings)
        starts = list(dict.fromkeys(end for _, end, _ in endings))
    leads = {len(every)}
    for number, endings in reversed(list(enumerate(every_ending))):
        every_ending[number] = [ending for ending in endings if ending[1] in leads]
        leads = {start for start, _, _ in every_ending[number]}
    return every_ending


class Heights:
    """How tall chains are at a width: ``first`` in a frame, or ``later``; and how much ``more`` they can use."""

    __slots__ = ("first", "later", "more")

    def __init__(self, every: Chains, width: float, base: float) -> None:
        sizes = [chain.measure(width, base) for chain in every]
        self.later = [height for height, _ in sizes]
        self.first = [tall - chain.first.gap * base for tall, chain in zip(self.later, every, strict=True)]
        self.more = [more for _, more in sizes]


def reading(parts: Sequence[Chains]) -> list[int]:
    """The order in which frames that were filled are read, counted from 0."""
    order = list(range(len(parts)))
    for number, held in enumerate(parts):
        after = held[0].first.after if held else 0
        if after:
            order.remove(number)
            order.insert(order.index(after - 1) + 1, number)
    return order


def _fillings(
    every: Chains, start: int, number: int, frame: Rect, heights: Heights, sparse: float
) -> Iterator[tuple[int, float]]:
    """Where frame ``number`` may end that begins with a chain, and how much room nothing in it can use."""
    if start == len(every) or every[start].first.page not in (0, number):
        return
    need, more = heights.first[start], heights.more[start]
    for end in range(start + 1, len(every) + 1):
        if need > frame.height + 0.01:
            return
        closed = end == len(every) or every[end].first.break_before
        if closed or need + more >= sparse * frame.height:
            yield end, max(0.0, frame.height - need - more)
        if closed:
            return
        need, more = need + heights.later[end], more + heights.more[end]


def filled(parts: Chains) -> Stack:
    """One of the frames that ``spread`` fills: what pictures cannot use goes between its chains, but not between those
    that have no gap. The same stack for the same chains."""
    return parts[0].flows.column(parts) if parts else _filled(parts)


def _filled(parts: Chains) -> Stack:
    joined: list[list[Unit]] = []
    for chain in parts:
        if joined and not chain.first.gap:
            joined[-1] += chain.units
        else:
            joined.append(list(chain.units))
    least = min((units[0].gap for units in joined[1:]), default=0.0)
    boxes: list[Box] = []
    for place, several in enumerate(joined):
        more = several[0].gap - least if place else 0.0
        inner = column(several)
        boxes.append(Stack([Spacer(more), inner], 0.0) if more > 0 else inner)
    return Stack(boxes, least, justify=True)


class Foot(Struct, frozen=True):
    """What stands at the foot of one page of a section, ``gap`` em below all else; those of one ``row`` are equally
    tall."""

    box: Box
    row: str
    gap: float


class Way(Stack):
    """A way to set a <page>: its blocks, and the feet of its pages in their order."""

    feet: Sequence[Foot] = ()
    flows: Flows = field(default_factory=Flows)
    """Where its chains are kept."""
    poured: Chains | None = None

    @property
    def chains(self) -> Chains:
        """Its blocks as a flow, which it keeps."""
        if self.poured is None:
            self.poured = chains(units(self), self.flows)
        return self.poured


class Footed(Container):
    """A page's content with its foot, which takes ``room`` points."""

    body: Box
    foot: Foot
    room: float

    @property
    def inside(self) -> Sequence[Box]:
        return (self.body, self.foot.box)

    def extent(self, width: float, base: float) -> Extent:
        height, _, broken = self.body.measure(width, base)
        return Extent(height + self.room, ENDLESS, broken)

    def natural_width(self, base: float) -> float:
        return max(self.body.natural_width(base), self.foot.box.natural_width(base))

    def arrange(self, frame: Rect, base: float) -> Iterator[tuple[Box, Rect]]:
        yield self.body, frame._replace(y0=frame.y0 + self.room)
        yield self.foot.box, frame._replace(y1=frame.y0 + self.room - self.foot.gap * base)


class ToTheEnd(Wrapper):
    """A strip that reaches to the end of its frame."""

    def extent(self, width: float, base: float) -> Extent:
        height, _, broken = self.body.measure(width, base)
        return Extent(height, ENDLESS, broken)


def column(blocks: Sequence[Unit]) -> Stack:
    """The blocks of one frame as a stack, with the gaps they had in the flow."""
    children: list[Box] = []
    for i, unit in enumerate(blocks):
        if i and unit.gap:
            children.append(Spacer(unit.gap))
        children.append(ToTheEnd(unit.box) if unit.goes_on else unit.box)
    return Stack(children, 0.0)
