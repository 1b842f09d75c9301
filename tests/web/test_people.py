"""A table is handed in, looked at, and made into copies; and nothing of it stays."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any, Literal, cast

import pytest
from werkzeug.datastructures import MultiDict
from werkzeug.test import Client, TestResponse

import soleprint
from soleprint.files.private import Private, sweep_private
from soleprint.merge.plan import plan_merge
from soleprint.web import uploaded_tables
from soleprint.web.app import Studio
from soleprint.web.guard import Guard, RequestRefused
from soleprint.web.merge_tasks import MOST_ROWS
from soleprint.web.network import NetworkAddress
from soleprint.web.offers import Folders
from soleprint.web.people_screen import MOST_TABLE
from soleprint.web.uploaded_tables import UploadedTable, UploadedTables
from tests.cli.runner import run
from tests.web.browser import ORIGIN, PORT, Browser, DirectMaker, problems

EXAMPLES = Path(__file__).parents[2] / "examples"
FORM = {"Origin": ORIGIN, "Content-Type": "application/x-www-form-urlencoded"}
LEAFLET = "/people/make/leaflet"
CHOSEN = MultiDict([("routine", "foot"), ("profile", "clinic.yaml")])
TWO = b"Reference,Name,Language\nR-1,Ana Nobody,Spanish\nR-2,Bo Noone,English\n"
PEOPLE = (EXAMPLES / "people.csv").read_bytes()
NAMES = [row[1] for row in csv.reader(io.StringIO(PEOPLE.decode()))][1:]
SECONDS = 300.0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clinic's folder: its profile, a job for its letters, jobs that have no table."""
    path = tmp_path_factory.mktemp("clinic")
    for name in ("clinic", "letters.yaml", "clinic.yaml", "bathroom.yaml", "people.csv"):
        copy: Any = shutil.copytree if (EXAMPLES / name).is_dir() else shutil.copy
        copy(EXAMPLES / name, path / name)
    shutil.copytree(EXAMPLES / "clinic", path, dirs_exist_ok=True)
    (path / "broken.yaml").write_text("schema: 1\noutputs: [\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def temp(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where temporary files are."""
    path = tmp_path_factory.mktemp("temp")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(path))
        yield path


@pytest.fixture(scope="module")
def browser(folder: Path, temp: Path) -> Iterator[Browser]:
    browser = Browser(Folders(working=folder))
    yield browser
    browser.studio.close()
    assert list(temp.iterdir()) == []


def handed_in(browser: Browser, path: str, table: bytes, name: str = "people.csv", form: Any = ()) -> str:
    """The address of a table that was taken, when nothing more is being done."""
    sent = browser.hand_in(path, table, name, form)
    assert sent.status_code == 303, problems(sent)
    at = sent.headers["Location"]
    assert re.fullmatch(r"/people/table/[\w-]{20,}", at)
    waited_for(browser, at)
    return at


def waited_for(browser: Browser, at: str) -> TestResponse:
    """The page, when nothing more is being done."""
    until = time.monotonic() + SECONDS
    while "data-works" in browser.get(f"{at}/now").text:
        assert time.monotonic() < until
        time.sleep(0.1)
    return browser.get(at)


def rows(page: TestResponse) -> dict[int, tuple[str, list[str]]]:
    """The state of each row that a page shows, and what is told of it."""
    found = {}
    for row in page.text.split('<th scope="row">')[1:]:
        state = re.search(r'class="state (\w+)"', row)
        assert state
        told = re.findall(r'<li class="lines" dir="auto">([^<]*)', row.partition("</tr>")[0])
        found[int(row.partition("<")[0])] = state[1], [unescape(one) for one in told]
    return found


def told(page: TestResponse) -> str:
    """What is said of the whole."""
    found = re.search(r'<(p|div) class="told (?:bad|good)" data-say>(.*?)</\1>', page.text, re.DOTALL)
    assert found, page.text
    return unescape(re.sub(r"<[^>]*>|\s+", " ", found[2])).strip()


