"""A user's folders over the built-in ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from soleprint.errors import ExitCode, FileProblem
from soleprint.files import folders


def put(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(folder.name, encoding="utf-8")
    return folder


def test_the_built_in_folders_are_there() -> None:
    assert (folders.builtin("templates") / "card.xml.j2").is_file()
    assert (folders.builtin("content") / "routines" / "foot.yaml").is_file()


def test_layers_put_the_user_first(tmp_path: Path) -> None:
    assert folders.layers("content", tmp_path) == (tmp_path, folders.builtin("content"))
    assert folders.layers("content") == (folders.builtin("content"),)


@pytest.mark.parametrize("name", ["missing", "file"])
def test_a_folder_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    put(tmp_path, "file")
    with pytest.raises(FileProblem, match="--templates") as caught:
        folders.layers("templates", tmp_path / name)
    assert (caught.value.code, caught.value.exit_code) == ("no-such-folder", ExitCode.FILE)


def test_files_are_found_one_by_one(tmp_path: Path) -> None:
    mine, theirs = put(tmp_path / "mine", "a/x.yaml"), put(tmp_path / "theirs", "a/x.yaml", "a/y.yaml")
    assert folders.find([mine, theirs], "a/x.yaml") == mine / "a/x.yaml"
    assert folders.find([mine, theirs], "a/y.yaml") == theirs / "a/y.yaml"
    assert folders.find([mine, theirs], "a/z.yaml") is None
    assert folders.find([mine, theirs], "a") is None


def test_names_are_each_given_once_and_sorted(tmp_path: Path) -> None:
    mine, theirs = put(tmp_path / "mine", "a/x.yaml", "a/c.yaml"), put(tmp_path / "theirs", "a/x.yaml", "a/y.yaml")
    put(mine, "a/note.txt", "a/deep/z.yaml")
    (mine / "a" / "folder.yaml").mkdir()
    assert folders.names([mine, theirs], "a", ".yaml") == ("c", "x", "y")
    assert folders.names([mine, theirs], "none", ".yaml") == ()


def test_a_file_is_read_or_its_fault_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path, "card.pdf") / "card.pdf"
    assert folders.read_bytes(path) == tmp_path.name.encode()
    with pytest.raises(FileProblem, match="does not exist") as caught:
        folders.read_bytes(tmp_path / "other.pdf")
    assert caught.value.code == "no-such-file"
    with pytest.raises(FileProblem) as caught:
        folders.read_bytes(tmp_path)
    assert caught.value.code == "unreadable-file"
    monkeypatch.setattr(folders, "MAX_FILE", 2)
    with pytest.raises(FileProblem) as caught:
        folders.read_bytes(path)
    assert caught.value.code == "file-too-large"


def test_built_in_files_are_named_without_their_folder(tmp_path: Path) -> None:
    path = folders.builtin("content") / "routines" / "foot.yaml"
    assert folders.shown(path, "content") == "content/routines/foot.yaml"
    assert folders.shown(Path("mine/routines/foot.yaml"), "content") == "mine/routines/foot.yaml"
