"""What a screen of the studio is: addresses, and what is done at each. ``app`` puts the screens together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Protocol

from msgspec import Struct
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Request, Response

from soleprint.web.guard import Refused
from soleprint.web.maker import Maker
from soleprint.web.offers import Folders
from soleprint.web.place import Place
from soleprint.web.templates import Templates
from soleprint.web.words import Words

MOST_BYTES = 64 * 1024
"""Of a form, or of an address."""
MOST_VALUES = 200
FORM, UPLOAD = "application/x-www-form-urlencoded", "multipart/form-data"
Form = MultiDict[str, str]


class Asking(Request):
    """A request, with limits, and the words in the language of who asks."""

    max_content_length = MOST_BYTES
    # Of an upload this holds its fields, and what is read at a time, which is as much as a form may be.
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
        """Files that are handed in stay in memory: there is a limit for each route, and a disk does not forget."""
        return BytesIO()


class Route(Struct, frozen=True):
    """An address (as Werkzeug's rules have it), and what answers there: it is given the request and what the address
    says. ``most`` is bytes of a body; ``kind`` what it is in.
    """

    path: str
    answer: Callable[..., Response]
    methods: tuple[str, ...] = ("GET",)
    most: int = MOST_BYTES
    kind: str = FORM
    too_large: str = "too-large"
    """The key of what is said of a body that is larger."""


class House(Struct, frozen=True):
    """What all screens share."""

    folders: Folders
    maker: Maker
    templates: Templates
    ends: ExitStack
    """What is done when the studio ends."""
    place: Place | None = None
    """Where it is served to a network; None on one computer alone."""

    @property
    def edits(self) -> bool:
        """Whether those who come may change files."""
        return self.place is None or self.place.edit

    def own_content(self) -> Path:
        """The folder of content to write into. Raises Refused where the studio was started without one."""
        if self.folders.content is None:
            raise Refused(404, "no-content")
        return self.folders.content

    def bench(self, name: str, *arguments: Any) -> Any:
        """What a call of ``bench`` gives back for that folder. Raises Refusal for what cannot be used."""
        return self.maker.call(f"bench.{name}", self.own_content(), *arguments)

    def page(self, template: str, request: Asking, status: int = 200, /, here: str = "", **values: object) -> Response:
        """A page of HTML; ``values`` are what its template names, ``here`` is its address where that is more than a
        path: without what is about a person."""
        own = {"here": here or request.path, "root": request.root_path, "place": self.place}
        found = self.templates.render(template, request.words, **own, **values)
        return Response(found, status, mimetype="text/html")


class Screen(Protocol):
    """Some addresses that belong together. ``door`` is that which leads to them from every page, ``label`` the key of
    its words; both are "" where others lead there."""

    @property
    def door(self) -> str: ...

    @property
    def label(self) -> str: ...

    def routes(self) -> Sequence[Route]:
        """Its addresses."""
