"""Themes: colours, type styles and panel tones, read from ``templates/themes/*.yaml``."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from soleprint.errors import ContentError, Finding, UsageProblem
from soleprint.files.disk import kept
from soleprint.files.folders import find, names, shown
from soleprint.files.suggest import did_you_mean, nearest

Colour = Annotated[str, Meta(pattern=r"^#[0-9A-F]{6}$", description="#RRGGBB, capital letters")]
Ratio = Annotated[float, Meta(ge=0, le=10)]

Sign = Literal["stop", "care", "repeat", "ask", "call", "zone"]


class _Base(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class Style(_Base, frozen=True, kw_only=True):
    """How a paragraph's type looks. ``size`` multiplies the base size; floor and ceiling are points."""

    size: Annotated[float, Meta(ge=0.3, le=6)] = 1.0
    bold: bool = False
    face: Literal["text", "display"] = "text"
    """``display``: the heavy face for titles and numerals."""
    width: Annotated[int, Meta(ge=63, le=100)] = 100
    """Of the letters, as a percentage of the usual one."""
    balance: bool = False
    """Lines about as long as each other, as in titles and cues."""
    narrowest: Annotated[int, Meta(ge=63, le=100)] = 100
    """How narrow the letters may become where a page would not hold otherwise."""
    leading: Annotated[float, Meta(ge=1, le=2)] = 1.3
    tall_leading: Annotated[float, Meta(ge=0, le=2)] = 0.0
    """Leading of scripts whose letters reach farther up and down than Latin ones; 0: the same."""
    colour: str = "ink"
    floor: Annotated[float, Meta(ge=0, le=72)] = 0.0
    ceiling: Annotated[float, Meta(ge=4, le=400)] = 400.0
    hand: bool = False
    """Read with the card in the hand: not held to the reading distance."""

    def step(self, tall: bool) -> float:
        """The leading, of a script that is ``tall`` or not."""
        return self.tall_leading if tall and self.tall_leading else self.leading

    def points(self, base: float) -> float:
        """The type size at a base size, both in points."""
        # Where all type is smaller than the floor (a card held in the hand), small print is as large as the rest.
        floor = min(self.floor, base)
        return min(max(self.size * base, floor), max(self.ceiling, floor))


class Tone(_Base, frozen=True, kw_only=True):
    """How a panel looks; colours are names of the theme's colours. ``pad`` is (vertical, horizontal) in em."""

    background: str | None = None
    border: str | None = None
    text: str | None = None
    heading: str | None = None
    pad: tuple[Ratio, Ratio] = (0.4, 0.6)
    icon: Sign | None = None
    sign: str | None = None
    """The colour of the icon; without it the border's on paper or a tint, the text's on a strong ground."""
    icon_size: Annotated[float, Meta(ge=0.5, le=6)] = 1.5
    """Height of the sign, in em."""
    radius: Ratio | None = None
    """Of the corners, in points; the theme's where nothing is said. 0 for panels set edge to edge."""
    middle: bool = False
    """What is in it stands in the middle of its height."""


class Theme(_Base, frozen=True, kw_only=True, dict=True):
    """A look. ``radius`` of panel corners and ``border`` width are in points."""

    schema: Literal[1]
    name: str
    extends: str | None = None
    """A theme that this one changes; what is not given here is taken from it."""
    figure: str | None = None
    """Name of the figures' own theme (skin tone, paper white, outline)."""
    own_colours: bool | None = None
    """True for a theme whose colours are its purpose: those of a clinic do not replace them."""
    colours: dict[str, Colour] = {}
    styles: dict[str, Style] = {}
    tones: dict[str, Tone] = {}
    radius: Ratio | None = None
    border: Ratio | None = None

    def colour(self, name: str) -> str:
        """``#RRGGBB`` of a named colour. Raises UsageProblem for a name the theme lacks."""
        try:
            return self.colours[name]
        except KeyError:
            raise UsageProblem(f"Theme {self.name!r} has no colour {name!r}.", code="theme-colour") from None

    @cached_property
    def says(self) -> bytes:
        """All that the theme says: themes that say the same are the same."""
        return msgspec.json.encode(self)

    @cached_property
    def narrowed(self) -> Theme:
        """The same look with letters as narrow as each style allows."""
        styles = {key: replace(style, width=min(style.width, style.narrowest)) for key, style in self.styles.items()}
        return self if styles == self.styles else replace(self, styles=styles)

    def hand_sizes(self, base: float) -> frozenset[float]:
        """The sizes, in points, that styles read in the hand have at a base size."""
        return frozenset(round(style.points(base), 2) for style in self.styles.values() if style.hand)

    def styles_of(self, size: float, base: float) -> tuple[str, ...]:
        """The styles whose type has a size at a base size, both in points."""
        return tuple(name for name, style in self.styles.items() if abs(style.points(base) - size) < 0.02)

    def style(self, name: str) -> Style:
        try:
            return self.styles[name]
        except KeyError:
            known = ", ".join(sorted(self.styles))
            raise UsageProblem(
                f"Theme {self.name!r} has no style {name!r}; it has {known}.", code="theme-style"
            ) from None

    def tone(self, name: str) -> Tone:
        try:
            return self.tones[name]
        except KeyError:
            known = ", ".join(sorted(self.tones))
            raise UsageProblem(
                f"Theme {self.name!r} has no tone {name!r}; it has {known}.", code="theme-tone"
            ) from None


