"""Parameter types and options that several commands share."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

_LENGTH = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*(mm|cm|m|in|ft)?\s*$", re.IGNORECASE)
_IN_MM = {"mm": 1.0, "cm": 10.0, "m": 1000.0, "in": 25.4, "ft": 304.8}

F = TypeVar("F", bound=Callable[..., Any])


class Length(click.ParamType[float]):
    """A length with its unit, in millimetres. ``default_unit`` is for a bare number; None asks for a unit."""

    name = "length"

    def __init__(self, default_unit: str | None = None) -> None:
        self.default_unit = default_unit

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        if isinstance(value, float):
            return value
        match = _LENGTH.match(str(value))
        unit = (match[2] or self.default_unit) if match else None
        if match is None or unit is None:
            example = "5 or 5mm" if self.default_unit else "70cm, 1m or 3ft"
            self.fail(f"{value!r} is not a length; write {example}.", param, ctx)
        return float(match[1]) * _IN_MM[unit.lower()]


class RoutineId(click.ParamType[str]):
    """A routine's id; the shell completes it."""

    name = "routine"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from soleprint.files.folders import layers, names

        return [CompletionItem(n) for n in names(layers("content"), "routines", ".yaml") if n.startswith(incomplete)]


FOLDER = click.Path(path_type=Path, file_okay=False)

content_option = click.option(
    "--content", type=FOLDER, metavar="DIR", help="Your own content, laid over the built-in files one by one."
)
templates_option = click.option(
    "--templates", type=FOLDER, metavar="DIR", help="Your own templates and themes, laid over the built-in ones."
)


def folders(command: F) -> F:
    """Adds --content and --templates."""
    return content_option(templates_option(command))


def with_options(command: F, options: Sequence[Callable[[F], F]]) -> F:
    """The command with the options, which its help lists in this order."""
    for option in reversed(options):
        command = option(command)
    return command


def content_options(command: F) -> F:
    """Adds what every product takes: side, mode, language, look and fonts."""
    options = [
        click.option(
            "--side",
            type=click.Choice(["left", "right", "both"]),
            default="both",
            show_default=True,
            help="The leg or foot it is for.",
        ),
        click.option("--mode", type=click.Choice(["partner", "self"]), help="For a partner, or for yourself."),
        click.option("--lang", default="en", show_default=True, help="Language, such as es."),
        click.option("--theme", default="clear", show_default=True, help="Look; see `soleprint list themes`."),
        click.option("--font-dir", "font_dirs", type=FOLDER, multiple=True, metavar="DIR", help="Fonts, used first."),
    ]
    return with_options(command, options)


def leaflet_options(command: F) -> F:
    """Adds the routines, paper and fold of a leaflet."""
    options = [
        click.argument("routines", nargs=-1, required=True, type=RoutineId()),
        click.option("--size", default="A4", show_default=True, help="The leaflet unfolded."),
        click.option(
            "--fold", type=click.Choice(["flat", "half", "tri", "z"]), default="flat", show_default=True, help="Fold."
        ),
    ]
    return with_options(command, options)


def press_options(command: F) -> F:
    """Adds what puts pages on sheets of paper."""
    options = [
        click.option("--sheet", help="Paper in the printer, such as A4; by default as large as the page."),
        click.option(
            "--impose",
            type=click.Choice(["none", "booklet", "nup", "poster"]),
            help="How pages go on sheets; with --sheet, a booklet is folded.",
        ),
        click.option("--binding", type=click.Choice(["left", "right", "top"]), help="Edge where a booklet is folded."),
        click.option("--signature", type=click.IntRange(0, 50), help="Folded sheets in a section; 0: one section."),
        click.option("--creep", "creep_mm", type=Length("mm"), metavar="MM", help="Paper thickness: 0.1 for 80 g/m2."),
        click.option("--duplex", type=click.Choice(["long", "short", "manual", "none"]), help="How sheets are turned."),
        click.option("--cut", type=click.Choice(["crop", "lines"]), help="Crop marks, or lines along every cut."),
        click.option("--gutter", "gutter_mm", type=Length("mm"), metavar="MM", help="Between cards on a sheet."),
        click.option("--copies", type=click.IntRange(0, 1000), help="Of each card; 0 fills the sheet."),
        click.option("--overlap", "overlap_mm", type=Length("mm"), metavar="MM", help="Of a poster's sheets."),
        click.option("--offset", "offset_mm", nargs=2, type=float, metavar="X Y", help="Moves backs, in mm."),
        click.option("--instructions", is_flag=True, help="Write how to put it together into a second file."),
    ]
    return with_options(command, options)


def without_nones(given: dict[str, Any]) -> dict[str, Any]:
    """The options that were given; a default that is None stands for "not asked"."""
    return {name: value for name, value in given.items() if value is not None}
