"""The studio as a WSGI application on Werkzeug: who asks, for what, and what is said when that is not given."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import ExitStack
from typing import TYPE_CHECKING

from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Response

from soleprint.errors import SoleprintError
from soleprint.web.changes_screen import Following
from soleprint.web.clinic_screen import Clinic
from soleprint.web.guard import START, Guard, Refused, harden
from soleprint.web.handout_screen import Handout
from soleprint.web.home_screen import Home
from soleprint.web.make_screen import Making
from soleprint.web.maker import Broken, Busy, Maker, Stopped, TooSlow
from soleprint.web.messages import lines
from soleprint.web.offers import Folders
from soleprint.web.people_screen import People
from soleprint.web.pictures_screen import Pictures
from soleprint.web.place import Place
from soleprint.web.results import Failed, Refusal, failed
from soleprint.web.review_screen import Reviewing
from soleprint.web.routines_screen import Editing
from soleprint.web.screen import MOST_BYTES, MOST_VALUES, Asking, Form, House, Route, Screen
from soleprint.web.steps_screen import Stepping
from soleprint.web.templates import Templates
from soleprint.web.words import Dictionary

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


class Studio:
    """The application. What people type is in no address, no log and no file; see ``guard`` for who may ask."""

    def __init__(self, guard: Guard, maker: Maker, folders: Folders, place: Place | None = None) -> None:
        self._guard, self._dictionary = guard, Dictionary(folders.content)
        self._chosen = f"{guard.cookie}-language"
        doors: dict[str, str] = {}
        self._house = House(folders, maker, Templates(self._dictionary.languages, doors), ExitStack(), place)
        screens: list[Screen] = [
            Handout(self._house), Home(self._house, self._chosen), Making(self._house), Pictures(self._house),
            People.of(self._house, f"{guard.cookie}-people"), Following(self._house),
        ]  # fmt: skip
        if self._house.edits:
            screens += [Clinic(self._house), Reviewing(self._house), Editing(self._house), Stepping(self._house)]
        doors |= {screen.door: screen.label for screen in screens if screen.door}
        routes = [Route(START, guard.start), *(route for screen in screens for route in screen.routes())]
        self._routes = {str(number): route for number, route in enumerate(routes)}
        self._map = Map([Rule(one.path, endpoint=key, methods=one.methods) for key, one in self._routes.items()])

    @property
    def most(self) -> int:
        """Bytes of the largest body that any address takes."""
        return max(route.most for route in self._routes.values())

    def close(self) -> None:
        """Ends what the screens have begun, and deletes what they keep."""
        self._house.ends.close()

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        request = Asking(environ)
        chosen = request.cookies.get(self._chosen, "")
        request.words = self._dictionary.words((chosen,), request.accept_languages)
        answer = self._answer(request)
        to = answer.headers.get("Location", "")
        if to.startswith("/"):
            answer.headers["Location"] = request.root_path + to
        return harden(answer)(environ, start)

    def _answer(self, request: Asking) -> Response:
        """The answer, or a page that says why there is none."""
        try:
            self._guard.check(request)
            key, arguments = self._map.bind_to_environ(request.environ).match()
            route = self._routes[key]
            _check_size(request, route)
            return route.answer(request, **arguments)
        except Refused as error:
            return self._told(request, error.key, error.status, "closed-title" if error.status == 401 else "studio")
        except Busy:
            return self._told(request, "busy", 503)
        except Stopped:
            return self._told(request, "stopped", 409)
        except TooSlow:
            return self._told(request, "slow", 504)
        except RequestEntityTooLarge:
            return self._told(request, "too-large", 413)
        except HTTPException as error:
            return self._told(request, "not-found", error.code or 404)
        except Refusal as error:
            return self._refused(request, error.failed)
        except SoleprintError as error:
            return self._refused(request, failed(error))
        except Exception as error:
            # The kind alone: what else there is of it may hold what was typed.
            kind = str(error) if isinstance(error, Broken) else type(error).__name__
            print(f"A page failed: {kind}.", file=sys.stderr, flush=True)
            return self._told(request, "broken", 500)

    def _refused(self, request: Asking, failure: Failed) -> Response:
        message = "\n".join(lines(failure, request.words))
        return self._house.page("message.html", request, 422, heading=request.words["studio"], message=message)

    def _told(self, request: Asking, key: str, status: int, heading: str = "studio") -> Response:
        words = request.words
        return self._house.page("message.html", request, status, heading=words[heading], message=words[key])


def _check_size(request: Asking, route: Route) -> None:
    """Raises Refused for what no form of the studio is."""
    request.max_content_length = route.most
    if len(request.query_string) > MOST_BYTES or _count(request.args) > MOST_VALUES:
        raise Refused(413, "too-large")
    if request.method != "POST":
        return
    if request.mimetype != route.kind:
        raise Refused(415, "wrong-form")
    try:
        few = _count(request.form) <= MOST_VALUES
    except RequestEntityTooLarge:
        raise Refused(413, route.too_large) from None
    if not few:
        raise Refused(413, "too-large")


def _count(values: Form) -> int:
    return sum(1 for _ in values.items(multi=True))
