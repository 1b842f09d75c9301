from __future__ import annotations

from pathlib import Path

import pytest

from soleprint.content.library import Library
from soleprint.errors import ContentError, FileProblem
from soleprint.figures import landmarks
from soleprint.figures.anatomy import Anatomy
from soleprint.figures.reading import read
from soleprint.figures.views import View, load_view
from soleprint.files.folders import builtin, names

FOLDERS = [builtin("content")]
VIEWS = names(FOLDERS, "views", ".yaml")

PLAIN = """schema: 1
id: plain
subject: a square
extent: [0, 0, 10, 10]
lines:
  ring: 0 0, 10 0, 10 10, 0 10
closed: [ring]
contour: [ring]
art:
  - {draw: fill, shape: ring}
"""


@pytest.fixture(scope="module", params=VIEWS)
def anatomy(request: pytest.FixtureRequest) -> Anatomy:
    return Anatomy(load_view(FOLDERS, str(request.param)))


def test_every_view_of_the_issue_is_there() -> None:
    assert set(VIEWS) >= {
        *("leg-back", "leg-front", "knee-front", "foot-sole", "foot-top", "foot-inner-side", "foot-outer-side"),
        *("foot-held", "foot-greeting", "seated-self", "hand", "position-face-down", "position-face-up"),
        *("position-face-up-knee-bent", "position-seated"),
    }


def test_landmarks_lie_on_the_limb(anatomy: Anatomy) -> None:
    outside = [name for name, at in anatomy.view.landmarks.items() if not anatomy.covers(at)]
    assert outside == []


def test_zones_and_reaches_belong_to_landmarks(anatomy: Anatomy) -> None:
    view = anatomy.view
    assert set(view.zones) | set(view.reach) <= set(view.landmarks)


def test_the_extent_holds_the_limb(anatomy: Anatomy) -> None:
    x0, y0, x1, y1 = anatomy.view.extent
    ring = [p for name in anatomy.view.contour for p in anatomy.polyline(name)]
    inside = [p for p in ring if x0 - 12 <= p[0] <= x1 + 12 and y0 - 12 <= p[1] <= y1 + 12]
    assert len(inside) == len(ring)


def test_file_name_is_id(anatomy: Anatomy) -> None:
    assert anatomy.view.id in VIEWS


def test_landmark_names_are_places_of_the_content(anatomy: Anatomy, library: Library) -> None:
    if anatomy.view.id != "swatch":
        assert set(anatomy.view.landmarks) | set(anatomy.view.far) <= set(library.regions())


def test_lanes_run_from_edge_to_edge() -> None:
    anatomy = Anatomy(load_view(FOLDERS, "leg-back"))
    assert anatomy.lanes is not None
    (left, _), (right, _) = anatomy.lanes.at(335, -1), anatomy.lanes.at(335, 1)
    assert [left, right] == pytest.approx([-61.7, 58.8], abs=1)
    assert anatomy.lanes.lane(118, 404, 0.3)[-1][1] == pytest.approx(404)


def test_every_landmark_a_routine_uses_is_on_its_view(library: Library) -> None:
    known = landmarks(FOLDERS)
    for name in library.routine_ids():
        routine = library.routine(name)
        for move in (move for step in routine.steps for move in step.moves):
            path = move.path
            used = {*path.at, *path.around, *(n for n in (path.start, path.to) if n)}
            views = [move.view] if move.view else routine.views
            assert any(used <= known[view] for view in views if view), f"{name} {move.id}: {used}"


@pytest.mark.parametrize(
    ("wrong", "line", "words"),
    [
        ("extent: [0, 0, 10]", 4, "length 4"),
        ("extent: [0, 0, ten, 10]", 4, "Expected `float`"),
        ("extents: [0, 0, 10, 10]", 1, "extents"),
    ],
)
def test_a_mistake_is_named_with_its_place(wrong: str, line: int, words: str) -> None:
    text = PLAIN.replace("extent: [0, 0, 10, 10]", wrong)
    with pytest.raises(ContentError, match=words) as caught:
        read(text, "content/views/plain.yaml", "view", View)
    (finding,) = caught.value.findings
    assert (finding.source, finding.line, finding.code) == ("content/views/plain.yaml", line, "view-value")


