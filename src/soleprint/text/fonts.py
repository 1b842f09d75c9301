"""Finding fonts: the user's folders, the font packages, then the system; a face for any character.

Nothing is imported from the font packages: they are folders of files. System fonts are looked at only for characters
that nothing else has, and not at all when the environment variable SOLEPRINT_SYSTEM_FONTS is "no": then the same
packages give the same pages on every machine.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, NamedTuple

import uharfbuzz as hb

from soleprint.content.languages import Language
from soleprint.errors import FontProblem
from soleprint.files.folders import is_folder
from soleprint.files.stamps import Stamp, stamp
from soleprint.text.face import Face, Source
from soleprint.text.fontfiles import font_files, font_stamps
from soleprint.text.scripts import UNSEEN, base_script

Origin = Literal["user", "package", "system"]
REGULAR, BOLD, HEAVY = 400, 700, 800
LIBRARIES = 8
"""Folders of fonts, or states of them, whose libraries are kept."""
_CJK_REGIONS = ("JP", "KR", "SC", "TC", "HK")
_REGION_OF_WRITING = {"Hans": "SC", "Hant": "TC", "Jpan": "JP", "Kore": "KR"}
"""Whose shapes a language written so has; else it is by the script of a character."""
_REGION_OF_SCRIPT = {"Hira": "JP", "Kana": "JP", "Hang": "KR", "Bopo": "TC", "Hani": "SC"}
_NOTO_OF_SCRIPT = {
    script: f"Noto Sans {name}"
    for script, name in (
        ("Arab", "Arabic"), ("Armn", "Armenian"), ("Beng", "Bengali"), ("Deva", "Devanagari"), ("Ethi", "Ethiopic"),
        ("Geor", "Georgian"), ("Gujr", "Gujarati"), ("Guru", "Gurmukhi"), ("Hebr", "Hebrew"), ("Khmr", "Khmer"),
        ("Knda", "Kannada"), ("Laoo", "Lao"), ("Mlym", "Malayalam"), ("Mymr", "Myanmar"), ("Orya", "Oriya"),
        ("Sinh", "Sinhala"), ("Taml", "Tamil"), ("Telu", "Telugu"), ("Thai", "Thai"),
    )
}  # fmt: skip
_LETTER = {
    "Latn": "n", "Grek": "α", "Cyrl": "н", "Arab": "ب", "Hebr": "א", "Deva": "क", "Beng": "ক", "Guru": "ਕ",
    "Gujr": "ક", "Taml": "க", "Thai": "ก", "Hani": "手", "Hang": "손", "Ethi": "ሀ",
}  # fmt: skip

_COMMON_LETTERS = {"Latn": "aeinot", "Grek": "αειοντ", "Cyrl": "аеинот"}
"""A font of few letters, such as a logo's, has one of these."""


class FontStyle(NamedTuple):
    """What is asked of a font. ``width`` is a percentage of the usual one; ``display``: for titles and numerals."""

    weight: int = REGULAR
    width: int = 100
    display: bool = False


class Family:
    """The regular and bold face of one design. ``tag`` tells families of one name apart in font keys.

    ``display``: the design is for titles alone, in which it is heavier than bold.
    """

    def __init__(
        self, name: str, origin: Origin, sources: dict[int, Source], tag: str = "", display: bool = False
    ) -> None:
        self.name = name
        self.origin = origin
        self.sources = sources
        self.tag = tag
        self.display = display
        self._faces: dict[tuple[int, int], Face] = {}

    def face(self, style: FontStyle) -> Face:
        """The face at 400 or 700; at the other weight where the family has only that one (see ``has``)."""
        weight = style.weight if style.weight in self.sources else next(iter(self.sources))
        source = self.sources[weight]
        width = style.width if "wdth" in source.axes else 100
        if (weight, width) not in self._faces:
            named = "Bold" if weight == BOLD else "Regular"
            key = f"{self.name.replace(' ', '')}-{named}{width if width != 100 else ''}{self.tag}"
            self._faces[weight, width] = Face(source, HEAVY if self.display else weight, key, width)
        return self._faces[weight, width]

    def has(self, weight: int) -> bool:
        return weight in self.sources

    def covers(self, cluster: str) -> bool:
        """Whether a base and all its marks are in the face, as they stand or composed."""
        return _covers(self.face(FontStyle()), cluster)

    def writes(self, script: str) -> bool:
        """Whether it has letters of a script, as far as some are known here."""
        letters = _COMMON_LETTERS.get(script) or _LETTER.get(script, "")
        return not letters or any(self.covers(letter) for letter in letters)


