"""What is kept between two makings, and what makes it be read again."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from soleprint.files.stamps import stamps


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A folder of two files, one of them in a folder inside, long unchanged."""
    for name in ("strokes.yaml", "locale/nl/soleprint.po"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("one", encoding="utf-8")
    settle(tmp_path)
    return tmp_path


def settle(folder: Path) -> None:
    """Make every folder look as if it had changed long ago."""
    for root, _, _ in os.walk(folder):
        os.utime(root, (1000.0, 1000.0))


def names(folder: Path) -> list[str]:
    return [str(Path(path).relative_to(folder)) for path, _, _ in stamps([folder])]


def test_files_in_order_of_their_names(content: Path) -> None:
    assert names(content) == ["locale/nl/soleprint.po", "strokes.yaml"]
    assert names(content) == names(content)


def test_a_language_is_not_read_again_for_another(content: Path) -> None:
    assert [Path(path).name for path, _, _ in stamps([content], "nl")] == ["soleprint.po", "strokes.yaml"]
    assert [Path(path).name for path, _, _ in stamps([content], "en")] == ["strokes.yaml"]


def test_a_content_folder_may_lie_in_one_named_locale(content: Path) -> None:
    moved = content / "locale/de"
    (moved / "routines").mkdir(parents=True)
    (moved / "routines/foot.yaml").write_text("one", encoding="utf-8")
    assert [Path(path).name for path, _, _ in stamps([moved], "nl")] == ["foot.yaml"]


def test_unchanged_folders_are_not_read_again(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = stamps([content])
    monkeypatch.setattr(os, "scandir", lambda path: pytest.fail(f"{path} was read again"))
    assert stamps([content]) == before


def changed(path: Path) -> None:
    path.write_text("longer than it was", encoding="utf-8")


def replaced(path: Path) -> None:
    new = path.with_suffix(".new")
    new.write_text("two", encoding="utf-8")
    new.replace(path)


@pytest.mark.parametrize("change", [changed, replaced, Path.unlink])
def test_what_happens_to_a_file_is_seen(content: Path, change: Callable[[Path], None]) -> None:
    before = stamps([content])
    change(content / "locale/nl/soleprint.po")
    assert stamps([content]) != before


def test_new_files_are_seen_at_every_depth(content: Path) -> None:
    assert len(stamps([content])) == 2
    (content / "locale/nl/glossary.po").write_text("new", encoding="utf-8")
    assert len(stamps([content])) == 3
    (content / "views").mkdir()
    assert len(stamps([content])) == 3
    (content / "views/foot.yaml").write_text("new", encoding="utf-8")
    assert len(stamps([content])) == 4


def test_a_folder_that_just_changed_is_read_again(content: Path) -> None:
    """Two changes within one step of the file system's clock leave the same time of change."""
    late = (content / "locale/nl").stat().st_mtime_ns + 2**62
    os.utime(content / "locale/nl", ns=(late, late))
    assert len(stamps([content])) == 2
    (content / "locale/nl/glossary.po").write_text("new", encoding="utf-8")
    os.utime(content / "locale/nl", ns=(late, late))
    assert len(stamps([content])) == 3


def test_another_folder_of_that_name_is_seen(content: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert len(stamps([content])) == 2
    other = tmp_path_factory.mktemp("other")
    (other / "strokes.yaml").write_text("one", encoding="utf-8")
    settle(other)
    content.rename(content.with_name("gone"))
    other.rename(content)
    assert names(content) == ["strokes.yaml"]


def test_a_link_to_nothing_is_seen_when_there_is_something(content: Path) -> None:
    (content / "later.yaml").symlink_to(content / "nowhere")
    before = stamps([content])
    (content / "nowhere").write_text("now", encoding="utf-8")
    assert dict.fromkeys(before).keys() - dict.fromkeys(stamps([content])).keys() == {
        (str(content / "later.yaml"), 0, 0)
    }


def test_links_that_lead_out_are_not_looked_through(content: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "secret.yaml").write_text("one", encoding="utf-8")
    (content / "out").symlink_to(other)
    (content / "in").symlink_to(content / "locale")
    assert names(content) == ["in/nl/soleprint.po", "locale/nl/soleprint.po", "out", "strokes.yaml"]


def test_links_in_circles_are_passed_over(content: Path) -> None:
    (content / "circle").symlink_to("circle")
    (content / "views").mkdir()
    (content / "views/circle.yaml").symlink_to("circle.yaml")
    assert [name for name in names(content) if "circle" not in name] == ["locale/nl/soleprint.po", "strokes.yaml"]


def test_files_of_editors_and_of_version_control_do_not_count(content: Path) -> None:
    before = stamps([content])
    (content / ".#strokes.yaml").symlink_to("me@host.1:2")
    (content / "._strokes.yaml").write_bytes(b"\0")
    (content / ".git").mkdir()
    assert stamps([content]) == before


def test_a_folder_inside_that_may_not_be_read_is_left_to_those_who_need_it(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = os.scandir

    def refuse(path: str) -> object:
        if path == str(content / "locale"):
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert names(content) == ["strokes.yaml"]
