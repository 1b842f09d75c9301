"""What there is to choose from: products, routines, languages, themes, sizes, and files of the user's folders."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

import soleprint
from soleprint.errors import ContentError, UsageProblem
from soleprint.files.folders import is_file, layers, listed
from soleprint.products.listing import languages_made, mode_names, routine_titles
from soleprint.products.product import Product, product, product_names
from soleprint.web.words import Words

YAML_ENDINGS = (".yaml", ".yml")
MOST_FILES = 500


class Folders(Struct, frozen=True):
    """The user's folders of content and templates, and the working folder, whose files may be chosen."""

    content: Path | None = None
    templates: Path | None = None
    working: Path = Path()
    job: Path | None = None
    """The job whose files are handed out; None where one of the working folder is chosen."""
    strict: bool = False
    """Whether files that are out of date are never handed out."""

    def given(self) -> dict[str, Path]:
        """As options of a product."""
        both = {"content": self.content, "templates": self.templates}
        return {name: path for name, path in both.items() if path is not None}

    def files(self, endings: tuple[str, ...]) -> dict[str, Path]:
        """The files that may be chosen, by their names: none in subfolders, and none outside that links lead to."""
        found: dict[str, Path] = {}
        for folder in (self.working, *([self.content] if self.content else [])):
            for entry in listed(folder)[:MOST_FILES]:
                path = folder / entry.name
                if entry.name.lower().endswith(endings) and is_file(path) and _stays(folder, path):
                    found[entry.name] = path
        return dict(sorted(found.items()))


def _stays(folder: Path, path: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


class ProductOffer(Struct, frozen=True):
    """A product that can be chosen; without ``product``, ``trouble`` says why its file cannot be read."""

    name: str
    product: Product | None
    trouble: str = ""


def product_offers(folders: Folders) -> list[ProductOffer]:
    """The products that can be made alone, and those whose files are bad."""
    found = []
    for name in product_names(layers("templates", folders.templates)):
        try:
            one = product_named(folders, name)
        except UsageProblem:
            continue
        except ContentError as error:
            found.append(ProductOffer(name, None, str(error)))
        else:
            found.append(ProductOffer(name, one))
    return found


def product_named(folders: Folders, name: str) -> Product:
    """A product that can be made alone. Raises UsageProblem for any other, ContentError for a bad file."""
    found = product(layers("templates", folders.templates), name)
    if not found.alone:
        raise UsageProblem(f"There is no product {name!r}.", code="unknown-product")
    return found


class Choices(Struct, frozen=True):
    """What can be chosen, by the names that are written in files and commands, with the texts that the page shows."""

    folders: Folders
    words: Words
    routines: Mapping[str, str]
    languages: Mapping[str, str]
    rtl: frozenset[str]
    """The languages that are written from right to left."""
    sizes: Mapping[str, str]
    papers: Mapping[str, tuple[float, float]]
    """The same sizes in millimetres."""
    themes: Mapping[str, str]
    modes: Mapping[str, str]


def choices(folders: Folders, words: Words) -> Choices:
    """What the folders offer now. Raises ContentError for bad files."""
    made = languages_made(folders.content)
    languages = {
        code: one.own if one.own == one.english else f"{one.own} – {one.english}" for code, one in made.items()
    }
    rtl = frozenset(code for code, one in made.items() if one.rtl)
    papers = soleprint.sizes()
    sizes = {name: f"{name}, {width:g} × {height:g} mm" for name, (width, height) in papers.items()}
    routines = routine_titles(folders.content, words.lang)
    themes, modes = soleprint.themes(folders.templates), mode_names(folders.content, words.lang)
    return Choices(folders, words, routines, languages, rtl, sizes, papers, themes, modes)
