"""A booklet printed by its instructions alone, on printers that print one side, reads in order."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest

from soleprint.errors import ContentError
from soleprint.layout.paper import Finishing
from soleprint.press.assembly import assembly
from soleprint.press.impose import impose
from soleprint.press.plan import Press
from soleprint.products.options import SheetOptions
from soleprint.products.order import read_order
from soleprint.products.printer import load_printer
from soleprint.products.sheets import press
from tests.press.folding import read
from tests.press.material import pages
from tests.press.printers import Printer, printed_by_hand, way_of

PRINTERS = {
    "laser with a drawer": (False, False, "over"),
    "laser fed through its slot": (False, True, "as-is"),
    "ink-jet fed from behind": (True, True, "over"),
    "ink-jet with a drawer in front": (True, False, "as-is"),
}


def office(folder: Path, restack: str, more: str = "") -> Path:
    path = folder / "office.yaml"
    path.write_text(f"schema: 1\nduplex: manual\nrestack: {restack}\n{more}", encoding="utf-8")
    return path


@pytest.mark.parametrize("name", PRINTERS)
def test_the_printer_test_tells_how_the_stack_goes_back(name: str) -> None:
    out_face_up, prints_upper, way = PRINTERS[name]
    assert way_of(Printer(out_face_up, prints_upper)) == way


@pytest.mark.parametrize("name", PRINTERS)
@pytest.mark.parametrize(("sheet", "binding"), [("A4", "left"), ("A4", "right"), ("A3", "left"), ("A3", "top")])
@pytest.mark.parametrize("count", [8, 20])
def test_a_booklet_printed_by_the_instructions_alone_reads_in_order(
    name: str, sheet: str, binding: Literal["left", "right", "top"], count: int, tmp_path: Path
) -> None:
    """The printer test, its answer in a file, the booklet by that file, its instructions, folding."""
    printer = Printer(*PRINTERS[name][:2])
    given: dict[str, Any] = {"printer": office(tmp_path, way_of(printer)), "emergency": "999"}
    order = read_order("booklet", ["foot"], {**given, "sheet": sheet, "binding": binding, "size": "A5"})
    asked: Press = press(order, None, False)
    made = impose(pages(count), asked)
    tasks = list(assembly(made.report, Finishing(), len(made.sheets), "flat"))
    papers = printed_by_hand(printer, tasks, made.sheets)
    names = [name for name, _ in tasks]
    assert ("assembly-cut-halves" in names) == (sheet == "A3"), "two folded sheets are cut apart, and one is turned"
    assert [page for page in read(made, asked, papers) if page is not None] == list(range(count))


def test_put_back_the_other_way_it_would_not() -> None:
    """The simulation sees the difference."""
    made = impose(pages(8), Press("A4", "booklet", duplex="manual", restack="over"))
    tasks = list(assembly(made.report, Finishing(), len(made.sheets), "flat"))
    wrong = Printer(*PRINTERS["ink-jet with a drawer in front"][:2])
    with pytest.raises(AssertionError):
        read(made, Press("A4", "booklet", duplex="manual"), printed_by_hand(wrong, tasks, made.sheets))


# The file


def test_what_is_asked_for_goes_before_the_printers_file(tmp_path: Path) -> None:
    path = office(tmp_path, "as-is", "dead: 4\noffset: [0.5, -1]\nname: Office\n")
    given = {"printer": path, "faces": 2, "size": "A6", "sheet": "A4"}
    group = read_order("card", ["foot"], given)[SheetOptions]
    assert (group.dead, group.offset, group.duplex, group.restack) == (4.0, (0.5, -1.0), "manual", "as-is")
    group = read_order("card", ["foot"], {**given, "dead": "6mm", "duplex": "long", "offset": (0, 0)})[SheetOptions]
    assert (group.dead, group.offset, group.duplex) == (6.0, (0.0, 0.0), "long")


def test_what_does_nothing_for_an_order_is_no_mistake_in_a_printers_file(tmp_path: Path) -> None:
    """One file serves every product: cards of one face have no backs to move."""
    path = office(tmp_path, "over", "offset: [1, 1]\ndead: 3\n")
    assert read_order("card", ["foot"], {"printer": path}).impose == "none"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("schema: 1\nborder: 4\n", "unknown-key", 2),
        ("schema: 1\ndead: 40\n", "bad-value", 2),
        ("schema: 1\noffset: [1, 20]\nrestack: under\n", "bad-value", 2),
        ("schema: 1\nduplex: long\n", "unknown-value", 2),
        ("dead: 4\n", "missing-key", 1),
        ("", "empty-file", 0),
    ],
)
def test_a_mistake_in_a_printers_file_is_named_with_its_line(text: str, code: str, line: int, tmp_path: Path) -> None:
    path = tmp_path / "office.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_printer(path)
    first = caught.value.findings[0]
    assert (first.code, first.line, first.source) == (code, line, path.as_posix())
