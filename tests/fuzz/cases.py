"""Inputs of every kind, and what is done with each."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from msgspec import Struct
from PIL import Image
from pypdf import PdfWriter

import soleprint
from soleprint.clinic.logo.draw import logo, read_logo
from soleprint.content.locale.files import TranslationFiles
from soleprint.files.folders import builtin
from soleprint.files.images import read_raster
from soleprint.jobs.make import build
from soleprint.jobs.plan import plan
from soleprint.merge.make import check_table
from soleprint.preflight.foreign.inspect import inspect_pdf
from soleprint.products.options import every_option
from tests.clinic.pages.files import file
from tests.clinic.pages.test_leads import linked
from tests.fuzz import templates
from tests.fuzz.child import command
from tests.fuzz.spoiling import damaged, damages, edited, edits, words
from tests.merge.books import placed, xlsx
from tests.support import press


class Case(Struct, frozen=True):
    """Files to put into an empty folder, and what to do there: a name of ``ACTIONS`` and what it takes."""

    files: dict[str, bytes]
    action: str
    given: dict[str, Any]

    def run(self, folder: Path) -> object:
        for name, data in self.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        return ACTIONS[self.action](folder, **self.given)

    def save(self, folder: Path) -> None:
        """The files, and ``case.json`` beside them, to try it again."""
        for name, data in self.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        told = json.dumps({"action": self.action, "given": self.given, "files": list(self.files)}, indent=1)
        (folder / "case.json").write_text(told, encoding="utf-8")


def _make(folder: Path, product: str, routines: list[str], **options: Any) -> object:
    return soleprint.make(product, routines, **options).pdf


def _logo(folder: Path) -> object:
    return logo(read_logo((folder / "logo").read_bytes(), "logo"), 100, 50)


def _build(folder: Path) -> object:
    done = build(plan(folder / "job.yaml")[:2], folder / "out")
    assert not any("soleprint itself failed" in one.message for one in done), done
    return done


def _translate(folder: Path) -> object:
    files = TranslationFiles(folder / "mine")
    return [*files.check("es"), files.status("es"), *files.update("es")]


def _command(folder: Path, words: list[str]) -> None:
    command(*words)


def _odd_paths(folder: Path, words: list[str]) -> None:
    _odd_places(folder)
    command(*words)


ACTIONS: Mapping[str, Callable[..., object]] = {
    "make": _make,
    "logo": _logo,
    "raster": lambda folder: read_raster((folder / "picture").read_bytes()),
    "preflight": lambda folder: inspect_pdf((folder / "in.pdf").read_bytes()),
    "build": _build,
    "translate": _translate,
    "table": lambda folder: check_table(folder / "job.yaml"),
    "command": _command,
    "odd paths": _odd_paths,
}


@cache
def warm() -> None:
    """Make what the trials make once, so that each child begins with all that is kept."""
    pictures: dict[str, Any] = {"product": "picture", "routines": ["foot"]}
    for given in (CARD, {**CARD, "lang": "es"}, LEAFLET, {**LEAFLET, "product": "booklet"}, pictures):
        _make(Path(), **given)
    _pdfs()


@cache
def shipped(name: str) -> str:
    """A file of the content or the templates."""
    kind: Any = "templates" if name.endswith(".j2") or name.startswith("themes/") else "content"
    return (builtin(kind) / name).read_text(encoding="utf-8")


CARD: dict[str, Any] = {"product": "card", "routines": ["foot"]}
LEAFLET: dict[str, Any] = {"product": "leaflet", "routines": ["foot"], "emergency": "999"}
CONTENT: Mapping[str, dict[str, Any]] = {
    "routines/foot.yaml": CARD,
    "safety/leg-and-foot.yaml": LEAFLET,
    "regions/foot.yaml": CARD,
    "strokes.yaml": CARD,
    "claims.yaml": CARD,
    "phrases.yaml": LEAFLET,
    "placing.yaml": {"product": "picture", "routines": ["foot"]},
    "scenes/foot.yaml": {"product": "picture", "routines": ["foot"], "step": "2"},
    "views/foot-sole.yaml": {"product": "view", "routines": [], "view": "foot-sole", "debug": True},
    "hands/{hand}.yaml": {"product": "view", "routines": [], "view": "hand:{hand}"},
    "signs/{sign}.yaml": {"product": "view", "routines": [], "view": "sign:{sign}"},
}
"""Files of content, and what is made of each."""


@cache
def _seeds() -> list[tuple[str, dict[str, Any]]]:
    """The files of ``CONTENT`` that there are, with a hand and a sign put in."""
    found = []
    first = {kind: sorted((builtin("content") / f"{kind}s").glob("*.yaml"))[0].stem for kind in ("hand", "sign")}
    for name, given in CONTENT.items():
        filled = {key: value.format(**first) if isinstance(value, str) else value for key, value in given.items()}
        found.append((name.format(**first), filled))
    return [(name, given) for name, given in found if (builtin("content") / name).is_file()]


def _content(seed: tuple[str, dict[str, Any]], changes: list[Any]) -> Case:
    name, given = seed
    text = edited(shipped(name), changes).encode("utf-8", "surrogatepass")
    return Case({f"mine/{name}": text}, "make", {**given, "content": "mine"})


def _template(product: str, text: str) -> Case:
    given = LEAFLET if product == "leaflet" else CARD
    data = text.encode("utf-8", "surrogatepass")
    return Case({f"mine/{product}.xml.j2": data}, "make", {**given, "product": product, "templates": "mine"})


def _edited_template(product: str, changes: list[Any]) -> Case:
    return _template(product, edited(shipped(f"{product}.xml.j2"), changes))


def _theme(changes: list[Any]) -> Case:
    theme = edited(shipped("themes/clear.yaml"), changes).encode("utf-8", "surrogatepass")
    return Case({"mine/themes/own.yaml": theme}, "make", {**CARD, "templates": "mine", "theme": "own"})


PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: es\\n"
"X-Soleprint-Review-Status: draft\\n"

#. Name of a stroke
#: content/strokes.yaml
msgctxt "strokes/glide/name"
msgid "Glide"
msgstr "Deslizar"

#, fuzzy
#| msgid "Old"
msgctxt "routines/foot/title"
msgid "Foot"
msgstr "Pie"

#~ msgctxt "gone"
#~ msgid "a"
#~ msgstr "b"
"""


