"""Who may speak to the studio: this machine, the browser that was opened for it, and its own page in there.

Against pages of others that a browser visits meanwhile (CSRF, DNS rebinding), and other people and servers of the
same machine. The address that is opened holds a code that works once, since arguments of a browser can be seen by
other users; it is exchanged for a cookie, whose name has the port, as cookies are shared by all ports of a host.
"""

from __future__ import annotations

import hmac
import secrets
import threading

from werkzeug.wrappers import Request, Response

from soleprint.web.place import LOOPBACK, Place

START = "/start"
"""Where the code is exchanged."""
STATIC = "/static/"
USER = "X-Remote-User"
"""The header in which a server says who has come through it."""
COOKIE_SECONDS = 12 * 60 * 60
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types soleprint"
)
SVG_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
PDF_POLICY = "frame-ancestors 'none'"
"""Viewers of browsers need the rest."""
_POLICIES = {"image/svg+xml": SVG_POLICY, "application/pdf": PDF_POLICY}


class Refused(Exception):
    """A request that is not let in: an HTTP status, and the key of what is said."""

    def __init__(self, status: int, key: str) -> None:
        super().__init__(key)
        self.status = status
        self.key = key


class Guard:
    """The door of one studio, which listens at ``port``. Its secrets are new with each start.

    One that is served to a network has another door before it, that says who may come in.
    """

    def __init__(self, port: int, place: Place | None = None) -> None:
        names = frozenset(f"{name}:{port}" for name in (LOOPBACK, "localhost", "[::1]"))
        self._served = place is not None
        self._origins = {place.host: place.origin} if place else {name: f"http://{name}" for name in names}
        self.cookie = f"soleprint-{port}"
        self._token = secrets.token_urlsafe(32)
        self._code: str | None = secrets.token_urlsafe(32)
        self._lock = threading.Lock()

    @property
    def launch(self) -> str:
        """The path that opens the studio, once."""
        return f"{START}?code={self._code or ''}"

    def check(self, request: Request) -> None:
        """Raises Refused for what may not be asked, or not from there."""
        origin = self._origins.get(request.headers.get("Host", ""))
        if origin is None:
            raise Refused(421, "wrong-place")
        self._check_origin(request, origin)
        if not request.path.startswith((STATIC, START)) and not self._is_known(request):
            raise Refused(401, "closed")

    def _check_origin(self, request: Request, own: str) -> None:
        """Browsers say where a request comes from in Origin, in Sec-Fetch-Site, or in both."""
        origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
        reads = request.method in ("GET", "HEAD")
        opened = reads and request.headers.get("Sec-Fetch-Mode") == "navigate"
        if origin not in (None, own) or (site not in (None, "none", "same-origin") and not opened):
            raise Refused(403, "stranger")
        if not reads and origin is None and site != "same-origin":
            raise Refused(403, "stranger")

    def _is_known(self, request: Request) -> bool:
        return self._served or hmac.compare_digest(request.cookies.get(self.cookie, "").encode(), self._token.encode())

    def start(self, request: Request) -> Response:
        """Exchanges the code for the cookie, once. Raises Refused for any other code."""
        given = request.args.get("code", "").encode()
        with self._lock:
            if self._served or self._code is None or not hmac.compare_digest(given, self._code.encode()):
                raise Refused(401, "closed")
            self._code = None
        answer = Response(status=303, headers={"Location": "/"})
        answer.set_cookie(self.cookie, self._token, max_age=COOKIE_SECONDS, httponly=True, samesite="Strict")
        return answer


def user_of(request: Request, place: Place | None) -> str | None:
    """Who asks, as the server before the studio says ("" where it does not); None where that is not to be believed.

    The address is that of the connection itself: Waitress is told to believe no header that says another.
    """
    if place is None or not place.user_from:
        return None
    if request.environ.get("REMOTE_ADDR") != place.user_from:
        return ""
    # Headers arrive as Latin-1 (PEP 3333).
    return request.headers.get(USER, "").encode("latin-1", "replace").decode("utf-8", "replace").strip()


def harden(answer: Response) -> Response:
    """The answer with the headers that keep others out of it, and it out of every cache."""
    answer.headers["Content-Security-Policy"] = _POLICIES.get(answer.mimetype or "", PAGE_POLICY)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    # With no-referrer a form's Origin would be null.
    answer.headers["Referrer-Policy"] = "same-origin"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    answer.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    answer.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), usb=()"
    answer.headers["Cache-Control"] = "no-store"
    return answer
