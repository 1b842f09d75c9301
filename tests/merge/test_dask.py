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

CODE = """
import os, sys
from pathlib import Path
from distributed import LocalCluster, Client
from soleprint.merge import parts
parts.ROWS[sys.argv[3]] = 1
from soleprint.merge.make import merge
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, protocol="tcp://") as cluster:
        with Client(cluster) as client:
            print(*client.run(os.getpid).values(), flush=True)
            elsewhere = client.get_executor(pure=False)
            report = merge(Path(sys.argv[1]), None, Path(sys.argv[2]), kind=sys.argv[3], executor=elsewhere)
            print(report.copies, flush=True)
"""


def files(folder: Path) -> dict[str, bytes]:
    """The copies in a folder, alone or together."""
    return {path.name: path.read_bytes() for path in folder.glob("*") if path.suffix in (".pdf", ".zip")}


@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by a signal")
@pytest.mark.parametrize("kind", ["files", "zip", "pdf"])
def test_a_worker_that_is_killed_costs_no_copy(tmp_path: Path, kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setitem(parts.ROWS, kind, 1)
    path, out, script = job(tmp_path, PLAIN[:4]), tmp_path / "out", tmp_path / "run.py"
    merge(path, None, tmp_path / "whole", kind=kind)
    script.write_text(CODE)
    command = [sys.executable, str(script), str(path), str(out), kind]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    workers = process.stdout.readline().split()
    while not files(out) and process.poll() is None:
        time.sleep(0.02)
    os.kill(int(workers[0]), signal.SIGKILL)
    said, logged = process.communicate(timeout=120)
    assert said.split() == ["4"], logged
    assert len(files(out)) == 4
    assert files(out) == files(tmp_path / "whole")
    assert not any(secret in logged for secret in ("Secretname", "Hiddenski", "twice a day"))
