"""From the composed tree to boxes: one small function an element."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, TypeVar, cast

from msgspec import Struct, field
from msgspec.structs import replace

from soleprint.compose.markup import INLINE, TEXTUAL, Node, anchor_name
from soleprint.errors import ContentError, Finding, UsageProblem
from soleprint.layout.boxes import (
    Box,
    Cell,
    Columns,
    Indented,
    Outset,
    Overlay,
    Padded,
    Pinned,
    Row,
    RunIn,
    Spacer,
    Stack,
    grid,
)
from soleprint.layout.choices import ranked
from soleprint.layout.content import (
    Background,
    Badge,
    Bullet,
    CoverBox,
    Emblem,
    FigureBox,
    Icon,
    Line,
    StageBox,
    TextBox,
    Title,
)
from soleprint.layout.flow import Break, Foot, Way
from soleprint.layout.gallery import Gallery
from soleprint.layout.ready import Ready, ReadyPictures
from soleprint.layout.reuse import Boxes, boxes_of, element
from soleprint.layout.spaces import Stretch, folded
from soleprint.layout.theme import Style, Theme, Tone
from soleprint.marks import Anchor, Element, Symbol

if TYPE_CHECKING:
    from soleprint.layout.content import Pictures
    from soleprint.text import Prepared, Typesetter

Result = TypeVar("Result")
DEFAULT_STYLE = {"h1": "title", "h2": "heading", "h3": "heading", "p": "body"}
UNKNOWN_NUMBER = "1"
"""Stands for a page number while the pages are not yet known: no wider than any, or what fits would seem not to."""
_WEIGHT = re.compile(r"0*[1-9]\d{0,3}(\.\d+)?|0*\.0*[1-9]\d*")
"""A column's share of the width: above 0."""


class Kit(Struct, dict=True):
    """What boxes are made with: the look, the type, the pictures."""

    theme: Theme
    typesetter: Typesetter
    pictures: Pictures
    scenes: Callable[[Node], object]
    """The picture that a <figure> asks for."""
    emblems: Mapping[str, Callable[[], tuple[Symbol, str]]] = field(default_factory=dict)
    """Makers of the symbols that a <figure scene="..."> may ask for (logo, QR code), each with its description."""
    others: Mapping[str, Typesetter] = field(default_factory=dict)
    """Typesetters of the other languages of the document."""
    prepared: dict[object, Prepared] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    """The page number of each place that <number of="..."/> may name, as far as pages are known."""
    subjects: dict[int, object] = field(default_factory=dict)
    """What each <figure> shows, by the node's identity."""
    margin: float = 0.0
    """Points from the safe area to the edge of the page, at each side."""

    def __post_init__(self) -> None:
        self.theme = self.boxes.theme

    @cached_property
    def boxes(self) -> Boxes:
        """The boxes that were built with the same before."""
        return boxes_of(self.theme, self.typesetter, self.pictures, self.others)

    @property
    def rtl(self) -> bool:
        return self.typesetter.direction == "rtl"

    def narrowed(self) -> Kit | None:
        """The same with letters as narrow as the theme allows; None where it has no narrower ones."""
        theme = self.theme.narrowed()
        return None if theme is self.theme else replace(self, theme=theme, prepared={})

    def subject(self, figure: Node) -> object:
        """What a <figure> shows: a ready symbol with its description, or what the figures room draws."""
        subject = self.subjects.get(id(figure))
        if subject is None:
            emblem = self.emblems.get(figure.get("scene"))
            subject = self.subjects[id(figure)] = emblem() if emblem else self.scenes(figure)
        return subject

    def once(self, node: Node, place: Place, make: Callable[[], Result], *how: object) -> Result:
        """What ``make`` makes of a node in a place, or made of it before; ``how`` is all else that it depends on."""
        shown = (node,) if node.tag == "figure" else node.figures
        ground = (place.parent, place.colour, id(place.tone), place.rtl, place.edge, self.margin)
        numbers = [self.numbers.get(target) for target in node.targets]
        return self.boxes.once(node, (*ground, *how, *numbers, *map(self.subject, shown)), make)


