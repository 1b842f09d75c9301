"""What is printed of one person: the words that go into the slots of a copy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from soleprint.errors import UsageProblem
from soleprint.files.suggest import did_you_mean
from soleprint.products.options import Patient

if TYPE_CHECKING:
    from soleprint.products.order import Order
    from soleprint.products.product import Product

NAMES = ("name", "reference", "qr")
"""Options that are what they are, as in a clinic's profile: held only to claims that must not be made in any way."""
OWN = "slot"
"""The option for slots that the product's file names."""
USUAL = tuple(name for name in Patient.options if name != OWN)


def slots_of(product: Product) -> tuple[str, ...]:
    """The slots of a product: none where it has nothing of a person."""
    return (*USUAL, *product.slots) if "patient" in product.takes else ()


def personal(order: Order) -> dict[str, str]:
    """What an order says of the person whom the copy is for: slot name -> text, "" for a line for the pen.

    Raises UsageProblem for a slot that the product does not have.
    """
    plan = order[Patient]
    values = dict.fromkeys(order.product.slots, "")
    if plan.slot and not values:
        message = f"--slot is not for the product {order.name!r}, whose file names no slots. Leave it out."
        raise UsageProblem(message, code="not-for-product", option="slot")
    for text in plan.slot:
        name, is_set, value = text.partition("=")
        if not is_set or name.strip() not in values:
            near = did_you_mean(name.strip()[:60], sorted(values))
            message = f"--slot takes NAME=TEXT for a slot that the file of {order.name!r} names{near}"
            raise UsageProblem(message, code="unknown-slot", option="slot")
        values[name.strip()] = value.strip()
    return {**{name: getattr(plan, name).strip() for name in USUAL}, **values}


def as_options(product: Product, values: Mapping[str, str]) -> dict[str, Any]:
    """The options that say so, as ``Order.changed`` takes them; a slot that is not there stays empty."""
    usual: dict[str, Any] = {name: values.get(name, "") for name in USUAL}
    own = tuple(f"{name}={values[name]}" for name in product.slots if values.get(name))
    return usual | {OWN: own}
