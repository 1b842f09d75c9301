"""The screen Clinic: the form of a profile, what is told of it, and the file that it writes."""

from __future__ import annotations

import re
import shutil
from datetime import date
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from werkzeug.test import Client, TestResponse

from soleprint.clinic import load_profile
from soleprint.web.app import Studio
from soleprint.web.guard import Guard
from soleprint.web.network import read_network_address
from soleprint.web.offers import Folders
from soleprint.web.profile_draft import profile_fields
from soleprint.web.schema_form import SchemaField, clean_texts, field_name, texts_of, values_of
from tests.clinic.clinics import PROFILE, SQUARE, gate
from tests.web.browser import ENGLISH, ORIGIN, PORT, Browser, DirectMaker, problems

ROOT = Path(__file__).parents[2]
HOME = "/clinic/clinic.yaml"
COMMENTED = "# Kept: it heads the file.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "examples" / "clinic", tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def browser(folder: Path) -> Browser:
    return Browser(Folders(working=folder))


def form_of(answer: TestResponse) -> dict[str, str]:
    """What would be sent of a page, by the names of its fields."""
    page = answer.text.partition('<form id="order"')[2].partition("</form>")[0]
    found = dict(re.findall(r'<input type="(?:text|date|hidden)"[^>]* name="([^"]+)" value="([^"]*)"', page))
    found |= dict(re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>([^<]*)</textarea>', page))
    chosen = re.findall(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL)
    for name, options in chosen:
        picked = re.search(r'value="([^"]*)" selected', options)
        found[name] = picked[1] if picked else ""
    checked = re.findall(r'<input type="checkbox"[^>]* name="([^"]+)" value="([^"]+)" checked', page)
    return {name: unescape(text) for name, text in [*found.items(), *checked]}


def changed_form(browser: Browser, home: str = HOME, **values: str) -> dict[str, str]:
    """The form of a page with other values."""
    return {**form_of(browser.get(home)), **values}


def save(browser: Browser, form: dict[str, str], home: str = HOME) -> TestResponse:
    return browser.post(home, {**form, "do": "save"})


def loaded(path: Path) -> Any:
    return load_profile(path, gate(), date(2026, 11, 22)).profile


def nodes(level: tuple[SchemaField, ...]) -> list[SchemaField]:
    return [*level, *(inner for node in level for inner in nodes(node.inner))]


# The form


def test_every_field_of_a_profile_has_words_and_no_words_are_left_over() -> None:
    said = {tuple(context.split("/")[2:]) for context in ENGLISH.texts if context.startswith("studio/profile/")}
    wanted = {node.words for node in nodes(profile_fields()) if node.kind != "constant"}
    assert {one[:2] for one in said if one[2] == "label"} == wanted
    assert {one[:2] for one in said} == wanted


def test_the_form_says_what_the_file_says(browser: Browser, folder: Path) -> None:
    (folder / "art").mkdir()
    (folder / "art" / "logo.svg").write_bytes(SQUARE)
    (folder / "full.yaml").write_text(PROFILE + "print_shop: {spots: true}\n", encoding="utf-8")
    before = loaded(folder / "full.yaml")
    page = browser.get("/clinic/full.yaml")
    assert problems(page) == {}
    assert page.text.count("<h1") == 1 and "<style" not in page.text and " style=" not in page.text
    form = form_of(page)
    assert form["emergency-advice-number"] == "111" and form["emergency_in-1"] == "es-MX"
    assert form["address"] == "1 River Street\nLeeds LS1 1AA" and form["print_shop-standard"] == "pdfx4"
    assert save(browser, form, "/clinic/full.yaml").headers["Location"] == "/clinic/full.yaml?saved=1"
    assert loaded(folder / "full.yaml") == before


def test_each_field_has_its_label_hint_and_place_for_an_error(browser: Browser) -> None:
    page = browser.post(HOME, {"add": "emergency_in"}).text
    ids = re.findall(r'<(?:input type="(?:text|date|checkbox)"|select|textarea)[^>]* id="(f-[^"]+)"', page)
    ids += re.findall(r'<(?:select|textarea) id="(f-[^"]+)"', page)
    assert {"f-name", "f-emergency_in-0-advice-name", "f-print_shop-spots", "f-qr-target"} <= set(ids)
    for one in ids:
        assert f'id="{one}-hint"' in page and f'id="{one}-error"' in page and f'aria-describedby="{one}-hint' in page
        assert f'<label for="{one}"' in page or f'type="checkbox" id="{one}"' in page


def test_only_profiles_of_the_working_folder_are_there(browser: Browser, folder: Path, tmp_path_factory: Any) -> None:
    away = tmp_path_factory.mktemp("away") / "secret.yaml"
    away.write_text("schema: 1\nname: Secret\n", encoding="utf-8")
    (folder / "away.yaml").symlink_to(away)
    (folder / "job.yaml").write_text("schema: 1\noutputs:\n  - {product: view, view: foot-sole}\n", encoding="utf-8")
    (folder / "office.yaml").write_text("schema: 1\nname: Office\ndead: 4\n", encoding="utf-8")
    (folder / "folder.yaml").mkdir()
    page = browser.get("/clinic").text
    assert re.findall(r'href="/clinic/([^"]+)"', page) == ["clinic.yaml"]
    for name in (
        "away.yaml",
        "job.yaml",
        "office.yaml",
        "folder.yaml",
        "Nothing.yaml",
        "con.yaml",
        "x.txt",
        "..%2fx.yaml",
    ):
        assert browser.get(f"/clinic/{name}").status_code == 404, name
        assert browser.post(f"/clinic/{name}", {"name": "X", "do": "save"}).status_code == 404, name
        assert browser.post(f"/clinic/{name}/preview", {"name": "X"}).status_code == 404, name
    assert away.read_text(encoding="utf-8") == "schema: 1\nname: Secret\n"


def test_values_are_escaped(browser: Browser) -> None:
    nasty = '"><script>alert(1)</script>'
    form = changed_form(browser, name=nasty, **{"emergency_in-0": nasty, "colours-accent": nasty, "<i>": nasty})
    assert "<script>alert" not in browser.post(HOME, form).text
    assert "<script>alert" not in browser.get(f"/clinic?new={nasty}").text


# What is told


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "This is empty. Fill it in."),
        ("phone", "call us", "Write it such as +44 20 7946 0018."),
        ("web", "https://localhost", "This leads nowhere."),
        ("colours-accent", "#FFEE00", "would be another colour"),
        ("colours-badge", "#D00000", "is a red"),
        ("colours-badge", "blue", "Write it such as #005EB8."),
        ("emergency-ambulance", "", "Write it such as 999."),
        ("issued", "31.1.2026", "Write it such as 2026-01-31."),
        ("footer", "Massage cures cancer.", "promises an effect that nobody has shown"),
        ("logo-file", "../secret.svg", "cannot be used"),
        ("logo-file", "nothing.svg", "there is no"),
        ("print_shop-icc", "press.icc", "there is no"),
        ("qr-target", "javascript:alert(1)", "Write it such as https://clinic.example."),
    ],
)
def test_findings_stand_by_their_fields(browser: Browser, folder: Path, field: str, value: str, words: str) -> None:
    before = (folder / "clinic.yaml").read_bytes()
    answer = save(browser, changed_form(browser, **{field: value}))
    assert answer.status_code == 422
    told = problems(answer)
    assert told.keys() == {field}
    assert words in told[field]
    assert f'href="#f-{field}"' in answer.text
    assert re.search(rf'id="f-{field}-error">[^<]', answer.text)
    assert (folder / "clinic.yaml").read_bytes() == before


