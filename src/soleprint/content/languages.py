"""Languages: what setting text and joining words must know of each, from ``languages.yaml`` of the content folders.

A user's file lies over the built-in one key by key. Sources: BCP 47 (language tags), ISO 15924 (script codes), CLDR for
all that it has (``locale/cldr.py`` compares).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

from msgspec import Meta
from msgspec.structs import replace

from soleprint.content.model import Base, Line
from soleprint.errors import ContentError, UsageProblem
from soleprint.files.disk import kept
from soleprint.files.folders import builtin, shown
from soleprint.files.suggest import did_you_mean, nearest
from soleprint.store import Store

if TYPE_CHECKING:
    from soleprint.content.nodes import Scalar
    from soleprint.content.places import Report

Direction = Literal["ltr", "rtl"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
TAG = r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?"
"""Language, script and region (BCP 47, 2.1), as folders are named: ``sd``, ``gez-Ethi``, ``ku-Latn-TR``."""
Script = Annotated[str, Meta(pattern=r"^[A-Z][a-z]{3}$", description="an ISO 15924 code, such as Latn")]
Digits = Annotated[str, Meta(pattern=r"^\d{10}$", description="the ten digits from 0 to 9")]
Joint = Annotated[str, Meta(pattern=r"^\{0\}.{0,6}\{1\}$", description='a pattern such as "{0}, {1}"')]
DatePattern = Annotated[
    str,
    Meta(
        pattern=r"^(?=.*\{day\})(?=.*\{month\})(?=.*\{year\})([^{}]*\{(day|month|year)\}){3}[^{}]*$",
        description='a pattern such as "{day} {month} {year}"',
    ),
]
Minutes = Annotated[str, Meta(pattern=r"^[^{}]*\{n\}[^{}]*$", description='a pattern such as "{n} min"')]

SOURCE = "en"
"""The language that content is written in."""
FILE = "languages.yaml"
SCHEMA = "languages.schema.json"
WESTERN = "0123456789"
_RTL_SCRIPTS = {"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg"}
STOPS = (".", "!", "?", "…", "。", "！", "？", "।", "۔", "؟", "።")
NBSP = "\u00a0"
LRI, RLI, PDI = "\u2066", "\u2067", "\u2069"
_KEPT, _MOST_TAGS = 8, 200
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Entry(Base, frozen=True, kw_only=True):
    """What a file says of one language."""

    english: Line = ""
    """Its name in English."""
    own: Line = ""
    """Its name in itself."""
    script: Script = "Latn"
    """The script it is written in: an ISO 15924 code. Jpan, Kore, Hans and Hant choose East Asian letter shapes too."""
    direction: Direction = "ltr"
    """Where lines begin; by the script where nothing is said."""
    digits: Digits = WESTERN
    """The ten digits it counts with by default, from 0 to 9."""
    week_begins: Weekday = "monday"
    """The day that weeks begin with in a diary."""
    fonts: tuple[Line, ...] = ()
    """Families to set it in before others, where they are among the fonts."""
    list: Joint = "{0}, {1}"
    """How the items of a list are joined: titles, places, moves. CLDR has it as the middle of a list."""
    comma: Joint = "{0}, {1}"
    """How parts of a line are joined: a title, its version, its date."""
    semicolon: Joint = "{0}; {1}"
    """How the items of a list are joined that may have commas inside."""
    colon: Joint = "{0}: {1}"
    """What stands between a label and what it labels."""
    stop: Joint = "{0}. {1}"
    """What ends a sentence, and stands before the next."""
    space: Joint = "{0} {1}"
    """What stands between two sentences, or words, that are put side by side."""
    spaced_quotes: bool = False
    """True: « these » quotation marks have spaces inside, at which no line ends."""
    date: DatePattern = "{year}-{month}-{day}"
    """How a day is written, with the name of its month."""
    minutes: Minutes = "{n} min"
    """How a number of minutes is written in short, the same for every number."""
    months: Annotated[tuple[Line, ...], Meta(min_length=12, max_length=12)] = tuple(f"{n:02}" for n in range(1, 13))
    """The names of the months from January on, in the form that a date has them."""
    aliases: tuple[Line, ...] = ()
    """Other tags that mean this language."""


class LanguagesFile(Base, frozen=True, kw_only=True):
    """A file ``languages.yaml``."""

    schema: Literal[1]
    languages: dict[Line, Entry]
    """The languages by their BCP 47 tags, such as eo, gez-Ethi or pt-BR."""


class Signs(NamedTuple):
    """What joins words that templates put together; the space after a sign is part of it."""

    list: str
    comma: str
    semicolon: str
    colon: str
    stop: str
    space: str

    def sentences(self, *parts: str) -> str:
        """What is said in several sentences; a part that has no stop of its own gets one, and "" is left out."""
        ended = (part + (self.space if part.rstrip(PDI).endswith(STOPS) else self.stop) for part in parts if part)
        return "".join(ended).rstrip(" ")


class Language(Entry, frozen=True, kw_only=True, eq=False):
    """One language, complete. There is one of each in a table, so that it is known by identity."""

    code: str

    @property
    def first_day(self) -> int:
        """The day that weeks begin with: 0 is Monday, 6 Sunday."""
        return _WEEKDAYS.index(self.week_begins)

    @property
    def rtl(self) -> bool:
        """Whether its lines begin at the right."""
        return self.direction == "rtl"

    @property
    def signs(self) -> Signs:
        """What joins words, without the places of the words."""
        joints = (self.list, self.comma, self.semicolon, self.colon, self.stop, self.space)
        return Signs(*(joint[3:-3] for joint in joints))

    def numerals(self, text: str) -> str:
        """``text`` with its digits in those that the language counts with."""
        return text if self.digits == WESTERN else text.translate(str.maketrans(WESTERN, self.digits))

    def lasting(self, minutes: int) -> str:
        """A number of minutes as the language writes it ("5 min"), which no line parts."""
        return self.numerals(self.minutes.replace("{n}", str(minutes)).replace(" ", NBSP))

    def dated(self, day: date) -> str:
        """A day as the language writes it ("31 January 2026"), isolated, so that it keeps its order in any line
        (UAX #9): with a month's name it runs as the language does, of numbers alone from left to right."""
        month = self.months[day.month - 1]
        named = not month.isdecimal()
        number = f"{day.day}" if named else f"{day.day:02}"
        text = self.numerals(self.date.format(day=number, month=month, year=day.year))
        return f"{RLI if named and self.rtl else LRI}{text}{PDI}"


class Languages:
    """The languages of some content folders, in the order of their files."""

    def __init__(self, known: Mapping[str, Language]) -> None:
        self.known = known
        self._by_tag = {tag.casefold(): one for one in known.values() for tag in one.aliases}
        self._by_tag |= {code.casefold(): one for code, one in known.items()}
        self._found: Store[str, Language] = Store(_MOST_TAGS)

    def find(self, tag: str) -> Language:
        """What is known about a BCP 47 tag; a language in no file is taken by its script, else as Latin."""
        return self._found.get(tag) or self._found.put(tag, self._nearest(tag.replace("_", "-")))

    def _nearest(self, tag: str) -> Language:
        parts = tag.split("-")
        for count in range(len(parts), 0, -1):
            found = self._by_tag.get("-".join(parts[:count]).casefold())
            if found is not None:
                return found
        script = next((part.title() for part in parts[1:] if len(part) == 4 and part.isalpha()), "Latn")
        return Language(code=tag, english=tag, own=tag, script=script, direction=direction_of(script))

    def code(self, tag: str, also: Collection[str] = ()) -> str:
        """The code of a language that there is content in, built in or ``also``. Only the language that content is
        written in keeps its region (``en-GB``). Raises UsageProblem (unknown-language)."""
        if tag == SOURCE:
            return tag
        own = {code.casefold(): code for code in also}.get(tag.replace("_", "-").casefold())
        if own is not None:
            return own
        code, there = self.find(tag).code, tuple(dict.fromkeys((*languages().known, *also)))
        if code not in there:
            raise self._unknown(tag, there)
        region = tag[len(SOURCE) :].strip("-_").upper()
        return f"{SOURCE}-{region}" if code == SOURCE and len(region) == 2 and region.isalpha() else code

    def _unknown(self, tag: str, there: Sequence[str]) -> UsageProblem:
        made = ((code, self.find(code)) for code in there)
        names = {name.casefold(): code for code, one in made for name in (code, one.english, one.own)}
        close = nearest(tag.casefold(), names)
        hint = f" Did you mean {names[close]!r}?" if close else ""
        begin = f' "soleprint translate new {tag} --content DIR" begins it in a folder of yours.'
        message = f"There is no content in language {tag!r}.{hint} Use {', '.join(there)}."
        message += begin if re.fullmatch(TAG, tag) else ""
        return UsageProblem(message, code="unknown-language")


_tables: Store[tuple[object, ...], Languages] = Store(_KEPT)


def languages(folders: Sequence[Path] = ()) -> Languages:
    """The languages of content folders, the user's first; of the built-in one where none is named.

    The same object as long as no file has changed. Raises ContentError with every finding of a file.
    """
    paths = [path for folder in folders or (builtin("content"),) if (path := folder / FILE).is_file()]
    key = tuple(_stamp(path) for path in paths)
    return _tables.get(key) or _tables.put(key, Languages(_known(paths)))


def language(tag: str) -> Language:
    """What the built-in content knows about a BCP 47 tag."""
    return languages().find(tag)


def direction_of(script: str) -> Direction:
    """Where lines of a script (ISO 15924) begin."""
    return "rtl" if script in _RTL_SCRIPTS else "ltr"


def _stamp(path: Path) -> tuple[str, int, int]:
    status = path.stat()
    return str(path), status.st_mtime_ns, status.st_size


def _known(paths: Sequence[Path]) -> Mapping[str, Language]:
    """The languages of these files, the first lying over the others."""
    if not paths:
        return {}
    beneath = languages([path.parent for path in paths[1:]]).known if paths[1:] else {}
    # A user's own file is not kept.
    return kept((paths[0].parent,), "languages", dict[str, Language], lambda: _read(paths[0], beneath))


def _read(path: Path, beneath: Mapping[str, Language]) -> dict[str, Language]:
    """``beneath`` with what a file says. Raises ContentError."""
    from soleprint.content.load import examine, in_order
    from soleprint.content.nodes import Mapping as YamlMapping
    from soleprint.content.nodes import read

    name = shown(path, "content")
    root = read(path, name)
    file, report = examine(root, LanguagesFile, name)
    entries = root.get("languages") if isinstance(root, YamlMapping) else None
    if file is not None and isinstance(entries, YamlMapping):
        for tag, _ in entries.items:
            _check(tag, file.languages.get(tag.text, Entry()), beneath, report)
    if file is None or report.findings:
        raise ContentError(in_order(report.findings))
    given = {code: _over(beneath.get(code), code, entry, report) for code, entry in file.languages.items()}
    return {**beneath, **given}


def _over(lower: Language | None, code: str, entry: Entry, report: Report) -> Language:
    """What a file gives of a language, over what is known of it."""
    keys = zip(entry.__struct_fields__, entry.__struct_encode_fields__, strict=True)
    given: dict[str, Any] = {field: getattr(entry, field) for field, key in keys if report.gives(entry, (key,))}
    if "script" in given:
        given = {"direction": direction_of(given["script"]), **given}
    return replace(lower or Language(code=code, english=code, own=code), **given)


def _check(tag: Scalar, entry: Entry, beneath: Mapping[str, Language], report: Report) -> None:
    """Report what a type cannot say."""
    if "".join(str(unicodedata.digit(sign, -1)) for sign in entry.digits) != WESTERN:
        report.on(entry, ("digits",), "bad-value", '"digits" must be the ten digits in order, from 0 to 9')
    aliases = {alias.casefold(): one.code for one in beneath.values() for alias in one.aliases}
    meant = aliases.get(tag.text.casefold())
    if meant is not None and tag.text not in beneath:
        message = f"{tag.text} is another tag of {meant}, whose texts are used; write {meant} here"
        report.at(tag, "bad-value", message)
    elif not re.fullmatch(TAG, tag.text):
        near = did_you_mean(tag.text, beneath) if nearest(tag.text.casefold(), beneath) else ""
        report.at(tag, "bad-value", f"{tag.text} is not written as BCP 47 has it, such as eo, gez-Ethi or pt-BR{near}")
