"""The codes that the source can give to errors and findings, found by reading it.

A code is a string that goes into an argument, a class attribute or a local name called ``code``, or that is yielded
first with a ``Severity`` last. A vocabulary of the content model ("x-names") gives a code of its own: "unknown-" and
its name.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import soleprint

SOURCE = Path(soleprint.__file__).parent
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

Function = ast.FunctionDef
Taker = tuple[str, int]


class Given(NamedTuple):
    """One place that gives a code: the code, what takes it (a function's or class's name), and where."""

    code: str
    taker: str
    place: str


def given_codes() -> list[Given]:
    """Every place in the source that gives a code."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SOURCE.rglob("*.py"))}
    own = {path: set(_takers(tree)) for path, tree in trees.items()}
    shared = {("Finding", 0)} | {taker for takers in own.values() for taker in takers if not taker[0].startswith("_")}
    found = []
    for path, tree in trees.items():
        for value, taker in _values(tree, own[path] | shared):
            place = f"{path.relative_to(SOURCE).as_posix()}:{value.lineno}"
            found += [Given(code, taker, place) for code in _strings(value, tree) if _SLUG.fullmatch(code)]
    return found


def _takers(tree: ast.Module) -> Iterator[Taker]:
    """Functions with a positional ``code``, and which argument of a call it is. A private one counts in its file."""
    for node in ast.walk(tree):
        if isinstance(node, Function):
            names = [argument.arg for argument in node.args.args if argument.arg not in ("self", "cls")]
            if "code" in names:
                yield node.name, names.index("code")


def _values(tree: ast.Module, takers: set[Taker]) -> Iterator[tuple[ast.expr, str]]:
    """Expressions that become codes, with the names of what takes them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = _name(node.func)
            yield from ((keyword.value, name) for keyword in node.keywords if keyword.arg == "code")
            yield from ((node.args[at], name) for taker, at in takers if taker == name and at < len(node.args))
        elif isinstance(node, ast.ClassDef):
            yield from ((item.value, node.name) for item in node.body if _is_code(item))  # type: ignore[attr-defined]
        elif _is_code(node):
            yield node.value, ""  # type: ignore[attr-defined]
        elif isinstance(node, ast.Dict):
            yield from ((_unknown(value), "") for key, value in zip(node.keys, node.values, strict=True) if _names(key))
        elif isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
            *_, last = node.value.elts
            if isinstance(last, ast.Attribute) and _name(last.value) == "Severity":
                yield node.value, ""
        elif isinstance(node, Function):
            yield from ((value, node.name) for value in _default(node))


def _names(key: ast.expr | None) -> bool:
    return isinstance(key, ast.Constant) and key.value == "x-names"


def _unknown(vocabulary: ast.expr) -> ast.Constant:
    """The code for a name that is not in a vocabulary."""
    assert isinstance(vocabulary, ast.Constant)
    return ast.copy_location(ast.Constant("unknown-" + str(vocabulary.value).replace(" ", "-")), vocabulary)


def _is_code(node: ast.AST) -> bool:
    """Whether this is ``code = ...`` or ``code, other = ...``."""
    if not isinstance(node, ast.Assign):
        return False
    target = node.targets[0]
    first = target.elts[0] if isinstance(target, ast.Tuple) else target
    return _name(first) == "code"


def _default(node: Function) -> Iterator[ast.expr]:
    pairs = zip(reversed(node.args.args), reversed(node.args.defaults), strict=False)
    yield from (value for argument, value in pairs if argument.arg == "code")


def _strings(value: ast.expr, tree: ast.Module) -> Iterator[str]:
    """The codes that an expression may be. Of a tuple the first item counts, of ``D.get(k, d)`` D's values and d."""
    if isinstance(value, ast.Constant):
        if isinstance(value.value, str):
            yield value.value
    elif isinstance(value, ast.Tuple):
        yield from _strings(value.elts[0], tree)
    elif isinstance(value, ast.IfExp):
        yield from _strings(value.body, tree)
        yield from _strings(value.orelse, tree)
    elif isinstance(value, ast.JoinedStr):
        yield from _filled(value, tree)
    elif isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr == "get":
        for default in value.args[1:]:
            yield from _strings(default, tree)
        for entry in _dictionary(_name(value.func.value), tree):
            yield from _strings(entry, tree)


def _dictionary(name: str, tree: ast.Module) -> list[ast.expr]:
    assigned = (node for node in tree.body if isinstance(node, ast.Assign) and _name(node.targets[0]) == name)
    return [value for node in assigned if isinstance(node.value, ast.Dict) for value in node.value.values]


def _filled(value: ast.JoinedStr, tree: ast.Module) -> Iterator[str]:
    """An f-string ``"start-{name}"`` with what calls in the same file give for the parameter ``name``."""
    start, slot = value.values[0], value.values[-1]
    if not (isinstance(start, ast.Constant) and isinstance(slot, ast.FormattedValue)):
        return
    owner = next(node for node in ast.walk(tree) if isinstance(node, Function) and value in ast.walk(node))
    names = [argument.arg for argument in owner.args.args]
    if _name(slot.value) not in names:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) == owner.name:
            argument = node.args[names.index(_name(slot.value))]
            if isinstance(argument, ast.Constant):
                yield str(start.value) + str(argument.value)


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""
