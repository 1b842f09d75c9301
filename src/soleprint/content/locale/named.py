"""Languages by what each is called in every other: "német", "德文", "немецкий", as CLDR has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from soleprint.content.columns import folded
from soleprint.content.languages import Languages
from soleprint.content.locale.cldr import language_names

_KEPT = 4
Known = tuple[tuple[str, tuple[str, ...]], ...]
"""Codes with their other tags."""


def languages_named(table: Languages) -> Mapping[str, str]:
    """The codes of a table's languages by their names in each of them, folded; without names that mean two languages,
    ours or not.

    The first time costs a third of a second and the 60 MB that Babel keeps: ask only where nothing else is known.
    """
    return _named(tuple((code, one.aliases) for code, one in table.known.items()))


@lru_cache(_KEPT)
def _named(known: Known) -> Mapping[str, str]:
    ours = {tag: code for code, aliases in known for tag in (code, *aliases)}
    meant: defaultdict[str, set[str]] = defaultdict(set)
    for lang, _ in known:
        for tag, name in language_names(lang).items():
            meant[folded(name)].add(ours.get(tag, tag))
    certain = {name: min(several) for name, several in meant.items() if len(several) == 1}
    return {name: code for name, code in certain.items() if code in ours}
