"""Files are written as a set, closed where they are one person's, and never over what they are made from."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

import soleprint
from soleprint.errors import FileProblem, UsageProblem
from soleprint.files.folders import builtin
from soleprint.products.options import Patient
from soleprint.products.order import read_order
from soleprint.products.writing import is_of_a_person
from tests.cli.runner import run

posix = pytest.mark.skipif(os.name != "posix", reason="permissions and devices of POSIX")


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


PERSONS = {
    "name": "A. Patient", "date": "1 May", "steps": "1 and 2", "often": "daily", "long": "a week", "notes": "Left knee",
    "appointment": "Monday", "reference": "4711", "slot": ("nick=Al",), "qr": "https://a.example/4711",
}  # fmt: skip


def test_whatever_is_said_of_a_person_is_theirs() -> None:
    order = read_order("leaflet", "foot", {"emergency": "999"})
    assert not is_of_a_person(order)
    assert PERSONS.keys() == Patient.options.keys()
    assert all(is_of_a_person(order.changed(**{name: said})) for name, said in PERSONS.items())


@posix
@pytest.mark.parametrize("asked", [{}, {"often": "daily"}, {"name": "A. Patient"}, {"reference": "4711"}])
def test_what_is_of_a_person_is_for_its_owner_alone(asked: dict[str, Any], tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        (path,) = soleprint.make("leaflet", "foot", emergency="999", **asked).save(tmp_path / "out.pdf")
    finally:
        os.umask(before)
    assert mode(path) == (0o600 if asked else 0o644)


@posix
def test_pictures_of_what_names_a_person_too(tmp_path: Path) -> None:
    paths = soleprint.make("leaflet", "foot", emergency="999", name="A. Patient").save(tmp_path / "out.svg")
    assert {mode(path) for path in paths} == {0o600}


def test_pictures_of_pages_are_all_written_or_none(tmp_path: Path) -> None:
    (tmp_path / "out-2.svg").mkdir()
    with pytest.raises(FileProblem) as caught:
        soleprint.make("leaflet", "foot", emergency="999").save(tmp_path / "out.svg")
    assert caught.value.code == "is-a-folder"
    assert [path.name for path in tmp_path.iterdir()] == ["out-2.svg"]


def test_a_product_and_its_instructions_are_both_written_or_none(tmp_path: Path) -> None:
    (tmp_path / "card-instructions.pdf").mkdir()
    result = run("make", "card", "foot", "--instructions", "--out", "card.pdf", code=6, cwd=tmp_path)
    assert "card-instructions.pdf is a folder" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["card-instructions.pdf"]
    (tmp_path / "card-instructions.pdf").rmdir()
    result = run("make", "card", "foot", "--instructions", "--out", "card.pdf", cwd=tmp_path)
    assert result.stderr.splitlines()[1:] == ["Wrote card-instructions.pdf."]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["card-instructions.pdf", "card.pdf"]


@posix
def test_several_pages_are_not_written_beside_a_device() -> None:
    with pytest.raises(UsageProblem, match="2 pages cannot go to /dev/null as svg"):
        soleprint.make("card", "foot", faces=2).save("/dev/null", format="svg")
    assert not Path("/dev/null-1").exists()
    soleprint.make("card", "foot").save("/dev/null")


def clinic(folder: Path) -> Path:
    (folder / "logo-1.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>', encoding="utf-8"
    )
    path = folder / "clinic.yaml"
    path.write_text(
        'schema: 1\nname: C\nlogo: {file: logo-1.svg, alt: C}\nemergency: {ambulance: "999"}\n', encoding="utf-8"
    )
    return path


@pytest.mark.parametrize(("name", "format"), [("clinic.yaml", "pdf"), ("logo.svg", "svg"), ("link.pdf", "pdf")])
def test_a_profile_and_its_logo_are_not_overwritten(name: str, format: str, tmp_path: Path) -> None:
    profile = clinic(tmp_path)
    (tmp_path / "link.pdf").symlink_to("clinic.yaml")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    result = soleprint.make("leaflet", "foot", profile=profile)
    with pytest.raises(UsageProblem, match="would be overwritten") as caught:
        result.save(tmp_path / name, format="pdf" if format == "pdf" else "svg")
    assert caught.value.code == "overwrites-input"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_ones_own_content_is_not_overwritten_and_a_result_in_its_folder_is(tmp_path: Path) -> None:
    (tmp_path / "routines").mkdir()
    foot = tmp_path / "routines/foot.yaml"
    foot.write_bytes((builtin("content") / "routines/foot.yaml").read_bytes())
    card = soleprint.make("card", "foot", content=tmp_path)
    with pytest.raises(UsageProblem, match="would be overwritten"):
        card.save(foot, format="pdf")
    for _ in range(2):
        card.save(tmp_path / "card.pdf")
    assert foot.read_bytes() == (builtin("content") / "routines/foot.yaml").read_bytes()
