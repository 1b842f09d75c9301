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
    """The texts of the pages in one language. ``texts`` have the paths in studio.yaml as keys."""

    lang: str
    rtl: bool
    own: str
    """The name of the language in itself."""
    between: str
    """What stands between the items of a list."""
    texts: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.texts[f"{PREFIX}/page/{key}"]

    def said(self, key: str, **values: object) -> str:
        """A text with values in place of its braces."""
        return self[key].format(**values)

    def listed(self, *keys: str) -> str:
        """Texts as a list in a sentence."""
        return self.between.join(self[key] for key in keys)

    def section(self, name: str) -> str:
        """The heading of a section of options."""
        return self._of("sections", name.lower().replace(" ", "-"), name)

    def label(self, option: str) -> str:
        """The label of an option's field."""
        return self._of("labels", option.replace("_", "-"), option.replace("_", " ").capitalize())

    def hint(self, option: str) -> str:
        """The hint beside an option's field; "" for none."""
        return self._of("hints", option.replace("_", "-"), "")

    def value(self, option: str, given: str, otherwise: str = "") -> str:
        """The name of an option's value: from the texts, else ``otherwise``, else as it is typed."""
        return self._of(f"values/{option.replace('_', '-')}", given, otherwise or given)

    def part(self, part: str, name: str) -> str:
        """The label of a field in a clinic's profile."""
        return self._of(f"profile/{part}", f"{name}/label", name.replace("-", " ").capitalize())

    def part_hint(self, part: str, name: str) -> str:
        """The hint beside it; "" for none."""
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
        """The title of a product."""
        return self._of(f"products/{product}", "title", product.replace("-", " ").replace("_", " ").capitalize())

    def summary(self, product: str, own: str) -> str:
        """The summary of a product; ``own`` is that of its file."""
        return self._of(f"products/{product}", "summary", own)

    def _of(self, kind: str, name: str, otherwise: str) -> str:
        return self.texts.get(f"{PREFIX}/{kind}/{name}", otherwise)


class Dictionary:
    """The languages of the pages, with those of the user's own content."""

    def __init__(self, content: Path | None) -> None:
        self._folders = layers("content", content)
        self._content = content
        self._read: dict[str, Words] = {}

    @property
    def languages(self) -> Mapping[str, str]:
        """The languages' own names, by their codes."""
        return {code: one.own for code, one in languages_made(self._content).items()}

    def words(self, wanted: Iterable[str], accepted: LanguageAccept) -> Words:
        """The texts in the first of the languages ``wanted`` that exists, else in one that the browser accepts."""
        known = languages_made(self._content)
        found = next((code for code in wanted if code in known), None)
        lang = found or accepted.best_match(list(known), default=SOURCE) or SOURCE
        if lang not in self._read:
            one = known[lang]
            self._read[lang] = Words(lang, one.rtl, one.own, one.signs.list, wording(self._folders, lang))
        return self._read[lang]
