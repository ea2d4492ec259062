"""Every file system call of every kind of step goes wrong, in every way; what is then in the file?

A trial lays out a register, lets one call of one step go wrong in a child process, and reads the file as the
next start of the program would.  It must hold the state before the step or the state after it, whole, and the
state after it when the step was acknowledged; every backup must be sound.  A process that is not killed may
have met Trouble only.
"""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from pathlib import Path

from riskreg.faults import Trouble
from tests.faults import shim
from tests.faults.outcome import Outcome, in_memory
from tests.faults.shim import MISHAPS, Mishap
from tests.faults.steps import STEPS, Step, copied, prepare, state, verdict

ACKNOWLEDGED, REFUSED, BUG = 0, 3, 4


def trials(every: int = 1) -> Iterable[Outcome]:
    """Sweep through all steps; with `every`, only each so manieth call."""
    for step in STEPS:
        with in_memory() as folder:
            found = Counter(_swept(step, folder, every))
        bad = sum(count for what, count in found.items() if what.isupper())
        yield Outcome(f"sweep: {step.name}", found.total(), bad, found)


def _swept(step: Step, folder: Path, every: int) -> Iterator[str]:
    prepared, root = folder / "prepared", folder / "root"
    path = root / prepare(prepared, step).relative_to(prepared)
    copied(prepared, root)
    before = state(path)
    code, calls = _counted(step, path, root)
    assert code == ACKNOWLEDGED, f"{step.name} fails without any mishap"
    after = state(path)
    for mishap in MISHAPS:
        for at in range(1, calls + 1, every):
            copied(prepared, root)
            code, _calls = _counted(step, path, root, mishap, at)
            assert not mishap.kills or code == -signal.SIGKILL, "the process ought to have died"
            yield _judged(path, code, before, after)


def _counted(
    step: Step, path: Path, root: Path, mishap: Mishap | None = None, at: int = 0
) -> tuple[int, int]:
    """Do the step in a child, and give its exit code and how many calls it made."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _child(step, path, root, mishap, at, writing)
    os.close(writing)
    told = os.read(reading, 32)
    os.close(reading)
    _pid, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), int(told or 0)


def _child(step: Step, path: Path, root: Path, mishap: Mishap | None, at: int, told: int) -> None:
    code = BUG
    try:
        act = step.ready(path)
        shim.watch(root)
        if mishap:
            shim.arm(mishap, at)
        try:
            act()
            code = ACKNOWLEDGED
        except Trouble:
            code = REFUSED
        os.write(told, str(shim.calls()).encode())
    finally:
        os._exit(code)


def _judged(path: Path, code: int, before: Hashable, after: Hashable) -> str:
    """What became of it; in capitals when it must not have."""
    if code == BUG:
        return "A BUG"
    found = verdict(path, before, after, acknowledged=code == ACKNOWLEDGED)
    if found.isupper():
        return found
    return f"{'killed' if code < 0 else 'refused' if code == REFUSED else 'acknowledged'}, {found}"
