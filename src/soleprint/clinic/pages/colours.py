"""Colours of a page: those that PDF/A-2 allows beside an sRGB output intent stay, all others become what they show.

What shows is what PDFium draws: a swatch of the colour is painted and read. Black and greys given as black ink alone
stay greys, so that a printer sets them in black.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pypdf.generic import ArrayObject, IndirectObject, NameObject, StreamObject

from soleprint.clinic.pages.objects import Parts, Pool, Refer, Unkept, at, entries, number, packed, plain, written
from soleprint.marks import Rect

Draw = Callable[[bytes, float], Any]
"""A PDF and a scale -> its page as a picture in RGB."""
Space = Parts | None
"""A colour space as it is written; None: not one that may stay."""
SHORT = {"/G": "/DeviceGray", "/RGB": "/DeviceRGB", "/CMYK": "/DeviceCMYK", "/I": "/Indexed"}
"""Names in pictures that stand among operators (ISO 32000-1, 8.9.7)."""
_GREY: Parts = ["/DeviceGray"]
_RGB: Parts = ["/DeviceRGB"]
_COMPONENTS = {1: b"GRAY", 3: b"RGB ", 4: b"CMYK"}
_CLASSES = (b"prtr", b"mntr", b"scnr", b"spac")
_SWATCH = Rect(0, 0, 3, 3)
MOST = 2_000
"""Colours of a file that are replaced."""


class Colours:
    """Colour spaces and colours of one file."""

    def __init__(self, pool: Pool, refer: Refer, draw: Draw) -> None:
        self._pool = pool
        self._refer = refer
        self.draw = draw
        self._profiles: dict[int, Space] = {}
        self._shown: dict[tuple[object, ...], str] = {}

    def space(self, given: Any, resources: Any = None) -> Space:
        """A colour space of a page with ``resources``, or one in a picture. Raises Unkept for one that is none."""
        given = plain(given)
        if isinstance(given, NameObject):
            named = SHORT.get(given, str(given))
            if named in ("/DeviceGray", "/DeviceRGB", "/Pattern"):
                return [named]
            if named == "/DeviceCMYK":
                return None
            own = at(resources, "/ColorSpace", named)
            return self.space(own) if own is not None and own != given else _unknown()
        if not isinstance(given, ArrayObject) or not given:
            return _unknown()
        kind = SHORT.get(str(plain(given[0])), str(plain(given[0])))
        if len(given) == 1:
            return self.space(NameObject(kind))
        return self._family(kind, given)

    def _family(self, kind: str, given: ArrayObject) -> Space:
        match kind:
            case "/CalGray" | "/CalRGB" | "/Lab":
                keys = ("/WhitePoint", "/BlackPoint", "/Gamma", "/Matrix", "/Range")
                return [f"[{kind}<<", *entries(plain(given[1]), keys, self._refer), ">>]"]
            case "/ICCBased":
                return self._profile(given[1])
            case "/Indexed":
                base = self.space(given[1])
                if base is None:
                    return None
                table = plain(given[3])
                is_stream = isinstance(table, StreamObject)
                lookup = [self._pool.add(*packed(table, self._refer))] if is_stream else written(table, self._refer)
                return ["[/Indexed", *base, *written(given[2], self._refer), *lookup, "]"]
            case "/Pattern":
                base = self.space(given[1])
                return None if base is None else ["[/Pattern", *base, "]"]
            case "/Separation" | "/DeviceN":
                return None
        return _unknown()

    def _profile(self, given: Any) -> Space:
        """An ICC profile that PDF/A-2, 6.2.4.2, allows; a plain colour space for another."""
        stream = plain(given)
        if not isinstance(stream, StreamObject):
            return _unknown()
        if id(stream) not in self._profiles:
            self._profiles[id(stream)] = self._sound(stream)
        return self._profiles[id(stream)]

    def _sound(self, stream: StreamObject) -> Space:
        parts = int(at(stream, "/N") or 0)
        header = stream.get_data()[:128]
        space = header[16:20] == _COMPONENTS.get(parts)
        if space and header[36:40] == b"acsp" and header[8] < 5 and header[12:16] in _CLASSES:
            body, data = packed(stream, self._refer)
            return ["[/ICCBased", self._pool.add([f"/N {parts}", *body], data), "]"]
        return {1: _GREY, 3: _RGB}.get(parts)

    def shown(self, space: Any, values: Sequence[float]) -> str:
        """What a colour that may not stay looks like: the operands of ``rg``, or the one of ``g``."""
        black = _black(space, values)
        if black is not None:
            return number(1 - min(max(black, 0.0), 1.0))
        key = (space if isinstance(space, NameObject) else id(plain(space)), *values)
        if key not in self._shown:
            if len(self._shown) >= MOST:
                raise Unkept("more colours than can be told apart")
            self._shown[key] = self._swatch(space, values)
        return self._shown[key]

    def first(self, space: Any) -> str:
        """What the colour looks like that a space which may not stay begins with."""
        return "0" if space == "/DeviceCMYK" else self.shown(space, ())

    def _swatch(self, space: Any, values: Sequence[float]) -> str:
        pool = Pool()
        own = ["<</ColorSpace<</C ", *written(space, copier(pool)), ">>>>"]
        colour = f"{' '.join(map(number, values))} scn" if values else ""
        content = f"/C cs {colour} 0 0 3 3 re f"
        picture = self.draw(pool.file(content, own, _SWATCH), 1.0)
        return " ".join(number(channel / 255) for channel in picture.getpixel((1, 1)))


def _black(space: Any, values: Sequence[float]) -> float | None:
    """How much black ink a colour is that is of nothing else."""
    if space == "/DeviceCMYK":
        return values[3] if tuple(values[:3]) == (0, 0, 0) else None
    kind = plain(space)
    alone = isinstance(kind, ArrayObject) and kind[:1] == ["/Separation"] and plain(kind[1]) in ("/Black", "/All")
    return values[0] if alone and values else None


def _unknown() -> Space:
    raise Unkept("colours of no known kind")


def copier(pool: Pool) -> Refer:
    """Copies whatever is referred to into a pool, for PDFium alone to look at."""
    known: dict[int, int] = {}

    def refer(given: IndirectObject) -> int:
        if given.idnum not in known:
            known[given.idnum] = pool.reserve()
            stream: Any = given.get_object()
            keys = [key for key in stream if key != "/Length"]
            pool.fill(known[given.idnum], entries(stream, keys, refer), stream._data)
        return known[given.idnum]

    return refer