def post(browser: Browser, path: str) -> TestResponse:
    return browser.client.post(path, base_url=ORIGIN, headers=FORM)


def made(browser: Browser, at: str, kind: str) -> None:
    assert post(browser, f"{at}/start/{kind}").headers["Location"] == at
    assert f'href="{at}/{kind}/0"' in waited_for(browser, at).text


# What is made


def test_what_can_be_made_is_offered(browser: Browser) -> None:
    text = browser.get("/people").text
    assert 'href="/people/job/letters.yaml"' in text
    for name in ("clinic.yaml", "bathroom.yaml", "broken.yaml", "people.csv"):
        assert f"/people/job/{name}" not in text
        assert browser.get(f"/people/job/{name}").status_code == 404
    assert re.findall(r'href="/people/make/(\w+)"', text) == ["booklet", "leaflet"]
    assert browser.get("/people/make/nothing").status_code == 404
    assert 'href="/people" aria-current="true"' in text


def test_the_form_asks_for_what_all_have_in_common(browser: Browser) -> None:
    text = browser.get(f"{LEAFLET}?routine=foot&profile=clinic.yaml&name=Ana").text
    for name in ("table", "routine", "lang", "profile", "size", "fold", "edition", "strict"):
        assert f'id="f-{name}"' in text
    for name in ("name", "notes", "qr", "slot", "content"):
        assert f'id="f-{name}"' not in text
    assert "Ana" not in text
    assert 'enctype="multipart/form-data"' in text
    assert '<option value="clinic.yaml" selected>' in text and 'value="foot" checked' in text


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_table_to_fill_in_is_understood(browser: Browser, tmp_path: Path, lang: str) -> None:
    """A spreadsheet knows it for UTF-8; every column of it is known, in whatever language it is downloaded."""
    browser.get(f"/language?ui={lang}&to=/")
    for path in (LEAFLET, "/people/job/letters.yaml"):
        answer = browser.get(f"{path}/columns.csv")
        assert answer.mimetype == "text/csv" and "attachment" in answer.headers["Content-Disposition"]
        assert answer.data.startswith(b"\xef\xbb\xbf")
        (tmp_path / "people.csv").write_bytes(answer.data + b"Ana\r\n")
        job = EXAMPLES / "letters.yaml"
        if path == LEAFLET:
            job = tmp_path / "job.yaml"
            job.write_text('schema: 1\noutputs: [{product: leaflet, emergency: "999", merge: {}}]\n', encoding="utf-8")
        plan = plan_merge(job, tmp_path / "people.csv")
        assert plan.warnings == ()
        names = {column.name for column in (*plan.outputs[0].columns.fields, *plan.outputs[0].columns.options)}
        assert {"name", "reference", "date", "notes", "qr", "routines", "lang", "side"} <= names
    browser.get("/language?ui=en&to=/")


def test_the_columns_have_the_names_that_the_job_gives_them(browser: Browser) -> None:
    header = browser.get("/people/job/letters.yaml/columns.csv").data.decode("utf-8-sig").strip().split(",")
    assert {"Seen", "Link", "Name", "Language", "How often"} <= set(header)
    assert not {"Date", "Qr"} & set(header)


