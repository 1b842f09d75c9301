"""A contact sheet of a language: its texts numbered on the pages where they stand, and in lists beside their English.

The pages are those of every product, in the ways that its file names under ``review``; a page is shown if a text stands
on it that stands on none before it. Each text is in the lists once, and after them are the glossary's terms.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from soleprint.content.locale.catalogue import Catalogue, terms_in
from soleprint.content.locale.entries import entries, glossary, newest_date
from soleprint.content.locale.po import Entry
from soleprint.content.locale.update import state_of
from soleprint.content.printed import is_safety
from soleprint.errors import Finding, Severity
from soleprint.files.folders import layers
from soleprint.layout.paper import MM
from soleprint.marks import Page
from soleprint.press.numbered import Numbered, numbered
from soleprint.products.attempt import NUMBER
from soleprint.products.instructions import instructions
from soleprint.products.look import Emblem, Emblems
from soleprint.products.make import file_date, fulfil, on_paper, pages_that_fit
from soleprint.products.materials import materials
from soleprint.products.options import Own, SheetOptions
from soleprint.products.order import Order, read_order
from soleprint.products.product import product, product_names
from soleprint.products.result import Result
from soleprint.products.sheets import lettering
from soleprint.products.sightings import Sighting, sightings_of, sightings_of_phrases

NAME = "review-sheet"
"""The product that it is."""
COLOUR = "routine-2"
"""Of the numbers: neither that of letters nor that of the numbers of steps."""
HEAD_MM = 12.0
"""Room for the words over and under the picture of a page."""


class Shown(Struct, frozen=True):
    """A page that is shown. ``new`` are the texts that stand, or are read aloud, on no page before it."""

    name: str
    title: str
    page: Page
    sightings: tuple[Sighting, ...]
    new: tuple[str, ...]


class Candidate(Struct, frozen=True):
    """A page that may be shown. ``contexts`` are its texts: those that stand on it, then those that are read aloud."""

    title: str
    page: Page
    sightings: tuple[Sighting, ...]
    contexts: tuple[str, ...]


class Row(Struct, frozen=True):
    """A text in the lists. ``note`` says what is particular about it."""

    number: int
    context: str
    english: str
    translation: str
    note: str


class Part(Struct, frozen=True):
    """The texts of a page, or those of none. ``page`` is the name of the page that is shown."""

    title: str
    page: str
    rows: tuple[Row, ...]


class Sheet(Struct, frozen=True):
    """What is on the sheet of a language. ``findings`` are warnings of what does not fit, and is not on it."""

    shown: tuple[Shown, ...]
    parts: tuple[Part, ...]
    terms: Part
    """The glossary's, which are on no page; their numbers follow those of the texts."""
    numbers: Mapping[str, int]
    """Of each text, by its context."""
    findings: tuple[Finding, ...]


def review_sheet(lang: str, **options: Any) -> Result:
    """The sheet of a language; ``options`` are ``size``, ``theme``, and one's own folders.

    Raises what making a product does; ContentError above all for safety texts that are not translated.
    """
    order = read_order(NAME, (), {"lang": f"en+{lang}", **options}, beside=True)
    sheet, name = survey(order), materials(order)[1].library.language.english
    extra = {
        "title": f"{name}: every text, to review",
        "subject": f"The translation of soleprint into {name}",
        "language": name,
        "count": len(sheet.numbers),
        "shown": sheet.shown,
        "parts": sheet.parts,
        "terms": sheet.terms,
        "drawings": _drawings(order, sheet),
    }
    made = fulfil(order, extra)
    dated = replace(made.publication, created=file_date(newest_date(materials(order)[0].library)))
    return replace(made, publication=dated, findings=sheet.findings)


def survey(order: Order) -> Sheet:
    """What is on the sheet that is ordered: the texts of the second of its languages."""
    first = materials(order)[0]
    texts = {entry.context: entry for entry in entries(first.library)}
    findings: list[Finding] = []
    shown = _shown(order, texts, findings)
    # In the order of the pages, then those that are on none.
    every = dict.fromkeys((*(context for page in shown for context in page.new), *texts))
    numbers = {context: number for number, context in enumerate(every, 1)}
    parts = _parts(shown, texts, numbers, Catalogue(first.content, order.langs[1]))
    terms = _terms(glossary(first.library), terms_in(first.content, order.langs[1]), len(numbers) + 1)
    return Sheet(tuple(shown), tuple(parts), terms, numbers, tuple(findings))


class Way(Struct, frozen=True):
    """A way in which a product's file says that reviewers are shown it. ``title`` is what it is called."""

    title: str
    product: str
    routines: tuple[str, ...]
    every: bool
    """Whether it is of all routines."""
    values: Mapping[str, Any]

    def order(self) -> Order:
        """Ordered. Raises what reading an order does."""
        return read_order(self.product, self.routines, self.values, every=self.every)

    def only(self, routine: str) -> Way:
        """The same of one routine, where it is of all."""
        return replace(self, routines=(routine,), every=False) if self.every else self


def ways(lang: str, own: Mapping[str, Any]) -> Iterator[Way]:
    """Every product that is made by itself, in a language, in each way that its file names.

    ``own`` are options of the group ``own``: the user's folders.
    """
    templates = layers("templates", own.get("templates"))
    for name in product_names(templates):
        found = product(templates, name)
        for given in found.review if found.alone else ():
            needed = {"emergency": NUMBER} if "emergency" in found.requires else {}
            values = {**needed, **given, **own, "lang": lang}
            routines = values.pop("routines", ())
            if set(found.requires) <= set(values):
                # How it goes on paper is told by its instructions, not by its pages.
                said = (
                    f"{key} {value}" for key, value in given.items() if key not in ("routines", *SheetOptions.options)
                )
                title = ", ".join([name.replace("-", " ").capitalize(), *said])
                yield Way(title, name, tuple(routines), found.documents != "none" and not routines, values)


