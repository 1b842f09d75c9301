"""Hand out, for a desk, and Clinic, for whoever says what leaflets say of the house."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chromium.visit import Visit

JOB = """\
schema: 1
profile: clinic.yaml
outputs:
  - {product: leaflet, routines: [foot], lang: [es, ar], fold: tri}
"""
STATES = {
    "jobs": "/handout",
    "languages": "/handout?job=desk.yaml",
    "Spanish": "/handout?job=desk.yaml&lang=es",
    "clinics": "/clinic",
    "clinic": "/clinic/clinic.yaml",
    "clinic that is begun": "/clinic/new-one.yaml",
}


@pytest.fixture(autouse=True)
def job(folder: Path) -> None:
    (folder / "desk.yaml").write_text(JOB, encoding="utf-8")


@pytest.mark.parametrize("path", STATES.values(), ids=STATES)
def test_a_page_has_no_faults(visit: Visit, path: str) -> None:
    visit.go(path)
    for width in (1280, 320):
        visit.size(width)
        assert visit.faults() == []


def test_a_clinic_is_shown_while_it_is_typed(visit: Visit) -> None:
    visit.go("/clinic/clinic.yaml")
    accent = visit.see("#f-colours-accent")
    accent.clear()
    visit.new_preview(lambda: accent.send_keys("#D00000"))
    visit.until("return document.getElementById('f-colours-accent-error').textContent.includes('red');")
    accent.clear()
    accent.send_keys("#41B6E6")
    visit.until("return !!document.querySelector('.swatch rect + rect[fill=\"#006080\"]');")
    assert visit.see("#result .paper")
    visit.click("button[name=add][value=emergency_in]")
    assert visit.see("#f-emergency_in-0")
    assert visit.path == "/clinic/clinic.yaml#f-emergency_in"
    assert visit.see("#f-colours-accent").get_attribute("value") == "#41B6E6"
