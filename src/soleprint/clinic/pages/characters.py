"""Which characters the codes of a font stand for: read from a file, made sound, and written (ISO 32000-1, 9.10).

Every code that is used says something in the copy. Where the file does not say what, that is U+FFFD; a character for
private use is replaced by the sign that it stands for in the fonts that everyone has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pypdf._codecs import adobe_glyphs, charset_encoding
from pypdf.generic import ArrayObject, NameObject, NumberObject, StreamObject

from soleprint.clinic.pages.glyphnames import glyph_name
from soleprint.clinic.pages.objects import at, plain

UNKNOWN = "\ufffd"
Texts = dict[bytes, str]
"""Code -> characters."""
MOST_CODES = 65_536
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])|([A-Za-z]+)")
_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufeff\ufffe\uffff\ud800-\udfff]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_WINGDINGS = {
    **{0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA7: "▪"},
    **{0xA8: "◻", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"},
    **{0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x4A: "☺", 0x21: "✏", 0x22: "✂", 0xAB: "★"},
}
"""What office programs set in Wingdings: bullets, boxes, ticks, arrows, telephones."""
_ENCODINGS = ("/WinAnsiEncoding", "/MacRomanEncoding", "/StandardEncoding")


def from_cmap(data: bytes) -> Texts:
    """The characters in a ToUnicode CMap; what is not understood is passed over."""
    found: Texts = {}
    section, row = b"", list[Any]()
    array: list[bytes] | None = None
    for match in _TOKEN.finditer(data):
        hexadecimal, opens, closes, word = match.groups()
        if word:
            section, row, array = (word if word.startswith(b"begin") else b""), [], None
        elif opens:
            array = []
        elif closes and array is not None:
            row.append(array)
            array = None
        elif hexadecimal is not None:
            value = _unhex(hexadecimal)
            (row if array is None else array).append(value)
        if section == b"beginbfchar" and len(row) == 2:
            found[row[0]] = _decoded(row[1])
            row = []
        elif section == b"beginbfrange" and len(row) == 3:
            found.update(_range(*row))
            row = []
        if len(found) > MOST_CODES:
            break
    return found


def _unhex(digits: bytes) -> bytes:
    text = b"".join(digits.split())
    return bytes.fromhex((text + b"0" * (len(text) % 2)).decode("ascii"))


def _decoded(data: Any) -> str:
    return data.decode("utf-16-be", "ignore") if isinstance(data, bytes) else ""


def _range(first: bytes, last: bytes, target: bytes | list[bytes]) -> Iterator[tuple[bytes, str]]:
    low, high = int.from_bytes(first), min(int.from_bytes(last), int.from_bytes(first) + MOST_CODES)
    for offset, code in enumerate(range(low, high + 1)):
        if isinstance(target, list):
            text = _decoded(target[offset]) if offset < len(target) else ""
        else:
            start = _decoded(target)
            last_point = ord(start[-1]) + offset if start else 0
            text = start[:-1] + chr(last_point) if 0 < last_point < 0x110000 else ""
        yield code.to_bytes(len(first)), text


def from_encoding(font: Any) -> Texts:
    """The characters of a simple font: by its encoding, or that of its font file."""
    encoding = at(font, "/Encoding")
    base = str(encoding) if isinstance(encoding, NameObject) else str(at(encoding, "/BaseEncoding") or "")
    table = charset_encoding.get(base if base in _ENCODINGS else "/StandardEncoding", [])
    found = {bytes([code]): char for code, char in enumerate(table) if char and char != "\0"}
    names = {**_built_in(font), **dict(_differences(at(encoding, "/Differences")))}
    for code, glyph in names.items():
        text = character(glyph)
        if text:
            found[bytes([code])] = text
        else:
            found.pop(bytes([code]), None)
    return found


def glyph_codes(font: Any) -> dict[int, str]:
    """Code -> name of its glyph, as far as a simple font's encoding says so and not its program."""
    encoding = at(font, "/Encoding")
    named = encoding if isinstance(encoding, NameObject) else at(encoding, "/BaseEncoding")
    table = charset_encoding[str(named)] if named in _ENCODINGS else []
    found = {code: glyph_name(char) for code, char in enumerate(table) if glyph_name(char)}
    return found | dict(_differences(at(encoding, "/Differences")))


def differences_of(listed: Any) -> list[str]:
    """The names of glyphs in a list of differences."""
    return [glyph for _, glyph in _differences(listed)]


def _differences(listed: Any) -> Iterator[tuple[int, str]]:
    letter = 0
    for item in listed if isinstance(listed, ArrayObject) else ():
        value = plain(item)
        if isinstance(value, NumberObject):
            letter = int(value)
        elif isinstance(value, NameObject):
            if 0 <= letter < 256:
                yield letter, str(value)[1:]
            letter += 1


def _built_in(font: Any) -> Mapping[int, str]:
    """The encoding in a Type 1 font file's clear text (Adobe Type 1 Font Format, 2.2)."""
    file = at(font, "/FontDescriptor", "/FontFile")
    if not isinstance(file, StreamObject) or at(font, "/Encoding", "/BaseEncoding"):
        return {}
    clear = file.get_data().partition(b"eexec")[0][:100_000]
    pairs = re.findall(rb"dup\s+(\d{1,3})\s*/([^\s/]+)\s+put", clear)
    return {int(code): glyph.decode("latin-1") for code, glyph in pairs if int(code) < 256}


def character(glyph: str) -> str:
    """The characters of a glyph's name (Adobe Glyph List Specification); "" for a name that says none."""
    plain_name = glyph.partition(".")[0]
    known = adobe_glyphs.get("/" + plain_name)
    if known:
        return known
    match = re.fullmatch("uni((?:[0-9A-F]{4})+)|u([0-9A-F]{4,6})", plain_name)
    if match is None:
        return ""
    points = re.findall("....", match[1]) if match[1] else [match[2]]
    return "".join(chr(int(point, 16)) for point in points if int(point, 16) < 0x110000)


def sound(text: str, font_name: str) -> str:
    """``text`` with nothing in it that PDF/A or a reader cannot take."""
    known = _FORBIDDEN.sub("", _PRIVATE.sub(lambda match: _public(match[0], font_name), text))
    return known or UNKNOWN


def _public(char: str, font_name: str) -> str:
    """The sign that a symbol font has at a character of the private area: such fonts stand at U+F000 and on."""
    letter = ord(char) - 0xF000
    if not 0x20 <= letter <= 0xFF:
        return UNKNOWN
    plain_name = font_name.rpartition("+")[2].lower()
    if plain_name.startswith("wingdings"):
        return _WINGDINGS.get(letter, "•")
    if plain_name.startswith("symbol"):
        return str(charset_encoding["/Symbol"][letter]) or "•"
    return UNKNOWN


def to_cmap(texts: Mapping[bytes, str]) -> bytes:
    """A ToUnicode CMap."""
    lengths = sorted({len(code) for code in texts}) or [1]
    spaces = "".join(f"<{'00' * length}> <{'FF' * length}>\n" for length in lengths)
    rows = [
        f"<{code.hex().upper()}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in sorted(texts.items())
    ]
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    lines = "".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar\n" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"{len(lengths)} begincodespacerange\n{spaces}endcodespacerange\n{lines}"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    ).encode("ascii")
