"""The screen People: a copy for each person of a table that is handed in."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from msgspec import Struct
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from soleprint.errors import DoesNotFit
from soleprint.merge.table import TEXTS, WORKBOOKS
from soleprint.merge.template import template_of, template_of_job
from soleprint.web.countries import FIELDS, suggested_numbers
from soleprint.web.fields import sections
from soleprint.web.form_order import ALL, EMPTY_ORDER, ROUTINE, FormOrder
from soleprint.web.guard import RequestRefused
from soleprint.web.merge_tasks import OUTPUT_KINDS, OutputKind
from soleprint.web.offers import choices, product_offers
from soleprint.web.outcome import Outcome, outcome_of_failure, outcome_of_problems, outcome_of_result
from soleprint.web.product_form import ProductForm, product_form
from soleprint.web.results import ResultInfo
from soleprint.web.screen import MOST_BYTES, UPLOAD, Context, Route, StudioRequest
from soleprint.web.table_jobs import (
    allow_no_routine,
    common_fields,
    jobs_with_tables,
    table_job_of_file,
    table_job_of_product,
)
from soleprint.web.table_report import OUTPUTS, STATES, RowSelection, TableReporter
from soleprint.web.uploaded_tables import TableJob, UploadedTable, UploadedTables

MOST_TABLE = 4 << 20
"""Bytes of an uploaded table."""
TABLE = "table"
"""The form field that holds the uploaded file."""
SECONDS_FIRST = 1.0
"""An upload waits this long for the check, so that the first page can say that a table is unreadable."""
_NAMES = {"routine": ROUTINE, "all": ALL, "table": TABLE}
_TYPES = {".zip": "application/zip", ".pdf": "application/pdf"}
_MOST_NAME = 80
"""Characters of a file's name in messages."""


