from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from soleprint.clinic.logo.draw import read_logo
from soleprint.clinic.logo.style import colour
from soleprint.errors import ContentError, Finding
from soleprint.files.path_data import BadValue, path_segments, points_of
from soleprint.marks import Group, Path
from tests.clinic.drawing import colour_at, drawn

WHITE = "#FFFFFF"


def findings(body: str, head: str = 'viewBox="0 0 100 100"') -> list[Finding]:
    return raw_findings(f'<svg xmlns="http://www.w3.org/2000/svg" {head}>\n{body}</svg>'.encode())


def raw_findings(data: bytes) -> list[Finding]:
    with pytest.raises(ContentError) as caught:
        read_logo(data, "logo.svg")
    assert all(finding.source == "logo.svg" for finding in caught.value.findings)
    return list(caught.value.findings)


@pytest.mark.parametrize(
    ("body", "inked", "blank"),
    [
        ('<rect x="10" y="20" width="30" height="40"/>', [(11, 21), (39, 59)], [(9, 21), (11, 61)]),
        ('<rect x="10" y="10" width="80" height="80" rx="40"/>', [(50, 12), (12, 50)], [(14, 14), (86, 86)]),
        ('<rect width="80" height="80" ry="30"/>', [(40, 2), (2, 40)], [(3, 3)]),
        ('<circle cx="50" cy="30" r="20"/>', [(50, 12), (68, 30)], [(66, 14)]),
        ('<ellipse cx="50" cy="50" rx="40" ry="10"/>', [(12, 50), (50, 42)], [(50, 38), (15, 43)]),
        ('<polygon points="10,10 90,10 50,90"/>', [(50, 80), (20, 15)], [(20, 80)]),
        ('<polyline points="10 10 90 10 50 90"/>', [(50, 80)], [(20, 80)]),
        ('<line x1="10" y1="50" x2="90" y2="50" stroke="black" stroke-width="6"/>', [(50, 48), (11, 50)], [(8, 50)]),
        ('<path d="M10 10h40v40H10z"/>', [(12, 12), (48, 48)], [(52, 30)]),
        ('<path d="m10 10 40 0 0 40z m50 50h20v20h-20z"/>', [(48, 40), (62, 62)], [(12, 40), (55, 55)]),
        ('<path d="M10 10L50 10L50 50Zl0 60h20z"/>', [(48, 40), (12, 50)], [(40, 60)]),
        ('<path d="M10 90C10 10 90 10 90 90z"/>', [(50, 32)], [(50, 28)]),
        ('<path d="M10 90Q50 -70 90 90z"/>', [(50, 12)], [(50, 8)]),
        (
            '<path d="M0 50q25 -50 50 0t50 0" fill="none" stroke="red" stroke-width="4"/>',
            [(25, 25), (75, 75)],
            [(75, 25)],
        ),
        ('<path d="M0 50C10 20 40 20 50 50S90 80 100 50" fill="none" stroke="red"/>', [(75, 72)], [(75, 28)]),
        ('<path d="M10 50a40 40 0 0180 0z"/>', [(50, 12), (20, 40)], [(50, 60)]),
        ('<path d="M10 50A40 40 0 0 0 90 50"/>', [(50, 88)], [(50, 40)]),
        ('<path d="M50 10A40 40 0 1 1 10 50L50 50z"/>', [(85, 50), (50, 85)], [(30, 30)]),
        ('<g transform="translate(50,50) rotate(45)"><rect width="20" height="20"/></g>', [(50, 70)], [(65, 52)]),
        ('<rect width="10" height="10" transform="scale(2 5)"/>', [(18, 48)], [(22, 10)]),
        ('<rect width="9" height="9" transform="rotate(90 50 50)"/>', [(95, 5)], [(5, 5)]),
        ('<rect width="10" height="40" transform="skewX(45)"/>', [(40, 38)], [(4, 38)]),
        ('<defs><g id="a"><rect width="9" height="9"/></g></defs><use href="#a" x="40" y="60"/>', [(44, 64)], [(4, 4)]),
        ('<rect id="r" width="9" height="9"/><use href="#r" transform="scale(10)"/>', [(80, 80)], [(95, 95)]),
        ('<rect width="50" height="50" display="none"/><rect x="60" width="9" height="9"/>', [(64, 4)], [(20, 20)]),
        ('<rect x="-50" y="-50" width="60" height="60"/>', [(5, 5)], [(15, 15)]),
        (
            '<clipPath id="c"><circle cx="50" cy="50" r="20"/></clipPath>'
            '<g clip-path="url(#c)"><rect width="100" height="100"/></g>',
            [(50, 50), (68, 50)],
            [(66, 66), (20, 20)],
        ),
        (
            '<clipPath id="c"><path d="M0 0h90v90h-90zM30 30h30v30h-30z"/></clipPath>'
            '<rect width="100" height="100" clip-path="url(#c)"/>',
            [(10, 10), (45, 45)],
            [(95, 95)],
        ),
        (
            '<g clip-rule="evenodd"><clipPath id="c"><path d="M0 0h90v90h-90zM30 30h30v30h-30z"/></clipPath></g>'
            '<rect width="100" height="100" clip-path="url(#c)"/>',
            [(10, 10)],
            [(45, 45), (95, 95)],
        ),
        (
            '<style>.e{clip-rule:evenodd}</style><clipPath id="c"><path class="e" d="M0 0h90v90h-90zM9 9h70v70h-70z"/>'
            '</clipPath><rect width="100" height="100" clip-path="url(#c)"/>',
            [(5, 5)],
            [(45, 45), (95, 95)],
        ),
        (
            '<clipPath id="c"><rect width="50" height="50" display="none"/></clipPath>'
            '<rect width="50" height="50" clip-path="url(#c)"/><rect x="60" width="9" height="9"/>',
            [(64, 4)],
            [(20, 20)],
        ),
        ('<ellipse cx="50" cy="50" rx="40" ry="auto"/>', [(50, 12), (12, 50)], [(20, 20)]),
        ('<ellipse cx="50" cy="50" ry="40"/>', [(50, 12), (12, 50)], [(20, 20)]),
        ('<rect id="a" width="9" height="9"/><g id="a"/><use href="#a" x="50" y="50"/>', [(54, 54)], [(20, 20)]),
    ],
)
def test_shapes(body: str, inked: list[tuple[float, float]], blank: list[tuple[float, float]]) -> None:
    picture = drawn(body)
    assert [place for place in inked if colour_at(picture, *place) == WHITE] == []
    assert [place for place in blank if colour_at(picture, *place) != WHITE] == []


