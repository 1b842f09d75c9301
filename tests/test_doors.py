"""Every option of the model on every product through every door: taken with its value, or refused with the reason.

The tests are made from the option model and the product files, so a new option or product is held to the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

import soleprint
from soleprint.cli import main
from soleprint.errors import ContentError, SoleprintError
from soleprint.jobs.model import APART, OF_THE_JOB
from soleprint.jobs.plan import plan
from soleprint.products.kinds import Choice
from soleprint.products.options import every_option
from soleprint.products.order import Order, read_order
from tests.support import sample
from tests.support.sample import PRODUCTS, required, takes

READ = "read-by-this-test"
SHARED = {*OF_THE_JOB, "strict"}
"""What all outputs of a job share."""
Door = Callable[[str, dict[str, Any]], "Answer"]


class Answer(NamedTuple):
    """What a door says: the order that it has read, or the code and the message of its refusal."""

    order: Order | None
    code: str = ""
    message: str = ""


class Doors:
    """Every door, each of which goes as far as the order."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.orders: list[Order] = []

    def stop(self, order: Order, extra: object = None) -> Any:
        """Instead of making: keeps the order."""
        self.orders.append(order)
        raise SoleprintError("The order was read.", code=READ)

    def _answer(self, code: str, message: str) -> Answer:
        return Answer(self.orders.pop()) if code == READ else Answer(None, code, message)

    def python(self, product: str, given: dict[str, Any]) -> Answer:
        try:
            soleprint.make(product, sample.routines(product), **given)
        except SoleprintError as error:
            return self._answer(error.code, str(error))
        raise AssertionError("the order was not read")

    def command(self, product: str, given: dict[str, Any]) -> Answer:
        typed = ["make", product, *sample.routines(product), *sample.words(given)]
        told = CliRunner().invoke(main, typed, prog_name="soleprint")
        assert told.exit_code == 2, told.output
        found = re.search(r"\[([a-z-]+)\]$", told.stderr.strip())
        assert found is not None, told.stderr
        return self._answer(found[1], told.stderr)

    def job(self, product: str, given: dict[str, Any]) -> Answer:
        own = {name: value for name, value in given.items() if name not in SHARED}
        shared = {name: value for name, value in given.items() if name in OF_THE_JOB}
        return self.job_of(product, sample.line(own), sample.line(shared), bool(given.get("strict")))

    def job_of(self, product: str, own: str, shared: str = "", strict: bool = False) -> Answer:
        """A job of one output, its keys as they are written."""
        named = [f"product: {product}", *(f"routines: [{name}]" for name in sample.routines(product)), own]
        output = f"outputs: [{{{', '.join(filter(None, named))}}}]"
        path = self.folder / "job.yaml"
        path.write_text(f"{{{', '.join(filter(None, ['schema: 1', shared, output]))}}}", encoding="utf-8")
        try:
            (task,) = plan(path, strict=strict)
        except ContentError as error:
            (finding,) = error.findings
            return Answer(None, finding.code, finding.message)
        return Answer(read_order(task.product, task.routines, task.given))


@pytest.fixture
def doors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Doors:
    every = Doors(tmp_path)
    sample.folder()  # Makes a card, so it comes before making is stopped.
    monkeypatch.setattr("soleprint.products.make.fulfil", every.stop)
    return every


def open_to(every: Doors, product: str, *names: str) -> Iterator[Door]:
    """The doors that have all of these options, the product's own needs among them."""
    yield every.python
    if all(every_option()[name].shown for name in names):
        yield every.command
    asked = {*names, *PRODUCTS[product].requires}
    if not asked & (set(APART) - SHARED):
        yield every.job


PAIRS = [(product, name) for product in PRODUCTS for name in every_option()]
every_pair = pytest.mark.parametrize(("product", "name"), PAIRS)


def check(doors: Doors, product: str, name: str, given: dict[str, Any], code: str) -> None:
    """Every door takes ``given``, the same way, or refuses ``name`` with ``code``."""
    orders = []
    for door in open_to(doors, product, *given):
        answer = door(product, given)
        if door == doors.job and code and name in SHARED:
            assert answer.order is not None
            assert name not in answer.order.given, "what all outputs share is for those that take it"
            continue
        assert answer.code == code, answer
        assert not code or name.replace("_", "-") in answer.message.replace("_", "-")
        orders.append(answer.order)
    assert all(order == orders[0] for order in orders), "the doors read different orders"
    if not code:
        assert orders[0] is not None
        assert name in orders[0].given
        read = [getattr(group, name) for group in orders[0].groups.values() if hasattr(group, name)]
        assert read == [every_option()[name].kind.read(given[name], name)]


@every_pair
def test_with_what_it_needs_an_option_is_taken_where_the_product_can_use_it(
    product: str, name: str, doors: Doors
) -> None:
    needed = sample.needed(product, name)
    given = {**required(product, name), **(needed or {}), name: sample.value(name, product)}
    check(doors, product, name, given, "not-for-product" if needed is None else "")


@every_pair
def test_without_it_the_option_is_refused(product: str, name: str, doors: Doors) -> None:
    needs, needed = every_option()[name].needs, sample.needed(product, name)
    given = {**required(product, name), name: sample.value(name, product)}
    # A product that is usually imposed is so when an option asks for it.
    usual = needs is not None and needs[0] == "impose" and PRODUCTS[product].impose[0] in needs[1]
    usual = usual or name in sample.JUDGED_WHEN_MADE
    check(
        doors,
        product,
        name,
        given,
        "not-for-product" if needed is None else "option-needs" if needed and not usual else "",
    )


CHOICES = [(name, option.kind.values) for name, option in every_option().items() if isinstance(option.kind, Choice)]


@pytest.mark.parametrize(("name", "values"), CHOICES)
def test_each_of_a_few_words_is_read_and_no_other(name: str, values: tuple[Any, ...], doors: Doors) -> None:
    product = next(one for one in PRODUCTS if sample.needed(one, name) is not None)
    for value in (*values, "quite another"):
        base = {**required(product), **(sample.needed(product, name) or {})}
        answers = [door(product, {**base, name: value}) for door in open_to(doors, product, name)]
        codes = {answer.code for answer in answers}
        if name == "impose" and value not in PRODUCTS[product].impose and value in values:
            assert codes == {"not-for-product"}
        elif value in values:
            assert codes == {""}
        else:
            assert codes == {"unknown-option"}
            assert all(f"--{name}" in answer.message for answer in answers)


@pytest.mark.parametrize("name", sorted(set(APART) - SHARED))
def test_what_a_job_does_not_have_is_an_unknown_key(name: str, doors: Doors) -> None:
    product = next(one for one in PRODUCTS if takes(one, name))
    assert doors.job(product, {name: sample.value(name, product)}).code == "unknown-key"


def test_an_option_that_nothing_has(doors: Doors) -> None:
    assert doors.python("card", {"sise": "A5"}).code == "unknown-option"
    told = CliRunner().invoke(main, ["make", "card", "foot", "--sise", "A5"], prog_name="soleprint")
    assert (told.exit_code, "--size" in told.stderr) == (2, True)
    assert doors.job_of("card", "sise: A5").code == "unknown-key"
