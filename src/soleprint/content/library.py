"""All content of one or more folders, checked, loaded when first asked for, and kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from soleprint.content.body import FILE as BODY
from soleprint.content.body import NOTHING, Body, laid_over
from soleprint.content.languages import SOURCE, Language, Languages, languages
from soleprint.content.model import (
    Base,
    Claim,
    Claims,
    Phrases,
    Region,
    Regions,
    Routine,
    Safety,
    StrokeInfo,
    Strokes,
    Words,
)
from soleprint.errors import ContentError, Finding, Severity, UsageProblem
from soleprint.files import folders
from soleprint.files.disk import kept
from soleprint.files.suggest import alternatives, did_you_mean

if TYPE_CHECKING:
    from soleprint.content.gate import Gate
    from soleprint.content.load import Names
    from soleprint.content.locale.catalogue import Catalogue
    from soleprint.content.locale.concern import Concerns
    from soleprint.content.locale.review import Review
    from soleprint.content.places import Report

S = TypeVar("S", bound=Base)
V = TypeVar("V")
_SUFFIX = ".yaml"


class Library:
    """Content from ``folders`` (the user's first, laid over the others file by file).

    ``view_landmarks`` (view id to its landmarks), where given, let routines be checked against their pictures.
    ``lang`` is a language of content/locale: everything printed is then in that language. A safety text without a
    usable translation is an error; ``translation_findings`` names the other texts that stayed English. ``catalogue``
    takes the place of the language's translations.
    Every method raises ContentError with all findings of the files it needs.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        view_landmarks: Mapping[str, Collection[str]] | None = None,
        lang: str = SOURCE,
        catalogue: Catalogue | None = None,
    ) -> None:
        self.folders = tuple(folders)
        self.lang = lang
        self._view_landmarks = view_landmarks or {}
        self._cache: dict[str, object] = {}
        self._catalogue = catalogue or _catalogue(self.folders, lang)

    def routine_ids(self) -> tuple[str, ...]:
        """Ids of the routines, sorted."""
        return folders.names(self.folders, "routines", _SUFFIX)

    def routine(self, name: str) -> Routine:
        """The routine ``name``. Raises UsageProblem for a name that is not there, ContentError for a bad file."""
        known = self._cache.get(f"routine {name}")
        if isinstance(known, Routine):
            return known
        self._require(name, self.routine_ids(), "routine", "unknown-routine")
        return self._kept(f"routine {name}", lambda: self._translated_routine(name))

    def safety_ids(self) -> tuple[str, ...]:
        """Ids of the safety profiles, sorted."""
        return folders.names(self.folders, "safety", _SUFFIX)

    def safety(self, name: str) -> Safety:
        """The safety profile ``name``. Raises UsageProblem or ContentError."""
        known = self._cache.get(f"safety {name}")
        if isinstance(known, Safety):
            return known
        self._require(name, self.safety_ids(), "safety profile", "unknown-safety-profile")
        return self._kept(f"safety {name}", lambda: self._translated_safety(name))

    def view_ids(self) -> tuple[str, ...]:
        """Ids of the views, sorted; their geometry is loaded elsewhere."""
        return self._kept("view ids", lambda: folders.names(self.folders, "views", _SUFFIX))

    def sign_ids(self) -> tuple[str, ...]:
        """Ids of the signs, sorted; what they draw is loaded elsewhere."""
        return self._kept("sign ids", lambda: folders.names(self.folders, "signs", _SUFFIX))

    def view_subject(self, name: str) -> str | None:
        """What the view ``name`` shows, in English; None where its file does not say (which is found elsewhere)."""
        from soleprint.content.gate import claim_finding
        from soleprint.content.nodes import Mapping as YamlMapping
        from soleprint.content.nodes import Scalar, read
        from soleprint.content.places import Report

        file = f"views/{name}{_SUFFIX}"
        report = Report(self.shown(file))
        root = read(self._path(file), report.shown)
        node = root.get("subject") if isinstance(root, YamlMapping) else None
        if not isinstance(node, Scalar):
            return None
        hit = self._usable_gate().first_hit(node.text)
        if hit is not None:
            report.at(node, *claim_finding(hit))
        _raise_if_any(report.findings)
        return node.text.strip()

    def strokes(self) -> Mapping[str, StrokeInfo]:
        """The strokes by id, in the order of the file. What a user's own file does not have is as it is beneath."""
        return self._kept("strokes", lambda: self._things("strokes", dict[str, StrokeInfo], self._load_strokes))

    def regions(self) -> Mapping[str, Region]:
        """The named places of every file of content/regions, by id."""
        return self._kept("regions", lambda: self._things("regions", dict[str, Region], self._load_regions))

    def claims(self) -> Mapping[str, Claim]:
        """The graded claims by id."""
        return self._kept("claims", lambda: self._things("claims", dict[str, Claim], self._load_claims))

    def phrases(self) -> Mapping[str, str]:
        """The words that templates use. What a user's own file does not say is as it is beneath.

        Asking for one of safety without a usable translation raises ContentError.
        """
        return self._kept("phrases", self._translated_phrases)

    @property
    def body(self) -> Body:
        """The limbs, positions, modes and directions that routines may name, as the language calls them."""
        return self._kept("body", self._translated_body)

    def words(self) -> tuple[str, ...]:
        """The words of this language that lines do not part, of every folder."""
        return self._kept("words", lambda: kept(self.folders, f"words {self.lang}", tuple[str, ...], self._load_words))

    def text(self, context: str, english: str) -> str:
        """The translation of one text that is kept elsewhere: ``views/foot-sole/subject``, what a view shows."""
        name = f"claims of {context}: {english}"
        if kept(self.folders, name, bool, lambda: self._usable_gate().first_hit(english) is not None):
            self.view_subject(context.split("/")[1])  # which names its line
        return self._catalogue.text(context, english) if self._catalogue else english

    def places_of(self, words: str) -> tuple[str, ...]:
        """Where the content, or its translation, has these words: FILE:LINE, the user's files first."""
        if self._catalogue is not None:
            return self._catalogue.places_of(words)
        from soleprint.content.lines import lines_with

        return tuple(f"{self.shown(file)}:{number}" for file, number in lines_with(self.folders, words))

    @property
    def languages(self) -> Languages:
        """The languages that there are, by their tags."""
        return self._kept("languages", lambda: languages(self.folders))

    @property
    def language(self) -> Language:
        """What is known about the language that everything printed is in."""
        return self._kept("language", lambda: self.languages.find(self.lang))

    def translation_findings(
        self, routines: Sequence[str] = (), phrases: Collection[str] | None = None
    ) -> tuple[Finding, ...]:
        """The texts of these routines, and of these phrases (None: of any), that stay English.

        Errors for safety phrases; safety texts of a routine raise when it is asked for. Empty when ``lang`` is English.
        """
        if self._catalogue is None:
            return ()
        found = () if self._catalogue.is_whole else self._catalogue.lacking(self._concerns(routines, phrases))
        return found if self.language.code in self.languages.known else (self._without_entry(), *found)

    def _without_entry(self) -> Finding:
        """That nothing is known of the language but its texts."""
        message = (
            f"nothing is said of {self.lang} here, so its script is taken to be {self.language.script}, and its dates "
            f'are numbers; "soleprint translate update {self.lang}" with your --content writes what CLDR knows'
        )
        source = (self.folders[0] / "languages.yaml").as_posix()
        return Finding("no-language-entry", message, source, severity=Severity.WARNING)

    def translation_review(self) -> Review | None:
        """Who has checked the translation; None for English, where each routine says so itself."""
        return self._catalogue.review if self._catalogue else None

    def is_draft(self, routines: Sequence[str] = (), phrases: Collection[str] | None = None) -> bool:
        """Whether nobody has reviewed one of the texts of these routines and phrases; never where it is English."""
        catalogue = self._catalogue
        if catalogue is None or not catalogue.is_begun:
            return catalogue is not None
        self._kept("translated subjects", self._subjects)
        _ = self.strokes(), self.regions(), self.claims(), self.phrases()
        return catalogue.is_draft(self._concerns(routines, phrases))

    def _concerns(self, routines: Sequence[str], phrases: Collection[str] | None) -> Concerns:
        from soleprint.content.locale.concern import concerns

        return concerns([self.routine(name) for name in routines], phrases)

    def _subjects(self) -> list[str]:
        """What each view shows, in the language."""
        english = {name: self.view_subject(name) for name in self.view_ids()}
        return [self.text(f"views/{name}/subject", subject) for name, subject in english.items() if subject]

    def gate(self) -> Gate:
        """The claims gate. Prohibited claims of every folder count: a user's own claims.yaml cannot allow them."""
        return self._kept("gate", self._load_gate)

    def check(self) -> list[Finding]:
        """Every finding in every file, in order of file and line; empty when all is well."""
        findings: list[Finding] = []
        shared = (
            *(lambda: self.languages, lambda: self.body),
            *(self.strokes, self.regions, self.claims, self.gate, self.phrases),
        )
        tags = folders.names(self.folders, "words", _SUFFIX)
        words = (lambda at=at, lang=lang: self._words_in(at, lang) for at in self.folders for lang in tags)
        safety = (lambda name=name: self.safety(name) for name in self.safety_ids())
        routines = (lambda name=name: self.routine(name) for name in self.routine_ids())
        views = (lambda name=name: self.view_subject(name) for name in self.view_ids())
        loads: Iterable[Callable[[], object]] = (*shared, *safety, *routines, *views, *words)
        for load in loads:
            try:
                load()
            except ContentError as error:
                findings += error.findings
        return _unique(findings)

    def shown(self, file: str) -> str:
        """The name of ``file`` in messages: "content/..." when built in, else under the folder as the user gave it."""
        folder = next((folder for folder in self.folders if (folder / file).is_file()), None)
        if folder is None or folder == folders.builtin("content"):
            return f"content/{file}"
        return (folder / file).as_posix()

    def _translated_routine(self, name: str) -> Routine:
        """The routine, or every error of the translations that it is printed with, at once."""
        english = kept(self.folders, f"routine {name}", Routine, lambda: self._load_routine(name))
        catalogue = self._catalogue
        if catalogue is None:
            return english
        from soleprint.content.locale.advice import errors_of, own_of

        errors: list[Finding] = []
        routine = _or_none(lambda: catalogue.thing(english, f"routines/{name}"), errors)
        for profile in english.profiles:
            _or_none(partial(self.safety, profile), errors)
        if errors:
            raise ContentError(errors_of(errors, self.lang, own_of(self.folders)))
        assert routine is not None  # None always comes with a finding
        return routine

    def _translated_safety(self, name: str) -> Safety:
        english = kept(self.folders, f"safety {name}", Safety, lambda: self._load_safety(name))
        return self._catalogue.thing(english, f"safety/{name}") if self._catalogue else english

    def _things(self, path: str, kind: type[dict[str, S]], load: Callable[[], dict[str, S]]) -> Mapping[str, S]:
        english = MappingProxyType(kept(self.folders, path, kind, load))
        return self._catalogue.things(english, path) if self._catalogue else english

    def _translated_body(self) -> Body:
        english = kept(self.folders, "body", Body, self._load_body)
        return self._catalogue.thing(english, "body") if self._catalogue else english

    def _translated_phrases(self) -> Mapping[str, str]:
        english = MappingProxyType(kept(self.folders, "phrases", dict[str, str], self._load_phrases))
        return self._catalogue.texts(english, "phrases") if self._catalogue else english

    def _kept(self, key: str, load: Callable[[], V]) -> V:
        if key not in self._cache:
            self._cache[key] = load()
        return cast(V, self._cache[key])

    def _require(self, name: str, known: Sequence[str], what: str, code: str) -> None:
        if name in known:
            return
        near = did_you_mean(name, known)
        listed = f" The {what}s are: {', '.join(known)}." if "did you mean" in near else ""
        raise UsageProblem(
            f'{what} "{name}" is not known{near}{listed}', code=code, arguments=alternatives(name, known), option=what
        )

    def _examine(self, file: str, kind: type[S], names: Names | None = None) -> tuple[S | None, Report]:
        from soleprint.content.load import examine
        from soleprint.content.nodes import read

        shown = self.shown(file)
        return examine(read(self._path(file), shown), kind, shown, names)

    def _gated(self, file: str, kind: type[S], names: Names | None = None) -> tuple[S | None, Report]:
        """The same, with findings for what must not be printed."""
        from soleprint.content.gate import check_content

        thing, report = self._examine(file, kind, names)
        if thing is not None:
            check_content(thing, self._usable_gate(), report)
        return thing, report

    def _usable_gate(self) -> Gate:
        """For files that are checked beside claims.yaml: its own findings are reported once, with it."""
        from soleprint.content.gate import Gate

        return _or_none(self.gate, []) or Gate(())

    def _path(self, file: str) -> Path:
        return folders.find(self.folders, file) or self.folders[-1] / file

    def _load_strokes(self) -> dict[str, StrokeInfo]:
        file, report = self._gated("strokes.yaml", Strokes)
        named = _by_id(file.strokes if file else (), "stroke", report)
        _raise_if_any(report.findings)
        beneath = Library(self.folders[1:]).strokes() if len(self.folders) > 1 else {}
        return {**beneath, **named}

    def _load_regions(self) -> dict[str, Region]:
        regions: dict[str, Region] = {}
        findings: list[Finding] = []
        stems = folders.names(self.folders, "regions", _SUFFIX)
        # the built-in files first, so that a place that is there twice is reported in the user's file
        for name in sorted(stems, key=lambda stem: not (self.folders[-1] / f"regions/{stem}{_SUFFIX}").is_file()):
            try:
                file, report = self._gated(f"regions/{name}{_SUFFIX}", Regions)
            except ContentError as error:
                findings += error.findings
                continue
            new = _by_id(file.regions if file else (), "landmark", report, taken=regions)
            findings += report.findings
            regions |= new
        _raise_if_any(findings)
        return regions

    def _load_claims(self) -> dict[str, Claim]:
        from soleprint.content.gate import check_claims, check_content

        file, report = self._examine("claims.yaml", Claims)
        if file is not None:
            check_claims(file.claims, report)
            check_content(file, self._gate_of(file.claims), report)
        _raise_if_any(report.findings)
        return {claim.id: claim for claim in file.claims} if file else {}

    def _load_gate(self) -> Gate:
        return self._gate_of(self.claims().values())

    def _gate_of(self, own: Iterable[Claim]) -> Gate:
        from soleprint.content.gate import build_gate
        from soleprint.content.load import examine
        from soleprint.content.nodes import read

        claims = list(own)
        for folder in self.folders:
            path = folders.find([folder], "claims.yaml")
            if path is not None and path != self._path("claims.yaml"):
                lower = examine(read(path, path.name), Claims, path.name)[0]
                claims += [claim for claim in lower.claims if claim.evidence == "prohibited"] if lower else []
        return build_gate(claims)

    def _load_words(self) -> tuple[str, ...]:
        return tuple(word for folder in self.folders for word in self._words_in(folder, self.lang))

    def _words_in(self, folder: Path, lang: str) -> tuple[str, ...]:
        from soleprint.content.load import examine
        from soleprint.content.nodes import read

        path, file = folder / f"words/{lang}{_SUFFIX}", f"words/{lang}{_SUFFIX}"
        if not path.is_file():
            return ()
        shown = f"content/{file}" if folder == folders.builtin("content") else path.as_posix()
        listed, report = examine(read(path, shown), Words, shown)
        _raise_if_any(report.findings)
        return listed.words if listed else ()

    def _load_phrases(self) -> dict[str, str]:
        file, report = self._gated("phrases.yaml", Phrases)
        _raise_if_any(report.findings)
        beneath = Library(self.folders[1:]).phrases() if len(self.folders) > 1 else {}
        return {**beneath, **(file.phrases if file else {})}

    def _load_body(self) -> Body:
        file, report = self._gated(BODY, Body, {"view": self.view_ids()})
        beneath = Library(self.folders[1:]).body if len(self.folders) > 1 else NOTHING
        whole = laid_over(beneath, file or NOTHING, report)
        _raise_if_any(report.findings)
        return whole

    def _load_safety(self, name: str) -> Safety:
        from soleprint.content.rules import check_safety

        safety, report = self._gated(f"safety/{name}{_SUFFIX}", Safety)
        if safety is not None:
            _check_file_name(safety, safety.id, name, report)
            _by_id(safety.conditions, "condition", report)
            check_safety(safety, report)
        _raise_if_any(report.findings)
        assert safety is not None  # None always comes with a finding
        return safety

    def _load_routine(self, name: str) -> Routine:
        from soleprint.content.own_pictures import check_pictures
        from soleprint.content.rules import Vocabulary, check_routine

        others: list[Finding] = []
        strokes = _or_none(self.strokes, others)
        regions = _or_none(self.regions, others)
        claims = _or_none(self.claims, others)
        _or_none(self.gate, others)
        body = _or_none(lambda: self.body, others)
        known: dict[str, Collection[str] | None] = {"stroke": strokes, "landmark": regions, "view": self.view_ids()}
        known["safety profile"] = self.safety_ids()
        known |= body.names if body else {}
        names = {kind: words for kind, words in known.items() if words}
        words = Vocabulary(strokes or {}, regions or {}, claims, self._view_landmarks, body or NOTHING)
        try:
            routine, report = self._gated(f"routines/{name}{_SUFFIX}", Routine, names)
            if routine is not None:
                _check_file_name(routine, routine.id, name, report)
                check_routine(routine, words, report)
                check_pictures(routine, self.folders, report)
        except ContentError as error:
            raise ContentError(_unique([*others, *error.findings])) from None
        _raise_if_any([*others, *report.findings])
        assert routine is not None  # None always comes with a finding
        return routine


