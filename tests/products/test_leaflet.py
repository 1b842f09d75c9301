"""Leaflets: in every fold and edition they fit or say what would, say what a leaflet must say, and fold where said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from itertools import groupby, pairwise, product
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

import soleprint
from soleprint.content.select import setup_for, steps_for
from soleprint.errors import ContentError, DoesNotFit, ExitCode, UsageProblem
from soleprint.layout.paper import MM
from soleprint.marks import GlyphRun, Page, Placement, Use
from soleprint.preflight.pages import placed_box
from tests.cli.runner import run
from tests.clinic import clinics
from tests.ink import reading
from tests.support.breadth import EVERY, sampled
from tests.support.cards import first_out_of_order
from tests.support.handouts import (
    TODAY,
    folded,
    ink_on_ink,
    library,
    made,
    missing,
    origins_mm,
    pdf,
    phrases,
    sizes_of_type,
    text,
    texts,
)
from tests.support.pages import in_step, outside, steps_without_hands, words_on_pictures
from tests.support.vera import validate

ROUTINES = ("back-of-leg", "front-of-leg", "foot")
FOLDS = ("flat", "half", "tri", "z")
LEAST_PT = {"standard": 12.0, "large-print": 16.0, "easy-read": 14.0}
SMALL_PT = {"standard": 9.0, "large-print": 16.0, "easy-read": 12.0}
PANELS = {"half": 4, "tri": 6, "z": 6}
MUST_FIT = {(fold, "standard") for fold in FOLDS} | {("flat", edition) for edition in LEAST_PT}


def directions(routine: str, easy: bool = False) -> list[str]:
    """What the steps say, in order; the number of a step may lie on its picture, after the words."""
    found = library().routine(routine)
    setup = setup_for(found, None)
    said = [found.title, setup.text]
    for step in steps_for(found, setup.mode):
        said += [*(step.easy if easy else (step.text,)), step.caution or ""]
    assert found.finish is not None
    return [*filter(None, said), found.finish.text]


def in_order(parts: list[str], said: str) -> str | None:
    """The first part that is not found after the ones before it."""
    return first_out_of_order([folded(part) for part in parts], said)


def solid(words: str) -> str:
    """Without blanks: Japanese has none but where its lines end."""
    return "".join(folded(words).split())


def sound(page: Page) -> None:
    assert outside(page) == []
    assert list(ink_on_ink(page)) == []
    assert list(words_on_pictures(page)) == []


@pytest.mark.parametrize(
    ("routine", "fold", "edition", "size"),
    [
        (*way, size)
        for way in product(ROUTINES, FOLDS, LEAST_PT)
        for number, size in enumerate(("A4", "Letter"))
        if EVERY or sampled(*way) % 2 == number
    ],
)
def test_a_leaflet_is_sound_or_says_what_would_fit(routine: str, fold: str, edition: str, size: str) -> None:
    try:
        result = made("leaflet", routine, size=size, fold=fold, edition=edition)
    except DoesNotFit as error:
        assert (fold, edition) not in MUST_FIT, error
        assert error.exit_code is ExitCode.FIT
        assert library().routine(routine).title in str(error)
        assert size in str(error)
        assert "--fold flat" in str(error)
        assert made("leaflet", routine, size=size, fold="flat", edition=edition)
        assert made("leaflet", routine, size=size, fold=fold, edition="standard")
        return
    pages = result.publication.pages
    assert result.pages == PANELS.get(fold, result.pages)
    for page in pages:
        sound(page)
        sizes = list(sizes_of_type(mark.item for mark in page.marks))
        assert min(sizes, default=20) >= SMALL_PT[edition] - 0.01
    assert result.scale >= 1
    said = " ".join(texts(result))
    assert in_order(directions(routine, easy=edition == "easy-read"), said) is None


NARROW = [
    ("half", "front-of-leg", "ja"),
    ("half", "front-of-leg", "el"),
    ("tri", "front-of-leg", "de"),
    ("tri", "front-of-leg", "fa"),
    ("tri", "foot", "ta"),
]
"""Long words and many pictures."""


@pytest.mark.parametrize(("fold", "routine", "lang"), NARROW)
def test_hands_do_every_step_however_narrow_a_panel_is(fold: str, routine: str, lang: str) -> None:
    """Else the fold is refused, and what is said to fit does."""
    given = {"size": "A4", "fold": fold, "lang": lang}
    try:
        result = made("leaflet", routine, **given)
    except DoesNotFit as error:
        assert lang in ("el", "fa", "ta")
        (remedy,) = error.remedies[0]
        assert str(remedy) == "--fold flat"
        result = made("leaflet", routine, **{**given, remedy.option: remedy.value})
    assert [name for page in result.publication.pages for name in steps_without_hands(page)] == []


@pytest.mark.parametrize(
    ("routine", "lang"),
    [("foot", "de"), ("foot", "el"), ("back-of-leg", "el"), ("front-of-leg", "ar"), ("back-of-leg", "fr")],
)
def test_each_panel_of_a_c_fold_has_its_own_subject_in_long_languages_too(routine: str, lang: str) -> None:
    """Cover, steps inside, the stop panel that is tucked in, whole; the back. The cover may have the first step, and
    then says before it that the safety part comes first."""
    said = texts(made("leaflet", routine, size="A4", fold="tri", lang=lang))
    stop = library(lang).safety("leg-and-foot").stop
    where = {
        words: [at for at, panel in enumerate(said) if folded(words) in panel] for words in (stop.text, stop.today)
    }
    assert [*where.values()] == [[4], [4]]
    assert said[4].startswith(folded(phrases(lang)["do-not-massage-if"]))
    cues = [folded(step.cue) for step in library(lang).routine(routine).steps]
    assert all(any(cue in panel for panel in said[1:4]) for cue in cues[1:])
    assert cues[0] in said[0] + said[1]
    assert not any(cue in panel for cue in cues for panel in (said[4], said[5]))
    title, message = folded(library(lang).routine(routine).title), folded(phrases(lang)["main-message"])
    assert title in said[0] and message in said[0]
    safety = folded(phrases(lang)["summary-first"])
    assert cues[0] not in said[0] or said[0].index(message) < said[0].index(safety) < said[0].index(cues[0])


@pytest.mark.parametrize(("routine", "lang"), [("foot", "ja"), ("front-of-leg", "ja"), ("foot", "ur")])
def test_a_stop_panel_that_is_full_keeps_what_stops_a_massage_whole(routine: str, lang: str) -> None:
    """The number to call is below it, or heads the back; the steps keep the inside."""
    said = [solid(panel) for panel in texts(made("leaflet", routine, size="A4", fold="tri", lang=lang))]
    stop, levels = library(lang).safety("leg-and-foot").stop, phrases(lang)
    assert said[4].startswith(solid(levels["do-not-massage-if"]))
    assert all(solid(words) in said[4] for words in (stop.text, stop.today, stop.ambulance))
    assert "999" in said[4] + said[5][: said[5].index(solid(levels["safety-stop"]))]
    cues = [solid(step.cue) for step in library(lang).routine(routine).steps]
    assert all(any(cue in panel for panel in said[1:4]) for cue in cues)


@pytest.mark.parametrize(("routine", "lang"), [("foot", "ja"), ("back-of-leg", "ja"), ("front-of-leg", "ja")])
def test_a_half_fold_has_what_stops_a_massage_whole_on_its_back(routine: str, lang: str) -> None:
    said = [solid(panel) for panel in texts(made("leaflet", routine, size="A4", fold="half", lang=lang))]
    stop = library(lang).safety("leg-and-foot").stop
    assert said[3].startswith(solid(phrases(lang)["do-not-massage-if"]))
    assert all(solid(words) in said[3] for words in (stop.text, stop.today, stop.ambulance, "999"))


@pytest.mark.parametrize(("lang", "panels"), [("en", 2), ("ckb", 1)])
def test_a_c_fold_that_holds_no_more_says_the_message_on_its_cover_alone(lang: str, panels: int) -> None:
    said = [solid(panel) for panel in texts(made("leaflet", "foot", size="A4", fold="tri", lang=lang))]
    message, found = solid(phrases(lang)["main-message"]), library(lang).routine("foot")
    assert [message in panel for panel in said].count(True) == panels
    assert message in said[0]
    whole, stop = "".join(said), library(lang).safety("leg-and-foot").stop
    assert all(solid(words) in whole for step in found.steps for words in (step.cue, step.text))
    assert all(
        solid(words) in whole for words in (stop.text, stop.today, stop.ambulance, phrases(lang)["evidence-text"])
    )


def _lowest_mm(pages: Sequence[Page]) -> float:
    """The height of the lowest picture of a step."""
    shown = [mark.item for page in pages for mark in page.marks if isinstance(mark.item, Use) and in_step(mark.owner)]
    return min(placed_box(use).height for use in shown) / MM


@pytest.mark.parametrize(
    ("lang", "least_mm"), [("en", 28.0), ("nl", 26.0), ("de", 29.5), ("es", 32.5), ("ru", 32.5), ("ja", 16.0)]
)
def test_no_picture_of_a_c_fold_is_made_low_for_the_sake_of_a_high_one(lang: str, least_mm: float) -> None:
    assert _lowest_mm(made("leaflet", "foot", size="A4", fold="tri", lang=lang).publication.pages) >= least_mm


@pytest.mark.parametrize("profile", [False, True])
@pytest.mark.parametrize("lang", ["en", "sv", "zh-Hans"])
def test_three_steps_have_a_panel_of_a_c_fold_each(lang: str, profile: bool) -> None:
    """Whose pictures have no room beside another's has its own panel, and the rule of places stands before it."""
    result = made("leaflet", "front-of-leg", size="A4", fold="tri", lang=lang, profile=profile)
    said, routine = [solid(panel) for panel in texts(result)], library(lang).routine("front-of-leg")
    panels = [next(at for at, panel in enumerate(said) if solid(step.cue) in panel) for step in routine.steps]
    assert panels == [1, 2, 3]
    assert all(solid(zone.text) in said[2] for zone in routine.zones)
    assert _lowest_mm(result.publication.pages) >= 16.0


