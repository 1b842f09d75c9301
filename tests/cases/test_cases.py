"""Reports of people who print with it, each tried at the command line or in Python as it came; see ``register``."""

from __future__ import annotations

import io
import os
import stat
import struct
import zlib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from click.testing import CliRunner
from PIL import Image as Pictures

import soleprint
from soleprint.cli import main
from soleprint.errors import ContentError
from soleprint.files.folders import builtin
from soleprint.marks import GlyphRun, Group, Image, Page, Use
from soleprint.marks import Path as Outline
from tests.cases.register import CASES, case, holding, known
from tests.cli.runner import run
from tests.clinic.pages.files import SIZE, changed, file, read, words
from tests.clinic.pages.test_drawn import forms
from tests.ink import reading as pdfs
from tests.support.breadth import EVERY

CALL = ("--emergency", "999")
LANGUAGES = ("ar", "ur", "he", "en") if EVERY else ("ar", "en")
posix = pytest.mark.skipif(os.name != "posix", reason="links, pipes and modes of POSIX")


@pytest.mark.parametrize("name", CASES)
def test_every_report_has_a_test(name: str) -> None:
    found = holding(name)
    assert found
    for test in found:
        assert test.__name__.startswith("test_")
        assert getattr(import_module(test.__module__), test.__name__) is test, "pytest would not find it"


def test_every_test_is_that_of_a_report() -> None:
    assert known() <= CASES.keys()


# What people have: profiles, logos, files


