"""Documents that need what a template has for where nothing else holds: made the same, whatever was made before."""

from __future__ import annotations

import pytest

import soleprint
from soleprint.layout.reuse import Boxes
from soleprint.products import make as pipeline
from soleprint.products.order import read_order
from soleprint.store import Store


@pytest.fixture
def crowded(monkeypatch: pytest.MonkeyPatch) -> Store[tuple[object, ...], tuple[Boxes, bool]]:
    """What is known of the documents of this test, nothing at first."""
    store: Store[tuple[object, ...], tuple[Boxes, bool]] = Store(50)
    monkeypatch.setattr(pipeline, "_crowded", store)
    return store


def known(store: Store[tuple[object, ...], tuple[Boxes, bool]]) -> list[bool]:
    return [fell_back for _, fell_back in store._now.values()]


def leaflet(lang: str) -> bytes:
    return soleprint.make("leaflet", "foot", lang=lang, fold="tri", emergency="999").pdf


def test_a_document_that_fell_back_is_written_with_its_fallbacks_at_once(
    crowded: Store[tuple[object, ...], tuple[Boxes, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[bool] = []
    composed = pipeline._composed

    def noted(order: object, stock: object, contexts: object, fallbacks: bool, number: int) -> object:
        written.append(fallbacks)
        return composed(order, stock, contexts, fallbacks, number)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "_composed", noted)
    first = leaflet("es")
    assert written == [False, True]
    assert known(crowded) == [True]
    assert leaflet("es") == first
    assert written == [False, True, True]


def test_a_document_that_holds_again_is_as_if_it_had_never_fallen_back(
    crowded: Store[tuple[object, ...], tuple[Boxes, bool]],
) -> None:
    first = leaflet("en")
    assert known(crowded) == []
    order = read_order("leaflet", "foot", {"lang": "en", "fold": "tri", "emergency": "999"})
    draft = pipeline.set_pages(order)
    boxes = draft.documents[0].look.boxes
    crowded.put((id(boxes), "leaflet", ("foot",), order.paper, False, 0), (boxes, True))
    assert leaflet("en") == first
    assert known(crowded) == [False]
