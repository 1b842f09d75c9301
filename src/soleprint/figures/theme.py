"""Colours of the pictures: four skin tones, paper white, and outline only.

Stroke colours are a colour-blind-safe set (after Okabe and Ito 2008); each stroke also has its own shape, so colour
only repeats. Every glyph has a contrast of at least 3:1 against the skin, the cloth and the paper it lies on, and
badge digits at least 4.5:1 (WCAG 2.2, 1.4.11 and 1.4.3). The deeper the skin, the darker, then the lighter the glyphs
must be for that: hence three palettes.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct, field
from msgspec.structs import replace

from soleprint.errors import UsageProblem
from soleprint.figures.tones import GIVER, OWN, SIGNS

PAPER = "#FFFFFF"
AMBER = "#F2B200"

_FAMILY = {
    "glide": "blue",
    "glide-return": "slate",
    "drain": "green",
    "knead": "orange",
    "wring": "purple",
    "circles": "orange",
    "circle-stroke": "purple",
    "feather": "sky",
    "hold": "brown",
    "squeeze": "purple",
    "pull": "purple",
    "stroke-firm": "green",
    "stroke": "blue",
    "zone": "red",
}

_CORE = {
    "blue": "#0072B2",
    "slate": "#5B6B75",
    "green": "#007A59",
    "orange": "#B5490B",
    "purple": "#8A3F86",
    "sky": "#1F6F9F",
    "brown": "#5B4A3F",
    "red": "#B00020",
}
_DARK = {
    "blue": "#00406B",
    "slate": "#36424A",
    "green": "#00442F",
    "orange": "#6E2400",
    "purple": "#5A1F58",
    "sky": "#0B4160",
    "brown": "#3F3128",
    "red": "#7A0014",
}
_BRIGHT = {
    "blue": "#2E99E4",
    "slate": "#8795A0",
    "green": "#12A67D",
    "orange": "#E0731F",
    "purple": "#C476C0",
    "sky": "#449ACB",
    "brown": "#A98D78",
    "red": "#F5606C",
}
_INK = dict.fromkeys(_CORE, "#26323A")


class Theme(Struct, frozen=True):
    """Colours by role. ``colours`` holds the roles that views may name; the rest is for glyphs and badges."""

    name: str
    colours: Mapping[str, str]
    glyphs: Mapping[str, str]
    badges: Mapping[str, str]
    shaded: bool = True
    """False: skin and cloth are paper, without soft shades."""
    solid_badges: bool = True
    """False: badges are rings with coloured digits."""
    clothed: bool = True
    arrows: str = ""
    """One colour for all arrows, as on covers; "": each stroke has its own."""
    own: Mapping[str, str] = field(default_factory=dict)
    """Roles of the hands of those who massage themselves."""

    def with_own_hands(self) -> Theme:
        """The theme with the hands of the person who is massaged, in place of the giver's."""
        return replace(self, name=f"{self.name}-own", colours=MappingProxyType({**self.colours, **self.own}))

    def on(self, ground: str) -> Theme:
        """The theme for a drawing that fades into a coloured ground instead of paper."""
        return replace(self, colours=MappingProxyType({**self.colours, "paper": ground}))

    def arrow(self, stroke: str) -> str:
        """Colour of a stroke's arrow in a stage, or of the ``zone`` without pressure. Its white rim carries it over any
        skin: one palette does for all."""
        own = "" if stroke == "zone" else self.arrows
        return own or (_INK if self.glyphs is _INK else _CORE)[_family(stroke)]

    def for_covers(self) -> Theme:
        """The theme for pictures on a dark ground, which have one colour of arrow."""
        return replace(self, name=f"{self.name}-cover", arrows=AMBER)

    def glyph(self, stroke: str) -> str:
        """Colour of a stroke's glyph; ``zone`` is the no-pressure zone."""
        return self.glyphs[_family(stroke)]

    def badge(self, stroke: str) -> str:
        return self.badges[_family(stroke)]


def _family(stroke: str) -> str:
    """The family of a stroke's colour; strokes of a user's own are as those that are only called strokes."""
    return _FAMILY.get(stroke, _FAMILY["stroke"])


