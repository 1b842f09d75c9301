"""Making products: the rooms in a row, from routine ids to a file's bytes."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from soleprint import __version__
from soleprint.errors import ContentError, Finding, UsageProblem
from soleprint.files.folders import layers
from soleprint.marks import Publication, Rect
from soleprint.products.options import Options

if TYPE_CHECKING:
    from soleprint.compose import Node
    from soleprint.content.library import Library
    from soleprint.content.model import Routine
    from soleprint.layout.build import Kit
    from soleprint.marks import Page
    from soleprint.press.plan import Press
    from soleprint.products.card import Made, Measures
    from soleprint.products.materials import Studio

EPOCH = 946_684_800
"""2000-01-01: the date in a file when neither SOURCE_DATE_EPOCH nor the content gives one."""
LAST_SECOND = 253_402_300_799
"""9999-12-31 23:59:59: the last date that a PDF can hold."""


@dataclass(frozen=True, slots=True)
class Result:
    """What ``make`` gives back."""

    publication: Publication
    findings: tuple[Finding, ...]
    scales: tuple[float, ...]
    """For each page, its type size as a multiple of the smallest allowed; none for drawings."""

    @property
    def pages(self) -> int:
        return len(self.publication.pages)

    @property
    def scale(self) -> float:
        """The smallest of ``scales``."""
        return min(self.scales, default=1.0)

    @property
    def pdf(self) -> bytes:
        """The finished PDF."""
        from soleprint.ink.pdf import write_pdf

        return write_pdf(self.publication, producer=f"soleprint {__version__}")

    def svg(self, page: int = 0) -> str:
        """One page as SVG."""
        from soleprint.ink.svg import write_svg

        return write_svg(self.publication, page)

    def png(self, page: int = 0, dpi: float = 150) -> bytes:
        """One page as PNG."""
        from soleprint.ink.png import write_png

        return write_png(self.pdf, page, dpi)


class Workshop:
    """What one call needs: content, look, type and pictures."""

    def __init__(self, wanted: Options) -> None:
        from soleprint.products.card import measures
        from soleprint.products.materials import studio

        self.wanted = wanted
        self.folders = layers("templates", wanted.templates)
        side: Literal["left", "right"] = "left" if wanted.side == "left" else "right"
        content = layers("content", wanted.content)
        self.studio = studio(content, self.folders, wanted.theme, wanted.main_lang, side, wanted.font_dirs)
        self.second: Studio | None = None
        if wanted.other_lang:
            self.second = studio(content, self.folders, wanted.theme, wanted.other_lang, side, wanted.font_dirs)
        self.library: Library = self.studio.library
        font = self.studio.typesetter.font(bold=True)
        self.sizes: Measures = measures(wanted, font.cap_height / font.upem)

    def cards(self, ids: Sequence[str], press: Press | None = None) -> Result:
        """One card for each routine, in one file; with a ``press``, several on a sheet."""
        routines = [self.library.routine(name) for name in dict.fromkeys(ids)]
        made = [self._card(routine) for routine in routines]
        pages = _numbered([page for card in made for page in card.pages])
        findings = (*self._preflight(routines, made), *self.library.translation_findings([r.id for r in routines]))
        holes = tuple(side.holes for card in made for side in card.faces)
        least = [self.sizes.front, self.sizes.back]
        scales = tuple(base / least[i % 2] for card in made for i, base in enumerate(card.bases))
        publication, notes = self._on_paper(self._publication(routines, pages), holes, press)
        return Result(publication, (*findings, *notes), scales)

    def _card(self, routine: Routine) -> Made:
        made = self._lay_out(routine)
        if made is None:
            from soleprint.products.remedies import does_not_fit

            raise does_not_fit(routine, self.wanted, lambda other: Workshop(other).fits(routine.id))
        return made

    def fits(self, name: str) -> bool:
        """Whether a card of the routine can be made with these options."""
        return self._lay_out(self.library.routine(name)) is not None

    def _lay_out(self, routine: Routine) -> Made | None:
        from soleprint.products.card import lay_out

        return lay_out(self.document(routine), self.kit(routine), self.wanted, self.sizes.sheet)

    def build(self, routine: Routine) -> None:
        """Goes as far as boxes. Raises ContentError for what a template or its values have wrong."""
        from soleprint.layout.build import build_pages
        from soleprint.products.card import page_limits

        kit = self.kit(routine)
        for page in self.document(routine).elements:
            page_limits(page)
            build_pages(page, kit)

    def document(self, routine: Routine) -> Node:
        """What the template makes of a routine's card."""
        from soleprint.compose import compose
        from soleprint.products.card import TEMPLATE, context

        told = context(routine, self.library, self.wanted, self.sizes, self.wanted.main_lang)
        if self.second is not None:
            library = self.second.library
            told["second"] = context(library.routine(routine.id), library, self.wanted, self.sizes, library.lang)
        return compose(self.folders, TEMPLATE, told)

    def kit(self, routine: Routine | None = None) -> Kit:
        """What boxes are made with; ``routine`` is the one whose scenes <figure> may ask for."""
        from soleprint.content.select import setup_for
        from soleprint.figures.find import scene_finder
        from soleprint.layout.build import Kit

        shown = {routine.id: (routine, setup_for(routine, self.wanted.mode).mode)} if routine else {}
        scenes = scene_finder(shown, self.library)
        others = {self.second.lang: self.second.typesetter} if self.second else {}
        return Kit(self.studio.theme, self.studio.typesetter, self.studio.illustrator, scenes, others=others)

    def _preflight(self, routines: Sequence[Routine], made: Sequence[Made]) -> tuple[Finding, ...]:
        from soleprint.preflight.pages import Limits, check_page, passed

        caps = (self.sizes.cap_front, self.sizes.cap_back)
        findings: list[Finding] = []
        for routine, card in zip(routines, made, strict=True):
            for number, (page, base) in enumerate(zip(card.pages, card.bases, strict=True)):
                limits = Limits(caps[number % 2], hand_sizes=self.studio.theme.hand_sizes(base))
                findings += check_page(page, limits, f"{routine.id}, {'back' if number % 2 else 'front'}")
        return tuple(passed(findings))

    def _publication(self, routines: Sequence[Routine], pages: tuple[Page, ...]) -> Publication:
        return Publication(
            title=", ".join(routine.title for routine in routines),
            lang=self.wanted.main_lang,
            pages=pages,
            sheets=(),
            subject=" ".join(routine.about for routine in routines),
            created=created(routines),
            rtl=self.studio.typesetter.direction == "rtl",
        )

    def _on_paper(
        self, base: Publication, holes: tuple[tuple[tuple[float, float], ...], ...], press: Press | None
    ) -> tuple[Publication, tuple[Finding, ...]]:
        from soleprint.press.sheets import guides, single

        finishing = self.wanted.finishing
        if press is None or (press.impose == "none" and press.sheet is None):
            return replace(base, sheets=single(base.pages, finishing, holes)), ()
        from soleprint.press.impose import impose
        from soleprint.products.slug import slug

        trims = [Rect(0, 0, page.width, page.height) for page in base.pages]
        marks = tuple(tuple(guides(trim, finishing, centres)) for trim, centres in zip(trims, holes, strict=True))
        imposed = impose(
            base.pages, press, faces=self.wanted.faces, guides=marks, slug=slug(self.studio.typesetter, self.library)
        )
        sheets = replace(base, pages=imposed.pages, sheets=imposed.sheets, duplex=imposed.report.duplex)
        return sheets, imposed.findings


