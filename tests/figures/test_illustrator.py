"""What an illustrator keeps, and that keeping changes nothing."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from weakref import ref

import msgspec

from soleprint.content.library import Library
from soleprint.figures import HandIcon, Illustrator, Scene, Studies
from soleprint.figures.illustrator import DRAWINGS
from soleprint.files.folders import layers
from soleprint.marks import Symbol, Use

HAND = HandIcon("right", "palms")


LIBRARY = Library(layers("content"))


def illustrator() -> Illustrator:
    return Illustrator(LIBRARY, Studies(layers("content")))


def draw_others(artist: Illustrator, count: int) -> None:
    for number in range(count):
        artist.draw(HAND, 200.0 + number / 10, 50.0)


def inner(symbol: Symbol) -> Sequence[Symbol]:
    return [item.symbol for item in symbol.items if isinstance(item, Use)]


def test_drawings_are_made_once() -> None:
    artist = illustrator()
    assert artist.draw(HAND, 50.0, 50.0).symbol is artist.draw(HAND, 50.0, 50.0).symbol


def test_drawings_are_not_kept_for_ever() -> None:
    artist = illustrator()
    symbol = ref(artist.draw(HAND, 50.0, 50.0).symbol)
    draw_others(artist, DRAWINGS // 2)
    gc.collect()
    assert symbol() is not None
    draw_others(artist, 2 * DRAWINGS + 1)
    gc.collect()
    assert symbol() is None


def test_a_drawing_in_use_stays_the_one() -> None:
    """Otherwise a long document would hold a drawing twice, or not, by what was drawn before."""
    artist = illustrator()
    figure = artist.draw(HAND, 50.0, 50.0)
    draw_others(artist, 3 * DRAWINGS)
    assert artist.draw(HAND, 50.0, 50.0).symbol is figure.symbol


def test_drawings_of_one_size_share_their_artwork() -> None:
    artist = illustrator()
    one, other = artist.draw(HAND, 50.0, 50.0).symbol, artist.draw(HAND, 60.0, 50.0).symbol
    assert one is not other
    assert inner(one) == inner(other)


def test_boxes_alike_but_for_rounding_have_the_drawing_of_either() -> None:
    first, then = illustrator(), illustrator()
    sizes = ((50.001, 50.004), (50.004, 50.001))
    one, other = (
        [first.draw(HAND, *size).symbol for size in sizes],
        [then.draw(HAND, *size).symbol for size in sizes[::-1]],
    )
    assert {symbol.bbox for symbol in (*one, *other)} == {(0.0, 0.0, 50.0, 50.0)}
    assert one[0] is one[1]
    assert other[0] is other[1]


def test_new_words_redraw_nothing() -> None:
    artist = illustrator()
    routine = LIBRARY.routine("foot")
    renamed = msgspec.structs.replace(routine, title="Feet")
    one, other = artist.draw(Scene(routine, "partner"), 300, 200), artist.draw(Scene(renamed, "partner"), 300, 200)
    assert one.symbol is other.symbol
    assert one.alt == other.alt
    assert (one.caption, other.caption) == ("Foot", "Feet")
