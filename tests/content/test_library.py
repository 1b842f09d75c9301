"""Folders laid over each other, errors of several files at once, and speed."""

from __future__ import annotations

import time
from pathlib import Path

import msgspec
import pytest

from soleprint.content.library import Library
from soleprint.content.model import Routine
from soleprint.errors import ContentError, UsageProblem
from soleprint.files import folders
from tests.content.sample import SAMPLE, library_with, spoiled

BUILTIN = folders.builtin("content")


def codes(library: Library) -> list[tuple[str, str]]:
    return [(Path(finding.source).name, finding.code) for finding in library.check()]


def test_the_built_in_content_is_good() -> None:
    assert Library([BUILTIN]).check() == []


def test_a_user_folder_adds_and_replaces_file_by_file(tmp_path: Path) -> None:
    own_foot = (BUILTIN / "routines/foot.yaml").read_text(encoding="utf-8").replace("title: Foot", "title: My foot")
    library = library_with(tmp_path, sample=SAMPLE, foot=own_foot)
    assert library.routine_ids() == ("back-of-leg", "foot", "front-of-leg", "sample")
    assert library.routine("foot").title == "My foot"
    assert library.routine("back-of-leg").title == "Back of the leg"
    assert library.check() == []


def test_strokes_of_ones_own_lie_over_the_others_one_by_one(tmp_path: Path) -> None:
    new = "{id: tap, name: tapping, term: tapotement, explains: Tap lightly., picture: a row of dots}"
    known = "{id: glide, name: my glide, term: effleurage, explains: Glide., picture: an arrow}"
    (tmp_path / "strokes.yaml").write_text(f"schema: 1\nstrokes: [{new}, {known}]\n", encoding="utf-8")
    ours, library = Library([BUILTIN]).strokes(), Library([tmp_path, BUILTIN])
    assert list(library.strokes()) == [*ours, "tap"]
    assert library.strokes()["glide"].name == "my glide"
    assert library.strokes()["knead"] == ours["knead"]
    assert library.check() == []


def test_a_warm_routine_is_the_same_object_and_fast() -> None:
    library = Library([BUILTIN])
    first = library.routine("foot")
    start = time.perf_counter()
    for _ in range(1000):
        assert library.routine("foot") is first
    assert time.perf_counter() - start < 0.1


def test_the_structs_survive_msgspec_itself() -> None:
    library = Library([BUILTIN])
    for name in library.routine_ids():
        routine = library.routine(name)
        assert msgspec.convert(msgspec.to_builtins(routine), Routine) == routine


def test_an_unknown_routine_is_a_usage_error_with_the_list() -> None:
    library = Library([BUILTIN])
    with pytest.raises(UsageProblem) as caught:
        library.routine("foott")
    assert caught.value.exit_code == 2
    assert 'did you mean "foot"?' in str(caught.value)
    assert "back-of-leg, foot, front-of-leg" in str(caught.value)
    with pytest.raises(UsageProblem, match="use one of: back-of-leg, foot, front-of-leg"):
        library.routine("../../etc/passwd")
    with pytest.raises(UsageProblem, match="leg-and-foot"):
        library.safety("hand")


def test_findings_of_all_files_come_together(tmp_path: Path) -> None:
    library = library_with(
        tmp_path,
        sample=spoiled("title: A sample", "title: []"),
        foot="",
        other=spoiled("id: sample", "id: other").replace("date: 2026-10-01", "date: never"),
    )
    (tmp_path / "strokes.yaml").write_text((BUILTIN / "strokes.yaml").read_text().replace("id: wring", "id: knead"))
    (tmp_path / "phrases.yaml").write_text("schema: 1\nphrases: {a: It cures you.}\n")
    (tmp_path / "safety").mkdir()
    (tmp_path / "safety/leg-and-foot.yaml").write_text("schema: 1\n\tx: y\n")
    (tmp_path / "regions").mkdir()
    (tmp_path / "regions/arm.yaml").write_text("schema: 1\nchain: arm\nregions: [{id: ankle, name: x}]\n")
    found = codes(library)
    for expected in [
        ("sample.yaml", "wrong-type"),
        ("foot.yaml", "empty-file"),
        ("other.yaml", "wrong-type"),
        ("strokes.yaml", "duplicate-id"),
        ("phrases.yaml", "unsupported-claim"),
        ("leg-and-foot.yaml", "tab"),
        ("arm.yaml", "duplicate-id"),
    ]:
        assert expected in found
    assert len(found) == len(set(found))


