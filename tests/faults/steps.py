"""Every kind of step that the trials disturb, and how the state of a register is told."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Hashable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from riskreg import keeping, paths
from riskreg.domain.change import all_of, with_value
from riskreg.domain.fields import Kind, stored_fields
from riskreg.domain.records import ControlPoint, Record
from riskreg.exchange.intake import propose
from riskreg.exchange.mapping import find_layout
from riskreg.exchange.sheet import read_sheets
from riskreg.faults import Trouble
from riskreg.opening import open_register
from riskreg.register import Register
from riskreg.store.journal import digest_of_entry
from riskreg.store.rows import values_of
from riskreg.store.snapshot import snapshot
from riskreg.texts import texts
from tests.builders import YEAR, a_register

Act = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Step:
    """A kind of step: what it starts from, and the deed that is disturbed, made ready for a file."""

    name: str
    ready: Callable[[Path], Act]
    before: Callable[[Path], None] = lambda path: None  # done to the prepared register


# ------------------------------------------------------------------ a register to start from
def prepare(root: Path, step: Step) -> Path:
    """A register with a history, and backups of it, all under `root`."""
    go_home(root)
    folder = root / "nämnden"
    folder.mkdir(parents=True)
    with closing(a_register(folder, points=4)) as register:
        keeping.back_up(register)
        _edit(register, "Före")()
        path = register.path
    (folder / "lista.csv").write_text(
        "Kontrollmoment;Sannolikhet;Konsekvens\n" + "".join(f"Risk {n};{n % 4 + 1};2\n" for n in range(12)),
        encoding="utf-8",
    )
    step.before(path)
    return path


def go_home(root: Path) -> None:
    """Let the user's data folder lie under `root`."""
    os.environ["XDG_DATA_HOME"] = str(root / "data")


def state(path: Path) -> Hashable:
    """All that a register file holds, its journal's length included.  Trouble when it cannot be read.

    Lineages are left out: a step makes new ones every time it is done.
    """
    found = snapshot(path)
    records = frozenset(_told(record) for kind in found.contents for record in all_of(found.contents, kind))
    return records, len(found.entries), found.is_sound


def verdict(path: Path, before: Hashable, after: Hashable, *, acknowledged: bool) -> str:
    """What a register holds after a mishap: the state before the step or after it.  In capitals when it is
    neither, when what was acknowledged is lost, or when a backup that has its name is not whole."""
    try:
        now = state(path)
        backups = [snapshot(backup).is_sound for backup in paths.data_folder().rglob("*.riskreg")]
    except Trouble:
        return "UNREADABLE"
    if not all(backups):
        return "A BACKUP IS NOT SOUND"
    if now not in (before, after):
        return "HALF A STEP"
    if acknowledged and now != after:
        return "ACKNOWLEDGED AND LOST"
    return "new" if now == after != before else "old"


def _told(record: Record) -> Hashable:
    lineages = {f.name for f in stored_fields(type(record)) if f.kind is Kind.LINEAGE}
    values = values_of(record)
    return record.table, tuple(value for name, value in values.items() if name not in lineages)


# ------------------------------------------------------------------ the deeds
def _edit(register: Register, text: str = "Efter") -> Act:
    point = register.year(YEAR).control_points[0]

    def act() -> None:
        with register.step("Edit") as edit:
            edit.put(point, replace(point, analysis=text * 100, likelihood=4))

    return act


def _bulk(register: Register) -> Act:
    def act() -> None:
        with register.step("Bulk edit") as edit:
            for point in all_of(register.contents, ControlPoint):
                edit.put(point, with_value(point, "method", "Stickprov. " * 400))

    return act


def _import(register: Register) -> Act:
    _ = texts("sv")
    layout = find_layout(read_sheets(register.path.with_name("lista.csv")), _)
    proposal = propose(layout, register.year(YEAR), _)

    def act() -> None:
        with register.step("Import") as edit:
            proposal.write(edit)

    return act


def _on_open(deed: Callable[[Register], Act]) -> Callable[[Path], Act]:
    return lambda path: deed(open_register(path))


def _copy_year(register: Register) -> Act:
    return lambda: keeping.copy_forward(register, YEAR, YEAR + 1, keep_decisions=True)


def _restore(register: Register) -> Act:
    oldest = keeping.backups(register.path)[-1]
    return lambda: keeping.restore(register, oldest)


def _opening(path: Path) -> Act:
    return lambda: open_register(path).close()


# What later migrations added, those that lead to others first.
_LATER_TABLES = (
    "assessment_action",
    "assessment_risk",
    "assessment_benefit",
    "assessment_participant",
    "change_assessment",
    "control_point_undertaking",
    "undertaking",
)


def as_first_schema(path: Path) -> None:
    """Make the file one of the first schema, as the first version wrote it."""
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.row_factory = sqlite3.Row
        previous = ""
        for row in raw.execute("SELECT * FROM journal ORDER BY id").fetchall():
            previous = digest_of_entry(previous, {**row, "seal": ""})
            raw.execute("UPDATE journal SET digest = ? WHERE id = ?", (previous, row["id"]))
        raw.execute("ALTER TABLE journal DROP COLUMN seal")
        for table in _LATER_TABLES:
            raw.execute(f"DROP TABLE {table}")
        raw.execute("ALTER TABLE plan DROP COLUMN undertakings")
        raw.execute("UPDATE alembic_version SET version_num = '0001'")
        raw.execute("PRAGMA user_version = 1")


STEPS = (
    Step("edit", _on_open(_edit)),
    Step("bulk edit", _on_open(_bulk)),
    Step("import", _on_open(_import)),
    Step("copy year", _on_open(_copy_year)),
    Step("undo", _on_open(lambda register: register.undo)),
    Step("open", _opening),
    Step("migration", _opening, as_first_schema),
    Step("backup", _on_open(lambda register: lambda: keeping.back_up(register))),
    Step("restore", _on_open(_restore)),
)


def copied(prepared: Path, root: Path) -> None:
    """Lay a prepared folder at `root`, in place of what was there."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(prepared, root)
    go_home(root)
