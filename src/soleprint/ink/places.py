"""Getting about: links, bookmarks and page labels (ISO 32000-1, 12.3, 12.4 and 12.5)."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from reportlab.pdfbase import pdfdoc

from soleprint.ink import syntax
from soleprint.ink.bounds import transformed
from soleprint.ink.objects import Objects, Raw
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


def link_annotation(link: LinkArea, spot: Spot, destinations: Destinations, key: int) -> Raw:
    """A link's annotation: printable and described, as PDF/A-2 (6.3.2) and PDF/UA-1 (7.18.5) want it."""
    if link.owner.tag != "Link":
        raise ValueError(f"a link area belongs to a Link element, not to {link.owner.tag}")
    if not link.title.strip():
        raise ValueError(f"the link to {link.target} has no title")
    if link.target.startswith("#"):
        action = f"/Dest{destinations[link.target[1:]]}"
    else:
        action = f"/A<</S/URI/URI{syntax.string(quote(link.target, safe=_URI_SAFE))}>>"
    rect = syntax.numbers(transformed(link.rect, spot.matrix))
    return Raw(
        f"<</Type/Annot/Subtype/Link/Rect[{rect}]/Border[0 0 0]/F 4/StructParent {key}"
        f"/Contents{syntax.string(link.title)}{action}>>"
    )


class _Entry(pdfdoc.OutlineEntryObject):  # type: ignore[misc]
    """A bookmark and those below it."""

    def __init__(self, title: str, target: str, level: int) -> None:
        self.Title, self.Dest, self.level = title, target, level
        self.kids: list[_Entry] = []


def add_bookmarks(objects: Objects, bookmarks: list[tuple[Anchor, str]]) -> str | None:
    """Add the outline, all of it open; None when there are no bookmarks. A skipped level is closed up."""
    top = _Entry("", "", 0)
    trail = [top]
    for anchor, target in bookmarks:
        entry = _Entry(anchor.title, target, anchor.level)
        while trail[-1].level >= anchor.level:
            trail.pop()
        trail[-1].kids.append(entry)
        trail.append(entry)
    if not top.kids:
        return None
    outlines = Raw()
    reference = objects.add(outlines)
    count = _chain(objects, top.kids, reference)
    first, last = objects.add(top.kids[0]), objects.add(top.kids[-1])
    outlines.body = f"<</Type/Outlines/First {first}/Last {last}/Count {count}>>"
    return reference


def _chain(objects: Objects, entries: list[_Entry], parent: str) -> int:
    """Link ``entries`` to their parent, neighbours and kids; how many there are with all below them."""
    references = [objects.add(entry) for entry in entries]
    count = len(entries)
    for at, entry in enumerate(entries):
        entry.Parent = parent
        entry.Prev = references[at - 1] if at else None
        entry.Next = references[at + 1] if at + 1 < len(entries) else None
        if entry.kids:
            entry.Count = _chain(objects, entry.kids, references[at])
            entry.First, entry.Last = objects.add(entry.kids[0]), objects.add(entry.kids[-1])
            count += entry.Count
    return count


def page_labels(publication: Publication) -> pdfdoc.PDFPageLabels | None:
    """Every sheet's label, its number where it has none; None when no sheet has one."""
    if not any(sheet.label for sheet in publication.sheets):
        return None
    labels = pdfdoc.PDFPageLabels()
    for number, sheet in enumerate(publication.sheets):
        labels.addPageLabel(number, pdfdoc.PDFPageLabel(prefix=sheet.label or str(number + 1)))
    return labels
