"""What making needs and may keep: content, look, type and pictures, loaded once and used until a file changes."""

from __future__ import annotations

import os
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from soleprint.files.folders import layers
from soleprint.files.stamps import Stamp, stamps
from soleprint.store import Store

if TYPE_CHECKING:
    from soleprint.content.library import Library
    from soleprint.errors import Finding
    from soleprint.figures import Illustrator
    from soleprint.figures.studies import Studies
    from soleprint.layout.theme import Theme
    from soleprint.products.order import Order
    from soleprint.products.shown import Listed
    from soleprint.text import Typesetter

GROUNDS = 4
"""Colours of clinics whose pictures are kept."""
LIBRARIES = 50
"""Languages, or states of content, whose texts are kept: reading them takes longest, and they are small."""
LISTED = 20
"""Routines whose lists of pictures are kept."""


class Materials(Struct, frozen=True, dict=True):
    """The folders, language, theme and side that an order works with. The parts are made when first used."""

    content: tuple[Path, ...]
    templates: tuple[Path, ...]
    theme_name: str
    lang: str
    side: Literal["left", "right"]
    font_dirs: tuple[Path, ...]
    stamps: tuple[Stamp, ...]
    fonts: tuple[Stamp, ...] = ()
    """Of the files in ``font_dirs``."""

    @cached_property
    def library(self) -> Library:
        return _library(self.content, self.lang, self.stamps)

    @cached_property
    def theme(self) -> Theme:
        return _theme(self.templates, self.theme_name, self._read_from(*map(str, self.templates)))

    def _read_from(self, *paths: str) -> tuple[Stamp, ...]:
        """The stamps of files whose paths begin so."""
        return tuple([one for one in self.stamps if one[0].startswith(paths)])

    @cached_property
    def warnings(self) -> tuple[Finding, ...]:
        """Of what is in one's own folders and is not read, or not used."""
        content, templates = (folders[0] if len(folders) > 1 else None for folders in (self.content, self.templates))
        if content is None and templates is None:
            return ()
        from soleprint.layout.unused import theme_warnings
        from soleprint.products.unread import all_mentions, unread, unused_phrases

        mentioned = all_mentions(templates)
        phrases = unused_phrases(content, mentioned) if content else ()
        return (*unread(content, templates), *phrases, *theme_warnings(self.templates, self.theme_name, mentioned))

    @cached_property
    def typesetter(self) -> Typesetter:
        from soleprint.text import Typesetter

        return Typesetter(self.lang, self.font_dirs, self.library.words(), self.library.languages)

    @property
    def _studies(self) -> Studies:
        """What all languages, and states of the words, share while no file changes that drawings are read from."""
        from soleprint.figures.load import READ

        read = [f"{folder}{os.sep}{name}" for folder in self.content for name in READ]
        return _studies(self.content, self._read_from(*read))

    @cached_property
    def illustrator(self) -> Illustrator:
        return self.illustrator_on("")

    @cached_property
    def _illustrators(self) -> Store[str, Illustrator]:
        return Store(GROUNDS)

    @cached_property
    def listed(self) -> Store[tuple[int, str], Listed]:
        """What templates are told of pictures, by the identity of the routine, and the mode."""
        return Store(LISTED)

    def illustrator_on(self, ground: str) -> Illustrator:
        """Its pictures stand on a ground of a clinic's colour, ``#RRGGBB``; "": on that of the theme."""
        from soleprint.figures import Illustrator

        def made() -> Illustrator:
            figures = self.theme.figure or "light"
            return Illustrator(self.library, self._studies, figures, self.side, self.typesetter, ground=ground)

        return self._illustrators.get(ground) or self._illustrators.put(ground, made())


_kept = lru_cache(maxsize=8)(Materials)


@lru_cache(maxsize=LIBRARIES)
def _library(content: tuple[Path, ...], lang: str, _: tuple[Stamp, ...]) -> Library:
    from soleprint.content.library import Library

    return Library(content, lang=lang)


@lru_cache(maxsize=16)
def _theme(templates: tuple[Path, ...], name: str, _: tuple[Stamp, ...]) -> Theme:
    from soleprint.layout.theme import theme

    return theme(templates, name)


@lru_cache(maxsize=2)
def _studies(content: tuple[Path, ...], _: tuple[Stamp, ...]) -> Studies:
    from soleprint.figures.studies import Studies

    return Studies(content)


def materials(order: Order) -> tuple[Materials, ...]:
    """The materials of an order, one for each of its languages; the same ones as long as no file has changed.

    Raises FileProblem for folders that are not there, and FontProblem for one with far more in it than fonts.
    """
    from soleprint.products.options import Own
    from soleprint.text.fontfiles import font_stamps

    own = order[Own]
    content, templates = layers("content", own.content), layers("templates", own.templates)
    side: Literal["left", "right"] = "left" if order.side == "left" else "right"
    theme, dirs, fonts = order.theme, own.font_dir, font_stamps(own.font_dir)
    return tuple(
        _kept(content, templates, theme, lang, side, dirs, tuple(stamps((*content, *templates), lang)), fonts)
        for lang in order.langs
    )
