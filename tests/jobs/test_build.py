"""Job files: what they ask for, what they get wrong, and what is made again."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleprint.content.languages import language
from soleprint.errors import ContentError, FileProblem
from soleprint.jobs import make as making
from soleprint.jobs import model
from soleprint.jobs.make import Done, Outcome, build, exit_code, make_one
from soleprint.jobs.manifest import FILE
from soleprint.jobs.model import APART, OF_THE_JOB, job_schema, output_options
from soleprint.jobs.names import FIELDS, file_name
from soleprint.jobs.plan import Task, plan
from soleprint.products.options import every_option
from soleprint.text import fonts

EXAMPLES = Path(__file__).parents[2] / "examples"
CARD = "{product: card, routines: [foot], size: A6}"
LEAFLET = '{product: leaflet, routines: [foot], emergency: "999"}'
CROWDED = "{product: card, routines: [foot], size: CR80, file: crowded}"
PLAIN, TITLE = fonts.FontStyle(), fonts.FontStyle(display=True)
FILLED = {
    "product": "card",
    "routines": "foot",
    "lang": "en",
    "size": "A6",
    "edition": "standard",
    "step": "4",
    "view": "v",
}


def job(folder: Path, *outputs: str, head: str = "") -> Path:
    path = folder / "job.yaml"
    path.write_text(f"schema: 1\n{head}\noutputs:\n" + "".join(f"  - {output}\n" for output in outputs))
    return path


def mistakes(folder: Path, *outputs: str, head: str = "") -> list[tuple[str, int]]:
    """Code and line of each finding."""
    with pytest.raises(ContentError) as caught:
        plan(job(folder, *outputs, head=head))
    return [(finding.code, finding.line) for finding in caught.value.findings]


def test_lists_are_multiplied(tmp_path: Path) -> None:
    output = "{product: leaflet, routines: [foot], lang: [en, es], size: [A4, Letter], edition: easy-read}"
    tasks = plan(job(tmp_path, output, head="defaults: {emergency: '112', fold: half}"))
    assert [task.name for task in tasks] == [
        f"leaflet_foot_{lang}_{size}_easy-read.pdf" for lang in ("en", "es") for size in ("A4", "Letter")
    ]
    assert all(task.given["emergency"] == "112" and task.given["fold"] == "half" for task in tasks)


def test_an_output_overrides_the_defaults(tmp_path: Path) -> None:
    head = "defaults: {size: A5, hole: top, fold: tri}"
    one, other = plan(job(tmp_path, CARD, "{product: card, routines: all, hole: none}", head=head))
    assert (one.given["size"], one.given["hole"]) == ("A6", "top")
    assert (other.given["size"], other.given["hole"]) == ("A5", "none")
    assert (other.routines, other.every) == ((), True)
    assert other.name == "card_all_en_A5.pdf"
    assert "fold" not in one.given, "a card takes no fold from the defaults"


def test_what_the_defaults_say_is_for_the_outputs_where_it_does_something(tmp_path: Path) -> None:
    head = "defaults: {duplex: short, cut: lines, copies: 6, dead: 4, often: daily, faces: 2}"
    on_sheets = "{product: card, routines: [foot], sheet: A4, impose: nup}"
    one, two, three = plan(job(tmp_path, CARD[:-1] + ", faces: 1}", on_sheets, LEAFLET, head=head))
    assert set(one.given) == {"size", "faces"}
    assert set(two.given) == {"sheet", "impose", "faces", "duplex", "cut", "copies", "dead"}
    assert set(three.given) == {"emergency", "often", "duplex", "dead"}
    own = CARD[:-1] + ", faces: 1, duplex: short}"
    assert mistakes(tmp_path, own) == [("option-needs", 4)]


def test_all_leaves_out_routines_that_cannot_be_done_as_asked(tmp_path: Path) -> None:
    own = "{product: card, routines: all, mode: self, size: A4}"
    (done,) = build(plan(job(tmp_path, own)), tmp_path / "out")
    assert done.outcome is Outcome.MADE
    assert (done.pages, len(done.warnings)) == (1, 2)
    assert all("[routine-left-out]" in warning for warning in done.warnings)
    (done,) = build(plan(job(tmp_path, own.replace("all", "[foot, back-of-leg]"))), tmp_path / "out")
    assert (done.outcome, done.code) == (Outcome.FAILED, 2)
    assert "[no-such-mode]" in done.message


def test_a_prescription_is_passed_on(tmp_path: Path) -> None:
    (task,) = plan(job(tmp_path, LEAFLET[:-1] + ", name: Mr Example, often: daily}"))
    assert (task.given["name"], task.given["often"]) == ("Mr Example", "daily")


def test_paths_are_seen_from_the_job(tmp_path: Path) -> None:
    for folder in ("content", "jobs"):
        (tmp_path / folder).mkdir()
    (tmp_path / "clinic.yaml").write_text("schema: 1\nname: X\n")
    (task,) = plan(job(tmp_path / "jobs", CARD, head="content: ../content\nprofile: ../clinic.yaml"))
    assert task.given["content"].resolve() == (tmp_path / "content").resolve()
    assert task.given["profile"].resolve() == (tmp_path / "clinic.yaml").resolve()


def test_every_mistake_is_found_at_once(tmp_path: Path) -> None:
    found = mistakes(
        tmp_path,
        "{product: card, routines: [foott]}",
        "{product: card, routines: [foot], fold: tri, file: a}",
        "{product: leaflet, routines: [foot], lang: [xx], size: [A99]}",
        "{product: booklet, routines: all, creep: 5}",
        '{product: card, routines: [foot], file: "../x"}',
        '{product: card, routines: [foot], file: "{nix}"}',
    )
    assert found == [
        ("unknown-routine", 4),
        ("not-for-product", 5),
        ("unknown-language", 6),
        ("unknown-size", 6),
        ("option-range", 7),
        ("bad-name-pattern", 8),
        ("bad-name-pattern", 9),
    ]


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("profile: nix.yaml", "no-such-file"),
        ("content: nix", "no-such-folder"),
        ("templates: nix", "no-such-folder"),
        ("font_dir: [nix]", "no-such-folder"),
        ("defaults: {sizes: A4}", "unknown-key"),
        ("lang: es", "unknown-key"),
        ("defaults: {today: 2026-01-01}", "unknown-key"),
    ],
)
def test_mistakes_above_the_outputs(tmp_path: Path, head: str, code: str) -> None:
    assert mistakes(tmp_path, CARD, head=head) == [(code, 2)]


@pytest.mark.parametrize("name", ["same", "same.pdf", "SAME"])
def test_two_files_of_one_name(tmp_path: Path, name: str) -> None:
    assert mistakes(tmp_path, CARD[:-1] + ", file: same}", CARD[:-1] + f", file: {name}}}") == [("same-name", 5)]


def test_instructions_have_a_name_too(tmp_path: Path) -> None:
    other = CARD[:-1] + ", file: a-instructions}"
    assert mistakes(tmp_path, CARD[:-1] + ", file: a, instructions: true}", other) == [("same-name", 5)]


@given(st.text(max_size=30))
def test_no_name_leaves_the_folder(pattern: str) -> None:
    try:
        name = file_name(pattern, FILLED)
    except ValueError:
        return
    assert Path(name).name == name
    assert name.endswith((".pdf", ".PDF", ".Pdf")) or name.lower().endswith(".pdf")
    assert not set(name) & set('/\\:*?"<>|\0\n')
    assert not name.startswith(".")


def test_fields_of_names() -> None:
    assert file_name("-".join(f"{{{name}}}" for name in FIELDS), FILLED) == "card-foot-en-A6-standard-4-v.pdf"
    for pattern in ("{product!r}", "{product:>9}", "{product", "{}", "{product.x}"):
        with pytest.raises(ValueError, match=r"brace|cannot be filled in"):
            file_name(pattern, FILLED)


def outcomes(path: Path, out: Path, **how: Any) -> list[Outcome]:
    return [done.outcome for done in build(plan(path), out, **how)]


def test_only_what_has_changed_is_made_again(tmp_path: Path) -> None:
    content, out = tmp_path / "content", tmp_path / "out"
    content.mkdir()
    path = job(tmp_path, CARD, head="content: content")
    assert outcomes(path, out) == [Outcome.MADE]
    assert outcomes(path, out) == [Outcome.KEPT]
    assert outcomes(path, out, force=True) == [Outcome.MADE]
    made = next(out.glob("*.pdf"))
    before = made.read_bytes()
    made.write_bytes(b"something else")
    assert outcomes(path, out) == [Outcome.MADE]
    assert made.read_bytes() == before
    (content / "notes.txt").write_text("new")
    assert outcomes(path, out) == [Outcome.MADE]
    (out / FILE).write_text('{"schema": 1, "outputs": [7]}')
    assert outcomes(path, out) == [Outcome.MADE]
    made.unlink()
    assert outcomes(path, out) == [Outcome.MADE]


def test_pages_taken_in_are_watched(tmp_path: Path) -> None:
    out, own = tmp_path / "out", tmp_path / "own.pdf"
    outcomes(job(tmp_path, CARD[:-1] + ", file: one}"), out)
    own.write_bytes((out / "one.pdf").read_bytes())
    booklet = '{product: booklet, routines: [foot], emergency: "999", bundle: [own.pdf], bundle_alt: [A card]}'
    assert outcomes(job(tmp_path, booklet), out) == [Outcome.MADE]
    assert outcomes(job(tmp_path, booklet), out) == [Outcome.KEPT]
    own.write_bytes(own.read_bytes() + b"\n")
    assert outcomes(job(tmp_path, booklet), out) == [Outcome.MADE]
    assert mistakes(tmp_path, booklet.replace("own", "none")) == [("no-such-file", 4)]


def test_the_printers_file_is_watched_and_its_mistakes_are_named(tmp_path: Path) -> None:
    out, printer = tmp_path / "out", tmp_path / "office.yaml"
    printer.write_text("schema: 1\noffset: [1, 1]\n")
    card = CARD[:-1] + ", faces: 2, printer: office.yaml}"
    assert outcomes(job(tmp_path, card), out) == [Outcome.MADE]
    first = next(out.glob("*.pdf")).read_bytes()
    assert outcomes(job(tmp_path, card), out) == [Outcome.KEPT]
    printer.write_text("schema: 1\noffset: [2, 1]\n")
    assert outcomes(job(tmp_path, card), out) == [Outcome.MADE]
    assert next(out.glob("*.pdf")).read_bytes() != first
    printer.write_text("schema: 1\n\nofset: [2, 1]\n")
    assert mistakes(tmp_path, card) == [("unknown-key", 3)]
    assert mistakes(tmp_path, card.replace("office", "none")) == [("no-such-file", 4)]


def test_a_font_that_is_replaced_is_printed_anew(tmp_path: Path) -> None:
    """In one process: written over, as by hand, and also where it lies deep, or its folder is hidden."""
    usual, other = (fonts.library(())._choose("n", "Latn", language("en"), style) for style in (PLAIN, TITLE))
    assert usual is not None and other is not None
    made: dict[str, bytes] = {}
    for name, first, last in (("again", usual, other), ("anew", other, other)):
        folder = tmp_path / name / "fonts/a/b/c/.d"
        folder.mkdir(parents=True)
        path = job(tmp_path / name, CARD, head="font_dir: [fonts]")
        for face in (first, last):
            (folder / "own.ttf").write_bytes(face.source.path.read_bytes())
            build(plan(path), tmp_path / name / "out")
        made[name] = next((tmp_path / name / "out").glob("*.pdf")).read_bytes()
    assert made["again"] == made["anew"]


def test_other_options_make_it_again(tmp_path: Path) -> None:
    out = tmp_path / "out"
    name = ", file: card}"
    assert outcomes(job(tmp_path, CARD[:-1] + name), out) == [Outcome.MADE]
    assert outcomes(job(tmp_path, CARD[:-1] + ", side: left" + name), out) == [Outcome.MADE]
    assert outcomes(job(tmp_path, CARD[:-1] + ", side: left" + name), out) == [Outcome.KEPT]


def test_the_manifest_keeps_other_jobs(tmp_path: Path) -> None:
    out = tmp_path / "out"
    outcomes(job(tmp_path, CARD), out)
    outcomes(job(tmp_path, CARD[:-1] + ", file: other}"), out)
    assert set(json.loads((out / FILE).read_text())["outputs"]) == {"card_foot_en_A6.pdf", "other.pdf"}
    assert outcomes(job(tmp_path, CARD), out) == [Outcome.KEPT]


def test_a_failure_stops_nothing(tmp_path: Path) -> None:
    no_number = "{product: leaflet, routines: [foot]}"
    done = build(plan(job(tmp_path, CROWDED, no_number, CARD)), tmp_path / "out")
    assert [one.outcome for one in done] == [Outcome.FAILED, Outcome.FAILED, Outcome.MADE]
    assert [one.code for one in done] == [4, 2, 0]
    assert exit_code(done) == 4, "that of the first"
    assert "[does-not-fit]" in done[0].message
    assert sorted(path.name for path in (tmp_path / "out").glob("*.pdf")) == ["card_foot_en_A6.pdf"]
    assert outcomes(job(tmp_path, CROWDED), tmp_path / "out") == [Outcome.FAILED], "tried again"


def test_several_at_a_time_make_the_same(tmp_path: Path) -> None:
    path = job(tmp_path, CROWDED, CARD, CARD[:-1] + ", side: left, file: left}")
    told: list[str] = []
    alone = build(plan(path), tmp_path / "one")
    together = build(plan(path), tmp_path / "two", jobs=2, progress=lambda done: told.append(done.name))
    assert alone == together
    assert sorted(told) == sorted(done.name for done in alone)
    for name in ("card_foot_en_A6.pdf", "left.pdf", FILE):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def made_or_ended(task: Task, folder: Path) -> Done:
    """Makes a file; the process of the other one is killed, as by a system whose memory has run out."""
    if task.name != "ends.pdf":
        return make_one(task, folder)
    while not (folder / "card_foot_en_A6.pdf").exists():
        time.sleep(0.05)
    time.sleep(1.0)
    os._exit(9)


def test_a_process_that_ends_fails_what_is_left_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "make_one", made_or_ended)
    path = job(tmp_path, CARD, CARD[:-1] + ", side: left, file: ends}")
    done = build(plan(path), tmp_path / "out", jobs=2)
    assert [one.outcome for one in done] == [Outcome.MADE, Outcome.FAILED]
    assert "perhaps memory ran out: use fewer --jobs" in done[1].message
    monkeypatch.undo()
    assert outcomes(path, tmp_path / "out") == [Outcome.KEPT, Outcome.MADE]


def test_instructions_are_written_and_watched(tmp_path: Path) -> None:
    path, out = job(tmp_path, CARD[:-1] + ", file: a, instructions: true}"), tmp_path / "out"
    assert outcomes(path, out) == [Outcome.MADE]
    assert outcomes(path, out) == [Outcome.KEPT]
    (out / "a-instructions.pdf").unlink()
    assert outcomes(path, out) == [Outcome.MADE]
    assert (out / "a-instructions.pdf").is_file()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FileProblem):
        build(plan(job(tmp_path, CARD)), tmp_path / "file" / "out")


@pytest.mark.parametrize(("name", "count"), [("bathroom", 2), ("clinic", 12), ("booklet", 2)])
def test_the_examples_are_made(tmp_path: Path, name: str, count: int) -> None:
    done = build(plan(EXAMPLES / f"{name}.yaml"), tmp_path)
    assert [one.outcome for one in done] == [Outcome.MADE] * count, [one.message for one in done]


def test_the_job_in_the_readme(tmp_path: Path) -> None:
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    text = readme.partition("```yaml\n")[2].partition("```")[0]
    (tmp_path / "clinic.yaml").write_text("schema: 1\nname: X\n")
    (tmp_path / "job.yaml").write_text(text, encoding="utf-8")
    tasks = plan(tmp_path / "job.yaml")
    assert [task.name for task in tasks] == [
        *(f"leaflet_foot_{lang}.pdf" for lang in ("en", "es", "ar")),
        *(f"card_all_{lang}_A5.pdf" for lang in ("en",)),
    ]
    assert {task.given.get("fold") for task in tasks[:3]} == {"tri"}
    assert all(task.instructions and task.given["impose"] == "nup" for task in tasks[3:])


def test_the_schema_describes_every_setting() -> None:
    schema = job_schema()
    assert set(output_options()) == set(every_option()) - set(APART)
    for name in ("Settings", "Output"):
        settings = schema["$defs"][name]["properties"]
        for option, about in output_options().items():
            assert settings[option]["description"] == about.help
    assert settings["lang"]["anyOf"][1]["type"] == "array", "one file of each"
    assert "array" not in str(settings["often"])
    assert all(schema["$defs"]["Job"]["properties"][key]["description"] for key in OF_THE_JOB)


def test_pictures_are_named_as_by_themselves_and_as_asked(tmp_path: Path) -> None:
    path = job(
        tmp_path,
        "{product: picture, routines: [foot], step: 4}",
        '{product: picture, routines: [foot], step: 5, file: "{routines}-{step}.svg"}',
        "{product: view, view: foot-sole, debug: true}",
        "{product: card, routines: [foot], faces: 2, size: A6, instructions: true, file: card.png}",
    )
    tasks = plan(path)
    assert [task.name for task in tasks] == ["foot_4.pdf", "foot-5.svg", "foot-sole.pdf", "card.png"]
    assert {one.outcome for one in build(tasks, tmp_path / "out")} == {Outcome.MADE}
    made = {each.name for each in (tmp_path / "out").iterdir()} - {FILE}
    assert made == {"foot_4.pdf", "foot-5.svg", "foot-sole.pdf", "card-1.png", "card-2.png", "card-instructions.pdf"}
    assert (tmp_path / "out/foot-5.svg").read_bytes().startswith(b"<")
    assert {one.outcome for one in build(tasks, tmp_path / "out")} == {Outcome.KEPT}
    (tmp_path / "out/card-2.png").unlink()
    assert [one.outcome is Outcome.MADE for one in build(tasks, tmp_path / "out")] == [False, False, False, True]


@pytest.mark.parametrize(
    ("names", "owned"),
    [
        (["a.png"], True),
        (["a-1.png", "a-2.png"], True),
        (["a-1.png"], False),
        (["a-1.png", "a-3.png"], False),
        (["a-1.png", "b-2.png"], False),
        ([], False),
    ],
)
def test_the_files_of_a_task_are_told_by_their_names(names: list[str], owned: bool) -> None:
    assert Task("a.png", "card", ("foot",), {}).owns(names) is owned
    told = Task("a.png", "card", ("foot",), {}, instructions=True)
    assert told.owns([*names, "a-instructions.pdf"]) is owned
    assert not told.owns(names)


def test_what_the_planner_knows_of_a_job_is_what_a_file_may_say() -> None:
    said = {struct.__name__: struct.__struct_fields__ for struct in (model._Settings, model._Output, model._Job)}
    options = {*output_options()}
    settings = {*model.Settings.__annotations__}
    assert {*settings, *options} == {*said["Settings"]}
    assert {*model.Output.__annotations__, *settings, *options} == {*said["Output"]}
    assert {*model.Job.__annotations__, "schema"} == {*said["Job"]}
    assert {*OF_THE_JOB} < {*model.Job.__annotations__}
