"""What is said of files of the clinic's own, and what their pages become."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from soleprint.clinic.pages import read as reading
from soleprint.clinic.pages.read import OwnFile, description, notes, own_file, shown
from soleprint.errors import FileProblem
from soleprint.files.limited import Answer
from soleprint.marks import ARTIFACT, Excerpt, Foreign, Group
from tests.clinic.pages.files import SIZE, Read, file, operators, read, tagged, words
from tests.clinic.pages.test_kept import marked, said

NAME = Path("folder", "our_feet.pdf")


def own(made: Read, title: str = "Our feet") -> OwnFile:
    return OwnFile(NAME, title, made.opened.lang, tuple(made.pages), Foreign(made.objects.objects))


def warned(made: OwnFile, *alts: str, scale: float = 1.0) -> list[tuple[str, str]]:
    every = [*alts, *[""] * (len(made.pages) - len(alts))]
    return [(note.code, note.source) for note in notes(made, every, [scale] * len(made.pages))]


# A file is read in another process


def test_a_file_is_read_once_until_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "own.pdf"
    path.write_bytes(file(words("Feet")))
    first = own_file(path, *SIZE)
    assert own_file(path, *SIZE) is first
    assert (first.title, [page.text for page in first.pages]) == ("Our feet", ["Feet"])
    path.write_bytes(file(words("Hands"), words("Feet")))
    os.utime(path, ns=(0, 0))
    assert [page.text for page in own_file(path, *SIZE).pages] == ["Hands", "Feet"]


def test_a_file_in_parts_that_never_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each form draws the next one many times: a drawing that grows beyond any memory."""
    forms = []
    for number in range(12):
        inner = f"/Resources<</XObject<</F {number + 6} 0 R>>>>" if number < 11 else ""
        body = "/F Do " * 30 if number < 11 else "0 0 9 9 re f"
        head = f"{number + 5} 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 99 99]{inner}/Length {len(body)}>>"
        forms.append(f"{head}\nstream\n{body}\nendstream\nendobj\n")
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>"
    start = "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n"
    rest = f"3 0 obj\n{page}\nendobj\n4 0 obj\n<</Length 5>>\nstream\n/F Do\nendstream\nendobj\n"
    path = tmp_path / "bomb.pdf"
    path.write_text(f"%PDF-1.4\n{start}{rest}{''.join(forms)}trailer\n<</Root 1 0 R/Size 17>>\n%%EOF\n")
    monkeypatch.setattr(reading, "SECONDS", 1)
    with pytest.raises(FileProblem, match=r"bomb\.pdf, page 1, (takes too long|is damaged, or needs more)") as caught:
        own_file(path, *SIZE)
    assert caught.value.code == "pdf-too-much"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (
            Answer((), "crash"),
            "own.pdf is damaged, or needs more memory than 1024 MiB. Print it to a new PDF, and take that.",
        ),
        (Answer((), "time"), "own.pdf takes too long to draw. Print it to a new PDF, and take that."),
    ],
)
def test_a_process_that_ends_early_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: Answer, said: str
) -> None:
    path = tmp_path / "own.pdf"
    path.write_bytes(b"x")
    monkeypatch.setattr(reading, "in_process", lambda *_: answer)
    with pytest.raises(FileProblem) as caught:
        own_file(path, *SIZE)
    assert str(caught.value).endswith(said)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "own.pdf"
    with path.open("wb") as stream:
        stream.truncate(reading.MAX_BYTES + 1)
    with pytest.raises(FileProblem, match=r"own\.pdf is larger than 64 MiB\. Save it"):
        own_file(path, *SIZE)


# Titles and descriptions


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("Consent form", "Consent form"),
        ("  Microsoft Word - consent_v2.docx ", "consent_v2"),
        ("untitled", "our feet"),
        ("Document1", "our feet"),
        ("", "our feet"),
        ("a\u202eb\0c", "a b c"),
        ("x" * 500, "x" * 120),
    ],
)
def test_a_title_is_one_that_people_gave(told: str, title: str) -> None:
    assert reading._title(told, NAME) == title


def test_a_page_that_nobody_described_is_its_text_or_its_title() -> None:
    made = own(read(file(words("Wash\u00a0 them"), operators("0 0 9 9 re f"))))
    assert [description(made, index) for index in range(2)] == ["Wash them", "Our feet 2"]


# Warnings


def test_nothing_is_said_of_a_page_that_is_described() -> None:
    made = own(read(file(words(size=12))))
    assert warned(made) == [("page-not-described", str(NAME))]
    assert warned(made, "A foot bath") == []


def test_pages_are_told_of_together() -> None:
    plain = words("x", "Helvetica", size=12)
    made = own(read(file(plain, plain, words(size=12), plain)))
    assert warned(made, "a", "b", "c", "d") == [("page-drawn", f"{NAME}, pages 1-2, 4")]
    assert warned(made, "a", "b", "", "d") == [
        ("page-drawn", f"{NAME}, pages 1-2, 4"),
        ("page-not-described", f"{NAME}, page 3"),
    ]


def test_small_type_is_told_of() -> None:
    made = own(read(file(words(size=12))))
    assert warned(made, "A foot bath", scale=0.7) == []
    assert warned(made, "A foot bath", scale=0.5) == [("own-type-small", str(NAME))]


def test_a_description_of_a_tagged_page_is_not_used_and_pictures_are_missed() -> None:
    lines = [said(0, "x", 350), "/Figure <</MCID 1>> BDC 20 20 50 50 re f EMC"]
    made = own(read(tagged(marked(*lines), ("P", 0), ("Figure", 1))))
    assert [code for code, _ in warned(made, "a page")] == ["description-not-used", "pictures-not-described"]


# Marks


def test_a_page_without_tags_is_one_figure() -> None:
    (mark,) = shown(own(read(file(words()))), 0, "A foot bath", "en").marks
    assert (mark.owner.tag, mark.owner.alt) == ("Figure", "A foot bath")
    assert isinstance(mark.item, Group)
    (excerpt,) = mark.item.items
    assert isinstance(excerpt, Excerpt)
    assert excerpt.picture == excerpt.form


def test_a_tagged_page_is_its_elements_in_its_language() -> None:
    made = own(read(tagged(marked(said(0, "Fuss", 350), said(1, "x", 300)), ("H1", 0), ("P", 1), lang="de")))
    decoration, *others = shown(made, 0, "", "en").marks
    assert decoration.owner is ARTIFACT
    assert [mark.owner.tag for mark in others] == ["H2", "P"]
    assert others[0].owner.parent is others[1].owner.parent
    assert others[0].owner.parent is not None
    assert others[0].owner.parent.lang == "de"
    again: Any = shown(made, 0, "", "de").marks
    assert again[1].owner.parent.lang is None, "it is that of the document"
    pictures = [mark.item.items[0].picture for mark in (decoration, *others) if isinstance(mark.item, Group)]  # type: ignore[union-attr]
    assert [picture is None for picture in pictures] == [True, False, True], (
        "the first that is read shows all of the page"
    )