def test_findings_stand_in_their_rows(browser: Browser) -> None:
    rows = {"emergency_in-0": "es", "emergency_in-0-ambulance": "x", "emergency_in-3": "Spanish"}
    told = problems(save(browser, changed_form(browser, **rows)))
    assert told.keys() == {"emergency_in-0-ambulance", "emergency_in-3", "emergency_in-3-ambulance"}
    assert told["emergency_in-3"].endswith("Write it such as es-MX.")


def test_what_belongs_to_a_part_must_be_said_with_it(browser: Browser) -> None:
    told = problems(save(browser, changed_form(browser, **{"reviewer-name": "A. Reader"})))
    assert told.keys() == {"reviewer-role", "reviewer-date"}


def test_colours_are_told_with_their_contrast_and_what_becomes_of_them(browser: Browser) -> None:
    form = changed_form(browser, **{"colours-accent": "#41B6E6", "colours-badge": "#D00000"})
    told = unescape(browser.post(f"{HOME}/preview", form).text)
    assert 'fill="#41B6E6"' in told and 'fill="#006080"' in told
    assert "Contrast with the paper: 2.3 to 1, too little to be read. It is printed darker, as #006080." in told
    assert "It is refused: red is for warnings alone." in told
    fits = unescape(browser.post(f"{HOME}/preview", changed_form(browser)).text)
    assert "Contrast with the paper: 7.2 to 1. It is printed as it is." in fits
    assert "<html" not in fits  # a part of a page
    pale = unescape(browser.post(f"{HOME}/preview", changed_form(browser, **{"colours-accent": "#FFEE00"})).text)
    assert "It is refused: dark enough it would be another colour" in pale