@pytest.mark.parametrize(
    ("given", "colour"),
    [
        ('fill="#3366cc"', "#3366CC"),
        ('fill="#36c"', "#3366CC"),
        ('fill="rgb(51, 102,204)"', "#3366CC"),
        ('fill="rgb(20% 40% 80%)"', "#3366CC"),
        ('fill="RebeccaPurple"', "#663399"),
        ('fill="currentColor" color="teal"', "#008080"),
        ('style="fill: red; -inkscape-font: x"', "#FF0000"),
        ('style="fill:red" fill="blue"', "#FF0000"),
        ('class="a" fill="blue"', "#00FF00"),
        ('class="a b"', "#0000FF"),
        ('class="a" style="fill:red !important"', "#FF0000"),
        ("", "#FF8800"),
        ('fill="none" stroke="none"', WHITE),
        ('fill="inherit"', "#FF8800"),
        ('opacity="1" fill="black"', "#000000"),
    ],
)
def test_colours(given: str, colour: str) -> None:
    style = "<style>/* x */ .a, .c {fill: lime} .b{fill:#00f}</style>"
    corner = '<rect width="1" height="1"/>'
    picture = drawn(f'{style}{corner}<g fill="#ff8800"><rect width="100" height="100" {given}/></g>')
    assert colour_at(picture, 50, 50) == colour


