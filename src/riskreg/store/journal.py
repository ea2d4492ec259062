"""The journal: every step with what was before and what came after, chained by digests."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select

from riskreg.domain.change import Change
from riskreg.domain.records import RECORDS, Record
from riskreg.faults import Marked, Trouble, worded
from riskreg.store.rows import record_from, values_of
from riskreg.store.tables import JOURNAL
from riskreg.texts import N_, Texts

_BY_TABLE = {record.table: record for record in RECORDS}


class EntryKind(StrEnum):
    """What an entry is."""

    START = "start"  # the register was made; not to be undone
    STEP = "step"
    UNDO = "undo"
    REDO = "redo"
    DAMAGED = "damaged"  # what it was can no longer be read


_TURNS = {EntryKind.UNDO: N_("Undone: {step}"), EntryKind.REDO: N_("Redone: {step}")}


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

    def say(self, _: Texts) -> str:
        """What was done, in the language of `_`."""
        step = worded(self.label, self.values, _)
        return _(_TURNS[self.kind], step=step) if self.kind in _TURNS else step


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
    return [_entry(row) for row in connection.execute(select(*columns).order_by(JOURNAL.c.id))]


def _entry(row: Any) -> Entry:
    kind, label, values = EntryKind.DAMAGED, N_("Damaged entry"), {}
    with suppress(ValueError, LookupError, TypeError, AttributeError):
        told = {name: _value(value) for name, value in json.loads(row.label_values).items()}
        row.label.format(**told)  # whoever shows it fills it in
        kind, label, values = EntryKind(row.kind), row.label, told
    return Entry(
        id=row.id,
        at=row.at,
        who=row.who,
        kind=kind,
        label=label,
        values=values,
        target=row.target,
        digest=row.digest,
    )


def last_digest(connection: Connection) -> str:
    """The digest of the newest entry, or empty when there is none."""
    newest = select(JOURNAL.c.digest).order_by(JOURNAL.c.id.desc()).limit(1)
    return connection.execute(newest).scalar() or ""


def changes_of(connection: Connection, entry: int) -> tuple[Change, ...]:
    """What an entry changed.  Trouble when it no longer says what was written: undo would restore that."""
    row = connection.execute(select(JOURNAL).where(JOURNAL.c.id == entry)).mappings().one()
    previous = select(JOURNAL.c.digest).where(JOURNAL.c.id < entry).order_by(JOURNAL.c.id.desc()).limit(1)
    if not _is_whole(row, connection.execute(previous).scalar() or ""):
        raise Trouble(
            N_(
                "Entry {number} of the history was changed outside riskreg or is damaged, "
                "so it can be neither shown nor undone."
            ),
            number=entry,
        )
    return tuple(
        Change(_record(change["record"], change["before"]), _record(change["record"], change["after"]))
        for change in json.loads(row["changes"])
    )


def broken(connection: Connection) -> list[int]:
    """The ids of the entries whose digest does not fit what they say or what went before."""
    found, previous = [], ""
    for row in connection.execute(select(JOURNAL).order_by(JOURNAL.c.id)).mappings():
        if not _is_whole(row, previous):
            found.append(row["id"])
        previous = row["digest"]
    return found


def _is_whole(row: RowMapping, previous: str) -> bool:
    told = {str(name): value for name, value in row.items() if name not in ("id", "digest")}
    return _digest(previous, told) == str(row["digest"])


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
