"""What the command keeps between its runs: never seen in what it makes, never more than a few files, never a harm."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import pytest

from soleprint.content.library import Library
from soleprint.content.model import Routine
from soleprint.figures import Illustrator, Studies
from soleprint.files import disk
from soleprint.files.folders import builtin
from tests.cli.runner import run

BUILT_IN = (builtin("content"),)
CARD = ("make", "card", "foot", "--size", "A5")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder of this test's own, which is used."""
    monkeypatch.delenv(disk.SWITCH)
    monkeypatch.setattr(disk, "cache_folder", lambda: tmp_path / "cache" / "soleprint")
    monkeypatch.setattr(disk, "is_settled", lambda: True)
    return tmp_path / "cache" / "soleprint"


def keep(name: str, value: str, folders: Sequence[Path] = BUILT_IN) -> str:
    with disk.used():
        return disk.kept(folders, name, str, lambda: value)


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def content(folder: Path) -> dict[str, bytes]:
    (file,) = files(folder)
    return msgspec.msgpack.decode(file.read_bytes()[32:], type=dict[str, bytes])


def test_a_result_is_made_once(folder: Path) -> None:
    assert [keep("one", "first"), keep("one", "second"), keep("two", "third")] == ["first", "first", "third"]
    assert set(content(folder)) == {"one", "two"}


def test_outside_nothing_is_read_or_kept(folder: Path) -> None:
    assert keep("one", "first") == "first"
    assert disk.kept(BUILT_IN, "one", str, lambda: "second") == "second"


def test_folders_of_the_user_are_never_kept(folder: Path, tmp_path: Path) -> None:
    assert keep("one", "first", (tmp_path, *BUILT_IN)) == "first"
    assert files(folder) == []


def test_what_fails_leaves_nothing(folder: Path) -> None:
    with pytest.raises(RuntimeError), disk.used():
        disk.kept(BUILT_IN, "one", str, lambda: "first")
        raise RuntimeError
    assert files(folder) == []


def test_other_sources_are_another_state(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep("one", "first")
    monkeypatch.setattr(disk, "state", lambda: "0" * 64)
    assert keep("one", "second") == "second"
    assert len(files(folder)) == 2


def test_the_state_follows_every_byte_of_content_templates_and_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = [tmp_path / name for name in ("content/views/a.yaml", "templates/card.xml.j2", "package/room/module.py")]
    for source in sources:
        source.parent.mkdir(parents=True)
        source.write_text("one")
    monkeypatch.setattr(disk, "_roots", lambda: map(str, sorted(tmp_path.iterdir())))
    seen = [disk.state()]
    for source in sources:
        before = source.stat()
        source.write_text("two")
        os.utime(source, ns=(before.st_atime_ns, before.st_mtime_ns))
        seen.append(disk.state())
    sources[0].rename(tmp_path / "content/a.yaml")
    assert len({*seen, disk.state()}) == 5


def test_source_that_changes_about_the_start_is_not_settled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "_roots", lambda: [str(tmp_path)])
    (tmp_path / "module.py").write_text("")
    assert not disk.is_settled()
    os.utime(tmp_path / "module.py", (1, 1))
    assert disk.is_settled()


def test_what_is_not_settled_keeps_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "is_settled", lambda: False)
    assert keep("one", "first") == "first"
    assert files(folder) == []


def test_a_source_that_changes_meanwhile_keeps_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    states = iter(["0" * 64, "1" * 64])
    monkeypatch.setattr(disk, "state", lambda: next(states))
    assert keep("one", "first") == "first"
    assert files(folder) == []


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "short": lambda data: data[:-1],
    "other bytes": lambda data: data[:40] + bytes([data[40] ^ 1]) + data[41:],
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_file_is_as_none(folder: Path, how: str) -> None:
    keep("one", "first")
    (file,) = files(folder)
    file.write_bytes(SPOILT[how](file.read_bytes()))
    assert keep("one", "second") == "second"


def test_a_folder_in_its_place_is_as_none(folder: Path) -> None:
    keep("one", "first")
    (file,) = files(folder)
    file.unlink()
    file.mkdir()
    assert keep("one", "second") == "second"


def test_a_result_of_another_type_is_made_anew(folder: Path) -> None:
    keep("one", "first")
    with disk.used():
        assert disk.kept(BUILT_IN, "one", int, lambda: 2) == 2


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="the system has no such rights")
def test_a_folder_that_others_can_write_to_is_not_used(folder: Path) -> None:
    keep("one", "first")
    folder.chmod(0o777)
    assert keep("one", "second") == "second"
    assert keep("two", "second") == "second"
    folder.chmod(0o700)
    assert keep("two", "third") == "third"


