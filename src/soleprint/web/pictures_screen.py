"""Pictures of routines and products, to choose by: drawn once, and kept as long as no file has changed."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from threading import Lock
from typing import Any

from msgspec import Struct, field
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

import soleprint
from soleprint.errors import UsageProblem
from soleprint.products.listing import state_of
from soleprint.store import Store
from soleprint.web.offers import product_named
from soleprint.web.screen import Asking, House, Route

MOST_KEPT = 40
"""Or twice as many: some 60 KB each, packed."""
_NOTHING = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


def _store() -> Store[tuple[str, ...], bytes]:
    return Store(MOST_KEPT)


class Pictures(Struct, frozen=True):
    """Pictures that pages of the studio show. Nothing about a person is in any."""

    house: House
    door: str = ""
    label: str = ""
    kept: Store[tuple[str, ...], bytes] = field(default_factory=_store)
    turn: Any = field(default_factory=Lock)
    """Who has it asks for a picture: one at a time, so that pages do not wait behind all of them."""

    def routes(self) -> Sequence[Route]:
        """Its addresses."""
        return (Route("/picture/<routine>.svg", self._routine), Route("/sample/<name>.svg", self._product))

    def _routine(self, request: Asking, routine: str) -> Response:
        if routine not in soleprint.routines(self.house.folders.content):
            raise NotFound
        return self._answer("of_routine", routine)

    def _product(self, request: Asking, name: str) -> Response:
        try:
            product_named(self.house.folders, name)
        except UsageProblem:
            raise NotFound from None
        return self._answer("of_product", name, request.words.lang)

    def _answer(self, call: str, *arguments: str) -> Response:
        folders = self.house.folders
        key = (call, *arguments, state_of(folders.content, folders.templates))
        found = self.kept.get(key)
        if found is None:
            with self.turn:
                found = self.kept.get(key) or self.kept.put(key, self._drawn(call, *arguments))
        return Response(zlib.decompress(found), mimetype="image/svg+xml")

    def _drawn(self, call: str, *arguments: str) -> bytes:
        drawn: str = self.house.maker.call(call, *arguments, self.house.folders.given())
        return zlib.compress((drawn or _NOTHING).encode())
