"""From the composed tree to boxes: one small function an element."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any, cast

from msgspec.structs import replace

from soleprint.compose.markup import INLINE, TEXTUAL, Node
from soleprint.errors import ContentError, Finding, UsageProblem
from soleprint.layout.attributes import bad, chosen, count_of, counts_of, number_of, yes
from soleprint.layout.boxes import (
    Box,
    Columns,
    Hung,
    Indented,
    Outset,
    Overlay,
    Padded,
    Pinned,
    RunIn,
    Spacer,
    Stack,
)
from soleprint.layout.choices import ranked
from soleprint.layout.content import Background, Badge, Bullet, Decoration, Emblem, Icon, Line, TextBox
from soleprint.layout.figure import CoverBox, FigureBox, StageBox, StepPictures
from soleprint.layout.flow import Break, Foot, Way
from soleprint.layout.gallery import Gallery
from soleprint.layout.look import Link, Look, Place, Setting
from soleprint.layout.photo import RADIUS, PhotoBox, PhotoPictures
from soleprint.layout.ready import Ready, ReadyPictures
from soleprint.layout.reuse import element
from soleprint.layout.rows import Cell, Grids, Row, grid, in_rows
from soleprint.layout.slots import SlotEmblem
from soleprint.layout.theme import Tone
from soleprint.layout.whole import PageBox, WholePage
from soleprint.layout.words import BESIDE, PINNED, RUN_IN, RUN_IN_INDENT, badge_of, paragraph, prepare, spoken, text
from soleprint.marks import Anchor, Element

_WEIGHT = re.compile(r"0*[1-9]\d{0,3}(\.\d+)?|0*\.0*[1-9]\d*")
"""A column's share of the width: above 0."""
_CUES_APART = 0.5
"""Em between the columns of a grid with words: any less, and neighbours' lines read as one."""


def build_pages(page: Node, look: Look, setting: Setting | None = None) -> list[Way]:
    """The ways to set a <page>. What they have in common is built, and measured, once."""
    place = Place(element(page, "Sect", None), look.theme.colour("ink"), setting or Setting(), rtl=look.rtl)
    return look.once(page, place, lambda: _all_ways(page, look, place), "page")


def _all_ways(page: Node, look: Look, place: Place) -> list[Way]:
    built: dict[int, Box] = {}
    feet: dict[int, Foot] = {}
    gap, made = number_of(page, "gap", 0.5), []
    for way, rank in ranked(page):
        boxes: list[Box] = []
        own: list[Foot] = []
        for child in way.elements:
            if child.tag == "foot":
                own.append(feet.get(id(child)) or feet.setdefault(id(child), _foot(child, look, place)))
            else:
                boxes.append(built.get(id(child)) or built.setdefault(id(child), build(child, look, place)))
        made.append(Way(boxes, gap, justify=True, rank=rank, feet=own, flows=look.boxes.flows))
    return made


def _foot(node: Node, look: Look, place: Place) -> Foot:
    def made() -> Foot:
        boxes = _flow(node, look, place)
        return Foot(boxes[0] if len(boxes) == 1 else Stack(boxes, 0.4), node.get("row"), number_of(node, "gap", 0.6))

    return look.once(node, place, made, "foot")


def page_count(page: Node) -> int:
    """Over how many pages a <page> is spread; 0 where it does not say."""
    return count_of(page, "pages") if page.get("pages") else 0


def build(node: Node, look: Look, place: Place) -> Box:
    """The box of a flow element. Raises ContentError for a value that the element or the theme does not have."""
    builder = text if node.tag in TEXTUAL else BUILDERS[node.tag]
    try:
        return look.once(node, place, lambda: builder(node, look, place))
    except UsageProblem as problem:
        raise ContentError([Finding("template-value", str(problem), node.source, node.line, 1)]) from None


def _flow(node: Node, look: Look, place: Place) -> list[Box]:
    return [build(child, look, place) for child in node.elements]


def _stack(node: Node, look: Look, place: Place) -> Box:
    if node.get("lang") in look.others:
        place = replace(place, rtl=look.others[node.get("lang")].direction == "rtl")
    wide = chosen(node, "bleed", "no", "edge") == "edge"
    if wide:
        place = replace(place, edge=True)
    kept = node.tag == "keep"
    stack = Stack(
        _flow(node, look, place), number_of(node, "gap", 0.4), yes(node, "justify"), parts=not kept, kept=kept
    )
    return _together(Outset(stack, place.setting.margin) if wide else stack, [node] if _shows(node) else [])


