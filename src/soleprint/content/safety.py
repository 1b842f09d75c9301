"""The safety of what is printed together: of all profiles of all routines in one product, each condition once, at the
strictest level.

Stop panels are never shortened or chosen from. Those with one title become one panel that has the whole wording of
each, in the order in which the routines name their profiles; others stand one after another.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from soleprint.content.model import Condition, EasyStop, Routine, Safety, Sentence, Setup, Step, StopSigns
from soleprint.store import Store

T = TypeVar("T", bound=Hashable)
LEVELS = ("stop", "ask", "avoid", "care")
"""The levels of conditions, the strictest first."""


class CommonSafety(Struct, frozen=True):
    """What several safety profiles say together."""

    title: str
    panels: tuple[StopSigns, ...]
    """The stop panel of each profile."""
    stops: tuple[StopSigns, ...]
    """The same as they are printed: one for each title."""
    asks: tuple[str, ...]
    """Who asks first, a line for each profile."""
    general: tuple[str, ...]
    signs: Mapping[str, str]
    """The sign of each general rule that has one."""
    conditions: tuple[Condition, ...]
    sources: tuple[str, ...]

    @property
    def stop(self) -> StopSigns:
        """The first profile's stop panel."""
        return self.stops[0]

    def at(self, level: str) -> tuple[Condition, ...]:
        """The conditions of one level."""
        return tuple(condition for condition in self.conditions if condition.level == level)


def common_safety(profiles: Iterable[Safety], space: str = " ") -> CommonSafety:
    """The union of safety profiles. Conditions with the same words are one, at the strictest of their levels.

    ``space`` is what the language has between two sentences.
    """
    every = list({profile.id: profile for profile in profiles}.values())
    key = (space, tuple(map(id, every)))
    known = _common.get(key) or _common.put(key, (every, _union(every, space)))
    return known[1]


_common: Store[tuple[str, tuple[int, ...]], tuple[Sequence[Safety], CommonSafety]] = Store(16)
"""Unions by the profiles they are of, which are held here."""


def _union(every: Sequence[Safety], space: str) -> CommonSafety:
    conditions: dict[str, Condition] = {}
    for condition in (condition for profile in every for condition in profile.conditions):
        known = conditions.get(_key(condition))
        if known is None or LEVELS.index(condition.level) < LEVELS.index(known.level):
            conditions[_key(condition)] = condition
    return CommonSafety(
        every[0].title,
        panels := _once(profile.stop for profile in every),
        tuple(_joined([panel for panel in panels if panel.title == title], space) for title in _titles(panels)),
        _once(profile.ask for profile in every),
        _once(rule for profile in every for rule in profile.general),
        {rule: sign for profile in every for rule, sign in zip(profile.general, profile.signs, strict=False)},
        tuple(conditions.values()),
        _once(source for profile in every for source in profile.sources),
    )


def _titles(panels: Iterable[StopSigns]) -> tuple[str, ...]:
    return _once(panel.title for panel in panels)


def _joined(panels: Sequence[StopSigns], space: str) -> StopSigns:
    """One panel with all that each of several says. Easy read has sentences where all have, under one heading."""
    if len(panels) == 1:
        return panels[0]
    easy = [panel.easy for panel in panels if panel.easy is not None]
    whole = len(easy) == len(panels) and len({one.call for one in easy}) == 1
    return StopSigns(
        title=panels[0].title,
        cue=space.join(_once(panel.cue for panel in panels)),
        text=space.join(_once(panel.text for panel in panels)),
        today=space.join(_once(panel.today for panel in panels)),
        ambulance=space.join(_once(panel.ambulance for panel in panels)),
        easy=_joined_easy(easy) if whole else None,
    )


def _joined_easy(every: Sequence[EasyStop]) -> EasyStop:
    """The sentences of all, each once."""
    return EasyStop(
        never=_once(sentence for easy in every for sentence in easy.never),
        today=_once(sentence for easy in every for sentence in easy.today),
        call=every[0].call,
        ambulance=_once(sentence for easy in every for sentence in easy.ambulance),
        also=_once(sentence for easy in every for sentence in easy.also),
    )


def _key(condition: Condition) -> str:
    return " ".join(condition.condition.casefold().split())


def _once(things: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(things))


class Item(Struct, frozen=True):
    """A routine in one way of doing it. ``number`` counts the routines of a product from 1."""

    routine: Routine
    setup: Setup
    steps: tuple[Step, ...]
    side_label: str
    number: int = 1
    has_sides: bool = True
    """Whether there is a right and a left one of what it is for."""
    position_drawn: bool = True
    """Whether there is a picture of its position."""
    lying: bool = True
    """Whether the person lies, so that this picture is wide and low."""


