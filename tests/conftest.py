"""Options of the whole test run. Fonts come from the packages alone, whatever else the machine has."""

import gc
import os
import sys
from functools import lru_cache

import pytest
from hypothesis import settings

from soleprint.content import nodes

os.environ["SOLEPRINT_SYSTEM_FONTS"] = "no"
# Nothing is kept in the cache folder of whoever runs the tests; tests of it have a folder of their own.
os.environ["SOLEPRINT_CACHE"] = "off"
# A run makes many documents, of which most stay (what is made once) and hardly anything is in circles: Python looks for
# such seldom. As it comes, that is a tenth of the time.
gc.set_threshold(50_000, 20, 10)
# The files of content that come with soleprint are read in hundreds of tests, always the same: a text is made into a
# tree once. The tree cannot change, and depends on the text and its name alone; what is refused is read each time.
nodes._build = lru_cache(1024)(nodes._build)
# What is compiled once is not compiled again by each process that a test starts, nor by the next run.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
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
