"""The page's own words in the language it is read in: content/studio.yaml and its translations.

An option, a value, a product that has no words there, as one's own products have none, is called as it is typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from string import Formatter

from msgspec import Struct
from werkzeug.datastructures import LanguageAccept

from soleprint.content.wording import PREFIX, wording
from soleprint.errors import Arguments
from soleprint.files.folders import layers
from soleprint.products.listing import languages_made

SOURCE = "en"
"""The language of studio.yaml itself (BCP 47)."""


_BY_EXAMPLE = "unknown-language"
"""The error whose text names a language as an example."""


class Words(Struct, frozen=True):
    """What the pages say in one language. ``texts`` are by their places below "studio"."""

    lang: str
    rtl: bool
    own: str
    """What the language calls itself."""
    between: str
    """What it puts between the items of a list."""
    texts: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.texts[f"{PREFIX}/page/{key}"]

    def said(self, key: str, **values: object) -> str:
        """A text with what stands in braces put in."""
        return self[key].format(**values)

    def listed(self, *keys: str) -> str:
        """Texts as a list in a sentence."""
        return self.between.join(self[key] for key in keys)

    def section(self, name: str) -> str:
        """The heading of a section of options."""
        return self._of("sections", name.lower().replace(" ", "-"), name)

    def label(self, option: str) -> str:
        """What the field of an option is called."""
        return self._of("labels", option.replace("_", "-"), option.replace("_", " ").capitalize())

    def hint(self, option: str) -> str:
        """What is said beside the field of an option; "" where nothing is."""
        return self._of("hints", option.replace("_", "-"), "")

    def value(self, option: str, given: str, otherwise: str = "") -> str:
        """What a value of an option is called; as it is typed where neither the page nor ``otherwise`` says."""
        return self._of(f"values/{option.replace('_', '-')}", given, otherwise or given)

    def part(self, part: str, name: str) -> str:
        """What a field of a part of a clinic's profile is called."""
        return self._of(f"profile/{part}", f"{name}/label", name.replace("-", " ").capitalize())

    def part_hint(self, part: str, name: str) -> str:
        """What is said beside it; "" where nothing is."""
        return self._of(f"profile/{part}", f"{name}/hint", "")

    def sentence(self, code: str, arguments: Arguments, otherwise: str) -> str:
        """What is said of an error, with what its message has in it put in; ``otherwise`` where the pages have no text
        for its code, or not all that the text needs is known. A language to name as an example is that of the pages.
        """
        text, known = self._of("messages", code, ""), dict(arguments)
        if code == _BY_EXAMPLE:
            known = {"name": self.own, "code": self.lang, **known}
        if not text or not {name for _, name, _, _ in Formatter().parse(text) if name} <= known.keys():
            return otherwise
        notes = [self._of("notes", name, "").format(**known) for name in known]
        return " ".join(filter(None, [text.format(**known), *notes]))

    def title(self, product: str) -> str:
        """What a product is called."""
        return self._of(f"products/{product}", "title", product.replace("-", " ").replace("_", " ").capitalize())

    def summary(self, product: str, own: str) -> str:
        """What a product is; ``own`` is what its file says."""
        return self._of(f"products/{product}", "summary", own)

    def _of(self, kind: str, name: str, otherwise: str) -> str:
        return self.texts.get(f"{PREFIX}/{kind}/{name}", otherwise)


class Dictionary:
    """The languages that the pages can be read in, those of one's own content too."""

    def __init__(self, content: Path | None) -> None:
        self._folders = layers("content", content)
        self._content = content
        self._read: dict[str, Words] = {}

    @property
    def languages(self) -> Mapping[str, str]:
        """Their own names, by their codes."""
        return {code: one.own for code, one in languages_made(self._content).items()}

    def words(self, wanted: Iterable[str], accepted: LanguageAccept) -> Words:
        """Those in the first of the languages ``wanted`` that there is, else in what a browser asks for."""
        known = languages_made(self._content)
        found = next((code for code in wanted if code in known), None)
        lang = found or accepted.best_match(list(known), default=SOURCE) or SOURCE
        if lang not in self._read:
            one = known[lang]
            self._read[lang] = Words(lang, one.rtl, one.own, one.signs.list, wording(self._folders, lang))
        return self._read[lang]
