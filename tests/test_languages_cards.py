"""Cards in every language: they fit and are sound, or they say truly what would fit; and their words come back.

Every language has an A5 card made and a leaflet or a booklet; of what is alike in all of them, small cards and products
with few words, a few have it, by chance that is the same in every run. With EVERY_LANGUAGE=yes in the environment every
language has all of them.
"""

from __future__ import annotations

import re
import unicodedata

import pytest

import soleprint
from soleprint.content.select import setup_for, steps_for
from soleprint.errors import ExitCode
from soleprint.layout.choices import ranked
from soleprint.products.draft import Draft
from tests.support.breadth import EVERY, sampled, some
from tests.support.cards import pdf
from tests.support.cards import texts as copied
from tests.support.handouts import ink_on_ink, library
from tests.support.languages import LANGUAGES
from tests.support.orders import laid_out, refusal, remedied
from tests.support.pages import no_glyph, outside, words_on_pictures
from tests.support.vera import validate
from tests.test_matrix import paragraphs, words

ROUTINES = ("back-of-leg", "front-of-leg", "foot")
SHAPES = [("A5", 1), ("A5", 2), ("A6", 1), ("A6", 2)]
TRANSLATED = [lang for lang in LANGUAGES if lang != "en"]
SIMPLE = {"Latn", "Grek", "Cyrl", "Jpan", "Hans", "Hant", "Kore", "Hang", "Hani"}
"""Scripts that every reader copies as they were set."""
TIGHT = {
    1: {
        *((lang, routine) for lang in ("bn", "gu", "ta", "ne") for routine in ROUTINES),
        *((lang, "front-of-leg") for lang in ("ur", "hi", "pa", "ps", "ckb")),
        ("ckb", "foot"),
    },
    2: {
        *((lang, routine) for lang in ("gu", "ta") for routine in ROUTINES),
        *((lang, routine) for lang in ("bn", "ne") for routine in ("front-of-leg", "foot")),
    },
}
"""By faces, the A5 cards that do not fit, and say what would; all the others do."""


def bare(parts: list[str]) -> str:
    """Words without what may be between them: not every script has spaces, and a line may end within its words.

    Digits are Western. A hyphen at a line's end is copied by PDFium as U+FFFE.
    """
    kept = re.sub(r"[\s\u200b\ufffe-]+", "", "".join(parts))
    return "".join(str(unicodedata.digit(sign, sign)) for sign in kept)


def sound(draft: Draft) -> None:
    (document,) = draft.documents
    least = (draft.sizes.smallest, draft.sizes.hand)
    pages, bases = document.layout.pages, document.layout.bases
    assert len(pages) == draft.order.sides
    for number, (page, base, node) in enumerate(zip(pages, bases, document.tree.elements, strict=True)):
        assert outside(page) == []
        assert list(ink_on_ink(page)) == []
        assert list(words_on_pictures(page)) == []
        assert no_glyph(page) == []
        assert bare(paragraphs(page)) in [bare(words(way)) for way, _ in ranked(node)]
        assert base >= least[number] - 0.001


def looked_at(lang: str, size: str, faces: int) -> bool:
    """Every language has a card of A5, with one face or with two."""
    return EVERY or (sampled(lang) % 2 == faces - 1 if size == "A5" else some(lang, size, str(faces), of=6))


@pytest.mark.parametrize(
    ("size", "faces", "lang"), [(*shape, lang) for shape in SHAPES for lang in TRANSLATED if looked_at(lang, *shape)]
)
def test_cards_are_sound_or_say_what_would_fit(lang: str, size: str, faces: int) -> None:
    given = {"lang": lang, "size": size, "faces": faces}
    for routine in ROUTINES if EVERY else ROUTINES[sampled(lang) % 3 :][:1]:
        draft = laid_out("card", routine, **given)
        if draft is not None:
            sound(draft)
            continue
        assert size != "A5" or (lang, routine) in TIGHT[faces], "a card that fitted before"
        error = refusal("card", routine, **given)
        assert error.exit_code is ExitCode.FIT
        assert error.remedies
        assert laid_out("card", routine, **remedied(given, error, 0)), error.remedies[0]


OTHERS: dict[str, dict[str, object]] = {
    "leaflet": {"emergency": "999"},
    "booklet": {"emergency": "999"},
    "deck": {},
    "poster": {},
    "picture": {},
    "contact-sheet": {},
    "printer-test": {},
    "view": {"view": "foot-sole"},
}
"""Products beside cards, with the options they need."""


def is_made(lang: str, product: str) -> bool:
    """Every language has a booklet or a leaflet."""
    booklet = sampled(lang, "booklet") % 3 == 0
    return EVERY or {"booklet": booklet, "leaflet": not booklet}.get(product, some(lang, product, of=6))


@pytest.mark.parametrize(
    ("lang", "product"), [(lang, product) for product in OTHERS for lang in TRANSLATED if is_made(lang, product)]
)
def test_every_product_is_made_in_every_language(lang: str, product: str) -> None:
    routines = () if product in ("contact-sheet", "printer-test", "view") else ("foot",)
    result = soleprint.make(product, routines, lang=lang, **OTHERS[product])  # type: ignore[call-overload]
    assert result.pdf.startswith(b"%PDF")
    assert [page for page in result.publication.pages if no_glyph(page)] == []
    if product == "deck":
        assert soleprint.instructions(result).pages == 1


@pytest.mark.parametrize("lang", [code for code in TRANSLATED if LANGUAGES[code].script in SIMPLE])
def test_the_cues_are_copied_as_they_were_written(lang: str) -> None:
    # A4: there all of them fit.
    name = ROUTINES[sampled(lang) % 3]
    routine = library(lang).routine(name)
    said = bare(copied(pdf(name, size="A4", lang=lang)))
    cues = [step.cue for step in steps_for(routine, setup_for(routine, None).mode)]
    wanted = [routine.title, *cues, library(lang).safety(routine.profiles[0]).stop.cue]
    assert [text for text in wanted if bare([text]) not in said] == []
    assert wanted[0] != library().routine(name).title


@pytest.mark.parametrize("lang", ["ar", "hi", "th", "ja", "zh-Hans"])
def test_cards_conform(lang: str) -> None:
    routine = ROUTINES[sampled(lang) % 3]
    assert validate(pdf(routine, size="A4", lang=lang), "ua1", "2a") == []
