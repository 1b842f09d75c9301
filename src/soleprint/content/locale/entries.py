"""Every text there is to translate, with what a translator should know; and the glossary's terms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from soleprint.content.library import Library
from soleprint.content.locale.notes import VIEW, Names, notes
from soleprint.content.locale.po import BRACES, Entry
from soleprint.content.model import Phrases, Routine, Safety
from soleprint.content.printed import Place, texts
from soleprint.content.wording import english as wording

_EARLIEST = date(2000, 1, 1)

VERBS = {
    "to-glide": ("glide", "Verb: slide the whole hands along the skin in one long, even stroke."),
    "to-drain": ("drain", "Verb: push up the limb with thumbs or heels of the hands, moving the oil ahead. Not as one "
                 "drains a wound; choose a word that a lay reader understands as pushing towards the heart."),
    "to-knead": ("knead", "Verb: lift and squeeze the soft flesh with one hand, then the other, as one kneads dough."),
    "to-wring": ("wring", "Verb: one hand forward, one hand back across the limb, as one wrings out a towel."),
    "to-circle": ("circle", "Verb: make small circles with the thumbs or fingertips."),
    "to-stroke": ("stroke", "Verb: move a hand over the skin. Softly unless the text says firmly."),
    "to-brush": ("brush", "Verb: move the fingertips over the skin, as light as a feather."),
    "to-hold": ("hold", "Verb: rest the hands there and keep them still."),
    "to-squeeze": ("squeeze", "Verb: press softly between thumb and fingers, then let go."),
    "to-pull": ("pull", "Verb: draw out gently, in line with the limb."),
    "to-float": ("float", "Verb: let the hands pass over a place in contact but with no pressure."),
}  # fmt: skip
"""Terms of the texts that are no one's name: id to English and note."""

PEOPLE = {
    "massage": ("massage", "Noun and verb."),
    "partner": ("partner", "The person who is massaged; of any gender."),
    "routine": ("routine", "A massage as a fixed row of steps."),
    "step": ("step", "One numbered part of a routine."),
    "blood-clot": ("blood clot", "A clot in a vein of the leg (thrombosis), in lay words."),
    "varicose-veins": ("varicose veins", ""),
    "midwife": ("midwife", ""),
    "care-team": ("care team", "The doctors, nurses and therapists who treat the reader."),
    "toward-heart": ("towards the heart", "Direction of a stroke: up the limb."),
}
"""More terms: id to English and note."""

_PAGE_NOTES = {
    "labels": "The name of a field of a form. Short.",
    "hints": "Stands below the field of a form.",
    "values": "A choice in a form. Short.",
    "messages": "What is wrong, beside a field.",
    "notes": "Behind what is wrong, as one more sentence.",
    "sections": "A heading in a form.",
}
"""What a translator should know of the studio's words, by their kind."""
_COLUMN = "studio/page/people-column-"
_COLUMN_NOTE = "The name of a column of a table, as an example: one by which it is known (content/columns.yaml)."
_PLACES = re.compile("[a-z-]+")
"""Places that are no part of another, and none of a numbered row."""


def entries(library: Library) -> list[Entry]:
    """Every text of the English ``library`` to translate, in a lasting order: words first, then what uses them.

    Raises ContentError when the content has findings.
    """
    names = Names(library.strokes(), library.regions(), library.phrases(), library.body)
    found = list(_vocabulary(library, names))
    for name in library.safety_ids():
        profile = library.safety(name)
        found += _of(texts(profile, f"safety/{name}"), names, profile)
    for name in library.routine_ids():
        routine = library.routine(name)
        found += _of(texts(routine, f"routines/{name}"), names, routine)
    return found


def _vocabulary(library: Library, names: Names) -> Iterator[Entry]:
    for stroke in names.strokes.values():
        yield from _of(texts(stroke, f"strokes/{stroke.id}"), names)
    for region in names.regions.values():
        yield from _of(texts(region, f"regions/{region.id}"), names)
    yield from _of(texts(library.body, "body"), names)
    yield from _of(texts(Phrases(schema=1, phrases=dict(names.phrases)), ""), names)
    for name, subject in view_subjects(library):
        yield _entry(f"views/{name}/subject", subject, (VIEW,))
    for claim in library.claims().values():
        yield from _of(texts(claim, f"claims/{claim.id}"), names)


def _of(found: Iterable[tuple[Place, str]], names: Names, about: Routine | Safety | None = None) -> Iterator[Entry]:
    return (_entry(place.context, text, notes(place, names, about)) for place, text in found)


def _entry(context: str, text: str, lines: tuple[str, ...]) -> Entry:
    """``python-brace-format`` makes gettext, Poedit and Weblate compare the words in braces."""
    return Entry(context, text, notes=lines, flags=("python-brace-format",) if BRACES.search(text) else ())


def view_subjects(library: Library) -> Iterator[tuple[str, str]]:
    """The id of each view and what it shows; views are read whole elsewhere."""
    for name in library.view_ids():
        subject = library.view_subject(name)
        if subject is not None:
            yield name, subject


def glossary(library: Library) -> list[Entry]:
    """The terms that translators agree on first: strokes, verbs, parts of the hand, pressures, places, and where there
    must be no pressure."""
    found = [_term(f"stroke-{stroke.id}", stroke.name, stroke.explains) for stroke in library.strokes().values()]
    found += [_term(name, english, note) for name, (english, note) in VERBS.items()]
    for name, text in library.phrases().items():
        if name.startswith(("hand-", "pressure-")) or name in ("clockwise", "anticlockwise"):
            found.append(_term(name, text, ""))
    zones = {zone.region for name in library.routine_ids() for zone in library.routine(name).zones}
    for region in library.regions().values():
        if _PLACES.fullmatch(region.id) or region.id in zones:
            place = region.name.removeprefix("the ")
            found.append(_term(region.id.replace(".", "-"), place, f"A place on the body. {region.fma or ''}".strip()))
    return found + [_term(name, english, note) for name, (english, note) in PEOPLE.items()]


def _term(name: str, english: str, note: str) -> Entry:
    return Entry(f"glossary/{name}", english, notes=(note,) if note else ())


def page_texts() -> list[Entry]:
    """What the studio's own pages say. Raises ContentError when its file has findings."""
    return [_entry(context, english, _page_notes(context)) for context, english in wording().items()]


def _page_notes(context: str) -> tuple[str, ...]:
    if context.startswith(_COLUMN):
        return (_COLUMN_NOTE,)
    kind = context.split("/")[1]
    return (_PAGE_NOTES[kind],) if kind in _PAGE_NOTES else ()


def newest_date(library: Library) -> date:
    """The newest date in the content: files say when they were made by it, not by the clock."""
    dates = [library.routine(name).date for name in library.routine_ids()]
    return max([*dates, *(library.safety(name).date for name in library.safety_ids())], default=_EARLIEST)
