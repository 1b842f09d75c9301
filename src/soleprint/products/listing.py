"""What there is to choose from: products, routines, modes and themes, each with its meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from soleprint.content.languages import SOURCE
from soleprint.files.folders import layers
from soleprint.files.stamps import Stamp, stamps
from soleprint.products.product import product, product_names

if TYPE_CHECKING:
    from soleprint.content.languages import Language


def product_summaries(templates: Path | None) -> Mapping[str, str]:
    """The products that can be made by themselves, by name. Raises ContentError for a product file that is bad."""
    folders = layers("templates", templates)
    found = {name: product(folders, name) for name in product_names(folders)}
    return {name: one.summary for name, one in found.items() if one.alone}


def routine_titles(content: Path | None, lang: str = SOURCE) -> Mapping[str, str]:
    """The routines by id, their titles in a language, or in English. Raises ContentError for a file that is bad."""
    folders = layers("content", content)
    return dict(_titles(folders, lang, tuple(stamps(folders, lang))))


@lru_cache(maxsize=32)
def _titles(folders: Sequence[Path], lang: str, state: tuple[Stamp, ...]) -> Mapping[str, str]:
    """``routine_titles`` while the files are in this ``state``."""
    from soleprint.content.library import Library

    library = Library(folders)
    titles = {name: library.routine(name).title for name in library.routine_ids()}
    if lang == SOURCE:
        return titles
    from soleprint.content.locale.catalogue import Catalogue

    translated = Catalogue(folders, lang)
    return {name: translated.find(f"routines/{name}/title", title).text for name, title in titles.items()}


def mode_names(content: Path | None, lang: str = SOURCE) -> Mapping[str, str]:
    """The modes and their names in a language, or in English. Raises ContentError for a file that is bad."""
    folders = layers("content", content)
    return dict(_modes(folders, lang, tuple(stamps(folders, lang))))


@lru_cache(maxsize=32)
def _modes(folders: Sequence[Path], lang: str, state: tuple[Stamp, ...]) -> Mapping[str, str]:
    """``mode_names`` while the files are in this ``state``."""
    from soleprint.content.library import Library

    return {name: entry.name or name for name, entry in Library(folders, lang=lang).body.modes.items()}


def state_of(content: Path | None, templates: Path | None) -> str:
    """A text that is another one as soon as any file of content or templates has changed."""
    every = stamps((*layers("content", content), *layers("templates", templates)))
    return sha256(repr(every).encode()).hexdigest()


def languages_made(content: Path | None) -> Mapping[str, Language]:
    """The languages that there are texts in, by their codes. Raises ContentError for a file that is bad."""
    from soleprint.content.languages import languages
    from soleprint.content.locale.catalogue import languages_in

    table = languages(layers("content", content))
    codes = (*languages().known, *(languages_in(content) if content else ()))
    return {code: table.find(code) for code in codes}


def theme_titles(templates: Path | None) -> Mapping[str, str]:
    """The themes by name. Raises ContentError for a file that is bad."""
    folders = layers("templates", templates)
    return dict(_themes(folders, tuple(stamps(folders))))


@lru_cache(maxsize=8)
def _themes(folders: Sequence[Path], state: tuple[Stamp, ...]) -> Mapping[str, str]:
    """``theme_titles`` while the files are in this ``state``."""
    from soleprint.layout.theme import theme, theme_names

    return {name: theme(folders, name).name for name in theme_names(folders)}