def build_only(content: Path | None, templates: Path | None) -> list[Finding]:
    """Findings of composing and building every routine's card, one face and two; nothing is fitted or painted."""
    findings: list[Finding] = []
    for faces in (1, 2):
        try:
            shop = Workshop(Options(faces=faces, content=content, templates=templates))
            ids = shop.library.routine_ids()
        except ContentError as error:
            return list(error.findings)
        for name in ids:
            try:
                shop.build(shop.library.routine(name))
            except ContentError as error:
                findings += error.findings
    return list(dict.fromkeys(findings))


def _numbered(pages: Sequence[Page]) -> tuple[Page, ...]:
    """Pages labelled through the file, with anchors that stay unique."""
    return tuple(
        replace(
            page,
            label=str(number),
            anchors=tuple(replace(anchor, name=f"{anchor.name}-{number}") for anchor in page.anchors),
        )
        for number, page in enumerate(pages, 1)
    )


def created(routines: Sequence[Routine]) -> int:
    """Seconds since 1970 for the file's dates: SOURCE_DATE_EPOCH, or the newest content date; never the clock.

    Raises UsageProblem for a SOURCE_DATE_EPOCH that is not such a number, or is after the year 9999.
    """
    from calendar import timegm

    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given:
        return max((timegm(routine.date.timetuple()) for routine in routines), default=EPOCH)
    if re.fullmatch("[0-9]{1,12}", given) is None or int(given) > LAST_SECOND:
        message = f"SOURCE_DATE_EPOCH is {given[:40]!r}, which is not a date in whole seconds since 1970. "
        raise UsageProblem(message + "Correct it, or unset it.", code="bad-source-date")
    return int(given)
