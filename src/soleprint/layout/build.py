"""From the composed tree to boxes: one small function an element."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, groupby, islice, product
from typing import TYPE_CHECKING, Any, TypeVar, cast

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
)
from soleprint.layout.flow import Break
from soleprint.layout.reuse import Boxes, boxes_of, element
from soleprint.layout.theme import Style, Theme, Tone
from soleprint.marks import Anchor, Element, Symbol

if TYPE_CHECKING:
    from soleprint.layout.content import Pictures
    from soleprint.text import Prepared, Typesetter

Result = TypeVar("Result")
Stretch = tuple[str, bool, str, str | None]
"""Text, bold, colour and language."""
DEFAULT_STYLE = {"h1": "title", "h2": "heading", "h3": "heading", "p": "body"}
MAX_VARIANTS = 24
UNKNOWN_NUMBER = "1"
"""Stands for a page number while the pages are not yet known: no wider than any, or what fits would seem not to."""
_WEIGHT = re.compile(r"0*[1-9]\d{0,3}(\.\d+)?|0*\.0*[1-9]\d*")
"""A column's share of the width: above 0."""
_SPACES = re.compile("[ \t\n\r]+")
"""White space that folds, as in HTML; a no-break space does not."""


@dataclass(slots=True)
class Kit:
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
    boxes: Boxes = field(init=False)

    def __post_init__(self) -> None:
        self.boxes = boxes_of(self.theme, self.typesetter, self.pictures, self.others)
        self.theme = self.boxes.theme

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


@dataclass(frozen=True, slots=True)
class Place:
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


def variants(page: Node) -> Iterator[Node]:
    """The page with each <choose> replaced by one of its options, in every combination."""
    for count, children in enumerate(_ways(page)):
        if count == MAX_VARIANTS:
            message = f"the <choose> elements of a page make more than {MAX_VARIANTS} combinations"
            raise ContentError([Finding("template-choices", message, page.source, page.line, 1)])
        yield replace(page, children=children)


def _ways(node: Node) -> Iterator[tuple[Node | str, ...]]:
    """Every choice of a node's children, those of nested choices included."""
    return (tuple(chain.from_iterable(picks)) for picks in product(*map(_forms, node.children)))


def _forms(child: Node | str) -> list[tuple[Node | str, ...]]:
    """What may stand in a child's place; no more of them than tell that there are too many."""
    if isinstance(child, str):
        return [(child,)]
    if not child.chooses:
        return [(child,)]
    if child.tag != "choose":
        return [(replace(child, children=way),) for way in islice(_ways(child), MAX_VARIANTS + 1)]
    if not child.elements:
        raise ContentError([Finding("template-choices", "<choose> holds no <option>", child.source, child.line, 1)])
    return list(islice((way for option in child.elements for way in _ways(option)), MAX_VARIANTS + 1))


def build_pages(page: Node, kit: Kit) -> list[Stack]:
    """The ways to set a <page>, each the stack of its boxes. What they have in common is built, and measured, once."""
    place = Place(element(page, "Sect", None), kit.theme.colour("ink"), rtl=kit.rtl)
    return kit.once(page, place, lambda: _stacks(page, kit, place), "page")


def _stacks(page: Node, kit: Kit, place: Place) -> list[Stack]:
    built: dict[int, Box] = {}
    stacks = []
    for way in variants(page):
        for child in way.elements:
            if id(child) not in built:
                built[id(child)] = build(child, kit, place)
        boxes = [built[id(child)] for child in way.elements]
        stacks.append(Stack(boxes, _number(page, "gap", 0.5), justify=True))
    return stacks


def build(node: Node, kit: Kit, place: Place) -> Box:
    """The box of a flow element. Raises ContentError for a value that the element or the theme does not have."""
    builder = _text if node.tag in TEXTUAL else BUILDERS[node.tag]
    try:
        return kit.once(node, place, lambda: builder(node, kit, place))
    except UsageProblem as problem:
        raise ContentError([Finding("template-value", str(problem), node.source, node.line, 1)]) from None


def _flow(node: Node, kit: Kit, place: Place) -> list[Box]:
    return [build(child, kit, place) for child in node.elements]


def _number(node: Node, name: str, default: float) -> float:
    text = node.get(name)
    if not text:
        return default
    try:
        value = float(text)
    except ValueError:
        raise _bad(node, name, "a number") from None
    if not 0 <= value <= 1000:
        raise _bad(node, name, "a number from 0 to 1000")
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


def _count(node: Node) -> int:
    count = _number(node, "columns", 2)
    if count < 1 or count != int(count):
        raise _bad(node, "columns", "a whole number from 1")
    return int(count)


