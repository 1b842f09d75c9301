"""What making needs and may keep: content, look, type and pictures, loaded once and used until a file changes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from soleprint.files.folders import layers

if TYPE_CHECKING:
    from soleprint.content.library import Library
    from soleprint.figures import Illustrator
    from soleprint.layout.theme import Theme
    from soleprint.products.order import Order
    from soleprint.text import Typesetter

DEPTH = 3
"""Levels of folders that content and templates have."""
Stamp = tuple[str, int, int]
"""A file's path, its time of change in nanoseconds and its size."""


@dataclass(frozen=True)
class Materials:
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
        from soleprint.content.library import Library
        from soleprint.figures.strokes import GLYPHS

        return Library(self.content, lang=self.lang, drawn=GLYPHS)

    @cached_property
    def theme(self) -> Theme:
        from soleprint.layout.theme import theme

        return theme(self.templates, self.theme_name)

    @cached_property
    def typesetter(self) -> Typesetter:
        from soleprint.text import Typesetter

        return Typesetter(self.lang, self.font_dirs)

    @cached_property
    def illustrator(self) -> Illustrator:
        from soleprint.figures import Illustrator

        figures = self.theme.figure or "light"
        return Illustrator(self.library, self.content, figures, self.side, self.typesetter)


_kept = lru_cache(maxsize=8)(Materials)


def materials(order: Order) -> tuple[Materials, ...]:
    """The materials of an order, one for each of its languages; the same ones as long as no file has changed.

    Raises FileProblem for folders that are not there.
    """
    from soleprint.products.options import Own

    own = order[Own]
    content, templates = layers("content", own.content), layers("templates", own.templates)
    stamp = tuple(stamps((*content, *templates)))
    side: Literal["left", "right"] = "left" if order.side == "left" else "right"
    return tuple(_kept(content, templates, order.theme, lang, side, own.font_dir, stamp) for lang in order.langs)


def stamps(folders: Sequence[Path]) -> Iterator[Stamp]:
    """A stamp of each file in the folders, down to ``locale/LANG/FILE``."""
    for folder in folders:
        yield from _stamps(folder, DEPTH)


def _stamps(folder: Path | str, depth: int) -> Iterator[Stamp]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if depth > 1 and entry.is_dir():
            yield from _stamps(entry.path, depth - 1)
        else:
            yield _stamp(entry)


def _stamp(entry: os.DirEntry[str]) -> Stamp:
    status = entry.stat()
    return entry.path, status.st_mtime_ns, status.st_size
