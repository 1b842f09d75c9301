"""The order that a form or an address states, read into the arguments of ``soleprint.make``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode

from msgspec import Struct
from werkzeug.datastructures import MultiDict

from soleprint.errors import UsageProblem
from soleprint.products.kinds import Flag, Many
from soleprint.products.options import options_with
from soleprint.products.product import Product
from soleprint.web.fields import Field
from soleprint.web.offers import Choices
from soleprint.web.screen import Form

ROUTINE, ALL, CHANGE = "routine", "all", "change"
"""Fields that are not options: the routines, "all of them", and the remedy that was clicked."""


class FormOrder(Struct, frozen=True):
    """An order as a form states it. ``problems`` are messages by the name of the field they are about."""

    routines: tuple[str, ...]
    every: bool
    texts: Mapping[str, Sequence[str]]
    """The texts of each field that is filled in."""
    options: Mapping[str, Any]
    problems: Mapping[str, str]
    private: frozenset[str] = frozenset()
    """The names of the fields that are about a person, filled in or not."""

    @property
    def personal(self) -> bool:
        """Whether it says anything about a person."""
        return bool(self.private & self.texts.keys())

    def query(self) -> str:
        """The same order as the query of an address, without anything about a person."""
        pairs = [(ALL, "on")] if self.every else [(ROUTINE, one) for one in self.routines]
        public = ((name, texts) for name, texts in self.texts.items() if name not in self.private)
        return urlencode([*pairs, *((name, text) for name, texts in public for text in texts)])


EMPTY_ORDER = FormOrder((), False, {}, {}, {})


def with_remedy(form: Form) -> Form:
    """The form with the changes of the remedy that was clicked."""
    result: Form = MultiDict(form)
    for name, value in parse_qsl(form.get(CHANGE, "")):
        result.setlist(name, [value])
    return result


def read_form(form: Form, product: Product, fields: Mapping[str, Field], choices: Choices) -> FormOrder:
    """The order that a form states. An unusable value is a problem of its field; unknown names are ignored."""
    routines, every, problems = _routines(form, product, choices)
    texts: dict[str, Sequence[str]] = {}
    options: dict[str, Any] = {}
    for name, one in fields.items():
        found = list(_texts(form, one))
        if not found:
            continue
        texts[name] = found
        try:
            options[name] = _value(one, found, choices)
            one.option.kind.read(options[name], name)
        except UsageProblem as error:
            problems[name] = choices.words.sentence(error.code, error.arguments, str(error))
    private = frozenset(name for name, one in fields.items() if one.private)
    return FormOrder(routines, every, texts, options, problems, private)


def _routines(form: Form, product: Product, choices: Choices) -> tuple[tuple[str, ...], bool, dict[str, str]]:
    if product.documents == "none":
        return (), False, {}
    if form.get(ALL):
        return (), True, {}
    named = tuple(dict.fromkeys(form.getlist(ROUTINE)))
    strange = next((one for one in named if one not in choices.routines), None)
    if strange is not None:
        return named, False, {ROUTINE: choices.words.said("unknown-choice", value=_short(strange))}
    return named, False, {} if named else {ROUTINE: choices.words.sentence("no-routine", (), "")}


def _texts(form: Form, field: Field) -> Iterator[str]:
    """The texts of a field; none where they are the default."""
    found = [text.strip() for text in form.getlist(field.name)]
    if isinstance(field.option.kind, Many):
        found = [line.strip() for text in found for line in text.splitlines()]
    found = [text for text in found if text]
    if field.control == "language":
        found = list(dict.fromkeys(found))
    elif not isinstance(field.option.kind, Many):
        found = found[-1:]
    return iter(found if found != [field.usual] else [])


def _value(field: Field, texts: Sequence[str], choices: Choices) -> Any:
    """The value of an option as it is passed in Python. Raises UsageProblem for one that is not offered."""
    if field.endings:
        files = choices.folders.files(field.endings)
        for text in texts:
            _refuse_unless(text in files, choices, text)
        paths = [files[text] for text in texts]
        return paths if isinstance(field.option.kind, Many) else paths[0]
    if isinstance(field.option.kind, Many):
        return list(texts)
    if isinstance(field.option.kind, Flag):
        _refuse_unless(texts[0] in ("true", "false"), choices, texts[0])
        return texts[0] == "true"
    if field.option.name == "theme":
        _refuse_unless(texts[0] in choices.themes, choices, texts[0])
    return "+".join(texts)


def _refuse_unless(known: bool, choices: Choices, text: str) -> None:
    if not known:
        raise UsageProblem(choices.words.said("unknown-choice", value=_short(text)), code="unknown-option")


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:59] + "…")


def query_for_other(order: FormOrder, product: Product, other: Product, choices: Choices) -> str:
    """The query for the form of another product, with what that form can take over."""
    content = choices.folders.content
    mine, theirs = options_with(product.takes, content), options_with(other.takes, content)
    same = {name for name in mine.keys() & theirs.keys() if mine[name].kind == theirs[name].kind}
    texts = {name: found for name, found in order.texts.items() if name in same}
    if other.languages == 1 and "lang" in texts:
        texts["lang"] = texts["lang"][:1]
    routines = order.routines if other.documents != "none" else ()
    return FormOrder(routines, False, texts, {}, {}, order.private).query()
