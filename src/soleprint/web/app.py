"""The studio as a WSGI application on Werkzeug: passes each request to its screen, and shows errors as pages."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import ExitStack
from typing import TYPE_CHECKING

from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Response

from soleprint.errors import SoleprintError
from soleprint.web.changes_screen import ChangesScreen
from soleprint.web.clinic_screen import ClinicScreen
from soleprint.web.guard import START, Guard, RequestRefused, harden
from soleprint.web.handout_screen import HandoutScreen
from soleprint.web.home_screen import HomeScreen
from soleprint.web.make_screen import MakeScreen
from soleprint.web.maker import CallCrashed, CallStopped, CallTimeout, Maker, TooManyCalls
from soleprint.web.messages import failure_messages
from soleprint.web.network import NetworkAddress
from soleprint.web.offers import Folders
from soleprint.web.people_screen import PeopleScreen
from soleprint.web.pictures_screen import PicturesScreen
from soleprint.web.results import CallFailed, Failure, failure_of
from soleprint.web.review_screen import ReviewScreen
from soleprint.web.routines_screen import RoutinesScreen
from soleprint.web.screen import MOST_BYTES, MOST_VALUES, Context, Form, Route, Screen, StudioRequest
from soleprint.web.steps_screen import StepsScreen
from soleprint.web.templates import Templates
from soleprint.web.words import Dictionary

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


class Studio:
    """The application. What people type about a person gets into no address, no log and no file; ``guard`` says who may
    send requests."""

    def __init__(self, guard: Guard, maker: Maker, folders: Folders, network: NetworkAddress | None = None) -> None:
        self._guard, self._dictionary = guard, Dictionary(folders.content)
        self._chosen = f"{guard.cookie}-language"
        menu: dict[str, str] = {}
        self._context = context = Context(
            folders, maker, Templates(self._dictionary.languages, menu), ExitStack(), network
        )
        screens: list[Screen] = [
            HandoutScreen(context), HomeScreen(context, self._chosen), MakeScreen(context), PicturesScreen(context),
            PeopleScreen.of(context, f"{guard.cookie}-people"), ChangesScreen(context),
        ]  # fmt: skip
        if context.edits:
            screens += [ClinicScreen(context), ReviewScreen(context), RoutinesScreen(context), StepsScreen(context)]
        menu |= {screen.menu_path: screen.menu_label for screen in screens if screen.menu_path}
        routes = [Route(START, guard.start), *(route for screen in screens for route in screen.routes())]
        self._routes = {str(number): route for number, route in enumerate(routes)}
        self._map = Map([Rule(one.path, endpoint=key, methods=one.methods) for key, one in self._routes.items()])

    @property
    def most(self) -> int:
        """Bytes of the largest request body that any address takes."""
        return max(route.most for route in self._routes.values())

    def close(self) -> None:
        """Ends the tasks of the screens, and deletes what they keep."""
        self._context.exit_stack.close()

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        request = StudioRequest(environ)
        chosen = request.cookies.get(self._chosen, "")
        request.words = self._dictionary.words((chosen,), request.accept_languages)
        answer = self._answer(request)
        to = answer.headers.get("Location", "")
        if to.startswith("/"):
            answer.headers["Location"] = request.root_path + to
        return harden(answer)(environ, start)

    def _answer(self, request: StudioRequest) -> Response:
        """The answer of a screen, or a page that says what went wrong."""
        try:
            self._guard.check(request)
            key, arguments = self._map.bind_to_environ(request.environ).match()
            route = self._routes[key]
            _check_size(request, route)
            return route.answer(request, **arguments)
        except RequestRefused as error:
            return self._message_page(
                request, error.key, error.status, "closed-title" if error.status == 401 else "studio"
            )
        except TooManyCalls:
            return self._message_page(request, "busy", 503)
        except CallStopped:
            return self._message_page(request, "stopped", 409)
        except CallTimeout:
            return self._message_page(request, "slow", 504)
        except RequestEntityTooLarge:
            return self._message_page(request, "too-large", 413)
        except HTTPException as error:
            return self._message_page(request, "not-found", error.code or 404)
        except CallFailed as error:
            return self._failure_page(request, error.failure)
        except SoleprintError as error:
            return self._failure_page(request, failure_of(error))
        except Exception as error:
            # Only the type of the error is printed: its text may contain what was typed.
            kind = str(error) if isinstance(error, CallCrashed) else type(error).__name__
            print(f"A page failed: {kind}.", file=sys.stderr, flush=True)
            return self._message_page(request, "broken", 500)

    def _failure_page(self, request: StudioRequest, failure: Failure) -> Response:
        message = "\n".join(failure_messages(failure, request.words))
        return self._context.page("message.html", request, 422, heading=request.words["studio"], message=message)

    def _message_page(self, request: StudioRequest, key: str, status: int, heading: str = "studio") -> Response:
        words = request.words
        return self._context.page("message.html", request, status, heading=words[heading], message=words[key])


def _check_size(request: StudioRequest, route: Route) -> None:
    """Raises RequestRefused for a request that is larger than the forms of the studio, or of another kind."""
    request.max_content_length = route.most
    if len(request.query_string) > MOST_BYTES or _count(request.args) > MOST_VALUES:
        raise RequestRefused(413, "too-large")
    if request.method != "POST":
        return
    if request.mimetype != route.kind:
        raise RequestRefused(415, "wrong-form")
    try:
        few = _count(request.form) <= MOST_VALUES
    except RequestEntityTooLarge:
        raise RequestRefused(413, route.too_large) from None
    if not few:
        raise RequestRefused(413, "too-large")


def _count(values: Form) -> int:
    return sum(1 for _ in values.items(multi=True))