def test_twelve_people_in_five_languages(
    browser: Browser, folder: Path, temp: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    at = handed_in(browser, "/people/job/letters.yaml", PEOPLE)
    page = browser.get(at)
    assert told(page) == "All copies can be made: 12."
    assert rows(page) == {number: ("makes", []) for number in range(2, 14)}
    text = unescape(page.text)
    assert [name for name in NAMES if name not in text] == []
    for language in ("English", "Deutsch – German", "español – Spanish", "français – French", "العربية – Arabic"):
        assert f"<bdi>{language}</bdi>" in text
    assert "<bdi>Foot</bdi> · <bdi>Back of the leg</bdi>" in text

    shown = browser.get(f"{at}/row/0/10")
    assert "(العربية – Arabic) is a draft" in unescape(shown.text)
    sides = re.findall(r'<img class="paper[^"]*" src="([^"]+)"', shown.text)
    expected = soleprint.preview(folder / "letters.yaml", 10)
    assert [browser.get(side).text for side in sides] == [expected.svg(0), expected.svg(1)]
    assert f'href="{at}/row/0/9"' in shown.text and f'href="{at}/row/0/11"' in shown.text

    made(browser, at, "zip")
    for address in re.findall(r'(?:href|src|action|data-now)="([^"]*)"', browser.get(at).text + shown.text):
        assert not [name for name in NAMES if any(part in unescape(address) for part in name.split())]
    (private,) = temp.iterdir()
    for each in (private, *private.rglob("*")):
        assert each.stat().st_mode & 0o077 == 0, each
        assert not [name for name in NAMES if name in each.name]
    sent = browser.get(f"{at}/zip/0")
    assert sent.headers["Content-Disposition"] == "attachment; filename*=UTF-8''leaflet.zip"
    run("merge", folder / "letters.yaml", "--out", tmp_path, "--as", "zip")
    assert sent.data == (tmp_path / "leaflet.zip").read_bytes()

    assert told(browser.get(at)).startswith("All is downloaded.")
    assert list(temp.iterdir()) == []
    for path in (f"{at}/zip/0", f"{at}/row/0/10", sides[0]):
        assert browser.get(path).status_code == 404
    assert not [name for name in NAMES if name in unescape(browser.get(at).text)]
    assert not [name for name in NAMES for out in capfd.readouterr() if name in out]
    assert {cookie.key for cookie in browser.client._cookies.values()} <= {  # type: ignore[union-attr]
        f"soleprint-{PORT}",
        f"soleprint-{PORT}-language",
    }


@pytest.mark.parametrize("kind", ["pdf", "print"])
def test_choices_make_what_a_job_makes(
    browser: Browser, folder: Path, temp: Path, tmp_path: Path, kind: Literal["pdf", "print"]
) -> None:
    form = MultiDict([*CHOSEN.items(multi=True), ("size", "Letter"), ("side", "left")])
    at = handed_in(browser, LEAFLET, TWO, form=form)
    made(browser, at, kind)
    sent = browser.get(f"{at}/{kind}/0")
    job = folder / "own.yaml"
    job.write_text(
        "schema: 1\nprofile: clinic.yaml\n"
        "outputs: [{product: leaflet, routines: [foot], size: Letter, side: left, merge: {}}]\n",
        encoding="utf-8",
    )
    (tmp_path / "two.csv").write_bytes(TWO)
    report = soleprint.merge(job, tmp_path / "two.csv", tmp_path / "out", output=kind)
    job.unlink()
    assert sent.data == (tmp_path / "out" / report.lines[0][1]).read_bytes()
    assert list(temp.iterdir()) == []


def test_a_workbook_is_taken_too(browser: Browser) -> None:
    at = handed_in(browser, LEAFLET, workbook([["Name", "Language"], ["Ana", "es"]]), "P.XLSX", CHOSEN)
    assert rows(browser.get(at)) == {2: ("makes", [])}
    post(browser, f"{at}/drop")


def workbook(cells: list[list[str]]) -> bytes:
    """A workbook with a sheet of texts."""
    lines = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>" for row in cells
    )
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships {links}><Relationship Id="a" Type="{office}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{office}"><sheets><sheet name="S" sheetId="1" r:id="b"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships {links}><Relationship Id="b" Type="{office}/worksheet" '
        'Target="worksheets/s.xml"/></Relationships>',
        "xl/worksheets/s.xml": f"<worksheet {main}><sheetData>{lines}</sheetData></worksheet>",
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


# What is wrong


MISTAKES = """Reference,Name,Language,Side,Date,Notes,,Exercises
R-1,Ana Uno,English,left,2026-11-02,Gently,,foot
R-2,Bo Due,Klingon,left,2026-13-02,Gently,,foot
R-3,Cy Tre,English,middle,2026-11-02,Gently,,knee
R-4,Di Four,English,left,2026-11-02,This cures cancer,,foot
R-5,Ed \U00013000,English,left,2026-11-02,Gently,,foot
R-1,Fi <script>alert(1)</script>,English,left,2026-11-02,Gently,,foot
R-7,Gus Seven,English,left,2026-11-02,Gently,beside,foot
""".encode()