def _columns(node: Node, look: Look, place: Place) -> Box:
    return _side_by_side(node, _flow(node, look, place), place)


def _toc(node: Node, look: Look, place: Place) -> Box:
    inner = place.under(element(node, "TOC", place.parent))
    return Stack(_flow(node, look, inner), number_of(node, "gap", 0.4), justify=True, parts=True, airy=True)


def _entry(node: Node, look: Look, place: Place) -> Box:
    """A line of the contents. Its words, and the number of the page, are one link; what is shown beside them is not
    read out."""
    item = element(node, "TOCI", place.parent)
    words = replace(place, parent=element(node, "Link", element(node, "Reference", item)), link=_link_of(node))
    children = [
        build(child, look, words) if child.tag == "p" else Decoration(build(child, look, place))
        for child in node.elements
    ]
    return _side_by_side(node, children, place)


def _link_of(node: Node) -> Link:
    if not node.get("href"):
        raise bad(node, "href", "the place that the entry names, such as #safety")
    words = [spoken(child) for child in node.elements if child.tag == "p"]
    return Link(node.get("href"), " ".join(filter(None, words)))


def _side_by_side(node: Node, children: Sequence[Box], place: Place) -> Box:
    words = node.get("widths").split() or ["1"] * len(children)
    if len(words) != len(children):
        raise bad(node, "widths", f"{len(children)} words, one for each column")
    if not all(word == "auto" or _WEIGHT.fullmatch(word) for word in words):
        raise bad(node, "widths", 'weights, such as 2 or 0.5, or "auto"')
    widths = [0.0 if word == "auto" else float(word) for word in words]
    if not children:
        return Spacer()
    middle = chosen(node, "valign", "top", "middle") == "middle"
    return Columns(children, widths, number_of(node, "gap", 1.0), middle, place.rtl)


def _grid(node: Node, look: Look, place: Place) -> Box:
    return _in_columns(node, [Cell([box], [0]) for box in _flow(node, look, place)], place)


def _in_columns(node: Node, cells: Sequence[Cell], place: Place) -> Box:
    """Cells in as many columns as the node says, or the first of several numbers that breaks no word."""
    gap = number_of(node, "gap", 0.8)
    ways = [grid(cells, columns, gap, place.rtl) for columns in counts_of(node)]
    return ways[0] if len(ways) == 1 else Grids(ways)


def _panel(node: Node, look: Look, place: Place) -> Box:
    theme, tone = look.theme, look.theme.tone(node.get("tone", "plain"))
    owner = element(node, "Sect", place.parent)
    middle = chosen(node, "valign", "top", "middle") == "middle"
    bleed = chosen(node, "bleed", "no", "yes", "edge")
    colour = theme.colour(tone.text) if tone.text else place.colour
    inner = Place(owner, colour, place.setting, tone, place.rtl, bleed == "edge")
    body: Box = Stack(_flow(node, look, inner), number_of(node, "gap", 0.2))
    if tone.icon:
        # On paper or a tint the sign has the border's colour; on a strong ground it is cut out of the text's.
        sign, ground = (tone.border, "paper") if tone.border else (tone.text or "ink", tone.background or "paper")
        icon = Icon(tone.icon, theme.colour(tone.sign or sign), theme.colour(ground), tone.icon_size)
        body = Indented(icon, body, rtl=place.rtl, middle=True, level=middle)
    background = Background(
        theme.colour(tone.background) if tone.background else None,
        theme.colour(tone.border) if tone.border else None,
        theme.border or 0.0,
        (theme.radius or 0.0) if tone.radius is None else tone.radius,
        bleed == "yes",
        bleed == "edge",
    )
    kept = chosen(node, "keep", "", "next") == "next"
    strip = bleed == "edge"
    return Padded(body, *_padding(node, tone), (background,), middle or tone.middle, kept, strip)


def _padding(node: Node, tone: Tone) -> tuple[float, float]:
    if node.get("pad"):
        pad = number_of(node, "pad", 0.4)
        return pad, pad
    return tone.pad


