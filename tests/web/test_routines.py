"""Editing content: what is listed, checked and written, and what is refused with nothing lost."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from werkzeug.test import TestResponse

from soleprint.files.folders import builtin
from soleprint.products.editing import MOST_BYTES
from soleprint.web.offers import Folders
from tests.support import words_only
from tests.web.browser import Browser
from tests.web.own import BUILT_IN, FOOT, own_folder, stamp, text_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return own_folder(tmp_path)


@pytest.fixture
def browser(folder: Path) -> Browser:
    return Browser(Folders(content=folder, working=folder))


def page(browser: Browser, name: str = FOOT, kind: str = "file") -> TestResponse:
    return browser.get(f"/routines/{kind}?{urlencode({'name': name})}")


def typed(answer: TestResponse) -> str:
    """What stands in the field of the text."""
    found = re.search(r'<textarea id="f-text"[^>]*>\n(.*?)</textarea>', answer.text, re.DOTALL)
    assert found
    return unescape(found[1])


def send(browser: Browser, text: str, name: str = FOOT, do: str = "save", **changes: str) -> TestResponse:
    form = {"name": name, "stamp": stamp(page(browser, name)), "text": text.replace("\n", "\r\n"), "do": do}
    return browser.post("/routines/file", {**form, **changes})


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_without_a_folder_of_ones_own_it_is_said_how_to_start_with_one() -> None:
    bare = Browser()
    assert 'href="/routines"' in bare.get("/").text
    for path in ("/routines", f"/routines/file?name={FOOT}", f"/routines/steps?name={FOOT}", "/changed?since=x"):
        answer = bare.get(path)
        assert answer.status_code == 404
        assert "soleprint studio --content FOLDER" in answer.text
    for path in ("/routines/file", "/routines/steps", "/routines/copy"):
        assert bare.post(path, {"name": FOOT, "text": "x", "stamp": ""}).status_code == 404


def test_files_are_listed_and_it_is_said_whose_they_are(browser: Browser, folder: Path) -> None:
    (folder / "routines" / "hands.yaml").write_text("schema: 1\n", encoding="utf-8")
    (folder / "routines" / ".hidden.yaml").write_text("schema: 1\n", encoding="utf-8")
    text = browser.get("/routines").text
    listed = dict(re.findall(r'<bdi dir="ltr">([^<]*)</bdi></a>\s*<p>([^<]*)</p>', text))
    assert listed[FOOT] == "In your folder, in place of the built-in one"
    assert listed["routines/hands.yaml"] == "In your folder"
    assert listed["routines/back-of-leg.yaml"] == "Built in" == listed["phrases.yaml"]
    assert "routines/.hidden.yaml" not in listed and "studio.yaml" not in listed


def test_a_file_is_shown_with_its_lines_and_its_card(browser: Browser) -> None:
    answer = page(browser)
    assert typed(answer) == BUILT_IN
    count = BUILT_IN.count("\n") + 1
    assert f'rows="{count + 1}" wrap="off"' in answer.text and f"\n{count}\n</pre>" in answer.text
    (side,) = re.findall(r'src="(/side/[^"]*)"', answer.text)
    assert browser.get(side).mimetype == "image/svg+xml"


def test_a_text_is_saved_as_it_is_typed(browser: Browser, folder: Path) -> None:
    text = BUILT_IN.replace("title: Foot", "title: Feet  # both")
    sent = send(browser, text)
    assert sent.status_code == 303 and sent.headers["Location"].endswith("told=saved")
    assert text_of(folder) == text
    assert "Saved." in browser.get(sent.headers["Location"]).text
    assert files(folder) == [FOOT]


def test_lines_end_as_they_did(browser: Browser, folder: Path) -> None:
    (folder / FOOT).write_bytes(BUILT_IN.replace("\n", "\r\n").encode())
    assert typed(page(browser)) == BUILT_IN
    assert send(browser, BUILT_IN.replace("title: Foot", "title: Feet")).status_code == 303
    assert text_of(folder) == BUILT_IN.replace("title: Foot", "title: Feet").replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("before", "after", "line", "said"),
    [
        ("stroke: hold", "stroke: holdd", "Line 36, column 17:", "Did you mean"),
        ("title: Foot", "title: [", "Line ", "this is not valid YAML"),
        ("title: Foot", "titel: Foot", "Line 4, column 1:", "unknown key"),
        ("title: Foot", "title: Foot heals all diseases", "Line 4, column 8:", ""),
        ("title: Foot", "title: &a Foot", "Line 4", ""),
        ("title: Foot", "title: F\u202eoot", "Line 4", "control character"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_not_saved(
    browser: Browser, folder: Path, before: str, after: str, line: str, said: str
) -> None:
    text = BUILT_IN.replace(before, after, 1)
    refused = send(browser, text)
    assert refused.status_code == 422
    assert line in refused.text and said in refused.text and "This is not saved" in refused.text
    assert re.search(r'<a href="#f-text" data-line="\d+" data-column="\d+">', refused.text)
    assert typed(refused) == text
    assert text_of(folder) == BUILT_IN
    assert send(browser, typed(refused).replace(after, before, 1), stamp=stamp(refused)).status_code == 303


def test_a_check_says_what_is_wrong_and_writes_nothing(browser: Browser, folder: Path) -> None:
    text = BUILT_IN.replace("limb: foot", "limb: fot")
    answer = send(browser, text, do="check")
    assert answer.status_code == 200 and typed(answer) == text
    assert "Line 12, column 7:" in answer.text and "This is not saved" not in answer.text
    assert "The check finds nothing." in send(browser, BUILT_IN, do="check").text
    assert text_of(folder) == BUILT_IN


def test_a_file_that_is_bad_already_can_be_opened_and_mended(browser: Browser, folder: Path) -> None:
    (folder / FOOT).write_text(BUILT_IN.replace("title: Foot", "title: ["), encoding="utf-8")
    answer = page(browser)
    assert answer.status_code == 200 and "this is not valid YAML" in answer.text
    assert page(browser, kind="steps").status_code == 200
    assert send(browser, BUILT_IN).status_code == 303


def test_other_files_are_checked_against_what_stands_beside_them(browser: Browser, folder: Path) -> None:
    (folder / "phrases.yaml").write_text('schema: 1\nphrases:\n  caution: "Take care"\n', encoding="utf-8")
    assert send(browser, 'schema: 1\nphrases:\n  caution: "Mind"\n', "phrases.yaml").status_code == 303
    refused = send(browser, "schema: 1\nphrases:\n  caution: [1]\n", "phrases.yaml")
    assert refused.status_code == 422 and "Line 3, column 12:" in refused.text
    assert "has no card" in refused.text


def test_a_file_that_was_changed_meanwhile_is_shown_and_nothing_is_lost(browser: Browser, folder: Path) -> None:
    old = stamp(page(browser))
    theirs, mine = (BUILT_IN.replace("title: Foot", f"title: {name}") for name in ("Theirs", "Mine"))
    (folder / FOOT).write_text(theirs, encoding="utf-8")
    conflict = send(browser, mine, stamp=old)
    assert conflict.status_code == 409
    assert typed(conflict) == mine
    assert f'<pre class="code" id="theirs" dir="ltr" tabindex="0">{theirs[:200]}' in unescape(conflict.text)
    assert text_of(folder) == theirs
    assert send(browser, mine, stamp=stamp(conflict)).status_code == 303
    assert text_of(folder) == mine


def test_a_check_does_not_hide_a_conflict(browser: Browser, folder: Path) -> None:
    old = stamp(page(browser))
    (folder / FOOT).write_text(BUILT_IN + "# theirs\n", encoding="utf-8")
    checked = send(browser, BUILT_IN, do="check", stamp=old)
    assert stamp(checked) == old
    assert send(browser, BUILT_IN, stamp=stamp(checked)).status_code == 409


def test_a_built_in_file_is_copied_and_then_changed(browser: Browser, folder: Path) -> None:
    name = "safety/leg-and-foot.yaml"
    before = page(browser, name)
    assert " readonly" in before.text and "Copy into my folder" in before.text
    assert send(browser, "schema: 1\n", name).status_code == 409
    assert files(folder) == [FOOT]
    assert browser.post("/routines/copy", {"name": name}).status_code == 303
    assert text_of(folder, name) == (builtin("content") / name).read_text(encoding="utf-8")
    assert " readonly" not in page(browser, name).text
    assert browser.post("/routines/copy", {"name": name}).status_code == 422  # and not a second time
    (folder / name).write_text("schema: 1\n", encoding="utf-8")
    assert browser.post("/routines/copy", {"name": name}).status_code == 422
    assert text_of(folder, name) == "schema: 1\n"


NAMES = [
    "",
    "nothing.yaml",
    "../secret.yaml",
    "/etc/passwd",
    "routines/../../secret.yaml",
    "studio.yaml",
    "views/foot-sole.yaml",
]
NAMES += [
    "locale/es/soleprint.po",
    "routines/foot",
    "ROUTINES/foot.yaml",
    "routines\\foot.yaml",
    "routines/.hidden.yaml",
]


@pytest.mark.parametrize("name", NAMES)
def test_only_files_that_are_listed_can_be_named(browser: Browser, folder: Path, name: str) -> None:
    (folder.parent / "secret.yaml").write_text("schema: 1\n", encoding="utf-8")
    (folder / "routines" / ".hidden.yaml").write_text("schema: 1\n", encoding="utf-8")
    before = files(folder.parent)
    for kind in ("file", "steps", "preview"):
        assert page(browser, name, kind).status_code in (404, 422)
    form = {"name": name, "text": "schema: 1\n", "stamp": "", "do": "save"}
    assert browser.post("/routines/file", form).status_code == 422
    assert browser.post("/routines/file", {**form, "do": "check"}).status_code == 422
    assert browser.post("/routines/copy", form).status_code == 422
    assert browser.post("/routines/steps", {**form, "step": "0"}).status_code == 422
    assert files(folder.parent) == before


@pytest.mark.parametrize("inside", ["routines", "routines/hands.yaml"])
def test_a_link_that_leads_out_is_neither_read_nor_written(tmp_path: Path, inside: str) -> None:
    away, folder = tmp_path / "away", tmp_path / "mine"
    away.mkdir()
    folder.mkdir()
    (away / "hands.yaml").write_text("secret: 1\n", encoding="utf-8")
    (folder / inside).parent.mkdir(exist_ok=True)
    (folder / inside).symlink_to(away / "hands.yaml" if inside.endswith(".yaml") else away)
    browser = Browser(Folders(content=folder, working=folder))
    answer = page(browser, "routines/hands.yaml")
    assert answer.status_code == 422 and "secret" not in answer.text
    form = {"name": "routines/hands.yaml", "text": "schema: 1\n", "stamp": "", "do": "save"}
    assert browser.post("/routines/file", form).status_code == 422
    browser.post("/routines/copy", {"name": "routines/back-of-leg.yaml"})
    assert files(away) == ["hands.yaml"]
    assert (away / "hands.yaml").read_text(encoding="utf-8") == "secret: 1\n"


def test_what_is_too_large_is_told(browser: Browser, folder: Path) -> None:
    large = BUILT_IN + "# more\n" * (MOST_BYTES // 7)
    refused = send(browser, large)
    assert refused.status_code == 422 and "too large to edit here" in refused.text and typed(refused) == large
    assert text_of(folder) == BUILT_IN
    assert send(browser, "x" * 200_000).status_code == 413
    (folder / FOOT).write_text(large, encoding="utf-8")
    assert page(browser).status_code == 422


@pytest.mark.parametrize("refused", [errno.EACCES, errno.EIO])
def test_a_file_that_may_not_be_read_is_told(
    browser: Browser, folder: Path, monkeypatch: pytest.MonkeyPatch, refused: int
) -> None:
    monkeypatch.setattr(Path, "open", failing(Path.open, folder / FOOT, OSError(refused, os.strerror(refused))))
    answer = page(browser)
    assert answer.status_code == 422 and f"cannot be read: {os.strerror(refused)}" in answer.text


def test_what_is_too_large_is_not_read(browser: Browser, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (folder / FOOT).open("wb") as file:
        file.truncate(1 << 27)
    monkeypatch.setattr(Path, "open", failing(Path.open, folder / FOOT, AssertionError("it is read")))
    answer = page(browser)
    assert answer.status_code == 422 and "too large to edit here" in answer.text


def failing(call: Callable[..., Any], of: Path, error: Exception) -> Callable[..., Any]:
    """A way to open files that fails for one."""

    def opened(path: Path, *arguments: Any, **named: Any) -> Any:
        if path == of:
            raise error
        return call(path, *arguments, **named)

    return opened


def test_bytes_that_are_no_text_are_told(browser: Browser, folder: Path) -> None:
    (folder / FOOT).write_bytes(b"title: \xff\n")
    answer = page(browser)
    assert answer.status_code == 422 and "not UTF-8" in answer.text


def test_texts_are_escaped(browser: Browser, folder: Path) -> None:
    nasty = "# </textarea><script>alert(1)</script>\n"
    for answer in (send(browser, nasty), send(browser, BUILT_IN + nasty)):
        assert "<script>alert" not in answer.text
    assert typed(page(browser)) == BUILT_IN + nasty
    refused = send(browser, BUILT_IN.replace("title: Foot", "<b>: Foot"))
    assert "<b>:" not in refused.text and "&lt;b&gt;" in refused.text


def test_a_card_that_cannot_be_made_says_why(browser: Browser, folder: Path) -> None:
    (folder / FOOT).write_text(BUILT_IN.replace("stroke: hold", "stroke: holdd"), encoding="utf-8")
    answer = page(browser, kind="preview")
    assert answer.status_code == 200 and "no such stroke" in answer.text and "/side/" not in answer.text


def test_a_page_hears_of_files_that_others_change(browser: Browser, folder: Path) -> None:
    (since,) = re.findall(r'data-folder="([^"]*)"', page(browser).text)
    assert browser.get(f"/changed?since={since}").json == {"stamp": since, "changed": False}
    (folder / "phrases.yaml").write_text("schema: 1\nphrases: {}\n", encoding="utf-8")
    told = browser.get(f"/changed?since={since}").json
    assert told is not None and told["changed"] and told["stamp"] != since
    assert f'data-folder="{told["stamp"]}"' in page(browser, kind="preview").text


# The form of a routine's steps


def values(answer: TestResponse, number: int) -> dict[str, list[str]]:
    """What the form of a step would send as it stands."""
    part = answer.text.split(f'name="step" value="{number}"')[1].split("</form>")[0]
    found: dict[str, list[str]] = {}
    for name, inner in re.findall(r'<textarea [^>]*name="([^"]*)"[^>]*>\n(.*?)</textarea>', part, re.DOTALL):
        found.setdefault(name, []).append(unescape(inner).replace("\n", "\r\n"))
    for name, inner in re.findall(r'<select [^>]*name="([^"]*)"[^>]*>(.*?)</select>', part, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', inner)
        found.setdefault(name, []).append(chosen[1] if chosen else "")
    return found


def send_step(browser: Browser, number: int, **changes: list[str]) -> TestResponse:
    shown = page(browser, kind="steps")
    given = {
        **values(shown, number),
        **{f"f.steps.{number}.{name.replace('__', '.')}": one for name, one in changes.items()},
    }
    return browser.post("/routines/steps", {"name": FOOT, "stamp": stamp(shown), "step": str(number), **given})


def test_a_form_that_is_sent_as_it_stands_changes_nothing(browser: Browser, folder: Path) -> None:
    for number in range(6):
        assert send_step(browser, number).status_code == 303
    assert text_of(folder) == BUILT_IN


def test_words_strokes_and_places_change_and_all_else_stays(browser: Browser, folder: Path) -> None:
    commented = BUILT_IN.replace("    cue: Bend the knee.", "    # mine\n    cue: Bend the knee.")
    (folder / FOOT).write_text(commented, encoding="utf-8")
    sent = send_step(
        browser,
        1,
        cue=["Bend the knee: circle."],
        easy=["Bend the knee.\r\nStroke in circles round the ankle.\r\n\r\nDo it gently."],
        moves__0__stroke=["circles"],
        moves__0__path__around=["heel", ""],
    )
    assert sent.status_code == 303 and sent.headers["Location"].endswith("#step-1")
    wanted = commented.replace("cue: Bend the knee. Circle round the ankle.", 'cue: "Bend the knee: circle."')
    wanted = wanted.replace(
        "      - Stroke in circles round the ankle.\n    easy_position",
        "      - Stroke in circles round the ankle.\n      - Do it gently.\n    easy_position",
    )
    wanted = wanted.replace("stroke: circle-stroke\n", "stroke: circles\n", 1).replace(
        "around: [ankle]", "around: [heel]"
    )
    assert text_of(folder) == wanted


def test_a_step_that_cannot_be_is_told_and_not_lost(browser: Browser, folder: Path) -> None:
    refused = send_step(browser, 1, cue=[""], text=["My own words."], moves__0__stroke=["nothing"])
    assert refused.status_code == 422
    assert "is empty" in refused.text and "There is no such stroke" in refused.text
    again = values(refused, 1)
    assert again["f.steps.1.text"] == ["My own words."] and again["f.steps.1.moves.0.stroke"] == ["nothing"]
    assert text_of(folder) == BUILT_IN


def test_a_step_of_a_file_that_was_changed_meanwhile_is_not_lost(browser: Browser, folder: Path) -> None:
    shown = page(browser, kind="steps")
    form = {"name": FOOT, "stamp": stamp(shown), "step": "1", **values(shown, 1), "f.steps.1.cue": "Mine."}
    (folder / FOOT).write_text(BUILT_IN + "# theirs\n", encoding="utf-8")
    conflict = browser.post("/routines/steps", form)
    assert conflict.status_code == 409 and "# theirs" in conflict.text
    assert values(conflict, 1)["f.steps.1.cue"] == ["Mine."]
    assert browser.post("/routines/steps", {**form, "stamp": stamp(conflict)}).status_code == 303
    assert "cue: Mine.\n" in text_of(folder) and text_of(folder).endswith("# theirs\n")


@pytest.mark.parametrize(
    "given",
    [
        {"step": "99"},
        {"step": "x"},
        {"f.title": "Mine"},
        {"f.steps.0.id": "Mine"},
        {"f.steps.2.cue": "Mine"},
        {"f.": "x"},
    ],
)
def test_a_form_changes_nothing_but_its_own_step(browser: Browser, folder: Path, given: dict[str, str]) -> None:
    form = {"name": FOOT, "stamp": stamp(page(browser, kind="steps")), "step": "0", **given}
    assert browser.post("/routines/steps", form).status_code == 303
    assert text_of(folder) == BUILT_IN


def test_a_built_in_routine_is_shown_and_not_changed(browser: Browser, folder: Path) -> None:
    name = "routines/back-of-leg.yaml"
    shown = page(browser, name, "steps")
    assert "<fieldset disabled>" in shown.text and "Save this step" not in shown.text
    form = {"name": name, "stamp": stamp(shown), "step": "0", "f.steps.0.cue": "Mine."}
    assert browser.post("/routines/steps", form).status_code == 409
    assert files(folder) == [FOOT]


def test_what_is_no_routine_has_no_steps(browser: Browser) -> None:
    assert page(browser, "phrases.yaml", "steps").status_code == 404


def test_steps_in_words_are_fields_of_their_words(folder: Path, browser: Browser) -> None:
    words_only.write(folder, words_only.SOME)
    answer = page(browser, "routines/by-hand.yaml", "steps")
    assert answer.status_code == 200
    assert "Hold the hand between yours" in unescape(answer.text)
    assert "f.steps.0.cue" in answer.text
