"""Cards in every language: they fit and are sound, or they say truly what would fit; and their words come back."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from hashlib import sha256

import pytest
from soleprint.products.card import Made, page_limits
from soleprint.products.workshop import Workshop

from soleprint.content.locale.files import TranslationFiles
from soleprint.content.model import Routine
from soleprint.content.select import setup_for, steps_for
from soleprint.errors import DoesNotFit, ExitCode
from soleprint.layout.build import build_pages, variants
from soleprint.layout.fit import holds
from soleprint.layout.paper import face
from soleprint.marks import GlyphRun, Page
from soleprint.products.options import options
from soleprint.text.languages import LANGUAGES
from tests.support.cards import pdf
from tests.support.cards import texts as copied
from tests.support.handouts import ink_on_ink, library
from tests.support.vera import validate
from tests.test_matrix import apply_remedy, outside, paragraphs, remedies, words, words_on_pictures

ROUTINES = ("back-of-leg", "front-of-leg", "foot")
SHAPES = [("A5", 1), ("A5", 2), ("A6", 1), ("A6", 2)]
TRANSLATED = [lang for lang in LANGUAGES if lang != "en"]
SIMPLE = {"Latn", "Grek", "Cyrl", "Jpan", "Hans", "Hant", "Kore", "Hang", "Hani"}
"""Scripts that every reader copies as they were set."""
LEAST_FITTING = 0.95


@cache
def translations() -> TranslationFiles:
    return TranslationFiles()


def ready(lang: str) -> bool:
    """Whether the safety strings, without which nothing is made, are translated."""
    return not translations().status(lang).texts.safety


@cache
def workshop(lang: str, size: str, faces: int) -> Workshop:
    return Workshop(options(lang=lang, size=size, faces=faces))


def sampled(*names: str) -> int:
    """A number that is the same in every run and says nothing about the names."""
    return sha256(" ".join(names).encode()).digest()[0]


def bare(parts: list[str]) -> str:
    """Words without what may be between them: not every script has spaces, and a line may end within its words.

    Digits are Western. U+2060 stands for a glyph without a character of its own, such as the dot below in Vietnamese;
    a hyphen at a line's end is copied by PDFium as U+FFFE.
    """
    kept = re.sub(r"[\s\u200b\u2060\ufffe-]+", "", "".join(parts))
    return "".join(str(unicodedata.digit(sign, sign)) for sign in kept)


def no_glyph(page: Page) -> list[str]:
    runs = [mark.item for mark in page.marks if isinstance(mark.item, GlyphRun)]
    return [run.text for run in runs if any(glyph.id == 0 for glyph in run.glyphs)]


def sound(shop: Workshop, made: Made, routine: str) -> None:
    composed = shop.document(shop.library.routine(routine)).elements
    least = (shop.sizes.front, shop.sizes.back)
    assert len(made.pages) == shop.wanted.faces
    for number, (page, base, node) in enumerate(zip(made.pages, made.bases, composed, strict=True)):
        assert outside(page) == []
        assert list(ink_on_ink(page)) == []
        assert list(words_on_pictures(page)) == []
        assert no_glyph(page) == []
        assert bare(paragraphs(page)) in [bare(words(way)) for way in variants(node)]
        assert base >= least[number] - 0.001


@pytest.mark.parametrize("lang", TRANSLATED)
@pytest.mark.parametrize(("size", "faces"), SHAPES)
def test_cards_are_sound_or_say_what_would_fit(lang: str, size: str, faces: int) -> None:
    if not ready(lang):
        pytest.skip("not translated")
    shop = workshop(lang, size, faces)
    # Of the small cards one is enough to look at.
    for routine in ROUTINES if size == "A5" else ROUTINES[sampled(lang) % 3 :][:1]:
        made = shop._lay_out(shop.library.routine(routine))
        if made is not None:
            sound(shop, made, routine)
        else:
            says_what_would_fit(shop, routine)


def says_what_would_fit(shop: Workshop, routine: str) -> None:
    with pytest.raises(DoesNotFit) as caught:
        shop.cards([routine])
    assert caught.value.exit_code is ExitCode.FIT
    found = remedies(caught.value)
    assert found
    other = Workshop(apply_remedy(shop.wanted, found[0]))
    assert other.fits(routine), found[0]


def holds_at_smallest(shop: Workshop, routine: Routine) -> bool:
    """Whether each page of a card holds at its smallest type; larger type is not looked for."""
    kit = shop.kit(routine)
    for number, node in enumerate(shop.document(routine).elements):
        frame = face(shop.sizes.sheet, shop.wanted.finishing, back=number == 1).safe
        if not any(holds(stack, frame, page_limits(node)[0]) for stack in build_pages(node, kit)):
            return False
    return True


@pytest.mark.parametrize("faces", [1, 2])
def test_nearly_all_a5_cards_fit(faces: int) -> None:
    shops = [workshop(lang, "A5", faces) for lang in TRANSLATED if ready(lang)]
    cards = [(shop, shop.library.routine(name)) for shop in shops for name in ROUTINES]
    tight = [(shop.wanted.lang, routine.id) for shop, routine in cards if not holds_at_smallest(shop, routine)]
    assert len(tight) <= (1 - LEAST_FITTING) * len(cards), tight


@pytest.mark.parametrize("lang", [code for code in TRANSLATED if LANGUAGES[code].script in SIMPLE])
def test_the_cues_are_copied_as_they_were_written(lang: str) -> None:
    if not ready(lang):
        pytest.skip("not translated")
    # A4: there all of them fit.
    name = ROUTINES[sampled(lang) % 3]
    routine = library(lang).routine(name)
    said = bare(copied(pdf(name, size="A4", lang=lang)))
    cues = [step.cue for step in steps_for(routine, setup_for(routine, None).mode)]
    wanted = [routine.title, *cues, library(lang).safety(routine.safety).stop.cue]
    assert [text for text in wanted if bare([text]) not in said] == []
    assert wanted[0] != library().routine(name).title


@pytest.mark.parametrize("flavour", ["ua1", "2a"])
@pytest.mark.parametrize("lang", ["ar", "hi", "th", "ja", "zh-Hans"])
def test_cards_conform(lang: str, flavour: str) -> None:
    routine = ROUTINES[sampled(lang) % 3]
    assert validate(pdf(routine, size="A4", faces=2, lang=lang), flavour) == []
