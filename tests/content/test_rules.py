"""Every kind of bad routine gives its finding at the right line and column."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from soleprint.errors import ContentError
from tests.content.sample import SAMPLE, findings_of, library_with, place, spoiled

CALF = "path: {at: [calf]}"
NINE = "cue: One two three four five six seven eight nine"
# what is replaced, by what, where the finding points, its code, and words of its message
BAD = [
    ("title: A sample", "tittle: A sample", "tittle", "unknown-key", 'did you mean "title"?'),
    ("stroke: knead", "stroke: knaed", "knaed", "unknown-stroke", 'did you mean "knead"?'),
    ("at: [calf]", "at: [claf]", "claf", "unknown-landmark", 'did you mean "calf"?'),
    ("safety: leg-and-foot", "safety: leg-and-fot", "leg-and-fot", "unknown-safety-profile", '"leg-and-foot"?'),
    ("views: [leg-back]", "views: [leg-bakc, leg-back]", "leg-bakc", "unknown-view", '"leg-back"?'),
    ("view: leg-back\n", "view: foot-sole\n", "foot-sole", "unknown-view", "not one of this routine's views"),
    ("max_pressure: feather", "max_pressure: fether", "fether", "unknown-value", 'did you mean "feather"?'),
    ("date: 2026-10-01", "date: 2026-13-01", "2026-13-01", "bad-value", "not a day of the calendar"),
    ("date: 2026-10-01", "date: soon", "soon", "wrong-type", "must be a date"),
    ("schema: 1", "schema: 2", "2\nid", "unknown-value", "schema"),
    ("moves:\n      - id: up", "moves: none\n    other:\n      - id: up", "none", "wrong-type", "must be a list"),
    ("    cue: Glide up from ankle to hip\n", "", "id: first", "missing-key", '"cue" is missing'),
    ("cue: Glide up from ankle to hip", NINE, "One two", "cue-too-long", "9"),
    ("cue: Glide up from ankle to hip", 'cue: ""', '""', "empty-value", "is empty"),
    ("id: calf", "id: up", "up\n        source: [A2a]", "duplicate-id", '"up" is used twice'),
    ("source: [A2a]", "source: [A1a]", "A1a]\n        stroke: knead", "duplicate-entry", '"A1a" is used twice'),
    ("source: [A2a]", "source: []", "[]", "no-provenance", "added"),
    ("source: [A2a]", "source: [A2a]\n        added: Because", "Because", "no-provenance", "not an addition"),
    (
        "hands: [{hand: both, part: palms}]",
        "hands: [{hand: left}, {hand: left, part: palms}]",
        "{hand: left, part",
        "same-hand",
        "left hand",
    ),
    ("hands: [{hand: right}]", "hands: [{hand: both}]", "[{hand: both}]", "same-hand", 'together with "calf"'),
    ("together: calf", "together: claf", "claf", "unknown-together", 'did you mean "calf"?'),
    ("together: calf", "together: hold", "hold\nfinish", "unknown-together", "no other move"),
    ("at: [calf]", "from: ankle, to: thigh", "{from: ankle, to: thigh}", "zone-stroke", 'float_over: [knee.back]'),
    ("at: [calf]", "from: ankle, to: knee.back", "{from: ankle, to: knee.back}", "zone-stroke", 'end it at "calf.top"'),
    ("stroke: hold", "stroke: knead", "knead\n        hands: [{hand: right", "zone-stroke", 'use "stroke" or "hold"'),
    ("pressure: feather\n        together", "pressure: firm\n        together", "firm", "zone-pressure", "at most"),
    ("direction: toward-heart", "pressure: deep", "deep", "zone-pressure", "pressure: feather"),
    (CALF, CALF + "\n        float_over: [calf]", "calf]\n      - id: hold", "no-such-zone", "calf"),
    (CALF, CALF + "\n        repeat: {times: 5}", "5}", "invented-count", "word: several"),
    (CALF, CALF + "\n        repeats: [A9]", "[A9]", "no-repeat", "several"),
    (CALF, CALF + "\n        rotation: clockwise", "clockwise", "rotation-without-frame", "giver"),
    (", to: hip-joint}", "}", "{from: ankle}", "path-incomplete", '"from" and "to"'),
    (CALF, "path: {around: [calf]}", "{around", "path-incomplete", '"at" or "from" and "to"'),
    ("to: hip-joint", "to: ankle", "ankle}", "path-incomplete", "begins and ends"),
    ("direction: toward-heart", "direction: away-from-heart", "away", "direction-conflict", "from the ankle"),
    ("editor: [hands]", "editor: [hand]", "hand]\n      - id: calf", "unknown-field", 'did you mean "hands"?'),
    ("editor: [hands]", "editor: [tempo]", "tempo", "field-not-given", "not given here"),
    ("- Glide up the leg.", "- first" + " word" * 15, "first word", "sentence-too-long", "16"),
    ("claims: [K5]", "claims: [K55]", "K55", "unknown-claim", '"K5"?'),
    ("claims: [K5]", "claims: [K11]", "K11", "refused-claim", "prohibited"),
    ("claims: [K5]", "claims: [K3]", "K3", "refused-claim", "unsupported"),
    ("id: sample", "id: unlike", "unlike", "id-not-file-name", "sample.yaml"),
    ("mode: partner", "mode: self", "self", "mode-without-steps", ""),
    ("caution: Stop if it hurts.", "modes: [self]", "[self]", "mode-without-setup", "never shown"),
]  # fmt: skip


def test_the_sample_is_good(tmp_path: Path) -> None:
    assert findings_of(tmp_path, SAMPLE) == []


@pytest.mark.parametrize(
    ("old", "new", "needle", "code", "words"), BAD, ids=[f"{row[3]}-{n}" for n, row in enumerate(BAD)]
)
def test_bad_content(tmp_path: Path, old: str, new: str, needle: str, code: str, words: str) -> None:
    text = spoiled(old, new)
    if needle == "self":
        text = text.replace("caution: Stop if it hurts.", "modes: [partner]")
    found = [finding for finding in findings_of(tmp_path, text) if finding.code == code]
    assert len(found) == 1
    assert (found[0].line, found[0].column) == place(text, needle)
    assert words in found[0].message
    assert found[0].source == (tmp_path / "routines/sample.yaml").as_posix()


def test_a_place_that_is_not_known_is_one_mistake(tmp_path: Path) -> None:
    """The stroke that it leaves without a place is no second one."""
    found = findings_of(tmp_path, spoiled("at: [calf]", "at: [claf]"))
    assert [finding.code for finding in found] == ["unknown-landmark"]


CURE = "Regular massage can help you avoid   the need for LONG treatments and even surgery."


PRINTED = [
    "Glide up from ankle to hip\n",
    "Glide up from the ankle to the hip.",
    "Stop if it hurts.",
    "Many people find it relaxing.",
    "Glide up the leg.",
    "A sample",
    "Lying face down",
    "Your partner lies face down.",
    "Never press behind the knee",
    "Let your hands float over it.",
    "Repeat on the other leg",
    "Do it all again.",
    "It should feel calm.",
]


@pytest.mark.parametrize("old", PRINTED)
def test_a_prohibited_claim_is_caught_wherever_it_would_print(tmp_path: Path, old: str) -> None:
    end = "\n" if old.endswith("\n") else ""
    text = spoiled(old, CURE + end)
    found = [finding for finding in findings_of(tmp_path, text) if finding.code == "prohibited-claim"]
    assert [(finding.line, finding.column) for finding in found] == [place(text, "Regular massage")]
    assert "K11" in found[0].message


def test_everything_is_reported_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = spoiled("stroke: knead", "stroke: knaed").replace("title: A sample", "titel: A sample")
    text = text.replace("hands: [{hand: right}]", "hands: [{hand: left}]").replace("times", "times")
    text = text.replace("cue: Glide up from ankle to hip", "cue: One two three four five six seven eight nine")
    found = findings_of(tmp_path, text)
    codes = ["missing-key", "unknown-key", "cue-too-long", "unknown-stroke", "same-hand"]
    assert [finding.code for finding in found] == codes
    assert [finding.line for finding in found] == sorted(finding.line for finding in found)


def test_the_message_reads_as_file_line_column(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        library_with(tmp_path, sample=spoiled("stroke: knead", "stroke: knaed")).routine("sample")
    shown = (tmp_path / "routines/sample.yaml").as_posix()
    assert str(caught.value) == (f'{shown}:44:17: stroke "knaed" is not known; did you mean "knead"? [unknown-stroke]')


def test_a_mistake_is_not_reported_twice(tmp_path: Path) -> None:
    found = findings_of(tmp_path, spoiled("source: [A2a]", "source: {a: b}"))
    assert [finding.code for finding in found] == ["wrong-type"]


def test_counts_are_allowed_where_the_source_states_them(tmp_path: Path) -> None:
    text = spoiled(CALF, CALF + "\n        repeat: {times: 5}")
    text = text.replace('{document: "Leg and Foot Massage"}', '{document: "Another", states_counts: true}')
    assert findings_of(tmp_path, text) == []


def test_floating_over_a_zone_is_allowed(tmp_path: Path) -> None:
    text = spoiled(CALF, "path: {from: ankle, to: thigh}\n        float_over: [knee.back]")
    assert findings_of(tmp_path, text) == []


def test_plain_numbers_and_words_stay_text(tmp_path: Path) -> None:
    text = spoiled('version: "1.0"', "version: 1.10").replace("title: A sample", "title: no")
    routine = library_with(tmp_path, sample=text).routine("sample")
    assert (routine.version, routine.title) == ("1.10", "no")


def test_too_many_findings_end_with_a_word(tmp_path: Path) -> None:
    found = findings_of(tmp_path, SAMPLE + "".join(f"key{n}: 1\n" for n in range(500)))
    assert len(found) == 101
    assert found[0].code == "too-many-findings"


@pytest.mark.parametrize(
    "more",
    [
        "".join(f"key{n}: 1\n" for n in range(60_000)),
        "".join(f"  - text: {'improv' * 30}\n" for _ in range(4_000)),
        f"{'k' * 1000}: 1\nviews2: [{'aaaaaaa, ' * 100_000}]\n",
    ],
)
def test_a_large_file_of_mistakes_is_refused_quickly(tmp_path: Path, more: str) -> None:
    start = time.perf_counter()
    findings_of(tmp_path, SAMPLE + more)
    assert time.perf_counter() - start < 8
