"""A product of one's own is two files, and every door shows and makes it as if it were shipped."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from click.shell_completion import ShellComplete

import soleprint
from soleprint.cli import main
from soleprint.errors import ContentError, ExitCode, UsageProblem
from soleprint.jobs.plan import plan
from soleprint.layout.paper import MM
from tests.cli.runner import run
from tests.ink import reading
from tests.support.cards import texts

PRODUCT = """\
schema: 1
summary: A bookmark with the steps in words.
documents: each
takes: [content, page, trim, clinic, sheet]
size: 50x200mm
defaults: {bleed: 2mm}
pages: {kind: faces, margin: 6}
type: {by: fixed, fixed: {smallest: 9, largest: 12}}
impose: [none, nup]
file: [routines, product, size]
example: foot --bleed 3
"""
TEMPLATE = """\
<document title="{{ routine.title }}">
<page minimum="{{ minimum }}" maximum="{{ maximum }}" gap="0.5">
  <h1>{{ routine.title }}</h1>
  <ol gap="0.3">{% for step in steps %}<li number="{{ loop.index }}"><p>{{ step.cue }}</p></li>{% endfor %}</ol>
  {% for zone in zones %}<panel tone="rule"><p>{{ zone.cue }}</p></panel>{% endfor %}
  {% for stop in safety.stops %}<panel tone="stop"><p>{{ stop.title }}</p><p>{{ stop.cue }}</p></panel>{% endfor %}
  <p>{{ words["main-message"] }}{% if emergency %} {{ emergency.ambulance }}{% endif %}</p>
  <p style="small">{{ review_line }}{{ sign.stop }}{{ draft_line }}</p>
