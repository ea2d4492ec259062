"""The power goes at any moment of a step: what may then be on the disk, and what does riskreg make of it?

The model: a write that no fsync of its file followed may be lost, kept, or kept in some of its 512-byte
sectors only, in any order; a new, removed or changed name may be lost until its folder is synced, though
names change in their order. A step is recorded once, call by call; then the power is cut after each call,
many times over, each time with other luck, and every other time once the step was acknowledged. What was
acknowledged must be there. With synchronous=OFF it is not: that is the control.
"""

from __future__ import annotations

import os
import random
import shutil
import struct
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from riskreg.store import file
from tests.faults import shim
from tests.faults.outcome import Outcome, in_memory
from tests.faults.steps import STEPS, Step, copied, prepare, state, verdict

SECTOR = 512
WANTED = 20_000
_HEAD = struct.Struct("=IIqQ")
_DONE = "!"


@dataclass(frozen=True, slots=True)
class Call:
    """One recorded call: C(reate), W(rite), T(runcate), S(ync), U(nlink), R(ename), M(ake folder)."""

    letter: str
    path: str
    offset: int
    data: bytes


def trials(wanted: int = WANTED) -> Iterable[Outcome]:
    """Cut the power in every kind of step, and once more without the syncs."""
    share = wanted // len(STEPS) + 1
    for step in STEPS:
        with in_memory() as folder:
            found = Counter(_cut(step, folder, share))
        bad = sum(count for what, count in found.items() if what.isupper())
        yield Outcome(f"power cut: {step.name}", found.total(), bad, found, least=share)
    with in_memory() as folder:
        found = Counter(_cut(STEPS[0], folder, max(80, wanted // 20), careless=True))
    bad = sum(count for what, count in found.items() if what.isupper())
    yield Outcome("power cut: synchronous=OFF", found.total(), bad, found, must_fail=True)


def _cut(step: Step, folder: Path, share: int, *, careless: bool = False) -> Iterator[str]:
    prepared, root = folder / "prepared", folder / "root"
    path = root / prepare(prepared, step).relative_to(prepared)
    copied(prepared, root)
    before, disk = state(path), _disk(root)
    calls = _recorded(step, path, root, folder / "log", careless)
    after = state(path)
    done = next(at for at, call in enumerate(calls) if call.letter == _DONE)
    earlier, later = cycle(range(done + 1)), cycle(range(done + 1, len(calls) + 1))
    for number in range(share):
        at = next(later if number % 2 else earlier)
        _lay_out(root, _after_cut(disk, calls[:at], random.Random(number)))
        yield verdict(path, before, after, acknowledged=at > done)


def _recorded(step: Step, path: Path, root: Path, log: Path, careless: bool) -> list[Call]:
    """Do the step in a child that writes every call down."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            if careless:
                file._DURABLE = ("PRAGMA synchronous=OFF", "PRAGMA journal_mode=DELETE")
            act = step.ready(path)
            shim.watch(root)
            shim.record(log)
            act()
            shim.note_done()
            code = 0
        finally:
            os._exit(code)
    _pid, status = os.waitpid(child, 0)
    assert status == 0, f"{step.name} fails without any mishap"
    return list(_calls(log.read_bytes()))


def _calls(told: bytes) -> Iterator[Call]:
    at = 0
    while at < len(told):
        letter, length, offset, size = _HEAD.unpack_from(told, at)
        at += _HEAD.size
        path, data = told[at : at + length], told[at + length : at + length + size]
        at += length + size
        yield Call(chr(letter), os.fsdecode(path), offset, data)


# ------------------------------------------------------------------ the model of a disk
@dataclass(slots=True)
class _File:
    """What is surely on the disk, and what may be."""

    synced: bytearray = field(default_factory=bytearray)
    pending: list[Call] = field(default_factory=list)


def _after_cut(disk: dict[str, bytes], calls: list[Call], luck: random.Random) -> dict[str, bytes]:
    """The files of a disk whose power went after the calls."""
    files = {path: _File(bytearray(data)) for path, data in disk.items()}
    seen, durable = dict(files), dict(files)  # the names as programs see them, and as the disk has them
    unsynced: list[Call] = []
    made: dict[int, _File] = {}
    for call in calls:
        match call.letter:
            case "C":
                made[id(call)] = _File()
                unsynced.append(call)
                _rename(seen, call, made)
            case "U" | "R":
                unsynced.append(call)
                _rename(seen, call, made)
            case "W" | "T" if call.path in seen:
                seen[call.path].pending.append(call)
            case "S" if call.path in seen:
                for write in seen[call.path].pending:
                    _put(seen[call.path].synced, write)
                seen[call.path].pending.clear()
            case "S":  # a folder
                for change in [c for c in unsynced if os.path.dirname(c.path) == call.path]:  # noqa: PTH120
                    _rename(durable, change, made)
                    unsynced.remove(change)
    for change in unsynced[: luck.randint(0, len(unsynced))]:
        _rename(durable, change, made)
    return {path: _with_luck(found, luck) for path, found in durable.items()}


def _rename(names: dict[str, _File], call: Call, made: dict[int, _File]) -> None:
    if call.letter == "C":
        names[call.path] = made[id(call)]
    elif call.letter == "U":
        names.pop(call.path, None)
    elif found := names.pop(os.fsdecode(call.data), None):
        names[call.path] = found


def _with_luck(found: _File, luck: random.Random) -> bytes:
    content = bytearray(found.synced)
    for write in found.pending:
        kept = luck.choice((0.0, 0.5, 1.0))  # nothing, some sectors, all of it
        if write.letter == "T":
            if luck.random() < kept:
                _put(content, write)
            continue
        for start in range(0, len(write.data), SECTOR):
            if luck.random() < kept:
                piece = write.data[start : start + SECTOR]
                _put(content, Call("W", write.path, write.offset + start, piece))
    return bytes(content)


def _put(content: bytearray, call: Call) -> None:
    if call.letter == "T":
        del content[call.offset :]
    content.extend(bytes(max(0, call.offset - len(content))))
    content[call.offset : call.offset + len(call.data)] = call.data


def _disk(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def _lay_out(root: Path, disk: dict[str, bytes]) -> None:
    shutil.rmtree(root, ignore_errors=True)
    for name, content in disk.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
