"""A user's folders over the built-in ones."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from soleprint.content import nodes
from soleprint.errors import ContentError, ExitCode, FileProblem
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
    monkeypatch.setattr(folders, "MAX_FILE", 2)
    with pytest.raises(FileProblem) as caught:
        folders.read_bytes(path)
    assert caught.value.code == "file-too-large"


@pytest.mark.parametrize("name", [".#foot.yaml", "._foot.yaml", ".foot.yaml"])
def test_hidden_files_have_no_names(tmp_path: Path, name: str) -> None:
    put(tmp_path, f"a/{name}", "a/x.yaml")
    assert folders.names([tmp_path], "a", ".yaml") == ("x",)


def test_links_to_nothing_and_in_circles_have_no_names(tmp_path: Path) -> None:
    put(tmp_path, "a/x.yaml")
    (tmp_path / "a/nothing.yaml").symlink_to("nowhere")
    (tmp_path / "a/circle.yaml").symlink_to("circle.yaml")
    assert folders.names([tmp_path], "a", ".yaml") == ("x",)
    assert folders.find([tmp_path], "a/circle.yaml") is None


def test_links_inside_are_followed_and_links_out_are_refused(tmp_path: Path) -> None:
    mine, other = put(tmp_path / "mine", "a/x.yaml"), put(tmp_path / "other", "y.yaml")
    (mine / "a/in.yaml").symlink_to("x.yaml")
    (mine / "a/out.yaml").symlink_to(other / "y.yaml")
    (mine / "b").symlink_to(other)
    assert folders.find([mine], "a/in.yaml") == mine / "a/in.yaml"
    for name in ("a/out.yaml", "b/y.yaml"):
        with pytest.raises(ContentError, match="outside the folder") as caught:
            folders.find([mine], name)
        assert caught.value.findings[0].source == (mine / name).as_posix()
        assert folders.find([mine, other], name) == mine / name


def test_a_folder_that_is_a_link_itself_is_as_good(tmp_path: Path) -> None:
    put(tmp_path / "mine", "a/x.yaml")
    (tmp_path / "link").symlink_to("mine")
    assert folders.find([tmp_path / "link"], "a/x.yaml") == tmp_path / "link/a/x.yaml"


def test_a_folder_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> object:
        raise PermissionError(13, "Permission denied")

    put(tmp_path, "a/x.yaml")
    monkeypatch.setattr(os, "scandir", refuse)
    for look in (lambda: folders.names([tmp_path], "a", ".yaml"), lambda: folders.layers("content", tmp_path)):
        with pytest.raises(FileProblem, match="cannot be read: Permission denied") as caught:
            look()
        assert caught.value.code == "unreadable-folder"


def test_names_that_no_system_takes_are_just_not_there() -> None:
    for name in ("W" * 1000, "a\0b", "\udce9"):
        assert not folders.is_file(Path(name))
        assert not folders.is_folder(Path(name))
        assert folders.find([Path()], name) is None
        with pytest.raises(FileProblem):
            folders.read_bytes(Path(name))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are pipes with names on POSIX only")
def test_pipes_and_devices_are_refused_before_they_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    for path in (tmp_path / "pipe.yaml", Path(os.devnull), tmp_path):
        with pytest.raises(FileProblem, match="not a plain file") as caught:
            folders.read_bytes(path)
        assert caught.value.code == "unreadable-file"
        with pytest.raises(ContentError, match="not a plain file"):
            nodes.read(path, "x.yaml")
    assert folders.find([tmp_path], "pipe.yaml") is None


def test_built_in_files_are_named_without_their_folder(tmp_path: Path) -> None:
    path = folders.builtin("content") / "routines" / "foot.yaml"
    assert folders.shown(path, "content") == "content/routines/foot.yaml"
    assert folders.shown(Path("mine/routines/foot.yaml"), "content") == "mine/routines/foot.yaml"
