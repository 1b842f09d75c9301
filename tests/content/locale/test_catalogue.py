"""Content in another language: all of it, never silently in English, and nothing without its safety."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from soleprint.content import model
from soleprint.content.library import Library
from soleprint.content.locale.entries import glossary, view_subjects
from soleprint.content.locale.notes import FIELDS, phrase_note
from soleprint.content.locale.po import PoFile
from soleprint.content.locale.review import REVIEW, REVIEW_DATE, REVIEWER
from soleprint.content.model import Routine
from soleprint.content.printed import PRINTED, SAFETY_PHRASES, changed, is_safety, keys, texts
from soleprint.errors import ContentError, Finding, Severity
from tests.content import translated
from tests.content.sample import SAMPLE
from tests.content.translated import BUILTIN, LANG, bracketed, english, every_entry, file, library, save, with_entry

CUE = "routines/foot/steps/sole/cue"
STOP = "safety/leg-and-foot/stop/cue"
ENTRIES = {entry.context: entry for entry in every_entry()}


def test_contexts_are_lasting_and_unique() -> None:
    for context in (
        "routines/foot/title",
        CUE,
        "routines/foot/steps/sole/easy/2",
        "routines/foot/setups/self/text",
        "routines/foot/goals/1/text",
        "routines/foot/finish/cue",
        "routines/front-of-leg/zones/knee.back/cue",
        "routines/foot/steps/tendons-and-toes/caution",
        "safety/leg-and-foot/conditions/S1/condition",
        "safety/leg-and-foot/conditions/S1/short",
        "safety/leg-and-foot/general/1",
        STOP,
        "strokes/glide/name",
        "regions/knee.back/name",
        "phrases/how-to",
        "claims/K5/text",
        "views/foot-sole/subject",
    ):
        assert context in ENTRIES
    assert len(ENTRIES) == len(every_entry())
    assert ENTRIES[CUE].english == "Circle along the sole with your thumbs"
    unprinted = (
        "claims/K5/summary",
        "strokes/glide/term",
        "routines/foot/notes/1/text",
        "routines/foot/source/document",
    )
    assert not [context for context in unprinted if context in ENTRIES]


def test_things_without_ids_are_counted_and_doubles_told_apart() -> None:
    goals = (model.Goal(text="a"), model.Goal(text="b"))
    assert keys(goals) == ["1", "2"]
    rule = model.ZoneRule(region="knee.back", max_pressure="feather", forbid=(), cue="c", text="t")
    assert keys((rule, rule)) == ["knee.back", "knee.back~2"]


def test_notes_tell_a_translator_what_the_hands_do() -> None:
    notes = "\n".join(ENTRIES["routines/front-of-leg/steps/knee-circles/cue"].notes)
    for words in ("step 1 of 3", "at most 8 words", "draining stroke", "right hand", "clockwise as the giver sees it"):
        assert words in notes
    assert "from the calf to the knee" in notes
    assert "SAFETY" in ENTRIES[STOP].notes[0]
    assert "SAFETY" not in "".join(ENTRIES[CUE].notes)
    assert "2 of 3" in "".join(ENTRIES["routines/foot/steps/sole/easy/2"].notes)
    assert ENTRIES["phrases/page-of"].flags == ("python-brace-format",)


def test_every_text_has_a_note() -> None:
    assert [context for context, entry in ENTRIES.items() if not entry.notes] == [], "add one to catalogue_notes.py"
    assert {(kind.__name__, field) for kind, fields in PRINTED.items() for field in fields} == {
        *FIELDS,
        ("Step", "easy"),
        ("Phrases", "phrases"),
    }
    assert phrase_note("a-phrase-of-the-users") == ""


def test_safety_is_what_may_not_be_lost() -> None:
    assert is_safety("safety/leg-and-foot/title")
    assert is_safety("routines/foot/zones/knee.back/text")
    assert is_safety("routines/foot/steps/sole/caution")
    for name in ("ask", "stop/today", "stop/ambulance", "conditions/S19/short"):
        assert is_safety(f"safety/leg-and-foot/{name}")
    for name in ("read-the-back-first", "read-the-safety-card", "call-ambulance"):
        assert is_safety(f"phrases/{name}")
    assert not is_safety(CUE)
    assert not is_safety("phrases/page-of")
    assert not is_safety("routines/zones/title")
    assert set(english().phrases()) >= SAFETY_PHRASES


def test_a_whole_translation_reaches_every_printed_text(tmp_path: Path) -> None:
    content = library(tmp_path, file())
    for name in content.routine_ids():
        routine = content.routine(name)
        found = [text for _, text in texts(routine, "r")]
        for profile in routine.profiles:
            found += [text for _, text in texts(content.safety(profile), "s")]
        assert all(text.startswith("«") and text.endswith("»") for text in found)
        assert routine.source == english().routine(name).source
        assert [move.note for step in routine.steps for move in step.moves] == [
            move.note for step in english().routine(name).steps for move in step.moves
        ]
    assert content.phrases()["how-to"] == "«How to»"
    assert content.strokes()["glide"].name == "«long glide»"
    assert content.strokes()["glide"].term == "effleurage"
    assert content.regions()["knee.back"].name == "«the back of the knee»"
    assert content.claims()["K5"].text == bracketed(english().claims()["K5"].text or "")
    assert content.text("views/hand/subject", "a hand") == "«a hand»"
    assert content.translation_findings(content.routine_ids()) == ()


def test_a_translated_library_is_the_english_one_but_for_its_words(tmp_path: Path) -> None:
    content = library(tmp_path, file())
    for name in content.routine_ids():
        plain = changed(content.routine(name), "r", lambda _, text: text.strip("«»"))
        assert plain == english().routine(name)
        assert msgspec.convert(msgspec.to_builtins(plain), Routine) == plain


def errors(tmp_path: Path, po: PoFile) -> list[Finding]:
    with pytest.raises(ContentError) as caught:
        library(tmp_path, po).routine("foot")
    assert caught.value.exit_code == 3
    return list(caught.value.findings)


def test_a_missing_text_is_printed_in_english_with_a_warning_that_names_it(tmp_path: Path) -> None:
    content = library(tmp_path, file({CUE: ""}))
    step = next(step for step in content.routine("foot").steps if step.id == "sole")
    assert step.cue == "Circle along the sole with your thumbs"
    (finding,) = content.translation_findings(["foot"])
    assert (finding.code, finding.severity) == ("missing-translation", Severity.WARNING)
    for words in (LANG, CUE, "Circle along the sole", "fill in"):
        assert words in finding.message
    assert content.translation_findings(["back-of-leg"]) == ()


@pytest.mark.parametrize(
    "context",
    [
        STOP,
        "safety/leg-and-foot/conditions/S1/short",
        "routines/foot/steps/tendons-and-toes/caution",
    ],
)
def test_a_missing_safety_text_is_an_error(tmp_path: Path, context: str) -> None:
    (finding,) = errors(tmp_path, file({context: ""}))
    assert (finding.code, finding.severity) == ("missing-safety-translation", Severity.ERROR)
    assert context in finding.message
    assert LANG in finding.message


def test_a_phrase_of_safety_is_refused_where_it_is_asked_for(tmp_path: Path) -> None:
    content = library(tmp_path, file({"phrases/read-the-back-first": "", "phrases/diary": ""}))
    content.routine("foot")
    words = content.phrases()
    assert "read-the-back-first" in words
    assert words["how-to"] == "«How to»"
    with pytest.raises(ContentError) as caught:
        words["read-the-back-first"]
    assert [finding.code for finding in caught.value.findings] == ["missing-safety-translation"]
    asked = [content.translation_findings(["foot"], names) for names in ((), ("diary",), ("read-the-back-first",))]
    assert [[str(finding.severity) for finding in found] for found in asked] == [[], ["warning"], ["error"]]
    assert len(content.translation_findings(["foot"])) == 2


@pytest.mark.parametrize("how", ["fuzzy", "english"])
@pytest.mark.parametrize(("context", "severity"), [(CUE, Severity.WARNING), (STOP, Severity.ERROR)])
def test_a_stale_text_is_not_printed(tmp_path: Path, how: str, context: str, severity: Severity) -> None:
    change: dict[str, object] = {"flags": ("fuzzy",)} if how == "fuzzy" else {"english": "Older English"}
    po = with_entry(file(), context, **change)
    if severity is Severity.ERROR:
        (finding,) = errors(tmp_path, po)
    else:
        content = library(tmp_path, po)
        assert content.routine("foot").steps[3].cue == "Circle along the sole with your thumbs"
        (finding,) = content.translation_findings(["foot"])
    assert (finding.code, finding.severity) == ("stale-translation", severity)
    assert finding.line > 0
    assert finding.source.endswith(f"locale/{LANG}/soleprint.po")
    update = f'run "soleprint translate update {LANG} --content {tmp_path.as_posix()}"'
    assert (update in finding.message) is (how == "english")
    assert "take its fuzzy mark away" in finding.message


def test_all_errors_come_at_once_and_many_are_counted(tmp_path: Path) -> None:
    some = ("safety/leg-and-foot/title", "safety/leg-and-foot/ask", "routines/foot/steps/tendons-and-toes/caution")
    assert len(errors(tmp_path, file(dict.fromkeys(some, "")))) == 3
    every = {context: "" for context in ENTRIES if is_safety(context)}
    found = errors(tmp_path, file(every))
    assert len(found) == 11
    assert "more mistakes like these" in found[-1].message
    assert f'"soleprint translate check {LANG} --content {tmp_path.as_posix()}" names them all' in found[-1].message
    shown = [name for name in every if name.startswith(("safety/leg-and-foot/", "routines/foot/"))]
    assert sum(finding.mistakes for finding in found) == len(shown)


def test_words_in_braces_must_be_there(tmp_path: Path) -> None:
    content = library(tmp_path, file({"phrases/page-of": "Página {pagina}"}))
    with pytest.raises(ContentError) as caught:
        content.phrases()["page-of"]
    assert [finding.code for finding in caught.value.findings] == ["translation-placeholders"]


def test_the_users_entry_wins_and_the_built_in_one_fills_in(tmp_path: Path) -> None:
    mine, builtin = tmp_path / "mine", tmp_path / "builtin"
    whole = file()
    save(builtin, whole)
    own = replace(with_entry(whole, CUE, text="Mío"), entries=())
    save(mine, replace(own, entries=tuple(replace(e, text="Mío") for e in whole.entries if e.context == CUE)))
    content = Library([mine, builtin, BUILTIN], lang=LANG)
    assert content.routine("foot").steps[3].cue == "Mío"
    assert content.routine("foot").title == "«Foot»"
    fuzzy = tuple(replace(e, text="Mío", flags=("fuzzy",)) for e in whole.entries if e.context == CUE)
    save(mine, replace(own, entries=fuzzy))
    assert Library([mine, builtin, BUILTIN], lang=LANG).routine("foot").steps[3].cue.startswith("«")


def test_a_users_own_routine_asks_for_its_own_words(tmp_path: Path) -> None:
    (tmp_path / "routines").mkdir()
    (tmp_path / "routines/sample.yaml").write_text(SAMPLE, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        library(tmp_path, file()).routine("sample")
    assert {finding.code for finding in caught.value.findings} == {"missing-safety-translation"}
    assert len(caught.value.findings) == 3  # the two texts of the zone and the caution


def test_the_shipped_files_are_up_to_date_with_the_content() -> None:
    from soleprint.content.locale.entries import newest_date
    from soleprint.content.locale.po import read_po, write_po
    from soleprint.content.locale.update import updated
    from tests.support.languages import LANGUAGES

    content, day = english(), newest_date(english())
    langs = [code for code in LANGUAGES if code != "en"]
    assert sorted(path.name for path in (BUILTIN / "locale").iterdir() if path.is_dir()) == sorted(langs)
    for lang in langs:
        for name, wanted in (("soleprint.po", list(ENTRIES.values())), ("glossary.po", glossary(content))):
            path = BUILTIN / "locale" / lang / name
            now = path.read_text(encoding="utf-8")
            assert write_po(updated(read_po(path, name), wanted, lang, day)) == now, "run soleprint translate update"


def test_the_glossary_has_strokes_places_and_pressures() -> None:
    terms = {entry.context: entry.english for entry in glossary(english())}
    assert 40 <= len(terms) <= 80
    assert terms["glossary/stroke-knead"] == "kneading"
    assert terms["glossary/to-drain"] == "drain"
    assert terms["glossary/knee-back"] == "back of the knee"
    assert terms["glossary/pressure-feather"] == "as light as a feather"


def test_view_subjects_are_there() -> None:
    found = dict(view_subjects(english()))
    assert set(found) == set(english().view_ids())
    assert found["foot-sole"] == "the sole of the {side} foot"


def test_a_review_counts_only_with_name_and_date(tmp_path: Path) -> None:
    assert english().translation_review() is None
    draft = library(tmp_path, file()).translation_review()
    assert draft is not None
    assert not draft.reviewed
    for given, reviewed in (
        ({REVIEW: "reviewed", REVIEWER: "Ana Pérez", REVIEW_DATE: "2026-12-01"}, True),
        ({REVIEW: "reviewed", REVIEWER: "", REVIEW_DATE: "2026-12-01"}, False),
        ({REVIEW: "reviewed", REVIEWER: "Ana Pérez", REVIEW_DATE: "soon"}, False),
        ({REVIEW: "draft", REVIEWER: "Ana Pérez", REVIEW_DATE: "2026-12-01"}, False),
    ):
        po = file()
        found = library(tmp_path, replace(po, header=po.header | given)).translation_review()
        assert found is not None
        assert found.reviewed is reviewed


def test_one_text_from_a_draft_makes_a_draft(tmp_path: Path) -> None:
    mine, builtin, po = tmp_path / "mine", tmp_path / "builtin", file()
    save(builtin, po)
    reviewed = replace(po, header=po.header | {REVIEW: "reviewed", REVIEWER: "Ana", REVIEW_DATE: "2026-12-01"})
    save(mine, reviewed)
    whole = Library([mine, builtin], lang=LANG).translation_review()
    save(mine, replace(reviewed, entries=reviewed.entries[1:]))
    part = Library([mine, builtin], lang=LANG).translation_review()
    assert whole is not None
    assert part is not None
    assert (whole.reviewed, part.reviewed) == (True, False)


def test_english_reads_no_translations(tmp_path: Path) -> None:
    code = (
        "import sys; from soleprint.content.library import Library; from soleprint.files.folders import builtin;"
        "library = Library([builtin('content')], lang='en-GB'); library.routine('foot'); library.phrases();"
        "print([name for name in sys.modules if 'catalogue' in name], library.translation_findings(['foot']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[] ()"


def test_the_helpers_translate_all(tmp_path: Path) -> None:
    assert all(entry.done for entry in translated.file().entries)
