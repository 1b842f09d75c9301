"""How PDF writes numbers, strings, names, paths and colours (ISO 32000-1, 7.3 and 8).

Most places, colours and strings of a document are those of the document before, so what is written of them is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from soleprint.marks import SOFT_HYPHEN, Matrix, Segment
from soleprint.store import personal

_FORMS = {"M": "%.2f %.2f m", "L": "%.2f %.2f l", "C": "%.2f %.2f %.2f %.2f %.2f %.2f c", "Z": "h"}
"""What is written of a segment; a number stands before a space, so that ``_short`` finds its end."""
_DATA = {"M": "M%.2f %.2f", "L": "L%.2f %.2f", "C": "C%.2f %.2f %.2f %.2f %.2f %.2f", "Z": "Z"}
"""The same in SVG (SVG 2, 9.3)."""
_NAME_SAFE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.+")
_ESCAPES = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)", "\r": r"\r", "\n": r"\n"})


def number(value: float, places: int = 2) -> str:
    """``value`` rounded, without exponent, trailing zeros or minus zero; ValueError when it is not finite."""
    text = f"{value:.{places}f}"
    if text[-1] in "nf":
        raise ValueError(f"not a number to print: {value}")
    if places:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def numbers(values: Iterable[float], places: int = 2) -> str:
    """Several numbers, separated by spaces."""
    return " ".join([number(value, places) for value in values])


@personal
@lru_cache(maxsize=4096)
def place(values: tuple[float, ...], places: int = 2) -> str:
    """``numbers`` for a point or a rectangle on a page."""
    return numbers(values, places)


@personal
@lru_cache(maxsize=1024)
def matrix(value: Matrix) -> str:
    """The operands of ``cm``: five places for the scale, because they are multiplied by coordinates."""
    return f"{numbers(value[:4], 5)} {numbers(value[4:], 3)}"


def path(segments: Sequence[Segment]) -> str:
    """Path construction operators for ``segments``; ValueError for an unknown one, or a number that is not finite."""
    return _written(_FORMS, segments)


def path_data(segments: Sequence[Segment]) -> str:
    """``segments`` as the ``d`` of a path in SVG; ValueError as for ``path``."""
    return _written(_DATA, segments)


def _written(forms: Mapping[str, str], segments: Sequence[Segment]) -> str:
    """A card has 50,000 numbers in its pictures: they are written all at once."""
    try:
        form = " ".join([forms[segment[0]] for segment in segments])
    except KeyError as error:
        raise ValueError(f"unknown path segment {error}") from None
    text = form % tuple([value for segment in segments for value in segment[1:]])
    if "n" in text:  # of nan and inf
        raise ValueError(f"not a number to print in {text}")
    return _short(text)


def _short(text: str) -> str:
    """Numbers of two places, each before a space or the end, as ``number`` writes them: no zeros at the end, no minus
    zero."""
    whole = f"{text} ".replace(".00 ", "; ").replace("-0;", "0;")
    return whole.replace("0 ", " ").replace("; ", " ")[:-1]


@personal
@lru_cache(maxsize=1024)
def outline(segments: tuple[Segment, ...]) -> str:
    """``path`` for what stands on a page itself, such as a panel's ground; a symbol's paths are written once anyway."""
    return path(segments)


def colour(value: str) -> tuple[float, float, float]:
    """``#RRGGBB`` as three numbers from 0 to 1; ValueError for anything else."""
    if len(value) != 7 or value[0] != "#":
        raise ValueError(f"not a #RRGGBB colour: {value!r}")
    red, green, blue = bytes.fromhex(value[1:])
    return red / 255, green / 255, blue / 255


@lru_cache(maxsize=256)
def colour_operands(value: str) -> tuple[str, bool]:
    """Operands for a colour, and whether it is grey.

    Greys are DeviceGray so that printers set black type in black ink alone.
    """
    red, green, blue = colour(value)
    if red == green == blue:
        return number(red, 3), True
    return numbers((red, green, blue), 3), False


@personal
@lru_cache(maxsize=256)
def name(text: str) -> str:
    """A name object, with ``#xx`` for bytes outside the plain set (7.3.5)."""
    return "/" + "".join([chr(b) if b in _NAME_SAFE else f"#{b:02X}" for b in text.encode("utf-8")])


@personal
@lru_cache(maxsize=1024)
def string(text: str) -> str:
    """A text string object: literal when ASCII, else UTF-16BE with a byte order mark (7.9.2.2).

    Soft hyphens are left out: no line is broken in it.
    """
    text = text.replace(SOFT_HYPHEN, "")
    if text.isascii():
        return f"({text.translate(_ESCAPES)})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
