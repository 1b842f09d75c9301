"""The screen Routines: files of the user's content as text, beside a preview of the card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from msgspec import Struct
from werkzeug.wrappers import Response

from soleprint.web.changes_screen import folders_stamp
from soleprint.web.review_screen import typed_text
from soleprint.web.routine_pages import STATUS, done_message, preview_of, redirect
from soleprint.web.screen import MOST_BYTES, Context, Form, Route, StudioRequest

if TYPE_CHECKING:
    from soleprint.errors import Finding
    from soleprint.products.editing import File, Opened, Written


class EditResult(Struct, frozen=True):
    """What was typed in the page of a file, and what came of it: ``outcome`` is "" before anything was sent."""

    typed: str
    findings: Sequence[Finding]
    outcome: str = ""


class RoutinesScreen(Struct, frozen=True):
    """Shows files of content, and writes them."""

    context: Context
    menu_path: str = "/routines"
    menu_label: str = "routines"

    def routes(self) -> Sequence[Route]:
        """Its addresses."""
        return (
            Route("/routines", self._list),
            Route("/routines/file", self._file),
            Route("/routines/file", self._write, ("POST",), most=2 * MOST_BYTES),
            Route("/routines/copy", self._copy, ("POST",)),
            Route("/routines/preview", self._preview),
        )

    def _list(self, request: StudioRequest) -> Response:
        files: list[File] = self.context.content_call("editable")
        return self.context.page("routines.html", request, files=files)

    def _file(self, request: StudioRequest) -> Response:
        opened = self._opened(request.args)
        return self._page(request, opened, EditResult(opened.text, opened.findings), done_message(request.args))

    def _opened(self, form: Form) -> Opened:
        opened: Opened = self.context.content_call("opened", form.get("name", ""))
        return opened

    def _write(self, request: StudioRequest) -> Response:
        """Writes the file, or only checks what was typed."""
        form = request.form
        name, typed = form.get("name", ""), typed_text(form, "text")
        if form.get("do") == "check":
            found: list[Finding] = self.context.content_call("check", name, typed)
            opened = self._opened(form)
            return self._page(request, opened, EditResult(typed, found, "checked"), stamp=form.get("stamp", ""))
        written: Written = self.context.content_call("write_file", name, typed, form.get("stamp", ""))
        if written.outcome == "saved":
            return redirect("/routines/file", name=name, told="saved")
        return self._page(request, written.opened, EditResult(typed, written.findings, written.outcome))

    def _page(
        self, request: StudioRequest, opened: Opened, edit: EditResult, message: str = "", stamp: str | None = None
    ) -> Response:
        return self.context.page(
            "routine.html", request, STATUS.get(edit.outcome, 200),
            here=f"/routines/file?{urlencode({'name': opened.file.name})}",
            opened=opened, edit=edit, message=message, stamp=opened.stamp if stamp is None else stamp,
            lines=edit.typed.count("\n") + 1, preview=preview_of(opened, self.context, request.words),
            folder=folders_stamp(self.context.folders),
        )  # fmt: skip

    def _copy(self, request: StudioRequest) -> Response:
        name = request.form.get("name", "")
        self.context.content_call("copy_in", name)
        return redirect("/routines/file", name=name, told="copied")

    def _preview(self, request: StudioRequest) -> Response:
        opened = self._opened(request.args)
        preview = preview_of(opened, self.context, request.words)
        folder = folders_stamp(self.context.folders)
        return self.context.page("preview.html", request, opened=opened, preview=preview, folder=folder)
