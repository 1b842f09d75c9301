"""What a translator should know about each text, drawn from the content: the "#." comments of the PO files."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from soleprint.content.body import NOTHING, Body
from soleprint.content.model import Condition, Goal, HandUse, Move, Region, Routine, Safety, Setup, Step, StrokeInfo
from soleprint.content.printed import Place, is_safety

SAFETY = "SAFETY: nothing is printed without it. Keep every condition, every side and every “do not”."
CUE = "For the wall, read from a distance: at most 8 words in English. Keep it as short as you can."
ADDRESS = "Plain, active words for a lay reader; speak to the reader directly."
_SIDE = "A side of the body, as a label. Do not mix up left and right."

FIELDS: Mapping[tuple[str, str], str] = {
    ("Routine", "title"): "Title of the card.",
    ("Routine", "about"): "What the routine is. Promise nothing more than the English does.",
    ("Setup", "cue"): "How the person lies or sits; a few words beside the title, without a full stop.",
    ("Setup", "text"): "How the person lies or sits.",
    ("ZoneRule", "cue"): "A warning in a box on the wall card. Keep it as short as you can.",
    ("ZoneRule", "text"): "A warning in a box, for paper in the hand.",
    ("Step", "cue"): CUE,
    ("Step", "text"): f"One or two short sentences, for paper in the hand. {ADDRESS}",
    ("StepWords", "cue"): f"{CUE} It is read by one who does the massage on oneself.",
    ("StepWords", "text"): "One or two short sentences, for one who does the massage on oneself, sitting.",
    ("StepWords", "easy"): "An easy-read sentence for one who does the massage on oneself, sitting.",
    ("StepPicture", "alt"): "Describes a photo or drawing of a step to people who hear the page read aloud.",
    ("Step", "caution"): "A warning printed after the text of the step.",
    ("Finish", "cue"): CUE,
    ("Finish", "text"): f"What closes the routine. {ADDRESS}",
    ("Goal", "text"): "A tip on how the massage should feel.",
    ("Review", "role"): "Profession of the person who checked the content, as in: Reviewed by NAME, ROLE, DATE.",
    ("Claim", "text"): "A careful wording of a benefit. Promise nothing more than the English does.",
    ("Safety", "title"): "Heading.",
    ("Safety", "general"): "A rule in a list.",
    ("StopSigns", "title"): "Heading of the warning box on every card.",
    ("Safety", "ask"): "Who must ask first, in one line on the front of a card: at most 130 characters in English.",
    ("StopSigns", "cue"): "The warning in the fewest words, for small cards: at most 190 characters in English. Keep "
    "what needs an ambulance apart from what needs help today.",
    ("StopSigns", "text"): "The warning in full.",
    ("StopSigns", "today"): "What needs medical help the same day, but no ambulance. Write no number and name no "
    "country's service here.",
    ("StopSigns", "ambulance"): "What needs help at once. The emergency number is added from the locale: write no "
    "number here.",
    ("EasyStop", "call"): "Heading over what needs an ambulance at once, in easy read; no full stop, no number.",
    ("Sentence", "text"): "Easy read: a short sentence, or a few words, beside a picture of what it says.",
    ("Condition", "condition"): "A condition in a list: who should not be massaged, or only after asking.",
    ("Condition", "short"): "The same as the condition in the fewest words, inside a list: lower case, no full stop.",
    ("Condition", "advice"): "What to do for this condition.",
    ("StrokeInfo", "name"): "Name of a stroke of the hands. Use the term of the glossary.",
    ("StrokeInfo", "explains"): f"How to do the stroke, in a list of words. {ADDRESS}",
    ("StrokeInfo", "picture"): "How the sign of the stroke looks; read aloud, as in: shown as a long solid arrow.",
    ("LimbEntry", "right"): _SIDE,
    ("LimbEntry", "left"): _SIDE,
    ("LimbEntry", "each"): "A label under the title: both are done, one and then the other.",
    ("LimbEntry", "name"): "A label under the title: what is massaged.",
    ("PositionEntry", "says"): "Description of a small picture, read aloud.",
    ("ModeEntry", "name"): "A choice: who does the massage.",
    ("ModeEntry", "title"): "The title on a page, {title} being the routine's, such as Foot: who does the massage.",
    ("Region", "name"): "A place on the body, used in a sentence after a preposition: from the ankle to the hip.",
}  # fmt: skip
"""By struct and field."""

PHRASES: Mapping[str, str] = {
    "do-not-massage": "Heading of a warning.",
    "stop-and-get-help": "Heading of a warning.",
    "get-help": "Heading over what to do in an emergency.",
    "before-you-start": "Heading over the safety rules.",
    "read-the-back-first": "A line on the front of a card with two sides.",
    "reminder": "On a card as small as a bank card, which has one picture of each step.",
    "read-the-safety-card": "A line on each card of a set in which one card has all the safety text.",
    "how-to": "Heading over the steps in full.",
    "you-need": "Heading over a list of things, such as oil.",
    "oil": "A thing in the list “You need”.",
    "lotion": "A thing in the list “You need”.",
    "with-oil": "A label: the massage is done with oil.",
    "with-lotion": "A label: the massage is done with lotion.",
    "steps": "Heading over the numbered steps.",
    "step": "Label of one step.",
    "step-number": "Label of one step with its number.",
    "finish": "Heading over what closes the routine.",
    "tip": "Label of a tip.",
    "caution": "Label of a warning.",
    "zone": "Label of a place where one must not press.",
    "back-of-the-knee": "Label on a picture.",
    "safety": "Heading.",
    "safety-stop": "Heading of a list of conditions with which one must not massage at all.",
    "safety-avoid": "Heading of a list of conditions: keep away from the part concerned.",
    "safety-ask": "Heading of a list of conditions: ask a doctor or midwife first.",
    "safety-care": "Heading of a list of conditions: be careful.",
    "general-rules": "Heading of a list of safety rules that always hold.",
    "tempo-slow": "How to move, inside a description.",
    "tempo-smooth": "How to move, inside a description.",
    "repeat-several": "How often, inside a description.",
    "repeat-one-by-one": "How often: each toe after the other, inside a description.",
    "repeat-times": "How often, inside a description; {times} is a number.",
    "clockwise": "Sense of rotation, inside a description. Do not mix it up with anticlockwise.",
    "anticlockwise": "Sense of rotation, inside a description. Do not mix it up with clockwise.",
    "as-you-see-it": "Added to clockwise or anticlockwise: as the person who massages sees it.",
    "key": "Heading over the key to the signs.",
    "words": "Heading over a list of terms.",
    "contents": "Heading of the table of contents.",
    "page-of": "Page number.",
    "sources": "Heading over the list of sources.",
    "pictures-by": "{names} becomes who made the photos and drawings, and by what right they are printed.",
    "source-document": "{document} is the title of a document; it is not translated.",
    "version": "Label before a version number; also used inside a line, in lower case.",
    "content-date": "Label before the date of the content.",
    "review-date": "Label before the date by which the content is checked again.",
    "reviewed-by": "A professional checked the content: {name}, {role} such as physiotherapist, {date}.",
    "not-yet-reviewed": "Small print on every card until a professional has checked it.",
    "draft-translation": "Small print on everything in a language whose translation nobody has checked.",
    "contact": "Heading over a clinic's address.",
    "other-formats": "Small print; us is the clinic.",
    "emergency": "Label before the emergency number.",
    "checklist": "Heading.",
    "summary": "Heading over the shortest version.",
    "notes": "Heading over empty lines to write on.",
    "not-medical-advice": "Small print.",
    "figure-drawing": "Description of a picture, read aloud. {subjects} says what is drawn.",
    "figure-and": "Joins the last two things of a list.",
    "figure-right": "The side of the body, put for {side} as in: the sole of the {side} foot.",
    "figure-left": "The side of the body, put for {side} as in: the sole of the {side} foot.",
    "figure-from-to": "{start} and {end} are places on the body, as in: from the ankle to the hip.",
    "figure-at": "{places} are places on the body, as in: on the calf.",
    "figure-around": "{places} are places on the body, as in: round the ankle.",
    "figure-step": "{number} is the number of the step, {moves} what the hands do.",
    "figure-then": "Two moves, one after the other.",
    "figure-with": "{stroke} is the name of a stroke, {hands} the hand or its part, as in: kneading with both hands.",
    "figure-sign": "{picture} is how the sign of the stroke looks, as in: shown as a long solid arrow.",
    "figure-together": "A move done at the same time as the one before it.",
    "figure-hand": "A hand and its part, as in: left hand (thumbs).",
    "figure-floats": "The hands pass over {places} without pressure.",
    "figure-zone": "A sign in the picture marks {places}, where one must not press.",
    "figure-hand-icon": "A picture of a hand, as in: A left hand. The part that works: thumbs.",
    "figure-hand-plain": "A picture of a hand, as in: A left hand.",
    "leaflet-purpose": "Line under the title of a leaflet: what it is for.",
    "booklet-title": "Title on the cover.",
    "booklet-subtitle": "Line under the title on the cover.",
    "main-message": "The one thing to remember, in large type.",
    "who-for": "Heading.",
    "who-for-text": "Who the leaflet is for.",
    "do-not-massage-if": "Heading over a list of conditions, which go on from these words.",
    "when-to-stop": "Heading over signs that one must stop.",
    "who-to-call": "Heading over telephone numbers.",
    "call-emergency": "{number} is the emergency number of the country.",
    "call-ambulance": "The same in the fewest words, for cards; {number} is the emergency number of the country.",
    "call-advice": "{name} is a clinic or a service, {number} its telephone number.",
    "call-advice-line": "{name} is a service that is called by its number, which ends it, such as NHS 111.",
    "diary": "Heading over a table with the days of the week.",
    "diary-text": "How to use that table.",
    "evidence": "Heading over what studies show.",
    "evidence-text": "What studies show. Promise nothing more than the English does.",
    "published-by": "Label before the name of a clinic.",
    "author": "Label before the name of the person who is responsible for the text.",
    "issued": "Label before a date.",
    "reference": "Label before the clinic's own number for the leaflet.",
    "feedback": "Line beside an address or a QR code.",
    "scan": "Line beside a QR code.",
    "plan": "Heading over empty fields that a professional fills in for one person.",
    "name": "Label of an empty field: the person's name.",
    "date": "Label of an empty field.",
    "how-often": "Label of an empty field.",
    "how-long": "Label of an empty field: how many minutes.",
    "time-in-all": "How long a massage takes; {time} is such as “10 min”. Stands after a comma, or as a sentence.",
    "time-each-side": "The same where the left and the right side take that long each.",
    "appointment": "Label: when the patient is to come back.",
    "which-side": "Label of an empty field: the left or the right side, or both.",
    "which-steps": "Label of an empty field: numbers of steps.",
    "left": "A choice for “Which side”. Do not mix up left and right.",
    "right": "A choice for “Which side”. Do not mix up left and right.",
    "both-sides": "A choice for “Which side”.",
    "your-notes": "Heading over empty lines to write on.",
    "how-to-use": "Heading.",
    "glossary": "Heading over the list of strokes.",
    "print-at-100": "Small print beside a line to measure. Keep 100 mm.",
    "cut-here": "Label of a line where paper is cut.",
    "fold-here": "Label of a line where paper is folded.",
    "glue-here": "Label of a part of the paper where it is glued.",
    "contact-sheet": "Title of a page that shows many small pictures at once.",
    "assembly-manual-1": "In a list on how to print; {first} is a range of page numbers such as 1-4.",
    "assembly-manual-over": "In a list on how to print by hand on the other side; {second} is as 5-8.",
    "assembly-manual-as-is": "In a list on how to print by hand on the other side; {second} is as 5-8.",
    "assembly": "Heading over how to print, cut and fold.",
    "printer-test": "Title of a page that shows what a printer does.",
    "trial-front-1": "On the front of the printer test.",
    "trial-front-2": "On the front of the printer test; the cross is in the middle of the sheet.",
    "trial-back-1": "On the back of the printer test. Keep --offset X Y as it is.",
    "trial-back-2": "On the back of the printer test.",
    "trial-back-3": "On the back of the printer test. Keep --restack as-is and --restack over as they are.",
    "trial-front-alt": "Describes the printer test's front to a screen reader.",
    "trial-back-alt": "Describes the printer test's back to a screen reader.",
}
"""By id of the phrase."""

_PREFIXES: Mapping[str, str] = {
    "hand-": "A part of the hand, inside a description, as in: kneading with the thumbs.",
    "pressure-": "How hard to press, inside a description. In order: no pressure, as light as a feather, light, "
    "medium, firm, deep.",
    "summary-": "One of a few short rules at the start of a leaflet.",
    "how-to-use-": "A step in how to use the booklet.",
    "day-": "Day of the week, in a table; as short as your language writes it there.",
    "assembly-": "One instruction on how to print, cut, fold or laminate, in a list.",
    "right-": "A side of the body, as a label. Do not mix up left and right.",
    "left-": "A side of the body, as a label. Do not mix up left and right.",
    "both-": "A label and inside a description.",
}
VIEW = (
    "What a picture shows, inside a description: Drawing of … . "
    "{side} becomes the word for right or left (phrases/figure-right, figure-left)."
)


class Names(Struct, frozen=True):
    """The English words for what moves refer to."""

    strokes: Mapping[str, StrokeInfo]
    regions: Mapping[str, Region]
    phrases: Mapping[str, str]
    body: Body = NOTHING

    def place(self, region: str) -> str:
        return self.regions[region].name if region in self.regions else region

    def places(self, regions: tuple[str, ...]) -> str:
        return ", ".join(self.place(region) for region in regions)


def notes(place: Place, names: Names, about: Routine | Safety | None = None) -> tuple[str, ...]:
    """The lines for one text; ``about`` is the routine that holds it."""
    owner, field = place.owner, place.field
    lines = [phrase_note(place.context.rpartition("/")[2])] if field == "phrases" else [_field_note(place)]
    if isinstance(owner, Step) and field != "caution":
        lines += _step_lines(owner, place, names)
    if isinstance(owner, Step) and isinstance(about, Routine):
        number = about.steps.index(owner) + 1
        lines.insert(0, f"{about.title}, step {number} of {len(about.steps)}.")
    elif isinstance(about, Routine) and not isinstance(owner, Routine):
        lines.insert(0, f"{about.title}.")
    lines += _thing_lines(owner, field, names)
    if is_safety(place.context):
        lines.insert(0, SAFETY)
    return tuple(line for line in lines if line)


def _field_note(place: Place) -> str:
    return FIELDS.get((type(place.owner).__name__, place.field), "")


def phrase_note(name: str) -> str:
    """What a phrase of content/phrases.yaml is used for; nothing for a user's own."""
    if name in PHRASES:
        return PHRASES[name]
    return next((note for prefix, note in _PREFIXES.items() if name.startswith(prefix)), "")


