"""Pillow is loaded when a picture is used, not because ReportLab names it."""

from __future__ import annotations

import os
import subprocess
import sys

SCRIPT = """
import sys
import soleprint.ink.pdf
print("PIL.Image" in sys.modules)
from reportlab.lib import utils
print(utils.Image.new("L", (2, 3)).size)
from PIL import Image
print(utils.Image.open is Image.open, sys.modules["PIL.Image"] is Image, Image.__file__ is not None)
"""
BEFORE = """
from PIL import Image
import soleprint.ink.pdf
from reportlab.lib import utils
print(utils.Image is Image)
"""


def printed(script: str) -> list[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_reportlab_gets_pillow_when_it_uses_it() -> None:
    assert printed(SCRIPT) == ["False", "(2, 3)", "True True True"]


def test_pillow_loaded_before_stays() -> None:
    assert printed(BEFORE) == ["True"]
