"""Modules that another module imports at once and needs late."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any


class _Later(ModuleType):
    """Stands in for a module and hands on what that has, from the first time that something is asked for."""

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


@contextmanager
def later(name: str) -> Iterator[None]:
    """Whoever imports module ``name`` inside, and only asks for the module, loads it when it is first used.

    ReportLab imports Pillow for pictures, which takes as long as writing a card, and files hold pictures rarely.
    """
    if name in sys.modules:
        yield
        return
    standing = sys.modules[name] = _Later(name)
    try:
        yield
    finally:
        if sys.modules.get(name) is standing:
            del sys.modules[name]
