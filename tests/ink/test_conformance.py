"""PDF/UA-1 and PDF/A-2a by veraPDF, and syntax by qpdf where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.generic import NameObject, TextStringObject

from soleprint.ink.pdf import write_pdf
from soleprint.marks import Publication
from tests.ink.specimen import booklet, four_up, publication
from tests.support.vera import validate

MADE: dict[str, Callable[[], Publication]] = {
    "card": publication,
    "bleed": lambda: publication(3, 8.5),
    "booklet": booklet,
    "four-up": four_up,
}


@pytest.mark.parametrize("name", MADE)
def test_conforms(name: str) -> None:
    assert validate(write_pdf(MADE[name]()), "ua1", "2a") == []


def without_language(root: Any) -> None:
    del root["/Lang"]


def without_alternative(root: Any) -> None:
    document = root["/StructTreeRoot"]["/K"][0].get_object()
    del document["/K"][3].get_object()["/Alt"]


def without_title(root: Any) -> None:
    del root["/ViewerPreferences"]


def without_contents(root: Any) -> None:
    annotation = root["/Pages"]["/Kids"][0]["/Annots"][0].get_object()
    annotation[NameObject("/Contents")] = TextStringObject("")


def without_intent(root: Any) -> None:
    del root["/OutputIntents"]


def without_unicode(root: Any) -> None:
    fonts = root["/Pages"]["/Kids"][0]["/Resources"]["/Font"]
    del fonts["/NotoSans-400"]["/ToUnicode"]


@pytest.mark.parametrize(
    ("spoil", "flavour", "rule"),
    [
        (without_language, "ua1", "7.2-"),
        (without_alternative, "ua1", "7.3-1"),
        (without_title, "ua1", "7.1-10"),
        (without_contents, "ua1", "7.18.5-2"),
        (without_intent, "2a", "6.2.4.3"),
        (without_unicode, "ua1", "7.21.7-1"),
    ],
)
def test_the_validator_sees_what_is_spoilt(spoil: Callable[[Any], None], flavour: str, rule: str) -> None:
    writer = PdfWriter(clone_from=BytesIO(write_pdf(publication())))
    spoil(writer.root_object)
    file = BytesIO()
    writer.write(file)
    assert any(failure.startswith(rule) for failure in validate(file.getvalue(), flavour))


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
@pytest.mark.parametrize("name", MADE)
def test_qpdf_finds_nothing(name: str, tmp_path: Path) -> None:
    path = tmp_path / "made.pdf"
    path.write_bytes(write_pdf(MADE[name]()))
    done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
