"""Signs: all can be drawn in every skin, mistakes are named, and red legs are told from healthy ones in grey."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from soleprint.content.library import Library
from soleprint.errors import ContentError, FileProblem
from soleprint.figures import THEMES, Illustrator, SignPicture, Studies
from soleprint.figures.check import findings
from soleprint.figures.signs import Limb, Shape, load_sign, sign_check
from soleprint.files.folders import layers, names
from soleprint.marks import Group, Primitive, Use, contrast
from soleprint.marks import Path as Outline

FOLDERS = layers("content")
SIGNS = names(FOLDERS, "signs", ".yaml")


def shapes(items: tuple[Primitive, ...]) -> Iterator[Outline]:
    for item in items:
        if isinstance(item, Outline):
            yield item
        elif isinstance(item, Group):
            yield from shapes(item.items)
        elif isinstance(item, Use):
            yield from shapes(item.symbol.items)


@pytest.mark.parametrize("theme", sorted(THEMES))
def test_every_sign_is_drawn_in_every_skin(theme: str) -> None:
    illustrator = Illustrator(Library(FOLDERS), Studies(FOLDERS), theme)
    for name in SIGNS:
        figure = illustrator.draw(SignPicture(name), 124.7, 102.0)
        assert len(list(shapes(figure.symbol.items))) > 1, name
        assert figure.alt == "", "what stands beside it says it"
        assert (figure.symbol.bbox.width, figure.symbol.bbox.height) == (124.7, 102.0)


@pytest.mark.parametrize("theme", sorted(THEMES))
def test_a_sore_leg_is_told_from_the_other_in_grey(theme: str) -> None:
    colours = THEMES[theme].colours
    assert contrast(colours["hot"], colours["skin"]) >= 1.6


@pytest.mark.parametrize("name", ["leg-swollen", "lymphoedema", "pregnant-swelling"])
def test_a_swollen_leg_stands_beside_one_that_is_not(name: str) -> None:
    widths = [art.wider for art in load_sign(FOLDERS, name).art if isinstance(art, Limb)]
    assert len(widths) == 2
    assert max(widths) >= 1.6 * min(widths)


@pytest.mark.parametrize(("name", "role"), [("joint-hot", "alarm"), ("leg-cold", "calm"), ("leg-red", "alarm")])
def test_what_the_colour_of_skin_says_lines_say_too(name: str, role: str) -> None:
    """In grey and in outlines the fill is not seen."""
    lines = [art for art in load_sign(FOLDERS, name).art if isinstance(art, Shape) and art.line == role]
    assert sum(len(art.path.split("M")) - 1 for art in lines) >= 3


def test_every_condition_and_easy_sentence_has_a_sign_that_is_there() -> None:
    for profile in map(Library(FOLDERS).safety, Library(FOLDERS).safety_ids()):
        assert [condition.id for condition in profile.conditions if condition.sign not in SIGNS] == []
        assert len(profile.signs) == len(profile.general)
        easy = profile.stop.easy
        assert easy is not None
        every = (*easy.never, *easy.today, *easy.ambulance, *easy.also)
        assert {*profile.signs, *(sentence.sign for sentence in every)} <= set(SIGNS)


def test_subjects_differ() -> None:
    subjects = [load_sign(FOLDERS, name).subject for name in SIGNS]
    assert len(set(subjects)) == len(subjects)


HEAD = "schema: 1\nid: mine\nsubject: a thing\nsize: [44, 36]\nart:\n"


@pytest.mark.parametrize(
    ("art", "says"),
    [
        ("  - {draw: shape, path: M0 0L1 1, fill: mauve}", 'no colour "mauve"'),
        ("  - {draw: shape, path: L1 1}", "begins with M"),
        ("  - {draw: shape, path: M0 0Lx}", "a number is expected"),
        ("  - {draw: sign, sign: mine}", "more than 4 deep"),
        ("  - {draw: sign, sign: fever, colours: {skin: mauve}}", 'no colour "mauve"'),
        ("  - {draw: shape, path: M0 0L1 1, width: 0}", "width"),
    ],
)
def test_what_a_sign_has_wrong_is_named(tmp_path: Path, art: str, says: str) -> None:
    (tmp_path / "signs").mkdir()
    (tmp_path / "signs" / "mine.yaml").write_text(HEAD + art, encoding="utf-8")
    with pytest.raises(ContentError, match=says):
        sign_check((tmp_path, *FOLDERS))("mine")
    found = findings((tmp_path, *FOLDERS), {}, (), ())
    assert [finding.source for finding in found if finding.code == "sign-value"][:1] != []


def test_a_sign_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(FileProblem, match="fever"):
        sign_check(FOLDERS)("feverish")
