"""The public calls: what each gives back, what it takes for a path, and what it says to a wrong type."""

from __future__ import annotations

import os
import pydoc
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import soleprint
from soleprint.errors import FileProblem, SoleprintError, UsageProblem
from soleprint.products.result import Result
from tests.cli.runner import run
from tests.clinic import clinics
from tests.support.handouts import texts

CALLS = sorted(name for name in soleprint.__all__ if name[0].islower())
make: Any = soleprint.make
"""Without its types, to give it wrong ones."""


@cache
def card(**given: Any) -> Result:
    return soleprint.make("card", "foot", **{"size": "A6", **given})


# Calls


def test_help_names_every_call() -> None:
    text = pydoc.plain(pydoc.render_doc(soleprint))
    about = text.partition("PACKAGE CONTENTS")[0]
    assert len(CALLS) == 16
    assert [name for name in CALLS if f"{name}(" not in about] == []
    assert "SoleprintError" in about


@pytest.mark.parametrize("name", CALLS)
def test_every_call_has_help(name: str) -> None:
    import soleprint.api

    call = getattr(soleprint.api, name)
    assert call.__name__ == name
    assert call.__doc__.strip().endswith((".", '"'))
    assert "(self" not in pydoc.plain(pydoc.render_doc(call))


@pytest.mark.parametrize("name", soleprint.__all__)
def test_every_name_is_there_and_listed(name: str) -> None:
    assert getattr(soleprint, name) is not None
    assert name in dir(soleprint)


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'mkae'"):
        soleprint.mkae  # type: ignore[attr-defined]  # noqa: B018


def test_importing_loads_next_to_nothing() -> None:
    code = "import soleprint, sys; print(sorted(m for m in sys.modules if m.startswith('soleprint')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['soleprint']"


@pytest.mark.parametrize("first", ["", "import soleprint.audit, soleprint.products.make; ", "soleprint.products(); "])
def test_packages_do_not_hide_the_calls_of_their_names(first: str) -> None:
    code = (
        f"import soleprint; {first}soleprint.make('picture', 'foot')\n"
        "print('card' in soleprint.products(), soleprint.audit('card', 'foot').score().decided > 9)\n"
        "import soleprint.products.order, soleprint.audit\n"
        "from soleprint.audit import Report\n"
        "print('card' in soleprint.products(), isinstance(soleprint.audit('card', 'foot'), Report))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True"] * 4


def test_calls_for_single_products_are_orders() -> None:
    assert soleprint.picture("foot", step=4, width="80mm").pdf == make("picture", "foot", step="4", width=80).pdf
    assert soleprint.contact_sheet(size="A3").pdf == make("contact-sheet").pdf
    assert soleprint.printer_test(size="A4").pdf == make("printer-test").pdf
    assert make("card", all=True, size="A6").order.every


def test_routines_are_named_or_all_are_taken() -> None:
    assert make("card", all=True, size="A6").pages == len(soleprint.routines())
    with pytest.raises(UsageProblem) as caught:
        make("card", "foot", all=True)
    assert caught.value.code == "routines-and-all"
    assert "[routines-and-all]" in run("make", "card", "foot", "--all", code=2).stderr


def test_lists_are_names_with_meanings(tmp_path: Path) -> None:
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "dim.yaml").write_text("schema: 1\nname: Dim\nextends: clear\n", encoding="utf-8")
    for found, key, value in (
        (soleprint.products(), "leaflet", "A leaflet to hand out: flat, or folded into panels."),
        (soleprint.routines(), "foot", "Foot"),
        (soleprint.languages(), "es", "Spanish"),
        (soleprint.sizes(), "A4", (210.0, 297.0)),
        (soleprint.themes(str(tmp_path)), "dim", "Dim"),
    ):
        assert isinstance(found, Mapping)
        assert found[key] == value
    assert "instructions" not in soleprint.products(), "it is made beside another product"
    shown = run("list", "products").stdout
    assert [line.split()[0] for line in shown.splitlines()] == list(soleprint.products())


def test_check_finds_mistakes(untried: None, tmp_path: Path) -> None:
    (tmp_path / "routines").mkdir()
    bad = tmp_path / "routines" / "bad.yaml"
    bad.write_text("schema: 1\nid: bad\ntitel: Bad\n", encoding="utf-8")
    for paths in (str(bad), bad, [bad]):
        found = soleprint.check(paths)
        assert "unknown-key" in {finding.code for finding in found}
        assert {finding.source for finding in found} == {bad.as_posix()}
    assert soleprint.check(content=str(tmp_path))


def test_build_makes_a_job(tmp_path: Path) -> None:
    job = tmp_path / "job.yaml"
    job.write_text("schema: 1\noutputs: [{product: card, routines: [foot], size: A6}]\n", encoding="utf-8")
    seen: list[str] = []
    (done,) = soleprint.build(str(job), progress=lambda one: seen.append(one.name))
    assert (done.outcome, seen) == ("made", ["card_foot_en_A6.pdf"])
    assert (tmp_path / "out" / "card_foot_en_A6.pdf").read_bytes() == card().pdf
    (again,) = soleprint.build(job, tmp_path / "out")
    assert again.outcome == "up to date"


# Paths


