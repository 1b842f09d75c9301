"""The screen of a routine's steps as fields: their words, new ones, their order, and the way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, get_args
from urllib.parse import urlencode

from msgspec import Struct, field
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from soleprint.products.steps import Change
from soleprint.web.changes_screen import stamp_of
from soleprint.web.messages import lines
from soleprint.web.routine_pages import STATUS, done, preview_of, to
from soleprint.web.screen import Asking, Form, House, Route

if TYPE_CHECKING:
    from soleprint.products.editing import Opened, Written
    from soleprint.web.content_calls import Steps

FIELD = "f."
"""Before the name of a value in the form of a step."""
NEW, NONE = -1, -2
"""In place of the number of a step: of the one that is not there yet; of none."""
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
"""Keys of a step, with those of what they are called."""
Given = Mapping[str, Sequence[str]]


class Before(Struct, frozen=True):
    """What a file said before it was written here, and its stamp since."""

    text: str
    stamp: str


class Sent(Struct, frozen=True):
    """What was sent and is not written: of which step, what it says, and why not."""

    number: int
    given: Given
    written: Written


class Stepping(Struct, frozen=True):
    """The steps of a routine."""

    house: House
    before: dict[str, Before] = field(default_factory=dict)
    """Of each file that was written in this form: the last is taken back by a click, while it is the last."""
    door: str = ""
    label: str = ""

    def routes(self) -> Sequence[Route]:
        """Its addresses."""
        return (
            Route("/routines/steps", self._steps),
            Route("/routines/steps", self._write, ("POST",)),
            Route("/routines/steps/new", self._add, ("POST",)),
            Route("/routines/steps/undo", self._undo, ("POST",)),
        )

    def _steps(self, request: Asking) -> Response:
        found: Steps = self.house.bench("steps", request.args.get("name", ""))
        return self._shown(request, found)

    def _write(self, request: Asking) -> Response:
        """Saves a step; moves it up or down with what was typed in it, or takes it out."""
        form, number = request.form, request.form.get("step", 0, int)
        name, given, change = form.get("name", ""), _given(form), _change(form)
        opened = self._opened(name)
        if change == "remove":
            given = {}
        written: Written = self.house.bench("write_step", name, number, given, form.get("stamp", ""), change)
        if written.outcome != "saved":
            return self._refused(request, name, Sent(number, _given(form), written))
        at = max(0, number + {"up": -1, "down": 1}.get(change, 0))
        return self._saved(opened, written, at, "removed" if change == "remove" else "saved")

    def _add(self, request: Asking) -> Response:
        form, name, given = request.form, request.form.get("name", ""), _given(request.form)
        at, opened = max(0, form.get("at", 0, int)), self._opened(name)
        written: Written = self.house.bench("write_new", name, given, at, form.get("stamp", ""))
        if written.outcome != "saved":
            return self._refused(request, name, Sent(NEW, {**given, "at": [str(at)]}, written))
        return self._saved(opened, written, at, "saved")

    def _undo(self, request: Asking) -> Response:
        """Writes what the file said before, if nobody has written it since."""
        name = request.form.get("name", "")
        before = self.before.pop(name, None)
        if before is None:
            return to("/routines/steps", name=name)
        written: Written = self.house.bench("write_file", name, before.text, before.stamp)
        if written.outcome != "saved":
            return self._refused(request, name, Sent(NONE, {}, written))
        return to("/routines/steps", name=name, told="saved")

    def _opened(self, name: str) -> Opened:
        opened: Opened = self.house.bench("opened", name)
        return opened

    def _saved(self, opened: Opened, written: Written, at: int, told: str) -> Response:
        name = opened.file.name
        if opened.text != written.opened.text:
            self.before[name] = Before(opened.text, written.opened.stamp)
        return to("/routines/steps", f"#step-{at}", name=name, told=told, at=str(at))

    def _refused(self, request: Asking, name: str, sent: Sent) -> Response:
        found: Steps = self.house.bench("steps", name)
        return self._shown(request, found, sent)

    def _shown(self, request: Asking, found: Steps, sent: Sent | None = None) -> Response:
        """The steps; of the one that was sent and is not written, what was typed."""
        opened, words = found.opened, request.words
        if not opened.routine:
            raise NotFound
        before = self.before.get(opened.file.name)
        return self.house.page(
            "steps.html", request, STATUS[sent.written.outcome] if sent else 200,
            here=f"/routines/steps?{urlencode({'name': opened.file.name})}",
            opened=opened, found=found, sent=sent, number=sent.number if sent else NONE,
            given=sent.given if sent else {}, told="" if sent else done(request.args), open=_open(request, sent),
            trouble=lines(found.trouble, words) if found.trouble else (), field=FIELD, labels=LABELS, new=NEW,
            undo=before is not None and before.stamp == opened.stamp, stamp=opened.stamp,
            preview=preview_of(opened, self.house, words), folder=stamp_of(self.house.folders),
        )  # fmt: skip


def _open(request: Asking, sent: Sent | None) -> int:
    """The step whose fields are seen."""
    return sent.number if sent else request.args.get("at", 0, int)


def _change(form: Form) -> Change:
    asked = form.get("do", "")
    return next((one for one in get_args(Change) if one == asked), "keep")


def _given(form: Form) -> Given:
    return {key.removeprefix(FIELD): form.getlist(key) for key in form if key.startswith(FIELD)}
