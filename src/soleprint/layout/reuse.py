"""Boxes and structure elements that are used again: what has not changed is the same object.

A node that stands where it stood in an earlier document (``Node.path``), says the same and is built the same way has
the same box, with all that the box has measured and painted. Its structure elements are the same too, so that what was
painted before belongs to the structure of this document. Nodes whose place is not told are built anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from soleprint.compose.markup import Node
from soleprint.layout.flow import Flows
from soleprint.layout.theme import Theme
from soleprint.marks import Element, Mark
from soleprint.store import Store, personal

if TYPE_CHECKING:
    from soleprint.layout.figure import Pictures
    from soleprint.text import Typesetter

Result = TypeVar("Result")
BOXES, ELEMENTS, LOOKS, PAGES, DOCUMENTS = 1100, 500, 8, 40, 20
"""How many are kept at least. A booklet of three routines has 1,000 results, 400 elements and 30 pages."""


class Boxes:
    """The boxes that were built with one theme, some typesetters and one maker of pictures, all held here."""

    def __init__(self, theme: Theme, *others: object) -> None:
        self.theme = theme
        self._others = others
        self._results: Store[tuple[object, ...], tuple[Node, object]] = Store(BOXES)
        self.flows = Flows()
        self.crowded: Store[tuple[object, ...], bool] = Store(DOCUMENTS)
        """Whether a document did not hold without its fallbacks when it was last set with these boxes."""

    def once(self, node: Node, how: tuple[object, ...], make: Callable[[], Result]) -> Result:
        """What ``make`` makes of a node; the same again for the same node and ``how``, which is all else it uses."""
        if not node.path or node.slots:  # what a person is told is kept by nobody
            return make()
        key = (id(node), *how)
        _, result = self._results.get(key) or self._results.put(key, (node, make()))
        return result  # type: ignore[return-value]


_looks: Store[tuple[object, ...], Boxes] = personal(Store(LOOKS))


def boxes_of(
    theme: Theme,
    typesetter: Typesetter,
    pictures: Pictures,
    others: Mapping[str, Typesetter],
    words: tuple[object, ...] = (),
) -> Boxes:
    """The boxes built with these. Themes that say the same are the same; ``Boxes.theme`` is to be used from then on.

    ``words`` is how words may be parted.
    """
    key = (
        theme.says,
        id(typesetter),
        id(pictures),
        words,
        *((name, id(each)) for name, each in others.items()),
    )
    return _looks.get(key) or _looks.put(key, Boxes(theme, typesetter, pictures, *others.values()))


_elements: Store[tuple[object, ...], Element] = personal(Store(ELEMENTS))


def element(
    node: Node,
    tag: str,
    parent: Element | None,
    *,
    alt: str | None = None,
    lang: str | None = None,
    numbering: str = "",
) -> Element:
    """A structure element of a node; ``numbering`` is that of a list (ISO 32000-1, 14.8.5.5)."""
    key = (node.path, tag, parent, alt, lang, numbering)
    last = _elements.get(key) if node.path else None
    if last is not None:
        return last
    attributes = {"List": {"ListNumbering": numbering}} if numbering else {}
    new = Element(tag, parent, alt, lang, attributes)
    return _elements.put(key, new) if node.path else new


_pages: Store[tuple[int, ...], tuple[Mark, ...]] = personal(Store(PAGES))


def page_marks(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks of a page: one tuple for the very same marks, by which other rooms keep what they make of a page."""
    if any(mark.slot for mark in marks):  # what a person is told is kept by nobody
        return marks
    key = tuple(map(id, marks))
    return _pages.get(key) or _pages.put(key, marks)
