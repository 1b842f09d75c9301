"""Themes: reading, extending, naming."""

from __future__ import annotations

from pathlib import Path

import pytest

from soleprint.errors import ContentError, ExitCode, Severity, UsageProblem
from soleprint.files.folders import builtin
from soleprint.layout.theme import Style, theme, theme_names
from soleprint.layout.unused import theme_warnings
from tests.layout.stubs import THEME


def folder(tmp_path: Path, **themes: str) -> list[Path]:
    (tmp_path / "themes").mkdir(exist_ok=True)
    for name, text in themes.items():
        (tmp_path / "themes" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return [tmp_path, builtin("templates")]


def test_the_built_in_theme_has_what_the_code_asks_for() -> None:
    clear = theme([builtin("templates")], "clear")
    for name in ("ink", "paper", "badge", "on-badge"):
        assert clear.colour(name).startswith("#")
    for name in ("title", "heading", "body", "badge", "small"):
        assert clear.style(name)
    assert clear.tone("plain")
    assert clear.figure == "light"


def test_a_theme_changes_what_it_names_and_keeps_the_rest(tmp_path: Path) -> None:
    where = folder(tmp_path, mine='schema: 1\nname: Mine\nextends: clear\ncolours: {accent: "#000000"}\nradius: 0\n')
    mine, clear = theme(where, "mine"), theme(where, "clear")
    assert (mine.name, mine.colour("accent"), mine.radius) == ("Mine", "#000000", 0)
    assert mine.colours.keys() == clear.colours.keys()
    assert mine.styles == clear.styles
    assert mine.border == clear.border
    assert clear.colour("accent") != "#000000"


def test_themes_extend_in_chains(tmp_path: Path) -> None:
    where = folder(
        tmp_path,
        a='schema: 1\nname: A\nextends: b\ncolours: {ink: "#00000A"}',
        b='schema: 1\nname: B\nextends: clear\ncolours: {ink: "#00000B", line: "#00000B"}\nfigure: dark',
    )
    made = theme(where, "a")
    assert (made.colour("ink"), made.colour("line"), made.figure) == ("#00000A", "#00000B", "dark")


def test_a_users_theme_of_the_same_name_lies_over_the_built_in_one(tmp_path: Path) -> None:
    where = folder(tmp_path, clear='schema: 1\nname: Other\ncolours: {ink: "#000000"}')
    assert theme(where, "clear").name == "Other"
    assert theme_names(where) == theme_names(where[1:])


@pytest.mark.parametrize("themes", [{"a": "a"}, {"a": "b", "b": "a"}])
def test_a_circle_is_a_finding(tmp_path: Path, themes: dict[str, str]) -> None:
    where = folder(tmp_path, **{name: f"schema: 1\nname: {name}\nextends: {base}\n" for name, base in themes.items()})
    with pytest.raises(ContentError) as caught:
        theme(where, "a")
    (finding,) = caught.value.findings
    assert (finding.code, finding.source) == ("theme-circle", (tmp_path / "themes" / "a.yaml").as_posix())
    assert (finding.line, finding.column) == (3, 10)
    assert finding.message.endswith(": a > b > a" if len(themes) > 1 else ": a > a")


def test_what_it_extends_must_be_there(tmp_path: Path) -> None:
    where = folder(tmp_path, a="schema: 1\nname: A\nextends: b", b="schema: 1\nname: B\nextends: clera\n")
    with pytest.raises(ContentError, match='did you mean "clear"') as caught:
        theme(where, "a")
    (finding,) = caught.value.findings
    assert (finding.source, finding.line) == ((tmp_path / "themes" / "b.yaml").as_posix(), 3)


def test_an_unknown_theme_is_named_with_what_there_is(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="Did you mean 'clear'") as caught:
        theme(folder(tmp_path), "cleer")
    assert (caught.value.code, caught.value.exit_code) == ("unknown-theme", ExitCode.USAGE)


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("schema: 1\nname: Bad\ncolors: {}\n", 3, "colours"),
        ("schema: 1\nname: Bad\ncolours:\n  ink: red\n", 4, "#RRGGBB"),
        ("schema: 1\nname: Bad\nstyles:\n  body: {size: 100}\n", 4, "6"),
        ("schema: 1\nname: Bad\ntones:\n  stop: {icon: skull}\n", 4, "skull"),
        ("schema: 2\nname: Bad\n", 1, "1"),
    ],
)
def test_a_bad_file_is_named_with_its_line(tmp_path: Path, text: str, line: int, word: str) -> None:
    with pytest.raises(ContentError) as caught:
        theme(folder(tmp_path, bad=text), "bad")
    (finding,) = caught.value.findings
    assert (finding.source, finding.line) == ((tmp_path / "themes" / "bad.yaml").as_posix(), line)
    assert word in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "styles:\n  body: {colour: puce}\n",
        "tones:\n  plain: {background: puce}\n",
        "tones:\n  plain: {border: puce}\n",
        "tones:\n  plain: {text: puce}\n",
        "tones:\n  plain: {heading: puce}\n",
    ],
)
def test_a_colour_that_a_theme_uses_and_lacks_is_a_finding(tmp_path: Path, text: str) -> None:
    with pytest.raises(ContentError) as caught:
        theme(folder(tmp_path, bad=f"schema: 1\nname: Bad\nextends: clear\n{text}"), "bad")
    (finding,) = caught.value.findings
    assert (finding.code, finding.source) == ("theme-colour", (tmp_path / "themes" / "bad.yaml").as_posix())
    assert "puce" in finding.message
    assert finding.line == 5


