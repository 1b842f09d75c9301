"""The content model: what a routine, its steps and its moves are.

A YAML file decodes into these frozen structs (``content.load`` checks it first and reports every mistake with its
line). Field docstrings are the descriptions that editors show. Rules about provenance:

* ``source`` names the entries of the source document a thing stands for; each entry is used exactly once.
* ``editor`` names the fields of this thing whose value the source does not state.
* What the source does not say is ``null`` and never printed as if it did.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

Slug = Annotated[
    str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60, description="lower case, digits, hyphens")
]
LandmarkName = Annotated[
    str, Meta(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*$", max_length=60, description="lower case, digits, dots, hyphens")
]
EntryId = Annotated[
    str, Meta(pattern=r"^[A-Za-z0-9.-]{1,20}$", description="an entry of the source document, such as A1a")
]
StrokeName = Annotated[
    Slug, Meta(description="a stroke of content/strokes.yaml", extra_json_schema={"x-names": "stroke"})
]
Landmark = Annotated[
    LandmarkName, Meta(description="a landmark of content/regions", extra_json_schema={"x-names": "landmark"})
]
ViewName = Annotated[Slug, Meta(description="a view of content/views", extra_json_schema={"x-names": "view"})]
SafetyName = Annotated[
    Slug, Meta(description="a safety profile of content/safety", extra_json_schema={"x-names": "safety profile"})
]
Limb = Annotated[Slug, Meta(description="a limb of content/body.yaml", extra_json_schema={"x-names": "limb"})]
Position = Annotated[
    Slug, Meta(description="a position of content/body.yaml", extra_json_schema={"x-names": "position"})
]
Mode = Annotated[Slug, Meta(description="a mode of content/body.yaml", extra_json_schema={"x-names": "mode"})]
Direction = Annotated[
    Slug, Meta(description="a direction of content/body.yaml", extra_json_schema={"x-names": "direction"})
]
Sentences = Annotated[tuple[Annotated[int, Meta(ge=1, le=40)], ...], Meta(max_length=40)]
Minutes = Annotated[int, Meta(ge=1, le=240)]
PictureName = Annotated[str, Meta(min_length=1, max_length=120, description="a picture, such as neck.jpg")]
Text = Annotated[str, Meta(min_length=1, max_length=1200)]
Line = Annotated[str, Meta(min_length=1, max_length=160)]
Pattern = Annotated[str, Meta(min_length=1, max_length=400)]
StopCue = Annotated[str, Meta(min_length=1, max_length=190)]
AskFirst = Annotated[str, Meta(min_length=1, max_length=130)]

Side = Literal["left", "right"]
Hand = Literal["left", "right", "both", "either"]
HandPart = Literal["thumbs", "heels", "palms", "fingertips", "fingers", "knuckles", "whole"]
Pressure = Literal["none", "feather", "light", "medium", "firm", "deep"]
Tempo = Literal["slow", "smooth"]
Rotation = Literal["clockwise", "anticlockwise"]
PathKind = Literal["from-to", "at", "around"]
Face = Literal["front", "back"]
Evidence = Literal["supported", "mixed", "unsupported", "prohibited"]
Level = Literal["stop", "avoid", "ask", "care"]


class Base(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Common behaviour: immutable, keyword only, no unknown keys."""


class Path(Base, frozen=True, kw_only=True):
    """Where a move goes: from one landmark to another, or staying at or round landmarks."""

    start: Landmark | None = field(default=None, name="from")
    to: Landmark | None = None
    via: tuple[Landmark, ...] = ()
    at: tuple[Landmark, ...] = ()
    """Landmarks where an in-place move (hold, squeeze, circles) is done."""
    around: tuple[Landmark, ...] = ()
    """Landmarks that a circling move goes round."""
    each: bool = False
    """True: done at each of the landmarks one after another."""


class Repeat(Base, frozen=True, kw_only=True):
    """How often. The source's "a number of times" is ``several``; ``times`` only where a source states a count."""

    word: Literal["several", "one-by-one"] | None = None
    times: Annotated[int, Meta(ge=1, le=100)] | None = None


class HandUse(Base, frozen=True, kw_only=True):
    """Which hand works and with which part of it. ``null`` where the source does not say."""

    hand: Hand | None = None
    part: HandPart | None = None


