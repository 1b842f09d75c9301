"""The form of a product: the fields for its options, and what there is to choose from in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound

from soleprint.errors import UsageProblem
from soleprint.products.product import Product
from soleprint.web.fields import Field, fields_of
from soleprint.web.form_order import ROUTINE, FormOrder, read_form
from soleprint.web.offers import Choices, Folders, choices, product_named
from soleprint.web.screen import Form
from soleprint.web.words import Words

Fields = Mapping[str, Field]


class ProductForm(Struct, frozen=True):
    """A product with the fields of its form."""

    name: str
    product: Product
    fields: Fields
    choices: Choices

    def from_address(self, query: Form) -> Form:
        """The form that an address asks for, without fields about a person. An empty query gets the first routine, so
        that there is something to see."""
        public = [(name, text) for name, text in query.items(multi=True) if not self._is_private(name)]
        if not public and self.product.documents != "none":
            public = [(ROUTINE, id) for id in list(self.choices.routines)[:1]]
        return MultiDict(public)

    def _is_private(self, name: str) -> bool:
        return name in self.fields and self.fields[name].private

    def read(self, form: Form) -> FormOrder:
        """What a form or the query of an address asks for."""
        return read_form(form, self.product, self.fields, self.choices)


def product_form(
    folders: Folders, name: str, words: Words, fields: Callable[[Product, Choices], Fields] = fields_of
) -> ProductForm:
    """The form of a product; ``fields`` says which fields it has. Raises NotFound where there is no such product."""
    try:
        product = product_named(folders, name)
    except UsageProblem:
        raise NotFound from None
    found = choices(folders, words)
    return ProductForm(name, product, fields(product, found), found)
