"""The screen Hand out: the files of a job by language, for those who give them to people. There is nothing to set."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote, urlencode

from msgspec import Struct
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from soleprint.web.fields import Field
from soleprint.web.form_order import ALL, Asked, read
from soleprint.web.guard import Refused
from soleprint.web.handout_rows import Row, row_of
from soleprint.web.job_calls import Desk, Entry
from soleprint.web.messages import lines
from soleprint.web.outcome import Problem, failed, refused
from soleprint.web.results import Made, Refusal
from soleprint.web.screen import Asking, Form, House, Route

JOBS = (".yaml", ".yml")
FIRST = "name"
"""The option about a person that is asked for by itself; the others are folded away."""
NOTHING = Asked((), False, {}, {}, {})


class Job(Struct, frozen=True):
    """A job whose files are handed out, and the name that it was chosen by: "" where the studio began with it."""

    path: Path
    name: str

    def query(self, **values: str) -> str:
        """An address's query that is about this job."""
        return urlencode({**({"job": self.name} if self.name else {}), **values})


class Handout(Struct, frozen=True):
    """What a job makes, to print by a click."""

    house: House
    door: str = "/handout"
    label: str = "handout"

    def routes(self) -> Sequence[Route]:
        """Its addresses."""
        return (
            Route(self.door, self._first),
            Route(f"{self.door}/side", self._side),
            Route(f"{self.door}/pdf", self._pdf, ("POST",)),
        )

    def _first(self, request: Asking) -> Response:
        job = self._job(request.args)
        if job is None:
            files = self.house.folders.files(JOBS)
            return self.house.page("jobs.html", request, jobs=self.house.maker.call("jobs_among", files))
        return self._desk(request, job, request.args.get("lang", ""))

    def _side(self, request: Asking) -> Response:
        """The first side of a file. It is made anew each time: what is looked at here is the files as they are."""
        job = self._job(request.args)
        drawn = self.house.maker.call("picture", job.path, request.args.get("file", "")) if job else None
        if drawn is None:
            raise Refused(404, "gone")
        return Response(drawn, mimetype="image/svg+xml")

    def _pdf(self, request: Asking) -> Response:
        """Makes a file, and leads to it: to look at and print, or to save."""
        form, job = request.form, self._job(request.form)
        file = form.get("open") or form.get("save") or ""
        entry: Entry | None = self.house.maker.call("entry", job.path, self._strict, file) if job else None
        if job is None or entry is None:
            raise Refused(404, "gone")
        row = row_of(entry, self.house.folders, request.words)
        asked = _person(form, row)
        made = self._made(row, asked, sure=bool(request.args.get("late")))
        if isinstance(made, Made):
            save = "?save=1" if form.get("save") else ""
            return Response(status=303, headers={"Location": f"/made/{made.key}/{quote(entry.file)}{save}"})
        lang = form.get("lang", "")
        return self._desk(request, job, lang if lang in entry.langs else entry.langs[0], asked, made)

    def _made(self, row: Row, asked: Asked, *, sure: bool) -> Made | Sequence[Problem]:
        """The file, or why it is not made. One that is out of date takes a second click, unless that is barred."""
        words, entry = row.choices.words, row.entry
        if row.late and (self._strict or not sure):
            return [Problem(words.said("out-of-date", date=row.due))]
        if row.trouble or asked.problems:
            return [*map(Problem, row.trouble), *refused(asked, row.fields).problems]
        options = {**entry.given, **asked.options}
        result = self.house.maker.make(entry.product, entry.routines, entry.every, options, asked.personal)
        return result if isinstance(result, Made) else failed(result, asked, row.fields, words).problems

    @property
    def _strict(self) -> bool:
        return self.house.folders.strict

    def _job(self, given: Form) -> Job | None:
        """The job asked for; None where none is yet. Raises NotFound for what is no file of the folder."""
        folders, name = self.house.folders, given.get("job", "")
        if folders.job is not None:
            return Job(folders.job, "")
        if not name:
            return None
        files = folders.files(JOBS)
        if name not in files:
            raise NotFound
        return Job(files[name], name)

    def _desk(
        self, request: Asking, job: Job, lang: str, asked: Asked = NOTHING, problems: Sequence[Problem] = ()
    ) -> Response:
        words = request.words
        try:
            found: Desk = self.house.maker.call("desk", job.path, self._strict, lang)
        except Refusal as refusal:
            message = "\n".join(lines(refusal.failed, words))
            return self.house.page("message.html", request, 422, heading=words["handout"], message=message)
        rows = [row_of(one, self.house.folders, words) for one in found.entries]
        fields: dict[str, Field] = {name: one for row in rows for name, one in row.fields.items()}
        return self.house.page(
            "handout.html", request, 422 if problems else 200, here=f"{self.door}?{job.query(lang=found.lang)}",
            job=job, desk=found, rows=rows, strict=self._strict, asked=asked, problems=problems,
            errors={one.field: one.message for one in problems if one.field}, fields=fields, first=FIRST,
        )  # fmt: skip


def _person(form: Form, row: Row) -> Asked:
    """What a form says of a person, as far as a file has room for it. The routines are those of the job."""
    return read(MultiDict([*form.items(multi=True), (ALL, "on")]), row.product, row.fields, row.choices)
