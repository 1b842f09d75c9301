"""The sandbox for templates of the user's own: the same language, with each step counted (``compose.budget``).

A child process with limits would do too, but not on every system, not for the same template on every machine, and not
without the time that starting it takes. So the code that Jinja2 makes of a template counts as it runs: every round of a
loop, every macro, block and include, and every value at its full length. Templates that come with soleprint are not
counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import update_wrapper
from pathlib import Path
from typing import Any

from soleprint.compose import budget
from soleprint.compose.operations import METHOD_COSTS, filters, foresee, printable, tests
from soleprint.compose.sandbox import JINJAS, OWN_FILTERS, Sandbox, date_in_order
from soleprint.errors import ContentError, Finding
from soleprint.files.folders import TooLarge, find, read_some
from soleprint.files.later import later

with later("tempfile"):
    from jinja2 import TemplateNotFound, nodes, pass_context
    from jinja2.compiler import CodeGenerator, Frame
    from jinja2.exceptions import SecurityError
    from jinja2.loaders import BaseLoader, split_template_path
    from jinja2.runtime import Context, markup_join, str_join

MOST_SOURCE = 1 << 18
"""Bytes of a template."""
MOST_NUMBER = 1 << 63
_ROUND = 20
"""Steps for a round of a loop, or for calling something."""
_INCLUDE = 2000
"""Steps for looking for a template, and reading it."""
_BODIES = (nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block)


class Counting(CodeGenerator):
    """Makes code that pays for what it does."""

    def visit_List(self, node: nodes.List, frame: Frame) -> None:
        self._paid(lambda: super(Counting, self).visit_List(node, frame))

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:
        self._paid(lambda: super(Counting, self).visit_Dict(node, frame))

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:
        if node.ctx == "load":
            self._paid(lambda: super(Counting, self).visit_Tuple(node, frame))
        else:
            super().visit_Tuple(node, frame)

    def visit_Compare(self, node: nodes.Compare, frame: Frame) -> None:
        self.write("(")
        self._paid(lambda: self.visit(node.expr, frame))
        for operand in node.ops:
            self.visit(operand, frame)
        self.write(")")

    def visit_Operand(self, node: nodes.Operand, frame: Frame) -> None:
        inside = node.op in ("in", "notin")
        self.write({"in": " in ", "notin": " not in ", **_OPERATORS}[node.op])
        self._paid(lambda: self.visit(node.expr, frame), "searched" if inside else "paid")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        if not isinstance(node.arg, nodes.Slice):
            super().visit_Getitem(node, frame)
            return
        self._paid(lambda: self.visit(node.node, frame))
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        safe = "context.eval_ctx.autoescape" if frame.eval_ctx.volatile else str(bool(frame.eval_ctx.autoescape))
        self.write(f"environment.joined({safe}, (")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")

    def _paid(self, write: Callable[[], None], how: str = "paid") -> None:
        self.write(f"environment.{how}(")
        write()
        self.write(")")


_OPERATORS = {"eq": " == ", "ne": " != ", "gt": " > ", "gteq": " >= ", "lt": " < ", "lteq": " <= "}


class Limited(Sandbox):
    """Jinja2's sandbox, in which a template pays for what it does."""

    code_generator_class = Counting
    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})
    spend = staticmethod(budget.spend)
    descend = staticmethod(budget.descend)
    paid = staticmethod(budget.paid)

    def __init__(self, folders: Sequence[Path], **options: Any) -> None:
        super().__init__(loader=Inside(folders), optimized=False, finalize=_output, **options)
        self.filters.clear()
        self.filters.update(filters(OWN_FILTERS))
        self.tests.clear()
        self.tests.update(tests())

    def _generate(self, source: nodes.Template, *args: Any, **options: Any) -> str:
        _instrument(source)
        return super()._generate(source, *args, **options)

    @staticmethod
    def joined(safe: bool, parts: tuple[Any, ...]) -> str:
        """Texts one after the other (``~``)."""
        for part in parts:
            printable(budget.paid(part))
        return markup_join(parts) if safe else str_join(parts)

    @staticmethod
    def searched(value: Any) -> Any:
        """What something is looked for in: at once in a mapping, else from its beginning."""
        return value if isinstance(value, dict | range) else budget.paid(value)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if not (_is_number(left) and _is_number(right)):
            budget.paid([left, right])
        done = super().call_binop(context, operator, left, right)
        if isinstance(done, int) and abs(done) > MOST_NUMBER:
            raise SecurityError("this number is too large")
        return done

    def getitem(self, obj: Any, argument: Any) -> Any:
        return super().getitem(obj, budget.paid(argument))

    def call(self, context: Context, called: Any, /, *args: Any, **options: Any) -> Any:
        budget.spend(_ROUND)
        budget.paid([args, [value for name, value in options.items() if name not in JINJAS]])
        text = getattr(called, "__self__", None)
        if isinstance(text, str):
            foresee(called.__name__, METHOD_COSTS, [text, *args], {})
        done = super().call(context, called, *args, **options)
        return list(done) if isinstance(done, Iterator) else budget.paid(done)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        made = super().wrap_str_format(value)
        if made is None:
            return None

        def instead(*args: Any, **options: Any) -> str:
            foresee("format", METHOD_COSTS, [value.__self__, *args], options)
            return made(*args, **options)

        return update_wrapper(instead, made)

    def get_template(self, *args: Any, **options: Any) -> Any:
        budget.descend(_INCLUDE, more=20)  # here, so that the line is that of the include
        return super().get_template(*args, **options)

    def select_template(self, names: Any, *args: Any, **options: Any) -> Any:
        names = list(names)
        budget.spend(_INCLUDE * len(names))
        return super().select_template(names, *args, **options)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float)


