"""Checking a tree of YAML values against a msgspec type, reporting everything that is wrong at its line and column.

The type decides how a plain value is read, so ``version: 1.0`` stays the text "1.0" and ``cue: no`` the word "no".
A field whose Meta has ``extra_json_schema={"x-names": "stroke"}`` must hold one of the names of that kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from collections.abc import Mapping as Names
from datetime import date
from functools import cache
from typing import Any, TypeVar, cast

import msgspec.inspect as mi

from soleprint.content.nodes import Mapping, Node, Scalar, Sequence
from soleprint.content.places import Report, is_null
from soleprint.errors import Arguments, arguments
from soleprint.files.suggest import alternatives, did_you_mean, nearest

T = TypeVar("T")
_INT = re.compile(r"[+-]?[0-9]{1,15}")
_FLOAT = re.compile(r"[+-]?([0-9]{1,15}(\.[0-9]{0,15})?|\.[0-9]{1,15})([eE][+-]?[0-9]{1,2})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAY = arguments(example="2026-01-31")


class _Broken:
    """Stands for a value that has a finding."""


_BROKEN = _Broken()


def check(kind: type[T], node: Node, report: Report, names: Names[str, Collection[str]]) -> T | None:
    """The struct ``kind`` built from ``node``.

    Findings go to ``report``. With findings the result is a salvage for further rules (bad fields have placeholders),
    or None when there is nothing to salvage.
    """
    info = _type_info(cast(Any, kind))
    value = _Checker(report, names, _homes(info)).value(info, node, kind.__name__.lower())
    return None if isinstance(value, _Broken) else cast(T, value)


@cache
def _type_info(kind: type[Any]) -> mi.Type:
    return mi.type_info(kind)


def _homes(root: mi.Type) -> dict[str, list[str]]:
    """For each key within ``root`` the keys of the mappings or lists in which it stands; "" is the top."""
    homes: dict[str, list[str]] = {}
    waiting: list[tuple[str, mi.Type]] = [("the top", root)]
    seen: set[tuple[str, str]] = set()
    while waiting:
        home, info = waiting.pop(0)
        waiting += [(home, part) for part in _parts(info)]
        if not isinstance(info, mi.StructType) or (home, info.cls.__name__) in seen:
            continue
        seen.add((home, info.cls.__name__))
        for field in info.fields:
            homes.setdefault(field.encode_name, []).append(home)
            waiting.append((f'"{field.encode_name}"', field.type))
    return homes


def _parts(info: mi.Type) -> list[mi.Type]:
    """What a type is made of, as far as it holds mappings."""
    match info:
        case mi.Metadata():
            return [info.type]
        case mi.UnionType():
            return list(info.types)
        case mi.VarTupleType() | mi.ListType():
            return [info.item_type]
        case mi.DictType():
            return [info.value_type]
    return []


class _Checker:
    def __init__(self, report: Report, names: Names[str, Collection[str]], homes: Names[str, Collection[str]]) -> None:
        self.report = report
        self.names = names
        self.homes = homes
        """For each key of the type that is checked the keys under which it stands."""

    def value(self, info: mi.Type, node: Node, key: str) -> Any:
        """The value of type ``info``, or ``_BROKEN`` after reporting why not."""
        extra: dict[str, Any] = {}
        while isinstance(info, mi.Metadata):
            extra = info.extra_json_schema or {}
            info = info.type
        if isinstance(info, mi.StrType):
            return self._text(info, node, key, extra)
        if isinstance(info, mi.UnionType):
            return self._union(info, node, key)
        reader = _READERS.get(type(info))
        if reader is None:
            raise TypeError(f"content types may not use {info}")
        return reader(self, info, node, key)

    def _wrong(self, node: Node, key: str, wanted: str, remedy: str = "", arguments: Arguments = ()) -> _Broken:
        self.report.at(node, "wrong-type", f'"{key}" must be {wanted}, not {_describe(node)}{remedy}', arguments)
        return _BROKEN

    def _bad(self, node: Node, message: str, code: str = "bad-value", arguments: Arguments = ()) -> _Broken:
        self.report.at(node, code, message, arguments)
        return _BROKEN

    def _scalar(self, node: Node, key: str, wanted: str) -> Scalar | None:
        if isinstance(node, Scalar) and not is_null(node):
            return node
        nothing = "; write it behind the colon, and text that begins with # in double quotes"
        brackets = "; put text that begins with [ or { or contains a colon in double quotes"
        self._wrong(node, key, wanted, nothing if isinstance(node, Scalar) else brackets)
        return None

    def _text(self, info: mi.StrType, node: Node, key: str, extra: dict[str, Any]) -> str | _Broken:
        scalar = self._scalar(node, key, "text")
        if scalar is None:
            return _BROKEN
        text = scalar.text.strip()
        if len(text) < (info.min_length or 0):
            return self._bad(node, f'"{key}" is empty; write something between the quotes', "empty-value")
        if info.max_length is not None and len(text) > info.max_length:
            message = f'"{key}" has {len(text)} characters; at most {info.max_length} are allowed, so shorten it'
            return self._bad(node, message, "value-too-long", arguments(count=len(text), most=info.max_length))
        if info.pattern is not None and not re.fullmatch(info.pattern, text):
            wanted = extra.get("description", f"like {info.pattern}")
            message = f'"{key}" must be {wanted}; "{_short(text)}" is not{_as_pattern(info.pattern, text)}'
            like = arguments(example=extra["examples"][0]) if "examples" in extra else ()
            return self._bad(node, message, arguments=like)
        return self._named(node, text, extra.get("x-names"))

    def _named(self, node: Node, text: str, vocabulary: str | None) -> str | _Broken:
        known = self.names.get(vocabulary) if vocabulary else None
        if known is None or text in known:
            return text
        code = f"unknown-{vocabulary}".replace(" ", "-")
        message = f'{vocabulary} "{text}" is not known{did_you_mean(text, sorted(known))}'
        return self._bad(node, message, code, alternatives(text, sorted(known)))

    def _union(self, info: mi.UnionType, node: Node, key: str) -> Any:
        """One of several types, told apart by whether the value is null, single, a list or a mapping."""
        if isinstance(node, Scalar) and is_null(node) and info.includes_none:
            return None
        members = [member for member in info.types if not isinstance(member, mi.NoneType)]
        fitting = [member for member in members if _shape(member) is type(node)]
        return self.value((fitting or members)[0], node, key)

    def _literal(self, info: mi.LiteralType, node: Node, key: str) -> Any:
        known = {str(value): value for value in info.values}
        scalar = self._scalar(node, key, f"one of: {', '.join(known)}")
        if scalar is None:
            return _BROKEN
        if scalar.text in known:
            return known[scalar.text]
        message = f'"{key}" cannot be "{_short(scalar.text)}"{did_you_mean(scalar.text, known)}'
        return self._bad(node, message, "unknown-value", alternatives(scalar.text, known))

    def _integer(self, info: mi.IntType, node: Node, key: str) -> int | _Broken:
        if not (isinstance(node, Scalar) and node.plain and _INT.fullmatch(node.text)):
            return self._wrong(node, key, "a whole number")
        return self._in_range(info, int(node.text), node, key)

    def _float(self, info: mi.FloatType, node: Node, key: str) -> float | _Broken:
        if not (isinstance(node, Scalar) and node.plain and _FLOAT.fullmatch(node.text)):
            return self._wrong(node, key, "a number")
        return self._in_range(info, float(node.text), node, key)

    def _in_range(self, info: mi.IntType | mi.FloatType, number: T, node: Node, key: str) -> T | _Broken:
        value = cast(float, number)
        low = (info.ge is not None and value < info.ge) or (info.gt is not None and value <= info.gt)
        high = (info.le is not None and value > info.le) or (info.lt is not None and value >= info.lt)
        if not (low or high):
            return number
        limit = f"at least {info.ge if info.ge is not None else info.gt}" if low else ""
        limit = limit or f"at most {info.le if info.le is not None else info.lt}"
        return self._bad(node, f'"{key}" must be {limit}, not {value:g}')

    def _boolean(self, info: mi.BoolType, node: Node, key: str) -> bool | _Broken:
        if isinstance(node, Scalar) and node.plain and node.text in ("true", "false"):
            return node.text == "true"
        return self._wrong(node, key, "true or false")

    def _date(self, info: mi.DateType, node: Node, key: str) -> date | _Broken:
        if isinstance(node, Scalar) and _DATE.fullmatch(node.text):
            try:
                return date.fromisoformat(node.text)
            except ValueError:
                return self._bad(node, f'"{key}" is not a day of the calendar: {node.text}', arguments=_DAY)
        return self._wrong(node, key, "a date such as 2026-01-31", arguments=_DAY)

    def _list(self, info: mi.VarTupleType | mi.ListType, node: Node, key: str) -> Any:
        if not isinstance(node, Sequence):
            remedy = f"; write [{_short(node.text)}]" if isinstance(node, Scalar) and not is_null(node) else ""
            return self._wrong(node, key, "a list (lines that begin with '- ')", remedy)
        if len(node.items) < (info.min_length or 0):
            return self._bad(node, f'"{key}" needs at least {info.min_length} item; add one')
        if info.max_length is not None and len(node.items) > info.max_length:
            return self._bad(node, f'"{key}" may have at most {info.max_length} items, not {len(node.items)}')
        values = [self.value(info.item_type, item, f"{key} item {n}") for n, item in enumerate(node.items, 1)]
        return _PartList(values) if _BROKEN in values else _collect(info, values)

    def _fixed_list(self, info: mi.TupleType, node: Node, key: str) -> Any:
        if not isinstance(node, Sequence) or len(node.items) != len(info.item_types):
            return self._wrong(node, key, f"a list of {len(info.item_types)} values")
        values = [self.value(part, item, key) for part, item in zip(info.item_types, node.items, strict=True)]
        return _BROKEN if _BROKEN in values else tuple(values)

    def _dictionary(self, info: mi.DictType, node: Node, key: str) -> Any:
        if not isinstance(node, Mapping):
            return self._wrong(node, key, "a mapping (lines such as 'key: value')")
        pairs = [
            (self.value(info.key_type, name, key), self.value(info.value_type, value, name.text))
            for name, value in node.items
        ]
        return _BROKEN if any(_BROKEN in pair for pair in pairs) else dict(pairs)

    def _struct(self, info: mi.StructType, node: Node, key: str) -> Any:
        fields = {field.encode_name: field for field in info.fields}
        if not isinstance(node, Mapping):
            return self._wrong(
                node, key, "a mapping (lines such as 'key: value')", f"; its keys are {', '.join(fields)}"
            )
        values: dict[str, Any] = {}
        broken: set[str] = set()
        lacking = fields.keys() - {name.text for name, _ in node.items}
        for name, child in node.items:
            field = fields.get(name.text)
            if field is None:
                self._bad(
                    name, f'unknown key "{_short(name.text)}"{self._instead(name.text, fields, lacking)}', "unknown-key"
                )
                continue
            value = self.value(field.type, child, name.text)
            if isinstance(value, _Broken | _PartList):
                broken.add(name.text)
                value = value.whole() if isinstance(value, _PartList) else _placeholder(field)
            values[field.name] = value
        broken |= self._fill_missing(fields, values, node)
        thing = info.cls(**values)
        self.report.register(thing, node, broken)
        return thing

    def _instead(self, name: str, fields: Collection[str], lacking: Collection[str]) -> str:
        """What to do about an unknown key in a mapping of these ``fields``, of which it is ``lacking`` some."""
        first, blank, _ = name.partition(" ")
        if blank and first in self.homes:
            return f'; there is no colon after "{first}"'
        homes = self.homes.get(name)
        if not homes or nearest(name, lacking, 0.8):
            return did_you_mean(name, fields)
        *others, last = homes
        listed = f"{', '.join(others)} or {last}" if others else last
        return f" here; it belongs in {listed}: set it in as far as its neighbours there, or delete it"

    def _fill_missing(self, fields: dict[str, mi.Field], values: dict[str, Any], node: Mapping) -> set[str]:
        missing = {key for key, field in fields.items() if field.required and field.name not in values}
        for key in sorted(missing):
            self._bad(node, f'"{key}" is missing; add a line "{key}: ..." here', "missing-key")
            values[fields[key].name] = _placeholder(fields[key])
        return missing


class _PartList(_Broken):
    """A list some of whose items have findings; the others are worth checking further."""

    def __init__(self, values: list[Any]) -> None:
        self.values = values

    def whole(self) -> tuple[Any, ...]:
        return tuple(value for value in self.values if not isinstance(value, _Broken))


def _collect(info: mi.VarTupleType | mi.ListType, values: list[Any]) -> Any:
    return values if isinstance(info, mi.ListType) else tuple(values)


def _placeholder(field: mi.Field) -> Any:
    """A value that lets a struct be built after a finding; it never leaves this package."""
    if not field.required:
        return field.default_factory() if callable(field.default_factory) else field.default
    return _neutral(field.type)


def _neutral(info: mi.Type) -> Any:
    while isinstance(info, mi.Metadata):
        info = info.type
    if isinstance(info, mi.StructType):
        return info.cls(**{field.name: _neutral(field.type) for field in info.fields if field.required})
    if isinstance(info, mi.LiteralType):
        return info.values[0]
    if isinstance(info, mi.UnionType):
        return _neutral(info.types[0])
    if isinstance(info, mi.TupleType):
        return tuple(_neutral(part) for part in info.item_types)
    neutrals: dict[type, Any] = {mi.StrType: "", mi.IntType: 0, mi.FloatType: 0.0, mi.BoolType: False}
    neutrals |= {mi.DateType: date.min, mi.VarTupleType: (), mi.ListType: [], mi.DictType: {}, mi.NoneType: None}
    return neutrals[type(info)]


def _shape(info: mi.Type) -> type:
    while isinstance(info, mi.Metadata):
        info = info.type
    if isinstance(info, mi.StructType | mi.DictType):
        return Mapping
    return Sequence if isinstance(info, mi.VarTupleType | mi.ListType | mi.TupleType) else Scalar


def _as_pattern(pattern: str, text: str) -> str:
    """The text as it could have been meant, with what an id may have; nothing where that is no better."""
    plain = re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")
    return f'; write "{_short(plain)}"' if plain != text and re.fullmatch(pattern, plain) else ""


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "\N{HORIZONTAL ELLIPSIS}"


def _describe(node: Node) -> str:
    if isinstance(node, Mapping):
        return "a mapping"
    if isinstance(node, Sequence):
        return "a list"
    return "nothing" if is_null(node) else f'"{_short(node.text)}"'


_READERS: dict[type, Callable[[_Checker, Any, Node, str], Any]] = {
    mi.LiteralType: _Checker._literal,
    mi.IntType: _Checker._integer,
    mi.FloatType: _Checker._float,
    mi.BoolType: _Checker._boolean,
    mi.DateType: _Checker._date,
    mi.VarTupleType: _Checker._list,
    mi.ListType: _Checker._list,
    mi.TupleType: _Checker._fixed_list,
    mi.DictType: _Checker._dictionary,
    mi.StructType: _Checker._struct,
}