@pytest.mark.parametrize("given", ['class="a b"', 'class="b a"', 'class="b  a b"', 'class="a b" fill="blue"'])
@pytest.mark.parametrize(
    "style",
    [
        "<style>.a{fill:blue}.b{fill:red}</style>",
        "<style>.a,.b{fill:blue}\n.b{fill:red}</style>",
        "<style>.b{fill:red !important}.a{fill:blue}</style>",
        "<style>.a{fill:blue}</style><style>.b{fill:red}</style>",
        '<style type="text/css">/*{*/.a{fill:/*}*/blue}/**/.b{stroke:none;fill:red;-x:}/*</style>',
        '<style>.b{fill:red}</style><style type="text/less">.a{fill:blue}</style>',
        "<style>.b{fill:blue;fill:red;Fill:red}</style>",
    ],
)
def test_the_later_rule_wins_whatever_the_order_of_classes(style: str, given: str) -> None:
    assert colour_at(drawn(f'{style}<rect width="100" height="100" {given}/>'), 50, 50) == "#FF0000"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("darkseagreen", "#8FBC8F"),
        ("lightgray", "#D3D3D3"),
        ("LightGrey", "#D3D3D3"),
        ("grey", "#808080"),
        ("rebeccapurple", "#663399"),
        ("aqua", "#00FFFF"),
        ("crimson", "#DC143C"),
    ],
)
def test_names_are_those_of_css(name: str, code: str) -> None:
    """CSS Color 4, 6.1. Other lists differ in these: X11's grey, lists without the names added last."""
    assert colour(name) == code


@pytest.mark.parametrize("text", ["#12345", "#1234", "#12345678", "#12345g", "hsv(1,2%,3%)", "reportlabblue", ""])
def test_what_is_no_opaque_colour_of_css(text: str) -> None:
    with pytest.raises(BadValue, match="is not a colour"):
        colour(text)


@pytest.mark.parametrize("rule", ["nonzero", "evenodd"])
@pytest.mark.parametrize(("inner", "turned"), [("h40v40h-40z", False), ("v40h40v-40z", True)])
def test_fill_rules(rule: str, inner: str, turned: bool) -> None:
    """A hole is there under evenodd whichever way it runs, under nonzero only when it runs against the outline."""
    picture = drawn(f'<path fill-rule="{rule}" d="M10 10h80v80h-80z M30 30{inner} M45 45h10v10h-10z"/>')
    assert (colour_at(picture, 35, 35) == WHITE) is (rule == "evenodd" or turned)
    assert colour_at(picture, 50, 50) == "#000000"
    assert colour_at(picture, 15, 15) == "#000000"


def test_evenodd_with_curves() -> None:
    ring = "M50 10a40 40 0 0 1 0 80a40 40 0 0 1 0 -80z M50 30a20 20 0 0 1 0 40a20 20 0 0 1 0 -40z"
    picture = drawn(f'<path fill-rule="evenodd" d="{ring}"/>')
    assert colour_at(picture, 50, 50) == WHITE
    assert colour_at(picture, 50, 20) == "#000000"


@pytest.mark.parametrize(
    ("vector", "along"),
    [
        ("", [(5, 50), (50, 50), (95, 50)]),
        ('x1="0" y1="0" x2="0" y2="1"', [(50, 3), (50, 25), (50, 47)]),
        ('gradientTransform="rotate(90)"', [(50, 3), (50, 25), (50, 47)]),
        (
            'gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="35.36" y2="35.36" gradientTransform="rotate(45)"',
            [(10, 3), (90, 25), (20, 47)],
        ),
        ('x1="10%" x2="90%"', [(11, 25), (50, 25), (89, 25)]),
        ('gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="0" y2="50"', [(50, 3), (50, 25), (50, 47)]),
    ],
)
def test_gradient(vector: str, along: list[tuple[float, float]]) -> None:
    """Red grows as blue goes."""
    stops = '<stop offset="0" stop-color="blue"/><stop offset="100%" style="stop-color:red"/>'
    body = f'<linearGradient id="g" {vector}>{stops}</linearGradient><rect width="100" height="50" fill="url(#g)"/>'
    picture = drawn(body)
    reds = [int(colour_at(picture, x, min(y, 48))[1:3], 16) for x, y in along]
    assert all(one + 60 < other for one, other in pairwise(reds))


def test_gradient_on_a_long_box_is_skewed_with_it() -> None:
    """In a box twice as wide as high, the colour of the diagonal from lower left to upper right is one colour."""
    stops = '<stop stop-color="blue"/><stop offset="1" stop-color="red"/>'
    head = '<linearGradient id="g" x2="1" y2="1">'
    picture = drawn(f'{head}{stops}</linearGradient><rect width="100" height="50" fill="url(#g)"/>')
    reds = [int(colour_at(picture, x, y)[1:3], 16) for x, y in ((10, 45), (50, 25), (90, 5))]
    assert max(reds) - min(reds) <= 3
    assert abs(reds[1] - 127) <= 3


