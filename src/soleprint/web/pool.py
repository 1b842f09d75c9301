"""Several processes that make, for a studio that many use. Each language has one of its own, whose fonts stay warm."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zlib import crc32

from msgspec.structs import replace

from soleprint.web.maker import SECONDS, Maker, OneProcess
from soleprint.web.results import Made


class Pool(Maker):
    """Makers that are asked as if they were one. The key of what was made begins with the number of who keeps it."""

    def __init__(self, count: int, seconds: float = SECONDS) -> None:
        self._makers = [OneProcess(seconds) for _ in range(count)]

    def call(self, name: str, *arguments: Any) -> Any:
        """As of one process: a product is made by that of its language, what has a key is asked of the one that keeps
        it, and all else of the first."""
        if name == "make":
            return self._made(*arguments)
        first = arguments[0] if arguments else None
        number, dot, key = first.partition(".") if isinstance(first, str) else ("", "", "")
        if dot and number.isdecimal() and int(number) < len(self._makers):
            return self._makers[int(number)].call(name, key, *arguments[1:])
        return self._makers[0].call(name, *arguments)

    def _made(self, product: str, routines: object, every: bool, options: Mapping[str, Any], *rest: Any) -> Any:
        number = crc32(str(options.get("lang", "")).encode()) % len(self._makers)
        made = self._makers[number].call("make", product, routines, every, options, *rest)
        return replace(made, key=f"{number}.{made.key}") if isinstance(made, Made) else made

    def stop(self) -> None:
        """Nothing is ended: a pool cannot tell whose work it would be."""

    def end(self) -> None:
        for maker in self._makers:
            maker.end()

    def close(self) -> None:
        for maker in self._makers:
            maker.close()
