"""The committed JSON Schema is fresh, and the shipped routines satisfy it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from soleprint.content.library import Library
from soleprint.content.schema import FILE, field_descriptions, routine_schema, schema_text
from soleprint.files import folders

BUILTIN = folders.builtin("content")
LIBRARY = Library([BUILTIN])


def errors(schema: dict[str, Any], value: Any, root: dict[str, Any], path: str = "$") -> Iterator[str]:
    """The part of JSON Schema that the schemas use."""
    if "$ref" in schema:
        yield from errors(root["$defs"][schema["$ref"].rsplit("/", 1)[1]], value, root, path)
        return
    if "anyOf" in schema:
        if all(list(errors(option, value, root, path)) for option in schema["anyOf"]):
            yield f"{path}: none of anyOf"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{path}: {value} not in enum"
    kinds: dict[str, type] = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}
    kind = kinds.get(schema.get("type", ""))
    if schema.get("type") == "null" and value is not None:
        yield f"{path}: not null"
    if kind is not None and not isinstance(value, kind):
        yield f"{path}: not {kind}"
        return
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield f"{path}: pattern"
    if isinstance(value, str) and not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", 10**9):
        yield f"{path}: length"
    if isinstance(value, list):
        if len(value) < schema.get("minItems", 0):
            yield f"{path}: too few"
        for index, item in enumerate(value):
            yield from errors(schema.get("items", {}), item, root, f"{path}[{index}]")
    if isinstance(value, dict):
        yield from (f"{path}: {key} missing" for key in schema.get("required", []) if key not in value)
        for key, item in value.items():
            known = schema.get("properties", {}).get(key) or schema.get("additionalProperties") or None
            if known is None:
                yield f"{path}: {key} unknown"
            else:
                yield from errors(known, item, root, f"{path}.{key}")


def test_the_committed_copy_is_fresh() -> None:
    text = (BUILTIN / FILE).read_text(encoding="utf-8")
    assert text == schema_text(routine_schema(LIBRARY)), "run: python -m soleprint.content.schema"


@pytest.mark.parametrize("name", LIBRARY.routine_ids())
def test_shipped_routines_satisfy_the_schema(name: str) -> None:
    text = (BUILTIN / f"routines/{name}.yaml").read_text(encoding="utf-8")
    assert text.splitlines()[0] == f"# yaml-language-server: $schema=../{FILE}"
    loader = type("Loader", (yaml.SafeLoader,), {"yaml_implicit_resolvers": {}})
    loader.yaml_implicit_resolvers = {  # type: ignore[attr-defined]
        first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    value = yaml.load(text, Loader=loader)
    schema = routine_schema(LIBRARY)
    assert list(errors(schema, value, schema)) == []
    value["steps"][0]["moves"][0]["stroke"] = "knaed"
    value["title"] = 3
    assert len(list(errors(schema, value, schema))) == 2


def test_words_and_descriptions_are_in_the_schema() -> None:
    properties = routine_schema(LIBRARY)["$defs"]["Move"]["properties"]
    assert properties["stroke"]["enum"] == list(LIBRARY.strokes())
    assert properties["stroke"]["description"] == "A stroke of content/strokes.yaml."
    assert "x-names" not in json.dumps(routine_schema(LIBRARY))
    assert field_descriptions()["Path"]["at"].startswith("Landmarks where")
