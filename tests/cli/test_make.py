"""``soleprint make``: files, formats, names, exit codes."""

from __future__ import annotations

import re
import shlex
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

import soleprint
from soleprint.cli import main
from soleprint.errors import DoesNotFit, ExitCode, FontProblem, MissingGlyph
from soleprint.files.folders import layers
from soleprint.products.product import product, product_names
from tests.cli.runner import run

CARD = ("make", "card", "back-of-leg")


def files(folder: Path) -> list[str]:
    """Everything in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


# Names and formats


def test_without_out_the_file_is_named_from_routine_language_and_size(tmp_path: Path) -> None:
    result = run(*CARD, "--size", "half letter", cwd=tmp_path)
    (name,) = files(tmp_path)
    assert name.lower() == "back-of-leg_en_half-letter.pdf"
    assert f"Wrote {name}: 1 page" in result.stderr
    assert result.stdout == ""


def test_several_routines_are_one_file(tmp_path: Path) -> None:
    run("make", "card", "back-of-leg", "front-of-leg", "--size", "A4", cwd=tmp_path)
    (name,) = files(tmp_path)
    assert name == "back-of-leg_front-of-leg_en_A4.pdf"
    assert len(PdfReader(tmp_path / name).pages) == 2


def test_out_says_where(tmp_path: Path) -> None:
    run(*CARD, "--out", tmp_path / "wall.pdf")
    assert files(tmp_path) == ["wall.pdf"]
    box = PdfReader(tmp_path / "wall.pdf").pages[0].mediabox
    assert (float(box.width) / 72 * 25.4, float(box.height) / 72 * 25.4) == pytest.approx((148, 210), abs=0.05)


def test_out_may_be_a_folder(tmp_path: Path) -> None:
    (tmp_path / "printed").mkdir()
    run(*CARD, "--out", tmp_path / "printed")
    run(*CARD, "--out", "printed", "--format", "svg", cwd=tmp_path)
    assert files(tmp_path / "printed") == ["back-of-leg_en_A5.pdf", "back-of-leg_en_A5.svg"]
    assert files(tmp_path) == ["printed"]


def test_out_dash_is_standard_output_and_nothing_else(tmp_path: Path) -> None:
    result = run(*CARD, "--out", "-", cwd=tmp_path)
    assert result.stdout_bytes.startswith(b"%PDF-")
    assert result.stdout_bytes.rstrip().endswith(b"%%EOF")
    assert len(PdfReader(BytesIO(result.stdout_bytes)).pages) == 1
    assert files(tmp_path) == []


MAGIC = {"pdf": b"%PDF-", "svg": b"<", "png": b"\x89PNG"}


@pytest.mark.parametrize("suffix", MAGIC)
def test_the_suffix_says_the_format(tmp_path: Path, suffix: str) -> None:
    run(*CARD, "--out", tmp_path / f"card.{suffix.upper()}")
    assert (tmp_path / f"card.{suffix.upper()}").read_bytes().startswith(MAGIC[suffix])


@pytest.mark.parametrize("kind", MAGIC)
def test_format_wins_over_the_suffix(tmp_path: Path, kind: str) -> None:
    run(*CARD, "--out", tmp_path / "card.xyz", "--format", kind)
    assert (tmp_path / "card.xyz").read_bytes().startswith(MAGIC[kind])


def test_format_alone_names_the_file(tmp_path: Path) -> None:
    run(*CARD, "--format", "png", "--dpi", "36", cwd=tmp_path)
    assert files(tmp_path) == ["back-of-leg_en_A5.png"]


def test_several_pages_as_pictures_get_numbers(tmp_path: Path) -> None:
    result = run(*CARD, "--faces", "2", "--out", tmp_path / "card.png", "--dpi", "36")
    assert files(tmp_path) == ["card-1.png", "card-2.png"]
    assert result.stderr.count("Wrote") == 2
    assert (tmp_path / "card-1.png").read_bytes() != (tmp_path / "card-2.png").read_bytes()
    run(*CARD, "--faces", "2", "--out", tmp_path / "card.svg")
    assert files(tmp_path)[1::2] == ["card-1.svg", "card-2.svg"]


def test_several_pictures_cannot_go_to_standard_output(tmp_path: Path) -> None:
    result = run(*CARD, "--faces", "2", "--out", "-", "--format", "png", "--dpi", "36", code=ExitCode.USAGE)
    assert result.stdout == ""
    assert "--format pdf" in result.stderr


def test_dpi_is_dots_per_inch(tmp_path: Path) -> None:
    from PIL import Image

    run(*CARD, "--out", tmp_path / "card.png", "--dpi", "100")
    width, height = Image.open(tmp_path / "card.png").size
    assert (width, height) == pytest.approx((148 / 25.4 * 100, 210 / 25.4 * 100), abs=1)


def test_an_unknown_suffix_is_asked_about(tmp_path: Path) -> None:
    assert "--format" in run(*CARD, "--out", tmp_path / "card.docx", code=ExitCode.USAGE).stderr
    assert files(tmp_path) == []


def test_quiet_says_nothing(tmp_path: Path) -> None:
    assert run(*CARD, "-q", "--out", tmp_path / "card.pdf").output == ""


def test_the_command_and_the_python_call_make_the_same_bytes(tmp_path: Path) -> None:
    options = ("--size", "A6", "--faces", "2", "--hole", "top", "--side", "left", "--distance", "30cm")
    run(*CARD, *options, "--out", tmp_path / "a.pdf")
    run(*CARD, *options, "--out", tmp_path / "b.pdf")
    made = soleprint.make("card", ["back-of-leg"], size="A6", faces=2, hole="top", side="left", distance="30cm")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes() == made.pdf
    assert (made.pages, made.findings) == (2, ())
    assert made.scale >= 1


def test_boxes_come_out_as_asked_for(tmp_path: Path) -> None:
    run(*CARD, "--size", "100x160mm", "--bleed", "3", "--marks", "--out", tmp_path / "card.pdf")
    page = PdfReader(tmp_path / "card.pdf").pages[0]

    def size(box: object) -> list[float]:
        x0, y0, x1, y1 = (float(v) / 72 * 25.4 for v in box)  # type: ignore[attr-defined]
        return [x1 - x0, y1 - y0]

    assert size(page.trimbox) == pytest.approx([100, 160], abs=0.05)
    assert size(page.bleedbox) == pytest.approx([106, 166], abs=0.05)
    assert size(page.mediabox) > size(page.bleedbox)


def examples() -> list[list[str]]:
    """The words of the example in each product's help."""
    folders = layers("templates")
    found = {name: product(folders, name) for name in product_names(folders)}
    return [["make", name, *shlex.split(one.example or "")] for name, one in found.items() if one.alone]


