"""The audit of leaflets as they would be printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from soleprint.products.handout import Handout
from soleprint.products.leaflet import draft

from soleprint.audit import Report
from soleprint.audit.items import Status
from soleprint.audit.leaflet import BAR, audit_leaflet, facts
from soleprint.files.folders import builtin
from soleprint.press.folds import Fold
from soleprint.products.options import Options

PROFILE = Path(__file__).parents[2] / "examples" / "clinic" / "clinic.yaml"


def failed(report: Report) -> set[str]:
    return {item.id for item in report.items if item.status is Status.FAIL}


@pytest.mark.parametrize("fold", ["flat", "half", "tri"])
@pytest.mark.parametrize("routine", ["back-of-leg", "foot", "front-of-leg"])
def test_the_shipped_leaflet(routine: str, fold: Fold) -> None:
    report = audit_leaflet([routine], {"size": "A4", "fold": fold, "profile": PROFILE})
    score = report.score()
    assert score.decided >= 45
    assert score.share >= BAR, failed(report)
    for standard in ("PEMAT-P", "CDC Index", "PIF TICK"):
        assert report.score(standard).share >= BAR, failed(report)
    grade = next(reading for reading in report.readings if "grade" in reading.name)
    assert grade.value <= 6


@pytest.mark.parametrize("edition", ["large-print", "easy-read"])
def test_the_editions(edition: str) -> None:
    report = audit_leaflet(["foot"], {"size": "A4", "profile": PROFILE, "edition": edition})
    assert report.score().share >= BAR, failed(report)


def test_without_a_clinic_its_items_fail() -> None:
    report = audit_leaflet(["foot"], {"size": "A4", "emergency": "999"})
    assert {"TICK-2", "TICK-7", "TICK-9"} <= failed(report)
    assert "TICK-3" not in failed(report)


def test_facts_of_a_leaflet() -> None:
    found = facts(draft(["foot"], Options(size="A4"), Handout(profile=PROFILE), "flat"))
    assert found.title == "Foot"
    assert found.steps == 6
    assert sum(figure.step for figure in found.figures) == 6
    assert all(figure.alt and figure.caption for figure in found.figures)
    assert [paragraph.text for paragraph in found.of("main-message")] == ["Go gently. Stop if it hurts."]
    assert found.of("main-message")[0].marked
    assert len(found.of("purpose")) == 1
    assert any("Many people" in paragraph.text for paragraph in found.of("why"))
    assert all(paragraph.listed for paragraph in found.of("step"))
    assert (found.emergency, found.contact) == ("999", "01632 960123")
    assert found.page_numbers
    assert found.pages > 1
    assert found.sources >= 5
    assert found.review_stated


def test_a_translation_says_that_it_is_one() -> None:
    found = facts(draft(["foot"], Options(size="A4", lang="es"), Handout(profile=PROFILE), "tri"))
    assert found.translation_stated
    assert found.pages == 1, "panels are not pages"
    assert found.lang == "es"


def test_what_a_template_leaves_out_fails(tmp_path: Path) -> None:
    text = (builtin("templates") / "leaflet.xml.j2").read_text(encoding="utf-8")
    for part in ("{{ summary() }}", "{{ diary() }}", "{{ plan() }}", "{{ evidence() }}"):
        assert part in text
        text = text.replace(part, "")
    (tmp_path / "leaflet.xml.j2").write_text(text, encoding="utf-8")
    report = audit_leaflet(["foot"], {"size": "A4", "profile": PROFILE, "templates": tmp_path})
    assert {"PEMAT-11", "PEMAT-23", "CDC-11", "TICK-4"} <= failed(report)
