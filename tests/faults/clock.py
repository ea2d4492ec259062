"""The clock is set back a year between two sittings: history, undo and backups keep their order."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from riskreg import keeping
from riskreg.opening import open_register
from riskreg.register import Register
from riskreg.store import backup
from tests.builders import YEAR, a_register
from tests.faults.outcome import Outcome, in_memory
from tests.faults.steps import go_home

_LIBRARY = "/usr/lib"
_EARLIER, _LATER = 40, 12  # steps before the clock is set back, and after


def why_not() -> str:
    """Why the clock cannot be set back here; empty when it can."""
    return "" if _library() else "the package faketime is not installed"


def trials() -> Iterable[Outcome]:
    """One long sitting now, and one that takes place a year ago."""
    with in_memory() as folder:
        go_home(folder)
        found = Counter(_told(folder))
    bad = sum(count for what, count in found.items() if what.isupper())
    yield Outcome("clock set back a year", found.total(), bad, found, least=5)


def _library() -> Path | None:
    return next(Path(_LIBRARY).glob("*/faketime/libfaketime.so.1"), None)


def _told(folder: Path) -> Iterator[str]:
    with closing(a_register(folder, points=1)) as register:
        sit(register, range(_EARLIER))
        earlier = keeping.backups(register.path)[0]
    command = [sys.executable, "-m", "tests.faults.clock", str(register.path)]
    faked = {"LD_PRELOAD": str(_library()), "FAKETIME": "-365d", "XDG_DATA_HOME": str(folder / "data")}
    subprocess.run(command, env={**os.environ, **faked}, check=True)
    with closing(open_register(register.path)) as register:
        history = register.history()
        yield "the clock was set back" if history[-1].at < history[0].at else "THE CLOCK WAS NOT SET BACK"
        labels = [str(entry.values["n"]) for entry in history if "n" in entry.values]
        in_order = labels == [str(n) for n in range(_EARLIER + _LATER)]
        yield "history in order" if in_order else "HISTORY OUT OF ORDER"
        undoable = register.undoable
        last = undoable is not None and undoable.values["n"] == _EARLIER + _LATER - 1
        yield "undo takes the newest" if last else "UNDO TAKES ANOTHER"
        kept = keeping.backups(register.path)
        newest = kept[0].entry == history[-1].id
        yield "the newest backup is first" if newest else "THE NEWEST BACKUP IS NOT FIRST"
        spared = earlier.path in [one.path for one in kept] and len(kept) <= _EARLIER
        yield "backups thinned alike" if spared else "BACKUPS THINNED WRONGLY"
        yield "backups in order" if not backup.superfluous(kept) else "BACKUPS LEFT OVER"


def sit(register: Register, numbers: Iterable[int]) -> None:
    """Take steps, each followed by a backup."""
    for n in numbers:
        point = register.year(YEAR).control_points[0]
        with register.step("Step {n}", n=n) as edit:
            edit.put(point, replace(point, analysis=f"Steg {n}"))
        keeping.back_up(register)


if __name__ == "__main__":
    with closing(open_register(Path(sys.argv[1]))) as opened:
        sit(opened, range(_EARLIER, _EARLIER + _LATER))