def test_the_preview_is_a_leaflet_of_this_clinic(browser: Browser, folder: Path) -> None:
    form = changed_form(browser, name="Hillside Practice", **{"logo-alt": "The sign of Hillside"})
    (side, *_) = re.findall(r'<img class="paper[^"]*" src="([^"]+)"', browser.post(f"{HOME}/preview", form).text)
    drawn = browser.get(side).text
    assert "The sign of Hillside" in drawn and "Riverside" not in drawn
    assert "Riverside" in (folder / "clinic.yaml").read_text(encoding="utf-8")  # nothing was written
    assert sorted(path.name for path in folder.iterdir()) == ["clinic.yaml", "logo.svg"]
    without = changed_form(browser, **dict.fromkeys(("emergency-ambulance", "emergency-advice-name"), ""))
    without["emergency-advice-number"] = ""
    answer = browser.post(f"{HOME}/preview", without)
    assert "Give an emergency number" in answer.text and 'class="paper' not in answer.text


def test_a_review_date_that_is_past_is_red(browser: Browser) -> None:
    assert "In date" in browser.get(HOME).text
    told = browser.post(HOME, changed_form(browser, issued="2018-11-01", review_by="2020-10-31"))
    assert '<p class="told bad">Out of date' in told.text and "In date" not in told.text
    assert problems(told) == {}  # it can be saved: what is printed says so


# What buttons do


def test_rows_are_added_and_removed_without_scripts(browser: Browser) -> None:
    form = changed_form(browser, name="Typed")
    for number, tag in enumerate(("es", "fr")):
        answer = browser.post(HOME, {**form, "add": "emergency_in"})
        assert answer.status_code == 200 and problems(answer) == {}  # what is still empty is no mistake
        form = form_of(answer) | {f"emergency_in-{number}": tag, f"emergency_in-{number}-ambulance": "112"}
    form = form_of(browser.post(HOME, {**form, "remove": "emergency_in-0"}))
    assert "emergency_in-0" not in form and form["emergency_in-1"] == "fr" and form["name"] == "Typed"
    twice = browser.post(HOME, {**form, "emergency_in-4": "fr", "emergency_in-4-ambulance": "15", "do": "save"})
    assert problems(twice).keys() == {"emergency_in-4"}
    assert "emergency_in-0" not in form_of(browser.post(HOME, {**form, "add": "name"}))


def test_reviewed_today(browser: Browser, folder: Path) -> None:
    form = changed_form(browser, **{"reviewer-name": "A. Reader", "reviewer-role": "Physiotherapist"})
    answer = browser.post(HOME, {**form, "do": "reviewed"})
    form, today = form_of(answer), date.today()
    assert form["reviewer-date"] == today.isoformat()
    assert (
        form["review_by"]
        == today.replace(year=today.year + 2, day=min(today.day, 28) if today.month == 2 else today.day).isoformat()
    )
    assert save(browser, form).status_code == 303
    profile = loaded(folder / "clinic.yaml")
    assert profile.reviewer.name == "A. Reader" and profile.reviewer.date == today


# Writing


def test_it_is_written_whole_and_the_last_is_kept(browser: Browser, folder: Path) -> None:
    before = (folder / "clinic.yaml").read_bytes()
    sent = save(browser, changed_form(browser, phone="01632 960999"))
    assert sent.headers["Location"] == f"{HOME}?saved=1"
    assert loaded(folder / "clinic.yaml").phone == "01632 960999"
    assert (folder / "clinic.yaml.bak").read_bytes() == before
    assert (folder / "clinic.yaml").read_text(encoding="utf-8").startswith("# An invented clinic")
    page = browser.get(sent.headers["Location"]).text
    assert "Saved." in page and 'href="/clinic/clinic.yaml"' not in page
    again = (folder / "clinic.yaml").read_bytes()
    assert save(browser, changed_form(browser)).status_code == 303
    assert (folder / "clinic.yaml").read_bytes() == again  # the same is written the same


