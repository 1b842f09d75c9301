"""The screens as HTML: templates of this room, filled with what was asked and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from msgspec import Struct

from soleprint.products.options import options_with
from soleprint.products.product import Product
from soleprint.web import words
from soleprint.web.asked import ALL, CHANGE, ROUTINE, Asked
from soleprint.web.fields import Field, sections
from soleprint.web.offers import Choices, Offered
from soleprint.web.outcome import Outcome

HERE = Path(__file__).parent


class Page(Struct, frozen=True):
    """What stands on the page of a product. ``others`` are products with what may be said of them too, as a query."""

    name: str
    product: Product
    others: Sequence[tuple[str, str]]
    fields: Mapping[str, Field]
    choices: Choices
    asked: Asked
    outcome: Outcome


class Screens:
    """The templates, and the files that they refer to."""

    def __init__(self) -> None:
        self.static = {path.name: path.read_bytes() for path in sorted((HERE / "static").iterdir())}
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "pages"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        names = {"routine": ROUTINE, "all": ALL, "change": CHANGE}
        self._templates.globals.update(
            w=words.PAGE, ui=words.LANG, title_of=words.title, names=names, version=self._version
        )

    @cached_property
    def _version(self) -> str:
        return sha256(b"".join(self.static.values())).hexdigest()[:10]

    def home(self, products: Sequence[Offered]) -> str:
        """What there is to print."""
        people = [one for one in products if one.product is None or one.product.documents != "none"]
        makers = [one for one in products if one not in people]
        return self._templates.get_template("home.html").render(people=people, makers=makers)

    def make(self, page: Page) -> str:
        """The form of a product, with its preview."""
        said = page.asked.texts.keys() | page.outcome.by_field.keys()
        every = {name: getattr(page, name) for name in page.__struct_fields__}
        return self._templates.get_template("make.html").render(every, sections=sections(page.fields), said=said)

    def result(self, name: str, outcome: Outcome) -> str:
        """The preview alone."""
        return self._templates.get_template("result.html").render(name=name, outcome=outcome)

    def message(self, message: str, title: str = "") -> str:
        """A page that says one thing."""
        heading = title or words.PAGE["studio"]
        return self._templates.get_template("message.html").render(message=message, heading=heading)


def carried(asked: Asked, product: Product, other: Product, choices: Choices) -> str:
    """What of a state may be said of another product too, as a query."""
    content = choices.folders.content
    mine, theirs = options_with(product.takes, content), options_with(other.takes, content)
    same = {name for name in mine.keys() & theirs.keys() if mine[name].kind == theirs[name].kind}
    texts = {name: found for name, found in asked.texts.items() if name in same}
    if other.languages == 1 and "lang" in texts:
        texts["lang"] = texts["lang"][:1]
    routines = asked.routines if other.documents != "none" else ()
    return Asked(routines, False, texts, {}, {}, asked.private).query()
