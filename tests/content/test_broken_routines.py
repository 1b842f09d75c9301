"""Every mistake that people make in a routine's file is named at its place, with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from soleprint.content.library import Library
from soleprint.errors import ContentError, ExitCode, Finding
from soleprint.figures import landmarks
from soleprint.files.folders import builtin
from tests.content.breakages import BREAKAGES, STARTER, Breakage, Broken, broken, routines

SEED = 20261128
FOLDERS = [builtin("content")]
LANDMARKS = landmarks(FOLDERS)
MOST = 2
"""Findings of one mistake: a key at the wrong place is unknown there, and missing elsewhere."""


def findings(folder: Path, given: Broken) -> list[Finding]:
    path = folder / "routines" / f"{given.routine}.yaml"
    path.parent.mkdir()
    path.write_text(given.text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        Library([folder, *FOLDERS], LANDMARKS).routine(given.routine)
    assert caught.value.exit_code == ExitCode.CONTENT
    assert {finding.source for finding in caught.value.findings} == {path.as_posix()}
    return list(caught.value.findings)


def test_there_are_enough_ways_and_each_is_another() -> None:
    assert len({breakage.name for breakage in BREAKAGES}) == len(BREAKAGES) >= 60
    given = [broken(breakage, SEED) for breakage in BREAKAGES]
    assert len({each.text for each in given}) == len(given)
    assert {each.routine for each in given} == routines().keys()
    assert [broken(breakage, SEED) for breakage in BREAKAGES] == given


@pytest.mark.parametrize("breakage", BREAKAGES, ids=lambda breakage: breakage.name.replace(" ", "-"))
def test_a_mistake_is_named_at_its_place_with_a_remedy(breakage: Breakage, tmp_path: Path) -> None:
    given = broken(breakage, SEED)
    found = findings(tmp_path, given)
    here = [finding.message for finding in found if (finding.line, finding.column) == (given.line, given.column)]
    told = f"{given.line}:{given.column} {given.text.splitlines()[given.line - 1]}\n" + "\n".join(map(str, found))
    assert here, told
    assert [word for word in breakage.words if not any(word in message for message in here)] == [], told
    assert len(found) <= MOST, told


def test_the_routines_that_are_broken_are_whole_before(tmp_path: Path) -> None:
    (tmp_path / "routines").mkdir()
    for name, text in routines().items():
        (tmp_path / f"routines/{name}.yaml").write_text(text, encoding="utf-8")
    library = Library([tmp_path, *FOLDERS], LANDMARKS)
    assert STARTER in library.routine_ids()
    assert library.check() == []
