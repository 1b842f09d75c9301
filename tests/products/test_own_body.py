"""A limb, a position and a mode that soleprint has never heard of are lines of a ``body.yaml``: no Python."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import soleprint
from soleprint.errors import ContentError, UsageProblem
from soleprint.products.result import Result
from tests.cli.runner import run
from tests.support.handouts import text

BODY = """\
schema: 1
limbs:
  shoulder: {right: right shoulder, left: left shoulder, each: each shoulder in turn}
  neck: {name: neck}
positions:
  on-the-side: {says: A person lies on one side.}
  propped-up: {says: "A person lies on the back, propped up.", view: position-face-up, lying: true}
modes:
  with-a-ball: {name: "With a ball, for yourself", own_hands: true}
"""
ROUTINE = """\
schema: 1
id: shoulder
title: Quiet shoulder
about: Many people find it relaxing.
claims: [K5]
version: "1.0"
date: 2026-10-01
source: {document: "My own notes"}
safety: leg-and-foot
views: [shoulder]
limb: shoulder
setups:
  - mode: partner
    position: on-the-side
    cue: Lying on one side
    text: Your partner lies on one side.
    source: [S0]
  - mode: with-a-ball
    position: propped-up
    cue: Propped up on pillows
    text: Lie propped up on pillows.
    source: [S1]
steps:
  - id: glide
    cue: Glide over the shoulder
    text: Glide over the shoulder with your palm.
    words_for:
      with-a-ball:
        cue: Roll the ball
        text: Roll the ball over your shoulder.
    moves:
      - id: glide
        source: [S2]
        stroke: glide
        hands: [{hand: either, part: palms}]
        path: {from: shoulder.far, to: shoulder.near}
        direction: toward-heart
  - id: rest
    cue: Rest your hand there
    text: Rest your hand on the shoulder.
    moves:
      - id: rest
        source: [S3]
        stroke: hold
        path: {at: [shoulder.middle]}
finish:
  cue: Do the other shoulder
  text: Do it all again on the other shoulder.
  other_side: true
  source: [S4]
"""
NECK = (
    ROUTINE.replace("id: shoulder\n", "id: neck\n")
    .replace("limb: shoulder", "limb: neck")
    .replace("title: Quiet shoulder", "title: Quiet neck")
    .partition("finish:")[0]
)
GERMAN = {
    "body/limbs/shoulder/each": "eine Schulter nach der anderen",
    "body/limbs/shoulder/left": "linke Schulter",
    "body/positions/propped-up/says": "Eine Person liegt gestützt auf dem Rücken.",
    "routines/shoulder/title": "Ruhige Schulter",
    "routines/shoulder/setups/partner/cue": "Auf der Seite",
}
MADE: tuple[tuple[str, dict[str, str], bool], ...] = (
    ("card", {"size": "A5"}, True),
    ("deck", {}, True),
    ("poster", {"emergency": "112"}, True),
    ("leaflet", {"emergency": "112"}, False),
    ("booklet", {"emergency": "112"}, False),
)
"""Products, what they need, and whether the side stands on them."""


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a shoulder and a neck, and some of their words in German."""
    folder = tmp_path_factory.mktemp("own") / "mine"
    run("new", "view", "shoulder", "--content", folder)
    (folder / "routines").mkdir()
    (folder / "body.yaml").write_text(BODY, encoding="utf-8")
    (folder / "routines/shoulder.yaml").write_text(ROUTINE, encoding="utf-8")
    (folder / "routines/neck.yaml").write_text(NECK, encoding="utf-8")
    run("translate", "update", "de", "--content", folder)
    given = folder.parent / "de.json"
    given.write_text(json.dumps(GERMAN), encoding="utf-8")
    run("translate", "fill", "de", given, "--content", folder)
    return folder


def made(product: str, *routines: str, **given: Any) -> Result:
    return soleprint.make(product, list(routines), **given)


def said(result: Result) -> str:
    return " ".join(text(page) for page in result.publication.pages)


def alts(result: Result) -> str:
    return " ".join(mark.owner.alt or "" for page in result.publication.pages for mark in page.marks)


def test_all_of_it_is_well(mine: Path) -> None:
    assert "0 errors" in run("check", mine).output


