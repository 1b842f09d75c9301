"""The screen of a routine's steps as fields: their words, new ones, their order, and the way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, get_args
from urllib.parse import urlencode

from msgspec import Struct, field
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from soleprint.products.steps import Change
from soleprint.web.changes_screen import folders_stamp
from soleprint.web.messages import failure_messages
from soleprint.web.routine_pages import STATUS, done_message, preview_of, redirect
from soleprint.web.screen import Context, Form, Route, StudioRequest

if TYPE_CHECKING:
    from soleprint.products.editing import Opened, Written
    from soleprint.web.content_calls import RoutineSteps

FIELD = "f."
"""Before the name of a value in the form of a step."""
NEW, NONE = -1, -2
"""In place of the number of a step: for a new step, and for no step."""
LABELS = {
    "cue": "routines-cue",
    "text": "routines-text",
    "caution": "routines-caution",
    "easy": "routines-easy",
    "stroke": "routines-stroke",
    "from": "routines-from",
    "to": "routines-to",
    "via": "routines-via",
    "at": "routines-at",
    "around": "routines-around",
}
"""Keys of a step in its file, with the keys of their labels."""
Given = Mapping[str, Sequence[str]]


class PreviousText(Struct, frozen=True):
    """The text of a file before it was last written here, and its stamp since then."""

    text: str
    stamp: str


class RejectedStep(Struct, frozen=True):
    """A step that was sent and could not be written: its number, its values, and why not."""

    number: int
    given: Given
    written: Written


class StepsScreen(Struct, frozen=True):
    """The steps of a routine, each as a form."""

    context: Context
    before: dict[str, PreviousText] = field(default_factory=dict)
    """By file, for the button that undoes the last change. It works until the file is written again."""
    menu_path: str = ""
    menu_label: str = ""

    def routes(self) -> Sequence[Route]:
        """Its addresses."""
        return (
            Route("/routines/steps", self._steps),
            Route("/routines/steps", self._write, ("POST",)),
            Route("/routines/steps/new", self._add, ("POST",)),
            Route("/routines/steps/undo", self._undo, ("POST",)),
        )

    def _steps(self, request: StudioRequest) -> Response:
        found: RoutineSteps = self.context.content_call("steps", request.args.get("name", ""))
        return self._page(request, found)

    def _write(self, request: StudioRequest) -> Response:
        """Saves a step, moves it up or down, or removes it."""
        form, number = request.form, request.form.get("step", 0, int)
        name, given, change = form.get("name", ""), _given_values(form), _change(form)
        opened = self._opened(name)
        if change == "remove":
            given = {}
        written: Written = self.context.content_call("write_step", name, number, given, form.get("stamp", ""), change)
        if written.outcome != "saved":
            return self._rejected_page(request, name, RejectedStep(number, _given_values(form), written))
        at = max(0, number + {"up": -1, "down": 1}.get(change, 0))
        return self._saved(opened, written, at, "removed" if change == "remove" else "saved")

    def _add(self, request: StudioRequest) -> Response:
        form, name, given = request.form, request.form.get("name", ""), _given_values(request.form)
        at, opened = max(0, form.get("at", 0, int)), self._opened(name)
        written: Written = self.context.content_call("write_new", name, given, at, form.get("stamp", ""))
        if written.outcome != "saved":
            return self._rejected_page(request, name, RejectedStep(NEW, {**given, "at": [str(at)]}, written))
        return self._saved(opened, written, at, "saved")

    def _undo(self, request: StudioRequest) -> Response:
        """Writes the previous text of a file, unless it has been written since."""
        name = request.form.get("name", "")
        before = self.before.pop(name, None)
        if before is None:
            return redirect("/routines/steps", name=name)
        written: Written = self.context.content_call("write_file", name, before.text, before.stamp)
        if written.outcome != "saved":
            return self._rejected_page(request, name, RejectedStep(NONE, {}, written))
        return redirect("/routines/steps", name=name, told="saved")

    def _opened(self, name: str) -> Opened:
        opened: Opened = self.context.content_call("opened", name)
        return opened

    def _saved(self, opened: Opened, written: Written, at: int, message: str) -> Response:
        name = opened.file.name
        if opened.text != written.opened.text:
            self.before[name] = PreviousText(opened.text, written.opened.stamp)
        return redirect("/routines/steps", f"#step-{at}", name=name, told=message, at=str(at))

    def _rejected_page(self, request: StudioRequest, name: str, rejected: RejectedStep) -> Response:
        found: RoutineSteps = self.context.content_call("steps", name)
        return self._page(request, found, rejected)

    def _page(self, request: StudioRequest, found: RoutineSteps, rejected: RejectedStep | None = None) -> Response:
        """The page of the steps, with what was typed in the step that could not be written."""
        opened, words = found.opened, request.words
        if not opened.routine:
            raise NotFound
        before = self.before.get(opened.file.name)
        return self.context.page(
            "steps.html", request, STATUS[rejected.written.outcome] if rejected else 200,
            here=f"/routines/steps?{urlencode({'name': opened.file.name})}",
            opened=opened, found=found, rejected=rejected, number=rejected.number if rejected else NONE,
            given=rejected.given if rejected else {}, message="" if rejected else done_message(request.args),
            open=_open(request, rejected), field=FIELD, labels=LABELS, new=NEW,
            trouble=failure_messages(found.trouble, words) if found.trouble else (),
            undo=before is not None and before.stamp == opened.stamp, stamp=opened.stamp,
            preview=preview_of(opened, self.context, words), folder=folders_stamp(self.context.folders),
        )  # fmt: skip


def _open(request: StudioRequest, rejected: RejectedStep | None) -> int:
    """The number of the step that is unfolded."""
    return rejected.number if rejected else request.args.get("at", 0, int)


def _change(form: Form) -> Change:
    asked = form.get("do", "")
    return next((one for one in get_args(Change) if one == asked), "keep")


def _given_values(form: Form) -> Given:
    return {key.removeprefix(FIELD): form.getlist(key) for key in form if key.startswith(FIELD)}
