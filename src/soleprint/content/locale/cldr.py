"""What CLDR says of a language, by way of Babel, in the words of ``languages.yaml``.

Nothing that makes a page comes here: ``soleprint translate new`` begins an entry with it, and a test holds the built-in
file against it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from babel.core import Locale, UnknownLocaleError, get_global
from babel.localedata import load

from soleprint.content.languages import WESTERN, Entry, Language, direction_of

JOINTS = ("comma", "semicolon", "colon", "stop", "space")
"""What CLDR does not have; languages of one script mostly agree."""
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ZEROS = {
    "latn": "0", "arab": "\u0660", "arabext": "\u06f0", "nkoo": "\u07c0", "deva": "\u0966", "beng": "\u09e6",
    "guru": "\u0a66", "gujr": "\u0ae6", "orya": "\u0b66", "tamldec": "\u0be6", "telu": "\u0c66", "knda": "\u0ce6",
    "mlym": "\u0d66", "thai": "\u0e50", "laoo": "\u0ed0", "tibt": "\u0f20", "mymr": "\u1040", "khmr": "\u17e0",
    "olck": "\u1c50", "cakm": "\U00011136", "adlm": "\U0001e950", "mtei": "\uabf0", "rohg": "\U00010d30",
}  # fmt: skip
"""The first digit of each numbering system (UTS #35, 4.1); the others follow it."""
_UNSEEN = re.compile(r"[^\S ]|[\u200b\u200e\u200f]")
"""Spaces and marks that cannot be told from a space, or not be seen."""
_NO_WORDS = {"no", "yes", "on", "off", "y", "n", "null", "true", "false"}
"""What YAML does not take for words."""
_PATTERN = re.compile(r"'([^']*)'|(y+|M+|L+|d+|G+)|(.)", re.DOTALL)


def entry_of(tag: str) -> dict[str, Any]:
    """What CLDR has for a BCP 47 tag: values by the keys of ``Entry``, those that every language has left out.

    Empty for a language that CLDR does not know.
    """
    try:
        locale = Locale.parse(tag, sep="-")
        script, likely = _likely(locale)
    except (UnknownLocaleError, ValueError):
        return {}
    found = {
        **_names(locale, tag),
        "script": script,
        "direction": "rtl" if locale.character_order == "right-to-left" else "ltr",
        "digits": _digits(likely.default_numbering_system),
        "week_begins": _WEEKDAYS[likely.first_week_day],
        "list": locale.list_patterns["standard"].get("middle"),
        "minutes": _minutes(locale),
        **_dates(locale),
    }
    usual = {
        "minutes": Entry().minutes,
        "direction": direction_of(script or ""),
        "digits": WESTERN,
        "week_begins": "monday",
        "list": "{0}, {1}",
    }
    return {key: value for key, value in found.items() if value is not None and usual.get(key) != value}


def country_names(tag: str) -> dict[str, str]:
    """What countries are called in a language, by ISO 3166-1 codes; in English where it has no name for one."""
    names: dict[str, str] = dict(Locale.parse("en").territories)
    with suppress(UnknownLocaleError, ValueError):
        names |= dict(Locale.parse(tag, sep="-").territories)
    return names


def language_names(tag: str) -> dict[str, str]:
    """What languages are called in a language, by their tags; nothing where CLDR does not know the language."""
    with suppress(UnknownLocaleError, ValueError):
        return {code.replace("_", "-"): name for code, name in Locale.parse(tag, sep="-").languages.items()}
    return {}


def joints_of(script: str, known: Mapping[str, Language], keys: Sequence[str] = JOINTS) -> dict[str, str]:
    """The joints that most languages of a script have among those ``known``, where they are not the usual ones."""
    kin = [one for one in known.values() if one.script == script]
    most = {key: Counter(getattr(one, key) for one in kin).most_common(1)[0][0] for key in keys if kin}
    usual = Entry()
    return {key: joint for key, joint in most.items() if joint != getattr(usual, key)}


def lines_of(tag: str, values: Mapping[str, Any], indent: str = "  ") -> Iterator[str]:
    """The lines of an entry of ``languages.yaml``."""
    yield f"{indent}{tag}:"
    for key, value in values.items():
        inside = f"{indent * 2}{key}:"
        if isinstance(value, tuple):
            yield f"{inside} [{', '.join(map(_quoted, value))}]"
        else:
            yield f"{inside} {_quoted(value)}"


def _quoted(text: str) -> str:
    """Text as a YAML scalar, in quotes unless it is words alone."""
    plain = text.replace(" ", "").replace("\u200c", "").isalpha() and text.casefold() not in _NO_WORDS
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return text if plain else '"' + _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", escaped) + '"'


def _likely(locale: Locale) -> tuple[str | None, Locale]:
    """The script that a language most often has, and its locale in its most likely region (UTS #35, likely subtags)."""
    subtags = get_global("likely_subtags")
    asked = [f"{locale.language}_{locale.script}", f"und_{locale.script}"] if locale.script else []
    names = (subtags.get(name, "") for name in (*asked, locale.language))
    likely = next((name.split("_") for name in names if name.startswith(f"{locale.language}_")), [locale.language])
    script = locale.script or next((part for part in likely[1:] if len(part) == 4), None)
    region = locale.territory or next((part for part in likely[1:] if len(part) != 4), None)
    try:
        return script, Locale.parse("_".join(filter(None, (locale.language, script, region))))
    except UnknownLocaleError:
        return script, locale


def _names(locale: Locale, tag: str) -> dict[str, str | None]:
    """The name in English and in itself: with a script there is a name for both together."""
    name = tag.replace("-", "_")

    def of(inside: Locale) -> str | None:
        whole = inside.languages.get(name) if locale.script else None
        return whole or locale.get_display_name(inside)

    english = of(Locale("en"))
    own = of(locale) if locale.language in locale.languages else None
    return {"english": english, "own": own}


def _digits(system: str) -> str | None:
    zero = _ZEROS.get(system)
    return "".join(chr(ord(zero) + number) for number in range(10)) if zero else None


def _minutes(locale: Locale) -> str:
    """The short form of a number of minutes; those few languages in which it goes by the number have that of most."""
    patterns = load(str(locale))["unit_patterns"]["duration-minute"]["short"]
    return str(patterns["other"]).replace("{0}", "{n}")


def _dates(locale: Locale) -> dict[str, Any]:
    """How a day is written and the months, unless CLDR only has what holds for every language."""
    months = locale.months["format"]["wide"]
    if dict(months) == load("root")["months"]["format"]["wide"]:
        return {}
    pattern, numbered, standing = "", "", False
    tokens = _PATTERN.findall(str(locale.date_formats["long"].pattern))
    for at, (quoted, code, sign) in enumerate(tokens):
        if code in ("M", "L"):  # "1月": the sign after a number belongs to its month
            numbered = tokens[at + 1][2] if at + 1 < len(tokens) else ""
        standing = standing or code.startswith("L")
        after_number = at > 0 and tokens[at - 1][1] in ("M", "L")
        pattern += _placed(code, locale) if code else quoted if quoted else "" if after_number else sign
    if numbered:
        names = tuple(f"{number}{numbered}" for number in range(1, 13))
    else:
        names = tuple((locale.months["stand-alone"]["wide"] if standing else months)[n] for n in range(1, 13))
    return {"date": pattern, "months": names}


def _placed(code: str, locale: Locale) -> str:
    """What stands for a field of a date pattern (UTS #35, 8)."""
    if code.startswith("G"):
        return str(locale.eras["abbreviated"][1])
    return {"y": "{year}", "M": "{month}", "L": "{month}", "d": "{day}"}[code[0]]