def _figure(node: Node, look: Look, place: Place) -> Box:
    if node.get("slot"):
        return _code(node, look, place)
    shown = look.subject(node)
    widest, tallest = number_of(node, "width", 0.0) or None, number_of(node, "max", 0.0) or None
    if isinstance(shown, WholePage):
        return PageBox(shown, place.parent, _anchor(node))
    if node.get("id"):
        raise bad(node, "id", "nothing here; only a page of your own has one")
    if node.get("scene") in look.emblems:
        symbol, alt = cast(Ready, shown)
        if node.get("min"):
            return FigureBox(ReadyPictures(), shown, place.parent, number_of(node, "min", 6.0), widest, tallest)
        align: Any = chosen(node, "align", "start", "end", "center")
        return Emblem(symbol, place.parent, alt, align, look.rtl, tallest or 0.0)
    if node.get("scene") in ("stage", "own-picture") or yes(node, "field"):
        box, pictures = (PhotoBox, _photos(node, look)) if _is_ready(shown) else (StageBox, look.pictures)
        return box(
            pictures, shown, place.parent, number_of(node, "min", 1.0), widest, tallest, 1.0, yes(node, "fill"),
            yes(node, "bleed"), number_of(node, "clear", 0.0), place.rtl, place.edge,
        )  # fmt: skip
    if node.get("scene") == "cover":
        half = int(chosen(node, "half", "0", "1", "2"))
        least, pictures = number_of(node, "min", 6.0), _photos(node, look) if _is_ready(shown) else look.pictures
        return CoverBox(
            pictures, shown, place.parent, least, widest, tallest, edge=place.edge, half=half, rtl=place.rtl
        )
    worth = number_of(node, "worth", 1.0)
    return FigureBox(look.pictures, shown, place.parent, number_of(node, "min", 6.0), widest, tallest, worth)


def _is_ready(shown: object) -> bool:
    """Whether it is drawn already: a picture of one's own."""
    return isinstance(shown, tuple)


def _photos(node: Node, look: Look) -> PhotoPictures:
    covers = node.get("scene") == "cover"
    square = covers or yes(node, "square") or yes(node, "bleed")
    return PhotoPictures(look.theme.colour("stage"), 0.0 if square else RADIUS, filling=covers)


def _code(node: Node, look: Look, place: Place) -> Box:
    """The code of a slot. Nothing of it may be larger or smaller in one copy than in another."""
    name = node.get("slot")
    code = look.codes.get(name) if node.get("scene") == "code" else None
    if code is None:
        known = " or ".join(f'<figure scene="code" slot="{each}"/>' for each in look.codes)
        raise bad(node, "slot", f"a picture that each copy has its own of: {known}")
    symbol, alt = code(look.values[name])
    align: Any = chosen(node, "align", "start", "end", "center")
    tallest = number_of(node, "max", 0.0)
    return SlotEmblem(symbol, place.parent, alt, align, look.rtl, tallest, name=name, code=code)


def _anchor(node: Node) -> Anchor | None:
    """Where links to a ready page lead; with a title, it is bookmarked as chapters are."""
    title = node.get("title")
    return Anchor(node.get("id"), 0.0, title, 2 if title else 0) if node.get("id") else None


def _gallery(node: Node, look: Look, place: Place) -> Box:
    """Pictures in rows; the moments of one stroke, which differ by their phase alone, stay in one."""
    boxes = [build(child, look, place) for child in node.elements]
    if not all(isinstance(box, StageBox) for box in boxes) or not boxes:
        message = '<gallery> holds pictures with hands: <figure scene="stage">'
        raise ContentError([Finding("template-value", message, node.source, node.line, 1)])
    shown = [(child.get("moves"), child.get("places")) for child in node.elements]
    tied = [False, *(first == second for first, second in pairwise(shown))]
    gap, room = number_of(node, "gap", 0.15), number_of(node, "room", 0.0, most=9999)
    return Gallery(cast(list[FigureBox], boxes), tied, gap, room, place.rtl)


