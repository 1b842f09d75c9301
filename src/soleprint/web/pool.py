"""Several processes that make, for a studio that many use. Each language has one of its own, whose fonts stay warm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from zlib import crc32

from msgspec.structs import replace

from soleprint.web.kept import Failed, Made
from soleprint.web.maker import SECONDS, Maker


class Pool(Maker):
    """Makers that are asked as if they were one. The key of what was made begins with the number of who keeps it."""

    def __init__(self, count: int, seconds: float = SECONDS) -> None:
        self._makers = [Maker(seconds) for _ in range(count)]

    def make(
        self,
        product: str,
        routines: Sequence[str],
        every: bool,
        options: Mapping[str, Any],
        personal: bool,
        whole: bool = True,
    ) -> Made | Failed:
        """See ``kept.make``."""
        number = crc32(str(options.get("lang", "")).encode()) % len(self._makers)
        made = self._makers[number].make(product, routines, every, options, personal, whole)
        return replace(made, key=f"{number}.{made.key}") if isinstance(made, Made) else made

    def call(self, name: str, *arguments: Any) -> Any:
        """What a call gives back in the process that keeps what its first argument is the key of; else in the first."""
        first = arguments[0] if arguments else None
        number, dot, key = first.partition(".") if isinstance(first, str) else ("", "", "")
        if dot and number.isdecimal() and int(number) < len(self._makers):
            return self._makers[int(number)].call(name, key, *arguments[1:])
        return self._makers[0].call(name, *arguments)

    def stop(self) -> None:
        """Ends nothing: who asks does not know whose work it would be."""

    def end(self) -> None:
        """Ends all processes, whatever they do."""
        for maker in self._makers:
            maker.end()

    def close(self) -> None:
        """Ends each process after what it does now, if that is soon."""
        for maker in self._makers:
            maker.close()
