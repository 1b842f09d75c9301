"""Where an address or a number leads when it is clicked (RFC 3986, 3966 and 6068)."""

from __future__ import annotations

import re

_ORDERING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_WEB = re.compile(r"https?://\S+")
_MAIL = re.compile(r"[^@\s<>]+@[^@\s<>.]+(\.[^@\s<>.]+)+")
_NUMBER = re.compile(r"[+*#0-9(][0-9 *#()./-]*[0-9#*]")
_EXTENSION = re.compile(r"\s*(?:ext\.?|x|#)\s*([0-9]{1,8})$", re.IGNORECASE)


def web(address: str) -> str:
    """The address without the characters that only keep it in order in a line of text."""
    return _ORDERING.sub("", str(address)).strip()


def mail(address: str) -> str:
    """The ``mailto:`` link of an e-mail address."""
    return f"mailto:{web(address)}"


def tel(number: str) -> str:
    """The ``tel:`` link of a number as people write it; ``(0)`` in an international one is not dialled."""
    plain = web(number)
    extension = _EXTENSION.search(plain)
    main = plain[: extension.start()] if extension else plain
    if main.startswith("+"):
        main = main.replace("(0)", "")
    dialled = re.sub(r"[^0-9+*#]", "", main).replace("#", "%23")
    return f"tel:{dialled}" + (f";ext={extension[1]}" if extension else "")


def contact(text: str) -> str:
    """The link of an address or number, whatever of these it is; "" for other words."""
    plain = web(text)
    if _WEB.fullmatch(plain):
        return plain
    if _MAIL.fullmatch(plain):
        return mail(plain)
    main = _EXTENSION.sub("", plain)
    return tel(plain) if _NUMBER.fullmatch(main) else ""