def put(path: Path, text: str | bytes = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def profile(folder: Path, more: str) -> Path:
    return put(folder / "clinic.yaml", f'schema: 1\nname: C\nemergency: {{ambulance: "999"}}\n{more}\n')


def with_logo(folder: Path, name: str, data: str | bytes) -> Path:
    put(folder / name, data)
    return profile(folder, f"logo: {{file: {name}, alt: Clinic}}")


def items(of: Any) -> Iterator[Any]:
    """All primitives of pages, groups and symbols."""
    for each in of:
        yield each
        if isinstance(each, Use):
            yield from items(each.symbol.items)
        elif isinstance(each, Group):
            yield from items(each.items)


def painted(pages: tuple[Page, ...]) -> Iterator[Any]:
    return items(mark.item for page in pages for mark in page.marks)


def rows(pages: tuple[Page, ...]) -> list[str]:
    """The text of each line as the eye meets it, from left to right, blanks left out."""
    found: dict[tuple[int, float], list[tuple[float, str]]] = {}
    for number, page in enumerate(pages):
        for run_ in (mark.item for mark in page.marks if isinstance(mark.item, GlyphRun)):
            x = run_.origin[0]
            for glyph in run_.glyphs:
                found.setdefault((number, round(run_.origin[1], 1)), []).append((x, glyph.text))
                x += glyph.advance * run_.size / run_.font.upem
    return ["".join("".join(text for _, text in sorted(row)).split()) for row in found.values()]


# Text


@case("01-rtl-numbers")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_numbers_run_from_left_to_right(lang: str, tmp_path: Path) -> None:
    numbers = ("+966 (11) 555-0123", "+966 11-555-0100", "+44 (0)1632 960-123", "0800 555-0100 (24h)", "12 King Street")
    own = put(
        tmp_path / "clinic.yaml",
        f'schema: 1\nname: مركز الصحة (فرع 2)\naddress: ["{numbers[4]}, Flat 3"]\nphone: "{numbers[0]}"\n'
        f'emergency: {{ambulance: "997", advice: {{name: وزارة الصحة, number: "{numbers[1]}"}}}}\n'
        f'feedback: {{contact: "{numbers[2]}"}}\n',
    )
    made = soleprint.make("leaflet", "foot", lang=lang, profile=own, often="2-3 x / day", notes=numbers[3])
    seen = rows(made.publication.pages)
    for number in (*numbers, "2-3 x / day"):
        assert any("".join(number.split()) in row for row in seen), number


@case("13-control-character")
def test_a_character_that_is_not_printed_is_told_at_its_option(tmp_path: Path) -> None:
    told = run("make", "leaflet", "foot", *CALL, "--notes", "rest\vthen walk", cwd=tmp_path, code=2)
    assert "--notes has a character that cannot be printed: U+000B" in told.stderr


@case("19-phone-extension")
def test_a_number_with_an_extension_is_printed_and_dialled(tmp_path: Path) -> None:
    own = profile(tmp_path, 'phone: "01632 960123 ext. 45"')
    made = soleprint.make("leaflet", "foot", profile=own)
    assert any("01632960123ext.45" in row for row in rows(made.publication.pages))
    assert "tel:01632960123;ext=45" in [link.target for page in made.publication.pages for link in page.links]


@case("hostile/01-emergency-number-reversed")
@pytest.mark.parametrize("number", ["\u202e112", "abc", " "])
def test_a_number_that_nobody_can_dial_is_refused(number: str, tmp_path: Path) -> None:
    told = run("make", "leaflet", "foot", "--emergency", number, cwd=tmp_path, code=2)
    assert "Error: --emergency" in told.stderr
    assert list(tmp_path.iterdir()) == []


@case("hostile/32-bad-message-control-char")
def test_names_that_are_no_text(tmp_path: Path) -> None:
    told = run("make", "leaflet", "foot", *CALL, "--name", "a\x01", cwd=tmp_path, code=2)
    assert "--name has a character that cannot be printed: U+0001" in told.stderr
    told = run("make", "leaflet", "foot", *CALL, "--name", "a\udcff", cwd=tmp_path, code=2)
    assert "--name is not text in UTF-8" in told.stderr
    run("make", "leaflet", "foot", *CALL, "--name", "Анна", cwd=tmp_path)


# Streams and files


@case("07-cp1252-stdout")
def test_an_audit_is_written_in_an_encoding_of_old() -> None:
    done = CliRunner(charset="cp1252").invoke(main, ["audit", "leaflet", "foot", *CALL, "--lang", "ar"])
    assert (done.exit_code, r"\u0627" in done.output) == (0, True)


@case("08-out-not-a-file")
@case("hostile/26-out-replaces-device-and-fifo")
@posix
def test_a_card_goes_through_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.pdf"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    run("make", "card", "foot", "--out", pipe)
    reader.join()
    assert got[0].startswith(b"%PDF-")
    assert stat.S_ISFIFO(pipe.lstat().st_mode)


@case("09-symlink-and-mode")
@case("hostile/27-out-symlink-replaced")
@posix
def test_a_link_stays_and_files_keep_their_modes(tmp_path: Path) -> None:
    (tmp_path / "card.pdf").symlink_to(put(tmp_path / "share/card.pdf", "old"))
    (tmp_path / "share/card.pdf").chmod(0o640)
    put(tmp_path / "private.pdf", "old").chmod(0o600)
    for name in ("card.pdf", "private.pdf"):
        run("make", "card", "foot", "--out", tmp_path / name)
    assert (tmp_path / "card.pdf").is_symlink()
    assert (tmp_path / "share/card.pdf").read_bytes().startswith(b"%PDF")
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("share/card.pdf", "private.pdf")]
    assert modes == [0o640, 0o600]


@case("hostile/25-fifo-and-dev-zero")
@posix
def test_what_is_no_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for words_ in (
        ("preflight", "pipe"),
        ("preflight", "/dev/zero"),
        ("translate", "fill", "es", "/dev/zero"),
        ("make", "booklet", "foot", *CALL, "--bundle", "pipe"),
    ):
        assert "it is not a plain file" in run(*words_, cwd=tmp_path, code=6).stderr


@case("hostile/29-half-written-set")
def test_a_set_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "card-instructions.pdf").mkdir()
    (tmp_path / "page-2.png").mkdir()
    told = run("make", "card", "foot", "--instructions", "--out", "card.pdf", cwd=tmp_path, code=6)
    assert "card-instructions.pdf is a folder" in told.stderr
    run("make", "leaflet", "foot", *CALL, "--out", "page.png", cwd=tmp_path, code=6)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["card-instructions.pdf", "page-2.png"]


@case("hostile/34-path-too-long")
@pytest.mark.parametrize(
    "given",
    [
        ("check", "W" * 1000),
        ("make", "card", "foot", "--content", "W" * 1000),
        ("make", "card", "foot", "--font-dir", "W" * 1000),
        ("preflight", "\udced\udca0\udc80"),
    ],
    ids=lambda given: given[0],
)
def test_a_path_that_no_system_takes_is_one_message(given: tuple[str, ...], tmp_path: Path) -> None:
    result = CliRunner().invoke(main, list(given))
    assert isinstance(result.exception, SystemExit)
    assert result.exit_code in (2, 5, 6)
    assert result.output.count("\n") == 1