@pytest.mark.parametrize("words", examples(), ids=" ".join)
def test_the_examples_of_help_are_made(words: list[str], tmp_path: Path) -> None:
    assert f"soleprint {' '.join(words)}" in run("make", words[1], "--help").output
    run(*words, cwd=tmp_path)
    assert len(files(tmp_path)) == 1


# What stays when something goes wrong


def test_an_existing_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "card.pdf").write_bytes(b"old")
    run(*CARD, "--out", tmp_path / "card.pdf")
    assert (tmp_path / "card.pdf").read_bytes().startswith(b"%PDF-")
    assert files(tmp_path) == ["card.pdf"]


def test_a_failure_while_writing_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    (tmp_path / "card.pdf").write_bytes(b"old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = run(*CARD, "--out", tmp_path / "card.pdf", code=ExitCode.FILE)
    assert (tmp_path / "card.pdf").read_bytes() == b"old"
    assert files(tmp_path) == ["card.pdf"]
    assert "disk-full" in result.stderr


def test_a_bug_while_drawing_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "card.pdf").write_bytes(b"old")

    def broken(*_: object, **__: object) -> bytes:
        raise RuntimeError("a bug")

    monkeypatch.setattr("soleprint.ink.pdf.write_pdf", broken)
    result = CliRunner().invoke(main, [*CARD, "--out", str(tmp_path / "card.pdf")])
    assert result.exit_code == 1
    assert "soleprint itself failed: RuntimeError: a bug" in result.output
    assert "Traceback" not in result.output
    assert (tmp_path / "card.pdf").read_bytes() == b"old"
    assert files(tmp_path) == ["card.pdf"]


