"""``soleprint translate``: a folder of one's own from first update to a card in another language."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from soleprint.cli.translate import translate
from soleprint.content.locale.po import parse_po, write_po
from soleprint.content.printed import is_safety
from tests.cli.runner import run
from tests.content.sample import SAMPLE
from tests.content.translated import every_entry, file, save
from tests.support.languages import LANGUAGES


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A user's folder with one routine."""
    (tmp_path / "routines").mkdir()
    (tmp_path / "routines/sample.yaml").write_text(SAMPLE, encoding="utf-8")
    return tmp_path


def po(mine: Path, lang: str = "es") -> Path:
    return mine / "locale" / lang / "soleprint.po"


def fill(mine: Path, given: dict[str, str], code: int = 0) -> str:
    path = mine / "given.json"
    path.write_text(json.dumps(given), encoding="utf-8")
    return run("translate", "fill", "es", path, "--content", mine, code=code).output


def test_the_commands_are_there() -> None:
    assert set(translate.commands) == {"new", "update", "status", "check", "fill", "mark", "sheet"}


def test_update_writes_only_the_users_own_texts_and_only_once(mine: Path) -> None:
    first = run("translate", "update", "es", "zh-hant", "--content", mine)
    assert first.output.count("Wrote ") == 2
    entries = parse_po(po(mine).read_text(encoding="utf-8"), "x").entries
    assert {entry.context.rpartition("/")[0].split("/steps")[0].split("/")[1] for entry in entries} == {"sample"}
    assert po(mine, "zh-Hant").is_file()
    assert not (mine / "locale/es/glossary.po").exists()
    before = po(mine).read_bytes()
    assert "0 files changed" in run("translate", "update", "es", "--content", mine).output
    assert po(mine).read_bytes() == before


def test_fill_check_status_and_a_changed_text(mine: Path) -> None:
    run("translate", "update", "es", "--content", mine)
    contexts = [entry.context for entry in parse_po(po(mine).read_text(encoding="utf-8"), "x").entries]
    assert "missing-safety-translation" in run("translate", "check", "es", "--content", mine, code=1).output
    fill(mine, {context: f"texto {number}" for number, context in enumerate(contexts)})
    assert run("translate", "check", "es", "--content", mine).output == "0 errors, 0 warnings.\n"
    row = run("translate", "status", "es", "--content", mine).output.splitlines()[-1].split()
    assert row[:8] == ["es", str(len(contexts)), "0", "0", "0", "0/0", "0/0", "0"]
    assert row[8:] == ["0", str(len(every_entry()) + len(contexts)), "draft"]

    routine = mine / "routines/sample.yaml"
    routine.write_text(SAMPLE.replace("Let your hands float over it.", "Do not press there."), encoding="utf-8")
    run("translate", "update", "es", "--content", mine)
    text = po(mine).read_text(encoding="utf-8")
    assert (
        '#, fuzzy\n#| msgctxt "routines/sample/zones/knee.back/text"\n#| msgid "Let your hands float over it."' in text
    )
    assert "[stale-translation]" in run("translate", "check", "es", "--content", mine, code=1).output


def test_fill_sets_header_fields_and_reports_mistakes(mine: Path) -> None:
    given = {"routines/sample/title": " Muestra", "X-Soleprint-Back-Translation-Check": "2026-11-22, all steps agree"}
    assert "translation-spaces" in fill(mine, given, code=1)
    assert 'X-Soleprint-Back-Translation-Check: 2026-11-22, all steps agree\\n"' in po(mine).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ('{"routines/sample/titel": "x"}', 'did you mean "routines/sample/title"?'),
        ('{"zzz": "x"}', 'There is no text "zzz".'),
        ("[]", "one object of texts"),
        ('{"a": 1}', "one object of texts"),
        ("{", "is not JSON"),
    ],
)
def test_fill_refuses_what_it_cannot_use(mine: Path, given: str, words: str) -> None:
    (mine / "given.json").write_text(given, encoding="utf-8")
    assert words in run("translate", "fill", "es", mine / "given.json", "--content", mine, code=2).output
    assert not po(mine).exists()


