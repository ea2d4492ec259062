"""What a trial found, as a line."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many trials there were, and how many must not have ended as they did."""

    name: str
    trials: int
    bad: int
    found: Counter[str]
    least: int = 0  # trials that the figure asks for
    must_fail: bool = False  # a control, which shows that the trial can see anything at all

    @property
    def is_met(self) -> bool:
        """Whether the figure is reached."""
        return (self.bad > 0 if self.must_fail else self.bad == 0) and self.trials >= self.least

    def say(self) -> str:
        """The outcome as a line."""
        mark = "met" if self.is_met else "MISSED"
        aim = "control: some must be bad" if self.must_fail else "0 bad"
        found = ", ".join(f"{what} {count}" for what, count in sorted(self.found.items()))
        return f"{self.name:<34}{self.trials:>7} trials {self.bad:>5} bad  ({aim}) {mark}   {found}"


@contextmanager
def in_memory() -> Iterator[Path]:
    """A folder in memory where there is one: the trials make the disk's mishaps themselves."""
    memory = Path("/dev/shm")
    folder = memory if os.access(memory, os.W_OK) else None
    with TemporaryDirectory(dir=folder, prefix="riskreg-faults-") as name:
        yield Path(name).resolve()
