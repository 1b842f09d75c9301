from __future__ import annotations

import pytest

from soleprint.content.library import Library
from soleprint.content.select import setup_for, steps_for
from soleprint.errors import UsageProblem
from soleprint.files import folders

LIBRARY = Library([folders.builtin("content")])


def test_steps_of_a_mode() -> None:
    foot = LIBRARY.routine("foot")
    partner = [step.id for step in steps_for(foot, "partner")]
    assert partner == [step.id for step in foot.steps]
    assert [step.id for step in steps_for(foot, "self")] == partner[1:]
    assert steps_for(foot) == steps_for(foot, "partner")


def test_setup_of_a_mode() -> None:
    foot = LIBRARY.routine("foot")
    assert setup_for(foot, "self").position == "seated-figure-four"
    assert setup_for(foot).mode == "partner"


def test_a_mode_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(UsageProblem, match='cannot be done in the mode "self"; it has: partner'):
        steps_for(LIBRARY.routine("back-of-leg"), "self")
