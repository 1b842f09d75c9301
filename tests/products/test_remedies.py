"""Remedies for what does not fit: structured, spelled as they are typed, and each of them true."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import pytest

import soleprint
from soleprint.errors import DoesNotFit, ExitCode, Remedy
from soleprint.products.make import TRIED_AT_ONCE, fulfil
from soleprint.products.order import read_order
from soleprint.products.remedies import MOST_REMEDIES, MOST_TRIES, does_not_fit
from tests.cli.runner import run
from tests.support import sample

make: Any = soleprint.make
CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "a small card": ("card", {"size": "CR80"}),
    "a small card from afar": ("card", {"size": "A6", "distance": "3m"}),
    "the back of a small card": ("card", {"size": "A7", "faces": 2}),
    "a folded leaflet in large print": ("leaflet", {"fold": "tri", "edition": "large-print"}),
    "a small folded leaflet": ("leaflet", {"fold": "half", "size": "A6"}),
    "a tiny leaflet": ("leaflet", {"size": "A7"}),
    "a small booklet": ("booklet", {"size": "A7"}),
    "small cards on a ring": ("deck", {"size": "CR80"}),
    "a card on a small sheet": ("card", {"size": "CR80", "sheet": "A6", "impose": "nup"}),
    "a small poster": ("poster", {"size": "A7"}),
    "a small contact sheet": ("contact-sheet", {"size": "A7"}),
}


def problem(product: str, given: dict[str, Any]) -> DoesNotFit:
    with pytest.raises(DoesNotFit) as caught:
        make(product, sample.routines(product), **{**sample.required(product), **given})
    return caught.value


@pytest.mark.parametrize("name", CASES)
def test_every_remedy_is_true_and_spelled_as_it_is_typed(name: str, tmp_path: Path) -> None:
    product, given = CASES[name]
    error = problem(product, given)
    assert (error.exit_code, error.code) == (ExitCode.FIT, "does-not-fit")
    assert 1 <= len(error.remedies) <= MOST_REMEDIES
    typed = [" ".join(map(str, change)) for change in error.remedies]
    assert str(error).endswith(f"What fits: {'; or '.join(typed)}.")
    base = {**sample.required(product), **given}
    for change, words in zip(error.remedies, typed, strict=True):
        assert all(sample.takes(product, remedy.option) for remedy in change)
        values = {remedy.option: remedy.value for remedy in change}
        assert make(product, sample.routines(product), **{**base, **values}).pages
        rest = {option: value for option, value in base.items() if option not in values}
        line = [*sample.routines(product), *sample.words(rest), *shlex.split(words)]
        run("make", product, *line, "--out", tmp_path / "made.pdf", "-q")


def test_the_smallest_change_comes_first() -> None:
    first, *others = problem("card", {"size": "CR80"}).remedies
    assert all(len(change) == 1 for change in (first, *others))
    sizes = [remedy.value for (remedy,) in problem("booklet", {"size": "A7"}).remedies]
    areas = [soleprint.sizes()[size][0] * soleprint.sizes()[size][1] for size in sizes]
    assert areas == sorted(areas)


def test_the_message_says_what_was_asked_for() -> None:
    text = str(problem("card", {"size": "A6", "distance": "3m"}))
    assert text.startswith("'Foot' does not fit on A6 with one face at a reading distance of 300 cm: ")
    assert "folded 'tri' in the large-print edition" in str(
        problem("leaflet", CASES["a folded leaflet in large print"][1])
    )


def test_a_remedy_is_what_to_type() -> None:
    assert str(Remedy("size", "A5")) == "--size A5"
    assert str(Remedy("size", "Half Letter")) == "--size 'Half Letter'"
    assert str(Remedy("distance", "70cm")) == "--distance 70cm"


# With a fit of our own


def test_where_no_single_change_helps_several_are_told_together() -> None:
    order = read_order("card", "foot", {"size": "CR80"})
    error = does_not_fit(order, "Foot", lambda other: len(other.given - order.given) > 2 and other.paper.name == "A4")
    (change,) = error.remedies
    assert {remedy.option: remedy.value for remedy in change} == {"size": "A4", "faces": "2", "distance": "40cm"}
    assert "What fits: --size A4 --faces 2 --distance 40cm." in str(error)


def test_where_nothing_helps_it_says_so_and_soon() -> None:
    tried: list[object] = []

    def fits(other: object) -> bool:
        tried.append(other)
        return False

    error = does_not_fit(read_order("card", "foot", {"size": "CR80"}), "Foot", fits)
    assert error.remedies == ()
    assert "No other size or way was found that fits." in str(error)
    assert 0 < len(tried) <= 2 * MOST_TRIES


def test_no_more_are_tried_than_are_told() -> None:
    tried: list[object] = []

    def fits(other: object) -> bool:
        tried.append(other)
        return True

    error = does_not_fit(read_order("card", "foot", {"size": "CR80"}), "Foot", fits)
    assert len(error.remedies) == len(tried) == MOST_REMEDIES


def test_a_remedy_that_does_not_go_on_the_paper_is_none() -> None:
    """Larger cards do not go on the sheet that was asked for."""
    error = problem("card", {"size": "CR80", "sheet": "A6", "impose": "nup"})
    assert error.remedies
    assert not {remedy.value for change in error.remedies for remedy in change} & {"A4", "A5", "Letter"}


def test_a_search_is_cut_short_where_it_would_take_long() -> None:
    """A card is tried a few times at once, a booklet not even once; what was found is proved all the same."""
    order = read_order("card", "foot", {"size": "A7"})
    with pytest.raises(DoesNotFit) as short:
        fulfil(order, tried=300)
    with pytest.raises(DoesNotFit) as whole:
        fulfil(order)
    assert not short.value.searched and whole.value.searched
    assert short.value.remedies == whole.value.remedies[: len(short.value.remedies)]
    assert short.value.reason == whole.value.reason
    assert str(whole.value).startswith(f"{whole.value.reason} What fits: ")
    with pytest.raises(DoesNotFit) as large:
        fulfil(read_order("booklet", "foot", {"size": "A7", "emergency": "999"}), tried=TRIED_AT_ONCE)
    assert large.value.remedies == () and not large.value.searched
