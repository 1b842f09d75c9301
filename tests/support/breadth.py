"""How much of what is alike is tried: a few by chance, or with EVERY_LANGUAGE=yes in the environment all of it."""

from __future__ import annotations

import os
from hashlib import sha256

EVERY = os.environ.get("EVERY_LANGUAGE") == "yes"


def sampled(*names: str) -> int:
    """A number that is the same in every run and says nothing about the names."""
    return sha256(" ".join(names).encode()).digest()[0]


def some(*names: str, of: int = 3) -> bool:
    """True for one ``of`` so many names, or for every one when all are asked for."""
    return EVERY or sampled(*names) % of == 0