@pytest.mark.parametrize(("product", "given", "sided"), MADE, ids=[name for name, *_ in MADE])
def test_a_limb_is_content(product: str, given: dict[str, str], sided: bool, mine: Path) -> None:
    english = made(product, "shoulder", content=mine, **given)
    assert english.findings == ()
    assert ("Each shoulder in turn" in said(english)) == sided
    assert "other shoulder" in said(english)
    german = said(made(product, "shoulder", content=mine, lang="de", **given))
    assert "Ruhige Schulter" in german
    assert ("Eine Schulter nach der anderen" in german) == sided


def test_one_side_is_named_and_leads_on_to_no_other(mine: Path) -> None:
    card = said(made("card", "shoulder", content=mine, side="left"))
    assert "Left shoulder" in card and "other shoulder" not in card
    assert "Linke Schulter" in said(made("card", "shoulder", content=mine, side="left", lang="de"))


def test_a_position_without_a_view_has_no_picture(mine: Path) -> None:
    given: dict[str, Any] = {"content": mine, "emergency": "112"}
    without, drawn = made("booklet", "shoulder", **given), made("booklet", "shoulder", mode="with-a-ball", **given)
    assert "lies on one side" in said(without) and "A person lies" not in alts(without)
    assert "A person lies on the back, propped up." in alts(drawn)
    german = made("booklet", "shoulder", mode="with-a-ball", lang="de", **given)
    assert "Eine Person liegt gestützt auf dem Rücken." in alts(german)


def test_a_mode_has_its_own_words_and_hands(mine: Path) -> None:
    card = made("card", "shoulder", content=mine, mode="with-a-ball")
    assert "Roll the ball" in said(card) and "Glide over" not in said(card)
    assert card.pdf != made("card", "shoulder", content=mine).pdf
    with pytest.raises(UsageProblem, match=r"with-a-bal.*did you mean .with-a-ball"):
        made("card", "shoulder", content=mine, mode="with-a-bal")


def test_what_there_is_one_of_has_no_side(mine: Path) -> None:
    card = said(made("card", "neck", content=mine))
    assert "Neck" in card
    with pytest.raises(UsageProblem, match=r'"neck" is for the neck, which has no left side. Leave --side out'):
        made("card", "neck", content=mine, side="left")
    assert "Which side" not in said(made("leaflet", "neck", content=mine, emergency="112", fold="tri"))
    assert run("make", "card", "neck", "--side", "left", "--content", mine, code=2).stderr.count("[no-sides]") == 1


def test_all_routines_of_one_side_leave_out_what_has_none(mine: Path) -> None:
    result = soleprint.make("booklet", all=True, content=mine, side="left", emergency="112")
    assert [finding.code for finding in result.findings] == ["routine-left-out"]
    assert "neck is left out" in result.findings[0].message and "Quiet shoulder" in said(result)


@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        ("limb: shoulder", "limb: sholder", "unknown-limb", 'did you mean "shoulder"'),
        ("position: on-the-side", "position: on-the-sid", "unknown-position", 'did you mean "on-the-side"'),
        ("mode: partner", "mode: parner", "unknown-mode", 'did you mean "partner"'),
        (
            "    moves:\n      - id: glide",
            "    modes: [partnr]\n    moves:\n      - id: glide",
            "unknown-mode",
            "partner",
        ),
        ("      with-a-ball:", "      with-ball:", "unknown-mode", 'did you mean "with-a-ball"'),
        ("direction: toward-heart", "direction: to-heart", "unknown-direction", 'did you mean "toward-heart"'),
        ("limb: shoulder\n", "", "missing-key", '"limb" is missing'),
        ("limb: shoulder\n", "limb: neck\n", "no-sides", "no other side of the neck"),
    ],
)
def test_a_name_that_is_not_known_is_told_with_its_place(
    old: str, new: str, code: str, says: str, mine: Path, tmp_path: Path
) -> None:
    (tmp_path / "routines").mkdir()
    for name in ("body.yaml", "views/shoulder.yaml", "regions/shoulder.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((mine / name).read_bytes())
    (tmp_path / "routines/shoulder.yaml").write_text(ROUTINE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        made("card", "shoulder", content=tmp_path)
    finding = next(finding for finding in caught.value.findings if finding.code == code)
    assert says in finding.message and finding.line and finding.column
    assert finding.source == (tmp_path / "routines/shoulder.yaml").as_posix()
