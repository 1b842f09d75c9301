"""Who is let in, and what every answer says about itself (threats of the design, one by one)."""

from __future__ import annotations

import pytest

from tests.web.browser import HOST, ORIGIN, PORT, Browser

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def browser() -> Browser:
    return Browser()


def test_the_code_of_the_address_works_once(browser: Browser) -> None:
    assert browser.started.status_code == 303
    assert browser.started.headers["Location"] == "/"
    cookie = browser.started.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and cookie.startswith(f"soleprint-{PORT}=")
    again = browser.get(browser.launch)
    assert again.status_code == 401
    assert "Set-Cookie" not in again.headers


@pytest.mark.parametrize("path", ["/start", "/start?code=", "/start?code=x", "/start?code=%00é"])
def test_other_codes_do_not_work_and_do_not_use_it_up(path: str) -> None:
    new = Browser()
    launch = new.guard.launch
    assert "code=" in launch and launch != new.launch
    assert new.get(path).status_code == 401


def test_a_code_that_was_guessed_wrong_leaves_the_right_one() -> None:
    from werkzeug.test import EnvironBuilder
    from werkzeug.wrappers import Request

    from soleprint.web.guard import Guard, RequestRefused

    guard = Guard(PORT)
    launch = guard.launch
    with pytest.raises(RequestRefused):
        guard.start(Request(EnvironBuilder("/start?code=x").get_environ()))
    assert guard.start(Request(EnvironBuilder(launch).get_environ())).status_code == 303


@pytest.mark.parametrize("path", ["/", "/make/card", "/side/x/0.svg", "/made/x/y.pdf", "/nothing"])
def test_without_the_cookie_nothing_is_shown(browser: Browser, path: str) -> None:
    for headers in ({}, {"Cookie": f"soleprint-{PORT}=guess"}, {"Cookie": browser.cookie().replace(str(PORT), "1")}):
        answer = browser.bare(path, headers)
        assert answer.status_code == 401
        assert "<form" not in answer.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": f"localhost:{PORT}"}, 200),
        ({"Host": "evil.example"}, 421),
        ({"Host": f"evil.example:{PORT}"}, 421),
        ({"Host": f"127.0.0.1.nip.io:{PORT}"}, 421),
        ({"Host": "127.0.0.1"}, 421),
        ({"Host": f"127.0.0.1:{PORT + 1}"}, 421),
        ({"Origin": ORIGIN}, 200),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": f"http://localhost:{PORT}"}, 403),
        ({"Origin": f"https://{HOST}"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate"}, 200),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}, 403),
        ({"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors"}, 403),
    ],
)
def test_reading(browser: Browser, headers: dict[str, str], status: int) -> None:
    answer = browser.bare("/", {"Cookie": browser.cookie(), **headers})
    assert answer.status_code == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"Origin": ORIGIN}, 303),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, 403),
        ({"Origin": ORIGIN, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 403),
        ({"Origin": "http://evil.example", "Sec-Fetch-Mode": "navigate"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
    ],
)
def test_writing(browser: Browser, headers: dict[str, str], status: int) -> None:
    answer = browser.client.post("/make/card", base_url=ORIGIN, data=b"routine=foot", headers={**FORM, **headers})
    assert answer.status_code == status


@pytest.mark.parametrize("path", ["/", "/static/studio.css", "/nothing", "/start?code=x", "/side/x/0.svg"])
def test_every_answer_is_hardened(browser: Browser, path: str) -> None:
    headers = browser.get(path).headers
    policy = headers["Content-Security-Policy"]
    for rule in (
        *("default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "form-action 'self'"),
        *("frame-ancestors 'none'", "require-trusted-types-for 'script'"),
    ):
        assert rule in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_pages_need_neither_scripts_nor_styles_within_them(browser: Browser) -> None:
    text = browser.get("/make/view").text
    assert "<style" not in text and "style=" not in text and "onclick" not in text
    assert text.count("<script") == 1 and 'src="/static/studio.js?' in text


@pytest.mark.parametrize(
    "path", ["/static/", "/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/pages/base.html"]
)
def test_no_folder_is_listed_and_no_other_file_is_given(browser: Browser, path: str) -> None:
    assert browser.get(path).status_code == 404


def test_too_much_is_refused(browser: Browser) -> None:
    assert browser.post("/make/card", {"notes": "x" * 70_000}).status_code == 413
    assert browser.post("/make/card", {"routine": ["x"] * 300}).status_code == 413
    assert browser.get("/make/card?" + "&".join(["routine=x"] * 300)).status_code == 413
    assert browser.post("/make/card", {}, **{"Content-Type": "multipart/form-data; boundary=x"}).status_code == 415
    assert browser.client.delete("/make/card", base_url=ORIGIN, headers={"Origin": ORIGIN}).status_code == 405
