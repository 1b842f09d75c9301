"""Where a studio is to be found: on this computer alone, or on a clinic's network behind a server of the clinic's."""

from __future__ import annotations

import re
from ipaddress import ip_address

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
    user_from: str = ""
    """The address of that server as the studio sees it, which may name who asks, for reviews; "": nobody is believed.
    A name lets nobody in, and nobody do more: that is the business of that server, and of ``edit``."""

    @property
    def origin(self) -> str:
        """What a browser says of its pages."""
        return f"{'https' if self.https else 'http'}://{self.host}"

    @property
    def address(self) -> str:
        """Where its first page is."""
        return f"{self.origin}{self.prefix}/"


def read_place(
    host: str, *, https: bool, prefix: str, listen: str, edit: bool, trust_user: bool = False, proxy: str = ""
) -> Place:
    """The place as an administrator names it; ``prefix``, ``listen`` and ``proxy`` may be "". Raises UsageProblem."""
    if not _HOST.fullmatch(host.lower()):
        message = f"{host[:80]!r} is no name of a server. Give --serve-as as it is in addresses: print.clinic.example"
        raise UsageProblem(message, code="bad-place")
    prefix = prefix.rstrip("/")
    if prefix and not _PREFIX.fullmatch(prefix):
        raise UsageProblem(f"{prefix[:80]!r} is no path. Give --prefix such as /leaflets", code="bad-place")
    listen = listen or LOOPBACK
    return Place(host.lower(), https, prefix, listen, edit, _user_from(listen, proxy) if trust_user else _nobody(proxy))


def _user_from(listen: str, proxy: str) -> str:
    """Whose word is taken. Raises UsageProblem where anybody who reaches the port could give it."""
    if not proxy and listen != LOOPBACK:
        message = f"With --listen {listen} others may reach it: name the server before it with --proxy ADDRESS."
        raise UsageProblem(message, code="bad-place")
    try:
        return str(ip_address(proxy or LOOPBACK))
    except ValueError:
        raise UsageProblem(f"--proxy {proxy[:80]!r} is no address such as 10.0.0.2.", code="bad-place") from None


def _nobody(proxy: str) -> str:
    if proxy:
        raise UsageProblem("--proxy says whose word on names is taken: give --trust-user too.", code="bad-place")
    return ""