def _disc(node: Node, look: Look, place: Place) -> Box:
    """A number in a disc of the text's colour, cut out of the panel's ground."""
    style = replace(look.theme.style("badge"), size=number_of(node, "size", PINNED) / PINNED)
    ground = look.theme.colour((place.tone and place.tone.background) or "paper")
    number = prepare(look, ((look.typesetter.numerals(node.get("number")), True, ground, None),), "", style)
    return Badge(number, style, element(node, "P", place.parent), place.colour, style, PINNED)


def _overlay(node: Node, look: Look, place: Place) -> Box:
    return Overlay(_flow(node, look, place))


def _spacer(node: Node, look: Look, place: Place) -> Box:
    return Spacer(number_of(node, "height", 0.0), yes(node, "grow"), number_of(node, "width", 0.0))


def _ordered(node: Node, look: Look, place: Place) -> Box:
    """Numbered items: a list, or a grid whose pictures stand above or beside the words (``picture``)."""
    owner = element(node, "L", place.parent, numbering="Decimal")
    beside = number_of(node, "beside", 0.0)
    if not beside < 1:
        raise bad(node, "beside", "the picture's share of the width, from 0 to less than 1")
    in_cells = chosen(node, "layout", "list", "grid") == "grid"
    # In narrow cells the number goes into the first line, which leaves the words more room.
    narrow = in_cells and (count_of(node) > 1 or not beside)
    discs = chosen(node, "discs", "no", "yes", "out")
    cells = [
        _item(child, look, place.under(element(child, "LI", owner)), number_of(child, "beside", beside), narrow, discs)
        for child in node.elements
    ]
    gap = number_of(node, "gap", 0.5)
    columns = count_of(node) if in_cells else 1
    spans = [int(number_of(child, "span", 1.0)) if in_cells else 1 for child in node.elements]
    worded = any(len(cell.parts) > 1 for cell in cells)
    apart = (max(gap, _CUES_APART) if worded else gap) if in_cells else 0.0

    def row(numbers: Mapping[int, int]) -> Row:
        own, spans = [cells[number] for number in numbers], [*numbers.values()]
        how = ("row", columns, apart, place.rtl, *spans, *map(id, own))
        first = node.elements[next(iter(numbers))]
        return look.boxes.once(first, how, lambda: Row(own, columns, apart, 0.25, place.rtl, spans))

    rows = [_widened(numbers, columns) for numbers in in_rows(spans, columns)]
    return Stack([row(numbers) for numbers in rows], gap, justify=not in_cells, parts=True)


def _widened(numbers: dict[int, int], columns: int) -> dict[int, int]:
    """A row whose last cell, where it is wider than others, takes what columns are left: more room for its pictures."""
    last = next(reversed(numbers))
    left = columns - sum(numbers.values())
    return {**numbers, last: numbers[last] + left} if numbers[last] > 1 else numbers


def _item(node: Node, look: Look, place: Place, beside: float, narrow: bool, disc: str) -> Cell:
    how = ("item", beside, narrow, disc)
    return look.once(node, place, lambda: _step(node, look, place, beside, narrow, disc), *how)


def _step(node: Node, look: Look, place: Place, beside: float, narrow: bool, disc: str) -> Cell:
    """A numbered item: its picture, then badge and words, which come first in reading order.

    The badge may lie on the picture's corner (``disc``: yes), or with its middle there (out).
    """
    label, body = element(node, "Lbl", place.parent), element(node, "LBody", place.parent)
    inner = place.under(body)
    texts = [child for child in _blocks(node) if not _shows(child)]
    under = texts[-1:] if beside and yes(node, "under") else []
    texts = texts[: len(texts) - len(under)]
    pictures = [build(child, look, inner) for child in node.elements if _shows(child)]
    if not pictures:
        return Cell([_numbered(node, texts, look, inner, label, run_in=False)], [0])
    picture = pictures[0] if len(pictures) == 1 else Columns(pictures, [1.0] * len(pictures), 0.4, True, place.rtl)
    picture = _together(picture, [child for child in node.elements if _shows(child)])
    if disc != "no" and node.get("number"):
        badge = badge_of(node, look, label, PINNED, look.theme.colour("paper"))
        picture = (Hung if disc == "out" else Pinned)(picture, badge, place.rtl)
        if not texts:
            return Cell([picture], [0])
        words: Box = Stack([build(child, look, inner) for child in texts], 0.2)
    else:
        words = _numbered(node, texts, look, inner, label, run_in=narrow)
    if beside:
        both = Columns([picture, words], [beside, 1 - beside], 0.5, True, place.rtl)
        lower = [build(child, look, inner) for child in under]
        return Cell([both, *lower], range(1 + len(lower)))
    # A number that lies on the picture is read with it, before the words.
    return Cell([picture, words], [0, 1] if isinstance(picture, Pinned) else [1, 0])


