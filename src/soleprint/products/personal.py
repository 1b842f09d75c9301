"""What is printed of one person: the words that go into the slots of a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleprint.products.options import Patient

if TYPE_CHECKING:
    from soleprint.products.order import Order


def personal(order: Order) -> dict[str, str]:
    """What an order says of the person whom the copy is for: slot name -> text, "" for a line for the pen."""
    return {name: text.strip() for name, text in vars(order[Patient]).items()}
