"""The screen Make: the form of a product, its preview, its file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from msgspec import Struct
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from soleprint.errors import UsageProblem
from soleprint.products.product import Product
from soleprint.web.changes_screen import CHANGED, stamp_of
from soleprint.web.countries import FIELDS, suggested
from soleprint.web.equivalents import JOB, command, job
from soleprint.web.fields import Field, fields_of, sections
from soleprint.web.form_order import ALL, CHANGE, ROUTINE, Asked, carried, changed, read
from soleprint.web.guard import Refused
from soleprint.web.offers import Choices, choices, offered, product_named
from soleprint.web.outcome import Outcome, failed, made, refused
from soleprint.web.results import Made
from soleprint.web.screen import Asking, Form, House, Route
from soleprint.web.words import Words

MOST_UNSOUGHT = 12
"""Routines that are looked through without a field to search them."""
_NAMES = {"routine": ROUTINE, "all": ALL, "change": CHANGE}


class There(Struct, frozen=True):
    """A product that is asked for, with all that may be said of it."""

    name: str
    product: Product
    fields: Mapping[str, Field]
    choices: Choices

    def addressed(self, given: Form) -> Form:
        """What an address asks for: nothing about a person, and without any choice the first routine, to see it."""
        public = [(name, text) for name, text in given.items(multi=True) if not self._is_private(name)]
        if not public and self.product.documents != "none":
            public = [(ROUTINE, id) for id in list(self.choices.routines)[:1]]
        return MultiDict(public)

    def _is_private(self, name: str) -> bool:
        return name in self.fields and self.fields[name].private

    def read(self, form: Form) -> Asked:
        """What a form or an address asks for."""
        return read(form, self.product, self.fields, self.choices)


class Making(Struct, frozen=True):
    """Every product, by clicks."""

    house: House
    door: str = ""
    label: str = ""

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
            Route("/made/<key>/<file>", self._made),
        )

    def _form(self, request: Asking, name: str) -> Response:
        posted = request.method == "POST"
        there = self._there(name, request.words)
        form = changed(request.form) if posted else there.addressed(request.args)
        asked = there.read(form)
        if posted and not asked.personal:
            return Response(status=303, headers={"Location": f"/make/{quote(name)}?{asked.query()}"})
        told = self._outcome(there, asked)
        return self._page(request, there, asked, told, 422 if posted and told.problems else 200)

    def _preview(self, request: Asking, name: str) -> Response:
        """What the form asks for now. Where it does not fit, remedies that take long are left to ``_remedies``."""
        there = self._there(name, request.words)
        asked = there.read(request.form)
        told = self._outcome(there, asked, whole=False)
        return self.house.page("result.html", request, **self._shown(there, asked, told))

    def _remedies(self, request: Asking, name: str) -> Response:
        there = self._there(name, request.words)
        told = self._outcome(there, there.read(request.form))
        return self.house.page("remedies.html", request, name=name, outcome=told, names=_NAMES)

    def _stop(self, request: Asking) -> Response:
        self.house.maker.stop()
        return Response(status=204)

    def _job(self, request: Asking, name: str) -> Response:
        """The job of an address, to save."""
        there = self._there(name, request.words)
        asked = there.read(there.addressed(request.args))
        if asked.problems:
            return self._page(request, there, asked, refused(asked, there.fields), 422)
        text = job(name, asked, there.fields, self.house.folders)
        named = {"Content-Disposition": f"attachment; filename={JOB}"}
        return Response(text, mimetype="application/yaml", headers=named)

    def _pdf(self, request: Asking, name: str) -> Response:
        """Makes it, and leads to the file, which has an address of its own: so it can be loaded again, and saved."""
        there = self._there(name, request.words)
        asked = there.read(request.form)
        told = self._outcome(there, asked)
        if told.problems:
            return self._page(request, there, asked, told, 422)
        save = "?save=1" if request.form.get("do") == "save" else ""
        return Response(status=303, headers={"Location": f"/made/{told.key}/{quote(told.file)}{save}"})

    def _side(self, request: Asking, key: str, number: int) -> Response:
        drawn = self.house.maker.side(key, number)
        if drawn is None:
            raise Refused(404, "gone")
        return Response(drawn, mimetype="image/svg+xml")

    def _made(self, request: Asking, key: str, file: str) -> Response:
        data = self.house.maker.pdf(key)
        if data is None:
            raise Refused(404, "gone")
        how = "attachment" if request.args.get("save") else "inline"
        named = {"Content-Disposition": f"{how}; filename*=UTF-8''{quote(file)}"}
        return Response(data, mimetype="application/pdf", headers=named)

    def _there(self, name: str, words: Words) -> There:
        try:
            product = product_named(self.house.folders, name)
        except UsageProblem:
            raise NotFound from None
        found = choices(self.house.folders, words)
        return There(name, product, fields_of(product, found), found)

    def _outcome(self, there: There, asked: Asked, *, whole: bool = True) -> Outcome:
        if asked.problems:
            return refused(asked, there.fields)
        options: dict[str, Any] = {**asked.options, **self.house.folders.given()}
        result = self.house.maker.make(there.name, asked.routines, asked.every, options, asked.personal, whole)
        if isinstance(result, Made):
            return made(result, asked, there.fields, there.choices)
        return failed(result, asked, there.fields, there.choices.words)

    def _shown(self, there: There, asked: Asked, told: Outcome) -> dict[str, Any]:
        """What the template of a result names."""
        if told.problems:
            same = ("", "")
        else:
            these = there.name, asked, there.fields, self.house.folders
            same = command(*these), job(*these)
        return {
            "name": there.name, "outcome": told, "names": _NAMES, "asked": asked, "rtl": there.choices.rtl,
            "command": same[0], "job": same[1], "folder": stamp_of(self.house.folders),
        }  # fmt: skip

    def _page(self, request: Asking, there: There, asked: Asked, told: Outcome, status: int) -> Response:
        others = [
            (one.name, carried(asked, there.product, one.product, there.choices))
            for one in offered(self.house.folders)
            if one.product is not None and one.name != there.name
        ]
        said = asked.texts.keys() | told.by_field.keys()
        return self.house.page(
            "make.html", request, status, here=f"/make/{quote(there.name)}?{asked.query()}",
            product=there.product, others=others, choices=there.choices, said=said, most_unsought=MOST_UNSOUGHT,
            sections=sections(there.fields, request.words), changed=CHANGED, numbered=FIELDS,
            numbers=suggested(self.house.maker, there.fields, request.words.lang), **self._shown(there, asked, told),
        )  # fmt: skip
