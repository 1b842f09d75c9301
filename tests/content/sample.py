"""A small valid routine, and helpers to spoil it."""

from __future__ import annotations

from pathlib import Path

from soleprint.content.library import Library
from soleprint.errors import ContentError, Finding
from soleprint.files import folders

SAMPLE = """\
# a comment
schema: 1
id: sample
title: A sample
about: Many people find it relaxing.
claims: [K5]
version: "1.0"
date: 2026-10-01
source: {document: "Leg and Foot Massage"}
safety: leg-and-foot
views: [leg-back]
limb: leg
setups:
  - mode: partner
    position: face-down
    cue: Lying face down
    text: Your partner lies face down.
    editor: [position]
zones:
  - region: knee.back
    max_pressure: feather
    forbid: [drain, knead, wring]
    cue: Never press behind the knee
    text: Let your hands float over it.
    source: [A3b]
steps:
  - id: first
    cue: Glide up from ankle to hip
    text: Glide up from the ankle to the hip.
    easy:
      - Glide up the leg.
    caution: Stop if it hurts.
    moves:
      - id: up
        source: [A1a]
        stroke: glide
        view: leg-back
        hands: [{hand: both, part: palms}]
        path: {from: ankle, to: hip-joint}
        direction: toward-heart
        editor: [hands]
      - id: calf
        source: [A2a]
        stroke: knead
        hands: [{hand: left}]
        path: {at: [calf]}
      - id: hold
        source: [A2b]
        stroke: hold
        hands: [{hand: right}]
        path: {at: [knee.back]}
        pressure: feather
        together: calf
finish:
  cue: Repeat on the other leg
  text: Do it all again.
  source: [A2c]
goals:
  - text: It should feel calm.
    source: [C0a]
"""


def place(text: str, needle: str) -> tuple[int, int]:
    """Line and column of ``needle``, which must be there once."""
    assert text.count(needle) == 1, f"{needle!r} is there {text.count(needle)} times"
    offset = text.index(needle)
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def spoiled(old: str, new: str) -> str:
    """The sample with ``old``, which must be there once, replaced."""
    place(SAMPLE, old)
    return SAMPLE.replace(old, new)


def library_with(folder: Path, **files: str) -> Library:
    """The built-in content with routines laid over it: ``name="text of the YAML"``."""
    (folder / "routines").mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / "routines" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return Library([folder, folders.builtin("content")])


def findings_of(folder: Path, text: str) -> list[Finding]:
    """What is found wrong with ``text`` as the routine "sample"."""
    try:
        library_with(folder, sample=text).routine("sample")
    except ContentError as error:
        assert error.exit_code == 3
        return list(error.findings)
    return []
