"""A short round of every trial; `make faults` runs the whole."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.faults import clock, shim
from tests.faults.__main__ import TRIALS

REASONS = {name: shim.why_not() or (clock.why_not() if name == "clock" else "") for name in TRIALS}


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.skipif(bool(reason), reason=reason or "it can be tried"))
        for name, reason in REASONS.items()
    ],
)
def test_a_short_round_of_the_trial(name: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.faults", "--short", name], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
