"""How the shapes of an SVG file are painted: presentation attributes, ``style`` and simple classes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from soleprint.files.path_data import BadValue, number, numbers
from soleprint.files.svg.lengths import length
from soleprint.files.svg.tree import Node
from soleprint.marks import Stroke

_HEX = re.compile("#(?:[0-9a-f]{3}){1,2}")
_RGB = re.compile(r"rgb\(\s*([0-9.]+%?)[\s,]+([0-9.]+%?)[\s,]+([0-9.]+%?)\s*\)")
_URL = re.compile(r"url\(\s*['\"]?#([^'\")\s]+)['\"]?\s*\)")
_CLASS = re.compile(r"\.[A-Za-z_][\w-]*")
_WANTED = {
    "filter": "none",
    "mask": "none",
    "marker": "none",
    "marker-start": "none",
    "marker-mid": "none",
    "marker-end": "none",
    "mix-blend-mode": "normal",
    "paint-order": "normal",
    "systemLanguage": "",
    "transform-origin": "0 0",
    "vector-effect": "none",
    "visibility": "visible",
}
"""Properties that change the picture in ways we cannot draw, with the one value that does not."""

_OPACITIES = ("opacity", "fill-opacity", "stroke-opacity", "stop-opacity")
_SHAPING = (
    "d",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "width",
    "height",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "points",
    "transform",
)
_PAINTING = ("color", "display", "fill", "fill-rule", "stroke", "stroke-width", "stroke-dasharray")
_LINES = ("stroke-dashoffset", "stroke-linecap", "stroke-linejoin")
_READ = {*_WANTED, *_OPACITIES, *_SHAPING, *_PAINTING, *_LINES, "clip-path", "clip-rule", "stop-color"}
"""What a rule may set. Editors write much else, which would only be carried along."""
_MOST_DECLARED = 20_000
_ONLY_CLASSES = "only rules such as .name {fill: #005EB8} are supported; save with presentation attributes"
Declared = dict[str, tuple[bool, int, str]]
"""Property -> whether it is important, number of its rule, value."""


class Reference(Struct, frozen=True):
    """A paint that is defined elsewhere in the file."""

    name: str


Paint = str | Reference | None


class Style(Struct, frozen=True):
    """Inherited properties, at SVG's initial values. Lengths are user units."""

    fill: Paint = "#000000"
    stroke: Paint = None
    colour: str = "#000000"
    width: float = 1.0
    dash: tuple[float, ...] = ()
    offset: float = 0.0
    """Where in the pattern of dashes a line begins."""
    cap: str = "butt"
    join: str = "miter"
    fill_rule: str = "nonzero"

    def pen(self) -> Stroke | None:
        """The stroke, or None. Raises BadValue for what a printed line cannot have."""
        if self.stroke is None or self.width == 0:
            return None
        if self.width < 0:
            raise BadValue('"stroke-width" may not be negative')
        if isinstance(self.stroke, Reference):
            raise BadValue("a line may not be painted with a gradient; convert it to a filled path")
        if self.dash and self.offset:
            raise BadValue(
                "dashes that begin inside their pattern are not supported; convert the line to a filled path"
            )
        if self.cap == "square":
            raise BadValue("square line ends are not supported; convert the line to a filled path")
        return Stroke(self.stroke, self.width, self.dash, butt=self.cap == "butt" and self.join != "round")


def colour(text: str, current: str | None = None) -> str | None:
    """``#RRGGBB`` for a colour of CSS, None for no paint; ``current`` is currentColor. Raises BadValue."""
    plain = text.strip().lower()
    if plain in ("none", "transparent"):
        return None
    if plain == "currentcolor" and current:
        return current
    from PIL import ImageColor  # its names are those of CSS; ReportLab lacks two and has another darkseagreen

    if plain in ImageColor.colormap or _HEX.fullmatch(plain):
        return "#{:02X}{:02X}{:02X}".format(*ImageColor.getrgb(plain))
    match = _RGB.fullmatch(plain)
    if match:
        return "#" + "".join(f"{_channel(value):02X}" for value in match.groups())
    raise BadValue(f'"{text[:30]}" is not a colour that can be printed; use #RRGGBB without transparency')


def _channel(text: str) -> int:
    value = number(text.removesuffix("%")) * (2.55 if text.endswith("%") else 1)
    return min(round(value), 255)


def reference(text: str) -> str | None:
    """The id in ``url(#id)``; None for another value."""
    match = _URL.fullmatch(text.strip().partition(")")[0] + ")")
    return match[1] if match else None


def paint(text: str, current: str) -> Paint:
    """A fill or stroke. Raises BadValue, also for what would be fetched from elsewhere."""
    name = reference(text)
    return Reference(name) if name else colour(text, current)


