"""Texts that say which they are, whatever is made of them."""

from __future__ import annotations

from soleprint.content.library import Library
from soleprint.content.locale.traced import Span, TracedCatalogue
from soleprint.figures.alt import _Sayer
from tests.content.translated import BUILTIN


def test_texts_are_found_again_in_what_is_put_together_of_them() -> None:
    catalogue = TracedCatalogue([BUILTIN], "es")
    library = Library([BUILTIN], lang="es", catalogue=catalogue)
    words, plain = library.phrases(), Library([BUILTIN], lang="es").phrases()
    made = f"{words['how-to']} – {words['page-of'].replace('{page}', words['left'])}!"
    text, spans = catalogue.read(made)
    assert text == f"{plain['how-to']} – {plain['page-of'].replace('{page}', plain['left'])}!"
    said = {span.context: text[span.start : span.end] for span in spans}
    assert said["phrases/how-to"] == plain["how-to"]
    assert said["phrases/left"] == plain["left"]
    assert said["phrases/page-of"] == plain["page-of"].replace("{page}", plain["left"])
    assert [span.context for span in spans] == ["phrases/how-to", "phrases/page-of", "phrases/left"]


def test_a_description_is_made_of_the_texts_that_it_names() -> None:
    catalogue = TracedCatalogue([BUILTIN], "es")
    library = Library([BUILTIN], lang="es", catalogue=catalogue)
    text, spans = catalogue.read(_Sayer(library, "right").moves(library.routine("foot").steps[1].moves))
    assert "\ue101" not in text
    assert {"strokes/circle-stroke/name", "phrases/figure-around", "regions/ankle/name"} <= {s.context for s in spans}


def test_what_is_no_translation_has_no_spans() -> None:
    catalogue = TracedCatalogue([BUILTIN], "es")
    assert catalogue.read("112") == ("112", [])
    assert catalogue.read("") == ("", [])
    assert catalogue.read("\ue101\ue115\ue102a\ue103\ue103") == ("a", [])
    assert catalogue.read(catalogue.find("none/such", "a b").text) == ("a b", [Span("none/such", 0, 3)])
    forged = "\ue101" + "\ue119" * 40 + "\ue102a b"
    assert catalogue.read(forged) == ("a b", [])
