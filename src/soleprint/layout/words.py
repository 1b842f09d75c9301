"""From elements with words to paragraphs, headings and the numbers in discs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from soleprint.compose.markup import INLINE, Node, anchor_name
from soleprint.errors import UsageProblem
from soleprint.files.suggest import did_you_mean
from soleprint.layout.attributes import chosen, number_of, yes
from soleprint.layout.boxes import Box, Indented
from soleprint.layout.content import LINES, Align, Badge, TextBox, Title
from soleprint.layout.look import Link, Look, Place
from soleprint.layout.reuse import element
from soleprint.layout.slots import Blank, SlotBox, SlotName
from soleprint.layout.spaces import Stretch, folded
from soleprint.layout.theme import Style, Theme
from soleprint.marks import Anchor, Element

if TYPE_CHECKING:
    from soleprint.text import Prepared

DEFAULT_STYLE = {"h1": "title", "h2": "heading", "h3": "heading", "p": "body"}
UNKNOWN_NUMBER = "1"
"""Stands for a page number while the pages are not yet known: no wider than any, or what fits would seem not to."""
RUN_IN, RUN_IN_INDENT = 1.18, 1.6
"""Diameter of a number set into a line, and the room it takes, in ems."""
BESIDE = 1.5
"""Diameter of a number that stands beside words."""
_ORDERING = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
PINNED = 1.65
"""Diameter of a number that lies on a picture, in ems."""


def badge_of(
    node: Node, look: Look, label: Element, diameter: float, rim: str | None = None, name: str = "badge"
) -> Badge:
    """The disc with an item's number, ``diameter`` em wide; ``name`` is that of its style."""
    style = look.theme.style(name)
    numeral = look.typesetter.numerals(node.get("number"))
    number = prepare(look, ((numeral, True, look.theme.colour("on-badge"), None),), "", style)
    return Badge(number, style, label, look.theme.colour("badge"), style, diameter, rim)


def _styles_of(node: Node, theme: Theme) -> list[Style]:
    """The styles that a text names, the largest first; the one that its element has by default."""
    return [theme.style(name) for name in (node.get("style") or DEFAULT_STYLE.get(node.tag, "body")).split()]


def text(node: Node, look: Look, place: Place) -> Box:
    """The box of a heading or paragraph, in the first of its styles that holds, with its number before it."""
    tag = node.tag.upper()
    owner = place.parent if place.link else element(node, tag, place.parent, lang=node.get("lang") or None)
    styles = _styles_of(node, look.theme)
    sizes = [_titled(node, look, place, style, owner) for style in styles]
    words: TextBox | Title = sizes[0] if len(sizes) == 1 else Title(sizes, number_of(node, "lines", LINES))
    if not node.get("number"):
        return words
    badge = badge_of(node, look, owner, BESIDE, name="numeral")
    badge.line = sizes[0].style
    return Indented(badge, words, rtl=place.rtl, keep_next=words.keep_next)


def _titled(node: Node, look: Look, place: Place, style: Style, owner: Element) -> TextBox:
    """A paragraph or heading in a style, with the place that it is for links and the outline."""
    box = paragraph(node, look, place, style, owner)
    if yes(node, "outline", unless=True) and node.tag != "p":
        box.anchor = Anchor(anchor_name(node), 0.0, node.text, int(node.tag[1]))
    elif node.get("id"):
        box.anchor = Anchor(node.get("id"), 0.0)
    box.keep_next = node.tag != "p"
    return box


def paragraph(node: Node, look: Look, place: Place, style: Style, owner: Element) -> TextBox:
    """The words of an element in a style; they belong to ``owner``."""
    colour = look.theme.colour(style.colour) if style.colour != "ink" else place.colour
    if node.tag in ("h2", "h3") and place.tone and place.tone.heading:
        colour = look.theme.colour(place.tone.heading)
    spans: list[Stretch] = []
    owners: list[Element] = []
    links: list[Link | None] = []
    align: Align = chosen(node, "align", "start", "end", "center")  # type: ignore[assignment]
    for piece in _inline(
        node, style.bold, colour, node.get("lang") or None, owner, place.link, look, place.setting.numbers
    ):
        spans.append(piece[:4])
        owners.append(piece[4])
        links.append(piece[5])
    if node.slots:
        if node.tag != "p" or {*map(id, owners)} != {id(owner)} or any(links):
            raise UsageProblem("<slot> stands in a <p> that is all in one language, without links.")
        typesetter = look.others.get(node.get("lang"), look.typesetter)
        blank = Blank(tuple(spans), typesetter, style, align, parting=(*look.parting.items(),), anywhere=look.anywhere)
        return SlotBox.of(blank, look.values, owner, place.setting.slots)
    prepared = prepare(look, folded(spans), node.get("lang"), style)
    return TextBox(prepared, style, owners, links, align)


Piece = tuple[str, bool, str, str | None, Element, Link | None]


def _inline(
    node: Node,
    bold: bool,
    colour: str,
    lang: str | None,
    owner: Element,
    link: Link | None,
    look: Look,
    numbers: Mapping[str, str],
) -> Iterator[Piece]:
    """Every stretch of text below ``node`` with its style, structure element and link."""
    for child in node.children:
        if isinstance(child, str):
            yield child, bold, colour, lang, owner, link
        elif child.tag == "number":
            yield numbers.get(child.get("of"), UNKNOWN_NUMBER), bold, colour, lang, owner, link
        elif child.tag == "slot":
            yield _slot(child, look), bold, colour, lang, owner, link
        elif child.tag in INLINE:
            yield from _inline(
                child,
                bold or child.tag == "strong",
                look.theme.colour(child.get("tone")) if child.get("tone") else colour,
                child.get("lang") or lang,
                _inline_owner(child, owner, lang),
                Link(child.get("href"), spoken(child)) if child.get("href") else link,
                look,
                numbers,
            )


def _slot(node: Node, look: Look) -> SlotName:
    """The slot's name. Raises UsageProblem for one that the product does not have."""
    if node.get("name") not in look.values:
        near = did_you_mean(node.get("name"), sorted(look.values))
        raise UsageProblem(f'<slot>: there is no slot "{node.get("name")}" here{near}')
    return SlotName(node.get("name"))


def _inline_owner(node: Node, owner: Element, lang: str | None) -> Element:
    if node.tag == "a":
        return element(node, "Link", owner, alt=spoken(node))
    if node.get("heading"):
        # It stands in the paragraph's lines, and beside the paragraph in the structure.
        level = chosen(node, "heading", "", "1", "2", "3")
        return element(node, f"H{level}", owner.parent, lang=node.get("lang") or lang)
    return element(node, "Span", owner, lang=node.get("lang")) if node.get("lang") else owner


def spoken(node: Node) -> str:
    """The words of an element without the characters that only order others."""
    return node.text.translate(_ORDERING)


def prepare(look: Look, spans: tuple[Stretch, ...], lang: str, style: Style) -> Prepared:
    """Shaped text, shared by all variants of a page; span ``i`` is tagged ``i``. ``lang`` is the paragraph's own."""
    from soleprint.text import Span

    key = (lang, spans, style.width, style.face)
    known = look.caches.prepared.get(key)
    if known is None:
        width, display = style.width, style.face == "display"
        made = [Span(*span, tag=i, width=width, display=display) for i, span in enumerate(spans)]
        typesetter = look.others.get(lang, look.typesetter)
        shaped = typesetter.prepare(made, look.parting)
        known = look.caches.prepared[key] = shaped.breakable() if look.anywhere else shaped
    return known
