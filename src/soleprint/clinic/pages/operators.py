"""Content streams operator by operator (ISO 32000-1, annex A): what may stay, with names of copies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DecodedStreamObject,
    DictionaryObject,
    EncodedStreamObject,
    IndirectObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from soleprint.clinic.pages.colours import SHORT, Colours, Draw
from soleprint.clinic.pages.fonts import Font, Fonts
from soleprint.clinic.pages.graphics import INTENTS, Graphics
from soleprint.clinic.pages.objects import (
    Pool,
    Unkept,
    Uses,
    at,
    bytes_of,
    entries,
    name,
    number,
    packed,
    plain,
    string,
)

MOST_BYTES, MORE_BYTES = 768 << 10, 256 << 10
"""Of the operators that are followed in a file, and for each of its pages: about a second of work for each half MiB."""
MOST_SAVED = 20
"""Graphics states saved in one stream; PDF/A-2, 6.1.13, has room for 28, some of them ours."""
_COUNTS = {
    **dict.fromkeys(("q", "Q", "h", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n", "W", "W*", "BT", "ET"), 0),
    **dict.fromkeys(("w", "J", "j", "M", "i", "Tc", "Tw", "Tz", "TL", "Tr", "Ts", "g", "G"), 1),
    **dict.fromkeys(("m", "l", "Td", "TD", "d0"), 2),
    **dict.fromkeys(("rg", "RG"), 3),
    **dict.fromkeys(("v", "y", "re"), 4),
    **dict.fromkeys(("cm", "c", "Tm", "d1"), 6),
    "T*": 0,
}
"""Operators that have numbers alone, with how many."""
_IGNORED = frozenset(("MP", "DP", "BX", "EX"))
_SPACES = {"cs": "fill", "sc": "fill", "scn": "fill", "CS": "line", "SC": "line", "SCN": "line"}
_SHORT_KEYS = {
    "/W": "/Width", "/H": "/Height", "/BPC": "/BitsPerComponent", "/CS": "/ColorSpace", "/D": "/Decode",
    "/DP": "/DecodeParms", "/F": "/Filter", "/I": "/Interpolate", "/IM": "/ImageMask",
}  # fmt: skip
_SHORT_FILTERS = {
    "/AHx": "/ASCIIHexDecode", "/A85": "/ASCII85Decode", "/LZW": "/LZWDecode", "/Fl": "/FlateDecode",
    "/RL": "/RunLengthDecode", "/CCF": "/CCITTFaxDecode", "/DCT": "/DCTDecode",
}  # fmt: skip


class Marked(NamedTuple):
    """Marked content (14.6): the number of its piece, whether it is decoration, and the text that it stands for."""

    mcid: int | None = None
    artifact: bool = False
    text: bytes = b""


class Op(NamedTuple):
    """An operator that may stay."""

    operator: str
    operands: str = ""
    shown: tuple[bytes | float, ...] = ()
    """What a text operator shows, with distances in between."""
    font: Font | None = None
    mark: Marked | None = None

    def __str__(self) -> str:
        return f"{self.operands} {self.operator}" if self.operands else self.operator


class Copier:
    """Copies content streams of one file with all that they need. ``hidden`` are optional contents that do not show."""

    def __init__(self, reader: PdfReader, pool: Pool, draw: Draw, hidden: frozenset[int]) -> None:
        self.reader = reader
        self.pool = pool
        self.fonts = Fonts(pool, self.refer, self.content)
        self.colours = Colours(pool, self.refer, draw)
        self.graphics = Graphics(pool, self.refer, self.content, self.colours, self.fonts)
        self.left = MOST_BYTES
        """Bytes of operators that may still be followed."""
        self._hidden = hidden
        self._streams: dict[int, int] = {}
        self._spaces: dict[tuple[str | int, ...], int] = {}

    def refer(self, given: IndirectObject) -> int:
        """The copy of a stream that is not drawn: a function, a table."""
        if given.idnum not in self._streams:
            stream = given.get_object()
            assert isinstance(stream, StreamObject)
            self._streams[given.idnum] = self.pool.reserve()
            filters, data = packed(stream, self.refer)
            left = ("/Length", "/Filter", "/DecodeParms", "/Metadata", "/Type")
            body = entries(stream, [key for key in stream if key not in left], self.refer)
            self.pool.fill(self._streams[given.idnum], [*body, *filters], data)
        return self._streams[given.idnum]

    def content(self, stream: StreamObject, resources: Any, uses: Uses) -> str:
        """A form's operators as text; marked content in it is left out, since forms belong to what draws them."""
        kept, depth = [], 0
        for op in self.operators(stream, resources, uses):
            if op.mark is not None or op.operator == "EMC":
                continue
            depth += {"q": 1, "Q": -1}.get(op.operator, 0)
            if not 0 <= depth <= MOST_SAVED:
                raise Unkept("graphics states that are not saved and restored in turn")
            kept.append(str(op))
        return "\n".join([*kept, *["Q"] * depth])

    def operators(self, stream: Any, resources: Any, uses: Uses) -> Iterator[Op]:
        """What of a stream may stay; what it uses is added to ``uses``. Raises Unkept."""
        parsed = ContentStream(stream, self.reader, "bytes")
        size = len(parsed.get_data())
        if size > self.left:
            raise Unkept("far more lines than other pages have")
        self.left -= size
        return _Reading(self, resources, uses).all(parsed.operations)

    def space(self, given: Any, resources: Any) -> int | None:
        """A colour space as an object; None for one that may not stay."""
        parts = self.colours.space(given, resources)
        if parts is None:
            return None
        key = tuple(parts)
        if key not in self._spaces:
            self._spaces[key] = self.pool.add(parts)
        return self._spaces[key]

    def shows(self, content: Any) -> bool:
        """Whether optional content shows (8.11): a group, or the membership of some."""
        group = plain(content)
        if at(group, "/VE") is not None:
            raise Unkept("layers that show or not by a rule")
        if at(group, "/Type") != "/OCMD":
            return not (isinstance(content, IndirectObject) and content.idnum in self._hidden)
        listed = group.get("/OCGs")
        several = plain(listed) if isinstance(plain(listed), ArrayObject) else [listed]
        shown = [self.shows(each) for each in several if plain(each) is not None]
        policy = at(group, "/P") or "/AnyOn"
        rules: dict[str, Callable[[Sequence[bool]], bool]] = {
            "/AllOn": all, "/AnyOn": any, "/AnyOff": lambda on: not all(on), "/AllOff": lambda on: not any(on),
        }  # fmt: skip
        return not shown or rules.get(policy, any)(shown)