def test_an_interrupted_run_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr("soleprint.ink.pdf.write_pdf", stopped)
    result = run(*CARD, "--out", tmp_path / "card.pdf", code=ExitCode.INTERRUPTED)
    assert "No unfinished file was left" in result.stderr
    assert files(tmp_path) == []


# Exit codes, each with what to do and nothing written

BAD = {
    "no routine": (["make", "card"], ExitCode.USAGE, "soleprint list routines"),
    "no product of that name": (["make", "cards", "foot"], ExitCode.USAGE, 'did you mean "card"?'),
    "made beside another": (["make", "instructions"], ExitCode.USAGE, "--instructions"),
    "another product's option": ([*CARD, "--fold", "tri"], ExitCode.USAGE, "products that take it: leaflet"),
    "an option that needs another": ([*CARD, "--gutter", "5"], ExitCode.USAGE, "without --impose nup or booklet"),
    "an option's other name": ([*CARD, "--dead-border", "5"], ExitCode.USAGE, "--dead"),
    "no number to call": (["make", "leaflet", "foot"], ExitCode.USAGE, "--emergency"),
    "unknown routine": (["make", "card", "back-of-lag"], ExitCode.USAGE, 'did you mean "back-of-leg"?'),
    "a path for a routine": (["make", "card", "../routines/foot"], ExitCode.USAGE, "not known"),
    "unknown size": ([*CARD, "--size", "A44"], ExitCode.USAGE, "Did you mean 'A4'?"),
    "size without a unit": ([*CARD, "--size", "100x150"], ExitCode.USAGE, "with a unit"),
    "size out of range": ([*CARD, "--size", "1x1mm"], ExitCode.USAGE, "40 to 1200 mm"),
    "unknown theme": ([*CARD, "--theme", "cleer"], ExitCode.USAGE, "Did you mean 'clear'?"),
    "a path for a theme": ([*CARD, "--theme", "../themes/clear"], ExitCode.USAGE, "not known"),
    "unknown language": ([*CARD, "--lang", "tlh"], ExitCode.USAGE, "language"),
    "three faces": ([*CARD, "--faces", "3"], ExitCode.USAGE, "use one of: 1, 2"),
    "unknown hole": ([*CARD, "--hole", "left"], ExitCode.USAGE, "none, top, two"),
    "distance without a unit": ([*CARD, "--distance", "70"], ExitCode.USAGE, "70cm"),
    "distance out of range": ([*CARD, "--distance", "5cm"], ExitCode.USAGE, "10 cm to 10 m"),
    "pouch out of range": ([*CARD, "--pouch", "41"], ExitCode.USAGE, "0 to 40 mm"),
    "a mode the routine lacks": ([*CARD, "--mode", "self"], ExitCode.USAGE, "partner"),
    "dpi out of range": ([*CARD, "--dpi", "5"], ExitCode.USAGE, "--dpi"),
    "no room for holes": ([*CARD, "--size", "CR80", "--hole", "two"], ExitCode.USAGE, "--hole top"),
    "does not fit": ([*CARD, "--size", "CR80"], ExitCode.FIT, "What fits: --"),
    "distance that cannot be met": ([*CARD, "--size", "A6", "--distance", "3m"], ExitCode.FIT, "300 cm"),
    "no content folder": ([*CARD, "--content", "nowhere"], ExitCode.FILE, "--content"),
    "no template folder": ([*CARD, "--templates", "nowhere"], ExitCode.FILE, "--templates"),
    "no font folder": ([*CARD, "--font-dir", "nowhere"], ExitCode.FONT, "nowhere"),
    "no folder to write to": ([*CARD, "--out", "nowhere/card.pdf"], ExitCode.FILE, "does not exist"),
}


