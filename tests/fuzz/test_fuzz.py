"""A few inputs of every kind, the same ones each time; ``python -m tests.fuzz --minutes 30`` tries others."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.fuzz.cases import KINDS, Case, warm
from tests.fuzz.child import attempt

EXAMPLES = 5


@pytest.mark.skipif(not hasattr(os, "fork"), reason="each trial is a child of this process")
@pytest.mark.parametrize("kind", KINDS)
def test_what_nobody_foresaw_is_a_result_or_a_finding(kind: str) -> None:
    warm()

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(KINDS[kind])
    def trial(case: Case) -> None:
        attempt(case.run)

    trial()
