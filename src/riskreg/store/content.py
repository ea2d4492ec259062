"""Everything that a register holds, read from the file's tables and written to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, TypeAlias

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from riskreg.domain.change import Change, Contents
from riskreg.domain.fields import stored_fields
from riskreg.domain.records import Record
from riskreg.faults import Trouble
from riskreg.store.rows import digest_of_record, records_from, row_of
from riskreg.store.tables import TABLES
from riskreg.texts import N_

CHANGED_MEANWHILE = N_(
    "Someone else changed the register meanwhile, so nothing was saved. "
    "The register now shows the newer version: look at it, then make your change again."
)

# The digests of damaged rows by table and id, as they stand in the file.
Digests: TypeAlias = dict[tuple[str, int], str]


def read(connection: Connection) -> tuple[Contents, Digests]:
    """Every record, and which rows are damaged."""
    contents: dict[type[Record], Mapping[int, Record]] = {}
    damaged: Digests = {}
    for kind, table in TABLES.items():
        columns = [table.c[field.name] for field in stored_fields(kind)]
        rows = connection.execute(select(*columns, table.c.digest).order_by(table.c.id)).all()
        records, wrong = records_from(kind, rows)
        contents[kind] = {record.id: record for record in records if record.id is not None}
        damaged |= {(kind.table, number): digest for number, digest in wrong.items()}
    return contents, damaged


def write(connection: Connection, changes: Sequence[Change], damaged: Digests) -> None:
    """Write the changes in their order, alike neighbours together.  A damaged row that is replaced or
    removed is damaged no more."""
    for (kind, deed), group in groupby(changes, lambda c: (type(c.record), _deed(c))):
        _DEEDS[deed](connection, TABLES[kind], list(group), damaged)


def _deed(change: Change) -> str:
    return "insert" if change.before is None else "delete" if change.after is None else "update"


def _insert(connection: Connection, table: Table, changes: list[Change], _damaged: Digests) -> None:
    connection.execute(insert(table), [row_of(c.after) for c in changes if c.after])


def _update(connection: Connection, table: Table, changes: list[Change], damaged: Digests) -> None:
    statement = update(table).where(
        table.c.id == bindparam("expected_id"), table.c.digest == bindparam("expected_digest")
    )
    values: dict[str, Any] = {c.name: bindparam(c.name) for c in table.c if c.name != "id"}
    rows = [{**row_of(c.after), **_expected(c, damaged)} for c in changes if c.after]
    for row in rows:
        del row["id"]
    _all_found(connection.execute(statement.values(values), rows).rowcount, changes)


def _delete(connection: Connection, table: Table, changes: list[Change], damaged: Digests) -> None:
    statement = delete(table).where(
        table.c.id == bindparam("expected_id"), table.c.digest == bindparam("expected_digest")
    )
    _all_found(connection.execute(statement, [_expected(c, damaged) for c in changes]).rowcount, changes)


_DEEDS = {"insert": _insert, "update": _update, "delete": _delete}


def _expected(change: Change, damaged: Digests) -> dict[str, Any]:
    before = change.before
    assert before is not None
    assert before.id is not None
    digest = damaged.pop((before.table, before.id), None)
    return {"expected_id": before.id, "expected_digest": digest or digest_of_record(before)}


def _all_found(count: int, changes: Sequence[Change]) -> None:
    if count != len(changes):
        raise Trouble(CHANGED_MEANWHILE)
