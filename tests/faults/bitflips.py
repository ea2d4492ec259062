"""One bit of a register file is flipped: does riskreg notice whenever that changes what the register holds?

A flip counts when records or journal, read without riskreg, are not what they were, or cannot be read. It
must be reported: the file is refused with a sentence, or opening or looking through it finds damage. An
edit and an undo after it may meet Trouble only. The control: SQLite's own integrity_check alone misses most
of them.
"""

from __future__ import annotations

import random
import sqlite3
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path

from riskreg import keeping
from riskreg.domain.change import with_value
from riskreg.domain.checks import findings
from riskreg.domain.records import ControlPoint
from riskreg.faults import Trouble
from riskreg.opening import open_register
from riskreg.store.tables import JOURNAL, TABLES
from tests.builders import a_register
from tests.faults.outcome import Outcome, in_memory
from tests.faults.steps import go_home

WANTED = 3_000
_SETTLED = "no change"


def trials(wanted: int = WANTED) -> Iterable[Outcome]:
    """Flip until so many flips have changed something."""
    with in_memory() as folder:
        go_home(folder)
        found = Counter(_flipped(folder, wanted))
    counted = Counter({told: n for told, n in found.items() if told[0] != _SETTLED})
    bad = sum(n for (what, _by_sqlite), n in counted.items() if what.isupper())
    told = Counter[str]()
    for (what, _by_sqlite), n in counted.items():
        told[what] += n
    yield Outcome("bit flips", counted.total(), bad, told, least=wanted)
    missed = sum(n for (_what, by_sqlite), n in counted.items() if not by_sqlite)
    control = Counter({"missed by integrity_check": missed})
    yield Outcome("bit flips: integrity_check alone", counted.total(), missed, control, must_fail=True)


def _flipped(folder: Path, wanted: int) -> Iterator[tuple[str, bool]]:
    with closing(a_register(folder, points=12)) as register:
        register.undo()
        register.redo()
    sound, path = register.path.read_bytes(), folder / "flipped.riskreg"
    whole, luck, counted = _raw(register.path), random.Random(1), 0
    while counted < wanted:
        flipped = bytearray(sound)
        flipped[luck.randrange(len(flipped))] ^= 1 << luck.randrange(8)
        path.write_bytes(flipped)
        changed = _raw(path) != whole
        counted += changed
        by_sqlite = changed and _noticed_by_sqlite(path)
        what = _tried(path, thoroughly=changed)
        if changed:
            yield (what if what != "nothing" else "NOT NOTICED"), by_sqlite
        else:
            yield (what if what.isupper() else _SETTLED), by_sqlite


def _raw(path: Path) -> object:
    """Records and journal without riskreg; None when SQLite cannot read them."""
    try:
        with closing(sqlite3.connect(path)) as raw:
            raw.text_factory = bytes
            return [
                raw.execute(f"SELECT * FROM {table.name} ORDER BY id").fetchall()
                for table in (*TABLES.values(), JOURNAL)
            ]
    except (sqlite3.Error, UnicodeDecodeError):
        return None


def _noticed_by_sqlite(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path)) as raw:
            return raw.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
    except (sqlite3.Error, UnicodeDecodeError):
        return True


def _tried(path: Path, *, thoroughly: bool) -> str:
    """Open, look through, edit and undo: what was noticed, "nothing", or in capitals that it crashed."""
    try:
        return _noticed(path, thoroughly=thoroughly)
    except Exception as error:
        traceback.print_exc()  # a crash is a bug: whoever runs the trial wants to mend it
        return f"A CRASH ({type(error).__name__})".upper()


def _looked_through(path: Path) -> str:
    try:
        found = keeping.examine(path, lambda _done, _total: None).found
    except Trouble:
        return "noticed when looked through"
    return "noticed when looked through" if found else "nothing"


def _noticed(path: Path, *, thoroughly: bool) -> str:
    try:
        register = open_register(path)
    except Trouble:
        return "refused"
    with closing(register):
        noticed = "noticed when opened"
        if register.is_sound:
            noticed = _looked_through(path) if thoroughly else "nothing"
        for year in register.years:
            with suppress(Trouble):
                findings(register.year(year))
        for point in list(register.contents.get(ControlPoint, {}).values())[:1]:
            with suppress(Trouble), register.step("Edit") as edit:
                edit.put(point, with_value(point, "responsible", "Någon annan"))
        for _turn in range(2):
            with suppress(Trouble):
                register.undo()
    return noticed
