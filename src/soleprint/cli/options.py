"""The option model as options of the command line, their help in sections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal

import click
from click.shell_completion import CompletionItem

from soleprint.products.kinds import Choice, File, Flag, Kind, LanguageTags, Many, Modes, Offset, PaperSize, Switch
from soleprint.products.options import SECTIONS, Option

OUTPUT = "Output"


class Value(click.ParamType[Any]):
    """A value that the option model reads; the shell completes what there is a list of."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.name = kind.metavar

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return value

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        if isinstance(self.kind, File):
            return [CompletionItem(incomplete, type="dir" if self.kind.folder else "file")]
        return [CompletionItem(word) for word in _words(self.kind, param.name, ctx) if word.startswith(incomplete)]


def _words(kind: Kind, name: str | None, ctx: click.Context) -> Iterable[str]:
    if isinstance(kind, Choice | Switch):
        return map(str, kind.values)
    if isinstance(kind, PaperSize):
        from soleprint.layout.paper import SIZES_MM

        return SIZES_MM
    if isinstance(kind, Modes):
        return _modes(ctx)
    if isinstance(kind, LanguageTags):
        from soleprint.content.languages import languages

        return languages().known
    if name == "theme":
        from soleprint.layout.theme import theme_names

        return theme_names(_layers("templates", ctx))
    return ()


def _modes(ctx: click.Context) -> Iterable[str]:
    """The modes of the content; none while its file has mistakes."""
    from soleprint.content.library import Library
    from soleprint.errors import ContentError

    try:
        return Library(_layers("content", ctx)).body.modes
    except ContentError:
        return ()


class SectionedOption(click.Option):
    """An option that knows under which heading of the help it stands."""

    def __init__(self, *args: Any, section: str, **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.section = section


class SwitchOption(SectionedOption):
    """``--marks``, ``--no-marks`` and ``--marks full``: the word after it is its value where it is one of these."""

    def written(self, args: Sequence[str]) -> list[str]:
        """A line of arguments in which the value stands with the option."""
        kind = self.type.kind if isinstance(self.type, Value) else None
        flag, values = self.opts[0], kind.values if isinstance(kind, Switch) else ()
        out: list[str] = []
        for at, word in enumerate(args):
            if word == "--":
                return [*out, *args[at:]]
            if word in values and out and out[-1] == f"{flag}=true":
                out[-1] = f"{flag}={word}"
            else:
                out.append({flag: f"{flag}=true", f"--no-{flag[2:]}": f"{flag}=false"}.get(word, word))
        return out

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        return record and (f"{self.opts[0]} {self.type.name} / --no-{self.opts[0][2:]}", record[1])


class RoutineId(click.ParamType[str]):
    """A routine's id; the shell completes it."""

    name = "routine"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from soleprint.files.folders import names

        found = names(_layers("content", ctx), "routines", ".yaml")
        return [CompletionItem(name) for name in found if name.startswith(incomplete)]


def _layers(name: Literal["content", "templates"], ctx: click.Context) -> Sequence[Path]:
    """The folders of content or templates, the one that is typed already among them."""
    from soleprint.files.folders import is_folder, layers

    own = ctx.params.get(name)
    return layers(name, Path(own)) if own and is_folder(Path(own)) else layers(name)


def sectioned(option: Option) -> SectionedOption:
    """The option as click knows it. A value that is not given is None, so that "not asked" can be told."""
    flag = f"--{option.name.replace('_', '-')}"
    text, kind = _described(option), option.kind
    if isinstance(kind, Flag):
        names = f"{flag}/--no-{flag[2:]}" if option.default is None else flag
        return SectionedOption([names, option.name], section=option.section, is_flag=True, default=None, help=text)
    if isinstance(kind, Switch):
        return SwitchOption([flag, option.name], section=option.section, type=Value(kind), default=None, help=text)
    attributes: dict[str, Any] = {"type": Value(kind), "metavar": kind.metavar}
    if isinstance(kind, Many):
        attributes |= {"multiple": True}
    if isinstance(kind, Offset):
        attributes |= {"nargs": 2, "type": str}
    return SectionedOption([flag, option.name], section=option.section, default=None, help=text, **attributes)


def _described(option: Option) -> str:
    """The help with the default, where it says something."""
    default = "+".join(option.default) if option.name == "lang" else option.default
    if default in (None, "", (), False, 0, 0.0) or isinstance(default, bool):
        return option.help
    return f"{option.help}  [{default:g}]" if isinstance(default, float) else f"{option.help}  [{default}]"


def given(values: dict[str, Any]) -> dict[str, Any]:
    """The options that were given."""
    return {name: value for name, value in values.items() if value is not None and value != ()}


class SectionedCommand(click.Command):
    """A command whose help has its options under headings."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        for param in self.params:
            if isinstance(param, SwitchOption):
                args = param.written(args)
        return super().parse_args(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Sections in the order of the option model, then the output, then the rest."""
        shown = [(param, param.get_help_record(ctx)) for param in self.get_params(ctx)]
        for section in (*SECTIONS, OUTPUT, "Help"):
            records = [record for param, record in shown if record and getattr(param, "section", "Help") == section]
            if records:
                with formatter.section(section):
                    formatter.write_dl(records)


def output_options(instructions: bool) -> Sequence[SectionedOption]:
    """Where to and as what."""
    path = click.Path(path_type=Path, allow_dash=True)
    kinds = click.Choice(["pdf", "svg", "png"])
    options = [
        SectionedOption(["--out"], section=OUTPUT, type=path, help="File or folder to write to; -: standard output."),
        SectionedOption(["--format", "format_"], section=OUTPUT, type=kinds, help="By default as --out ends, or pdf."),
        SectionedOption(
            ["--dpi"], section=OUTPUT, type=click.IntRange(36, 1200), default=150, show_default=True, help="For png."
        ),
        SectionedOption(["--quiet", "-q"], section=OUTPUT, is_flag=True, help="Print nothing but errors."),
        SectionedOption(["--watch"], section=OUTPUT, is_flag=True, help="Make it again when a file changes."),
    ]
    if instructions:
        text = "Write how to put it together into a second file."
        options.append(SectionedOption(["--instructions"], section=OUTPUT, is_flag=True, help=text))
    return options