def _together(box: Box, shown: Sequence[Node]) -> Box:
    """The pictures of a step, which have letters all or none."""
    lettered = [figure for node in shown for figure in node.figures if figure.get("letters")]
    return box if len(lettered) < 2 or isinstance(box, StepPictures) else StepPictures(box)


def _shows(node: Node) -> bool:
    """Whether a block of an item is its picture: a figure, or pictures in rows without words."""
    return node.tag in ("figure", "gallery") or (
        node.tag in ("stack", "columns") and bool(node.figures) and not node.text
    )


def _numbered(node: Node, texts: Sequence[Node], look: Look, inner: Place, label: Element, run_in: bool) -> Box:
    """Words with their number before them, or in their first line; without a number, the words alone."""
    boxes = [build(child, look, inner) for child in texts]
    words = Stack(boxes, 0.2)
    if not node.get("number"):
        return words
    badge, first = badge_of(node, look, label, RUN_IN if run_in else BESIDE), boxes[0] if boxes else None
    if isinstance(first, TextBox):
        badge.line = first.style
    if run_in and isinstance(first, TextBox):
        words.children = [first.indented(RUN_IN_INDENT), *boxes[1:]]
        return RunIn(words, badge, inner.rtl)
    return Indented(badge, words, rtl=inner.rtl)


def _bullets(node: Node, look: Look, place: Place) -> Box:
    if chosen(node, "layout", "list", "grid") == "grid":
        return _cells(node, look, place)
    owner = element(node, "L", place.parent, numbering="Disc")
    style = look.theme.style(node.get("style", "body"))
    items = []
    for child in node.elements:
        inner = place.under(element(child, "LBody", element(child, "LI", owner)))
        if any(block.tag not in INLINE for block in child.elements):
            body: Box = Stack([build(block, look, inner) for block in _blocks(child)], 0.2)
        else:
            body = paragraph(child, look, inner, style, inner.parent)
        items.append(Indented(Bullet(style, inner.colour), body, rtl=place.rtl))
    return Stack(items, number_of(node, "gap", 0.15), parts=True)


def _cells(node: Node, look: Look, place: Place) -> Box:
    """A list whose items are cells of a grid, without bullets."""
    owner = element(node, "L", place.parent, numbering="None")
    cells = []
    for child in node.elements:
        inner = place.under(element(child, "LBody", element(child, "LI", owner)))
        boxes = [build(block, look, inner) for block in _blocks(child)]
        cells.append(Cell([boxes[0] if len(boxes) == 1 else Stack(boxes, 0.2)], [0]))
    return _in_columns(node, cells, place)


def _blocks(node: Node) -> list[Node]:
    """An item's blocks; words that stand bare among them become paragraphs."""
    blocks: list[Node] = []
    for bare, run in groupby(node.children, lambda child: isinstance(child, str) or child.tag in INLINE):
        if bare:
            paragraph = Node("p", {}, tuple(run), node.source, node.line)
            blocks += [paragraph] if paragraph.text else []
        else:
            blocks += [child for child in run if isinstance(child, Node)]
    return blocks


BUILDERS: Mapping[str, Callable[[Node, Look, Place], Box]] = {
    "stack": _stack,
    "keep": _stack,
    "break": lambda node, look, place: Break(
        page=count_of(node, "page") if node.get("page") else 0,
        after=count_of(node, "after") if node.get("after") else 0,
    ),
    "line": lambda node, look, place: Line(number_of(node, "height", 1.8), look.theme.colour("line")),
    "columns": _columns,
    "toc": _toc,
    "entry": _entry,
    "grid": _grid,
    "panel": _panel,
    "figure": _figure,
    "gallery": _gallery,
    "disc": _disc,
    "overlay": _overlay,
    "spacer": _spacer,
    "ol": _ordered,
    "ul": _bullets,
}
