"""Writing what was made: as a set, closed to others where it is one person's, and never over what it was made from."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from soleprint.errors import UsageProblem
from soleprint.files.atomic import write_all
from soleprint.files.folders import is_file
from soleprint.products.kinds import File, Many
from soleprint.products.options import Patient
from soleprint.products.order import Order

WRITTEN = (".pdf", ".svg", ".png")
"""Endings of what is made. No content, template or font has one."""


def write_files(files: Mapping[Path, bytes], order: Order, inputs: Iterable[Path]) -> None:
    """Write all files of an order, or none. ``inputs`` are files that it was made from, beside those of its options.

    Raises UsageProblem for a file that it was made from, and FileProblem.
    """
    for path in files:
        if is_file(path) and _is_input(path, order, inputs):
            message = f"{path} is one of the files that this is made from, and would be overwritten. Give another name."
            raise UsageProblem(message, code="overwrites-input")
    write_all(files, private=is_of_a_person(order))


def beside(path: Path) -> Path:
    """Where the instructions of the file ``path`` go: ``NAME-instructions.pdf``."""
    return path.with_name(f"{path.stem}-instructions.pdf")


def is_of_a_person(order: Order) -> bool:
    """Whether it says anything of the one whom it is for: a number, or a date, tells of them as a name does."""
    plan = order[Patient]
    return any(getattr(plan, name) for name in Patient.options)


def _is_input(path: Path, order: Order, inputs: Iterable[Path]) -> bool:
    real = Path(os.path.realpath(path))
    for given in (*inputs, *given_paths(order, folders=False)):
        if is_file(given) and given.samefile(path):
            return True
    if real.suffix.lower() in WRITTEN:
        return False
    return any(real.is_relative_to(os.path.realpath(folder)) for folder in given_paths(order, folders=True))


def given_paths(order: Order, *, folders: bool) -> Iterator[Path]:
    """The values of the options that name files, or folders."""
    for group in order.groups.values():
        for name, option in group.options.items():
            kind = option.kind.each if isinstance(option.kind, Many) else option.kind
            if isinstance(kind, File) and kind.folder is folders:
                value = getattr(group, name)
                yield from value if isinstance(value, tuple) else filter(None, (value,))
