"""One list of what is printed: every text of the model is on it or on the list of those that are not, and the claims
gate reads all that are."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import msgspec.inspect as mi
import pytest
import yaml

from soleprint.content import body, model
from soleprint.content.library import Library
from soleprint.content.model import Base
from soleprint.content.printed import NAMES, PRINTED, UNPRINTED, VERBATIM, texts
from soleprint.errors import ContentError, Finding
from soleprint.files import folders

BUILTIN = folders.builtin("content")
PROHIBITED = "Massage replaces surgery."
UNSUPPORTED = "It works wonders."
FILES: dict[type[Base], str] = {
    model.Routine: "routines/front-of-leg.yaml",
    model.Safety: "safety/leg-and-foot.yaml",
    model.Strokes: "strokes.yaml",
    model.Regions: "regions/foot.yaml",
    model.Claims: "claims.yaml",
    model.Phrases: "phrases.yaml",
    body.Body: "body.yaml",
}
"""A file for each kind of content."""
ABSENT: dict[str, Any] = {
    "review": {"name": "A", "role": "B", "date": "2026-01-01"},
    "goals": [{"text": "A", "source": ["Z9"]}],
    "words_for": {"self": {"cue": "A", "text": "B", "easy": ["C"]}},
    "picture": {"file": "a.png", "alt": "A", "rights": "B"},
}
"""What files may have and the built-in ones have not."""
STRUCTS = [kind for kind in {**vars(model), **vars(body)}.values() if isinstance(kind, type) and issubclass(kind, Base)]
Keys = tuple[str, ...]


def bare(info: mi.Type) -> mi.Type:
    """The type without what restricts it, and without "or nothing"."""
    while isinstance(info, mi.Metadata):
        info = info.type
    if isinstance(info, mi.UnionType):
        return bare(next(part for part in info.types if not isinstance(part, mi.NoneType)))
    return info


def inside(info: mi.Type) -> mi.Type:
    """What a list or mapping holds; another type itself."""
    info = bare(info)
    if isinstance(info, mi.VarTupleType):
        return inside(info.item_type)
    return inside(info.value_type) if isinstance(info, mi.DictType) else info


def fields(kind: type[Base]) -> tuple[mi.Field, ...]:
    info: Any = mi.type_info(kind)
    return tuple(info.fields)


@pytest.mark.parametrize("kind", STRUCTS, ids=lambda kind: kind.__name__)
def test_every_text_field_of_the_model_is_listed_once(kind: type[Base]) -> None:
    named = [name for table in (PRINTED, VERBATIM, NAMES, UNPRINTED) for name in table.get(kind, ())]
    assert sorted(field.name for field in fields(kind) if isinstance(inside(field.type), mi.StrType)) == sorted(named)


# The gate


def places(kind: type[Base], before: Keys = ()) -> Iterator[tuple[Keys, type[Base], str]]:
    """Every place of a text in a file of this kind: the keys that lead to it, its struct and its field."""
    for field in fields(kind):
        here = (*before, field.encode_name)
        within = inside(field.type)
        if isinstance(within, mi.StrType):
            yield here, kind, field.name
        elif isinstance(within, mi.StructType):
            struct: Any = within.cls
            yield from places(struct, here)


EVERY = [(root, *place) for root in FILES for place in places(root)]
LISTED = {"printed": PRINTED, "verbatim": VERBATIM, "names": NAMES}
SHOWN = [
    (root, keys, list_name)
    for root, keys, kind, name in EVERY
    for list_name, table in LISTED.items()
    if name in table.get(kind, ())
]
HIDDEN = [(root, keys) for root, keys, kind, name in EVERY if name in UNPRINTED.get(kind, ())]


def put(root: type[Base], keys: Keys, text: str, folder: Path) -> Path:
    """The built-in file with ``text`` at the place that the keys lead to, in the first item of each list or mapping."""
    file = yaml.load((BUILTIN / FILES[root]).read_text(encoding="utf-8"), yaml.CBaseLoader)
    here: Any = file
    kind: Any = root
    for key in keys[:-1]:
        field = next(field for field in fields(kind) if field.encode_name == key)
        within = inside(field.type)
        assert isinstance(within, mi.StructType)
        kind = within.cls
        here.setdefault(key, deepcopy(ABSENT.get(key)))
        here = next(iter(here[key].values())) if isinstance(bare(field.type), mi.DictType) else here[key]
        here = here[0] if isinstance(here, list) else here
    place(here, kind, keys[-1], text)
    path = folder / FILES[root]
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8") as out:
        yaml.dump(file, out, yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)
    return path


def place(owner: Any, kind: type[Base], key: str, text: str) -> None:
    holds = bare(next(field for field in fields(kind) if field.encode_name == key).type)
    if isinstance(holds, mi.DictType):
        owner[key] = {**owner.get(key, {}), "extra": text}
    elif isinstance(holds, mi.VarTupleType):
        owner[key] = [*owner.get(key, []), text]
    else:
        owner[key] = text


def findings(folder: Path) -> list[Finding]:
    """What the claims gate has found."""
    codes = ("prohibited-claim", "unsupported-claim")
    return [finding for finding in Library([folder, BUILTIN]).check() if finding.code in codes]


@pytest.mark.parametrize(("root", "keys", "listed"), SHOWN, ids=[f"{FILES[r]}:{'.'.join(k)}" for r, k, _ in SHOWN])
def test_what_is_printed_makes_no_prohibited_claim(tmp_path: Path, root: type[Base], keys: Keys, listed: str) -> None:
    path = put(root, keys, PROHIBITED, tmp_path)
    (finding,) = findings(tmp_path)
    assert finding.code == "prohibited-claim"
    assert finding.source == path.as_posix()
    lines = path.read_text(encoding="utf-8").splitlines()
    assert PROHIBITED in lines[finding.line - 1]
    assert lines[finding.line - 1][finding.column - 1 :].startswith(("M", "'M"))


@pytest.mark.parametrize(("root", "keys", "listed"), SHOWN, ids=[f"{FILES[r]}:{'.'.join(k)}" for r, k, _ in SHOWN])
def test_only_names_may_be_what_they_are(tmp_path: Path, root: type[Base], keys: Keys, listed: str) -> None:
    put(root, keys, UNSUPPORTED, tmp_path)
    assert [finding.code for finding in findings(tmp_path)] == ([] if listed == "names" else ["unsupported-claim"])


@pytest.mark.parametrize(("root", "keys"), HIDDEN, ids=[f"{FILES[root]}:{'.'.join(keys)}" for root, keys in HIDDEN])
def test_what_is_not_printed_may_say_anything(root: type[Base], keys: Keys, tmp_path: Path) -> None:
    """Editors' notes name the claims that they rule out."""
    put(root, keys, PROHIBITED, tmp_path)
    assert findings(tmp_path) == []


