"""Whether a file of the user's own folders has changed: asked by pages that show what comes of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256

from msgspec import Struct
from werkzeug.wrappers import Response

from soleprint.files.stamps import stamps
from soleprint.web.guard import Refused
from soleprint.web.offers import Folders
from soleprint.web.screen import Asking, House, Route

CHANGED = "/changed"


class Following(Struct, frozen=True):
    """The address that pages ask again and again while they are seen. It tells of files, not of what is asked for."""

    house: House
    door: str = ""
    label: str = ""

    def routes(self) -> Sequence[Route]:
        """Its addresses."""
        return (Route(CHANGED, self._changed),)

    def _changed(self, request: Asking) -> Response:
        """Whether a file is another than when a page was made."""
        stamp = stamp_of(self.house.folders)
        if not stamp:
            raise Refused(404, "no-content")
        told = {"stamp": stamp, "changed": stamp != request.args.get("since", "")}
        return Response(json.dumps(told), mimetype="application/json")


def stamp_of(folders: Folders) -> str:
    """Changes whenever a file of the user's own content or templates does; "" where there are none."""
    own = tuple(folders.given().values())
    return sha256(repr(stamps(own)).encode()).hexdigest()[:16] if own else ""
