"""Options of the whole test run. Fonts come from the packages alone, whatever else the machine has."""

import gc
import os

import pytest
from hypothesis import settings

os.environ["SOLEPRINT_SYSTEM_FONTS"] = "no"
# Nothing is kept in the cache folder of whoever runs the tests; tests of it have a folder of their own.
os.environ["SOLEPRINT_CACHE"] = "off"
# A run makes many documents, of which hardly anything is in circles: Python looks for such a tenth as often.
gc.set_threshold(10_000, 10, 10)
# No test is timed: a machine may have other work.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Write tests/golden anew from what is made now.")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture
def untried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that makes no product of what it finds, which takes seconds; cli/test_inspect.py has some that do."""
    monkeypatch.setattr("soleprint.products.attempt.try_products", lambda *folders: [])
