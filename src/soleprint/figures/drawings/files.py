"""The files of an imported view: its own, and the names of its new places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from soleprint.figures.drawings.art import art
from soleprint.figures.drawings.draft import Draft
from soleprint.figures.drawings.wording import line, number, pair, point


def view_file(draft: Draft, source: str, subject: str) -> str:
    """The text of content/views/NAME.yaml. ``source`` names the drawing."""
    return "".join(_sections(draft, source, subject))


def _sections(draft: Draft, source: str, subject: str) -> Iterator[str]:
    name, box = draft.name, draft.extent
    yield f"# Made from {source}. To change it, import that again with --force; changes made here are lost.\n"
    yield "# Every key: content/views/README.md. Points are millimetres on the body, y upwards, of the RIGHT limb.\n"
    yield f"schema: 1\nid: {name}\n"
    yield f"# For those who cannot see it. {{side}} becomes left or right.\nsubject: {_quoted(subject)}\n"
    yield f"# What is shown: left, bottom, right, top.\nextent: {pair((box.x0, box.y0, box.x1, box.y1))}\n"
    if draft.lying:
        yield f"# As the person lies, it is turned by so many degrees anticlockwise.\nlying: {draft.lying}\n"
    yield "# Smooth lines through points; c is a corner.\nlines:\n"
    yield from (line(each, map(point, dots)) for each, dots in draft.lines.items())
    if draft.closed:
        yield f"closed: [{', '.join(draft.closed)}]\n"
    joined = [contour for contour in draft.contours if len(contour.pieces) > 1]
    if joined:
        yield "# Outlines put together from lines; a hyphen runs a line backwards.\nshapes:\n"
        yield from (f"  {contour.name}: [{contour.refs}]\n" for contour in joined)
    yield f"contour: [{', '.join(contour.name for contour in draft.contours)}]\n"
    yield from _limb(draft)
    yield from _places(draft)
    yield "# The drawing, carried out in this order. Colours are roles of the theme.\nart:\n"
    yield from (f"  - {row}\n" for row in art(draft))


def _quoted(text: str) -> str:
    """A text in double quotes, as YAML reads it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _limb(draft: Draft) -> Iterator[str]:
    lanes = draft.lanes
    if lanes.rails:
        bent = ", bent: true" if lanes.bent else ""
        yield f"# Strokes keep between these two edges.\nlimb: {{rails: [{', '.join(lanes.rails)}]{bent}}}\n"
    elif lanes.axis:
        axis = ", ".join(" ".join(map(number, at)) for at in lanes.axis)
        yield f'# Strokes run along this line: x y, and half the width of the limb there.\nlimb: {{axis: "{axis}"}}\n'


def _places(draft: Draft) -> Iterator[str]:
    places = draft.places
    yield from _section("Where the places are.", "landmarks", ((n, pair(at)) for n, at in places.landmarks.items()))
    zones = ((n, f"{{at: {pair(e.at)}, size: {pair((e.half_width, e.half_height))}}}") for n, e in places.zones.items())
    yield from _section("Ellipses that strokes go round or keep out of.", "zones", zones)
    reach = ((n, f"{{from: {pair(start)}, to: {pair(end)}}}") for n, (start, end) in places.reach.items())
    yield from _section("How far strokes that stay in one place reach.", "reach", reach)


def _section(comment: str, key: str, items: Iterable[tuple[str, str]]) -> Iterator[str]:
    rows = [f"  {name}: {text}\n" for name, text in items]
    if rows:
        yield f"# {comment}\n{key}:\n"
        yield from rows


def regions_file(draft: Draft) -> str:
    """The text of content/regions/NAME.yaml: the new places, in their order along the limb."""
    rows = [f"  {row}\n" for row in region_rows(draft, draft.places.new)]
    return (
        f"# The places that only the view {draft.name} shows. A routine names them in its paths.\n"
        f"schema: 1\n# Places of one chain lie behind each other.\nchain: {draft.name}\nregions:\n"
        '  # name: as in a sentence, "from ... to ...". along: the order, rising towards the heart.\n' + "".join(rows)
    )


def region_rows(draft: Draft, new: Iterable[str]) -> Iterator[str]:
    """A row for each place, as content/regions has them."""
    order = draft.order
    for name in sorted(new, key=order.index):
        words = name.removeprefix(f"{draft.name}.").replace(".", " ").replace("-", " ")
        yield f"- {{id: {name}, name: the {words}, along: {order.index(name)}}}"
