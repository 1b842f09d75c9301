"""What there is to choose from: products, routines and themes, each with its meaning."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from soleprint.files.folders import layers
from soleprint.products.product import product, product_names

if TYPE_CHECKING:
    from soleprint.content.languages import Language


def product_summaries(templates: Path | None) -> Mapping[str, str]:
    """The products that can be made by themselves, by name. Raises ContentError for a product file that is bad."""
    folders = layers("templates", templates)
    found = {name: product(folders, name) for name in product_names(folders)}
    return {name: one.summary for name, one in found.items() if one.alone}


def routine_titles(content: Path | None) -> Mapping[str, str]:
    """The routines by id. Raises ContentError for a file that is bad."""
    from soleprint.content.library import Library

    library = Library(layers("content", content))
    return {name: library.routine(name).title for name in library.routine_ids()}


def languages_made(content: Path | None) -> Mapping[str, Language]:
    """The languages that there are texts in, by their codes. Raises ContentError for a file that is bad."""
    from soleprint.content.languages import languages
    from soleprint.content.locale.catalogue import languages_in

    table = languages(layers("content", content))
    codes = (*languages().known, *(languages_in(content) if content else ()))
    return {code: table.find(code) for code in codes}


def theme_titles(templates: Path | None) -> Mapping[str, str]:
    """The themes by name. Raises ContentError for a file that is bad."""
    from soleprint.layout.theme import theme, theme_names

    folders = layers("templates", templates)
    return {name: theme(folders, name).name for name in theme_names(folders)}
