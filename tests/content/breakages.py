"""Ways in which people break a routine's file, each put into one of the shipped routines or the one to begin from.

Where it goes is drawn by a seed: among all routines and places that can be broken so. The mark ``¦`` in what is written
instead stands before what the message must point at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from random import Random
from string import Template

from msgspec import Struct

from soleprint.files.folders import builtin

MARK = "¦"
STARTER = "my-feet"


class Breakage(Struct, frozen=True):
    """What is replaced (a regular expression, ``^`` at the start of a line), by what, and words of the message."""

    name: str
    old: str
    new: str
    words: tuple[str, ...]
    within: str = ""
    """Only in the routine of this name; "": in any that has it."""


class Broken(Struct, frozen=True):
    """A routine's text with one mistake, and the line and column of it."""

    routine: str
    text: str
    line: int
    column: int


def routines() -> Mapping[str, str]:
    """Texts of the routines that are shipped, and of the one to begin from."""
    folder = builtin("content") / "routines"
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yaml"))}
    starter = (builtin("templates") / "new/routine/routines/NAME.yaml").read_text(encoding="utf-8")
    return texts | {STARTER: Template(starter).substitute(name=STARTER, words="my feet", title="My feet")}


def broken(breakage: Breakage, seed: int) -> Broken:
    """One routine with the mistake in one place. The same seed gives the same."""
    places = list(_places(breakage))
    assert places, f"no routine can be broken so: {breakage.name}"
    name, text, found = Random(f"{breakage.name} {seed}").choice(places)
    new = found.expand(breakage.new)
    spoilt = text[: found.start()] + new + text[found.end() :]
    at = spoilt.index(MARK)
    return Broken(name, spoilt.replace(MARK, ""), spoilt.count("\n", 0, at) + 1, at - spoilt.rfind("\n", 0, at))


def _places(breakage: Breakage) -> Iterator[tuple[str, str, re.Match[str]]]:
    for name, text in routines().items():
        if breakage.within in ("", name):
            yield from ((name, text, found) for found in re.finditer(breakage.old, text, re.M))


_MOVE = r"^      - id: (\S+)\n"
_STEP = r"^  - id: (\S+)\n    cue: (.+)\n"


def _all(*rows: tuple[str, str, str, str] | tuple[str, str, str, str, str]) -> tuple[Breakage, ...]:
    return tuple(Breakage(name, old, new, tuple(words.split(" | ")), *rest) for name, old, new, words, *rest in rows)


SHAPE = _all(
    ("a tab for the indent", r"^    text:", "¦\t" + "text:", "tab character | use spaces"),
    ("a tab behind the colon", r"^    text: ", "    text:¦\t", "tab character | use spaces"),
    ("no colon", r"^title: ", "¦title ", "no colon"),
    ("no colon in a step", r"^    cue: ", "    ¦cue ", "no colon"),
    ("no space behind the colon", r"^title: ", "¦title:", "space after the colon | title: "),
    ("no space behind the colon of a step", r"^    cue: (\w)", r"    ¦cue:\1", "space after the colon"),
    ("a quote that is not closed", r'^version: "1.0"', 'version: ¦"1.0', "quote | closed"),
    ("quotes inside of quotes", r"^title: (.*)", r'title: "My ¦"best" \1"', "quote"),
    ("a bracket that is not closed", r"^views: \[(.*)\]", r"views: ¦[\1", "bracket [ | not closed"),
    ("a brace that is not closed", r"path: \{at: \[(\w+)\]\}$", r"path: ¦{at: [\1]", "bracket { | not closed"),
    ("a second colon", r"^    text: ([A-Z])", r"    text: Note¦: \1", "second colon | double quotes"),
    ("a key set in too far", r"^    text:", "      ¦text:", "indent"),
    ("a key not set in enough", r"^    text:", "   ¦text:", "indent"),
    ("a key at the start of the line", r"^    text:", "¦text:", "set it in as far as"),
    ("a list without its hyphen", r"^      - id: (\S+)\n        source", r"        ¦id: \1" + "\n        source", "- "),
    ("a hyphen without a space", r"^      - id: (\S+)\n        stroke", r"      ¦-id: \1" + "\n        stroke", "- "),
    ("a key twice", r"^    text: (.*)", r"    text: \1" + "\n    ¦text: Twice.", "given twice | line"),
    ("text that begins with @", r"^title: ", "title: ¦@", "double quotes"),
    ("text that begins with a percent sign", r"^title: ", "title: ¦%", "double quotes"),
    ("text that begins with *", r"^title: ", "title: ¦*", "double quotes"),
    ("text that begins with &", r"^title: (\w+).*", r"title: ¦&\1", "double quotes"),
    ("text that begins with !", r"^title: (\w+).*", r"title: ¦!\1", "double quotes"),
    (
        "text that is a comment",
        r"^title: ",
        "title:¦ # ",
        "title | not nothing | text that begins with # in double quotes",
    ),
    ("a second document", r"^steps:", "¦---\nsteps:", "second document | one file for each"),
    ("a sign that cannot be seen", r"^title: (\w)", "title: \\1\u200e¦\u202e", "invisible | delete it"),
    ("a text on the next line, not set in", r"^    text: (?=[A-Z])", "    text:\n    ¦", "set in further"),
)
"""What is no YAML, or another YAML than was meant."""

