"""Opening: a register of 10,000 control points read and arranged, against its bare rows; without a window."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from bench.figure import Figure, on_disk, side_by_side
from riskreg.opening import open_register
from riskreg.store.tables import TABLES
from tests.builders import YEAR, a_register

POINTS = 10_000


def read(path: Path) -> None:
    """The year as the window gets it."""
    with closing(open_register(path)) as register:
        assert len(register.year(YEAR).control_points) == POINTS


def rows(path: Path) -> None:
    """Every row of every table."""
    with closing(sqlite3.connect(path)) as raw:
        for table in TABLES.values():
            raw.execute(f"SELECT * FROM {table.name}").fetchall()


def figures() -> Iterable[Figure]:
    """What opening costs apart from the window."""
    with on_disk() as folder:
        register = a_register(Path(folder), points=POINTS)
        register.close()
        ours, theirs = side_by_side(lambda: read(register.path), lambda: rows(register.path), 7)
    yield Figure("read and arrange 10,000 control points", ours * 1000, "ms")
    yield Figure("  the same rows in raw sqlite3", theirs * 1000, "ms")
