"""Everything that a register holds, read from the file's tables and written to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import ColumnElement, Connection, Table, bindparam, delete, insert, or_, select, update
from sqlalchemy.dialects import sqlite

from riskreg.domain.change import Change, Contents
from riskreg.domain.records import Record
from riskreg.faults import Trouble
from riskreg.store.rows import as_row, digest_of_record, records_from, row_of
from riskreg.store.tables import TABLES
from riskreg.texts import N_

CHANGED_MEANWHILE = N_(
    "Someone else changed the register meanwhile, so nothing was saved. "
    "The register now shows the newer version: look at it, then make your change again."
)

# The digests of damaged rows by table and id, as they stand in the file.
Digests: TypeAlias = dict[tuple[str, int], str]

_SEALS = 1 << 256  # as many as there are digests


class Read(NamedTuple):
    """What the tables hold: every record, the damaged rows, and the seal of all rows as they stand."""

    contents: Contents
    damaged: Digests
    seal: int


def read(connection: Connection) -> Read:
    """Every record, which rows are damaged, and the seal by which a missing row is noticed."""
    contents: dict[type[Record], Mapping[int, Record]] = {}
    damaged: Digests = {}
    seal = 0
    for kind, table in TABLES.items():
        rows = connection.exec_driver_sql(_reading(table)).all()
        records, wrong = records_from(kind, rows)
        contents[kind] = {record.id: record for record in records if record.id is not None}
        damaged |= {(kind.table, number): digest for number, digest in wrong.items()}
        seal += sum(_weight(row[-1]) for row in rows)
    return Read(contents, damaged, seal % _SEALS)


# Compiled once: SQLAlchemy would compile them anew for every file that is opened, and go through every value
# of thousands of rows.
@cache
def _reading(table: Table) -> str:
    return str(select(table).order_by(table.c.id).compile(dialect=sqlite.dialect()))


@cache
def _adding(table: Table) -> str:
    return str(insert(table).compile(dialect=sqlite.dialect()))


def write(connection: Connection, changes: Sequence[Change], damaged: Digests, seal: int = 0) -> int:
    """Write the changes in their order, alike neighbours together.  A damaged row that is replaced or
    removed is damaged no more.

    The seal is the sum of all rows' digests, so a step need not look at the rows that it leaves alone.
    Gives back what `seal` becomes by the changes.
    """
    for (kind, deed), group in groupby(changes, lambda c: (type(c.record), _deed(c))):
        gone, come = _DEEDS[deed](connection, TABLES[kind], list(group), damaged)
        seal += sum(map(_weight, come)) - sum(map(_weight, gone))
    return seal % _SEALS


def _weight(digest: str) -> int:
    try:
        return int(digest, 16)
    except (ValueError, TypeError):  # a damaged one
        return 0


def _deed(change: Change) -> str:
    return "insert" if change.before is None else "delete" if change.after is None else "update"


# Each deed gives back the digests that it took out of the table and those that it put in.
_Digests: TypeAlias = tuple[list[str], list[str]]


def _insert(connection: Connection, table: Table, changes: list[Change], _damaged: Digests) -> _Digests:
    rows = [as_row(c.after) for c in changes if c.after]
    connection.exec_driver_sql(_adding(table), rows)
    return [], [row[-1] for row in rows]


def _update(connection: Connection, table: Table, changes: list[Change], damaged: Digests) -> _Digests:
    statement = update(table).where(*_as_expected(table))
    values: dict[str, Any] = {c.name: bindparam(c.name) for c in table.c if c.name != "id"}
    expected = [_expected(c, damaged) for c in changes]
    rows = [row_of(c.after) for c in changes if c.after]
    for row in rows:
        del row["id"]
    rows = [row | old for row, old in zip(rows, expected, strict=True)]
    _all_found(connection.execute(statement.values(values), rows).rowcount, changes)
    return [old["expected_digest"] for old in expected], [row["digest"] for row in rows]


def _delete(connection: Connection, table: Table, changes: list[Change], damaged: Digests) -> _Digests:
    statement = delete(table).where(*_as_expected(table))
    expected = [_expected(c, damaged) for c in changes]
    _all_found(connection.execute(statement, expected).rowcount, changes)
    return [old["expected_digest"] for old in expected], []


_DEEDS = {"insert": _insert, "update": _update, "delete": _delete}


def _as_expected(table: Table) -> tuple[ColumnElement[bool], ...]:
    whole = or_(table.c.digest == bindparam("expected_digest"), bindparam("expected_damaged"))
    return table.c.id == bindparam("expected_id"), whole


def _expected(change: Change, damaged: Digests) -> dict[str, Any]:
    before = change.before
    assert before is not None
    assert before.id is not None
    digest = damaged.pop((before.table, before.id), None)
    return {
        "expected_id": before.id,
        "expected_digest": digest_of_record(before) if digest is None else digest,
        "expected_damaged": digest is not None,  # then the digest may be no text either
    }


def _all_found(count: int, changes: Sequence[Change]) -> None:
    if count != len(changes):
        raise Trouble(CHANGED_MEANWHILE)