class _Reading:
    """One content stream."""

    def __init__(self, copier: Copier, resources: Any, uses: Uses) -> None:
        self.copier = copier
        self.resources = resources
        self.uses = uses
        self.font: Font | Unkept = Unkept("text in no font")
        """Or why the one that is set cannot be used; many programs set one that they then do not use."""
        self.replaced: dict[str, Any] = {"fill": None, "line": None}
        """The colour spaces that are set and may not stay."""
        self.saved: list[tuple[Font | Unkept, dict[str, Any]]] = []

    def all(self, operations: Sequence[tuple[Any, bytes]]) -> Iterator[Op]:
        for operands, operator in operations:
            op = self.one(operator.decode("latin-1"), operands)
            if op is not None:
                yield op

    def one(self, operator: str, operands: Any) -> Op | None:
        if operator in _COUNTS:
            return self._plain(operator, operands)
        if operator in _IGNORED:
            return None
        match operator:
            case "k" | "K":
                return self._ink(operator == "k", [float(value) for value in operands])
            case "cs" | "CS" | "sc" | "SC" | "scn" | "SCN":
                return self._colour(operator, operands)
            case "d":
                return Op(operator, f"{_listed(operands[0])} {number(float(operands[1]))}")
            case "ri":
                return Op(operator, name(operands[0])) if operands[0] in INTENTS else None
            case "gs" | "sh" | "Do":
                return self._named(operator, operands[0])
            case "Tf":
                return self._set_font(operands)
            case "Tj" | "TJ" | "'" | '"':
                return self._show(operator, operands)
            case "BMC" | "BDC":
                return self._begin(operands)
            case "EMC":
                return Op(operator)
            case "INLINE IMAGE":
                image = self.copier.graphics.image(_inline(operands), self.resources)
                return Op("Do", self.uses.name("XObject", image))
        raise Unkept("operators that PDF does not have")

    def _plain(self, operator: str, operands: Any) -> Op:
        if len(operands) != _COUNTS[operator]:
            raise Unkept("operators with too much or too little")
        if operator == "q":
            self.saved.append((self.font, dict(self.replaced)))
        elif operator == "Q" and self.saved:
            self.font, self.replaced = self.saved.pop()
        elif operator in ("g", "rg"):
            self.replaced["fill"] = None
        elif operator in ("G", "RG"):
            self.replaced["line"] = None
        return Op(operator, " ".join(number(float(value)) for value in operands))

    def _ink(self, fill: bool, values: list[float]) -> Op:
        if len(values) != 4:
            raise Unkept("operators with too much or too little")
        self.replaced["fill" if fill else "line"] = None
        return _painted(self.copier.colours.shown(NameObject("/DeviceCMYK"), values), fill)

    def _colour(self, operator: str, operands: Any) -> Op | None:
        which = _SPACES[operator]
        if operator.lower() == "cs":
            given = self._space(operands[0])
            number_of = self.copier.space(given, self.resources)
            self.replaced[which] = given if number_of is None else None
            if number_of is None:
                return _painted(self.copier.colours.first(given), which == "fill")
            return Op(operator, self.uses.name("ColorSpace", number_of))
        if self.replaced[which] is not None:
            values = [float(value) for value in operands]
            return _painted(self.copier.colours.shown(self.replaced[which], values), which == "fill")
        if operands and isinstance(operands[-1], NameObject):
            found = self._resource("/Pattern", operands[-1])
            own = self.uses.name("Pattern", self.copier.graphics.pattern(found, self.resources))
            return Op(operator, " ".join([*(number(float(value)) for value in operands[:-1]), own]))
        return Op(operator, " ".join(number(float(value)) for value in operands))

    def _space(self, given: Any) -> Any:
        own = at(self.resources, "/ColorSpace")
        return own.get(given) if isinstance(own, DictionaryObject) and given in own else given

    def _resource(self, kind: str, key: Any) -> Any:
        own = at(self.resources, kind)
        if not isinstance(own, DictionaryObject) or plain(own.get(key)) is None:
            raise Unkept("drawings that name what is not there")
        return own.get(key)

    def _named(self, operator: str, key: Any) -> Op | None:
        kind = {"gs": "ExtGState", "sh": "Shading", "Do": "XObject"}[operator]
        found = self._resource(f"/{kind}", key)
        graphics, within = self.copier.graphics, self.resources
        if operator == "Do":
            layer = plain(found).get("/OC") if isinstance(plain(found), DictionaryObject) else None
            if layer is not None and not self.copier.shows(layer):
                return None
        make = {"gs": graphics.state, "sh": graphics.shading, "Do": graphics.external}[operator]
        return Op(operator, self.uses.name(kind, make(found, within)))

    def _set_font(self, operands: Any) -> Op | None:
        key, size = operands
        try:
            font = self.copier.fonts.take(self._resource("/Font", key), self.resources)
        except Unkept as reason:
            self.font = reason
            return None
        self.font = font
        return Op("Tf", f"{self.uses.name('Font', font.number)} {number(float(size))}", font=font)

    def _show(self, operator: str, operands: Any) -> Op:
        if isinstance(self.font, Unkept):
            raise self.font
        shown = operands[0] if operator == "TJ" else operands[-1:]
        parts = tuple(bytes_of(part) if _is_string(part) else float(part) for part in shown)
        for part in parts:
            if isinstance(part, bytes):
                self.font.use(part)
        text = "".join(string(part) if isinstance(part, bytes) else f" {number(part)} " for part in parts)
        if operator == "TJ":
            return Op(operator, f"[{text}]", parts, self.font)
        before = "".join(f"{number(float(value))} " for value in operands[:-1])
        return Op(operator, before + text, parts, self.font)

    def _begin(self, operands: Any) -> Op:
        tag, given = operands[0], operands[1] if len(operands) > 1 else None
        found = self._resource("/Properties", given) if isinstance(given, NameObject) else given
        if tag == "/OC" and found is not None and not self.copier.shows(found):
            raise Unkept("layers of which some are hidden")
        properties = plain(found)
        mcid = at(properties, "/MCID")
        text = at(properties, "/ActualText")
        own = bytes_of(text) if _is_string(text) else b""
        return Op("BDC", mark=Marked(None if mcid is None else int(mcid), tag == "/Artifact", own))


def _painted(operands: str, fill: bool) -> Op:
    operator = "rg" if " " in operands else "g"
    return Op(operator if fill else operator.upper(), operands)


def _is_string(value: Any) -> bool:
    return isinstance(value, (TextStringObject, bytes))


def _listed(values: Any) -> str:
    return f"[{' '.join(number(float(value)) for value in values)}]"


def _inline(given: Any) -> StreamObject:
    """A picture that stands among the operators, as one that stands by itself."""
    settings = {_SHORT_KEYS.get(key, key): value for key, value in given["settings"].items()}
    filters = settings.get("/Filter")
    names = filters if isinstance(filters, ArrayObject) else [filters] if filters is not None else []
    full = [NameObject(_SHORT_FILTERS.get(str(plain(each)), str(plain(each)))) for each in names]
    made: Any = EncodedStreamObject() if full else DecodedStreamObject()
    made.update({NameObject(key): value for key, value in settings.items()})
    if full:
        made[NameObject("/Filter")] = ArrayObject(full)
    space = settings.get("/ColorSpace")
    if isinstance(space, NameObject):
        made[NameObject("/ColorSpace")] = NameObject(SHORT.get(str(space), str(space)))
    made._data = given["data"]
    found: StreamObject = made
    return found
