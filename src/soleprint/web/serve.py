"""Runs the studio as a server, by default for this machine alone: prints its address, and opens the browser."""

from __future__ import annotations

import ctypes
import logging
import signal
import socket
import sys
import threading
import urllib.request
import webbrowser
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

from soleprint.errors import FileProblem
from soleprint.web.maker import ProcessMaker
from soleprint.web.network import LOOPBACK, NetworkAddress
from soleprint.web.offers import Folders
from soleprint.web.pool import PoolMaker

USUAL_PORT = 8757
THREADS = 8
"""More than the requests that a browser makes at once, so that pages do not wait for pictures."""
MOST_CONNECTIONS = 60
_ARENAS = (-8, 2)
"""M_ARENA_MAX of glibc's malloc.h, and how many there may be (mallopt(3))."""
SECONDS_SILENT = 30
_ONLY = "Only this computer can open it, and this address once. Ctrl-C ends it."
_BEHIND = "It waits at {0}:{1} for the server that is before it, which says who may come in."


def serve(
    folders: Folders,
    port: int | None,
    *,
    browser: bool = False,
    network: NetworkAddress | None = None,
    workers: int = 1,
) -> None:
    """Runs the studio until Ctrl-C. Without ``port`` it takes the usual one, or any that is free; one for a network,
    at ``place``, the usual one only, since another server leads there.

    Raises FileProblem for a port that cannot be had.
    """
    _end_on_signals()
    _share_memory()
    with studio(folders, port, network, workers) as (server, address):
        print(f"Soleprint studio: {address}", flush=True)
        print(_ONLY if network is None else _BEHIND.format(server.effective_host, server.effective_port), flush=True)
        if browser:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        server.run()
    print("The studio has ended. Nothing was kept.", flush=True)


def check(folders: Folders) -> str:
    """Starts the studio at a free port and opens its first page; the address that answered."""
    with studio(folders, 0) as (server, address):
        running = threading.Thread(target=server.run, daemon=True)
        running.start()
        try:
            cookies = urllib.request.HTTPCookieProcessor()
            opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies)
            with opener.open(address, timeout=60) as answer:
                return str(answer.url)
        finally:
            # Its threads first: they tell the loop of each answer. A loop that has nothing left to watch ends.
            server.task_dispatcher.shutdown()
            with suppress(OSError):  # it may be closed already: told of an answer, the loop sees that it is to close
                server.trigger.pull_trigger(server.close)
            running.join()


@contextmanager
def studio(
    folders: Folders, port: int | None, network: NetworkAddress | None = None, workers: int = 1
) -> Iterator[tuple[Any, str]]:
    """A studio that listens, and the address that opens it: once, unless it is for a network."""
    listening = bound_socket(port or USUAL_PORT, network.listen) if network else _listen(port)
    number = int(listening.getsockname()[1])
    # First, so that both load what they need at the same time.
    maker = PoolMaker(workers) if network else ProcessMaker()
    with ExitStack() as ends:
        ends.callback(maker.close)
        from waitress.server import create_server

        from soleprint.web.app import Studio
        from soleprint.web.guard import Guard
        from soleprint.web.screen import MOST_BYTES

        # Waitress says when requests wait; a form that is typed into makes them wait.
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        guard = Guard(number, network)
        application = Studio(guard, maker, folders, network)
        ends.callback(application.close)
        most = 2 * application.most  # so that a page itself can say what is too much
        server: Any = create_server(
            application, sockets=[listening], threads=THREADS, ident=None, url_prefix=network.prefix if network else "",
            max_request_body_size=most, inbuf_overflow=most, max_request_header_size=2 * MOST_BYTES,
            channel_timeout=SECONDS_SILENT, connection_limit=MOST_CONNECTIONS, clear_untrusted_proxy_headers=True,
        )  # fmt: skip
        yield server, network.address if network else f"http://{LOOPBACK}:{number}{guard.launch}"


def _end_on_signals() -> None:
    """Makes SIGTERM and SIGHUP end the studio like Ctrl-C, so that nothing is left behind."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)


def _share_memory() -> None:
    """Limits the arenas of glibc's malloc to two, which saves 13 MB: by default each thread has one."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library
            ctypes.CDLL(None).mallopt(*_ARENAS)


def _listen(port: int | None) -> socket.socket:
    if port is not None:
        return bound_socket(port)
    try:
        return bound_socket(USUAL_PORT)
    except FileProblem:
        return bound_socket(0)


def bound_socket(port: int, address: str = LOOPBACK) -> socket.socket:
    """A socket that listens at a port, of this machine alone where no other address is named. Raises FileProblem for a
    port that cannot be had."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if sys.platform != "win32":  # there it would let two programs have one port
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((address, port))
        # At once: until one listens, two programs that begin together are both given the port.
        listening.listen()
    except OSError as error:
        listening.close()
        message = f"{address}:{port} cannot be had: {error.strerror}. Give another --port, or leave it out."
        raise FileProblem(message, code="no-port") from None
    return listening
