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
from soleprint.web.countries import FIELDS, suggested
from soleprint.web.handout_rows import dated
from soleprint.web.messages import lines
from soleprint.web.offers import Folders
from soleprint.web.outcome import Problem
from soleprint.web.profile_calls import Opened, head_of, stamp_of
from soleprint.web.profile_draft import Draft, Told, fields, told
from soleprint.web.results import Refusal
from soleprint.web.schema_form import Texts, added, cleaned, removed, rows, texts_of
from soleprint.web.screen import MOST_BYTES, UPLOAD, Asking, House, Route

ENDINGS = (".yaml", ".yml")
BACKUP = ".bak"
MOST_LOGO = 1 << 20
"""Bytes of a picture that is taken."""
NAME, LOGO, LOGO_ALT, DUE, REVIEWED = "name", "logo-file", "logo-alt", "review_by", "reviewer-date"
"""Fields that buttons fill."""
YEARS = 2
"""For so long is a review good, where nothing else is typed."""
LONGEST_NAME = 60
_SLUG = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_writing = threading.Lock()


class Clinic(Struct, frozen=True):
    """Who hands it out: each profile of the working folder as a form."""

    house: House
    door: str = "/clinic"
    label: str = "clinic"

    def routes(self) -> Sequence[Route]:
        """Its addresses."""
        one = f"{self.door}/<name>"
        return (
            Route(self.door, self._first),
            Route(one, self._open),
            Route(one, self._change, ("POST",)),
            Route(f"{one}/preview", self._preview, ("POST",)),
            Route(f"{one}/logo", self._logo, ("POST",), MOST_LOGO + MOST_BYTES, UPLOAD),
        )

    def _first(self, request: Asking) -> Response:
        """The profiles that there are. A name that is typed begins another."""
        typed = request.args.get("new", "").strip().lower()
        if typed and _is_new(typed):
            return Response(status=303, headers={"Location": f"{self.door}/{typed}{ENDINGS[0]}"})
        names = self.house.maker.call("profiles_among", self._files())
        status = 422 if typed else 200
        return self.house.page("clinics.html", request, status, here=self.door, names=names, typed=typed)

    def _open(self, request: Asking, name: str) -> Response:
        draft = self._draft(name)
        if request.args.get("saved"):
            return self._page(request, draft, done="saved")
        return self._page(request, draft)

    def _preview(self, request: Asking, name: str) -> Response:
        draft = self._typed(request, name)
        return self.house.page("clinic-told.html", request, 200, **self._said(request, draft))

    def _change(self, request: Asking, name: str) -> Response:
        """Does what the button says that was pressed: more or fewer rows, the day of a review, writing the file."""
        form, draft = request.form, self._typed(request, name)
        if form.get("add") in _many():
            return self._page(request, replace(draft, texts=added(form["add"], draft.texts)))
        if form.get("remove"):
            return self._page(request, replace(draft, texts=removed(form["remove"], draft.texts)))
        if form.get("do") == "reviewed":
            return self._page(request, replace(draft, texts=_reviewed(draft.texts)), done="reviewed-set")
        if form.get("do") == "save":
            return self._save(request, draft)
        return self._page(request, draft)

    def _save(self, request: Asking, draft: Draft) -> Response:
        """Writes the file, unless it is bad, or has changed since it was read."""
        found = self._told(request, draft)
        if found.problems:
            return self._page(request, draft, 422, found)
        with _writing:
            now = stamp_of(draft.path)
            if now != draft.stamp:
                return self._page(request, replace(draft, stamp=now), 409, found, done="changed")
            _write(draft)
        return Response(status=303, headers={"Location": f"{self.door}/{quote(draft.path.name)}?saved=1"})

    def _logo(self, request: Asking, name: str) -> Response:
        """Takes a picture into the folder, and its name into the form, which is still to be written."""
        draft, sent = self._typed(request, name), request.files.get("picture")
        data = sent.read(MOST_LOGO + 1) if sent else b""
        if not data or len(data) > MOST_LOGO:
            return self._refused(request, draft, request.words["no-picture" if not data else "picture-large"])
        try:
            ending: str = self.house.maker.call("logo_ending", data)
        except Refusal as refusal:
            return self._refused(request, draft, "\n".join(lines(refusal.failed, request.words)))
        file = f"{_slug(draft.path.stem)}-logo{ending}"
        path = draft.path.with_name(file)
        with _writing:
            write_all({**_backup(path), path: data})
        alt = draft.texts.get(LOGO_ALT) or draft.texts.get(NAME, "")
        texts = {**draft.texts, LOGO: file, LOGO_ALT: alt}
        return self._page(request, replace(draft, texts=texts), done="picture-taken")

    def _refused(self, request: Asking, draft: Draft, message: str) -> Response:
        found = self._told(request, draft)
        return self._page(request, draft, 422, replace(found, problems=[Problem(message, LOGO), *found.problems]))

    def _files(self) -> Mapping[str, Path]:
        return Folders(working=self.house.folders.working).files(ENDINGS)

    def _path(self, name: str) -> tuple[Path, bool]:
        """A profile of the folder, or one that may be begun, and whether it is new. Raises NotFound for any other."""
        files = self._files()
        if name in files and self.house.maker.call("profiles_among", {name: files[name]}):
            return files[name], False
        path = self.house.folders.working / name
        # What is there and not among the files leads out of the folder, or is something else.
        if not name.endswith(ENDINGS[0]) or not _is_new(name.removesuffix(ENDINGS[0])) or _is_there(path):
            raise NotFound
        return path, True

    def _draft(self, name: str) -> Draft:
        """A profile as its file is. Raises Refusal for one that cannot be read."""
        path, new = self._path(name)
        if new:
            return Draft(path, {}, "", new)
        stamp = stamp_of(path)
        folders = self.house.folders
        found: Opened = self.house.maker.call("opened", path, folders.content, folders.templates)
        return Draft(path, texts_of(fields(), found.values), stamp, new, found.loses, found.examined)

    def _typed(self, request: Asking, name: str) -> Draft:
        """A profile as the form has it."""
        path, new = self._path(name)
        form = request.form
        return Draft(path, cleaned(fields(), form), form.get("stamp", ""), new, form.get("loses") == "yes")

    def _told(self, request: Asking, draft: Draft) -> Told:
        return told(draft, self.house.folders, self.house.maker, request.words)

    def _said(self, request: Asking, draft: Draft, found: Told | None = None) -> Mapping[str, Any]:
        """What pages show of a draft."""
        due, words = draft.texts.get(DUE, ""), request.words
        day = _day(due)
        return {
            "draft": draft,
            "outcome": found or self._told(request, draft),
            "due": dated(day, words, self.house.folders) if day else "",
            "late": day is not None and day < date.today(),
        }

    def _page(
        self, request: Asking, draft: Draft, status: int = 200, found: Told | None = None, done: str = ""
    ) -> Response:
        said = self._said(request, draft, found)
        here = f"{self.door}/{quote(draft.path.name)}"
        return self.house.page(
            "clinic.html", request, status, here=here, fields=fields(), rows=rows, done=done, logo=LOGO,
            reviewed=REVIEWED, numbered=FIELDS, numbers=suggested(self.house.maker, FIELDS, request.words.lang), **said,
        )  # fmt: skip