@pytest.mark.parametrize("profile", [False, True])
@pytest.mark.parametrize("routine", ROUTINES)
def test_steps_stand_on_both_pages_inside_a_half_fold(routine: str, profile: bool) -> None:
    """A clinic's lines on the back do not crowd all steps on one page."""
    result = made("leaflet", routine, size="A4", fold="half", profile=profile)
    said, steps = texts(result), library().routine(routine).steps
    left, right = ([folded(step.cue) in said[at] for step in steps] for at in (1, 2))
    assert sum(left) >= 2 and sum(right) >= 1 and sum(left) + sum(right) == len(steps)
    assert _lowest_mm(result.publication.pages) >= 17.0


@pytest.mark.parametrize("profile", [False, True])
@pytest.mark.parametrize("routine", ROUTINES)
def test_a_flat_leaflet_takes_three_pages_and_fills_them(routine: str, profile: bool) -> None:
    result = made("leaflet", routine, size="A4", profile=profile)
    assert result.pages == 3
    for page in result.publication.pages:
        lowest = min(run.origin[1] for mark in page.marks if isinstance(run := mark.item, GlyphRun) and mark.owner.tag)
        assert lowest < page.safe.y0 + 0.1 * page.safe.height


@pytest.mark.parametrize("lang", ["de", "es", "el", "so"])
def test_pictures_of_a_flat_leaflet_are_not_low_to_save_a_page(lang: str) -> None:
    assert _lowest_mm(made("leaflet", "front-of-leg", size="A4", lang=lang).publication.pages) >= 15.0


