"""Copies of routines in words: each person's own words stand beside the same photos."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader

from soleprint.merge.make import merge
from tests.support import words_only

JOB = """
schema: 1
content: own
outputs:
  - product: leaflet
    routines: [by-hand]
    fold: tri
    emergency: "999"
    merge: {table: people.csv, name: "{reference}", title: "{title} ({reference})"}
"""


def test_each_copy_has_its_name_and_the_photos(tmp_path: Path) -> None:
    words_only.write(tmp_path / "own", words_only.SOME)
    (tmp_path / "people.csv").write_text("Reference,Name\nA-1,Jane Secretname\nA-2,Ana Oculta\n", encoding="utf-8")
    (tmp_path / "job.yaml").write_text(JOB, encoding="utf-8")
    assert merge(tmp_path / "job.yaml", None, tmp_path / "out").copies == 2
    for name, said in (("A-1", "Jane Secretname"), ("A-2", "Ana Oculta")):
        reader = PdfReader(tmp_path / f"out/{name}.pdf")
        text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
        assert said in text
        assert words_only.RIGHTS in text
        assert sum(len(page.images) for page in reader.pages) >= 2
