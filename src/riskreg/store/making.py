"""A new register file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from riskreg.domain.change import Change
from riskreg.files import whole
from riskreg.store import content, file, journal, migrate, saying
from riskreg.store.journal import Entry


def make(path: Path, changes: Sequence[Change], entry: Entry) -> None:
    """Write a register that holds what the changes add, with `entry` as the first of its journal.  The file
    has its name only once it is whole."""
    with whole(path) as draft:
        engine = file.engine_for(draft, create=True)
        try:
            with saying.writing(path), file.writing(engine) as connection:
                connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")  # records come in any order
                migrate.upgrade(connection)
                seal = content.write(connection, changes, {})
                journal.append(connection, replace(entry, seal=seal), changes, "")
        finally:
            engine.dispose()