def test_the_file_that_names_a_colour_is_told(tmp_path: Path) -> None:
    where = folder(
        tmp_path,
        a="schema: 1\nname: A\nextends: b",
        b="schema: 1\nname: B\nextends: clear\nstyles:\n  body: {colour: puce}\n",
    )
    with pytest.raises(ContentError) as caught:
        theme(where, "a")
    (finding,) = caught.value.findings
    assert (finding.source, finding.line, finding.column) == ((tmp_path / "themes" / "b.yaml").as_posix(), 5, 18)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('colours: {acent: "#000000"}', '"acent"; did you mean "accent"?'),
        ("styles: {bodi: {size: 1.0}}", 'style "bodi"; did you mean "body"?'),
        ("tones: {stopp: {icon: stop}}", 'tone "stopp"; did you mean "stop"?'),
        ('colours: {mine: "#000000"}\nstyles: {body: {colour: mine}}', ""),
        ("styles: {mine: {size: 1.0}}", ""),
        ("styles: {bodie: {size: 1.0}}", ""),
    ],
)
def test_names_that_nothing_uses_are_warned_of(tmp_path: Path, text: str, told: str) -> None:
    where = folder(tmp_path, a=f"schema: 1\nname: A\nextends: clear\n{text}\n")
    found = theme_warnings(where, "a", mentioned='<p style="bodie">')
    assert [(each.code, each.line, each.severity) for each in found] == (
        [("not-used", 4, Severity.WARNING)] if told else []
    )
    assert all(told in each.message for each in found)


def test_shipped_themes_use_all_that_they_define() -> None:
    for name in theme_names([builtin("templates")]):
        assert not theme_warnings([builtin("templates")], name, "")


def test_a_name_that_a_theme_lacks_is_told() -> None:
    for look_up in (THEME.colour, THEME.style, THEME.tone):
        with pytest.raises(UsageProblem, match="nothing"):
            look_up("nothing")


@pytest.mark.parametrize(
    ("style", "base", "points"),
    [
        (Style(size=0.5), 20, 10),
        (Style(size=0.5, floor=9), 10, 9),
        (Style(size=0.5, floor=9, ceiling=12), 40, 12),
        (Style(size=2), 40, 80),
        (Style(size=0.5, floor=12, ceiling=10), 14, 12),
        # Small print is never larger than the text it belongs to.
        (Style(size=0.5, floor=9), 8, 8),
    ],
)
def test_type_sizes_have_a_floor_and_a_ceiling(style: Style, base: float, points: float) -> None:
    assert style.points(base) == points
