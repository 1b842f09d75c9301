"""The message for characters that no font has."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from soleprint.errors import MissingGlyph
from soleprint.text.fonts import remedy

_SHOWN = 40
"""Characters of the surrounding text that a message quotes."""


def missing_glyph(found: Sequence[tuple[str, str]], text: str) -> MissingGlyph:
    """The error for (cluster, script) pairs that could not be set in ``text``; each cluster named once."""
    pairs = list(dict.fromkeys(found))
    controls = [cluster for cluster, _ in pairs if unicodedata.category(cluster[0]) == "Cc"]
    lines = [_name(cluster) + ("" if cluster in controls else f", script {script}") for cluster, script in pairs]
    quote = _quote(text, pairs[0][0])
    remedies = ["Remove the control character from the text."] if controls else []
    remedies += dict.fromkeys(remedy(script) for cluster, script in pairs if cluster not in controls)
    characters = "".join(cluster for cluster, _ in pairs)
    return MissingGlyph(f"No font has {'; '.join(lines)}, in “{quote}”. {' '.join(remedies)}", characters)


def _name(cluster: str) -> str:
    names = [f"U+{ord(char):04X} {unicodedata.name(char, 'control or unassigned character')}" for char in cluster]
    shown = f"“{cluster}” " if cluster.isprintable() else ""
    return f"{shown}({' + '.join(names)})"


def _quote(text: str, cluster: str) -> str:
    """About forty characters round the first trouble."""
    at = max(text.find(cluster), 0)
    start = max(0, at - _SHOWN // 2)
    part = text[start : start + _SHOWN]
    shown = "".join(char if char.isprintable() else "\ufffd" for char in part)
    return f"{'…' if start else ''}{shown}{'…' if start + _SHOWN < len(text) else ''}"