def _catalogue(folders: Sequence[Path], lang: str) -> Catalogue | None:
    """The translations, read when first used; None for English, which costs nothing."""
    if lang.partition("-")[0].casefold() == SOURCE:
        return None
    from soleprint.content.locale.catalogue import Catalogue

    return Catalogue(folders, lang)


def _or_none(load: Callable[[], V], findings: list[Finding]) -> V | None:
    """What ``load`` gives; its findings are kept so that they are reported with those of the file that needs it."""
    try:
        return load()
    except ContentError as error:
        findings += error.findings
        return None


def _unique(findings: Iterable[Finding]) -> list[Finding]:
    from soleprint.content.load import in_order

    return in_order(list(dict.fromkeys(findings)))


def _raise_if_any(findings: Sequence[Finding]) -> None:
    if findings:
        raise ContentError(_unique(findings))


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


Named = TypeVar("Named", bound=_HasId)


def _by_id(things: Sequence[Named], what: str, report: Report, taken: Collection[str] = ()) -> dict[str, Named]:
    """Things by id; an id that is there already is reported."""
    named: dict[str, Named] = {}
    for thing in things:
        if thing.id in named or thing.id in taken:
            report.on(thing, ("id",), "duplicate-id", f'{what} "{thing.id}" is there already; give this one another id')
        named.setdefault(thing.id, thing)
    return named


def _check_file_name(thing: Base, given: str, name: str, report: Report) -> None:
    if given and given != name:
        message = f'the id is "{given}", but the file is "{name}{_SUFFIX}"; give both the same name'
        report.on(thing, ("id",), "id-not-file-name", message)