def test_every_mistake_is_told_by_row_and_column(browser: Browser) -> None:
    at = handed_in(browser, LEAFLET, MISTAKES, form=CHOSEN)
    page = browser.get(at)
    assert told(page).endswith("Rows that cannot be made: 5.")
    found = rows(page)
    assert {number: state for number, (state, _) in found.items()} == {
        2: "makes", 3: "cannot", 4: "cannot", 5: "cannot", 6: "cannot", 7: "cannot", 8: "warns",
    }  # fmt: skip
    places = {number: [message.partition(":")[0] for message in messages] for number, (_, messages) in found.items()}
    assert places[3] == ["Column C “Language”", "Column E “Date”"]
    assert places[4] == ["Column D “Side”", "Column H “Exercises”"]
    assert places[5] == ["Column F “Notes”"]
    assert places[6] == ["Column B “Name”"]
    assert places[7] == ["Column A “Reference”"] and "row 2" in found[7][1][0]
    assert places[8] == ["Column G"]
    assert "such as English or en" in found[3][1][0] and "U+13000" in found[6][1][0]
    assert "Choose one of: left, right, both." in found[4][1][0]
    assert "<script>alert" not in page.text and "Fi &lt;script&gt;" in page.text

    only = browser.get(f"{at}?only=problems")
    assert rows(only) == {number: one for number, one in found.items() if number != 2}
    assert f'href="{at}/row/0/8?only=problems"' in only.text
    refused = browser.get(f"{at}/row/0/4")
    assert "Column D “Side”" in unescape(refused.text) and 'class="paper' not in refused.text
    assert post(browser, f"{at}/start/zip").status_code == 303
    assert "data-works" not in browser.get(at).text  # nothing is made before every row is right
    assert post(browser, f"{at}/drop").headers["Location"] == f"{LEAFLET}?routine=foot&profile=clinic.yaml"


@pytest.mark.parametrize(
    ("table", "name", "says"),
    [
        (b"", "people.csv", "This file is empty."),
        (TWO, "people.pdf", "Save it as one of: .xlsx, .xlsm, .ods, .csv, .tsv, .txt."),
        (TWO, "../../people", "This is no table"),
        (TWO, "", "Choose the file of your table."),
        (b"x" * (MOST_TABLE + 1), "people.csv", "larger than 4 MB"),
    ],
)
def test_what_is_no_table_is_refused_at_once(browser: Browser, temp: Path, table: bytes, name: str, says: str) -> None:
    answer = browser.hand_in(LEAFLET, table, name, CHOSEN)
    assert answer.status_code == 422
    assert says in problems(answer)["table"]
    assert 'href="#f-table"' in answer.text and 'value="foot" checked' in answer.text
    assert browser.hand_in("/people/job/letters.yaml", table, name).status_code == 422
    assert list(temp.iterdir()) == []


def test_what_is_far_too_large_is_not_read(browser: Browser) -> None:
    answer = browser.hand_in(LEAFLET, b"x" * (MOST_TABLE + 200_000), "people.csv", CHOSEN)
    assert answer.status_code == 413
    assert "larger than 4 MB" in answer.text


def test_choices_that_cannot_be_are_told_by_their_fields(browser: Browser, temp: Path) -> None:
    form = {"routine": "foot", "bleed": "zz", "size": "A99", "profile": "../x.yaml"}
    assert problems(browser.hand_in(LEAFLET, TWO, form=form)).keys() == {"bleed", "size", "profile"}
    assert problems(browser.hand_in(LEAFLET, TWO, form={"routine": "foot"})).keys() == {"emergency"}
    assert problems(browser.hand_in(LEAFLET, TWO, form={"routine": "knee"})).keys() == {"routine"}
    assert list(temp.iterdir()) == []


