"""A form from the schema of a file: each of its values is a field, named by the keys that lead to it.

"emergency-advice-name" is ``emergency: {advice: {name: ...}}``. Of a part that there may be one of for each language,
"emergency_in-0" is the language, "emergency_in-0-ambulance" a value of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any, Literal

from msgspec import Struct

Kind = Literal["line", "lines", "date", "choice", "check", "constant", "part", "many"]
Texts = Mapping[str, str]
"""What stands in each field of the form."""
JOINT = "-"
MOST_ROWS = 100
MOST_LETTERS = 400
ON = "true"


class Node(Struct, frozen=True):
    """A value of the file. ``part`` is the name of the schema's part that it belongs to, ``key`` its own there."""

    part: str
    key: str
    kind: Kind
    needed: bool
    most: int = MOST_LETTERS
    """Characters of a line."""
    choices: tuple[Any, ...] = ()
    usual: Any = None
    inner: tuple[Node, ...] = ()
    """Of what: a part, or each of many."""

    @property
    def words(self) -> tuple[str, str]:
        """The part and the key as texts of the page know them."""
        return self.part.lower(), self.key.replace("_", "-")


def nodes_of(schema: Mapping[str, Any], part: str) -> tuple[Node, ...]:
    """The values that a part of a JSON Schema has, in order."""
    definition = schema["$defs"][part]
    needed = definition["required"]
    return tuple(_node(schema, part, key, about, key in needed) for key, about in definition["properties"].items())


def _node(schema: Mapping[str, Any], part: str, key: str, about: Mapping[str, Any], needed: bool) -> Node:
    about = {**about, **next((one for one in about.get("anyOf", ()) if one.get("type") != "null"), {})}
    usual, name = about.get("default"), part.rpartition("/")[2]
    many = isinstance(each := about.get("additionalProperties"), dict)
    reference = each.get("$ref") if many and each else about.get("$ref")
    if reference:
        inner = nodes_of(schema, reference.rpartition("/")[2])
        return Node(name, key, "many" if many else "part", needed, inner=inner)
    if choices := tuple(about.get("enum", ())):
        return Node(name, key, "constant" if len(choices) == 1 else "choice", needed, choices=choices, usual=usual)
    each = about.get("items", about)
    kind: Kind = "check" if about["type"] == "boolean" else "lines" if about["type"] == "array" else "line"
    kind = "date" if about.get("format") == "date" else kind
    return Node(name, key, kind, needed, each.get("maxLength", MOST_LETTERS), usual=usual)


def texts_of(nodes: Sequence[Node], values: Any, before: str = "") -> dict[str, str]:
    """What stands in the fields for the values of a file, each as text; what no field is for is left out."""
    found: dict[str, str] = {}
    if not isinstance(values, Mapping):
        return found
    for node in nodes:
        name, value = before + node.key, values.get(node.key)
        if node.kind == "part" and value is not None:
            found |= texts_of(node.inner, value, name + JOINT)
        elif node.kind == "many" and isinstance(value, Mapping):
            for number, (tag, one) in enumerate(value.items()):
                found[f"{name}{JOINT}{number}"] = tag
                found |= texts_of(node.inner, one, f"{name}{JOINT}{number}{JOINT}")
        elif node.kind == "choice":
            found[name] = str(value if value is not None else node.usual)
        elif isinstance(value, list):
            found[name] = "\n".join(map(str, value))
        elif value is not None:
            found[name] = str(value)
    return found


def rows(name: str, texts: Texts) -> list[int]:
    """The numbers of the rows that a form has of what there are many of."""
    numbers = (key.removeprefix(name + JOINT) for key in texts if key.startswith(name + JOINT))
    return sorted({int(number) for number in numbers if _is_number(number)})


