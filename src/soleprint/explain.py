"""What each code in brackets means and what to do: ``soleprint explain CODE``."""

from __future__ import annotations

from difflib import get_close_matches

from soleprint.errors import UsageProblem

EXPLANATIONS: dict[str, str] = {}


def explanation(code: str) -> str:
    """The explanation of a code. Raises UsageProblem for one that is not known."""
    code = code.strip("[] ")
    if code in EXPLANATIONS:
        return EXPLANATIONS[code]
    close = get_close_matches(code, EXPLANATIONS, n=1)
    hint = f" Did you mean {close[0]!r}?" if close else ""
    raise UsageProblem(f"There is no code {code!r}.{hint}", code="unknown-code")
