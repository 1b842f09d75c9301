"""What leaflets and booklets have in common: editions, the clinic, the words around the routines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import msgspec

from soleprint.content.model import Routine, Safety, Setup, Step
from soleprint.errors import UsageProblem
from soleprint.files.suggest import did_you_mean
from soleprint.layout.paper import MM
from soleprint.marks import Symbol
from soleprint.products.options import Options
from soleprint.text.languages import punctuation

if TYPE_CHECKING:
    from soleprint.clinic import Clinic
    from soleprint.content.library import Library
    from soleprint.layout.theme import Theme
    from soleprint.products.workshop import Workshop

Edition = Literal["standard", "large-print", "easy-read"]
TYPE_PT: dict[str, tuple[float, float]] = {
    "standard": (12.0, 15.0),
    "large-print": (16.0, 18.0),
    "easy-read": (14.0, 18.0),
}
"""Smallest and largest body type of each edition: UKAAF G003 (clear print 12, large print 16 and ideally 18), Easy Read
14 (peers.md 5)."""
EASY_SMALL_PT = 12.0
LOGO_MM, QR_MM = (50.0, 16.0), 24.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What is prescribed. Open lines are left for the pen."""

    name: str = ""
    date: str = ""
    steps: str = ""
    often: str = ""
    long: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Handout:
    """What is asked of a leaflet or booklet beyond ``Options``."""

    edition: Edition = "standard"
    profile: Path | None = None
    emergency: str | None = None
    """The emergency number, where there is no profile that has it."""
    bundle: tuple[Path, ...] = ()
    """PDFs taken into a booklet: the first after the contents, the others before the back cover."""
    bundle_alt: tuple[str, ...] = ()
    """Descriptions of their pages, in order; a page without one is decoration."""
    strict: bool = False
    """A review date that is past is an error."""
    plan: Plan = Plan()
    today: date | None = None
    """The day to hold the review date against; None: today's. It is never printed."""

    def __post_init__(self) -> None:
        if self.edition not in get_args(Edition):
            near = did_you_mean(self.edition, list(get_args(Edition)))
            raise UsageProblem(f"edition {self.edition!r} is not known{near}", code="unknown-option")


@dataclass(frozen=True, slots=True)
class Item:
    """A routine in one way of doing it."""

    routine: Routine
    setup: Setup
    steps: tuple[Step, ...]


def items(library: Library, ids: Sequence[str], wanted: Options) -> list[Item]:
    """The routines asked for, each in the mode asked for or its first.

    Raises UsageProblem for two languages: only cards set them side by side.
    """
    if wanted.other_lang:
        names = " and one in ".join(wanted.lang.split("+"))
        message = f"Leaflets and booklets are made in one language. Make one in {names}."
        raise UsageProblem(message, code="unknown-language")
    from soleprint.content.select import for_side, setup_for, steps_for

    found = []
    for routine in (library.routine(name) for name in dict.fromkeys(ids)):
        modes = [setup.mode for setup in routine.setups]
        mode = wanted.mode if wanted.mode in modes else None
        setup = setup_for(routine, mode)
        found.append(Item(for_side(routine, wanted.side), setup, steps_for(routine, setup.mode)))
    return found


def clinic(shop: Workshop, handout: Handout) -> Clinic | None:
    """The clinic of the profile asked for. Raises ContentError with every mistake in it."""
    if handout.profile is None:
        return None
    from soleprint.clinic import load_profile

    theme = shop.studio.theme
    grounds = [theme.colour("paper"), theme.colour("finish-tint")]
    today = handout.today or date.today()
    return load_profile(handout.profile, shop.library.gate(), today, strict=handout.strict, grounds=grounds)


def dressed(theme: Theme, handout: Handout, found: Clinic | None) -> Theme:
    """The theme with the edition's small print and the clinic's colours."""
    styles, colours = dict(theme.styles), dict(theme.colours)
    if handout.edition == "large-print":
        # All type is at body size: UKAAF G003.
        styles["small"] = msgspec.structs.replace(styles["small"], size=1.0, ceiling=400.0, hand=False)
        styles["title"] = msgspec.structs.replace(styles["title"], size=1.4)
    if handout.edition == "easy-read":
        styles["small"] = msgspec.structs.replace(styles["small"], floor=EASY_SMALL_PT)
    if found is not None:
        colours |= found.profile.theme_colours()
    return msgspec.structs.replace(theme, styles=styles, colours=colours)