KEYS = _all(
    (
        "a key nearly right",
        r"^        pressure:",
        "        ¦presure:",
        'unknown key "presure" | did you mean "pressure"?',
    ),
    ("a key with a capital", r"^        stroke:", "        ¦Stroke:", 'did you mean "stroke"?'),
    ("a key of the top nearly right", r"^safety:", "¦safty:", 'did you mean "safety"?'),
    (
        "a key at the wrong level",
        _MOVE,
        r"      - id: \1" + "\n        ¦cue: Rest\n",
        'unknown key "cue" here | it belongs in | "steps" | set it in',
    ),
    (
        "the side in a step",
        _STEP,
        r"  - id: \1" + "\n    cue: \\2\n    ¦side: left\n",
        'unknown key "side" | use one of',
    ),
    (
        "a step without its text",
        r"^(  - )(id: \S+\n    cue: .+\n)    text: (?!>).*\n",
        r"\1¦\2",
        '"text" is missing | add',
    ),
    ("a step without its cue", r"^(  - )(id: \S+\n)    cue: .+\n", r"\1¦\2", '"cue" is missing | add'),
    ("a step without an id", r"^  - id: \S+\n    (cue: .+\n    text)", r"  - ¦\1", '"id" is missing | add'),
    (
        "a move without its stroke",
        r"^(      - )(id: \S+\n        source: .*\n)        stroke: .*\n",
        r"\1¦\2",
        '"stroke" is missing | add',
    ),
    ("no title", r"\A((?:#.*\n)*)(schema: 1\n(?:.*\n)*?)title: .*\n", r"\1¦\2", '"title" is missing | add'),
    ("no steps", r"^steps:\n(?:(?: .*|#.*)?\n)*", "steps: ¦[]\n", '"steps" needs at least 1 item | add'),
    ("steps that are a text", r"^steps:\n(?:(?: .*|#.*)?\n)*", "steps: ¦none\n", '"steps" must be a list | - '),
    ("one view, not a list of them", r"^views: \[(\S+?)[,\]].*", r"views: ¦\1", '"views" must be a list | ['),
    ("a list for a text", r"^    cue: (.*)", r"    cue: ¦[Rest, \1]", '"cue" must be text, not a list | quotes'),
    ("nothing for a text", r"^    cue: .*", "    cue:¦", '"cue" must be text, not nothing | write'),
    ("an empty text", r"^    cue: .*", '    cue: ¦""', '"cue" is empty | write'),
    ("a text that is too long", r"^title: (.*)", "title: ¦" + "Long " * 40, "characters; at most 160 | shorten"),
    ("a version that is one number", r"^version: .*", "version: ¦1", '"version" must be | such as "1.0"'),
    ("a day that is none", r"^date: .*", "date: ¦2026-02-30", "not a day of the calendar"),
    ("a day as it is written elsewhere", r"^date: .*", "date: ¦22.11.2026", "a date such as 2026-01-31"),
    ("a month in words", r"^date: .*", "date: ¦22 November 2026", "a date such as 2026-01-31"),
    (
        "an id with capitals",
        r"^(  - id: )\S+",
        r"\1¦First Step",
        '"id" must be lower case, digits, hyphens | "first-step"',
    ),
    ("yes for true", r"^  other_side: true", "  other_side: ¦yes", '"other_side" must be true or false'),
    (
        "a number in words",
        r"^        repeat: \{word: several\}",
        "        repeat: {times: ¦three}",
        '"times" must be a whole number',
    ),
    (
        "a number that is too large",
        r"^        repeat: \{word: several\}",
        "        repeat: {times: ¦1000}",
        "at most 100",
    ),
    ("a source that is a text", r"^source: .*", "source: ¦My own notes", '"source" must be a mapping | document'),
    ("another schema", r"^schema: 1", "schema: ¦2", '"schema" cannot be "2" | 1'),
)
"""Keys, and the kinds of their values."""