class Move(Base, frozen=True, kw_only=True):
    """One stroke: what the hands do, where, and how."""

    id: Slug
    stroke: StrokeName
    """A stroke of content/strokes.yaml."""
    source: tuple[EntryId, ...] = ()
    """Entries of the source document; empty only for an editor's addition (see ``added``)."""
    view: ViewName | None = None
    """The view that shows this move; by default the routine's first view that has all its landmarks."""
    hands: tuple[HandUse, ...] = ()
    """One item, or two when the hands differ; two items must be different hands."""
    path: Path = Path()
    direction: Direction | None = None
    pressure: Pressure | None = None
    tempo: Tempo | None = None
    rotation: Rotation | None = None
    frame: Literal["giver"] | None = None
    """Who sees the rotation; required with ``rotation``. It is not mirrored for the other leg."""
    repeat: Repeat = Repeat()
    repeats: tuple[EntryId, ...] = ()
    """Source entries that say only "repeat"; they stand for ``repeat``."""
    together: Slug | None = None
    """Id of the move of the same step that is done at the same time with the other hand."""
    float_over: tuple[Landmark, ...] = ()
    """Zones this move crosses with contact only, without pressure."""
    editor: tuple[str, ...] = ()
    """Names of fields of this move that are the editor's, not the source's ("path.to", "hands"...)."""
    added: Line | None = None
    """Why the editor added a move that no source entry describes."""
    note: Text | None = None


class StepWords(Base, frozen=True, kw_only=True):
    """The words of a step for one mode."""

    cue: Line
    text: Text
    easy: tuple[Line, ...] = ()
    easy_position: Sentences = ()


class StepPicture(Base, frozen=True, kw_only=True):
    """A photo or drawing of one's own, which stands in the place of a step's drawing in every product."""

    file: PictureName
    """PNG, JPEG, WebP or SVG, in the folder ``pictures`` of the content or beside the routine."""
    alt: Line
    """What it shows, for people who hear the page read aloud."""
    rights: Line
    """Who made it, and by what right it is printed; it stands where a product names its sources."""


class Step(Base, frozen=True, kw_only=True):
    """What a card numbers: a short cue for the wall, one or two sentences for the hand, and its moves.

    The moves are what its pictures are drawn from; a step with a picture of its own needs none, nor does one of words
    alone.
    """

    id: Slug
    cue: Line
    """At most 8 words, for the wall."""
    text: Text
    """One or two short sentences, for paper in the hand."""
    easy: tuple[Line, ...] = ()
    """Easy-read sentences of at most 15 words, one idea each."""
    easy_position: Sentences = ()
    """Numbers of those that say how to lie or sit: the picture of the position stands beside them."""
    caution: Text | None = None
    """A safety sentence that goes wherever ``text`` goes."""
    minutes: Minutes | None = None
    """How long the step takes, only where the source says so (``states_minutes``)."""
    modes: tuple[Mode, ...] = ()
    """The modes that it is part of; all where none is named."""
    words_for: dict[Mode, StepWords] = field(default_factory=dict)
    """What is read in their place by those who do it in a mode: on oneself, say."""
    picture: StepPicture | None = None
    moves: tuple[Move, ...] = ()

    def is_for(self, mode: str) -> bool:
        """Whether it is part of a mode."""
        return not self.modes or mode in self.modes


class ZoneRule(Base, frozen=True, kw_only=True):
    """A rule written once and inherited by every move that crosses the zone."""

    region: Landmark
    max_pressure: Pressure
    forbid: tuple[StrokeName, ...]
    """Strokes that are not done there at all."""
    cue: Line
    text: Text
    source: tuple[EntryId, ...] = ()
    supports: tuple[EntryId, ...] = ()
    """Entries that are moves of their own and also support this rule."""


class Setup(Base, frozen=True, kw_only=True):
    """Who lies or sits how, for one way of doing the routine."""

    mode: Mode
    """A mode of content/body.yaml."""
    position: Position
    """A position of content/body.yaml."""
    cue: Line
    """A few words for the wall: "Lying face down"."""
    text: Text
    medium: Literal["oil", "lotion"] | None = None
    minutes: Minutes | None = None
    """How long the steps take done this way, where that is not the ``minutes`` of the routine."""
    source: tuple[EntryId, ...] = ()
    supports: tuple[EntryId, ...] = ()
    """Entries that are moves of their own and also say something about the position."""
    editor: tuple[str, ...] = ()


