"""QR codes as paths (ISO/IEC 18004)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

from soleprint.errors import UsageProblem
from soleprint.marks import Group, Path, Rect, Segment, Symbol

QUIET = 4
"""Modules of white all round (ISO/IEC 18004, 6.3.8)."""
SMALLEST_MODULE_MM = 0.4
"""Telephones read smaller, but not when the paper is curved or the light is poor."""
SIZE_MM = 24.0
"""Side of the code on every product, with its quiet zone."""
SURE = 152
"""Characters that a code of this size always holds: the bytes of version 8 at level M (ISO/IEC 18004, table 7)."""
_POINTS_PER_MM = 72 / 25.4
_DARK = bytes([1, *[0] * 255])
"""From black on white to 1 on 0."""


def holds(target: str) -> bool:
    """Whether a code of ``SIZE_MM`` for ``target`` can be read. Most addresses are so short that none is made."""
    return len(target.encode()) <= SURE or least_mm(len(_modules(target))) <= SIZE_MM


def least_mm(modules: int) -> float:
    """The least side of a code with ``modules`` along each side, its quiet zone with it."""
    return (modules + 2 * QUIET) * SMALLEST_MODULE_MM


def _modules(target: str) -> Sequence[bytes]:
    """Error correction level M, rows from the top; 1 is dark."""
    import zxingcpp

    made = zxingcpp.create_barcode(target, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image: Any = made.to_image(add_quiet_zones=False)
    view = memoryview(image)
    wide, rows = view.shape[0], view.tobytes().translate(_DARK)  # type: ignore[index]
    return [rows[at : at + wide] for at in range(0, len(rows), wide)]


def qr(target: str, size_mm: float) -> Symbol:
    """A code for ``target``, ``size_mm`` square with its quiet zone: black on white, error correction level M.

    The lower left corner is the origin. Raises UsageProblem when its squares would be too small to be read.
    """
    matrix = _modules(target)
    modules = len(matrix) + 2 * QUIET
    if size_mm < least_mm(len(matrix)):
        raise UsageProblem(
            f"A QR code for {target!r} needs {least_mm(len(matrix)):.0f} mm, and there are {size_mm:g} mm. "
            "Use a shorter address.",
            code="qr-too-small",
        )
    size = size_mm * _POINTS_PER_MM
    unit = size / modules
    # In whole modules, so that every edge is where its neighbour's is.
    squares = Group(
        (Path(_squares(matrix), fill="#000000"),), matrix=(unit, 0, 0, -unit, unit * QUIET, size - unit * QUIET)
    )
    ground = Path(_box(0, 0, size, size), fill="#FFFFFF")
    digest = sha256(f"{target} {size_mm:g}".encode()).hexdigest()[:12]
    return Symbol(f"qr-{digest}", (ground, squares), Rect(0.0, 0.0, size, size))


def _squares(matrix: Sequence[bytes]) -> tuple[Segment, ...]:
    """The dark modules: runs along each row, joined with the same run of the rows below."""
    done: list[Segment] = []
    growing: dict[tuple[int, int], int] = {}
    for y, row in enumerate([*matrix, b""]):
        runs = list(_runs(row))
        for run in [run for run in growing if run not in runs]:
            done += _box(run[0], growing.pop(run), run[1], y)
        for run in runs:
            growing.setdefault(run, y)
    return tuple(done)


def _runs(row: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Start and end of each run of dark modules."""
    start = None
    for x, dark in enumerate([*row, 0]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            yield start, x
            start = None


def _box(x0: float, y0: float, x1: float, y1: float) -> tuple[Segment, ...]:
    return (("M", x0, y0), ("L", x1, y0), ("L", x1, y1), ("L", x0, y1), ("Z",))
