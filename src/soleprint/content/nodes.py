"""Reading one YAML file into a small tree that keeps the line and column of every value.

Files are hostile until checked: the size is limited before reading, the tree is built from the parser's flat stream of
events (so nesting cannot exhaust the stack), and everything a content file has no use for is refused: anchors, aliases,
merge keys, tags, several documents, tabs and control characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn, TypeAlias

from soleprint.errors import ContentError, Finding
from soleprint.files.folders import TooLarge, read_some

if TYPE_CHECKING:
    from yaml.error import Mark, MarkedYAMLError
    from yaml.events import Event, ScalarEvent

MAX_BYTES = 1 << 20
MAX_DEPTH = 20
CONTROL = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\ufeff\ufffe\uffff\ud800-\udfff]")
_COLOUR = re.compile(r"[ ]+(#[0-9A-Fa-f]{3,8})\b")
"""What stands behind a key without a value where someone has forgotten the quotes."""


_TWICE = '"{}" is given twice; the first is on line {}. Delete one, or begin a new item of a list with "- "'


class Scalar(NamedTuple):
    """A single value as written. ``plain`` is false for quoted and block text. ``line`` and ``column`` count from 1."""

    text: str
    plain: bool
    line: int
    column: int


class Sequence(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    line: int
    column: int


class Mapping(NamedTuple):
    """Keys and values in the order written; keys are unique."""

    items: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int

    def get(self, key: str) -> Node | None:
        """The value under ``key``."""
        return next((value for name, value in self.items if name.text == key), None)


Node: TypeAlias = Scalar | Sequence | Mapping


def read(path: Path, shown: str) -> Node:
    """The tree of the YAML file at ``path``. ``shown`` is the name that messages use.

    Raises ContentError with one finding for a file that is missing, too large, not UTF-8 or not usable YAML.
    """
    return parse(read_text(path, shown), shown)


def read_text(path: Path, shown: str) -> str:
    """The text of the file at ``path``. Raises ContentError when it is missing, too large or not UTF-8."""
    return _decode(_read_bytes(path, shown), shown)


def parse(text: str, shown: str) -> Node:
    """The tree of one YAML document. Raises ContentError."""
    _refuse_characters(text, shown)
    import yaml

    try:
        root = _build(text, shown)
    except yaml.MarkedYAMLError as error:
        _fail_invalid(error, text, shown)
    except yaml.YAMLError as error:
        _fail("invalid-yaml", f"this is not valid YAML: {str(error).splitlines()[0]}", shown)
    if root is None:
        _fail("empty-file", "this file is empty; write its content or delete it", shown)
    return root


def _fail_invalid(error: MarkedYAMLError, text: str, shown: str) -> NoReturn:
    from soleprint.content.slips import slip

    mark, begun = (_place_of(each) for each in (error.problem_mark or error.context_mark, error.context_mark))
    if error.problem_mark:
        _refuse_depth(text[: error.problem_mark.index], shown)
    found = slip(text, error.problem or error.context or "it cannot be read", mark or (0, 0), begun)
    _fail("invalid-yaml", f"this is not valid YAML: {found.message}", shown, found.line, found.column)


def _place_of(mark: Mark | None) -> tuple[int, int] | None:
    return (mark.line + 1, mark.column + 1) if mark else None


def _build(text: str, shown: str) -> Node | None:
    import yaml

    return _Builder(text, shown).build(iter(yaml.parse(text, Loader=yaml.CSafeLoader)))


def _refuse_depth(text: str, shown: str) -> None:
    """Report nesting that is too deep in ``text``, which ends where the parser stopped.

    The parser reads ahead, and since PyYAML 6.0.4 it has a limit of its own: it may stop at the thousandth bracket
    before it has told us of the first.
    """
    import yaml

    try:
        _build(text, shown)
    except ContentError as error:
        if error.findings[0].code == "too-deep":
            raise
    except yaml.YAMLError:
        return


def _fail(code: str, message: str, shown: str, line: int = 0, column: int = 0) -> NoReturn:
    raise ContentError([Finding(code, message, shown, line, column)])


def _read_bytes(path: Path, shown: str) -> bytes:
    try:
        return read_some(path, MAX_BYTES)
    except TooLarge:
        _fail("file-too-large", "this file is larger than 1 MiB; content files are small, so split it", shown)
    except FileNotFoundError:
        _fail("no-such-file", "there is no such file", shown)
    except OSError as error:
        _fail("unreadable-file", f"this file cannot be read: {error.strerror}", shown)


def _decode(data: bytes, shown: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        _fail("not-utf-8", "this file is not UTF-8 text; save it again with the encoding UTF-8", shown, line, column)


def _refuse_characters(text: str, shown: str) -> None:
    tab = text.find("\t")
    if tab >= 0:
        _fail("tab", "there is a tab character here; use spaces instead", shown, *place(text, tab))
    control = CONTROL.search(text)
    if control:
        _fail("control-character", _control_message(control[0]), shown, *place(text, control.start()))


def place(text: str, offset: int) -> tuple[int, int]:
    """The line and column of a character."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _control_message(character: str) -> str:
    return f"there is an invisible control character (U+{ord(character):04X}) here; delete it"


