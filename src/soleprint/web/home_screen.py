"""The first screen, with all products; the choice of language; and the static files of all pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from urllib.parse import urlsplit

from msgspec import Struct
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from soleprint.web.guard import STATIC
from soleprint.web.offers import product_offers
from soleprint.web.screen import Context, Route, StudioRequest

CHOOSE = "/language"
COOKIE_SECONDS = 365 * 24 * 60 * 60
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


class HomeScreen(Struct, frozen=True):
    """The first page, the language of all pages, and static files."""

    context: Context
    cookie: str
    """The name of the cookie with the language that was chosen."""
    menu_path: str = "/make"
    menu_label: str = "make"

    def routes(self) -> Sequence[Route]:
        """Its addresses."""
        return (
            Route("/", self._begin),
            Route(self.menu_path, self._first),
            Route(CHOOSE, self._choose),
            Route(f"{STATIC}<file>", self._static),
        )

    def _begin(self, request: StudioRequest) -> Response:
        """The files of the job that the studio was started with, else the products."""
        if self.context.folders.job is not None:
            return Response(status=303, headers={"Location": "/handout"})
        return self._first(request)

    def _first(self, request: StudioRequest) -> Response:
        products = product_offers(self.context.folders)
        people = [one for one in products if one.product is None or one.product.documents != "none"]
        makers = [one for one in products if one not in people]
        return self.context.page("home.html", request, people=people, makers=makers)

    def _choose(self, request: StudioRequest) -> Response:
        """Sets the language and redirects to the page where it was chosen, never out of the studio."""
        to = request.args.get("to", "/")
        parts = urlsplit(to)
        inside = not (parts.scheme or parts.netloc) and to.startswith("/") and "\\" not in to
        answer = Response(status=303, headers={"Location": to if inside else "/"})
        lang = request.args.get("ui", "")
        secure = self.context.network is not None and self.context.network.https
        answer.set_cookie(
            self.cookie, lang[:35], max_age=COOKIE_SECONDS, httponly=True, samesite="Strict", secure=secure
        )
        return answer

    def _static(self, request: StudioRequest, file: str) -> Response:
        files = self.context.templates.static
        if file not in files:
            raise NotFound
        return Response(files[file], mimetype=_TYPES[PurePath(file).suffix])
