"""Content streams, gradients and pictures in printing inks: what was written in RGB, for PDF/X-4.

Streams are written as ever and turned line by line, since every colour stands on a line of its own: nothing else of a
page knows of inks. Black is printed over what is below it, so that no white shows round letters where plates slip;
everything else, greys too, is cut out of it (ISO 32000-1, 8.6.7: overprint mode 1).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from typing import NamedTuple

from soleprint.ink import syntax
from soleprint.ink.icc import srgb_profile
from soleprint.ink.inks import BLACK, Inks, Separation, device
from soleprint.ink.objects import Objects, Raw, deflated
from soleprint.ink.paint import Drawing, Faces
from soleprint.ink.pictures import Picture, decoded, packed
from soleprint.ink.sheets import DEVICE, END_SPOT, SPOT, Resources, shading
from soleprint.marks import ForeignObject, Gradient
from soleprint.store import personal

_COLOUR = re.compile(r"([\d.]+)(?: ([\d.]+) ([\d.]+))? (rg|RG|g|G)")
_OVER = {(True, True): "B", (True, False): "F", (False, True): "L", (False, False): "N"}
"""Names of graphics states: whether fills and lines are printed over what is below."""
DARK = 0.8
"""Black from which on it is printed over what is below: lighter greys would take its colour."""
SPOTS = {"All": (1, 1, 1, 1), "CutContour": (0, 1, 0, 0), "Crease": (1, 0, 0, 0)}
"""Inks of their own, and how a screen shows them."""


class _Set(NamedTuple):
    """What lines before have set."""

    fill_over: bool = False
    line_over: bool = False


_BEGIN = ["/OB gs", "0 0 0 1 k", "0 0 0 1 K"]
"""What a stream takes for granted: black, over the rest."""


def separated(content: str, inks: Callable[[str], Inks], *, begins: bool = True) -> str:
    """A content stream in printing inks. One that ``begins`` sets what a stream takes for granted; another goes on with
    the colours of what draws it, whatever they are."""
    out = list(_BEGIN) if begins else []
    now: _Set | None = _Set(True, True) if begins else None
    spot = ""
    saved: list[_Set | None] = []
    for line in content.split("\n"):
        colour = _COLOUR.fullmatch(line)
        if colour:
            amounts, lines = inks(_hexadecimal(colour)), colour[4] in ("RG", "G")
            name = "All" if inks is device and lines and amounts == BLACK and not spot else spot
            over = (amounts[:3] == (0, 0, 0) and amounts[3] >= DARK) or bool(name)
            known = now or _Set()
            wanted = known._replace(line_over=over) if lines else known._replace(fill_over=over)
            if wanted != now:
                out.append(f"/O{_OVER[wanted]} gs")
                now = wanted
            out.append(_operators(amounts, lines, name))
            continue
        if line == DEVICE:
            inks = device
            continue
        if line.startswith(SPOT) or line == END_SPOT:
            spot = line.removeprefix(SPOT) if line != END_SPOT else ""
            continue
        if line == "q":
            saved.append(now)
        elif line == "Q":
            now = saved.pop()
        out.append(line)
    return "\n".join(out)


def _hexadecimal(match: re.Match[str]) -> str:
    red, green, blue = match[1], match[2] or match[1], match[3] or match[1]
    return "#" + "".join(f"{round(min(1.0, float(value)) * 255):02X}" for value in (red, green, blue))


def _operators(amounts: Inks, lines: bool, spot: str) -> str:
    if spot:
        return f"/S{spot} {'CS' if lines else 'cs'} 1 {'SCN' if lines else 'scn'}"
    return f"{syntax.numbers(amounts, 3)} {'K' if lines else 'k'}"


class PlateResources(Resources):
    """Resources in printing inks."""

    def __init__(self, objects: Objects, faces: Faces, separation: Separation) -> None:
        super().__init__(objects, faces)
        self._inks = separation
        self._states = "".join(f"/O{name} {objects.add(_state(*over))}" for over, name in _OVER.items())
        self._spots = "".join(f"/S{name} {objects.add(_spot(name))}" for name in SPOTS)

    def stream(self, data: bytes) -> bytes:
        return _turned(data, self._inks)

    def dictionary(self, drawing: Drawing) -> str:
        inner = super().dictionary(drawing).removesuffix(">>")
        return f"{inner}/ExtGState<<{self._states}>>/ColorSpace<<{self._spots}>>>>"

    def foreign(self, made: ForeignObject, text: str) -> tuple[str, bytes | None]:
        """Colours of lines and letters are turned into inks as ours are. Those of pictures, and of profiles, are for
        the print shop, and what is RGB alone is sRGB (ISO 15930-7: only with a DefaultRGB beside it)."""
        if made.role == "resources":
            return _with(text, {"ColorSpace": f"/DefaultRGB {self._srgb}", "ExtGState": self._states}), made.data
        if made.role == "content" and made.data is not None:
            return text.replace("/CS/DeviceRGB", f"/CS {self._srgb}"), _turned(made.data, self._inks, begins=False)
        return text, made.data

    @cached_property
    def _srgb(self) -> str:
        """The colour space that RGB is in; the reference to it."""
        profile = self._objects.add(deflated("/N 3", srgb_profile()))
        return self._objects.add(Raw(f"[/ICCBased {profile}]"))

    def picture(self, data: bytes) -> Picture:
        return _plates(data, self._inks)

    def shading(self, gradient: Gradient) -> str:
        return shading(gradient, "/DeviceCMYK", lambda colour: syntax.numbers(self._inks(colour), 3))


@personal
@lru_cache(maxsize=64)
def _turned(data: bytes, inks: Separation, *, begins: bool = True) -> bytes:
    content = separated(zlib.decompress(data).decode("latin-1"), inks, begins=begins)
    return zlib.compress(content.encode("latin-1"))


def _with(resources: str, more: Mapping[str, str]) -> str:
    """A dictionary of resources with more entries of each kind."""
    for kind, entries in more.items():
        own = f"/{kind}<<"
        known = own in resources
        resources = resources.replace(own if known else "<<", own + entries if known else f"<<{own}{entries}>>", 1)
    return resources


@personal
@lru_cache(maxsize=16)
def _plates(data: bytes, inks: Separation) -> Picture:
    """A picture in printing inks; a grey one is black alone as it is."""
    image, mask = decoded(data)
    turned = packed(inks.picture(image)) if image.mode == "RGB" else packed(image)
    return turned._replace(mask=packed(mask)) if mask else turned


def _state(fill: bool, line: bool) -> Raw:
    over = ["true" if each else "false" for each in (line, fill)]
    return Raw(f"<</Type/ExtGState/OP {over[0]}/op {over[1]}/OPM 1>>")


def _spot(name: str) -> Raw:
    """An ink of its own (8.6.6.4), on screens as its stand-in."""
    full = syntax.numbers(SPOTS[name])
    return Raw(f"[/Separation/{name}/DeviceCMYK<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0 0]/C1[{full}]>>]")