class Library:
    """Every font within reach, in order of preference, and the choice between them."""

    def __init__(self, font_dirs: Sequence[Path]) -> None:
        self._user = [family for folder in font_dirs for family in _user_families(folder)]
        self._display = _display_families()
        self._package = _noto_families() + _cjk_families()
        self._others: list[Family] | None = None
        self._ordered: dict[tuple[str, str, bool, tuple[str, ...]], list[Family]] = {}
        self._choices: dict[tuple[str, str, Language, FontStyle], Face | None] = {}
        _number(self._user + self._display + self._package)

    def choose(self, cluster: str, script: str, lang: Language, style: FontStyle) -> Face | None:
        """The face for a base with its marks, or None when no font has them.

        Raises FontProblem when the only fonts that have them lack the weight.
        """
        key = (cluster, script, lang, style)
        if key not in self._choices:
            self._choices[key] = self._choose(cluster, script, lang, style)
        return self._choices[key]

    def _choose(self, cluster: str, script: str, lang: Language, style: FontStyle) -> Face | None:
        lacking = None
        for family in self._candidates(script, lang, style.display):
            if family.covers(cluster):
                if family.has(style.weight):
                    return family.face(style)
                lacking = lacking or family
                if family.origin == "user":
                    break
        if lacking is not None:
            raise FontProblem(_no_weight(lacking, style.weight), code="missing-bold")
        return None

    def _candidates(self, script: str, lang: Language, display: bool) -> Iterator[Family]:
        region = _REGION_OF_WRITING.get(lang.script) or _REGION_OF_SCRIPT.get(script, "SC")
        fonts = lang.fonts if script == base_script(lang.script) else ()
        key = (script, region, display, fonts)
        if key not in self._ordered:
            package = sorted(self._package, key=lambda family: _rank(family.name, script, region))
            # The user's own fonts come first for titles too. One without a script's letters comes last: its digits,
            # stops and spaces belong to other letters.
            titles = self._display if display else []
            user = _wanted(_by_region(self._user, script, region), fonts)
            own, foreign = ([each for each in user if each.writes(script) is has] for has in (True, False))
            self._ordered[key] = own + titles + _wanted(package, fonts) + foreign
        yield from self._ordered[key]
        if self._others is None:
            self._others = _other_families()
            _number(self._user + self._display + self._package + self._others)
        yield from _by_region(self._others, script, region)


def _wanted(families: Sequence[Family], fonts: Sequence[str]) -> list[Family]:
    """The families in their order, those that a language names first."""
    order = {name: place for place, name in enumerate(fonts)}
    return sorted(families, key=lambda family: order.get(family.name, len(order)))


def _by_region(families: Sequence[Family], script: str, region: str) -> list[Family]:
    """The families in their order; for East Asian scripts those of the region first."""
    if script not in _REGION_OF_SCRIPT:
        return list(families)
    return sorted(families, key=lambda family: _regional(family.name, region))


def _rank(name: str, script: str, region: str) -> tuple[bool, bool, int, int]:
    """The script's own family first, then Noto Sans, the small families, the East Asian ones, the emoji font."""
    own = name.startswith("Noto Sans CJK") if script in _REGION_OF_SCRIPT else name == _NOTO_OF_SCRIPT.get(script)
    size = 2 if name == "Noto Emoji" else int(name.startswith("Noto Sans CJK"))
    return (not own, name != "Noto Sans", size, _regional(name, region))


def library(font_dirs: tuple[Path, ...]) -> Library:
    """The library over the user's folders; the same one until a font in them changes.

    Raises FontProblem for a folder that is not there.
    """
    return _library(font_dirs, font_stamps(font_dirs))


@lru_cache(maxsize=LIBRARIES)
def _library(font_dirs: tuple[Path, ...], _: tuple[Stamp, ...]) -> Library:
    return Library(font_dirs)


