"""PO files (GNU gettext): a small, strict reader and a writer.

Written as ``msgcat --no-wrap`` does, byte for byte, so that gettext, Poedit and Weblate keep a file as it is. The
reader takes what those tools write, wrapped or not. Format: GNU gettext manual, "The Format of PO Files".

Why not polib or Babel: a round trip through either changes all 54 files that translators own (polib 1.2 sorts the
header and drops the previous text of obsolete entries; Babel 2.19 wraps notes and rewrites the header). Both read a
text whose last quote is missing as an empty translation, and take one context twice, where this reader names the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from sys import intern
from typing import NoReturn

from msgspec import Struct, field
from msgspec.structs import replace

from soleprint.content.nodes import CONTROL, read_text
from soleprint.errors import ContentError, Finding

BRACES = re.compile(r"\{[^{}]*\}")
"""What is filled into a text."""
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}
_ESCAPE = re.compile(r"\\(.)")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"\s*')
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s*")
_LINE_END = re.compile(r"\r\n?")
_PLAIN = re.compile(
    r'((?:#[.,: ].*\n)*)msgctxt "([^"\\\n]*)"\nmsgid "([^"\\\n]*)"\nmsgstr "([^"\\\n]*)"(?=\n\n|\n?\Z)\n*'
)
"""An entry as most are: each text on one line, without escapes."""
_CHARSET = re.compile(r"charset=([^\s;]+)", re.IGNORECASE)


class Entry(Struct, frozen=True, gc=False):
    """One string. ``line`` counts from 1 (0: not from a file); ``english`` is the msgid, ``text`` the msgstr.

    What files of all languages have alike is in memory once: a server may have read the files of forty.
    """

    context: str
    english: str
    text: str = ""
    notes: tuple[str, ...] = ()
    """Lines for the translator, extracted from the content ("#.")."""
    remarks: tuple[str, ...] = ()
    """Lines by a translator ("#")."""
    flags: tuple[str, ...] = ()
    previous: str | None = None
    """The English that a fuzzy translation was made for ("#|")."""
    obsolete: bool = False
    line: int = 0

    @property
    def fuzzy(self) -> bool:
        return "fuzzy" in self.flags

    @property
    def done(self) -> bool:
        return bool(self.text) and not self.fuzzy


class PoFile(Struct, frozen=True):
    """A file: its header fields in order, the comment above them, and its entries."""

    header: dict[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()


def read_po(path: Path, shown: str) -> PoFile:
    """The PO file at ``path``; ``shown`` names it in messages. Raises ContentError, with the line."""
    return parse_po(read_text(path, shown), shown)


def parse_po(text: str, shown: str) -> PoFile:
    """The PO file of this text. Raises ContentError."""
    if control := CONTROL.search(text):
        place = text.count("\n", 0, control.start()) + 1
        message = f"there is an invisible control character (U+{ord(control[0]):04X}) here; delete it"
        _fail("control-character", message, shown, place)
    entries = list(_Reader(shown).entries(_LINE_END.sub("\n", text) if "\r" in text else text))
    _refuse_duplicates(entries, shown)
    first = entries[0] if entries else None
    if first is None or first.context or first.english:
        _fail("po-header", 'this PO file has no header (msgid "" with Language and Content-Type); copy one', shown, 1)
    header = _header(first, shown)
    return PoFile(header, first.remarks, tuple(entries[1:]))


def _fail(code: str, message: str, shown: str, line: int) -> NoReturn:
    raise ContentError([Finding(code, message, shown, line, 1)])


def _refuse_duplicates(entries: Iterable[Entry], shown: str) -> None:
    seen: dict[tuple[str, bool], int] = {}
    findings = []
    for entry in entries:
        first = seen.setdefault((entry.context, entry.obsolete), entry.line)
        if first != entry.line and not entry.obsolete:
            message = f'the context "{entry.context}" is there already, on line {first}; delete one of the two'
            findings.append(Finding("duplicate-context", message, shown, entry.line, 1))
    if findings:
        raise ContentError(findings)


def _header(entry: Entry, shown: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in entry.text.split("\n") if line.strip())
    header = {name.strip(): value.strip() for name, _, value in pairs}
    charset = _CHARSET.search(header.get("Content-Type", ""))
    if charset is not None and charset[1].casefold() != "utf-8":
        message = f"the header says the encoding is {charset[1]}; save the file as UTF-8 and write charset=UTF-8"
        _fail("not-utf-8", message, shown, entry.line)
    return header


class _Reader:
    """Reads lines into entries. An entry ends where the next one's comments or first keyword begin."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.clear()

    def clear(self) -> None:
        self.parts: dict[str, list[str]] = {}
        self.comments: list[str] = []
        self.current = ""
        self.obsolete = False
        self.line = 0

    def entries(self, text: str) -> Iterator[Entry]:
        position, number = 0, 1
        while position < len(text):
            plain = None if self.parts or self.comments else _PLAIN.match(text, position)
            if plain is not None:
                yield _plain(plain, number)
                end = plain.end()
            else:
                end = text.find("\n\n", position) + 2
                end = end if end > 1 else len(text)
                yield from self.lines(text[position:end].split("\n"), number)
            number += text.count("\n", position, end)
            position = end
        if self.parts:
            yield self.finish()

    def lines(self, lines: Iterable[str], first: int) -> Iterator[Entry]:
        """Reads a paragraph of lines, the first of which has the number ``first``."""
        for number, raw in enumerate(lines, first):
            line = raw.strip()
            if line[:1] == '"':
                self.more(line, number)
            elif line and (line[0] != "#" or line[1:2] in ("~", "|")):
                yield from self._keyword_line(line, number)
            elif line:
                if "msgstr" in self.parts:
                    yield self.finish()
                self.comments.append(line)
        if "msgstr" in self.parts:
            yield self.finish()

    def _keyword_line(self, line: str, number: int) -> Iterator[Entry]:
        marker = line[:2] if line[0] == "#" else ""
        rest = line[2:].strip() if marker else line
        if marker == "#~" and rest[:1] == "|":
            marker, rest = "#|", rest[1:].strip()
        if self._starts_new(marker, rest):
            yield self.finish()
        self.code(marker, rest, number)

    def _starts_new(self, marker: str, rest: str) -> bool:
        return "msgstr" in self.parts and (marker == "#|" or rest.startswith(("msgctxt", "msgid")))

    def code(self, marker: str, rest: str, number: int) -> None:
        """A keyword line, or the continuation of one after "#~" or "#|"."""
        if rest[:1] == '"':
            return self.more(rest, number)
        match = _KEYWORD.match(rest)
        if match is None:
            _fail("invalid-po", f"this line is not understood: {rest[:40]}", self.shown, number)
        keyword = match[1]
        if keyword == "msgid_plural" or keyword.startswith("msgstr["):
            _fail("invalid-po", "plural forms are not used in these files; delete them", self.shown, number)
        self.current = f"|{keyword}" if marker == "#|" else keyword
        if self.current in self.parts:
            _fail("invalid-po", f"{keyword} is given twice for one entry", self.shown, number)
        self.obsolete = self.obsolete or marker == "#~"
        self.line = self.line or number
        self.parts[self.current] = []
        return self.more(rest[match.end() :], number)

    def more(self, quoted: str, number: int) -> None:
        match = _STRING.fullmatch(quoted)
        if match is None:
            _fail("invalid-po", 'the text must be between two double quotes, with \\" inside', self.shown, number)
        if not self.current:
            _fail("invalid-po", "this text belongs to no msgid or msgstr", self.shown, number)
        self.parts[self.current].append(_unescaped(match[1], self.shown, number) if "\\" in match[1] else match[1])

    def finish(self) -> Entry:
        for keyword in ("msgid", "msgstr"):
            if keyword not in self.parts:
                _fail("invalid-po", f"the entry that begins here has no {keyword}", self.shown, self.line)
        entry = Entry(
            intern("".join(self.parts.get("msgctxt", ()))),
            intern("".join(self.parts["msgid"])),
            "".join(self.parts["msgstr"]),
            *_comments(self.comments),
            "".join(self.parts["|msgid"]) if "|msgid" in self.parts else None,
            self.obsolete,
            self.line,
        )
        self.clear()
        return entry


