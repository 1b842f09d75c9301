"""The languages soleprint is made for, and what text setting must know about each.

Sources: BCP 47 (language tags), ISO 15924 (script codes), CLDR ``defaultNumberingSystem`` (digits) and ``firstDay`` of
the language's likely region.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Literal

from msgspec import Struct

from soleprint.errors import UsageProblem
from soleprint.files.suggest import nearest

Direction = Literal["ltr", "rtl"]

WESTERN = "0123456789"
_RTL_SCRIPTS = {"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm"}


class Language(Struct, frozen=True):
    """One language. ``script`` is an ISO 15924 code, ``digits`` the ten digits it counts with by default."""

    code: str
    english: str
    own: str
    script: str
    direction: Direction = "ltr"
    digits: str = WESTERN

    @property
    def first_day(self) -> int:
        """The day that weeks begin with: 0 is Monday, 6 Sunday."""
        return next((day for day, codes in _FIRST_DAYS.items() if self.code in codes), 0)


_FIRST_DAYS = {
    5: frozenset(("ar", "fa", "ps", "ckb")),
    6: frozenset(
        ("he", "hi", "bn", "pa", "gu", "ta", "ur", "ne", "am", "ti", "th", "zh-Hans", "zh-Hant", "ja", "ko", "fil",
         "id", "pt-PT", "pt-BR")
    ),
}  # fmt: skip


class Punctuation(Struct, frozen=True):
    """How a language joins what templates put together; the space after a sign is part of it."""

    comma: str = ", "
    semicolon: str = "; "
    colon: str = ": "
    stop: str = ". "


_CHINESE = Punctuation("、", "；", "：", "。")
_DANDA = Punctuation(stop="। ")
_ARABIC = Punctuation("، ", "؛ ")
_ETHIOPIC = Punctuation("፣ ", "፤ ", "፦ ", "። ")
_PUNCTUATION = {
    "zh-Hans": _CHINESE,
    "zh-Hant": _CHINESE,
    "ja": _CHINESE,
    "ar": _ARABIC,
    "fa": _ARABIC,
    "ps": _ARABIC,
    "ckb": _ARABIC,
    "am": _ETHIOPIC,
    "ti": _ETHIOPIC,
    "ne": _DANDA,
    "ur": Punctuation("، ", "؛ ", stop="۔ "),
    "hi": _DANDA,
    "bn": _DANDA,
    "pa": _DANDA,
    "fr": Punctuation(semicolon="\u00a0; ", colon="\u00a0: "),
    "th": Punctuation(" ", " ", ": ", " "),
}


_OF_SCRIPT = {"Arab": _ARABIC, "Ethi": _ETHIOPIC}
"""What languages outside the table are taken to have."""


def punctuation(code: str) -> Punctuation:
    """The punctuation of a language (BCP 47)."""
    found = _PUNCTUATION.get(code) or _PUNCTUATION.get(code.split("-")[0])
    return found or _OF_SCRIPT.get(language(code).script) or Punctuation()


_TABLE = (
    Language("en", "English", "English", "Latn"),
    Language("es", "Spanish", "español", "Latn"),
    Language("fr", "French", "français", "Latn"),
    Language("de", "German", "Deutsch", "Latn"),
    Language("it", "Italian", "italiano", "Latn"),
    Language("pt-PT", "Portuguese (Portugal)", "português (Portugal)", "Latn"),
    Language("pt-BR", "Portuguese (Brazil)", "português (Brasil)", "Latn"),
    Language("nl", "Dutch", "Nederlands", "Latn"),
    Language("pl", "Polish", "polski", "Latn"),
    Language("ro", "Romanian", "română", "Latn"),
    Language("tr", "Turkish", "Türkçe", "Latn"),
    Language("el", "Greek", "Ελληνικά", "Grek"),
    Language("ru", "Russian", "русский", "Cyrl"),
    Language("uk", "Ukrainian", "українська", "Cyrl"),
    Language("ar", "Arabic", "العربية", "Arab", "rtl", "٠١٢٣٤٥٦٧٨٩"),
    Language("ur", "Urdu", "اردو", "Arab", "rtl"),
    Language("he", "Hebrew", "עברית", "Hebr", "rtl"),
    Language("hi", "Hindi", "हिन्दी", "Deva"),
    Language("bn", "Bengali", "বাংলা", "Beng", digits="০১২৩৪৫৬৭৮৯"),
    Language("pa", "Punjabi", "ਪੰਜਾਬੀ", "Guru"),
    Language("gu", "Gujarati", "ગુજરાતી", "Gujr"),
    Language("ta", "Tamil", "தமிழ்", "Taml"),
    Language("th", "Thai", "ไทย", "Thai"),
    Language("vi", "Vietnamese", "Tiếng Việt", "Latn"),
    Language("zh-Hans", "Chinese (simplified)", "简体中文", "Hans"),
    Language("zh-Hant", "Chinese (traditional)", "繁體中文", "Hant"),
    Language("ja", "Japanese", "日本語", "Jpan"),
    Language("ko", "Korean", "한국어", "Kore"),
    Language("fil", "Filipino", "Filipino", "Latn"),
    Language("fa", "Persian", "فارسی", "Arab", "rtl", "۰۱۲۳۴۵۶۷۸۹"),
    Language("ps", "Pashto", "پښتو", "Arab", "rtl", "۰۱۲۳۴۵۶۷۸۹"),
    Language("ckb", "Central Kurdish", "کوردیی ناوەندی", "Arab", "rtl", "٠١٢٣٤٥٦٧٨٩"),
    Language("so", "Somali", "Soomaali", "Latn"),
    Language("am", "Amharic", "አማርኛ", "Ethi"),
    Language("ti", "Tigrinya", "ትግርኛ", "Ethi"),
    Language("ne", "Nepali", "नेपाली", "Deva", digits="०१२३४५६७८९"),
    Language("sq", "Albanian", "shqip", "Latn"),
    Language("hu", "Hungarian", "magyar", "Latn"),
    Language("cs", "Czech", "čeština", "Latn"),
    Language("bg", "Bulgarian", "български", "Cyrl"),
    Language("sr", "Serbian", "српски", "Cyrl"),
    Language("sr-Latn", "Serbian (Latin)", "srpski", "Latn"),
    Language("sv", "Swedish", "svenska", "Latn"),
    Language("id", "Indonesian", "Indonesia", "Latn"),
    Language("sw", "Swahili", "Kiswahili", "Latn"),
    Language("ht", "Haitian Creole", "kreyòl ayisyen", "Latn"),
)

LANGUAGES: dict[str, Language] = {language.code: language for language in _TABLE}

_ALIASES = {
    "zh": "zh-Hans",
    "zh-cn": "zh-Hans",
    "zh-sg": "zh-Hans",
    "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant",
    "zh-mo": "zh-Hant",
    "pt": "pt-PT",
    "tl": "fil",
    "iw": "he",
}
_OTHER_SCRIPTS = {
    "be": "Cyrl", "mk": "Cyrl", "kk": "Cyrl", "ky": "Cyrl", "mn": "Cyrl",
    "sd": "Arab", "ug": "Arab", "yi": "Hebr", "mr": "Deva", "as": "Beng",
}  # fmt: skip


@cache
def language(tag: str) -> Language:
    """What is known about a BCP 47 tag; a language outside the table is taken by its script, else as Latin."""
    parts = tag.replace("_", "-").split("-")
    for count in range(len(parts), 0, -1):
        found = _known("-".join(parts[:count]))
        if found is not None:
            return found
    script = next((part.title() for part in parts[1:] if len(part) == 4 and part.isalpha()), None)
    script = script or _OTHER_SCRIPTS.get(parts[0].lower(), "Latn")
    return Language(tag, tag, tag, script, "rtl" if script in _RTL_SCRIPTS else "ltr")


def known_language(tag: str, also: Collection[str] = ()) -> str:
    """The code of a language that there is content in, built in or ``also``. Only English, the language of the content,
    keeps its region (``en-GB``). Raises UsageProblem (unknown-language)."""
    if tag == "en":
        return tag
    own = {code.casefold(): code for code in also}.get(tag.replace("_", "-").casefold())
    if own is not None:
        return own
    code = language(tag).code
    if code not in LANGUAGES:
        names = {name.casefold(): code for code, one in LANGUAGES.items() for name in (code, one.english, one.own)}
        close = nearest(tag.casefold(), names)
        hint = f" Did you mean {names[close]!r}?" if close else ""
        raise UsageProblem(
            f"There is no content in language {tag!r}.{hint} Use {', '.join((*LANGUAGES, *also))}.",
            code="unknown-language",
        )
    region = tag[2:].strip("-_").upper()
    return f"en-{region}" if code == "en" and len(region) == 2 and region.isalpha() else code


def _known(tag: str) -> Language | None:
    lowered = tag.lower()
    wanted = _ALIASES.get(lowered, lowered).lower()
    return next((entry for code, entry in LANGUAGES.items() if code.lower() == wanted), None)
