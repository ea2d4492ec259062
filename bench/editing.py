"""Editing: one change through the register against the same UPDATE by hand, both on disk when they return."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from bench.figure import Figure, on_disk, side_by_side
from riskreg.opening import open_register
from riskreg.register import Register
from riskreg.sample import new_sample
from riskreg.store.rows import row_of

ROUNDS = 200


def edit(register: Register) -> Callable[[], None]:
    """Changes the first control point through a step, to and fro."""

    def once() -> None:
        point = register.year(2022).control_points[0]
        with register.step("Edit") as step:
            step.put(point, replace(point, likelihood=3 if point.likelihood != 3 else 2))

    return once


def update(raw: sqlite3.Connection, register: Register) -> Callable[[], None]:
    """The same change as one UPDATE, in a transaction as durable as ours."""
    point = register.year(2022).control_points[0]
    rows = [row_of(replace(point, likelihood=value)) for value in (2, 3)]
    names = [name for name in rows[0] if name != "id"]
    statement = f"UPDATE control_point SET {', '.join(f'{n} = :{n}' for n in names)} WHERE id = :id"

    def once() -> None:
        rows.reverse()
        raw.execute("BEGIN IMMEDIATE")
        raw.execute(statement, rows[0])
        raw.execute("COMMIT")

    return once


def figures() -> Iterable[Figure]:
    """One edit in a register as small as the sample."""
    with on_disk() as folder:
        path, by_hand = Path(folder, "ours.riskreg"), Path(folder, "raw.riskreg")
        new_sample(path).close()
        shutil.copy(path, by_hand)
        with (
            closing(open_register(path)) as register,
            closing(sqlite3.connect(by_hand, isolation_level=None)) as raw,
        ):
            for pragma in (
                "journal_mode=DELETE",
                "synchronous=EXTRA",
                "foreign_keys=ON",
                "trusted_schema=OFF",
            ):
                raw.execute(f"PRAGMA {pragma}")
            ours, theirs = side_by_side(edit(register), update(raw, register), ROUNDS)
    yield Figure(
        "one edit, committed and durable, against the same UPDATE in raw sqlite3", ours / theirs, "", 3
    )
    yield Figure("  that edit", ours * 1000, "ms")
