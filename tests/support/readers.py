"""Programs that find and copy text in PDFs, and what of a text they give back.

White space is folded, and direction marks do not count: readers add some of their own.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2

_DIRECTION_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_PDFJS = Path(__file__).with_name("pdfjs.cjs")


def folded(text: str) -> str:
    """Text without what readers may add or fold."""
    return " ".join(_DIRECTION_MARKS.sub("", text).split())


def pdfium(pdf: bytes) -> str:
    """PDFium: Chrome, Edge."""
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def missed(pdf: bytes, words: Iterable[str]) -> list[str]:
    """The words that PDFium's own search does not find."""
    left = list(words)
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        left = [word for word in left if text.search(word).get_next() is None]
    return left


def _run(pdf: bytes, *command: str) -> str:
    """What a program prints of a file, which stands for ``FILE`` in its command."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "text.pdf")
        path.write_bytes(pdf)
        arguments = [str(path) if each == "FILE" else each for each in command]
        return subprocess.run(arguments, capture_output=True, check=True).stdout.decode("utf-8", "replace")


def poppler(pdf: bytes) -> str:
    """Poppler: Evince, Okular."""
    return _run(pdf, "pdftotext", "-enc", "UTF-8", "FILE", "-")


def mupdf(pdf: bytes) -> str:
    """MuPDF: SumatraPDF and others."""
    return _run(pdf, "mutool", "draw", "-q", "-F", "text", "FILE")


def pdfjs(pdf: bytes) -> str:
    """pdf.js: Firefox."""
    return _run(pdf, "node", str(_PDFJS), "FILE")


READERS: dict[str, Callable[[bytes], str]] = {"pdfium": pdfium, "poppler": poppler, "mupdf": mupdf, "pdfjs": pdfjs}


@cache
def installed(name: str) -> bool:
    """Whether a reader can be asked."""
    if name != "pdfjs":
        return name == "pdfium" or shutil.which({"poppler": "pdftotext", "mupdf": "mutool"}[name]) is not None
    if shutil.which("node") is None:
        return False
    asked = "require.resolve('pdfjs-dist/legacy/build/pdf.mjs')"
    return subprocess.run(["node", "-e", asked], capture_output=True, cwd=_PDFJS.parent, check=False).returncode == 0


def lost(strings: Sequence[str], text: str) -> list[str]:
    """The strings that do not come back whole in what a reader gives."""
    given = folded(text)
    return [each for each in strings if folded(each) not in given]
