"""What operators name: pictures, forms, graphics states, patterns, shadings, each copied once."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

from soleprint.clinic.pages.colours import Colours, copier
from soleprint.clinic.pages.fonts import Fonts
from soleprint.clinic.pages.objects import Parts, Pool, Refer, Unkept, Uses, at, entries, name, number, packed, plain
from soleprint.marks import Rect

_STATE = ("/LW", "/LC", "/LJ", "/ML", "/D", "/FL", "/SM", "/SA", "/CA", "/ca", "/AIS", "/TK")
"""Entries of a graphics state that any printer follows alike; overprint, halftones and transfer functions are left."""
_BLENDS = frozenset(
    ("/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten", "/ColorDodge", "/ColorBurn",
     "/HardLight", "/SoftLight", "/Difference", "/Exclusion", "/Hue", "/Saturation", "/Color", "/Luminosity")
)  # fmt: skip
INTENTS = ("/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation")
_SHADING = (
    "/ShadingType", "/BBox", "/AntiAlias", "/Domain", "/Matrix", "/Coords", "/Function", "/Extend",
    "/BitsPerCoordinate", "/BitsPerComponent", "/BitsPerFlag", "/Decode", "/VerticesPerRow",
)  # fmt: skip
MOST_PIXELS = 40_000_000
_LONGEST_SIDE = 14_000.0
"""Points; of a page (ISO 32000-1, annex C)."""
MOST_NESTED = 12
"""Forms in forms."""
_STEPS = 256
"""Colours that stand for those that run into each other."""
_LARGE = 400_000
"""Bytes of a picture from which on it may be packed as a photograph is."""
Walk = Callable[[StreamObject, Any, Uses], str]


class Graphics:
    """The graphics of one file."""

    def __init__(self, pool: Pool, refer: Refer, walk: Walk, colours: Colours, fonts: Fonts) -> None:
        self._pool = pool
        self._refer = refer
        self._walk = walk
        self._colours = colours
        self._fonts = fonts
        self._known: dict[object, int] = {}
        self._open: list[object] = []
        """What is being copied: whatever is in itself never ends."""
        self._masks = 0
        """How many masks what is being copied is in."""

    def _once(self, kind: str, given: Any, make: Callable[[Any], int]) -> int:
        key = (kind, given.idnum if isinstance(given, IndirectObject) else -id(given))
        if key in self._open or len(self._open) > MOST_NESTED:
            raise Unkept("drawings nested in themselves or too deep")
        if key not in self._known:
            self._open.append(key)
            try:
                self._known[key] = make(plain(given))
            finally:
                self._open.pop()
        return self._known[key]

    def external(self, given: Any, resources: Any) -> int:
        """A picture or a form."""
        kind = at(plain(given), "/Subtype")
        if not isinstance(plain(given), StreamObject) or kind not in ("/Image", "/Form"):
            raise Unkept("a drawing of no known kind")
        if kind == "/Image":
            return self._once("image", given, lambda stream: self.image(stream, resources))
        kind = "mask" if self._masks else "form"
        return self._once(kind, given, lambda stream: self._form(stream, resources))

    def _form(self, stream: StreamObject, resources: Any) -> int:
        if at(stream, "/Ref") is not None or at(stream, "/Subtype2") is not None:
            raise Unkept("a drawing that is in another file")
        uses = Uses()
        content = self._walk(stream, at(stream, "/Resources") or resources, uses)
        body: Parts = ["/Type/XObject/Subtype/Form", *entries(stream, ("/BBox", "/Matrix"), self._refer)]
        body += self._group(at(stream, "/Group"), resources)
        return self._pool.content(body, content, uses, paints=not self._masks)

    def _group(self, group: Any, resources: Any) -> Parts:
        """A transparency group; its colours are those of the page where its own may not stay."""
        if at(group, "/S") != "/Transparency":
            return []
        given = at(group, "/CS")
        space = None if given is None else self._colours.space(given, resources)
        own: Parts = ["/CS", *space] if space else []
        return ["/Group<</S/Transparency", *own, *entries(group, ("/I", "/K"), self._refer), ">>"]

    def image(self, stream: StreamObject, resources: Any) -> int:
        """A picture; where its colours or its packing may not stay, as PDFium shows it."""
        width, height = (int(at(stream, key) or 0) for key in ("/Width", "/Height"))
        if not 0 < width * height <= MOST_PIXELS or min(width, height) < 1:
            raise Unkept("a picture of too many pixels, or of none")
        body: Parts = [f"/Type/XObject/Subtype/Image/Width {width}/Height {height}"]
        if at(stream, "/ImageMask"):
            filters, data = packed(stream, self._refer)
            kept = entries(stream, ("/Decode",), self._refer)
            return self._pool.add([*body, "/ImageMask true/BitsPerComponent 1", *kept, *filters], data)
        soft = at(stream, "/SMask")
        masked: Parts = ["/SMask", self.image(soft, resources)] if isinstance(soft, StreamObject) else []
        given = None if _is_jpx(stream) else at(stream, "/ColorSpace")
        space = None if given is None else self._colours.space(given, resources)
        if space is None:
            return self._pool.add(*pictured(self._as_shown(stream, width, height), masked))
        mask = at(stream, "/Mask")
        if isinstance(mask, StreamObject) and not masked:
            masked = ["/Mask", self.image(mask, resources)]
        elif isinstance(mask, ArrayObject):
            masked += entries(stream, ("/Mask",), self._refer)
        filters, data = packed(stream, self._refer)
        kept = entries(stream, ("/BitsPerComponent", "/Decode", "/Matte"), self._refer)
        intent = at(stream, "/Intent")
        kept += ["/Intent", name(intent)] if intent in INTENTS else []
        return self._pool.add([*body, *masked, "/ColorSpace", *space, *kept, *filters], data)

    def _as_shown(self, stream: StreamObject, width: int, height: int) -> Any:
        """The picture in RGB, as PDFium shows it."""
        if at(stream, "/Mask") is not None or at(stream, "/SMaskInData"):
            raise Unkept("a picture in colours and with a mask that cannot be kept")
        pool = Pool()
        keys = [key for key in stream if key not in ("/Length", "/SMask", "/OC", "/StructParent", "/Metadata")]
        picture = pool.add(entries(stream, keys, copier(pool)), stream._data)
        scale = max(1.0, max(width, height) / _LONGEST_SIDE)
        box = Rect(0, 0, width / scale, height / scale)
        content = f"{number(box.x1)} 0 0 {number(box.y1)} 0 0 cm /X Do"
        return self._colours.draw(pool.file(content, ["<</XObject<</X", picture, ">>>>"], box), scale)

    def state(self, given: Any, resources: Any) -> int:
        """A graphics state."""
        return self._once("state", given, lambda state: self._state(state, resources))

    def _state(self, state: Any, resources: Any) -> int:
        if not isinstance(state, DictionaryObject):
            raise Unkept("a graphics state that is not there")
        body: Parts = ["<<", *entries(state, _STATE, self._refer)]
        intent, font = at(state, "/RI"), at(state, "/Font")
        body += ["/RI", name(intent)] if intent in INTENTS else []
        if isinstance(font, ArrayObject):
            raise Unkept("text whose font is set in a graphics state")
        blend = at(state, "/BM")
        names = [plain(each) for each in blend] if isinstance(blend, ArrayObject) else [blend]
        body += [f"/BM{each}" for each in names if each in _BLENDS][:1]
        mask = at(state, "/SMask")
        if isinstance(mask, DictionaryObject):
            body += ["/SMask", *self._soft(mask, resources)]
        elif mask is not None:
            body += ["/SMask/None"]
        return self._pool.add([*body, ">>"])

    def _soft(self, mask: DictionaryObject, resources: Any) -> Parts:
        kind, group = at(mask, "/S"), mask.get("/G")
        if kind not in ("/Alpha", "/Luminosity") or at(mask, "/TR") not in (None, "/Identity"):
            raise Unkept("a mask of no known kind")
        self._masks += 1
        try:
            form = self.external(group, resources)
        finally:
            self._masks -= 1
        return ["<</S", name(kind), "/G", form, *entries(mask, ("/BC",), self._refer), ">>"]

    def pattern(self, given: Any, resources: Any) -> int:
        """A pattern of tiles or a shading."""
        return self._once("pattern", given, lambda pattern: self._pattern(pattern, resources))

    def _pattern(self, pattern: Any, resources: Any) -> int:
        matrix = entries(pattern, ("/Matrix",), self._refer) if isinstance(pattern, DictionaryObject) else []
        if at(pattern, "/PatternType") == 2:
            body: Parts = ["<</PatternType 2", *matrix, "/Shading", self.shading(pattern.get("/Shading"), resources)]
            state = pattern.get("/ExtGState")
            body += ["/ExtGState", self.state(state, resources)] if state is not None else []
            return self._pool.add([*body, ">>"])
        if not isinstance(pattern, StreamObject) or at(pattern, "/PatternType") != 1:
            raise Unkept("a pattern of no known kind")
        uses = Uses()
        content = self._walk(pattern, at(pattern, "/Resources") or resources, uses)
        keys = ("/PaintType", "/TilingType", "/BBox", "/XStep", "/YStep")
        body = ["/PatternType 1", *entries(pattern, keys, self._refer), *matrix]
        return self._pool.content(body, content, uses)

    def shading(self, given: Any, resources: Any) -> int:
        """Colours that run into each other."""
        return self._once("shading", given, lambda shading: self._shading(shading, resources))

    def _shading(self, shading: Any, resources: Any) -> int:
        space = self._colours.space(at(shading, "/ColorSpace"), resources)
        if space is None:
            return self._run(shading)
        body: Parts = ["/ColorSpace", *space, *entries(shading, ("/Background", *_SHADING), self._refer)]
        if isinstance(shading, StreamObject):
            filters, data = packed(shading, self._refer)
            return self._pool.add([*body, *filters], data)
        return self._pool.add(["<<", *body, ">>"])

    def _run(self, shading: Any) -> int:
        """Colours that may not stay and run along a line or between circles: as PDFium shows them, in steps."""
        if at(shading, "/ShadingType") not in (2, 3) or at(shading, "/Background") is not None:
            raise Unkept("colours that run into each other, given as inks")
        pool, last = Pool(), _STEPS - 1
        own = entries(shading, ("/ColorSpace", "/Domain", "/Function"), copier(pool))
        strip: Parts = [f"<</Shading<</S<</ShadingType 2/Coords[.5 0 {last}.5 0]/Extend[true true]", *own, ">>>>>>"]
        picture = self._colours.draw(pool.file("/S sh", strip, Rect(0, 0, _STEPS, 3)), 1.0)
        start, end = ([float(plain(value)) for value in at(shading, "/Domain") or (0, 1)])[:2]
        domain = f"{number(start)} {number(end)}"
        fixed = f"/FunctionType 0/Domain[{domain}]/Range[0 1 0 1 0 1]/Size[{_STEPS}]/BitsPerSample 8"
        steps = self._pool.deflated([fixed], picture.crop((0, 1, _STEPS, 2)).tobytes())
        keys = ("/ShadingType", "/BBox", "/AntiAlias", "/Domain", "/Coords", "/Extend")
        kept = entries(shading, keys, self._refer)
        return self._pool.add(["<</ColorSpace/DeviceRGB", *kept, "/Function", steps, ">>"])


def _is_jpx(stream: StreamObject) -> bool:
    filters = at(stream, "/Filter")
    names: Iterable[Any] = map(plain, filters) if isinstance(filters, ArrayObject) else [filters]
    return NameObject("/JPXDecode") in names


def pictured(picture: Any, extra: Parts) -> tuple[Parts, bytes]:
    """A picture in RGB or grey as an image object: packed without loss, or as a photograph where that is far less."""
    space = "/DeviceGray" if picture.mode == "L" else "/DeviceRGB"
    data, coded = zlib.compress(picture.tobytes()), "/FlateDecode"
    if len(data) > _LARGE:
        out = BytesIO()
        picture.save(out, "JPEG", quality=92, subsampling=0)
        if len(out.getvalue()) < len(data) / 2:
            data, coded = out.getvalue(), "/DCTDecode"
    size = f"/Width {picture.width}/Height {picture.height}"
    return [f"/Type/XObject/Subtype/Image{size}/ColorSpace{space}/BitsPerComponent 8/Filter{coded}", *extra], data