class Stylesheet:
    """The rules of ``style`` elements: simple classes only. A later rule wins, in whatever order classes are named."""

    def __init__(self) -> None:
        self._classes: dict[str, Declared] = {}
        self._rules = self._declared = 0

    def add(self, node: Node) -> None:
        """Take the rules of a ``style`` element. Raises BadValue for all but simple classes."""
        if node.attributes.get("type", "text/css").strip() not in ("text/css", ""):
            return
        *rules, rest = _without_comments("".join(node.texts)).split("}")
        for rule in rules:
            selectors, brace, body = rule.partition("{")
            if not brace or "{" in body:
                raise BadValue(_ONLY_CLASSES)
            self._rules += 1
            self._add(selectors, _declarations(body, self._rules))
        if rest.strip():
            raise BadValue(_ONLY_CLASSES)

    def _add(self, selectors: str, given: Declared) -> None:
        for selector in selectors.split(","):
            if not _CLASS.fullmatch(selector.strip()):
                raise BadValue(
                    f'the selector "{selector.strip()[:30]}" is not a class; save with presentation attributes'
                )
            _merge(self._classes.setdefault(selector.strip()[1:], {}), given)
            self._declared += len(given)
            if self._declared > _MOST_DECLARED:
                raise BadValue("these are more rules than any drawing needs; save with presentation attributes")

    def properties(self, node: Node) -> dict[str, str]:
        """What an element says about itself: attributes, then its classes, then its ``style``.

        Raises BadValue for a property that changes the picture in a way we cannot draw.
        """
        found: Declared = {name: (False, 0, value) for name, value in node.attributes.items()}
        for name in dict.fromkeys(node.attributes.get("class", "").split()):
            _merge(found, self._classes.get(name, {}))
        _merge(found, _declarations(node.attributes.get("style", ""), self._rules + 1))
        given = {name: value for name, (_, _, value) in found.items()}
        _refuse(given)
        return given


def _without_comments(text: str) -> str:
    first, *others = text.replace("<!--", " ").replace("-->", " ").split("/*")
    return " ".join([first, *(other.partition("*/")[2] for other in others)])


def _declarations(text: str, order: int) -> Declared:
    """The properties of a rule or a ``style`` attribute."""
    found: Declared = {}
    for part in _without_comments(text).split(";"):
        name, _, value = part.partition(":")
        value, _, important = value.partition("!")
        if name.strip().lower() in _READ:
            _merge(found, {name.strip().lower(): (important.strip().lower() == "important", order, value.strip())})
    return found


def _merge(found: Declared, given: Declared) -> None:
    """Add ``given`` to ``found``; of two values the important, then the later one stays (CSS Cascade 4, 6.1)."""
    for name, declared in given.items():
        if name not in found or declared[:2] >= found[name][:2]:
            found[name] = declared


def _refuse(given: Mapping[str, str]) -> None:
    for name, harmless in _WANTED.items():
        if given.get(name, harmless).strip() not in (harmless, "inherit"):
            raise BadValue(f'"{name}" is not supported; flatten the drawing and save it again')
    for name in _OPACITIES:
        if given.get(name, "1").strip() not in ("1", "1.0", "100%"):
            raise BadValue(f'"{name}" is not supported; give the colour as it looks on white')


def inherited(style: Style, found: Mapping[str, str]) -> Style:
    """The style of an element with these properties in a parent with ``style``. Raises BadValue."""
    given = {name: value.strip() for name, value in found.items() if value.strip() != "inherit"}
    if "color" in given:
        style = replace(style, colour=colour(given["color"], style.colour) or style.colour)
    if "fill" in given:
        style = replace(style, fill=paint(given["fill"], style.colour))
    if "stroke" in given:
        style = replace(style, stroke=paint(given["stroke"], style.colour))
    if "stroke-width" in given:
        style = replace(style, width=length(given["stroke-width"]))
    if "stroke-dashoffset" in given:
        style = replace(style, offset=length(given["stroke-dashoffset"]))
    if "stroke-dasharray" in given:
        style = replace(style, dash=_dash(given["stroke-dasharray"]))
    return replace(
        style,
        cap=given.get("stroke-linecap", style.cap),
        join=given.get("stroke-linejoin", style.join),
        fill_rule=given.get("fill-rule", style.fill_rule),
    )


def _dash(text: str) -> tuple[float, ...]:
    lengths = [] if text == "none" else numbers(text.replace("px", ""))
    if any(value < 0 for value in lengths) or len(lengths) > 16:
        raise BadValue(f'"{text[:20]}" is not a pattern of dashes')
    return tuple(lengths) if sum(lengths) > 0 else ()