class Place(Struct, frozen=True):
    """Where in the structure, and on what ground, a box is built."""

    parent: Element
    colour: str
    """Text colour, ``#RRGGBB``."""
    tone: Tone | None = None
    rtl: bool = False
    """Blocks side by side, numbers and signs run from right to left."""
    edge: bool = False
    """Pictures run off the page where they reach its edge."""

    def under(self, parent: Element) -> Place:
        return replace(self, parent=parent)


def build_pages(page: Node, kit: Kit) -> list[Way]:
    """The ways to set a <page>. What they have in common is built, and measured, once."""
    place = Place(element(page, "Sect", None), kit.theme.colour("ink"), rtl=kit.rtl)
    return kit.once(page, place, lambda: _all_ways(page, kit, place), "page")


def _all_ways(page: Node, kit: Kit, place: Place) -> list[Way]:
    built: dict[int, Box] = {}
    feet: dict[int, Foot] = {}
    gap, made = _number(page, "gap", 0.5), []
    for way, rank in ranked(page):
        boxes: list[Box] = []
        own: list[Foot] = []
        for child in way.elements:
            if child.tag == "foot":
                own.append(feet.get(id(child)) or feet.setdefault(id(child), _foot(child, kit, place)))
            else:
                boxes.append(built.get(id(child)) or built.setdefault(id(child), build(child, kit, place)))
        made.append(Way(boxes, gap, justify=True, rank=rank, feet=own))
    return made


def _foot(node: Node, kit: Kit, place: Place) -> Foot:
    boxes = _flow(node, kit, place)
    return Foot(boxes[0] if len(boxes) == 1 else Stack(boxes, 0.4), node.get("row"), _number(node, "gap", 0.6))


def page_count(page: Node) -> int:
    """Over how many pages a <page> is spread; 0 where it does not say."""
    return _count(page, "pages") if page.get("pages") else 0


def build(node: Node, kit: Kit, place: Place) -> Box:
    """The box of a flow element. Raises ContentError for a value that the element or the theme does not have."""
    builder = _text if node.tag in TEXTUAL else BUILDERS[node.tag]
    try:
        return kit.once(node, place, lambda: builder(node, kit, place))
    except UsageProblem as problem:
        raise ContentError([Finding("template-value", str(problem), node.source, node.line, 1)]) from None


def _flow(node: Node, kit: Kit, place: Place) -> list[Box]:
    return [build(child, kit, place) for child in node.elements]


def _number(node: Node, name: str, default: float, most: int = 1000) -> float:
    text = node.get(name)
    if not text:
        return default
    try:
        value = float(text)
    except ValueError:
        raise _bad(node, name, "a number") from None
    if not 0 <= value <= most:
        raise _bad(node, name, f"a number from 0 to {most}")
    return value


def _chosen(node: Node, name: str, *known: str) -> str:
    """The value of an attribute that is one of a few words, the first of them by default."""
    value = node.get(name, known[0])
    if value not in known:
        raise _bad(node, name, " or ".join(known))
    return value


def _yes(node: Node, name: str, *, unless: bool = False) -> bool:
    return _chosen(node, name, *(("yes", "no") if unless else ("no", "yes"))) == "yes"


def _bad(node: Node, name: str, wanted: str) -> ContentError:
    message = f"<{node.tag} {name}={node.get(name)!r}>: {name} must be {wanted}"
    return ContentError([Finding("template-value", message, node.source, node.line, 1)])