@pytest.mark.parametrize("name", BAD)
def test_each_mistake_has_its_exit_code_and_remedy(name: str, tmp_path: Path) -> None:
    words, code, hint = BAD[name]
    result = run(*words, code=code, cwd=tmp_path)
    assert hint in result.stderr
    assert result.stdout == ""
    assert files(tmp_path) == []
    if "Usage:" not in result.stderr:
        assert re.search(r"\[[a-z-]+\]$", result.stderr.strip()), "no code to look up"


def test_bad_content_is_exit_3_with_every_mistake_and_nothing_written(tmp_path: Path) -> None:
    folder = tmp_path / "mine" / "routines"
    folder.mkdir(parents=True)
    (folder / "bad.yaml").write_text("schema: 1\nid: bad\ntitel: Bad\nviews: 5\n", encoding="utf-8")
    result = run("make", "card", "bad", "--content", "mine", code=ExitCode.CONTENT, cwd=tmp_path)
    assert 'mine/routines/bad.yaml:3:1: unknown key "titel"; did you mean "title"?' in result.stderr
    assert "mine/routines/bad.yaml:4:8:" in result.stderr
    assert re.search(r"\d+ mistakes found; nothing was written\.", result.stderr)
    assert files(tmp_path) == ["mine"]


@pytest.mark.parametrize(
    ("template", "line", "hint"),
    [
        ("<document><page>\n<pannel/></page></document>", 2, "did you mean 'panel'?"),
        ("<document><page>\n\n<p>{{ routine.titel }}</p></page></document>", 3, "titel"),
        ("<document><page>\n<p>a</b></page></document>", 2, "mismatched tag"),
        ('<document><page>\n<p style="loud">a</p></page></document>', 2, "loud"),
        ('<document><page minimum="9">\n<figure scene="step" step="nowhere"/></page></document>', 2, "nowhere"),
        ('<document>\n<page minimum="large"><p>a</p></page></document>', 2, "minimum"),
        ("\n<document></document>", 2, "page"),
    ],
)
def test_a_bad_template_is_exit_3_with_its_line(tmp_path: Path, template: str, line: int, hint: str) -> None:
    (tmp_path / "card.xml.j2").write_text(template, encoding="utf-8")
    result = run(*CARD, "--templates", ".", code=ExitCode.CONTENT, cwd=tmp_path)
    assert f"card.xml.j2:{line}:1: " in result.stderr
    assert hint in result.stderr
    assert files(tmp_path) == ["card.xml.j2"]


def test_a_character_that_no_font_has_is_exit_5(tmp_path: Path) -> None:
    (tmp_path / "card.xml.j2").write_text(
        '<document><page minimum="9"><p>Rest \U000f0000 now</p></page></document>', encoding="utf-8"
    )
    result = run(*CARD, "--templates", ".", code=ExitCode.FONT, cwd=tmp_path)
    assert "U+F0000" in result.stderr
    assert files(tmp_path) == ["card.xml.j2"]


# Tracebacks


def test_a_traceback_is_shown_only_to_those_who_ask(tmp_path: Path) -> None:
    words = ["make", "card", "foot", "--size", "CR80", "--out", str(tmp_path / "card.pdf")]
    assert "Traceback" not in run(*words, code=ExitCode.FIT).output
    result = CliRunner().invoke(main, ["--debug", *words])
    assert isinstance(result.exception, DoesNotFit)


def test_debug_prints_the_traceback() -> None:
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "soleprint", "--debug", "make", "card", "fot"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "Traceback" in done.stderr
    assert "UsageProblem" in done.stderr


def test_the_exit_codes_are_those_of_the_design() -> None:
    assert [(code.name, code.value) for code in ExitCode] == [
        ("OK", 0),
        ("FINDINGS", 1),
        ("USAGE", 2),
        ("CONTENT", 3),
        ("FIT", 4),
        ("FONT", 5),
        ("FILE", 6),
        ("INTERRUPTED", 130),
    ]
    assert issubclass(MissingGlyph, FontProblem)
