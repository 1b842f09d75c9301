from __future__ import annotations

import pytest

from soleprint.errors import UsageProblem
from soleprint.figures.strokes import GLYPHS
from soleprint.figures.theme import PAPER, THEMES, mix, theme
from soleprint.marks import contrast

SURFACES = ("skin", "shade", "hollow", "glow", "cloth", "cloth-shade", "paper")


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("stroke", [*GLYPHS, "zone"])
def test_glyphs_stand_out_from_everything_they_lie_on(name: str, stroke: str) -> None:
    colours = theme(name)
    assert min(contrast(colours.glyph(stroke), colours.colours[s]) for s in SURFACES) >= 3.0


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("stroke", GLYPHS)
def test_badge_digits_are_readable(name: str, stroke: str) -> None:
    assert contrast(theme(name).badge(stroke), PAPER) >= 4.5


@pytest.mark.parametrize("name", THEMES)
def test_a_zone_has_its_own_colour_on_covers_too(name: str) -> None:
    colours = theme(name)
    assert colours.for_covers().arrow("zone") == colours.arrow("zone")
    assert colours.for_covers().arrow("glide") != colours.arrow("glide")


def test_mixed_colours() -> None:
    assert mix("#000000", "#FFFFFF", 0.5) == "#808080"


def test_an_unknown_theme_names_the_known_ones() -> None:
    with pytest.raises(UsageProblem, match="light, tan, brown, deep, paper, outline") as caught:
        theme("pink")
    assert caught.value.code == "unknown-theme"


def test_outline_uses_no_fill_but_paper_on_the_body() -> None:
    colours = theme("outline").colours
    assert {colours[s] for s in SURFACES} == {PAPER} and not theme("outline").solid_badges
