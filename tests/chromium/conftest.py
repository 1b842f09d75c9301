"""A studio that runs, and a browser that has opened it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.chromium.visit import AXE, CHROMIUM, DRIVER, ROOT, Visit, browser

_WANTED = {"chromium": CHROMIUM, "chromedriver": DRIVER, str(AXE): AXE.is_file()}
_LACKING = [name for name, there in _WANTED.items() if not there]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skips these tests where there is no browser."""
    lacking = pytest.mark.skip(reason=f"not installed: {', '.join(_LACKING)}; see tests/README.md")
    for item in items:
        if _LACKING and Path(__file__).parent in item.path.parents:
            item.add_marker(lacking)


@contextmanager
def served(folder: Path, *words: str) -> Iterator[str]:
    """The address of a studio that is started in a folder."""
    command = [sys.executable, "-m", "soleprint", "studio", "--no-browser", *words]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        found = re.search(r"https?://\S+/start\?code=\S+", server.stdout.readline())
        assert found
        try:
            yield found[0]
        finally:  # a test that failed does not leave it
            server.terminate()
        assert server.wait(30) == 0


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clinic's folder."""
    path = tmp_path_factory.mktemp("clinic")
    shutil.copytree(ROOT / "examples" / "clinic", path, dirs_exist_ok=True)
    return path


@pytest.fixture(scope="session")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="session")
def opened(folder: Path, downloads: Path) -> Iterator[Visit]:
    with served(folder) as address, browser(downloads) as driver:
        driver.get(address)
        yield Visit(driver, address)


@pytest.fixture
def visit(opened: Visit) -> Iterator[Visit]:
    """The browser as it comes: English, light, of a desk's size."""
    opened.size(1280)
    opened.prefers()
    opened.go("/language?ui=en&to=/")
    opened.said()
    yield opened
    assert opened.said() == []
