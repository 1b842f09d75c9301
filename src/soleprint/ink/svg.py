"""A sheet as an SVG picture: outlines instead of fonts, with the figures' alternative texts.

Coordinates stay in points with y growing upwards; one outer transform turns them over. Every glyph of a font is
defined once and used where it stands.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby

from soleprint.ink import syntax
from soleprint.ink.foreign import picture
from soleprint.ink.markup import escape
from soleprint.ink.spots import figure_of, find_spots
from soleprint.marks import (
    Element,
    Excerpt,
    Font,
    GlyphRun,
    Gradient,
    Group,
    Image,
    Mark,
    Matrix,
    Path,
    Placement,
    Primitive,
    Publication,
    Rect,
    Symbol,
    Use,
)
from soleprint.store import personal


def write_svg(publication: Publication, sheet_index: int) -> str:
    """Sheet ``sheet_index`` (from 0) as a standalone SVG document in points; the same text every time.

    Copies of a page are hidden from assistive technology like all decoration. Raises IndexError for a sheet that is
    not there.
    """
    sheet = publication.sheets[sheet_index]
    spots = find_spots(publication)
    writer = _Writer(f"s{sheet_index}")
    for place, placement in enumerate(sheet.placements):
        spot = spots[placement.page]
        first = (spot.sheet, spot.place) == (sheet_index, place)
        writer.page(publication.pages[placement.page].marks, placement, first)
    writer.hidden(sheet.marks)
    return writer.document(publication, sheet.width, sheet.height)


@personal
@lru_cache(maxsize=6_000)
def _glyph(font: Font, glyph: int) -> str:
    """The outline of a glyph as it is written, which takes a tenth of the memory of its segments; "" for a blank."""
    return syntax.path_data(font.outline(glyph))


def _transform(matrix: Matrix) -> str:
    return f'transform="matrix({syntax.matrix(matrix)})"'


class _Writer:
    """Collects definitions and body of one picture. ``prefix`` keeps ids apart when pictures share an HTML page."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._definitions: list[str] = []
        self._ids: dict[object, str] = {}
        self._body: list[str] = []

    def document(self, publication: Publication, width: float, height: float) -> str:
        """The picture's text. Its role is a group: readers skip all that is inside an ``img``."""
        size = f'width="{syntax.number(width)}pt" height="{syntax.number(height)}pt"'
        box = f'viewBox="0 0 {syntax.numbers((width, height))}"'
        title, text = f"{self._prefix}-title", f"{self._prefix}-desc"
        described = f"{title} {text}" if publication.subject else title
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} xml:lang="{escape(publication.lang)}" '
                f'role="group" aria-labelledby="{described}">',
                f'<title id="{title}">{escape(publication.title)}</title>',
                *([f'<desc id="{text}">{escape(publication.subject)}</desc>'] if publication.subject else []),
                f"<defs>{''.join(self._definitions)}</defs>",
                f'<rect {_size(Rect(0, 0, width, height))} fill="#FFFFFF"/>',
                f'<g transform="matrix(1 0 0 -1 0 {syntax.number(height)})">',
                *self._body,
                "</g>",
                "</svg>\n",
            ]
        )

    def page(self, marks: Sequence[Mark], placement: Placement, first: bool) -> None:
        """Draw a page; ``first`` is false for a further copy."""
        clip = f' clip-path="url(#{self._clip(_box_path(placement.clip))})"' if placement.clip else ""
        self._body.append(f"<g {_transform(placement.matrix)}{clip}>")
        if first:
            for owner, group in groupby(marks, key=lambda mark: mark.owner):
                self._owned(owner, [mark.item for mark in group])
        else:
            self.hidden(marks)
        self._body.append("</g>")

    def hidden(self, marks: Sequence[Mark]) -> None:
        """Draw decoration."""
        if marks:
            self._body.append(f'<g aria-hidden="true">{self._items([mark.item for mark in marks])}</g>')

    def _owned(self, owner: Element, items: Sequence[Primitive]) -> None:
        figure = figure_of(owner)
        drawn = self._items(items)
        if owner.tag == "Artifact":
            self._body.append(f'<g aria-hidden="true">{drawn}</g>')
        elif figure and figure.alt:
            alt = escape(figure.alt)
            self._body.append(f'<g role="img" aria-label="{alt}"><title>{alt}</title>{drawn}</g>')
        else:
            label = escape("".join(_texts(items)).strip())
            self._body.append(f'<g role="img" aria-label="{label}">{drawn}</g>' if label else f"<g>{drawn}</g>")

    def _items(self, items: Iterable[Primitive]) -> str:
        return "".join([self._item(item) for item in items])

    def _item(self, item: Primitive) -> str:
        match item:
            case GlyphRun():
                return self._run(item)
            case Path():
                return f'<path d="{syntax.path_data(item.segments)}" {self._paint(item)}/>'
            case Use():
                return f'<use href="#{self._symbol(item.symbol)}" {_transform(item.matrix)}/>'
            case Group():
                clip = f' clip-path="url(#{self._clip(syntax.path_data(item.clip))})"' if item.clip is not None else ""
                return f"<g {_transform(item.matrix)}{clip}>{self._items(item.items)}</g>"
            case Image():
                return _image(item)
            case Excerpt():
                return "" if item.picture is None else _image(Image(picture(item), item.whole))

    def _run(self, run: GlyphRun) -> str:
        scale = run.size / run.font.upem
        parts, pen = [], 0.0
        for glyph in run.glyphs:
            shape = self._glyph(run.font, glyph.id)
            if shape:
                at = syntax.numbers((pen + glyph.dx, glyph.dy))
                parts.append(f'<use href="#{shape}" transform="translate({at})"/>')
            pen += glyph.advance
        x, y = run.origin
        place = _transform((scale, 0.0, 0.0, scale, x, y))
        return f'<g {place} fill="{_colour(run.colour)}">{"".join(parts)}</g>'

    def _define(self, key: object, kind: str, tag: str, attributes: str = "", inside: str = "") -> str:
        """The id of a definition, which begins with ``kind`` and is made at its first use."""
        known = self._ids.get(key)
        if known is None:
            known = self._ids[key] = f"{self._prefix}-{kind}{len(self._ids)}"
            start = f'{tag} id="{known}" {attributes}'.rstrip()
            self._definitions.append(f"<{start}>{inside}</{tag}>" if inside else f"<{start}/>")
        return known

    def _glyph(self, font: Font, glyph: int) -> str | None:
        """The id of a glyph's outline in font units; None for a blank."""
        known = self._ids.get((font.key, glyph))
        if known is not None:
            return known
        outline = _glyph(font, glyph)
        return self._define((font.key, glyph), "g", "path", f'd="{outline}"') if outline else None

    def _symbol(self, symbol: Symbol) -> str:
        """The id of a symbol. A group, not a ``symbol`` element, because that would clip to a viewport of its own."""
        known = self._ids.get(symbol)
        return known or self._define(symbol, "y", "g", inside=self._items(symbol.items))

    def _clip(self, outline: str) -> str:
        return self._define(("clip", outline), "c", "clipPath", inside=f'<path d="{outline}"/>')

    def _gradient(self, gradient: Gradient) -> str:
        (x1, y1), (x2, y2) = [[syntax.number(v) for v in point] for point in (gradient.start, gradient.end)]
        stops = "".join(
            f'<stop offset="{syntax.number(offset, 4)}" stop-color="{_colour(colour)}"/>'
            for offset, colour in sorted(gradient.stops, key=lambda stop: stop[0])
        )
        ends = f'gradientUnits="userSpaceOnUse" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"'
        return self._define(gradient, "a", "linearGradient", ends, stops)

    def _paint(self, path: Path) -> str:
        fill = f"url(#{self._gradient(path.fill)})" if isinstance(path.fill, Gradient) else path.fill
        parts = [f'fill="{fill if isinstance(path.fill, Gradient) else _colour(fill) if fill else "none"}"']
        if path.stroke:
            shape = "butt" if path.stroke.butt else "round"
            join = "miter" if path.stroke.butt else "round"
            width = syntax.number(path.stroke.width, 3)
            parts.append(f'stroke="{_colour(path.stroke.colour)}" stroke-width="{width}"')
            parts.append(f'stroke-linecap="{shape}" stroke-linejoin="{join}"')
            if path.stroke.dash:
                parts.append(f'stroke-dasharray="{syntax.numbers(path.stroke.dash)}"')
        return " ".join(parts)


