"""What a template may use: the same names for every product (templates/README.md lists them)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from soleprint.clinic.numbers import numbers_to_call
from soleprint.content.dosage import time_of, time_phrase, with_time
from soleprint.content.languages import SOURCE
from soleprint.content.safety import CommonSafety, Item, common_safety
from soleprint.content.select import for_side, setup_for, side_label, steps_for, titled
from soleprint.errors import Finding, Severity, UsageProblem
from soleprint.files.folders import names
from soleprint.files.suggest import did_you_mean
from soleprint.layout.paper import MM, cap_height_for
from soleprint.products.asked import Asked, Later
from soleprint.products.isolation import in_isolation
from soleprint.products.options import Binding, ClinicOptions, Content, Edition, Faces, Folding, Step, View
from soleprint.products.personal import personal
from soleprint.products.shown import StepPictures
from soleprint.products.step_pictures import rights_of
from soleprint.text.isolation import isolated

if TYPE_CHECKING:
    from soleprint.clinic import Clinic
    from soleprint.clinic.profile import Profile
    from soleprint.content.languages import Language
    from soleprint.content.library import Library
    from soleprint.content.model import Review, Routine
    from soleprint.products.materials import Materials
    from soleprint.products.order import Order

HAND_DISTANCE_MM = 400.0
"""A back is read in the hand."""
NARROW_MM = 140.0
"""Text narrower than this has larger pictures beside it."""


class TypeSizes(Struct, frozen=True):
    """Body type in points. ``cap`` and ``hand_cap`` are heights of capitals that hold where type goes by distance."""

    smallest: float
    largest: float
    hand: float
    """Smallest type of what is read in the hand."""
    cap: float = 0.0
    hand_cap: float = 0.0


def type_sizes(order: Order, material: Materials) -> TypeSizes:
    """The type sizes that an order is held to."""
    kind = order.product.type
    if kind.by == "distance":
        font = material.typesetter.font(bold=True)
        ratio = font.cap_height / font.upem
        front = cap_height_for(order.distance)
        back = min(front, cap_height_for(HAND_DISTANCE_MM))
        return TypeSizes(front / ratio, front / ratio * 1.6, back / ratio, front, back)
    sizes = kind.fixed if kind.by == "fixed" else kind.editions.get(order[Edition].edition) or kind.editions["standard"]
    assert sizes is not None  # seen to when the product file is read
    return TypeSizes(sizes.smallest, sizes.largest, sizes.smallest)


def items(library: Library, order: Order, ids: Sequence[str]) -> tuple[list[Item], list[Finding]]:
    """The routines in the mode asked for, or their first; with warnings for those left out of "all".

    Raises UsageProblem for a routine that cannot be done in the mode, or for the side, and when none is left.
    """
    mode, body = order[Content].mode, library.body
    found: list[Item] = []
    notes: list[Finding] = []
    refused: list[UsageProblem] = []
    for name in ids:
        routine = library.routine(name)
        try:
            setup, label = setup_for(routine, mode), side_label(routine, order.side, body)
        except UsageProblem as error:
            if not order.every:
                raise
            refused.append(error)
            notes.append(Finding("routine-left-out", f"{name} is left out: {error}", severity=Severity.WARNING))
            continue
        sides, place = body.limbs[routine.limb].has_sides, setup.position
        steps = steps_for(routine, setup.mode)
        shown = titled(for_side(routine, order.side), setup.mode, body)
        drawn, lying = body.view_of(place) is not None, body.lies(place)
        item = Item(shown, setup, steps, label, len(found) + 1, sides, drawn, lying)
        found.append(_timed(item, library))
    if not found:
        raise refused[0] if refused else UsageProblem("There is no routine.", code="no-routine")
    return found, notes


def _timed(item: Item, library: Library) -> Item:
    """The routine with its times, where it has any: beside the side, in how to lie, and after the cue of a step."""
    language = library.language
    steps = tuple(with_time(step, language) for step in item.steps)
    time = time_of(item.routine, item.setup, language, library.phrases())
    if not time:
        return replace(item, steps=steps)
    text = language.signs.sentences(item.setup.text, time)
    label = language.signs.comma.join(filter(None, (item.side_label, time)))
    return replace(item, steps=steps, side_label=label, setup=replace(item.setup, text=text))


def _words(library: Library, chosen: Sequence[Item]) -> Mapping[str, str]:
    """The phrases of the language; those of a translation remember which were asked for."""
    words = library.phrases()
    if library.translation_review() is None:
        return words
    asked = Asked(words)
    asked.names.update(name for item in chosen if (name := time_phrase(item.routine, item.setup)))
    return asked


def context(
    order: Order, material: Materials, clinic: Clinic | None, chosen: Sequence[Item], sizes: TypeSizes
) -> dict[str, Any]:
    """The names and values that a template is given, in the language of ``material``."""
    library, language = material.library, material.library.language
    words = _words(library, chosen)
    return {
        "words": words,
        "sign": language.signs,
        "original": {"lang": SOURCE, "sign": library.languages.find(SOURCE).signs},
        "lang": material.lang,
        "script": language.script,
        "rtl": language.rtl,
        "days": Later(lambda: _days(words, language.first_day)),
        "day": language.dated,
        "digits": lambda value: language.numerals(str(value)),
        "second": None,
        **_routines(library, chosen, words, clinic),
        **_format(order, sizes),
        "turned": _is_turned(order, language),
        **_clinic(clinic, order, library),
        **_prescription(order, words, chosen),
        "strokes": _strokes(library, chosen),
        "pictures": StepPictures(material, chosen),
        "views": library.view_ids(),
        "step": _step(order[Step].step, chosen),
        "view": _view(order[View].view, library),
        "debug": order[View].debug,
    }


def _step(asked: str | None, chosen: Sequence[Item]) -> str | None:
    """The id of the step asked for by its id, or by its number from 1. Raises UsageProblem for another."""
    if asked is None or not chosen:
        return None
    for number, step in enumerate(chosen[0].steps, 1):
        if asked in (str(number), step.id):
            return step.id
    known = ", ".join(f"{number} ({step.id})" for number, step in enumerate(chosen[0].steps, 1))
    message = f"{chosen[0].routine.id} has no step {asked!r}. It has: {known}."
    raise UsageProblem(message, code="unknown-step", option="step")


def _view(asked: str | None, library: Library) -> str | None:
    """The view asked for, or a hand (``hand:NAME``) or sign (``sign:NAME``). Raises UsageProblem for another."""
    if asked is None:
        return None
    drawn = [(f"{kind}:", names(library.folders, f"{kind}s", ".yaml")) for kind in ("hand", "sign")]
    known = [*library.view_ids(), *(kind + name for kind, found in drawn for name in found)]
    if asked not in known:
        near = did_you_mean(asked, known)
        raise UsageProblem(f'view "{asked}" is not known{near}', code="unknown-view", option="view")
    return asked


def _routines(
    library: Library, chosen: Sequence[Item], words: Mapping[str, str], clinic: Clinic | None
) -> dict[str, Any]:
    """What is said of the routines, and of the first by itself."""
    if not chosen:
        return {"items": [], "title": "", "safety": None}
    first, safety, language = chosen[0], safety_of(library, chosen), library.language
    profile = _profile(clinic, language)
    lines = review_lines(library, chosen, clinic, words)
    return {
        "items": list(chosen),
        "title": language.signs.list.join(item.routine.title for item in chosen),
        "routine": first.routine,
        "setup": first.setup,
        "steps": first.steps,
        "zones": first.routine.zones,
        "mode": first.setup.mode,
        "side_label": first.side_label,
        "safety": safety,
        "zone_cues": list(dict.fromkeys(zone.cue for item in chosen for zone in item.routine.zones)),
        "sources": [isolated(name, language.rtl) for name in _sources(chosen, safety)],
        "author": (profile.author or profile.name) if profile else "soleprint",
        "version": language.numerals(max(item.routine.version for item in chosen)),
        **_dates(chosen, profile, language),
        "review_line": lines["review"],
        "draft_line": lines["draft"],
        "credit_line": credit_line(chosen, words, language),
    }


def _dates(chosen: Sequence[Item], profile: Profile | None, language: Language) -> dict[str, Any]:
    """When it was issued and must be reviewed: the days, and as the language writes them."""
    issued = (profile.issued if profile else None) or max(item.routine.date for item in chosen)
    due = profile.review_by if profile else None
    said = {"issued": language.dated(issued), "review_by": language.dated(due) if due else ""}
    return {**said, "issued_on": issued, "review_on": due}


def _days(words: Mapping[str, str], first: int) -> list[str]:
    """The days of the week, from the one that weeks begin with."""
    return [words[f"day-{(first + day) % 7 + 1}"] for day in range(7)]


def _sources(chosen: Sequence[Item], safety: CommonSafety) -> list[str]:
    return list(dict.fromkeys([*(item.routine.source.document for item in chosen), *safety.sources]))


def safety_of(library: Library, chosen: Sequence[Item]) -> CommonSafety:
    """The safety of all routines of a product together."""
    profiles = (library.safety(name) for item in chosen for name in item.routine.profiles)
    return common_safety(profiles, library.language.signs.space)


def review_lines(
    library: Library, chosen: Sequence[Item], clinic: Clinic | None, words: Mapping[str, str]
) -> dict[str, str]:
    """Who has reviewed the content, or plainly that nobody has; and that a translation is a draft, "" where not."""
    language = library.language
    review = review_of([item.routine for item in chosen], clinic)
    text = words["not-yet-reviewed"]
    if review is not None:
        text = words["reviewed-by"].replace("{name}", isolated(review.name, language.rtl))
        text = text.replace("{role}", isolated(review.role, language.rtl))
        text = text.replace("{date}", language.dated(review.date))
    return {"review": text, "draft": words["draft-translation"] if is_draft(library, clinic) else ""}


def credit_line(chosen: Sequence[Item], words: Mapping[str, str], language: Language) -> str:
    """Whose the pictures are that the user's own steps have; "" where none has one."""
    names = [isolated(name, language.rtl) for name in rights_of(chosen)]
    return words["pictures-by"].replace("{names}", language.signs.semicolon.join(names)) if names else ""