def bomb() -> bytes:
    """A workbook of half a megabyte that holds 600."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", bytes(600 << 20), compresslevel=1)
    return out.getvalue()


@pytest.mark.parametrize(
    ("table", "name", "says"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "people.csv", "this is no text"),
        (b"PK\x03\x04" + b"\0" * 100, "people.csv", "this is a workbook under the name of a file of text"),
        (TWO, "people.xlsx", "this is no workbook that can be read"),
        (bomb, "people.xlsx", "far more than a table of people"),
        (b"Name,Notes\nAna,\xc3\xa4\xc3\xa4\xff\n", "people.csv", "Row 2, column"),
        (b"Ana Nobody,1 High Street\n", "people.csv", "no name in this row is that of a column"),
        (b"Name,Name\nAna,Bo\n", "people.csv", "Row 1, column B: This column has the same name as column 1"),
        (b'Name,Notes\nAna,"never closed\n', "people.csv", "a quotation mark is opened"),
        (b"Name\n" + b"Ana\n" * (MOST_ROWS + 1), "people.csv", "more rows than the studio takes (20000)"),
    ],
)
def test_a_table_that_is_none_is_told_in_one_message(
    browser: Browser, temp: Path, table: bytes | Callable[[], bytes], name: str, says: str
) -> None:
    data = table if isinstance(table, bytes) else table()
    page = browser.get(handed_in(browser, LEAFLET, data, name, CHOSEN))
    assert says in told(page)
    assert "Ana" not in page.text and str(temp) not in page.text
    assert list(temp.iterdir()) == []  # nobody can do anything with it


def test_a_table_of_nobody_is_told(browser: Browser) -> None:
    at = handed_in(browser, LEAFLET, b"Name,Language\n", form=CHOSEN)
    assert told(browser.get(at)).startswith("There is nobody in this table.")
    post(browser, f"{at}/drop")


def test_a_job_with_mistakes_is_told(browser: Browser, folder: Path) -> None:
    job = folder / "slip.yaml"
    job.write_text("schema: 1\noutputs:\n- product: leaflet\n  routines:\n  - knee\n  merge: {}\n", encoding="utf-8")
    said = told(browser.get(handed_in(browser, "/people/job/slip.yaml", TWO)))
    job.unlink()
    assert "slip.yaml:5:" in said and "Choose one of: back-of-leg, foot" in said and str(folder) not in said


def test_below_a_path_of_another_server_all_addresses_have_it(browser: Browser) -> None:
    at = handed_in(browser, LEAFLET, b"Name,Language\nAna,en\n", form=CHOSEN)
    for path in ("/people", LEAFLET, "/people/job/letters.yaml", at, f"{at}/now", f"{at}/row/0/2"):
        text = browser.client.get(path, base_url=f"{ORIGIN}/leaflets").text
        found = re.findall(r'(?:href|src|action|data-now)="(/[^"]*)"', text)
        assert found and [one for one in found if not one.startswith("/leaflets/")] == [], path
    post(browser, f"{at}/drop")


# What is seen of long work


def test_it_is_done_without_scripts(browser: Browser) -> None:
    """While the table is checked there is a link that says how far it is, and a button that stops it."""
    at = browser.hand_in("/people/job/letters.yaml", PEOPLE).headers["Location"]
    page = browser.get(at)
    assert "<progress" in page.text and f'<a class="link see-how" href="{at}"' in page.text
    assert f'action="{at}/drop"' in page.text
    assert "style=" not in page.text and page.text.count("<script") == 1
    assert post(browser, f"{at}/drop").headers["Location"] == "/people/job/letters.yaml"
    assert browser.get(at).status_code == 404


def test_a_stop_leaves_nothing(browser: Browser, temp: Path) -> None:
    at = browser.hand_in("/people/job/letters.yaml", PEOPLE).headers["Location"]
    upload = the_screen(browser).get(at.rpartition("/")[2])
    post(browser, f"{at}/drop")
    assert upload.checking.result.end == "stopped" and upload.checking.parts == []
    assert list(temp.iterdir()) == []


def test_copies_that_are_stopped_are_deleted_and_the_table_stays(browser: Browser, temp: Path) -> None:
    at = handed_in(browser, LEAFLET, TWO, form=CHOSEN)
    post(browser, f"{at}/start/zip")
    page = browser.get(at).text
    assert f'action="{at}/stop/zip"' in page and "data-works" in page
    post(browser, f"{at}/stop/zip")
    assert {path.name for path in temp.glob("*/*") if not path.name.startswith(".")} == {"table.csv", "job.yaml"}
    made(browser, at, "zip")
    made(browser, at, "pdf")
    assert browser.get(f"{at}/zip/0").data.startswith(b"PK")
    assert rows(browser.get(at)) and 'class="good">Downloaded.' in browser.get(at).text  # the other file is still there
    assert browser.client.head(f"{at}/pdf/0", base_url=ORIGIN).status_code == 200  # which takes nothing away
    assert browser.get(f"{at}/pdf/0").data.startswith(b"%PDF")
    assert list(temp.iterdir()) == []


def the_screen(browser: Browser) -> UploadedTables:
    """The tables of a studio."""
    return the_screen_of(browser.studio)


def the_screen_of(studio: Studio) -> UploadedTables:
    (found,) = {route.answer.__self__.tables for route in studio._routes.values() if "people" in route.path}  # type: ignore[attr-defined]
    assert isinstance(found, UploadedTables)
    return found


def test_a_table_that_nobody_visits_is_deleted(browser: Browser, temp: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = handed_in(browser, LEAFLET, TWO, form=CHOSEN)
    side = re.findall(r'src="(/side/[^"]+)"', browser.get(f"{at}/row/0/2").text)[0]
    tables = the_screen(browser)
    tables.tidy()
    assert browser.get(at).status_code == 200
    monkeypatch.setattr(uploaded_tables, "SECONDS_KEPT", -1)
    tables.tidy()
    assert browser.get(at).status_code == 404
    assert browser.get(side).status_code == 404
    assert list(temp.iterdir()) == []


def test_old_tables_make_room(browser: Browser, temp: Path) -> None:
    ats = [browser.hand_in(LEAFLET, b"Name,Name\n", form=CHOSEN).headers["Location"] for _ in range(5)]
    assert [browser.get(at).status_code for at in ats] == [404, 200, 200, 200, 200]


def on_a_network(folder: Path) -> tuple[Client, UploadedTables]:
    """A browser that has the studio of a network, and the tables of that studio."""
    network = NetworkAddress("print.clinic.example")
    studio = Studio(Guard(PORT, network), DirectMaker(), Folders(working=folder), network)
    return Client(studio), the_screen_of(studio)


def hand_in_there(client: Client) -> TestResponse:
    data = MultiDict([*CHOSEN.items(multi=True), ("table", (io.BytesIO(b"Name,Name\n"), "people.csv"))])
    there = "http://print.clinic.example"
    return client.post(LEAFLET, base_url=there, data=data, headers={"Origin": there})


def test_on_a_network_tables_of_others_never_make_room(folder: Path, temp: Path) -> None:
    client, tables = on_a_network(folder)
    other = Client(client.application)
    first = hand_in_there(other)
    cookie = first.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and "Path=/" in cookie
    ats = [hand_in_there(client).headers["Location"] for _ in range(6)]
    assert len({one.owner for one in tables.all()}) == 2 and len(tables.all()) == 5
    there = "http://print.clinic.example"
    assert client.get(ats[1], base_url=there).status_code == 404
    assert client.get(ats[2], base_url=there).status_code == 200
    assert other.get(first.headers["Location"], base_url=there).status_code == 200
    tables.close()


def test_a_table_for_which_there_is_no_room_is_refused_and_says_so(
    folder: Path, temp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, tables = on_a_network(folder)
    assert hand_in_there(client).status_code == 303
    held = sum(one.size_on_disk for one in tables.all())
    monkeypatch.setattr(uploaded_tables, "MOST_BYTES", max(held, 1))
    full = hand_in_there(Client(client.application))
    assert full.status_code == 503 and "There is no room for another table now" in full.text
    monkeypatch.setattr(uploaded_tables, "MOST_BYTES", 1 << 20)
    monkeypatch.setattr(uploaded_tables, "MOST_WORKING", 0)
    assert "making something else" in hand_in_there(Client(client.application)).text
    assert len(tables.all()) == 1
    tables.close()


def test_those_who_hand_in_at_once_do_not_get_the_same_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table of one is written, and its process begins, while the other asks for a place."""
    monkeypatch.setattr(uploaded_tables, "MOST_WORKING", 1)
    tables, both, asked = UploadedTables(lambda keys: None), threading.Barrier(2, timeout=30), threading.Event()
    said: list[object] = []

    def hand_in(owner: str) -> None:
        def begin() -> UploadedTable:
            assert asked.wait(30)
            return cast("UploadedTable", Nothing(owner))

        both.wait()
        try:
            said.append(tables.add(owner, 1, begin)[1].owner)
        except RequestRefused as refused:
            said.append(refused.key)
            asked.set()

    some = [threading.Thread(target=hand_in, args=(owner,)) for owner in ("a", "b")]
    for each in some:
        each.start()
    for each in some:
        each.join()
    assert len(said) == 2 and "busy" in said
    tables.close()