def test_two_routines_and_small_paper_take_more_pages() -> None:
    both = made("leaflet", "back-of-leg", "foot", size="A4")
    assert in_order([*directions("back-of-leg"), *directions("foot")], " ".join(texts(both))) is None
    assert made("leaflet", "foot", size="A5").pages > made("leaflet", "foot", size="A4").pages


def test_a_leaflet_of_more_pages_uses_them() -> None:
    """The pages that it takes at the smallest type are filled by larger type or larger pictures."""
    result = made("leaflet", "foot", size="A4", edition="large-print")
    assert result.pages > 2
    for page in result.publication.pages[:-1]:
        lowest = min(run.origin[1] for mark in page.marks if isinstance(run := mark.item, GlyphRun) and mark.owner.tag)
        assert lowest < page.safe.y0 + 0.45 * page.safe.height


def test_what_does_not_fit_flat_is_not_told_to_be_flat() -> None:
    with pytest.raises(DoesNotFit) as caught:
        made("leaflet", "foot", size="A7")
    assert "--fold flat" not in str(caught.value)
    assert "--size" in str(caught.value)


# What a leaflet must say (peers.md 5)


def always(fold: str = "flat") -> list[str]:
    words, safety = phrases(), library().safety("leg-and-foot")
    routine = library().routine("back-of-leg")
    # What a folded leaflet has no room for.
    roomy = [
        *(words[name] for name in ("who-for", "who-for-text", "before-you-start", "safety-stop")),
        *(words[name] for name in ("summary", "summary-first", "summary-ask", "summary-gentle", "summary-stop")),
        routine.about,
    ]
    return [
        *(roomy if fold == "flat" else []),
        routine.title,
        words["leaflet-purpose"],
        words["main-message"],
        words["do-not-massage-if"],
        safety.stop.text,
        safety.stop.today,
        safety.stop.ambulance,
        *(words[f"safety-{level}"] for level in ("stop", "ask", "avoid", "care")),
        *(condition.short or condition.condition for condition in safety.conditions),
        words["when-to-stop"],
        *safety.general,
        "In an emergency, call 999",
        *(zone.text for zone in routine.zones),
        *(step.cue for step in routine.steps),
        *(words[name] for name in ("name", "date", "which-steps", "which-side", "how-often", "how-long", "notes")),
        *(words[name] for name in ("plan", "diary", "diary-text")),
        *(words[f"day-{day}"] for day in range(1, 8)),
        words["evidence"],
        words["evidence-text"],
        routine.source.document,
        *safety.sources,
        f"{words['version']} {routine.version}",
        words["other-formats"],
        words["not-medical-advice"],
    ]