def review_of(routines: Iterable[Routine], clinic: Clinic | None) -> Review | None:
    """Who has reviewed the content of these routines; None where nobody has."""
    own = clinic.profile.reviewer if clinic else None
    return own or next((routine.review for routine in routines if routine.review), None)


def is_draft(library: Library, clinic: Clinic | None) -> bool:
    """Whether this is a translation that no qualified speaker has checked."""
    review = library.translation_review()
    checked = clinic is not None and library.lang in clinic.profile.translation_reviewers
    return review is not None and not review.reviewed and not checked


def _format(order: Order, sizes: TypeSizes) -> dict[str, Any]:
    """The page and its type."""
    paper, faces, edition = order.paper, order[Faces], order[Edition].edition
    width, height = paper.millimetres
    pages = order.product.pages
    text_width = width
    if pages.kind == "panels":
        from soleprint.press.folds import panels

        margin = pages.panel_margin if order.folded else pages.margin
        text_width = min(panel for panel, _ in panels(order[Folding].fold, paper).sizes()) / MM - 2 * margin
    return {
        "faces": order.sides,
        "full_text": faces.text == "full",
        "edition": edition,
        "easy": edition == "easy-read",
        "minimum": round(sizes.smallest, 3),
        "maximum": round(sizes.largest, 3),
        "hand_minimum": round(sizes.hand, 3),
        "distance_mm": order.distance,
        "width_mm": width,
        "height_mm": height,
        "fold": order[Folding].fold,
        "folded": order.folded,
        "narrow": text_width < NARROW_MM,
        "hole": order.hole,
    }


