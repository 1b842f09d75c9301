"""What pictures are drawn from, which is the same in every language: views, pictures of routines, signs, painters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from soleprint.content.body import Body
from soleprint.content.library import Library
from soleprint.figures import recipes
from soleprint.figures.anatomy import Anatomy
from soleprint.figures.hands import Hands
from soleprint.figures.painter import Painter
from soleprint.figures.pictures import Picture, load_pictures, load_zones
from soleprint.figures.theme import Theme
from soleprint.figures.views import load_view
from soleprint.store import Store

if TYPE_CHECKING:
    from soleprint.content.model import Side
    from soleprint.figures.signs import Signs
    from soleprint.figures.staging import Staging

PAINTERS, LOOKS_OF_SIGNS, STAGINGS = 16, 4, 8
"""How many are kept at least. A picture's colours, its mode, and the ground of its cover or clinic make a painter."""


class Studies:
    """The drawings of some content folders, the user's first. Keep it: what is in it is read and drawn once."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = tuple(folders)
        self._anatomies: dict[str, Anatomy] = {}
        self._pictures: dict[str, tuple[Picture, ...]] = {}
        self._painters: Store[tuple[object, ...], Painter] = Store(PAINTERS)
        self._signs: Store[tuple[str, bool], Signs] = Store(LOOKS_OF_SIGNS)
        self._stagings: Store[tuple[object, ...], Staging] = Store(STAGINGS)

    def anatomy(self, name: str) -> Anatomy:
        """The geometry of a view. Raises FileProblem or ContentError."""
        if name not in self._anatomies:
            self._anatomies[name] = Anatomy(load_view(self.folders, name))
        return self._anatomies[name]

    def pictures(self, routine: str) -> tuple[Picture, ...]:
        """The pictures of a routine, as its file lists them. Raises ContentError."""
        if routine not in self._pictures:
            self._pictures[routine] = load_pictures(self.folders, routine)
        return self._pictures[routine]

    @cached_property
    def body(self) -> Body:
        """The positions and modes there are. Raises ContentError."""
        return Library(self.folders).body

    @cached_property
    def free_zones(self) -> tuple[str, ...]:
        """Where no stroke presses, in pictures of strokes alone. Raises ContentError."""
        return load_zones(self.folders)

    @cached_property
    def placing(self) -> tuple[recipes.Recipe, ...]:
        """How strokes that no file draws are placed. Raises ContentError."""
        return recipes.load_placing(self.folders)

    def painter(self, hands: Theme, theme: Theme, ground: str, heft: float) -> Painter:
        """What paints in a theme on a ground; the theme of its ``hands`` is not that of covers."""
        key = (hands.name, theme.name, theme.clothed, ground, heft)
        return self._painters.get(key) or self._painters.put(
            key, Painter(Hands(self.folders, hands), theme, ground, heft)
        )

    def staging(self, theme: Theme, side: Side, rtl: bool, ground: str, heft: float) -> Staging:
        """The stages in a theme for one side: languages that are read the same way share them, for they hold no words.
        See ``Staging``."""
        from soleprint.figures.staging import Staging

        key = (theme.name, theme.clothed, side, rtl, ground, heft)
        return self._stagings.get(key) or self._stagings.put(key, Staging(self, theme, side, rtl, ground, heft))

    def signs(self, theme: Theme) -> Signs:
        """The signs of the content, in the colours of a theme."""
        from soleprint.figures.signs import Signs

        key = (theme.name, theme.clothed)
        return self._signs.get(key) or self._signs.put(key, Signs(self.folders, self.anatomy, theme))
