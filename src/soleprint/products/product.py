"""Product files: ``templates/NAME.yaml`` beside ``templates/NAME.xml.j2`` say all that the pipeline knows of a product.

Field docstrings are the descriptions that editors show (``soleprint schema product``).
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from msgspec import Meta, field

from soleprint.content.model import Base, Line, Slug
from soleprint.errors import ContentError, Finding, UsageProblem
from soleprint.files.disk import kept
from soleprint.files.folders import find, names, shown
from soleprint.files.suggest import did_you_mean
from soleprint.products.options import options_of

GroupName = Literal[
    "content", "look", "step", "view", "edition", "width", "page", "faces", "distance", "fold", "trim", "shop",
    "lamination", "hanging", "ring", "clinic", "patient", "sheet", "binding", "bundle",
]  # fmt: skip
PieceName = Literal["stop", "help", "ask", "conditions", "general", "zones", "cautions"]
FileField = Literal["product", "routines", "lang", "size", "edition", "side", "step", "view"]
Points = Annotated[float, Meta(ge=4, le=2000)]
StyleChange = dict[Annotated[str, Meta(max_length=20)], float]
TEMPLATE = ".xml.j2"


class Sizes(Base, frozen=True, kw_only=True):
    """Smallest and largest body type, in points."""

    smallest: Points
    largest: Points
    styles: dict[Line, StyleChange] = field(default_factory=dict)
    """What the edition changes in styles of the theme: {small: {size: 1}}."""


class Type(Base, frozen=True, kw_only=True):
    """How large type must be."""

    by: Literal["distance", "edition", "fixed"]
    """distance: capitals a 200th of the reading distance in front, of 40 cm behind. edition: point sizes for each
    edition. fixed: the sizes under ``fixed``."""
    editions: dict[Literal["standard", "large-print", "easy-read"], Sizes] = field(default_factory=dict)
    fixed: Sizes | None = None
    distance: Annotated[float, Meta(ge=100, le=10000)] | None = None
    """The reading distance in millimetres where none is asked for; by default as suits the size of the paper."""
    nearer_in_two: bool = False
    """true: in two languages, which take twice the room, that is a step nearer: 70 cm instead of 1 m."""


class Pages(Base, frozen=True, kw_only=True):
    """How pages come about."""

    kind: Literal["faces", "panels", "flow", "drawing"]
    """faces: every <page> is one side of a card, front and back in turn. panels: the text runs through the panels of
    a sheet that may be folded. flow: as many pages as it takes. drawing: one page as large as what is on it."""
    margin: Annotated[float, Meta(ge=0, le=60)] = 15.0
    """Millimetres round a page; where the product takes ``lamination``, the pouch and the holes set it."""
    panel_margin: Annotated[float, Meta(ge=0, le=60)] = 5.5
    """Millimetres round each panel of a folded sheet."""
    sides: Literal[1, 2] = 1
    """2: pages are fronts and backs in turn, where the product does not take the group ``faces``."""
    lying: bool = False
    """The paper lies, unless --orientation says otherwise."""


class Product(Base, frozen=True, kw_only=True):
    """A kind of thing to print."""

    schema: Literal[1]
    summary: Line
    """What it is, in one sentence, for lists and help."""
    documents: Literal["each", "all", "none"]
    """each: one document for each routine, in one file. all: one document that holds all routines. none: no routine."""
    takes: tuple[GroupName, ...]
    """The groups of options it takes; its own folders (--content, --templates, --font-dir) every product takes."""
    requires: tuple[Literal["emergency", "profile", "view", "sheet"], ...] = ()
    """Options that must be set; an emergency number may come from the profile."""
    languages: Literal[1, 2] = 1
    """2: it can be made in two languages side by side."""
    size: Line = "A4"
    """The paper where none is asked for."""
    defaults: dict[Line, Line] = field(default_factory=dict)
    """Values of other options where none is asked for: {pouch: 3mm}."""
    pages: Pages
    type: Type
    slots: tuple[Slug, ...] = ()
    """What each copy has of its own beside a person's name, plan and notes; a template has it as <slot name="..."/>."""
    impose: Annotated[tuple[Literal["none", "booklet", "nup", "poster"], ...], Meta(min_length=1)] = ("none",)
    """The ways its pages may go on sheets, the usual one first."""
    carries: tuple[PieceName, ...] = ()
    """Pieces of safety that its pages must hold beside those that every product with routines must: what stops
    ("stop"), where help is found ("help"), rules of places ("zones") and who has reviewed it. ask: who asks first;
    conditions: every condition; general: the rules at all times; cautions: the steps' cautions."""
    file: tuple[FileField, ...] = ("product", "routines", "lang", "size", "edition")
    """What its file is named after; what is empty or usual is left out."""
    review: tuple[dict[Line, str | int | list[str]], ...] = ({},)
    """How reviewers of a translation are shown it, each time with these options: {edition: easy-read}. All routines,
    unless it says {routines: [foot]}."""
    alone: bool = True
    """false: it is not made by itself; the summary says how."""
    example: Line | None = None
    """Arguments of an example in its help, such as "foot --size A5"."""


