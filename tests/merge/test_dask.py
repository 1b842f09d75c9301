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
from tests.merge.test_make import PLAIN, job, made

CODE = """
import os, sys
from pathlib import Path
from distributed import LocalCluster, Client
from soleprint.merge import parts
parts.ROWS["files"] = 1
from soleprint.merge.make import merge
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, protocol="tcp://") as cluster:
        with Client(cluster) as client:
            print(*client.run(os.getpid).values(), flush=True)
            report = merge(Path(sys.argv[1]), None, Path(sys.argv[2]), executor=client.get_executor(pure=False))
            print(report.copies, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by a signal")
def test_a_worker_that_is_killed_costs_no_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setitem(parts.ROWS, "files", 1)
    path, out, script = job(tmp_path, PLAIN[:4]), tmp_path / "out", tmp_path / "run.py"
    merge(path, None, tmp_path / "whole")
    script.write_text(CODE)
    process = subprocess.Popen(
        [sys.executable, str(script), str(path), str(out)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    workers = process.stdout.readline().split()
    while not list(out.glob("*.pdf")) and process.poll() is None:
        time.sleep(0.02)
    os.kill(int(workers[0]), signal.SIGKILL)
    said, logged = process.communicate(timeout=120)
    assert said.split() == ["4"], logged
    assert made(out) == made(tmp_path / "whole")
    assert not any(secret in logged for secret in ("Secretname", "Hiddenski", "twice a day"))
