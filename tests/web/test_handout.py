"""The screen Hand out: what it shows of a job, what it prints, and what it does not."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

import soleprint
from soleprint.web import result_calls
from soleprint.web.offers import Folders
from tests.cli.runner import run
from tests.web.browser import Browser, problems

ROOT = Path(__file__).parents[2]
PERSON = {"name": "Ana Nobody", "often": "daily", "notes": "go gently"}
JOB = """\
schema: 1
profile: clinic.yaml
outputs:
  - {product: leaflet, routines: [foot], lang: [en, es]}
  - {product: card, routines: [foot], lang: en+ar, faces: "2", file: wall}
  - {product: picture, routines: [foot], lang: en, file: drawing.svg}
"""
LEAFLET, SPANISH, CARD = "leaflet_foot_en_A4.pdf", "leaflet_foot_es_A4.pdf", "wall.pdf"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clinic's folder, with a job."""
    path = tmp_path_factory.mktemp("clinic")
    shutil.copytree(ROOT / "examples" / "clinic", path, dirs_exist_ok=True)
    (path / "job.yaml").write_text(JOB, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def browser(folder: Path) -> Browser:
    return Browser(Folders(working=folder, job=folder / "job.yaml"))


@pytest.fixture(scope="module")
def late(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> Path:
    """The same, whose review is long due."""
    path = tmp_path_factory.mktemp("late")
    shutil.copytree(folder, path, dirs_exist_ok=True)
    text = (path / "clinic.yaml").read_text(encoding="utf-8")
    text = text.replace("2026-11-01", "2018-11-01").replace("2028-10-31", "2020-10-31")
    (path / "clinic.yaml").write_text(text, encoding="utf-8")
    return path


def shown(browser: Browser, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return re.sub("[\u2066-\u2069]", "", unescape(answer.text)).replace("\N{NO-BREAK SPACE}", " ")


def test_a_studio_with_a_job_opens_with_it(browser: Browser) -> None:
    assert browser.get("/").headers["Location"] == "/handout"
    assert browser.get("/make").status_code == 200


def test_languages_are_buttons_in_their_own_script(browser: Browser) -> None:
    page = shown(browser, "/handout")
    for code, own, english in (("es", "español", "Spanish"), ("ar", "العربية", "Arabic"), ("en", "English", "")):
        assert f'href="/handout?lang={code}"' in page
        assert f'<span lang="{code}" dir="auto">{own}</span>' in page
        assert english in page
    assert "<article" not in page  # none is chosen
    assert 'href="/handout?lang=es" aria-current="true"' in shown(browser, "/handout?lang=es")


def test_the_files_of_a_language_are_shown(browser: Browser) -> None:
    """Those in two languages under both; pictures are not handed out."""
    english, spanish, arabic = (shown(browser, f"/handout?lang={lang}") for lang in ("en", "es", "ar"))
    assert [one.count("<article") for one in (english, spanish, arabic)] == [2, 1, 1]
    assert LEAFLET in english and CARD in english and CARD in arabic and SPANISH in spanish
    assert "drawing" not in english + spanish + arabic
    assert "<bdi>Foot</bdi>" in spanish and '<bdi lang="es">Pie</bdi>' in spanish
    assert "<bdi>Both: pictures in front, words behind</bdi>" in arabic
    assert "In date: to be reviewed by 31 October 2028." in english
    assert "This translation is a draft" in spanish and "This translation is a draft" in arabic
    assert "No health professional has checked its content yet." in english


def test_a_picture_is_the_first_side(browser: Browser, folder: Path) -> None:
    (side,) = re.findall(r'<img class="paper" src="([^"]+)"', shown(browser, "/handout?lang=es"))
    wanted = soleprint.make("leaflet", "foot", lang="es", profile=folder / "clinic.yaml").svg()
    answer = browser.get(side)
    assert answer.text == wanted and answer.mimetype == "image/svg+xml"
    for file in ("nothing.pdf", "drawing.svg", "../clinic.yaml", "clinic.yaml"):
        assert browser.get(f"/handout/side?file={file}").status_code == 404


def test_files_are_those_that_build_makes(browser: Browser, folder: Path, tmp_path: Path) -> None:
    soleprint.build(folder / "job.yaml", tmp_path)
    for file in (LEAFLET, SPANISH, CARD):
        sent = browser.post("/handout/pdf", {"open": file, "lang": "en"})
        assert urlsplit(sent.headers["Location"]).path.endswith(f"/{file}")
        opened = browser.get(sent.headers["Location"])
        assert opened.data == (tmp_path / file).read_bytes()
        assert opened.headers["Content-Disposition"].startswith("inline")
    saved = browser.get(browser.post("/handout/pdf", {"save": CARD}).headers["Location"])
    assert saved.headers["Content-Disposition"] == f"attachment; filename*=UTF-8''{CARD}"


def test_a_person_is_printed_and_in_no_address(
    browser: Browser, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = sorted(folder.rglob("*"))
    sent = browser.post("/handout/pdf", {"open": SPANISH, "lang": "es", **PERSON})
    wanted: Any = soleprint.make
    result = wanted("leaflet", "foot", lang="es", profile=folder / "clinic.yaml", **PERSON)
    assert browser.get(sent.headers["Location"]).data == result.pdf
    told = (sent.headers["Location"], browser.get("/handout?lang=es").text, *capfd.readouterr())
    assert not [text for text in told if "Nobody" in text or "gently" in text]
    assert sorted(folder.rglob("*")) == before
    assert result_calls._kept[
        sent.headers["Location"].split("/")[2]
    ].personal  # it is forgotten with all that was set for it


def test_a_file_takes_what_it_has_room_for(browser: Browser, folder: Path) -> None:
    """A card says nothing of a person, so its page does not ask; beside a leaflet it says that it has no room."""
    assert 'name="name"' not in shown(browser, "/handout?lang=ar")
    english = shown(browser, "/handout?lang=en")
    assert 'id="f-name"' in english and 'id="f-often"' in english
    assert english.count("It has no room for what is said of a person.") == 1
    assert 'id="f-slot"' not in english  # no product here names slots
    sent = browser.post("/handout/pdf", {"open": CARD, **PERSON})
    result = soleprint.make("card", "foot", lang="en+ar", faces=2, profile=folder / "clinic.yaml")
    assert browser.get(sent.headers["Location"]).data == result.pdf


def test_a_problem_stands_by_its_field_and_what_was_typed_stays(browser: Browser) -> None:
    answer = browser.post("/handout/pdf", {"open": LEAFLET, "lang": "en", "name": "Ana", "qr": "no address"})
    assert answer.status_code == 422
    assert problems(answer).keys() == {"qr"}
    assert 'value="Ana"' in answer.text and "<details open>" in answer.text
    claims = browser.post("/handout/pdf", {"open": LEAFLET, "lang": "en", "notes": "It cures cancer."})
    assert problems(claims).keys() == {"notes"}


def test_what_is_no_file_of_the_job_is_not_made(browser: Browser) -> None:
    for form in ({}, {"open": "nothing.pdf"}, {"open": "drawing.svg"}, {"save": "../job.yaml"}):
        assert browser.post("/handout/pdf", form).status_code == 404


def test_values_are_escaped(browser: Browser) -> None:
    nasty = '"><script>alert(1)</script>'
    answer = browser.post("/handout/pdf", {"open": LEAFLET, "lang": "en", "name": nasty, "qr": nasty, "job": nasty})
    assert answer.status_code == 422
    assert "<script>alert" not in answer.text + browser.get(f"/handout?lang={nasty}").text


# Out of date


def test_what_is_out_of_date_takes_a_second_click(late: Path) -> None:
    browser = Browser(Folders(working=late, job=late / "job.yaml"))
    page = shown(browser, "/handout?lang=es")
    assert "Out of date: it was to be reviewed by 31 October 2020." in page
    assert "In date" not in page
    folded = page.partition('<details class="anyway">')
    assert "Print</button>" not in folded[0] and "Print</button>" in folded[2].partition("</details>")[0]
    refused = browser.post("/handout/pdf", {"open": SPANISH, "lang": "es"})
    assert refused.status_code == 422 and "Out of date" in problems(refused)[""]
    (again,) = set(re.findall(r'formaction="([^"]+)"', folded[2]))
    sent = browser.post(again, {"open": SPANISH})
    wanted = soleprint.make("leaflet", "foot", lang="es", profile=late / "clinic.yaml")
    assert browser.get(sent.headers["Location"]).data == wanted.pdf


def test_when_strict_it_is_not_printed_at_all(late: Path) -> None:
    browser = Browser(Folders(working=late, job=late / "job.yaml", strict=True))
    page = shown(browser, "/handout?lang=es")
    assert "Out of date" in page and "<button class" not in page.partition("<article")[2]
    assert browser.get(f"/handout/side?file={SPANISH}").status_code == 200  # what it is can still be seen
    for path in ("/handout/pdf", "/handout/pdf?late=yes"):
        refused = browser.post(path, {"open": SPANISH})
        assert refused.status_code == 422 and problems(refused)[""].startswith("Out of date")


def test_without_a_date_none_is_said(folder: Path, tmp_path: Path) -> None:
    job = tmp_path / "job.yaml"
    job.write_text("schema: 1\noutputs:\n  - {product: card, routines: [foot]}\n", encoding="utf-8")
    page = shown(Browser(Folders(working=tmp_path, job=job)), "/handout")
    assert "No review date is set." in page and "of date" not in page
    assert 'lang="en" dir="auto">English' in page and "<article" in page  # the only language needs no choice


# Jobs


def test_without_a_job_those_of_the_folder_are_offered(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text(JOB, encoding="utf-8")
    (folder / "away.yaml").symlink_to(tmp_path / "secret.yaml")
    browser = Browser(Folders(working=folder))
    page = shown(browser, "/handout")
    assert "Start the studio with one" in page and "soleprint studio clinic-job.yaml" in page
    assert re.findall(r'href="/handout\?([^"]+)"', page) == ["job=job.yaml"]
    spanish = shown(browser, "/handout?job=job.yaml&lang=es")
    assert 'href="/handout?job=job.yaml&lang=ar"' in spanish and 'name="job" value="job.yaml"' in spanish
    assert browser.get(f"/handout/side?job=job.yaml&file={SPANISH}").status_code == 200
    sent = browser.post("/handout/pdf", {"job": "job.yaml", "save": SPANISH})
    assert browser.get(sent.headers["Location"]).data.startswith(b"%PDF")
    for name in ("away.yaml", "../job.yaml", str(folder / "job.yaml"), "nothing.yaml"):
        assert browser.get(f"/handout?job={name}").status_code == 404
        assert browser.post("/handout/pdf", {"job": name, "open": SPANISH}).status_code == 404


def test_another_job_cannot_be_asked_for_where_one_is_given(browser: Browser, folder: Path) -> None:
    (folder / "other.yaml").write_text(JOB.replace("[en, es]", "[fr]"), encoding="utf-8")
    assert "lang=fr" not in shown(browser, "/handout?job=other.yaml")


def test_a_job_that_goes_bad_is_told(tmp_path: Path) -> None:
    job = tmp_path / "job.yaml"
    job.write_text("schema: 1\noutputs:\n  - {product: card, routines: [knee], siz: A5}\n", encoding="utf-8")
    answer = Browser(Folders(working=tmp_path, job=job)).get("/handout")
    assert answer.status_code == 422
    assert "unknown key" in answer.text


def test_a_bad_profile_is_told_where_its_files_would_be(folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "job.yaml", tmp_path)
    (tmp_path / "clinic.yaml").write_text("schema: 1\nname: Riverside\nfone: 1\n", encoding="utf-8")
    browser = Browser(Folders(working=tmp_path, job=tmp_path / "job.yaml"))
    page = shown(browser, "/handout?lang=es")
    assert 'unknown key "fone"' in page and "<button class" not in page.partition("<article")[2]
    assert browser.post("/handout/pdf", {"open": SPANISH}).status_code == 422


def test_content_and_templates_are_those_of_the_job(tmp_path: Path) -> None:
    templates = tmp_path / "mine"
    templates.mkdir()
    for suffix in (".yaml", ".xml.j2"):
        shutil.copy(ROOT / "templates" / f"card{suffix}", templates / f"plaque{suffix}")
    job = tmp_path / "job.yaml"
    text = "schema: 1\ntemplates: mine\noutputs:\n  - {product: plaque, routines: [foot]}\n"
    job.write_text(text, encoding="utf-8")
    browser = Browser(Folders(working=tmp_path, job=job))
    assert "<li>Plaque</li>" in shown(browser, "/handout")
    sent = browser.post("/handout/pdf", {"open": "plaque_foot_en_A5.pdf"})
    assert browser.get(sent.headers["Location"]).data == soleprint.make("plaque", "foot", templates=templates).pdf


def test_the_command_tells_of_a_bad_job_before_anything_starts(tmp_path: Path, folder: Path) -> None:
    job = tmp_path / "job.yaml"
    job.write_text("schema: 1\nprofile: no.yaml\noutputs:\n  - {product: crad, siz: A5}\n", encoding="utf-8")
    told = run("studio", "--check", job, code=3).output
    assert "unknown key" in told and "The studio works" not in told
    run("studio", "--check", tmp_path / "nothing.yaml", code=3)
    run("studio", "--check", folder / "job.yaml")
