"""``soleprint translate``."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from soleprint.cli.streams import write_json
from soleprint.cli.types import FOLDER, content_option, folders
from soleprint.errors import ExitCode, Finding, Severity, UsageProblem
from soleprint.files.counts import count_of

COLUMNS = ("", "done", "fuzzy", "missing", "safety", "glossary", "studio", "reviewed", "void", "unreviewed", "review")

languages_argument = click.argument("langs", nargs=-1, metavar="[LANG]...")


@click.group(epilog="\b\nExamples:\n  soleprint translate status\n  soleprint translate update es --content mine")
def translate() -> None:
    """Keep the translations (PO files in content/locale) up to date, count and check them."""


@translate.command(epilog="\b\nExample:\n  soleprint translate new eo --content mine")
@click.argument("lang")
@content_option
def new(lang: str, content: Path | None) -> None:
    """Begin the translation into LANG, a language that is not built in, in a content folder of your own.

    LANG is a tag of BCP 47 such as eo; of a language that CLDR does not know name the script too: xyz-Ethi. The folder
    must be there. languages.yaml in it gets what CLDR says of the language, locale/LANG the texts to translate. When
    every safety text is translated, --lang LANG --content DIR makes every product.
    """
    from soleprint.content.languages import SOURCE, TAG, languages
    from soleprint.content.locale.catalogue import languages_in
    from soleprint.content.locale.files import TranslationFiles, own_folder

    if not re.fullmatch(TAG, lang):
        raise UsageProblem(
            f"{lang!r} is not written as BCP 47 has it, such as eo or gez-Ethi.", code="unknown-language"
        )
    content = own_folder(content)
    if lang.partition("-")[0] == SOURCE:
        raise _no_translation()
    if lang in languages().known or lang in languages_in(content):
        command = f"soleprint translate update {lang} --content {content}"
        raise UsageProblem(
            f'The language {lang} is there already; "{command}" keeps it up to date.', code="language-exists"
        )
    translations = TranslationFiles(content)
    _entry(lang, content)
    for path in translations.update(lang):
        click.echo(f"Wrote {path}")
    counted = translations.status(lang).texts
    click.echo(f"{count_of(counted.missing, 'text')} to translate, {counted.safety} of them for safety.", err=True)


def _entry(lang: str, content: Path) -> bool:
    """Writes the entry of a language in languages.yaml where there is none, and says what is to be done about it."""
    from soleprint.content.locale.begin import begin

    begun = begin(content, lang)
    if begun is None:
        return False
    click.echo(f"Wrote {begun.path}")
    if begun.missing:
        click.echo(f"CLDR does not have {', '.join(begun.missing)} of {lang}: write them into {begun.path}.", err=True)
    if begun.lent:
        lent = f"As in other languages of this script: {', '.join(begun.lent)}"
        click.echo(f"{lent}. Look at them in {begun.path}.", err=True)
    for line in _about_type(lang, content):
        click.echo(line, err=True)
    return True


def _about_type(lang: str, content: Path) -> Iterator[str]:
    """What a language needs for its type that is not there."""
    from soleprint.content.languages import languages
    from soleprint.errors import FontProblem
    from soleprint.files.folders import layers
    from soleprint.text import Typesetter
    from soleprint.text.breaks import UNPARTED

    known = languages(layers("content", content))
    try:
        Typesetter(lang, known=known).font()
    except FontProblem as error:
        yield str(error)
    if known.find(lang).script in UNPARTED:
        yield f"Lines in {lang} end at spaces alone; put U+200B between words where they may end too."


@translate.command(epilog="\b\nExamples:\n  soleprint translate update\n  soleprint translate update es --content mine")
@languages_argument
@content_option
def update(langs: tuple[str, ...], content: Path | None) -> None:
    """Write today's texts into the PO files of LANG (all languages when none is named).

    Translations are kept, those of built-in texts that --content DIR says in other words too. One whose English has
    changed is marked fuzzy, and one that nothing uses any more goes to the end of its file. A new text that is built in
    elsewhere gets its translation from there, marked fuzzy too.
    """
    from soleprint.content.locale.files import TranslationFiles, may_write

    may_write(content)
    wanted = targets(langs, content)
    translations = TranslationFiles(content)
    entries = sum(_entry(lang, content) for lang in _own(wanted)) if content else 0
    written = [path for lang in wanted for path in translations.update(lang)]
    for path in written:
        click.echo(f"Wrote {path}")
    click.echo(f"{count_of(len(written) + entries, 'file')} changed.", err=True)


def _own(langs: Iterable[str]) -> list[str]:
    """Those of the languages that only the user's folder has texts in."""
    from soleprint.content.languages import languages

    return [lang for lang in langs if lang not in languages().known]


