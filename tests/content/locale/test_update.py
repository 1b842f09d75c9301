"""Files brought up to date: translations kept, moved, marked fuzzy or put aside."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from soleprint.content.locale.files import TranslationFiles
from soleprint.content.locale.po import Entry, PoFile
from soleprint.content.locale.review import REVIEW, REVIEWER
from soleprint.content.locale.update import FILE, count, filled, new_header, updated
from soleprint.errors import FileProblem

DAY = date(2026, 11, 22)


def old(*entries: Entry, **header: str) -> PoFile:
    return PoFile(new_header("es", DAY) | header, (), entries)


def new(before: PoFile | None, *wanted: Entry) -> dict[str, Entry]:
    return {entry.context: entry for entry in updated(before, wanted, "es", DAY).entries}


def test_a_first_file_is_empty_and_a_draft() -> None:
    made = updated(None, [Entry("a", "A")], "zh-Hant", DAY)
    assert made.header["Language"] == "zh_Hant"
    assert made.header[REVIEW] == "draft"
    assert made.header["POT-Creation-Date"].startswith("2026-11-22")
    assert made.entries == (Entry("a", "A"),)


def test_what_has_not_changed_is_kept_with_remarks_and_new_notes() -> None:
    before = old(Entry("a", "A", "Á", ("old note",), ("remark",), line=9))
    assert new(before, Entry("a", "A", notes=("new note",)))["a"] == Entry("a", "A", "Á", ("new note",), ("remark",))


def test_changed_english_is_fuzzy_and_remembers_what_it_was() -> None:
    before = old(Entry("a", "A {n}", "Á {n}", flags=("python-brace-format",)))
    found = new(before, Entry("a", "B {n}", flags=("python-brace-format",)))["a"]
    assert (found.text, found.fuzzy, found.previous) == ("Á {n}", True, "A {n}")
    assert found.flags == ("fuzzy", "python-brace-format")
    again = new(old(found), Entry("a", "C"))["a"]
    assert (again.text, again.fuzzy, again.previous) == ("Á {n}", True, "A {n}")


def test_fuzzy_stays_fuzzy() -> None:
    before = old(Entry("a", "A", "Á", flags=("fuzzy",), previous="Z"))
    found = new(before, Entry("a", "A"))["a"]
    assert (found.fuzzy, found.previous) == (True, "Z")


def test_an_empty_entry_never_becomes_fuzzy() -> None:
    assert new(old(Entry("a", "A")), Entry("a", "B"))["a"] == Entry("a", "B")


def test_a_sentence_put_into_a_list_moves_the_others() -> None:
    before = old(Entry("l/1", "One", "Uno"), Entry("l/2", "Two", "Dos"), Entry("l/3", "Three", "Tres"))
    found = new(before, *(Entry(f"l/{n}", text) for n, text in enumerate(("One", "New", "Two", "Three"), 1)))
    assert [(entry.text, entry.fuzzy) for entry in found.values()] == [
        ("Uno", False),
        ("", False),
        ("Dos", False),
        ("Tres", False),
    ]


def test_a_renamed_step_keeps_its_words() -> None:
    found = new(old(Entry("steps/a/cue", "Glide", "Deslice")), Entry("steps/b/cue", "Glide"))
    assert list(found) == ["steps/b/cue"]
    assert (found["steps/b/cue"].text, found["steps/b/cue"].fuzzy) == ("Deslice", False)


def test_the_same_english_elsewhere_is_not_taken_for_the_same() -> None:
    found = new(old(Entry("a", "Foot", "Pie")), Entry("a", "Foot"), Entry("b", "Foot"))
    assert (found["a"].text, found["b"].text) == ("Pie", "")


def test_what_is_not_used_any_more_is_put_aside_and_comes_back() -> None:
    aside = updated(old(Entry("a", "A", "Á"), Entry("b", "B")), [Entry("c", "C")], "es", DAY)
    assert [(entry.context, entry.obsolete) for entry in aside.entries] == [("c", False), ("a", True)]
    back = new(aside, Entry("a", "A"), Entry("c", "C"))
    assert (back["a"].text, back["a"].obsolete) == ("Á", False)
    assert len(back) == 2


def test_update_twice_is_update_once() -> None:
    before = old(Entry("a", "A", "Á"), Entry("b", "B", "Be"), Entry("d", "D", "De", flags=("fuzzy",)))
    wanted = [Entry("a", "A2"), Entry("c", "C"), Entry("d", "D")]
    once = updated(before, wanted, "es", DAY)
    assert updated(once, wanted, "es", DAY) == once


def test_other_header_fields_and_a_review_survive() -> None:
    before = old(Entry("a", "A", "Á"), **{"X-Generator": "Poedit 3.4", REVIEW: "reviewed", REVIEWER: "Ana"})
    found = updated(before, [Entry("a", "A")], "es", date(2027, 1, 1)).header
    assert (found["X-Generator"], found[REVIEW], found[REVIEWER]) == ("Poedit 3.4", "reviewed", "Ana")
    assert found["POT-Creation-Date"].startswith("2027-01-01")


def test_filling_in_clears_fuzzy_and_ends_a_review() -> None:
    before = old(Entry("a", "A", "Z", flags=("fuzzy",), previous="B"), **{REVIEW: "reviewed", REVIEWER: "Ana"})
    found = filled(before, {"a": "Á"})
    assert found.entries == (Entry("a", "A", "Á"),)
    assert (found.header[REVIEW], found.header[REVIEWER]) == ("draft", "")
    same = old(Entry("a", "A", "Á"), **{REVIEW: "reviewed", REVIEWER: "Ana"})
    assert filled(same, {"a": "Á"}) == same
    assert filled(before, {"a": "Á", REVIEWER: "Eva\nLi"}).header[REVIEWER] == "Eva Li"


@pytest.mark.parametrize(("error", "told"), [(AssertionError("it is read"), None), (PermissionError(13, "No"), 1)])
def test_a_file_is_written_over_without_reading_more_than_it_will_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, told: int | None
) -> None:
    files = TranslationFiles(tmp_path)
    path = files.path("es", FILE)
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        file.truncate(1 << 27 if told is None else 1)

    def refused(*_: object, **__: object) -> object:
        raise error

    monkeypatch.setattr(Path, "open", refused)
    if told is None:
        assert files.write("es", FILE, old())
        assert path.stat().st_size < 1 << 20
        return
    with pytest.raises(FileProblem, match="cannot be read: No"):
        files.write("es", FILE, old())


def test_counting() -> None:
    wanted = [Entry(name, name.upper()) for name in ("a", "b", "c", "d", "safety/x/title")]
    po = old(Entry("a", "A", "Á"), Entry("b", "B", "Be", flags=("fuzzy",)), Entry("c", "older", "Ce"), Entry("d", "D"))
    found = count(wanted, po)
    assert (found.done, found.fuzzy, found.missing, found.safety) == (1, 2, 2, 1)
    assert found.percent == 20
    assert count(wanted, None).missing == 5
