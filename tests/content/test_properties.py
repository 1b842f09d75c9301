"""No change of a good file makes anything but a finding or success."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from soleprint.content.library import Library
from soleprint.content.load import examine
from soleprint.content.model import Claims, Regions, Routine, Safety, Strokes
from soleprint.content.nodes import parse
from soleprint.content.rules import Vocabulary, check_routine
from soleprint.errors import ContentError
from soleprint.files import folders
from tests.content.sample import SAMPLE

LIBRARY = Library([folders.builtin("content")])
WORDS = Vocabulary(LIBRARY.strokes(), LIBRARY.regions(), LIBRARY.claims(), {"leg-back": {"ankle"}})
FOOT = json.loads(msgspec.json.encode(LIBRARY.routine("foot")))
JUNK: st.SearchStrategy[Any] = st.sampled_from(
    [None, "", "x", 3, -1.5, True, [], {}, [[]], {"a": {"b": 1}}, "knee.back", ["ankle"], "2026-01-01"]
)


def every_path(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(inner for key, child in children for inner in every_path(child, (*path, key)))]


PATHS = every_path(FOOT)[1:]


def changed(path: tuple[Any, ...], how: str, junk: Any) -> str:
    """The routine as JSON (which is YAML) with the value at ``path`` dropped, renamed, replaced or doubled."""
    copy = json.loads(json.dumps(FOOT))
    parent = copy
    for key in path[:-1]:
        parent = parent[key]
    last = path[-1]
    if how == "replace":
        parent[last] = junk
    elif how == "drop":
        del parent[last]
    elif isinstance(parent, list):
        parent.append(parent[last])
    else:
        parent[f"{last}x"] = parent.pop(last)
    return json.dumps(copy)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.sampled_from(PATHS), st.sampled_from(["replace", "drop", "rename"]), JUNK)
def test_a_changed_routine_loads_or_has_findings(path: tuple[Any, ...], how: str, junk: Any) -> None:
    text = changed(path, how, junk)
    routine, report = examine(parse(text, "x"), Routine, "x", {"stroke": WORDS.strokes, "landmark": WORDS.regions})
    if routine is not None:
        check_routine(routine, WORDS, report)
    assert all(finding.line == 1 and finding.column > 0 for finding in report.findings)
    if not report.findings:
        assert isinstance(routine, Routine)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.integers(0, len(SAMPLE) - 1), st.text(max_size=4), st.integers(0, 5))
def test_a_garbled_file_loads_or_has_findings(offset: int, put: str, cut: int) -> None:
    text = SAMPLE[:offset] + put + SAMPLE[offset + cut :]
    try:
        routine, report = examine(parse(text, "x"), Routine, "x")
    except ContentError as error:
        assert error.findings
    else:
        assert report.findings or isinstance(routine, Routine)


@settings(
    max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=200))
def test_any_bytes_load_or_have_findings(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "routines").mkdir(exist_ok=True)
    (tmp_path / "routines/any.yaml").write_bytes(data)
    with pytest.raises(ContentError):
        Library([tmp_path, *LIBRARY.folders]).routine("any")


@pytest.mark.parametrize("kind", [Claims, Regions, Safety, Strokes])
def test_other_kinds_report_what_is_missing(kind: type) -> None:
    _, report = examine(parse("{}", "x"), kind, "x")
    assert {finding.code for finding in report.findings} == {"missing-key"}


def test_dates_are_dates() -> None:
    assert LIBRARY.routine("foot").date == date(2026, 11, 22)
