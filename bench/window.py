"""The window: how soon it is painted, and how it keeps up with typing.  Each time is of a whole process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import quantiles

from bench.figure import Figure, on_disk, side_by_side
from riskreg.sample import new_sample
from tests.builders import a_register

POINTS = 10_000
ROUNDS = 9
_SCRIPT = Path(__file__).with_name("painted.py")


def child(home: Path, *arguments: str | Path) -> Callable[[], str]:
    """Runs painted.py, until it has said something."""
    environment = os.environ | {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "QT_QPA_PLATFORM": "offscreen",
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled already
    command = [sys.executable, str(_SCRIPT), *map(str, arguments)]

    def once() -> str:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if not done.stdout:
            raise RuntimeError(done.stderr)
        return done.stdout

    return once


def a_home(folder: Path, page: str) -> Path:
    """A user's folder in which a page was shown last."""
    home = folder / page
    (home / "riskreg").mkdir(parents=True)
    (home / "riskreg" / "settings.json").write_text(json.dumps({"page": page}), encoding="utf-8")
    return home


def figures() -> Iterable[Figure]:
    """The start with the sample and with a large register, and a key in the search box."""
    with on_disk() as folder:
        overview, risks = a_home(Path(folder), "overview"), a_home(Path(folder), "risks")
        sample, large = Path(folder, "sample.riskreg"), Path(folder, "large.riskreg")
        new_sample(sample).close()
        a_register(large.parent, name=large.name, points=POINTS).close()
        yield from _starting(overview, sample)
        ours, theirs = side_by_side(child(risks, "list", large), child(risks, "bare", large), ROUNDS)
        yield Figure(
            "open 10,000 control points to a painted list, against a bare window with the same rows",
            ours / theirs,
            "",
            2,
        )
        yield Figure("  that list", ours * 1000, "ms")
        yield Figure("  that bare window", theirs * 1000, "ms")
        times = [float(word) for word in child(risks, "keys", large)().split()]
        yield Figure("a keystroke in the search box over 10,000 control points, p95", _p95(times), "ms", 16)
        yield Figure("  the slowest", max(times), "ms")


def _starting(home: Path, sample: Path) -> Iterable[Figure]:
    ours, theirs = side_by_side(child(home, "ours", sample), child(home, "bare"), ROUNDS)
    yield Figure("first painted window, against a bare PySide6 window with a table", ours / theirs, "", 1.5)
    yield Figure("  that window", ours * 1000, "ms")
    started = time.perf_counter()
    child(home, "page", sample)()
    yield Figure(
        "  until the sample's overview is painted in it", (time.perf_counter() - started) * 1000, "ms"
    )


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]
