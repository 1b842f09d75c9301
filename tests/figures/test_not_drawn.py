"""A stroke without a sign, or a step that no view shows, gets no other picture in its place."""

from __future__ import annotations

from pathlib import Path

import pytest

import soleprint
from soleprint.content.library import Library
from soleprint.errors import ContentError, Finding
from soleprint.figures import Illustrator, Scene, Studies
from soleprint.figures.strokes import GLYPHS
from soleprint.files import folders
from soleprint.files.folders import layers
from soleprint.products.check import check_all
from tests.content.sample import SAMPLE, place

BUILTIN = folders.builtin("content")
TAP = """\
  - id: tap
    name: tapping
    term: tapotement
    explains: Tap lightly with the fingertips.
    picture: a row of dots
    paths: [at]
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A content folder with a stroke of its own, and a routine that uses it once."""
    (tmp_path / "strokes.yaml").write_text((BUILTIN / "strokes.yaml").read_text(encoding="utf-8") + TAP, "utf-8")
    (tmp_path / "routines").mkdir()
    (tmp_path / "routines/sample.yaml").write_text(SAMPLE.replace("stroke: knead", "stroke: tap"), encoding="utf-8")
    return tmp_path


def stroke_findings(findings: list[Finding] | tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.code == "stroke-not-drawn"]


def test_check_names_the_stroke_at_its_line(own: Path) -> None:
    found = [finding for finding in stroke_findings(check_all([], own)) if "routines" in finding.source]
    assert len(found) == 1
    assert (found[0].source, found[0].line) == ((own / "routines/sample.yaml").as_posix(), tapping(own))
    assert '"tap"' in found[0].message
    assert "glide" in found[0].message


def tapping(own: Path) -> int:
    return place((own / "routines/sample.yaml").read_text(encoding="utf-8"), "tap\n")[0]


@pytest.mark.parametrize("product", ["card", "picture", "poster"])
def test_a_routine_with_it_is_not_made(own: Path, product: str) -> None:
    with pytest.raises(ContentError) as caught:
        soleprint.make(product, "sample", content=own)
    assert caught.value.exit_code == 3
    assert [finding.line for finding in stroke_findings(caught.value.findings)] == [tapping(own)]


def test_others_are_made(own: Path) -> None:
    assert soleprint.make("picture", "foot", content=own, step="1").pages == 1


def test_a_key_of_all_strokes_does_not_show_it_as_another(own: Path) -> None:
    with pytest.raises(ContentError) as caught:
        soleprint.make("contact-sheet", content=own)
    (finding,) = caught.value.findings
    assert finding.code == "stroke-not-drawn"
    assert "contact-sheet.xml.j2" in finding.source
    assert '"tap"' in finding.message


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
