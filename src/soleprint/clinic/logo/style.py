"""How the shapes of an SVG file are painted: presentation attributes, ``style`` and simple classes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from soleprint.clinic.logo.path import BadValue, number, numbers
from soleprint.clinic.logo.tree import Node
from soleprint.marks import Stroke

_LENGTH = re.compile(r"\s*([-+0-9.eE]+?)\s*(px|pt|pc|mm|cm|in)?\s*")
_UNITS = {None: 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_HEX = re.compile("#(?:[0-9a-f]{3}){1,2}")
_RGB = re.compile(r"rgb\(\s*([0-9.]+%?)[\s,]+([0-9.]+%?)[\s,]+([0-9.]+%?)\s*\)")
_URL = re.compile(r"url\(\s*['\"]?#([^'\")\s]+)['\"]?\s*\)")
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_CLASS = re.compile(r"\.[A-Za-z_][\w-]*")
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_WANTED = {
    "filter": "none",
    "mask": "none",
    "marker": "none",
    "marker-start": "none",
    "marker-mid": "none",
    "marker-end": "none",
    "mix-blend-mode": "normal",
    "paint-order": "normal",
    "vector-effect": "none",
    "visibility": "visible",
}
"""Properties that change the picture in ways we cannot draw, with the one value that does not."""

Rules = Mapping[str, Mapping[str, str]]
"""Class -> property -> value."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A paint that is defined elsewhere in the file."""

    name: str


Paint = str | Reference | None


@dataclass(frozen=True, slots=True)
class Style:
    """Inherited properties, at SVG's initial values. Lengths are user units."""

    fill: Paint = "#000000"
    stroke: Paint = None
    colour: str = "#000000"
    width: float = 1.0
    dash: tuple[float, ...] = ()
    cap: str = "butt"
    join: str = "miter"
    fill_rule: str = "nonzero"

    def pen(self) -> Stroke | None:
        """The stroke, or None. Raises BadValue for what a printed line cannot have."""
        if self.stroke is None or self.width == 0:
            return None
        if isinstance(self.stroke, Reference):
            raise BadValue("a line may not be painted with a gradient; convert it to a filled path")
        if self.cap == "square":
            raise BadValue("square line ends are not supported; convert the line to a filled path")
        return Stroke(self.stroke, self.width, self.dash, butt=self.cap == "butt" and self.join != "round")


def length(text: str) -> float:
    """A length in user units (96 to the inch). Raises BadValue; percentages have no meaning here."""
    match = _LENGTH.fullmatch(text)
    if not match:
        raise BadValue(f'"{text[:20]}" is not a length')
    return number(match[1]) * _UNITS[match[2]]


def colour(text: str, current: str = "#000000") -> str | None:
    """``#RRGGBB`` for a colour of CSS, None for no paint. Raises BadValue."""
    plain = text.strip().lower()
    if plain in ("none", "transparent"):
        return None
    if plain == "currentcolor":
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


def class_rules(node: Node) -> dict[str, dict[str, str]]:
    """The rules of a ``style`` element. Raises BadValue for all but simple classes."""
    text = _COMMENT.sub(" ", "".join(node.texts))
    if _RULE.sub("", text).strip():
        raise BadValue("only rules such as .name {fill: #005EB8} are supported; save with presentation attributes")
    found: dict[str, dict[str, str]] = {}
    for selectors, body in _RULE.findall(text):
        for selector in selectors.split(","):
            if not _CLASS.fullmatch(selector.strip()):
                raise BadValue(
                    f'the selector "{selector.strip()[:30]}" is not a class; save with presentation attributes'
                )
            found.setdefault(selector.strip()[1:], {}).update(declarations(body))
    return found


def declarations(text: str) -> dict[str, str]:
    """The properties of a ``style`` attribute or rule."""
    pairs = (part.partition(":") for part in _COMMENT.sub(" ", text).split(";") if part.strip())
    return {name.strip().lower(): value.replace("!important", "").strip() for name, _, value in pairs}


def properties(node: Node, rules: Rules) -> dict[str, str]:
    """What an element says about itself: attributes, then its classes, then its ``style``.

    Raises BadValue for a property that changes the picture in a way we cannot draw.
    """
    found = dict(node.attributes)
    for name in node.attributes.get("class", "").split():
        found |= rules.get(name, {})
    found |= declarations(node.attributes.get("style", ""))
    for name, harmless in _WANTED.items():
        if found.get(name, harmless).strip() not in (harmless, "inherit"):
            raise BadValue(f'"{name}" is not supported; flatten the drawing and save it again')
    for name in ("opacity", "fill-opacity", "stroke-opacity", "stop-opacity"):
        if found.get(name, "1").strip() not in ("1", "1.0", "100%"):
            raise BadValue(f'"{name}" is not supported; give the colour as it looks on white')
    return found


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
        style = replace(style, width=abs(length(given["stroke-width"])))
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
