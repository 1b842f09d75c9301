"""Copies for a table of people: all or nothing, the same whoever makes them, and nothing told of anyone."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

import soleprint
from soleprint.errors import ContentError, UsageProblem
from soleprint.ink.pdf import write_pdf
from soleprint.merge import parts
from soleprint.merge.make import check_table, merge
from soleprint.merge.parts import Kind, Share
from soleprint.merge.plan import people, plan_merge
from tests.support import sample

PRODUCER = f"soleprint {soleprint.__version__}"
PROFILE = Path("examples/clinic/clinic.yaml").resolve()
JOB = f"""
schema: 1
profile: {PROFILE}
outputs:
  - product: leaflet
    routines: [foot]
    fold: tri
    merge: {{table: people.csv, name: "{{reference}}", title: "{{title}} ({{reference}})"}}
"""
HEADER = "Reference,Name,Language,How often,Notes"
ROWS = (
    "A-1,Jane Secretname,en,twice a day,",
    "A-2,Łukasz Hiddenski,en,once a day,Go gently.",
    "A-3,فاطمة السرية,ar,مرتين في اليوم,",
    "A-4,Ana Oculta,en,twice a day,",
    "A-5,花子 秘密,zh-Hans,每天,",
    "A-6,Zoë Private,de,jeden Abend,Fangen Sie sanft an.",
)

PLAIN = tuple(f"A-{number},{name},en,twice a day," for number, name in enumerate(
    ("Jane Secretname", "Łukasz Hiddenski", "Mary Covert", "Ana Oculta", "Tom Private", "Zoë Verborgen"), 1
))  # fmt: skip
"""People whose copies have one layout, in one language."""


def job(folder: Path, rows: Sequence[str] = ROWS, text: str = JOB) -> Path:
    (folder / "people.csv").write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    path = folder / "job.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def made(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.pdf"))}


def told(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader((folder / "report.csv").read_text("utf-8-sig").splitlines()))


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(parts.ROWS, "files", 2)


def test_each_person_has_a_file_that_is_his_own_layout(tmp_path: Path) -> None:
    path, out = job(tmp_path), tmp_path / "out"
    report = merge(path, None, out)
    files = made(out)
    assert (report.copies, list(files)) == (6, [f"A-{number}.pdf" for number in range(1, 7)])
    for output in plan_merge(path).outputs:
        for person in people(output):
            asked: Any = {"profile": PROFILE, "fold": "tri", "lang": person.options["lang"], **person.values}
            own = soleprint.make("leaflet", ["foot"], **asked).publication
            plain = write_pdf(replace(own, title=f"{own.title} ({person.values['reference']})"), producer=PRODUCER)
            assert plain == files[f"{person.values['reference']}.pdf"]
    assert told(out)[0] == {"row": "2", "file": "A-1.pdf", "pages": "6", "warnings": ""}
    modes = {path.name: path.stat().st_mode & 0o777 for path in out.iterdir()}
    assert set(modes.values()) == {0o600, 0o700}
    assert modes[".soleprint-merge"] == 0o700


def test_files_for_a_print_shop_have_each_person_s_own_words(tmp_path: Path) -> None:
    inks = f"    standard: pdfx4\n    icc: {sample.folder() / 'press.icc'}\n    merge:"
    path = job(tmp_path, (PLAIN[0], PLAIN[3]), JOB.replace("    merge:", inks))
    merge(path, None, tmp_path / "out")
    said = [
        "".join(page.extract_text() for page in PdfReader(out).pages)
        for out in sorted((tmp_path / "out").glob("*.pdf"))
    ]
    assert ["Jane Secretname" in text for text in said] == [True, False]
    assert ["Ana Oculta" in text for text in said] == [False, True]
    with pytest.raises(UsageProblem, match="pdfx4"):
        merge(path, None, tmp_path / "one", kind="print")


@pytest.mark.parametrize("kind", ["pdf", "print"])
def test_one_pdf_of_all(tmp_path: Path, kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    merge(job(tmp_path, PLAIN), None, tmp_path / "out", kind=kind)
    (name,) = made(tmp_path / "out")
    assert name == ("leaflet.pdf" if kind == "pdf" else "leaflet-print.pdf")
    file = PdfReader(tmp_path / "out" / name)
    assert file.page_labels == [f"A-{number} {side}" for number in range(1, 7) for side in ("1a", "1b")]
    assert [row["file"] for row in told(tmp_path / "out")] == [name] * 6
    merge(job(tmp_path, PLAIN), None, tmp_path / "two", kind=kind, workers=2)
    assert made(tmp_path / "two") == made(tmp_path / "out")
    monkeypatch.setattr("soleprint.merge.volumes.VolumeWriter.full", property(lambda each: each._volume.count == 4))
    if kind == "pdf":
        merge(job(tmp_path, PLAIN), None, tmp_path / "small", kind=kind)
        assert [row["file"] for row in told(tmp_path / "small")] == ["leaflet.pdf"] * 4 + ["leaflet.2.pdf"] * 2
        assert [len(PdfReader(BytesIO(data)).pages) for data in made(tmp_path / "small").values()] == [4, 8]


def test_bytes_depend_on_nobody_else(tmp_path: Path) -> None:
    """Not on the order of rows, on who else is in the table, on the number of processes, or on shares."""
    (tmp_path / "b").mkdir()
    merge(job(tmp_path, PLAIN), None, tmp_path / "one")
    first = made(tmp_path / "one")
    merge(job(tmp_path / "b", PLAIN[::-1]), None, tmp_path / "reversed", workers=2)
    assert made(tmp_path / "reversed") == first
    for number in range(2):
        merge(job(tmp_path, PLAIN), None, tmp_path / "shares", share=Share(number, 2))
    assert made(tmp_path / "shares") == first
    merge(job(tmp_path, PLAIN[3:4]), None, tmp_path / "alone", executor=ThreadPoolExecutor(1))
    assert made(tmp_path / "alone") == {"A-4.pdf": first["A-4.pdf"]}


def test_what_is_made_is_kept_until_a_row_changes(tmp_path: Path) -> None:
    path, out = job(tmp_path, PLAIN), tmp_path / "out"
    merge(path, None, out)
    before = {name: (out / name).stat().st_mtime_ns for name in made(out)}
    assert merge(path, None, out).kept == 6
    (out / "A-1.pdf").unlink()
    rows = [*PLAIN[:3], PLAIN[3].replace("twice", "once"), *PLAIN[4:]]
    assert merge(job(tmp_path, rows), None, out).kept == 2
    after = {name: (out / name).stat().st_mtime_ns for name in made(out)}
    assert [name for name in after if after[name] == before[name]] == ["A-5.pdf", "A-6.pdf"]


def test_an_archive_holds_the_same_files(tmp_path: Path) -> None:
    path = job(tmp_path, PLAIN)
    merge(path, None, tmp_path / "files")
    merge(path, None, tmp_path / "zip", kind="zip")
    with zipfile.ZipFile(tmp_path / "zip" / "leaflet.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == made(tmp_path / "files")
    assert {row["file"] for row in told(tmp_path / "zip")} == {"leaflet.zip"}


def test_nothing_is_made_of_a_table_with_a_mistake(tmp_path: Path) -> None:
    rows = [ROWS[0], "A-2,Łukasz Hiddenski,en,once a day,Go \x07 gently.", "A-3,Ana 𓀀 Oculta,en,x,"]
    with pytest.raises(ContentError) as caught:
        merge(job(tmp_path, rows), None, tmp_path / "out")
    (finding,) = caught.value.findings
    assert (finding.line, finding.column, finding.code) == (3, 5, "control-character")
    path = job(tmp_path, [ROWS[0], rows[2]])
    with pytest.raises(ContentError) as caught:
        merge(path, None, tmp_path / "out")
    (finding,) = caught.value.findings
    assert (finding.line, finding.column, finding.code) == (3, 2, "missing-glyph")
    assert "U+13000" in finding.message
    assert "Oculta" not in finding.message
    assert [str(each) for each in check_table(path)] == [str(finding)]
    assert not (tmp_path / "out").exists()


def test_a_text_that_is_too_long_is_told_with_what_would_fit(tmp_path: Path) -> None:
    rows = [f",,ja,,{'やさしくゆっくり。' * 31}"]
    (finding,) = check_table(job(tmp_path, rows, JOB.replace("{reference}", "{row}", 1)))
    assert (finding.code, finding.line, finding.column) == ("text-too-long", 2, 5)
    assert "279 characters do not fit there; " in finding.message
    assert "would fit" in finding.message


def test_what_fits_nobody_is_told_with_what_can_be_done(tmp_path: Path) -> None:
    (finding,) = check_table(job(tmp_path, ROWS[:1], JOB.replace("fold: tri", "fold: tri\n    size: A5")))
    assert (finding.code, finding.line) == ("does-not-fit", 2)
    assert "--" in finding.message


def test_one_row_can_be_made_alone(tmp_path: Path) -> None:
    path = job(tmp_path, PLAIN)
    merge(path, None, tmp_path / "out")
    from soleprint.merge.make import make_row

    file = make_row(path, None, 4, tmp_path / "try")
    assert file.read_bytes() == made(tmp_path / "out")["A-3.pdf"]
    assert soleprint.preview(path, 4).publication.lang == "en"
    with pytest.raises(UsageProblem, match="no row 99"):
        make_row(path, None, 99, tmp_path / "try")


def test_a_run_that_was_killed_goes_on(tmp_path: Path) -> None:
    """Whatever it had begun is swept, what it had made stays, and the end is that of a run that was left alone."""
    path = job(tmp_path, PLAIN)
    merge(path, None, tmp_path / "whole")
    code = "import sys; from pathlib import Path; from soleprint.merge import parts; parts.ROWS['files'] = 1; "
    code += "from soleprint.merge.make import merge; merge(Path(sys.argv[1]), None, Path(sys.argv[2]))"
    out = tmp_path / "out"
    process = subprocess.Popen([sys.executable, "-c", code, str(path), str(out)], env={**os.environ})
    while not list(out.glob("*.pdf")) and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    killed = made(out)
    assert killed.items() <= made(tmp_path / "whole").items()
    report = merge(path, None, out)
    assert report.copies == 6
    assert made(out) == made(tmp_path / "whole")
    assert [path.name for path in (out / ".soleprint-merge").glob("making-*")] == []


def test_nobody_is_named_but_in_the_copies(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path, out = job(tmp_path, PLAIN), tmp_path / "out"
    merge(path, None, out, workers=2)
    said = capfd.readouterr()
    hidden = b"".join(each.read_bytes() for each in (out / ".soleprint-merge").iterdir())
    for secret in ("Secretname", "Hiddenski", "السرية", "Oculta", "秘密", "twice a day"):
        assert secret not in said.out + said.err
        assert secret.encode() not in hidden + (out / "report.csv").read_bytes()
