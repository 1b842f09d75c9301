"""The studio without a server and without a second process, and a browser that has opened it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from werkzeug.datastructures import LanguageAccept, MultiDict
from werkzeug.test import Client, TestResponse

from soleprint.errors import SoleprintError
from soleprint.web.app import Studio
from soleprint.web.calls import CALLS
from soleprint.web.guard import Guard
from soleprint.web.maker import Maker
from soleprint.web.network import NetworkAddress
from soleprint.web.offers import Folders
from soleprint.web.results import CallFailed, failure_of
from soleprint.web.words import Dictionary

PORT = 8757
HOST = f"127.0.0.1:{PORT}"
ORIGIN = f"http://{HOST}"
ENGLISH = Dictionary(None).words((), LanguageAccept())


class DirectMaker(Maker):
    """Makes in this process."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def call(self, name: str, *arguments: Any) -> Any:
        self.calls.append(name)
        try:
            return CALLS[name](*arguments)
        except SoleprintError as error:
            raise CallFailed(failure_of(error)) from None

    def stop(self) -> None:
        pass

    def end(self) -> None:
        pass

    def close(self) -> None:
        pass


class Browser:
    """Asks as a browser does, for which the studio was opened."""

    def __init__(
        self, folders: Folders | None = None, maker: Maker | None = None, network: NetworkAddress | None = None
    ) -> None:
        self.guard = Guard(PORT)
        self.launch = self.guard.launch
        self.maker = maker or DirectMaker()
        self.network = network
        self.folders = folders or Folders(working=Path(__file__).parent)
        self.studio = Studio(self.guard, self.maker, self.folders, network)
        self.client, self._stranger = Client(self.studio), Client(self.studio, use_cookies=False)
        self.started = self.get(self.launch)

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.client.get(path, base_url=ORIGIN, headers=headers)

    def post(self, path: str, form: Any, **headers: str) -> TestResponse:
        body = urlencode(list(form.items(multi=True)) if hasattr(form, "getlist") else form, doseq=True)
        told = {"Origin": ORIGIN, "Content-Type": "application/x-www-form-urlencoded", **headers}
        return self.client.post(path, base_url=ORIGIN, data=body.encode(), headers=told)

    def hand_in(self, path: str, table: bytes, name: str = "people.csv", form: Any = ()) -> TestResponse:
        """Sends a form with a table."""
        data = MultiDict([*MultiDict(form).items(multi=True), ("table", (BytesIO(table), name))])
        return self.client.post(path, base_url=ORIGIN, data=data, headers={"Origin": ORIGIN})

    def bare(self, path: str, headers: Mapping[str, str]) -> TestResponse:
        """Asks with these headers, and no cookie but theirs."""
        return self._stranger.get(path, base_url=ORIGIN, headers=dict(headers))

    def cookie(self) -> str:
        """The cookie that it was given, as a header."""
        return self.started.headers["Set-Cookie"].partition(";")[0]

    def pdf(self, product: str, form: Any) -> bytes:
        """The file that a form makes."""
        sent = self.post(f"/pdf/{product}", form)
        assert sent.status_code == 303, problems(sent)
        return bytes(self.get(sent.headers["Location"]).data)


def problems(answer: TestResponse) -> dict[str, str]:
    """The problems that a page tells, by the field that each is about."""
    found = re.findall(r'<li class="lines" data-field="([^"]*)">(?:<a [^>]*>)?([^<]*)', answer.text)
    return {field: unescape(message) for field, message in found}


def remedies(answer: TestResponse) -> dict[str, str]:
    """The buttons of remedies: the words of each with the change."""
    found = re.findall(r'name="change" value="([^"]*)">([^<]*)<', answer.text)
    return {unescape(words): unescape(change) for change, words in found}
