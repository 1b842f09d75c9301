"""What --lang may say."""

from __future__ import annotations

import pytest

from soleprint.errors import UsageProblem
from soleprint.products.kinds import LanguageTags
from soleprint.products.order import read_order
from tests.support.languages import LANGUAGES


@pytest.mark.parametrize(
    ("spec", "codes"),
    [
        ("es", ("es",)),
        ("ES", ("es",)),
        ("zh-hant", ("zh-Hant",)),
        ("zh_TW", ("zh-Hant",)),
        ("pt-AO", ("pt-PT",)),
        ("en", ("en",)),
        ("EN", ("en",)),
        ("en-gb", ("en-GB",)),
        ("en+es", ("en", "es")),
        ("ar + en", ("ar", "en")),
        ("es+es", ("es",)),
    ],
)
def test_tags_are_read_as_bcp_47_does(spec: str, codes: tuple[str, ...]) -> None:
    assert LanguageTags().read(spec, "lang") == codes


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_can_be_asked_for(code: str) -> None:
    assert read_order("card", "foot", {"lang": code.upper()}).lang == code


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ("spansh", "Did you mean 'es'?"),
        ("deutsch", "Did you mean 'de'?"),
        ("tlh", "Use en, es, fr"),
        ("", "Use en, es, fr"),
        ("en+", "Use en, es, fr"),
        ("la", "zh-Hant"),
    ],
)
def test_an_unknown_language_is_told_what_there_is(spec: str, words: str) -> None:
    with pytest.raises(UsageProblem) as caught:
        read_order("card", "foot", {"lang": spec})
    assert caught.value.code == "unknown-language"
    assert words in str(caught.value)


def test_a_card_has_two_languages_at_the_most() -> None:
    both = read_order("card", "foot", {"lang": "EN+zh-hant"})
    assert (both.langs, both.lang) == (("en", "zh-Hant"), "en")
    assert read_order("card", "foot", {"lang": "en+en"}).langs == ("en",)
    with pytest.raises(UsageProblem, match="two languages"):
        read_order("card", "foot", {"lang": "en+es+fr"})
