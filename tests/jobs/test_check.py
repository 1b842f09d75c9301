"""``soleprint check`` of jobs and profiles, and what it says will be printed for safety."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from soleprint.cli import main
from soleprint.errors import ExitCode
from soleprint.jobs.check import check_paths, stated
from tests.safety.content import write_second

JOB = "schema: 1\ncontent: mine\noutputs:\n  - {product: card, routines: [both], size: A4}\n"
LETTERS = """\
schema: 1
outputs:
  - {product: leaflet, routines: [foot], emergency: "112", merge: {table: people.csv}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with content of one's own, in which a routine names two profiles, a job and a profile."""
    mine = write_second(tmp_path / "mine")
    text = (mine / "routines/second-foot.yaml").read_text(encoding="utf-8")
    text = text.replace("id: second-foot", "id: both").replace("safety: second", "safety: [second, leg-and-foot]")
    (mine / "routines/both.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "job.yaml").write_text(JOB, encoding="utf-8")
    (tmp_path / "letters.yaml").write_text(LETTERS, encoding="utf-8")
    (tmp_path / "people.csv").write_text("name\nAna\n", encoding="utf-8")
    (tmp_path / "clinic.yaml").write_text("schema: 1\nname: A clinic\nphone: '020 7946 0000'\n", encoding="utf-8")
    return tmp_path


def test_a_routine_with_two_profiles_says_what_both_say(folder: Path) -> None:
    (line,) = stated([folder / "mine/routines/both.yaml"])
    assert line.startswith("both: safety of second + leg-and-foot: 2 stop texts, 4 rules, 26 conditions (")
    assert line.endswith("; not reviewed: second, leg-and-foot")


def test_a_folder_tells_of_its_own_routines_only(folder: Path) -> None:
    assert [line.split(":")[0] for line in stated([folder / "mine"])] == ["both", "second-foot"]


def test_all_routines_are_told_of_where_no_path_is_given() -> None:
    assert [line.split(":")[0] for line in stated([])] == ["back-of-leg", "foot", "front-of-leg"]


def test_a_job_says_it_for_each_file_with_what_its_product_must_hold(folder: Path) -> None:
    (line,) = stated([folder / "job.yaml"])
    assert line.startswith("card_both_en_A4.pdf: safety of second + leg-and-foot: 2 stop texts")
    assert "; its pages must hold: stop, help, general, zones, review, draft, ask;" in line
    (letter,) = stated([folder / "letters.yaml"])
    assert letter.startswith("leaflet: safety of leg-and-foot:") and "draft, conditions;" in letter


def test_mistakes_of_jobs_and_profiles_are_found_in_their_places(folder: Path) -> None:
    good = [folder / name for name in ("job.yaml", "letters.yaml", "clinic.yaml")]
    assert check_paths(good) == []
    (folder / "job.yaml").write_text(JOB.replace("[both]", "[bath]").replace("card", "crad"), encoding="utf-8")
    (folder / "clinic.yaml").write_text("schema: 1\nname: A clinic\nphone: 1\nphoen: 2\nlogo: {}\n", encoding="utf-8")
    found = [str(finding) for finding in check_paths(good)]
    assert any("job.yaml:4:" in line and 'did you mean "card"' in line for line in found)
    assert any("clinic.yaml:4:1" in line and 'did you mean "phone"' in line for line in found)
    assert list(stated(good)) == list(stated([folder / "letters.yaml"]))


@pytest.mark.parametrize(
    ("name", "data", "place", "code"),
    [
        ("job.yaml", b"schema: 1\noutputs:\n  - {product: card, routines: [foot}\n", ":3:", "invalid-yaml"),
        ("clinic.yaml", b"schema: 1\nname: Praxis M\xfcller\n", ":2:", "not-utf-8"),
    ],
)
def test_a_job_or_profile_that_is_no_yaml_is_told_where(
    name: str, data: bytes, place: str, code: str, folder: Path
) -> None:
    (folder / name).write_bytes(data)
    (finding,) = check_paths([folder / name])
    assert finding.code == code and f"{name}{place}" in str(finding)


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["build", "clinic/clinic.yaml"], "clinic.yaml:3:1: this is a clinic's profile, not a job"),
        (
            ["make", "card", "foot", "--profile", "clinic.yaml"],
            "clinic.yaml:9:1: this is a job, not a clinic's profile",
        ),
    ],
)
def test_a_job_for_a_profile_is_told_once(monkeypatch: pytest.MonkeyPatch, command: list[str], told: str) -> None:
    monkeypatch.chdir(Path(__file__).parents[2] / "examples")
    result = CliRunner().invoke(main, command)
    assert (result.exit_code, result.output.count("[")) == (3, 1)
    assert told in result.output


def test_a_sign_is_content(folder: Path) -> None:
    sign = folder / "mine" / "signs" / "heart.yaml"
    sign.parent.mkdir()
    sign.write_text("x: 1\n", encoding="utf-8")
    (finding,) = check_paths([sign])
    assert (finding.source, finding.code) == (sign.as_posix(), "sign-value")


def test_a_theme_is_no_profile(folder: Path) -> None:
    theme = folder / "themes" / "dim.yaml"
    theme.parent.mkdir()
    theme.write_text("schema: 1\nname: Dim\nextends: claer\n", encoding="utf-8")
    (finding,) = check_paths([theme])
    assert finding.source.endswith("dim.yaml") and 'did you mean "clear"' in finding.message


def test_the_command_tells_findings_and_safety_apart(folder: Path) -> None:
    done = CliRunner().invoke(main, ["check", str(folder / "job.yaml"), str(folder / "clinic.yaml")])
    assert (done.exit_code, done.stdout) == (0, "")
    assert "card_both_en_A4.pdf: safety of second + leg-and-foot" in done.stderr
    (folder / "job.yaml").write_text(JOB.replace("[both]", "[bath]"), encoding="utf-8")
    done = CliRunner().invoke(main, ["check", str(folder / "job.yaml")])
    assert done.exit_code == ExitCode.FINDINGS
    assert 'did you mean "both"' in done.stdout
