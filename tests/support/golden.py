"""Comparing a picture with the one that is stored."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from tests.support import pixels
from tests.support.pixels import Picture


def compare(path: Path, actual: Picture, failed: Path, update: bool) -> None:
    """Fails when ``actual`` is not the picture at ``path``, and leaves both in ``failed``; ``update`` stores it."""
    if update:
        if not path.exists() or not pixels.same(pixels.load(path), actual):
            pixels.save(actual, path)
        return
    assert path.exists(), f"there is no {path.name}: run pytest tests/golden --update-golden"
    golden = pixels.load(path)
    count = pixels.differing(golden, actual)
    if count > pixels.SPECKS:
        pixels.save(actual, failed / f"{path.stem}-actual.png")
        pixels.save(pixels.overlay(golden, actual), failed / f"{path.stem}-difference.png")
    assert count <= pixels.SPECKS, f"{count} pixels differ; see {failed}/{path.stem}-*.png (red: was, blue-green: now)"


def check_stored(folder: Path, names: Collection[str], most_bytes: int, update: bool) -> None:
    """Fails unless ``folder`` holds just the pictures named, each small; ``update`` deletes those too many."""
    stored = {path.stem: path for path in folder.glob("*.png")}
    if update:
        for name in stored.keys() - set(names):
            stored[name].unlink()
        return
    assert stored.keys() == set(names)
    assert max(path.stat().st_size for path in stored.values()) < most_bytes
