"""Two processes open one register at the same moment and edit it: there is never more than one writer.

Both are let go at once. Whoever is acknowledged must find its step in the journal afterwards, and the
journal must be whole. In half of the races the lock file is removed again and again, as where no lock
reaches another machine: then the register itself must refuse the second writer.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path

from riskreg import keeping
from riskreg.faults import Trouble
from riskreg.opening import open_register
from riskreg.store.lock import lock_file
from tests.builders import a_point, a_register
from tests.faults.outcome import Outcome, in_memory
from tests.faults.steps import go_home

WANTED = 200
_RACERS, _EDITS = 2, 3


def trials(wanted: int = WANTED) -> Iterable[Outcome]:
    """Race so many times."""
    with in_memory() as folder:
        go_home(folder)
        found = Counter(_raced(folder, number) for number in range(wanted))
    bad = sum(count for what, count in found.items() if what.isupper())
    yield Outcome("two processes race", found.total(), bad, found, least=wanted)


def _raced(folder: Path, number: int) -> str:
    with closing(a_register(folder, name=f"{number}.riskreg")) as register:
        path = register.path
    reading, writing = os.pipe()
    start = time.monotonic() + 0.02
    children = []
    for racer in range(_RACERS):
        children.append(os.fork())
        if children[-1] == 0:
            _race(path, racer, start, writing, without_lock=number % 2 == 1)
    os.close(writing)
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    with os.fdopen(reading) as told:
        acknowledged = told.read().split()
    if any(codes):
        return "A BUG"
    with closing(open_register(path, for_reading=True)) as register:
        steps = [str(entry.values["mark"]) for entry in register.history() if "mark" in entry.values]
    found = keeping.examine(path, lambda _done, _total: None).found
    path.unlink()
    if sorted(steps) != sorted(acknowledged):
        return "AN ACKNOWLEDGED STEP IS LOST"
    if found:
        return "DAMAGED"
    writers = len({mark.split("-")[0] for mark in acknowledged})
    return f"{writers} wrote" + (", one after the other" if writers > 1 else "")


def _race(path: Path, racer: int, start: float, told: int, *, without_lock: bool) -> None:
    code = 1
    try:
        time.sleep(max(0.0, start - time.monotonic()))
        if without_lock:
            lock_file(path).unlink(missing_ok=True)
        with closing(open_register(path)) as register:
            for number in range(_EDITS):
                mark = f"{racer}-{number}"
                with suppress(Trouble):
                    with register.step("Edit", mark=mark) as edit:
                        edit.add(a_point(register.year(2022).plan, text=mark))
                    os.write(told, f"{mark}\n".encode())
        code = 0
    finally:
        os._exit(code)
