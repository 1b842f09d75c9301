"""The addresses of the studio, as a WSGI application on Werkzeug."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from msgspec import Struct
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException, NotFound, RequestEntityTooLarge
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from soleprint.errors import SoleprintError, UsageProblem
from soleprint.products.product import Product
from soleprint.web.asked import ROUTINE, Asked, Form, changed, read
from soleprint.web.fields import Field, fields_of
from soleprint.web.guard import START, STATIC, Guard, Refused, harden
from soleprint.web.kept import Made
from soleprint.web.maker import Broken, Busy, Maker, TooSlow
from soleprint.web.offers import Choices, Folders, choices, offered, product_named
from soleprint.web.outcome import Outcome, failed, made, refused
from soleprint.web.screens import Page, Screens, carried
from soleprint.web.words import PAGE

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

MOST_BYTES = 64 * 1024
"""Of a form, or of an address."""
MOST_VALUES = 200
FORM = "application/x-www-form-urlencoded"
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_ROUTES = Map(
    [
        Rule("/", endpoint="home", methods=["GET"]),
        Rule(START, endpoint="start", methods=["GET"]),
        Rule("/make/<name>", endpoint="form", methods=["GET", "POST"]),
        Rule("/preview/<name>", endpoint="preview", methods=["POST"]),
        Rule("/pdf/<name>", endpoint="pdf", methods=["POST"]),
        Rule("/side/<key>/<int(max=9999):number>.svg", endpoint="side", methods=["GET"]),
        Rule("/made/<key>/<file>", endpoint="made", methods=["GET"]),
        Rule(f"{STATIC}<file>", endpoint="static", methods=["GET"]),
    ]
)


class Asking(Request):
    """A request, with limits."""

    max_content_length = MOST_BYTES
    max_form_memory_size = MOST_BYTES
    max_form_parts = MOST_VALUES


class Studio:
    """The application. What people type is in no address, no log and no file; see ``guard`` for who may ask."""

    def __init__(self, guard: Guard, maker: Maker, folders: Folders) -> None:
        self._guard, self._maker, self._folders = guard, maker, folders
        self._screens = Screens()
        self._do: dict[str, Callable[..., Response]] = {
            "home": self._home, "start": guard.start, "form": self._form, "preview": self._preview, "pdf": self._pdf,
            "side": self._side, "made": self._made, "static": self._static,
        }  # fmt: skip

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        request = Asking(environ)
        return harden(self._answer(request))(environ, start)

    def _answer(self, request: Request) -> Response:
        """The answer, or a page that says why there is none."""
        try:
            self._guard.check(request)
            _check_size(request)
            endpoint, arguments = _ROUTES.bind_to_environ(request.environ).match()
            return self._do[endpoint](request, **arguments)
        except Refused as error:
            return self._told(error.message, error.status, PAGE["closed-title"] if error.status == 401 else "")
        except Busy:
            return self._told(PAGE["busy"], 503)
        except TooSlow:
            return self._told(PAGE["slow"], 504)
        except RequestEntityTooLarge:
            return self._told(PAGE["too-large"], 413)
        except HTTPException as error:
            return self._told(PAGE["not-found"], error.code or 404)
        except SoleprintError as error:
            return self._told(str(error), 422)
        except Exception as error:
            # The kind alone: what else there is of it may hold what was typed.
            kind = str(error) if isinstance(error, Broken) else type(error).__name__
            print(f"A page failed: {kind}.", file=sys.stderr, flush=True)
            return self._told(PAGE["broken"], 500)

    def _told(self, message: str, status: int, title: str = "") -> Response:
        return Response(self._screens.message(message, title), status, mimetype="text/html")

    # What each address does.

    def _home(self, request: Request) -> Response:
        return Response(self._screens.home(offered(self._folders)), mimetype="text/html")

    def _form(self, request: Request, name: str) -> Response:
        posted = request.method == "POST"
        there = self._there(name)
        form = changed(request.form) if posted else there.addressed(request.args)
        asked = there.read(form)
        if posted and not asked.personal:
            return Response(status=303, headers={"Location": f"/make/{quote(name)}?{asked.query()}"})
        told = self._outcome(there, asked)
        return self._page(there, asked, told, 422 if posted and told.problems else 200)

    def _preview(self, request: Request, name: str) -> Response:
        there = self._there(name)
        told = self._outcome(there, there.read(request.form))
        return Response(self._screens.result(name, told), mimetype="text/html")

    def _pdf(self, request: Request, name: str) -> Response:
        """Makes it, and leads to the file, which has an address of its own: so it can be loaded again, and saved."""
        there = self._there(name)
        asked = there.read(request.form)
        told = self._outcome(there, asked)
        if told.problems:
            return self._page(there, asked, told, 422)
        save = "?save=1" if request.form.get("do") == "save" else ""
        return Response(status=303, headers={"Location": f"/made/{told.key}/{quote(told.file)}{save}"})

    def _side(self, request: Request, key: str, number: int) -> Response:
        drawn = self._maker.side(key, number)
        if drawn is None:
            raise Refused(404, PAGE["gone"])
        return Response(drawn, mimetype="image/svg+xml")

    def _made(self, request: Request, key: str, file: str) -> Response:
        data = self._maker.pdf(key)
        if data is None:
            raise Refused(404, PAGE["gone"])
        how = "attachment" if request.args.get("save") else "inline"
        named = {"Content-Disposition": f"{how}; filename*=UTF-8''{quote(file)}"}
        return Response(data, mimetype="application/pdf", headers=named)

    def _static(self, request: Request, file: str) -> Response:
        if file not in self._screens.static:
            raise NotFound
        return Response(self._screens.static[file], mimetype=_TYPES[PurePath(file).suffix])

    # What they share.

    def _there(self, name: str) -> There:
        try:
            product = product_named(self._folders, name)
        except UsageProblem:
            raise NotFound from None
        found = choices(self._folders)
        return There(name, product, fields_of(product, found), found)

    def _outcome(self, there: There, asked: Asked) -> Outcome:
        if asked.problems:
            return refused(asked, there.fields)
        options: dict[str, Any] = {**asked.options, **self._folders.given()}
        result = self._maker.make(there.name, asked.routines, asked.every, options, asked.personal)
        if isinstance(result, Made):
            return made(result, asked, there.fields)
        return failed(result, asked, there.fields)

    def _page(self, there: There, asked: Asked, told: Outcome, status: int) -> Response:
        others = [
            (one.name, carried(asked, there.product, one.product, there.choices))
            for one in offered(self._folders)
            if one.product is not None and one.name != there.name
        ]
        page = Page(there.name, there.product, others, there.fields, there.choices, asked, told)
        return Response(self._screens.make(page), status, mimetype="text/html")


class There(Struct, frozen=True):
    """A product that is asked for, with all that may be said of it."""

    name: str
    product: Product
    fields: dict[str, Field]
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


def _check_size(request: Request) -> None:
    """Raises Refused for what no form of the studio is."""
    if len(request.query_string) > MOST_BYTES or _count(request.args) > MOST_VALUES:
        raise Refused(413, PAGE["too-large"])
    if request.method != "POST":
        return
    if request.mimetype != FORM:
        raise Refused(415, PAGE["wrong-form"])
    if _count(request.form) > MOST_VALUES:
        raise Refused(413, PAGE["too-large"])


def _count(values: Form) -> int:
    return sum(1 for _ in values.items(multi=True))