WORDS = _all(
    (
        "a stroke nearly right",
        r"^        stroke: glide$",
        "        stroke: ¦glied",
        'stroke "glied" is not known | did you mean "glide"?',
    ),
    (
        "a stroke there is not",
        r"^        stroke: hold$",
        "        stroke: ¦tickle",
        'stroke "tickle" is not known | use one of: ',
    ),
    ("a place nearly right", r"path: \{at: \[arch\]\}", "path: {at: [¦arche]}", 'did you mean "arch"?'),
    ("a place there is not", r"path: \{at: \[(\w+)\]\}", "path: {at: [¦liver]}", 'landmark "liver" is not known'),
    (
        "a place that the view does not show",
        r"(view: foot-sole\n(?:.*\n){0,3}?        path: )\{at: \[\w+\]\}",
        r"\1¦{at: [calf]}",
        '"calf" is not in the view foot-sole',
    ),
    ("a view nearly right", r"^        view: foot-sole$", "        view: ¦foot-soul", 'did you mean "foot-sole"?'),
    ("a view there is not", r"^views: \[", "views: [¦elbow, ", 'view "elbow" is not known | use one of'),
    (
        "a view that the routine does not have",
        r"^        view: foot-\w+$",
        "        view: ¦leg-back",
        "not one of this routine's views | add",
    ),
    ("safety nearly right", r"^safety: .*", "safety: ¦leg-and-feet", 'did you mean "leg-and-foot"?'),
    (
        "a position there is not",
        r"^    position: .*",
        "    position: ¦standing",
        'position "standing" is not known | use one of',
    ),
    ("a hand nearly right", r"\[\{hand: both\}\]$", "[{hand: ¦boht}]", 'did you mean "both"?'),
    ("a part of the hand nearly right", r"\{part: thumbs\}", "{part: ¦thumb}", 'did you mean "thumbs"?'),
    (
        "a direction nearly right",
        r"direction: toward-heart",
        "direction: ¦towards-heart",
        'did you mean "toward-heart"?',
    ),
    (
        "a pressure there is not",
        r"^        pressure: \w+",
        "        pressure: ¦strong",
        '"pressure" cannot be "strong" | use one of: deep, feather',
    ),
    ("a limb there is not", r"^limb: .*", "limb: ¦back", 'limb "back" is not known | use one of: arm, foot'),
    ("a mode there is not", r"^  - mode: partner", "  - mode: ¦partners", 'did you mean "partner"?'),
)
"""Words of the vocabularies."""