def _plain(match: re.Match[str], number: int) -> Entry:
    comments, context, english, text = match.groups()
    notes, remarks, flags = _comments(comments.rstrip("\n").split("\n")) if comments else ((), (), ())
    line = number + comments.count("\n")
    return Entry(intern(context), intern(english), text, notes, remarks, flags, line=line)


def _comments(lines: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Notes, remarks and flags; references ("#:") are not kept."""
    notes, remarks, flags = [], [], []
    for line in lines:
        kind = line[1:2]
        if kind == ".":
            notes.append(intern(line[2:].strip()))
        elif kind == ",":
            flags += [flag.strip() for flag in line[2:].split(",")]
        elif kind != ":":
            remarks.append(line[1:].strip())
    return tuple(notes), tuple(remarks), tuple(flags)


def _unescaped(text: str, shown: str, line: int) -> str:
    def character(match: re.Match[str]) -> str:
        if match[1] not in _ESCAPES:
            _fail("invalid-po", f'{match[0]} is not an escape of PO files; use \\n, \\t, \\" or \\\\', shown, line)
        return _ESCAPES[match[1]]

    return _ESCAPE.sub(character, text)


def write_po(file: PoFile) -> str:
    """The text of a PO file; obsolete entries go last."""
    head = Entry("", "", "".join(f"{name}: {value}\n" for name, value in file.header.items()), remarks=file.remarks)
    entries = sorted((head, *file.entries), key=lambda entry: entry.obsolete)
    return "\n".join("".join(f"{line}\n" for line in _lines(entry)) for entry in entries)


def _lines(entry: Entry) -> Iterator[str]:
    yield from (f"# {line}".rstrip() for line in entry.remarks)
    yield from (f"#. {line}".rstrip() for line in entry.notes)
    if entry.flags:
        yield "#, " + ", ".join(entry.flags)
    start = "#~ " if entry.obsolete else ""
    if entry.previous is not None:
        previous = replace(entry, english=entry.previous, previous=None)
        if entry.context:
            yield from _keyword("#~| " if entry.obsolete else "#| ", "msgctxt", previous.context)
        yield from _keyword("#~| " if entry.obsolete else "#| ", "msgid", previous.english)
    if entry.context:
        yield from _keyword(start, "msgctxt", entry.context)
    yield from _keyword(start, "msgid", entry.english)
    yield from _keyword(start, "msgstr", entry.text)


def _keyword(start: str, keyword: str, text: str) -> Iterator[str]:
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    if "\n" not in text:
        yield f'{start}{keyword} "{_escaped(text)}"'
        return
    yield f'{start}{keyword} ""'
    yield from (f'{start}"{_escaped(line)}"' for line in lines)


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return text.replace("\t", "\\t").replace("\r", "\\r")
