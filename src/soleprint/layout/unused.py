"""What a theme of the user's own defines and nothing uses: names that are nearly right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from soleprint.errors import Finding, Severity
from soleprint.files.folders import builtin, find
from soleprint.files.suggest import did_you_mean, nearest
from soleprint.layout.theme import Theme, chain_of, colours_used, finding_in, merged

LIKE = 0.75
"""How like a known one a new style or tone must be to be taken for it: one's own templates may well use new ones."""


def theme_warnings(folders: Sequence[Path], name: str, mentioned: str) -> list[Finding]:
    """Warnings for a theme and what it extends, of the files that are the user's; ``mentioned`` are his templates.

    Raises as ``theme`` does.
    """
    own = [folder for folder in folders if folder != builtin("templates")]
    chain = chain_of(folders, name)
    used = set(colours_used(merged(list(chain.values()))).values())
    found: list[Finding] = []
    for number, (part, one) in enumerate(chain.items(), 1):
        beneath = list(chain.values())[number:]
        if beneath and find(own, f"themes/{part}.yaml"):
            for keys, message in _unused(one, merged(beneath), used, mentioned):
                found.append(finding_in(folders, part, keys, "not-used", message))
    return [replace(finding, severity=Severity.WARNING) for finding in found]


def _unused(one: Theme, known: Theme, used: set[str], mentioned: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Where in a theme something is that those which it extends do not have, and what to say of it."""
    for name in one.colours:
        if name not in known.colours and name not in used:
            near = did_you_mean(name, sorted(known.colours))
            yield ("colours", name), f'no style or tone uses a colour "{name}"{near}'
    for kind in ("styles", "tones"):
        words = getattr(known, kind)
        for name in getattr(one, kind):
            near_one = None if name in words or f'"{name}"' in mentioned else nearest(name, words, LIKE)
            if near_one:
                yield (kind, name), f'no template uses a {kind.removesuffix("s")} "{name}"; did you mean "{near_one}"?'
