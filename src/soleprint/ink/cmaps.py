"""CMaps: from codes to text, and to the glyphs of fonts that codes cannot number (ISO 32000-1, 9.7.5 and 9.10.3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def to_unicode(texts: Iterable[tuple[int, str]]) -> bytes:
    """A ToUnicode CMap of (code, text) pairs."""
    lines = [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in texts]
    return _cmap("Adobe-Identity-UCS", "UCS", 2, "bfchar", lines)


def to_cids(name: str, cids: Mapping[int, int]) -> bytes:
    """A CMap ``name`` that says which glyph (CID) each code is."""
    return _cmap(name, "Identity", 1, "cidchar", [f"<{code:04X}> {cid}" for code, cid in cids.items()])


def _cmap(name: str, ordering: str, kind: int, operator: str, lines: list[str]) -> bytes:
    """A CMap program that maps two-byte codes; at most 100 lines to a block."""
    blocks = []
    for start in range(0, len(lines), 100):
        part = lines[start : start + 100]
        blocks += [f"{len(part)} begin{operator}", *part, f"end{operator}"]
    head = f"/CIDSystemInfo<</Registry(Adobe)/Ordering({ordering})/Supplement 0>>def\n/CMapName/{name} def"
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap",
            f"{head}\n/CMapType {kind} def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange",
            *blocks,
            "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend",
        ]
    ).encode("ascii")