def theme_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a theme file, for editors."""
    from soleprint.content.schema import described_schema

    return described_schema(Theme, sys.modules[__name__], "soleprint theme")


def theme_names(folders: Sequence[Path]) -> tuple[str, ...]:
    """Names of the themes in the template folders."""
    return names(folders, "themes", ".yaml")


def theme(folders: Sequence[Path], name: str) -> Theme:
    """The theme ``name``, complete. Raises UsageProblem for an unknown name and ContentError for a bad file."""
    chain = chain_of(folders, name)
    made = merged(list(chain.values()))
    findings = _missing_colours(folders, chain, made)
    if findings:
        raise ContentError(findings)
    return made


def chain_of(folders: Sequence[Path], name: str) -> dict[str, Theme]:
    """A theme and those that it extends, by name, itself first."""
    chain = {name: _read(folders, name)}
    last = name
    while (base := chain[last].extends) is not None:
        if base in chain:
            message = f"themes extend each other in a circle: {' > '.join([*chain, base])}"
            raise ContentError([finding_in(folders, name, ("extends",), "theme-circle", message)])
        if base not in theme_names(folders):
            message = f'theme "{base}" is not known{did_you_mean(base, theme_names(folders))}'
            raise ContentError([finding_in(folders, last, ("extends",), "unknown-theme", message)])
        last = base
        chain[last] = _read(folders, last)
    return chain


def _missing_colours(folders: Sequence[Path], chain: Mapping[str, Theme], made: Theme) -> list[Finding]:
    """Findings for colours that styles and tones name and the theme does not have, in the files that name them."""
    found = []
    for (kind, user, key), colour in colours_used(made).items():
        if colour not in made.colours:
            source = next(name for name, part in chain.items() if user in getattr(part, kind))
            message = f'"{colour}" is none of the theme\'s colours{did_you_mean(colour, sorted(made.colours))}'
            found.append(finding_in(folders, source, (kind, user, key), "theme-colour", message))
    return found


def colours_used(made: Theme) -> dict[tuple[str, str, str], str]:
    """The colours that styles and tones name, by where they do."""
    uses = {("styles", name, "colour"): style.colour for name, style in made.styles.items()}
    for name, tone in made.tones.items():
        for key in ("background", "border", "text", "heading"):
            if colour := getattr(tone, key):
                uses["tones", name, key] = colour
    return uses


def _read(folders: Sequence[Path], name: str) -> Theme:
    known = theme_names(folders)
    path = find(folders, f"themes/{name}.yaml") if name in known else None
    if path is None:
        close = nearest(name, known)
        hint = f" Did you mean {close!r}?" if close else ""
        raise UsageProblem(f"Theme {name!r} is not known.{hint} Use {', '.join(known)}.", code="unknown-theme")
    return kept(folders, f"theme {name}", Theme, lambda: _load(path))


def _load(path: Path) -> Theme:
    from soleprint.content.load import load

    return load(path, Theme, shown(path, "templates"))


def finding_in(folders: Sequence[Path], name: str, keys: tuple[str, ...], code: str, message: str) -> Finding:
    """A finding at the value under ``keys`` of a theme's file, which has been read before."""
    from soleprint.content.load import examine
    from soleprint.content.nodes import read

    path = find(folders, f"themes/{name}.yaml")
    assert path is not None  # it has been read
    place = shown(path, "templates")
    found, report = examine(read(path, place), Theme, place)
    report.on(found, keys, code, message)
    return report.findings[-1]


def merged(chain: Sequence[Theme]) -> Theme:
    """The first of the chain, with what it leaves open from those it extends."""
    root_first = list(reversed(chain))
    return Theme(
        schema=1,
        name=chain[0].name,
        figure=next((part.figure for part in chain if part.figure), "light"),
        own_colours=next((part.own_colours for part in chain if part.own_colours is not None), False),
        colours={key: value for part in root_first for key, value in part.colours.items()},
        styles={key: value for part in root_first for key, value in part.styles.items()},
        tones={key: value for part in root_first for key, value in part.tones.items()},
        radius=next((part.radius for part in chain if part.radius is not None), 5.0),
        border=next((part.border for part in chain if part.border is not None), 1.0),
    )