@case("hostile/33-booklet-ignores-name")
def test_an_option_that_would_do_nothing_is_refused(tmp_path: Path) -> None:
    told = run("make", "poster", "foot", *CALL, "--name", "Ann", cwd=tmp_path, code=2)
    assert "--name is not for the product 'poster'" in told.stderr


# Pages of one's own


def bundled(folder: Path, data: bytes, *more: str, code: int = 0) -> str:
    """The messages of a booklet that takes a file in."""
    put(folder / "own.pdf", data)
    return run(
        "make", "booklet", "foot", *CALL, "--bundle", "own.pdf", *more, "--out", "out.pdf", code=code, cwd=folder
    ).stderr


@case("03-form-fields-lost")
@case("10-bundle-no-alt")
@case("hostile/24-bundle-alt-blank")
def test_what_was_filled_in_is_printed_and_no_description_is_told_of(tmp_path: Path) -> None:
    assert "[page-not-described]" in bundled(tmp_path, forms(), "--bundle-alt", "\u00a0")
    text = "\n".join(page.extract_text() for page in pdfs.reader((tmp_path / "out.pdf").read_bytes()).pages)
    assert "FILLED IN" in text


@case("hostile/24-bundle-alt-blank")
def test_a_description_that_is_no_text_is_refused(tmp_path: Path) -> None:
    assert "--bundle-alt is not text in UTF-8" in bundled(tmp_path, b"", "--bundle-alt", "a\udcff", code=2)


@case("hostile/23-bundle-pdfium-errors")
def test_a_crop_box_beside_the_paper_is_left_aside(tmp_path: Path) -> None:
    def crop(writer: Any) -> None:
        writer.pages[0].cropbox.lower_left = (5000, 5000)
        writer.pages[0].cropbox.upper_right = (5100, 5100)

    (page,) = read(changed(file(words("Beside")), crop)).pages
    assert (page.width, page.height, page.text) == (*SIZE, "Beside")
    assert "is no PDF with pages" in bundled(tmp_path, file(words()).replace(b"%PDF", b"%\xc4DF")[:300], code=6)


# Logos


