"""A value for every option of the model, as Python passes it, as the command line types it and as a job writes it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import soleprint
from soleprint.files.folders import layers
from soleprint.products.kinds import Flag, Many, Offset
from soleprint.products.options import Option, every_option, options_of
from soleprint.products.product import Product, product, product_names
from tests.clinic import clinics
from tests.support import press

FOLDERS = layers("templates")
PRODUCTS: Mapping[str, Product] = {
    name: found for name in product_names(FOLDERS) if (found := product(FOLDERS, name)).alone
}
"""The products that can be made by themselves."""


@cache
def folder() -> Path:
    """A folder of this process with a clinic, a PDF to take in, and empty folders of content, templates and fonts."""
    path = Path(mkdtemp(prefix="soleprint-sample-"))
    clinics.write(path)
    for name in ("content", "templates", "fonts"):
        (path / name).mkdir()
    soleprint.make("card", "foot", size="A6").save(path / "own.pdf")
    (path / "press.icc").write_bytes(press.profile())
    (path / "office.yaml").write_text("schema: 1\ndead: 9\noffset: [2, -3]\n", encoding="utf-8")
    return path


def value(name: str, made: str) -> Any:
    """A value of an option that is not its default, for the product ``made``."""
    own = folder()
    every: dict[str, Any] = {
        **{"side": "left", "mode": "self", "lang": "es", "theme": "ink-saving", "step": "2", "view": "leg-back"},
        **{"debug": True, "edition": "easy-read", "width": 60, "size": "A4", "orientation": "landscape"},
        **{"faces": 2, "text": "cues", "distance": "50cm", "fold": "half", "bleed": 3, "marks": True, "pouch": "2mm"},
        **{"corners": 6, "hole": "top", "profile": own / "clinic.yaml", "emergency": "112", "strict": True},
        **{"today": "2026-11-22", "name": "Ana", "date": "on Monday", "steps": "1 to 3", "often": "daily"},
        **{"long": "a week", "notes": "go gently", "sheet": "A3", "impose": "poster", "duplex": "manual"},
        **{"printer": own / "office.yaml", "standard": "pdfx4", "icc": own / "press.icc", "spots": True},
        **{"restack": "as-is", "offset": (2, -3), "dead": 9, "cut": "lines", "gutter": 7, "copies": 3, "overlap": 20},
        **{"binding": "top", "signature": 2, "creep": 0.5, "bundle": [own / "own.pdf"], "bundle_alt": ["a card"]},
        **{"bundle_title": ["Our card"], "appointment": "on Friday", "reference": "R-1", "slot": ["therapist=Ana"]},
        **{"qr": "https://clinic.example/1"},
        **{"content": own / "content", "templates": own / "templates", "font_dir": [own / "fonts"]},
    }
    others = {
        ("deck", "hole"): "none",
        ("deck", "orientation"): "portrait",
        ("booklet", "impose"): "booklet",
        ("deck", "impose"): "nup",
        ("leaflet", "impose"): "none",
        ("leaflet", "size"): "Letter",
        ("poster", "size"): "A2",
        ("printer-test", "size"): "Letter",
        ("view", "view"): "foot-sole",
    }
    return others.get((made, name), every[name])


def required(made: str, *but: str) -> dict[str, Any]:
    """What a product cannot be made without, but for some."""
    needed = {name: value(name, made) for name in PRODUCTS[made].requires}
    return {name: one for name, one in needed.items() if name not in but}


def routines(made: str) -> list[str]:
    return [] if PRODUCTS[made].documents == "none" else ["foot"]


def options(made: str) -> Mapping[str, Option]:
    """The options that a product takes, those of every product among them."""
    return options_of((*PRODUCTS[made].takes, "own"))


def takes(made: str, name: str) -> bool:
    return name in options(made)


JUDGED_WHEN_MADE = ("standard", "icc", "spots", "printer")
"""Options whose answer depends on files: a clinic's profile may hold what they need."""


def needed(made: str, name: str) -> dict[str, Any] | None:
    """What else must be asked for that an option does something; None where the product cannot use it at all."""
    option, found = every_option()[name], PRODUCTS[made]
    if not takes(made, name) or (name == "slot" and not found.slots):
        return None
    given: dict[str, Any] = {}
    if option.needs is not None:
        other, values = option.needs
        if other == "impose":
            ways = [way for way in found.impose if way in values]
            if not ways:
                return None
            given |= {"sheet": "A3", "impose": ways[0]}
        else:
            given[other] = values[0] if values else value(other, made)
    if name in ("duplex", "restack", "offset"):
        backs = _backs(made)
        return None if backs is None else given | backs
    if name in ("icc", "spots"):
        given["standard"] = "pdfx4"
    if name in ("standard", "spots"):
        given["icc"] = value("icc", made)
    if name in ("dead", "printer") and found.pages.kind != "panels":
        given["sheet"] = "A3"
    return given


def _backs(made: str) -> dict[str, Any] | None:
    """What gives a product back sides."""
    found = PRODUCTS[made]
    if found.pages.kind == "panels" or found.pages.sides == 2:
        return {}
    if takes(made, "faces"):
        return {"faces": 2}
    return {"sheet": "A3", "impose": "booklet"} if "booklet" in found.impose else None


def words(given: Mapping[str, Any]) -> list[str]:
    """Options as they are typed."""
    typed: list[str] = []
    for name, one in given.items():
        flag, kind = f"--{name.replace('_', '-')}", every_option()[name].kind
        if isinstance(kind, Flag) or one is True:
            typed.append(flag)
        elif isinstance(kind, Offset):
            typed += [flag, *map(str, one)]
        else:
            several = one if isinstance(kind, Many) else [one]
            typed += [part for each in several for part in (flag, str(each))]
    return typed


def line(given: Mapping[str, Any]) -> str:
    """Options as they stand in a job, with commas between them."""

    def written(one: Any) -> str:
        if isinstance(one, list | tuple):
            return f"[{', '.join(map(written, one))}]"
        return json.dumps(str(one) if isinstance(one, Path) else one)

    return ", ".join(f"{name}: {written(one)}" for name, one in given.items())
