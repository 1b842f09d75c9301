"""The form of each product, what it makes, and what it says where that cannot be made."""

from __future__ import annotations

import re
import shutil
from html import unescape
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from werkzeug.datastructures import LanguageAccept, MultiDict

import soleprint
from soleprint.products.kinds import Choice, Modes, Switch
from soleprint.products.options import SECTIONS, Patient, every_option
from soleprint.products.result import Result
from soleprint.web import make_screen, result_calls, results
from soleprint.web.maker import CallStopped
from soleprint.web.offers import Folders
from soleprint.web.words import Dictionary
from tests.cli.hands import REGIONS, ROUTINE, VIEW
from tests.cli.runner import run
from tests.support import sample
from tests.web.browser import ENGLISH, ORIGIN, Browser, problems, remedies

ROOT = Path(__file__).parents[2]
WEB = ROOT / "src" / "soleprint" / "web"
FOOT = ("routine", "foot")
FOLDERS = ("content", "templates", "font_dir")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clinic's folder, with a product of its own."""
    path = tmp_path_factory.mktemp("clinic")
    shutil.copytree(ROOT / "examples" / "clinic", path, dirs_exist_ok=True)
    templates = path / "mine"
    templates.mkdir()
    text = (ROOT / "templates" / "picture.yaml").read_text(encoding="utf-8")
    (templates / "sticker.yaml").write_text(text.replace("The picture of", "A sticker with"), encoding="utf-8")
    shutil.copy(ROOT / "templates" / "picture.xml.j2", templates / "sticker.xml.j2")
    (templates / "broken.yaml").write_text("schema: 1\nsumary: no\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def browser(folder: Path) -> Browser:
    return Browser(Folders(templates=folder / "mine", working=folder))


def test_every_product_is_offered_and_a_bad_file_is_told(browser: Browser) -> None:
    text = unescape(browser.get("/").text)
    for name, product in sample.PRODUCTS.items():
        assert f'href="/make/{name}"' in text and product.summary in text
    assert 'href="/make/sticker"' in text and "A sticker with" in text
    assert 'href="/make/broken"' not in text and "sumary" in text
    assert "review-sheet" not in text  # it is not made by itself
    assert browser.get("/make/review-sheet").status_code == 404
    assert browser.get("/make/nothing").status_code == 404


@pytest.mark.parametrize("product", [*sample.PRODUCTS, "sticker"])
def test_the_form_has_each_option_of_the_product(browser: Browser, product: str) -> None:
    text = browser.get(f"/make/{product}?routine=none").text  # nothing is made
    for name, option in sample.options("picture" if product == "sticker" else product).items():
        if option.shown and name not in FOLDERS:
            assert f'id="f-{name}"' in text, name
            assert f'id="f-{name}-hint"' in text and f'id="f-{name}-error"' in text
            assert unescape(ENGLISH.label(name)) in unescape(text)
    assert '<html lang="en" dir="ltr">' in text
    assert text.count("<h1") == 1


@pytest.mark.parametrize("product", sample.PRODUCTS)
def test_what_is_made_is_what_the_command_makes(browser: Browser, product: str) -> None:
    given = {name: str(one) for name, one in sample.required(product).items()}
    shows = [("routine", one) for one in sample.routines(product)]
    form = MultiDict([*shows, *given.items()])
    wanted: Any = soleprint.make
    assert browser.pdf(product, form) == wanted(product, sample.routines(product), **given).pdf


def test_every_kind_of_field_reaches_what_is_made(browser: Browser, folder: Path) -> None:
    """Choices, lengths, sizes of one's own, two languages, switches, files; the folder of templates too."""
    pairs = [FOOT, ("lang", "en"), ("lang", "es"), ("size", "A5"), ("size", "200x280mm"), ("faces", "2")]
    pairs += [("distance", "40cm"), ("marks", "true"), ("bleed", "3"), ("profile", "clinic.yaml"), ("strict", "")]
    options: Any = {"lang": "en+es", "size": "200x280mm", "faces": 2, "distance": "40cm", "marks": True, "bleed": 3}
    made = soleprint.make("card", "foot", **options, profile=folder / "clinic.yaml", templates=folder / "mine")
    assert browser.pdf("card", MultiDict(pairs)) == made.pdf
    page = browser.get("/make/card?routine=foot&lang=es&lang=en&size=A4").text
    assert '<option value="es" selected lang="es">' in page and 'value="A4" checked' in page


def test_choices_that_are_usual_are_not_asked_for(browser: Browser) -> None:
    form = MultiDict(
        [FOOT, ("lang", "en"), ("size", "A5"), ("faces", "1"), ("text", "full"), ("dead", ""), ("cut", "crop")]
    )
    sent = browser.post("/make/card", form)
    assert sent.headers["Location"] == "/make/card?routine=foot"


def test_the_preview_is_the_sheets(browser: Browser) -> None:
    page = browser.get("/make/card?routine=foot&faces=2&size=A6")
    sides = re.findall(r'<img class="paper[^"]*" src="([^"]+)"', page.text)
    result = soleprint.make("card", "foot", faces=2, size="A6")
    assert [browser.get(side).text for side in sides] == [result.svg(0), result.svg(1)]
    assert browser.get(sides[0]).mimetype == "image/svg+xml"
    assert browser.get(sides[0].replace("/0.svg", "/2.svg")).status_code == 404
    assert browser.get("/side/unknown/0.svg").status_code == 404


def test_the_file_has_its_name(browser: Browser) -> None:
    form = {"routine": "foot", "do": "save"}
    saved = browser.get(browser.post("/pdf/card", form).headers["Location"])
    assert saved.headers["Content-Disposition"] == "attachment; filename*=UTF-8''foot_en_A5.pdf"
    opened = browser.get(browser.post("/pdf/card", {**form, "do": "open"}).headers["Location"])
    assert opened.headers["Content-Disposition"].startswith("inline")


def test_problems_stand_by_their_fields(browser: Browser) -> None:
    """All at once, whether the address or the form brings them; a page that shows them can always be shown."""
    page = browser.get("/make/leaflet?routine=foot&bleed=zz&emergency=abc&size=A99&theme=x&fold=odd&profile=../x.yaml")
    assert page.status_code == 200
    told = problems(page)
    assert told.keys() == {"bleed", "emergency", "size", "theme", "fold", "profile"}
    assert told["bleed"] == "This is not written as it has to be. Write it such as 5mm."
    assert page.text.count('aria-invalid="true"') >= 5
    for name in told:
        assert f'href="#f-{name}"' in page.text
    assert problems(browser.get("/make/leaflet?routine=knee")).keys() == {"routine"}
    assert problems(browser.get("/make/leaflet?lang=es")).keys() == {"routine"}


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("leaflet?routine=foot", "emergency"),
        ("card?routine=foot&text=cues", "text"),
        ("picture?routine=foot&step=99", "step"),
        ("view?", "view"),
        ("leaflet?routine=foot&profile=office.yaml", "profile"),
    ],
)
def test_errors_of_making_are_about_a_field_too(browser: Browser, folder: Path, query: str, field: str) -> None:
    (folder / "office.yaml").write_text("schema: 1\ndead: 9\n", encoding="utf-8")
    assert set(problems(browser.get(f"/make/{query}"))) == {field}


