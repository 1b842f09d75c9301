"""The types of keyword arguments: made from the option model, current, and read by mypy."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

from soleprint.api.generate import TARGET, typed_module
from tests.support import sample
from tests.support.sample import PRODUCTS


def test_the_types_are_current() -> None:
    assert TARGET.read_text(encoding="utf-8") == typed_module(), "run python -m soleprint.api.generate"


@pytest.mark.parametrize("product", PRODUCTS)
def test_each_product_has_the_options_that_it_takes(product: str) -> None:
    name = "".join(word.capitalize() for word in product.split("-")) + "Options"
    (found,) = [node for node in ast.parse(typed_module()).body if isinstance(node, ast.ClassDef) and node.name == name]
    fields: list[Any] = [node.target for node in found.body if isinstance(node, ast.AnnAssign)]
    assert [field.id for field in fields] == list(sample.options(product))


GOOD = """
from datetime import date
from pathlib import Path

import soleprint

result: soleprint.Result = soleprint.make("card", "foot", faces=2, pouch=5, bleed="3mm", offset=(1, 2.5), marks=None)
data: bytes = result.pdf
paths: list[Path] = soleprint.make("leaflet", ["foot"], fold="tri", profile=Path("x"), today=date(2026, 1, 1)).save()
soleprint.make("card", all=True)
soleprint.make("printer-test", size="A4").svg(1)
soleprint.picture("foot", step=4, width="80mm").png(0, 300)
soleprint.make(str(input()), "foot", fold="tri", view="foot-sole")
score: float = soleprint.audit("leaflet", "foot", emergency="999").score().share
names: list[str] = [*soleprint.products(), *soleprint.themes("mine")]
"""
BAD = {
    'soleprint.make("card", "foot", fases=2)': "call-overload",
    'soleprint.make("card", "foot", faces=3)': "call-overload",
    'soleprint.make("card", "foot", size=5)': "call-overload",
    'soleprint.make("card", 5)': "call-overload",
    'soleprint.picture("foot", fold="tri")': "call-arg",
    'soleprint.instructions("foot")': "arg-type",
    'soleprint.make("card", "foot").svg("1")': "arg-type",
    'soleprint.mkae("card", "foot")': "attr-defined",
}


def test_mypy_takes_what_can_be_meant_and_nothing_else(tmp_path: Path) -> None:
    """One run for all, since it reads the whole package: each line that is wrong is told, and no other."""
    from mypy import api

    lines = GOOD.splitlines()
    first = len(lines) + 1
    file = tmp_path / "calls.py"
    file.write_text("\n".join([*lines, *BAD]) + "\n", encoding="utf-8")
    source = str(Path(__file__).parents[2] / "src")
    config = tmp_path / "mypy.ini"
    config.write_text(f"[mypy]\nstrict = true\nmypy_path = {source}\n", encoding="utf-8")
    told, trouble, _ = api.run(
        ["--config-file", str(config), "--cache-dir", str(tmp_path / "cache"), "--follow-imports", "silent",
         "--no-error-summary", "--hide-error-context", str(file)]
    )  # fmt: skip
    assert trouble == ""
    errors = {}
    for line in told.splitlines():
        place, _, message = line.partition(": error: ")
        if message:
            errors[int(place.split(":")[1])] = message
    assert sorted(errors) == list(range(first, first + len(BAD))), told
    for number, code in enumerate(BAD.values(), first):
        assert errors[number].endswith(f"[{code}]"), errors[number]


def test_what_is_made_from_the_model_is_current() -> None:
    from soleprint.api import generate
    from soleprint.files.folders import builtin

    readme = (builtin("templates") / "README.md").read_text(encoding="utf-8")
    assert generate.with_table(readme) == readme
    assert (builtin("templates") / "product.schema.json").read_text(encoding="utf-8") == generate.schema_text()
    assert generate.TARGET.read_text(encoding="utf-8") == generate.typed_module()
