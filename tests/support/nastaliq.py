"""A Nastaliq face from the machine, for tests of what users give with --font-dir. None ships."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from soleprint.text.fonts import _system_folders

NAMES = ("NotoNastaliqUrdu-Regular.ttf", "NotoNastaliqUrdu-Bold.ttf")


def _found() -> list[Path]:
    places = [folder for folder in _system_folders() if folder.is_dir()]
    return [path for name in NAMES for folder in places for path in sorted(folder.rglob(name))[:1]][: len(NAMES)]


FILES = _found()
needed = pytest.mark.skipif(len(FILES) < len(NAMES), reason="needs the Debian package fonts-noto-core")


def folder(target: Path) -> Path:
    """A font folder of the user's."""
    target.mkdir(exist_ok=True)
    for path in FILES:
        shutil.copy(path, target)
    return target