CLINIC = [
    *("Riverside Clinic", "1 River Street, Leeds LS1 1AA", "+44 113 496 0000", "hello@example.org"),
    *("Reference: RC-17", "Author: The foot team", "Issued: 31 January 2026"),
    *(
        "Next review: 30 January 2028",
        "Reviewed by A. Reader, Physiotherapist, 20 January 2026",
        "For advice, call NHS 111.",
    ),
]


@pytest.mark.parametrize("fold", FOLDS)
def test_a_leaflet_says_all_that_it_must(fold: str) -> None:
    plain = made("leaflet", "back-of-leg", size="A4", fold=fold)
    said = " ".join(texts(plain))
    assert missing(always(fold), said) == []
    assert "Author: soleprint. " in said
    assert library().routine("back-of-leg").date == date(2026, 11, 22)
    assert "Issued: 22 November 2026" in said
    assert phrases()["not-yet-reviewed"] in said
    assert phrases()["draft-translation"] not in said


@pytest.mark.parametrize("fold", ["flat", "tri"])
def test_a_clinics_leaflet_says_whose_it_is(fold: str) -> None:
    result = made("leaflet", "back-of-leg", size="A4", fold=fold, profile=True)
    said = " ".join(texts(result))
    assert missing([*always(fold), *CLINIC], said) == []
    # An address may be broken over lines.
    assert "https://clinic.example.org/feet" in said.replace(" ", "")
    assert phrases()["not-yet-reviewed"] not in said
    feet = [text(page, decoration=True) for page in result.publication.pages]
    assert all("Registered charity 1234567" in (foot if fold == "flat" else said) for foot in feet)
    alts = {mark.owner.alt for page in result.publication.pages for mark in page.marks}
    assert {"Riverside Clinic", "Watch the film: https://clinic.example.org/feet"} <= alts


def test_pages_of_a_flat_leaflet_are_counted() -> None:
    result = made("leaflet", "foot", size="A5")
    feet = [text(page, decoration=True) for page in result.publication.pages]
    assert feet == [f"Page {n} of {len(feet)}" for n in range(1, len(feet) + 1)]
    assert not any(
        text(page, decoration=True) for page in made("leaflet", "foot", size="A4", fold="z").publication.pages
    )


def test_stop_comes_before_the_steps() -> None:
    said = " ".join(texts(made("leaflet", "foot", size="A4")))
    words = phrases()
    names = ("leaflet-purpose", "main-message", "do-not-massage-if", "before-you-start", "when-to-stop")
    parts = [*(words[name] for name in names), *directions("foot")[1:], words["summary"], words["evidence"]]
    assert in_order(parts, said) is None