def _colour(value: str) -> str:
    syntax.colour(value)
    return value


def _size(rect: Rect) -> str:
    x, y, width, height = (syntax.number(v) for v in (rect.x0, rect.y0, rect.width, rect.height))
    return f'x="{x}" y="{y}" width="{width}" height="{height}"'


def _box_path(rect: Rect) -> str:
    x0, y0, x1, y1 = (syntax.number(v) for v in rect)
    return f"M{x0} {y0} L{x1} {y0} L{x1} {y1} L{x0} {y1} Z"


def _image(image: Image) -> str:
    kind = "png" if image.data.startswith(b"\x89PNG") else "jpeg"
    rect = image.rect
    upright = _transform((1.0, 0.0, 0.0, -1.0, 0.0, rect.y0 + rect.y1))
    data = f"data:image/{kind};base64,{b64encode(image.data).decode('ascii')}"
    return f'<image {_size(rect)} preserveAspectRatio="none" {upright} href="{data}"/>'


def _texts(items: Iterable[Primitive]) -> list[str]:
    """The text of runs among ``items``, as it is read out."""
    found: list[str] = []
    for item in items:
        if isinstance(item, (GlyphRun, Excerpt)):
            found.append(item.text)
        elif isinstance(item, Group):
            found += _texts(item.items)
    return found
