"""Templates of the user's own do only so much: no loop, text, list or number goes beyond what is counted."""

from __future__ import annotations

import re
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import soleprint
from soleprint.compose import compose
from soleprint.compose.budget import MOST_STEPS, TooMuch, limited, weight
from soleprint.compose.environment import environment
from soleprint.compose.limited import MOST_SOURCE, Limited
from soleprint.compose.opened import MAX_ELEMENTS
from soleprint.errors import ContentError, Finding
from soleprint.files.folders import builtin

GROW = "{% set ns = namespace(x='aaaaaaaaaa', y=[1]) %}"
TIMES = "{% for i in range(40) %}BODY{% endfor %}"


def repeated(body: str, then: str = "") -> str:
    return GROW + TIMES.replace("BODY", body) + then


def long_text(then: str) -> str:
    """``ns.x`` has 655,360 characters."""
    return GROW + "{% for i in range(16) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}" + then


TOO_MUCH = {
    "rounds": "{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}",
    "rounds that are left out": "{% for i in range(100000) %}{% for j in range(100000) if 0 %}{% endfor %}{% endfor %}",
    "rounds below each other": "{% for i in range(100000) recursive %}{% if loop.depth < 3 %}{{ loop(range(100000)) }}"
    "{% endif %}{% endfor %}",
    "~": repeated("{% set ns.x = ns.x ~ ns.x %}"),
    "+": repeated("{% set ns.x = ns.x + ns.x %}"),
    "+ of lists": repeated("{% set ns.y = ns.y + ns.y %}"),
    "captured": repeated("{% set ns.x %}{{ ns.x }}{{ ns.x }}{% endset %}"),
    "a list in itself twice": repeated("{% set ns.y = [ns.y, ns.y] %}", "{{ ns.y }}"),
    "a tuple in itself twice": repeated("{% set ns.y = (ns.y, ns.y) %}", "{{ ns.y }}"),
    "a mapping in itself twice": repeated("{% set ns.y = {'a': ns.y, 'b': ns.y} %}", "{{ ns.y }}"),
    "dict()": repeated("{% set ns.y = dict(a=ns.y, b=ns.y) %}", "{{ ns.y }}"),
    "varargs": "{% macro m() %}{% set ns.y = varargs %}{% endmacro %}" + repeated("{{ m(ns.y, ns.y) }}", "{{ ns.y }}"),
    "a literal text": "{% set x %}{% for i in range(100000) %}" + "y" * 10_000 + "{% endfor %}{% endset %}",
    "a literal text in a macro": "{% macro m() %}" + "y" * 10_000 + "{% endmacro %}"
    "{% for i in range(9999) %}{% set x = m() %}{% endfor %}",
    "join": long_text("{{ range(100000)|join(ns.x) }}"),
    "join()": long_text("{{ ns.x.join(ns.x[:9999]) }}"),
    "replace": long_text("{{ ns.x|replace('a', ns.x) }}"),
    "replace()": long_text("{{ ns.x.replace('a', ns.x) }}"),
    "format": long_text("{{ ('%(a)s' * 1) }}".replace("('%(a)s' * 1)", "('" + "%(a)s" * 99 + "')|format(a=ns.x)")),
    "format()": long_text("{{ '" + "{0}" * 99 + "'.format(ns.x) }}"),
    "format_map()": long_text("{{ '" + "{a}" * 99 + "'.format_map({'a': ns.x}) }}"),
    "wordwrap": long_text("{{ ns.x|wordwrap(1, wrapstring=ns.x) }}"),
    "indent": long_text("{{ ns.x|replace('aa', '\\n')|indent(ns.x) }}"),
    "comparing": GROW + "{% set y = range(100000)|list %}{% for i in range(9999) %}{{ y == y[:] }}{% endfor %}",
    "searching": "{% set y = range(100000)|list %}{% for i in range(9999) %}{{ -1 in y }}{% endfor %}",
    "a test": "{% set y = range(100000)|list %}{% for i in range(9999) %}{{ -1 is in(y) }}{% endfor %}",
    "slicing": "{% set y = range(100000)|list %}{% for i in range(9999) %}{% set z = y[1:] %}{% endfor %}",
    "sorting": "{% set y = range(100000)|list %}{% for i in range(9999) %}{% set z = y|sort %}{% endfor %}",
    "looking for templates": "{% include range(100000)|map('string')|list ignore missing %}",
    "a module": "{% import 'big.j2' as big %}" + repeated("{% set ns.x = ns.x ~ big %}"),
    "changed()": "{% set y = range(100000)|list %}{% for i in range(9999) %}{{ loop.changed(y) }}{% endfor %}",
}  # fmt: skip
TOO_DEEP = {
    "lists": (GROW + "{% for i in range(99999) %}{% set ns.y = [ns.y] %}{% endfor %}", "levels deep"),
    "tuples, whose hash would end Python": (
        GROW + "{% for i in range(99999) %}{% set ns.y = (ns.y,) %}{% endfor %}{{ {}[ns.y] }}",
        "levels deep",
    ),
    "arguments": (
        "{% macro m() %}{% set ns.y = varargs %}{% endmacro %}"
        + GROW
        + "{% for i in range(99) %}{{ m(ns.y) }}{% endfor %}",
        "levels deep",
    ),
    "a name in itself": (GROW + "{% set ns.y = ns %}{{ ns }}", "levels deep"),
    "macros": ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "without end"),
    "blocks": ("{% block b %}{{ self.b() }}{% endblock %}", "without end"),
    "includes": ("{% include 't.xml.j2' %}", "without end"),
    "parents": ("{% extends 't.xml.j2' %}", "without end"),
    "loops": ("{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}", "without end"),
    "calls": (
        "{% macro m() %}{{ caller() }}{% endmacro %}" + "{% call m() %}" * 60 + "{% endcall %}" * 60,
        "without end|deep",
    ),
    "brackets": ("{{ " + "(" * 5000 + ")" * 5000 + " }}", "too deep"),
    "loops of the file": ("{% for i in [1] %}" * 30 + "{% endfor %}" * 30, "too deep"),
    "conditions in the file": ("{% if 1 %}" * 150 + "{% endif %}" * 150, "too deep"),
}
REFUSED = {
    "center": ("{{ 'a'|center(1000000000) }}", "center takes numbers from 0 to 1000"),
    "center()": ("{{ 'a'.center(1000000000) }}", "center takes"),
    "ljust()": ("{{ 'a'.ljust(1000000000) }}", "ljust takes"),
    "zfill()": ("{{ 'a'.zfill(1000000000) }}", "zfill takes"),
    "batch": ("{{ [1]|batch(1000000000, 'x') }}", "batch takes"),
    "slice": ("{{ [1]|slice(1000000000) }}", "slice takes"),
    "tojson": ("{{ [[1]]|tojson(indent=1000000000) }}", "tojson takes"),
    "truncate": ("{{ 'aaaaaaaaaa'|truncate(-1) }}", "truncate takes"),
    "indent": ("{{ 'a'|indent(1000000000, true) }}", "indent takes"),
    "wordwrap": ("{{ 'a'|wordwrap(1000000000) }}", "wordwrap takes"),
    "round": ("{{ 1.5|round(1000000000, 'ceil') }}", "round takes"),
    "by map": ("{{ ['a']|map('center', 1000000000) }}", "center takes"),
    "filter block": ("{% filter center(1000000000) %}a{% endfilter %}", "center takes"),
    "format": ("{{ '%999999999d'|format(1) }}", "widths up to 999"),
    "format with a width of a value": ("{{ '%*d'|format(999999999, 1) }}", "widths up to 999"),
    "format()": ("{{ '{:999999999}'.format(1) }}", "widths up to 999"),
    "format() with a width of a value": ("{{ '{:{}}'.format(1, 999999999) }}", "widths up to 999"),
    "sum": ("{{ [[1]]|sum(start=[]) }}", "begins with a number"),
    "expandtabs": ("{{ 'a'.expandtabs(1000000000) }}", "unsafe"),
    "to_bytes": ("{{ (1).to_bytes(1000000000, 'big') }}", "unsafe"),
    "translate": ("{{ 'a'.translate({97: 'bbb'}) }}", "unsafe"),
    "numbers that grow": ("{% set ns = namespace(x=10) %}" + 9 * "{% set ns.x = ns.x * ns.x %}", "too large"),
    "sums that grow": ("{% set ns = namespace(x=10) %}" + 99 * "{% set ns.x = ns.x + ns.x %}", "too large"),
    "the clock": ("{{ day.today() }}", "today"),
    "the clock by another way": ("{{ day|attr('today') }}", "today"),
    "the clock by a number": ("{{ day.fromtimestamp(0) }}", "fromtimestamp"),
    "chance": ("{{ [1, 2]|random }}", "No filter named 'random'"),
    "where a function lies": ("{{ 'a'.upper }}", "called with ()"),
    "where it lies, in a list": ("{{ ['a'.upper] }}", "called with ()"),
    "where it lies, through a filter": ("{{ 'a'.upper|lower }}", "called with ()"),
    "where it lies, in a text": ("{{ 'a'.upper ~ 'b' }}", "called with ()"),
    "where it lies, in a format": ("{{ '%s'|format('a'.upper) }}", "called with ()"),
    "where a macro lies": ("{% macro m() %}{% endmacro %}{{ m }}", "called with ()"),
}  # fmt: skip


