"""What is known of languages is content: as CLDR has it, a user's file over it, and nothing in Python."""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path

import pytest
import yaml

import soleprint
from soleprint.content.languages import (
    FILE,
    LRI,
    PDI,
    RLI,
    SCHEMA,
    SOURCE,
    WESTERN,
    Entry,
    Language,
    Languages,
    language,
    languages,
)
from soleprint.content.locale.cldr import JOINTS, entry_of
from soleprint.content.locale.files import TranslationFiles
from soleprint.content.nodes import Mapping, read
from soleprint.content.schema import languages_schema, schema_text
from soleprint.errors import ContentError
from soleprint.files.folders import builtin
from tests.content.test_schema import errors
from tests.support.languages import LANGUAGES

BUILTIN = builtin("content") / FILE
DAY = date(2026, 3, 24)
OURS = (*JOINTS, "fonts", "spaced_quotes", "aliases")
"""Keys that CLDR, or Babel, has nothing for."""
BY_LANGUAGE = {"audit/words.py", "audit/readability.py"}
"""Published formulas and the rules for syllables that they need: each is for one language."""
COMMON_WORDS = {
    "cs",
    "id",
    "it",
    "am",
    "so",
    "is",
    "he",
    "in",
    "of",
    "pa",
    "ti",
    "hi",
    "de",
    "sw",
    "ht",
    "el",
    "ne",
    "nl",
    "pt",
}


def laid(folder: Path, text: str) -> Languages:
    (folder / FILE).write_text(text, encoding="utf-8")
    return languages((folder, builtin("content")))


def findings(folder: Path, entries: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        laid(folder, f"schema: 1\nlanguages:\n{entries}")
    return [str(finding) for finding in caught.value.findings]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_file_says_what_cldr_says_unless_a_line_says_why(code: str) -> None:
    lines = BUILTIN.read_text(encoding="utf-8").splitlines()
    root = read(BUILTIN, FILE)
    assert isinstance(root, Mapping)
    entries = root.get("languages")
    assert isinstance(entries, Mapping)
    entry = entries.get(code)
    assert isinstance(entry, Mapping)
    stated = entry_of(code)
    known = LANGUAGES[code]
    for key in Entry.__struct_fields__:
        usual = "rtl" if key == "direction" and known.rtl else getattr(Entry(), key)
        if key in OURS or getattr(known, key) == stated.get(key, usual):
            continue
        ends = [line for line in lines[_line(entry, key) - 1 :] if "#" in line or re.match("    [a-z]", line)]
        assert "#" in ends[0], f"{code}: {key} is {getattr(known, key)!r}, in CLDR {stated.get(key)!r}"


def _line(entry: Mapping, key: str) -> int:
    return next(name.line for name, _ in entry.items if name.text == key)


def test_every_built_in_language_has_names_and_dates_and_its_texts() -> None:
    for code, known in LANGUAGES.items():
        assert known.english and known.own and not known.months[0].isdecimal(), code
    translated = {path.name for path in (builtin("content") / "locale").iterdir() if path.is_dir()}
    assert translated == LANGUAGES.keys() - {SOURCE}


def test_the_schema_is_fresh_and_the_file_satisfies_it() -> None:
    text = (builtin("content") / SCHEMA).read_text(encoding="utf-8")
    assert text == schema_text(languages_schema()), "run: python -m soleprint.content.schema"
    shipped = BUILTIN.read_text(encoding="utf-8")
    assert shipped.splitlines()[0] == f"# yaml-language-server: $schema={SCHEMA}"
    schema = languages_schema()
    assert list(errors(schema, yaml.safe_load(shipped), schema)) == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "24 March 2026"),
        ("de", "24. März 2026"),
        ("ru", "24 марта 2026\u202fг."),
        ("ja", "2026年3月24日"),
        ("ko", "2026년 3월 24일"),
        ("th", "24 มีนาคม ค.ศ. 2026"),
        ("bn", "২৪ মার্চ, ২০২৬"),
        ("ckb", "٢٤ی ئازاری ٢٠٢٦"),
        ("vi", "24 tháng 3, 2026"),
    ],
)
def test_days_are_written_as_in_the_language(code: str, text: str) -> None:
    assert LANGUAGES[code].dated(DAY).strip(LRI + RLI + PDI) == text


def test_a_date_runs_as_its_language_does() -> None:
    assert LANGUAGES["he"].dated(DAY)[0] == LANGUAGES["ar"].dated(DAY)[0] == RLI
    assert LANGUAGES["ja"].dated(DAY)[0] == LRI
    assert language("xyz-Arab").dated(date(2026, 3, 4)) == f"{LRI}2026-03-04{PDI}"


