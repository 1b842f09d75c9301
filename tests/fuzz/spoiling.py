"""Good files made bad: edits that people, programs and enemies make."""

from __future__ import annotations

from hypothesis import strategies as st

VALUES = (
    "", "null", "~", "true", "no", "0", "-1", "1e9", "1e999", ".inf", "-.inf", ".nan", "99999999999999999999", "0x10",
    "1:30", "2026-02-30", "9999-12-31", "[]", "{}", "[[[]]]", "{a: b}", "[1, 2, 3]", "- a", "a: b: c", "*a", "&a b",
    "!!python/object:os.system x", "<<", "'", '"', "|", ">", "%", "@x", "`", "#1B5E7A", '"#1B5E7A"', "\t", "\x00",
    "\x07", "\x85", "\u2028", "\ufeff", "\u202e112", "\ud800", "é" * 3, "字" * 30, "ع" * 20, "x" * 300, "word " * 80,
    "\U0001f600", "../../etc/passwd", "/etc/passwd", "a/b", "C:\\x", "~/x", "file:///etc/passwd",
    "javascript:alert(1)", "{name}", "%s", "{{ 1 }}", "{% if %}", "<b>", "&amp;", "]]>", "<!--", "<?x?>", "-->",
    "foot", "foot-sole", "heel", "knead", "both", "all", "self", "es", "A5", "5mm", "-5mm", "70cm", "999",
)  # fmt: skip
"""Words that are nearly right, not right, or more than words."""
LINES = ("delete", "copy", "swap", "value", "key", "insert", "cut", "indent", "remove", "many", "join")
Edit = tuple[str, int, int, str]


def words() -> st.SearchStrategy[str]:
    """A value: one of those that have hurt others, or any text."""
    return st.sampled_from(VALUES) | st.text(max_size=12)


def edits(most: int = 5) -> st.SearchStrategy[list[Edit]]:
    """Some edits of a text file."""
    place = st.integers(0, 1 << 20)
    return st.lists(st.tuples(st.sampled_from(LINES), place, place, words()), min_size=1, max_size=most)


def edited(text: str, changes: list[Edit]) -> str:
    """A text after some edits."""
    for change in changes:
        text = _edited(text, *change)[: 4 << 20]
    return text


def _edited(text: str, what: str, first: int, second: int, value: str) -> str:
    if what in ("insert", "cut", "remove"):
        at = first % (len(text) + 1)
        rest = {"insert": value + text[at:], "cut": "", "remove": text[at + second % 40 :]}
        return text[:at] + rest[what]
    lines = text.split("\n")
    here, there = first % len(lines), second % len(lines)
    line = lines[here]
    head, colon, _ = line.partition(":")
    if what == "delete":
        del lines[here]
    elif what == "copy":
        lines.insert(there, line)
    elif what == "swap":
        lines[here], lines[there] = lines[there], line
    elif what == "value":
        lines[here] = f"{head}{colon} {value}"
    elif what == "key":
        lines[here] = f"{line[: len(line) - len(line.lstrip())]}{value}: {line.partition(':')[2].strip()}"
    elif what == "indent":
        lines[here] = " " * (second % 9) + line.lstrip()
    elif what == "many":
        lines[here:here] = [line] * (second % 300)
    else:
        lines[here : here + 2] = ["".join(lines[here : here + 2])]
    return "\n".join(lines)


BYTES = ("set", "insert", "remove", "cut", "copy", "number", "flip")
NUMBERS = (
    b"\x00\x00\x00\x00",
    b"\xff\xff\xff\xff",
    b"\x7f\xff\xff\xff",
    b"\x00\x01\x00\x00",
    b"\x00\x00\x75\x30",
    b"\x80\x00\x00\x00",
)
Damage = tuple[str, int, int, bytes]


def damages(most: int = 6) -> st.SearchStrategy[list[Damage]]:
    """Some damage to a file of bytes."""
    place = st.integers(0, 1 << 24)
    data = st.sampled_from(NUMBERS) | st.binary(min_size=1, max_size=8)
    return st.lists(st.tuples(st.sampled_from(BYTES), place, place, data), min_size=1, max_size=most)


def damaged(data: bytes, changes: list[Damage]) -> bytes:
    """Bytes after some damage."""
    for what, first, second, new in changes:
        at, length = first % (len(data) + 1), second % 64
        rest = {
            "set": new[:1] + data[at + 1 :],
            "insert": new + data[at:],
            "remove": data[at + length :],
            "cut": b"",
            "copy": data[at : at + length] + data[at:],
            "number": new[:4] + data[at + 4 :],
            "flip": bytes([data[at] ^ (1 << second % 8)]) + data[at + 1 :] if at < len(data) else b"",
        }
        data = data[:at] + rest[what]
    return data