def _po(changes: list[Any], action: str) -> Case:
    files = {"mine/locale/es/soleprint.po": edited(PO, changes).encode("utf-8", "surrogatepass")}
    return Case(files, action, {**CARD, "lang": "es", "content": "mine"} if action == "make" else {})


PROFILE = """schema: 1
name: Riverside Clinic
logo: {file: logo.svg, alt: Riverside Clinic}
address: [1 River Street, Leeds LS1 1AA]
phone: "+44 113 496 0000"
web: https://clinic.example.org
email: hello@example.org
colours: {accent: "#005eb8", badge: "#004B93"}
emergency: {ambulance: 999, advice: {name: NHS 111, number: 111}}
emergency_in:
  es: {ambulance: 112}
reference: RC-17
issued: 2026-01-01
review_by: 2028-01-01
reviewer: {name: A. Person, role: Physiotherapist, date: 2026-01-01}
footer: A charity.
feedback: {contact: hello@example.org}
qr: {target: "https://clinic.example.org/feet", caption: Our page}
author: Riverside
translation_reviewers:
  es: {name: B. Person, date: 2026-01-01}
"""
SVG = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 60">
<style>.a { fill: red; stroke-width: 2 } rect.b { fill: url(#g) }</style>
<defs><linearGradient id="g" x1="0" x2="1"><stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="navy"/>
</linearGradient><clipPath id="c"><circle cx="5" cy="5" r="4"/></clipPath></defs>
<rect class="a b" x="1" y="2" width="30" height="20" rx="3" transform="rotate(10 5 5) scale(1.5)"/>
<path d="M10 10h20v5l-3-2 4 4c1 2 3 4 5 6s2 2 3 3q1 1 2 2t1 1a5 6 30 0 1 9 9z" fill-rule="evenodd" stroke="teal"/>
<g id="u" clip-path="url(#c)" opacity="1"><polygon points="1,2 3,4 5,0"/><ellipse cx="9" cy="9" rx="3" ry="2"/></g>
<use xlink:href="#u" x="20" y="10"/><line x1="0" y1="0" x2="9" y2="9" stroke="black" stroke-dasharray="2 1"/>
</svg>
"""


def _profile(changes: list[Any]) -> Case:
    profile = edited(PROFILE, changes).encode("utf-8", "surrogatepass")
    return Case({"clinic.yaml": profile, "logo.svg": SVG.encode()}, "make", {**CARD, "profile": "clinic.yaml"})


def _svg(changes: list[Any]) -> Case:
    return Case({"logo": edited(SVG, changes).encode("utf-8", "surrogatepass")}, "logo", {})


@cache
def _pictures() -> list[bytes]:
    """Small pictures of every kind that is read."""
    found = []
    for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"):
        image = Image.new("RGB", (40, 30), "teal").convert("RGB" if mode == "I;16" else mode)
        image = Image.new("I;16", (40, 30), 999) if mode == "I;16" else image
        for form in ("PNG", "JPEG", "WEBP"):
            out = io.BytesIO()
            try:
                image.save(out, form)
            except OSError:
                continue  # no such kind of this mode
            found.append(out.getvalue())
    return found


def _raster(seed: int, changes: list[Any]) -> Case:
    return Case({"picture": damaged(_pictures()[seed % len(_pictures())], changes)}, "raster", {})


@cache
def _pdfs() -> list[bytes]:
    """Our own files, one with links, and an empty one."""
    blank, out = PdfWriter(), io.BytesIO()
    blank.add_blank_page(200, 100)
    blank.write(out)
    own = [soleprint.make("view", view="foot-sole").pdf, soleprint.make("card", "foot", size="A6").pdf]
    return [out.getvalue(), *own, file(linked("https://a.example", "tel:999", "file:///x"))]


def _pdf(seed: int, changes: list[Any], action: str) -> Case:
    data = damaged(_pdfs()[seed % len(_pdfs())], changes)
    if action == "preflight":
        return Case({"in.pdf": data}, action, {})
    given = {**LEAFLET, "product": "booklet", "bundle": "in.pdf", "bundle_alt": "A page"}
    if action == "print shop":
        return Case(
            {"in.pdf": data, "in.icc": press.profile()}, "make", {**given, "standard": "pdfx4", "icc": "in.icc"}
        )
    return Case({"in.pdf": data}, "make", given)


JOB = """schema: 1
profile: clinic.yaml
defaults: {lang: [en], hole: top, emergency: "112"}
outputs:
  - product: card
    routines: [foot]
    size: [A6, A5]
    file: "{product}-{routines}-{size}"
  - {product: picture, routines: [foot], step: 2, file: a.svg}
"""


def _job(changes: list[Any]) -> Case:
    text = edited(JOB, changes).encode("utf-8", "surrogatepass")
    return Case({"job.yaml": text, "clinic.yaml": PROFILE.replace("logo:", "# logo:").encode()}, "build", {})


MERGE = """schema: 1
outputs:
  - product: leaflet
    routines: [foot]
    emergency: "999"
    merge: {table: people.csv, sheet: People, name: "{reference}-{row}", title: "{title} ({reference})"}
    columns: {name: [First, Last], date: {column: Seen, format: "%d.%m.%Y"}, notes: ~}
"""
PEOPLE = """Ref;First;Last;Seen;Language;Side;Exercises;Size;Link;Notes
R-1;Ana;Silva;28.02.2026;de;links;foot;A4;https://clinic.example/1;"Rest; then
begin"
R-2;\u0644\u064a\u0644\u0649;;;Arabic;both;all;;tel:+441632960123;
"""


def _table(book: bool, changes: list[Any], in_job: list[Any]) -> Case:
    """A table and the job that names it; nothing damaged in one of them makes up for the other."""
    sheet = placed([line.split(";") for line in PEOPLE.replace("; then\nbegin", "").splitlines()])
    data, name = (xlsx({"People": sheet}), "people.xlsx") if book else (PEOPLE.encode(), "people.csv")
    job = edited(MERGE.replace("people.csv", name) if book else MERGE.replace("sheet: People, ", ""), in_job)
    return Case({name: damaged(data, changes), "job.yaml": job.encode("utf-8", "surrogatepass")}, "table", {})


def _options(product: str, asked: dict[str, str]) -> Case:
    given = [word for name, value in asked.items() for word in (f"--{name.replace('_', '-')}", value)]
    routines = [] if product in ("contact-sheet", "printer-test", "view") else ["foot"]
    return Case({}, "command", {"words": ["make", product, *routines, "--out", "out.pdf", *given]})


def _odd_places(folder: Path) -> None:
    """What may lie in a folder beside files."""
    (folder / "loop").symlink_to("loop")
    (folder / "nothing").symlink_to("nowhere")
    (folder / "folder.pdf").mkdir()
    (folder / "up").symlink_to("..")
    (folder / "text.yaml").write_text("a: b", encoding="utf-8")
    (folder / "long" / ("x" * 200)).mkdir(parents=True)
    os.mkfifo(folder / "pipe")
    (folder / "routines").symlink_to("/dev/null")


PLACES = (
    "loop", "nothing", "folder.pdf", "up", "text.yaml", "long", "pipe", "/dev/null", "/dev/zero", "/dev/full",
    "/proc/self/mem", "/proc/self/environ", "/", ".", "..", "", " ", "-", "--", "a" * 300, "字" * 90, "x/" * 500,
    "a\nb", "\udce9", "~", "CON", "nul.pdf", "/root/x.pdf", "/nowhere/x.pdf", "text.yaml/x.pdf", "a*b?.pdf",
    "http://a.example/x", "file:///etc/passwd", "out.pdf", "routines",
)  # fmt: skip
_INTO = ("--out",)
_FROM = ("--content", "--templates", "--profile", "--font-dir", "--bundle")


def _paths(which: str, place: str) -> Case:
    if which in ("check", "preflight", "build"):
        return Case({}, "odd paths", {"words": [which, place]})
    if which == "fill":
        return Case({}, "odd paths", {"words": ["translate", "fill", "es", place, "--content", "."]})
    if which == "--out" and place == "pipe":
        place = "loop"  # writing to a pipe waits for who reads it, as it must
    product = ["make", "booklet", "foot", "--emergency", "999"] if which == "--bundle" else ["make", "leaflet", "foot"]
    more = ["--emergency", "999"] if which not in ("--bundle", "--profile") else []
    out = [] if which == "--out" else ["--out", "out.pdf"]
    return Case({}, "odd paths", {"words": [*product, *more, *out, which, place]})


_PRODUCTS = ("card", "leaflet", "picture", "view", "contact-sheet", "printer-test", "deck", "poster")
_NAMES = sorted({*every_option(), "format", "dpi"} - {"out", "bundle", "font_dir"})
KINDS: Mapping[str, st.SearchStrategy[Case]] = {
    "content": st.builds(_content, st.deferred(lambda: st.sampled_from(_seeds())), edits()),
    "templates": st.builds(_template, st.sampled_from(("card", "leaflet")), templates.documents())
    | st.builds(_edited_template, st.sampled_from(("card", "leaflet", "booklet")), edits(3)),
    "themes": st.builds(_theme, edits(3)),
    "po": st.builds(_po, edits(), st.sampled_from(("make", "translate"))),
    "profile": st.builds(_profile, edits(3)),
    "svg": st.builds(_svg, edits(4)),
    "pictures": st.builds(_raster, st.integers(0, 99), damages()),
    "pdf": st.builds(_pdf, st.integers(0, 99), damages(), st.sampled_from(("preflight", "bundle", "print shop"))),
    "jobs": st.builds(_job, edits(3)),
    "tables": st.builds(_table, st.booleans(), damages(3), st.just([]) | edits(2)),
    "options": st.builds(
        _options, st.sampled_from(_PRODUCTS), st.dictionaries(st.sampled_from(_NAMES), words(), min_size=1, max_size=3)
    ),
    "paths": st.builds(
        _paths, st.sampled_from((*_FROM, *_INTO, "check", "preflight", "build", "fill")), st.sampled_from(PLACES)
    ),
}
"""What is tried, by name."""
