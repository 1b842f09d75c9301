"""Marks that a text was reviewed: for these words alone, kept by every tool, and what they change in print."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from soleprint import make
from soleprint.content.library import Library
from soleprint.content.locale.check import check_texts
from soleprint.content.locale.files import Marked, TranslationFiles
from soleprint.content.locale.po import Entry, PoFile, parse_po, write_po
from soleprint.content.locale.review import (
    Reviewer,
    Selection,
    is_reviewed,
    is_void,
    mark_of,
    marked,
    marks_of,
    reviewer,
)
from soleprint.content.locale.update import updated
from soleprint.content.printed import is_safety
from soleprint.errors import UsageProblem
from soleprint.preflight.carried import folded, page_text
from tests.content.translated import BUILTIN, every_entry, save, with_entry

ANA = Reviewer("Ana Pérez", "physiotherapist", "2026-11-27")
EVA = Reviewer("Eva Li", "midwife", "2026-12-01")
ENTRY = Entry("a", "Press gently.", "Presione con suavidad.", remarks=("A remark.",))
ALL = Selection(safety=True)


def test_a_mark_holds_for_these_words_alone() -> None:
    entry = marked(ENTRY, ANA)
    assert entry.remarks == ("A remark.", "soleprint-reviewed: Ana Pérez, physiotherapist, 2026-11-27, dfcfd289")
    assert is_reviewed(entry)
    for edited in (replace(entry, english="Press."), replace(entry, text="Apriete."), replace(entry, flags=("fuzzy",))):
        assert (is_reviewed(edited), is_void(edited)) == (False, True)
    assert not is_void(entry)
    assert not is_void(ENTRY)


@pytest.mark.parametrize(
    "line",
    [
        "soleprint-reviewed: yes",
        "soleprint-reviewed: Ana, physiotherapist, soon, 40d2d943",
        "soleprint-reviewed: , physiotherapist, 2026-11-27, 40d2d943",
        "soleprint-reviewed: Ana, physiotherapist, 2026-11-27,",
    ],
)
def test_a_line_that_is_not_written_as_a_mark_is_void(line: str) -> None:
    entry = replace(ENTRY, remarks=(line,))
    assert mark_of(line) is None
    assert is_void(entry)
    (found,) = [f for f in check_texts(PoFile({"Language": "es"}, (), (entry,)), "x.po", "es") if "mark" in f.message]
    assert (found.code, str(found.severity)) == ("void-review", "warning")
    assert "not written as one" in found.message


def test_names_have_commas_and_roles_have_none() -> None:
    mark = mark_of("soleprint-reviewed: Pérez, Ana, physiotherapist, 2026-11-27, dfcfd289")
    assert mark is not None
    assert (mark.name, mark.role) == ("Pérez, Ana", "physiotherapist")


@pytest.mark.parametrize(
    "given",
    [
        ("", "nurse", "2026-11-27"),
        ("A\u202eB", "nurse", "2026-11-27"),
        ("x" * 81, "nurse", "2026-11-27"),
        ("Ana", " ", "2026-11-27"),
        ("Ana", "nurse, midwife", "2026-11-27"),
        ("Ana", "nurse", "2026-11-7"),
        ("Ana", "nurse", "today"),
    ],
)
def test_a_reviewer_is_a_name_a_role_and_a_day(given: tuple[str, str, str]) -> None:
    with pytest.raises(UsageProblem) as caught:
        reviewer(*given)
    assert caught.value.code == "bad-mark"


def test_a_name_is_put_on_one_line() -> None:
    assert reviewer("Ana\n\u2028 Pérez ", "nurse", "2026-11-27").name == "Ana Pérez"


def _names(entry: Entry) -> list[tuple[str, str]]:
    return [(mark.name, mark.date) for mark in marks_of(entry)]


def test_marks_of_others_stay_as_long_as_they_hold() -> None:
    both = marked(marked(ENTRY, ANA), EVA)
    assert _names(both) == [("Ana Pérez", "2026-11-27"), ("Eva Li", "2026-12-01")]
    later = marked(both, replace(ANA, date="2027-01-01"))
    assert _names(later) == [("Eva Li", "2026-12-01"), ("Ana Pérez", "2027-01-01")]
    anew = marked(replace(both, text="Apriete."), EVA)
    assert anew.remarks[0] == "A remark."
    assert _names(anew) == [("Eva Li", "2026-12-01")]


def test_update_keeps_marks_and_a_changed_english_voids_them() -> None:
    before = PoFile({"Language": "es"}, (), (marked(ENTRY, ANA),))
    same, moved, changed = (
        updated(before, [Entry(context, english)], "es", date(2026, 11, 22)).entries[0]
        for context, english in (("a", ENTRY.english), ("b", ENTRY.english), ("a", "Press hard."))
    )
    assert (is_reviewed(same), is_reviewed(moved), is_void(changed)) == (True, True, True)


@pytest.mark.skipif(shutil.which("msgcat") is None, reason="gettext is not installed")
@pytest.mark.parametrize("width", [[], ["--width=40"], ["--no-wrap"]])
def test_gettext_keeps_marks(tmp_path: Path, width: list[str]) -> None:
    long = Reviewer("María del Carmen Fernández-Villaverde de la Torre y Núñez", "physiotherapist", "2026-11-27")
    path = tmp_path / "x.po"
    head = {"Language": "es", "Content-Type": "text/plain; charset=UTF-8"}
    path.write_text(write_po(PoFile(head, (), (marked(ENTRY, long),))), encoding="utf-8")
    done = subprocess.run(["msgcat", *width, str(path)], capture_output=True, check=True, encoding="utf-8")
    assert is_reviewed(parse_po(done.stdout, "x").entries[0])


def test_safety_texts_are_marked_by_name_or_with_safety() -> None:
    stop, cue = "safety/leg-and-foot/stop/cue", "routines/foot/steps/sole/cue"
    assert Selection().picks(cue)
    assert Selection().leaves_out(stop)
    assert Selection(only=("safety/*",)).leaves_out(stop)
    assert Selection(only=(stop,)).picks(stop)
    assert Selection(safety=True).picks(stop)
    assert not Selection(safety=True, without=("safety",)).picks(stop)
    assert Selection(only=("routines/foot",)).picks(cue)
    assert not Selection(only=("routines/fo",)).picks(cue)
    assert Selection(only=("routines/fo*", "nothing/*")).unknown([stop, cue]) == "nothing/*"


def mark(folder: Path, selection: Selection, lang: str = "es") -> Marked:
    return TranslationFiles(folder).mark(lang, ANA, selection)


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which somebody has marked all texts of Spanish as reviewed."""
    folder = tmp_path_factory.mktemp("reviewed")
    done = mark(folder, ALL)
    assert (done.count, done.undone, done.safety) == (len(every_entry()), 0, 0)
    return folder


