"""PO files: read and written as gettext and polib do, and refused with the line where they cannot be used."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleprint.content.locale.po import Entry, PoFile, parse_po, read_po, write_po
from soleprint.errors import ContentError, Finding
from soleprint.files import folders

LOCALE = folders.builtin("content") / "locale"
HEADER = {"Language": "es", "MIME-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8"}
HEAD = 'msgid ""\nmsgstr ""\n"Language: es\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
RICH = PoFile(
    HEADER,
    ("Spanish", "for soleprint"),
    (
        Entry("a/cue", "Glide up", "Deslice hacia arriba", ("At most 8 words.", "Move 1: glide."), ("por Ana",)),
        Entry("a/text", 'Say "stop"\\now', 'Diga "alto"\\ya', flags=("fuzzy",), previous='Say "no"'),
        Entry("a/long", "One\ntwo\n", "Uno\ndos\n"),
        Entry("a/words", "{count} times", "{count} veces", flags=("python-brace-format",)),
        Entry("a/empty", "Knead"),
        Entry("z/gone", "Old", "Viejo", obsolete=True),
        Entry("z/stale", "Old\nlines", "Viejas\nlíneas", flags=("fuzzy",), previous="Older", obsolete=True),
    ),
)

msgcat = pytest.mark.skipif(shutil.which("msgcat") is None, reason="gettext is not installed")


def same(found: PoFile, wanted: PoFile) -> bool:
    """Whether the files are equal but for line numbers."""
    from msgspec.structs import replace

    return PoFile(found.header, found.remarks, tuple(replace(entry, line=0) for entry in found.entries)) == wanted


def run_msgcat(path: Path, *options: str) -> str:
    return subprocess.run(["msgcat", *options, path], capture_output=True, check=True, encoding="utf-8").stdout


def problem(text: str) -> Finding:
    with pytest.raises(ContentError) as caught:
        parse_po(text, "x.po")
    assert caught.value.findings[0].source == "x.po"
    return caught.value.findings[0]


def test_what_is_written_is_read() -> None:
    assert same(parse_po(write_po(RICH), "x.po"), RICH)


@msgcat
def test_gettext_writes_the_same_bytes(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    path.write_text(write_po(RICH), encoding="utf-8")
    assert run_msgcat(path, "--no-wrap") == write_po(RICH)


@msgcat
@pytest.mark.parametrize("wrap", ["--width=79", "--width=20", "--width=30"])
def test_what_gettext_wraps_reads_the_same(tmp_path: Path, wrap: str) -> None:
    path = tmp_path / "x.po"
    path.write_text(write_po(RICH), encoding="utf-8")
    wrapped = run_msgcat(path, wrap)
    assert wrapped != write_po(RICH) or wrap == "--width=79"
    assert same(parse_po(wrapped, "x.po"), RICH)


def test_polib_reads_the_same(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    path.write_text(write_po(RICH), encoding="utf-8")
    theirs = polib.pofile(str(path))
    assert theirs.metadata == HEADER
    found = [(e.msgctxt, e.msgid, e.msgstr, e.comment, e.flags, e.previous_msgid, bool(e.obsolete)) for e in theirs]
    wanted = [
        (e.context, e.english, e.text, "\n".join(e.notes), list(e.flags), e.previous, e.obsolete) for e in RICH.entries
    ]
    assert [row[:5] + row[6:] for row in found] == [row[:5] + row[6:] for row in wanted]
    assert [row[5] for row in found[:5]] == [row[5] for row in wanted[:5]]


@pytest.mark.parametrize("width", [-1, 78, 30])
def test_a_file_saved_by_polib_reads_the_same(tmp_path: Path, width: int) -> None:
    path = tmp_path / "x.po"
    path.write_text(write_po(RICH), encoding="utf-8")
    theirs = polib.pofile(str(path), wrapwidth=width)
    theirs.save()
    ours = read_po(path, "x.po")
    active = [e for e in RICH.entries if not e.obsolete]
    assert [(e.context, e.english, e.text, e.fuzzy) for e in ours.entries if not e.obsolete] == [
        (e.context, e.english, e.text, e.fuzzy) for e in active
    ]


REFUSED = "\u202a\u202b\u202c\u202d\u202e\ufeff\ufffe\uffff"
TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters=REFUSED), max_size=40)
LINES = st.lists(TEXT, max_size=3).map("\n".join)
ENTRIES = st.lists(st.tuples(LINES, LINES, st.booleans()), max_size=5)


@given(ENTRIES)
def test_any_text_survives(rows: list[tuple[str, str, bool]]) -> None:
    entries = tuple(
        Entry(f"c/{number}", f"e{english}", text, flags=("fuzzy",) if fuzzy else ())
        for number, (english, text, fuzzy) in enumerate(rows)
    )
    written = write_po(PoFile(HEADER, (), entries))
    assert same(parse_po(written, "x.po"), PoFile(HEADER, (), entries))
    assert write_po(parse_po(written, "x.po")) == written


def test_windows_line_ends_and_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    path.write_bytes(b"\xef\xbb\xbf" + write_po(RICH).replace("\n", "\r\n").encode())
    assert same(read_po(path, "x.po"), RICH)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "po-header", 1),
        ('msgctxt "a"\nmsgid "b"\nmsgstr "c"\n', "po-header", 1),
        (HEAD + 'msgid "b"\nmsgstr "c\n', "invalid-po", 7),
        (HEAD + 'msgid "b" x\nmsgstr "c"\n', "invalid-po", 6),
        (HEAD + 'msgid "b"\nmsgstr "c" "d"\n', "invalid-po", 7),
        (HEAD + 'msgid "b"\nmsgstr "a \\q"\n', "invalid-po", 7),
        (HEAD + 'msgid "b"\nhello\n', "invalid-po", 7),
        (HEAD + 'msgid "b"\n', "invalid-po", 6),
        (HEAD + 'msgstr "b"\n', "invalid-po", 6),
        (HEAD + 'msgid "b"\nmsgid "c"\nmsgstr ""\n', "invalid-po", 7),
        (HEAD + 'msgid "b"\nmsgid_plural "c"\nmsgstr[0] ""\n', "invalid-po", 7),
        (HEAD + "#| \n", "invalid-po", 6),
        ('"lost"\n' + HEAD, "invalid-po", 1),
        (HEAD + 'msgctxt "a"\nmsgid "b"\nmsgstr ""\n\nmsgctxt "a"\nmsgid "c"\nmsgstr ""\n', "duplicate-context", 10),
        (HEAD + 'msgid "b"\nmsgstr "a\u202eb"\n', "control-character", 7),
        (HEAD + 'msgid "b"\nmsgstr "a\x00b"\n', "control-character", 7),
        (HEAD.replace("UTF-8", "ISO-8859-1"), "not-utf-8", 1),
    ],
)
def test_a_bad_file_is_refused_at_its_line(text: str, code: str, line: int) -> None:
    finding = problem(text)
    assert (finding.code, finding.line) == (code, line), finding


def test_other_encodings_and_huge_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    path.write_bytes(HEAD.encode() + 'msgid "b"\nmsgstr "ñ"\n'.encode("latin-1"))
    with pytest.raises(ContentError, match=r"x\.po:7:9: .*UTF-8"):
        read_po(path, "x.po")
    path.write_bytes(b"#" * (1 << 21))
    with pytest.raises(ContentError, match="larger than 1 MiB"):
        read_po(path, "x.po")


@pytest.mark.parametrize("path", sorted(LOCALE.glob("*/*.po")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_shipped_files_survive_a_round_trip(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert write_po(parse_po(text, path.name)) == text


@msgcat
@pytest.mark.parametrize("lang", ["es", "ar", "hi", "zh-Hant"])
def test_gettext_has_no_complaint_about_shipped_files(lang: str) -> None:
    for path in sorted((LOCALE / lang).glob("*.po")):
        assert run_msgcat(path, "--no-wrap") == path.read_text(encoding="utf-8")
        done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", path], capture_output=True, check=False, text=True)
        assert (done.returncode, done.stderr) == (0, "")


def test_what_the_files_of_all_languages_have_alike_is_in_memory_once() -> None:
    def entry(text: str) -> Entry:
        body = f'#. At most 8 words.\nmsgctxt "a/cue"\nmsgid "Glide up"\nmsgstr "{text}"\n'
        return parse_po(HEAD + body, "own.po").entries[0]

    first, second = entry("Gleiten"), entry("Deslice")
    assert (first.context is second.context, first.english is second.english) == (True, True)
    assert first.notes[0] is second.notes[0]
