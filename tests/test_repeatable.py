"""The same command gives the same bytes, whatever surrounds it."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

import soleprint
from soleprint.errors import UsageProblem
from tests.ink import reading
from tests.support import mixed
from tests.support.breadth import EVERY
from tests.support.cards import ROUTINES, pdf

SCRIPT = """
import hashlib, soleprint
for given in ({"size": "A6"}, {"size": "A5", "faces": 2, "hole": "top", "bleed": 3, "marks": True}):
    card = soleprint.make("card", ["back-of-leg", "front-of-leg", "foot"], **given)
    print(hashlib.sha256(card.pdf).hexdigest(), hashlib.sha256(card.svg(1).encode()).hexdigest())
"""


def digests(folder: Path, **changed: str) -> str:
    """What SCRIPT prints in a process of its own, started in ``folder`` with changes to the environment."""
    environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"} | changed
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_repeated_in_one_process() -> None:
    first = soleprint.make("card", ["foot"], size="A6", faces=2)
    again = soleprint.make("card", ["foot"], size="A6", faces=2)
    assert first.pdf == first.pdf == again.pdf
    assert first.svg(1) == again.svg(1)
    assert first.png(0, 60) == again.png(0, 60)


def test_order_of_work_leaves_no_trace() -> None:
    """A card is the same whether it is the first made in a process or made after others."""
    alone = subprocess.run(
        [sys.executable, "-c", "import soleprint, sys; sys.stdout.buffer.write(soleprint.make('card', ['foot']).pdf)"],
        capture_output=True,
        check=True,
    ).stdout
    for name in ROUTINES:
        soleprint.make("card", [name], size="A6", side="left")
    assert soleprint.make("card", ["foot"]).pdf == alone


def test_other_process_seed_zone_locale_and_folder(tmp_path: Path) -> None:
    here = digests(Path.cwd(), PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
    there = digests(tmp_path, PYTHONHASHSEED="4242", TZ="Pacific/Kiritimati", LC_ALL="tr_TR.UTF-8", HOME=str(tmp_path))
    assert here == there
    assert len(here.split()) == 4
    given = {"size": "A5", "faces": 2, "hole": "top", "bleed": 3, "marks": True}
    assert hashlib.sha256(pdf(*ROUTINES, **given)).hexdigest() == here.split()[2]


def test_source_date_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1234567890")
    data = soleprint.make("card", ["foot"], size="A6").pdf
    metadata = reading.reader(data).metadata
    assert metadata is not None
    assert metadata.creation_date_raw == metadata.modification_date_raw
    assert str(metadata.creation_date_raw).startswith("D:20090213233130")


def test_without_it_the_content_gives_the_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    metadata = reading.reader(soleprint.make("card", ["foot"], size="A6").pdf).metadata
    assert metadata is not None
    assert str(metadata.creation_date_raw).startswith("D:20261122000000")


@pytest.mark.parametrize("wrong", ["soon", "-5", "1.5", " 7", "٣", "253402300800", "9" * 30])
def test_malformed_source_date_epoch(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", wrong)
    with pytest.raises(UsageProblem, match=r"SOURCE_DATE_EPOCH.*unset it") as caught:
        soleprint.make("card", ["foot"], size="A6")
    assert caught.value.code == "bad-source-date"


def test_what_was_made_before_leaves_no_trace() -> None:
    """Random documents come out in a process that has made others, in any order, as each does in one of its own."""
    made = mixed.documents(14 if EVERY else 7, seed=20261127)
    alone = subprocess.run(
        [sys.executable, "-m", "tests.support.mixed"],
        input=json.dumps(made),
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    fresh = dict(enumerate(json.loads(alone.stdout)))
    assert sum(len(outcome) == 64 for outcome in fresh.values()) >= len(made) * 0.75
    for seed in (1, 2) if EVERY else (1,):
        order = random.Random(seed).sample(range(len(made)), len(made))
        outcomes = {number: mixed.outcome(made[number]) for number in order}
        assert {n: (made[n], outcomes[n]) for n in order if outcomes[n] != fresh[n]} == {}