def unmark(reviewed: Path, folder: Path, context: str) -> None:
    """Writes the reviewed file without one of its marks into another folder."""
    file = parse_po((reviewed / "locale/es/soleprint.po").read_text(encoding="utf-8"), "x")
    assert any(entry.context == context for entry in file.entries), context
    save(folder, with_entry(file, context, remarks=()), "es")


def says_draft(product: str, folder: Path | None, lang: str = "es", **options: Any) -> bool:
    pages = make(product, "foot", lang=lang, content=folder, **options).publication.pages
    return folded("Borrador de traducción") in page_text(pages)


def test_marks_are_never_written_into_the_built_in_files(reviewed: Path) -> None:
    shipped = (BUILTIN / "locale/es/soleprint.po").read_text(encoding="utf-8")
    assert "soleprint-reviewed" not in shipped
    own = (reviewed / "locale/es/soleprint.po").read_text(encoding="utf-8")
    assert own.count("# soleprint-reviewed: Ana Pérez, physiotherapist, 2026-11-27, ") == len(every_entry())


def test_a_product_is_no_draft_when_all_that_it_shows_is_marked(reviewed: Path) -> None:
    assert says_draft("card", None)
    assert not says_draft("card", reviewed)
    assert not says_draft("leaflet", reviewed, emergency="112")
    assert not says_draft("card", reviewed, "en+es", faces=2, size="A4")
    assert TranslationFiles(reviewed).status("es").is_reviewed


