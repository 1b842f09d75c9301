"""What a screen of the studio is: some addresses, and a function that answers each. ``app`` lists the screens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Protocol

from msgspec import Struct
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Request, Response

from soleprint.web.guard import RequestRefused
from soleprint.web.maker import Maker
from soleprint.web.network import NetworkAddress
from soleprint.web.offers import Folders
from soleprint.web.templates import Templates
from soleprint.web.words import Words

MOST_BYTES = 64 * 1024
"""Of a form, or of the query of an address."""
MOST_VALUES = 200
FORM, UPLOAD = "application/x-www-form-urlencoded", "multipart/form-data"
Form = MultiDict[str, str]


class StudioRequest(Request):
    """A request with limits, and with the texts of the pages in the language of its browser."""

    max_content_length = MOST_BYTES
    # For an upload this limits its fields without the file, and how much is read at a time.
    max_form_memory_size = 4 * MOST_BYTES
    max_form_parts = MOST_VALUES
    words: Words

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        """Keeps uploaded files in memory, not on disk, where they could be recovered. Each route limits their size."""
        return BytesIO()


class Route(Struct, frozen=True):
    """An address (a rule of Werkzeug's), and the function that answers it. The function is given the request and the
    parts of the address. ``most`` limits the bytes of a body; ``kind`` is its media type.
    """

    path: str
    answer: Callable[..., Response]
    methods: tuple[str, ...] = ("GET",)
    most: int = MOST_BYTES
    kind: str = FORM
    too_large: str = "too-large"
    """The key of the message for a body that is larger."""


class Context(Struct, frozen=True):
    """What all screens share."""

    folders: Folders
    maker: Maker
    templates: Templates
    exit_stack: ExitStack
    """Its callbacks are called when the studio ends."""
    network: NetworkAddress | None = None
    """How it is reached from a network; None on one computer alone."""

    @property
    def edits(self) -> bool:
        """Whether users may change files."""
        return self.network is None or self.network.edit

    def own_content(self) -> Path:
        """The user's folder of content. Raises RequestRefused where the studio was started without one."""
        if self.folders.content is None:
            raise RequestRefused(404, "no-content")
        return self.folders.content

    def content_call(self, name: str, *arguments: Any) -> Any:
        """Calls a function of ``content_calls`` for the user's folder of content. Raises CallFailed for bad content."""
        return self.maker.call(f"content.{name}", self.own_content(), *arguments)

    def page(
        self, template: str, request: StudioRequest, status: int = 200, /, here: str = "", **values: object
    ) -> Response:
        """A page of HTML. ``values`` are the variables of its template. ``here`` is its address where that has a query,
        which must say nothing about a person."""
        own = {"here": here or request.path, "root": request.root_path, "network": self.network}
        found = self.templates.render(template, request.words, **own, **values)
        return Response(found, status, mimetype="text/html")


class Screen(Protocol):
    """Some addresses that belong together. ``menu_path`` is its address in the menu of all pages, ``menu_label`` the
    key of its text there; both are "" for a screen that is not in the menu."""

    @property
    def menu_path(self) -> str: ...

    @property
    def menu_label(self) -> str: ...

    def routes(self) -> Sequence[Route]:
        """Its addresses."""