def _is_turned(order: Order, language: Language) -> bool:
    """Whether a book is bound at the side where its language has the open edge."""
    return order[Binding].binding == ("left" if language.rtl else "right")


def _clinic(clinic: Clinic | None, order: Order, library: Library) -> dict[str, Any]:
    profile = _profile(clinic, library.language)
    given, needed = order[ClinicOptions].emergency, "emergency" in order.product.requires
    numbers = numbers_to_call(clinic.profile if clinic else None, library.lang, given, needed=needed)
    return {
        "profile": profile,
        "has_logo": clinic is not None and clinic.artwork is not None,
        "has_qr": profile is not None and profile.qr is not None,
        "emergency": in_isolation(numbers, library.language.rtl) if numbers else None,
    }


def _profile(clinic: Clinic | None, language: Language) -> Profile | None:
    """The profile as a template is given it."""
    return in_isolation(clinic.profile, language.rtl) if clinic else None


def _prescription(order: Order, words: Mapping[str, str], chosen: Sequence[Item]) -> dict[str, Any]:
    """Labels and values of what is prescribed; an empty value is a line for the pen.

    A value is a slot, so that no template sees whom it is for.
    """
    filled = {name: bool(value) for name, value in personal(order).items()}

    def own(name: str) -> str:
        return Markup(f'<slot name="{name}"/>') if filled[name] else ""

    def sides() -> Sequence[tuple[str, str]]:
        if chosen and not any(item.has_sides for item in chosen):
            return ()
        return [(words["which-side"], words["both-sides" if order.side == "both" else order.side])]

    def lines() -> Sequence[tuple[str, str]]:
        return [
            (words["name"], own("name")),
            (words["date"], own("date")),
            (words["which-steps"], own("steps")),
            *sides(),
            (words["how-often"], own("often")),
            (words["how-long"], own("long")),
            (words["notes"], own("notes")),
            *((words[name], own(name)) for name in ("appointment", "reference") if filled[name]),
        ]

    pen = Later(lambda: (words["name"], words["how-often"]))
    return {"plan_lines": Later(lines), "pen_lines": pen, "filled": filled}


def _strokes(library: Library, chosen: Sequence[Item]) -> list[Any]:
    """The strokes of the routines, in the order of the vocabulary; all of them where no routine is shown."""
    used = {move.stroke for item in chosen for step in item.steps for move in step.moves}
    return [stroke for name, stroke in library.strokes().items() if name in used or not chosen]
