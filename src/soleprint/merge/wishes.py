"""What a table may ask for in a row: values of options, in the words that people use for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from soleprint.content.columns import Words, folded
from soleprint.content.languages import Languages
from soleprint.content.library import Library
from soleprint.errors import Arguments, UsageProblem, arguments
from soleprint.files.suggest import alternatives, did_you_mean, nearest
from soleprint.jobs.model import output_options
from soleprint.layout.theme import theme_names
from soleprint.merge.cells import Spoilt
from soleprint.merge.columns import FIELDS, ROUTINES
from soleprint.products.kinds import Choice, Flag, LanguageTags, Length, Modes, PaperSize, Switch, Text, Whole
from soleprint.products.options import Option, options_with
from soleprint.products.product import Product

ALL = "all"
_CLOSED = (Choice, Flag, LanguageTags, Length, Modes, PaperSize, Switch, Whole)
_WORDS = ("theme", "step")
"""Options of free words whose values are known here. An emergency number is the clinic's, and files are the job's."""
_PARTED = re.compile("[;,\u061b\u060c\u3001\uff0c\uff1b]")
_TAG = re.compile("[A-Za-z]{2,3}([-_][A-Za-z]{4})?([-_]([A-Za-z]{2}|[0-9]{3}))?")
_STEP = re.compile("[a-z0-9-]{1,60}")
_LIKE = 0.75
_MOST_HINTS, _LONGEST = 200, 60
Read = Callable[[str], Any]
"""Reads what stands in a cell, or raises Spoilt."""


def options_of_rows(found: Product, content: Path | None) -> Mapping[str, Option]:
    """The options of a product that a table may set."""
    taken = options_with((*found.takes, "own"), content)
    mine = {name: taken[name] for name in output_options() if name in taken and name not in FIELDS}
    return {
        name: option
        for name, option in mine.items()
        if isinstance(option.kind, _CLOSED) or (isinstance(option.kind, Text) and name in _WORDS)
    }


def reader(option: Option, words: Words, templates: Sequence[Path], table: Languages) -> Read:
    """What reads the cells of an option's column."""
    kind, own = option.kind, words.values.get(option.name, {})
    if isinstance(kind, LanguageTags):
        return _languages(own, table, kind)
    if isinstance(kind, Choice | Modes):
        return _one_of(option.name, {str(value): value for value in kind.values}, own)
    if isinstance(kind, Flag):
        return _one_of(option.name, {"true": True, "false": False}, own)
    if option.name == "theme":
        return _one_of(option.name, {name: name for name in theme_names(templates)}, own)
    return _by_kind(option)


def routine_reader(library: Library, words: Words) -> Read:
    """What reads routines, by ids or titles, with ; or , between them; a tuple of ids, or "all"."""
    ids = library.routine_ids()
    titles = {folded(library.routine(name).title): name for name in ids}
    one = _one_of("routine", {name: name for name in (*ids, ALL)}, {**titles, **words.values.get(ROUTINES, {})})

    def read(text: str) -> Any:
        found = tuple(dict.fromkeys(one(part.strip()) for part in _PARTED.split(text) if part.strip()))
        if ALL in found and len(found) > 1:
            raise Spoilt('routines are named, or are "all"; both cannot be meant', code="routines-and-all")
        return ALL if found == (ALL,) else found

    return read


def _one_of(name: str, values: Mapping[str, Any], own: Mapping[str, str]) -> Read:
    """Reads one of some values, or a word that stands for one."""
    known = {word: values[value] for word, value in own.items() if value in values}
    known |= {folded(value): one for value, one in values.items()}
    meant = _Known({word: str(one) for word, one in known.items()})
    code = "unknown-routine" if name == "routine" else "unknown-value"

    def read(text: str) -> Any:
        word = folded(text)
        if word in known:
            return known[word]
        near = meant.nearest(word)
        hint = f'; did you mean "{near}"?' if near else did_you_mean("", values)
        raise Spoilt(f"{name} is not known{hint}", code=code, arguments=_near(near) or alternatives("", values))

    return read


class _Known:
    """Words with what they stand for. Looking for the nearest is slow, so that is done for so many mistakes only."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.words, self._left = words, _MOST_HINTS

    def nearest(self, word: str) -> str | None:
        """What the word stands for that is most like ``word``."""
        if not self._left or len(word) > _LONGEST:
            return None
        self._left -= 1
        near = nearest(word, self.words, _LIKE)
        return self.words[near] if near else None


def _languages(own: Mapping[str, str], table: Languages, kind: LanguageTags) -> Read:
    """Reads a language by its tag or its name in any language, or two with a plus between them."""
    tags = {tag.casefold(): code for code, one in table.known.items() for tag in (*one.aliases, code)}
    names = {folded(name): code for code, one in table.known.items() for name in (one.english, one.own)}
    codes = {**own, **names, **{folded(tag): code for tag, code in tags.items()}}
    meant = _Known(codes)
    begins = {tag.partition("-")[0] for tag in tags}

    def one(text: str) -> str:
        word = folded(text)
        if word in codes:
            return codes[word]
        # A tag with a region. Others are not asked for: of what is, something is kept (``Languages.find``).
        if _TAG.fullmatch(text) and re.split("[-_]", text.casefold())[0] in begins:
            return str(kind.read(text, "lang")[0])
        if word in (named := _named(table)):
            return named[word]
        near = meant.nearest(word)
        hint = f'did you mean "{near}"?' if near else "`soleprint list languages` shows those there are"
        message = f"there is no content in this language; {hint}"
        raise Spoilt(message, code="unknown-language", arguments=_near(near))

    return lambda text: "+".join(dict.fromkeys(one(part.strip()) for part in text.split("+")))


def _named(table: Languages) -> Mapping[str, str]:
    from soleprint.content.locale.named import languages_named

    return languages_named(table)


def _near(known: str | None) -> Arguments:
    """The one of what there is that was probably meant, for a message."""
    return arguments(near=known) if known else ()


def _by_kind(option: Option) -> Read:
    """Reads what the option's kind can read."""

    def read(text: str) -> str:
        try:
            option.kind.read(text, option.name)
        except UsageProblem:
            raise _not_of(option) from None
        if option.name == "step" and not _STEP.fullmatch(text):
            raise _not_of(option)
        return text

    return read


def _not_of(option: Option) -> Spoilt:
    return Spoilt(f"{option.name} cannot be this. {option.help}", code="unknown-value")