def emblems(found: Clinic | None) -> dict[str, tuple[Symbol, str]]:
    """The logo and the QR code, with their descriptions."""
    made: dict[str, tuple[Symbol, str]] = {}
    if found is None:
        return made
    if found.artwork is not None and found.profile.logo is not None:
        from soleprint.clinic.logo.draw import logo

        made["logo"] = (logo(found.artwork, LOGO_MM[0] * MM, LOGO_MM[1] * MM), found.profile.logo.alt)
    if found.profile.qr is not None:
        from soleprint.clinic.qr import qr

        made["qr"] = (qr(found.profile.qr.target, QR_MM), f"{found.profile.qr.caption}: {found.profile.qr.target}")
    return made


def emergency(handout: Handout, found: Clinic | None, lang: str) -> Any:
    """The emergency numbers of the edition. Raises UsageProblem when none is set: it must not be left open."""
    if found is not None:
        numbers = found.profile.numbers(lang)
        if numbers is not None:
            return numbers
    if handout.emergency:
        return {"ambulance": handout.emergency, "advice": None}
    raise UsageProblem(
        "No emergency number is set. Give a profile that has one (emergency: {ambulance: ...}) or --emergency NUMBER.",
        code="no-emergency-number",
    )


def context(shop: Workshop, found: Clinic | None, handout: Handout, chosen: Sequence[Item]) -> dict[str, Any]:
    """What leaflet and booklet templates may use: README, "Templates"."""
    from soleprint.products.card import is_draft

    library, words = shop.library, shop.library.phrases()
    safety = library.safety(chosen[0].routine.safety)
    least, most = TYPE_PT[handout.edition]
    draft = is_draft(library) and not _translation_reviewed(found, shop.wanted.main_lang)
    profile = found.profile if found else None
    marks = emblems(found)
    return {
        "items": list(chosen),
        "title": ", ".join(item.routine.title for item in chosen),
        "safety": safety,
        "words": words,
        "sign": punctuation(shop.wanted.main_lang),
        "easy": handout.edition == "easy-read",
        "edition": handout.edition,
        "minimum": least,
        "maximum": most,
        "profile": profile,
        "has_logo": "logo" in marks,
        "has_qr": "qr" in marks,
        "emergency": emergency(handout, found, shop.wanted.main_lang),
        "zone_cues": list(dict.fromkeys(zone.cue for item in chosen for zone in item.routine.zones)),
        "plan_lines": plan_lines(handout.plan, words, shop.wanted),
        "pen_lines": (words["name"], words["how-often"]),
        "sources": sources(safety, chosen),
        "author": (profile.author or profile.name) if profile else "soleprint",
        "version": max(item.routine.version for item in chosen),
        "issued": (profile.issued if profile else None) or max(item.routine.date for item in chosen),
        "review_by": profile.review_by if profile else None,
        "review_line": review_line(chosen, words, profile),
        "draft_line": words["draft-translation"] if draft else "",
    }


def _translation_reviewed(found: Clinic | None, lang: str) -> bool:
    return found is not None and lang in found.profile.translation_reviewers


def plan_lines(plan: Plan, words: Any, wanted: Options) -> list[tuple[str, str]]:
    """Labels and values of the prescription; an empty value is a line for the pen."""
    side = {"left": words["left"], "right": words["right"], "both": words["both-sides"]}[wanted.side]
    return [
        (words["name"], plan.name),
        (words["date"], plan.date),
        (words["which-steps"], plan.steps),
        (words["which-side"], side),
        (words["how-often"], plan.often),
        (words["how-long"], plan.long),
        (words["notes"], plan.notes),
    ]


def sources(safety: Safety, chosen: Sequence[Item]) -> list[str]:
    """The source documents and those of the safety advice, each once."""
    return list(dict.fromkeys([*(item.routine.source.document for item in chosen), *safety.sources]))


def review_line(chosen: Sequence[Item], words: Any, profile: Any) -> str:
    """Who has reviewed the content, or plainly that nobody has."""
    review = (profile.reviewer if profile else None) or next(
        (i.routine.review for i in chosen if i.routine.review), None
    )
    if review is None:
        return str(words["not-yet-reviewed"])
    from soleprint.compose.environment import left_to_right

    text = words["reviewed-by"].replace("{name}", review.name).replace("{role}", review.role)
    return str(text.replace("{date}", left_to_right(review.date)))


def kit_for(shop: Workshop, handout: Handout, found: Clinic | None, chosen: Sequence[Item]) -> Any:
    """What a handout's boxes are made with."""
    from soleprint.figures.find import scene_finder
    from soleprint.layout.build import Kit

    modes = {item.routine.id: (item.routine, item.setup.mode) for item in chosen}
    theme = dressed(shop.studio.theme, handout, found)
    return Kit(
        theme, shop.studio.typesetter, shop.studio.illustrator, scene_finder(modes, shop.library), emblems(found)
    )


def with_warnings(found: Clinic | None) -> tuple[Any, ...]:
    """Findings of the profile that stop nothing."""
    return found.warnings if found else ()
