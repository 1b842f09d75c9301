"""Fonts of a file, copied where they are whole: the program is in the file, and every code has its characters."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

from soleprint.clinic.pages import characters
from soleprint.clinic.pages.characters import character, differences_of
from soleprint.clinic.pages.glyphs import Glyphs
from soleprint.clinic.pages.objects import Parts, Pool, Refer, Unkept, Uses, at, entries, name, number, packed, plain
from soleprint.clinic.pages.objects import written as written_object
from soleprint.clinic.pages.programs import BROKEN, Program, read_program
from soleprint.clinic.pages.truetype import TrueType

_DESCRIPTOR = (
    "/FontBBox", "/ItalicAngle", "/Ascent", "/Descent", "/Leading", "/CapHeight", "/XHeight", "/StemV",
    "/StemH", "/AvgWidth", "/MaxWidth", "/MissingWidth", "/FontStretch", "/FontWeight",
)  # fmt: skip
"""Not CharSet and CIDSet, which are wrong in many files and not needed (PDF/A-2, 6.2.11.4.2)."""
_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_KINDS = {
    ("Type1", "/Type1"): "/FontFile",
    ("TrueType", "/TrueType"): "/FontFile2",
    ("TrueType", "/CIDFontType2"): "/FontFile2",
    ("CFF", "/Type1"): "/FontFile3/Subtype/Type1C",
    ("CFF", "/CIDFontType0"): "/FontFile3/Subtype/CIDFontType0C",
    ("OpenType", "/Type1"): "/FontFile3/Subtype/OpenType",
    ("OpenType", "/CIDFontType0"): "/FontFile3/Subtype/OpenType",
}
"""Kind of program and type of font -> under which key it stands, with its Subtype (ISO 32000-1, table 126)."""
_SIMPLE = ("/Type1", "/TrueType")
_ENCODINGS = ("/WinAnsiEncoding", "/MacRomanEncoding", "/MacExpertEncoding", "/StandardEncoding")
_LONG = ("Type1", "TrueType")
"""Kinds whose files tell their lengths."""
_SYMBOLIC, _NONSYMBOLIC = 4, 32
Walk = Callable[[StreamObject, Any, Uses], str]
"""A stream of operators and the resources that it names -> the same, sound; what it uses is added."""


class Font:
    """A font that is copied. ``wide``: a code is two bytes; None: that depends on a CMap of the font's own."""

    def __init__(self, source: DictionaryObject, number: int, unicode: int, wide: bool | None) -> None:
        self.source = source
        self.number = number
        self.unicode = unicode
        """Its ToUnicode, which is written when all texts are seen."""
        self.wide = wide
        self.glyphs: Glyphs | None = None
        """None: they are drawn by operators, or it is not known which code is which."""
        self.texts: characters.Texts = {}
        self.used: set[bytes] = set()
        """The codes in texts."""
        self._widths: dict[int, float] | None = None

    def use(self, shown: bytes) -> None:
        """Take down which codes a text uses. Raises Unkept for one whose glyph is not as it must be."""
        if self.wide is None:
            return
        for code in self.codes(shown):
            if code not in self.used:
                self.used.add(code)
                if self.glyphs is not None:
                    number = int.from_bytes(code)
                    self.glyphs.check(number, 1000 * self._width(number))

    def codes(self, shown: bytes) -> list[bytes]:
        """The codes of a text. Raises Unkept where they cannot be told apart."""
        if self.wide is None:
            raise Unkept("text in a font whose codes have no one length")
        step = 2 if self.wide else 1
        return [shown[start : start + step] for start in range(0, len(shown), step)]

    def advance(self, shown: bytes, size: float, between: float, word: float) -> float:
        """How far a text moves on, in units of text space before it is stretched (ISO 32000-1, 9.4.4).

        Raises Unkept for one that does not run along a line.
        """
        if self.wide and at(self.source, "/Encoding") != "/Identity-H":
            raise Unkept("text that runs downwards")
        total = 0.0
        for code in self.codes(shown):
            total += self._width(int.from_bytes(code)) * size + between + (word if code == b" " else 0.0)
        return total

    def _width(self, letter: int) -> float:
        if self._widths is None:
            self._widths = _wide_widths(self.source) if self.wide else _simple_widths(self.source)
        return self._widths.get(letter, self._widths[-1])


def _simple_widths(font: DictionaryObject) -> dict[int, float]:
    """Code -> width of text of size 1; -1: of all others."""
    first = int(at(font, "/FirstChar") or 0)
    scale = float(plain((at(font, "/FontMatrix") or [0.001])[0]))
    found = {first + place: float(plain(width)) * scale for place, width in enumerate(at(font, "/Widths") or ())}
    return {-1: float(at(font, "/FontDescriptor", "/MissingWidth") or 0) * scale, **found}