@pytest.mark.parametrize("routine", ROUTINES)
@pytest.mark.parametrize("fold", ["tri", "z"])
def test_a_leaflet_in_three_is_composed_panel_by_panel(fold: str, routine: str) -> None:
    """Cover; steps inside; the stop panel, with nothing else on it, is met first; the back."""
    words, stop = phrases(), library().safety("leg-and-foot").stop
    panels = texts(made("leaflet", routine, size="A4", fold=fold))
    found = library().routine(routine)
    assert panels[0] == " ".join([found.title, words["leaflet-purpose"], words["main-message"], found.about])
    assert panels[4].startswith(words["do-not-massage-if"])
    assert (
        in_order([stop.text, stop.today, stop.ambulance, words["call-emergency"].split("{")[0], "999"], panels[4])
        is None
    )
    assert panels[5].startswith(words["before-you-start"])
    for step in library().routine(routine).steps:
        assert any(step.cue in panel for panel in panels[1:4])
    for panel, name in zip(panels[1:4], ("name", "how-often", "diary"), strict=True):
        assert words[name] in panel


@pytest.mark.parametrize("fold", FOLDS)
def test_the_emergency_number_is_at_least_four_times_the_body(fold: str) -> None:
    result = made("leaflet", "foot", size="A4", fold=fold)
    runs = [m.item for page in result.publication.pages for m in page.marks if isinstance(m.item, GlyphRun)]
    sizes = [run.size for run in runs if run.text == "999"]
    assert sizes
    assert max(sizes) >= 4 * LEAST_PT["standard"]


@pytest.mark.parametrize("fold", FOLDS)
@pytest.mark.parametrize("routine", ROUTINES)
def test_every_step_has_its_hands(routine: str, fold: str) -> None:
    """English panels hold the pictures with hands: at least one for each step."""
    found = library().routine(routine)
    pages = made("leaflet", routine, size="A4", fold=fold).publication.pages
    stages = [m.item for page in pages for m in page.marks if isinstance(m.item, Use) and m.owner.alt]
    wide = [box for stage in stages if (box := placed_box(stage)).width > 20 and box.height > 30]
    assert len(wide) > len(steps_for(found, setup_for(found, None).mode))


def test_easy_read_has_its_own_short_sentences() -> None:
    steps = library().routine("foot").steps
    said = " ".join(texts(made("leaflet", "foot", size="A4", edition="easy-read")))
    easy = [sentence for step in steps for sentence in step.easy]
    assert missing(easy, said) == []
    assert max(len(sentence.split()) for sentence in easy) <= 15
    assert not any(step.text in said for step in steps if step.text not in easy)


def test_a_plan_is_printed_and_the_rest_left_for_the_pen() -> None:
    given = {"name": "Ana", "often": "twice a week", "long": "four weeks", "notes": "left first", "side": "left"}
    for fold in FOLDS:
        said = " ".join(texts(made("leaflet", "foot", size="A4", fold=fold, **given)))
        lines = ["Name: Ana", "How often: twice a week", "For how long: four weeks", "Notes: left first"]
        assert missing([*lines, "Which side: left", "Date", "Which steps"], said) == []


# Emergency numbers


def test_without_an_emergency_number_there_is_no_leaflet(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem) as caught:
        made("leaflet", "foot", size="A4", emergency=None)
    assert caught.value.code == "no-emergency-number"
    out = tmp_path / "leaflet.pdf"
    told = run("make", "leaflet", "foot", "--out", out, code=2)
    assert "--emergency" in told.output
    assert not out.exists()


@pytest.mark.parametrize(("lang", "number"), [("en", "999"), ("de", "999"), ("es", "112")])
def test_numbers_are_those_of_the_language(lang: str, number: str) -> None:
    said = " ".join(texts(made("leaflet", "foot", size="A4", lang=lang, profile=True)))
    call = phrases(lang)["call-emergency"].rstrip(".")
    assert call.replace("{number}", number) in said
    other = {"999": "112", "112": "999"}[number]
    assert call.replace("{number}", other) not in said


def test_a_number_on_the_command_line_is_printed() -> None:
    assert "call 000" in " ".join(texts(made("leaflet", "foot", size="A4", emergency="000")))


# Translations