def values_of(nodes: Sequence[Node], texts: Texts, before: str = "") -> dict[str, Any]:
    """What the file is to say: nothing of a part or a row in which nothing is said.

    What must be said and is not is empty text, so that it is told at its place.
    """
    found: dict[str, Any] = {}
    for node in nodes:
        name = before + node.key
        value: Any
        if node.kind == "many":
            value = {
                texts[row]: values_of(node.inner, texts, row + JOINT)
                for row in (f"{name}{JOINT}{number}" for number in rows(name, texts))
                if texts[row] or _is_said(node.inner, row + JOINT, texts)
            }
        elif node.kind == "part":
            is_said = node.needed or _is_said(node.inner, name + JOINT, texts)
            value = values_of(node.inner, texts, name + JOINT) if is_said else None
        else:
            value = _value(node, texts.get(name, ""))
        if value or node.needed:
            found[node.key] = value
    return found


def _is_said(nodes: Sequence[Node], before: str, texts: Texts) -> bool:
    """Whether anything is said in a part."""
    return any(texts.get(name) for name in _names(nodes, before))


def _names(nodes: Sequence[Node], before: str) -> Iterator[str]:
    """The names of the fields of a part."""
    for node in nodes:
        yield from _names(node.inner, before + node.key + JOINT) if node.inner else (before + node.key,)


def _value(node: Node, text: str) -> Any:
    if node.kind == "constant":
        return node.choices[0]
    if node.kind == "check":
        return text == ON
    if node.kind == "lines":
        return [line for line in text.splitlines() if line]
    if node.kind == "date":
        with suppress(ValueError):
            return date.fromisoformat(text)
    return text


def repeated(nodes: Sequence[Node], texts: Texts) -> list[str]:
    """The fields of languages that are given twice: a file can say each once."""
    found: list[str] = []
    for node in nodes:
        names = [f"{node.key}{JOINT}{number}" for number in rows(node.key, texts)] if node.kind == "many" else []
        tags = [texts[name] for name in names]
        found += [name for number, name in enumerate(names) if tags[number] and tags[number] in tags[:number]]
    return found


def name_of(nodes: Sequence[Node], place: Sequence[str], texts: Texts) -> str:
    """The field that a place of the file is about; "" for none alone."""
    name, rest, level = "", list(place), nodes
    while rest:
        node = next((one for one in level if one.key == rest[0]), None)
        if node is None:
            break
        name, level = f"{name}{JOINT}{rest.pop(0)}" if name else rest.pop(0), node.inner
        if node.kind == "many" and rest:
            tag = rest.pop(0)
            name = next((f"{name}{JOINT}{n}" for n in rows(name, texts) if texts[f"{name}{JOINT}{n}"] == tag), name)
    return name


def node_at(nodes: Sequence[Node], place: Sequence[str]) -> Node | None:
    """The value that a place of the file is, or is in."""
    if not place:
        return None
    node = next((one for one in nodes if one.key == place[0]), None)
    if node is None or not node.inner:
        return node
    return node_at(node.inner, place[2 if node.kind == "many" else 1 :]) or node


def cleaned(nodes: Sequence[Node], given: Mapping[str, str]) -> dict[str, str]:
    """The fields of a form that are such, without what nobody sees of what was typed."""
    lines = {node.key for node in nodes if node.kind == "lines"}
    return {
        name: "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))
        if name in lines
        else " ".join(text.split())
        for name, text in given.items()
        if _is_field(nodes, name)
    }


def _is_field(nodes: Sequence[Node], name: str) -> bool:
    key, _, rest = name.partition(JOINT)
    node = next((one for one in nodes if one.key == key), None)
    if node is None or node.kind not in ("part", "many"):
        return node is not None and not rest
    if node.kind == "part":
        return _is_field(node.inner, rest)
    number, _, inner = rest.partition(JOINT)
    return _is_number(number) and (not inner or _is_field(node.inner, inner))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 3


def added(name: str, texts: Texts) -> dict[str, str]:
    """The form with one more row of what there are many of, if there is room."""
    number = max(rows(name, texts), default=-1) + 1
    return {**texts, f"{name}{JOINT}{number}": ""} if number < MOST_ROWS else dict(texts)


def removed(name: str, texts: Texts) -> dict[str, str]:
    """The form without a part or a row, all its fields."""
    return {key: text for key, text in texts.items() if key != name and not key.startswith(name + JOINT)}