@translate.command(epilog="\b\nExamples:\n  soleprint translate status es zh-Hant\n  soleprint translate status --json")
@languages_argument
@content_option
@click.option("as_json", "--json", is_flag=True, help="Write JSON: one object, by language.")
def status(langs: tuple[str, ...], content: Path | None, as_json: bool) -> None:
    """Count what is done, fuzzy and missing in LANG (all languages when none is named).

    The column safety counts the safety texts that are fuzzy or missing: a product that shows one is not made. The last
    columns count all that is printed in the language, beneath --content DIR too: reviewed as it is now; void, where the
    text or its English has been edited since; and reviewed by nobody.
    """
    from soleprint.content.locale.files import TranslationFiles

    wanted = targets(langs, content)
    translations = TranslationFiles(content)
    found = [translations.status(lang) for lang in wanted]
    if as_json:
        write_json({each.lang: _facts(each) for each in found})
        return
    rows = [COLUMNS, *map(_row, found)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS) - 1)]
    for row in rows:
        numbers = "  ".join(f"{cell:>{width}}" for cell, width in zip(row[1:-1], widths[1:], strict=True))
        click.echo(f"{row[0]:<{widths[0]}}  {numbers}  {row[-1]}")


def _row(found: Any) -> tuple[str, ...]:
    texts, terms, review = found.texts, found.terms, found.review
    counts = (texts.done, texts.fuzzy, texts.missing, texts.safety)
    reviews = (found.reviewed, found.void, found.unreviewed)
    by = f"by {review.reviewer}, {review.date}" if review.reviewed else ""
    state = f"{'reviewed' if found.is_reviewed else 'draft'} {by}".strip()
    return (found.lang, *map(str, counts), _share(terms), _share(found.pages), *map(str, reviews), state)


def _share(counted: Any) -> str:
    return f"{counted.done}/{counted.done + counted.fuzzy + counted.missing}"


def _facts(found: Any) -> dict[str, Any]:
    """The same as a row, for programs."""
    counts = ("done", "fuzzy", "missing")
    review = found.review
    return {
        **{name: getattr(found.texts, name) for name in (*counts, "safety", "percent")},
        **{name: getattr(found, name) for name in ("reviewed", "void", "unreviewed")},
        "glossary": {name: getattr(found.terms, name) for name in counts},
        "studio": {name: getattr(found.pages, name) for name in counts},
        "review": {
            "reviewed": found.is_reviewed,
            "reviewer": review.reviewer,
            "date": review.date,
            "back_translation": review.back_translation,
        },
    }


@translate.command(epilog="\b\nExample:\n  soleprint translate check es")
@languages_argument
@content_option
def check(langs: tuple[str, ...], content: Path | None) -> None:
    """Name everything wrong in the translations into LANG. Exit code 1 when there is an error.

    A safety text that is fuzzy or missing is an error, another one a warning.
    """
    from soleprint.content.locale.files import TranslationFiles

    wanted = targets(langs, content)
    translations = TranslationFiles(content)
    _report([finding for lang in wanted for finding in translations.check(lang)])


@translate.command(epilog="\b\nExample:\n  soleprint translate fill es spanish.json --content mine")
@click.argument("lang")
@click.argument("file", type=click.Path(path_type=Path))
@content_option
def fill(lang: str, file: Path, content: Path | None) -> None:
    """Put the translations of FILE into the PO files of LANG.

    FILE is JSON: {"strokes/glide/name": "translation", "glossary/to-glide": "translation"}, by context (msgctxt). Names
    of header fields that begin with X-Soleprint- set those. Exit code 1 when one of the translations has an error.
    """
    from soleprint.content.locale.files import TranslationFiles, may_write
    from soleprint.files.folders import read_bytes

    may_write(content)
    code = target(lang, content)
    given = _translations(read_bytes(file), file)
    findings = TranslationFiles(content).fill(code, given)
    click.echo(f"{count_of(len(given), 'text')} filled in.", err=True)
    _report(findings)


