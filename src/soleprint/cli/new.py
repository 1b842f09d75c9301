"""``soleprint new``."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import click

from soleprint.cli.types import FOLDER, content_option
from soleprint.files.suggest import nearest

KINDS = {
    "routine": ("content", "a routine: three steps for the foot, each key explained", "neck --content mine"),
    "view": ("content", "a drawing of a part of the body, with its places", "forearm --content mine"),
    "drawing": ("out", "a drawing in SVG, to be made into a view", "upper-arm --out mine"),
    "template": ("templates", "a product: its file, and the template of its page", "bookmark --templates mine"),
    "theme": ("templates", "a look: colours, type and panels", "calm --templates mine"),
    "profile": ("out", "the profile of a clinic", "riverside --out mine"),
    "job": ("out", "a job: what to make together", "monthly --out mine"),
}
"""For each kind of file the option that names its folder, what it is, and an example."""
OPTIONS = {
    "content": "Your content folder; it is made where it is not there.",
    "templates": "Your templates folder; it is made where it is not there.",
    "out": "Folder to write into; the working folder where none is named.",
}
WORDS = "In words alone, without moves that are drawn: no views, no strokes. Photos of your own may be added."
NEXT = {
    "routine": "soleprint make card {name} --content {folder}",
    "view": "soleprint view {name} --content {folder} --debug",
    "drawing": "soleprint view import {path} --content {home}",
    "template": "soleprint make {name} foot --templates {folder}",
    "theme": "soleprint make card foot --theme {name} --templates {folder}",
    "profile": "soleprint make card foot --profile {path}",
    "job": "soleprint build {path}",
}


class Kinds(click.Group):
    """The kinds of files; one that is nearly right is guessed."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and not args[0].startswith("-") and args[0] not in self.commands and not ctx.resilient_parsing:
            near = nearest(args[0], self.commands)
            known = ", ".join(self.commands)
            hint = f"Did you mean {near!r}?" if near else f"Use {known}."
            ctx.fail(f"There is no kind of file {args[0]!r}. {hint}")
        return super().resolve_command(ctx, args)


@click.group(
    cls=Kinds,
    subcommand_metavar="KIND NAME [ARGS]...",
    epilog="\b\nExamples:\n  soleprint new routine neck --content mine\n  soleprint new job monthly",
)
def new() -> None:
    """Begin a file of your own: it is complete, explained line by line, and can be made at once.

    Nothing that is there is written over. NAME has small letters, digits and hyphens, such as neck-and-shoulders.
    """


def _command(kind: str) -> click.Command:
    place, about, example = KINDS[kind]

    def call(name: str, folder: Path | None, words: bool = False) -> None:
        from soleprint.products.starters import begin

        written = begin(kind, name, folder, "words" if words else "")
        for path in written:
            click.echo(f"Wrote {path}")
        places = {"folder": folder, "path": written[0], "home": written[0].parent}
        shown = {key: shlex.quote(str(value)) for key, value in places.items()}
        click.echo(f"Next: {NEXT[kind].format(name=name, **shown)}", err=True)

    arguments = [
        click.Argument(["name"]),
        *([click.Option(["--words"], is_flag=True, help=WORDS)] if kind == "routine" else []),
    ]
    option = click.Option([f"--{place}", "folder"], type=FOLDER, metavar="DIR", help=OPTIONS[place])
    return click.Command(
        kind, callback=call, params=[*arguments, option], help=f"Begin {about}.", short_help=f"{about}.",
        epilog=f"\b\nExample:\n  soleprint new {kind} {example}",
    )  # fmt: skip


for _kind in KINDS:
    new.add_command(_command(_kind))


@new.command(
    short_help="a translation into a language that is not built in.",
    epilog="\b\nExample:\n  soleprint new language eo --content mine",
)
@click.argument("name")
@content_option
@click.pass_context
def language(ctx: click.Context, name: str, content: Path | None) -> None:
    """Begin a translation into the language NAME, such as eo: what `soleprint translate new` does.

    NAME is a tag of BCP 47. The content folder is made where it is not there.
    """
    from soleprint.cli.translate import new as translate_new
    from soleprint.files.fresh import made_folders

    with made_folders([content] if content else []):
        ctx.invoke(translate_new, lang=name, content=content)
