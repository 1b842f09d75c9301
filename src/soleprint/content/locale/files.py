"""``soleprint translate``: bringing the PO files up to date, counting, checking and filling them in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from soleprint.content.library import Library
from soleprint.content.locale.advice import command, own_of, shown_name
from soleprint.content.locale.catalogue import Catalogue, sources
from soleprint.content.locale.check import check_done, check_texts
from soleprint.content.locale.entries import entries, glossary, newest_date, page_texts
from soleprint.content.locale.po import Entry, PoFile, read_po, write_po
from soleprint.content.locale.review import (
    HEADERS,
    REVIEW,
    REVIEW_DATE,
    REVIEWER,
    Review,
    Reviewer,
    Selection,
    marked,
    review_of,
)
from soleprint.content.locale.update import (
    FILE,
    GLOSSARY,
    STUDIO,
    Count,
    count,
    doubted,
    filled,
    state_of,
    suggested,
    updated,
)
from soleprint.errors import ContentError, FileProblem, Finding, Severity, UsageProblem
from soleprint.files.atomic import write_atomic
from soleprint.files.folders import (
    TooLarge,
    builtin,
    find,
    is_file,
    is_folder,
    layers,
    leads_to_folder,
    listed,
    read_some,
)
from soleprint.files.suggest import did_you_mean


class Status(Struct, frozen=True):
    """How far the translation into one language is.

    ``texts``, ``terms`` (the glossary's) and ``pages`` (the studio's) count what the folder has to say. ``reviewed``,
    ``void`` and ``unreviewed`` count what is printed in the language, of the folders beneath too: what somebody has
    read as it is now, what was marked and has been edited since, and the rest.
    """

    lang: str
    texts: Count
    terms: Count
    pages: Count
    review: Review
    reviewed: int = 0
    void: int = 0
    unreviewed: int = 0

    @property
    def is_reviewed(self) -> bool:
        """Whether all of it is reviewed: as the header says, or text by text."""
        return self.review.reviewed or not (self.texts.fuzzy or self.texts.missing or self.void or self.unreviewed)


class Marked(Struct, frozen=True):
    """What marking did: how many texts have a mark now, how many are fuzzy or missing, and the safety texts left out.

    ``path`` is the file that was written, None where nothing changed."""

    path: Path | None
    count: int
    undone: int
    safety: int


class TranslationFiles:
    """The translations of one content folder: the user's own, or the built-in one.

    In a user's folder the texts to translate are those that the built-in content does not have, and those of the
    built-in ones that a file there already says in other words; everything else is translated already.
    """

    def __init__(self, content: Path | None = None) -> None:
        folders = layers("content", content)
        library = Library(folders)
        self.folder = folders[0]
        self.day = newest_date(library)
        self._texts = {FILE: entries(library), GLOSSARY: glossary(library), STUDIO: page_texts()}
        self._beneath = folders[1:]
        shipped = entries(Library(self._beneath)) if self._beneath else ()
        self._shipped = {(entry.context, entry.english) for entry in shipped}

    def path(self, lang: str, name: str) -> Path:
        return self.folder / "locale" / lang / name

    def shown(self, lang: str, name: str) -> str:
        return shown_name(self.folder, f"locale/{lang}/{name}")

    def read(self, lang: str, name: str) -> PoFile | None:
        """The file as it is, or None. Raises ContentError."""
        path = find([self.folder], f"locale/{lang}/{name}")
        return read_po(path, self.shown(lang, name)) if path else None

    def wanted(self, lang: str, name: str, old: PoFile | None, also: Collection[str] = ()) -> Sequence[Entry]:
        """The texts that belong into a file: what it lays over built-in ones, and the contexts ``also``, stay.

        In a language that is not built in, every text.
        """
        if not any((folder / "locale" / lang).is_dir() for folder in self._beneath):
            return self._texts[name]
        if name != FILE:
            return ()
        own = {entry.context for entry in old.entries if entry.text and not entry.obsolete} if old else set()
        return [
            entry
            for entry in self._texts[name]
            if (entry.context, entry.english) not in self._shipped or entry.context in own or entry.context in also
        ]

    def update(self, lang: str) -> Iterator[Path]:
        """Bring the files of one language up to date; gives the paths of those that changed.

        A text of a user's that the built-in content has elsewhere gets its translation from there, marked fuzzy.
        """
        for name in self._texts:
            old = self.read(lang, name)
            wanted = self.wanted(lang, name, old)
            if wanted or old is not None:
                new = suggested(updated(old, wanted, lang, self.day), self._known(lang))
                if self.write(lang, name, new):
                    yield self.path(lang, name)

    def _known(self, lang: str) -> Mapping[str, str]:
        """What the folders beneath say in this language, by its English."""
        done = (entry for source in sources(self._beneath, lang) for entry in source.translated if entry.done)
        return {entry.english: entry.text for entry in done}

    def write(self, lang: str, name: str, file: PoFile) -> bool:
        """Write a file if it is not the same already. Raises FileProblem."""
        path, data = self.path(lang, name), write_po(file).encode()
        if is_file(path) and _says(path, data):
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, data)
        return True

    def status(self, lang: str) -> Status:
        """How far one language is. Raises ContentError for a file that cannot be used."""
        texts, terms, pages = (self._count(lang, name) for name in (FILE, GLOSSARY, STUDIO))
        catalogue = Catalogue(self.folders, lang)
        states = [review_state(entry, catalogue) for entry in self._texts[FILE]]
        counts = [states.count(state) for state in ("reviewed", "void", "unreviewed")]
        file = self.read(lang, FILE)
        return Status(lang, texts, terms, pages, review_of(file) if file else Review(), *counts)

    def _count(self, lang: str, name: str) -> Count:
        file = self.read(lang, name)
        return count(self.wanted(lang, name, file), file)

    def check(self, lang: str, undone: bool = True) -> Iterator[Finding]:
        """Findings of the files of one language; with ``undone`` every fuzzy or missing text is one."""
        for name in self._texts:
            shown = self.shown(lang, name)
            try:
                file = self.read(lang, name)
            except ContentError as error:
                yield from error.findings
                continue
            wanted = self.wanted(lang, name, file)
            if file is None and undone and wanted:
                yield Finding(
                    "missing-translation", f"there is no such file; {self._command('update', lang)} makes it", shown
                )
            if file is not None:
                yield from check_texts(file, shown, lang)
            if undone:
                yield from check_done(wanted, file or PoFile(), shown, self._command("update", lang))
            elif file is not None:
                yield from _summary(wanted, file, shown, self._command("check", lang))

    def _command(self, verb: str, lang: str) -> str:
        return command(verb, lang, own_of(self.folders))

    def fill(self, lang: str, given: Mapping[str, str]) -> list[Finding]:
        """Write translations (by context) and header fields (by name) into the files of one language.

        Gives what is wrong with the new translations. Raises UsageProblem, before anything is written, for a context
        that is not in the files.
        """
        files = {name: self._file_to_fill(lang, name, given) for name in self._texts}
        contexts = [e.context for file in files.values() for e in file.entries if not e.obsolete]
        for key in given:
            if key not in contexts and key not in HEADERS:
                raise _no_text(key, contexts)
        findings: list[Finding] = []
        for name, file in files.items():
            new = filled(file, given)
            if new.entries or self.path(lang, name).is_file():
                self.write(lang, name, new)
            findings += check_texts(new, self.shown(lang, name), lang)
        return findings

    def doubt(self, lang: str, context: str, text: str) -> None:
        """Write a translation of what is printed as fuzzy: it is not used until somebody has looked at it."""
        self.write(lang, FILE, doubted(self._file_to_fill(lang, FILE, (context,)), context, text))

    def declare(self, lang: str, by: Reviewer) -> None:
        """Write into the header of the file with what is printed that somebody has reviewed all of it."""
        said = {REVIEW: "reviewed", REVIEWER: f"{by.name}, {by.role}", REVIEW_DATE: by.date}
        self.write(lang, FILE, filled(self._file_to_fill(lang, FILE, ()), said))

    def mark(self, lang: str, by: Reviewer, selection: Selection) -> Marked:
        """Write beside each text of a selection that somebody has reviewed it, in the file of this folder.

        A text of the folders beneath comes into it with its translation, so that what was reviewed is what is printed
        from now on. One that is fuzzy or missing gets no mark. Raises UsageProblem for a selection of nothing.
        """
        old, texts = self.read(lang, FILE), self._texts[FILE]
        if unknown := selection.unknown(entry.context for entry in texts):
            raise _no_text(unknown, [entry.context for entry in texts])
        picked = [entry for entry in texts if selection.picks(entry.context)]
        left_out = sum(selection.leaves_out(entry.context) for entry in texts)
        printed = self._printed(lang, old, picked)
        file = updated(old, self.wanted(lang, FILE, old, printed), lang, self.day)
        entries = tuple(
            marked(replace(entry, text=printed[entry.context]), by) if entry.context in printed else entry
            for entry in file.entries
        )
        written = bool(printed) and self.write(lang, FILE, replace(file, entries=entries))
        return Marked(self.path(lang, FILE) if written else None, len(printed), len(picked) - len(printed), left_out)

    def _printed(self, lang: str, own: PoFile | None, texts: Sequence[Entry]) -> dict[str, str]:
        """The translations of those of ``texts`` that have one, by context: as the file ``own`` or one beneath says."""
        here = {entry.context: entry for entry in own.entries if entry.text and not entry.obsolete} if own else {}
        beneath = {
            (entry.context, entry.english): entry.text
            for source in reversed(sources(self._beneath, lang))
            for entry in source.translated
            if entry.done
        }
        found: dict[str, str] = {}
        for entry in texts:
            mine = here.get(entry.context)
            text = beneath.get((entry.context, entry.english)) if mine is None else mine.text
            if text and (mine is None or state_of(entry, mine) == "done"):
                found[entry.context] = text
        return found

    @property
    def printed(self) -> Sequence[Entry]:
        """The texts that are printed, in English, with their notes."""
        return self._texts[FILE]

    @property
    def terms(self) -> Sequence[Entry]:
        """The glossary's terms in English."""
        return self._texts[GLOSSARY]

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folder of these translations, and those beneath."""
        return (self.folder, *self._beneath)

    def _file_to_fill(self, lang: str, name: str, given: Collection[str]) -> PoFile:
        old = self.read(lang, name)
        return updated(old, self.wanted(lang, name, old, given), lang, self.day)


def _says(path: Path, data: bytes) -> bool:
    """Whether a file says this already. Raises FileProblem where it cannot be read."""
    try:
        return read_some(path, len(data)) == data
    except TooLarge:
        return False
    except OSError as error:
        raise FileProblem(f"{path} cannot be read: {error.strerror}.", code="unreadable-file") from None


def review_state(entry: Entry, catalogue: Catalogue) -> str:
    """Of a text of today's, as it is printed: ``reviewed``, ``void``, ``unreviewed``; "" where it stays English."""
    found = catalogue.find(entry.context, entry.english)
    if found.reviewed:
        return "reviewed"
    return "void" if catalogue.has_void_mark(entry.context) else "unreviewed" if found.finding is None else ""