def _stack(node: Node, kit: Kit, place: Place) -> Box:
    if node.get("lang") in kit.others:
        place = replace(place, rtl=kit.others[node.get("lang")].direction == "rtl")
    wide = _chosen(node, "bleed", "no", "edge") == "edge"
    if wide:
        place = replace(place, edge=True)
    kept = node.tag == "keep"
    stack = Stack(_flow(node, kit, place), _number(node, "gap", 0.4), _yes(node, "justify"), parts=not kept, kept=kept)
    return Outset(stack, kit.margin) if wide else stack


def _columns(node: Node, kit: Kit, place: Place) -> Box:
    children = _flow(node, kit, place)
    words = node.get("widths").split() or ["1"] * len(children)
    if len(words) != len(children):
        raise _bad(node, "widths", f"{len(children)} words, one for each column")
    if not all(word == "auto" or _WEIGHT.fullmatch(word) for word in words):
        raise _bad(node, "widths", 'weights, such as 2 or 0.5, or "auto"')
    widths = [0.0 if word == "auto" else float(word) for word in words]
    if not children:
        return Spacer()
    middle = _chosen(node, "valign", "top", "middle") == "middle"
    return Columns(children, widths, _number(node, "gap", 1.0), middle, place.rtl)


def _grid(node: Node, kit: Kit, place: Place) -> Box:
    cells = [Cell([box], [0]) for box in _flow(node, kit, place)]
    return grid(cells, _count(node), _number(node, "gap", 0.8), place.rtl)


def _count(node: Node, name: str = "columns") -> int:
    count = _number(node, name, 2)
    if count < 1 or count != int(count):
        raise _bad(node, name, "a whole number from 1")
    return int(count)


def _panel(node: Node, kit: Kit, place: Place) -> Box:
    theme, tone = kit.theme, kit.theme.tone(node.get("tone", "plain"))
    owner = element(node, "Sect", place.parent)
    middle = _chosen(node, "valign", "top", "middle") == "middle"
    bleed = _chosen(node, "bleed", "no", "yes", "edge")
    inner = Place(owner, theme.colour(tone.text) if tone.text else place.colour, tone, place.rtl, bleed == "edge")
    body: Box = Stack(_flow(node, kit, inner), _number(node, "gap", 0.2))
    if tone.icon:
        # On paper or a tint the sign has the border's colour; on a strong ground it is cut out of the text's.
        sign, ground = (tone.border, "paper") if tone.border else (tone.text or "ink", tone.background or "paper")
        icon = Icon(tone.icon, theme.colour(sign), theme.colour(ground), tone.icon_size)
        body = Indented(icon, body, rtl=place.rtl, middle=True, level=middle)
    background = Background(
        theme.colour(tone.background) if tone.background else None,
        theme.colour(tone.border) if tone.border else None,
        theme.border or 0.0,
        (theme.radius or 0.0) if tone.radius is None else tone.radius,
        bleed == "yes",
        bleed == "edge",
    )
    kept = _chosen(node, "keep", "", "next") == "next"
    return Padded(body, *_padding(node, tone), behind=(background,), middle=middle or tone.middle, keep_next=kept)


def _padding(node: Node, tone: Tone) -> tuple[float, float]:
    if node.get("pad"):
        pad = _number(node, "pad", 0.4)
        return pad, pad
    return tone.pad


def _figure(node: Node, kit: Kit, place: Place) -> Box:
    shown = kit.subject(node)
    widest, tallest = _number(node, "width", 0.0) or None, _number(node, "max", 0.0) or None
    if node.get("scene") in kit.emblems:
        symbol, alt = cast(Ready, shown)
        if node.get("min"):
            return FigureBox(ReadyPictures(), shown, place.parent, _number(node, "min", 6.0), widest, tallest)
        align: Any = _chosen(node, "align", "start", "end", "center")
        return Emblem(symbol, place.parent, alt, align, kit.rtl, tallest or 0.0)
    if node.get("scene") == "stage" or _yes(node, "field"):
        return StageBox(
            kit.pictures, shown, place.parent, _number(node, "min", 1.0), widest, tallest, 1.0, _yes(node, "fill"),
            _yes(node, "bleed"), _number(node, "clear", 0.0), place.rtl, place.edge,
        )  # fmt: skip
    if node.get("scene") == "cover":
        return CoverBox(kit.pictures, shown, place.parent, _number(node, "min", 6.0), widest, tallest, edge=place.edge)
    worth = _number(node, "worth", 1.0)
    return FigureBox(kit.pictures, shown, place.parent, _number(node, "min", 6.0), widest, tallest, worth)