</page>
</document>
"""
make: Any = soleprint.make


def put(folder: Path, product: str = PRODUCT, template: str | None = TEMPLATE, name: str = "bookmark") -> None:
    """The two files of a product."""
    (folder / f"{name}.yaml").write_text(product, encoding="utf-8")
    if template is not None:
        (folder / f"{name}.xml.j2").write_text(template, encoding="utf-8")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    (folder / "themes").mkdir(parents=True)
    put(folder)
    (folder / "themes" / "dim.yaml").write_text("schema: 1\nname: Dim\nextends: clear\n", encoding="utf-8")
    return folder


def completed(*words: str | Path) -> list[str]:
    """What the shell offers for the last word."""
    *args, incomplete = map(str, words)
    shell = ShellComplete(main, {}, "soleprint", "_SOLEPRINT_COMPLETE")
    return [item.value for item in shell.get_completions(args, incomplete)]


# Shown


def test_help_shows_it_among_the_others(mine: Path) -> None:
    text = run("make", "--templates", mine, "--help").stdout
    assert re.search(r"^  bookmark +A bookmark with the steps in words\.$", text, re.MULTILINE)
    assert re.search(r"^  card ", text, re.MULTILINE)
    assert "bookmark" not in run("make", "--help").stdout
    assert "bookmark" in run("audit", "--templates", mine, "--help").stdout


@pytest.mark.parametrize("before", [True, False])
def test_its_own_help_has_its_options(mine: Path, before: bool) -> None:
    own = ("--templates", str(mine))
    words = [*own, "bookmark"] if before else ["bookmark", *own]
    text = run("make", *words, "--help").stdout
    assert "A bookmark with the steps in words." in text
    assert "soleprint make bookmark foot --bleed 3" in text
    assert "--bleed" in text
    assert "--impose" in text
    assert "--faces" not in text
    assert "--fold" not in text


def test_lists_show_it(mine: Path) -> None:
    assert "bookmark " in run("list", "products", "--templates", mine).stdout
    assert soleprint.products(mine)["bookmark"] == "A bookmark with the steps in words."
    assert "bookmark" not in soleprint.products()


def test_the_shell_completes_it(mine: Path) -> None:
    assert completed("make", "--templates", mine, "bo") == ["booklet", "bookmark"]
    assert completed("make", "bo") == ["booklet"]
    assert completed("audit", "--templates", mine, "book") == ["booklet", "bookmark"]
    own = ("make", "--templates", mine, "bookmark")
    assert completed(*own, "ba") == ["back-of-leg"]
    assert completed(*own, "foot", "--bl") == ["--bleed"]
    assert completed(*own, "foot", "--impose", "nu") == ["nup"]
    assert completed("make", "bookmark", "foot", "--templates", mine, "--theme", "di") == ["dim"]
    assert completed("make", "card", "foot", "--theme", "di") == []


@pytest.mark.parametrize(
    "words",
    [
        ("mkae", "c"),
        ("make", "cards", "f"),
        ("make", "instructions", "f"),
        ("make", "--templates", "nowhere", "c"),
        ("make", "card", "--templates", "nowhere", "--theme", "c"),
        ("make", "card", "--content", "nowhere", "f"),
    ],
)
def test_completing_a_mistake_says_nothing(words: tuple[str, ...]) -> None:
    assert all(isinstance(word, str) for word in completed(*words))


# Made


@pytest.mark.parametrize("before", [True, False])
def test_the_command_makes_it(mine: Path, tmp_path: Path, before: bool) -> None:
    own = ["--templates", "mine"]
    words = [*own, "bookmark", "foot"] if before else ["bookmark", "foot", *own]
    run("make", *words, "--emergency", "112", cwd=tmp_path)
    assert [path.name for path in tmp_path.glob("*.pdf")] == ["foot_bookmark_50x200mm.pdf"]
    data = (tmp_path / "foot_bookmark_50x200mm.pdf").read_bytes()
    (page,) = reading.reader(data).pages
    assert (float(page.trimbox.width) / MM, float(page.trimbox.height) / MM) == pytest.approx((50, 200), abs=0.1)
    assert float(page.bleedbox.width) / MM == pytest.approx(54, abs=0.1), "its own usual bleed"
    assert "112" in " ".join(texts(data))
    assert data == make("bookmark", "foot", templates=mine, emergency="112").pdf


def test_a_job_makes_it(mine: Path, tmp_path: Path) -> None:
    job = tmp_path / "job.yaml"
    job.write_text(
        "schema: 1\ntemplates: mine\noutputs:\n  - {product: bookmark, routines: all, sheet: A4, impose: nup}\n",
        encoding="utf-8",
    )
    (done,) = soleprint.build(job)
    assert (done.outcome, done.pages, done.message) == ("made", 3, "")
    assert (tmp_path / "out" / "bookmark_all_en_50x200mm.pdf").is_file()
    job.write_text(job.read_text(encoding="utf-8").replace("templates: mine\n", ""), encoding="utf-8")
    with pytest.raises(ContentError, match=r"job\.yaml:3:.*unknown-product"):
        plan(job)


def test_it_is_audited_and_checked(mine: Path) -> None:
    for words in (("--templates", mine, "bookmark", "foot"), ("bookmark", "foot", "--templates", mine)):
        assert run("audit", *words).stdout.startswith("Foot: ")
    assert soleprint.audit("bookmark", "foot", templates=mine).score().decided > 20
    assert [str(found) for found in soleprint.check(mine) if found.severity == "error"] == []


def test_it_is_held_to_what_it_takes(mine: Path) -> None:
    refused: list[tuple[dict[str, Any], str]] = [
        ({"templates": mine, "faces": 2}, "not-for-product"),
        ({"templates": mine, "impose": "poster"}, "not-for-product"),
        ({"templates": mine, "copies": 3}, "option-needs"),
        ({}, "unknown-product"),
    ]
    for given, code in refused:
        with pytest.raises(UsageProblem) as caught:
            make("bookmark", "foot", **given)
        assert caught.value.code == code
    told = run("make", "bookmark", "foot", "--templates", mine, "--faces", "2", code=ExitCode.USAGE)
    assert "--faces is not for the product 'bookmark'; products that take it: card." in told.stderr
    taken = run("make", "card", "foot", "--templates", mine, "--fold", "tri", code=ExitCode.USAGE)
    assert "products that take it: leaflet." in taken.stderr


# What its files have wrong

MISTAKES = {
    "no template": (None, "no-template", 1),
    "a group that there is not": (("trim,", "trimm,"), "unknown-value", 4),
    "a group named twice": (("trim,", "trim, trim,"), "product-groups", 4),
    "no sizes of type": ((", fixed: {smallest: 9, largest: 12}", ""), "product-type", 8),
    "sizes the wrong way round": (("smallest: 9", "smallest: 90"), "product-type", 8),
    "type of editions without any": (("by: fixed", "by: edition"), "product-type", 8),
    "a default of another product": (("bleed: 2mm", "fold: tri"), "product-default", 6),
    "a default that cannot be": (("bleed: 2mm", "bleed: 2 miles"), "product-default", 6),
    "panels without folds": (("kind: faces", "kind: panels"), "product-groups", 4),
    "routines without their options": (("[content, ", "[look, "), "product-groups", 4),
    "binding what is no booklet": (("sheet]", "sheet, binding]"), "product-groups", 4),
    "a key that there is not": (("impose:", "imposed:"), "unknown-key", 9),
}


def mistaken(change: tuple[str, str] | None) -> dict[str, Any]:
    """The product with a mistake; without a change it lacks its template."""
    if change is None:
        return {"template": None}
    assert change[0] in PRODUCT
    return {"product": PRODUCT.replace(*change)}


@pytest.mark.parametrize("name", MISTAKES)
def test_each_mistake_of_its_file_is_told_with_its_line(name: str, tmp_path: Path) -> None:
    change, code, line = MISTAKES[name]
    put(tmp_path, **mistaken(change))
    with pytest.raises(ContentError) as caught:
        make("bookmark", "foot", templates=tmp_path)
    assert (code, line) in [(finding.code, finding.line) for finding in caught.value.findings]
    assert f"bookmark.yaml:{line}:" in run("make", "bookmark", "foot", "--templates", tmp_path, code=3).stderr
    assert "card" in run("make", "--templates", tmp_path, "--help").stdout, "the others are still to be had"


def test_a_check_tells_the_mistakes_of_every_file(tmp_path: Path) -> None:
    for number, (change, _, _) in enumerate(MISTAKES.values()):
        put(tmp_path, **mistaken(change), name=f"bookmark-{number}")
    told = run("check", "--templates", tmp_path, code=ExitCode.FINDINGS).stdout.splitlines()
    for number, (_, code, line) in enumerate(MISTAKES.values()):
        start = f"bookmark-{number}.yaml:{line}:"
        assert any(start in each and each.endswith(f"[{code}]") for each in told), (start, code)


UNSAID = {
    "{{ stop.cue }}": "where to get help",
    "<p>{{ stop.title }}</p><p>{{ stop.cue }}</p>": "the stop panel",
    '{% for zone in zones %}<panel tone="rule"><p>{{ zone.cue }}</p></panel>{% endfor %}': "the rule",
    '{{ words["main-message"] }}': "the rules at all times",
    "{{ review_line }}{{ sign.stop }}": "who has reviewed it",
}
"""What a template leaves out, and what its pages lack then."""


def silent_on(printed: str) -> str:
    assert printed in TEMPLATE
    return TEMPLATE.replace(printed, "")


@pytest.mark.parametrize("printed", UNSAID)
def test_it_must_say_what_every_product_must(printed: str, tmp_path: Path) -> None:
    put(tmp_path, template=silent_on(printed))
    with pytest.raises(ContentError) as caught:
        make("bookmark", ["back-of-leg", "foot"], templates=tmp_path)
    assert {finding.code for finding in caught.value.findings} == {"safety-missing"}
    assert any(UNSAID[printed] in finding.message for finding in caught.value.findings)
    assert all(finding.source.endswith("bookmark.xml.j2") for finding in caught.value.findings)


def test_a_check_tells_what_each_leaves_unsaid(tmp_path: Path) -> None:
    for number, printed in enumerate(UNSAID):
        put(tmp_path, template=silent_on(printed), name=f"bookmark-{number}")
    told = run("check", "--templates", tmp_path, code=ExitCode.FINDINGS).stdout.splitlines()
    for number, lacking in enumerate(UNSAID.values()):
        assert any(f"bookmark-{number}.xml.j2" in each and lacking in each for each in told), lacking
