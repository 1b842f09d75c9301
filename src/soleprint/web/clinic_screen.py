"""The screen Clinic: a form for each profile of the working folder, how it looks, and its file."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from soleprint.files.atomic import write_all
from soleprint.files.folders import read_bytes
from soleprint.jobs.names import is_plain_name
from soleprint.products.profiles import written
from soleprint.web.countries import FIELDS, suggested_numbers
from soleprint.web.messages import date_text, failure_messages
from soleprint.web.offers import YAML_ENDINGS, Folders
from soleprint.web.outcome import Problem
from soleprint.web.profile_calls import ProfileFile, file_stamp, leading_comment
from soleprint.web.profile_draft import DraftReport, ProfileDraft, profile_fields, report_on
from soleprint.web.results import CallFailed
from soleprint.web.schema_form import Texts, clean_texts, row_numbers, texts_of, with_row, without_part
from soleprint.web.screen import MOST_BYTES, UPLOAD, Context, Route, StudioRequest

BACKUP = ".bak"
MOST_LOGO = 1 << 20
"""Bytes of a picture that is taken."""
NAME, LOGO, LOGO_ALT, DUE, REVIEWED = "name", "logo-file", "logo-alt", "review_by", "reviewer-date"
"""Fields that buttons fill in."""
YEARS = 2
"""How long a review is valid, unless another date is typed."""
LONGEST_NAME = 60
_SLUG = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_writing = threading.Lock()


class ClinicScreen(Struct, frozen=True):
    """Each profile of a clinic in the working folder, as a form."""

    context: Context
    menu_path: str = "/clinic"
    menu_label: str = "clinic"

    def routes(self) -> Sequence[Route]:
        """Its addresses."""
        one = f"{self.menu_path}/<name>"
        return (
            Route(self.menu_path, self._list),
            Route(one, self._open),
            Route(one, self._change, ("POST",)),
            Route(f"{one}/preview", self._preview, ("POST",)),
            Route(f"{one}/logo", self._logo, ("POST",), MOST_LOGO + MOST_BYTES, UPLOAD),
        )

    def _list(self, request: StudioRequest) -> Response:
        """Lists the profiles. A new name that is typed leads to an empty form."""
        typed = request.args.get("new", "").strip().lower()
        if typed and _is_allowed_name(typed):
            return Response(status=303, headers={"Location": f"{self.menu_path}/{typed}{YAML_ENDINGS[0]}"})
        names = self.context.maker.call("profiles_among", self._files())
        status = 422 if typed else 200
        return self.context.page("clinics.html", request, status, here=self.menu_path, names=names, typed=typed)

    def _open(self, request: StudioRequest, name: str) -> Response:
        draft = self._draft_of_file(name)
        if request.args.get("saved"):
            return self._page(request, draft, done="saved")
        return self._page(request, draft)

    def _preview(self, request: StudioRequest, name: str) -> Response:
        draft = self._draft_of_form(request, name)
        return self.context.page("clinic-report.html", request, 200, **self._page_values(request, draft))

    def _change(self, request: StudioRequest, name: str) -> Response:
        """Does what the clicked button says: adds or removes rows, sets the date of the review, or writes the file."""
        form, draft = request.form, self._draft_of_form(request, name)
        if form.get("add") in _repeated_keys():
            return self._page(request, replace(draft, texts=with_row(form["add"], draft.texts)))
        if form.get("remove"):
            return self._page(request, replace(draft, texts=without_part(form["remove"], draft.texts)))
        if form.get("do") == "reviewed":
            return self._page(request, replace(draft, texts=_with_review(draft.texts)), done="reviewed-set")
        if form.get("do") == "save":
            return self._save(request, draft)
        return self._page(request, draft)

    def _save(self, request: StudioRequest, draft: ProfileDraft) -> Response:
        """Writes the file, unless the draft has errors or the file has changed since it was read."""
        found = self._report(request, draft)
        if found.problems:
            return self._page(request, draft, 422, found)
        with _writing:
            now = file_stamp(draft.path)
            if now != draft.stamp:
                return self._page(request, replace(draft, stamp=now), 409, found, done="changed")
            _write(draft)
        return Response(status=303, headers={"Location": f"{self.menu_path}/{quote(draft.path.name)}?saved=1"})

    def _logo(self, request: StudioRequest, name: str) -> Response:
        """Saves an uploaded logo in the working folder and fills in its name. The profile is not written yet."""
        draft, sent = self._draft_of_form(request, name), request.files.get("picture")
        data = sent.read(MOST_LOGO + 1) if sent else b""
        if not data or len(data) > MOST_LOGO:
            return self._refused(request, draft, request.words["no-picture" if not data else "picture-large"])
        try:
            ending: str = self.context.maker.call("logo_ending", data)
        except CallFailed as error:
            return self._refused(request, draft, "\n".join(failure_messages(error.failure, request.words)))
        file = f"{_slug(draft.path.stem)}-logo{ending}"
        path = draft.path.with_name(file)
        with _writing:
            write_all({**_backup(path), path: data})
        alt = draft.texts.get(LOGO_ALT) or draft.texts.get(NAME, "")
        texts = {**draft.texts, LOGO: file, LOGO_ALT: alt}
        return self._page(request, replace(draft, texts=texts), done="picture-taken")

    def _refused(self, request: StudioRequest, draft: ProfileDraft, message: str) -> Response:
        found = self._report(request, draft)
        return self._page(request, draft, 422, replace(found, problems=[Problem(message, LOGO), *found.problems]))

    def _files(self) -> Mapping[str, Path]:
        return Folders(working=self.context.folders.working).files(YAML_ENDINGS)

    def _path(self, name: str) -> tuple[Path, bool]:
        """The path of a profile, and whether it is new. Raises NotFound for any other file."""
        files = self._files()
        if name in files and self.context.maker.call("profiles_among", {name: files[name]}):
            return files[name], False
        path = self.context.folders.working / name
        # A path that exists but is not among the files is a link out of the folder, or no profile.
        if (
            not name.endswith(YAML_ENDINGS[0])
            or not _is_allowed_name(name.removesuffix(YAML_ENDINGS[0]))
            or _exists(path)
        ):
            raise NotFound
        return path, True

    def _draft_of_file(self, name: str) -> ProfileDraft:
        """The draft of what a file says. Raises CallFailed for a file that cannot be read."""
        path, new = self._path(name)
        if new:
            return ProfileDraft(path, {}, "", new)
        stamp = file_stamp(path)
        folders = self.context.folders
        found: ProfileFile = self.context.maker.call("read_profile", path, folders.content, folders.templates)
        return ProfileDraft(
            path, texts_of(profile_fields(), found.values), stamp, new, found.loses_comments, found.examined
        )

    def _draft_of_form(self, request: StudioRequest, name: str) -> ProfileDraft:
        """The draft of what the form says."""
        path, new = self._path(name)
        form = request.form
        return ProfileDraft(
            path, clean_texts(profile_fields(), form), form.get("stamp", ""), new, form.get("loses") == "yes"
        )

    def _report(self, request: StudioRequest, draft: ProfileDraft) -> DraftReport:
        return report_on(draft, self.context.folders, self.context.maker, request.words)

    def _page_values(
        self, request: StudioRequest, draft: ProfileDraft, found: DraftReport | None = None
    ) -> Mapping[str, Any]:
        """The values for the report in a page."""
        due, words = draft.texts.get(DUE, ""), request.words
        day = _parsed_day(due)
        return {
            "draft": draft,
            "outcome": found or self._report(request, draft),
            "due": date_text(day, words, self.context.folders) if day else "",
            "late": day is not None and day < date.today(),
        }

    def _page(
        self, request: StudioRequest, draft: ProfileDraft, status: int = 200, found: DraftReport | None = None,
        done: str = "",
    ) -> Response:  # fmt: skip
        values = self._page_values(request, draft, found)
        here = f"{self.menu_path}/{quote(draft.path.name)}"
        return self.context.page(
            "clinic.html", request, status, here=here, fields=profile_fields(), row_numbers=row_numbers, done=done,
            logo=LOGO, reviewed=REVIEWED, numbered=FIELDS,
            numbers=suggested_numbers(self.context.maker, FIELDS, request.words.lang), **values,
        )  # fmt: skip


def _repeated_keys() -> frozenset[str]:
    return frozenset(node.key for node in profile_fields() if node.kind == "many")


def _with_review(texts: Texts) -> Texts:
    """The form with a review of today, and the date when the next is due."""
    today = date.today()
    leap = (today.month, today.day) == (2, 29)
    due = today.replace(year=today.year + YEARS, day=28 if leap else today.day)
    return {**texts, REVIEWED: today.isoformat(), DUE: due.isoformat()}


def _parsed_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _write(draft: ProfileDraft) -> None:
    """Writes a profile, and a backup of the file that it replaces. Raises FileProblem."""
    before = _backup(draft.path)
    head = leading_comment(next(iter(before.values()), b"").decode("utf-8-sig", "replace"))
    write_all({**before, draft.path: (head + written(draft.values)).encode()})


def _backup(path: Path) -> Mapping[Path, bytes]:
    """The present bytes of a file, by the path of its backup; empty where there is no file."""
    return {path.with_name(path.name + BACKUP): read_bytes(path)} if path.exists() else {}


def _is_allowed_name(stem: str) -> bool:
    """Whether a new profile may have this name."""
    return len(stem) <= LONGEST_NAME and _SLUG.fullmatch(stem) is not None and is_plain_name(stem)


def _exists(path: Path) -> bool:
    return path.is_symlink() or path.exists()


def _slug(text: str) -> str:
    """A name that is allowed for files on every system."""
    return re.sub("[^a-z0-9]+", "-", text.lower()).strip("-")[:LONGEST_NAME] or "clinic"
