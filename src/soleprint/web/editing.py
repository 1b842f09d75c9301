"""The screen Routines: the files of one's own content, as text and as fields, beside the card that they make."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from msgspec import Struct
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from soleprint.errors import ContentError
from soleprint.files.stamps import stamps
from soleprint.web.kept import Failed, Made
from soleprint.web.offers import offered
from soleprint.web.reviewing import typed_in
from soleprint.web.screen import MOST_BYTES, Asking, Form, House, Route

if TYPE_CHECKING:
    from soleprint.errors import Finding
    from soleprint.products.editing import File, Opened, Written
    from soleprint.web.bench import Steps

FIELD = "f."
"""Before the name of a value in the form of a step."""
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
_STATUS = {"saved": 200, "refused": 422, "changed": 409}


class Preview(Struct, frozen=True):
    """The card of a routine: sides as addresses with width and height, or why there is none."""

    sides: tuple[tuple[str, float, float], ...] = ()
    trouble: str = ""


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
            Route("/routines/steps", self._steps),
            Route("/routines/steps", self._write_step, ("POST",)),
            Route("/routines/copy", self._copy, ("POST",)),
            Route("/routines/preview", self._fragment),
            Route("/changed", self._changed),
        )

    def _list(self, request: Asking) -> Response:
        files: list[File] = self.house.bench("editable")
        return self.house.page("routines.html", request, files=files)

    def _file(self, request: Asking) -> Response:
        opened = self._opened(request.args)
        return self._shown(request, opened, Shown(opened.text, opened.findings), _told(request.args))

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
            return _to("/routines/file", name=name, told="saved")
        return self._shown(request, written.opened, Shown(typed, written.findings, written.outcome))

    def _shown(
        self, request: Asking, opened: Opened, shown: Shown, told: str = "", stamp: str | None = None
    ) -> Response:
        return self.house.page(
            "routine.html", request, _STATUS.get(shown.outcome, 200),
            here=f"/routines/file?{urlencode({'name': opened.file.name})}",
            opened=opened, shown=shown, told=told, stamp=opened.stamp if stamp is None else stamp,
            lines=shown.typed.count("\n") + 1, preview=self._preview(opened), folder=self._stamp(),
        )  # fmt: skip

    def _steps(self, request: Asking) -> Response:
        found: Steps = self.house.bench("steps", request.args.get("name", ""))
        return self._shown_steps(request, found, told=_told(request.args))

    def _write_step(self, request: Asking) -> Response:
        form = request.form
        name, number = form.get("name", ""), form.get("step", 0, int)
        given = {key.removeprefix(FIELD): form.getlist(key) for key in form if key.startswith(FIELD)}
        written: Written = self.house.bench("write_step", name, number, given, form.get("stamp", ""))
        if written.outcome == "saved":
            return _to("/routines/steps", f"#step-{number}", name=name, told="saved")
        found: Steps = self.house.bench("steps", name)
        return self._shown_steps(request, found, written, number, given)

    def _shown_steps(
        self, request: Asking, found: Steps, written: Written | None = None, number: int = -1,
        given: Mapping[str, Sequence[str]] | None = None, told: str = "",
    ) -> Response:  # fmt: skip
        """The steps; of the one with this ``number``, what was ``given`` and is not written."""
        opened = found.opened
        if not opened.routine:
            raise NotFound
        return self.house.page(
            "steps.html", request, _STATUS[written.outcome] if written else 200,
            here=f"/routines/steps?{urlencode({'name': opened.file.name})}",
            opened=opened, found=found, written=written, number=number, given=given or {}, told=told, field=FIELD,
            labels=LABELS, preview=self._preview(opened), folder=self._stamp(), stamp=opened.stamp,
        )  # fmt: skip

    def _copy(self, request: Asking) -> Response:
        name = request.form.get("name", "")
        self.house.bench("copy_in", name)
        return _to("/routines/file", name=name, told="copied")

    def _fragment(self, request: Asking) -> Response:
        opened = self._opened(request.args)
        return self.house.page(
            "preview.html", request, opened=opened, preview=self._preview(opened), folder=self._stamp()
        )

    def _preview(self, opened: Opened) -> Preview:
        """What the first product that has a document for each routine makes of it, as it is saved."""
        named = (one.name for one in offered(self.house.folders) if one.product and one.product.documents == "each")
        product = next(named, None) if opened.routine else None
        if product is None:
            return Preview()
        options: dict[str, Any] = dict(self.house.folders.given())
        made = self.house.maker.make(product, [opened.routine], False, options, False)
        if isinstance(made, Failed):
            return Preview(trouble=made.message or str(ContentError(made.findings)))
        return Preview(_sides(made))

    def _changed(self, request: Asking) -> Response:
        """Whether a file of the folder is another than when a page was made: for pages that look again."""
        stamp = self._stamp()
        told = {"stamp": stamp, "changed": stamp != request.args.get("since", "")}
        return Response(json.dumps(told), mimetype="application/json")

    def _stamp(self) -> str:
        """Changes whenever a file of the folder does."""
        return sha256(repr(stamps((self.house.own_content(),))).encode()).hexdigest()[:16]


def _sides(made: Made) -> tuple[tuple[str, float, float], ...]:
    return tuple((f"/side/{made.key}/{number}.svg", *size) for number, size in enumerate(made.sides))


def _told(form: Form) -> str:
    """The key of what is said of what was done."""
    return {"saved": "routines-saved", "copied": "routines-copied"}.get(form.get("told", ""), "")


def _to(path: str, fragment: str = "", **values: str) -> Response:
    return Response(status=303, headers={"Location": f"{path}?{urlencode(values)}{fragment}"})