@pytest.mark.parametrize(("lang", "profile", "draft"), [("es", False, True), ("es", True, False), ("de", True, True)])
def test_an_unreviewed_translation_says_that_it_is_a_draft(lang: str, profile: bool, draft: bool) -> None:
    said = " ".join(texts(made("leaflet", "foot", size="A4", lang=lang, profile=profile)))
    assert (phrases(lang)["draft-translation"] in said) is draft


def test_sources_are_named_in_their_own_language() -> None:
    pages = made("leaflet", "foot", size="A4", lang="ar").publication.pages
    runs = [mark for page in pages for mark in page.marks if isinstance(mark.item, GlyphRun)]
    named = [mark for mark in runs if isinstance(mark.item, GlyphRun) and "Cochrane" in mark.item.text]
    assert named
    assert {mark.owner.lang for mark in named} == {"en"}


@pytest.mark.parametrize("lang", ["de", "ar", "hi", "th", "ja", "zh-Hans"])
@pytest.mark.parametrize("fold", ["flat", "tri"])
def test_other_languages_are_sound_or_do_not_fit(lang: str, fold: str) -> None:
    try:
        result = made("leaflet", "foot", size="A4", fold=fold, lang=lang)
    except DoesNotFit:
        assert fold != "flat"
        return
    for page in result.publication.pages:
        sound(page)
    assert result.publication.lang == lang


# On paper

WIDTHS_MM = {"A4": (100.0, 100.0, 97.0), "Letter": (93.6625, 93.6625, 92.075)}
HEIGHT_MM = {"A4": 210.0, "Letter": 215.9}


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("size", WIDTHS_MM)
def test_panels_of_a_c_fold_are_as_wide_as_they_must_be(size: str, lang: str) -> None:
    data = pdf("leaflet", "foot", size=size, fold="tri", lang=lang)
    whole = sum(WIDTHS_MM[size])
    for page, order in enumerate((1, -1) if lang == "ar" else (-1, 1)):
        starts = [*origins_mm(data, page), whole]
        widths = [right - left for left, right in pairwise(starts)]
        assert widths == pytest.approx(WIDTHS_MM[size][::order], abs=0.1)


@pytest.mark.parametrize(("fold", "width"), [("half", 148.5), ("z", 99.0)])
def test_other_folds_have_equal_panels(fold: str, width: float) -> None:
    for page in (0, 1):
        starts = [*origins_mm(pdf("leaflet", "foot", size="A4", fold=fold), page), 297.0]
        assert [right - left for left, right in pairwise(starts)] == pytest.approx([width] * (len(starts) - 1), abs=0.1)


def order(placements: tuple[Placement, ...]) -> list[int]:
    return [place.page for place in sorted(placements, key=lambda place: place.matrix[4])]


@pytest.mark.parametrize(
    ("lang", "faces"), [("en", [[4, 5, 0], [1, 2, 3]]), ("ar", [[0, 5, 4], [3, 2, 1]]), ("he", [[0, 5, 4], [3, 2, 1]])]
)
def test_panels_of_right_to_left_leaflets_are_mirrored(lang: str, faces: list[list[int]]) -> None:
    result = made("leaflet", "foot", size="A4", fold="tri", lang=lang)
    assert [order(sheet.placements) for sheet in result.publication.sheets] == faces
    assert result.publication.rtl is (lang != "en")
    assert result.publication.duplex == "DuplexFlipShortEdge"


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize(
    ("panel", "alt"), [(0, "Riverside Clinic"), (5, "Watch the film: https://clinic.example.org/feet")]
)
def test_logo_and_code_stand_where_lines_begin(panel: int, alt: str, lang: str) -> None:
    page = made("leaflet", "back-of-leg", size="A4", fold="tri", lang=lang, profile=True).publication.pages[panel]
    (box,) = [placed_box(mark.item) for mark in page.marks if isinstance(mark.item, Use) and mark.owner.alt == alt]
    edge, safe = (box.x1, page.safe.x1) if lang == "ar" else (box.x0, page.safe.x0)
    assert edge == pytest.approx(safe, abs=0.1)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_clinics_leaflet_conforms(lang: str) -> None:
    assert validate(pdf("leaflet", "foot", size="A4", fold="tri", lang=lang, profile=True), "ua1", "2a") == []


