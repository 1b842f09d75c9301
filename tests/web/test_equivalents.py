"""What the studio says to type, and to keep as a job, makes what its form makes."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from soleprint.cli.make import product_command
from soleprint.cli.options import given
from soleprint.jobs.make import build
from soleprint.jobs.plan import plan
from soleprint.products.kinds import Flag, Many, Offset, Switch
from soleprint.products.options import Patient, every_option
from soleprint.products.order import Order, read_order
from soleprint.web.equivalents import JOB_FILE, command_line, job_text
from soleprint.web.fields import fields_of
from soleprint.web.form_order import FormOrder, read_form
from soleprint.web.offers import Folders, choices
from tests.cli.runner import run
from tests.support import sample
from tests.web.browser import ENGLISH, Browser

FOLDERS = Folders(working=sample.folder())
CHOICES = choices(FOLDERS, ENGLISH)
APART = {*Patient.options, "content", "templates", "font_dir", "today"}
"""What neither of them says, and what the studio does not ask for."""


def pairs() -> Iterator[tuple[str, str]]:
    for made in sample.PRODUCTS:
        yield made, ""
        for name in sample.options(made):
            if name not in APART and sample.needed(made, name) is not None:
                yield made, name


def typed(name: str, value: Any) -> list[str]:
    """A value as a form says it."""
    kind = every_option()[name].kind
    if isinstance(kind, Many):
        return [one.name if isinstance(one, Path) else str(one) for one in value]
    if isinstance(kind, Flag | Switch) and isinstance(value, bool):
        return ["true" if value else "false"]
    if isinstance(kind, Offset):
        return [" ".join(map(str, value))]
    return [value.name if isinstance(value, Path) else str(value)]


def form_of(made: str, name: str) -> MultiDict[str, str]:
    needed = sample.needed(made, name) if name else {}
    options = {**sample.required(made), **(needed or {}), **({name: sample.value(name, made)} if name else {})}
    said = [(option, text) for option, value in options.items() for text in typed(option, value)]
    return MultiDict([*(("routine", one) for one in sample.routines(made)), *said])


def asked_of(made: str, form: MultiDict[str, str], folders: Folders = FOLDERS) -> tuple[FormOrder, Any]:
    product = sample.PRODUCTS[made]
    fields = fields_of(product, CHOICES)
    order = read_form(form, product, fields, choices(folders, ENGLISH))
    assert order.problems == {}
    return order, fields


def ordered(made: str, line: str) -> Order:
    """What the command line orders, parsed as click parses it; nothing is made."""
    found: list[Order] = []

    def order(name: str, values: dict[str, Any]) -> None:
        for output in ("out", "format_", "dpi", "quiet", "instructions", "watch"):
            values.pop(output, None)
        routines, every = values.pop("routines", ()), values.pop("every", False)
        found.append(read_order(name, routines, given(values), every=every))

    words = shlex.split(line)
    assert words[:3] == ["soleprint", "make", made]
    click_command = product_command(made, sample.PRODUCTS[made], order)
    click_command.main(words[3:], prog_name="make", standalone_mode=False)
    return found[0]


@pytest.mark.parametrize(("made", "name"), list(pairs()))
def test_command_and_job_order_what_the_form_orders(
    made: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sample.folder())
    folders = Folders()
    order, fields = asked_of(made, form_of(made, name), folders)
    wanted = read_order(made, order.routines, order.options, every=order.every)
    assert ordered(made, command_line(made, order, fields, folders)) == wanted
    path = sample.folder() / f"{tmp_path.name}.yaml"
    path.write_text(job_text(made, order, fields, folders), encoding="utf-8")
    (task,) = plan(Path(path.name), strict=name == "strict")
    path.unlink()
    assert read_order(task.product, task.routines, task.given, every=task.every) == wanted


@pytest.mark.parametrize("made", sample.PRODUCTS)
def test_command_and_job_make_the_bytes_that_the_form_makes(
    made: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    browser = Browser(Folders())
    form = form_of(made, "")
    page = browser.get(f"/make/{made}?{asked_of(made, form)[0].query()}").text
    line = re.search(r'(?s)<pre dir="ltr" id="command">(.*?)</pre>', page)
    link = re.search(r'href="(/job/[^"]+)" download', page)
    assert line and link
    pdf = browser.pdf(made, form)
    run(*shlex.split(unescape(line[1]))[1:], "--out", "made.pdf", "-q")
    assert (tmp_path / "made.pdf").read_bytes() == pdf
    saved = browser.get(unescape(link[1]))
    assert saved.headers["Content-Disposition"] == f"attachment; filename={JOB_FILE}"
    assert saved.text in unescape(page)
    (tmp_path / JOB_FILE).write_bytes(saved.data)
    (done,) = build(plan(tmp_path / JOB_FILE), tmp_path / "out")
    assert [path.read_bytes() for path in (tmp_path / "out").glob("*.pdf")] == [pdf], done


def test_all_routines_and_folders_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "mine here").mkdir()
    folders = Folders(content=tmp_path / "mine here", working=tmp_path)
    order, fields = asked_of("card", MultiDict({"all": "on", "marks": "false"}), folders)
    assert command_line("card", order, fields, folders) == "soleprint make card --all --content 'mine here' --no-marks"
    assert 'content: "mine here"\n' in job_text("card", order, fields, folders)
    assert "    routines: all\n" in job_text("card", order, fields, folders)


def test_words_that_a_shell_would_read_are_quoted() -> None:
    order, fields = asked_of("picture", MultiDict([("routine", "foot"), ("step", "$(date); 'x")]))
    line = command_line("picture", order, fields, FOLDERS)
    assert shlex.split(line)[-1] == "$(date); 'x"
    order, fields = asked_of("picture", MultiDict([("routine", "foot"), ("step", "--out=x")]))
    assert shlex.split(command_line("picture", order, fields, FOLDERS))[-1] == "--step=--out=x"


def test_strict_is_a_matter_of_building() -> None:
    order, fields = asked_of("card", MultiDict([("routine", "foot"), ("strict", "true")]))
    text = job_text("card", order, fields, FOLDERS)
    assert text.splitlines()[0] == f"# soleprint build {JOB_FILE} --strict"
    assert "strict:" not in text


def test_nothing_about_a_person_is_in_either() -> None:
    browser = Browser()
    person = {"name": "Ana Nobody", "notes": "go gently"}
    page = browser.post("/preview/leaflet", {"routine": "foot", "emergency": "999", **person}).text
    same = page.partition('id="same"')[2]
    assert "soleprint make leaflet foot --emergency 999</pre>" in same
    assert "Ana" not in same and "gently" not in same
    assert "Ana" not in browser.get("/job/leaflet?routine=foot&emergency=999&name=Ana").text


def test_a_job_of_what_cannot_be_asked_is_told() -> None:
    answer = Browser().get("/job/card?routine=foot&size=A99")
    assert answer.status_code == 422 and 'href="#f-size"' in answer.text
    assert "outputs:" not in answer.text