class Piece(Struct, frozen=True):
    """Something that must be on the pages: one of ``ways``, each of which is all of its texts."""

    name: str
    """For messages, such as "the stop panel"."""
    print_as: str
    """What a template writes to print it."""
    ways: tuple[tuple[str, ...], ...]


EVERYWHERE = ("stop", "help", "general", "zones", "review", "draft")
"""The pieces that every product with routines carries, whoever wrote its template."""


def pieces(
    items: Sequence[Item], safety: CommonSafety, words: Mapping[str, str], lines: Mapping[str, str], more: Iterable[str]
) -> tuple[Piece, ...]:
    """What the pages of a product must hold, in one language.

    ``lines`` are the review line and the draft line as they must stand ("" where there is none); ``more`` names
    further pieces: ask, conditions, cautions.
    """
    found: list[Piece] = []
    for name in dict.fromkeys((*EVERYWHERE, *more)):
        found += _PIECES[name](items, safety, words, lines)
    return tuple(piece for piece in found if piece.ways)


def _stop(items: object, safety: CommonSafety, words: object, lines: object) -> list[Piece]:
    return [
        Piece("the stop panel", "safety.stops", ((s.title, s.cue), (s.text,), *_easily(s, "never")))
        for s in safety.panels
    ]


def _easily(stop: StopSigns, *groups: str) -> list[tuple[str, ...]]:
    """A way to print some of a stop panel in easy read, where it has one: all of its sentences."""
    easy = stop.easy
    if easy is None:
        return []
    every = [text for group in groups for text in _texts_of(getattr(easy, group))]
    return [tuple(every)]


def _texts_of(group: str | tuple[Sentence, ...]) -> list[str]:
    return [group] if isinstance(group, str) else [sentence.text for sentence in group]


def _help(items: object, safety: CommonSafety, words: object, lines: object) -> list[Piece]:
    return [
        Piece(
            "where to get help",
            "safety.stops (today and ambulance)",
            ((s.cue,), (s.today, s.ambulance), *_easily(s, "today", "call", "ambulance", "also")),
        )
        for s in safety.panels
    ]


def _general(items: object, safety: CommonSafety, words: Mapping[str, str], lines: object) -> list[Piece]:
    ways = (safety.general, (words["main-message"],))
    return [Piece("the rules at all times", 'safety.general, or words["main-message"]', ways)]


def _zones(items: Sequence[Item], safety: object, words: object, lines: object) -> list[Piece]:
    zones = dict.fromkeys(zone for item in items for zone in item.routine.zones)
    return [Piece(f'the rule "{zone.cue}"', "the routine's zones", ((zone.cue,), (zone.text,))) for zone in zones]


def _review(items: object, safety: object, words: object, lines: Mapping[str, str]) -> list[Piece]:
    return [Piece("who has reviewed it", "review_line", ((lines["review"],),))]


def draft_piece(line: str) -> Piece:
    """What a translation must say that nobody has checked."""
    return Piece("that the translation is a draft", "draft_line", ((line,),))


def credit_piece(line: str) -> Piece:
    """Whose the pictures are that the steps have of their own."""
    return Piece("whose the pictures are", "credit_line", ((line,),))


def _draft(items: object, safety: object, words: object, lines: Mapping[str, str]) -> list[Piece]:
    return [draft_piece(lines["draft"])] if lines["draft"] else []


def _ask(items: object, safety: CommonSafety, words: object, lines: object) -> list[Piece]:
    every = tuple(condition.short or condition.condition for condition in safety.at("ask"))
    ways = [(line,) for line in safety.asks]
    return [Piece("who asks first", "safety.asks", (way, every)) for way in ways]


def _conditions(items: object, safety: CommonSafety, words: object, lines: object) -> list[Piece]:
    named = [(condition.short or condition.condition, condition.condition) for condition in safety.conditions]
    return [Piece(f'the condition "{short}"', "safety.conditions", ((short,), (full,))) for short, full in named]


def _cautions(items: Sequence[Item], safety: object, words: object, lines: object) -> list[Piece]:
    every = dict.fromkeys(step.caution for item in items for step in item.steps if step.caution)
    return [Piece(f'the caution "{caution}"', "step.caution", ((caution,),)) for caution in every]


_PIECES: Mapping[str, Callable[..., list[Piece]]] = {
    "stop": _stop,
    "help": _help,
    "general": _general,
    "zones": _zones,
    "review": _review,
    "draft": _draft,
    "ask": _ask,
    "conditions": _conditions,
    "cautions": _cautions,
}