def test_gradient_of_a_gradient() -> None:
    stops = '<stop offset=".5" stop-color="lime"/><stop offset=".5" stop-color="red"/>'
    base = f'<linearGradient id="a">{stops}</linearGradient>'
    body = f'{base}<linearGradient id="g" href="#a" x2="1"/><rect width="100" height="100" fill="url(#g)"/>'
    picture = drawn(body)
    assert colour_at(picture, 45, 50) == "#00FF00"
    assert colour_at(picture, 55, 50) == "#FF0000"


def test_stroke_width_and_dashes_scale() -> None:
    line = '<path d="M0 5h10" stroke="black" stroke-width="2" stroke-dasharray="2 1" fill="none"/>'
    picture = drawn(f'<g transform="scale(10)">{line}</g>')
    row = [colour_at(picture, x, 50) for x in (10, 25, 40, 55)]
    assert row == ["#000000", WHITE, "#000000", WHITE]
    assert (colour_at(picture, 10, 42), colour_at(picture, 10, 38)) == ("#000000", WHITE)


@pytest.mark.parametrize(
    ("head", "shape"),
    [
        ('viewBox="0 0 200 100"', (200, 400)),
        ('viewBox="50 50 10 10" width="60mm" height="30mm"', (200, 400)),
        ('width="40" height="40"', (400, 400)),
        ('viewBox="0 0 30 10" width="100%" height="100%"', (133, 400)),
    ],
)
def test_viewport(head: str, shape: tuple[int, int]) -> None:
    picture = drawn('<rect x="-500" y="-500" width="1000" height="1000"/>', head)
    assert picture.shape[:2] == pytest.approx(shape, abs=2)
    middle = picture[picture.shape[0] // 2]
    assert (middle[:, 0] == 0).mean() > (0.99 if "50 50" not in head else 0.98)


def test_a_tiny_viewbox_keeps_its_detail() -> None:
    picture = drawn('<circle cx=".5" cy=".5" r=".4"/>', 'viewBox="0 0 1 1"')
    assert np.mean(picture[:, :, 0] < 128) == pytest.approx(3.1416 * 0.16, abs=0.01)


def test_editors_own_notes_are_left_out() -> None:
    notes = '<x:view xmlns:x="urn:x" onclick="a"><x:text/></x:view><metadata><text/></metadata><title>A</title>'
    assert colour_at(drawn(f'{notes}<rect width="99" height="99"/>'), 50, 50) == "#000000"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('<rect width="9" height="9" transform-origin="center"/>', '"transform-origin" is not supported'),
        ('<rect width="9" height="9" systemLanguage="en"/>', '"systemLanguage" is not supported'),
        ('<line x2="9" stroke="red" stroke-dasharray="2" stroke-dashoffset="1"/>', "begin inside their pattern"),
        ('<line x2="9" stroke="red" stroke-width="-2"/>', "may not be negative"),
        ('<rect width="9" height="9" rx="-2"/>', "may not be negative"),
        (
            '<linearGradient id="g" color="red"><stop stop-color="currentColor"/></linearGradient>'
            '<rect width="9" height="9" fill="url(#g)"/>',
            "is not a colour",
        ),
        (
            '<clipPath id="c"><rect width="5" height="5" clip-path="url(#c)"/></clipPath>'
            '<rect width="9" height="9" clip-path="url(#c)"/>',
            "this kind of <clipPath>",
        ),
        ('<text x="1" y="1">hello</text>', "<text> is not supported in a logo; convert text to paths"),
        ('<image href="data:image/png;base64,AAAA"/>', "use the picture itself"),
        ("<defs><filter/></defs>", "<filter>"),
        ("<pattern/>", "<pattern>"),
        ("<mask/>", "<mask>"),
        ("<foreignObject/>", "<foreignObject>"),
        ("<radialGradient/>", "linear gradient"),
        ("<svg/>", "ungroup"),
        ("<animate/>", "<animate>"),
        ('<rect width="9" height="9" filter="url(#f)"/>', '"filter" is not supported'),
        ('<rect width="9" height="9" mask="url(#f)"/>', '"mask"'),
        ('<rect width="9" height="9" opacity=".5"/>', "as it looks on white"),
        ('<rect width="9" height="9" fill="rgba(0,0,0,.5)"/>', "is not a colour"),
        ('<rect width="9" height="9" fill="url(#no)"/>', 'no "#no"'),
        ('<rect id="q" width="9" height="9" fill="url(#q)"/>', "not a linear gradient"),
        ('<rect width="9" height="9" fill="url(http://example.org/a.svg#g)"/>', "is not a colour"),
        ('<rect width="-9" height="9"/>', "may not be negative"),
        ('<rect width="9em" height="9"/>', "is not a length"),
        ('<rect width="1e300" height="9"/>', "out of range"),
        ('<path d="M0 0 L 5"/>', "a number is expected"),
        ('<path d="L 5 5"/>', "begins with M"),
        ('<path d="M0 0 X"/>', "a path command is expected"),
        ('<path d="M0 0a1 1 0 2 0 5 5"/>', "0 or 1 is expected"),
        ('<polygon points="1 2 3"/>', "without its partner"),
        ('<rect width="9" height="9" transform="twist(4)"/>', "is not a transform"),
        ('<rect width="9" height="9" transform="rotate(4 5)"/>', "cannot have 2 numbers"),
        ('<rect width="9" height="9" transform="scale(1e6) scale(1e6)"/>', "transform is out of range"),
        ('<line x2="9" stroke="red" transform="scale(1 2)"/>', "scaled unevenly"),
        ('<line x2="9" stroke="red" stroke-linecap="square"/>', "square line ends"),
        ('<path fill-rule="evenodd" d="M50 0 80 90 0 35h100L20 90z"/>', "crosses itself"),
        ('<use href="#no"/>', 'no "#no"'),
        ('<style>rect > path {fill:red}</style>', "is not a class"),
        ('<style>@import url(http://example.org/a.css);</style>', "only rules"),
        ('<rect width="9" height="9" clip-path="url(#c)"/><clipPath id="c"/>', "one shape"),
    ],
)  # fmt: skip
def test_what_is_not_drawn_is_an_error(body: str, words: str) -> None:
    (finding,) = findings(body)
    assert words in finding.message
    assert finding.code == "unsupported-svg"
    assert finding.line == 2


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "invalid-svg"),
        (b"GIF89a", "invalid-svg"),
        (b"<svg", "invalid-svg"),
        (b"<html><svg/></html>", "invalid-svg"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', "invalid-svg"),
        (b'<!DOCTYPE svg [<!ENTITY a "&b;"><!ENTITY b "b">]><svg>&a;</svg>', "unsafe-svg"),
        (b'<!DOCTYPE svg [<!ENTITY a "&#60;g/>">]><svg>&a;</svg>', "unsafe-svg"),
        (b'<!DOCTYPE svg [<!ENTITY a "%s">]><svg>&a;</svg>' % (b"a" * 101), "unsafe-svg"),
        (b"<!DOCTYPE svg [%s]><svg/>" % b"".join(b'<!ENTITY a%d "a">' % n for n in range(51)), "unsafe-svg"),
        (b'<!DOCTYPE svg [<!ENTITY a SYSTEM "/etc/passwd">]><svg>&a;</svg>', "unsafe-svg"),
        (b'<!DOCTYPE svg [<!ENTITY % a SYSTEM "http://example.org/a">%a;]><svg/>', "unsafe-svg"),
        (b'<!DOCTYPE svg [<!ENTITY a "%s">]><svg x="%s"/>' % (b"a" * 100, b"&a;" * 20_000), "unsafe-svg"),
        (b'<!DOCTYPE svg [<!ENTITY a "%s">]><svg>%s</svg>' % (b"a" * 100, b"&a;" * 20_000), "unsafe-svg"),
        (b'<!DOCTYPE svg [<!ATTLIST g x CDATA "%s">]><svg>%s</svg>' % (b"a" * 60_000, b"<g/>" * 20), "unsafe-svg"),
        (b'<?xml version="1.0" encoding="bogus"?><svg/>', "invalid-svg"),
        (b'<?xml version="1.0" encoding="hex"?><svg/>', "invalid-svg"),
        (b'<?xml version="1.0" encoding="utf-7"?><svg/>', "invalid-svg"),
        (b'<?xml-stylesheet href="http://example.org/a.css"?><svg/>', "unsafe-svg"),
        (b"<svg>" + b"<g>" * 40 + b"</g>" * 40 + b"</svg>", "svg-too-complex"),
        (b"<svg>" + b" " * (1 << 20) + b"</svg>", "file-too-large"),
        (b'<svg viewBox="0 0 9 0"><rect width="9" height="9"/></svg>', "unsupported-svg"),
        (b'<svg viewBox="0 0 9 1e-300"><rect width="9" height="9"/></svg>', "unsupported-svg"),
        (b'<svg viewBox="0 0 9 nan"><rect width="9" height="9"/></svg>', "unsupported-svg"),
        (b'<svg viewBox="0 0 9 9" width="90" height="9" preserveAspectRatio="none"><path/></svg>', "unsupported-svg"),
        (b'<svg viewBox="0 0 9 9"><rect width="9" height="9" onload="alert(1)"/></svg>', "unsafe-svg"),
        (b'<svg viewBox="0 0 9 9"><use href="file:///etc/passwd#a"/></svg>', "unsafe-svg"),
        (
            b'<svg viewBox="0 0 9 9" xmlns:l="http://www.w3.org/1999/xlink"><use l:href="http://example.org/#a"/></svg>',
            "unsafe-svg",
        ),
        (
            b'<svg viewBox="0 0 9 9"><g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g></svg>',
            "unsupported-svg",
        ),
    ],
)
def test_hostile_files(data: bytes, code: str) -> None:
    found = raw_findings(data)
    assert found[0].code == code


