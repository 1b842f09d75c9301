"""Where a studio is to be found: on this computer alone, or on a clinic's network behind a server of the clinic's."""

from __future__ import annotations

import re

from msgspec import Struct

from soleprint.errors import UsageProblem

LOOPBACK = "127.0.0.1"
_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL}){{0,30}}(?::\d{{1,5}})?")
_PREFIX = re.compile(r"(?:/[A-Za-z0-9._~-]+)+")


class Place(Struct, frozen=True):
    """How browsers reach a studio of a network. Who may do so, and what is said on the way, is the business of the
    server before it: that one asks for names and passwords, and speaks TLS.
    """

    host: str
    """As it stands in an address: print.clinic.example, with its port where that is not the usual one."""
    https: bool = False
    prefix: str = ""
    """The path that it is below, such as /leaflets."""
    listen: str = LOOPBACK
    """Where it waits for that server: on the same computer alone, as it comes; a container has to say 0.0.0.0."""
    edit: bool = False
    """Whether those who come may change files."""

    @property
    def origin(self) -> str:
        """What a browser says of its pages."""
        return f"{'https' if self.https else 'http'}://{self.host}"

    @property
    def address(self) -> str:
        """Where its first page is."""
        return f"{self.origin}{self.prefix}/"


def read_place(host: str, *, https: bool, prefix: str, listen: str, edit: bool) -> Place:
    """The place as an administrator names it; ``prefix`` and ``listen`` may be "". Raises UsageProblem."""
    if not _HOST.fullmatch(host.lower()):
        message = f"{host[:80]!r} is no name of a server. Give --serve-as as it is in addresses: print.clinic.example"
        raise UsageProblem(message, code="bad-place")
    prefix = prefix.rstrip("/")
    if prefix and not _PREFIX.fullmatch(prefix):
        raise UsageProblem(f"{prefix[:80]!r} is no path. Give --prefix such as /leaflets", code="bad-place")
    return Place(host.lower(), https, prefix, listen or LOOPBACK, edit)