def _thing_lines(owner: object, field: str, names: Names) -> list[str]:
    if isinstance(owner, StrokeInfo):
        term = f"Term of the field: {owner.term}."
        return [f"{term} {owner.explains}" if field == "name" else f"Stroke: {owner.name} ({owner.term})."]
    if isinstance(owner, Region):
        return [f"FMA {owner.fma.removeprefix('FMA:')}" if owner.fma else "", _side_of(owner)]
    if isinstance(owner, Condition) and field != "condition":
        return [f"Condition {owner.id}: {owner.condition}."]
    if isinstance(owner, Setup):
        done = "done on oneself" if names.body.own_hands(owner.mode) else "done for another"
        return [f"Position: {owner.position}; {done}."]
    return ["Not a promise: what one aims at."] if isinstance(owner, Goal) else []


def _side_of(region: Region) -> str:
    return f"On the {region.face} of the limb." if region.face else ""


def _step_lines(step: Step, place: Place, names: Names) -> list[str]:
    if place.field == "easy":
        return [
            f"Easy-read sentence {place.index} of {len(step.easy)}: at most 15 words in English, one idea.",
            f"Whole step: {step.text}",
        ]
    return [f"Move {number}: {move_note(move, names)}." for number, move in enumerate(step.moves, 1)]