def fault(folder: Path, body: str) -> Finding:
    (folder / "t.xml.j2").write_text(f"<document><page>\n<p>{body}</p></page></document>", encoding="utf-8")
    (folder / "big.j2").write_text("y" * 99_999, encoding="utf-8")
    # A tenth of the steps show the same in a tenth of the time.
    with limited(MOST_STEPS // 10), pytest.raises(ContentError) as caught:
        compose([folder], "t.xml.j2", {"day": date(2026, 1, 31)})
    (finding,) = caught.value.findings
    assert finding.code == "template-error"
    assert len(finding.message) <= 300
    return finding


@pytest.mark.parametrize("name", TOO_MUCH)
def test_what_grows_without_end_is_stopped_at_its_line(name: str, tmp_path: Path) -> None:
    finding = fault(tmp_path, TOO_MUCH[name])
    assert "this does too much" in finding.message or "longer than 1,000,000 characters" in finding.message
    assert (finding.source, finding.line) == ("t.xml.j2", 2)


@pytest.mark.parametrize("name", TOO_DEEP)
def test_what_lies_in_each_other_without_end_is_stopped(name: str, tmp_path: Path) -> None:
    body, words = TOO_DEEP[name]
    assert re.search(words, fault(tmp_path, body).message)


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_foreseen_is_refused(name: str, tmp_path: Path) -> None:
    body, words = REFUSED[name]
    finding = fault(tmp_path, body)
    assert words in finding.message
    assert finding.line == 2


USUAL = {
    "{{ 'a b'|title ~ '!' }}": "A B!",
    "{{ '%05.1f'|format(3.14159) }}": "003.1",
    "{{ '{:>5}|{x}'.format('a', x=2) }}": "a|2",
    "{{ 'a'.center(5, '*') }} {{ 'x'|center(3) }}": "**a** x",
    "{{ ['b', 'a']|sort|join(', ') }}": "a, b",
    "{{ range(7)|batch(3)|map('join', '-')|join(' ') }}": "0-1-2 3-4-5 6",
    "{{ [3, 1]|sum + 1 }} {{ 7 // 2 }} {{ 2 ** 3 }} {{ -1 % 3 }}": "5 3 8 2",
    "{{ 'a' in ['a', 'b'] }} {{ 1 < 2 <= 2 }} {{ [1, [2]] == [1, [2]] }}": "True True True",
    "{% for i in range(3) if i is odd %}{{ loop.index }}:{{ i }}{% else %}none{% endfor %}": "1:1",
    "{% for i in [[1], []] recursive %}({{ loop(i) if i is iterable else i }}){% endfor %}": "((1))()",
    "{% for i in [1, 1, 2] %}{{ loop.changed(i) }} {{ loop.cycle('a', 'b') }} {% endfor %}": "True a False b True a",
    "{% macro m(x, y=2) %}{{ x }}{{ y }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 3, 4, z=5) }}": "13(4,){'z': 5}",
    "{% macro m() %}[{{ caller('c') }}]{% endmacro %}{% call(x) m() %}{{ x }}{% endcall %}": "[c]",
    "{% block b %}b{% endblock %}{{ self.b() }}": "bb",
    "{% set x %}a{{ 1 }}{% endset %}{{ x|upper }}": "A1",
    "{% filter upper %}a{% endfilter %}": "A",
    "{% set ns = namespace(n=0) %}{% for i in [1, 2] %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }}": "3",
    "{{ 'abc'[1:] }} {{ [1, 2, 3][::2] }} {{ {'a': 1}['a'] }} {{ {'a': 1}.get('b', 2) }}": "bc [1, 3] 1 2",
    "{{ day.isoformat() }} {{ day.strftime('%d.%m.%Y') }} {{ day.year }}": "2026-01-31 31.01.2026 2026",
    "{{ nothing|default(5000) }} {{ [1, 5000]|max }} {{ 5000|round }}": "5000 5000 5000",
    "{{ words.items()|map('join', '=')|join('&') }}": "a=b",
}


@pytest.mark.parametrize("body", USUAL)
def test_what_templates_usually_do_is_as_in_any_jinja(body: str, tmp_path: Path) -> None:
    (tmp_path / "t.xml.j2").write_text(f"<document><page><p>{body}</p></page></document>", encoding="utf-8")
    made = compose([tmp_path], "t.xml.j2", {"day": date(2026, 1, 31), "words": {"a": "b"}})
    assert made.text == USUAL[body]


PRODUCTS: list[tuple[str, list[str], dict[str, Any]]] = [
    ("card", ["foot"], {"faces": 2, "size": "A4"}),
    ("leaflet", ["foot"], {"emergency": "999", "fold": "tri"}),
    ("booklet", ["foot"], {"emergency": "999", "edition": "easy-read"}),
    ("deck", ["foot"], {}),
]


@pytest.mark.parametrize(("name", "routines", "options"), PRODUCTS, ids=[name for name, _, _ in PRODUCTS])
def test_a_copy_of_the_shipped_templates_makes_the_same_with_steps_to_spare(
    name: str, routines: list[str], options: dict[str, Any], tmp_path: Path
) -> None:
    shutil.copytree(builtin("templates"), tmp_path / "mine")
    shipped = soleprint.make(name, routines, **options).pdf
    with limited(MOST_STEPS // 10) as budget:
        assert soleprint.make(name, routines, templates=tmp_path / "mine", **options).pdf == shipped
    assert budget.left < MOST_STEPS // 10


def test_shipped_templates_are_not_counted() -> None:
    assert not isinstance(environment((builtin("templates"),)), Limited)


def test_calls_are_stopped_long_before_pythons_own_limit(tmp_path: Path) -> None:
    """A template that includes itself once ended the process: the stack of the system was used up before."""
    sys.setrecursionlimit(10_000)
    try:
        assert "without end" in fault(tmp_path, "{% include 't.xml.j2' %}").message
    finally:
        sys.setrecursionlimit(1000)


def test_steps_do_not_go_from_one_run_to_the_next() -> None:
    with limited(100) as first:
        first.spend(90)
    with limited(100) as second:
        assert second.left == 100
        with limited(1000) as inner:  # which is the same
            inner.spend(60)
        assert second.left == 40


@pytest.mark.parametrize(
    ("value", "least"), [("abc", 3), ([1, 2], 2), ([["a"] * 3] * 3, 9), ({"a": ["b", "c"]}, 3), ({"a": 1}.items(), 2)]
)
def test_what_is_in_a_value_twice_counts_twice(value: object, least: int) -> None:
    assert weight(value) >= 16 * least or isinstance(value, str)
    assert weight([value, value]) > 2 * weight(value)


def test_a_text_has_a_moderate_length() -> None:
    with limited(), pytest.raises(TooMuch, match="longer than 1,000,000"):
        weight(["x" * 1_000_001])


def test_a_template_has_a_moderate_size(tmp_path: Path) -> None:
    (tmp_path / "t.xml.j2").write_text("x" * (MOST_SOURCE + 1), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        compose([tmp_path], "t.xml.j2", {})
    assert [finding.code for finding in caught.value.findings] == ["file-too-large"]


def test_a_document_has_a_moderate_size(tmp_path: Path) -> None:
    body = f"{{% for i in range({MAX_ELEMENTS}) %}}<p/>{{% endfor %}}"
    (tmp_path / "t.xml.j2").write_text(f"<document><page>\n{body}</page></document>", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        compose([tmp_path], "t.xml.j2", {})
    assert [(finding.code, finding.line) for finding in caught.value.findings] == [("template-size", 2)]


@pytest.mark.parametrize("opening", ["<!--", "{{", "{%", "{#", "<{{"])
def test_what_is_opened_and_never_closed_is_read_in_one_go(opening: str, tmp_path: Path) -> None:
    """Looking for an end from each opening takes minutes."""
    (tmp_path / "t.xml.j2").write_text(f"{opening} " * (MOST_SOURCE // (len(opening) + 1)), encoding="utf-8")
    with pytest.raises(ContentError):
        compose([tmp_path], "t.xml.j2", {})


def test_includes_that_lead_out_by_a_link_are_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/f").write_text("<p>secret</p>", encoding="utf-8")
    (tmp_path / "t").mkdir()
    (tmp_path / "t/link").symlink_to("../secret")
    (tmp_path / "t/t.xml.j2").write_text('<document><page>{% include "link/f" %}</page></document>', encoding="utf-8")
    with pytest.raises(ContentError, match="link to a file outside the folder") as caught:
        compose([tmp_path / "t"], "t.xml.j2", {})
    assert caught.value.findings[0].code == "outside-folder"


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)", "JAVASCRIPT:x", "file:///etc/passwd", "data:text/html,x", "page.html", "", "https://",
        "tel:1 2", "https://a.example\u202e",
    ],
)  # fmt: skip
def test_links_lead_to_the_web_to_mail_or_to_a_telephone(href: str, tmp_path: Path) -> None:
    (tmp_path / "t.xml.j2").write_text(
        f'<document><page>\n<p><a href="{href}">x</a></p></page></document>', encoding="utf-8"
    )
    with pytest.raises(ContentError) as caught:
        compose([tmp_path], "t.xml.j2", {})
    assert [(finding.code, finding.line) for finding in caught.value.findings] == [("link-scheme", 2)]


@pytest.mark.parametrize(
    "href", ["https://a.example/ä?b=c#d", "HTTP://a.example", "mailto:a@b.example", "tel:+1234", "#top"]
)
def test_those_links_are_taken(href: str, tmp_path: Path) -> None:
    body = f'<document><page><h1 id="top">T</h1><p><a href="{href}">x</a></p></page></document>'
    (tmp_path / "t.xml.j2").write_text(body, encoding="utf-8")
    assert compose([tmp_path], "t.xml.j2", {}).text == "T x"