class Finish(Base, frozen=True, kw_only=True):
    """What closes the routine."""

    cue: Line
    """ "Repeat on the other leg"."""
    text: Text
    other_side: bool = False
    """Whether it leads on to the other side; an edition for one side then leaves it out."""
    source: tuple[EntryId, ...] = ()
    editor: tuple[str, ...] = ()


class Goal(Base, frozen=True, kw_only=True):
    """What the source wants the massage to be like; a tip, not a step."""

    text: Text
    source: tuple[EntryId, ...] = ()
    editor: tuple[str, ...] = ()


class Note(Base, frozen=True, kw_only=True):
    """An editor's ruling on something unclear in the source; never printed."""

    question: str
    text: Text


class Review(Base, frozen=True, kw_only=True):
    """Who checked the content, and when."""

    name: Line
    role: Line
    date: date


class SourceDocument(Base, frozen=True, kw_only=True):
    """Where a routine comes from."""

    document: Line
    states_counts: bool = False
    """True when the document gives numbers of repetitions, so that ``times`` may be used."""
    states_minutes: bool = False
    """True when the document says how long things take, so that ``minutes`` may be used."""


class Routine(Base, frozen=True, kw_only=True):
    """One documented massage routine."""

    schema: Literal[1]
    id: Slug
    title: Line
    about: Text
    """One or two sentences on what it is, within the claims gate."""
    version: Annotated[str, Meta(pattern=r"^[0-9]+\.[0-9]+$", description='two numbers with a point, such as "1.0"')]
    date: date
    source: SourceDocument
    safety: SafetyName | Annotated[tuple[SafetyName, ...], Meta(min_length=1, max_length=8)]
    """Ids of safety profiles in content/safety, one or a list: a product prints all that they say, each thing once."""
    minutes: Minutes | None = None
    """How long all steps take, on one side where ``finish`` leads on to the other; their minutes must add up to it."""
    views: tuple[ViewName, ...] = ()
    """Views of content/views that show this routine, the main one first; none where nothing is drawn."""
    limb: Limb
    """A limb of content/body.yaml: what is massaged."""
    setups: Annotated[tuple[Setup, ...], Meta(min_length=1)]
    """At least one; the first is the default mode."""
    zones: tuple[ZoneRule, ...] = ()
    steps: Annotated[tuple[Step, ...], Meta(min_length=1)]
    finish: Finish | None = None
    goals: tuple[Goal, ...] = ()
    claims: tuple[str, ...] = ()
    """Ids of content/claims.yaml that ``about`` rests on; only ``supported`` and ``mixed`` ones may be used."""
    notes: tuple[Note, ...] = ()
    review: Review | None = None

    @property
    def profiles(self) -> tuple[str, ...]:
        """The ids of its safety profiles, in its order."""
        return (self.safety,) if isinstance(self.safety, str) else self.safety


class Claim(Base, frozen=True, kw_only=True):
    """A benefit the source claims, graded. ``text`` is our careful wording, null where nothing may be said."""

    id: Annotated[str, Meta(pattern=r"^K[0-9]+$")]
    summary: Text
    """What the source claims, in our words; for editors, never printed."""
    evidence: Evidence
    text: Text | None = None
    because: Text
    sources: tuple[Line, ...] = ()
    forbidden: tuple[Pattern, ...] = ()
    """Regular expressions of wording that would make this claim; content that matches is an error."""


class Claims(Base, frozen=True, kw_only=True):
    """content/claims.yaml"""

    schema: Literal[1]
    claims: tuple[Claim, ...]


class Condition(Base, frozen=True, kw_only=True):
    """A contraindication or caution of a safety profile."""

    id: Annotated[str, Meta(pattern=r"^S[0-9]+$")]
    level: Level
    condition: Line
    """Who or what: "a blood clot in the leg, now or suspected"."""
    short: Line | None = None
    """The same in the fewest words, for cards; the condition itself where there is none."""
    advice: Text
    sign: Slug | None = None
    """The sign of content/signs that stands beside it in easy read."""
    sources: tuple[Line, ...] = ()
    editor: bool = False


class Sentence(Base, frozen=True, kw_only=True):
    """A short sentence, and the sign of content/signs that shows what it says."""

    sign: Slug
    text: Line


