"""A folder of one's own content with one routine in it, for what edits files."""

from __future__ import annotations

import re
from pathlib import Path

from werkzeug.test import TestResponse

from soleprint.files.folders import builtin

FOOT = "routines/foot.yaml"
BUILT_IN = (builtin("content") / FOOT).read_text(encoding="utf-8")


def own_folder(tmp_path: Path) -> Path:
    path = tmp_path / "mine"
    (path / "routines").mkdir(parents=True)
    (path / FOOT).write_text(BUILT_IN, encoding="utf-8")
    return path


def stamp(answer: TestResponse) -> str:
    """What a form sends of the file that it was read from."""
    found = re.search(r'name="stamp" value="([^"]*)"', answer.text)
    assert found
    return found[1]


def text_of(folder: Path, name: str = FOOT) -> str:
    """What a file says now."""
    return (folder / name).read_bytes().decode()
