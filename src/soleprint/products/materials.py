"""What making needs and may keep: content, look, type and pictures, loaded once and used until a file changes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from soleprint.content.library import Library
    from soleprint.figures import Illustrator
    from soleprint.layout.theme import Theme
    from soleprint.text import Typesetter

DEPTH = 3
"""Levels of folders that content and templates have."""
Stamp = tuple[str, int, int]
"""A file's path, its time of change in nanoseconds and its size."""


@dataclass(frozen=True)
class Studio:
    """The folders, language, theme and side that one call works with. Its parts are made when first used."""

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

        return Library(self.content, lang=self.lang)

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


_kept = lru_cache(maxsize=8)(Studio)


def studio(
    content: tuple[Path, ...],
    templates: tuple[Path, ...],
    theme: str,
    lang: str,
    side: Literal["left", "right"],
    font_dirs: tuple[Path, ...],
) -> Studio:
    """The studio for these; the same one as long as no file in the folders has changed."""
    return _kept(content, templates, theme, lang, side, font_dirs, tuple(stamps((*content, *templates))))


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
