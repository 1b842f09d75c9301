"""The files and folders that an order depends on, for those who make it again when one changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from soleprint.content.nodes import Mapping, Node, Scalar, read
from soleprint.errors import ContentError, FileProblem
from soleprint.files.folders import builtin, is_folder
from soleprint.products.order import Order
from soleprint.products.writing import given_paths

LONGEST = 200


def depends_on(order: Order) -> set[Path]:
    """Its folders and files, those of soleprint and those that its files name, such as a profile's logo."""
    folders, files = given_paths(order, folders=True), set(given_paths(order, folders=False))
    named = {path for file in files if file.suffix == ".yaml" for path in named_in(file)}
    return {builtin("content"), builtin("templates"), *folders, *files, *named}


def named_in(file: Path) -> Iterator[Path]:
    """What a YAML file may name as a file beside it, whether it is there or not; nothing where it cannot be read."""
    try:
        root = read(file, file.as_posix())
    except (ContentError, FileProblem):
        return
    for text in _texts(root):
        path = file.parent / text
        if "." in text and len(text) <= LONGEST and "\0" not in text and not is_folder(path):
            yield path


def _texts(node: Node) -> Iterator[str]:
    if isinstance(node, Scalar):
        yield node.text
        return
    for inner in (value for _, value in node.items) if isinstance(node, Mapping) else node.items:
        yield from _texts(inner)