SENSE = _all(
    (
        "an id twice",
        r"^  - id: (\S+)\n((?:.*\n)+?)  - id: \S+\n",
        r"  - id: \1" + "\n\\2  - id: ¦\\1\n",
        "used twice | give this one another",
    ),
    (
        "a move twice",
        r"^      - id: (\S+)\n((?:        .*\n)+)",
        r"      - id: \1" + "\n\\2      - id: ¦\\1\n\\2",
        "used twice",
    ),
    (
        "an entry of the source twice",
        r"^        source: \[(\w+)\]\n((?:.*\n)+?)        source: \[\w+\]\n",
        r"        source: [\1]" + "\n\\2        source: [¦\\1]\n",
        "used twice",
    ),
    ("an id that is not the file's", r"^id: .*", "id: ¦other", "the file is | give both the same name"),
    (
        "a cue that is too long",
        r"^(  - id: .*\n)    cue: .*",
        "\\1    cue: ¦Rest both of your warm hands on the foot for long",
        "11 words; 8 at most",
    ),
    ("a position for no sentence", r"easy_position: \[1\]", "easy_position: [¦9]", "no easy sentence 9 | there are 2"),
    (
        "an easy sentence that is too long",
        r"^      - ([A-Z].*)",
        r"      - ¦Rest" + " and rest" * 8 + ".",
        "17 words; 15 at most",
    ),
    ("a promise to heal", r"^about: .*", "about: ¦It cures arthritis.", '"cures'),
    (
        "a promise in a step",
        r"^(    cue: .*\n)    text: [A-Z].*",
        r"\1    text: ¦This drains toxins from the leg.",
        "toxins",
    ),
    ("a benefit that is not supported", r"^claims: \[.*\]", "claims: [¦K3]", "may not be used | delete it"),
    ("a benefit there is not", r"^claims: \[.*\]", "claims: [¦K99]", 'claim "K99" is not known'),
    ("a path without its end", r"path: \{from: (\S+), to: \w[\w.-]*\}", r"path: ¦{from: \1}", '"from" and "to"'),
    (
        "a path to where it began",
        r"path: \{from: (\w+), to: \w[\w.-]*\}",
        r"path: {from: \1, to: ¦\1}",
        "begins and ends | at: [",
    ),
    (
        "the wrong way",
        r"(?<=hip-joint\}\n        )direction: toward-heart",
        "direction: ¦away-from-heart",
        "but the path leads from",
    ),
    ("a turn that nobody sees", _MOVE, r"      - id: \1" + "\n        rotation: ¦clockwise\n", "frame: giver", STARTER),
    (
        "no source",
        r"^        source: \[\w+\]\n        stroke: hold\n",
        "        source: ¦[]\n        stroke: hold\n",
        "name one | added",
    ),
    (
        "a count that the source does not give",
        r"repeat: \{word: several\}",
        "repeat: {times: ¦5}",
        "word: several | states_counts: true",
    ),
    (
        "the same hand twice",
        r"hands: \[\{hand: both\}\]",
        "hands: [{hand: left}, ¦{hand: left}]",
        "two different hands",
    ),
    (
        "three hands",
        r"hands: \[\{hand: both\}\]",
        "hands: [{hand: left}, {hand: right}, ¦{part: thumbs}]",
        "two hands at most | delete",
    ),
    (
        "a partner in the work there is not",
        _MOVE,
        r"      - id: \1" + "\n        together: ¦nobody\n",
        "no other move of this step",
        STARTER,
    ),
    ("an editor's field there is not", r"editor: \[pressure\]", "editor: [¦presure]", 'did you mean "pressure"?'),
    (
        "an editor's field that is not given",
        r"editor: \[pressure\]",
        "editor: [¦rotation]",
        "not given here | delete it",
    ),
    ("two setups for one", r"^  - mode: self", "  - mode: ¦partner", "two setups | delete one"),
    ("nobody to do it", r"^    modes: \[partner\]", "    modes: ¦[self]", "never shown | setup", "back-of-leg"),
    (
        "pressure where there must be none",
        r"pressure: feather\n",
        "pressure: ¦firm\n",
        "at most | pressure: feather",
        "back-of-leg",
    ),
    (
        "kneading where there must be none",
        r"stroke: stroke\n(        view: leg-back\n        path: \{at: \[knee.back\]\})",
        "stroke: ¦knead\n\\1",
        "is not done on | take the zone out",
        "back-of-leg",
    ),
    ("a review without a day", r"^notes:", "review: ¦{name: Jo, role: nurse}\nnotes:", '"date" is missing | add'),
)
"""What cannot be meant."""

BREAKAGES = (*SHAPE, *KEYS, *WORDS, *SENSE)