def _offset(event: Event) -> int:
    """Where something begins, in characters of the text."""
    return event.start_mark.index if event.start_mark else 0


def _start(event: Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)


class _Open:
    """A list or mapping whose end has not been reached. ``key`` waits for its value."""

    def __init__(self, event: Event, is_mapping: bool) -> None:
        self.is_mapping = is_mapping
        self.line, self.column = _start(event)
        self.key: Scalar | None = None
        self.pairs: dict[str, tuple[Scalar, Node]] = {}
        self.items: list[Node] = []

    def close(self) -> Node:
        if self.is_mapping:
            return Mapping(tuple(self.pairs.values()), self.line, self.column)
        return Sequence(tuple(self.items), self.line, self.column)


class _Builder:
    """Builds the tree from events with a stack of its own."""

    def __init__(self, text: str, shown: str) -> None:
        self.text = text
        self.shown = shown
        self.stack: list[_Open] = []
        self.root: Node | None = None
        self.documents = 0

    def build(self, events: Iterator[Event]) -> Node | None:
        from yaml import events as kinds

        for event in events:
            if isinstance(event, kinds.ScalarEvent):
                self._refuse_decoration(event, event.anchor, event.tag)
                self._add(self._scalar(event), event)
            elif isinstance(event, (kinds.MappingStartEvent, kinds.SequenceStartEvent)):
                self._refuse_decoration(event, event.anchor, event.tag)
                self._open(event, isinstance(event, kinds.MappingStartEvent))
            elif isinstance(event, (kinds.MappingEndEvent, kinds.SequenceEndEvent)):
                self._add(self.stack.pop().close(), event)
            elif isinstance(event, kinds.AliasEvent):
                self._fail(event, "alias", "text that begins with * must be in double quotes; it is no alias here")
            elif isinstance(event, kinds.DocumentStartEvent):
                self._start_document(event)
        return self.root

    def _fail(self, event: Event, code: str, message: str) -> NoReturn:
        _fail(code, message, self.shown, *_start(event))

    def _start_document(self, event: Event) -> None:
        self.documents += 1
        if self.documents > 1:
            self._fail(event, "several-documents", "a second document begins here (---); use one file for each")

    def _refuse_decoration(self, event: Event, anchor: str | None, tag: str | None) -> None:
        if anchor is not None:
            self._fail(event, "alias", "text that begins with & must be in double quotes; it is no anchor here")
        if tag is not None:
            self._fail(
                event,
                "tag",
                f'"{tag}" begins with !, which is for tags, and there are none here; put it in double quotes',
            )

    def _open(self, event: Event, is_mapping: bool) -> None:
        parent = self.stack[-1] if self.stack else None
        if parent is not None and parent.is_mapping and parent.key is None:
            self._fail(event, "complex-key", "a key must be a single word, not a list or a mapping")
        if len(self.stack) >= MAX_DEPTH:
            self._fail(event, "too-deep", f"this is nested more than {MAX_DEPTH} levels deep; content never needs that")
        self.stack.append(_Open(event, is_mapping))

    def _scalar(self, event: ScalarEvent) -> Scalar:
        text = event.value
        if not text and event.style in (None, "") and (comment := _COLOUR.match(self.text, _offset(event))):
            message = f'"{comment[1]}" is a comment, because it begins with #; put it in double quotes'
            self._fail(event, "comment-not-value", message)
        control = CONTROL.search(text)
        if control:
            self._fail(event, "control-character", _control_message(control[0]))
        return Scalar(text, event.style in (None, ""), *_start(event))

    def _add(self, node: Node, event: Event) -> None:
        if not self.stack:
            self.root = node if self.documents == 1 and self.root is None else self.root
            return
        parent = self.stack[-1]
        if not parent.is_mapping:
            parent.items.append(node)
        elif parent.key is not None:
            parent.pairs[parent.key.text] = (parent.key, node)
            parent.key = None
        else:
            parent.key = self._key(node, parent, event)

    def _key(self, node: Node, parent: _Open, event: Event) -> Scalar:
        assert isinstance(node, Scalar)  # _open refuses the others
        if node.plain and node.text == "<<":
            self._fail(event, "alias", "merge keys (<<) are not allowed; write the values where they are needed")
        first = parent.pairs.get(node.text)
        if first is not None:
            self._fail(event, "duplicate-key", _TWICE.format(node.text, first[0].line))
        return node