@pytest.mark.parametrize("words", [["fill", "es+fr", "given.json"], ["sheet", "es+fr"], ["mark", "es+fr", "--all"]])
def test_what_is_of_one_language_takes_one(mine: Path, words: list[str]) -> None:
    (mine / "given.json").write_text('{"routines/sample/title": "Muestra"}', encoding="utf-8")
    by = ("--name", "Ana", "--role", "nurse", "--date", "2026-11-27") if words[0] == "mark" else ()
    out = run("translate", *words, *by, "--content", mine, code=2, cwd=mine).output
    assert "es+fr is 2 languages, and this takes one: es or fr. [bad-value]" in out
    assert not (mine / "locale").exists()


def test_one_is_told_as_one(mine: Path) -> None:
    assert "1 file changed." in run("translate", "update", "es", "--content", mine).output
    assert "1 text filled in." in fill(mine, {"routines/sample/title": "Muestra"})
    assert "1 error, 0 warnings." in fill(mine, {"routines/sample/title": " Muestra"}, code=1)


def test_unknown_languages_and_english(mine: Path) -> None:
    out = run("translate", "status", "spanisch", code=2).output
    assert "Did you mean 'es'?" in out
    assert "zh-Hant" in out
    assert "nothing to translate" in run("translate", "update", "en", "--content", mine, code=2).output


def test_a_broken_file_is_a_finding_with_its_line(untried: None, mine: Path) -> None:
    run("translate", "update", "es", "--content", mine)
    path = po(mine)
    path.write_text(path.read_text(encoding="utf-8") + '\nmsgid "x\n', encoding="utf-8")
    line = path.read_text(encoding="utf-8").count("\n")
    assert f"soleprint.po:{line}:1" in run("translate", "check", "es", "--content", mine, code=1).output
    assert "[invalid-po]" in run("check", mine, code=1).output
    assert run("translate", "status", "es", "--content", mine, code=3).output


def test_check_counts_what_is_undone_in_one_line(untried: None, mine: Path) -> None:
    run("translate", "update", "es", "--content", mine)
    assert "missing-translation" not in run("check", mine).output  # nobody has begun
    fill(mine, {"routines/sample/title": "Muestra"})
    out = run("check", mine).output
    found = [line for line in out.splitlines() if "missing-translation" in line]
    assert len(found) == 1
    assert "safety texts, without which nothing that shows them is made" in found[0]


def test_an_installed_package_is_not_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "data" / "content"
    inside.mkdir(parents=True)
    monkeypatch.setattr("soleprint.content.locale.files.builtin", lambda kind: inside)
    assert "--content DIR" in run("translate", "update", "es", code=2).output


def test_list_languages_names_all_with_script_and_progress() -> None:
    lines = run("list", "languages").output.splitlines()
    assert [line.split()[0] for line in lines] == list(LANGUAGES)
    arabic = next(line for line in lines if line.startswith("ar "))
    for words in ("Arabic", LANGUAGES["ar"].own, "Arab", "right to left", " %", "draft"):
        assert words in arabic


def test_a_card_is_made_in_the_language_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "card.pdf"
    save(tmp_path, file(), "es")
    run("make", "card", "foot", "--lang", "es", "--content", tmp_path, "--size", "A4", "--out", out)
    reader = PdfReader(out)
    assert "«Foot»" in reader.pages[0].extract_text()
    assert str(reader.root_object["/Lang"]) == "es"


def test_a_card_without_its_safety_texts_is_not_made(mine: Path) -> None:
    out = mine / "card.pdf"
    words = ("make", "card", "sample", "--lang", "es", "--content", mine, "--out", out)
    assert "[missing-safety-translation]" in run(*words, code=3).output
    assert not out.exists()


def test_the_files_written_are_as_the_writer_writes(mine: Path) -> None:
    run("translate", "update", "ur", "--content", mine)
    text = po(mine, "ur").read_text(encoding="utf-8")
    assert write_po(parse_po(text, "x")) == text


def test_update_keeps_what_lies_over_built_in_texts(mine: Path) -> None:
    own = "Suave. Pare si duele, siempre."
    fill(mine, {"phrases/main-message": own})
    run("translate", "update", "es", "--content", mine)
    run("translate", "update", "es", "--content", mine)
    (kept,) = [
        e for e in parse_po(po(mine).read_text(encoding="utf-8"), "x").entries if e.context == "phrases/main-message"
    ]
    assert (kept.text, kept.obsolete, kept.fuzzy) == (own, False, False)


