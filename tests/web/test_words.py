"""Reviewing translations: what is listed, what is written, and what is refused with nothing lost."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from msgspec.structs import replace
from werkzeug.test import Client, TestResponse

from soleprint.content.locale.po import Entry, read_po
from soleprint.content.locale.review import REVIEW, REVIEWER, is_reviewed
from soleprint.products import spotting
from soleprint.products.review import ways
from soleprint.web.app import Studio
from soleprint.web.guard import Guard
from soleprint.web.network import NetworkAddress, read_network_address
from soleprint.web.offers import Folders
from tests.cli.runner import run
from tests.web.browser import PORT, Browser, DirectMaker

CUE = "routines/foot/steps/ankle/cue"
SAFETY = "safety/leg-and-foot/stop/cue"
ROUTINE = "routines/foot.yaml"
ANA = {"name": "Ana Pérez", "role": "physiotherapist"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "mine"
    path.mkdir()
    return path


@pytest.fixture
def browser(folder: Path) -> Browser:
    return Browser(Folders(content=folder, working=folder))


def address(context: str = CUE, lang: str = "es", **more: str) -> str:
    return f"/words/{lang}/text?{urlencode({'at': context, **more})}"


def fields(page: TestResponse) -> dict[str, str]:
    """What a form would send as it stands."""
    found = {
        unescape(name): unescape(value)
        for name, value in re.findall(r'<input type="(?:hidden|text)" [^>]*?name="([^"]*)" value="([^"]*)"', page.text)
    }
    typed = re.search(r'<textarea id="f-text"[^>]*>\n(.*?)</textarea>', page.text, re.DOTALL)
    assert typed
    return {name: found[name] for name in ("at", "stamp", "show", "order", "name", "role")} | {
        "text": unescape(typed[1])
    }


def send(browser: Browser, do: str, context: str = CUE, lang: str = "es", **changes: str) -> TestResponse:
    page = browser.get(address(context, lang))
    return browser.post(f"/words/{lang}/write", {**fields(page), "do": do, **changes})


def entry(folder: Path, context: str = CUE, lang: str = "es") -> Entry:
    path = folder / "locale" / lang / "soleprint.po"
    return next(one for one in read_po(path, "es").entries if one.context == context)


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_without_a_folder_of_ones_own_it_is_said_how_to_start_with_one() -> None:
    bare = Browser()
    assert 'href="/words"' in bare.get("/").text
    for path in ("/words", "/words/es", address(), "/words/es/page.svg?at=x"):
        answer = bare.get(path)
        assert answer.status_code == 404
        assert "soleprint studio --content FOLDER" in answer.text
    assert bare.post("/words/es/write", {"at": CUE, "text": "x", "do": "save"}).status_code == 404


def test_the_built_in_folder_is_not_written_into() -> None:
    from soleprint.files.folders import builtin

    answer = Browser(Folders(content=builtin("content"))).get("/words/es")
    assert answer.status_code == 422
    assert "is the built-in content" in answer.text


def test_languages_are_listed_with_their_counts(browser: Browser, folder: Path) -> None:
    run("translate", "new", "eo", "--content", str(folder))
    send(browser, "mark", **ANA)
    text = unescape(browser.get("/words").text)
    every = len(re.findall("<li>", browser.get("/words/es?show=all").text))
    assert f'href="/words/es"><span lang="es">español</span> – Spanish</a>\n      <p>Reviewed: 1 of {every}.' in text
    assert f"Fuzzy or missing: {every}." in text  # eo
    assert 'href="/words/en"' not in text


def test_texts_are_listed_safety_first_and_by_what_is_wrong(browser: Browser) -> None:
    def listed(query: str) -> list[str]:
        return re.findall(r'<bdi dir="ltr">([^<]*)</bdi>', browser.get(f"/words/es?{query}").text)

    first, usual = listed(""), listed("order=content&show=all")
    assert sorted(first) == sorted(usual) and CUE in first
    assert first[0].startswith(("safety/", "phrases/")) and SAFETY in first[: first.index(CUE)]
    assert usual.index(CUE) < usual.index("routines/front-of-leg/title")
    assert listed("show=fuzzy") == [] == listed("show=missing")
    assert send(browser, "doubt", text="Círculos").status_code == 303
    assert listed("show=fuzzy") == [CUE]
    send(browser, "mark", text="Círculos.", **ANA)
    assert CUE not in listed("") and CUE in listed("show=all") and listed("show=fuzzy") == []
    assert listed("show=nonsense&order=nonsense") == listed("")


def test_a_text_stands_with_all_that_helps_to_translate_it(browser: Browser) -> None:
    text = unescape(browser.get(address()).text)
    assert "Bend the knee. Circle round the ankle." in text
    assert '<textarea id="f-text" name="text" rows="5" lang="es" dir="ltr"' in text
    assert '<dt lang="en" dir="auto">ankle</dt><dd lang="es" dir="auto">tobillo</dd>' in text
    assert "Foot, step 2 of 6." in text  # a note for translators
    assert 'dir="rtl" spellcheck' in browser.get(address(lang="ar")).text


def test_the_next_and_the_previous_text_are_links(browser: Browser) -> None:
    page = browser.get(address(order="content", show="all")).text
    (after,) = re.findall(r'id="after" href="([^"]*)"', page)
    assert parse_qs(urlsplit(unescape(after)).query)["at"] == ["routines/foot/steps/ankle/text"]
    back = browser.get(unescape(after)).text
    (before,) = re.findall(r'id="before" href="([^"]*)"', back)
    assert parse_qs(urlsplit(unescape(before)).query)["at"] == [CUE]


def test_saving_writes_into_ones_own_folder_alone(browser: Browser, folder: Path) -> None:
    sent = send(browser, "save", text="Doble la rodilla.\r\n".strip())
    assert sent.status_code == 303 and "told=save" in sent.headers["Location"]
    assert entry(folder).text == "Doble la rodilla."
    assert not is_reviewed(entry(folder))
    assert files(folder) == ["locale/es/soleprint.po"]
    page = browser.get(sent.headers["Location"])
    assert "Saved." in page.text and fields(page)["text"] == "Doble la rodilla."


def test_a_mark_names_who_has_read_it_and_is_asked_for_once(browser: Browser, folder: Path) -> None:
    refused = send(browser, "mark")
    assert refused.status_code == 422 and files(folder) == []
    assert "Give a name and a profession" in refused.text
    for bad in (
        {"name": "Ana", "role": "a, b"},
        {"name": "x" * 90, "role": "nurse"},
        {"name": "\x07", "role": "nurse"},
    ):
        assert send(browser, "mark", **bad).status_code == 422
    sent = send(browser, "mark", **ANA)
    assert sent.status_code == 303 and "Ana" not in sent.headers["Location"]
    assert is_reviewed(entry(folder))
    assert entry(folder).remarks[-1].startswith("soleprint-reviewed: Ana Pérez, physiotherapist, ")
    page = browser.get(address("routines/foot/steps/ankle/text"))
    assert fields(page)["name"] == "Ana Pérez"
    send(browser, "mark", "routines/foot/steps/ankle/text")  # nobody asks again
    assert is_reviewed(entry(folder, "routines/foot/steps/ankle/text"))
    assert 'name="name" value=""' in Browser(browser.folders).get(address()).text  # the next studio does


def test_a_mark_leads_on_to_the_next_text(browser: Browser) -> None:
    page = browser.get(address(order="content"))
    sent = browser.post("/words/es/write", {**fields(page), "do": "mark", **ANA})
    query = parse_qs(urlsplit(sent.headers["Location"]).query)
    assert query["at"] == ["routines/foot/steps/ankle/text"] and query["order"] == ["content"]


def test_a_safety_text_is_marked_by_itself(browser: Browser, folder: Path) -> None:
    send(browser, "mark", SAFETY, **ANA)
    marked = [one.context for one in read_po(folder / "locale/es/soleprint.po", "es").entries if is_reviewed(one)]
    assert marked == [SAFETY]


def test_what_needs_work_is_fuzzy_and_the_built_in_words_are_printed(browser: Browser, folder: Path) -> None:
    send(browser, "doubt", text="Doble {algo}")  # even with an error: it is not printed
    assert entry(folder).fuzzy and entry(folder).text == "Doble {algo}"
    page = browser.get(address())
    assert fields(page)["text"] == "Doble {algo}" and "Fuzzy" in page.text
    send(browser, "save", text="Doble la rodilla")
    assert not entry(folder).fuzzy


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "there is no translation yet"),
        (" \r\n", "there is no translation yet"),
        ("Doble {name}", "must have no words in braces"),
        ("Doble ", "begins or ends with another space"),
        ("Doble\r\nla rodilla", "has a line break"),
        ("Doble \u202ela rodilla", "invisible control character"),
    ],
)
def test_a_mistake_is_told_beside_the_field_and_not_written(
    browser: Browser, folder: Path, text: str, said: str
) -> None:
    refused = send(browser, "save", text=text)
    assert refused.status_code == 422
    assert said in refused.text and 'aria-invalid="true"' in refused.text
    assert fields(refused)["text"] == text.replace("\r\n", "\n")
    assert files(folder) == []


@pytest.mark.parametrize("text", ["", "Doble \u202ela rodilla"])
def test_what_no_file_can_hold_is_not_even_fuzzy(browser: Browser, folder: Path, text: str) -> None:
    assert send(browser, "doubt", text=text).status_code == 422
    assert files(folder) == []


def test_a_doubt_of_the_check_is_written_and_shown_before_the_next_text(browser: Browser, folder: Path) -> None:
    long = "Doble la rodilla. " + "Haga círculos alrededor del tobillo. " * 3
    sent = send(browser, "mark", text=long.strip(), **ANA)
    assert "say it in fewer words" in browser.get(sent.headers["Location"]).text
    assert is_reviewed(entry(folder))


def test_a_text_that_was_changed_meanwhile_is_shown_and_nothing_is_lost(browser: Browser, folder: Path) -> None:
    page = browser.get(address())
    send(browser, "save", text="De otra persona.")
    conflict = browser.post("/words/es/write", {**fields(page), "do": "mark", "text": "Lo mío.", **ANA})
    assert conflict.status_code == 409
    assert fields(conflict)["text"] == "Lo mío."
    assert '<p class="said" id="theirs" lang="es" dir="auto">De otra persona.</p>' in conflict.text
    assert entry(folder).text == "De otra persona."
    again = browser.post("/words/es/write", {**fields(conflict), "do": "save"})
    assert again.status_code == 303 and entry(folder).text == "Lo mío."


def test_another_text_of_the_same_file_is_no_conflict(browser: Browser, folder: Path) -> None:
    page = browser.get(address())
    send(browser, "save", "routines/foot/steps/ankle/text", text="Otra cosa.")
    assert browser.post("/words/es/write", {**fields(page), "do": "save", "text": "Lo mío."}).status_code == 303
    assert entry(folder).text == "Lo mío."
    assert entry(folder, "routines/foot/steps/ankle/text").text == "Otra cosa."


def test_an_edit_voids_a_mark(browser: Browser, folder: Path) -> None:
    send(browser, "mark", **ANA)
    path = folder / "locale" / "es" / "soleprint.po"
    path.write_text(path.read_text(encoding="utf-8").replace(entry(folder).text, "Otra cosa."), encoding="utf-8")
    assert "Edited since it was reviewed" in browser.get(address()).text
    assert re.findall(r'<bdi dir="ltr">([^<]*)</bdi>', browser.get("/words/es?show=void").text) == [CUE]


def test_when_all_is_read_the_head_of_the_file_can_say_so(browser: Browser, folder: Path) -> None:
    early = browser.post("/words/es/declare", ANA)
    assert early.status_code == 422 and files(folder) == []
    assert "Mark the whole file" not in browser.get("/words/es").text
    day = ("--name", "Ana", "--role", "nurse", "--date", "2026-01-31")
    run("translate", "mark", "es", *day, "--all", "--safety", "--content", str(folder))
    assert "Mark the whole file" in browser.get("/words/es").text
    assert browser.post("/words/es/declare", {"name": "", "role": ""}).status_code == 422
    assert browser.post("/words/es/declare", ANA).status_code == 303
    header = read_po(folder / "locale" / "es" / "soleprint.po", "es").header
    assert (header[REVIEW], header[REVIEWER]) == ("reviewed", "Ana Pérez, physiotherapist")
    assert "The head of the file says" in browser.get("/words/es").text
    assert files(folder) == ["locale/es/soleprint.po"]


@pytest.mark.parametrize("context", ["nothing", "", "../../x", "routines/foot", CUE + "/*", "routines/*"])
def test_only_texts_that_there_are_can_be_named(browser: Browser, folder: Path, context: str) -> None:
    assert browser.get(address(context)).status_code == 422
    form = {"at": context, "text": "x", "stamp": "", "do": "mark", **ANA}
    assert browser.post("/words/es/write", form).status_code == 422
    assert files(folder) == []


@pytest.mark.parametrize("lang", ["en", "xx", "..", "%2e%2e", "es%2f..%2ffr", "ES"])
def test_only_languages_that_there_are_can_be_named(browser: Browser, folder: Path, lang: str) -> None:
    assert browser.get(f"/words/{lang}").status_code in (404, 422)
    form = {"at": CUE, "text": "x", "stamp": "", "do": "save"}
    assert browser.post(f"/words/{lang}/write", form).status_code in (404, 405, 422)
    assert files(folder) == []


def test_only_what_the_buttons_ask_for_is_done(browser: Browser, folder: Path) -> None:
    assert send(browser, "delete").status_code == 404
    assert files(folder) == []


@pytest.mark.parametrize("inside", ["locale", "locale/es", "locale/es/soleprint.po"])
def test_a_link_that_leads_out_is_not_written_through(
    browser: Browser, folder: Path, tmp_path: Path, inside: str
) -> None:
    page = browser.get(address())
    away = tmp_path / "away"
    away.mkdir()
    (folder / inside).parent.mkdir(parents=True, exist_ok=True)
    (folder / inside).symlink_to(away / "new.po" if inside.endswith(".po") else away)
    refused = browser.post("/words/es/write", {**fields(page), "do": "save", "text": "Lo mío."})
    assert refused.status_code == 422 and "link to a file outside the folder" in refused.text
    assert list(away.rglob("*")) == []


def test_a_file_that_cannot_be_read_is_told(browser: Browser, folder: Path) -> None:
    path = folder / "locale" / "es" / "soleprint.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgid "', encoding="utf-8")
    answer = browser.get("/words/es")
    assert answer.status_code == 422
    assert "soleprint.po:1:1" in answer.text
    assert browser.get("/words/fr").status_code == 200


def test_texts_are_escaped(browser: Browser, folder: Path) -> None:
    nasty = "</textarea><script>alert(1)</script>"
    sent = send(browser, "save", text=nasty)
    for page in (browser.get(sent.headers["Location"]), browser.get("/words/es?show=all")):
        assert "<script>alert" not in page.text and "&lt;script&gt;alert" in page.text
    assert fields(browser.get(address()))["text"] == nasty


def test_the_page_where_a_text_stands_is_drawn_with_it_outlined(browser: Browser) -> None:
    drawn = browser.get(f"/words/es/page.svg?{urlencode({'at': CUE})}")
    assert drawn.mimetype == "image/svg+xml" and "sandbox" in drawn.headers["Content-Security-Policy"]
    assert drawn.text.count('stroke="#FFFFFF" stroke-width="4"') == 1
    before = drawn.text
    send(browser, "save", text="Círculos y más círculos")
    assert browser.get(f"/words/es/page.svg?{urlencode({'at': CUE})}").text != before


NETWORK = read_network_address("print.clinic.example", https=True, prefix="/leaflets", listen="127.0.0.1", edit=True)


def test_on_a_network_nothing_is_edited_unless_that_was_asked_for(folder: Path) -> None:
    for network, status in ((NETWORK, 200), (replace(NETWORK, edit=False), 404)):
        client = Client(Studio(Guard(PORT, network), DirectMaker(), Folders(content=folder), network))
        base = f"{network.origin}/leaflets"
        assert ("/words" in client.get("/", base_url=base).text) == (status == 200)
        for path in ("/words", "/words/es", address(), "/routines", "/routines/file?name=phrases.yaml"):
            assert client.get(path, base_url=base).status_code == status, path


def test_on_a_network_nobody_signs_for_another_and_addresses_are_below_the_prefix(folder: Path) -> None:
    client = Client(Studio(Guard(PORT, NETWORK), DirectMaker(), Folders(content=folder), NETWORK))
    base, origin = f"{NETWORK.origin}/leaflets", {"Origin": NETWORK.origin}
    form = {**fields(client.get(address(), base_url=base)), **ANA, "do": "mark"}
    refused = client.post("/words/es/write", base_url=base, data={**form, "text": ""}, headers=origin)
    assert refused.status_code == 422 and 'value="Ana Pérez"' in refused.text  # it is theirs
    sent = client.post("/words/es/write", base_url=base, data=form, headers=origin)
    assert sent.headers["Location"].startswith("/leaflets/words/es/text?")
    assert is_reviewed(entry(folder))
    for path in (
        "/words",
        "/words/es",
        address(),
        "/routines",
        f"/routines/file?name={ROUTINE}",
        f"/routines/steps?name={ROUTINE}",
    ):
        text = client.get(path, base_url=base).text
        assert "Ana" not in text.replace("Read by: <bdi>Ana", "")
        found = re.findall(r'(?:href|src|action|data-preview|data-changed)="([^"#][^"]*)"', text)
        assert len(found) > 5 and all(one.startswith("/leaflets/") for one in found), path


def test_a_text_that_is_on_no_page_says_so(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    every = [way for way in ways("es", {}) if way.product == "view"]
    monkeypatch.setattr(spotting, "ways", lambda *given: every)
    spotting._search.cache_clear()
    answer = browser.get(f"/words/es/page.svg?{urlencode({'at': CUE})}")
    spotting._search.cache_clear()
    assert answer.mimetype == "image/svg+xml" and "on no page" in answer.text


TRUSTING = replace(NETWORK, user_from="127.0.0.1")


@pytest.mark.parametrize(
    ("network", "address_of", "named", "name"),
    [
        (TRUSTING, "127.0.0.1", {"X-Remote-User": "Ana Pérez".encode().decode("latin-1")}, "Ana Pérez"),
        (TRUSTING, "10.0.0.7", {"X-Remote-User": "ana"}, None),  # somebody who is not that server
        (TRUSTING, "127.0.0.1", {"X-Remote-User": "ana", "X-Forwarded-For": "10.0.0.7"}, "ana"),
        (TRUSTING, "10.0.0.7", {"X-Remote-User": "ana", "X-Forwarded-For": "127.0.0.1"}, None),
        (TRUSTING, "127.0.0.1", {}, None),
        (TRUSTING, "127.0.0.1", {"X-Remote-User": "x" * 81}, None),
        (TRUSTING, "127.0.0.1", {"Remote-User": "ana"}, None),
        (NETWORK, "127.0.0.1", {"X-Remote-User": "ana"}, "Somebody"),  # it was not told to believe anybody
        (None, "127.0.0.1", {"X-Remote-User": "ana"}, "Somebody"),
    ],
)
def test_who_signs_is_whom_the_server_before_names(
    folder: Path,
    network: NetworkAddress | None,
    address_of: str,
    named: dict[str, str],
    name: str | None,
    capfd: pytest.CaptureFixture[str],
) -> None:
    guard = Guard(PORT, network)
    client = Client(Studio(guard, DirectMaker(), Folders(content=folder), network))
    origin = network.origin if network else f"http://127.0.0.1:{PORT}"
    asked = {"base_url": origin, "environ_overrides": {"REMOTE_ADDR": address_of}}
    client.get(guard.launch, **asked)
    page = client.get(address(), headers=named, **asked)
    form = {**fields(page), "name": "Somebody", "role": "physiotherapist", "do": "mark"}
    sent = client.post("/words/es/write", data=form, headers={"Origin": origin, **named}, **asked)
    remarks = "".join(entry(folder).remarks) if name else ""
    assert (sent.status_code, f"{name}, physiotherapist" in remarks) == ((303, True) if name else (422, False))
    if network is TRUSTING:
        assert 'name="name" value="Somebody"' not in sent.text and " readonly" in page.text
    assert "ana" not in "".join(capfd.readouterr()).lower()


def test_a_name_opens_no_door(folder: Path) -> None:
    """It is for marks alone: who may come is that server's business, and what they may do the administrator's."""
    network = replace(TRUSTING, edit=False)
    client = Client(Studio(Guard(PORT, network), DirectMaker(), Folders(content=folder), network))
    named = {"X-Remote-User": "admin"}
    assert client.get("/words", base_url=network.origin, headers=named).status_code == 404
    assert client.get("/", base_url="http://evil.example", headers=named).status_code == 421
    lone = Client(Studio(Guard(PORT), DirectMaker(), Folders(content=folder)))
    assert lone.get("/", base_url=f"http://127.0.0.1:{PORT}", headers=named).status_code == 401
