"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

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
