"""The pages as HTML: templates of this room, and the files that they refer to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from soleprint.web.words import Words

HERE = Path(__file__).parent


class Templates:
    """Templates in ``pages``, files in ``static``. Every template has ``w``, the words; ``languages``, those that the
    pages can be read in; and ``doors``, the screens to go to, by their addresses.
    """

    def __init__(self, languages: Mapping[str, str], menu: Mapping[str, str]) -> None:
        self.static = {path.name: path.read_bytes() for path in sorted((HERE / "static").iterdir())}
        self._environment = Environment(
            loader=FileSystemLoader(HERE / "pages"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(version=self._version, languages=languages, menu=menu)

    @cached_property
    def _version(self) -> str:
        return sha256(b"".join(self.static.values())).hexdigest()[:10]

    def render(self, template: str, words: Words, /, **values: object) -> str:
        """A page."""
        return self._environment.get_template(template).render(values, w=words)
