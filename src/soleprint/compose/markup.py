"""The markup that templates write: a closed vocabulary, and the tree it becomes.

Names are HTML's where HTML has one (the element is the PDF tag); the few others are words of layout.

================  =====================================================  ==========================================
element           attributes                                             what it is
================  =====================================================  ==========================================
document          title, subject                                         the root; holds pages
page              minimum (pt), maximum (pt), gap, flow, running,        one face: a stack that must fit its safe area;
                  filler, last, even (yes), pages (count)                flow: as many faces as it takes (even: filled
                                                                         alike); pages: just so many, filled alike
foot              row, gap (em)                                          at the foot of such a page's first face, the
                                                                         next one at that of the second, and so on;
                                                                         those of one row are equally tall
running           -                                                      at the foot of pages; {page}, {pages},
                                                                         {chapter}: what the <page> says
stack             gap (em), justify (yes), lang                          blocks one under another
columns           widths (weights or "auto"), gap, valign                side by side; mirrored when right to left
grid              columns (counts), gap                                  blocks in rows of equal cells; of several
                                                                         counts, the first that breaks no word
panel             tone, pad (em), gap, bleed (yes), keep (next)          a box with a background, a rule or both; keep:
                                                                         it stays with what follows, as headings do
h1 h2 h3          style, lines, align, outline, id              headings, bookmarked unless outline="no"
p                 style, align, id                                       a paragraph
ol                layout (list, grid), columns, gap, beside (0 to 1),   numbered steps; beside: the picture's share;
                  discs (yes, out)                                       discs: numbers lie on the pictures, out: partly
ul                gap, style, layout (list, grid), columns               a list with bullets; in a grid of cells without
toc               gap                                                    the table of contents: entries
entry             href, widths, gap, valign                              columns, whose words are a link to a heading
li                number, span, beside, under (yes)                      an item; its pictures come before its text;
                                                                         under: its last block stands below both
figure            scene, routine, step, view, stroke, hand, part,        a picture drawn from the content: a routine, a
                  position, badge, debug, min, max, width (em), align           a step, a view, a sign, a hand, a pose
gallery           gap (em), room (mm of body)                            pictures with hands, in rows at one scale
disc              number, size (em)                                      a number in a disc
spacer            height, width (em), grow (yes)                         empty space
choose, option    rank (count)                                           alternatives; the fitter takes the best of the
                                                                         lowest rank that holds
keep              gap                                                    blocks never parted by a page end
overlay           -                                                      blocks on top of each other, the first lowest
break             page, after (count)                                    what follows begins a new page, or that one of
                                                                         its section
line              height (em)                                            a line to write on
strong span a     tone, lang, href, heading (1 to 3)                     inside paragraphs; a strong with a heading's
                                                                         level is that heading, run into the paragraph
number            of                                                     the number of the page where a heading stands
slot              name                                                   in a paragraph: what each copy has of its own,
                                                                         which templates never see
================  =====================================================  ==========================================

Beside these, ``<part id="x">`` in the document is written once for several options of a choose; each names it,
``<part of="x"/>``, and the parser puts what is in it there.

Lengths named *em* are multiples of the page's base type size, so that one scale fits all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from soleprint.errors import Finding
from soleprint.files.suggest import nearest
from soleprint.store import Store

_ADDRESS = r"[^\s\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]"
_LINK = re.compile(rf"(?i)#{_ADDRESS}*|(https?://|mailto:|tel:){_ADDRESS}+")
INLINE = frozenset({"strong", "span", "a", "number", "slot"})
TEXTUAL = frozenset({"h1", "h2", "h3", "p"})
FLOW = TEXTUAL | {
    "stack", "columns", "grid", "panel", "ol", "ul", "figure", "gallery", "spacer", "choose", "keep", "break", "line",
    "overlay", "disc", "toc",
}  # fmt: skip


class Rule(Struct, frozen=True):
    """What an element may hold and carry."""

    children: frozenset[str]
    attributes: frozenset[str]
    text: bool = False


def _rule(children: frozenset[str], attributes: str, text: bool = False) -> Rule:
    return Rule(children, frozenset(attributes.split()), text)


VOCABULARY: Mapping[str, Rule] = {
    "document": _rule(frozenset({"page", "running"}), "title subject"),
    "page": _rule(FLOW | {"foot"}, "minimum maximum gap flow running filler last pages even starts ends chapter"),
    "foot": _rule(FLOW, "row gap"),
    "running": _rule(FLOW, "pages"),
    "stack": _rule(FLOW, "gap justify lang bleed"),
    "columns": _rule(FLOW, "widths gap valign"),
    "grid": _rule(FLOW, "columns gap"),
    "panel": _rule(FLOW, "tone pad gap bleed keep valign"),
    "h1": _rule(INLINE, "style lines align outline lang id", text=True),
    "h2": _rule(INLINE, "style lines align outline lang id number", text=True),
    "h3": _rule(INLINE, "style lines align outline lang id number", text=True),
    "p": _rule(INLINE, "style lines align lang id", text=True),
    "ol": _rule(frozenset({"li"}), "layout columns gap beside discs"),
    "ul": _rule(frozenset({"li"}), "gap style layout columns"),
    "toc": _rule(frozenset({"entry", "line", "spacer"}), "gap"),
    "entry": _rule(FLOW, "href widths gap valign"),
    "li": _rule(FLOW | INLINE, "number span beside under", text=True),
    "figure": _rule(
        frozenset(),
        "scene routine step move moves place places phase letters lettering disc view stroke hand part position ring "
        "badge debug min max width align worth field fill bleed clear square sign "
        "still half opens id title slot",
    ),
    "gallery": _rule(frozenset({"figure"}), "gap room"),
    "disc": _rule(frozenset(), "number size"),
    "spacer": _rule(frozenset(), "height width grow"),
    "choose": _rule(frozenset({"option"}), ""),
    "option": _rule(FLOW | {"foot"}, "rank"),
    "keep": _rule(FLOW, "gap"),
    "overlay": _rule(FLOW, ""),
    "break": _rule(frozenset(), "page after"),
    "line": _rule(frozenset(), "height"),
    "strong": _rule(INLINE, "tone lang heading", text=True),
    "span": _rule(INLINE, "tone lang", text=True),
    "a": _rule(INLINE, "href lang", text=True),
    "number": _rule(frozenset(), "of"),
    "slot": _rule(frozenset(), "name"),
}


class Node(Struct, frozen=True):
    """An element of the composed document. ``source`` and ``line`` point into the template that wrote it."""

    tag: str
    attributes: Mapping[str, str]
    children: tuple[Node | str, ...]
    source: str = ""
    line: int = 0
    path: int = 0
    """Where it stands: equal for nodes in the same place of two documents of one scope; 0: not told."""
    chooses: bool = True
    """Whether there may be a <choose> in it."""
    figures: tuple[Node, ...] = ()
    """Each <figure> below it, where ``path`` is told."""
    targets: tuple[str, ...] = ()
    """The places that links and page numbers in it name."""
    places: tuple[str, ...] = ()
    """The places in it that can be named."""
    slots: bool = False
    """Whether there is a slot in it."""

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)

    @property
    def elements(self) -> tuple[Node, ...]:
        return tuple([child for child in self.children if isinstance(child, Node)])

    @property
    def text(self) -> str:
        """All character data below, white space folded."""
        return " ".join(_characters(self).split())


def size_of(child: Node | str) -> int:
    """How many elements a node, or a text, is."""
    return 0 if isinstance(child, str) else 1 + sum(map(size_of, child.children))


def _characters(node: Node) -> str:
    """The character data below a node; a space wherever a block or a line ends."""
    parts = []
    for child in node.children:
        if isinstance(child, str):
            parts.append(child)
        else:
            gap = "" if child.tag in INLINE else " "
            parts.append(gap + _characters(child) + gap)
    return "".join(parts)


_sound: Store[int, Node] = Store(1100)
"""Nodes without findings, by identity."""


def check(root: Node) -> list[Finding]:
    """Findings for every element, attribute or text that the vocabulary does not allow.

    What was in order in an earlier document is not looked at again where it is the same node.
    """
    nodes: list[Node] = []
    findings: list[Finding] = []
    todo = [root]
    if root.tag != "document":
        findings.append(
            _finding(root, "template-root", f"a template's outermost element is <document>, not <{root.tag}>")
        )
    elif not root.elements:
        findings.append(_finding(root, "template-empty", "the document holds no <page>"))
    while todo:
        node = todo.pop()
        if _sound.get(id(node)) is not None:
            continue
        nodes.append(node)
        rule = VOCABULARY.get(node.tag)
        if rule is not None:
            findings += _check_content(node, rule)
        todo.extend(reversed(node.elements))
    for node in () if findings else nodes:
        if node.path:
            _sound.put(id(node), node)
    if not set(root.targets) <= set(root.places):
        findings += _dangling(root)
    return list(dict.fromkeys(findings))


def anchor_name(node: Node) -> str:
    """What links call a heading: its id, or its words with hyphens."""
    return node.get("id") or "-".join(node.text.lower().split())[:60]


def place_of(node: Node) -> tuple[str, ...]:
    """The name of the place that a node itself is: headings have one, and what has an id."""
    heading = node.tag in TEXTUAL and node.tag != "p" and node.get("outline") != "no"
    return (anchor_name(node),) if heading or node.get("id") else ()


def is_slot(node: Node) -> bool:
    """Whether a node itself is a slot: of words, or of a picture."""
    return node.tag == "slot" or "slot" in node.attributes


def target_of(node: Node) -> tuple[str, ...]:
    """The place that a node itself names: a link's within the document, or a page number's."""
    link = node.get("href")
    return (node.get("of"),) if node.tag == "number" else (link[1:],) if link.startswith("#") else ()


def _dangling(root: Node) -> list[Finding]:
    """Findings for links, and page numbers, of places that there are not."""
    findings: list[Finding] = []
    places = set(root.places)
    todo = [root]
    while todo:
        node = todo.pop()
        findings += [_nowhere(node, name, places) for name in target_of(node) if name not in places]
        todo.extend(reversed(node.elements))
    return findings


def _nowhere(node: Node, name: str, places: set[str]) -> Finding:
    from soleprint.files.suggest import did_you_mean

    message = f'<{node.tag}>: there is no heading with the id "{name}"{did_you_mean(name, sorted(places))}'
    return _finding(node, "dangling-link", message)


def _check_content(node: Node, rule: Rule) -> list[Finding]:
    findings = [
        _unknown(node, "attribute", name, rule.attributes) for name in node.attributes if name not in rule.attributes
    ]
    if (node.tag == "a" or "href" in node.attributes) and not _LINK.fullmatch(node.get("href")):
        findings.append(_bad_link(node))
    for child in node.children:
        if isinstance(child, str):
            if child.strip() and not rule.text:
                message = f"text {child.strip()[:30]!r} stands bare in <{node.tag}>; put it in a <p>"
                findings.append(_finding(node, "template-text", message))
        elif child.tag not in VOCABULARY:
            findings.append(_unknown(child, "element", child.tag, frozenset(VOCABULARY)))
        elif child.tag not in rule.children:
            allowed = ", ".join(sorted(rule.children)) or "nothing"
            message = f"<{child.tag}> cannot stand in <{node.tag}>, which holds {allowed}"
            findings.append(_finding(child, "template-nesting", message))
    return findings


def _bad_link(node: Node) -> Finding:
    wanted = "a link begins with https://, http://, mailto: or tel:, or with # for a place in the document"
    return _finding(node, "link-scheme", f"{wanted}, and has no blanks; {node.get('href')[:60]!r} is not like that")


def _unknown(node: Node, kind: str, name: str, known: frozenset[str]) -> Finding:
    close = nearest(name, known)
    hint = f"; did you mean {close!r}?" if close else f"; known are {', '.join(sorted(known))}"
    where = f" of <{node.tag}>" if kind == "attribute" else ""
    return _finding(node, f"template-{kind}", f"{kind} {name!r}{where} is not known{hint}")


def _finding(node: Node, code: str, message: str) -> Finding:
    return Finding(code, message, node.source, node.line, 1 if node.line else 0)
