"""The screen People: a copy for each person of a table that is handed in."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from msgspec import Struct
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from soleprint.errors import DoesNotFit, UsageProblem
from soleprint.merge.table import TEXTS, WORKBOOKS
from soleprint.merge.template import template_of, template_of_job
from soleprint.products.product import Product
from soleprint.web.countries import FIELDS, suggested
from soleprint.web.fields import Field, sections
from soleprint.web.form_order import ALL, ROUTINE, Asked, read
from soleprint.web.guard import Refused
from soleprint.web.merge_tasks import KINDS, Kind
from soleprint.web.offers import Choices, choices, offered, product_named
from soleprint.web.outcome import Outcome, failed, made, refused
from soleprint.web.results import Made
from soleprint.web.screen import MOST_BYTES, UPLOAD, Asking, House, Route
from soleprint.web.table_jobs import fields_for_all, jobs_with_tables, of_job, of_product, without_routines
from soleprint.web.table_report import OUTPUTS, STATES, Look, Teller
from soleprint.web.uploaded_tables import Batch, Batches, Wanted

MOST_TABLE = 4 << 20
"""Bytes."""
TABLE = "table"
"""The field of the file."""
SECONDS_FIRST = 1.0
"""A table that cannot be read at all is known after so long: then the first page says so at once."""
_NAMES = {"routine": ROUTINE, "all": ALL, "table": TABLE}
_TYPES = {".zip": "application/zip", ".pdf": "application/pdf"}
_MOST_CALLED = 80
"""Characters of a file's name in messages."""


class There(Struct, frozen=True):
    """A product that is asked for, with what may be said of all copies."""

    name: str
    product: Product
    fields: Mapping[str, Field]
    choices: Choices


