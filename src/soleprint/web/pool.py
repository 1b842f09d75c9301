"""Several processes, for a studio with many users. Each language always has the same one, with its fonts loaded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zlib import crc32

from msgspec.structs import replace

from soleprint.web.maker import SECONDS, Maker, ProcessMaker
from soleprint.web.results import ResultInfo


class PoolMaker(Maker):
    """Several processes, used like one. The key of a result begins with the number of the process that keeps it."""

    def __init__(self, count: int, seconds: float = SECONDS) -> None:
        self._makers = [ProcessMaker(seconds) for _ in range(count)]

    def call(self, name: str, *arguments: Any) -> Any:
        """As ``Maker.call``. A product is made by the process for its language, a call with the key of a result goes to
        the process that keeps it, and all other calls go to the first."""
        if name == "make":
            return self._make(*arguments)
        first = arguments[0] if arguments else None
        number, dot, key = first.partition(".") if isinstance(first, str) else ("", "", "")
        if dot and number.isdecimal() and int(number) < len(self._makers):
            return self._makers[int(number)].call(name, key, *arguments[1:])
        return self._makers[0].call(name, *arguments)

    def _make(self, product: str, routines: object, every: bool, options: Mapping[str, Any], *rest: Any) -> Any:
        number = crc32(str(options.get("lang", "")).encode()) % len(self._makers)
        made = self._makers[number].call("make", product, routines, every, options, *rest)
        return replace(made, key=f"{number}.{made.key}") if isinstance(made, ResultInfo) else made

    def stop(self) -> None:
        """Does nothing: the pool does not know which user's call it would end."""

    def end(self) -> None:
        for maker in self._makers:
            maker.end()

    def close(self) -> None:
        for maker in self._makers:
            maker.close()
