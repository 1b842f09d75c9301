"""Shared pictures of the built-in content."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from soleprint.content.library import Library
from soleprint.content.model import Side
from soleprint.figures import Illustrator, Studies
from soleprint.files.folders import builtin
from soleprint.text.typesetter import Typesetter

Draw = Callable[..., Illustrator]


@pytest.fixture(scope="session")
def library() -> Library:
    return Library([builtin("content")])


@pytest.fixture(scope="session")
def illustrator(library: Library) -> Draw:
    """Illustrators by theme, side and clothing, each made once."""
    known: dict[tuple[object, ...], Illustrator] = {}
    digits = Typesetter("en")

    def make(theme: str = "light", side: str = "right", clothed: bool = True) -> Illustrator:
        key = (theme, side, clothed)
        if key not in known:
            chosen: Side = "left" if side == "left" else "right"
            known[key] = Illustrator(library, Studies([builtin("content")]), theme, chosen, digits, clothed)
        return known[key]

    return make
