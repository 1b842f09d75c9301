"""Hostile files: refused with a finding, never a crash."""

from __future__ import annotations

from pathlib import Path

import pytest

from soleprint.content import nodes
from soleprint.content.load import load
from soleprint.content.model import Phrases
from soleprint.errors import ContentError, Finding

BOMB = "a: &a [x, x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(9))
HOSTILE = [
    (BOMB.encode(), "alias", 1, 4),
    (b"a: 1\nb: *a\n", "alias", 2, 4),
    (b"a: 1\n<<: {b: 1}\n", "alias", 2, 1),
    (b"a: !!python/object/apply:os.system [ls]\n", "tag", 1, 4),
    (b"a: !x 1\n", "tag", 1, 4),
    (b"a: 1\nb:\n\t- 2\n", "tab", 3, 1),
    (b"a: 'x\ty'\n", "tab", 1, 6),
    (b"a: 1\nb: caf\xe9\n", "not-utf-8", 2, 7),
    ("a: 1".encode("utf-16"), "not-utf-8", 1, 1),
    (b"", "empty-file", 0, 0),
    (b"# nothing but a comment\n", "empty-file", 0, 0),
    (b"---\n", "empty-file", 2, 1),
    (b"a: 1\n---\nb: 2\n", "several-documents", 2, 1),
    (b"a: 1\nb: [1, 2\nc: 3\n", "invalid-yaml", 2, 4),
    (b"a: b: c\n", "invalid-yaml", 1, 5),
    (b"a: 1\nb: #1B5E7A\n", "comment-not-value", 2, 3),
    ("ä字: 1\nb:\n  - #abc # x\n".encode(), "comment-not-value", 3, 4),
    (b"a: {b: #1B5E7A}\nc: d\n", "invalid-yaml", 1, 4),
    (b'a: "no end\n', "invalid-yaml", 1, 4),
    (b"a: 1\n  b: 2\n", "invalid-yaml", 2, 3),
    (b"a: @x\n", "invalid-yaml", 1, 4),
    (b"a: x\x00y\n", "control-character", 1, 5),
    (b"a: 1\nb: x\x1by\n", "control-character", 2, 5),
    (b'a: "x\\0y"\n', "control-character", 1, 4),
    ("a: x\u202ey\n".encode(), "control-character", 1, 5),
    (b"a: 1\nb: 2\na: 3\n", "duplicate-key", 3, 1),
    (b"? [a, b]\n: 1\n", "complex-key", 1, 3),
    (b"[" * 50 + b"]" * 50, "too-deep", 1, 21),
    (b"{a: " * 50 + b"1" + b"}" * 50, "too-deep", 1, 81),
    (b"[" * 500_000, "too-deep", 1, 21),
    (b"- " * 400_000, "too-deep", 1, 41),
    (b"a: 1\nb: " + b"[" * 999, "too-deep", 2, 23),
    (b"a: 1\nb: " + b"[" * 2000 + b"]" * 2000, "too-deep", 2, 23),
    (b"a: 1\nb: " + b"{a: " * 2000, "too-deep", 2, 80),
    (b"a: &x 1\nb: [" + b"[1, \n" * 3, "alias", 1, 4),
    (b"a: [1, 2\nb: ]]" + b"[" * 3000, "invalid-yaml", 1, 4),
]


def refused(path: Path) -> list[Finding]:
    with pytest.raises(ContentError) as caught:
        load(path, Phrases, "file.yaml")
    return list(caught.value.findings)


@pytest.mark.parametrize(
    ("data", "code", "line", "column"), HOSTILE, ids=[f"{r[1]}-{n}" for n, r in enumerate(HOSTILE)]
)
def test_hostile_files(tmp_path: Path, data: bytes, code: str, line: int, column: int) -> None:
    path = tmp_path / "file.yaml"
    path.write_bytes(data)
    found = refused(path)
    assert [(finding.code, finding.line, finding.column) for finding in found] == [(code, line, column)]
    assert found[0].source == "file.yaml"


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file.yaml"
    with path.open("wb") as file:
        file.truncate(20 << 20)

    def never(*args: object, **options: object) -> object:
        raise AssertionError("the file was opened")

    monkeypatch.setattr(Path, "open", never)
    assert [finding.code for finding in refused(path)] == ["file-too-large"]


def test_a_file_just_at_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    start = b"schema: 1\nphrases: {a: b}\n#"
    path.write_bytes(start + b"x" * (nodes.MAX_BYTES - len(start)))
    assert load(path, Phrases).phrases == {"a": "b"}


def test_missing_files_and_folders_are_findings(tmp_path: Path) -> None:
    assert [finding.code for finding in refused(tmp_path / "none.yaml")] == ["no-such-file"]
    assert [finding.code for finding in refused(tmp_path)] == ["unreadable-file"]


def test_what_is_no_colour_may_be_a_comment(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_text("schema: 1\nphrases:  # the words\n  a: b #123456\n  c: 'd'   #fff\n", encoding="utf-8")
    assert load(path, Phrases).phrases == {"a": "b", "c": "d"}


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_bytes(b"\xef\xbb\xbfschema: 1\r\nphrases:\r\n  a: \xc3\xa9\r\n")
    assert load(path, Phrases).phrases == {"a": "\u00e9"}


def test_the_words_of_yaml_errors_are_plain() -> None:
    with pytest.raises(ContentError, match="put text that contains a colon in double quotes"):
        nodes.parse("a: b: c\n", "x")


def test_twenty_levels_are_allowed() -> None:
    node = nodes.parse("[" * 20 + "]" * 20, "x")
    assert isinstance(node, nodes.Sequence)


def test_every_value_knows_its_place() -> None:
    node = nodes.parse('a:\n  - b: "c"\n    d: >-\n      e\n      f\n', "x")
    assert isinstance(node, nodes.Mapping)
    items = node.get("a")
    assert isinstance(items, nodes.Sequence)
    (inner,) = items.items
    assert isinstance(inner, nodes.Mapping)
    places = [
        (value.text, value.plain, value.line, value.column)
        for _, value in inner.items
        if isinstance(value, nodes.Scalar)
    ]
    assert places == [("c", False, 2, 8), ("e f", False, 3, 8)]