def _wide_widths(font: DictionaryObject) -> dict[int, float]:
    """The same for codes that are CIDs (9.7.4.3)."""
    own = plain(at(font, "/DescendantFonts")[0])
    default = at(own, "/DW")
    found = {-1: (1000.0 if default is None else float(default)) / 1000}
    items = iter([plain(item) for item in at(own, "/W") or ()])
    for first in items:
        second = next(items)
        if isinstance(second, ArrayObject):
            found |= {int(first) + place: float(plain(width)) / 1000 for place, width in enumerate(second)}
        else:
            width = float(next(items)) / 1000
            found |= dict.fromkeys(range(int(first), min(int(second), 0xFFFF) + 1), width)
    return found


class Fonts:
    """The fonts of one file, each copied once."""

    def __init__(self, pool: Pool, refer: Refer, walk: Walk) -> None:
        self._pool = pool
        self._refer = refer
        self._walk = walk
        self._known: dict[object, Font] = {}
        self._programs: dict[int, Program] = {}
        """By the identity of the dictionary with the descriptor."""

    def take(self, given: Any, resources: Any) -> Font:
        """The copy of a font; ``resources`` are those of who uses it. Raises Unkept for one that is not whole."""
        key: object = (given.idnum, given.generation) if isinstance(given, IndirectObject) else id(given)
        if key not in self._known:
            self._known[key] = self._copied(plain(given), resources)
        return self._known[key]

    def finish(self) -> None:
        """Write the characters of each font, when all texts are seen."""
        for font in self._known.values():
            called = _called(font.source)
            texts = {code: characters.sound(text, called) for code, text in font.texts.items()}
            texts |= dict.fromkeys(font.used - texts.keys(), characters.UNKNOWN)
            self._pool.fill(font.unicode, ["/Filter/FlateDecode"], zlib.compress(characters.to_cmap(texts)))

    def _copied(self, source: Any, resources: Any) -> Font:
        kind = at(source, "/Subtype")
        if kind == "/Type0":
            wide, body = self._composite(source)
        elif kind == "/Type3":
            wide, body = False, self._drawn(source, resources)
        elif kind in _SIMPLE:
            wide, body = False, [*self._described(source), *_widths(source), *self._encoding(source)]
        else:
            raise Unkept("a font of no known kind")
        font = Font(source, self._pool.reserve(), self._pool.reserve(), wide)
        self._pool.fill(font.number, ["<</Type/Font/Subtype", name(kind), *body, "/ToUnicode", font.unicode, ">>"])
        if wide is not None and kind != "/Type3":
            own = plain(at(source, "/DescendantFonts")[0]) if wide else source
            program = self._programs[id(own)]
            symbolic = isinstance(program, TrueType) and _is_symbolic(source, program)
            font.glyphs = Glyphs(source, own, program, _called(source), wide, symbolic)
        font.texts |= characters.from_encoding(source) if wide is False else {}
        told = at(source, "/ToUnicode")
        if isinstance(told, StreamObject):
            font.texts |= characters.from_cmap(told.get_data())
        return font

    def _composite(self, source: DictionaryObject) -> tuple[bool | None, Parts]:
        own = plain((at(source, "/DescendantFonts") or [None])[0])
        kind, encoding = at(own, "/Subtype"), at(source, "/Encoding")
        if kind not in ("/CIDFontType0", "/CIDFontType2"):
            raise Unkept("a font of no known kind")
        identity = encoding in ("/Identity-H", "/Identity-V")
        if not identity and not isinstance(encoding, StreamObject):
            raise Unkept(f"the font {_called(source)} in an encoding that is not in the file")
        base = _base(at(source, "/BaseFont") or at(own, "/BaseFont"))
        coded: Parts = [name(encoding)] if identity else [self._cmap(encoding)]
        body = ["/BaseFont", base, "/DescendantFonts[", *self._descendant(own, kind), "]/Encoding", *coded]
        return (True if identity else None), body

    def _descendant(self, own: DictionaryObject, kind: str) -> Parts:
        body = ["<</Type/Font/Subtype", name(kind), *self._described(own)]
        body += entries(own, ("/CIDSystemInfo", "/DW", "/W", "/DW2", "/W2"), self._refer)
        if kind == "/CIDFontType2":
            table = at(own, "/CIDToGIDMap")
            body += ["/CIDToGIDMap"]
            body += [self._pool.add(*packed(table, self._refer))] if isinstance(table, StreamObject) else ["/Identity"]
        return [*body, ">>"]

    def _cmap(self, source: StreamObject) -> int:
        if isinstance(at(source, "/UseCMap"), StreamObject):
            raise Unkept("a font whose encoding is made of several")
        body, data = packed(source, self._refer)
        kept = entries(source, ("/CMapName", "/CIDSystemInfo", "/WMode", "/UseCMap"), self._refer)
        return self._pool.add(["/Type/CMap", *kept, *body], data)

    def _encoding(self, source: DictionaryObject) -> Parts:
        """The encoding, as PDF/A-2, 6.2.11.6, wants it of TrueType: none in a symbolic font, a named one in others."""
        encoding = at(source, "/Encoding")
        differences = at(encoding, "/Differences")
        known = _named(encoding)
        program = self._programs.get(id(source))
        if isinstance(program, TrueType):
            if _is_symbolic(source, program):
                if len(program.maps) != 1 and (3, 0) not in program.maps:
                    raise Unkept(f"the font {_called(source)} with letters that only its maker knows")
                return []
            told = all(character(glyph) for glyph in differences_of(differences))
            if known not in _ENCODINGS[:2] or not told or ((3, 1) not in program.maps and differences):
                raise Unkept(f"the font {_called(source)} with letters that only its maker knows")
        if not differences:
            return ["/Encoding", known] if known else []
        base: Parts = ["/BaseEncoding", known] if known else []
        own = written_object(differences, self._refer)
        return ["/Encoding<</Type/Encoding", *base, "/Differences", *own, ">>"]

    def _described(self, source: DictionaryObject) -> Parts:
        """BaseFont and a descriptor with the font's program."""
        descriptor, called = at(source, "/FontDescriptor"), _called(source)
        program = _file(source)
        try:
            read, kind = read_program(program.get_data())
        except BROKEN:
            raise Unkept(f"the font {called}, which is damaged") from None
        key = _KINDS.get((kind, str(at(source, "/Subtype"))))
        if key is None:
            raise Unkept(f"the font {called}, which is not of the kind that the file says")
        self._programs[id(source)] = read
        body, data = packed(program, self._refer)
        lengths = entries(program, ("/Length1", "/Length2", "/Length3"), self._refer) if kind in _LONG else []
        key, _, told = key.partition("/Subtype")
        file = self._pool.add([f"/Subtype{told}" if told else "", *lengths, *body], data)
        base = _base(at(source, "/BaseFont") or at(descriptor, "/FontName"))
        own = entries(descriptor, _DESCRIPTOR, self._refer)
        flags = _flags(source, read)
        made = self._pool.add([f"<</Type/FontDescriptor/Flags {flags}/FontName", base, *own, key, file, ">>"])
        return ["/BaseFont", base, "/FontDescriptor", made]

    def _drawn(self, source: DictionaryObject, resources: Any) -> Parts:
        """A Type 3 font, whose letters are drawn by operators."""
        given, uses = at(source, "/CharProcs"), Uses()
        procs: Parts = ["/CharProcs<<"]
        for glyph in given if isinstance(given, DictionaryObject) else ():
            stream = at(given, glyph)
            if not isinstance(stream, StreamObject):
                raise Unkept("a letter that is not there")
            content = self._walk(stream, at(source, "/Resources") or resources, uses)
            procs += [name(glyph), self._pool.deflated([], content.encode("latin-1"), "content")]
        body = entries(source, ("/FontBBox", "/FontMatrix"), self._refer)
        own = self._pool.resources(uses)
        return [*body, *procs, ">>/Resources", own, *_widths(source), *self._encoding(source)]


