"""The first screen: what there is to print; and what every page refers to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from urllib.parse import urlsplit

from msgspec import Struct
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from soleprint.web.guard import STATIC
from soleprint.web.offers import offered
from soleprint.web.screen import Asking, House, Route

CHOOSE = "/language"
COOKIE_SECONDS = 365 * 24 * 60 * 60
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


class Home(Struct, frozen=True):
    """The first page, the language of all pages, and their files."""

    house: House
    cookie: str
    """The name of the cookie that says which language was chosen."""
    door: str = "/make"
    label: str = "make"

    def routes(self) -> Sequence[Route]:
        """Its addresses."""
        return (
            Route("/", self._begin),
            Route(self.door, self._first),
            Route(CHOOSE, self._choose),
            Route(f"{STATIC}<file>", self._static),
        )

    def _begin(self, request: Asking) -> Response:
        """What the studio was opened for."""
        if self.house.folders.job is not None:
            return Response(status=303, headers={"Location": "/handout"})
        return self._first(request)

    def _first(self, request: Asking) -> Response:
        products = offered(self.house.folders)
        people = [one for one in products if one.product is None or one.product.documents != "none"]
        makers = [one for one in products if one not in people]
        return self.house.page("home.html", request, people=people, makers=makers)

    def _choose(self, request: Asking) -> Response:
        """Back to the page where the language was chosen, in that language. Nothing outside the studio is led to."""
        to = request.args.get("to", "/")
        parts = urlsplit(to)
        inside = not (parts.scheme or parts.netloc) and to.startswith("/") and "\\" not in to
        answer = Response(status=303, headers={"Location": to if inside else "/"})
        lang = request.args.get("ui", "")
        secure = self.house.place is not None and self.house.place.https
        answer.set_cookie(
            self.cookie, lang[:35], max_age=COOKIE_SECONDS, httponly=True, samesite="Strict", secure=secure
        )
        return answer

    def _static(self, request: Asking, file: str) -> Response:
        files = self.house.templates.static
        if file not in files:
            raise NotFound
        return Response(files[file], mimetype=_TYPES[PurePath(file).suffix])