def test_copies_of_copies_are_bounded() -> None:
    """Ten copies of ten copies of ten... would be ten thousand million squares."""
    levels = "".join(f'<g id="l{n + 1}">' + f'<use href="#l{n}"/>' * 10 + "</g>" for n in range(10))
    (finding,) = findings(f'<defs><rect id="l0" width="9" height="9"/>{levels}</defs><use href="#l10"/>')
    assert finding.code == "svg-too-complex"


def test_long_values_that_are_copied_are_bounded() -> None:
    shape = f'<rect id="a" width="9" height="9" transform="{"scale(1)" * 50_000}"/>'
    copies = '<use href="#a"/>' * 100
    (finding,) = findings(f"<defs>{shape}</defs>{copies}")
    assert finding.code == "svg-too-complex"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('<rect width="9{}q" height="9"/>'.format(" " * 300_000), "is not a length"),
        ('<rect width="{}e" height="9"/>'.format("1" * 300_000), "is not a number"),
        ('<rect width="9" height="9" fill="rgb({} "/>'.format("1" * 300_000), "is not a colour"),
        ('<g transform="{}x"/>'.format("scale(1)" * 40_000), "is not a transform"),
        ('<polygon points="{}"/>'.format("1 2 " * 20_000), "20,000 parts"),
        (
            '<clipPath id="c"><path d="M0 0{}"/></clipPath>'.format("h1v1" * 5_000)
            + '<rect width="9" height="9" clip-path="url(#c)"/>' * 5_000,
            "20,000 parts",
        ),
        (
            '<linearGradient id="g">{}</linearGradient>'.format('<stop stop-color="red"/>' * 49)
            + '<rect width="9" height="9" fill="url(#g)"/>' * 5_000,
            "20,000 parts",
        ),
    ],
)
def test_long_values_are_read_in_one_go(body: str, words: str) -> None:
    assert words in findings(body)[0].message