def test_a_new_text_that_is_built_in_elsewhere_comes_with_its_translation_to_look_at(mine: Path) -> None:
    english = "Go gently. Stop if it hurts."
    routine = mine / "routines/sample.yaml"
    routine.write_text(SAMPLE.replace("Let your hands float over it.", english), encoding="utf-8")
    run("translate", "update", "es", "--content", mine)
    entries = parse_po(po(mine).read_text(encoding="utf-8"), "x").entries
    (found,) = [entry for entry in entries if entry.english == english]
    shipped = parse_po(Path("content/locale/es/soleprint.po").read_text(encoding="utf-8"), "x").entries
    assert found.fuzzy
    assert found.text == next(entry.text for entry in shipped if entry.english == english)
    assert "[stale-translation]" in run("translate", "check", "es", "--content", mine, code=1).output


def test_status_for_programs() -> None:
    found = json.loads(run("translate", "status", "es", "he", "--json").stdout)
    assert list(found) == ["es", "he"]
    assert (found["es"]["missing"], found["es"]["percent"], found["he"]["review"]["reviewed"]) == (0, 100, False)


ANA = ("--name", "Ana Pérez", "--role", "physiotherapist", "--date", "2026-11-27")


def test_marks_of_a_review_are_written_counted_and_voided(mine: Path) -> None:
    words = ("translate", "mark", "es", *ANA, "--content", mine)
    out = run(*words, "--all", "--except", "routines").output
    assert "texts marked as reviewed by Ana Pérez, physiotherapist, 2026-11-27." in out
    assert "safety texts left out" in out
    run(*words, "--only", "safety", "--safety")
    run(*words, "--only", "phrases/zone")
    found = json.loads(run("translate", "status", "es", "--content", mine, "--json").stdout)["es"]
    counts = (found["reviewed"], found["void"], found["review"]["reviewed"])
    wanted = [entry.context for entry in every_entry() if not entry.context.startswith("routines/")]
    safety = [name for name in wanted if name.startswith("phrases/") and is_safety(name) and name != "phrases/zone"]
    assert counts == (len(wanted) - len(safety), 0, False)
    assert found["unreviewed"] == len(every_entry()) - counts[0]

    fill(mine, {"phrases/diary": "Mi propia semana"})
    row = run("translate", "status", "es", "--content", mine).output.splitlines()[-1].split()
    assert row[7:10] == [str(counts[0] - 1), "1", str(found["unreviewed"])]
    assert "[void-review]" in run("translate", "check", "es", "--content", mine, code=1).output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--all",), "--content DIR"),
        (("--all", "--content", "content"), "built-in content"),
        (("--content", "tests"), "Say which texts"),
        (("--all", "--only", "x", "--content", "tests"), "Say which texts"),
        (("--only", "phrases/dairy", "--content", "tests"), 'did you mean "phrases/diary"?'),
    ],
)
def test_mark_says_what_it_needs(words: tuple[str, ...], said: str) -> None:
    assert said in run("translate", "mark", "es", *ANA, *words, code=2).output
    assert not Path("tests/locale").exists()


def test_a_routine_under_a_new_id_says_what_to_type_and_gets_what_is_known(tmp_path: Path) -> None:
    folder = tmp_path / "my own"
    text = Path("content/routines/foot.yaml").read_text(encoding="utf-8").replace("\nid: foot\n", "\nid: my-foot\n")
    (folder / "routines").mkdir(parents=True)
    (folder / "routines/my-foot.yaml").write_text(text, encoding="utf-8")
    card = ("make", "card", "my-foot", "--lang", "es", "--content", folder, "--out", tmp_path / "card.pdf")
    typed, file = f"--content '{folder.as_posix()}'", po(folder).as_posix()

    out = run(*card, code=3).output
    assert out.count(f"{file}: es: routines/my-foot/steps/") == 2
    assert out.count(f'run "soleprint translate update es {typed}", then fill in its msgstr') == 2
    check = run("translate", "check", "es", "--content", folder, code=1).output
    assert f'{file}: there is no such file; "soleprint translate update es {typed}" makes it' in check

    run("translate", "update", "es", "--content", folder)
    entries = parse_po(po(folder).read_text(encoding="utf-8"), "x").entries
    shipped = {
        entry.english: entry.text
        for entry in parse_po(Path("content/locale/es/soleprint.po").read_text(encoding="utf-8"), "x").entries
    }
    assert entries
    assert [(entry.text, entry.fuzzy) for entry in entries] == [(shipped[entry.english], True) for entry in entries]
    out = run(*card, code=3).output
    assert (
        out.count(f"{file}:") == out.count("is fuzzy; look at the translation, correct it and take its fuzzy mark") == 2
    )
    assert "2 mistakes found" in out
    looked_at = po(folder).read_text(encoding="utf-8").replace("#, fuzzy\n", "")
    po(folder).write_text(looked_at, encoding="utf-8")
    assert "0 errors, 0 warnings" in run("translate", "check", "es", "--content", folder).output
    assert "warning" not in run(*card).output


