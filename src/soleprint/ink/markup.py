"""Text in XML."""

from __future__ import annotations

from soleprint.marks import SOFT_HYPHEN

_FORBIDDEN = (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0xFFFE, 0xFFFF)
"""Not characters of XML 1.0 (2.2)."""
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_TABLE = dict.fromkeys((*_FORBIDDEN, ord(SOFT_HYPHEN))) | _ESCAPES


def escape(text: str) -> str:
    """``text`` for element content or a double-quoted attribute, without soft hyphens and what XML forbids."""
    return text.translate(_TABLE)