def _gallery(node: Node, kit: Kit, place: Place) -> Box:
    """Pictures in rows; the moments of one stroke, which differ by their phase alone, stay in one."""
    boxes = [build(child, kit, place) for child in node.elements]
    if not all(isinstance(box, StageBox) for box in boxes) or not boxes:
        message = '<gallery> holds pictures with hands: <figure scene="stage">'
        raise ContentError([Finding("template-value", message, node.source, node.line, 1)])
    shown = [(child.get("moves"), child.get("places")) for child in node.elements]
    tied = [False, *(first == second for first, second in pairwise(shown))]
    gap, room = _number(node, "gap", 0.15), _number(node, "room", 0.0, most=9999)
    return Gallery(cast(list[FigureBox], boxes), tied, gap, room, place.rtl)


def _disc(node: Node, kit: Kit, place: Place) -> Box:
    """A number in a disc of the text's colour, cut out of the panel's ground."""
    style = replace(kit.theme.style("badge"), size=_number(node, "size", PINNED) / PINNED)
    ground = kit.theme.colour((place.tone and place.tone.background) or "paper")
    number = _prepare(kit, ((kit.typesetter.numerals(node.get("number")), True, ground, None),), "", style)
    return Badge(number, style, element(node, "P", place.parent), place.colour, style, PINNED)


def _overlay(node: Node, kit: Kit, place: Place) -> Box:
    return Overlay(_flow(node, kit, place))


def _spacer(node: Node, kit: Kit, place: Place) -> Box:
    return Spacer(_number(node, "height", 0.0), _yes(node, "grow"), _number(node, "width", 0.0))


def _ordered(node: Node, kit: Kit, place: Place) -> Box:
    """Numbered items: a list, or a grid whose pictures stand above or beside the words (``picture``)."""
    owner = element(node, "L", place.parent, numbering="Decimal")
    beside = _number(node, "beside", 0.0)
    if not beside < 1:
        raise _bad(node, "beside", "the picture's share of the width, from 0 to less than 1")
    in_cells = _chosen(node, "layout", "list", "grid") == "grid"
    # In narrow cells the number goes into the first line, which leaves the words more room.
    narrow = in_cells and (_count(node) > 1 or not beside)
    discs = _yes(node, "discs")
    cells = [
        _item(child, kit, place.under(element(child, "LI", owner)), _number(child, "beside", beside), narrow, discs)
        for child in node.elements
    ]
    gap = _number(node, "gap", 0.5)
    if in_cells:
        spans = [int(_number(child, "span", 1.0)) for child in node.elements]
        made = grid(cells, _count(node), gap, place.rtl, spans=spans)
        made.parts = True
        return made
    return Stack([Row([cell], 1, 0.0, 0.3, place.rtl) for cell in cells], gap, justify=True, parts=True)


def _item(node: Node, kit: Kit, place: Place, beside: float, narrow: bool, disc: bool) -> Cell:
    how = ("item", beside, narrow, disc)
    return kit.once(node, place, lambda: _step(node, kit, place, beside, narrow, disc), *how)