@case("04-exif-orientation")
@pytest.mark.parametrize(
    ("orientation", "turn"), [(6, Pictures.Transpose.ROTATE_90), (3, Pictures.Transpose.ROTATE_180)]
)
def test_a_logo_that_is_marked_as_turned_is_upright(orientation: int, turn: Pictures.Transpose, tmp_path: Path) -> None:
    upright = Pictures.new("RGB", (200, 100), "red")
    upright.paste("yellow", (100, 0, 200, 100))
    notes = Pictures.Exif()
    notes[274] = orientation
    out = io.BytesIO()
    upright.transpose(turn).save(out, "JPEG", exif=notes)
    made = soleprint.make("leaflet", "foot", profile=with_logo(tmp_path, "logo.jpg", out.getvalue()))
    (found,) = {each.data for each in painted(made.publication.pages) if isinstance(each, Image)}
    shown = Pictures.open(io.BytesIO(found)).convert("RGB")
    assert shown.width > shown.height
    left, right = (shown.getpixel((round(part * shown.width), shown.height // 2)) for part in (0.2, 0.8))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    assert left[1] < 60 < 200 < right[1]


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">'


@case("05-svg-class-order")
@case("06-svg-doctype")
def test_a_logo_with_rules_and_a_document_type_is_in_its_colours(tmp_path: Path) -> None:
    data = (
        '<?xml version="1.0" standalone="no"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
        f"{SVG}<style>.base{{fill:#2882E1}}.accent{{fill:#CC3333}}</style>"
        '<rect class="base accent" width="100" height="100"/>'
        '<rect class="accent base" x="100" width="100" height="100"/></svg>'
    )
    made = soleprint.make("leaflet", "foot", profile=with_logo(tmp_path, "logo.svg", data))
    fills = [each.fill for each in painted(made.publication.pages) if isinstance(each, Outline)]
    assert fills.count("#CC3333") == 2
    assert "#2882E1" not in fills


@case("17-picture-kinds")
@pytest.mark.parametrize(("mode", "form"), [("P", "PNG"), ("CMYK", "JPEG"), ("P", "WEBP")])
def test_a_logo_of_any_kind_is_printed(mode: str, form: str, tmp_path: Path) -> None:
    out = io.BytesIO()
    (Pictures.new("RGB", (200, 100), "teal").convert(mode)).save(out, form)
    made = soleprint.make("leaflet", "foot", profile=with_logo(tmp_path, f"logo.{form.lower()}", out.getvalue()))
    assert any(isinstance(each, Image) for each in painted(made.publication.pages))


@case("hostile/15-logo-svg-encoding")
@pytest.mark.parametrize("encoding", ["bogus", "hex", "zlib"])
def test_a_codec_that_is_no_encoding_is_refused(encoding: str, tmp_path: Path) -> None:
    data = f'<?xml version="1.0" encoding="{encoding}"?>{SVG}<path d="M0 0h9v9z"/></svg>'
    own = with_logo(tmp_path, "l.svg", data)
    told = run("make", "leaflet", "foot", "--profile", own, cwd=tmp_path, code=3)
    assert "l.svg:1:1: this file is not in the encoding that it names" in told.stderr


@case("hostile/18-logo-png-bomb")
def test_a_picture_is_measured_before_it_is_decoded(tmp_path: Path) -> None:
    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    packed = [
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    ]
    own = with_logo(tmp_path, "m.png", b"\x89PNG\r\n\x1a\n" + b"".join(packed))
    told = run("make", "leaflet", "foot", "--profile", own, cwd=tmp_path, code=3)
    assert "it has hundreds of millions of pixels" in told.stderr


@case("hostile/20-logo-link-loop")
@posix
def test_a_logo_that_leads_to_itself_is_told(tmp_path: Path) -> None:
    own = profile(tmp_path, "logo: {file: l.svg, alt: C}")
    (tmp_path / "l.svg").symlink_to("l.svg")
    told = run("make", "leaflet", "foot", "--profile", own, cwd=tmp_path, code=3)
    assert 'clinic.yaml:4:14: "l.svg" cannot be read' in told.stderr


@case("16-qr-advice")
@pytest.mark.parametrize("size", ["A4", "A3"])
def test_an_address_too_long_for_its_code_says_how_long_it_may_be(size: str, tmp_path: Path) -> None:
    own = profile(tmp_path, f'qr: {{target: "https://clinic.example/{"a" * 160}", caption: Page}}')
    told = run("make", "leaflet", "foot", "--profile", own, "--size", size, cwd=tmp_path, code=3)
    assert "give a shorter address, of 152 characters at most" in told.stderr
    assert "size" not in told.stderr.split("[")[0]


# Content, templates and themes of one's own


@case("12-silent-ignores")
def test_what_is_nearly_right_is_told(untried: None, tmp_path: Path) -> None:
    put(tmp_path / "mine/routine/my-foot.yaml")
    put(tmp_path / "mine/routines/my-foot.yml")
    said = run("check", "mine", cwd=tmp_path).output
    assert 'did you mean "routines"?' in said
    assert 'did you mean "my-foot.yaml"?' in said
    put(tmp_path / "tpl/Card.xml.j2", (builtin("templates") / "card.xml.j2").read_bytes())
    put(tmp_path / "tpl/themes/mine.yaml", 'schema: 1\nname: M\nextends: clear\ncolours: {acent: "#004B93"}\n')
    words_ = ("make", "card", "foot", "--templates", "tpl", "--theme", "mine", "--out", "a.pdf")
    said = run(*words_, cwd=tmp_path).stderr
    assert 'did you mean "card.xml.j2"?' in said
    assert 'did you mean "accent"?' in said
    own = profile(tmp_path, "colours:\n  accent: #1B5E7A")
    told = run("make", "leaflet", "foot", "--profile", own, cwd=tmp_path, code=3).stderr
    assert '"#1B5E7A" is a comment, because it begins with #; put it in double quotes' in told


@case("14-po-own-routine")
def test_messages_name_the_users_own_translation(tmp_path: Path) -> None:
    routine = (builtin("content") / "routines/foot.yaml").read_text(encoding="utf-8")
    put(tmp_path / "mine/routines/my-foot.yaml", routine.replace("id: foot", "id: my-foot", 1))
    run("translate", "update", "es", "--content", "mine", cwd=tmp_path)
    said = run("make", "card", "my-foot", "--lang", "es", "--content", "mine", cwd=tmp_path, code=3).stderr
    assert "mine/locale/es/soleprint.po:" in said
    assert "content/locale" not in said


@case("15-appledouble")
@case("hostile/07-emacs-lock-file")
@posix
def test_what_systems_and_editors_leave_is_no_content(untried: None, tmp_path: Path) -> None:
    put(tmp_path / "c/routines/._foot.yaml", b"\0\5\x16\7\0\2\0\0Mac OS X        ")
    (tmp_path / "c/routines/.#foot.yaml").symlink_to("me@host.1:2")
    put(tmp_path / "t/README.md")
    (tmp_path / "t/a").symlink_to("nope")
    assert run("check", "c", cwd=tmp_path).output.endswith("0 errors, 0 warnings.\n")
    run("make", "card", "foot", "--content", "c", cwd=tmp_path)
    run("make", "card", "foot", "--templates", "t", cwd=tmp_path)
    put(tmp_path / "j.yaml", "schema: 1\ncontent: c\noutputs:\n  - {product: card, routines: [foot]}\n")
    run("build", "j.yaml", cwd=tmp_path)


POINTS = {
    "hostile/02-view-short-point-anatomy": ("[1]", "at least length 2", "check"),
    "hostile/03-view-short-point-artwork": ("[0.5]", "at least length 2", "make"),
    "hostile/04-view-infinite-number": ("[1, -1e999]", "Number out of range", "make"),
    "hostile/06-view-keyerror-edge": ("[]", "at least length 2", "make"),
}


@case("hostile/02-view-short-point-anatomy")
@case("hostile/03-view-short-point-artwork")
@case("hostile/04-view-infinite-number")
@case("hostile/06-view-keyerror-edge")
@pytest.mark.parametrize(("point", "why", "command"), POINTS.values(), ids=POINTS)
def test_a_point_that_is_none_is_named_with_its_line(point: str, why: str, command: str, tmp_path: Path) -> None:
    text = (builtin("content") / "views/foot-sole.yaml").read_text(encoding="utf-8")
    at = text.index("\n", text.index("art:")) + 1
    line = f"  - {{draw: ink, line: [[0, 0], {point}, [9, 9]]}}\n"
    put(tmp_path / "c/views/foot-sole.yaml", f"{text[:at]}{line}{text[at:]}")
    given, code = (("check", "c"), 1) if command == "check" else (("make", "contact-sheet", "--content", "c"), 3)
    said = run(*given, cwd=tmp_path, code=code).output
    assert f"c/views/foot-sole.yaml:{text[:at].count(chr(10)) + 1}:" in said
    assert why in said


@case("hostile/12-template-symlink-escape")
@posix
def test_a_template_reads_nothing_outside_its_folder(tmp_path: Path) -> None:
    put(tmp_path / "secret/f", "<p>secret</p>")
    put(tmp_path / "t/card.xml.j2", '<document><page>{% include "dirlink/f" %}</page></document>')
    (tmp_path / "t/dirlink").symlink_to("../secret")
    told = run("make", "card", "foot", "--templates", "t", cwd=tmp_path, code=3)
    assert "this is a link to a file outside the folder" in told.stderr


@case("hostile/14-template-many-paragraphs")
def test_very_many_paragraphs_are_laid_out_and_held_to_what_must_be_said(tmp_path: Path) -> None:
    put(tmp_path / "t/card.xml.j2", f'<document><page flow="yes">{"<p>a</p>" * 4000}</page></document>')
    with pytest.raises(ContentError) as caught:
        soleprint.make("card", "foot", templates=tmp_path / "t")
    assert {finding.code for finding in caught.value.findings} == {"safety-missing"}


@case("hostile/39-theme-circle-message")
def test_a_theme_that_extends_itself_is_named_with_its_line(untried: None, tmp_path: Path) -> None:
    put(tmp_path / "t/themes/deep.yaml", "schema: 1\nname: Deep\nextends: deep\n")
    told = run("check", "--templates", "t", cwd=tmp_path, code=1)
    assert "t/themes/deep.yaml:3:10: themes extend each other in a circle: deep > deep [theme-circle]" in told.output
