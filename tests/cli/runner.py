"""Running the command in this process."""

from __future__ import annotations

import os
from pathlib import Path

from click.testing import CliRunner, Result

from soleprint.cli import main


def run(*words: str | Path, code: int = 0, cwd: Path | None = None) -> Result:
    """The command's result, which must end with exit code ``code`` and never with a traceback."""
    before = Path.cwd()
    if cwd is not None:
        os.chdir(cwd)
    try:
        result = CliRunner().invoke(main, [str(word) for word in words], prog_name="soleprint")
    finally:
        os.chdir(before)
    trouble = None if isinstance(result.exception, SystemExit) else result.exception
    assert trouble is None, repr(trouble)
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result