@pytest.mark.parametrize("name", ["foot-sole", "position-face-up"])
def test_what_a_view_shows_makes_no_claim(tmp_path: Path, name: str) -> None:
    (tmp_path / "views").mkdir()
    text = (BUILTIN / f"views/{name}.yaml").read_text(encoding="utf-8")
    line = next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith("subject:"))
    lines = text.splitlines()
    lines[line - 1] = f"subject: {PROHIBITED}"
    own = tmp_path / f"views/{name}.yaml"
    own.write_text("\n".join(lines), encoding="utf-8")
    (finding,) = findings(tmp_path)
    assert (finding.code, finding.source, finding.line) == ("prohibited-claim", own.as_posix(), line)
    with pytest.raises(ContentError) as caught:
        Library([tmp_path, BUILTIN]).text(f"views/{name}/subject", PROHIBITED)
    assert caught.value.findings == (finding,)


def test_a_claim_that_is_prohibited_below_cannot_be_worded_above(tmp_path: Path) -> None:
    """A user's own claims.yaml takes the place of ours, but what we prohibit stays prohibited in it."""
    own = tmp_path / "claims.yaml"
    own.write_text(
        f"schema: 1\nclaims:\n- {{id: K5, summary: a, evidence: supported, because: b,\n   text: {PROHIBITED}}}\n",
        encoding="utf-8",
    )
    found = [finding for finding in findings(tmp_path) if finding.source == own.as_posix()]
    assert [(finding.code, finding.line) for finding in found] == [("prohibited-claim", 4)]


def test_texts_know_where_they_stand() -> None:
    safety = Library([BUILTIN]).safety("leg-and-foot")
    found = {place.context: (place.owner, place.keys) for place, _ in texts(safety, "s", {**PRINTED, **NAMES})}
    assert found["s/stop/cue"] == (safety.stop, ("cue",))
    assert found["s/conditions/S1/advice"] == (safety.conditions[0], ("advice",))
    assert "s/sources/1" in found and "s/general/1" not in found
    phrases = model.Phrases(schema=1, phrases={"page-of": "a"})
    assert [(place.context, place.keys) for place, _ in texts(phrases, "")] == [
        ("phrases/page-of", ("phrases", "page-of"))
    ]