def mix(first: str, second: str, t: float) -> str:
    """The colour a fraction ``t`` of the way from one ``#RRGGBB`` to another."""
    a, b = (bytes.fromhex(colour[1:]) for colour in (first, second))
    return "#{:02X}{:02X}{:02X}".format(*(round(x + (y - x) * t) for x, y in zip(a, b, strict=True)))


_COMMON = {
    "paper": PAPER,
    "ink": "#26323A",
    "detail": "#26323A",
    "tendon": "#8B7A6C",
    "ghost": "#9AA5AB",
    "cloth": "#DCE6EA",
    "cloth-shade": "#C3D1D8",
    "cloth-ink": "#5F7480",
    "shirt": "#DCE6EA",
    "trousers": "#B9C8CF",
    "hair": "#6E7B82",
    "palm": "#FBF4EC",
    "helper": "#E3EAF0",
    "part": "#5DB89A",
    "seat": "#F1F3F4",
    "sheet": "#E6EBEE",
}


def _tone(skin: str, shade: str, hollow: str, glow: str, nail: str, **other: str) -> Mapping[str, str]:
    own = {"skin": skin, "shade": shade, "hollow": hollow, "glow": glow, "nail": nail}
    return MappingProxyType(_COMMON | own | {name.replace("_", "-"): value for name, value in other.items()})


def _themes() -> dict[str, Theme]:
    light = _tone("#F6E9DC", "#EAD3BF", "#EEDAC7", "#FAF1E8", "#FFFBF7")
    tan = _tone("#EED0B1", "#E6C09C", "#E7C4A2", "#F3DAC1", "#F8E6D8", tendon="#8A6A50", hair="#4A3B33")
    brown = _tone("#C79064", "#BC8356", "#BF885B", "#CD9A72", "#E3BC9E", tendon="#7A4B2B", hair="#2B211C")
    deep_cloth = {"cloth": "#2C414D", "cloth_shade": "#273B47", "cloth_ink": "#8FA3AE", "trousers": "#2C414D"}
    deep = _tone(
        "#583725",
        "#4A2D1E",
        "#4E3020",
        "#5C3B28",
        "#B08A76",
        detail="#B98F74",
        tendon="#96705A",
        hair="#15100D",
        **deep_cloth,
    )
    paper = _tone(PAPER, PAPER, PAPER, PAPER, PAPER, tendon="#6E6E6E", cloth="#F4F4F4", cloth_shade="#F4F4F4")
    outline = _tone(
        PAPER,
        PAPER,
        PAPER,
        PAPER,
        PAPER,
        tendon="#8A9196",
        cloth=PAPER,
        cloth_shade=PAPER,
        shirt=PAPER,
        trousers=PAPER,
        hair=PAPER,
        seat=PAPER,
        sheet=PAPER,
    )
    themes = {
        "light": Theme("light", light, _CORE, _CORE),
        "tan": Theme("tan", tan, _CORE, _CORE),
        "brown": Theme("brown", brown, _DARK, _DARK),
        "deep": Theme("deep", deep, _BRIGHT, _CORE),
        "paper": Theme("paper", paper, _CORE, _CORE, shaded=False),
        "outline": Theme("outline", outline, _INK, _INK, shaded=False, solid_badges=False),
    }
    return {name: _handed(theme) for name, theme in themes.items()}


def _handed(theme: Theme) -> Theme:
    """The theme with the colours of its hands and the field that its stages have."""
    ring = "#26323A" if theme.name == "outline" else "#C07F00"
    stage = {
        "ring": ring,
        "stage": PAPER if theme.name == "outline" else "#F1F4F5" if theme.name == "paper" else "#DCEAED",
    }
    colours = MappingProxyType({**theme.colours, **GIVER[theme.name], **SIGNS[theme.name], **stage})
    return replace(theme, colours=colours, own=OWN[theme.name])


THEMES: Mapping[str, Theme] = MappingProxyType(_themes())


def theme(name: str, clothed: bool = True) -> Theme:
    """The picture theme of that name, with shorts or without.

    Raises UsageProblem for an unknown one.
    """
    if name not in THEMES:
        known = ", ".join(THEMES)
        raise UsageProblem(f'There is no picture theme "{name}". Use one of: {known}.', code="unknown-theme")
    return replace(THEMES[name], clothed=clothed)
