"""Checks who sends a request: only pages of the studio, in the browser that was opened for it, on this machine.

It keeps out other web pages that the browser visits (CSRF, DNS rebinding), and other users and servers of the machine.
The browser is opened with a code that works once, since other users can see the arguments of programs. The code is
exchanged for a cookie. Its name has the port, since all ports of a host share their cookies.
"""

from __future__ import annotations

import hmac
import secrets
import threading

from werkzeug.wrappers import Request, Response

from soleprint.web.network import LOOPBACK, NetworkAddress

START = "/start"
"""The path where the code is exchanged."""
STATIC = "/static/"
USER = "X-Remote-User"
"""The header in which the server before the studio names the user."""
COOKIE_SECONDS = 12 * 60 * 60
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types soleprint"
)
SVG_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
PDF_POLICY = "frame-ancestors 'none'"
"""The PDF viewers of browsers need everything else."""
_POLICIES = {"image/svg+xml": SVG_POLICY, "application/pdf": PDF_POLICY}


class RequestRefused(Exception):
    """The request is refused: with an HTTP status, and the key of the message."""

    def __init__(self, status: int, key: str) -> None:
        super().__init__(key)
        self.status = status
        self.key = key


class Guard:
    """Checks the requests to one studio, which listens at ``port``. Its secrets are new with each start.

    On a network the server before the studio says who may come in, so that no code or cookie is asked for.
    """

    def __init__(self, port: int, network: NetworkAddress | None = None) -> None:
        names = frozenset(f"{name}:{port}" for name in (LOOPBACK, "localhost", "[::1]"))
        self._served = network is not None
        self._origins = {network.host: network.origin} if network else {name: f"http://{name}" for name in names}
        self.cookie = f"soleprint-{port}"
        self._token = secrets.token_urlsafe(32)
        self._code: str | None = secrets.token_urlsafe(32)
        self._lock = threading.Lock()

    @property
    def launch(self) -> str:
        """The path that opens the studio, once."""
        return f"{START}?code={self._code or ''}"

    def check(self, request: Request) -> None:
        """Raises RequestRefused for a request of another host, page or browser."""
        origin = self._origins.get(request.headers.get("Host", ""))
        if origin is None:
            raise RequestRefused(421, "wrong-place")
        self._check_origin(request, origin)
        if not request.path.startswith((STATIC, START)) and not self._is_known(request):
            raise RequestRefused(401, "closed")

    def _check_origin(self, request: Request, own: str) -> None:
        """Refuses requests of other pages, which browsers name in Origin, Sec-Fetch-Site, or both."""
        origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
        reads = request.method in ("GET", "HEAD")
        opened = reads and request.headers.get("Sec-Fetch-Mode") == "navigate"
        if origin not in (None, own) or (site not in (None, "none", "same-origin") and not opened):
            raise RequestRefused(403, "stranger")
        if not reads and origin is None and site != "same-origin":
            raise RequestRefused(403, "stranger")

    def _is_known(self, request: Request) -> bool:
        return self._served or hmac.compare_digest(request.cookies.get(self.cookie, "").encode(), self._token.encode())

    def start(self, request: Request) -> Response:
        """Exchanges the code for the cookie, once. Raises RequestRefused for any other code."""
        given = request.args.get("code", "").encode()
        with self._lock:
            if self._served or self._code is None or not hmac.compare_digest(given, self._code.encode()):
                raise RequestRefused(401, "closed")
            self._code = None
        answer = Response(status=303, headers={"Location": "/"})
        answer.set_cookie(self.cookie, self._token, max_age=COOKIE_SECONDS, httponly=True, samesite="Strict")
        return answer


def user_of(request: Request, network: NetworkAddress | None) -> str | None:
    """The user, as the server before the studio names them ("" where it does not); None where no such server is set.

    The name is taken only from that server's address, which is that of the connection itself: no header changes it.
    """
    if network is None or not network.user_from:
        return None
    if request.environ.get("REMOTE_ADDR") != network.user_from:
        return ""
    # Headers arrive as Latin-1 (PEP 3333).
    return request.headers.get(USER, "").encode("latin-1", "replace").decode("utf-8", "replace").strip()


def harden(answer: Response) -> Response:
    """Adds the headers that keep other pages out, and the answer out of caches."""
    answer.headers["Content-Security-Policy"] = _POLICIES.get(answer.mimetype or "", PAGE_POLICY)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    # With no-referrer a form's Origin would be null.
    answer.headers["Referrer-Policy"] = "same-origin"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    answer.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    answer.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), usb=()"
    answer.headers["Cache-Control"] = "no-store"
    return answer
