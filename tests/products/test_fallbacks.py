"""Documents that need what a template has for where nothing else holds: made the same, whatever was made before."""

from __future__ import annotations

import pytest

import soleprint
from soleprint.layout.reuse import Boxes
from soleprint.products import make as pipeline
from soleprint.products.order import Order, read_order


def order(lang: str) -> Order:
    return read_order("leaflet", "foot", {"lang": lang, "fold": "tri", "emergency": "999"})


def boxes(lang: str) -> Boxes:
    """Those that the leaflet is set with, which know nothing of earlier documents."""
    draft = pipeline.set_pages(order(lang))
    found = draft.documents[0].look.boxes
    found.crowded.clear()
    return found


def known(found: Boxes) -> list[bool]:
    return list(found.crowded._now.values())


def leaflet(lang: str) -> bytes:
    return soleprint.make("leaflet", "foot", lang=lang, fold="tri", emergency="999").pdf


def test_a_document_that_fell_back_is_written_with_its_fallbacks_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[bool] = []
    composed = pipeline._composed

    def noted(order: object, stock: object, contexts: object, fallbacks: bool, number: int) -> object:
        written.append(fallbacks)
        return composed(order, stock, contexts, fallbacks, number)  # type: ignore[arg-type]

    found = boxes("es")
    monkeypatch.setattr(pipeline, "_composed", noted)
    first = leaflet("es")
    assert written == [False, True]
    assert known(found) == [True]
    assert leaflet("es") == first
    assert written == [False, True, True]


def test_a_document_that_holds_again_is_as_if_it_had_never_fallen_back() -> None:
    found = boxes("en")
    first = leaflet("en")
    assert known(found) == []
    found.crowded.put(("leaflet", ("foot",), order("en").paper, False, 0), True)
    assert leaflet("en") == first
    assert known(found) == [False]
