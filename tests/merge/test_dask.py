"""Copies that are made on the workers of a Dask scheduler, one of which is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from soleprint.merge import parts
from soleprint.merge.make import merge
from soleprint.merge.parts import Kind
from tests.merge.test_make import PLAIN, job

KINDS: tuple[Kind, ...] = ("files", "zip", "pdf")
CODE = """
import os, sys
from pathlib import Path
from distributed import LocalCluster, Client
from soleprint.merge import parts
parts.ROWS.update(dict.fromkeys(sys.argv[3:], 1))
from soleprint.merge.make import merge
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, protocol="tcp://") as cluster:
        with Client(cluster) as client:
            for kind in sys.argv[3:]:
                client.wait_for_workers(2)
                print(*client.run(os.getpid).values(), flush=True)
                elsewhere = client.get_executor(pure=False)
                report = merge(Path(sys.argv[1]), None, Path(sys.argv[2], kind), kind=kind, executor=elsewhere)
                print(report.copies, flush=True)
"""
"""One scheduler for all kinds, which takes as long to begin as all that they make: it begins another worker for the
one that was killed."""


def files(folder: Path) -> dict[str, bytes]:
    """The copies in a folder, alone or together."""
    return {path.name: path.read_bytes() for path in folder.glob("*") if path.suffix in (".pdf", ".zip")}


@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by a signal")
def test_a_worker_that_is_killed_costs_no_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    path, out, script = job(tmp_path, PLAIN[:4]), tmp_path / "out", tmp_path / "run.py"
    for kind in KINDS:
        monkeypatch.setitem(parts.ROWS, kind, 1)
        merge(path, None, tmp_path / "whole" / kind, kind=kind)
    script.write_text(CODE)
    command = [sys.executable, str(script), str(path), str(out), *KINDS]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    said = []
    for kind in KINDS:
        workers = process.stdout.readline().split()
        while not files(out / kind) and process.poll() is None:
            time.sleep(0.02)
        if process.poll() is None:
            os.kill(int(workers[0]), signal.SIGKILL)
            said.append(process.stdout.readline().strip())
    _, logged = process.communicate(timeout=120)
    assert said == ["4"] * len(KINDS), logged
    for kind in KINDS:
        assert len(files(out / kind)) == 4
        assert files(out / kind) == files(tmp_path / "whole" / kind)
    assert not any(secret in logged for secret in ("Secretname", "Hiddenski", "twice a day"))