class People(Struct, frozen=True):
    """A table of people, and what is made of it."""

    house: House
    batches: Batches
    cookie: str
    """The name of the cookie that tells one person's browser from another's, where several have this studio."""
    door: str = "/people"
    label: str = "people"

    @classmethod
    def of(cls, house: House, cookie: str) -> People:
        """The screen, whose tables are deleted when the studio ends."""
        batches = Batches(house.maker.forget)
        house.ends.callback(batches.close)
        return cls(house, batches, cookie)

    def routes(self) -> Sequence[Route]:
        """Its addresses."""
        upload, one, kind = MOST_TABLE + MOST_BYTES, "/people/table/<key>", f"<any({', '.join(KINDS)}):kind>"
        return (
            Route("/people", self._first),
            Route("/people/make/<name>", self._form),
            Route("/people/make/<name>", self._take, ("POST",), upload, UPLOAD, "people-too-large"),
            Route("/people/make/<name>/columns.csv", self._columns),
            Route("/people/job/<name>", self._job),
            Route("/people/job/<name>", self._take_for_job, ("POST",), upload, UPLOAD, "people-too-large"),
            Route("/people/job/<name>/columns.csv", self._columns_of_job),
            Route(one, self._table),
            Route(f"{one}/now", self._now),
            Route(f"{one}/row/<int(max=99):output>/<int(max=9999999):number>", self._row),
            Route(f"{one}/start/{kind}", self._start, ("POST",)),
            Route(f"{one}/stop/{kind}", self._stop, ("POST",)),
            Route(f"{one}/drop", self._drop, ("POST",)),
            Route(f"{one}/{kind}/<int(max=9999):number>", self._file),
        )

    # What is made

    def _first(self, request: Asking) -> Response:
        folders = self.house.folders
        products = [one for one in offered(folders) if one.product is not None and "patient" in one.product.takes]
        return self.house.page("people.html", request, jobs=list(jobs_with_tables(folders)), products=products)

    def _form(self, request: Asking, name: str) -> Response:
        there = self._there(request, name)
        asked = without_routines(read(request.args, there.product, there.fields, there.choices))
        return self._asked(request, there, asked, refused(asked, there.fields))

    def _take(self, request: Asking, name: str) -> Response:
        there = self._there(request, name)
        asked = without_routines(read(request.form, there.product, there.fields, there.choices))
        wrong = _wrong_with(request)
        told = refused(asked, there.fields, {TABLE: wrong} if wrong else {})
        told = told if told.problems else self._tried(there, asked)
        if told.problems:
            return self._asked(request, there, asked, told, 422)
        return self._taken(request, of_product(name, asked, self.house.folders, request.words))

    def _tried(self, there: There, asked: Asked) -> Outcome:
        """What is wrong with the choices, whoever it is for. Whether a copy fits is asked of each row, which may have
        other choices; so is all, where no routine is chosen."""
        if not asked.routines and not asked.every:
            return Outcome(asked.query())
        options: dict[str, Any] = {**asked.options, **self.house.folders.given()}
        result = self.house.maker.make(there.name, asked.routines, asked.every, options, False)
        if isinstance(result, Made) or result.code == DoesNotFit.code:
            return Outcome(asked.query())
        return failed(result, asked, there.fields, there.choices.words)

    def _asked(self, request: Asking, there: There, asked: Asked, told: Outcome, status: int = 200) -> Response:
        back = f"/people/make/{quote(there.name)}"
        return self.house.page(
            "people-make.html", request, status, here=f"{back}?{asked.query()}", action=back, title=there.name,
            product=there.product, choices=there.choices, asked=asked, outcome=told, names=_NAMES, most=MOST_TABLE,
            sections=sections(there.fields, request.words), said=asked.texts.keys() | told.by_field.keys(),
            endings=(*TEXTS, *WORKBOOKS), numbered=FIELDS,
            numbers=suggested(self.house.maker, there.fields, request.words.lang),
        )  # fmt: skip

    def _columns(self, request: Asking, name: str) -> Response:
        there = self._there(request, name)
        return _csv(template_of(there.product, self.house.folders.content, request.words.label))

    def _there(self, request: Asking, name: str) -> There:
        try:
            product = product_named(self.house.folders, name)
        except UsageProblem:
            raise NotFound from None
        found = choices(self.house.folders, request.words)
        return There(name, product, fields_for_all(product, found), found)

    def _job(self, request: Asking, name: str) -> Response:
        self._job_file(name)
        return self._asked_for_job(request, name)

    def _take_for_job(self, request: Asking, name: str) -> Response:
        job, wrong = self._job_file(name), _wrong_with(request)
        if wrong:
            return self._asked_for_job(request, name, wrong, 422)
        return self._taken(request, of_job(name, job))

    def _asked_for_job(self, request: Asking, name: str, wrong: str = "", status: int = 200) -> Response:
        return self.house.page(
            "people-job.html", request, status, name=name, action=f"/people/job/{quote(name)}", names=_NAMES,
            errors={TABLE: wrong} if wrong else {}, most=MOST_TABLE, endings=(*TEXTS, *WORKBOOKS),
        )  # fmt: skip

    def _columns_of_job(self, request: Asking, name: str) -> Response:
        return _csv(template_of_job(self._job_file(name), request.words.label))

    def _job_file(self, name: str) -> Path:
        try:
            return jobs_with_tables(self.house.folders)[name].absolute()
        except KeyError:
            raise NotFound from None

    # The table

    def _taken(self, request: Asking, wanted: Wanted) -> Response:
        file, data = request.files[TABLE], request.files[TABLE].read()
        called = PurePath((file.filename or "").replace("\\", "/")).name
        known = request.cookies.get(self.cookie, "")[:_MOST_CALLED]
        owner = known or (secrets.token_urlsafe(16) if self.house.place else "")
        begun = partial(Batch, wanted, called[:_MOST_CALLED], _ending(file), data, owner)
        key, batch = self.batches.take(owner, len(data), begun)
        batch.checking.wait(SECONDS_FIRST)
        answer = _to(key)
        if owner != known and self.house.place:
            # Until the browser is closed. It says nothing of who that is, but that it is the same one.
            answer.set_cookie(self.cookie, owner, httponly=True, samesite="Strict", secure=self.house.place.https)
        return answer

    def _table(self, request: Asking, key: str) -> Response:
        return self._told(request, key, "people-table.html")

    def _now(self, request: Asking, key: str) -> Response:
        return self._told(request, key, "people-now.html")

    def _told(self, request: Asking, key: str, template: str) -> Response:
        batch, look = self.batches.get(key), _look(request)
        told = Teller(batch, choices(self.house.folders, request.words)).told(look)
        here = f"/people/table/{key}"
        return self.house.page(
            template, request, here=here + look.query(), at=here, batch=batch, told=told, look=look,
            outputs=OUTPUTS, states=STATES,
        )  # fmt: skip

    def _row(self, request: Asking, key: str, output: int, number: int) -> Response:
        """A copy as it will be; it is made by the process that makes single products, which is quick."""
        batch = self.batches.get(key)
        place = next((i for i, row in enumerate(batch.rows) if (row.output, row.number) == (output, number)), None)
        if batch.over or place is None:
            raise Refused(404, "gone")
        found = choices(self.house.folders, request.words)
        rows, teller = batch.rows, Teller(batch, found)
        result = self.house.maker.row(batch.job, batch.table, number, output, batch.wanted.strict)
        told = Outcome("")
        problems: Sequence[str] = teller.copy(rows[place]).problems
        if isinstance(result, Made):
            batch.shown.append(result.key)
            told = made(result, Asked((), False, {}, {}, {}), {}, found)
            drafts = [one.message for one in told.warnings[: len(result.drafts)]]
            problems = [*drafts, *problems]
        else:
            problems = problems or teller.failed(result)
        around = {"before": rows[place - 1] if place else None, "after": rows[place + 1] if rows[place + 1 :] else None}
        values: dict[str, Any] = {"copy": teller.copy(rows[place]), "outcome": told, "problems": problems, **around}
        return self.house.page("people-row.html", request, at=f"/people/table/{key}", look=_look(request), **values)

    # What is made of it

    def _start(self, request: Asking, key: str, kind: Kind) -> Response:
        self.batches.start(self.batches.get(key), kind)
        return _to(key)

    def _stop(self, request: Asking, key: str, kind: Kind) -> Response:
        self.batches.get(key).stop(kind)
        return _to(key)

    def _drop(self, request: Asking, key: str) -> Response:
        back = self.batches.get(key).wanted.back
        self.batches.drop(key)
        return Response(status=303, headers={"Location": back})

    def _file(self, request: Asking, key: str, kind: Kind, number: int) -> Response:
        batch = self.batches.get(key)
        size, name = batch.size(kind, number), batch.files(kind)[number]
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}", "Content-Length": str(size)}
        return Response(self._sent(batch, kind, number), mimetype=_TYPES[PurePath(name).suffix], headers=headers)

    def _sent(self, batch: Batch, kind: Kind, number: int) -> Iterator[bytes]:
        yield from batch.sent(kind, number)
        if batch.all_sent:
            self.batches.end(batch, "sent")


def _look(request: Asking) -> Look:
    page = request.args.get("page", "0")
    return Look(request.args.get("only") == "problems", int(page) if page.isdecimal() and len(page) < 6 else 0)


def _to(key: str) -> Response:
    return Response(status=303, headers={"Location": f"/people/table/{key}"})


def _csv(data: bytes) -> Response:
    headers = {"Content-Disposition": "attachment; filename=people.csv"}
    return Response(data, mimetype="text/csv", headers=headers)


def _ending(file: FileStorage) -> str:
    return PurePath(file.filename or "").suffix.lower()


def _wrong_with(request: Asking) -> str:
    """What is wrong with the table that a form brings, before it is read; "" where nothing is."""
    file, words = request.files.get(TABLE), request.words
    if file is None or not file.filename:
        return words["people-none"]
    if _ending(file) not in (*TEXTS, *WORKBOOKS):
        return words.said("people-no-table", endings=", ".join((*WORKBOOKS, *TEXTS)))
    data = file.stream.read(MOST_TABLE + 1)
    file.stream.seek(0)
    return "" if 0 < len(data) <= MOST_TABLE else words["people-too-large" if data else "people-empty"]