def move_note(move: Move, names: Names) -> str:
    """One move in plain words: stroke, hands, places, direction, pressure, rotation, repeats."""
    stroke = names.strokes[move.stroke]
    path = move.path
    parts = [f"{stroke.name} ({stroke.term})", " and ".join(filter(None, (_hand(use, names) for use in move.hands)))]
    if path.start and path.to:
        via = f" over {names.places(path.via)}" if path.via else ""
        parts.append(f"from {names.place(path.start)}{via} to {names.place(path.to)}")
    parts.append(f"at {names.places(path.at)}{', one after another' if path.each else ''}" if path.at else "")
    parts.append(f"round {names.places(path.around)}" if path.around else "")
    parts.append(f"direction: {move.direction.replace('-', ' ')}" if move.direction else "")
    parts.append(f"pressure: {names.phrases.get(f'pressure-{move.pressure}', move.pressure)}" if move.pressure else "")
    parts.append(f"{move.tempo}ly" if move.tempo else "")
    parts.append(f"{move.rotation} as the giver sees it" if move.rotation else "")
    parts.append(f"no pressure over {names.places(move.float_over)}" if move.float_over else "")
    parts.append(_repeat(move))
    parts.append("at the same time as another move, with the other hand" if move.together else "")
    return "; ".join(part for part in parts if part)


def _hand(use: HandUse, names: Names) -> str:
    hand = {"left": "left hand", "right": "right hand", "both": "both hands", "either": "either hand"}.get(
        use.hand or "", ""
    )
    part = names.phrases.get(f"hand-{use.part}", use.part) if use.part else ""
    return f"{hand} ({part})" if hand and part else hand or part or ""


def _repeat(move: Move) -> str:
    if move.repeat.times:
        return f"{move.repeat.times} times"
    return {"several": "several times", "one-by-one": "one by one"}.get(move.repeat.word or "", "")
