"""Shipped cards, made once in a process, and what they should say."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pypdfium2
from soleprint.products.workshop import Result

import soleprint
from soleprint.content.library import Library
from soleprint.content.select import setup_for, steps_for
from soleprint.files.folders import layers

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


def expected(name: str, size: str, faces: int) -> list[list[str]]:
    """For each page of a shipped card, what it must say, in reading order."""
    routine = library().routine(name)
    safety = library().safety(routine.safety)
    stop = safety.stop
    setup = setup_for(routine, None)
    steps = steps_for(routine, setup.mode)
    assert routine.finish is not None
    zones = [zone.cue for zone in routine.zones]
    front = [routine.title, setup.cue, *(step.cue for step in steps), *zones, routine.finish.cue]
    if faces == 1:
        return [[*front, stop.title, *sentences(stop.cue), *sentences(safety.ask)]]
    said = [sentence for step in steps for sentence in sentences(step.text) + sentences(step.caution or "")]
    directions = [routine.title, *sentences(setup.text), *said, *sentences(routine.finish.text)]
    rules = [sentence for zone in routine.zones for sentence in sentences(zone.text)]
    whole = [*sentences(stop.text), *sentences(stop.today), *sentences(stop.ambulance)]
    warning = sentences(stop.cue) if size == "A6" else whole
    return [front, [*directions, *rules, stop.title, *warning]]


def first_out_of_order(wanted: list[str], text: str) -> str | None:
    """The first of ``wanted`` that ``text`` lacks after the ones before it; None when all are there in order."""
    position = 0
    for part in filter(None, wanted):
        found = text.find(part, position)
        if found < 0:
            return part
        position = found + len(part)
    return None
