"""Skin tones of the hands that work.

The giver's hands are a clear step away from the limb in every theme, so that they read in grey too. Lightness (CIE L*)
of limb and hand is 93 and 75 (light), 85 and 60 (tan), 64 and 87 (brown), 27 and 78 (deep). In self massage the hands
are the sitter's own: the limb's skin, one tone apart. Lines on a giver's hand keep at least 4.5:1 against it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

INK = "#1B2A3E"


def tone(hand: str, shade: str, contact: str, nail: str, crease: str, ink: str = INK) -> Mapping[str, str]:
    """Roles of a hand: its skin, its shade, the part that works, nails, tendons, and its lines."""
    roles = {"hand": hand, "hand-shade": shade, "hand-contact": contact, "hand-nail": nail}
    return MappingProxyType({**roles, "hand-crease": crease, "hand-ink": ink})


_GREY = tone("#E2E5E7", "#CDD2D5", "#B9C0C5", "#FFFFFF", "#8E979D", "#26323A")
_PALE = tone("#EAEDEF", "#D8DDE0", "#C9CFD3", "#FFFFFF", "#9AA2A8", "#26323A")

GIVER: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "light": tone("#DDB08C", "#CB9A74", "#CF9570", "#F3DCCB", "#A87552"),
        "tan": tone("#B98561", "#A5734F", "#A66A48", "#E3C3AE", "#84553A"),
        "brown": tone("#F0D5BC", "#DFBC9C", "#E2B394", "#FBEDE2", "#B98F6E"),
        "deep": tone("#E3B994", "#CFA27A", "#D19A73", "#F6E0CF", "#A97B55"),
        "paper": _GREY,
        "outline": _GREY,
    }
)
"""Theme -> the giver's hands."""
OWN: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "light": tone("#EBD2BA", "#DBBB9C", "#DFB293", "#FBF0E6", "#B08A68"),
        "tan": tone("#DDB288", "#CB9B6E", "#CC9469", "#F3DCC8", "#96694A"),
        "brown": tone("#DDAE84", "#C9966A", "#C98F66", "#F1D6BF", "#93633F"),
        "deep": tone("#8A5F45", "#734B34", "#9C6549", "#C49E86", "#4A2D1E", "#150E0A"),
        "paper": _PALE,
        "outline": _PALE,
    }
)
"""Theme -> the sitter's own hands."""


def _sore(hot: str, shade: str, flush: str, **other: str) -> Mapping[str, str]:
    """Roles of signs: inflamed skin, a flushed face, and the things that signs show."""
    things = {"white": "#FFFFFF", "alarm": "#B00020", "care": "#F2B200", "calm": "#0A4757", "oil": "#FBE3A6",
              "blood": "#C0392F", "vein": "#5A3A86", "metal": "#B9CDD3", "cold": "#A9C4E0"}  # fmt: skip
    return MappingProxyType({"hot": hot, "hot-shade": shade, "flush": flush, **things, **other})


SIGNS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "light": _sore("#E38D7A", "#D0705C", "#E9A292"),
        "tan": _sore("#CF6A55", "#B9523E", "#D98A74"),
        "brown": _sore("#8E2F2A", "#7A2522", "#A8503F"),
        "deep": _sore("#26100F", "#1B0A0A", "#7C3527", vein="#B49BD6", cold="#8FA9C6"),
        "paper": _sore("#E9A79B", "#D98C7E", "#F0BDB4"),
        "outline": _sore(
            "#B9BEC2", "#A4AAAE", "#DDE0E2", oil="#FFFFFF", metal="#FFFFFF", cold="#FFFFFF", blood="#B00020"
        ),
    }
)
"""Theme -> the roles of its signs. Inflamed skin is told from the skin beside it in grey too: on deep skin it looks
darker, not red."""