def _panel(node: Node, kit: Kit, place: Place) -> Box:
    theme, tone = kit.theme, kit.theme.tone(node.get("tone", "plain"))
    owner = element(node, "Sect", place.parent)
    bleed = _chosen(node, "bleed", "no", "yes", "edge")
    inner = Place(owner, theme.colour(tone.text) if tone.text else place.colour, tone, place.rtl, bleed == "edge")
    body: Box = Stack(_flow(node, kit, inner), _number(node, "gap", 0.2))
    if tone.icon:
        # On paper or a tint the sign has the border's colour; on a strong ground it is cut out of the text's.
        sign, ground = (tone.border, "paper") if tone.border else (tone.text or "ink", tone.background or "paper")
        icon = Icon(tone.icon, theme.colour(sign), theme.colour(ground), tone.icon_size)
        body = Indented(icon, body, rtl=place.rtl, middle=True)
    background = Background(
        theme.colour(tone.background) if tone.background else None,
        theme.colour(tone.border) if tone.border else None,
        theme.border or 0.0,
        theme.radius or 0.0,
        bleed == "yes",
        bleed == "edge",
    )
    return Padded(body, *_padding(node, tone), behind=(background,))


def _padding(node: Node, tone: Tone) -> tuple[float, float]:
    if node.get("pad"):
        pad = _number(node, "pad", 0.4)
        return pad, pad
    return tone.pad


def _figure(node: Node, kit: Kit, place: Place) -> Box:
    shown = kit.subject(node)
    if node.get("scene") in kit.emblems:
        symbol, alt = cast(tuple[Symbol, str], shown)
        align: Any = _chosen(node, "align", "start", "end", "center")
        return Emblem(symbol, place.parent, alt, align, kit.rtl, _number(node, "max", 0.0))
    widest, tallest = _number(node, "width", 0.0) or None, _number(node, "max", 0.0) or None
    if node.get("scene") == "stage" or _yes(node, "fill"):
        return StageBox(kit.pictures, shown, place.parent, _number(node, "min", 1.0), widest, tallest, edge=place.edge)
    if node.get("scene") == "cover":
        return CoverBox(kit.pictures, shown, place.parent, _number(node, "min", 6.0), edge=place.edge)
    worth = _number(node, "worth", 1.0)
    return FigureBox(kit.pictures, shown, place.parent, _number(node, "min", 6.0), widest, tallest, worth)


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
    return Cell([picture, words], [1, 0])


def _shows(node: Node) -> bool:
    """Whether a block of an item is its picture: a figure, or pictures in rows without words."""
    return node.tag == "figure" or (node.tag in ("stack", "columns") and bool(node.figures) and not node.text)


RUN_IN, RUN_IN_INDENT = 1.24, 1.55
"""Diameter of a number set into a line, and the room it takes, in ems."""
BESIDE = 1.5
"""Diameter of a number that stands beside words."""
PINNED = 1.75
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
        # A box of its own, as the paragraph may stand without a number elsewhere.
        words.children = [replace(first, indent=RUN_IN_INDENT), *boxes[1:]]
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


def _style_of(node: Node, theme: Theme) -> Style:
    return theme.style(node.get("style") or DEFAULT_STYLE.get(node.tag, "body"))


def _text(node: Node, kit: Kit, place: Place) -> Box:
    tag = node.tag.upper()
    owner = element(node, tag, place.parent, lang=node.get("lang") or None)
    box = _paragraph(node, kit, place, _style_of(node, kit.theme), owner)
    if _yes(node, "outline", unless=True) and node.tag != "p":
        box.anchor = Anchor(anchor_name(node), 0.0, node.text, int(node.tag[1]))
    elif node.get("id"):
        box.anchor = Anchor(node.get("id"), 0.0)
    box.keep_next = node.tag != "p"
    if node.get("number"):
        badge = _badge(node, kit, owner, BESIDE, look="numeral")
        badge.line = box.style
        return Indented(badge, box, rtl=place.rtl, keep_next=box.keep_next)
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
    prepared = _prepare(kit, _folded(spans), node.get("lang"), style)
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


def _folded(spans: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """White space folded as in HTML: runs of it are one space, none at the paragraph's ends."""
    out: list[Stretch] = []
    spaced = True
    for text, bold, colour, lang in spans:
        folded = _SPACES.sub(" ", text)
        folded = folded.removeprefix(" ") if spaced else folded
        spaced = folded.endswith(" ") or (spaced and not folded)
        out.append((folded, bold, colour, lang))
    last = max((i for i, stretch in enumerate(out) if stretch[0]), default=-1)
    return tuple((text.rstrip(" ") if i == last else text, *style) for i, (text, *style) in enumerate(out))  # type: ignore[misc]


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
    "break": lambda node, kit, place: Break(),
    "line": lambda node, kit, place: Line(_number(node, "height", 1.8), kit.theme.colour("line")),
    "columns": _columns,
    "grid": _grid,
    "panel": _panel,
    "figure": _figure,
    "overlay": _overlay,
    "spacer": _spacer,
    "ol": _ordered,
    "ul": _bullets,
}
