"""Runs that are killed, and disks that are full, leave every file whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.files.kills import kill


@pytest.mark.skipif(not hasattr(os, "fork"), reason="runs are children of this process")
def test_killed_runs_lose_nothing(tmp_path: Path) -> None:
    assert kill(8, tmp_path) > 30