def primary(fonts: Library, known: Language, bold: bool) -> Face:
    """The face of a language's own letters. Raises FontProblem when there is none."""
    script = base_script(known.script)
    letter = _LETTER.get(script, "n")
    face = fonts.choose(letter, script, known, FontStyle(BOLD if bold else REGULAR))
    if face is None:
        raise FontProblem(f"No font for {known.english}. {remedy(script)}")
    return face


def remedy(script: str) -> str:
    """What to do about characters of a script that no font has."""
    if script in _REGION_OF_SCRIPT:
        return "Install the Chinese, Japanese and Korean fonts: pip install manimgx-fonts-cjk."
    package = "manimgx-fonts" if _package_folder("manimgx_fonts") is None else ""
    if package:
        return f"Install the fonts: pip install {package}."
    return "Give --font-dir a folder with a font that has it (regular and bold)."


def _covers(face: Face, cluster: str) -> bool:
    if all(char in UNSEEN or _is_ignorable(char) or face.glyph(char) for char in cluster):
        return True
    composed = unicodedata.normalize("NFC", cluster)
    return composed != cluster and all(face.glyph(char) for char in composed)


def _is_ignorable(char: str) -> bool:
    return char in "\u200c\u200d" or "\ufe00" <= char <= "\ufe0f"


def _no_weight(family: Family, weight: int) -> str:
    have, lack = ("bold", "regular") if weight == REGULAR else ("regular", "bold")
    path = next(iter(family.sources.values())).path
    return (
        f"{family.name} ({path.name}) has a {have} face but no {lack} one, and soleprint does not fake it. "
        f"Put the family's {lack} file (weight {weight}) in the same folder, or leave the family out of --font-dir."
    )


def _regional(name: str, region: str) -> int:
    """0 for the region's own family, 1 for one of no region, 2 for another region's."""
    last = name.rsplit(" ", 1)[-1]
    if last == region:
        return 0
    return 2 if last in _CJK_REGIONS else 1


def _number(families: Sequence[Family]) -> None:
    """Give families that share a name different tags, so that font keys stay unique."""
    seen: dict[str, int] = {}
    for family in families:
        seen[family.name] = seen.get(family.name, 0) + 1
        family.tag = f"-{seen[family.name]}" if seen[family.name] > 1 else ""


def _package_folder(module: str) -> Path | None:
    """The folder of an installed package, found without importing it."""
    spec = find_spec(module)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0])


def _noto_families() -> list[Family]:
    """Noto Sans in every width, and the families of the other scripts."""
    wide = _package_folder("fontpkg_noto_sans")
    found = [] if wide is None else [_variable("Noto Sans", wide / "files" / "NotoSans[wdth,wght].ttf", 0, "wdth")]
    folder = _package_folder("manimgx_fonts")
    names = () if folder is None else sorted(path.name for path in folder.iterdir())
    for name in names:
        stem = name.removesuffix("[wght].ttf")
        if folder and stem != name and "-" not in stem and not (found and stem == "NotoSans"):
            found.append(_variable(_spaced(stem), folder / name, 0))
    return found


def _display_families() -> list[Family]:
    folder = _package_folder("fontpkg_manrope")
    if folder is None:
        return []
    source = Source(folder / "files" / "Manrope[wght].ttf", 0, ("wght",))
    return [Family("Manrope", "package", {REGULAR: source, BOLD: source}, display=True)]


def _cjk_families() -> list[Family]:
    folder = _package_folder("manimgx_fonts_cjk")
    files = sorted(folder.glob("NotoSansCJK*.ttc")) if folder else []
    return [
        _variable(f"Noto Sans CJK {region}", path, index)
        for path in files[:1]
        for index, region in enumerate(_CJK_REGIONS)
    ]


def _spaced(stem: str) -> str:
    """``NotoSansArabic`` -> ``Noto Sans Arabic``."""
    return "".join(f" {char}" if char.isupper() else char for char in stem).strip()


def _variable(name: str, path: Path, index: int, *more: str) -> Family:
    source = Source(path, index, ("wght", *more))
    return Family(name, "package", {REGULAR: source, BOLD: source})