def _no_text(context: str, known: Sequence[str]) -> UsageProblem:
    near = did_you_mean(context, known) if len(context) < 200 else ""
    near = near if "did you mean" in near else ""
    return UsageProblem(f'There is no text "{context[:200]}"{near}.', code="unknown-context")


def _summary(wanted: Sequence[Entry], file: PoFile, shown: str, check: str) -> Iterator[Finding]:
    """One warning for all that is not done; none for a file that nobody has begun, where all there is was suggested."""
    counted = count(wanted, file)
    undone = counted.fuzzy + counted.missing
    if undone and (counted.done or any(entry.previous is not None for entry in file.entries)):
        stops = (
            f"; {counted.safety} of them are safety texts, without which nothing that shows them is made"
            if counted.safety
            else ""
        )
        texts = "1 text is" if undone == 1 else f"{undone} texts are"
        message = f"{texts} fuzzy or missing{stops}; {check} names them"
        yield Finding("missing-translation", message, shown, severity=Severity.WARNING)


def check_catalogues(content: Sequence[Path]) -> Iterator[Finding]:
    """Findings of the PO files that are in the first of these folders, for ``soleprint check``."""
    own = content[0] if len(content) > 1 else None
    folder = content[0] / "locale"
    found = [each.name for each in listed(folder) if leads_to_folder(each)] if is_folder(folder) else []
    if found:
        try:
            translations = TranslationFiles(own)
        except ContentError:
            return  # the content has findings of its own, which come first
        for code in found:
            yield from translations.check(code, undone=False)


def may_write(content: Path | None) -> None:
    """Raises UsageProblem when the files to write would be those inside an installed package."""
    if content is None and builtin("content").parent.name == "data":
        raise UsageProblem(
            "The built-in content of an installed soleprint is not to be changed. Name a folder of your own with "
            "--content DIR.",
            code="built-in-content",
        )


def own_folder(content: Path | None) -> Path:
    """The folder to write what is one's own. Raises UsageProblem where none is named, or the built-in one."""
    if content is None:
        raise UsageProblem("Name the folder to write in with --content DIR.", code="option-needed")
    if content.resolve() == builtin("content").resolve():
        raise UsageProblem(f"{content} is the built-in content. Name a folder of your own.", code="built-in-content")
    return content
