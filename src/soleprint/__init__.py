"""soleprint turns documented massage routines into printed wall cards, leaflets and booklets.

>>> import soleprint
>>> card = soleprint.make("card", ["foot"], size="A5")
>>> card.pages
1
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from soleprint.errors import SoleprintError
    from soleprint.products.options import Options
    from soleprint.products.order import make
    from soleprint.products.workshop import Result

__version__ = "0.1.0"
__all__ = ["Options", "Result", "SoleprintError", "__version__", "make"]

_HOMES = {
    "make": "products.order",
    "Result": "products.workshop",
    "Options": "products.options",
    "SoleprintError": "errors",
}


def __getattr__(name: str) -> Any:
    # Lazy, so that `import soleprint` and `soleprint --help` load nothing they do not use.
    if name in _HOMES:
        from importlib import import_module

        value = getattr(import_module(f"soleprint.{_HOMES[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'soleprint' has no attribute {name!r}")
