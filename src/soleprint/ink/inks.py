"""Colours as amounts of printing ink: cyan, magenta, yellow and black, from 0 to 1, by one ICC profile.

The profile says what a colour takes (LittleCMS in Pillow: relative colorimetric, with black point compensation), and
three rules of print shops go before it: what is dark and near grey, as text is, is black alone, so that no letter is
set in four plates that may slip; greys are black alone; and of all inks together there is never more than the paper
dries (``MOST``), also where black is printed over a colour.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from soleprint.errors import FileProblem
from soleprint.ink import syntax
from soleprint.marks import linear_rgb

if TYPE_CHECKING:
    from PIL.Image import Image

Inks = tuple[float, float, float, float]
BLACK: Inks = (0.0, 0.0, 0.0, 1.0)
MOST = 2.8
"""Of all four inks together: offset on coated paper (ISO 12647-2: up to 3.3; print shops ask for 2.8 to 3.0)."""
MOST_COLOUR = MOST - 1.0
"""Of cyan, magenta and yellow together, so that black may be printed over them."""
MOST_BYTES = 8 << 20
SOLID_LIGHTNESS, DARK_LIGHTNESS = 25.0, 45.0
"""CIE L* up to which a near grey is solid black, and up to which it is black alone."""
DARK_CHROMA, GREY_CHROMA = 14.0, 1.5
"""CIE C*ab up to which a dark colour, and a light one, is taken for grey."""
BLACK_REFLECTS = 0.02
"""Of the light, by solid black on paper."""
DOT_GAIN = 0.16
"""By how much half tones print darker (ISO 12647-2): of black, a part ``a`` covers ``a + 4 * 0.16 a (1 - a)``."""
_LUT = 17
"""Steps of each channel for pictures."""


class Separation:
    """What colours are in the inks of one printing condition. Raises FileProblem (``bad-icc``) for another profile."""

    def __init__(self, profile: bytes) -> None:
        _check(profile)
        self.profile = profile
        try:
            self._turn = _transform(profile)
            self.name = _description(profile)
        except Exception as error:  # a damaged profile can make the library raise anything
            raise _problem(f"it is damaged ({str(error) or type(error).__name__})") from None
        self._known: dict[str, Inks] = {}

    def __call__(self, colour: str) -> Inks:
        """The inks of ``#RRGGBB``."""
        known = self._known.get(colour)
        if known is None:
            known = self._known[colour] = self._separated(colour)
        return known

    def _separated(self, colour: str) -> Inks:
        lightness, chroma = lightness_and_chroma(colour)
        if chroma <= GREY_CHROMA or (lightness <= DARK_LIGHTNESS and chroma <= DARK_CHROMA):
            return grey(colour, lightness)
        from PIL import Image

        pixel: Any = self._turn(Image.new("RGB", (1, 1), colour)).getpixel((0, 0))
        return _limited_bytes(pixel)

    def picture(self, image: Image) -> Image:
        """An RGB picture in these inks, within the same limits."""
        from PIL import Image, ImageFilter

        steps = [round(n * 255 / (_LUT - 1)) for n in range(_LUT)]
        cube = Image.new("RGB", (_LUT**3, 1))
        cube.putdata([(r, g, b) for b in steps for g in steps for r in steps])
        pixels: Any = self._turn(cube).getdata()
        table = [value for pixel in pixels for value in _limited_bytes(pixel)]
        return image.filter(ImageFilter.Color3DLUT(_LUT, table, channels=4, target_mode="CMYK"))


def _limited_bytes(pixel: tuple[int, int, int, int]) -> Inks:
    c, m, y, k = pixel
    return limited((c / 255, m / 255, y / 255, k / 255))


def limited(inks: Inks) -> Inks:
    """The inks with no more in all than the paper dries: black for what cyan, magenta and yellow have in common."""
    c, m, y, k = inks
    over = max((c + m + y + k - MOST) / 2, (c + m + y - MOST_COLOUR) / 3)
    if over > 0:
        swapped = max(0.0, min(over, c, m, y, 1 - k))
        c, m, y, k = c - swapped, m - swapped, y - swapped, k + swapped
    colour = c + m + y
    fit = min(1.0, min(MOST - k, MOST_COLOUR) / colour) if colour else 1.0
    return (c * fit, m * fit, y * fit, k)


def grey(colour: str, lightness: float) -> Inks:
    """Black alone: as much as reflects the light of the colour (Murray-Davies, with dot gain). Solid where it is dark,
    as a screen makes small letters ragged."""
    if lightness <= SOLID_LIGHTNESS:
        return BLACK
    red, green, blue = linear_rgb(colour)
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    covered = min(1.0, (1 - light) / (1 - BLACK_REFLECTS))
    gain = 4 * DOT_GAIN
    return (0.0, 0.0, 0.0, ((1 + gain) - ((1 + gain) ** 2 - 4 * gain * covered) ** 0.5) / (2 * gain))


@lru_cache(maxsize=256)
def lightness_and_chroma(colour: str) -> tuple[float, float]:
    """CIE L* and C*ab (D65) of ``#RRGGBB``."""
    red, green, blue = linear_rgb(colour)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x, y, z))
    a, b = 500 * (fx - fy), 200 * (fy - fz)
    return 116 * fy - 16, float((a * a + b * b) ** 0.5)


def device(colour: str) -> Inks:
    """The inks that printer's marks mean: ``#00FFFF`` is cyan and nothing else."""
    red, green, blue = syntax.colour(colour)
    black = 1 - max(red, green, blue)
    if black == 1:
        return BLACK
    return (1 - red - black, 1 - green - black, 1 - blue - black, black)


def _check(profile: bytes) -> None:
    """Raises FileProblem for what is no profile of a press with four inks (ICC.1:2010, 7.2)."""
    if len(profile) > MOST_BYTES:
        raise _problem(f"it is larger than {MOST_BYTES >> 20} MiB")
    if len(profile) < 132 or profile[36:40] != b"acsp":
        raise _problem("it is no ICC profile")
    if profile[16:20] != b"CMYK" or profile[12:16] != b"prtr":
        raise _problem("it is not for printing in cyan, magenta, yellow and black")
    if profile[8] > 4:
        raise _problem("its version is newer than 4, which PDF/X-4 does not know")


def _problem(reason: str) -> FileProblem:
    message = f"--icc: the profile cannot be used: {reason}. Ask the print shop for its CMYK output profile (.icc)."
    return FileProblem(message, code="bad-icc")


@lru_cache(maxsize=4)
def separation(profile: bytes) -> Separation:
    """The separation by a profile, the same one again. Raises FileProblem (``bad-icc``)."""
    return Separation(profile)


@lru_cache(maxsize=4)
def _transform(profile: bytes) -> Callable[[Image], Image]:
    from PIL import ImageCms

    how = ImageCms.Flags.BLACKPOINTCOMPENSATION
    into = ImageCms.ImageCmsProfile(BytesIO(profile))
    turn = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"), into, "RGB", "CMYK", ImageCms.Intent.RELATIVE_COLORIMETRIC, how
    )

    def turned(image: Image) -> Image:
        found = ImageCms.applyTransform(image, turn)
        assert found is not None  # only where it is told to work in place
        return found

    return turned


def _description(profile: bytes) -> str:
    from PIL import ImageCms

    text = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(BytesIO(profile)))
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())[:120] or "CMYK"