def _base(given: Any) -> str:
    """A font's name, where it is one."""
    try:
        return name(given or "/Font")
    except Unkept:
        return "/Font"


def _named(encoding: Any) -> str:
    """The named encoding that an encoding is, or is based on; "" for none."""
    named = encoding if isinstance(encoding, NameObject) else at(encoding, "/BaseEncoding")
    return str(named) if named in _ENCODINGS else ""


def _is_symbolic(font: DictionaryObject, program: TrueType) -> bool:
    """Whether the codes of a TrueType font are its own. Many files say so of fonts with letters like all others."""
    said = bool(int(at(font, "/FontDescriptor", "/Flags") or 0) & _SYMBOLIC)
    lettered = (3, 1) in program.maps and (3, 0) not in program.maps and _named(at(font, "/Encoding")) in _ENCODINGS[:2]
    return said and not (lettered and len(program.maps) > 1)


def _flags(font: DictionaryObject, program: Program) -> int:
    """What sort of font it is (ISO 32000-1, 9.8.2)."""
    flags = int(at(font, "/FontDescriptor", "/Flags") or 0)
    if not isinstance(program, TrueType) or at(font, "/Subtype") != "/TrueType":
        return flags
    other = flags & ~(_SYMBOLIC | _NONSYMBOLIC)
    return other | (_SYMBOLIC if _is_symbolic(font, program) else _NONSYMBOLIC)


def _file(source: DictionaryObject) -> StreamObject:
    """The file of a font's program."""
    found = (at(source, "/FontDescriptor", key) for key in _FILES)
    file = next((each for each in found if isinstance(each, StreamObject)), None)
    if file is None:
        raise Unkept(f"the font {_called(source)}, which is not in the file")
    return file


def _called(font: DictionaryObject) -> str:
    """The font's name for a message."""
    return str(at(font, "/BaseFont") or "/without a name")[1:].rpartition("+")[2][:60]


def _widths(font: DictionaryObject) -> Parts:
    """FirstChar, LastChar and as many widths (PDF/A-2, 6.2.11.2)."""
    widths = [float(plain(width)) for width in at(font, "/Widths") or ()][:256]
    if not widths:
        raise Unkept(f"the font {_called(font)} without widths")
    first = int(at(font, "/FirstChar") or 0)
    return [f"/FirstChar {first}/LastChar {first + len(widths) - 1}/Widths[{' '.join(map(number, widths))}]"]