@pass_context
def _output(context: Context, value: Any) -> Any:
    """What is about to be written, paid for."""
    return date_in_order(printable(budget.paid(value)))


def _instrument(template: nodes.Template) -> None:
    """Lets each body of a template begin with paying for what stands in it."""
    bodies: list[Any] = [template, *template.find_all(_BODIES)]
    for node in bodies:
        cost = _ROUND + _cost(node.body)
        _begin(node, f"spend({cost})" if isinstance(node, nodes.For) and not node.recursive else f"descend({cost})")
        if isinstance(node, nodes.For) and node.test is not None:
            looked = nodes.EnvironmentAttribute(f"spend({_ROUND + _cost([node.test])})", lineno=node.lineno)
            node.test = nodes.And(looked, node.test, lineno=node.lineno)


def _begin(node: Any, call: str) -> None:
    line = node.lineno or 1
    node.body.insert(0, nodes.ExprStmt(nodes.EnvironmentAttribute(call, lineno=line), lineno=line))


def _cost(body: Sequence[nodes.Node]) -> int:
    """Steps for what stands in a body and in no body within it: its nodes and the characters that it writes."""
    total, waiting = 0, list(body)
    while waiting:
        node = waiting.pop()
        total += len(node.data) if isinstance(node, nodes.TemplateData) else 2
        if not isinstance(node, _BODIES):
            waiting += node.iter_child_nodes()
    return total


class Inside(BaseLoader):
    """Templates from folders, from no other place, and of a moderate size."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        name = "/".join(split_template_path(template))
        path = find(self._folders, name)
        if path is None:
            raise TemplateNotFound(template)
        read = _stamp(path)
        try:
            text = read_some(path, MOST_SOURCE).decode("utf-8")
        except TooLarge:
            message = f"a template may have {MOST_SOURCE >> 10} KiB; put what several share into files of their own"
            raise ContentError([Finding("file-too-large", message, path.as_posix())]) from None
        except OSError as error:
            message = f"this file cannot be read: {error.strerror}"
            raise ContentError([Finding("unreadable-file", message, path.as_posix())]) from None
        # Another file may have this name by now, in a folder above or in another working folder.
        return text, str(path), lambda: find(self._folders, name) == path and _stamp(path) == read

    def list_templates(self) -> list[str]:
        raise TypeError("no template asks for all others")


def _stamp(path: Path) -> tuple[int, ...]:
    """What changes with a file: its time of change, its number and its size."""
    try:
        status = path.stat()
    except OSError:
        return ()
    return status.st_mtime_ns, status.st_ino, status.st_size
