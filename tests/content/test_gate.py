"""The claims gate catches claims however they are put, and lets careful words pass."""

from __future__ import annotations

import pytest

from soleprint.content.gate import build_gate
from soleprint.content.library import Library
from soleprint.content.load import examine
from soleprint.content.model import Claims
from soleprint.content.nodes import parse
from soleprint.files import folders

LIBRARY = Library([folders.builtin("content")])
CLAIMS = [
    ("K11", "It could help you avoid surgery."),
    ("K11", "AVOIDS  THE\u00a0NEED for long-drawn treatments, and even \uff53\uff55\uff52\uff47\uff45\uff52\uff59"),
    ("K11", "Regular massage may prevent operations later on."),
    ("K11", "Use it instead of seeing your doctor."),
    ("K11", "You won\u2019t need any medicine."),
    ("K11", "There is no need to see a doctor."),
    ("K11", "No surgery needed!"),
    ("K11", "It makes an operation unnecessary."),
    ("K11", "This can spare you long treatments."),
    ("K11", "It keeps the surgeon away."),
    ("K11", "A good alternative to medication."),
    ("K11", "It takes the place of medical care."),
    ("K11", "sur\u00adgery can be avo\u200bided by this"),
    ("K11", "Massage reduces the need for an operation."),
    ("K2", "It works wonders."),
    ("K2", "A cure for tired legs."),
    ("K2", "This heals your feet and flushes out toxins."),
    ("K2", "It prevents blood clots."),
    ("K3", "It boosts your circulation."),
    ("K3", "Improves blood flow to the legs"),
    ("K3", "Better circulation in your legs"),
    ("K3", "It gets the blood moving."),
    ("K4", "It relieves pain in your legs."),
    ("K4", "Natural pain relief"),
    ("K6", "Stimulates the lymphatic system."),
    ("K6", "Good for your lymph."),
    ("K7", "Say goodbye to cellulite."),
    ("K7", "It improves the appearance of your thighs."),
    ("K7", "For firmer, smoother thighs"),
    ("K9", "Foot problems can cause back ache."),
    ("K9", "For a better posture"),
    ("K1", "It reduces swelling."),
    ("K10", "It refreshes the whole body."),
    ("K12", "Tendons absorb a lot of shock."),
    ("K13", "It keeps your legs in good shape."),
    ("K14", "A wonderful massage."),
]
CAREFUL = [
    "Many people find it relaxing.",
    "Ask a doctor before you start after an operation or a new treatment.",
    "Do not massage after surgery until your care team agrees.",
    "Massage does not replace medical care. Do not put off seeing a doctor.",
    "Avoid massage after surgery.",
    "Stop at once if there is pain or swelling.",
    "People with poor circulation should ask first.",
    "This is not a lymph drainage treatment.",
    "Stroke smoothly up the leg to the top of the thigh.",
    "The back of the knee: never press.",
    "Go to hospital now. Do not wait.",
    "If in doubt, talk to your doctor instead.",
    "Rub the heel in circles.",
]


@pytest.mark.parametrize(("claim", "text"), CLAIMS, ids=[f"{claim}-{n}" for n, (claim, _) in enumerate(CLAIMS)])
def test_claims_are_caught(claim: str, text: str) -> None:
    hit = LIBRARY.gate().first_hit(text)
    assert hit is not None
    assert hit.claim.id == claim


@pytest.mark.parametrize("text", CAREFUL)
def test_careful_words_pass(text: str) -> None:
    hit = LIBRARY.gate().first_hit(text)
    assert hit is None, hit


def test_our_own_wording_of_a_claim_passes() -> None:
    texts = [claim.text for claim in LIBRARY.claims().values() if claim.text]
    assert texts
    assert LIBRARY.gate().hits(texts) == []


def test_no_words_for_what_must_not_be_said() -> None:
    graded = {claim.id: claim.evidence for claim in LIBRARY.claims().values()}
    assert graded["K11"] == "prohibited"
    assert list(graded) == [f"K{number}" for number in range(1, 15)]
    refused = [claim for claim in LIBRARY.claims().values() if claim.evidence in ("unsupported", "prohibited")]
    assert all(claim.text is None and claim.forbidden for claim in refused)


def test_hits_names_each_text() -> None:
    hits = LIBRARY.gate().hits(["fine", "a miracle", "fine", "cures all"])
    assert [(index, hit.words) for index, hit in hits] == [(1, "miracle"), (3, "cures")]


def test_a_claim_does_not_span_two_texts() -> None:
    assert LIBRARY.gate().hits(["You can avoid", "surgery"]) == []


def test_a_pattern_that_does_not_compile_is_left_to_the_checker() -> None:
    text = "schema: 1\nclaims: [{id: K1, summary: a, evidence: mixed, because: b, forbidden: ['(', 'xyz']}]"
    found, _ = examine(parse(text, "x"), Claims, "x")
    assert found is not None
    gate = build_gate(found.claims)
    assert gate.first_hit("xyz") is not None
