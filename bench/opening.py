"""Opening: a register of 10,000 control points with all its checks, against the same records without."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Any

from bench.figure import Figure, on_disk, seconds, side_by_side
from riskreg.domain.fields import stored_fields
from riskreg.domain.records import Record
from riskreg.opening import open_register
from riskreg.store.rows import record_from
from riskreg.store.tables import TABLES
from tests.builders import a_register

POINTS = 10_000


def opened(path: Path) -> None:
    """The register as it opens: what it is, its lock, every row's digest, the seal of all and the journal."""
    open_register(path).close()


def unchecked(path: Path) -> None:
    """The same records made of the same rows, with nothing looked at."""
    with closing(sqlite3.connect(path)) as raw:
        for kind, rows in _rows(raw):
            names = [field.name for field in stored_fields(kind)]
            made = {row[0]: record_from(kind, dict(zip(names, row, strict=True))) for row in rows}
            assert len(made) == len(rows)


def rows(path: Path) -> None:
    """The rows alone."""
    with closing(sqlite3.connect(path)) as raw:
        list(_rows(raw))


def _rows(raw: sqlite3.Connection) -> Iterator[tuple[type[Record], list[tuple[Any, ...]]]]:
    for kind, table in TABLES.items():
        columns = ", ".join(field.name for field in stored_fields(kind))
        yield kind, raw.execute(f"SELECT {columns} FROM {table.name} ORDER BY id").fetchall()


def figures() -> Iterable[Figure]:
    """What opening costs apart from the window, and what of it the checks cost."""
    with on_disk() as folder:
        register = a_register(Path(folder), points=POINTS)
        register.close()
        ours, theirs = side_by_side(lambda: opened(register.path), lambda: unchecked(register.path), 7)
        bare = median(seconds(lambda: rows(register.path)) for _round in range(7))
    yield Figure(
        "load 10,000 control points with all checks, against raw sqlite3 and no check", ours / theirs, "", 2
    )
    yield Figure("  that loading", ours * 1000, "ms")
    yield Figure("  the rows alone in raw sqlite3, made into nothing", bare * 1000, "ms")