@pytest.mark.parametrize(("levels", "code"), [(6, "unsupported-svg"), (300, "unsupported-svg")])
def test_chains_of_copies_are_bounded(levels: int, code: str) -> None:
    """Each link is nested as deep as a file may be, so that the stack of what draws them would end."""
    deep = "<g>" * 25
    links = "".join(f'<g id="l{n + 1}">{deep}<use href="#l{n}"/>{"</g>" * 25}</g>' for n in range(levels))
    body = f'<defs><rect id="l0" width="9" height="9"/>{links}</defs>'
    (finding,) = findings(f'{body}<use href="#l{levels}"/>')
    assert finding.code == code
    assert "copies of copies" in finding.message
    assert colour_at(drawn(f'{body}<use href="#l4"/>'), 4, 4) == "#000000"


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ("a" * 200_000, "only rules"),
        ("/*" * 100_000, ""),
        (".a{" * 60_000, "only rules"),
        (",".join(f".a{n}" for n in range(30_000)) + "{fill:red}", "more rules than any drawing needs"),
        (".a{" + "q:y;" * 50_000 + "}", ""),
        ("." + "-" * 200_000 + " b{}", "is not a class"),
    ],
)
def test_long_styles_are_read_in_one_go(rules: str, words: str) -> None:
    body = f'<style>{rules}</style><rect width="99" height="99" class="a"/>'
    if words:
        (finding,) = findings(body)
        assert words in finding.message
    else:
        assert colour_at(drawn(body), 50, 50) == "#000000"


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
        '<!DOCTYPE svg [<!ENTITY red "#ff0000"><!ENTITY svg "http://www.w3.org/2000/svg">]>',
        '<?xml version="1.0" encoding="iso-8859-1" standalone="no"?><!-- made by an editor --><!DOCTYPE svg>',
    ],
)
def test_a_document_type_is_passed_over(head: str) -> None:
    space, red = ("&svg;", "&red;") if "ENTITY" in head else ("http://www.w3.org/2000/svg", "#ff0000")
    data = f'{head}<svg xmlns="{space}" viewBox="0 0 9 9"><rect width="9" height="9" fill="{red}"/></svg>'
    (frame,) = read_logo(data.encode(), "logo.svg").items
    assert isinstance(frame, Group)
    (square,) = frame.items
    assert isinstance(square, Path)
    assert square.fill == "#FF0000"


