"""Every mistake in a drawing is named with its place and what to do, all at once."""

from __future__ import annotations

import re

import pytest

from soleprint.errors import ContentError, Severity
from soleprint.figures.drawings.draft import MOST_LINES, draft_of
from soleprint.figures.drawings.sheet import MOST_SEGMENTS
from tests.figures.drawings.sketch import INSIDE, draft, findings, spoiled, svg

OUTER = '<path id="outer" d="M 10 90 C 8 60 8 40 10 10"/>'
CUT = '<path id="cut-below" d="M 10 90 L 50 90"/>'
CALF = '<circle id="calf" cx="30" cy="40" r="2"/>'
OWN = '<circle id="arm.middle" cx="30" cy="60" r="2"/>'
ZONE = '<ellipse label="calf" cx="30" cy="40" rx="8" ry="6"/>'
REACH = '<line label="calf" x1="30" y1="60" x2="30" y2="20"/>'
SCALE = '<line id="scale-100mm" x1="80" y1="10" x2="80" y2="60"/>'
DETAIL = '<path d="M 20 30 Q 30 36 40 30"/>'

MISTAKES = {
    "no scale": (SCALE, "", None, ["there is no scale line", '"scale-100mm"']),
    "a scale without a length": (SCALE, SCALE.replace("-100mm", ""), "<line id=", ["says no length", '"scale-100mm"']),
    "a scale of no unit": (SCALE, SCALE.replace("mm", ""), "<line id=", ["says no length"]),
    "a scale of no length": (SCALE, SCALE.replace('"60"', '"10"'), "<line id=", ["not one straight line"]),
    "two scales": (
        SCALE,
        SCALE + SCALE.replace("100", "50"),
        '<line id="scale-50',
        ["second scale line", "delete one"],
    ),
    "a body of giants": (SCALE, SCALE.replace("mm", "in"), "<line id=", ["4,064 mm high", "too large"]),
    "a body of ants": (SCALE, SCALE.replace("100mm", "1mm"), "<line id=", ["1.6 mm high", "too small"]),
    "an open outline": (CUT, "", '<path id="outer', ["the outline is open", '"inner"', "80 mm away", '"cut"']),
    "three lines meet": (CUT, CUT + CUT.replace("below", "twice"), '<path id="outer', ["more than two", "cut-twice"]),
    "one edge": (OUTER, OUTER.replace("outer", "left"), '<path id="inner', ['no line "outer"', "name it so"]),
    "a place without a name": (
        CALF,
        CALF.replace("calf", "circle12"),
        '<circle id="circle12',
        ["no name", "Ctrl+Shift+O"],
    ),
    "a place nearly right": (
        CALF,
        CALF.replace("calf", "calff"),
        '<circle id="calff',
        ['did you mean "calf"?', '"arm.calff"'],
    ),
    "a place not known": (
        CALF,
        CALF.replace("calf", "zzz"),
        '<circle id="zzz',
        ["no place of content/regions", '"arm.zzz"'],
    ),
    "a place with capitals": (
        CALF,
        CALF.replace("calf", "The Calf!"),
        '<circle id="The',
        ["small letters", '"the-calf"'],
    ),
    "a place twice": (OWN, OWN.replace("arm.middle", "calf"), '<circle id="calf" cx="30" cy="60', ["there twice"]),
    "a place outside": (
        OWN,
        OWN.replace('"30"', '"70"'),
        '<circle id="arm',
        ["outside of the outline", "move its middle"],
    ),
    "a place that is a square": (
        OWN,
        '<rect id="arm.middle" x="20" y="60" width="9" height="9"/>',
        "<rect",
        ["is a rect, not a circle", "draw a circle"],
    ),
    "a zone of nothing": (
        ZONE,
        ZONE.replace("calf", "calfs"),
        "<ellipse",
        ['no landmark "calfs"', 'did you mean "calf"?'],
    ),
    "a zone of far away": (ZONE, ZONE.replace("calf", "zzz"), "<ellipse", ['no landmark "zzz"', "draw a circle"]),
    "a zone without a name": (
        ZONE,
        ZONE.replace(' label="calf"', ""),
        "<ellipse",
        ["no name", "landmark that it belongs"],
    ),
    "a zone twice": (
        ZONE,
        ZONE + ZONE.replace("8", "9"),
        '<ellipse label="calf" cx="30" cy="40" rx="9',
        ["there twice"],
    ),
    "a zone that is a line": (
        ZONE,
        REACH.replace("60", "61"),
        REACH.replace("60", "61"),
        ["is a line, not an ellipse"],
    ),
    "a reach that is a circle": (
        REACH,
        CALF,
        '<circle id="calf" cx="30" cy="40" r="2"/>\n</g>\n<g label="lines',
        ["not a line"],
    ),
    "a layer nearly right": (
        'label="landmarks"',
        'label="landmark"',
        '<g label="landmark"',
        ['did you mean "landmarks"?'],
    ),
    "a shape in no layer": (SCALE, SCALE + "<path d='M 0 0 L 1 1'/>", "<path d='", ["in no layer", "outline, lines"]),
    "a clone": (DETAIL, '<use href="#outer"/>', "<use", ["clone", "Unlink Clone"]),
    "text among lines": (DETAIL, "<text>hello</text>", "<text", ["cannot be read in the layer lines", "to paths"]),
    "a photograph among lines": (DETAIL, '<image href="a.png"/>', "<image", ["another name"]),
    "a shape of no size": (DETAIL, '<rect width="0" height="9"/>', "<rect", ["no size", "delete it"]),
    "path data cut off": (DETAIL, '<path d="M 20"/>', "<path d=", ["a number is expected"]),
    "a transform of nonsense": (DETAIL, '<path transform="spin(3)" d="M 0 0L9 9"/>', "<path tr", ["not a transform"]),
    "no end of a transform": (
        DETAIL,
        '<path transform="scale(1e6) scale(1e6)" d="M 0 0L9 9"/>',
        "<path tr",
        ["out of range"],
    ),
    "lanes of other names": (SCALE, f'{SCALE}<g label="lanes">{DETAIL}</g>', f"{DETAIL}</g>", ['"axis"', '"inner"']),
    "an axis that leaves": (
        SCALE,
        f'{SCALE}<g label="lanes"><path id="axis" d="M 30 80 L 90 20"/></g>',
        '<path id="axis',
        ["leaves the outline", "keep it within"],
    ),
    "lying on the back": (
        SCALE,
        SCALE + '<line id="lying-flat" x2="9"/>',
        '<line id="lying',
        ["lying-left or lying-right"],
    ),
    "no places": (f"  {CALF}\n  {OWN}\n", "", None, ["there are no places", '"landmarks"']),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_with_its_place_and_a_remedy(mistake: str) -> None:
    old, new, needle, words = MISTAKES[mistake]
    inside = spoiled(old, new)
    found = [finding for finding in findings(inside) if all(word in finding.message for word in words)]
    assert found, "\n".join(map(str, findings(inside)))
    assert found[0].severity is Severity.ERROR
    assert (found[0].line, found[0].column) == (place(inside, needle) if needle else (0, 0))
    assert found[0].source == "arm.svg"


def place(inside: str, needle: str) -> tuple[int, int]:
    """Where the file has it; ``needle`` must be there once."""
    text = svg(inside).decode()
    needle = needle.replace(" label=", " inkscape:label=")
    assert text.count(needle) == 1, needle
    at = text.index(needle)
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


@pytest.mark.parametrize(
    ("name", "proposed"),
    [("The. Calf", "the.calf"), ("Колено", "arm.middle"), ("a" * 59 + " b", "a" * 59), ("Arm..inner-", "arm.inner")],
)
def test_a_name_that_is_proposed_can_be_one(name: str, proposed: str) -> None:
    (finding,) = findings(spoiled(OWN, OWN.replace("arm.middle", name)))
    assert finding.message.endswith(f': "{proposed}"')


def test_a_drawing_without_a_mistake_has_none() -> None:
    assert findings(INSIDE) == []


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    inside = spoiled(SCALE, "").replace(CUT, "").replace(' id="calf"', ' id="calff"').replace(ZONE, REACH)
    codes = [finding.code for finding in findings(inside)]
    assert codes == [
        "drawing-scale",
        "drawing-outline",
        "drawing-outline",
        "drawing-landmark",
        "drawing-zone",
        "drawing-reach",
    ]


def test_what_is_not_read_is_told_and_does_no_harm() -> None:
    photo = '<g label="photo"><path d="M 0 0 L 9 9"/><image href="https://example.org/a.png"/></g>'
    hidden = '<g label="lines" style="display:none"><path d="M 0 0 L 9 9"/></g>'
    notes = '<g label="notes"><text>only words</text></g>'
    found = findings(INSIDE + photo + hidden + notes)
    assert [finding.severity for finding in found] == [Severity.WARNING] * 2
    assert ['"photo"' in found[0].message, '"lines" is hidden' in found[1].message] == [True, True]
    assert draft(INSIDE + photo + hidden + notes).lines == draft(INSIDE).lines


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("<g>" * 40 + INSIDE + "</g>" * 40, "nested more than 30 deep"),
        (INSIDE + "<!--" + "x" * (1 << 20) + "-->", "larger than 1 MiB"),
        (INSIDE.replace(DETAIL, f'<path d="M0 0{"L1 1L2 2" * MOST_SEGMENTS}"/>'), "more than 3,000 pieces"),
        (INSIDE.replace(DETAIL, DETAIL * (MOST_LINES + 1)), "200 lines at most"),
        (INSIDE.replace(DETAIL, f'<path d="M0 0{"L9 1L2 8L5 50" * 200}"/>'), "more than 400 points"),
        ("</g>", "not well-formed XML"),
    ],
)
def test_what_is_too_much_is_refused(inside: str, words: str) -> None:
    (finding,) = findings(inside)
    assert words in finding.message
    assert re.search("simplify|ungroup|take|join|save", finding.message)


@pytest.mark.parametrize(
    ("data", "remedy"), [(b"<html></html>", "give an SVG file"), (b"<svg", "save the drawing again")]
)
def test_a_remedy_is_of_a_drawing_and_not_of_a_logo(data: bytes, remedy: str) -> None:
    with pytest.raises(ContentError) as caught:
        draft_of(data, "arm.svg", "arm", ())
    (finding,) = caught.value.findings
    assert finding.message.endswith(f"; {remedy}")


def test_entities_may_not_grow() -> None:
    bomb = b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + svg().split(b"\n", 1)[1]
    with pytest.raises(ContentError, match=r"the entity .b. is not a short text"):
        draft_of(bomb, "arm.svg", "arm", ())
