"""The audit of products as they would be printed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from soleprint.audit import Report
from soleprint.audit.items import Status
from soleprint.audit.product import BAR, audit_product, facts
from soleprint.errors import UsageProblem
from soleprint.files.folders import builtin
from soleprint.products.draft import Draft
from soleprint.products.make import set_pages
from soleprint.products.order import read_order
from tests.cli.runner import run

PROFILE = Path(__file__).parents[2] / "examples" / "clinic" / "clinic.yaml"


def draft(product: str, *routines: str, **given: Any) -> Draft:
    return set_pages(read_order(product, routines, given))


def failed(report: Report) -> set[str]:
    return {item.id for item in report.items if item.status is Status.FAIL}


@pytest.mark.parametrize("fold", ["flat", "half", "tri"])
@pytest.mark.parametrize("routine", ["back-of-leg", "foot", "front-of-leg"])
def test_the_shipped_leaflet(routine: str, fold: str) -> None:
    report = audit_product("leaflet", routine, fold=fold, profile=PROFILE)
    score = report.score()
    assert score.decided >= 45
    assert score.share >= BAR, failed(report)
    for standard in ("PEMAT-P", "CDC Index", "PIF TICK"):
        assert report.score(standard).share >= BAR, failed(report)
    grade = next(reading for reading in report.readings if "grade" in reading.name)
    assert grade.value <= 6


@pytest.mark.parametrize("edition", ["large-print", "easy-read"])
def test_the_editions(edition: str) -> None:
    report = audit_product("leaflet", "foot", profile=PROFILE, edition=edition)
    assert report.score().share >= BAR, failed(report)


def test_without_a_clinic_its_items_fail() -> None:
    report = audit_product("leaflet", ["foot"], emergency="999")
    assert {"TICK-2", "TICK-7", "TICK-9"} <= failed(report)
    assert "TICK-3" not in failed(report)


def test_facts_of_a_leaflet() -> None:
    found = facts(draft("leaflet", "foot", profile=PROFILE))
    assert found.title == "Foot"
    assert found.steps == 6
    assert sum(figure.step for figure in found.figures) >= 6
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
    found = facts(draft("leaflet", "foot", lang="es", profile=PROFILE, fold="tri"))
    assert found.translation_stated
    assert found.pages == 1, "panels are not pages"
    assert found.lang == "es"


def test_what_a_template_leaves_out_fails(tmp_path: Path) -> None:
    text = (builtin("templates") / "leaflet.xml.j2").read_text(encoding="utf-8")
    for part in ("{{ side_by_side(summary(), evidence()) }}", "{{ plan_in_two() }}"):
        assert part in text
        text = text.replace(part, "")
    (tmp_path / "leaflet.xml.j2").write_text(text, encoding="utf-8")
    report = audit_product("leaflet", "foot", profile=PROFILE, templates=tmp_path)
    assert {"PEMAT-11", "PEMAT-23", "CDC-11", "TICK-4"} <= failed(report)


@pytest.mark.parametrize("product", ["booklet", "card", "deck", "poster"])
def test_every_product_with_text_can_be_audited(product: str) -> None:
    report = audit_product(product, "foot", emergency="999")
    assert report.score().decided >= 30
    found = facts(draft(product, "foot", emergency="999"))
    assert (found.title, found.steps, found.emergency) == ("Foot", 6, "999")
    assert found.review_stated
    assert audit_product(product, "foot", profile=PROFILE).score().share > report.score().share


def test_of_several_documents_the_first_counts() -> None:
    assert facts(draft("card", "foot", "back-of-leg")).title == "Foot"


@pytest.mark.parametrize("product", ["picture", "view", "contact-sheet", "printer-test"])
def test_what_has_no_text_is_not_audited(product: str) -> None:
    given: dict[str, Any] = {"view": "foot-sole"} if product == "view" else {}
    with pytest.raises(UsageProblem, match="no text to audit") as caught:
        audit_product(product, "foot" if product == "picture" else (), **given)
    assert caught.value.code == "not-for-product"
    told = run("audit", product, *(["foot"] if product == "picture" else []), code=2)
    assert "no text to audit" in told.output
    assert "[not-for-product]" in told.output
