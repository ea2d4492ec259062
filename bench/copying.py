"""Copying a year: 10,000 control points with their links, against the same rows inserted by hand."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from bench.figure import Figure, on_disk, side_by_side
from riskreg.domain.records import Edition
from riskreg.domain.scales import Stage
from riskreg.keeping import copy_forward
from riskreg.opening import open_register
from riskreg.register import Register
from riskreg.store.tables import TABLES
from tests.builders import YEAR, a_register

POINTS = 10_000
ROUNDS = 5
PRAGMAS = ("journal_mode=DELETE", "synchronous=EXTRA", "foreign_keys=ON", "trusted_schema=OFF")

Inserts = list[tuple[str, list[tuple[Any, ...]]]]  # a statement and its rows for each table


def decide(register: Register) -> None:
    """Let the year be decided, as one that is copied usually is; what the edition keeps does not matter."""
    plan = register.year(YEAR).plan
    with register.step("Adopt") as edit:
        edit.put(plan, replace(plan, stage=Stage.ADOPTED))
        edit.add(Edition(plan_id=plan.id, number=plan.edition, meeting=date(YEAR, 1, 2), paragraph="§ 1"))


def copies(path: Path, name: str) -> Iterator[Path]:
    """A copy of the register for each round, so that every copy of the year begins with the same file."""
    for number in range(ROUNDS + 1):
        yield Path(shutil.copy(path, path.with_name(f"{name}-{number}.riskreg")))


def ours(path: Path, held: ExitStack) -> Callable[[], None]:
    """Copies the year through a step: worked out, checked, with every digest, the seal and the journal."""
    registers = []
    for file in copies(path, "ours"):
        registers.append(held.enter_context(closing(open_register(file))))
        registers[-1].year(YEAR)  # as in the window, which shows it

    def once() -> None:
        copy_forward(registers.pop(), YEAR, YEAR + 1)

    return once


def by_hand(path: Path, held: ExitStack) -> Callable[[], None]:
    """Inserts the rows that a copy comes to, made beforehand, in one transaction as durable as ours."""
    inserts = rows_of_a_copy(path)
    connections = []
    for file in copies(path, "raw"):
        raw = held.enter_context(closing(sqlite3.connect(file, isolation_level=None)))
        for pragma in PRAGMAS:
            raw.execute(f"PRAGMA {pragma}")
        connections.append(raw)

    def once() -> None:
        raw = connections.pop()
        raw.execute("BEGIN IMMEDIATE")
        for statement, rows in inserts:
            raw.executemany(statement, rows)
        raw.execute("COMMIT")

    return once


def rows_of_a_copy(path: Path) -> Inserts:
    """The rows that a copy of the year adds to each table, digests included; the journal's is not counted."""
    file = Path(shutil.copy(path, path.with_name("rows.riskreg")))
    with closing(open_register(file)) as register:
        last = dict(register.last_numbers)
        copy_forward(register, YEAR, YEAR + 1)
    found: Inserts = []
    with closing(sqlite3.connect(file)) as raw:
        for kind, table in TABLES.items():
            newer = f"SELECT * FROM {table.name} WHERE id > ? ORDER BY id"
            if rows := raw.execute(newer, (last.get(kind.table, 0),)).fetchall():
                found.append((f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(rows[0]))})", rows))
    return found


def figures() -> Iterable[Figure]:
    """What a copied year costs beside the bare rows."""
    with on_disk() as folder, ExitStack() as held:
        register = a_register(Path(folder), points=POINTS)
        decide(register)
        register.close()
        mine, theirs = side_by_side(ours(register.path, held), by_hand(register.path, held), ROUNDS)
    yield Figure(
        "copy a year of 10,000 control points with links, against the same rows in raw sqlite3",
        mine / theirs,
        "",
        4,
    )
    yield Figure("  that copy", mine * 1000, "ms")
    yield Figure("  the rows in raw sqlite3", theirs * 1000, "ms")
