"""Parts: the rows of a table in stretches, each of which is made by itself and committed as a whole.

Which rows are in a part depends on the table and the kind of output alone, so bytes do not depend on how many workers
there are, on which machine makes a part, or on what was made before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, get_args

from msgspec import Struct

from soleprint.errors import UsageProblem

if TYPE_CHECKING:
    from soleprint.merge.plan import MergeOutput, MergePlan

Kind = Literal["files", "zip", "pdf", "print"]
KINDS: tuple[Kind, ...] = get_args(Kind)
ROWS: dict[Kind, int] = {"files": 500, "zip": 5_000, "pdf": 5_000, "print": 5_000}
"""How many rows a part has at most: few enough that a viewer opens a volume of them, an archive stays below what old
programs unpack (4 GB), and several processes share a table of ten thousand."""
_CHECKED = 500
"""How many rows of a part are checked by one process at a time, at most: what is made as one file may be checked by
several."""


class Part(Struct, frozen=True):
    """Rows of the output with a ``number``: part ``index`` (from 0) of ``count``."""

    number: int
    index: int
    count: int

    @property
    def name(self) -> str:
        """Its name among those of all outputs."""
        return f"{self.number}-{self.index + 1:04}-of-{self.count:04}"


class Share(Struct, frozen=True):
    """Which parts one of several machines makes: every one that falls to ``index`` (from 0) of ``count``."""

    index: int
    count: int

    def has(self, place: int, total: int) -> bool:
        """Whether the part at a place among all parts is its: shares follow each other."""
        return total * self.index // self.count <= place < total * (self.index + 1) // self.count


def parts_of(plan: MergePlan, kind: Kind, share: Share | None = None) -> list[Part]:
    """The parts of a plan, or those of a share of it."""
    every = [part for number, output in enumerate(plan.outputs) for part in _of(number, output, kind, share)]
    return [part for place, part in enumerate(every) if share is None or share.has(place, len(every))]


def stretches(plan: MergePlan, parts: Sequence[Part]) -> list[Part]:
    """The rows of some parts in parts to check."""
    return [piece for part in parts for piece in _pieces(part, _rows(plan.outputs[part.number]))]


def _pieces(part: Part, rows: int) -> Iterator[Part]:
    """A part of so many rows in parts of at most ``_CHECKED`` each."""
    own = rows * (part.index + 1) // part.count - rows * part.index // part.count
    count = max(1, -(-own // _CHECKED))
    return (Part(part.number, part.index * count + piece, part.count * count) for piece in range(count))


def _rows(output: MergeOutput) -> int:
    return output.table.last_row - output.table.first_row


def _of(number: int, output: MergeOutput, kind: Kind, share: Share | None) -> list[Part]:
    rows = _rows(output)
    count = max(1, -(-rows // ROWS[kind]), min(rows, share.count) if share else 1)
    return [Part(number, index, count) for index in range(count)]


def read_share(text: str) -> Share:
    """A share as it is typed: 3/40. Raises UsageProblem."""
    index, _, count = text.partition("/")
    if not (index.isdecimal() and count.isdecimal() and 1 <= int(index) <= int(count) <= 100_000):
        raise UsageProblem(f"--shard {text!r} is no share; write 3/40 for the third of forty.", code="bad-value")
    return Share(int(index) - 1, int(count))
