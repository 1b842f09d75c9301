"""Words that no line holds: parted where nothing else helps, and named where that does not help either."""

from __future__ import annotations

from msgspec.structs import replace

from soleprint.layout.book import Layout
from soleprint.layout.parting import Wide, in_the_way, parted
from soleprint.marks import GlyphRun
from soleprint.text import Typesetter
from tests.layout.documents import LOOK, document, laid, pages_of, plain
from tests.layout.stubs import THEME

GERMAN = replace(LOOK, typesetter=Typesetter("de"))
NARROW = pages_of(face=lambda index: plain(100))
WORD = "Beinvorderseite"


def _runs(layout: Layout | None) -> list[str]:
    assert layout is not None
    return [mark.item.text for page in layout.pages for mark in page.marks if isinstance(mark.item, GlyphRun)]


def test_a_word_is_parted_only_where_nothing_else_helps() -> None:
    body = f"<page><p>Massieren Sie die {WORD} sanft.</p></page>"
    assert laid(body, pages_of(face=lambda index: plain(150)), GERMAN) is not None
    assert laid(body, NARROW, GERMAN) is None
    runs = _runs(parted(document(body), GERMAN, NARROW))
    assert [run for run in runs if "\u00ad" in run] == ["die Beinvor\u00ad"]
    assert any("Massieren " in run for run in runs), "words that hold are not parted"


def test_narrow_letters_come_before_hyphens() -> None:
    body = f"<page><p>{WORD}</p></page>"
    styles = THEME.styles | {"body": replace(THEME.styles["body"], narrowest=80)}
    narrow = replace(GERMAN, theme=replace(THEME, styles=styles))
    form = pages_of(face=lambda index: plain(102))
    assert laid(body, form, GERMAN) is None
    assert _runs(laid(body, form, narrow)) == [WORD]
    assert in_the_way(document(body), narrow, form) == ()


def test_soft_hyphens_are_what_counts_where_a_word_has_some() -> None:
    layout = laid("<page><p>Beinvor\u00adderseite</p></page>", pages_of(face=lambda index: plain(90)), GERMAN)
    assert _runs(layout) == ["Beinvor\u00ad", "derseite"]


def test_a_title_takes_the_size_that_holds_its_words_whole() -> None:
    form = pages_of(face=lambda index: plain(160))
    title = '<page><h1 style="title heading body">Bein\u00advorderseite</h1></page>'
    assert _runs(laid(title, form, GERMAN)) == [WORD]
    one_size = '<page><h1 style="title">Bein\u00advorderseite</h1></page>'
    assert _runs(laid(one_size, form, GERMAN)) == ["Bein\u00ad", "vorderseite"]


def test_words_in_the_way_are_named_with_their_language() -> None:
    body = f"<page><p>Die „{'k' * 30}“ und <span>die</span> {WORD}.</p><ul><li>{'z' * 30}</li></ul></page>"
    words = in_the_way(document(body), GERMAN, NARROW)
    assert words == (Wide(f"„{'k' * 30}“", "de"), Wide("z" * 30, "de")), "and not the one that can be parted"


def test_words_are_not_blamed_for_what_is_too_long_anyway() -> None:
    body = f"<page><p>{'k' * 30}</p><p>{'sanft ' * 400}</p></page>"
    assert in_the_way(document(body), GERMAN, NARROW) == ()
    assert in_the_way(document(f"<page><p>{'sanft ' * 400}</p></page>"), GERMAN, NARROW) == ()


def test_a_word_is_not_in_the_way_where_another_way_does_without_it() -> None:
    ways = f"<page><choose><option><p>{'k' * 30}</p></option><option><p>{'sanft ' * 400}</p></option></choose></page>"
    assert in_the_way(document(ways), GERMAN, NARROW) == ()


def test_nothing_is_parted_where_no_word_is_too_wide() -> None:
    assert parted(document(f"<page><p>{'sanft ' * 400}</p></page>"), GERMAN, NARROW) is None


def test_type_does_not_grow_at_the_cost_of_words_that_were_whole() -> None:
    body = f'<page minimum="10" maximum="30"><columns widths="1 1"><p>{WORD}</p><p>so</p></columns><p>{WORD}</p></page>'
    layout = parted(document(body), GERMAN, pages_of(face=lambda index: plain(130)))
    assert layout is not None
    assert 10 < layout.bases[0] < 30
    assert [run for run in _runs(layout) if run.startswith("Bein")] == ["Bein\u00ad", WORD]
