"""What a script of this folder gives back, and the one way in which two deeds are compared."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple


class Figure(NamedTuple):
    """One line of the table: a ratio has no unit, and a figure without an aim is there to explain another."""

    name: str
    value: float
    unit: str = ""
    aim: float | None = None


def seconds(work: Callable[[], object]) -> float:
    """How long a deed takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def side_by_side(
    ours: Callable[[], object], theirs: Callable[[], object], rounds: int
) -> tuple[float, float]:
    """The median seconds of two deeds, done in turns so that both meet the same machine."""
    times = [(seconds(ours), seconds(theirs)) for _round in range(rounds + 1)][1:]  # the first warms up
    return median(one for one, _other in times), median(other for _one, other in times)


def on_disk() -> AbstractContextManager[str]:
    """A folder on the disk of the checkout: the system's own may lie in memory, where nothing is durable."""
    build = Path(__file__).resolve().parent.parent / "build"
    build.mkdir(exist_ok=True)
    return TemporaryDirectory(dir=build, prefix=f"bench-{os.getpid()}-")