def test_what_joins_is_the_languages_own() -> None:
    assert LANGUAGES["zh-Hans"].signs.list == "、"
    assert LANGUAGES["zh-Hans"].signs.comma == "，"
    assert LANGUAGES["ja"].signs.semicolon != "；"
    assert LANGUAGES["el"].signs.semicolon == "· "
    assert LANGUAGES["th"].signs.list.strip()
    assert LANGUAGES["ar"].signs.list == "، "


def test_a_users_file_lies_over_the_built_in_one_key_by_key(tmp_path: Path) -> None:
    found = laid(
        tmp_path, "schema: 1\nlanguages:\n  ar: {digits: '0123456789'}\n  xyz: {script: Hebr, aliases: [x-old]}\n"
    )
    assert found.find("ar").digits == WESTERN
    assert (found.find("ar").own, found.find("ar").direction) == (LANGUAGES["ar"].own, "rtl")
    assert LANGUAGES["ar"].digits != WESTERN
    assert found.find("he") is languages().find("he")
    assert (found.find("xyz").direction, found.find("X-OLD").code, found.find("xyz").english) == ("rtl", "xyz", "xyz")
    card = soleprint.make("card", ["foot"], lang="ar", size="A4", content=tmp_path)
    assert card.pdf != soleprint.make("card", ["foot"], lang="ar", size="A4").pdf


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    assert laid(tmp_path, "schema: 1\nlanguages:\n  ar: {own: one}\n").find("ar").own == "one"
    assert laid(tmp_path, "schema: 1\nlanguages:\n  ar: {own: three}\n").find("ar").own == "three"


def test_mistakes_are_told_all_at_once_with_their_lines(tmp_path: Path) -> None:
    told = findings(
        tmp_path,
        "  ar:\n    digit: x\n    direction: rlt\n    digits: '0123456798'\n    comma: ','\n    week_begins: sun\n"
        "    date: '{day}.{moon}'\n    months: [a, b]\n  zh-TW: {own: x}\n  ES: {own: x}\n",
    )
    for line, words in (
        (4, 'unknown key "digit"; did you mean "digits"?'),
        (5, '"direction" cannot be "rlt"; did you mean "rtl"?'),
        (6, "from 0 to 9"),
        (7, 'such as "{0}, {1}"'),
        (8, '"sun"; did you mean "sunday"?'),
        (9, 'such as "{day} {month} {year}"'),
        (10, "needs at least 12"),
        (11, "zh-TW is another tag of zh-Hant"),
        (12, 'BCP 47 has it, such as eo, gez-Ethi or pt-BR; did you mean "es"'),
    ):
        assert [one for one in told if words in one and f"{FILE}:{line}:" in one], (words, told)


def test_the_check_finds_them(untried: None, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("schema: 1\nlanguages: {ar: {script: arab}}\n", encoding="utf-8")
    found = soleprint.check([tmp_path / FILE])
    assert [(finding.line, finding.code) for finding in found] == [(2, "bad-value")]
    with pytest.raises(ContentError):
        soleprint.make("card", ["foot"], content=tmp_path)


def test_a_language_without_an_entry_is_taken_by_its_tag_and_that_is_said(tmp_path: Path) -> None:
    list(TranslationFiles(tmp_path).update("xyz-Hebr"))
    from soleprint.content.library import Library

    library = Library((tmp_path, builtin("content")), lang="xyz-Hebr")
    assert library.language.rtl
    (found,) = library.translation_findings()
    assert (found.code, found.severity.name) == ("no-language-entry", "WARNING")
    assert "translate update xyz-Hebr" in found.message


def test_a_language_is_known_by_identity() -> None:
    assert languages() is languages()
    assert language("EN_gb") is language("en")
    assert Language(code="x") != Language(code="x")


def test_no_python_names_a_language() -> None:
    named = {code for code in LANGUAGES if code not in COMMON_WORDS and code != SOURCE}
    named |= {tag for one in LANGUAGES.values() for tag in one.aliases} - COMMON_WORDS
    package = Path(soleprint.__file__).parent
    for path in package.rglob("*.py"):
        shown = path.relative_to(package).as_posix()
        if shown not in BY_LANGUAGE:
            tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            words = {node.value for node in tree if isinstance(node, ast.Constant) and isinstance(node.value, str)}
            assert words & named == set(), shown
    for template in builtin("templates").glob("*.j2"):
        quoted = set(re.findall(r"\"([^\"]*)\"", template.read_text(encoding="utf-8")))
        assert quoted & named == set(), template.name
