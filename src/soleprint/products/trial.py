"""The printer test as a file."""

from __future__ import annotations

from soleprint.layout.paper import Finishing, paper
from soleprint.marks import Publication
from soleprint.press.sheets import single
from soleprint.press.trial import SIDE_MARGIN, TEXT_SIZE, TrialWords
from soleprint.press.trial import printer_test as draw
from soleprint.products.options import options
from soleprint.products.slug import lettering, lines
from soleprint.products.workshop import EPOCH, Result, Workshop


def printer_test(sheet: str = "A4", lang: str = "en") -> Result:
    """Two pages, front and back, to print at 100 %: see ``press.trial`` on how to read them."""
    shop = Workshop(options(lang=lang))
    words = shop.library.phrases()
    typesetter, room = shop.studio.typesetter, paper(sheet).width - 2 * SIDE_MARGIN
    front = (words["assembly-actual-size"], words["trial-front-1"], words["trial-front-2"])
    back = (words["trial-back-1"], words["trial-back-2"])
    told = TrialWords(
        words["printer-test"],
        tuple(line for text in front for line in lines(typesetter, text, TEXT_SIZE, room)),
        tuple(line for text in back for line in lines(typesetter, text, TEXT_SIZE, room)),
        words["trial-front-alt"],
        words["trial-back-alt"],
    )
    pages = draw(paper(sheet), told, lettering(typesetter))
    sheets = single(pages, Finishing())
    return Result(Publication(told.title, shop.wanted.main_lang, pages, sheets, created=EPOCH), (), ())
