import re
from functools import cache

import pytest
from click.testing import CliRunner

from soleprint import errors
from soleprint.cli import main
from soleprint.cli.explain import EXPLANATIONS, explanation
from soleprint.cli.explanations import TABLE
from soleprint.errors import ExitCode, UsageProblem
from tests.support.codes import Given, given_codes

GIVEN = cache(given_codes)
"""Reading the source takes seconds, which only those wait for that ask."""


def test_the_source_is_read_right() -> None:
    """A few codes that the source gives in different ways."""
    codes = {given.code for given in GIVEN()}
    assert {
        "does-not-fit",  # class attribute
        "unknown-size",  # code= of an exception
        "overlap",  # Finding("...")
        "cue-too-long",  # report.on(..., "...")
        "bad-value",  # default of a parameter
        "tab",  # helper that raises
        "prohibited-claim",  # local name, one of two
        "pdf-boxes",  # yielded
        "disk-full",  # table
        "cannot-write",  # default of a look-up in it
        "template-attribute",  # f-string
        "unknown-safety-profile",  # from the content model
    } <= codes


def test_every_code_is_explained() -> None:
    missing = {given.code: given.place for given in GIVEN() if given.code not in EXPLANATIONS}
    assert not missing, f"add these to src/soleprint/cli/explanations.py or explanations_content.py: {missing}"


def test_every_explanation_has_its_code() -> None:
    assert not EXPLANATIONS.keys() - {given.code for given in GIVEN()}, "nothing in the source gives these codes"


def test_each_code_stands_under_its_exit_code() -> None:
    assert sum(map(len, TABLE.values())) == len(EXPLANATIONS), "a code stands under two exit codes"
    for exit_code, group in TABLE.items():
        for code in group:
            possible = [_exit_codes(given) for given in GIVEN() if given.code == code]
            # One that goes through a name of its own does not tell what it ends with.
            assert not all(possible) or exit_code in set().union(*possible), f"{code} ends with {possible}"


def _exit_codes(given: Given) -> set[ExitCode]:
    """The exit codes that the taker of a code stands for; none when it does not tell."""
    kind = getattr(errors, given.taker, None)
    if given.taker in ("Finding", "on", "at"):
        return {ExitCode.CONTENT, ExitCode.FINDINGS}
    return {kind.exit_code} if isinstance(kind, type) and issubclass(kind, errors.SoleprintError) else set()


@pytest.mark.parametrize("code", sorted(EXPLANATIONS))
def test_an_explanation_is_a_sentence_or_three(code: str) -> None:
    text = EXPLANATIONS[code]
    assert text[0].isupper() or text[0] in "`-s"
    assert text.endswith(".")
    assert 40 <= len(text) <= 240
    assert len(re.findall(r"[.!?](?= |$)", text)) <= 3
    assert "  " not in text


def test_brackets_may_be_copied_too() -> None:
    assert explanation("[overlap]") == EXPLANATIONS["overlap"]


def test_unknown_code() -> None:
    with pytest.raises(UsageProblem, match="Did you mean 'overlap'"):
        explanation("overlaps")


def test_command_explains_one() -> None:
    result = CliRunner().invoke(main, ["explain", "does-not-fit"])
    assert result.exit_code == 0
    assert result.output.strip() == EXPLANATIONS["does-not-fit"]


def test_command_lists_all_by_exit_code() -> None:
    result = CliRunner().invoke(main, ["explain"])
    assert result.exit_code == 0
    heads = [line for line in result.output.splitlines() if line and not line.startswith(" ")]
    assert [head.partition(":")[0] for head in heads] == [f"Exit code {n}" for n in (1, 2, 3, 4, 5, 6)]
    listed = re.findall(r"^  (\S+)  ", result.output, re.MULTILINE)
    assert sorted(listed) == sorted(EXPLANATIONS)
