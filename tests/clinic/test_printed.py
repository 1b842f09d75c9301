"""The claims gate reads everything of a profile that is printed; names may be what they are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec.inspect as mi
import pytest

from soleprint.clinic import profile
from soleprint.clinic.rules import NAMES, SENTENCES
from soleprint.content.model import Base, Review
from tests.clinic.clinics import findings, load, write

PROHIBITED = "Massage replaces surgery"
UNSUPPORTED = "The healing hands"
UNPRINTED = {
    ("LogoFile", "file"),
    ("Colours", "accent"),
    ("Colours", "badge"),
    ("PrintShop", "icc"),
    ("TranslationReview", "name"),
}
PLACES = {
    "footer": ("Registered charity 1234567", "sentence"),
    "caption": ("Watch the film", "sentence"),
    "alt": ("alt: Riverside Clinic", "sentence"),
    "role": ("Physiotherapist", "sentence"),
    "name": ("name: Riverside Clinic", "name"),
    "address": ("1 River Street", "name"),
    "reference": ("RC-17", "name"),
    "reviewer": ("A. Reader", "name"),
    "author": ("The foot team", "name"),
    "advice": ("name: NHS 111", "name"),
    "feedback": ("contact: hello@example.org", "name"),
    "abroad": ("es-MX: {ambulance: 911}", "name"),
}
"""By name: words of the profile of tests.clinic.clinics, and what stands there."""


def spoiled(folder: Path, what: str, text: str) -> Path:
    old = PLACES[what][0]
    before = old.rpartition(": ")[0]
    new = f"{before}: {text}" if before else text
    if what == "abroad":
        new = f"es-MX: {{ambulance: 911, advice: {{name: {text}, number: 911}}}}"
    return write(folder, (old, new))


@pytest.mark.parametrize("what", PLACES)
def test_what_is_printed_makes_no_prohibited_claim(tmp_path: Path, what: str) -> None:
    path = spoiled(tmp_path, what, PROHIBITED)
    (finding,) = findings(path)
    assert finding.code == "prohibited-claim"
    line = path.read_text(encoding="utf-8").splitlines()[finding.line - 1]
    assert line[finding.column - 1 :].startswith(PROHIBITED) or what == "address"
    assert PROHIBITED in line


@pytest.mark.parametrize("what", PLACES)
def test_only_names_may_be_what_they_are(tmp_path: Path, what: str) -> None:
    path = spoiled(tmp_path, what, UNSUPPORTED)
    if PLACES[what][1] == "name":
        load(path)
    else:
        assert [finding.code for finding in findings(path)] == ["unsupported-claim"]


def test_the_name_of_the_house_may_stand_in_its_sentences(tmp_path: Path) -> None:
    house = "name: Riverside Clinic", "name: Healing Hands"
    assert load(write(tmp_path, house, ("Registered charity", "Healing Hands, charity"), ("Watch", "Healing Hands")))
    path = write(tmp_path, house, ("Registered charity 1234567", "Healing Hands, no surgery needed"))
    assert [finding.code for finding in findings(path)] == ["prohibited-claim"]


def test_every_text_of_a_profile_is_listed_once() -> None:
    structs = [kind for kind in vars(profile).values() if isinstance(kind, type) and issubclass(kind, Base)]
    listed = [(kind.__name__, name) for table in (SENTENCES, NAMES) for kind, names in table.items() for name in names]
    assert sorted(text_fields([*structs, Review])) == sorted([*listed, *UNPRINTED])


def text_fields(structs: list[type[Base]]) -> set[tuple[str, str]]:
    found = set()
    for kind in structs:
        info: Any = mi.type_info(kind)
        found |= {(kind.__name__, field.name) for field in info.fields if holds_text(field.type)}
    return found


def holds_text(info: mi.Type) -> bool:
    if isinstance(info, mi.Metadata):
        return holds_text(info.type)
    if isinstance(info, mi.UnionType):
        return any(map(holds_text, info.types))
    return holds_text(info.item_type) if isinstance(info, mi.VarTupleType) else isinstance(info, mi.StrType)
