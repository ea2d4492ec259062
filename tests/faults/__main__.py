"""Runs the trials and prints a line for each: `python -m tests.faults [--short] [name…]`.

Ends with 1 when a figure is missed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from importlib import import_module

from tests.faults import shim
from tests.faults.outcome import Outcome

# The trials, each with what a short round of it is given.
TRIALS: dict[str, dict[str, int]] = {
    "sweep": {"every": 97},
    "powercut": {"wanted": 90},
    "bitflips": {"wanted": 25},
    "mutations": {"wanted": 70},
    "sequences": {"wanted": 15},
    "races": {"wanted": 20},
    "hostile_texts": {"wanted": 100},
    "clock": {},
}


def main(words: list[str]) -> int:
    """Run the wanted trials, or all."""
    if reason := shim.why_not():
        print(f"riskreg: the trials cannot run here: {reason}", file=sys.stderr)
        return 2
    if not shim.loaded():
        with_shim = {**os.environ, "LD_PRELOAD": str(shim.compiled()), "QT_QPA_PLATFORM": "offscreen"}
        os.execve(sys.executable, [sys.executable, "-m", "tests.faults", *words], with_shim)
    is_short = "--short" in words
    all_met = True
    for name in [word for word in words if not word.startswith("-")] or TRIALS:
        trials: Callable[..., Iterable[Outcome]] = import_module(f"tests.faults.{name}").trials
        for outcome in trials(**TRIALS[name] if is_short else {}):
            print(outcome.say(), flush=True)
            all_met &= outcome.is_met
    return 0 if all_met else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