def test_a_file_that_changed_meanwhile_is_not_overwritten(browser: Browser, folder: Path) -> None:
    path, form = folder / "clinic.yaml", changed_form(browser, phone="01632 960111")
    theirs = path.read_text(encoding="utf-8").replace("RCC-0412", "RCC-9999")
    path.write_text(theirs, encoding="utf-8")
    answer = save(browser, form)
    assert answer.status_code == 409
    assert "has changed since you opened it" in answer.text
    assert f'href="{HOME}">Open the file as it is now' in answer.text
    assert path.read_text(encoding="utf-8") == theirs and not (folder / "clinic.yaml.bak").exists()
    assert 'value="RCC-9999"' in browser.get(HOME).text  # one way out
    assert save(browser, form_of(answer)).status_code == 303  # the other
    assert loaded(path).phone == "01632 960111" and loaded(path).reference == "RCC-0412"
    assert (folder / "clinic.yaml.bak").read_text(encoding="utf-8") == theirs


def test_comments_that_will_be_lost_are_told_before(browser: Browser, folder: Path) -> None:
    path = folder / "clinic.yaml"
    assert "This file has comments" not in browser.get(HOME).text  # at its head they are kept
    path.write_text(path.read_text(encoding="utf-8") + "footer: 'No #1' # our charity\n", encoding="utf-8")
    assert "This file has comments" in browser.get(HOME).text
    assert "This file has comments" in browser.post(HOME, changed_form(browser, phone="x")).text


def test_another_is_begun(browser: Browser, folder: Path) -> None:
    assert browser.get("/clinic?new=Hill-Side").headers["Location"] == "/clinic/hill-side.yaml"
    for name in ("../x", "a b", "con", "x" * 61, "clinic.yaml", "ä"):
        assert browser.get(f"/clinic?new={name}").status_code == 422
    home = "/clinic/hill-side.yaml"
    page = browser.get(home)
    assert "It is written when you save" in page.text and problems(page).keys() == {"name"}
    assert not (folder / "hill-side.yaml").exists()
    assert save(browser, changed_form(browser, home, name="Hillside"), home).status_code == 303
    assert loaded(folder / "hill-side.yaml").name == "Hillside"
    assert not (folder / "hill-side.yaml.bak").exists()


def test_one_that_someone_else_began_meanwhile_is_not_overwritten(browser: Browser, folder: Path) -> None:
    home = "/clinic/hill-side.yaml"
    form = changed_form(browser, home, name="Mine")
    (folder / "hill-side.yaml").write_text("schema: 1\nname: Theirs\n", encoding="utf-8")
    assert save(browser, form, home).status_code == 409
    assert loaded(folder / "hill-side.yaml").name == "Theirs"


# On a network


def test_on_a_network_only_where_those_who_come_may_change_files(folder: Path) -> None:
    for edit, status in ((False, 404), (True, 200)):
        network = read_network_address("print.clinic.example", https=True, prefix="/leaflets", listen="", edit=edit)
        client = Client(Studio(Guard(PORT, network), DirectMaker(), Folders(working=folder), network))
        base = f"{network.origin}{network.prefix}"
        pages = [client.get(path, base_url=base) for path in ("/clinic", HOME)]
        assert [page.status_code for page in pages] == [status, status]
        assert ('href="/leaflets/clinic"' in client.get("/make", base_url=base).text) is edit
    assert edit
    for page in pages:
        found = re.findall(r'(?:href|src|action|formaction|data-preview)="([^"#][^"]*)"', page.text)
        assert len(found) > 4 and all(address.startswith("/leaflets/") for address in found)


# The logo


def upload(browser: Browser, data: bytes, file: str = "../../x.php", home: str = HOME, **form: str) -> TestResponse:
    body = {**changed_form(browser, home), **form, "picture": (BytesIO(data), file)}
    return browser.client.post(
        f"{home}/logo", base_url=ORIGIN, data=body, headers={"Origin": ORIGIN}, content_type="multipart/form-data"
    )