class Odd(os.PathLike[str]):
    """A path as other libraries have them."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __fspath__(self) -> str:
        return str(self.path)


@pytest.mark.parametrize("way", [str, Path, Odd], ids=lambda way: way.__name__)
def test_paths_may_be_text(way: Callable[[Path], Any], untried: None, tmp_path: Path) -> None:
    for name in ("content", "templates"):
        (tmp_path / name).mkdir()
    profile = clinics.write(tmp_path)
    folders = {"content": way(tmp_path / "content"), "templates": way(tmp_path / "templates")}
    made = make("leaflet", "foot", profile=way(profile), today="2026-11-22", **folders)
    assert "999" in " ".join(texts(made)).split()
    assert soleprint.check(**folders) is not None
    assert made.save(way(tmp_path / "a.pdf")) == [tmp_path / "a.pdf"]


# Wrong types

BAD: dict[str, Callable[[], Any]] = {
    "a number for a size": lambda: make("card", "foot", size=5),
    "a word for a number": lambda: make("card", "foot", sheet="A4", impose="nup", copies="x"),
    "a number for a language": lambda: make("card", "foot", lang=3),
    "one number for two": lambda: make("card", "foot", faces=2, offset=3),
    "nothing in an offset": lambda: make("card", "foot", faces=2, offset=(None, 1)),
    "a number for a routine": lambda: make("card", [1]),
    "a number for the routines": lambda: make("card", 1),
    "nothing for the routines": lambda: make("card", None),
    "a list for a routine": lambda: make("card", [["foot"]]),
    "a number for a product": lambda: make(5, "foot"),
    "nothing for a product": lambda: make(None, "foot"),
    "a list for a name": lambda: make("leaflet", "foot", emergency="999", name=["Ana"]),
    "a word for a switch": lambda: make("card", "foot", marks="yes"),
    "a number for a profile": lambda: make("card", "foot", profile=5),
    "a number for a folder": lambda: make("card", "foot", content=5),
    "a list for a folder": lambda: make("card", "foot", templates=["x"]),
    "numbers for fonts": lambda: make("card", "foot", font_dir=[5]),
    "a number for a theme": lambda: make("card", "foot", theme=5),
    "a list for a step": lambda: make("picture", "foot", step=[1]),
    "a number for a day": lambda: make("card", "foot", today=5),
    "an option that there is not": lambda: make("card", "foot", fases=2),
    "an option of another product": lambda: make("card", "foot", fold="tri"),
    "a page too far": lambda: card().svg(99),
    "a page before the first": lambda: card().svg(-1),
    "a word for a page": lambda: card().png("1"),  # type: ignore[arg-type]
    "true for a page": lambda: card().svg(True),
    "a word for dots": lambda: card().png(0, "many"),  # type: ignore[arg-type]
    "no dots": lambda: card().png(0, 0),
    "dots that are no number": lambda: card().png(0, float("nan")),
    "a number to save to": lambda: card().save(5),  # type: ignore[arg-type]
    "a null in a name": lambda: card().save("a\0b"),
    "a format that there is not": lambda: card().save("a.pdf", format="gif"),  # type: ignore[arg-type]
    "an ending that there is not": lambda: card().save("a.docx"),
    "a name in no format": lambda: card().file_name("gif"),  # type: ignore[arg-type]
    "what was not made": lambda: soleprint.instructions(5),  # type: ignore[arg-type]
    "a number to check": lambda: soleprint.check(5),  # type: ignore[arg-type]
    "numbers to check": lambda: soleprint.check([5]),  # type: ignore[list-item]
    "a number for content to check": lambda: soleprint.check(content=5),  # type: ignore[arg-type]
    "a number for a job": lambda: soleprint.build(5),  # type: ignore[arg-type]
    "a word for the jobs": lambda: soleprint.build("job.yaml", jobs="x"),  # type: ignore[arg-type]
    "no jobs": lambda: soleprint.build("job.yaml", jobs=0),
    "numbers to list from": lambda: soleprint.routines(5),  # type: ignore[arg-type]
    "numbers for themes": lambda: soleprint.themes(5),  # type: ignore[arg-type]
    "numbers for products": lambda: soleprint.products(5),  # type: ignore[arg-type]
    "a number for an audited size": lambda: soleprint.audit("card", "foot", size=5),  # type: ignore[arg-type]
    "a picture of a number": lambda: soleprint.picture(5),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("name", BAD)
def test_a_wrong_type_is_told_as_what_it_is(name: str) -> None:
    with pytest.raises(UsageProblem) as caught:
        BAD[name]()
    assert 20 < len(str(caught.value)) < 400


def test_files_and_folders_that_are_not_there_are_told() -> None:
    for call in (
        lambda: soleprint.themes("nowhere"),
        lambda: soleprint.routines("nowhere"),
        lambda: soleprint.check("nowhere"),
        lambda: make("card", "foot", templates="nowhere"),
        lambda: card().save("nowhere/card.pdf"),
    ):
        with pytest.raises(FileProblem, match="nowhere"):
            call()
    for file in (lambda: soleprint.build("nowhere.yaml"), lambda: make("card", "foot", profile="nowhere.yaml")):
        with pytest.raises(SoleprintError, match=r"nowhere\.yaml.*\[no-such-file\]"):
            file()


def test_none_is_not_asked_for() -> None:
    given = dict.fromkeys(("offset", "lang", "copies", "profile", "marks", "font_dir", "size", "sheet"))
    assert make("card", "foot", **given).pdf == make("card", "foot").pdf


def test_a_moment_is_a_day(tmp_path: Path) -> None:
    late = clinics.write(tmp_path, ("2028-01-30", "2026-11-21"))
    given = {"profile": late, "emergency": "999"}
    codes = {finding.code for finding in make("leaflet", "foot", **given, today=datetime(2026, 11, 22, 12)).findings}
    assert codes == {"review-past"}
    assert make("leaflet", "foot", **given, today=datetime(2026, 11, 21, 23)).findings == ()