def test_remedies_are_buttons_that_set_the_options(browser: Browser) -> None:
    page = browser.get("/make/card?routine=foot&size=A7")
    assert "What fits" not in problems(page)[""] and "data-more" not in page.text
    offered = remedies(page)
    assert offered.get("Paper size: A6") == "size=A6"
    for change in offered.values():
        sent = browser.post("/make/card", {"routine": "foot", "size": "A7", "change": change})
        assert problems(browser.get(sent.headers["Location"])) == {}


def test_remedies_that_take_long_come_in_a_second_answer(browser: Browser) -> None:
    """A page without scripts has them all at once."""
    form = {"routine": "foot", "emergency": "999", "size": "A7"}
    first = browser.post("/preview/booklet", form)
    assert remedies(first) == {} and ENGLISH["seeking"] in first.text and ENGLISH["nothing-fits"] not in first.text
    more = re.search('data-more="([^"]+)"', first.text)
    assert more
    second = browser.post(more[1], form)
    assert remedies(second) == remedies(browser.get("/make/booklet?routine=foot&emergency=999&size=A7")) != {}
    assert "data-more" not in second.text and ENGLISH["seeking"] not in second.text


def test_where_nothing_fits_it_is_said(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = (results.Failure("does-not-fit", "It is too much.", (), (), searched) for searched in (False, True))
    monkeypatch.setattr(browser.maker, "make", lambda *arguments: next(answers))
    form = {"routine": "foot"}
    assert ENGLISH["nothing-fits"] not in browser.post("/preview/card", form).text
    assert ENGLISH["nothing-fits"] in browser.post("/remedies/card", form).text


def test_the_page_can_be_read_as_text(browser: Browser) -> None:
    """In reading order, each part in its own language and direction, pictures by what is said of them."""
    text = unescape(browser.post("/preview/card", {"routine": "foot", "lang": ["en", "ar"]}).text)
    read = text.partition('id="read"')[2].partition("</details>")[0]
    assert '<h3 class="heading" lang="en" dir="ltr">Foot</h3>' in read
    assert re.search('<p class="item" lang="ar" dir="rtl">[^<]+</p>', read)
    found = re.findall('<(?:h3|p) class="[a-z]+" lang="[a-z]+" dir="[a-z]+">([^<]*)<', read)
    assert "".join(f"{one}\n" for one in found) == soleprint.make("card", "foot", lang="en+ar").text()


def test_what_is_to_be_checked_leads_to_its_field(browser: Browser, folder: Path) -> None:
    """Translations that are drafts, and a clinic whose review date is past."""
    text = (folder / "clinic.yaml").read_text(encoding="utf-8")
    late = text.replace("issued: 2026", "issued: 2018").replace("review_by: 2028", "review_by: 2020")
    (folder / "late.yaml").write_text(late, encoding="utf-8")
    form = {"routine": "foot", "lang": "es", "profile": "late.yaml"}
    warned = browser.post("/preview/leaflet", form).text.partition('<div class="told warn">')[2].partition("</div>")[0]
    assert '<a href="#f-lang">' in warned and "español" in warned
    assert '<a href="#f-profile">' in warned and "2020" in warned
    assert "told warn" not in browser.post("/preview/leaflet", {**form, "lang": "en", "profile": "clinic.yaml"}).text


def test_paper_and_folds_are_drawn_and_any_size_can_be_said(browser: Browser) -> None:
    page = browser.get("/make/leaflet?routine=none&size=Legal").text
    heights = [
        float(one) for one in re.findall('name="size" value="[^"]+"[^>]*>\\s*<svg[^>]* height="([0-9.]+)"', page)
    ]
    drawn = [soleprint.sizes()[name] for name in re.findall('type="radio" name="size" value="([^"]+)"', page)]
    assert len(drawn) == len(heights) > 4
    assert heights == [pytest.approx(height * 0.13, abs=0.06) for _, height in drawn]  # all to one scale
    assert '<option value="Legal" selected>' in page and 'name="size" value="A4" checked' not in page
    assert re.search('name="fold" value="z"[^>]*>\\s*<svg', page)
    assert 'value="90x200mm"' in browser.get("/make/leaflet?routine=none&size=90x200mm").text


def test_routines_are_named_in_the_language_of_the_pages(browser: Browser) -> None:
    browser.get("/language?ui=es&to=/")
    assert "<span>Pie</span>" in browser.get("/make/card?routine=none").text
    browser.get("/language?ui=en&to=/")
    assert "<span>Foot</span>" in browser.get("/make/card?routine=none").text


def test_many_routines_can_be_searched(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make_screen, "MOST_UNSEARCHED", 3)
    assert 'id="seek"' not in browser.get("/make/card?routine=none").text
    monkeypatch.setattr(make_screen, "MOST_UNSEARCHED", 2)
    assert 'id="seek"' in browser.get("/make/card?routine=none").text


def test_what_is_made_can_be_stopped(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped: list[None] = []
    monkeypatch.setattr(browser.maker, "stop", lambda: stopped.append(None))
    assert browser.get("/stop").status_code == 405
    assert browser.post("/stop", {}).status_code == 204
    assert stopped

    def stops(*arguments: Any) -> None:
        raise CallStopped

    monkeypatch.setattr(browser.maker, "make", stops)
    answer = browser.post("/preview/card", {"routine": "foot"})
    assert answer.status_code == 409 and ENGLISH["stopped"] in answer.text


def test_the_first_side_is_drawn_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    made = result_calls.make("card", ["foot"], False, {}, False)
    assert isinstance(made, results.ResultInfo)
    first = result_calls.side(made.key, 0)
    result_calls.draw_ahead()
    monkeypatch.setattr(Result, "svg", lambda *arguments: "drawn anew")
    assert result_calls.side(made.key, 0) == first


def test_a_drawing_waits_for_who_asked_for_it_and_then_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several people look at pages of their own; those who are slow do not fill the memory."""
    monkeypatch.setattr(result_calls, "MOST_DRAWN", 2)
    made = []
    for size in ("A4", "A5", "A6"):
        made.append(result_calls.make("card", ["foot"], False, {"size": size}, False))
        result_calls.draw_ahead()
    monkeypatch.setattr(Result, "svg", lambda *arguments: "drawn anew")
    keys = [one.key for one in made if isinstance(one, results.ResultInfo)]
    assert [result_calls.side(key, 0) == "drawn anew" for key in keys] == [True, False, False]
    assert {result_calls.side(key, 0) for key in keys} == {"drawn anew"}


def test_the_state_goes_with_the_product(browser: Browser) -> None:
    page = unescape(browser.get("/make/card?routine=none&lang=es&lang=ar&hole=top&emergency=999").text)
    assert 'href="/make/leaflet?routine=none&lang=es&emergency=999"' in page
    assert 'href="/make/printer-test?lang=es"' in page


def test_content_of_ones_own_is_offered(tmp_path: Path) -> None:
    for name, text in (("routines/hands", ROUTINE), ("regions/hand", REGIONS), ("views/hand-palm", VIEW)):
        path = tmp_path / f"{name}.yaml"
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    run("translate", "new", "eo", "--content", str(tmp_path))
    own = Browser(Folders(content=tmp_path, working=tmp_path))
    page = own.get("/make/leaflet?routine=hands&lang=eo&bleed=x")
    assert problems(page).keys() == {"bleed"}
    assert 'value="hands" checked' in page.text and '<option value="eo" selected' in page.text
    assert own.get("/make/card?routine=hands").text.count('class="paper') == 1


def test_only_files_of_the_folder_can_be_chosen(browser: Browser, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("schema: 1\nname: Secret\n", encoding="utf-8")
    (folder / "away.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder / ".hidden.yaml").write_text("schema: 1\n", encoding="utf-8")
    page = browser.get("/make/leaflet?routine=none").text
    assert '<option value="clinic.yaml">' in page
    assert "away.yaml" not in page and ".hidden.yaml" not in page
    for name in ("away.yaml", ".hidden.yaml", str(tmp_path / "secret.yaml"), "mine/sticker.yaml"):
        assert problems(browser.get(f"/make/leaflet?routine=foot&profile={name}")).keys() == {"profile"}


def test_values_are_escaped(browser: Browser) -> None:
    nasty = '"><script>alert(1)</script>'
    text = browser.get(f"/make/leaflet?routine={nasty}&size={nasty}&lang={nasty}&emergency={nasty}").text
    assert "<script>alert" not in text


def test_every_option_and_product_has_words_and_no_words_are_left_over() -> None:
    options = {name.replace("_", "-"): one for name, one in every_option().items() if one.shown and name not in FOLDERS}
    said = [context.split("/")[1:] for context in ENGLISH.texts]
    assert {name for kind, name, *_ in said if kind == "labels"} == options.keys()
    assert {name for kind, name, *_ in said if kind in ("hints", "values")} <= options.keys()
    assert {name for kind, name, *_ in said if kind == "products"} == sample.PRODUCTS.keys()
    for name, one in sample.PRODUCTS.items():
        assert ENGLISH.summary(name, "") == one.summary
    sections = {name.lower().replace(" ", "-") for name in SECTIONS}
    assert {name for kind, name, *_ in said if kind == "sections"} == sections
    every = [one for product in sample.PRODUCTS for one in sample.options(product).values()]
    choices = {
        (one.name, str(v)) for one in every if isinstance(one.kind, Choice | Modes | Switch) for v in one.kind.values
    }
    values = {(name, rest[0]) for kind, name, *rest in said if kind == "values"}
    assert values - {("marks", "true"), ("marks", "false")} <= choices


def test_no_words_are_unused() -> None:
    """Each text of a page is asked for by its key somewhere in the room."""
    room = "".join(path.read_text(encoding="utf-8") for path in WEB.rglob("*") if path.suffix in (".py", ".html"))
    keys = [context.split("/")[2] for context in ENGLISH.texts if context.startswith("studio/page/")]
    assert [key for key in keys if f'"{key}"' not in room and f"'{key}'" not in room] == []


@pytest.mark.parametrize("lang", ["es", "ar"])
def test_the_pages_are_read_in_the_language_that_is_chosen(browser: Browser, lang: str) -> None:
    known = browser.get("/make/card?routine=none").text
    assert f'<option value="{lang}" lang="{lang}">' in known
    sent = browser.get(f"/language?ui={lang}&to=/make/card?routine%3Dnone")
    assert sent.headers["Location"] == "/make/card?routine=none"
    page = browser.get("/make/card?routine=none").text
    assert f'<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}">' in page
    browser.get("/language?ui=en&to=/")
    assert '<html lang="en"' in browser.get("/").text


@pytest.mark.parametrize("lang", [one for one in soleprint.languages() if one != "en"])
def test_every_language_has_all_words(lang: str) -> None:
    """None is left in English but names and what people type."""
    found = Dictionary(None).words((lang,), LanguageAccept())
    assert found.texts.keys() == ENGLISH.texts.keys()
    same = [key for key, text in found.texts.items() if text == ENGLISH.texts[key] and len(text) > 20]
    assert same == []


def test_numbers_out_of_range_are_told_in_the_language_of_the_page(browser: Browser) -> None:
    fresh = Browser(browser.folders)
    page = fresh.get("/make/card?routine=foot&bleed=99&corners=zz", **{"Accept-Language": "de"})
    told = problems(page)
    assert told["bleed"] == "Möglich ist 0 bis 20 mm."
    assert told["corners"].endswith("Schreiben Sie es so: 5mm.")


def test_a_browser_says_which_language_it_prefers(browser: Browser) -> None:
    fresh = Browser(browser.folders)
    assert '<html lang="pt-BR"' in fresh.get("/", **{"Accept-Language": "pt-BR,pt;q=0.9,en;q=0.1"}).text


@pytest.mark.parametrize("to", ["//evil.example/", "https://evil.example", "/\\evil.example", "x"])
def test_the_choice_of_a_language_leads_nowhere_else(browser: Browser, to: str) -> None:
    sent = browser.client.get("/language", base_url=ORIGIN, query_string={"ui": "en", "to": to})
    assert sent.headers["Location"] == "/"


# What is about a person


PERSON = {"name": "Ana Nobody", "date": "on Monday", "steps": "1 to 3", "often": "daily", "long": "a week"}
PERSON |= {"notes": "go gently", "appointment": "in spring", "reference": "R-77", "qr": "https://clinic.example/r77"}


def test_these_are_the_fields_about_a_person() -> None:
    assert {*PERSON, "slot"} == set(Patient.options)


def test_a_person_is_printed_and_in_no_address(browser: Browser, capfd: pytest.CaptureFixture[str]) -> None:
    form = {"routine": "foot", "emergency": "999", **PERSON}
    shown = browser.post("/make/leaflet", form)
    assert shown.status_code == 200  # the page itself, since there is no address that could say it
    assert 'value="Ana Nobody"' in shown.text  # still in its field, to go on
    sent = browser.post("/pdf/leaflet", form)
    wanted: Any = soleprint.make
    assert browser.get(sent.headers["Location"]).data == wanted("leaflet", "foot", emergency="999", **PERSON).pdf
    links = [
        unescape(part.split('"')[0])
        for mark in ('href="', 'src="', 'data-query="')
        for part in shown.text.split(mark)[1:]
    ]
    preview = browser.post("/preview/leaflet", form).text
    before, read, after = re.split(r'(?s)(<details class="more" id="read">.*?</details>)', preview)
    assert "Ana Nobody" in read  # the page itself, as text
    for text in (*links, sent.headers["Location"], before, after, *capfd.readouterr()):
        assert not [value for value in PERSON.values() if value in text.replace("+", " ")]
        assert not PERSON.keys() & parse_qs(urlsplit(text).query).keys()


def test_a_person_in_an_address_goes_no_further(browser: Browser) -> None:
    """Nobody writes such an address but by hand; no link and no redirect repeats it."""
    sent = browser.post("/make/leaflet?name=Ana", {"routine": "foot"})
    assert "Ana" not in sent.headers["Location"]
    assert "Ana" not in browser.get("/make/leaflet?routine=none&name=Ana&slot=x%3DAna").text


def test_people_are_forgotten(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a quarter of an hour, or when newer pages come, with the words that were set for them."""
    forgotten: list[None] = []
    monkeypatch.setattr(import_module("soleprint.merge.worker"), "forget_people", lambda: forgotten.append(None))
    told = browser.post("/pdf/leaflet", {"routine": "foot", "emergency": "999", "name": "Ana"}).headers["Location"]
    assert browser.get(told).status_code == 200
    monkeypatch.setattr(result_calls, "SECONDS_KEPT", -1)
    result_calls.tidy()
    assert browser.get(told).status_code == 404
    assert forgotten


def test_a_failure_says_nothing_of_what_was_typed(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fails(*arguments: Any) -> None:
        raise RuntimeError(f"could not set {arguments}")

    monkeypatch.setattr(browser.maker, "make", fails)
    answer = browser.post("/pdf/leaflet", {"routine": "foot", "name": "Ana"})
    assert answer.status_code == 500
    assert "Ana" not in answer.text
    assert capfd.readouterr().err == "A page failed: RuntimeError.\n"