def drawn(form: str, side: int = 40) -> bytes:
    out = BytesIO()
    Image.effect_noise((side, side), 80).save(out, form)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "file"),
    [
        (SQUARE, "clinic-logo.svg"),
        (drawn("PNG"), "clinic-logo.png"),
        (drawn("JPEG"), "clinic-logo.jpg"),
        (drawn("WEBP"), "clinic-logo.webp"),
        (drawn("PNG", 900), "clinic-logo.png"),
    ],
)
def test_a_logo_is_taken_under_a_safe_name(browser: Browser, folder: Path, data: bytes, file: str) -> None:
    answer = upload(browser, data, phone="01632 960222")
    assert answer.status_code == 200 and problems(answer) == {}
    form = form_of(answer)
    assert form["logo-file"] == file and form["phone"] == "01632 960222"  # what was typed stays
    assert (folder / file).read_bytes() == data
    assert sorted(path.name for path in folder.iterdir()) == sorted(["clinic.yaml", "logo.svg", file])
    assert save(browser, form).status_code == 303
    assert loaded(folder / "clinic.yaml").logo.file == file


def test_the_last_logo_is_kept(browser: Browser, folder: Path) -> None:
    upload(browser, SQUARE)
    upload(browser, SQUARE.replace(b"teal", b"navy"))
    assert (folder / "clinic-logo.svg.bak").read_bytes() == SQUARE


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Choose a picture first"),
        (b"x" * ((1 << 20) + 1), "larger than 1 MB"),
        (b"no picture at all", ""),
        (b"\x89PNG\r\n\x1a\nbroken", "damaged"),
        (SQUARE.replace(b"<rect", b"<script>alert(1)</script><rect"), "script"),
        (SQUARE.replace(b"<rect", b'<image href="https://evil.example/x.png"/><rect'), ""),
    ],
)
def test_what_is_no_logo_is_refused(browser: Browser, folder: Path, data: bytes, words: str) -> None:
    answer = upload(browser, data)
    assert answer.status_code == 422
    told = problems(answer)
    assert told.keys() == {"logo-file"} and words in told["logo-file"]
    assert sorted(path.name for path in folder.iterdir()) == ["clinic.yaml", "logo.svg"]


def test_uploads_have_an_address_and_a_limit_of_their_own(browser: Browser) -> None:
    assert upload(browser, b"x" * (1 << 20) * 2).status_code == 413
    assert browser.post(f"{HOME}/logo", {"name": "X"}).status_code == 415
    sent = browser.client.post(
        HOME, base_url=ORIGIN, data={"name": "X"}, headers={"Origin": ORIGIN}, content_type="multipart/form-data"
    )
    assert sent.status_code == 415


# The names of fields


def test_fields_and_files_say_the_same() -> None:
    values = {
        "schema": 1, "name": "A", "address": ["1", "2"], "colours": {"accent": "#005EB8"}, "issued": date(2026, 1, 2),
        "emergency_in": {"es": {"ambulance": "112"}, "fr": {"ambulance": "15", "advice": {"name": "N", "number": "1"}}},
        "print_shop": {"standard": "pdfa", "spots": True},
    }  # fmt: skip
    texts: dict[str, str] = texts_of(
        profile_fields(), {**values, "issued": "2026-01-02", "print_shop": {"standard": "pdfa", "spots": "true"}}
    )
    assert values_of(profile_fields(), clean_texts(profile_fields(), texts)) == values
    assert (
        values_of(profile_fields(), {**texts, "emergency_in-7": "", "emergency_in-7-advice-name": "", "qr-target": ""})
        == values
    )
    assert (
        field_name(profile_fields(), ("emergency_in", "fr", "advice", "number"), texts)
        == "emergency_in-1-advice-number"
    )
    assert field_name(profile_fields(), ("unknown",), texts) == "" and field_name(profile_fields(), (), texts) == ""


@pytest.mark.parametrize(
    "name",
    [
        "stamp",
        "name-x",
        "logo",
        "emergency_in-x",
        "emergency_in-100",
        "emergency_in-0-x",
        "emergency_in-²",
        "__class__",
    ],
)
def test_names_that_are_no_fields_are_left_out(name: str) -> None:
    assert clean_texts(profile_fields(), {name: "x"}) == {} or name == "logo"
