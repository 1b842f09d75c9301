"""Orders: options read once into real values, and refused where they cannot be meant."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import soleprint
from soleprint.errors import ContentError, ExitCode, FileProblem, SoleprintError
from soleprint.products.options import Content, Edition, Faces, Folding, Hanging, Page, Patient, SheetOptions
from soleprint.products.order import Order, read_order
from tests.support.cards import made


def order(product: str, routines: Any = "foot", **given: Any) -> Order:
    return read_order(product, routines, given)


def problem(product: str, routines: Any = "foot", **given: Any) -> SoleprintError:
    with pytest.raises(SoleprintError) as caught:
        order(product, routines, **given)
    return caught.value


# What is read


def test_each_value_goes_where_it_is_understood() -> None:
    wanted = order("leaflet", size="a4", edition="easy-read", often="daily", fold="tri", sheet="A3", lang="es")
    assert wanted.routines == ("foot",)
    assert (wanted[Page].size, wanted[Edition].edition, wanted[Folding].fold) == ("A4", "easy-read", "tri")
    assert (wanted[Patient].often, wanted[SheetOptions].sheet) == ("daily", "A3")
    assert (wanted.langs, wanted.lang) == (("es",), "es")
    assert wanted.given == {"size", "edition", "often", "fold", "sheet", "lang"}


def test_none_is_not_asked_for() -> None:
    plain = order("card")
    given = dict.fromkeys(("size", "faces", "offset", "lang", "profile", "content", "font_dir", "marks"))
    assert order("card", **given) == plain
    assert plain.given == set()
    assert (plain[Content].side, plain[Faces].faces, plain[Hanging].hole) == ("both", 1, "none")


def test_an_order_can_be_compared() -> None:
    assert order("card", size="A6", hole="top") == order("card", ["foot"], hole="top", size="a6")
    assert order("card") != order("card", size="A5"), "what was asked for tells them apart"


def test_groups_that_a_product_does_not_take_have_their_defaults() -> None:
    wanted = order("card")
    assert wanted[Edition] == Edition()
    assert Edition not in wanted.groups


def test_routines_are_named_alone_or_in_a_list_and_each_once() -> None:
    assert order("card", "foot").routines == order("card", ["foot"]).routines == ("foot",)
    assert order("card", ("foot", "back-of-leg", "foot")).routines == ("foot", "back-of-leg")
    assert order("card", (name for name in ("foot",))).routines == ("foot",)
    assert soleprint.make("card", "foot", size="A6").pdf == made("foot", size="A6").pdf


def test_changed_has_other_values_and_the_rest() -> None:
    wanted = order("card", size="A6", hole="top").changed(size="A5", faces=2)
    assert (wanted[Page].size, wanted[Faces].faces, wanted[Hanging].hole) == ("A5", 2, "top")
    assert wanted.given == {"size", "hole", "faces"}


# What follows where nothing is asked for


@pytest.mark.parametrize(
    ("product", "size"),
    [("card", "A5"), ("leaflet", "A4"), ("booklet", "A5"), ("deck", "A7"), ("poster", "A3"), ("contact-sheet", "A3")],
)
def test_the_size_is_that_of_the_product(product: str, size: str) -> None:
    routines = () if product == "contact-sheet" else "foot"
    assert order(product, routines).paper.name == size
    assert order(product, routines, size="A6").paper.name == "A6"


def test_the_paper_lies_where_it_is_folded_or_the_product_lies() -> None:
    def lies(product: str, **given: Any) -> bool:
        paper = order(product, **given).paper
        return paper.width > paper.height

    assert not lies("leaflet")
    assert lies("leaflet", fold="half")
    assert not lies("leaflet", fold="half", orientation="portrait")
    assert lies("deck")
    assert not lies("deck", orientation="portrait")
    assert lies("card", orientation="landscape")


def test_values_of_the_product_file_go_before_those_of_the_model() -> None:
    from soleprint.products.options import Lamination

    assert order("card")[Lamination].pouch == 5
    assert order("deck")[Lamination].pouch == 4
    assert order("deck", pouch="2mm")[Lamination].pouch == 2


@pytest.mark.parametrize(
    ("product", "given", "distance"),
    [
        ("card", {}, 700),
        ("card", {"size": "A4"}, 1000),
        ("card", {"size": "A6"}, 400),
        ("card", {"distance": "2m"}, 2000),
        ("deck", {}, 400),
        ("deck", {"size": "A4"}, 400),
    ],
)
def test_the_reading_distance(product: str, given: dict[str, Any], distance: float) -> None:
    assert order(product, **given).distance == distance


@pytest.mark.parametrize(
    ("product", "given", "way"),
    [
        ("booklet", {}, "none"),
        ("booklet", {"sheet": "A4"}, "booklet"),
        ("booklet", {"sheet": "A4", "impose": "none"}, "none"),
        ("booklet", {"creep": 0.1}, "booklet"),
        ("booklet", {"bleed": 3}, "none"),
        ("card", {"sheet": "A4"}, "none"),
        ("card", {"sheet": "A4", "impose": "nup"}, "nup"),
        ("deck", {"sheet": "A4"}, "nup"),
        ("deck", {"duplex": "manual", "restack": "as-is"}, "none"),
        ("deck", {"sheet": "A4", "impose": "none"}, "none"),
        ("leaflet", {"sheet": "A3"}, "none"),
    ],
)
def test_paper_means_that_pages_go_on_it_the_usual_way(product: str, given: dict[str, Any], way: str) -> None:
    assert order(product, emergency="999", **given).impose == way


# What cannot be meant


@pytest.mark.parametrize(
    ("product", "routines", "given", "code", "words"),
    [
        ("leaflt", ["foot"], {}, "unknown-product", 'did you mean "leaflet"?'),
        ("", ["foot"], {}, "unknown-product", "card"),
        ("../themes/clear", ["foot"], {}, "unknown-product", "not known"),
        (5, ["foot"], {}, "unknown-product", "5"),
        ("instructions", [], {}, "made-beside", "--instructions"),
        ("card", [], {}, "no-routine", "soleprint list routines"),
        ("card", 5, {}, "no-routine", "ids"),
        ("card", [1], {}, "no-routine", "ids"),
        ("card", [["foot"]], {}, "no-routine", "ids"),
        ("card", None, {}, "no-routine", "ids"),
        ("contact-sheet", ["foot"], {}, "not-for-product", "no routine"),
        ("card", ["foot"], {"sise": "A4"}, "unknown-option", 'did you mean "size"?'),
        ("card", ["foot"], {"plan": "x"}, "unknown-option", "'plan'"),
        ("card", ["foot"], {"pouch_mm": 3}, "unknown-option", 'did you mean "pouch"?'),
        ("card", ["foot"], {"fold": "tri"}, "not-for-product", "--fold is not for the product 'card'"),
        ("card", ["foot"], {"fold": "tri"}, "not-for-product", "products that take it: leaflet"),
        ("leaflet", ["foot"], {"edition": "large"}, "unknown-option", 'did you mean "large-print"?'),
        ("leaflet", ["foot"], {"fold": "quire"}, "unknown-option", "flat, half, tri, z"),
        ("card", ["foot"], {"impose": "booklet"}, "not-for-product", "none, nup, poster"),
        ("leaflet", ["foot"], {"copies": 5}, "not-for-product", "--copies is for --impose nup"),
        ("card", ["foot"], {"copies": 5}, "option-needs", "--copies does nothing without --impose nup"),
        ("card", ["foot"], {"copies": 5, "sheet": "A4"}, "option-needs", "--impose nup"),
        ("card", ["foot"], {"cut": "lines"}, "option-needs", "--cut does nothing without --sheet"),
        ("card", ["foot"], {"gutter": 5, "sheet": "A4"}, "option-needs", "without --impose nup or booklet"),
        ("leaflet", ["foot"], {"gutter": 5, "sheet": "A3"}, "not-for-product", "--impose nup or booklet"),
        ("card", ["foot"], {"offset": (3, 3)}, "option-needs", "--offset does nothing without --faces 2"),
        ("card", ["foot"], {"duplex": "short", "sheet": "A4"}, "option-needs", "without --faces 2"),
        ("booklet", ["foot"], {"offset": (3, 3)}, "option-needs", "without --impose booklet"),
        ("poster", ["foot"], {"duplex": "manual"}, "not-for-product", "backs, which the product 'poster'"),
        ("contact-sheet", [], {"offset": (3, 3)}, "not-for-product", "backs"),
        (
            *("card", ["foot"], {"faces": 2, "impose": "poster", "sheet": "A4", "offset": (3, 3)}),
            *("not-for-product", "on a poster's sheets"),
        ),
        ("card", ["foot"], {"dead": 8}, "option-needs", "--dead does nothing without --sheet"),
        ("card", ["foot"], {"impose": "poster", "sheet": "A4", "corners": 3}, "option-needs", "--corners"),
        ("card", ["foot"], {"text": "cues"}, "option-needs", "--faces 2"),
        ("card", ["foot"], {"restack": "as-is", "faces": 2}, "option-needs", "--duplex manual"),
        ("booklet", ["foot"], {"creep": 0.1, "impose": "none", "sheet": "A4"}, "option-needs", "--impose booklet"),
        ("booklet", ["foot"], {"bundle_alt": "x"}, "option-needs", "--bundle-alt does nothing without --bundle"),
        ("booklet", ["foot"], {"lang": "en+es"}, "unknown-language", "one in en and one in es"),
        ("view", [], {}, "option-needed", "--view"),
    ],
)
def test_what_cannot_be_meant_is_told(
    product: Any, routines: Any, given: dict[str, Any], code: str, words: str
) -> None:
    caught = problem(product, routines, **given)
    assert caught.exit_code is ExitCode.USAGE
    assert caught.code == code
    assert words in str(caught)
    assert "?." not in str(caught)


def test_folders_that_are_not_there() -> None:
    with pytest.raises(FileProblem, match="--templates"):
        order("card", templates="nowhere")


def test_a_product_file_with_mistakes(tmp_path: Path) -> None:
    (tmp_path / "card.yaml").write_text("schema: 1\nsumary: x\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        order("card", templates=tmp_path)
    assert {finding.code for finding in caught.value.findings} >= {"unknown-key", "missing-key"}


def test_unknown_words_are_usage_problems_of_make_too() -> None:
    calls: list[tuple[str, list[str], dict[str, Any]]] = [
        ("poste", ["foot"], {}),
        ("card", [], {}),
        ("card", ["fot"], {}),
        ("card", ["foot"], {"size": "A99"}),
        ("card", ["foot"], {"theme": "dim"}),
        ("card", ["foot"], {"lang": "tlh"}),
        ("card", ["foot"], {"impose": "nup"}),
        ("booklet", ["foot"], {"impose": "booklet", "emergency": "999"}),
    ]
    for product, routines, given in calls:
        with pytest.raises(SoleprintError) as caught:
            soleprint.make(product, routines, **given)
        assert caught.value.exit_code is ExitCode.USAGE, caught.value
