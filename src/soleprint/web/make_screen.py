"""The screen Make: the form of a product, its preview, its file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from msgspec import Struct
from werkzeug.wrappers import Response

from soleprint.web.changes_screen import CHANGED, folders_stamp
from soleprint.web.countries import FIELDS, suggested_numbers
from soleprint.web.equivalents import JOB_FILE, command_line, job_text
from soleprint.web.fields import sections
from soleprint.web.form_order import ALL, CHANGE, ROUTINE, FormOrder, query_for_other, with_remedy
from soleprint.web.guard import RequestRefused
from soleprint.web.offers import product_offers
from soleprint.web.outcome import Outcome, outcome_of_failure, outcome_of_problems, outcome_of_result
from soleprint.web.product_form import ProductForm, product_form
from soleprint.web.results import ResultInfo
from soleprint.web.screen import Context, Route, StudioRequest

MOST_UNSEARCHED = 12
"""A form with more routines than this has a field to search them."""
_NAMES = {"routine": ROUTINE, "all": ALL, "change": CHANGE}


class MakeScreen(Struct, frozen=True):
    """The form of each product, its preview and its files."""

    context: Context
    menu_path: str = ""
    menu_label: str = ""

    def routes(self) -> Sequence[Route]:
        """Its addresses."""
        return (
            Route("/make/<name>", self._form, ("GET", "POST")),
            Route("/preview/<name>", self._preview, ("POST",)),
            Route("/remedies/<name>", self._remedies, ("POST",)),
            Route("/stop", self._stop, ("POST",)),
            Route("/job/<name>", self._job),
            Route("/pdf/<name>", self._pdf, ("POST",)),
            Route("/side/<key>/<int(max=9999):number>.svg", self._side),
            Route("/made/<key>/<file>", self._made_pdf),
        )

    def _form(self, request: StudioRequest, name: str) -> Response:
        posted = request.method == "POST"
        form = self._product_form(request, name)
        order = form.read(with_remedy(request.form) if posted else form.from_address(request.args))
        if posted and not order.personal:
            return Response(status=303, headers={"Location": f"/make/{quote(name)}?{order.query()}"})
        outcome = self._outcome(form, order)
        return self._page(request, form, order, outcome, 422 if posted and outcome.problems else 200)

    def _preview(self, request: StudioRequest, name: str) -> Response:
        """The preview of a form. Where the product does not fit, only remedies that are found quickly are looked for;
        ``_remedies`` looks for the others."""
        form = self._product_form(request, name)
        order = form.read(request.form)
        outcome = self._outcome(form, order, whole=False)
        return self.context.page("result.html", request, **self._result_values(form, order, outcome))

    def _remedies(self, request: StudioRequest, name: str) -> Response:
        form = self._product_form(request, name)
        outcome = self._outcome(form, form.read(request.form))
        return self.context.page("remedies.html", request, name=name, outcome=outcome, names=_NAMES)

    def _stop(self, request: StudioRequest) -> Response:
        self.context.maker.stop()
        return Response(status=204)

    def _job(self, request: StudioRequest, name: str) -> Response:
        """The job file for an address, as a download."""
        form = self._product_form(request, name)
        order = form.read(form.from_address(request.args))
        if order.problems:
            return self._page(request, form, order, outcome_of_problems(order, form.fields), 422)
        text = job_text(name, order, form.fields, self.context.folders)
        named = {"Content-Disposition": f"attachment; filename={JOB_FILE}"}
        return Response(text, mimetype="application/yaml", headers=named)

    def _pdf(self, request: StudioRequest, name: str) -> Response:
        """Makes the product and redirects to its PDF, which has an address of its own so that it can be reloaded."""
        form = self._product_form(request, name)
        order = form.read(request.form)
        outcome = self._outcome(form, order)
        if outcome.problems:
            return self._page(request, form, order, outcome, 422)
        save = "?save=1" if request.form.get("do") == "save" else ""
        return Response(status=303, headers={"Location": f"/made/{outcome.key}/{quote(outcome.file)}{save}"})

    def _side(self, request: StudioRequest, key: str, number: int) -> Response:
        drawn = self.context.maker.side(key, number)
        if drawn is None:
            raise RequestRefused(404, "gone")
        return Response(drawn, mimetype="image/svg+xml")

    def _made_pdf(self, request: StudioRequest, key: str, file: str) -> Response:
        data = self.context.maker.pdf(key)
        if data is None:
            raise RequestRefused(404, "gone")
        how = "attachment" if request.args.get("save") else "inline"
        named = {"Content-Disposition": f"{how}; filename*=UTF-8''{quote(file)}"}
        return Response(data, mimetype="application/pdf", headers=named)

    def _product_form(self, request: StudioRequest, name: str) -> ProductForm:
        return product_form(self.context.folders, name, request.words)

    def _outcome(self, form: ProductForm, order: FormOrder, *, whole: bool = True) -> Outcome:
        if order.problems:
            return outcome_of_problems(order, form.fields)
        options: dict[str, Any] = {**order.options, **self.context.folders.given()}
        result = self.context.maker.make(form.name, order.routines, order.every, options, order.personal, whole)
        if isinstance(result, ResultInfo):
            return outcome_of_result(result, order, form.fields, form.choices)
        return outcome_of_failure(result, order, form.fields, form.choices.words)

    def _result_values(self, form: ProductForm, order: FormOrder, outcome: Outcome) -> dict[str, Any]:
        """The values that the template ``result.html`` uses."""
        command = job = ""
        if not outcome.problems:
            arguments = form.name, order, form.fields, self.context.folders
            command, job = command_line(*arguments), job_text(*arguments)
        return {
            "name": form.name, "outcome": outcome, "names": _NAMES, "order": order, "rtl": form.choices.rtl,
            "command": command, "job": job, "folder": folders_stamp(self.context.folders),
        }  # fmt: skip

    def _page(
        self, request: StudioRequest, form: ProductForm, order: FormOrder, outcome: Outcome, status: int
    ) -> Response:
        others = [
            (one.name, query_for_other(order, form.product, one.product, form.choices))
            for one in product_offers(self.context.folders)
            if one.product is not None and one.name != form.name
        ]
        said = order.texts.keys() | outcome.by_field.keys()
        return self.context.page(
            "make.html", request, status, here=f"/make/{quote(form.name)}?{order.query()}",
            product=form.product, others=others, choices=form.choices, said=said, most_unsearched=MOST_UNSEARCHED,
            sections=sections(form.fields, request.words), changed=CHANGED, numbered=FIELDS,
            numbers=suggested_numbers(self.context.maker, form.fields, request.words.lang),
            **self._result_values(form, order, outcome),
        )  # fmt: skip