def _other_families() -> list[Family]:
    """pretix-fontpack-free, if installed, then the system's; plain sans faces first."""
    folder = _package_folder("pretix_fontpackfree")
    found = _scan(folder, "package") if folder else []
    folders = [] if os.environ.get("SOLEPRINT_SYSTEM_FONTS") == "no" else _system_folders()
    system = [family for path in folders if path.is_dir() for family in _scan(path, "system")]
    return sorted(found, key=_plainness) + sorted(system, key=_plainness)


def _plainness(family: Family) -> tuple[bool, bool, str]:
    return (not family.name.startswith("Noto Sans"), "Sans" not in family.name, family.name)


def _system_folders() -> list[Path]:
    if sys.platform == "win32":
        return [Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"]
    if sys.platform == "darwin":
        return [Path("/Library/Fonts"), Path("/System/Library/Fonts"), Path.home() / "Library" / "Fonts"]
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts",
            Path.home() / ".local" / "share" / "fonts"]  # fmt: skip


def _user_families(folder: Path) -> list[Family]:
    """Families of a folder the user named. Raises FontProblem for no folder, no usable font, or a broken file."""
    if not is_folder(folder):
        raise FontProblem(f"{folder} is not a folder. Give --font-dir a folder of fonts.", code="no-such-font-dir")
    families = _scan(folder, "user")
    if not families:
        raise FontProblem(
            f"{folder} has no font that can be used: upright .ttf, .otf, .ttc or .otc, regular (400) or bold (700). "
            "Put such files there, or leave out --font-dir.",
            code="no-usable-font",
        )
    return families


def _scan(folder: Path, origin: Origin) -> list[Family]:
    """Families of the upright, normal-width faces in a folder and below, by name.

    Broken files raise FontProblem in the user's folders and are passed over elsewhere.
    """
    found: dict[str, dict[int, Source]] = {}
    for path in sorted(font_files(folder, own=origin == "user")):
        known = stamp(str(path)) if origin == "user" else None
        faces = _faces_of(path)
        if not faces and origin == "user":
            raise FontProblem(f"{path} cannot be read as a font. Replace it or remove it.", code="bad-font")
        for number, (name, face) in enumerate(faces):
            axes = tuple(axis.tag for axis in face.axis_infos if axis.tag in ("wght", "wdth"))
            for weight in _weights(face):
                found.setdefault(name, {}).setdefault(weight, Source(path, number, axes, known))
    return [Family(name, origin, dict(sorted(found[name].items()))) for name in sorted(found)]


def _faces_of(path: Path) -> list[tuple[str, Any]]:
    """(family name, HarfBuzz face) of every face in a file; none when it is no font or cannot be opened."""
    try:
        blob = hb.Blob.from_file_path(str(path))
    except (OSError, hb.HarfBuzzError):
        return []
    faces = [hb.Face(blob, number) for number in range(hb.Face(blob).count)]
    named = [(face.get_name(16) or face.get_name(1), face) for face in faces if face.glyph_count]
    return [(name, face) for name, face in named if name]


def _weights(face: Any) -> tuple[int, ...]:
    """Which of the two weights a face gives: both for a ``wght`` axis that reaches them, none for odd faces."""
    font = hb.Font(face)
    if font.get_style_value(hb.StyleTag.ITALIC) or font.get_style_value(hb.StyleTag.WIDTH) != 100:
        return ()
    for axis in face.axis_infos:
        if axis.tag == "wght":
            return tuple(weight for weight in (REGULAR, BOLD) if axis.min_value <= weight <= axis.max_value)
    weight = font.get_style_value(hb.StyleTag.WEIGHT)
    if 350 <= weight <= 450:
        return (BOLD,) if _is_marked_bold(face) else (REGULAR,)
    return (BOLD,) if 650 <= weight <= 750 else ()


def _is_marked_bold(face: Any) -> bool:
    """Whether fsSelection (OS/2) or macStyle (head) says so: some bold files have the weight class of the regular."""
    selection = face.reference_table("OS/2").data[62:64]
    style = face.reference_table("head").data[44:46]
    return bool(int.from_bytes(selection, "big") & 1 << 5 or int.from_bytes(style, "big") & 1)
