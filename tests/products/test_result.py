"""What making gives back: bytes made once, files named after what they are, all of them whole or none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import soleprint
from soleprint.errors import FileProblem, UsageProblem
from soleprint.files.folders import builtin
from soleprint.jobs.names import filled_of
from soleprint.products.order import read_order
from soleprint.products.result import Result, file_fields, format_of
from tests.ink import reading

MAGIC = {"pdf": b"%PDF-", "svg": b"<", "png": b"\x89PNG"}


def card(**given: Any) -> Result:
    return soleprint.make("card", "foot", **{"size": "A6", **given})


def files(folder: Path) -> list[str]:
    """Everything in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


def test_the_file_is_written_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import soleprint.ink.pdf

    written = []
    real = soleprint.ink.pdf.write_pdf

    def counted(*given: Any, **named: Any) -> bytes:
        written.append(given)
        return real(*given, **named)

    monkeypatch.setattr(soleprint.ink.pdf, "write_pdf", counted)
    result = card(faces=2)
    assert written == [], "not before it is asked for"
    assert result.pdf is result.pdf
    result.save(tmp_path / "card.png", dpi=36)
    result.save(tmp_path / "card.pdf")
    assert len(written) == 1


def test_what_it_tells() -> None:
    result = card(faces=2)
    assert (result.pages, len(result.scales), result.findings) == (2, 2, ())
    assert result.scale == min(result.scales) >= 1
    assert result.order.name == "card"
    assert result.report.method == "single"
    assert repr(result) == "<Result foot_en_A6.pdf: 2 pages>"


# Names


@pytest.mark.parametrize(
    ("product", "routines", "given", "name"),
    [
        ("card", "foot", {}, "foot_en_A5.pdf"),
        ("card", ["foot", "back-of-leg"], {"size": "half letter"}, "foot_back-of-leg_en_Half-Letter.pdf"),
        ("card", "foot", {"lang": "en+ar"}, "foot_en+ar_A5.pdf"),
        ("card", "foot", {"size": "100x150mm"}, "foot_en_100x150mm.pdf"),
        ("leaflet", "foot", {}, "leaflet_foot_en_A4.pdf"),
        ("leaflet", "foot", {"edition": "easy-read"}, "leaflet_foot_en_A4_easy-read.pdf"),
        ("picture", "foot", {}, "foot.pdf"),
        ("picture", "foot", {"step": 2, "side": "left"}, "foot_2_left.pdf"),
        ("view", (), {"view": "foot-sole"}, "foot-sole.pdf"),
        ("view", (), {"view": "foot-sole", "side": "left"}, "foot-sole_left.pdf"),
        ("view", (), {"view": "sign:leg-red"}, "sign-leg-red.pdf"),  # Windows refuses a colon
        ("printer-test", (), {}, "printer-test_A4.pdf"),
        ("contact-sheet", (), {}, "contact-sheet_en_A3.pdf"),
    ],
)
def test_a_file_is_named_after_what_it_is(product: str, routines: Any, given: dict[str, Any], name: str) -> None:
    fields = file_fields(read_order(product, routines, given))
    assert "_".join(filter(None, fields.values())) + ".pdf" == name


def test_many_routines_are_counted_as_in_the_files_of_jobs(tmp_path: Path) -> None:
    """40 of one's own made a name that no system takes."""
    (tmp_path / "routines").mkdir()
    foot = (builtin("content") / "routines/foot.yaml").read_text(encoding="utf-8")
    names = [f"my-own-routine-{number}" for number in range(40)]
    for name in names:
        (tmp_path / f"routines/{name}.yaml").write_text(foot.replace("id: foot", f"id: {name}"), encoding="utf-8")
    for some in (names, names[:5]):
        given = {"content": tmp_path, "emergency": "999"}
        order = read_order("booklet", some, given)
        assert file_fields(order)["routines"] == filled_of(order)["routines"] == f"{len(some)}-routines"
    long = replace(order, routines=("x" * 60, "y" * 60))
    assert file_fields(long)["routines"] == filled_of(long)["routines"] == "2-routines"
    assert file_fields(replace(order, routines=("x" * 60,)))["routines"] == "x" * 60


def test_all_routines_are_named_all() -> None:
    assert "all" in file_fields(read_order("booklet", (), {}, every=True)).values()


@pytest.mark.parametrize(("name", "kind"), [("a.pdf", "pdf"), ("a.SVG", "svg"), ("b.c.png", "png"), ("card", "pdf")])
def test_the_ending_says_the_format(name: str, kind: str) -> None:
    assert format_of(Path(name)) == kind


# Saving


