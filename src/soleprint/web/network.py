"""How a studio is reached: on this computer alone, or on a clinic's network behind a server of the clinic's."""

from __future__ import annotations

import re
from ipaddress import ip_address

from msgspec import Struct

from soleprint.errors import UsageProblem

LOOPBACK = "127.0.0.1"
_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL}){{0,30}}(?::\d{{1,5}})?")
_PREFIX = re.compile(r"(?:/[A-Za-z0-9._~-]+)+")


class NetworkAddress(Struct, frozen=True):
    """How browsers reach a studio on a network. There is always a server (a reverse proxy) before it, which asks users
    for names and passwords, and speaks TLS.
    """

    host: str
    """As in an address: print.clinic.example, with its port unless that is the usual one."""
    https: bool = False
    prefix: str = ""
    """The path that all addresses begin with, such as /leaflets."""
    listen: str = LOOPBACK
    """The address at which it listens for that server. A container needs 0.0.0.0."""
    edit: bool = False
    """Whether users may change files."""
    user_from: str = ""
    """The address of that server as the studio sees it. Only from there is the name of the user taken, for reviews; ""
    takes it from nobody. The name gives no rights: the server says who may come in, and ``edit`` what they may do."""

    @property
    def origin(self) -> str:
        """The origin of its pages, as browsers send it."""
        return f"{'https' if self.https else 'http'}://{self.host}"

    @property
    def address(self) -> str:
        """The address of its first page."""
        return f"{self.origin}{self.prefix}/"


def read_network_address(
    host: str, *, https: bool, prefix: str, listen: str, edit: bool, trust_user: bool = False, proxy: str = ""
) -> NetworkAddress:
    """The address from the options of an administrator; ``prefix``, ``listen`` and ``proxy`` may be "". Raises
    UsageProblem."""
    if not _HOST.fullmatch(host.lower()):
        message = f"{host[:80]!r} is no name of a server. Give --serve-as as it is in addresses: print.clinic.example"
        raise UsageProblem(message, code="bad-place")
    prefix = prefix.rstrip("/")
    if prefix and not _PREFIX.fullmatch(prefix):
        raise UsageProblem(f"{prefix[:80]!r} is no path. Give --prefix such as /leaflets", code="bad-place")
    listen = listen or LOOPBACK
    return NetworkAddress(
        host.lower(), https, prefix, listen, edit, _user_from(listen, proxy) if trust_user else _nobody(proxy)
    )


def _user_from(listen: str, proxy: str) -> str:
    """The address that user names are taken from. Raises UsageProblem where anybody could connect and send one."""
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
