"""What each code in brackets means and what to do: ``soleprint explain CODE``."""

from __future__ import annotations

from soleprint.cli.explanations import TABLE
from soleprint.errors import ExitCode, UsageProblem
from soleprint.files.suggest import nearest

EXPLANATIONS: dict[str, str] = {code: text for group in TABLE.values() for code, text in group.items()}

_MEANINGS = {
    ExitCode.FINDINGS: "`check` or `preflight` found errors",
    ExitCode.USAGE: "a wrong option or argument",
    ExitCode.CONTENT: "content or template (1 from `check`)",
    ExitCode.FIT: "does not fit",
    ExitCode.FONT: "a font or a character is missing",
    ExitCode.FILE: "a file cannot be read or written",
}


def explanation(code: str) -> str:
    """The explanation of a code. Raises UsageProblem for one that is not known."""
    code = code.strip("[] ")
    if code in EXPLANATIONS:
        return EXPLANATIONS[code]
    close = nearest(code, EXPLANATIONS)
    hint = f" Did you mean {close!r}?" if close else " `soleprint explain` lists all codes."
    raise UsageProblem(f"There is no code {code!r}.{hint}", code="unknown-code")


def all_codes() -> str:
    """Every code under its exit code, one a line, each with the first sentence of its explanation."""
    width = max(map(len, EXPLANATIONS))
    lines = []
    for exit_code, group in TABLE.items():
        lines += ["", f"Exit code {int(exit_code)}: {_MEANINGS[exit_code]}"]
        lines += [f"  {code:<{width}}  {_first_sentence(text)}" for code, text in sorted(group.items())]
    return "\n".join(lines[1:])


def _first_sentence(text: str) -> str:
    return text.partition(". ")[0].rstrip(".") + "."
