"""A step that no view shows gets no other picture in its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from soleprint.content.library import Library
from soleprint.errors import ContentError
from soleprint.figures import Illustrator, Scene, Studies
from soleprint.figures.strokes import GLYPHS
from soleprint.files import folders
from soleprint.files.folders import layers
from tests.content.sample import SAMPLE

BUILTIN = folders.builtin("content")


def test_every_stroke_of_ours_is_drawn() -> None:
    assert set(Library([BUILTIN]).strokes()) == set(GLYPHS)


def test_a_step_that_no_view_shows_has_no_picture(tmp_path: Path) -> None:
    """The person lying face down would say nothing of it."""
    hidden = SAMPLE.replace("views: [leg-back]", "views: [foot-top]").replace("        view: leg-back\n", "")
    (tmp_path / "routines").mkdir()
    (tmp_path / "routines/sample.yaml").write_text(hidden, encoding="utf-8")
    library = Library([tmp_path, BUILTIN])
    illustrator = Illustrator(library, Studies(layers("content", tmp_path)))
    with pytest.raises(ContentError) as caught:
        illustrator.draw(Scene(library.routine("sample"), "partner", "first"), 100, 100)
    (finding,) = caught.value.findings
    assert finding.code == "no-picture"
    assert '"first"' in finding.message
    assert finding.source.endswith("routines/sample.yaml")
