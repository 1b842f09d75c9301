"""Tells open pages whether a file of the user's folders has changed, so that they renew their previews."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256

from msgspec import Struct
from werkzeug.wrappers import Response

from soleprint.files.stamps import stamps
from soleprint.web.guard import RequestRefused
from soleprint.web.offers import Folders
from soleprint.web.screen import Context, Route, StudioRequest

CHANGED = "/changed"


class ChangesScreen(Struct, frozen=True):
    """An address that pages ask regularly while they are visible. It knows only files, nothing about orders."""

    context: Context
    menu_path: str = ""
    menu_label: str = ""

    def routes(self) -> Sequence[Route]:
        """Its addresses."""
        return (Route(CHANGED, self._changed),)

    def _changed(self, request: StudioRequest) -> Response:
        """Whether a file has changed since the stamp that the page has."""
        stamp = folders_stamp(self.context.folders)
        if not stamp:
            raise RequestRefused(404, "no-content")
        state = {"stamp": stamp, "changed": stamp != request.args.get("since", "")}
        return Response(json.dumps(state), mimetype="application/json")


def folders_stamp(folders: Folders) -> str:
    """A hash that changes with every file of the user's content and templates; "" without such folders."""
    own = tuple(folders.given().values())
    return sha256(repr(stamps(own)).encode()).hexdigest()[:16] if own else ""
