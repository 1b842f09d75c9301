"""Routines of words alone, and with pictures of one's own: every product sets them, with all that is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import soleprint
from soleprint.errors import ContentError, UsageProblem
from soleprint.marks import Group, Image, Page, Primitive, Use
from soleprint.preflight.carried import folded
from soleprint.products.result import Result
from tests.support import words_only
from tests.support.vera import validate

CALL: dict[str, Any] = {"emergency": "999"}
WAYS: dict[str, tuple[str, dict[str, Any]]] = {
    "card": ("card", {}),
    "card of two faces": ("card", {"size": "A6", "faces": 2}),
    "card that lies": ("card", {"orientation": "landscape"}),
    "reminder": ("card", {"size": "CR80", "faces": 2, "distance": "25cm"}),
    "poster": ("poster", {}),
    "leaflet": ("leaflet", CALL),
    "leaflet in three": ("leaflet", {**CALL, "fold": "tri"}),
    "leaflet in two": ("leaflet", {**CALL, "fold": "half"}),
    "easy read": ("leaflet", {**CALL, "edition": "easy-read"}),
    "large print": ("leaflet", {**CALL, "edition": "large-print"}),
    "booklet": ("booklet", CALL),
    "deck": ("deck", {}),
}
PICTURES: dict[str, dict[str, str]] = {"words": {}, "some": words_only.SOME, "all": words_only.ALL}
CREDIT = f"Pictures: {words_only.RIGHTS}"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own")
    for name, pictures in PICTURES.items():
        words_only.write(folder, pictures, name)
    return folder


def made(own: Path, way: str, routine: str, **more: Any) -> Result:
    product, given = WAYS[way]
    return soleprint.make(product, routine, content=own, **{**given, **more})


@pytest.mark.parametrize("routine", PICTURES)
@pytest.mark.parametrize("way", WAYS)
def test_it_is_made_with_all_that_it_says(own: Path, way: str, routine: str) -> None:
    result = made(own, way, routine)
    said = folded(result.text())
    pictured = way == "reminder"
    for step, (cue, text, caution) in words_only.STEPS.items():
        assert (pictured and step in PICTURES[routine]) or folded(cue) in said
        if way not in ("card", "card that lies", "poster", "reminder") or (routine == "words" and not pictured):
            assert folded(text) in said
            assert folded(caution) in said
    assert (folded(CREDIT) in said) == bool(PICTURES[routine])
    described = {one.text for one in result.passages() if one.kind == "figure"}
    for step in PICTURES[routine]:
        assert f"Two hands on a third, {step}." in described


def images(items: Any, scale: tuple[float, float] = (1.0, 1.0)) -> list[tuple[float, float]]:
    """Width over height of each picture of samples, as it is printed, over that of its samples."""
    found: list[tuple[float, float]] = []
    for item in items:
        here = (scale[0], scale[1])
        if isinstance(item, (Use, Group)):
            a, b, c, d, _, _ = item.matrix
            assert b == c == 0.0
            here = (scale[0] * a, scale[1] * d)
            inner: tuple[Primitive, ...] = item.symbol.items if isinstance(item, Use) else item.items
            found += images(inner, here)
        elif isinstance(item, Image):
            found.append((item.rect.width * here[0], item.rect.height * here[1]))
    return found


def printed(page: Page) -> list[tuple[float, float]]:
    return images([mark.item for mark in page.marks])


@pytest.mark.parametrize("way", ["card", "poster", "leaflet in three", "easy read", "booklet", "deck", "reminder"])
def test_pictures_keep_their_proportions_and_can_be_made_out(own: Path, way: str) -> None:
    shapes = {round(600 / 400, 3), round(400 / 500, 3)}
    sizes = [size for page in made(own, way, "all").publication.pages for size in printed(page)]
    assert len(sizes) >= 3
    for width, height in sizes:
        assert round(width / height, 3) in shapes
        assert min(width, height) > 12.0


def figures(result: Result) -> list[str]:
    return [one.text for one in result.passages() if one.kind == "figure"]


def test_a_picture_takes_the_place_of_drawn_ones(tmp_path: Path) -> None:
    """Of a step with moves, and of no other."""
    foot = (Path("content/routines/foot.yaml")).read_text(encoding="utf-8")
    words_only.write(tmp_path, {"hold": "hold.jpg"})
    picture = f'    picture: {{file: hold.jpg, alt: A photo., rights: "{words_only.RIGHTS}"}}\n    moves:\n'
    (tmp_path / "routines/foot.yaml").write_text(foot.replace("    moves:\n", picture, 1), encoding="utf-8")
    position, *shown = figures(soleprint.make("card", "foot", content=tmp_path))
    usual = figures(soleprint.make("card", "foot"))
    assert shown[0] == "A photo."
    assert [position, *shown[1:]] == [text for text in usual if " 1: " not in text]


@pytest.mark.parametrize("way", ["card", "leaflet in three", "booklet"])
def test_with_photos_it_conforms(own: Path, way: str) -> None:
    assert validate(made(own, way, "all").pdf, "ua1", "2a") == []


def test_it_is_the_same_again(own: Path, tmp_path: Path) -> None:
    words_only.write(tmp_path, words_only.ALL, "all")
    assert made(own, "card", "all").pdf == made(tmp_path, "card", "all").pdf


def test_a_photo_that_has_changed_is_read_again(tmp_path: Path) -> None:
    """The same order, another file."""
    words_only.write(tmp_path, words_only.SOME)
    before = soleprint.make("card", "by-hand", content=tmp_path).pdf
    (tmp_path / "pictures/hold.jpg").write_bytes(words_only.photo(300, 300, hue=50))
    assert soleprint.make("card", "by-hand", content=tmp_path).pdf != before


def test_every_bad_picture_is_told_when_it_is_made(tmp_path: Path) -> None:
    words_only.write(tmp_path, words_only.SOME)
    for name in words_only.SOME.values():
        (tmp_path / "pictures" / name).write_bytes(b"GIF89a")
    with pytest.raises(ContentError) as caught:
        soleprint.make("leaflet", "by-hand", content=tmp_path, **CALL)
    assert [finding.code for finding in caught.value.findings] == ["picture-type"] * 2
    assert all(finding.line for finding in caught.value.findings)


def test_a_template_that_shows_a_picture_says_whose_it_is(tmp_path: Path) -> None:
    words_only.write(tmp_path, words_only.SOME)
    card = Path("templates/card.xml.j2").read_text(encoding="utf-8")
    (tmp_path / "card.xml.j2").write_text(card.replace(", credit_line)", ")"), encoding="utf-8")
    with pytest.raises(ContentError, match="whose the pictures are"):
        soleprint.make("card", "by-hand", content=tmp_path, templates=tmp_path)


def test_the_picture_of_a_step_is_its_own(own: Path) -> None:
    photo = soleprint.picture("all", step=1, content=own)
    assert [one.text for one in photo.passages()] == ["Two hands on a third, hold."]
    assert soleprint.picture("all", content=own).svg() == soleprint.picture("all", step="hold", content=own).svg()
    assert soleprint.picture("words", content=own).text() == "Drawing of a person sitting.\n"
    with pytest.raises(UsageProblem, match="has words alone"):
        soleprint.picture("words", step=2, content=own)


def test_a_card_in_two_languages(tmp_path: Path) -> None:
    words_only.write(tmp_path, words_only.ALL)
    path = tmp_path / "routines/by-hand.yaml"
    # A caution of one's own has no translation, without which nothing is made.
    path.write_text(path.read_text(encoding="utf-8").replace("    caution: Keep off sore joints.\n", ""), "utf-8")
    said = folded(soleprint.make("card", "by-hand", content=tmp_path, lang="en+es").text())
    assert folded(f"Imágenes: {words_only.RIGHTS}") in said
    assert folded(CREDIT) in said


def test_all_routines_together(own: Path) -> None:
    """Some of words alone, some drawn, in one booklet and one deck."""
    for product, given in (("booklet", CALL), ("deck", {})):
        said = folded(soleprint.make(product, ["words", "foot", "all"], content=own, **given).text())
        assert folded(CREDIT) in said
