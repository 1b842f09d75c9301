"""What a page of a finished PDF shows: type sizes, untagged text and the fonts in use, from its content streams."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from msgspec import Struct, field
from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream, DictionaryObject, IndirectObject, StreamObject

from soleprint.marks import IDENTITY, Matrix, multiply

_MAX_DEPTH = 12
_MAX_OPERATIONS = 1_000_000
"""For the whole file: enough for a book, and a stop for a file made to keep us busy."""
_INVISIBLE = 3
"""Text rendering mode of the hidden text behind scanned pages (ISO 32000-1, 9.3.6)."""
_SHOWS = frozenset((b"Tj", b"TJ", b"'", b'"'))


def resolve(value: Any) -> Any:
    """The object behind a reference; None for a reference to nothing."""
    return value.get_object() if isinstance(value, IndirectObject) else value


def entry(holder: Any, *keys: str) -> Any:
    """The value at a path of keys, following references; None when the path breaks off."""
    for key in keys:
        holder = resolve(holder)
        if not isinstance(holder, DictionaryObject):
            return None
        holder = holder.get(key)
    return resolve(holder)


class Seen(Struct):
    """What scanning has found so far on one page."""

    smallest: float | None = None
    """Points, as printed."""
    untagged: bool = False
    """Text that is neither tagged nor an artifact."""
    fonts: dict[str, DictionaryObject] = field(default_factory=dict)
    rgb: bool = False
    profiled: bool = False
    """It has colours of red, green and blue by a profile, or by another measure that no device changes."""
    most_ink: float = 0.0


class TooMuch(Exception):
    """The pages of a file hold more than any document should."""


class _State(NamedTuple):
    """The part of the graphics state that says how large text is."""

    matrix: Matrix = IDENTITY
    font: DictionaryObject | None = None
    size: float = 0.0
    mode: int = 0


class Scanner:
    """Scans pages of one file; raises TooMuch."""

    def __init__(self, reader: PdfReader) -> None:
        self._reader = reader
        self._left = _MAX_OPERATIONS
        self._parsed: dict[int, ContentStream] = {}
        """Forms by identity: one that is drawn on every page is parsed once."""

    def page(self, page: PageObject) -> Seen:
        seen = Seen()
        content = page.get_contents()
        if content is not None:
            self._stream(content, entry(page, "/Resources"), _State(), False, 0, seen)
        return seen

    def _operations(self, stream: Any) -> Iterator[tuple[Any, bytes]]:
        for operands, operator in self._content(stream).operations:
            self._left -= 1
            if self._left < 0:
                raise TooMuch
            yield operands, operator

    def _content(self, stream: Any) -> ContentStream:
        if isinstance(stream, ContentStream):
            return stream
        if id(stream) not in self._parsed:
            self._parsed[id(stream)] = ContentStream(stream, self._reader)
        return self._parsed[id(stream)]

    def _stream(self, stream: Any, resources: Any, state: _State, marked: bool, depth: int, seen: Seen) -> None:
        """Follow one content stream. ``marked``: it stands inside marked content."""
        saved: list[_State] = []
        marks: list[bool] = []
        text: Matrix = IDENTITY
        for operands, operator in self._operations(stream):
            if operator == b"q":
                saved.append(state)
            elif operator == b"Q" and saved:
                state = saved.pop()
            elif operator in (b"BMC", b"BDC"):
                marks.append(_is_structure(operands, resources))
            elif operator == b"EMC" and marks:
                marks.pop()
            elif operator in (b"BT", b"Tm"):
                text = _matrix(operands) if operands else IDENTITY
            elif operator in _SHOWS:
                _note(seen, state, text, marked or any(marks))
            elif operator == b"Do" and depth < _MAX_DEPTH:
                inside = marked or any(marks)
                self._external(entry(resources, "/XObject", str(operands[0])), resources, state, inside, depth, seen)
            else:
                _note_colour(seen, operands, operator, resources)
                state = _changed(state, operands, operator, resources)

    def _external(self, what: Any, resources: Any, state: _State, marked: bool, depth: int, seen: Seen) -> None:
        if isinstance(what, StreamObject) and what.get("/Subtype") == "/Image":
            _note_space(seen, entry(what, "/ColorSpace"), resources)
        self._form(what, state, marked, depth, seen)

    def _form(self, form: Any, state: _State, marked: bool, depth: int, seen: Seen) -> None:
        if isinstance(form, StreamObject) and form.get("/Subtype") == "/Form":
            matrix = _matrix(resolve(form.get("/Matrix", list(IDENTITY))))
            inner = state._replace(matrix=multiply(matrix, state.matrix))
            self._stream(form, entry(form, "/Resources"), inner, marked, depth + 1, seen)


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in operands)
    return (a, b, c, d, e, f)


def _changed(state: _State, operands: Any, operator: bytes, resources: Any) -> _State:
    if operator == b"cm":
        return state._replace(matrix=multiply(_matrix(operands), state.matrix))
    if operator == b"Tf":
        return state._replace(font=entry(resources, "/Font", str(operands[0])), size=float(operands[1]))
    if operator == b"Tr":
        return state._replace(mode=int(operands[0]))
    return state


def _note_colour(seen: Seen, operands: Any, operator: bytes, resources: Any) -> None:
    """Note whether a colour is red, green and blue, and how much ink one is."""
    if operator in (b"rg", b"RG"):
        _note_space(seen, "/DeviceRGB", resources)
    elif operator in (b"k", b"K"):
        seen.most_ink = max(seen.most_ink, sum(float(value) for value in operands))
    elif operator in (b"cs", b"CS"):
        name = str(operands[0])
        _note_space(seen, entry(resources, "/ColorSpace", name) or name, resources)
    elif operator == b"sh":
        _note_space(seen, entry(resources, "/Shading", str(operands[0]), "/ColorSpace"), resources)


def _note_space(seen: Seen, space: Any, resources: Any) -> None:
    """Note whether a colour space (ISO 32000-1, 8.6) is red, green and blue, and by what measure."""
    space = resolve(space)
    listed = space if isinstance(space, list) else [space]
    kind = resolve(listed[0]) if listed else None
    if kind == "/Indexed" and len(listed) > 1:
        _note_space(seen, listed[1], resources)
    elif kind in ("/DeviceRGB", "/RGB"):
        if entry(resources, "/ColorSpace", "/DefaultRGB") is None:
            seen.rgb = True
        else:
            seen.profiled = True
    elif kind in ("/CalRGB", "/Lab") or (kind == "/ICCBased" and entry(listed[1], "/N") == 3):
        seen.profiled = True


def _is_structure(operands: Any, resources: Any) -> bool:
    """Whether a marked-content operator opens an artifact or a piece of the structure tree."""
    if operands and operands[0] == "/Artifact":
        return True
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, str):
        properties = entry(resources, "/Properties", properties)
    return isinstance(properties, DictionaryObject) and "/MCID" in properties


def _note(seen: Seen, state: _State, text: Matrix, marked: bool) -> None:
    """Note one piece of shown text. Its size is the height of one em on paper, whichever way it is turned."""
    if state.font is not None:
        seen.fonts.setdefault(str(state.font.get("/BaseFont", "(unnamed)")).removeprefix("/"), state.font)
    if state.mode == _INVISIBLE:
        return
    seen.untagged = seen.untagged or not marked
    _, _, c, d, _, _ = multiply(text, state.matrix)
    size = round(abs(state.size) * (c * c + d * d) ** 0.5, 2)
    if size and (seen.smallest is None or size < seen.smallest):
        seen.smallest = size
