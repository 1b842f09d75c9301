"""Every mistake of a table, by row and column, before anything is made; and never what a cell says."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from soleprint.errors import Severity
from soleprint.merge import check as checking
from soleprint.merge.check import MOST_FINDINGS, check_plan
from soleprint.merge.make import check_table, merge
from soleprint.merge.plan import people, plan_merge
from tests.merge.books import placed, xlsx
from tests.merge.jobs import LEAFLET, found, job, output_of

SECRET = "Xyzzyq"
"""Stands in every cell that is wrong, and must be in no message."""
KEPT_BY_NOBODY = "Qqarry"
EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize(
    ("header", "cell", "code", "says"),
    [
        ("Date", f"{SECRET}", "bad-date", "write 2026-02-28 or set a format"),
        ("Date", "31.12.2026", "bad-date", "write 2026-02-28"),
        ("Date", "2026-02-31", "bad-date", "not in the calendar"),
        ("Date", "0206-02-28", "bad-date", "not between 1900 and 2199"),
        ("Appointment", "2026-13-28 10:00", "bad-date", "not in the calendar"),
        ("Notes", SECRET * 60, "cell-too-long", "360 characters, and at most 300"),
        ("Notes", f"{SECRET}\x07", "control-character", "U+0007"),
        ("Notes", f"{SECRET}\ufffe", "control-character", "U+FFFE"),
        ("Notes", "#REF!", "formula-error", "could not work this cell out"),
        ("Notes", f"{SECRET} replaces surgery", "prohibited-claim", "notes makes a claim"),
        ("Notes", f"{SECRET} works wonders", "unsupported-claim", "notes makes a claim"),
        ("Name", f"{SECRET} replaces surgery", "prohibited-claim", "name makes a claim"),
        ("Language", SECRET, "unknown-language", "`soleprint list languages`"),
        ("Language", "Germn", "unknown-language", 'did you mean "de"?'),
        ("Language", "xx-YY", "unknown-language", ""),
        ("Language", "en+ar", "unknown-language", "is made in one language"),
        ("Side", SECRET, "unknown-value", "side is not known; use one of: left, right, both"),
        ("Side", "lefft", "unknown-value", 'did you mean "left"?'),
        ("Edition", "large prnt", "unknown-value", 'did you mean "large-print"?'),
        ("Size", SECRET, "unknown-value", "size cannot be this. A3 to A7"),
        ("Theme", SECRET, "unknown-value", "theme is not known"),
        ("Exercises", SECRET, "unknown-routine", "use one of: back-of-leg, foot, front-of-leg, all"),
        ("Exercises", "foot; fot", "unknown-routine", 'did you mean "foot"?'),
        ("Exercises", "all; foot", "routines-and-all", "both cannot be meant"),
        ("QR", SECRET, "bad-target", "leads nowhere"),
        ("QR", f"ftp://{SECRET}.example/x", "bad-target", "https://, http://, tel: or mailto:"),
        ("QR", f"https://{SECRET}@clinic.example/x", "bad-target", "leads nowhere"),
        ("QR", "https://clinic/x", "bad-target", "leads nowhere"),
        ("QR", f"https://clinic.example/{SECRET * 28}", "qr-too-small", "at most"),
        ("Reference", f"{SECRET}/1", "unsafe-name", "letters, digits"),
        ("Reference", "nul", "unsafe-name", "letters, digits"),
    ],
)  # fmt: skip
def test_what_cannot_be_printed(header: str, cell: str, code: str, says: str, tmp_path: Path) -> None:
    findings = check_table(job(tmp_path, f"Steps,{header}\nAll,\nAll,{cell}\n" if header != "Reference" else
                         f"Steps,{header}\nAll,1\nAll,{cell}\n"))  # fmt: skip
    assert [(each.code, each.line, each.column) for each in findings] == [(code, 3, 2)]
    assert findings[0].source.endswith("people.csv")
    assert says in findings[0].message
    assert SECRET.casefold() not in str(findings[0]).casefold()


def test_the_message_of_the_issue(tmp_path: Path) -> None:
    (finding,) = check_table(job(tmp_path, "Name,Seen\nAna,2026-02-31x\n", columns="date: Seen"))
    text = str(finding).removeprefix(f"{tmp_path.as_posix()}/")
    assert text == "people.csv:2:2: date: this is no date; write 2026-02-28 or set a format [bad-date]"


def test_a_format_is_named_in_the_remedy(tmp_path: Path) -> None:
    columns = 'date: {column: Seen, format: "%d.%m.%Y"}'
    (finding,) = check_table(job(tmp_path, "Name,Seen\nAna,2026-02-28\n", columns=columns))
    assert "write it as %d.%m.%Y" in finding.message


def test_all_mistakes_are_told_at_once_in_the_order_of_rows(tmp_path: Path) -> None:
    table = 'Name,Language,Side,Date\nAna,xx,up,never\n"B\no",de,left,soon\nCy,de,x,2026-02-28\nDi wonders,de,left,,\n'
    path = job(tmp_path, table + "Ed works wonders,de,left,,5\n")
    assert found(path) == [
        ("unknown-language", 2, 2),
        ("unknown-value", 2, 3),
        ("bad-date", 2, 4),
        ("bad-date", 3, 4),
        ("unknown-value", 4, 3),
        ("too-many-cells", 6, 5),
    ]
    assert check_table(path)[3].message.endswith("(line 3)") is False
    assert check_table(path)[4].message.endswith("(line 5)")


def test_claims_are_found_in_every_batch_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "_TOGETHER", 2)
    rows = "".join(f"{'works wonders' if n in (2, 5) else 'oil'},{'x' if n == 5 else ''}\n" for n in range(2, 8))
    assert found(job(tmp_path, f"Notes,Date\n{rows}")) == [
        ("unsupported-claim", 2, 1),
        ("unsupported-claim", 5, 1),
        ("bad-date", 5, 2),
    ]


def test_a_name_may_be_what_it_is(tmp_path: Path) -> None:
    assert not found(job(tmp_path, "Name,Reference\nMary Heals,Wonders-1\n"))


def test_after_so_many_they_are_counted(tmp_path: Path) -> None:
    path = job(tmp_path, "Name,Date\n" + "Ana,x\n" * (MOST_FINDINGS + 55))
    *told, last = check_table(path)
    assert len(told) == MOST_FINDINGS
    assert (last.code, last.mistakes) == ("too-many-findings", 55)
    assert "and 55 more" in last.message


def test_warnings_alone_stop_nothing_and_hide_no_mistake(tmp_path: Path) -> None:
    """A spreadsheet may say something far to the right, in columns that have no name."""
    odd, rest = MOST_FINDINGS + 60, MOST_FINDINGS + 1
    path = job(tmp_path, f"Name,Date{',' * odd},Notes\nAna,{',5' * odd},\n")
    warnings = merge(path, None, tmp_path / "out").warnings
    assert {each.severity for each in warnings} == {Severity.WARNING}
    assert [(each.code, each.mistakes) for each in warnings[MOST_FINDINGS:]] == [("too-many-findings", 60)]
    path = job(tmp_path, f"Name,Date{',' * odd},Notes\n" + f"Ana,x{',5' * odd},\n" * rest)
    errors = [each for each in check_table(path) if each.severity is Severity.ERROR]
    assert [each.code for each in errors] == ["bad-date"] * MOST_FINDINGS + ["too-many-findings"]
    assert errors[-1].mistakes == 1


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("a b c", []),
        ("a b A", [("same-name", 4, 1)]),
        ("e\u0301 \u00e9 c", [("same-name", 3, 1)]),
        ("a - c", [("no-reference", 3, 1)]),
    ],
)
def test_file_names(names: str, expected: list[object], tmp_path: Path) -> None:
    rows = "".join(f"{'' if name == '-' else name},x\n" for name in names.split())
    path = job(tmp_path, f"Reference,Notes\n{rows}", merge='table: people.csv, name: "{reference}"')
    assert found(path) == expected
    by_row = job(tmp_path, f"Reference,Notes\n{rows}", merge='table: people.csv, name: "{row}"')
    assert not found(by_row)


def test_two_outputs_may_not_have_one_name(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("Reference\n1\n2\n")
    output = f'  - {{{LEAFLET}, merge: {{table: people.csv, name: "{{}}"}}}}\n'
    path = tmp_path / "letters.yaml"
    path.write_text("schema: 1\noutputs:\n" + output.replace("{}", "{reference}") * 2)
    assert found(path) == [("same-name", 2, 1), ("same-name", 3, 1)]
    path.write_text("schema: 1\noutputs:\n" + output.replace(', name: "{}"', "").replace("leaflet", "card, faces: 2"))
    (tmp_path / "letters.yaml").write_text(
        "schema: 1\noutputs:\n"
        + output.replace(', name: "{}"', "")
        + "  - {product: card, routines: [foot], merge: {table: people.csv}}\n"
    )
    assert not found(path)
    names = [output.file_name(person) for output in plan_merge(path).outputs for person in people(output)]
    assert names == ["1_leaflet.pdf", "2_leaflet.pdf", "1_card.pdf", "2_card.pdf"]


def test_what_cannot_go_together_is_told_at_its_column(tmp_path: Path) -> None:
    table = "Name,Mode,Exercises\nAna,self,foot\nBo,self,back-of-leg\nCy,partner,back-of-leg\n"
    findings = check_table(job(tmp_path, table))
    assert [(each.code, each.line, each.column) for each in findings] == [("no-such-mode", 3, 2)]


def test_an_option_of_a_row_that_does_nothing_is_told(tmp_path: Path) -> None:
    output = "product: card, routines: [foot], size: A6"
    path = job(tmp_path, "Reference,Faces,Text\n1,2,cues\n2,1,cues\n", output=output)
    assert found(path) == [("option-needs", 3, 3)]


def test_columns_without_a_name_are_told_once(tmp_path: Path) -> None:
    findings = check_table(job(tmp_path, "Name,,Notes\nAna,,x\nBo,5,x\nCy,6,x\n"))
    assert [(each.code, each.line, each.severity) for each in findings] == [("unnamed-column", 3, Severity.WARNING)]


def test_numbers_that_may_have_lost_zeros(tmp_path: Path) -> None:
    path = job(tmp_path, "Name\nAna\n")
    (tmp_path / "people.xlsx").write_bytes(xlsx({"S": placed([["Name", "Ref", "Often"], ["Ana", 42.0, 3.0]])}))
    (finding,) = check_table(path, tmp_path / "people.xlsx")
    assert (finding.code, finding.column, finding.severity) == ("lost-zeros", 2, Severity.WARNING)


def test_dates_of_a_workbook(tmp_path: Path) -> None:
    path = job(tmp_path, "Name\nAna\n")
    cells = placed([["Name", "Date", "Lang"], ["Ana", date(2026, 2, 28), "de"], ["Bo", 46_081.0, "de"]])
    (tmp_path / "people.xlsx").write_bytes(xlsx({"S": cells}))
    assert [(each.code, each.line) for each in check_table(path, tmp_path / "people.xlsx")] == [("bad-date", 3)]


def test_parts_are_checked_alone(tmp_path: Path) -> None:
    plan = plan_merge(job(tmp_path, "Name,Date\n" + "Ana,x\n" * 4))
    assert [[each.line for each in check_plan(plan, (index, 2))] for index in range(2)] == [[2, 3], [4, 5]]


def test_people_of_a_row_with_mistakes_are_not_read(tmp_path: Path) -> None:
    output = output_of(job(tmp_path, f"Name,Date\nAna,\n{SECRET},x\n"))
    assert [person.number for person in people(output)] == [2]


def test_the_example_has_no_mistake() -> None:
    assert not check_table(EXAMPLES / "letters.yaml")


def _texts(thing: object) -> Iterator[str]:
    """Texts that a thing holds; what the collector does not list, as it holds none that it lists, is looked into."""
    for held in gc.get_referents(thing):
        if isinstance(held, str):
            yield held
        elif not gc.is_tracked(held):
            yield from _texts(held)


def test_nothing_that_a_cell_says_is_kept(tmp_path: Path) -> None:
    """Every object that Python keeps track of, when a table has been checked and its people read."""
    rows = [f"{KEPT_BY_NOBODY}a,{KEPT_BY_NOBODY}b,{KEPT_BY_NOBODY}c,{KEPT_BY_NOBODY}d,{KEPT_BY_NOBODY}e,https://{KEPT_BY_NOBODY}f.example/,{KEPT_BY_NOBODY}g,{KEPT_BY_NOBODY}h",
            f"{KEPT_BY_NOBODY}i,de,left,,{KEPT_BY_NOBODY}j,https://{KEPT_BY_NOBODY}k.example/x,foot,"]  # fmt: skip
    (tmp_path / "x").mkdir()
    plan = plan_merge(job(tmp_path / "x", "\n".join(["Name,Language,Side,Date,Notes,QR,Exercises,Size", *rows])))
    assert len(check_plan(plan)) == 5
    assert len(list(people(plan.outputs[0], (1, 2)))) == 1
    del rows
    gc.collect()
    kept = {text for thing in gc.get_objects() for text in _texts(thing) if text.startswith(KEPT_BY_NOBODY)}
    assert kept == {KEPT_BY_NOBODY}
    assert plan.outputs