class Nothing:
    """A table that is being worked on."""

    size_on_disk, visited, works = 1, float("inf"), True

    def __init__(self, owner: str) -> None:
        self.owner = owner

    def close(self, why: str) -> None:
        """Nothing is to be deleted."""


def test_a_key_is_of_one_studio(browser: Browser, folder: Path) -> None:
    at = handed_in(browser, LEAFLET, TWO, form=CHOSEN)
    other = Browser(Folders(working=folder))
    for path in (at, f"{at}/now", f"{at}/row/0/2", f"{at}/zip/0"):
        assert other.get(path).status_code == 404
    assert post(other, f"{at}/drop").status_code == 404
    assert browser.bare(at, {}).status_code == 401
    other.studio.close()
    assert browser.get(at).status_code == 200
    for path in (f"{at}/row/0/1", f"{at}/row/1/2", f"{at}/zip/0", f"{at}/exe/0", f"{at}/../x"):
        assert browser.get(path).status_code == 404
    post(browser, f"{at}/drop")


# When the studio ends


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_no_trace_is_left_when_the_studio_ends(folder: Path, tmp_path: Path, how: signal.Signals) -> None:
    """However it ends: what a process leaves that is killed, the next one sweeps."""
    command = [sys.executable, "-m", "soleprint", "studio", "--no-browser"]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            left = handed_to(server, tmp_path)
            server.send_signal(how)
            said = "".join(server.communicate(timeout=60))
        finally:
            server.kill()
    if how is signal.SIGKILL:
        assert left.exists()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(tempfile, "tempdir", str(tmp_path))
            sweep_private()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert not [name for name in [*NAMES, "Nobody"] if name in said]
    assert "Traceback" not in said


def handed_to(server: subprocess.Popen[str], temp: Path) -> Path:
    """The file in which a studio keeps a table that it has just been given."""
    assert server.stdout is not None
    found = re.search(r"http://\S+", server.stdout.readline())
    assert found
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor())
    opener.open(found[0], timeout=60).close()
    base = found[0].partition("/start")[0]
    body = b'--b\r\nContent-Disposition: form-data; name="table"; filename="Ana Nobody.csv"\r\n\r\n' + PEOPLE
    told = {"Origin": base, "Content-Type": "multipart/form-data; boundary=b"}
    request = urllib.request.Request(f"{base}/people/job/letters.yaml", body + b"\r\n--b--\r\n", told)
    with opener.open(request, timeout=60) as answer:
        assert b"data-works" in answer.read()
    (table,) = temp.glob(".soleprint-*/table.csv")
    assert table.read_bytes() == PEOPLE
    return table


def test_folders_of_living_processes_are_not_swept(temp: Path) -> None:
    private = Private()
    file = private.write("x", b"x")
    sweep_private()
    assert file.read_bytes() == b"x"
    private.close()
    private.close()
    assert not private.path.exists()