RING = "  ring: 0 0, 10 0, 10 10, 0 10\n"


@pytest.mark.parametrize(
    "same",
    [
        "  ring: [[0, 0], [10, 0], [10, 10], [0, 10]]\n",
        "  ring:\n    0 0, 10 0,\n    10 10, 0 10\n",
        "  ring: >-\n    0 0, 10 0,\n    10 10, 0 10\n",
        '  ring: "0 0,10 0,  10 10, 0.0 10"\n',
    ],
)
def test_a_line_is_the_same_however_its_points_are_written(same: str) -> None:
    one, other = (read(text, "plain.yaml", "view", View) for text in (PLAIN.replace(RING, same), PLAIN))
    assert one == other


@pytest.mark.parametrize(
    ("wrong", "place", "words"),
    [
        ("  a: 0 0, 1 1\n  ring: 0 0, 10 0,\n    10 1o, 0 10\n", (8, 5), "Expected `float`"),
        ("  ring: 0 0, 10 0 x, 0 10\n", (6, 14), "Invalid enum value 'x'"),
        ("  ring: 0 0, 10, 0 10\n", (6, 14), "length"),
        ("  ring: 0 0, 10 0, 0 10,\n", (6, 25), "length"),
        ("  ring: 0 0, 10 0 c 3, 0 10\n", (6, 14), "length"),
        ("  ring: 0 0, c c, 0 10\n", (6, 14), "Expected `float`"),
        ("  ring: 0 0, 10 9999\n", (6, 14), "<= 5000"),
        ("  ring: 0 0, 10 nan\n", (6, 14), "-5000"),
        ("  ring: O 0, 10 0\n", (6, 9), "Expected `array`"),
        ("  ring: [[0, 0], [10, x]]\n", (6, 23), "Expected `float`"),
        ("  ring:\n", (6, 8), "Expected `array`"),
    ],
)
def test_a_mistake_in_a_line_is_named_with_its_point_and_how_to_write_it(
    wrong: str, place: tuple[int, int], words: str
) -> None:
    with pytest.raises(ContentError, match='Write each point as "x y"') as caught:
        read(PLAIN.replace(RING, wrong), "plain.yaml", "view", View)
    (finding,) = caught.value.findings
    assert (finding.code, finding.line, finding.column) == ("view-value", *place)
    assert words in finding.message


@pytest.mark.parametrize("text", ["1 2, 3 4", "1 2 c, 3 4 c"])
def test_a_point_of_a_tube_has_a_radius(text: str) -> None:
    with pytest.raises(ContentError, match="x y radius"):
        read(PLAIN.replace("closed:", f"tubes:\n  arm: {text}\nclosed:"), "plain.yaml", "view", View)


def test_a_name_that_is_not_there_is_named() -> None:
    with pytest.raises(ContentError, match='"rong" is used here') as caught:
        read(PLAIN.replace("shape: ring", "shape: rong"), "plain.yaml", "view", View)
    assert [finding.code for finding in caught.value.findings] == ["view-reference"]


def test_broken_yaml_is_no_traceback() -> None:
    with pytest.raises(ContentError, match="not valid YAML") as caught:
        read(PLAIN + "  - {draw: fill", "plain.yaml", "view", View)
    assert caught.value.findings[0].line > 0


def test_an_unknown_view_lists_the_known() -> None:
    with pytest.raises(FileProblem, match="leg-back"):
        load_view(FOLDERS, "elbow")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"a: &x [1, 2]\nb: [*x, *x]\n", "alias"),
        (b"\xff\xfe", "not-utf-8"),
        (b"[" * 60 + b"]" * 60, "too-deep"),
        (b"# " + b"x" * 2_000_000, "file-too-large"),
        (b"a: !!python/object:os.system x\n", "tag"),
    ],
)
def test_a_hostile_view_is_refused_with_its_name(tmp_path: Path, text: bytes, code: str) -> None:
    (tmp_path / "views").mkdir()
    (tmp_path / "views" / "mine.yaml").write_bytes(text)
    with pytest.raises(ContentError) as caught:
        load_view([tmp_path], "mine")
    assert [finding.code for finding in caught.value.findings] == [code]
    assert "mine.yaml" in str(caught.value)
