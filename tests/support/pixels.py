"""Comparing pictures of pages as an eye would: edges may be smoothed otherwise, but nothing may move.

A picture is an array (height, width, 3) of bytes.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

Picture = npt.NDArray[np.uint8]

COLOURS = 64
"""In a stored picture; enough for all tints, few enough to keep files small."""
TOLERANCE = 30.0
"""How far a pixel's surroundings (3 x 3 pixels, mean of each channel, of 255) may differ."""
SPECKS = 3
"""Pixels that may differ by more: stray corners, not strokes."""


def from_png(data: bytes) -> Picture:
    return np.asarray(Image.open(BytesIO(data)).convert("RGB"))


def reduced(picture: Picture, factor: int) -> Picture:
    """The picture at a ``factor``-th of its resolution: each pixel the mean of a square. Parts of squares are white."""
    height, width, _ = picture.shape
    padded = np.pad(picture, ((0, -height % factor), (0, -width % factor), (0, 0)), constant_values=255)
    # Whole rows are added up, then columns: a sixth of the time of a mean over squares.
    rows = np.add.reduce([padded[at::factor].astype(np.uint16) for at in range(factor)])
    sums = np.add.reduce([rows[:, at::factor] for at in range(factor)])
    means: Picture = (sums / factor**2).round().astype(np.uint8)
    return means


def load(path: Path) -> Picture:
    return from_png(path.read_bytes())


def save(picture: Picture, path: Path) -> None:
    """Writes a small indexed PNG."""
    path.parent.mkdir(exist_ok=True)
    image = Image.fromarray(picture).quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    image.save(path, optimize=True)


def difference(one: Picture, other: Picture) -> npt.NDArray[Any]:
    """For each pixel, how much its surroundings differ: the greatest of the channels."""
    delta = one.astype(np.float32) - other.astype(np.float32)
    rows = sum(np.roll(delta, step, 0) for step in (-1, 0, 1))
    blurred = sum(np.roll(rows, step, 1) for step in (-1, 0, 1)) / 9
    found: npt.NDArray[Any] = np.abs(blurred).max(axis=2)
    return found


def differing(one: Picture, other: Picture) -> int:
    """How many pixels differ more than smoothing explains; all of them when the sizes differ."""
    if one.shape != other.shape:
        return max(one.size, other.size)
    return int((difference(one, other) > TOLERANCE).sum())


def same(one: Picture, other: Picture) -> bool:
    return differing(one, other) <= SPECKS


def overlay(golden: Picture, actual: Picture) -> Picture:
    """What was in red, what is in blue-green, what is in both dark: moved things stand out."""
    height, width = (min(a, b) for a, b in zip(golden.shape[:2], actual.shape[:2], strict=True))
    was, now = (picture[:height, :width].mean(axis=2) for picture in (golden, actual))
    return np.stack([now, was, was], axis=2).astype(np.uint8)