def _step(node: Node, kit: Kit, place: Place, beside: float, narrow: bool, disc: bool) -> Cell:
    """A numbered item: its picture, then badge and words, which come first in reading order.

    With ``disc`` the badge lies on the picture's corner.
    """
    label, body = element(node, "Lbl", place.parent), element(node, "LBody", place.parent)
    inner = place.under(body)
    texts = [child for child in _blocks(node) if not _shows(child)]
    pictures = [build(child, kit, inner) for child in node.elements if _shows(child)]
    if not pictures:
        return Cell([_numbered(node, texts, kit, inner, label, run_in=False)], [0])
    picture = pictures[0] if len(pictures) == 1 else Columns(pictures, [1.0] * len(pictures), 0.4, True, place.rtl)
    if disc and node.get("number"):
        picture = Pinned(_badge(node, kit, label, PINNED, kit.theme.colour("paper")), picture, place.rtl)
        words: Box = Stack([build(child, kit, inner) for child in texts], 0.2)
    else:
        words = _numbered(node, texts, kit, inner, label, run_in=narrow)
    if beside:
        return Cell([Columns([picture, words], [beside, 1 - beside], 0.5, True, place.rtl)], [0])
    # A number that lies on the picture is read with it, before the words.
    return Cell([picture, words], [0, 1] if isinstance(picture, Pinned) else [1, 0])


def _shows(node: Node) -> bool:
    """Whether a block of an item is its picture: a figure, or pictures in rows without words."""
    return node.tag in ("figure", "gallery") or (
        node.tag in ("stack", "columns") and bool(node.figures) and not node.text
    )


RUN_IN, RUN_IN_INDENT = 1.18, 1.6
"""Diameter of a number set into a line, and the room it takes, in ems."""
BESIDE = 1.5
"""Diameter of a number that stands beside words."""
PINNED = 1.65
"""Diameter of a number that lies on a picture, in ems."""


def _badge(node: Node, kit: Kit, label: Element, diameter: float, rim: str | None = None, look: str = "badge") -> Badge:
    """The disc with an item's number."""
    style = kit.theme.style(look)
    numeral = kit.typesetter.numerals(node.get("number"))
    number = _prepare(kit, ((numeral, True, kit.theme.colour("on-badge"), None),), "", style)
    return Badge(number, style, label, kit.theme.colour("badge"), style, diameter, rim)


def _numbered(node: Node, texts: Sequence[Node], kit: Kit, inner: Place, label: Element, run_in: bool) -> Box:
    """Words with their number before them, or in their first line; without a number, the words alone."""
    boxes = [build(child, kit, inner) for child in texts]
    words = Stack(boxes, 0.2)
    if not node.get("number"):
        return words
    badge, first = _badge(node, kit, label, RUN_IN if run_in else BESIDE), boxes[0] if boxes else None
    if isinstance(first, TextBox):
        badge.line = first.style
    if run_in and isinstance(first, TextBox):
        words.children = [first.indented(RUN_IN_INDENT), *boxes[1:]]
        return RunIn(badge, words, inner.rtl)
    return Indented(badge, words, rtl=inner.rtl)


def _bullets(node: Node, kit: Kit, place: Place) -> Box:
    owner = element(node, "L", place.parent, numbering="Disc")
    style = kit.theme.style(node.get("style", "body"))
    items = []
    for child in node.elements:
        inner = place.under(element(child, "LBody", element(child, "LI", owner)))
        if any(block.tag not in INLINE for block in child.elements):
            body: Box = Stack([build(block, kit, inner) for block in _blocks(child)], 0.2)
        else:
            body = _paragraph(child, kit, inner, style, inner.parent)
        items.append(Indented(Bullet(style, inner.colour), body, rtl=place.rtl))
    return Stack(items, _number(node, "gap", 0.15), parts=True)


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


def _styles_of(node: Node, theme: Theme) -> list[Style]:
    """The styles that a text names, the largest first; the one that its element has by default."""
    return [theme.style(name) for name in (node.get("style") or DEFAULT_STYLE.get(node.tag, "body")).split()]