def _many() -> frozenset[str]:
    return frozenset(node.key for node in fields() if node.kind == "many")


def _reviewed(texts: Texts) -> Texts:
    """The form with today as the day of the review, which is good for some years."""
    today = date.today()
    leap = (today.month, today.day) == (2, 29)
    due = today.replace(year=today.year + YEARS, day=28 if leap else today.day)
    return {**texts, REVIEWED: today.isoformat(), DUE: due.isoformat()}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _write(draft: Draft) -> None:
    """Writes a profile, whole, and what there was before beside it. Raises FileProblem."""
    before = _backup(draft.path)
    head = head_of(next(iter(before.values()), b"").decode("utf-8-sig", "replace"))
    write_all({**before, draft.path: (head + written(draft.values)).encode()})


def _backup(path: Path) -> Mapping[Path, bytes]:
    """What a file says now, under the name that it is kept by; nothing where there is none."""
    return {path.with_name(path.name + BACKUP): read_bytes(path)} if path.exists() else {}


def _is_new(stem: str) -> bool:
    """Whether a file may be called so."""
    return len(stem) <= LONGEST_NAME and _SLUG.fullmatch(stem) is not None and is_plain_name(stem)


def _is_there(path: Path) -> bool:
    return path.is_symlink() or path.exists()


def _slug(text: str) -> str:
    """A name as files may have it everywhere."""
    return re.sub("[^a-z0-9]+", "-", text.lower()).strip("-")[:LONGEST_NAME] or "clinic"