@pytest.mark.parametrize("kind", MAGIC)
def test_save_writes_what_the_name_ends_in(kind: str, tmp_path: Path) -> None:
    result = card()
    assert result.save(tmp_path / f"card.{kind}", dpi=36) == [tmp_path / f"card.{kind}"]
    assert (tmp_path / f"card.{kind}").read_bytes().startswith(MAGIC[kind])
    assert result.save(str(tmp_path / "any.thing"), format=kind, dpi=36) == [tmp_path / "any.thing"]  # type: ignore[arg-type]
    assert (tmp_path / "any.thing").read_bytes() == (tmp_path / f"card.{kind}").read_bytes()


def test_save_without_a_name_gives_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = card()
    assert result.save() == [Path("foot_en_A6.pdf")]
    assert result.save(format="svg") == [Path("foot_en_A6.svg")]
    (tmp_path / "printed").mkdir()
    assert result.save("printed") == [Path("printed/foot_en_A6.pdf")]
    assert result.save(tmp_path / "printed", format="png", dpi=36) == [tmp_path / "printed" / "foot_en_A6.png"]
    assert files(tmp_path) == ["foot_en_A6.pdf", "foot_en_A6.svg", "printed"]
    assert (tmp_path / "foot_en_A6.pdf").read_bytes() == result.pdf


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_pictures_of_several_pages_get_a_number_each(kind: str, tmp_path: Path) -> None:
    result = card(faces=2)
    names = [tmp_path / f"card-{number}.{kind}" for number in (1, 2)]
    assert result.save(tmp_path / f"card.{kind}", dpi=40) == names
    pictures = [path.read_bytes() for path in names]
    assert files(tmp_path) == [path.name for path in names]
    if kind == "png":
        assert pictures == [result.png(0, 40), result.png(1, 40)]
    else:
        assert [picture.decode() for picture in pictures] == [result.svg(0), result.svg(1)]


def test_sheets_are_what_is_written_not_pages(tmp_path: Path) -> None:
    result = soleprint.make("card", ["foot", "back-of-leg"], size="A6", sheet="A4", impose="nup")
    assert (result.pages, len(result.publication.sheets)) == (2, 1)
    assert len(result.files("svg")) == 1


def test_nothing_is_written_when_one_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = card(faces=2)
    real = Result.png

    def second_fails(self: Result, page: int = 0, dpi: float = 150) -> bytes:
        if page == 1:
            raise FileProblem("no room", code="disk-full")
        return real(self, page, dpi)

    monkeypatch.setattr(Result, "png", second_fails)
    with pytest.raises(FileProblem):
        result.save(tmp_path / "card.png", dpi=36)
    assert files(tmp_path) == []


def test_what_was_there_stays_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "card.pdf").write_bytes(b"old")
    result = card()
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(FileProblem) as caught:
            result.save(tmp_path / "card.pdf")
    assert caught.value.code == "disk-full"
    assert (tmp_path / "card.pdf").read_bytes() == b"old"
    assert files(tmp_path) == ["card.pdf"]
    result.save(tmp_path / "card.pdf")
    assert (tmp_path / "card.pdf").read_bytes() == result.pdf


def test_an_ending_that_is_no_format_is_asked_about(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="--format") as caught:
        card().save(tmp_path / "card.docx")
    assert caught.value.code == "unknown-format"
    assert files(tmp_path) == []


@pytest.mark.parametrize("page", [-1, 2, 99, "1", None, 1.0, True])
def test_a_page_that_there_is_not_is_told(page: Any) -> None:
    result = card(faces=2)
    for call in (result.svg, result.png):
        with pytest.raises(UsageProblem, match="pages count from 0 to 1") as caught:
            call(page)
        assert caught.value.code == "no-such-page"


def test_a_file_says_whose_it_is_and_what_it_is_about(tmp_path: Path) -> None:
    path = tmp_path / "clinic.yaml"
    path.write_text('schema: 1\nname: Riverside Clinic\nemergency: {ambulance: "999"}\n', encoding="utf-8")
    made = soleprint.make("leaflet", ["foot"], lang="es", profile=path, name="Ana Silva")
    info = reading.reader(made.pdf).metadata
    assert info is not None
    assert info.author == "Riverside Clinic"
    assert info.subject == made.publication.subject != ""
    keywords = str(info["/Keywords"]).split(", ")
    assert keywords[0] == made.publication.title
    assert "apoyo" in keywords
    assert "Ana" not in str(dict(info)), "who it is for is on the paper alone"
    alone = reading.reader(soleprint.printer_test().pdf).metadata
    assert alone is not None
    assert (alone.author, "/Keywords" in alone) == ("soleprint", False)