def test_built_in_files_are_named_without_their_folder(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    (copy / "routines").mkdir(parents=True)
    library = Library([copy, BUILTIN])
    assert library.shown("routines/foot.yaml") == "content/routines/foot.yaml"
    (copy / "routines/foot.yaml").write_text("x")
    assert library.shown("routines/foot.yaml") == (copy / "routines/foot.yaml").as_posix()


def test_a_relative_user_folder_stays_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine").mkdir()
    library_with(Path("mine"), sample=spoiled("title: A sample", "title: []"))
    with pytest.raises(ContentError, match=r"^mine/routines/sample.yaml:4:8: "):
        Library([Path("mine"), BUILTIN]).routine("sample")


def test_own_claims_cannot_allow_what_is_prohibited(tmp_path: Path) -> None:
    claims = "schema: 1\nclaims:\n  - {id: K5, summary: a, evidence: supported, text: b, because: c}\n"
    (tmp_path / "claims.yaml").write_text(claims)
    gate = library_with(tmp_path, sample=SAMPLE).gate()
    assert gate.first_hit("You can avoid surgery.") is not None
    assert gate.first_hit("It boosts circulation.") is None


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        ("{id: K1, summary: a, evidence: prohibited, text: b, because: c}", "refused-claim"),
        ("{id: K1, summary: a, evidence: mixed, because: c, forbidden: ['(']}", "bad-pattern"),
        ("{id: K1, summary: a, evidence: mixed, because: c, forbidden: ['x*']}", "bad-pattern"),
    ],
)
def test_bad_claims(tmp_path: Path, claim: str, code: str) -> None:
    (tmp_path / "claims.yaml").write_text(f"schema: 1\nclaims:\n  - {claim}\n")
    with pytest.raises(ContentError) as caught:
        library_with(tmp_path).claims()
    assert [(finding.code, finding.line) for finding in caught.value.findings] == [(code, 3)]


def test_words_are_looked_for_where_content_is_and_what_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    content, elsewhere = tmp_path / "mine", tmp_path / "elsewhere"
    for folder in (content / "routines", content / ".git", elsewhere):
        folder.mkdir(parents=True)
        (folder / "own.yaml").write_text("title:\n  Qqarry\n", encoding="utf-8")
    (content / "routines/latin.yaml").write_bytes("title: Qqarry \xe9\n".encode("latin-1"))
    (content / "routines/large.yaml").write_text("# Qqarry\n" * (1 << 17), encoding="utf-8")
    (content / "linked").symlink_to(elsewhere)
    (content / "linked.yaml").symlink_to(elsewhere / "own.yaml")
    (content / "nothing.yaml").symlink_to(elsewhere / "nothing.yaml")
    assert Library([content, BUILTIN]).places_of("Qqarry") == (f"{content.as_posix()}/routines/own.yaml:2",)


def test_landmarks_must_be_in_the_views_that_are_handed_in(tmp_path: Path) -> None:
    library_with(tmp_path, sample=SAMPLE)
    everything = {"ankle", "hip-joint", "calf", "knee.back"}
    good = Library([tmp_path, BUILTIN], {"leg-back": everything})
    assert good.routine("sample").id == "sample"
    bad = Library([tmp_path, BUILTIN], {"leg-back": everything - {"calf"}})
    with pytest.raises(ContentError) as caught:
        bad.routine("sample")
    assert [(finding.code, finding.line) for finding in caught.value.findings] == [("landmark-not-in-view", 46)]


def test_a_move_needs_one_view_that_shows_all_of_it(tmp_path: Path) -> None:
    text = spoiled("views: [leg-back]", "views: [leg-back, knee-front]").replace("at: [calf]", "at: [calf, thigh]")
    library_with(tmp_path, sample=text)
    views = {"leg-back": {"ankle", "hip-joint", "calf", "knee.back"}, "knee-front": {"thigh"}}
    with pytest.raises(ContentError, match="no single view of leg-back, knee-front shows all of: calf, thigh"):
        Library([tmp_path, BUILTIN], views).routine("sample")
