"""What making needs and may keep: content, look, type and pictures, loaded once and used until a file changes."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from soleprint.errors import FileProblem
from soleprint.files.folders import layers, leads_out, leads_to_folder, listed
from soleprint.store import Store

if TYPE_CHECKING:
    from soleprint.content.library import Library
    from soleprint.errors import Finding
    from soleprint.figures import Illustrator
    from soleprint.figures.studies import Studies
    from soleprint.layout.theme import Theme
    from soleprint.products.context import Listed
    from soleprint.products.order import Order
    from soleprint.text import Typesetter

DEPTH = 3
"""Levels of folders that content and templates have."""
SETTLED_NS = 2_000_000_000
"""A folder that changed less than this before it was read may change again without another time of change: file
systems count in steps of up to two seconds."""
GROUNDS = 4
"""Colours of clinics whose pictures are kept."""
LIBRARIES = 50
"""Languages, or states of content, whose texts are kept: reading them takes longest, and they are small."""
LISTED = 20
"""Routines whose lists of pictures are kept."""
Stamp = tuple[str, int, int]
"""A file's path, its time of change in nanoseconds and its size."""


class Materials(Struct, frozen=True, dict=True):
    """The folders, language, theme and side that an order works with. The parts are made when first used."""

    content: tuple[Path, ...]
    templates: tuple[Path, ...]
    theme_name: str
    lang: str
    side: Literal["left", "right"]
    font_dirs: tuple[Path, ...]
    stamps: tuple[Stamp, ...]

    @cached_property
    def library(self) -> Library:
        return _library(self.content, self.lang, self.stamps)

    @cached_property
    def theme(self) -> Theme:
        from soleprint.layout.theme import theme

        return theme(self.templates, self.theme_name)

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
        """What every language shares while no file changes but translations."""
        of_languages = tuple(os.path.join(folder, "locale", "") for folder in self.content)  # noqa: PTH118
        return _studies(self.content, tuple([one for one in self.stamps if not one[0].startswith(of_languages)]))

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
    from soleprint.figures.strokes import GLYPHS

    return Library(content, lang=lang, drawn=GLYPHS)


@lru_cache(maxsize=2)
def _studies(content: tuple[Path, ...], _: tuple[Stamp, ...]) -> Studies:
    from soleprint.figures.studies import Studies

    return Studies(content)


def materials(order: Order) -> tuple[Materials, ...]:
    """The materials of an order, one for each of its languages; the same ones as long as no file has changed.

    Raises FileProblem for folders that are not there.
    """
    from soleprint.products.options import Own

    own = order[Own]
    content, templates = layers("content", own.content), layers("templates", own.templates)
    side: Literal["left", "right"] = "left" if order.side == "left" else "right"
    return tuple(
        _kept(content, templates, order.theme, lang, side, own.font_dir, tuple(stamps((*content, *templates), lang)))
        for lang in order.langs
    )


class _Listing(Struct, frozen=True):
    """The files of some folders, and how each folder was that they were found in."""

    files: tuple[str, ...]
    folders: tuple[tuple[str, int, int], ...]
    """Path, time of change in nanoseconds and inode, from before the folder was read."""

    def is_current(self) -> bool:
        """Whether every folder is still the same, and unchanged."""
        try:
            return self.folders == tuple([_folder(path) for path, _, _ in self.folders])
        except OSError:
            return False


_listings: Store[tuple[object, ...], _Listing] = Store(8)


def stamps(folders: Sequence[Path], lang: str | None = None) -> list[Stamp]:
    """A stamp of each file in the folders, down to ``locale/LANG/FILE``; with ``lang``, of no other language's.

    Every file is looked at each time; the folders are read again only when one of them has changed.
    """
    key = (lang, *folders)
    listing = _listings.get(key)
    if listing is None or not listing.is_current():
        now = time.time_ns()
        listing = _listing(folders, lang)
        if all(time_of_change < now - SETTLED_NS for _, time_of_change, _ in listing.folders):
            _listings.put(key, listing)
    return [_stamp(path) for path in listing.files]


def _listing(folders: Sequence[Path], lang: str | None) -> _Listing:
    files: list[str] = []
    inner: list[tuple[str, int, int]] = []
    for folder in folders:
        walk = _Walk(folder, lang)
        walk.read(str(folder), DEPTH)
        files += walk.files
        inner += walk.folders
    return _Listing(tuple(files), tuple(inner))


class _Walk:
    """The files below a folder, and the folders that they lie in."""

    def __init__(self, root: Path, lang: str | None) -> None:
        self.root, self.lang = root, lang
        self.files: list[str] = []
        self.folders: list[tuple[str, int, int]] = []

    def read(self, folder: str, depth: int) -> None:
        of_languages = depth == DEPTH - 1 and os.path.basename(folder) == "locale"  # noqa: PTH119
        try:
            self.folders.append(_folder(folder))
            found = listed(folder)
        except (FileProblem, OSError):
            if depth == DEPTH:
                raise
            return  # it may not be read, which who needs what is in it says, or it has just gone
        for entry in found:
            if of_languages and self.lang is not None and entry.name.casefold() != self.lang.casefold():
                continue
            if depth > 1 and leads_to_folder(entry) and not self._is_elsewhere(entry):
                self.read(entry.path, depth - 1)
            else:
                self.files.append(entry.path)

    def _is_elsewhere(self, entry: os.DirEntry[str]) -> bool:
        """Whether it is a link that leads out, to a folder that may hold anything, and is not looked through."""
        return entry.is_symlink() and leads_out([self.root], self.root, Path(entry.path))


def _folder(path: str) -> tuple[str, int, int]:
    status = os.stat(path)  # noqa: PTH116
    return path, status.st_mtime_ns, status.st_ino


def _stamp(path: str) -> Stamp:
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError:  # a link to nothing
        return path, 0, 0
    return path, status.st_mtime_ns, status.st_size
