"""Colours that can be read: the nearest one to a colour that does not have enough contrast."""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, cbrt, cos, degrees, hypot, sin
from typing import Literal

from msgspec import Struct

from soleprint.marks import TEXT_CONTRAST, contrast, linear_rgb, luminance

REDS, RED_CHROMA = (345.0, 38.0), 0.1
"""Hues in OKLCH, in degrees, from pink-red to red; the warnings' own is 26. Chroma from which a colour is strong."""
READABLE = 7.0
"""Least contrast of a clinic's colour with the paper, as text in it and white text on it are large and small (WCAG 2.2,
1.4.6)."""
FARTHEST = 0.3
"""How far from a colour (``difference``) one that is darkened may be and still be that clinic's."""
TINT_CHROMA = 0.016
"""Most chroma of a tint, so that pictures keep their own colours on it."""
_MIDDLE = 0.18
"""Relative luminance from which black has more contrast than white."""
_STEPS = 512
_Triple = tuple[float, float, float]


class Shade(Struct, frozen=True):
    """How a clinic's colour does on paper: its contrast with it, and the colour that would be printed."""

    contrast: float
    printed: str
    verdict: Literal["fits", "darkened", "pale", "red"]
    """The last two are refused: dark enough it would be another colour; or it is a red."""


def shade(colour: str, paper: str) -> Shade:
    """How a colour does on ``paper``; both ``#RRGGBB``."""
    found, printed = contrast(colour, paper), nearest_passing(colour, [paper], READABLE)
    if is_red(colour):
        return Shade(found, printed, "red")
    if passes(colour, [paper], READABLE):
        return Shade(found, printed, "fits")
    return Shade(found, printed, "darkened" if difference(colour, printed) <= FARTHEST else "pale")


def nearest_passing(colour: str, grounds: Sequence[str], least: float = TEXT_CONTRAST) -> str:
    """The ``#RRGGBB`` nearest to ``colour`` whose contrast with each of ``grounds`` is ``least`` or more.

    Only the lightness changes; the hue stays, and the chroma as far as the screen can show it (OKLab: B. Ottosson
    2020, "A perceptual color space for image processing"). A colour that passes comes back as it is. The grounds must
    all be light or all dark, so that black or white passes on each.
    """
    if passes(colour, grounds, least):
        return colour.upper()
    lightness, a, b = _oklab(colour)
    chroma, hue = hypot(a, b), atan2(b, a)
    end = 0.0 if min(luminance(ground) for ground in grounds) > _MIDDLE else 1.0
    for step in range(1, _STEPS):
        candidate = _shown(lightness + (end - lightness) * step / _STEPS, chroma, hue)
        if passes(candidate, grounds, least):
            return candidate
    return "#000000" if end == 0 else "#FFFFFF"


def passes(colour: str, grounds: Sequence[str], least: float = TEXT_CONTRAST) -> bool:
    """Whether the contrast of ``colour`` with each of ``grounds`` is ``least`` or more (WCAG 2.2, 1.4.3)."""
    return all(contrast(colour, ground) >= least for ground in grounds)


def is_red(colour: str) -> bool:
    """Whether a colour would be taken for the red of warnings: its hue in OKLCH is within ``REDS`` and it is strong."""
    _, a, b = _oklab(colour)
    return hypot(a, b) > RED_CHROMA and (degrees(atan2(b, a)) - REDS[0]) % 360 <= (REDS[1] - REDS[0]) % 360


def tint(colour: str, lightness: float) -> str:
    """A pale ground of a colour's hue, of a lightness in OKLab (1 is white)."""
    _, a, b = _oklab(colour)
    return _shown(lightness, min(hypot(a, b), TINT_CHROMA), atan2(b, a))


def difference(one: str, other: str) -> float:
    """How far apart two colours look: their distance in OKLab, 0 to about 1; 0.02 is just seen."""
    return hypot(*(p - q for p, q in zip(_oklab(one), _oklab(other), strict=True)))


def _shown(lightness: float, chroma: float, hue: float) -> str:
    """The colour in ``#RRGGBB`` with as much of its chroma as sRGB has room for."""
    low, high = 0.0, 1.0
    if not _inside(_linear(lightness, chroma * cos(hue), chroma * sin(hue))):
        for _ in range(20):
            middle = (low + high) / 2
            inside = _inside(_linear(lightness, middle * chroma * cos(hue), middle * chroma * sin(hue)))
            low, high = (middle, high) if inside else (low, middle)
        chroma *= low
    channels = _linear(lightness, chroma * cos(hue), chroma * sin(hue))
    return "#" + "".join(f"{round(255 * _encoded(min(max(channel, 0), 1))):02X}" for channel in channels)


def _inside(channels: _Triple) -> bool:
    return all(-1e-6 <= channel <= 1 + 1e-6 for channel in channels)


def _encoded(channel: float) -> float:
    return 12.92 * channel if channel <= 0.0031308 else float(1.055 * channel ** (1 / 2.4) - 0.055)


def _oklab(colour: str) -> _Triple:
    r, g, b = linear_rgb(colour)
    long = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    medium = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _linear(lightness: float, a: float, b: float) -> _Triple:
    """Linear sRGB of an OKLab colour."""
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
