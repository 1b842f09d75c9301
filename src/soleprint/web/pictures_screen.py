"""Pictures of routines and products, to choose by. They are kept in memory until a file changes."""

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
from soleprint.web.screen import Context, Route, StudioRequest

MOST_KEPT = 40
"""Pictures; the store may hold twice as many. Each has about 60 KB, compressed."""
_NOTHING = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


def _store() -> Store[tuple[str, ...], bytes]:
    return Store(MOST_KEPT)


class PicturesScreen(Struct, frozen=True):
    """Serves the pictures. None of them says anything about a person."""

    context: Context
    menu_path: str = ""
    menu_label: str = ""
    kept: Store[tuple[str, ...], bytes] = field(default_factory=_store)
    turn: Any = field(default_factory=Lock)
    """Held while a picture is drawn: one at a time, so that other calls need not wait for many pictures."""

    def routes(self) -> Sequence[Route]:
        """Its addresses."""
        return (Route("/picture/<routine>.svg", self._routine), Route("/sample/<name>.svg", self._product))

    def _routine(self, request: StudioRequest, routine: str) -> Response:
        if routine not in soleprint.routines(self.context.folders.content):
            raise NotFound
        return self._answer("routine_picture", routine)

    def _product(self, request: StudioRequest, name: str) -> Response:
        try:
            product_named(self.context.folders, name)
        except UsageProblem:
            raise NotFound from None
        return self._answer("product_picture", name, request.words.lang)

    def _answer(self, call: str, *arguments: str) -> Response:
        folders = self.context.folders
        key = (call, *arguments, state_of(folders.content, folders.templates))
        found = self.kept.get(key)
        if found is None:
            with self.turn:
                found = self.kept.get(key) or self.kept.put(key, self._drawn(call, *arguments))
        return Response(zlib.decompress(found), mimetype="image/svg+xml")

    def _drawn(self, call: str, *arguments: str) -> bytes:
        drawn: str = self.context.maker.call(call, *arguments, self.context.folders.given())
        return zlib.compress((drawn or _NOTHING).encode())
