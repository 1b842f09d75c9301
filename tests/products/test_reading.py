"""What is read out of a product: all its words, in order, with what is said of its pictures."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

import soleprint
from soleprint.marks import ARTIFACT, SOFT_HYPHEN, GlyphRun
from soleprint.preflight.carried import folded
from soleprint.products.reading import passages
from tests.support import sample


def test_items_headings_and_pictures_in_two_languages() -> None:
    result = soleprint.make("card", "foot", lang="en+ar")
    first, second, *rest = result.passages()
    assert (first.kind, first.text, first.lang) == ("heading", "Foot", "en")
    assert second.lang == "ar"
    steps = [one for one in rest if one.kind == "item" and one.lang == "en"]
    assert [one.text[:2] for one in steps] == ["1 ", "2 ", "3 ", "4 ", "5 ", "6 "]
    assert steps[0].text == "1 Greet the feet: rest your hands on them"  # on two lines of the card
    figures = [at for at, one in enumerate(rest) if one.kind == "figure"]
    assert rest[figures[0]].text.startswith("Drawing of the top of the right foot.")
    assert figures[0] < rest.index(steps[0])
    assert result.text().splitlines() == [one.text for one in result.passages()]


@pytest.mark.parametrize("product", sample.PRODUCTS)
def test_all_words_of_the_pages_are_read_out(product: str) -> None:
    """The words of a picture alone are not: what is said of it is."""
    result = soleprint.make(product, sample.routines(product), **sample.required(product))
    said = folded(result.text())
    assert result.text().strip()
    runs = [
        mark.item.text
        for page in result.publication.pages
        for mark in page.marks
        if isinstance(mark.item, GlyphRun) and mark.owner is not ARTIFACT
    ]
    assert runs or product in ("picture", "view")
    for words in runs:
        assert folded(words) in said or product in ("contact-sheet", "view", "printer-test"), words


def test_what_is_only_painted_is_not_read_out() -> None:
    leaflet = soleprint.make("leaflet", "foot", emergency="999", lang="de")
    assert "1 von 4" not in leaflet.text()
    assert SOFT_HYPHEN not in leaflet.text()


def test_pages_are_read_in_their_own_order() -> None:
    """As a leaflet is held, not as its panels lie on the sheet."""
    made = soleprint.make("card", "foot", faces=2).publication
    front, back = made.pages
    turned = replace(made, pages=(replace(front, read=1), replace(back, read=0)))
    usual = [one.text for one in passages(made)]
    assert usual[0] == "Foot"
    in_front = len(passages(replace(made, pages=(front,))))
    assert [one.text for one in passages(turned)] == usual[in_front:] + usual[:in_front]
