"""What a template may not do, and that it is told where it did it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from soleprint.compose import Node, compose
from soleprint.compose.environment import MAX_OUTPUT, render
from soleprint.errors import ContentError, ExitCode, Finding


def made(folder: Path, body: str, **context: Any) -> Node:
    """A page around ``body``, which stands on line 2."""
    (folder / "t.xml.j2").write_text(f"<document><page>\n{body}\n</page></document>", encoding="utf-8")
    return compose([folder], "t.xml.j2", context)


def fault(folder: Path, body: str, **context: Any) -> Finding:
    """The one finding of a bad body."""
    with pytest.raises(ContentError) as caught:
        made(folder, body, **context)
    assert caught.value.exit_code is ExitCode.CONTENT
    (finding,) = caught.value.findings
    return finding


BAD = {
    "private attribute": ("<p>{{ thing.__class__ }}</p>", "__class__"),
    "way out through a string": ("<p>{{ ''.__class__.__mro__ }}</p>", "__class__"),
    "change of a value": ("<p>{{ items.append(1) }}</p>", "append"),
    "change of a mapping": ("<p>{{ mapping.update(a=1) }}</p>", "update"),
    "endless range": ("{% for i in range(100000000) %}{% endfor %}", "ange"),
    "undefined name": ("<p>{{ nobody }}</p>", "nobody"),
    "undefined attribute": ("<p>{{ mapping.nobody }}</p>", "nobody"),
    "division by zero": ("<p>{{ 1 / 0 }}</p>", "zero"),
    "wrong type": ("<p>{{ 'a' + 1 }}</p>", "str"),
    "wrong index": ("<p>{{ items[7] }}</p>", "7"),
    "unclosed block": ("{% if items %}", "endif"),
    "unknown filter": ("<p>{{ items|sparkle }}</p>", "sparkle"),
    "no built-in functions": ("<p>{{ lipsum() }}</p>", "lipsum"),
    "no namespace of its own": ("<p>{{ cycler }}</p>", "cycler"),
}


@pytest.mark.parametrize("name", BAD)
def test_each_escape_is_stopped_at_its_line(name: str, tmp_path: Path) -> None:
    body, word = BAD[name]
    finding = fault(tmp_path, body, thing=object(), items=[1], mapping={"a": 1})
    assert finding.code == "template-error"
    assert finding.source == "t.xml.j2"
    # Jinja2 notices an unclosed block only where the file ends.
    assert finding.line == (3 if name == "unclosed block" else 2)
    assert word in finding.message


def test_a_later_line_is_named(tmp_path: Path) -> None:
    assert fault(tmp_path, "<p>a</p>\n\n{# note\n note #}\n<p>{{ nobody }}</p>").line == 6


def test_the_line_is_that_of_the_included_file(tmp_path: Path) -> None:
    (tmp_path / "part.xml.j2").write_text("<p>\n\n{{ nobody }}</p>", encoding="utf-8")
    finding = fault(tmp_path, '{% include "part.xml.j2" %}')
    assert (finding.source, finding.line) == ("part.xml.j2", 3)


@pytest.mark.parametrize("name", ["../secret.j2", "/etc/passwd", "sub/../../secret.j2"])
def test_nothing_outside_the_folders_is_included(name: str, tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.j2").write_text("<p>secret</p>", encoding="utf-8")
    finding = fault(inside, f'{{% include "{name}" %}}')
    assert "none of the template folders" in finding.message
    assert name in finding.message


def test_a_missing_template_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"'poster\.xml\.j2' is in none of the template folders"):
        compose([tmp_path], "poster.xml.j2", {})


def test_what_a_template_writes_has_a_limit(tmp_path: Path) -> None:
    row = "<p>" + "x" * 1000 + "</p>"
    assert fault(tmp_path, f"{{% for i in range({MAX_OUTPUT // 1000 + 1}) %}}{row}{{% endfor %}}").message.startswith(
        f"the template writes more than {MAX_OUTPUT}"
    )


def test_a_template_that_includes_itself_is_stopped(tmp_path: Path) -> None:
    finding = fault(tmp_path, '{% include "t.xml.j2" %}')
    assert finding.code == "template-error"
    assert (finding.source, finding.line) == ("t.xml.j2", 2)


def test_a_macro_that_calls_itself_is_stopped(tmp_path: Path) -> None:
    assert fault(tmp_path, "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}").line == 2


def test_a_template_that_is_not_utf_8_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "t.xml.j2").write_bytes(b"<document><page><p>caf\xe9</p></page></document>")
    with pytest.raises(ContentError, match=r"t\.xml\.j2"):
        compose([tmp_path], "t.xml.j2", {})


def test_the_users_folder_lies_over_the_built_in_one(tmp_path: Path) -> None:
    mine, theirs = tmp_path / "mine", tmp_path / "theirs"
    for folder, word in ((mine, "mine"), (theirs, "theirs")):
        folder.mkdir()
        (folder / "part.xml.j2").write_text(f"<p>{word}</p>", encoding="utf-8")
    (theirs / "t.xml.j2").write_text('<document><page>{% include "part.xml.j2" %}</page></document>', encoding="utf-8")
    assert compose([mine, theirs], "t.xml.j2", {}).text == "mine"
    assert compose([theirs], "t.xml.j2", {}).text == "theirs"


def test_a_changed_template_is_read_again(tmp_path: Path) -> None:
    import os

    assert made(tmp_path, "<p>before</p>").text == "before"
    path = tmp_path / "t.xml.j2"
    path.write_text(path.read_text().replace("before", "after"))
    os.utime(path, (1, 1))
    assert compose([tmp_path], "t.xml.j2", {}).text == "after"


def test_a_message_is_the_same_each_time(tmp_path: Path) -> None:
    message = fault(tmp_path, "<p>{{ ''[range] }}</p>").message
    assert "has no element <function" in message
    assert "0x" not in message


def test_a_template_that_is_new_over_another_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder, word in (("a/theirs", "theirs"), ("b/mine", "other"), ("b/theirs", "theirs")):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "t.xml.j2").write_text(f"<document><page><p>{word}</p></page></document>")
    (tmp_path / "a/mine").mkdir()
    folders = [Path("mine"), Path("theirs")]
    monkeypatch.chdir(tmp_path / "a")
    assert compose(folders, "t.xml.j2", {}).text == "theirs"
    (tmp_path / "a/mine/t.xml.j2").write_text("<document><page><p>mine</p></page></document>")
    assert compose(folders, "t.xml.j2", {}).text == "mine"
    monkeypatch.chdir(tmp_path / "b")
    assert compose(folders, "t.xml.j2", {}).text == "other"


@pytest.mark.parametrize("expression", ["10 ** 10 ** 10", "'a' * 1000000000", "'%999999999d' % 1", "[1] * 1000000000"])
def test_no_operation_makes_something_enormous(tmp_path: Path, expression: str) -> None:
    (tmp_path / "t.xml.j2").write_text(f"<document>\n{{{{ {expression} }}}}</document>")
    with pytest.raises(ContentError, match=r"t\.xml\.j2:2:1: .*moderate size"):
        compose([tmp_path], "t.xml.j2", {})


def test_dates_and_numbers_are_isolated(tmp_path: Path) -> None:
    (tmp_path / "t.xml.j2").write_text("{{ day }} {{ '0 1'|left_to_right }}", encoding="utf-8")
    written = render([tmp_path], "t.xml.j2", {"day": date(2026, 1, 31)})
    assert written == "\u20662026-01-31\u2069 \u20660 1\u2069"


class Changing:
    """Something whose attributes come and go."""

    def __init__(self, **values: object) -> None:
        self.__dict__.update(values)


def test_what_was_refused_is_refused_again(tmp_path: Path) -> None:
    for _ in range(2):
        assert "append" in fault(tmp_path, "<p>{{ items.append(1) }}</p>", items=[1]).message
        assert "_secret" in fault(tmp_path, "<p>{{ thing._secret }}</p>", thing=Changing(_secret=1)).message


def test_an_attribute_allowed_for_one_type_is_not_for_another(tmp_path: Path) -> None:
    assert made(tmp_path, "<p>{{ thing.pop }}</p>", thing=Changing(pop="up")).text == "up"
    assert "pop" in fault(tmp_path, "<p>{{ thing.pop() }}</p>", thing=[1]).message


class Record(msgspec.Struct):
    """A value record, as content is made of."""

    name: str
    _secret: str = ""


def test_filters_ask_for_fields_of_records_that_are_not_private(tmp_path: Path) -> None:
    things = [Record("one"), Record("two")]
    assert made(tmp_path, "<p>{{ things|map(attribute='name')|join(' ') }}</p>", things=things).text == "one two"
    assert "_secret" in fault(tmp_path, "<p>{{ things|map(attribute='_secret')|join }}</p>", things=things).message


def test_a_place_that_the_template_spoils_is_the_template(tmp_path: Path) -> None:
    (tmp_path / "t.xml.j2").write_text(
        "{% filter upper %}<document><page/></document>{% endfilter %}", encoding="utf-8"
    )
    with pytest.raises(ContentError) as caught:
        compose([tmp_path], "t.xml.j2", {})
    assert {finding.source for finding in caught.value.findings} == {"t.xml.j2"}
