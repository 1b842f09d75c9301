"""What languages share while nothing has changed, and what is let go."""

from __future__ import annotations

import gc
from pathlib import Path
from weakref import ref

import pytest

from soleprint.errors import ContentError
from soleprint.files.folders import layers
from soleprint.layout.boxes import Spacer
from soleprint.layout.flow import Unit
from soleprint.layout.reuse import Boxes
from soleprint.layout.theme import theme
from soleprint.products.make import make
from soleprint.products.materials import materials
from soleprint.products.order import read_order
from tests.files.test_stamps import changed


def anatomies(folder: Path, *langs: str) -> list[object]:
    """The drawing of the foot, by the illustrator of each language."""
    orders = (read_order("card", ["foot"], {"lang": lang, "content": folder}) for lang in langs)
    return [materials(order)[0].illustrator.anatomy("foot-sole") for order in orders]


def test_languages_share_what_pictures_are_drawn_from_until_a_drawing_may_have_changed(tmp_path: Path) -> None:
    (tmp_path / "locale/es").mkdir(parents=True)
    (tmp_path / "strokes.yaml").write_text("{}", encoding="utf-8")
    first, second = anatomies(tmp_path, "en", "es")
    assert first is second
    (tmp_path / "locale/es/own.po").write_text("", encoding="utf-8")
    assert anatomies(tmp_path, "es") == [first]
    changed(tmp_path / "strokes.yaml")
    assert anatomies(tmp_path, "en") == [first]
    last = first
    for name in ("views/own.yaml", "hands/own.yaml", "scenes/own.yaml", "signs/own.yaml", "placing.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("{}", encoding="utf-8")
        (now,) = anatomies(tmp_path, "en")
        assert now is not last
        last = now
    (tmp_path / "body.yaml").write_bytes((layers("content")[0] / "body.yaml").read_bytes())
    assert anatomies(tmp_path, "en") != [last]


def test_languages_that_are_read_the_same_way_share_stages() -> None:
    english, spanish, arabic = (
        materials(read_order("card", ["foot"], {"lang": lang}))[0] for lang in ("en", "es", "ar")
    )
    assert english.illustrator.staging is spanish.illustrator.staging
    assert english.illustrator.staging is not arabic.illustrator.staging


def test_a_drawing_is_read_again_when_its_file_has_changed(tmp_path: Path) -> None:
    view = tmp_path / "views/foot-sole.yaml"
    view.parent.mkdir()
    view.write_bytes((layers("content")[0] / "views/foot-sole.yaml").read_bytes())
    make("card", ["foot"], content=tmp_path)
    view.write_text("id: foot-sole\n", encoding="utf-8")
    with pytest.raises(ContentError, match="foot-sole"):
        make("card", ["foot"], content=tmp_path)


class Held(Spacer, weakref=True):
    """A box of which it can be told whether anything holds it."""


def test_what_was_laid_out_in_a_language_is_let_go_when_its_look_is() -> None:
    boxes = Boxes(theme(layers("templates"), "clear"))
    spacer = Held(1.0)
    held = ref(spacer)
    boxes.flows.chain([Unit(spacer, 0.0)])
    del boxes, spacer
    gc.collect()
    assert held() is None