def test_a_card_does_not_ask_for_what_only_leaflets_print(tmp_path: Path) -> None:
    text = Path("content/phrases.yaml").read_text(encoding="utf-8")
    text = text.replace("  diary: My week", "  diary: My own week").replace(
        "  summary-first: ", "  summary-first: Now, "
    )
    (tmp_path / "phrases.yaml").write_text(text, encoding="utf-8")
    words = ("foot", "--lang", "es", "--content", tmp_path, "--out", tmp_path / "x.pdf")
    assert "phrases/" not in run("make", "card", *words).output
    out = run("make", "leaflet", *words, "--emergency", "112", code=3).output
    assert "phrases/summary-first" in out
    fill(tmp_path, {"phrases/summary-first": "Primero, lea la seguridad."})
    out = run("make", "leaflet", *words, "--emergency", "112").output
    assert f"{po(tmp_path).as_posix()}:24:1: warning: es: phrases/diary has no translation and is printed in" in out
    assert "phrases/summary-first" not in out


def test_what_lies_over_a_built_in_text_is_in_the_content(mine: Path) -> None:
    fill(mine, {"phrases/main-message": "Suave. Pare si duele, siempre."})
    out = run("translate", "check", "es", "--content", mine, code=1).output
    assert "unknown-context" not in out
    text = po(mine).read_text(encoding="utf-8").replace("phrases/main-message", "phrases/no-message")
    po(mine).write_text(text, encoding="utf-8")
    out = run("translate", "check", "es", "--content", mine, code=1).output
    update = f'run "soleprint translate update es --content {mine.as_posix()}", which puts it aside'
    assert f'"phrases/no-message" is not in the content; {update}' in out


def test_as_many_mistakes_as_there_are(tmp_path: Path) -> None:
    run("translate", "new", "eo", "--content", tmp_path)
    out = run("make", "card", "foot", "--lang", "eo", "--content", tmp_path, code=3).output
    safety = [entry.context for entry in every_entry() if is_safety(entry.context)]
    shown = [context for context in safety if context.startswith(("safety/leg-and-foot/", "routines/foot/"))]
    # And of the phrases those that the card's template asks for.
    phrases = sum(context.startswith("phrases/") for context in safety)
    found = int(out.split(" mistakes found; nothing was written.")[0].split()[-1])
    assert len(shown) < found < len(shown) + phrases
    assert f"eo: {found - 10} more mistakes like these" in out


def test_a_language_that_is_not_there_can_be_begun(mine: Path) -> None:
    out = run("make", "card", "foot", "--lang", "yo", code=2).output
    assert '"soleprint translate new yo --content DIR" begins it' in out
    assert "translate new" not in run("make", "card", "foot", "--lang", "Yoruba", code=2).output
    assert "translate new yo" in run("translate", "status", "yo", "--content", mine, code=2).output


def test_a_sheet_of_every_text_is_made(tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    templates.mkdir()
    for name in ("booklet", "contact-sheet", "deck", "leaflet", "picture", "poster", "printer-test", "view", "card"):
        text = Path(f"templates/{name}.yaml").read_text(encoding="utf-8").partition("\nreview:\n")[0].rstrip()
        ways = "[{mode: self}, {fold: tri, routines: [back-of-leg]}]" if name == "card" else "[]"
        (templates / f"{name}.yaml").write_text(f"{text}\nreview: {ways}\n".replace("fold: tri", "size: A7"))
    out = tmp_path / "sv.pdf"
    told = run("translate", "sheet", "sv", "--templates", templates, "--size", "Letter", "--out", out).output
    reader = PdfReader(out)
    assert f"Wrote {out}: {len(reader.pages)} pages" in told
    assert "Card, size A7: it does not fit in sv, and is not on the sheet" in told
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [612, 792]
    assert "Swedish: every text, to review" in reader.pages[0].extract_text()
    assert "nothing to translate" in run("translate", "sheet", "en", code=2).output