def test_a_leaflet_is_the_same_again() -> None:
    one = pdf("leaflet", "foot", size="A4", fold="tri", profile=True)
    made.cache_clear()
    pdf.cache_clear()
    assert pdf("leaflet", "foot", size="A4", fold="tri", profile=True) == one


def test_a_review_date_that_is_past_warns_or_with_strict_stops(tmp_path: Path) -> None:
    late = clinics.write(tmp_path, ("issued: 2026-01-31", "issued: 2022-01-31"), ("2028-01-30", "2024-01-30"))
    result = soleprint.make("leaflet", ["foot"], size="A4", profile=late, today=TODAY)
    codes = {finding.code for finding in result.findings}
    assert codes
    assert "Next review: 30 January 2024" in " ".join(texts(result))
    with pytest.raises(ContentError) as caught:
        soleprint.make("leaflet", ["foot"], size="A4", profile=late, today=TODAY, strict=True)
    assert {finding.code for finding in caught.value.findings} == codes


@pytest.mark.parametrize(("product", "given"), [("card", {}), ("leaflet", {"fold": "flat"}), ("booklet", {})])
def test_an_edition_for_one_side_does_not_send_people_on_to_the_other(product: str, given: dict[str, Any]) -> None:
    finish = library().routine("foot").finish
    assert finish is not None
    more = given if product == "card" else {**given, "emergency": "999"}
    for side, said in {"both": True, "left": False, "right": False}.items():
        size = "A4" if product == "leaflet" else "A5"
        result = soleprint.make(product, ["foot"], **{**more, "size": size, "side": side})
        words = " ".join(texts(result))
        assert (finish.text in words or finish.cue in words) is said


def _sheets_as_read(data: bytes) -> list[int]:
    """The sheets that the tags lead through, one after another."""
    reader = PdfReader(BytesIO(data))
    numbers = {page.indirect_reference.idnum: at for at, page in enumerate(reader.pages) if page.indirect_reference}
    found: list[int] = []

    def walk(node: Any) -> None:
        node = node.get_object()
        if "/Pg" in node:
            found.append(numbers[node.raw_get("/Pg").idnum])
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            if not isinstance(kid, int):
                walk(kid)

    root: Any = reader.trailer["/Root"]
    walk(root["/StructTreeRoot"])
    return [sheet for sheet, _ in groupby(found)]


@pytest.mark.parametrize("fold", ["tri", "z", "half"])
def test_what_stops_a_massage_is_heard_before_the_steps(fold: str) -> None:
    """The outside, with the stop panel, is read whole before the inside is opened."""
    result = made("leaflet", "foot", size="A4", fold=fold)
    pages, said = result.publication.pages, texts(result)
    places = [at if page.read is None else page.read for at, page in enumerate(pages)]
    order = sorted(range(len(pages)), key=places.__getitem__)
    heard = " ".join(said[page] for page in order)
    stop, step = library().safety("leg-and-foot").stop, library().routine("foot").steps[1]
    assert heard.index(stop.ambulance[:30]) < heard.index(step.cue)
    if fold != "half":
        assert _sheets_as_read(result.pdf) == [0, 1]
    assert validate(result.pdf, "ua1") == []


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("product", ["leaflet", "booklet", "poster"])
def test_what_can_be_called_written_to_and_looked_up_is_a_link(product: str, lang: str) -> None:
    data = pdf(product, "foot", lang=lang, profile=True)
    reader = reading.reader(data)
    found: list[Any] = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    leads = {note["/A"]["/URI"]: note["/Contents"] for note in found if "/A" in note}
    wanted = {"tel:999": "999", "tel:+441134960000": "+44 113 496 0000"}
    if product == "poster":
        wanted |= {"https://clinic.example.org": "clinic.example.org"}
    else:
        wanted |= {link: link for link in ("https://clinic.example.org", "https://clinic.example.org/feet")}
        wanted |= {"tel:111": "NHS 111", "mailto:hello@example.org": "hello@example.org"}
    assert {target: words.replace("\u00a0", " ") for target, words in leads.items()} == wanted
    owners = [element["/S"] for element in reading.elements(reader)]
    assert owners.count("/Link") >= len(wanted)
    assert all(int(note["/F"]) & 4 for note in found), "printed"
