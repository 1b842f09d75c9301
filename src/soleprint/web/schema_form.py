"""A form for a YAML file, from its JSON Schema: each value of the file is a field, named by the keys that lead to it.

"emergency-advice-name" is ``emergency: {advice: {name: ...}}``. A part that may stand once for each language is a list
of rows: "emergency_in-0" is the language of the first row, "emergency_in-0-ambulance" a value in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any, Literal

from msgspec import Struct

FieldKind = Literal["line", "lines", "date", "choice", "check", "constant", "part", "many"]
Texts = Mapping[str, str]
"""The text in each field of the form."""
SEPARATOR = "-"
MOST_ROWS = 100
MOST_LETTERS = 400
CHECKED = "true"


class SchemaField(Struct, frozen=True):
    """A value of the file as a field of the form. ``part`` is the definition of the schema that it belongs to."""

    part: str
    key: str
    kind: FieldKind
    needed: bool
    most: int = MOST_LETTERS
    """Characters of a line."""
    choices: tuple[Any, ...] = ()
    usual: Any = None
    inner: tuple[SchemaField, ...] = ()
    """The fields of a part, or of each row of many."""

    @property
    def words(self) -> tuple[str, str]:
        """The keys of its label in the texts of the page."""
        return self.part.lower(), self.key.replace("_", "-")


def schema_fields(schema: Mapping[str, Any], part: str) -> tuple[SchemaField, ...]:
    """The fields for a definition of a JSON Schema, in its order."""
    definition = schema["$defs"][part]
    needed = definition["required"]
    return tuple(_node(schema, part, key, about, key in needed) for key, about in definition["properties"].items())


def _node(schema: Mapping[str, Any], part: str, key: str, about: Mapping[str, Any], needed: bool) -> SchemaField:
    about = {**about, **next((one for one in about.get("anyOf", ()) if one.get("type") != "null"), {})}
    usual, name = about.get("default"), part.rpartition("/")[2]
    many = isinstance(each := about.get("additionalProperties"), dict)
    reference = each.get("$ref") if many and each else about.get("$ref")
    if reference:
        inner = schema_fields(schema, reference.rpartition("/")[2])
        return SchemaField(name, key, "many" if many else "part", needed, inner=inner)
    if choices := tuple(about.get("enum", ())):
        return SchemaField(
            name, key, "constant" if len(choices) == 1 else "choice", needed, choices=choices, usual=usual
        )
    each = about.get("items", about)
    kind: FieldKind = "check" if about["type"] == "boolean" else "lines" if about["type"] == "array" else "line"
    kind = "date" if about.get("format") == "date" else kind
    return SchemaField(name, key, kind, needed, each.get("maxLength", MOST_LETTERS), usual=usual)


def texts_of(nodes: Sequence[SchemaField], values: Any, before: str = "") -> dict[str, str]:
    """The texts of the fields for the values of a file. Values without a field are left out."""
    found: dict[str, str] = {}
    if not isinstance(values, Mapping):
        return found
    for node in nodes:
        name, value = before + node.key, values.get(node.key)
        if node.kind == "part" and value is not None:
            found |= texts_of(node.inner, value, name + SEPARATOR)
        elif node.kind == "many" and isinstance(value, Mapping):
            for number, (tag, one) in enumerate(value.items()):
                found[f"{name}{SEPARATOR}{number}"] = tag
                found |= texts_of(node.inner, one, f"{name}{SEPARATOR}{number}{SEPARATOR}")
        elif node.kind == "choice":
            found[name] = str(value if value is not None else node.usual)
        elif isinstance(value, list):
            found[name] = "\n".join(map(str, value))
        elif value is not None:
            found[name] = str(value)
    return found


def row_numbers(name: str, texts: Texts) -> list[int]:
    """The numbers of the rows of a field that has many."""
    numbers = (key.removeprefix(name + SEPARATOR) for key in texts if key.startswith(name + SEPARATOR))
    return sorted({int(number) for number in numbers if _is_number(number)})


def values_of(nodes: Sequence[SchemaField], texts: Texts, before: str = "") -> dict[str, Any]:
    """The values to write into the file, without empty parts and rows.

    A required value that is missing is written as "", so that checking the file reports it at its place.
    """
    found: dict[str, Any] = {}
    for node in nodes:
        name = before + node.key
        value: Any
        if node.kind == "many":
            value = {
                texts[row]: values_of(node.inner, texts, row + SEPARATOR)
                for row in (f"{name}{SEPARATOR}{number}" for number in row_numbers(name, texts))
                if texts[row] or _is_filled(node.inner, row + SEPARATOR, texts)
            }
        elif node.kind == "part":
            is_filled = node.needed or _is_filled(node.inner, name + SEPARATOR, texts)
            value = values_of(node.inner, texts, name + SEPARATOR) if is_filled else None
        else:
            value = _value(node, texts.get(name, ""))
        if value or node.needed:
            found[node.key] = value
    return found


def _is_filled(nodes: Sequence[SchemaField], before: str, texts: Texts) -> bool:
    """Whether any field of a part is filled in."""
    return any(texts.get(name) for name in _names(nodes, before))


def _names(nodes: Sequence[SchemaField], before: str) -> Iterator[str]:
    """The names of the fields of a part."""
    for node in nodes:
        yield from _names(node.inner, before + node.key + SEPARATOR) if node.inner else (before + node.key,)


def _value(node: SchemaField, text: str) -> Any:
    if node.kind == "constant":
        return node.choices[0]
    if node.kind == "check":
        return text == CHECKED
    if node.kind == "lines":
        return [line for line in text.splitlines() if line]
    if node.kind == "date":
        with suppress(ValueError):
            return date.fromisoformat(text)
    return text


def repeated_languages(nodes: Sequence[SchemaField], texts: Texts) -> list[str]:
    """The names of the fields that repeat a language. A file can have each language once."""
    found: list[str] = []
    for node in nodes:
        names = (
            [f"{node.key}{SEPARATOR}{number}" for number in row_numbers(node.key, texts)] if node.kind == "many" else []
        )
        tags = [texts[name] for name in names]
        found += [name for number, name in enumerate(names) if tags[number] and tags[number] in tags[:number]]
    return found


def field_name(nodes: Sequence[SchemaField], place: Sequence[str], texts: Texts) -> str:
    """The name of the field for a place in the file; "" where there is none."""
    name, rest, level = "", list(place), nodes
    while rest:
        node = next((one for one in level if one.key == rest[0]), None)
        if node is None:
            break
        name, level = f"{name}{SEPARATOR}{rest.pop(0)}" if name else rest.pop(0), node.inner
        if node.kind == "many" and rest:
            tag = rest.pop(0)
            name = next(
                (f"{name}{SEPARATOR}{n}" for n in row_numbers(name, texts) if texts[f"{name}{SEPARATOR}{n}"] == tag),
                name,
            )
    return name


def field_at(nodes: Sequence[SchemaField], place: Sequence[str]) -> SchemaField | None:
    """The field for a place in the file, or the field that the place is inside of."""
    if not place:
        return None
    node = next((one for one in nodes if one.key == place[0]), None)
    if node is None or not node.inner:
        return node
    return field_at(node.inner, place[2 if node.kind == "many" else 1 :]) or node


def clean_texts(nodes: Sequence[SchemaField], given: Mapping[str, str]) -> dict[str, str]:
    """The known fields of a form, without superfluous spaces and empty lines."""
    lines = {node.key for node in nodes if node.kind == "lines"}
    return {
        name: "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))
        if name in lines
        else " ".join(text.split())
        for name, text in given.items()
        if _is_field(nodes, name)
    }


def _is_field(nodes: Sequence[SchemaField], name: str) -> bool:
    key, _, rest = name.partition(SEPARATOR)
    node = next((one for one in nodes if one.key == key), None)
    if node is None or node.kind not in ("part", "many"):
        return node is not None and not rest
    if node.kind == "part":
        return _is_field(node.inner, rest)
    number, _, inner = rest.partition(SEPARATOR)
    return _is_number(number) and (not inner or _is_field(node.inner, inner))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 3


def with_row(name: str, texts: Texts) -> dict[str, str]:
    """The form with one more row, unless it has ``MOST_ROWS``."""
    number = max(row_numbers(name, texts), default=-1) + 1
    return {**texts, f"{name}{SEPARATOR}{number}": ""} if number < MOST_ROWS else dict(texts)


def without_part(name: str, texts: Texts) -> dict[str, str]:
    """The form without a part or a row, and without all fields in it."""
    return {key: text for key, text in texts.items() if key != name and not key.startswith(name + SEPARATOR)}
