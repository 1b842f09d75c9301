"""The JSON Schemas of a routine, ``body.yaml`` and ``languages.yaml``: editors complete words and underline mistakes.

The committed copies are content/routine.schema.json, body.schema.json and languages.schema.json; ``python -m
soleprint.content.schema`` writes them again.
"""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Iterable, Mapping
from types import ModuleType
from typing import Any

import msgspec
from msgspec import Struct

from soleprint.content import body, languages, model
from soleprint.content.library import Library
from soleprint.content.model import Routine

FILE = "routine.schema.json"


def routine_schema(library: Library) -> dict[str, Any]:
    """The schema (JSON Schema 2020-12) of a routine, with the strokes, landmarks, views and profiles of ``library``."""
    words = {
        "stroke": list(library.strokes()),
        "landmark": list(library.regions()),
        "view": list(library.view_ids()),
        "safety profile": list(library.safety_ids()),
        **{kind: list(names) for kind, names in library.body.names.items()},
    }
    filled: dict[str, Any] = _with_names(described_schema(Routine, model, "soleprint routine"), words)
    return filled


def body_schema(library: Library) -> dict[str, Any]:
    """The schema of ``body.yaml``, with the views of ``library``."""
    schema = described_schema(body.Body, body, "soleprint body")
    filled: dict[str, Any] = _with_names(schema, {"view": list(library.view_ids())})
    return filled


def languages_schema() -> dict[str, Any]:
    """The schema of ``languages.yaml``."""
    return described_schema(languages.LanguagesFile, languages, "soleprint languages")


def described_schema(kind: type[Any], module: ModuleType, title: str) -> dict[str, Any]:
    """The schema of the struct ``kind``, with the docstrings of the fields of ``module``'s structs."""
    schema = msgspec.json.schema(kind)
    definitions = schema["$defs"]
    for name, texts in field_descriptions(module).items():
        for field, text in texts.items():
            if field in definitions.get(name, {}).get("properties", {}):
                definitions[name]["properties"][field]["description"] = text
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title} | schema


def schema_text(schema: Mapping[str, Any]) -> str:
    """The text of a committed copy."""
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def _with_names(node: Any, words: Mapping[str, list[str]]) -> Any:
    """The schema with each ``x-names`` replaced by the words of its vocabulary."""
    if isinstance(node, list):
        return [_with_names(item, words) for item in node]
    if not isinstance(node, dict):
        return node
    result = {key: _with_names(value, words) for key, value in node.items() if key != "x-names"}
    if isinstance(node.get("x-names"), str):
        result = {key: value for key, value in result.items() if key not in ("pattern", "maxLength")}
        result["enum"] = words[node["x-names"]]
    return result


def field_descriptions(module: ModuleType = model) -> dict[str, dict[str, str]]:
    """The docstrings of a module's fields: struct name to key (as YAML writes it) to one line of text."""
    tree = ast.parse(inspect.getsource(module))
    classes = (node for node in tree.body if isinstance(node, ast.ClassDef))
    structs = (node for node in classes if issubclass(getattr(module, node.name), Struct))
    return {node.name: _renamed(getattr(module, node.name), _docstrings(node.body)) for node in structs}


def _docstrings(body: Iterable[ast.stmt]) -> dict[str, str]:
    found: dict[str, str] = {}
    field = ""
    for statement in body:
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant) and field:
            found[field] = " ".join(str(statement.value.value).split())
        target = statement.target if isinstance(statement, ast.AnnAssign) else None
        field = target.id if isinstance(target, ast.Name) else ""
    return found


def _renamed(struct: type[Any], texts: Mapping[str, str]) -> dict[str, str]:
    names = dict(zip(struct.__struct_fields__, struct.__struct_encode_fields__, strict=True))
    return {names[field]: text for field, text in texts.items()}


def _write() -> None:
    from soleprint.files import folders

    folder = folders.builtin("content")
    library = Library([folder])
    files = {FILE: routine_schema(library), body.SCHEMA: body_schema(library), languages.SCHEMA: languages_schema()}
    for name, schema in files.items():
        (folder / name).write_text(schema_text(schema), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    _write()
