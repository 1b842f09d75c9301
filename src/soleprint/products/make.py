"""The one pipeline: order, materials, context, compose, pages, preflight, press, result.

Nothing here knows a product by name: what differs between products is in their files.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from soleprint.compose import Node, compose, size_of
from soleprint.content.languages import SOURCE
from soleprint.content.safety import Item
from soleprint.content.select import in_source_order
from soleprint.errors import ContentError, Finding, UsageProblem
from soleprint.layout.book import Format
from soleprint.layout.engine import drawing_faces, falls_back, lay_out
from soleprint.layout.join import joined
from soleprint.layout.paper import MM, Face, Paper, face
from soleprint.layout.parting import in_the_way, parted
from soleprint.marks import Publication, Rect
from soleprint.press.impose import impose
from soleprint.products import sheets
from soleprint.products.asked import asked_for
from soleprint.products.bundle import own_notes, own_pages
from soleprint.products.checked import check_pages
from soleprint.products.context import TypeSizes, context, items, type_sizes
from soleprint.products.draft import Document, Draft
from soleprint.products.kinds import flag
from soleprint.products.look import load_clinic, look_for
from soleprint.products.materials import Materials, materials
from soleprint.products.order import Order, read_order
from soleprint.products.product import TEMPLATE
from soleprint.products.result import Result, file_fields
from soleprint.products.shop import check_shop, has_spots, inks_for, is_for_shop

if TYPE_CHECKING:
    from soleprint.clinic import Clinic
    from soleprint.content.library import Library
    from soleprint.layout.look import Look
    from soleprint.layout.slots import SlotBox
    from soleprint.press.folds import Leaf
    from soleprint.products.obstacles import Obstacle

EPOCH = date(2000, 1, 1)
"""The date in a file when neither SOURCE_DATE_EPOCH nor the content gives one."""
_FIRST_DAY = date(1970, 1, 1)
LAST_SECOND = 253_402_300_799
"""9999-12-31 23:59:59: the last date that a PDF can hold."""
MOST_TRIED = 40_000
"""Elements that are laid out for remedies, all tries together: forty times a large booklet."""
TRIED_AT_ONCE = 600
"""As many as take a tenth of a second: four cards, no booklet."""
DRAWING_PT = 10.0
"""Type of a drawing, which only its distances depend on."""


def make(product: str, routines: str | Iterable[str] = (), /, *, all: bool = False, **options: Any) -> Result:
    """A product of one routine or several: ``make("card", ["foot"], size="A6", faces=2, hole="top").pdf``.

    ``options`` are those of the command line (``soleprint make card --help``), with the same names and values. Raises
    the errors of ``soleprint.errors``: UsageProblem, ContentError, DoesNotFit, FontProblem, FileProblem.
    """
    return fulfil(read_order(product, routines, options, every=all))


def fulfil(order: Order, extra: Mapping[str, Any] | None = None, *, tried: int = MOST_TRIED) -> Result:
    """Makes what is ordered; ``extra`` are further names for the template, ``tried`` is how many elements may be laid
    out for remedies."""
    return on_paper(set_pages(order, extra, tried=tried))


def on_paper(draft: Draft) -> Result:
    """What was laid out, checked and put on its paper. Raises ContentError for what must not be printed."""
    order = draft.order
    pages = joined([document.layout.pages for document in draft.documents])
    findings = [*draft.findings, *check_pages(draft, pages)]
    faces = [each for document in draft.documents for each in document.faces]
    first = draft.materials[0]
    rtl = first.typesetter.direction == "rtl"
    check_shop(order, draft.clinic)
    created = _created([item for document in draft.documents for item in document.items])
    job = "_".join(filter(None, file_fields(order).values()))
    words = sheets.slug(first.typesetter, first.library, job, created) if sheets.has_slug(order) else None
    holes = tuple(each.holes for each in faces)
    work = sheets.work(order, draft.leaf, holes, draft.documents[-1].layout.spare, words)
    spots = has_spots(order, draft.clinic)
    imposed = impose(pages, sheets.press(order, draft.leaf, rtl, spots), work)
    trees, signs = [document.tree for document in draft.documents], first.library.language.signs
    publication = Publication(
        signs.list.join(dict.fromkeys(tree.get("title") for tree in trees)),
        order.lang,
        imposed.pages,
        imposed.sheets,
        subject=signs.space.join(dict.fromkeys(tree.get("subject") for tree in trees if tree.get("subject"))),
        author=_author(draft.clinic),
        keywords=_keywords(draft.documents),
        created=created,
        duplex=imposed.report.duplex,
        rtl=rtl,
    )
    scales = tuple(
        base / least
        for document in draft.documents
        for base, least in zip(document.layout.bases, document.layout.smallest, strict=True)
    )
    inputs = draft.clinic.files if draft.clinic else ()
    inks = inks_for(order, draft.clinic)
    findings += imposed.findings
    return Result(publication, tuple(findings), imposed.report, order, scales, inputs, inks, _drafts(draft))


def _drafts(draft: Draft) -> tuple[str, ...]:
    """The languages of which a document says that its translation is a draft."""
    each = [zip(draft.materials, document.contexts, strict=True) for document in draft.documents]
    return tuple(dict.fromkeys(one.lang for pairs in each for one, names in pairs if names.get("draft_line")))


def _author(clinic: Clinic | None) -> str:
    """Who is responsible for the text."""
    return (clinic.profile.author or clinic.profile.name) if clinic else "soleprint"


def _keywords(documents: Sequence[Document]) -> str:
    """What is shown and done: the titles of the routines, and their strokes, in the language of the document."""
    words = [item.routine.title for document in documents for item in document.items]
    words += [stroke.name for document in documents if document.items for stroke in document.contexts[0]["strokes"]]
    return ", ".join(dict.fromkeys(words))


def set_pages(order: Order, extra: Mapping[str, Any] | None = None, *, tried: int = MOST_TRIED) -> Draft:
    """The pages of an order. Raises as ``make`` does; DoesNotFit has remedies that were tried."""
    draft = _set(order, extra or {})
    if isinstance(draft, Draft):
        return draft
    from soleprint.compose.budget import limited
    from soleprint.products.remedies import does_not_fit

    tries = _Tries(size_of(draft.tree), extra or {}, tried)
    with limited():
        error = does_not_fit(order, draft.title, tries.fits, draft.words_in_the_way())
        error.searched = not tries.ended
        raise error


def pages_that_fit(order: Order) -> Draft | None:
    """The pages of an order; None where they do not fit, and nothing is tried that would."""
    draft = _set(order, {})
    return draft if isinstance(draft, Draft) else None


class _Tries:
    """Orders that are tried as remedies, as long as they are not too much to lay out all together."""

    def __init__(self, size: int, extra: Mapping[str, Any], most: int) -> None:
        self._left, self._size, self._extra = most, size, extra

    @property
    def ended(self) -> bool:
        """Whether there was one that was too much."""
        return self._left < 0

    def fits(self, order: Order) -> bool:
        """Whether an order can be made to the end: on its pages, sound, and on its paper."""
        self._left -= self._size
        if self._left < 0:
            return False
        try:
            draft = _set(order, self._extra)
            if isinstance(draft, Draft):
                on_paper(draft)
        except ContentError:
            return False
        return isinstance(draft, Draft)


class _TooMuch(Struct, frozen=True):
    """A document that does not fit."""

    tree: Node
    look: Look
    pages: Format
    libraries: tuple[Library, ...]

    @property
    def title(self) -> str:
        return self.tree.get("title")

    def words_in_the_way(self) -> tuple[Obstacle, ...]:
        """The words for which it does not fit, and where they are written."""
        from soleprint.products.obstacles import obstacle

        return tuple([obstacle(word, self.libraries) for word in in_the_way(self.tree, self.look, self.pages)])


def _set(order: Order, extra: Mapping[str, Any]) -> Draft | _TooMuch:
    try:
        return _set_in(materials(order), order, extra)
    except ContentError as error:
        if all(lang == SOURCE for lang in order.langs):
            raise
        from soleprint.products.untranslated import with_all

        raise with_all(error, order, extra) from None


def _set_in(stock: tuple[Materials, ...], order: Order, extra: Mapping[str, Any]) -> Draft | _TooMuch:
    first = stock[0]
    clinic = load_clinic(order, first)
    sizes = type_sizes(order, first)
    leaf = sheets.leaf_of(order, first.typesetter.direction == "rtl")
    chosen, notes = _chosen(order, first)
    refuse_claims(order, first)
    documents: list[Document] = []
    for group in groups_of(order, chosen):
        document = _document(order, stock, clinic, sizes, leaf, group, extra, len(documents))
        if isinstance(document, _TooMuch):
            return document
        documents.append(document)
    own = own_notes(order, in_inks=is_for_shop(order, clinic))
    findings = [*first.warnings, *notes, *(clinic.warnings if clinic else ()), *own]
    for number, material in enumerate(stock):
        asked = frozenset[str]().union(*(asked_for(document.contexts[number]["words"]) for document in documents))
        findings += material.library.translation_findings([item.routine.id for item in chosen], asked)
    return Draft(order, stock, clinic, sizes, leaf, tuple(documents), tuple(findings))


def _chosen(order: Order, first: Materials) -> tuple[list[Item], list[Finding]]:
    if order.product.documents == "none":
        return [], []
    ids: Sequence[str] = order.routines
    if order.every:
        every = in_source_order(map(first.library.routine, first.library.routine_ids()))
        ids = [routine.id for routine in every]
    return items(first.library, order, ids)


def groups_of(order: Order, chosen: Sequence[Item]) -> list[tuple[Item, ...]]:
    """The routines of each document."""
    return [(item,) for item in chosen] if order.product.documents == "each" else [tuple(chosen)]


def refuse_claims(order: Order, first: Materials) -> None:
    """Raises UsageProblem for words typed into options that make a claim which must not be printed."""
    from soleprint.products.options import Bundle
    from soleprint.products.personal import NAMES, personal

    gate = first.library.gate()
    typed = personal(order)
    typed |= {name: " ".join(text) for name, text in vars(order[Bundle]).items() if name != "bundle"}
    for name, text in typed.items():
        hit = (gate.prohibited if name in NAMES else gate).first_hit(text) if text else None
        if hit is not None:
            from soleprint.content.gate import claim_finding

            code, message, said = claim_finding(hit)
            raise UsageProblem(f"{flag(name)}: {message}.", code=code, arguments=said, option=name)


def _document(
    order: Order,
    stock: Sequence[Materials],
    clinic: Clinic | None,
    sizes: TypeSizes,
    leaf: Leaf | None,
    group: tuple[Item, ...],
    extra: Mapping[str, Any],
    number: int,
) -> Document | _TooMuch:
    """One document on its pages; it is document ``number`` of the file, from 0."""
    contexts = contexts_of(order, stock, clinic, sizes, group, extra)
    look = look_for(order, stock, clinic, group, extra.get("drawings"))
    same = (order.name, tuple([item.routine.id for item in group]), order.paper, leaf is None, number)

    def written(fallbacks: bool) -> tuple[Node, tuple[dict[str, Any], ...], Format]:
        tree, given = _composed(order, stock, contexts, fallbacks, number)
        return tree, given, _format(order, sizes, leaf, tree, look)

    # Narrow letters are better than a fallback. Most documents need none, so they are written where one does, or did.
    crowded = look.boxes.crowded
    fell_back = crowded.get(same) or False
    tree, given, pages = written(fell_back)
    slots: list[SlotBox] = []
    layout = lay_out(tree, look, pages, False, slots)
    if layout is not None and fell_back:
        crowded.put(same, False)
        return _document(order, stock, clinic, sizes, leaf, group, extra, number)
    if layout is None:
        crowded.put(same, True)
        tree, given, pages = (tree, given, pages) if fell_back else written(fallbacks=True)
        layout = lay_out(tree, look, pages, True, slots) if falls_back(tree) else None
        layout = layout or parted(tree, look, pages, slots)
    if layout is None:
        return _TooMuch(tree, look, pages, tuple([material.library for material in stock]))
    faces = tuple(pages.face(number) for number in range(len(layout.pages)))
    return Document(group, given, tree, layout, faces, look)


def _composed(
    order: Order, stock: Sequence[Materials], contexts: Sequence[dict[str, Any]], fallbacks: bool, number: int
) -> tuple[Node, tuple[dict[str, Any], ...]]:
    """The tree of document ``number``, and what its template was given: no line on a draft where all is reviewed."""

    def composed(given: Sequence[dict[str, Any]]) -> Node:
        names = {**given[0], "second": (*given, None)[1], "fallbacks": fallbacks}
        return compose(stock[0].templates, order.name + TEMPLATE, names, number)

    tree, given = composed(contexts), tuple(contexts)
    for material, names in zip(stock, given, strict=True):
        _refuse_english(material, names)
    # Only when a template has run is it known which phrases it asks for.
    settled = tuple(map(_settled, stock, given))
    return (tree, given) if settled == given else (composed(settled), settled)


def _refuse_english(material: Materials, names: dict[str, Any]) -> None:
    """Raises ContentError with the phrases of safety that a template has asked for and that would stay English."""
    from soleprint.content.locale.advice import errors_of, own_of

    routines = [item.routine.id for item in names["items"]]
    findings = material.library.translation_findings(routines, asked_for(names["words"]))
    errors = errors_of(findings, material.lang, own_of(material.content)) if findings else []
    if errors:
        raise ContentError(errors)


def _settled(material: Materials, names: dict[str, Any]) -> dict[str, Any]:
    """What a template is given, without the line on a draft where all the texts that it has asked for are reviewed."""
    routines = [item.routine.id for item in names["items"]]
    if not names.get("draft_line") or material.library.is_draft(routines, asked_for(names["words"])):
        return names
    return {**names, "draft_line": ""}


def contexts_of(
    order: Order,
    stock: Sequence[Materials],
    clinic: Clinic | None,
    sizes: TypeSizes,
    group: Sequence[Item],
    extra: Mapping[str, Any],
) -> tuple[dict[str, Any], ...]:
    """What the template is given, once for each language."""
    found = []
    for material in stock:
        chosen = list(group) if material is stock[0] else _in_language(order, material, group)
        found.append({**context(order, material, clinic, chosen, sizes), **own_pages(order), **extra})
    return tuple(found)


def _in_language(order: Order, material: Materials, group: Sequence[Item]) -> list[Item]:
    if not group:
        return []
    others, _ = items(material.library, order, [item.routine.id for item in group])
    return [replace(other, number=item.number) for other, item in zip(others, group, strict=True)]


def _format(order: Order, sizes: TypeSizes, leaf: Leaf | None, tree: Node, look: Look) -> Format:
    """The pages that a document may have."""
    pages, sheet = order.product.pages, order.paper
    cut = sheets.finishing(order)
    bleed, least, most = cut.bleed_mm * MM, sizes.smallest, sizes.largest
    if pages.kind == "drawing":
        from soleprint.products.options import Width

        return Format(drawing_faces(tree, look, order[Width].width * MM, DRAWING_PT), DRAWING_PT, DRAWING_PT, 1)
    if leaf is not None:
        panels = leaf.sizes()
        margin = pages.panel_margin if leaf.folds else pages.margin
        frames = [_inset(Paper(sheet.name, *panel), margin) for panel in panels]
        turns = math.lcm(2, len(frames))
        return Format(lambda i: frames[i % len(frames)], least, most, len(panels), not leaf.folds, bleed, turns)
    if "lamination" in order.product.takes:
        sides = (face(sheet, cut), face(sheet, cut, back=True))
        # The first corner, where a ring goes through, is the right one for languages read from right to left.
        first = 1 if order.hole == "ring" and look.rtl else 0
        return Format(lambda i: sides[(i + first) % 2 if order.sides == 2 else 0], least, most, None, False, bleed)
    frame = _inset(sheet, pages.margin)
    return Format(lambda i: frame, least, most, None, False, bleed)


def _inset(sheet: Paper, margin_mm: float) -> Face:
    return Face(sheet, Rect(0, 0, sheet.width, sheet.height).inset(*(margin_mm * MM,) * 4), ())


def _created(chosen: Sequence[Item]) -> int:
    """Seconds since 1970 for the file's dates, of the newest content."""
    return file_date(max((item.routine.date for item in chosen), default=EPOCH))


def file_date(newest: date) -> int:
    """Seconds since 1970 for a file's dates: SOURCE_DATE_EPOCH, or the newest date of its content; never the clock.

    Raises UsageProblem for a SOURCE_DATE_EPOCH that is not such a number, or is after the year 9999.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given:
        return (newest - _FIRST_DAY).days * 86_400
    if re.fullmatch("[0-9]{1,12}", given) is None or int(given) > LAST_SECOND:
        message = f"SOURCE_DATE_EPOCH is {given[:40]!r}, which is not a date in whole seconds since 1970. "
        raise UsageProblem(message + "Correct it, or unset it.", code="bad-source-date")
    return int(given)
