"""``soleprint list``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from soleprint.cli.types import folders

if TYPE_CHECKING:
    from soleprint.content.languages import Language

Rows = list[tuple[str, str]]
DIRECTIONS = {"ltr": "left to right", "rtl": "right to left"}


def _routines(content: Path | None, templates: Path | None) -> Rows:
    library = _library(content)
    return [(name, library.routine(name).title) for name in library.routine_ids()]


def _strokes(content: Path | None, templates: Path | None) -> Rows:
    return [(name, f"{info.name} ({info.term})") for name, info in _library(content).strokes().items()]


def _limbs(content: Path | None, templates: Path | None) -> Rows:
    limbs = _library(content).body.limbs
    return [(name, limb.name or f"{limb.right}, {limb.left}, {limb.each}") for name, limb in limbs.items()]


def _positions(content: Path | None, templates: Path | None) -> Rows:
    positions = _library(content).body.positions
    return [(name, f"{one.says} {f'[{one.view}]' if one.view else '[no picture]'}") for name, one in positions.items()]


def _modes(content: Path | None, templates: Path | None) -> Rows:
    modes = _library(content).body.modes
    return [(name, f"{one.name}, with {'own' if one.own_hands else 'a giver’s'} hands") for name, one in modes.items()]


def _library(content: Path | None) -> Any:
    from soleprint.content.library import Library
    from soleprint.files.folders import layers

    return Library(layers("content", content))


def _sizes(content: Path | None, templates: Path | None) -> Rows:
    from soleprint.layout.paper import SIZES_MM, default_distance_mm, paper

    rows = []
    for name, (width, height) in SIZES_MM.items():
        metres = default_distance_mm(paper(name)) / 1000
        rows.append((name, f"{width:g} x {height:g} mm, read from {metres:g} m"))
    return [*rows, ("WIDTHxHEIGHT", "with mm or in: 100x150mm, 4x6in")]


def _products(content: Path | None, templates: Path | None) -> Rows:
    from soleprint.products.listing import product_summaries

    return list(product_summaries(templates).items())


def _themes(content: Path | None, templates: Path | None) -> Rows:
    from soleprint.files.folders import layers
    from soleprint.layout.theme import theme, theme_names

    where = layers("templates", templates)
    return [(name, theme(where, name).name) for name in theme_names(where)]


def _languages(content: Path | None, templates: Path | None) -> Rows:
    from soleprint.content.languages import SOURCE, languages
    from soleprint.content.locale.files import TranslationFiles
    from soleprint.products.listing import languages_made

    shipped, own = TranslationFiles(), TranslationFiles(content)
    rows = []
    for code, entry in languages_made(content).items():
        translations = shipped if code in languages().known else own
        found = None if code == SOURCE else translations.status(code)
        done = f"{found.texts.percent} %, {'reviewed' if found.is_reviewed else 'draft'}" if found else "source"
        names = entry.english if entry.own == entry.english else f"{entry.english} ({entry.own})"
        rows.append((code, f"{names}, {entry.script}, {DIRECTIONS[entry.direction]}, {done}, {_font(entry)}"))
    return rows


def _font(language: Language) -> str:
    """The font that a language is set in, if there is one."""
    from soleprint.content.languages import Languages
    from soleprint.errors import FontProblem
    from soleprint.text import Typesetter

    try:
        return Typesetter(language.code, known=Languages({language.code: language})).font().key.partition("-")[0]
    except FontProblem:
        return "no font found"


LISTS: dict[str, Callable[[Path | None, Path | None], Rows]] = {
    "routines": _routines,
    "sizes": _sizes,
    "products": _products,
    "strokes": _strokes,
    "limbs": _limbs,
    "positions": _positions,
    "modes": _modes,
    "themes": _themes,
    "languages": _languages,
}


@click.command("list", epilog="\b\nExample:\n  soleprint list routines")
@click.argument("what", type=click.Choice(list(LISTS)))
@folders
def list_(what: str, content: Path | None, templates: Path | None) -> None:
    """List what there is: id and meaning, one a line."""
    rows = LISTS[what](content, templates)
    width = max(len(name) for name, _ in rows)
    for name, meaning in rows:
        click.echo(f"{name:<{width}}  {meaning}")
