"""A stroke without a sign prints its name, and is described by it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import soleprint
from soleprint.content.library import Library
from soleprint.figures import Illustrator, Stage, StrokeName, StrokePicture, Studies
from soleprint.files.folders import builtin, layers
from soleprint.marks import Rect, ink_box
from soleprint.text import Typesetter
from tests.content.sample import SAMPLE
from tests.figures.drawn import runs, texts

TAP = """\
schema: 1
strokes:
  - id: tap
    name: {name}
    term: tapotement
    explains: Tap lightly with the fingertips.
    picture: a row of dots
    paths: [at]
"""


def own(folder: Path, name: str = "tapping") -> Path:
    """A content folder with one stroke of its own, and a routine that uses it once."""
    (folder / "strokes.yaml").write_text(TAP.format(name=name), encoding="utf-8")
    (folder / "routines").mkdir(exist_ok=True)
    (folder / "routines/sample.yaml").write_text(SAMPLE.replace("stroke: knead", "stroke: tap"), encoding="utf-8")
    return folder


def illustrator(folder: Path) -> Illustrator:
    library = Library(layers("content", folder))
    return Illustrator(library, Studies(layers("content", folder)), typesetter=Typesetter("en"))


@pytest.mark.parametrize("product", ["card", "picture", "poster", "deck"])
def test_a_routine_with_it_is_made_and_says_it(tmp_path: Path, product: str) -> None:
    result: Any = soleprint.make(product, "sample", content=own(tmp_path))
    assert "tapping" in result.text()


def test_its_name_stands_on_the_picture_inside_the_field(tmp_path: Path) -> None:
    drawer = illustrator(own(tmp_path))
    routine = drawer.words.routine("sample")  # type: ignore[attr-defined]
    for width, height in ((300.0, 120.0), (60.0, 60.0)):
        symbol = drawer.draw(Stage(routine, "partner", ("calf",)), width, height).symbol
        assert "".join(texts(symbol.items)).strip() == "tapping"
        assert all(Rect(0, 0, width, height).contains(box) for run in runs(symbol.items) if (box := ink_box(run)))
        assert not texts(drawer.draw(Stage(routine, "partner", ("up",)), width, height).symbol.items)


def test_a_long_name_takes_several_lines(tmp_path: Path) -> None:
    drawer = illustrator(own(tmp_path, "tapping lightly with the tips of all fingers of both hands in turn"))
    routine = drawer.words.routine("sample")  # type: ignore[attr-defined]
    found = list(runs(drawer.draw(Stage(routine, "partner", ("calf",)), 90.0, 90.0).symbol.items))
    assert len({round(run.origin[1]) for run in found}) > 1
    assert all(Rect(0, 0, 90, 90).contains(box) for run in found if (box := ink_box(run)))


@pytest.mark.parametrize("subject", [StrokeName("tap"), StrokePicture("tap")])
def test_alone_it_is_its_name_on_a_field(tmp_path: Path, subject: StrokeName | StrokePicture) -> None:
    figure = illustrator(own(tmp_path)).draw(subject, 120.0, 60.0)
    assert texts(figure.symbol.items) == ["tapping"]
    assert figure.alt == "Tapping: Tap lightly with the fingertips."


def test_the_sheet_of_all_strokes_has_it_beside_the_others(tmp_path: Path) -> None:
    shown = soleprint.make("contact-sheet", content=own(tmp_path)).text()
    assert "Tapping: Tap lightly" in shown
    assert len(Library([tmp_path, builtin("content")]).strokes()) == len(Library([builtin("content")]).strokes()) + 1