def product_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a product file, for editors."""
    from soleprint.content.schema import described_schema

    return described_schema(Product, sys.modules[__name__], "soleprint product")


def product_names(folders: Sequence[Path]) -> tuple[str, ...]:
    """The products of the template folders: those that have a file NAME.yaml, sorted."""
    return names(folders, "", ".yaml")


def product(folders: Sequence[Path], name: str) -> Product:
    """The product ``name``.

    Raises UsageProblem (unknown-product) for a name that no file has, and ContentError with every mistake of the file.
    """
    plain = isinstance(name, str) and name.replace("-", "").replace("_", "").isalnum()
    path = find(folders, f"{name}.yaml") if plain else None
    if path is None:
        raise UsageProblem(
            f"Product {name!r} is not known{did_you_mean(str(name), product_names(folders))}", code="unknown-product"
        )
    status = path.stat()
    found = _kept(tuple(folders), path, status.st_mtime_ns, status.st_size)
    if find(folders, name + TEMPLATE) is None:
        message = f"a product needs a template: there is no {name}{TEMPLATE} beside this file"
        raise ContentError([Finding("no-template", message, shown(path, "templates"), 1, 1)])
    return found


@lru_cache(maxsize=64)
def _kept(folders: tuple[Path, ...], path: Path, changed: int, size: int) -> Product:
    """The file as it was at a time; ``changed`` and ``size`` tell a file that has changed since."""
    return kept(folders, f"product {path.stem}", Product, lambda: _read(path))


def _read(path: Path) -> Product:
    from soleprint.content.load import examine, in_order
    from soleprint.content.nodes import read

    place = shown(path, "templates")
    found, report = examine(read(path, place), Product, place)
    if found is not None and not report.findings:
        _check(found, report)
    if report.findings or found is None:
        raise ContentError(in_order(report.findings))
    return found


def _check(found: Product, report: Any) -> None:
    """What must be true beyond the type of each value."""
    kind = found.type
    if kind.by == "edition" and ("edition" not in found.takes or "standard" not in kind.editions):
        message = 'type by edition needs the group "edition" in takes, and sizes for the standard edition'
        report.on(found, ("type",), "product-type", message)
    if kind.by == "fixed" and kind.fixed is None:
        report.on(found, ("type",), "product-type", 'type by fixed needs "fixed: {smallest: 9, largest: 12}"')
    for sizes in (*kind.editions.values(), *([kind.fixed] if kind.fixed else [])):
        if sizes.largest < sizes.smallest:
            report.on(sizes, ("largest",), "product-type", "the largest type is smaller than the smallest")
    if found.pages.kind == "panels" and "fold" not in found.takes:
        report.on(found, ("takes",), "product-groups", 'a product of panels takes the group "fold"')
    if found.documents != "none" and "content" not in found.takes:
        report.on(found, ("takes",), "product-groups", 'a product with routines takes the group "content"')
    _check_options(found, ("defaults",), found.defaults, report)
    for number, given in enumerate(found.review):
        values = {name: value for name, value in given.items() if name != "routines"}
        _check_options(found, ("review", number), values, report)
    if len(found.takes) != len(set(found.takes)):
        report.on(found, ("takes",), "product-groups", "a group is named twice")
    if "binding" in found.takes and "booklet" not in found.impose:
        message = 'the group "binding" is for products that are imposed as a booklet; add it to impose:'
        report.on(found, ("takes",), "product-groups", message)


def _check_options(found: Product, place: tuple[str | int, ...], values: Mapping[str, Any], report: Any) -> None:
    """Names and values of options that stand in a product file."""
    options = options_of(found.takes)
    for name, value in values.items():
        try:
            options[name].kind.read(value, name)
        except KeyError:
            near = did_you_mean(name, options)
            report.on(found, (*place, name), "product-default", f'"{name}" is not an option it takes{near}')
        except UsageProblem as error:
            report.on(found, (*place, name), "product-default", str(error))
