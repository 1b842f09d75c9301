"""pypdf says nothing while a file is checked, and what it says to others is theirs."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from soleprint.errors import FileProblem
from soleprint.preflight.foreign.inspect import inspect_pdf
from soleprint.preflight.foreign.quiet import pypdf_silent

LOGGER = logging.getLogger("pypdf")


@pytest.fixture(autouse=True)
def level() -> Iterator[None]:
    before = LOGGER.level
    LOGGER.setLevel(logging.INFO)
    yield
    LOGGER.setLevel(before)


def test_a_damaged_file_is_not_remarked_on_and_the_level_is_as_it_was(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(FileProblem) as caught:
        inspect_pdf(b"%PDF-1.7\nstartxref\n17\n%%EOF")
    assert caught.value.code == "pdf-broken"
    assert not caplog.records
    assert LOGGER.level == logging.INFO


def test_threads_that_overlap_leave_the_level_as_it_was() -> None:
    """The first ends before the second does."""
    both, one = Barrier(2), Barrier(2)

    def first() -> None:
        with pypdf_silent():
            both.wait(10)
        one.wait(10)

    def second() -> int:
        with pypdf_silent():
            both.wait(10)
            one.wait(10)
            return LOGGER.level

    with ThreadPoolExecutor(2) as pool:
        ended, inside = pool.submit(first), pool.submit(second)
        assert (ended.result(), inside.result()) == (None, logging.CRITICAL)
    assert LOGGER.level == logging.INFO
