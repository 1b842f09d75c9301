"""The screen Routines: the files of one's own content as text, beside the card that they make."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from msgspec import Struct
from werkzeug.wrappers import Response

from soleprint.web.changes_screen import stamp_of
from soleprint.web.review_screen import typed_in
from soleprint.web.routine_pages import STATUS, done, preview_of, to
from soleprint.web.screen import MOST_BYTES, Asking, Form, House, Route

if TYPE_CHECKING:
    from soleprint.errors import Finding
    from soleprint.products.editing import File, Opened, Written


class Shown(Struct, frozen=True):
    """What stands in the page of a file: what was ``typed``, and what became of it (``outcome``; "": nothing yet)."""

    typed: str
    findings: Sequence[Finding]
    outcome: str = ""


class Editing(Struct, frozen=True):
    """Files of content, to edit."""

    house: House
    door: str = "/routines"
    label: str = "routines"

    def routes(self) -> Sequence[Route]:
        """Its addresses."""
        return (
            Route("/routines", self._list),
            Route("/routines/file", self._file),
            Route("/routines/file", self._write, ("POST",), most=2 * MOST_BYTES),
            Route("/routines/copy", self._copy, ("POST",)),
            Route("/routines/preview", self._fragment),
        )

    def _list(self, request: Asking) -> Response:
        files: list[File] = self.house.bench("editable")
        return self.house.page("routines.html", request, files=files)

    def _file(self, request: Asking) -> Response:
        opened = self._opened(request.args)
        return self._shown(request, opened, Shown(opened.text, opened.findings), done(request.args))

    def _opened(self, form: Form) -> Opened:
        opened: Opened = self.house.bench("opened", form.get("name", ""))
        return opened

    def _write(self, request: Asking) -> Response:
        """Saves it, or says only what is wrong with it."""
        form = request.form
        name, typed = form.get("name", ""), typed_in(form, "text")
        if form.get("do") == "check":
            found: list[Finding] = self.house.bench("check", name, typed)
            opened = self._opened(form)
            return self._shown(request, opened, Shown(typed, found, "checked"), stamp=form.get("stamp", ""))
        written: Written = self.house.bench("write_file", name, typed, form.get("stamp", ""))
        if written.outcome == "saved":
            return to("/routines/file", name=name, told="saved")
        return self._shown(request, written.opened, Shown(typed, written.findings, written.outcome))

    def _shown(
        self, request: Asking, opened: Opened, shown: Shown, told: str = "", stamp: str | None = None
    ) -> Response:
        return self.house.page(
            "routine.html", request, STATUS.get(shown.outcome, 200),
            here=f"/routines/file?{urlencode({'name': opened.file.name})}",
            opened=opened, shown=shown, told=told, stamp=opened.stamp if stamp is None else stamp,
            lines=shown.typed.count("\n") + 1, preview=preview_of(opened, self.house, request.words),
            folder=stamp_of(self.house.folders),
        )  # fmt: skip

    def _copy(self, request: Asking) -> Response:
        name = request.form.get("name", "")
        self.house.bench("copy_in", name)
        return to("/routines/file", name=name, told="copied")

    def _fragment(self, request: Asking) -> Response:
        opened = self._opened(request.args)
        preview = preview_of(opened, self.house, request.words)
        folder = stamp_of(self.house.folders)
        return self.house.page("preview.html", request, opened=opened, preview=preview, folder=folder)
