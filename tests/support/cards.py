"""Shipped cards, made once in a process, and what they should say."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pypdfium2

import soleprint
from soleprint.content.library import Library
from soleprint.content.model import Safety
from soleprint.content.safety import LEVELS
from soleprint.content.select import setup_for, steps_for
from soleprint.files.folders import layers
from soleprint.products.result import Result

ROUTINES = ("back-of-leg", "front-of-leg", "foot")
SIZES_MM = {"A4": (210.0, 297.0), "A5": (148.0, 210.0), "A6": (105.0, 148.0)}
SHIPPED = [(routine, size, faces) for routine in ROUTINES for size in SIZES_MM for faces in (1, 2)]
"""The cards that everything is checked on."""


@cache
def library() -> Library:
    return Library(layers("content"))


@cache
def made(*routines: str, **given: Any) -> Result:
    return soleprint.make("card", routines, **given)


@cache
def pdf(*routines: str, **given: Any) -> bytes:
    return made(*routines, **given).pdf


def texts(data: bytes) -> list[str]:
    """Each page's text as PDFium copies it, white space and line ends as single blanks."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [re.sub(r"\s+", " ", page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?]) ", text)


def small(size: str) -> bool:
    """Whether a back has room for the short wordings only; it is then named at its foot."""
    return size == "A6"


def expected(name: str, size: str, faces: int) -> list[list[str]]:
    """For each page of a shipped card, what it must say, in reading order."""
    routine = library().routine(name)
    words, stop, ask = library().phrases(), _safety(name).stop, _safety(name).ask
    setup = setup_for(routine, None)
    steps = steps_for(routine, setup.mode)
    assert routine.finish is not None
    foot = [routine.title, routine.version, words["not-yet-reviewed"]]
    front = [routine.title, setup.cue, *(step.cue for step in steps)]
    front += [*(zone.cue for zone in routine.zones), routine.finish.cue]
    if faces == 1:
        warnings = [stop.title, *sentences(stop.cue), *sentences(ask)]
        # The rules are short in English, and so the message stands beside them.
        return [[*front, words["main-message"], *warnings, *foot]]
    said = [sentence for step in steps for sentence in sentences(step.text) + sentences(step.caution or "")]
    directions = [*sentences(setup.text), *said, *sentences(routine.finish.text)]
    rules = [sentence for zone in routine.zones for sentence in sentences(zone.text)]
    back = [*([] if small(size) else [routine.title]), *directions, *rules, *_warnings(name, size), *foot]
    return [[*front, words["read-the-back-first"], *foot], back]


def _safety(name: str) -> Safety:
    return library().safety(library().routine(name).profiles[0])


def _warnings(name: str, size: str) -> list[str]:
    """The stop panel, every condition under its level, and the rules at all times."""
    words, safety = library().phrases(), _safety(name)
    stop = safety.stop
    whole = [*sentences(stop.ambulance), stop.title, *sentences(stop.text), *sentences(stop.today)]
    said = [stop.title, *sentences(stop.cue)] if small(size) else whole
    for level in LEVELS:
        found = [condition for condition in safety.conditions if condition.level == level]
        said += [words[f"safety-{level}"], *(condition.short or condition.condition for condition in found)]
    return [*said, *(sentence for rule in safety.general for sentence in sentences(rule))]


def first_out_of_order(wanted: list[str], text: str) -> str | None:
    """The first of ``wanted`` that ``text`` lacks after the ones before it; None when all are there in order."""
    position = 0
    for part in filter(None, wanted):
        found = text.find(part, position)
        if found < 0:
            return part
        position = found + len(part)
    return None
