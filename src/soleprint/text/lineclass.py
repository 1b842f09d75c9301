"""Line breaking classes (UAX #14, table 1) for the scripts soleprint sets.

Most classes follow from the general category and East Asian width; the table lists what does not, as ranges of code
points. Letters of other scripts come out as AL, which only means that lines break at spaces.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from soleprint.store import personal

_EXCEPTIONS = {
    "BA": "9 7c ad 964-965 e5a-e5b 2027 2056 2058-205b 205d-205e 2e0e-2e15 2e19 2e2a-2e2d 2e30-2e31 2e33-2e34"
    " 2e3c-2e3e 2e41 2e43-2e4a 2e4c 2e4e-2e4f",
    "EX": "21 3f 5c6 61b 61d-61f 6d4 2762-2763 2e2e 2e53-2e54 fe15-fe16 fe56-fe57 ff01 ff1f",
    "QU": "22 27 275b-2760 2e00-2e01 2e06-2e08 2e0b",
    "PO": "25 a2 b0 609-60b 66a 9f2-9f3 9f9 2030-2037 2057 20a7 20b6 20bb 20be 20c0 2103 2109 a838 fdfc fe6a ff05 ffe0",
    "PR": "2b 5c b1 2116 2212-2213",
    "CP": "29 5d",
    "IS": "2c 2e 3a-3b 37e 589 60c-60d 2044 fe10 fe13-fe14",
    "HY": "2d",
    "SY": "2f",
    "GL": "a0 34f 35c-362 2007 2011 202f",
    "OP": "a1 bf 2e18",
    "BB": "b4 2c8 2cc 2df 1ffd a8fc",
    "NU": "66b-66c",
    "AL": "600-605 6dd 8e2 2061-2064 2e1a",
    "SA": "e01-e3a e40-e4e e81-ec6 edc-edf 1000-103f 1050-108f 109a-109f 1780-17d3 17d7 17dc-17dd",
    "ZW": "200b",
    "ZWJ": "200d",
    "WJ": "2060 feff",
    "B2": "2014 2e3a-2e3b",
    "IN": "2024-2026 22ef fe19",
    "NS": "17d6 203c-203d 2047-2049 3005 301c 303b-303c 309b-309e 30a0 30fb 30fd-30fe fe54-fe55 ff1a-ff1b ff65"
    " ff9e-ff9f",
    "CL": "3001-3002 fe11-fe12 fe50 fe52 ff0c ff0e ff61 ff64",
    "CJ": "3041 3043 3045 3047 3049 3063 3083 3085 3087 308e 3095-3096 30a1 30a3 30a5 30a7 30a9 30c3 30e3 30e5"
    " 30e7 30ee 30f5-30f6 30fc 31f0-31ff ff67-ff70",
    "CM": "3035",
    "CB": "fffc",
    "EB": "261d 26f9 270a-270d 1f385 1f3c2-1f3c4 1f3c7 1f3ca-1f3cc 1f442-1f443 1f446-1f450 1f466-1f478 1f47c"
    " 1f481-1f483 1f485-1f487 1f48f 1f491 1f4aa 1f574-1f575 1f57a 1f590 1f595-1f596 1f645-1f647"
    " 1f64b-1f64f 1f6a3 1f6b4-1f6b6 1f6c0 1f6cc 1f90c 1f90f 1f918-1f91f 1f926 1f930-1f939 1f93c-1f93e"
    " 1f977 1f9b5-1f9b6 1f9b8-1f9b9 1f9bb 1f9cd-1f9cf 1f9d1-1f9dd",
    "EM": "1f3fb-1f3ff",
    "RI": "1f1e6-1f1ff",
    "JL": "1100-115f a960-a97c",
    "JV": "1160-11a7 d7b0-d7c6",
    "JT": "11a8-11ff d7cb-d7fb",
    "HL": "5d0-5ea 5ef-5f2 fb1d fb1f-fb28 fb2a-fb4f",
    "ID": "231a-231b 23f0-23f3 2600-2603 2614-2615 2618 261a-261c 261e-261f 2639-263b 2668 267f 26bd-26c8 26cd"
    " 26cf-26d1 26d3-26d4 26d8-26d9 26dc 26df-26e1 26ea 26f1-26f5 26f7-26f8 26fa 26fd-2704 2708-2709 2764"
    " 1f000-1fffd",
}
_BY_CATEGORY = {
    "Mn": "CM", "Mc": "CM", "Me": "CM", "Cc": "CM", "Cf": "CM", "Nd": "NU", "Ps": "OP", "Pe": "CL", "Pi": "QU",
    "Pf": "QU", "Zs": "BA", "Sc": "PR", "Pd": "BA",
}  # fmt: skip
_FIXED_WHEN_WIDE = {"Ps", "Pe", "Pd", "Sc", "Mn", "Mc", "Me", "Zs"}


def _table() -> dict[int, str]:
    table: dict[int, str] = {}
    for name, ranges in reversed(_EXCEPTIONS.items()):
        for part in ranges.split():
            first, _, last = part.partition("-")
            table.update(dict.fromkeys(range(int(first, 16), int(last or first, 16) + 1), name))
    return table


_LISTED = _table()


@personal
@lru_cache(maxsize=1 << 14)
def line_class(char: str) -> str:
    """The class of one character; conditional Japanese starters (CJ) stay apart."""
    code = ord(char)
    listed = _LISTED.get(code)
    category = unicodedata.category(char)
    if listed:
        return "CM" if listed == "SA" and category in ("Mn", "Mc") else listed
    if 0xAC00 <= code <= 0xD7A3:
        return "H2" if (code - 0xAC00) % 28 == 0 else "H3"
    if category not in _FIXED_WHEN_WIDE and is_wide(char):
        return "ID"
    return _BY_CATEGORY.get(category, "AL")


def is_wide(char: str) -> bool:
    """Whether the character is fullwidth, wide or halfwidth in East Asian type (UAX #11)."""
    return unicodedata.east_asian_width(char) in "FWH" and unicodedata.category(char) != "Cn"