class PeopleScreen(Struct, frozen=True):
    """Takes tables of people, and shows how their copies are checked and made."""

    context: Context
    tables: UploadedTables
    cookie: str
    """The name of the cookie that tells the browsers of several users apart."""
    menu_path: str = "/people"
    menu_label: str = "people"

    @classmethod
    def of(cls, context: Context, cookie: str) -> PeopleScreen:
        """The screen. Its tables are deleted when the studio ends."""
        tables = UploadedTables(context.maker.forget)
        context.exit_stack.callback(tables.close)
        return cls(context, tables, cookie)

    def routes(self) -> Sequence[Route]:
        """Its addresses."""
        most, one, kind = MOST_TABLE + MOST_BYTES, "/people/table/<key>", f"<any({', '.join(OUTPUT_KINDS)}):kind>"
        return (
            Route("/people", self._first),
            Route("/people/make/<name>", self._form),
            Route("/people/make/<name>", self._upload, ("POST",), most, UPLOAD, "people-too-large"),
            Route("/people/make/<name>/columns.csv", self._template),
            Route("/people/job/<name>", self._job),
            Route("/people/job/<name>", self._upload_for_job, ("POST",), most, UPLOAD, "people-too-large"),
            Route("/people/job/<name>/columns.csv", self._job_template),
            Route(one, self._table),
            Route(f"{one}/now", self._progress),
            Route(f"{one}/row/<int(max=99):output>/<int(max=9999999):number>", self._row),
            Route(f"{one}/start/{kind}", self._start, ("POST",)),
            Route(f"{one}/stop/{kind}", self._stop, ("POST",)),
            Route(f"{one}/drop", self._delete, ("POST",)),
            Route(f"{one}/{kind}/<int(max=9999):number>", self._file),
        )

    # The forms

    def _first(self, request: StudioRequest) -> Response:
        folders = self.context.folders
        products = [
            one for one in product_offers(folders) if one.product is not None and "patient" in one.product.takes
        ]
        return self.context.page("people.html", request, jobs=list(jobs_with_tables(folders)), products=products)

    def _form(self, request: StudioRequest, name: str) -> Response:
        form = self._product_form(request, name)
        order = allow_no_routine(form.read(request.args))
        return self._form_page(request, form, order, outcome_of_problems(order, form.fields))

    def _upload(self, request: StudioRequest, name: str) -> Response:
        form = self._product_form(request, name)
        order = allow_no_routine(form.read(request.form))
        wrong = _upload_problem(request)
        outcome = outcome_of_problems(order, form.fields, {TABLE: wrong} if wrong else {})
        outcome = outcome if outcome.problems else self._try_choices(form, order)
        if outcome.problems:
            return self._form_page(request, form, order, outcome, 422)
        return self._start_table(request, table_job_of_product(name, order, self.context.folders, request.words))

    def _try_choices(self, form: ProductForm, order: FormOrder) -> Outcome:
        """Makes the product once, for nobody, to find choices that are wrong for every row. Whether it fits is checked
        for each row later, since rows may have options of their own. Without a routine everything is checked later."""
        if not order.routines and not order.every:
            return Outcome(order.query())
        options: dict[str, Any] = {**order.options, **self.context.folders.given()}
        result = self.context.maker.make(form.name, order.routines, order.every, options, False)
        if isinstance(result, ResultInfo) or result.code == DoesNotFit.code:
            return Outcome(order.query())
        return outcome_of_failure(result, order, form.fields, form.choices.words)

    def _form_page(
        self, request: StudioRequest, form: ProductForm, order: FormOrder, outcome: Outcome, status: int = 200
    ) -> Response:
        back = f"/people/make/{quote(form.name)}"
        return self.context.page(
            "people-make.html", request, status, here=f"{back}?{order.query()}", action=back, title=form.name,
            product=form.product, choices=form.choices, order=order, outcome=outcome, names=_NAMES, most=MOST_TABLE,
            sections=sections(form.fields, request.words), said=order.texts.keys() | outcome.by_field.keys(),
            endings=(*TEXTS, *WORKBOOKS), numbered=FIELDS,
            numbers=suggested_numbers(self.context.maker, form.fields, request.words.lang),
        )  # fmt: skip

    def _template(self, request: StudioRequest, name: str) -> Response:
        form = self._product_form(request, name)
        return _csv_file(template_of(form.product, self.context.folders.content, request.words.label))

    def _product_form(self, request: StudioRequest, name: str) -> ProductForm:
        return product_form(self.context.folders, name, request.words, common_fields)

    def _job(self, request: StudioRequest, name: str) -> Response:
        self._job_file(name)
        return self._job_form_page(request, name)

    def _upload_for_job(self, request: StudioRequest, name: str) -> Response:
        job, wrong = self._job_file(name), _upload_problem(request)
        if wrong:
            return self._job_form_page(request, name, wrong, 422)
        return self._start_table(request, table_job_of_file(name, job))

    def _job_form_page(self, request: StudioRequest, name: str, wrong: str = "", status: int = 200) -> Response:
        return self.context.page(
            "people-job.html", request, status, name=name, action=f"/people/job/{quote(name)}", names=_NAMES,
            errors={TABLE: wrong} if wrong else {}, most=MOST_TABLE, endings=(*TEXTS, *WORKBOOKS),
        )  # fmt: skip

    def _job_template(self, request: StudioRequest, name: str) -> Response:
        return _csv_file(template_of_job(self._job_file(name), request.words.label))

    def _job_file(self, name: str) -> Path:
        try:
            return jobs_with_tables(self.context.folders)[name].absolute()
        except KeyError:
            raise NotFound from None

    # The table

    def _start_table(self, request: StudioRequest, table_job: TableJob) -> Response:
        file, data = request.files[TABLE], request.files[TABLE].read()
        file_name = PurePath((file.filename or "").replace("\\", "/")).name
        known = request.cookies.get(self.cookie, "")[:_MOST_NAME]
        owner = known or (secrets.token_urlsafe(16) if self.context.network else "")
        start_table = partial(UploadedTable, table_job, file_name[:_MOST_NAME], _ending(file), data, owner)
        key, upload = self.tables.add(owner, len(data), start_table)
        upload.checking.wait(SECONDS_FIRST)
        answer = _redirect(key)
        if owner != known and self.context.network:
            # Kept until the browser is closed. It does not say who the person is, only that it is the same browser.
            answer.set_cookie(self.cookie, owner, httponly=True, samesite="Strict", secure=self.context.network.https)
        return answer

    def _table(self, request: StudioRequest, key: str) -> Response:
        return self._table_page(request, key, "people-table.html")

    def _progress(self, request: StudioRequest, key: str) -> Response:
        return self._table_page(request, key, "people-now.html")

    def _table_page(self, request: StudioRequest, key: str, template: str) -> Response:
        upload, selection = self.tables.get(key), _row_selection(request)
        report = TableReporter(upload, choices(self.context.folders, request.words)).report(selection)
        here = f"/people/table/{key}"
        return self.context.page(
            template, request, here=here + selection.query(), at=here, upload=upload, report=report,
            selection=selection, outputs=OUTPUTS, states=STATES,
        )  # fmt: skip

    def _row(self, request: StudioRequest, key: str, output: int, number: int) -> Response:
        """The preview of one row's copy. The process that makes single products makes it, which is quick."""
        upload = self.tables.get(key)
        place = next((i for i, row in enumerate(upload.rows) if (row.output, row.number) == (output, number)), None)
        if upload.end_reason or place is None:
            raise RequestRefused(404, "gone")
        found = choices(self.context.folders, request.words)
        rows, reporter = upload.rows, TableReporter(upload, found)
        result = self.context.maker.make_row(upload.job, upload.table, number, output, upload.table_job.strict)
        outcome = Outcome("")
        problems: Sequence[str] = reporter.row_report(rows[place]).problems
        if isinstance(result, ResultInfo):
            upload.preview_keys.append(result.key)
            outcome = outcome_of_result(result, EMPTY_ORDER, {}, found)
            drafts = [one.message for one in outcome.warnings[: len(result.drafts)]]
            problems = [*drafts, *problems]
        else:
            problems = problems or reporter.failure_messages(result)
        neighbours: dict[str, Any] = {
            "before": rows[place - 1] if place else None, "after": rows[place + 1] if rows[place + 1 :] else None,
        }  # fmt: skip
        return self.context.page(
            "people-row.html", request, at=f"/people/table/{key}", selection=_row_selection(request),
            row_report=reporter.row_report(rows[place]), outcome=outcome, problems=problems, **neighbours,
        )  # fmt: skip

    # The copies

    def _start(self, request: StudioRequest, key: str, kind: OutputKind) -> Response:
        self.tables.start(self.tables.get(key), kind)
        return _redirect(key)

    def _stop(self, request: StudioRequest, key: str, kind: OutputKind) -> Response:
        self.tables.get(key).stop(kind)
        return _redirect(key)

    def _delete(self, request: StudioRequest, key: str) -> Response:
        back = self.tables.get(key).table_job.form_address
        self.tables.delete(key)
        return Response(status=303, headers={"Location": back})

    def _file(self, request: StudioRequest, key: str, kind: OutputKind, number: int) -> Response:
        upload = self.tables.get(key)
        size, name = upload.size(kind, number), upload.files(kind)[number]
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}", "Content-Length": str(size)}
        return Response(self._download(upload, kind, number), mimetype=_TYPES[PurePath(name).suffix], headers=headers)

    def _download(self, upload: UploadedTable, kind: OutputKind, number: int) -> Iterator[bytes]:
        yield from upload.download(kind, number)
        if upload.all_downloaded:
            self.tables.end(upload, "sent")


def _row_selection(request: StudioRequest) -> RowSelection:
    page = request.args.get("page", "0")
    return RowSelection(request.args.get("only") == "problems", int(page) if page.isdecimal() and len(page) < 6 else 0)


def _redirect(key: str) -> Response:
    return Response(status=303, headers={"Location": f"/people/table/{key}"})


def _csv_file(data: bytes) -> Response:
    headers = {"Content-Disposition": "attachment; filename=people.csv"}
    return Response(data, mimetype="text/csv", headers=headers)


def _ending(file: FileStorage) -> str:
    return PurePath(file.filename or "").suffix.lower()


def _upload_problem(request: StudioRequest) -> str:
    """What is wrong with the uploaded file itself, before it is read as a table; "" for nothing."""
    file, words = request.files.get(TABLE), request.words
    if file is None or not file.filename:
        return words["people-none"]
    if _ending(file) not in (*TEXTS, *WORKBOOKS):
        return words.said("people-no-table", endings=", ".join((*WORKBOOKS, *TEXTS)))
    data = file.stream.read(MOST_TABLE + 1)
    file.stream.seek(0)
    return "" if 0 < len(data) <= MOST_TABLE else words["people-too-large" if data else "people-empty"]
