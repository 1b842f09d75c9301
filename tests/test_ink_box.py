"""What the display list says of its marks."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from soleprint.marks import ink_box
from tests.ink.specimen import face, run


def test_ink_of_the_same_glyphs_elsewhere_in_another_size_and_face() -> None:
    small = run("Foot", (10.0, 20.0))
    box = ink_box(small)
    assert box is not None
    assert ink_box(replace(small, origin=(110.0, 20.0))) == pytest.approx((box.x0 + 100, box.y0, box.x1 + 100, box.y1))
    large = ink_box(replace(small, size=2 * small.size))
    assert large is not None
    assert (large.width, large.height) == pytest.approx((2 * box.width, 2 * box.height))
    bold = ink_box(replace(small, font=face(700)))
    assert bold is not None
    assert bold.width != pytest.approx(box.width, abs=0.5)


def test_blanks_have_no_ink() -> None:
    assert ink_box(run(" ", (0, 0))) is None
    assert ink_box(run(" ", (5, 5))) is None