@pytest.mark.parametrize(
    ("context", "draft"),
    [
        ("routines/foot/steps/sole/cue", True),
        ("safety/leg-and-foot/stop/cue", True),
        ("phrases/diary", False),
        ("phrases/figure-from-to", True),
        ("views/foot-sole/subject", True),
        ("strokes/circle-stroke/name", True),
        ("strokes/knead/name", False),
        ("routines/back-of-leg/title", False),
    ],
)
def test_one_text_without_a_mark_is_a_draft_where_it_is_shown(
    reviewed: Path, tmp_path: Path, context: str, draft: bool
) -> None:
    unmark(reviewed, tmp_path, context)
    library = Library([tmp_path, BUILTIN], lang="es")
    library.safety(library.routine("foot").profiles[0])
    assert library.is_draft(["foot"], {"how-to"}) is draft


def test_a_leaflet_is_a_draft_for_words_that_no_card_has(reviewed: Path, tmp_path: Path) -> None:
    unmark(reviewed, tmp_path, "phrases/day-3")
    assert not says_draft("card", tmp_path)
    assert says_draft("leaflet", tmp_path, emergency="112")


def test_an_edit_brings_the_line_back(reviewed: Path, tmp_path: Path) -> None:
    shutil.copytree(reviewed, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "locale/es/soleprint.po"
    po = parse_po(path.read_text(encoding="utf-8"), "x")
    cue = next(entry for entry in po.entries if entry.context == "routines/foot/steps/sole/cue")
    path.write_text(path.read_text(encoding="utf-8").replace(cue.text, cue.text + "!"), encoding="utf-8")
    assert says_draft("card", tmp_path)
    status = TranslationFiles(tmp_path).status("es")
    assert (status.void, status.unreviewed, status.is_reviewed) == (1, 0, False)
    (found,) = TranslationFiles(tmp_path).check("es")
    assert (found.code, found.line > 1) == ("void-review", True)
    assert "reviewed by Ana Pérez on 2026-11-27" in found.message


def test_what_is_fuzzy_or_missing_gets_no_mark(tmp_path: Path) -> None:
    context = "phrases/diary"
    TranslationFiles(tmp_path).fill("es", {context: "Mi semana"})
    path = tmp_path / "locale/es/soleprint.po"
    text = path.read_text(encoding="utf-8").replace(f'msgctxt "{context}"', f'#, fuzzy\nmsgctxt "{context}"')
    path.write_text(text, encoding="utf-8")
    done = mark(tmp_path, Selection(only=(context, "phrases/day-1")))
    assert (done.count, done.undone) == (1, 1)
    entries = {entry.context: entry for entry in parse_po(path.read_text(encoding="utf-8"), "x").entries}
    assert (entries[context].text, entries[context].remarks) == ("Mi semana", ())
    assert is_reviewed(entries["phrases/day-1"])


def test_a_selection_names_texts_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem) as caught:
        mark(tmp_path, Selection(only=("phrases/dairy",)))
    assert "phrases/diary" in str(caught.value)
    assert not (tmp_path / "locale").exists()


def test_marking_twice_changes_nothing(reviewed: Path) -> None:
    assert mark(reviewed, ALL).path is None


def test_safety_is_left_out_unless_it_is_named(tmp_path: Path) -> None:
    done = mark(tmp_path, Selection())
    texts = every_entry()
    safety = sum(is_safety(entry.context) for entry in texts)
    assert (done.count, done.safety) == (len(texts) - safety, safety)