@translate.command(
    epilog='\b\nExamples:\n  soleprint translate mark es --name "Ana Pérez" --role physiotherapist --date 2026-11-27'
    " --all --content mine\n  soleprint translate mark es --name Ana --role nurse --date 2026-11-27"
    " --only routines/foot --safety --content mine"
)
@click.argument("lang")
@click.option("--name", required=True, help="Who has read the texts, and their English.")
@click.option("--role", required=True, help="The reader's profession, such as physiotherapist.")
@click.option("--date", "day", required=True, metavar="DAY", help="The day, as in 2026-01-31.")
@click.option("--all", "every", is_flag=True, help="Mark all texts but those of safety.")
@click.option("--only", multiple=True, metavar="CONTEXT", help="Mark these: a context, how it begins, or with * and ?.")
@click.option("--except", "without", multiple=True, metavar="CONTEXT", help="Leave these out.")
@click.option("--safety", is_flag=True, help="Mark safety texts too: each of them has been read.")
@content_option
def mark(
    lang: str,
    name: str,
    role: str,
    day: str,
    every: bool,
    only: tuple[str, ...],
    without: tuple[str, ...],
    safety: bool,
    content: Path | None,
) -> None:
    """Write beside texts of LANG that a person has reviewed them.

    A mark holds until the text or its English is edited. When every text that a product shows has one, its line on the
    draft is gone. The marks go into your folder, with the texts that they are of. Texts of safety are marked only by
    their whole contexts, or with --safety.
    """
    from soleprint.content.locale.files import TranslationFiles, own_folder
    from soleprint.content.locale.review import Selection, reviewer

    by = reviewer(name, role, day)
    if every == bool(only):
        raise UsageProblem("Say which texts: --all, or --only CONTEXT.", code="option-needed")
    folder = own_folder(content)
    code = target(lang, folder)
    done = TranslationFiles(folder).mark(code, by, Selection(only, without, safety))
    if done.path is not None:
        click.echo(f"Wrote {done.path}")
    click.echo(f"{count_of(done.count, 'text')} marked as reviewed by {by.name}, {by.role}, {by.date}.", err=True)
    if done.undone:
        verbs = ("is", "has") if done.undone == 1 else ("are", "have")
        click.echo(f"{done.undone} {verbs[0]} fuzzy or missing and {verbs[1]} no mark.", err=True)
    if done.safety:
        left_out = count_of(done.safety, "safety text")
        click.echo(f"{left_out} left out; name {'it' if done.safety == 1 else 'each'}, or use --safety.", err=True)


@translate.command(epilog="\b\nExample:\n  soleprint translate sheet es --out es-review.pdf")
@click.argument("lang")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="PDF to write; named after the language.")
@click.option("--size", metavar="SIZE", help="Paper: A4, Letter, ...: `soleprint list sizes`.")
@folders
@click.option("--font-dir", type=FOLDER, multiple=True, metavar="DIR", help="Fonts, used first.")
def sheet(
    lang: str,
    out: Path | None,
    size: str | None,
    content: Path | None,
    templates: Path | None,
    font_dir: tuple[Path, ...],
) -> None:
    """Print all texts of LANG for a reviewer who has paper and a pen.

    First pages of the products, with a number beside each text; then each text once, by its number: the English, the
    translation, its context, and lines to write on. It takes some seconds.
    """
    from soleprint.products.review import review_sheet

    code = target(lang, content)
    own = {"content": content, "templates": templates, "font_dir": font_dir or None, "size": size}
    made = review_sheet(code, **own)
    for finding in made.findings:
        click.echo(str(finding), err=True)
    (path,) = made.save(out, format="pdf")
    click.echo(f"Wrote {path}: {count_of(made.pages, 'page')}", err=True)


def targets(given: Iterable[str], content: Path | None) -> list[str]:
    """The languages given, by their codes; all but English when none is. Raises UsageProblem."""
    from soleprint.content.languages import SOURCE, languages
    from soleprint.content.locale.catalogue import languages_in
    from soleprint.files.folders import layers

    own = languages_in(content) if content else ()
    known = languages(layers("content", content))
    codes = [known.code(tag.strip(), own) for spec in given for tag in spec.split("+")]
    if any(code.partition("-")[0] == SOURCE for code in codes):
        raise _no_translation()
    return list(dict.fromkeys(codes)) or [code for code in dict.fromkeys((*languages().known, *own)) if code != SOURCE]


def target(given: str, content: Path | None) -> str:
    """The one language given, by its code. Raises UsageProblem."""
    codes = targets([given], content)
    if len(codes) > 1:
        message = f"{given} is {len(codes)} languages, and this takes one: {' or '.join(codes)}."
        raise UsageProblem(message, code="bad-value")
    return codes[0]


def _no_translation() -> UsageProblem:
    return UsageProblem("English is what the content is written in; there is nothing to translate.")


def _translations(data: bytes, file: Path) -> dict[str, str]:
    try:
        given = json.loads(data)
    except ValueError as error:
        raise UsageProblem(f"{file} is not JSON: {error}.", code="bad-json") from None
    if not isinstance(given, dict) or not all(isinstance(text, str) for text in given.values()):
        raise UsageProblem(f'{file} must hold one object of texts: {{"context": "translation"}}.', code="bad-json")
    return given


def _report(findings: list[Finding]) -> None:
    for finding in findings:
        click.echo(str(finding))
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = count_of(len(findings) - errors, "warning")
    click.echo(f"{count_of(errors, 'error')}, {warnings}.", err=True)
    sys.exit(ExitCode.FINDINGS if errors else ExitCode.OK)