def _shown(order: Order, texts: Collection[str], findings: list[Finding]) -> list[Shown]:
    """The pages to show. ``findings`` gets a warning for each order that does not fit."""
    found: list[Candidate] = []
    own = {name: value for name in Own.options if (value := getattr(order[Own], name))}
    for way in ways(order.langs[1], own):
        pages = list(candidates(way.title, way.order(), texts))
        found += pages
        if not pages:
            message = f"{way.title}: it does not fit in {order.langs[1]}, and is not on the sheet"
            findings.append(Finding("does-not-fit", message, severity=Severity.WARNING))
    seen: set[str] = set()
    shown: list[Shown] = []
    for number, page in enumerate(_enough(found), 1):
        new = tuple(context for context in page.contexts if context not in seen)
        seen.update(new)
        shown.append(Shown(f"shown-{number}", page.title, page.page, page.sightings, new))
    return shown


def _enough(pages: Sequence[Candidate]) -> list[Candidate]:
    """A few of the pages, in their order, that say all that all of them say: each time the one that says most more."""
    left = {context for page in pages for context in page.contexts}
    taken: set[int] = set()
    while left:
        best = max(range(len(pages)), key=lambda number: len(left.intersection(pages[number].contexts)))
        taken.add(best)
        left.difference_update(pages[best].contexts)
    return [pages[number] for number in sorted(taken)]


def candidates(title: str, order: Order, texts: Collection[str]) -> Iterator[Candidate]:
    """The pages of an order, and those of its instructions, with what stands on each; none where it does not fit."""
    draft = pages_that_fit(order)
    if draft is None:
        return
    pages = [page for document in draft.documents for page in document.layout.pages]
    for number, (page, found) in enumerate(zip(pages, sightings_of(draft), strict=True), 1):
        yield _candidate(f"{title}, page {number} of {len(pages)}" if len(pages) > 1 else title, page, found, texts)
    if SheetOptions in order.groups:
        told = instructions(on_paper(draft)).publication.pages
        for page, found in zip(told, sightings_of_phrases(draft, told), strict=True):
            yield _candidate(f"{title}, instructions", page, found, texts)


def _candidate(title: str, page: Page, found: tuple[Sighting, ...], texts: Collection[str]) -> Candidate:
    written = sorted(found, key=lambda sighting: sighting.box is None)
    contexts = dict.fromkeys(sighting.context for sighting in written if sighting.context in texts)
    return Candidate(title, page, found, tuple(contexts))


def _parts(
    shown: Sequence[Shown], texts: Mapping[str, Entry], numbers: Mapping[str, int], catalogue: Catalogue
) -> list[Part]:
    """The lists: of each page those that are new there, and last those that are on none."""
    parts = []
    for page in shown:
        seen = {sighting.context for sighting in page.sightings if sighting.box is not None}
        rows = [_row(texts[name], numbers[name], catalogue, "" if name in seen else "read aloud") for name in page.new]
        parts.append(Part(page.title, page.name, tuple(rows)))
    placed = {context for page in shown for context in page.new}
    rest = [_row(texts[name], numbers[name], catalogue, "") for name in texts if name not in placed]
    return [*parts, Part("Not on these pages", "", tuple(rest))] if rest else parts


def _row(entry: Entry, number: int, catalogue: Catalogue, note: str) -> Row:
    found = catalogue.find(entry.context, entry.english)
    text, state = (found.text, "") if found.finding is None else (catalogue.proposal(entry.context), "not printed")
    notes = ["SAFETY" if is_safety(entry.context) else "", note, (state if text else "no translation")]
    return Row(number, entry.context, entry.english, text, " · ".join(filter(None, notes)))


def _terms(wanted: Sequence[Entry], found: Mapping[str, Entry], first: int) -> Part:
    """The glossary's terms, numbered from ``first`` on, each with what its notes explain."""
    rows = []
    for number, entry in enumerate(wanted, first):
        known = found.get(entry.context)
        state = {"done": "", "fuzzy": "in doubt", "missing": "no translation"}[state_of(entry, known)]
        note = " · ".join(filter(None, (state, *entry.notes)))
        rows.append(Row(number, entry.context, entry.english, known.text if known else "", note))
    return Part("Terms of the glossary", "", tuple(rows))


def _drawings(order: Order, sheet: Sheet) -> Emblems:
    """The picture of each page, with the number of every text that stands on it."""
    first = materials(order)[0]
    letter = lettering(first.typesetter, display=True)
    colours = first.theme.colour(COLOUR), first.theme.colour("on-accent")
    margin = 2 * order.product.pages.margin * MM
    room = order.paper.width - margin, order.paper.height - margin - HEAD_MM * MM

    def drawn(page: Shown) -> Emblem:
        lines = {each.context: each for each in reversed(page.sightings) if each.context in sheet.numbers}
        marks = [Numbered(sheet.numbers[name], each.box, each.rtl) for name, each in lines.items() if each.box]
        marks.sort(key=lambda mark: mark.number)
        picture = numbered(page.name, page.page, marks, room, letter, colours)
        return picture, f"{page.title}, with the numbers of its texts."

    return {page.name: partial(drawn, page) for page in sheet.shown}
