"""Work for processes of their own, which import this module alone."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from soleprint.files.limited import MEMORY


def echo(request: bytes) -> Iterator[bytes]:
    print("noise of a library")
    os.write(1, b"more noise")
    os.write(2, b"and more")
    yield request
    yield b""
    yield request[::-1]


def fail(request: bytes) -> Iterator[bytes]:
    yield b"first"
    raise RuntimeError


def abort(request: bytes) -> Iterator[bytes]:
    yield b"first"
    os.abort()


def loop(request: bytes) -> Iterator[bytes]:
    yield b"first"
    end = time.process_time() + 30
    while time.process_time() < end:
        pass


def grow(request: bytes) -> Iterator[bytes]:
    yield b"first"
    yield str(len(bytearray(2 * MEMORY))).encode()


def write(request: bytes) -> Iterator[bytes]:
    Path(os.fsdecode(request)).write_bytes(b"something")
    yield b"written"