class EasyStop(Base, frozen=True, kw_only=True):
    """All that a stop panel says, in easy read."""

    never: Annotated[tuple[Sentence, ...], Meta(min_length=1)]
    """With what one must not massage; they go on from "Do not massage if"."""
    today: Annotated[tuple[Sentence, ...], Meta(min_length=1)]
    """What needs medical help the same day."""
    call: Line
    """Heading over ``ambulance``."""
    ambulance: Annotated[tuple[Sentence, ...], Meta(min_length=1)]
    """What needs an ambulance at once, in a few words each."""
    also: tuple[Sentence, ...] = ()
    """What needs other help at once."""


class StopSigns(Base, frozen=True, kw_only=True):
    """The short panel every card carries.

    It names no number: the emergency number is a field of the edition. Nor does it name a country's services.
    """

    title: Line
    cue: StopCue
    """The shortest complete wording, for small cards and cards of one face; tells ``ambulance`` and ``today`` apart."""
    text: Text
    """The signs with which one must not massage."""
    today: Text
    """What needs medical help the same day, and from whom. Nothing that needs an ambulance stands here."""
    ambulance: Text
    """What needs help at once: an ambulance, or a maternity unit. Nothing that can wait for hours stands here."""
    easy: EasyStop | None = None
    """The same in sentences with signs; without it easy read prints the texts above."""


class Safety(Base, frozen=True, kw_only=True):
    """A safety profile, shared by routines."""

    schema: Literal[1]
    id: Slug
    title: Line
    ask: AskFirst
    """Who must ask a doctor or midwife first, in one line, for cards that have no room for the conditions."""
    stop: StopSigns
    general: tuple[Text, ...]
    signs: tuple[Slug, ...] = ()
    """A sign for each of the general rules, in their order."""
    conditions: tuple[Condition, ...]
    sources: tuple[Line, ...] = ()
    """Where the advice comes from, as a leaflet names it."""
    date: date
    review: Review | None = None


class StrokeInfo(Base, frozen=True, kw_only=True):
    """A stroke of the vocabulary."""

    id: Slug
    name: Line
    """Plain name: "long gliding stroke"."""
    term: Line
    """Term of the field: "effleurage"."""
    explains: Text
    """How to do it, one plain sentence, for the glossary."""
    picture: Line
    """How its glyph looks, for the key and the alt text: "a long arrow"."""
    paths: tuple[PathKind, ...] = ("from-to", "at", "around")
    """What a move with this stroke must say about where: one of these."""
    encircles: bool = False
    """True: the hands go round the limb, so front and back are both worked (wringing, kneading)."""
    taxonomy: Line | None = None
    """Label in Sherman et al. 2006 (BMC Complement Altern Med 6:24), where there is one."""


class Strokes(Base, frozen=True, kw_only=True):
    """content/strokes.yaml"""

    schema: Literal[1]
    strokes: tuple[StrokeInfo, ...]


class Region(Base, frozen=True, kw_only=True):
    """A named place on the body. Geometry is in the views; this is its name and identity."""

    id: LandmarkName
    name: Line
    """As used in a sentence after a preposition: "the back of the knee"."""
    along: float | None = None
    """Place on its chain (0 = far end, rising towards the heart), for finding which zones a path crosses."""
    face: Face | None = None
    """The side of the limb it lies on, where it lies on one only; strokes on the other side do not touch it."""
    uberon: str | None = None
    fma: str | None = None


class Regions(Base, frozen=True, kw_only=True):
    """A file of content/regions: one chain of landmarks along a limb, and others beside it."""

    schema: Literal[1]
    chain: Slug
    regions: tuple[Region, ...]


Word = Annotated[str, Meta(pattern=r"^\S{2,40}$", description="a word of 2 to 40 letters, without spaces")]


class Words(Base, frozen=True, kw_only=True):
    """A file of content/words: words of one language that lines never part."""

    schema: Literal[1]
    words: tuple[Word, ...]


class Phrases(Base, frozen=True, kw_only=True):
    """content/phrases.yaml: the words that templates use."""

    schema: Literal[1]
    phrases: dict[str, Text]


class Columns(Base, frozen=True, kw_only=True):
    """content/columns.yaml: what people call the columns of their tables, and the values in them."""

    schema: Literal[1]
    columns: dict[Slug, tuple[Line, ...]]
    """Names of a column, by the field or option that it has."""
    values: dict[Slug, dict[Line, tuple[Line, ...]]] = field(default_factory=dict)
    """Words for values of an option, by option and value."""
