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
def later(*names: str) -> Iterator[None]:
    """Whoever imports one of these modules inside, and only asks for the module, loads it when it is first used.

    ReportLab imports Pillow for pictures, which takes as long as writing a card, and files hold pictures rarely. What
    makes temporary files brings compression and random numbers with it, and nobody here asks for one.
    """
    standing = {name: _Later(name) for name in names if name not in sys.modules}
    sys.modules.update(standing)
    try:
        yield
    finally:
        for name, module in standing.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
