"""A language that soleprint has never heard of is a folder of PO files: no Python, from an empty folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import soleprint
from soleprint.content.locale.po import read_po
from soleprint.errors import UsageProblem
from soleprint.files.folders import builtin
from tests.cli.runner import run
from tests.ink import reading
from tests.support.pages import no_glyph

# A language of each kind of writing, with texts lent by a built-in one.
INVENTED = {"eo": "sv", "sd": "ur", "gez-Ethi": "am"}


def begun(folder: Path, lang: str) -> None:
    """``folder`` with the files of ``lang``, filled in."""
    folder.mkdir()
    run("translate", "new", lang, "--content", folder)
    lent = {
        entry.context: entry.text
        for name in ("soleprint", "glossary")
        for entry in read_po(builtin("content") / "locale" / INVENTED[lang] / f"{name}.po", name).entries
        if not entry.obsolete
    }
    given = folder / "given.json"
    given.write_text(json.dumps(lent), encoding="utf-8")
    run("translate", "fill", lang, given, "--content", folder)


@pytest.mark.parametrize("lang", INVENTED)
def test_a_language_is_content(lang: str, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    begun(mine, lang)
    assert run("translate", "check", lang, "--content", mine).output.startswith("0 errors")
    row = run("translate", "status", lang, "--content", mine).output.splitlines()[-1].split()
    assert (row[0], row[2], row[3]) == (lang, "0", "0")
    for product, given in (
        ("card", {"size": "A4"}),
        ("leaflet", {"fold": "half", "emergency": "112"}),
        ("booklet", {"emergency": "112"}),
    ):
        made = soleprint.make(product, ["foot"], lang=lang, content=mine, **given)  # type: ignore[call-overload]
        assert [page for page in made.publication.pages if no_glyph(page)] == []
        assert made.findings == ()
    root = reading.reader(made.pdf).root_object
    assert str(root["/Lang"]) == lang
    assert ("/R2L" in str(root["/ViewerPreferences"])) == (lang == "sd")


def test_a_job_knows_it_too(tmp_path: Path) -> None:
    begun(tmp_path / "mine", "eo")
    job = tmp_path / "job.yaml"
    job.write_text(
        "schema: 1\ncontent: mine\noutputs:\n  - {product: card, routines: [foot], lang: [eo], size: [A4]}\n",
        encoding="utf-8",
    )
    run("build", job, "--out", tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").glob("*.pdf")] == ["card_foot_eo_A4.pdf"]


def test_without_its_folder_there_is_no_such_language(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem) as caught:
        soleprint.make("card", ["foot"], lang="eo")
    assert caught.value.code == "unknown-language"
    (tmp_path / "mine").mkdir()
    for words, said in (
        (("eo",), "--content DIR"),
        (("spansh", "--content", tmp_path / "mine"), "BCP 47"),
        (("es", "--content", tmp_path / "mine"), "translate update es"),
        (("en-GB", "--content", tmp_path / "mine"), "nothing to translate"),
    ):
        assert said in run("translate", "new", *words, code=2).output
    assert list((tmp_path / "mine").iterdir()) == []


def test_a_language_begun_only_is_not_made(tmp_path: Path) -> None:
    run("translate", "new", "eo", "--content", tmp_path)
    out = tmp_path / "card.pdf"
    words = ("make", "card", "foot", "--lang", "eo", "--content", tmp_path, "--out", out)
    assert "[missing-safety-translation]" in run(*words, code=3).output
    assert not out.exists()
