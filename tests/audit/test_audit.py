from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from soleprint.audit import Figure, Paragraph, audit, format_report
from soleprint.audit.facts import Role
from soleprint.audit.items import Status
from tests.audit.leaflets import FACTS, STEPS, TYPE, changed, failed, item, reworded, status, without


def test_a_good_leaflet_passes() -> None:
    report = audit(FACTS)
    assert failed(report) == set()
    assert report.score().share == 1
    assert report.score().decided >= 45


def test_every_question_of_the_instruments_is_there_once() -> None:
    ids = Counter(item.id for item in audit(FACTS).items)
    assert set(ids.values()) == {1}
    assert {name for name in ids if name.startswith("PEMAT")} == {
        f"PEMAT-{n}" for n in range(1, 27) if n not in (13, 14)
    }
    assert {name for name in ids if name.startswith("CDC")} == {f"CDC-{n}" for n in range(1, 21)}


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        (("purpose",), {"PEMAT-1"}),
        (("summary",), {"PEMAT-11"}),
        (("checklist",), {"PEMAT-23"}),
        (("evidence",), {"CDC-11"}),
        (("why",), {"CDC-13"}),
        (("safety",), {"CDC-18", "CDC-19"}),
        (("main-message",), {"CDC-1", "CDC-2", "CDC-3", "CDC-10"}),
        (("why", "evidence"), {"CDC-11", "CDC-13", "CDC-19"}),
    ],
)
def test_what_is_missing_is_named(roles: tuple[Role, ...], expected: set[str]) -> None:
    assert failed(without(*roles)) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"title": ""}, {"PEMAT-1"}),
        ({"headings": ()}, {"PEMAT-9", "CDC-9"}),
        ({"headings": ("One", "Two", "Three", "A heading that goes on and on and says it all")}, {"PEMAT-9"}),
        ({"headings": ("DO NOT MASSAGE", "Steps", "In short")}, {"PRINT-5"}),
        ({"figures": ()}, {"PEMAT-15", "PEMAT-26", "CDC-4"}),
        ({"figures": (*FACTS.figures[:3],)}, {"PEMAT-26"}),
        ({"figures": (*FACTS.figures, Figure("A logo"))}, {"PEMAT-17"}),
        ({"unexplained_terms": ("effleurage",)}, {"PEMAT-4"}),
        ({"type": replace(TYPE, body_pt=11.5)}, {"PRINT-1"}),
        ({"type": replace(TYPE, smallest_pt=8)}, {"PRINT-2"}),
        ({"type": replace(TYPE, longest_line=71)}, {"PRINT-3"}),
        ({"type": replace(TYPE, least_contrast=4.4)}, {"PRINT-4"}),
        ({"edition": "large-print"}, {"PRINT-1", "PRINT-2"}),
        ({"page_numbers": False}, {"PRINT-6"}),
        ({"page_numbers": False, "pages": 1}, set()),
        ({"author": ""}, {"TICK-1"}),
        ({"contact": ""}, {"TICK-2"}),
        ({"emergency": ""}, {"TICK-3"}),
        ({"sources": 0}, {"TICK-4"}),
        ({"version": ""}, {"TICK-5"}),
        ({"issued": None}, {"TICK-6"}),
        ({"review_by": None}, {"TICK-7"}),
        ({"review_by": date(2028, 2, 3)}, {"TICK-7"}),
        ({"review_by": date(2026, 1, 30)}, {"TICK-7"}),
        ({"review_stated": False}, {"TICK-8"}),
        ({"feedback": ""}, {"TICK-9"}),
        ({"other_formats": False}, {"TICK-11"}),
    ],
)
def test_each_fact_counts(changes: dict[str, Any], expected: set[str]) -> None:
    assert failed(changed(**changes)) == expected


def test_passive_sentences_fail() -> None:
    report = reworded("step", "The leg is slowly kneaded by your partner.")
    assert failed(report) == {"PEMAT-5", "CDC-6"}
    assert "is slowly kneaded" in item(report, "CDC-6").found


def test_steps_that_do_not_speak_to_the_reader_fail() -> None:
    report = reworded("step", "The masseur kneads the calf.")
    assert failed(report) == {"PEMAT-21"}
    assert item(report, "PEMAT-21").found.startswith("0 %")


def test_hard_words_fail_everywhere_they_are_asked_about() -> None:
    hard = "Physiotherapeutic mobilisation facilitates rehabilitation following musculoskeletal deterioration. " * 4
    assert {"PEMAT-3", "CDC-7", "READ-1", "READ-2"} <= failed(reworded("evidence", hard))


