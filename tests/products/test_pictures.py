"""Pictures alone: as wide as asked, of what was asked, in every format and look."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path as FilePath
from typing import Any

import pytest

import soleprint
from soleprint.content.select import setup_for, steps_for
from soleprint.errors import UsageProblem
from soleprint.figures.views import load_view
from soleprint.files.folders import builtin, layers, names
from soleprint.layout.paper import MM
from soleprint.marks import GlyphRun, Group, Path, Primitive, Use
from soleprint.products.result import Result
from tests.ink import reading
from tests.support import pixels
from tests.support.handouts import library, phrases, texts
from tests.support.pages import in_step

ROUTINES = ("back-of-leg", "front-of-leg", "foot")
THEMES = names(layers("templates"), "themes", ".yaml")
STEPS = [
    (routine, number, step.id)
    for routine in ROUTINES
    for number, step in enumerate(
        steps_for(library().routine(routine), setup_for(library().routine(routine), None).mode), 1
    )
]


@cache
def drawn(routine: str, step: str | int | None = None, **given: Any) -> Result:
    return soleprint.picture(routine, step=step, **given)


def view(name: str, **given: Any) -> Result:
    return soleprint.make("view", view=name, **given)


def alt(result: Result) -> str:
    (mark,) = result.publication.pages[0].marks
    assert mark.owner.tag == "Figure"
    return mark.owner.alt or ""


def items(result: Result) -> list[Primitive]:
    """Everything that is painted, symbols and groups opened."""
    found: list[Primitive] = []

    def open_up(item: Primitive) -> None:
        inner = item.symbol.items if isinstance(item, Use) else item.items if isinstance(item, Group) else None
        if inner is None:
            found.append(item)
        for part in inner or ():
            open_up(part)

    for mark in result.publication.pages[0].marks:
        open_up(mark.item)
    return found


def lines(result: Result) -> set[object]:
    """What is drawn with a line, without its colour."""
    return {item.segments for item in items(result) if isinstance(item, Path) and item.stroke}


def words(result: Result) -> set[str]:
    return {item.text.strip() for item in items(result) if isinstance(item, GlyphRun)}


@pytest.mark.parametrize(("routine", "number", "step"), STEPS)
def test_a_step_is_asked_for_by_number_or_id(routine: str, number: int, step: str) -> None:
    by_id, by_number = drawn(routine, step), drawn(routine, number)
    assert alt(by_id) == alt(by_number) == alt(drawn(routine, str(number)))
    assert by_id.pdf == by_number.pdf
    strokes = {library().strokes()[move.stroke].name.lower() for move in _moves(routine, step)}
    assert all(stroke in alt(by_id).lower() for stroke in strokes)


def _moves(routine: str, step: str) -> Any:
    return next(found.moves for found in library().routine(routine).steps if found.id == step)


@pytest.mark.parametrize("routine", ROUTINES)
def test_without_a_step_the_whole_routine_is_drawn(routine: str) -> None:
    whole = drawn(routine)
    count = len([step for step in STEPS if step[0] == routine])
    assert [bool(re.search(rf"\b{number}: ", alt(whole))) for number in range(1, count + 2)] == [True] * count + [False]
    assert whole.publication.title == library().routine(routine).title


@pytest.mark.parametrize("step", ["0", "9", "nothing", ""])
def test_an_unknown_step_is_told_which_there_are(step: str) -> None:
    with pytest.raises(UsageProblem) as caught:
        soleprint.picture("foot", step=step)
    assert caught.value.code == "unknown-step"
    assert all(f"{number} ({name})" in str(caught.value) for routine, number, name in STEPS if routine == "foot")


@pytest.mark.parametrize("width", [5.0, 37.3, 120.0, 1000.0])
@pytest.mark.parametrize("name", ["foot", "leg-back"])
def test_a_picture_is_as_wide_as_asked(name: str, width: float) -> None:
    result = view(name, width=width) if "-" in name else drawn(name, "sole", width=width)
    (page,) = reading.reader(result.pdf).pages
    assert float(page.mediabox.width) / MM == pytest.approx(width, abs=0.1)
    assert float(page.mediabox.height) / MM > 1
    told = re.search(r'<svg [^>]*?width="([\d.]+)pt"', result.svg())
    assert told
    assert float(told[1]) / MM == pytest.approx(width, abs=0.1)


@pytest.mark.parametrize("width", [4.9, 1000.1, -1.0])
def test_a_width_that_cannot_be_is_refused(width: float) -> None:
    with pytest.raises(UsageProblem, match="5 to 1000 mm") as caught:
        soleprint.picture("foot", width=width)
    assert caught.value.code == "option-range"


def test_a_picture_comes_as_pdf_svg_and_png() -> None:
    result = drawn("foot", "sole", width=50.0)
    assert result.pdf.startswith(b"%PDF-")
    assert result.svg().lstrip().startswith("<")
    assert "<svg" in result.svg()
    png = pixels.from_png(result.png(0, 100))
    assert png.shape[1] == pytest.approx(50 / 25.4 * 100, abs=1.5)
    assert (png < 128).any()


def test_pictures_are_described_in_the_language_asked_for() -> None:
    assert alt(drawn("foot", "sole", lang="es")) != alt(drawn("foot", "sole"))
    assert drawn("foot", "sole", lang="es").publication.lang == "es"


def test_left_is_the_mirror_of_right() -> None:
    left, right = (pixels.from_png(drawn("back-of-leg", "knead", side=side).png(0, 30)) for side in ("left", "right"))
    assert "left leg" in alt(drawn("back-of-leg", "knead", side="left"))
    assert left.shape == right.shape
    assert pixels.differing(left, right) > 20


# Views


@pytest.mark.parametrize("name", library().view_ids())
def test_debug_names_every_landmark(name: str) -> None:
    landmarks = set(load_view(layers("content"), name).landmarks)
    assert landmarks <= words(view(name, debug=True))
    assert not words(view(name))


def test_an_unknown_view_is_told_which_may_be_meant() -> None:
    with pytest.raises(UsageProblem, match='did you mean "foot-sole"') as caught:
        view("foot-soul")
    assert caught.value.code == "unknown-view"


def test_the_contact_sheet_has_every_view_and_every_stroke() -> None:
    result = soleprint.contact_sheet()
    (said,) = texts(result)
    strokes = library().strokes().values()
    views = [name for name in library().view_ids() if name != "swatch"]
    assert phrases()["contact-sheet"] in said
    assert [stroke.name for stroke in strokes if stroke.name not in said] == []
    assert [name for name in views if name.replace("-", " ") not in said] == []
    figures = {id(mark.owner) for mark in result.publication.pages[0].marks if mark.owner.tag == "Figure"}
    assert len(figures) == 2 * len(strokes) + len(views), "each stroke by its sign and with hands"
    assert result.publication.sheets[0].width / MM == pytest.approx(297, abs=0.1)


# Looks


@pytest.mark.parametrize("theme", [name for name in THEMES if name != "clear"])
@pytest.mark.parametrize("step", [None, "sole"])
def test_a_theme_changes_colours_and_moves_nothing(theme: str, step: str | None) -> None:
    """A skin may be shaded otherwise, and one without fills needs more outlines; no line moves or goes."""
    one, other = drawn("foot", step), drawn("foot", step, theme=theme)
    assert lines(one) <= lines(other)
    assert len(lines(other)) == len(lines(one)) or theme in ("ink-saving", "high-contrast")
    assert len(lines(one)) > 10
    assert one.publication.pages[0].height == other.publication.pages[0].height
    assert one.pdf != other.pdf
    assert alt(one) == alt(other)


def test_a_hand_can_be_looked_at_as_a_view_can() -> None:
    names = sorted(path.stem for path in (builtin("content") / "hands").glob("*.yaml"))
    for name in names[:3]:
        bare, debug = (soleprint.make("view", view=f"hand:{name}", debug=shown).pdf for shown in (False, True))
        assert len(debug) > len(bare)
    with pytest.raises(UsageProblem, match=r'"hand:glid" is not known; did you mean "hand:glide"'):
        soleprint.make("view", view="hand:glid")


def test_pictures_stand_on_the_grounds_of_a_clinics_colour(tmp_path: FilePath) -> None:
    for name, accent in (("one", "#6A1B7A"), ("two", "#1E4D2B")):
        text = f'schema: 1\nname: A clinic\ncolours: {{accent: "{accent}"}}\n'
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    fields: list[str] = []
    for name in ("one", "two"):
        page = soleprint.make("card", ["foot"], profile=tmp_path / f"{name}.yaml").publication.pages[0]
        stages = [m.item.symbol for m in page.marks if isinstance(m.item, Use) and in_step(m.owner)]
        grounds = {str(item.fill) for stage in stages for item in stage.items[0].items[:1]}  # type: ignore[union-attr]
        assert len(grounds) == 1
        fields.append(*grounds)
    assert len({*fields, "#DCEAED"}) == 3
