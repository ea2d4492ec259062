"""The journal: every step with what was before and what came after, chained by digests."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, insert, select

from riskreg.domain.change import Change
from riskreg.domain.records import RECORDS, Record
from riskreg.faults import Marked
from riskreg.store.rows import record_from, values_of
from riskreg.store.tables import JOURNAL

_BY_TABLE = {record.table: record for record in RECORDS}


class EntryKind(StrEnum):
    """What an entry is."""

    START = "start"  # the register was made; not to be undone
    STEP = "step"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry, without its changes, which may be many."""

    id: int = 0
    at: str  # UTC, ISO 8601
    who: str
    kind: EntryKind
    label: str  # marked text
    values: dict[str, object]
    target: int | None = None  # undo and redo: the step taken back or done again
    digest: str = ""


def append(connection: Connection, entry: Entry, changes: Iterable[Change], previous: str) -> Entry:
    """Write an entry after the one whose digest is `previous`; gives it back with id and digest."""
    row: dict[str, Any] = {
        "at": entry.at,
        "who": entry.who,
        "kind": str(entry.kind),
        "label": entry.label,
        "label_values": _dumps({name: _told(value) for name, value in entry.values.items()}),
        "target": entry.target,
        "changes": _dumps([_change_told(change) for change in changes]),
    }
    row["digest"] = _digest(previous, row)
    result = connection.execute(insert(JOURNAL), row)
    assert result.inserted_primary_key is not None
    return Entry(
        id=result.inserted_primary_key[0],
        at=entry.at,
        who=entry.who,
        kind=entry.kind,
        label=entry.label,
        values=entry.values,
        target=entry.target,
        digest=row["digest"],
    )


def entries(connection: Connection) -> list[Entry]:
    """Every entry, oldest first."""
    columns = [c for c in JOURNAL.c if c.name != "changes"]
    return [
        Entry(
            id=row.id,
            at=row.at,
            who=row.who,
            kind=EntryKind(row.kind),
            label=row.label,
            values={name: _value(told) for name, told in json.loads(row.label_values).items()},
            target=row.target,
            digest=row.digest,
        )
        for row in connection.execute(select(*columns).order_by(JOURNAL.c.id))
    ]


def last_digest(connection: Connection) -> str:
    """The digest of the newest entry, or empty when there is none."""
    newest = select(JOURNAL.c.digest).order_by(JOURNAL.c.id.desc()).limit(1)
    return connection.execute(newest).scalar() or ""


def changes_of(connection: Connection, entry: int) -> tuple[Change, ...]:
    """What an entry changed."""
    told = connection.execute(select(JOURNAL.c.changes).where(JOURNAL.c.id == entry)).scalar_one()
    return tuple(
        Change(_record(change["record"], change["before"]), _record(change["record"], change["after"]))
        for change in json.loads(told)
    )


def broken(connection: Connection) -> list[int]:
    """The ids of the entries whose digest does not fit what they say or what went before."""
    found, previous = [], ""
    for row in connection.execute(select(JOURNAL).order_by(JOURNAL.c.id)).mappings():
        told = {name: value for name, value in row.items() if name not in ("id", "digest")}
        if _digest(previous, told) != row["digest"]:
            found.append(row["id"])
        previous = row["digest"]
    return found


def _digest(previous: str, row: dict[str, Any]) -> str:
    return hashlib.sha256(_dumps([previous, row]).encode()).hexdigest()


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _told(value: object) -> object:
    return {"text": str(value)} if isinstance(value, Marked) else value


def _value(told: object) -> object:
    return Marked(told["text"]) if isinstance(told, dict) else told


def _change_told(change: Change) -> dict[str, Any]:
    return {
        "record": change.record.table,
        "before": None if change.before is None else values_of(change.before),
        "after": None if change.after is None else values_of(change.after),
    }


def _record(table: str, values: dict[str, Any] | None) -> Record | None:
    return None if values is None else record_from(_BY_TABLE[table], values)
