"""``soleprint make picture``, ``soleprint view`` and ``make contact-sheet``, as a user types them."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from soleprint.layout.paper import MM
from tests.cli.runner import run
from tests.ink import reading
from tests.support import pixels


@pytest.mark.parametrize("kind", ["pdf", "svg", "png"])
def test_a_picture_comes_in_the_format_that_the_name_ends_in(kind: str, tmp_path: Path) -> None:
    out = tmp_path / f"sole.{kind}"
    told = run("make", "picture", "foot", "--step", "4", "--width", "60", "--out", out, "--dpi", "100")
    assert f"Wrote {out}: 1 page" in told.stderr
    data = out.read_bytes()
    if kind == "pdf":
        assert float(reading.reader(data).pages[0].mediabox.width) / MM == pytest.approx(60, abs=0.1)
    elif kind == "svg":
        width = ElementTree.fromstring(data).get("width", "").removesuffix("pt")
        assert float(width) / MM == pytest.approx(60, abs=0.1)
    else:
        assert pixels.from_png(data).shape[1] == pytest.approx(60 / 25.4 * 100, abs=1.5)


def test_a_step_by_number_is_the_step_by_id(tmp_path: Path) -> None:
    run("make", "picture", "foot", "--step", "4", "--out", tmp_path / "a.svg")
    run("make", "picture", "foot", "--step", "sole", "--out", tmp_path / "b.svg")
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def test_without_a_name_the_file_says_what_it_shows(tmp_path: Path) -> None:
    run("make", "picture", "foot", cwd=tmp_path)
    run("make", "picture", "foot", "--step", "2", "--format", "svg", cwd=tmp_path)
    run("view", "foot-sole", cwd=tmp_path)
    run("view", "foot-sole", "--side", "left", cwd=tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "foot-sole.pdf",
        "foot-sole_left.pdf",
        "foot.pdf",
        "foot_2.svg",
    ]


def test_a_view_can_be_looked_at_in_detail(tmp_path: Path) -> None:
    run("view", "foot-sole", "--debug", "--out", tmp_path / "debug.svg")
    run("view", "foot-sole", "--out", tmp_path / "bare.svg")
    debug, bare = ((tmp_path / name).read_text(encoding="utf-8") for name in ("debug.svg", "bare.svg"))
    assert len(debug) > len(bare)


def test_a_contact_sheet_is_made(tmp_path: Path) -> None:
    run("make", "contact-sheet", "--out", tmp_path / "all.pdf")
    box = reading.reader((tmp_path / "all.pdf").read_bytes()).pages[0].mediabox
    assert sorted((float(box.width) / MM, float(box.height) / MM)) == pytest.approx([297, 420], abs=0.1)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("make", "picture", "foot", "--step", "9"), "It has: 1 ("),
        (("make", "picture", "feet"), "foot"),
        (("make", "picture", "foot", "--width", "2"), "5 to 1000 mm"),
        (("make", "picture", "foot", "--width", "wide"), "is not a length"),
        (("make", "picture", "foot", "--mode", "alone"), "partner"),
        (("view", "foot-soul"), "foot-sole"),
        (("view", "foot-sole", "--theme", "cleer"), "clear"),
    ],
)
def test_mistakes_are_told_and_nothing_is_written(words: tuple[str, ...], told: str, tmp_path: Path) -> None:
    result = run(*words, "--out", "made.pdf", code=2, cwd=tmp_path)
    assert told in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_contact_sheet_that_is_too_small_says_so(tmp_path: Path) -> None:
    result = run("make", "contact-sheet", "--size", "A7", "--out", "made.pdf", code=4, cwd=tmp_path)
    assert "What fits: --size" in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_picture_goes_to_standard_output() -> None:
    assert "<svg" in run("make", "picture", "foot", "--step", "1", "--format", "svg", "--out", "-").stdout
