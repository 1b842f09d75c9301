"""Disks that are full: ``python -m tests.files.full_disks 50`` fills fifty small ones, each to another byte.

After each run every file is whole, new or as it was, nothing else is there, and where there is room again all is made.
Only root of Linux makes disks.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from soleprint.errors import FileProblem
from soleprint.files.temporary import PREFIX, SUFFIX
from soleprint.jobs import manifest
from tests.files.kills import JOB, OLD, RUNS, Run

_BLOCK = 4096
_OTHER = "other"


@contextmanager
def disk(place: Path, size: int) -> Iterator[None]:
    """A disk of so many bytes at ``place``. Raises CalledProcessError where this system or user makes none."""
    words = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    subprocess.run(words, check=True, capture_output=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(place)], check=True)


def found(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def tried(run: Run, folder: Path) -> bool:
    """Whether a run told, or did, all that it should; a job goes on and tells at its end."""
    try:
        run(folder)
    except FileProblem as error:
        assert error.code == "disk-full", error
        return False
    return True


def full(run: Run, folder: Path, new: dict[str, bytes], room: int, over: bool) -> bool:
    """A run on a disk with so much room, over files that are there or over none; whether it was too little."""
    for name in new if over else ():
        (folder / name).write_bytes(OLD)
    free = os.statvfs(folder).f_bavail * os.statvfs(folder).f_bsize
    (folder / _OTHER).write_bytes(b"x" * max(0, free - room))
    before = found(folder)
    tried(run, folder)
    after = found(folder)
    assert after.pop(_OTHER) == before.pop(_OTHER), "a file that is none of ours was changed"
    left = [name for name in after if name.startswith(PREFIX) and name.endswith(SUFFIX)]
    assert not left, "temporary files were left"
    for name, data in after.items():
        assert data in (new[name], before.get(name)) or name == manifest.FILE, f"{name} is neither new nor as it was"
    listed = after.get(manifest.FILE, OLD)
    assert listed == OLD or "outputs" in json.loads(listed), "the manifest is broken"
    assert before.keys() <= after.keys(), "a file is gone"
    (folder / _OTHER).unlink()
    assert tried(run, folder)
    assert found(folder) == new
    return after != new


def fill(count: int, root: Path, seed: int = 1) -> int:
    """Fill ``count`` disks, to other bytes each; how many were too small."""
    small, chance = 0, random.Random(seed)
    for name, run in RUNS.items():
        folder = root / name / "out"
        folder.mkdir(parents=True)
        (root / name / "job.yaml").write_text(JOB, encoding="utf-8")
        run(folder)
        new = found(folder)
        for path in folder.iterdir():
            path.unlink()
        need = sum(len(data) + _BLOCK for data in new.values())
        for number in range(count // len(RUNS)):
            with disk(folder, 4 * need):
                small += full(run, folder, new, int(chance.uniform(0, 1.1 * need)), over=number % 2 == 0)
    return small


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        small = fill(int(sys.argv[1]), Path(place), int((*sys.argv, "1")[2]))
        print(f"{sys.argv[1]} filled, {small} of them too small for what was made; nothing was lost.")