def test_long_sentences_and_paragraphs_fail() -> None:
    report = reworded("why", "It is " + "very " * 23 + "good.")
    assert failed(report) == {"READ-longest"}
    assert "26 words" in item(report, "READ-longest").found
    assert "very" in item(report, "READ-longest").found
    assert "PEMAT-8" in failed(reworded("why", "Go on. " * 6))


def test_late_or_plain_main_message_fails() -> None:
    first, message, *rest = FACTS.paragraphs
    late = changed(paragraphs=(first, *rest[:6], message, *rest[6:]))
    assert failed(late) == {"CDC-2", "CDC-10"}
    plain = changed(paragraphs=(first, replace(message, marked=False), *rest))
    assert failed(plain) == {"CDC-3"}
    # Said again it is still one message.
    assert failed(changed(paragraphs=(first, message, message, *rest))) == set()
    two = changed(paragraphs=(first, message, replace(message, text="Take your time."), *rest))
    assert failed(two) == {"CDC-1"}


def test_numbers_need_a_person() -> None:
    names = [f"PEMAT-{n}" for n in (6, 7, 24)] + [f"CDC-{n}" for n in (15, 16, 17)]
    assert {status(audit(FACTS), name) for name in names} == {Status.NOT_APPLICABLE}
    report = reworded("why", "Take 5 minutes.")
    assert {status(report, name) for name in names} == {Status.PERSON}
    assert status(report, "CDC-20") is Status.NOT_APPLICABLE
    assert status(reworded("why", "It helps 3 in 10 people."), "CDC-20") is Status.PERSON


def test_other_languages_leave_english_rules_to_a_person() -> None:
    report = changed(lang="el", translation_stated=True)
    for name in ("PEMAT-3", "PEMAT-5", "PEMAT-21", "CDC-6", "CDC-7", "READ-1"):
        assert status(report, name) is Status.PERSON
    assert status(report, "READ-mean") is Status.PASS
    assert status(changed(lang="zh-Hans", script="Hans"), "READ-mean") is Status.PERSON


def test_a_translation_says_who_checked_it() -> None:
    assert "TICK-10" in failed(changed(lang="es"))
    assert "TICK-10" not in failed(changed(lang="es", translation_stated=True))
    assert status(audit(FACTS), "TICK-10") is Status.NOT_APPLICABLE


def test_terms_nobody_looked_for_need_a_person() -> None:
    assert status(changed(unexplained_terms=None), "PEMAT-4") is Status.PERSON


def test_easy_read() -> None:
    assert not any(item.standard == "Easy read" for item in audit(FACTS).items)
    large = replace(TYPE, body_pt=14, smallest_pt=12)
    # Five sentences in four steps: one has no picture.
    assert failed(changed(edition="easy-read", type=large)) == {"EASY-1"}
    five = (*FACTS.figures, Figure("The knee", "Knee", step=True))
    assert failed(changed(edition="easy-read", type=large, figures=five)) == set()
    report = changed(edition="easy-read", type=large, figures=five, pages=25, page_numbers=True)
    assert "EASY-3" in failed(report)
    words = "Glide up the leg with oil, slowly and with care, from the ankle to the hip, twice."
    paragraphs = (*FACTS.paragraphs, Paragraph(words, "tip"))
    assert failed(changed(edition="easy-read", type=large, figures=five, paragraphs=paragraphs)) == {"READ-longest"}


def test_scores() -> None:
    report = changed(author="", contact="", figures=())
    tick = report.score("PIF TICK")
    assert (tick.passed, tick.decided) == (8, 10)
    assert tick.share == 0.8
    whole = report.score()
    assert whole.decided - whole.passed == 5


def test_format() -> None:
    report = changed(author="", figures=())
    lines = format_report(report).splitlines()
    whole = report.score()
    head = f"{whole.passed} of {whole.decided} ({100 * whole.share:.0f} %)"
    assert lines[0] == f"Back of the leg: {head} of what a machine can decide"
    at = lines.index("PIF TICK: 9 of 10 (90 %)")
    assert lines[at + 1] == "  FAIL  TICK-1        Does it say who wrote it? Found: no author. Needed: author."
    assert lines[at + 2].startswith("  pass  TICK-2")
    assert "  ask   TICK-12       Did people like its readers help to make it?" in lines
    assert sum(line.startswith("  ask ") for line in lines) == sum(i.status is Status.PERSON for i in report.items)
    assert format_report(report) == format_report(changed(author="", figures=()))


def test_figure_counts_in_findings() -> None:
    assert item(changed(figures=FACTS.figures[:3]), "PEMAT-26").found == f"3 pictures of {len(STEPS)} steps"
