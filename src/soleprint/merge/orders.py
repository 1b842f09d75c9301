"""The orders that the rows of a table ask for: few, so each is read once, and held without anything of a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from soleprint.content.columns import Words
from soleprint.content.languages import SOURCE, Language, Languages
from soleprint.content.library import Library
from soleprint.content.select import setup_for, side_label
from soleprint.errors import UsageProblem
from soleprint.jobs.names import filled_of
from soleprint.jobs.plan import Base
from soleprint.merge.cells import Spoilt
from soleprint.merge.columns import ROUTINES, Column
from soleprint.merge.table import Cell
from soleprint.merge.wishes import ALL, Read, options_of_rows, reader, routine_reader
from soleprint.products.options import Content
from soleprint.products.order import Order, read_order
from soleprint.store import Store

MOST_KEPT = 4096
"""Orders, and the words in a table that ask for them."""


class Wish(Struct, frozen=True):
    """What a row asks for: the options that it sets, the order that comes of them, its language."""

    options: Mapping[str, Any]
    order: Order
    language: Language


class Refused(Exception):
    """Cells of a row that ask for what cannot be: for each a column from 0 and why."""

    def __init__(self, cells: Sequence[tuple[int, Spoilt]]) -> None:
        super().__init__(f"{len(cells)} cells")
        self.cells = cells


class Orders:
    """Reads what rows ask for. Only what can be made is kept, so that no word of a person is."""

    def __init__(self, base: Base, columns: Sequence[Column], library: Library, words: Words) -> None:
        self.base, self.columns, self.library = base, columns, library
        self.languages: Languages = library.languages
        self._read = self._readers(words)
        self._wishes: dict[tuple[Cell, ...], Wish] = {}
        self._orders: dict[tuple[object, ...], Order] = {}
        self._fields: Store[int, tuple[Order, Mapping[str, str]]] = Store(MOST_KEPT)

    def _readers(self, words: Words) -> dict[str, Read]:
        from soleprint.files.folders import layers

        options = options_of_rows(self.base.found, self.base.given.get("content"))
        templates = layers("templates", self.base.given.get("templates"))
        readers = {
            column.name: reader(options[column.name], words, templates, self.languages)
            for column in self.columns
            if column.name != ROUTINES
        }
        return {**readers, ROUTINES: routine_reader(self.library, words)}

    def wish(self, cells: Sequence[Cell]) -> Wish:
        """What a row asks for. Raises Refused."""
        asked = tuple([cells[column.places[0]] for column in self.columns])
        found = self._wishes.get(asked)
        if found is None:
            found = self._wish(asked)
            if len(self._wishes) < MOST_KEPT:
                self._wishes[asked] = found
        return found

    def _wish(self, asked: Sequence[Cell]) -> Wish:
        options: dict[str, Any] = {}
        spoilt: list[tuple[int, Spoilt]] = []
        for column, cell in zip(self.columns, asked, strict=True):
            text = cell.strip() if isinstance(cell, str) else "-"
            try:
                value = self._read[column.name](text) if text else None
            except Spoilt as error:
                spoilt.append((column.places[0], error))
            else:
                options |= {column.name: value} if value not in (None, ()) else {}
        if spoilt:
            raise Refused(spoilt)
        try:
            order = self.order_of(options)
        except UsageProblem as error:
            spoilt = [
                (self._meant(error.option, options), Spoilt(str(error), code=error.code, arguments=error.arguments))
            ]
            raise Refused(spoilt) from None
        return Wish(options, order, self._language(order))

    def language_of(self, cells: Sequence[Cell]) -> Language:
        """The language of a row that asks for something that cannot be: its own where that much can be read."""
        for column in self.columns:
            cell = cells[column.places[0]]
            if column.name == "lang" and isinstance(cell, str) and cell.strip():
                try:
                    return self.languages.find(self._read["lang"](cell.strip()).partition("+")[0])
                except Spoilt:
                    break
        given = str(self.base.given.get("lang") or SOURCE)
        return self.languages.find(given.partition("+")[0])

    def _meant(self, option: str, options: Mapping[str, Any]) -> int:
        """The column, from 0, of the option that is the matter; else the first that the row sets."""
        own = [column for column in self.columns if column.name in options]
        named = (column for column in own if column.name == option)
        return next((column.places[0] for column in (*named, *own, *self.columns)), 0)

    def _language(self, order: Order) -> Language:
        return self.languages.find(order.lang)

    def order_of(self, options: Mapping[str, Any]) -> Order:
        """The order of a row with these options. Raises UsageProblem for what cannot be together."""
        key = tuple(options.items())
        order = self._orders.get(key)
        if order is None:
            order = self._order(options)
            if len(self._orders) < MOST_KEPT:
                self._orders[key] = order
        return order

    def fields_of(self, order: Order) -> Mapping[str, str]:
        """What the name of a file may say of an order."""
        known = self._fields.get(id(order)) or self._fields.put(id(order), (order, filled_of(order)))
        return known[1]

    def _order(self, options: Mapping[str, Any]) -> Order:
        base = self.base
        own = {name: value for name, value in options.items() if name != ROUTINES}
        asked = options.get(ROUTINES)
        every = asked == ALL if asked else base.every
        routines = () if every else asked or base.routines
        spare = (base.spare if not own else frozenset(base.given)) - own.keys()
        order = read_order(base.name, routines, {**base.given, **own}, every=every, spare=spare)
        self._check(order)
        return order

    def _check(self, order: Order) -> None:
        """What is only known with the content. Raises UsageProblem."""
        for name in order.routines:
            routine = self.library.routine(name)
            setup_for(routine, order[Content].mode)
            side_label(routine, order.side, self.library.body)
