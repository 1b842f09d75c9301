"""Random documents, and what comes of each: run as a program, it makes every document in a process of its own."""

from __future__ import annotations

import json
import multiprocessing
import sys
from hashlib import sha256
from random import Random
from typing import Any

Document = dict[str, Any]
ROUTINES = ("back-of-leg", "foot", "front-of-leg")
SHAPES: dict[str, tuple[Document, ...]] = {
    "card": (
        {"size": "A5"},
        {"size": "A6", "lang": "ar"},
        {"size": "A6", "faces": 2},
        {"size": "A5", "faces": 2, "hole": "top", "bleed": 3, "marks": True},
        {"size": "A5", "faces": 2, "lang": "ar", "sheet": "A4"},
        {"size": "A4", "faces": 2, "lang": "en+ar"},
        {"size": "Half Letter", "faces": 2, "text": "cues"},
    ),
    "leaflet": (
        {"size": "A4", "fold": "tri"},
        {"size": "A4", "fold": "z", "lang": "ar"},
        {"size": "A4", "fold": "half"},
        {"size": "A3", "fold": "tri", "edition": "easy-read"},
        {"size": "Letter", "edition": "large-print"},
    ),
    "deck": ({}, {"lang": "ar"}, {"sheet": "A4"}),
    "poster": ({"size": "A3"}, {"size": "A2", "emergency": "112"}),
    "booklet": (
        {"size": "A5"},
        {"size": "A5", "lang": "ar"},
        {"size": "A5", "sheet": "A4"},
        {"size": "A4", "edition": "large-print"},
    ),
}
SHARED: dict[str, tuple[object, ...]] = {
    "side": ("left", "right", "both"),
    "theme": ("brown", "clear", "deep", "high-contrast", "ink-saving", "paper-white", "tan"),
}
CALLED: dict[str, tuple[object, ...]] = {"emergency": ("999", "112")}
HANDED: dict[str, tuple[object, ...]] = {
    **CALLED,
    "name": ("", "A. Reader", "Another Reader of a longer name"),
    "notes": ("", "Left leg first."),
}


def documents(count: int, seed: int) -> list[Document]:
    """Products with their options. Some cannot be made; then it is the refusal that counts."""
    random = Random(seed)
    return [_document(random) for _ in range(count)]


def _document(random: Random) -> Document:
    product = random.choice(("card", "card", "card", "leaflet", "leaflet", "booklet", "deck", "poster"))
    routines = random.sample(ROUTINES, 1 if product == "leaflet" else random.randint(1, 2))
    options = {"card": SHARED, "leaflet": SHARED | HANDED, "booklet": SHARED | CALLED}.get(product, SHARED)
    given = {name: random.choice(values) for name, values in options.items()}
    return {"product": product, "routines": routines, "given": given | random.choice(SHAPES[product])}


def outcome(document: Document) -> str:
    """A digest of the document's PDF and of its first page as SVG, or why it is not made."""
    import soleprint
    from soleprint.errors import SoleprintError

    try:
        result = soleprint.make(document["product"], document["routines"], **document["given"])
    except SoleprintError as error:
        return f"{type(error).__name__}: {error}"
    return sha256(result.pdf + result.svg(0).encode("utf-8")).hexdigest()


def main() -> None:
    """Reads documents as JSON, writes their outcomes."""
    with multiprocessing.Pool(1, maxtasksperchild=1) as pool:
        json.dump(pool.map(outcome, json.load(sys.stdin), chunksize=1), sys.stdout)


if __name__ == "__main__":
    main()