def test_long_paths_are_bounded() -> None:
    (finding,) = findings(f'<path d="M0 0{"h1" * 400_000}"/>')
    assert "20,000 path segments" in finding.message
    (finding,) = findings(f'<path d="M0 0h{"1 " * 400_000}"/>')
    assert "20,000 path segments" in finding.message


def test_long_evenodd_outlines_are_bounded() -> None:
    """Slanted teeth whose boxes all overlap, so that each edge must be held against each other."""
    teeth = "".join(f"L{x % 2 * 90} {x / 100 + x % 2 * 60}" for x in range(1900))
    found = findings(f'<path fill-rule="evenodd" d="M0 0{teeth}V100H-5V-1z"/>' * 10)
    assert {finding.message for finding in found} == {
        '<path>: "fill-rule: evenodd" on outlines this intricate is not supported; unite their shapes'
    }


def test_every_finding_at_once() -> None:
    found = findings('<text/>\n<rect width="x" height="1"/><mask/>\n<path d="M"/>')
    assert [finding.line for finding in found] == [2, 3]  # what is unsafe or unknown first: the rest may follow from it
    found = findings('<rect width="x" height="1"/>\n<path d="M"/>')
    assert [finding.line for finding in found] == [2, 3]


def test_arcs_lie_on_their_ellipse() -> None:
    """Every end and handle joint of a turned half ellipse: 20 by 10, turned by 30 degrees, about (50, 50)."""
    turn = np.radians(30)
    axis = np.array([np.cos(turn), np.sin(turn)])
    start, end = 50 - 20 * axis, 50 + 20 * axis
    segments = path_segments(f"M{start[0]} {start[1]}A20 10 30 0 1 {end[0]} {end[1]}")
    assert [segment[0] for segment in segments] == ["M", "C", "C"]
    x, y = points_of(segments[1])[-1]
    across = np.array([x - 50, y - 50]) @ np.array([-axis[1], axis[0]])
    assert across == pytest.approx(-10)


@pytest.mark.parametrize("radii", ["0 5", "5 0"])
def test_flat_arcs_are_lines(radii: str) -> None:
    assert path_segments(f"M0 0A{radii} 0 0 1 9 9")[1] == ("L", 9, 9)


def test_closing_twice_is_closing_once() -> None:
    twice = "M0 0h9v9zz M3 3h3v3zZ"
    assert path_segments(twice) == path_segments(twice.replace("zz", "z").replace("zZ", "z"))
    assert drawn(f'<path fill-rule="evenodd" d="{twice}"/>').any()


def test_arc_to_where_it_is() -> None:
    assert len(path_segments("M5 5A9 9 0 1 1 5 5")) == 1


@pytest.mark.parametrize("data", ["M1e400 0", "M0 0 h1e6 l 1 ."])
def test_numbers_are_bounded(data: str) -> None:
    with pytest.raises(BadValue):
        path_segments(data)
