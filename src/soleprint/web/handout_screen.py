"""The screen Hand out: the files of a job by language, to print as they are. It has no options."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote, urlencode

from msgspec import Struct
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from soleprint.web.fields import Field
from soleprint.web.form_order import ALL, EMPTY_ORDER, FormOrder, read_form
from soleprint.web.guard import RequestRefused
from soleprint.web.handout_rows import HandoutRow, handout_row
from soleprint.web.job_calls import JobFile, JobFiles
from soleprint.web.messages import failure_messages
from soleprint.web.offers import YAML_ENDINGS
from soleprint.web.outcome import Problem, outcome_of_failure, outcome_of_problems
from soleprint.web.results import CallFailed, ResultInfo
from soleprint.web.screen import Context, Form, Route, StudioRequest

FIRST_FIELD = "name"
"""The field about a person that is always shown; the others are in a part of the page that is folded."""


class ChosenJob(Struct, frozen=True):
    """The job whose files are shown. ``name`` is "" where the studio was started with it, not chosen on the page."""

    path: Path
    name: str

    def query(self, **values: str) -> str:
        """A query for addresses of this job."""
        return urlencode({**({"job": self.name} if self.name else {}), **values})


class HandoutScreen(Struct, frozen=True):
    """Lists the files of a job, and makes one of them on a click."""

    context: Context
    menu_path: str = "/handout"
    menu_label: str = "handout"

    def routes(self) -> Sequence[Route]:
        """Its addresses."""
        return (
            Route(self.menu_path, self._list),
            Route(f"{self.menu_path}/side", self._first_side),
            Route(f"{self.menu_path}/pdf", self._pdf, ("POST",)),
        )

    def _list(self, request: StudioRequest) -> Response:
        job = self._job(request.args)
        if job is None:
            files = self.context.folders.files(YAML_ENDINGS)
            return self.context.page("jobs.html", request, jobs=self.context.maker.call("jobs_among", files))
        return self._files_page(request, job, request.args.get("lang", ""))

    def _first_side(self, request: StudioRequest) -> Response:
        """The first side of a file. It is made anew each time, so that it shows the files as they are now."""
        job = self._job(request.args)
        drawn = self.context.maker.call("job_file_picture", job.path, request.args.get("file", "")) if job else None
        if drawn is None:
            raise RequestRefused(404, "gone")
        return Response(drawn, mimetype="image/svg+xml")

    def _pdf(self, request: StudioRequest) -> Response:
        """Makes a file, and redirects to it: to print, or to save."""
        form, job = request.form, self._job(request.form)
        file = form.get("open") or form.get("save") or ""
        job_file: JobFile | None = self.context.maker.call("job_file", job.path, self._strict, file) if job else None
        if job is None or job_file is None:
            raise RequestRefused(404, "gone")
        row = handout_row(job_file, self.context.folders, request.words)
        order = _read_person(form, row)
        made = self._make(row, order, sure=bool(request.args.get("late")))
        if isinstance(made, ResultInfo):
            save = "?save=1" if form.get("save") else ""
            return Response(status=303, headers={"Location": f"/made/{made.key}/{quote(job_file.name)}{save}"})
        lang = form.get("lang", "")
        return self._files_page(request, job, lang if lang in job_file.langs else job_file.langs[0], order, made)

    def _make(self, row: HandoutRow, order: FormOrder, *, sure: bool) -> ResultInfo | Sequence[Problem]:
        """The file, or why it is not made. One that is out of date needs ``sure``, and is never made under --strict."""
        words, job_file = row.choices.words, row.job_file
        if row.late and (self._strict or not sure):
            return [Problem(words.said("out-of-date", date=row.due))]
        if row.trouble or order.problems:
            return [*map(Problem, row.trouble), *outcome_of_problems(order, row.fields).problems]
        options = {**job_file.given, **order.options}
        result = self.context.maker.make(job_file.product, job_file.routines, job_file.every, options, order.personal)
        if isinstance(result, ResultInfo):
            return result
        return outcome_of_failure(result, order, row.fields, words).problems

    @property
    def _strict(self) -> bool:
        return self.context.folders.strict

    def _job(self, given: Form) -> ChosenJob | None:
        """The job asked for; None where none is chosen yet. Raises NotFound for an unknown file."""
        folders, name = self.context.folders, given.get("job", "")
        if folders.job is not None:
            return ChosenJob(folders.job, "")
        if not name:
            return None
        files = folders.files(YAML_ENDINGS)
        if name not in files:
            raise NotFound
        return ChosenJob(files[name], name)

    def _files_page(
        self,
        request: StudioRequest,
        job: ChosenJob,
        lang: str,
        order: FormOrder = EMPTY_ORDER,
        problems: Sequence[Problem] = (),
    ) -> Response:
        words = request.words
        try:
            found: JobFiles = self.context.maker.call("job_files", job.path, self._strict, lang)
        except CallFailed as error:
            message = "\n".join(failure_messages(error.failure, words))
            return self.context.page("message.html", request, 422, heading=words["handout"], message=message)
        rows = [handout_row(one, self.context.folders, words) for one in found.files]
        fields: dict[str, Field] = {name: one for row in rows for name, one in row.fields.items()}
        return self.context.page(
            "handout.html", request, 422 if problems else 200, here=f"{self.menu_path}?{job.query(lang=found.lang)}",
            job=job, job_files=found, rows=rows, strict=self._strict, order=order, problems=problems,
            errors={one.field: one.message for one in problems if one.field}, fields=fields, first=FIRST_FIELD,
        )  # fmt: skip


def _read_person(form: Form, row: HandoutRow) -> FormOrder:
    """What a form says about a person, as far as the file has room for it. The routines are those of the job."""
    return read_form(MultiDict([*form.items(multi=True), (ALL, "on")]), row.product, row.fields, row.choices)
