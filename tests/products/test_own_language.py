"""A language that soleprint has never heard of is a folder of PO files: no Python, from an empty folder."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import soleprint
from soleprint.content.languages import FILE, LRI, PDI, languages
from soleprint.content.locale import advice
from soleprint.content.locale.po import read_po
from soleprint.errors import ContentError, UsageProblem
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
        for name in ("soleprint", "glossary", "studio")
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


@pytest.mark.parametrize(("product", "langs"), [("leaflet", "eo"), ("card", "en+eo")])
def test_all_safety_texts_that_a_product_needs_are_told_at_once(
    product: str, langs: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(advice, "MOST_ERRORS", 1000)
    run("translate", "new", "eo", "--content", tmp_path)
    given: dict[str, Any] = {"lang": langs, "content": tmp_path, "size": "A4", "emergency": "112"}
    with pytest.raises(ContentError) as refused:
        soleprint.make(product, "foot", **given)
    contexts = {finding.message.split()[1] for finding in refused.value.findings}
    swedish = read_po(builtin("content") / "locale" / "sv" / "soleprint.po", "sv").entries
    (tmp_path / "given.json").write_text(
        json.dumps({entry.context: entry.text for entry in swedish if entry.context in contexts}), encoding="utf-8"
    )
    run("translate", "fill", "eo", tmp_path / "given.json", "--content", tmp_path)
    assert soleprint.make(product, "foot", **given).pdf


def test_a_job_knows_it_too(tmp_path: Path) -> None:
    begun(tmp_path / "mine", "eo")
    job = tmp_path / "job.yaml"
    job.write_text(
        "schema: 1\ncontent: mine\noutputs:\n  - {product: card, routines: [foot], lang: [eo], size: [A4]}\n",
        encoding="utf-8",
    )
    run("build", job, "--out", tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").glob("*.pdf")] == ["card_foot_eo_A4.pdf"]


def test_what_cldr_knows_is_written_down_and_what_it_does_not_is_said(tmp_path: Path) -> None:
    told = run("translate", "new", "eo", "--content", tmp_path).output
    assert f"Wrote {tmp_path / FILE}" in told
    assert "CLDR does not have" not in told
    told = run("translate", "new", "xyz-Ethi", "--content", tmp_path).output
    assert "CLDR does not have english, own, date, months of xyz-Ethi" in told
    assert "As in other languages of this script: list, comma, semicolon, colon, stop." in told
    assert "U+200B" in run("translate", "new", "km", "--content", tmp_path).output
    known = languages((tmp_path, builtin("content")))
    assert (known.find("eo").own, known.find("eo").dated(date(2026, 3, 4)).strip(LRI + PDI)) == (
        "Esperanto",
        "4 Marto 2026",
    )
    assert known.find("xyz-Ethi").signs == known.find("am").signs
    assert soleprint.languages(tmp_path)["eo"] == "Esperanto"
    listed = run("list", "languages", "--content", tmp_path).output
    assert "Esperanto, Latn, left to right, 0 %, draft, NotoSans" in listed


def test_an_entry_of_ones_own_stays_as_it_is(tmp_path: Path) -> None:
    own = "languages:  # ours\n      eo: {own: Esperanta}\nschema: 1\n"
    (tmp_path / FILE).write_text(own, encoding="utf-8")
    assert FILE not in run("translate", "new", "eo", "--content", tmp_path).output
    assert (tmp_path / FILE).read_text(encoding="utf-8") == own
    run("translate", "new", "sd", "--content", tmp_path)
    known = languages((tmp_path, builtin("content")))
    assert (known.find("eo").own, known.find("sd").script) == ("Esperanta", "Arab")
    (tmp_path / FILE).write_text("{schema: 1, languages: {eo: {own: Esperanta}}}", encoding="utf-8")
    assert "on a line of its own" in run("translate", "new", "mr", "--content", tmp_path, code=3).output


def test_texts_without_an_entry_get_one_with_the_next_update(tmp_path: Path) -> None:
    run("translate", "new", "eo", "--content", tmp_path)
    (tmp_path / FILE).unlink()
    told = run("translate", "update", "eo", "--content", tmp_path).output
    assert f"Wrote {tmp_path / FILE}" in told
    assert "1 file changed" in told
    assert "0 files changed" in run("translate", "update", "eo", "es", "--content", tmp_path).output


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