def test_a_folder_that_cannot_be_made_is_no_error(folder: Path) -> None:
    folder.parent.parent.mkdir(exist_ok=True)
    folder.parent.write_text("a file")
    assert keep("one", "first") == "first"
    assert keep("one", "second") == "second"


def test_the_oldest_files_go(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(disk.MOST_FILES + 3):
        monkeypatch.setattr(disk, "state", lambda number=number: f"{number:064}")
        keep("one", "first")
        os.utime(folder / f"{number:064}.results", (number, number))
    assert [path.stem.lstrip("0") for path in files(folder)] == ["3", "4", "5", "6"]


def test_all_files_together_have_a_largest_size(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "MOST_BYTES", 1000)
    for number in range(3):
        monkeypatch.setattr(disk, "state", lambda number=number: f"{number:064}")
        keep("one", "x" * 400)
        os.utime(folder / f"{number:064}.results", (number, number))
    assert sum(path.stat().st_size for path in files(folder)) <= 1000
    monkeypatch.setattr(disk, "state", lambda: "9" * 64)
    keep("one", "x" * 1000)
    assert not (folder / f"{'9' * 64}.results").exists()
    keep("one", "x" * 600)
    keep("two", "x" * 600)
    assert set(msgspec.msgpack.decode((folder / f"{'9' * 64}.results").read_bytes()[32:])) == {"two"}


@pytest.mark.parametrize("word", ["off", "OFF", "no", "0"])
def test_the_switch(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(disk.SWITCH, word)
    assert disk.cache_folder() is None
    assert keep("one", "first") == "first"


@pytest.mark.parametrize(
    ("system", "variables", "found"),
    [
        ("linux", {"XDG_CACHE_HOME": "/caches"}, "/caches/soleprint"),
        ("linux", {"XDG_CACHE_HOME": "", "HOME": "/home/ada"}, "/home/ada/.cache/soleprint"),
        ("linux", {"XDG_CACHE_HOME": "not/absolute"}, None),
        ("darwin", {"HOME": "/Users/ada"}, "/Users/ada/Library/Caches/soleprint"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/soleprint"),
        ("win32", {"LOCALAPPDATA": ""}, None),
    ],
)
def test_the_folder_is_the_systems(
    system: str, variables: dict[str, str], found: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(disk.SWITCH)
    monkeypatch.setattr("sys.platform", system)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert disk.cache_folder() == (Path(found) if found else None)


def test_the_command_makes_the_same_bytes_with_and_without(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    for name in ("empty", "filled", "off"):
        if name == "off":
            monkeypatch.setattr(disk, "cache_folder", lambda: None)
        _forget()
        run(*CARD, "--out", tmp_path / f"{name}.pdf")
        made.append((tmp_path / f"{name}.pdf").read_bytes())
    assert made[0] == made[1] == made[2]
    kinds = {name.partition(" ")[0] for name in content(folder)}
    assert {"routine", "product", "theme", "template", "view", "hand", "symbol", "stream"} <= kinds


def test_a_kept_routine_is_the_routine(folder: Path) -> None:
    whole = Library(BUILT_IN).routine("foot")
    with disk.used():
        Library(BUILT_IN).routine("foot")
    with disk.used():
        assert Library(BUILT_IN).routine("foot") == whole
    assert msgspec.msgpack.decode(content(folder)["routine foot"], type=Routine) == whole


def test_nothing_of_a_patient_is_kept(folder: Path, tmp_path: Path) -> None:
    _forget()
    patient = ("--name", "Zacharias", "--notes", "Quill")
    run("make", "leaflet", "foot", "--emergency", "55512", *patient, "--out", tmp_path / "l.pdf")
    data = files(folder)[0].read_bytes()
    assert not any(word in data for word in (b"Zacharias", b"Quill", b"55512", b"l.pdf"))


def test_drawings_in_the_colour_of_a_clinic_are_not_kept(folder: Path) -> None:
    library = Library(BUILT_IN)
    with disk.used():
        draw = Illustrator(library, Studies(BUILT_IN), ground="#123456")
        symbol = draw.draw(draw.stages(library.routine("foot"))[0], 200.0, 200.0).symbol
    assert "#123456" in repr(symbol)
    assert any(name.startswith("symbol hand-") for name in content(folder))
    assert b"123456" not in files(folder)[0].read_bytes()


def _forget() -> None:
    """What this process keeps would hide what is read from the disk."""
    from soleprint.compose.environment import environment
    from soleprint.products import materials, product

    for kept in (environment, materials._kept, materials._library, materials._theme, materials._studies, product._kept):
        kept.cache_clear()