def _text(node: Node, kit: Kit, place: Place) -> Box:
    tag = node.tag.upper()
    owner = element(node, tag, place.parent, lang=node.get("lang") or None)
    styles = _styles_of(node, kit.theme)
    sizes = [_titled(node, kit, place, style, owner) for style in styles]
    words: TextBox | Title = sizes[0] if len(sizes) == 1 else Title(sizes)
    if not node.get("number"):
        return words
    badge = _badge(node, kit, owner, BESIDE, look="numeral")
    badge.line = sizes[0].style
    return Indented(badge, words, rtl=place.rtl, keep_next=words.keep_next)


def _titled(node: Node, kit: Kit, place: Place, style: Style, owner: Element) -> TextBox:
    """A paragraph or heading in a style, with the place that it is for links and the outline."""
    box = _paragraph(node, kit, place, style, owner)
    if _yes(node, "outline", unless=True) and node.tag != "p":
        box.anchor = Anchor(anchor_name(node), 0.0, node.text, int(node.tag[1]))
    elif node.get("id"):
        box.anchor = Anchor(node.get("id"), 0.0)
    box.keep_next = node.tag != "p"
    return box


def _paragraph(node: Node, kit: Kit, place: Place, style: Style, owner: Element) -> TextBox:
    colour = kit.theme.colour(style.colour) if style.colour != "ink" else place.colour
    if node.tag in ("h2", "h3") and place.tone and place.tone.heading:
        colour = kit.theme.colour(place.tone.heading)
    spans: list[Stretch] = []
    owners: list[Element] = []
    targets: list[str | None] = []
    for piece in _inline(node, style.bold, colour, node.get("lang") or None, owner, None, kit):
        spans.append(piece[:4])
        owners.append(piece[4])
        targets.append(piece[5])
    align = _chosen(node, "align", "start", "end", "center")
    prepared = _prepare(kit, folded(spans), node.get("lang"), style)
    return TextBox(prepared, style, owners, targets, align)  # type: ignore[arg-type]


Piece = tuple[str, bool, str, str | None, Element, str | None]


def _inline(
    node: Node, bold: bool, colour: str, lang: str | None, owner: Element, target: str | None, kit: Kit
) -> Iterator[Piece]:
    """Every stretch of text below ``node`` with its style, structure element and link."""
    for child in node.children:
        if isinstance(child, str):
            yield child, bold, colour, lang, owner, target
        elif child.tag == "number":
            yield kit.numbers.get(child.get("of"), UNKNOWN_NUMBER), bold, colour, lang, owner, target
        elif child.tag in INLINE:
            yield from _inline(
                child,
                bold or child.tag == "strong",
                kit.theme.colour(child.get("tone")) if child.get("tone") else colour,
                child.get("lang") or lang,
                _inline_owner(child, owner),
                child.get("href") or target,
                kit,
            )


def _inline_owner(node: Node, owner: Element) -> Element:
    if node.tag == "a":
        return element(node, "Link", owner, alt=node.text)
    return element(node, "Span", owner, lang=node.get("lang")) if node.get("lang") else owner


def _prepare(kit: Kit, spans: tuple[Stretch, ...], lang: str, style: Style) -> Prepared:
    """Shaped text, shared by all variants of a page; span ``i`` is tagged ``i``. ``lang`` is the paragraph's own."""
    from soleprint.text import Span

    key = (lang, spans, style.width, style.face)
    known = kit.prepared.get(key)
    if known is None:
        width, display = style.width, style.face == "display"
        made = [Span(*span, tag=i, width=width, display=display) for i, span in enumerate(spans)]
        typesetter = kit.others.get(lang, kit.typesetter)
        known = kit.prepared[key] = typesetter.prepare(made)
    return known


BUILDERS: Mapping[str, Callable[[Node, Kit, Place], Box]] = {
    "stack": _stack,
    "keep": _stack,
    "break": lambda node, kit, place: Break(page=_count(node, "page") if node.get("page") else 0),
    "line": lambda node, kit, place: Line(_number(node, "height", 1.8), kit.theme.colour("line")),
    "columns": _columns,
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
