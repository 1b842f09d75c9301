"""Pictures of one's own that steps name: every mistake is told at its place, and nothing outside is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from soleprint.content.library import Library
from soleprint.errors import Finding
from soleprint.files import folders
from soleprint.products.check import check_all
from tests.support import words_only

BUILTIN = folders.builtin("content")
FILE = "routines/by-hand.yaml"
pytestmark = pytest.mark.usefixtures("untried")


def spoiled(folder: Path, old: str, new: str) -> list[Finding]:
    """What check says of the routine when one of its lines is another."""
    words_only.write(folder, words_only.SOME)
    path = folder / FILE
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return [finding for finding in check_all([], folder) if finding.source == path.as_posix()]


def place(folder: Path, words: str) -> tuple[int, int]:
    for number, line in enumerate((folder / FILE).read_text(encoding="utf-8").splitlines(), 1):
        if words in line:
            return number, line.index(words) + 1
    raise AssertionError(words)


def test_a_routine_of_words_alone_and_one_with_pictures_are_good(tmp_path: Path) -> None:
    words_only.write(tmp_path)
    words_only.write(tmp_path, words_only.ALL, "with-pictures")
    assert check_all([], tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "told", "at"),
    [
        (', alt: "Two hands on a third, hold."', "", "missing-key", '"alt"', "{file: hold.jpg"),
        (f', rights: "{words_only.RIGHTS}"', "", "missing-key", '"rights"', "{file: hold.jpg"),
        ("file: hold.jpg, ", "", "missing-key", '"file"', "{alt: "),
        ("hold.jpg", "holt.jpg", "no-such-file", 'did you mean "hold.jpg"?', "holt.jpg"),
        ("hold.jpg", "pictures/hold.jpg", "no-such-file", 'did you mean "hold.jpg"?', "pictures/hold.jpg"),
        ("hold.jpg", "never.jpg", "no-such-file", 'into the folder "pictures"', "never.jpg"),
        ("hold.jpg", "hold.gif", "picture-type", "PNG, JPEG, WebP or SVG", "hold.gif"),
        ("hold.jpg", "../secret.jpg", "outside-folder", "leads out", "../secret.jpg"),
        ("hold.jpg", "/etc/passwd.png", "outside-folder", "leads out", "/etc/passwd.png"),
        ("hold.jpg", "'C:\\secret.jpg'", "outside-folder", "leads out", "'C:"),
        ("hold.jpg", "a/b/c.jpg", "outside-folder", "leads out", "a/b/c.jpg"),
    ],
)
def test_each_mistake_is_told_at_its_place(tmp_path: Path, old: str, new: str, code: str, told: str, at: str) -> None:
    (finding,) = spoiled(tmp_path, old, new)
    assert finding.code == code
    assert told in finding.message
    assert (finding.line, finding.column) == place(tmp_path, at)


def test_a_link_that_leads_out_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.jpg"
    secret.write_bytes(words_only.photo())
    own = words_only.write(tmp_path / "own", words_only.SOME)
    (own / "pictures/hold.jpg").unlink()
    (own / "pictures/hold.jpg").symlink_to(secret)
    (finding,) = check_all([], own)
    assert finding.code == "outside-folder"
    assert (finding.line, finding.column) == place(own, "hold.jpg")


def _gif(path: Path) -> None:
    path.write_bytes(words_only.photo(form="GIF"))


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:300])


def _bomb(path: Path) -> None:
    """A PNG that says it has 30,000 times 30,000 samples."""
    data = words_only.photo(form="PNG")
    path.write_bytes(data[:16] + (30_000).to_bytes(4, "big") * 2 + data[24:])


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"\xff\xd8")
        file.truncate(17 << 20)


def _pdf(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n")


@pytest.mark.parametrize(
    ("spoil", "code", "told"),
    [
        (_gif, "picture-type", "neither PNG nor JPEG nor WebP"),
        (_pdf, "picture-type", "neither PNG nor JPEG nor WebP"),
        (_cut, "bad-picture", "damaged"),
        (_bomb, "bad-picture", "pixels"),
        (_huge, "file-too-large", "16 MiB"),
    ],
)
def test_what_is_in_a_file_is_told_where_it_is_named(
    tmp_path: Path, spoil: Callable[[Path], None], code: str, told: str
) -> None:
    words_only.write(tmp_path, {"hold": "hold.jpg", "palm": "palm.jpg"})
    for name in ("hold.jpg", "palm.jpg"):
        spoil(tmp_path / "pictures" / name)
    found = check_all([], tmp_path)
    assert [finding.code for finding in found] == [code, code]
    assert [(finding.line, finding.column) for finding in found] == [
        place(tmp_path, name) for name in ("hold.jpg", "palm.jpg")
    ]
    assert all(told in finding.message for finding in found)


def test_a_drawing_is_told_by_its_own_lines(tmp_path: Path) -> None:
    words_only.write(tmp_path, {"hold": "hold.svg"})
    path = tmp_path / "pictures/hold.svg"
    path.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\n<script>alert(1)</script></svg>')
    (finding,) = check_all([], tmp_path)
    assert (finding.source, finding.line) == (path.as_posix(), 2)
    assert "not supported in a picture" in finding.message


def test_a_picture_may_lie_beside_the_routine_or_one_folder_below(tmp_path: Path) -> None:
    words_only.write(tmp_path, words_only.SOME)
    (tmp_path / "pictures/hold.jpg").rename(tmp_path / "routines/hold.jpg")
    (tmp_path / "pictures/hands").mkdir()
    (tmp_path / "pictures/palm.png").rename(tmp_path / "pictures/hands/palm.png")
    path = tmp_path / FILE
    path.write_text(path.read_text(encoding="utf-8").replace("palm.png", "hands/palm.png"), encoding="utf-8")
    assert check_all([], tmp_path) == []


def test_a_move_needs_a_view_or_a_picture(tmp_path: Path) -> None:
    words_only.write(tmp_path, words_only.SOME)
    path = tmp_path / FILE
    moves = "    moves: [{id: m, stroke: hold, source: [A1], path: {at: [instep]}}]\n"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  - id: stroke\n", f"{moves}  - id: stroke\n"), encoding="utf-8")
    assert check_all([], tmp_path) == []
    path.write_text(text.replace("  - id: palm\n", f"{moves}  - id: palm\n"), encoding="utf-8")
    (finding,) = check_all([], tmp_path)
    assert finding.code == "no-view"
    assert finding.line == place(tmp_path, "{id: m")[0]


def test_the_description_is_translated_and_the_rights_stay(tmp_path: Path) -> None:
    words_only.write(tmp_path, words_only.SOME)
    english = Library([tmp_path, BUILTIN]).routine("by-hand")
    from soleprint.content.printed import changed

    picture = changed(english, "routines/by-hand", lambda place, text: f"<{place.context}>").steps[0].picture
    assert picture is not None
    assert picture.alt == "<routines/by-hand/steps/hold/picture/alt>"
    assert picture.rights == words_only.RIGHTS
