"""What a part of a page shows."""

from __future__ import annotations

from soleprint.marks import ARTIFACT, Group, Mark, Page, Path, Rect, rounded
from soleprint.press.tiles import cut_out


def test_what_a_clip_hides_is_in_no_part() -> None:
    """A square reaches over the whole page, and shows at the left alone."""
    square = Path(rounded(Rect(0, 0, 200, 100), 0), fill="#000000")
    group = Group((square,), clip=rounded(Rect(0, 0, 50, 100), 0))
    page = Page(200, 100, (Mark(ARTIFACT, group),), Rect(0, 0, 200, 100))
    left, right = (cut_out(page, shown, ()) for shown in (Rect(0, 0, 100, 100), Rect(100, 0, 200, 100)))
    assert [mark.item for mark in left.marks] == [group]
    assert right.marks == ()
