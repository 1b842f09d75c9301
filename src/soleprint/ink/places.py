"""Getting about: links, bookmarks and page labels (ISO 32000-1, 12.3, 12.4 and 12.5)."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from soleprint.bounds import moved
from soleprint.ink import syntax
from soleprint.ink.kinds import Annotation, Bookmark, Outlines
from soleprint.ink.objects import Dictionary, Objects
from soleprint.ink.spots import Spot
from soleprint.marks import Anchor, LinkArea, Publication, apply

_URI_SAFE = ":/?#[]@!$&'()*+,;=%-._~"


class Destinations:
    """Explicit destinations for the anchors of the pages that are placed."""

    def __init__(self, publication: Publication, spots: Mapping[int, Spot], sheets: list[str]) -> None:
        self._by_name: dict[str, str] = {}
        self.bookmarks: list[tuple[Anchor, str]] = []
        """In reading order."""
        for page, spot in sorted(spots.items()):
            for anchor in publication.pages[page].anchors:
                x, y = apply(spot.matrix, (0.0, anchor.y))
                target = f"[{sheets[spot.sheet]}/XYZ {syntax.numbers((x, y))} null]"
                self._by_name.setdefault(anchor.name, target)
                if anchor.level >= 1:
                    self.bookmarks.append((anchor, target))

    def __getitem__(self, name: str) -> str:
        """The destination of ``name``; ValueError when no placed page has that anchor."""
        try:
            return self._by_name[name]
        except KeyError:
            raise ValueError(f"a link points to #{name}, but no page has that anchor") from None


def link_annotation(link: LinkArea, spot: Spot, destinations: Destinations, key: int) -> Annotation:
    """A link's annotation: printable and described, as PDF/A-2 (6.3.2) and PDF/UA-1 (7.18.5) want it."""
    if link.owner.tag != "Link":
        raise ValueError(f"a link area belongs to a Link element, not to {link.owner.tag}")
    if not link.title.strip():
        raise ValueError(f"the link to {link.target} has no title")
    if link.target.startswith("#"):
        action = f"/Dest{destinations[link.target[1:]]}"
    else:
        action = f"/A<</S/URI/URI{syntax.string(quote(link.target, safe=_URI_SAFE))}>>"
    rect = syntax.numbers(moved(link.rect, spot.matrix))
    return Annotation(
        key,
        f"<</Type/Annot/Subtype/Link/Rect[{rect}]/Border[0 0 0]/F 4/StructParent {key}"
        f"/Contents{syntax.string(link.title)}{action}>>",
    )


def add_bookmarks(objects: Objects, bookmarks: list[tuple[Anchor, str]]) -> str | None:
    """Add the outline, all of it open; None when there are no bookmarks. A skipped level is closed up."""
    top = Bookmark("", "", 0)
    trail = [top]
    for anchor, target in bookmarks:
        bookmark = Bookmark(syntax.string(anchor.title), target, anchor.level)
        while trail[-1].level >= anchor.level:
            trail.pop()
        trail[-1].kids.append(bookmark)
        trail.append(bookmark)
    if not top.kids:
        return None
    outlines = Outlines({"Type": "/Outlines"})
    reference = objects.add(outlines)
    _chain(objects, top.kids, outlines)
    return reference


def _chain(objects: Objects, kids: list[Bookmark], parent: Dictionary) -> int:
    """Link bookmarks to their parent, neighbours and kids; how many there are with all below them."""
    references = [objects.add(bookmark) for bookmark in kids]
    count = len(kids)
    for at, bookmark in enumerate(kids):
        bookmark["Parent"] = objects.add(parent)
        if at:
            bookmark["Prev"] = references[at - 1]
        if at + 1 < len(kids):
            bookmark["Next"] = references[at + 1]
        if bookmark.kids:
            count += _chain(objects, bookmark.kids, bookmark)
    parent.dict |= {"First": references[0], "Last": references[-1], "Count": str(count)}
    return count


def page_labels(publication: Publication) -> str | None:
    """Every sheet's label, its number where it has none; None when no sheet has one."""
    if not any(sheet.label for sheet in publication.sheets):
        return None
    labels = [sheet.label or str(number) for number, sheet in enumerate(publication.sheets, 1)]
    return f"<</Nums[{' '.join(f'{at}<</P{syntax.string(label)}>>' for at, label in enumerate(labels))}]>>"
