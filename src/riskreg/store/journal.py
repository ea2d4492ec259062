"""The journal: every step with what was before and what came after, chained by digests."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select

from riskreg.domain.change import Change, applied
from riskreg.domain.records import RECORDS, Record
from riskreg.faults import Marked, Trouble, worded
from riskreg.store.rows import json_of, record_from
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
    seal: int | None = None  # of all rows after the step; None in entries of the first schema
    digest: str = ""

    def say(self, _: Texts) -> str:
        """What was done, in the language of `_`."""
        step = worded(self.label, self.values, _)
        return _(_TURNS[self.kind], step=step) if self.kind in _TURNS else step


def append(connection: Connection, entry: Entry, changes: Iterable[Change], previous: str) -> Entry:
    """Write an entry after the one whose digest is `previous`; gives it back with id and digest."""
    row: dict[str, Any] = {
        "id": (connection.execute(select(func.max(JOURNAL.c.id))).scalar() or 0) + 1,
        "at": entry.at,
        "who": entry.who,
        "kind": str(entry.kind),
        "label": entry.label,
        "label_values": _dumps({name: _told(value) for name, value in entry.values.items()}),
        "target": entry.target,
        "changes": f"[{','.join(map(_change_told, changes))}]",
        "seal": _seal_told(entry.seal),
    }
    row["digest"] = digest_of_entry(previous, row)
    connection.execute(insert(JOURNAL), row)
    return replace(entry, id=row["id"], digest=row["digest"])


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
        seal=_seal(row.seal),
        digest=row.digest,
    )


def last_digest(connection: Connection) -> str:
    """The digest of the newest entry, or empty when there is none."""
    newest = select(JOURNAL.c.digest).order_by(JOURNAL.c.id.desc()).limit(1)
    return connection.execute(newest).scalar() or ""


def ends(connection: Connection) -> tuple[tuple[int, str], tuple[int, str]]:
    """Number and digest of the first and of the newest entry, in a register of any schema."""
    columns = select(JOURNAL.c.id, JOURNAL.c.digest)
    first = connection.execute(columns.order_by(JOURNAL.c.id).limit(1)).first()
    newest = connection.execute(columns.order_by(JOURNAL.c.id.desc()).limit(1)).first()
    return _end(first), _end(newest)


def _end(row: Any) -> tuple[int, str]:
    return (row.id, str(row.digest)) if row else (0, "")


def changes_of(connection: Connection, entry: int) -> tuple[Change, ...]:
    """What an entry changed.  Trouble when it no longer says what was written: undo would restore that."""
    row = connection.execute(select(JOURNAL).where(JOURNAL.c.id == entry)).mappings().first()
    previous = select(JOURNAL.c.digest).where(JOURNAL.c.id < entry).order_by(JOURNAL.c.id.desc()).limit(1)
    if row is None or not _is_whole(row, connection.execute(previous).scalar() or ""):
        raise Trouble(
            N_(
                "Entry {number} of the history was changed outside riskreg or is damaged, "
                "so it can be neither shown nor undone."
            ),
            number=entry,
        )
    return _changes(row["changes"])


def changes_newest_first(connection: Connection, mentioning: Sequence[str]) -> Iterator[tuple[Change, ...]]:
    """What the entries changed, the newest first: those in whose JSON one of some texts stands, and that are
    whole."""
    rows = connection.execute(select(JOURNAL).order_by(JOURNAL.c.id.desc())).mappings()
    newer: RowMapping | None = None
    for row in chain(rows, (None,)):
        if newer and _mentions(newer, mentioning) and _is_whole(newer, row["digest"] if row else ""):
            yield _changes(newer["changes"])
        newer = row


def _mentions(row: RowMapping, texts: Sequence[str]) -> bool:
    told = row["changes"]
    return isinstance(told, str) and any(text in told for text in texts)  # damaged, it may be no text


def broken(connection: Connection) -> list[int]:
    """The ids of the entries whose digest does not fit what they say or what went before."""
    found, previous = [], ""
    for row in connection.execute(select(JOURNAL).order_by(JOURNAL.c.id)).mappings():
        if not _is_whole(row, previous):
            found.append(row["id"])
        previous = row["digest"]
    return found


def sealed(entries: Sequence[Entry]) -> int | None:
    """The seal that the rows must have; None when the journal does not tell."""
    return entries[-1].seal if entries else None


def replayed(connection: Connection, upto: int | None = None) -> dict[type[Record], Mapping[int, Record]]:
    """The contents as the journal tells them: every entry's changes, one after the other, up to and with an
    entry.  What a damaged entry changed is left out."""
    changes: list[Change] = []
    previous = ""
    statement = select(JOURNAL).order_by(JOURNAL.c.id)
    if upto is not None:
        statement = statement.where(JOURNAL.c.id <= upto)
    for row in connection.execute(statement).mappings():
        if _is_whole(row, previous):
            changes += _changes(row["changes"])
        previous = row["digest"]
    return applied({kind: {} for kind in RECORDS}, changes)


def _is_whole(row: RowMapping, previous: str) -> bool:
    return digest_of_entry(previous, {str(name): value for name, value in row.items()}) == str(row["digest"])


def digest_of_entry(previous: str, row: Mapping[str, Any]) -> str:
    """Over an entry and the digest before it.  Those of the first schema had no seal, and left out the id."""
    left_out = {"digest"} if row["seal"] else {"digest", "id", "seal"}
    told = {name: value for name, value in row.items() if name not in left_out}
    text = _dumps([previous, told], default=repr)  # in a damaged row what was a text may be none
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _seal_told(seal: int | None) -> str:
    return "" if seal is None else f"{seal:064x}"


def _seal(told: str) -> int | None:
    with suppress(ValueError, TypeError):
        return int(told, 16)
    return None


def _dumps(value: object, *, default: Callable[[object], str] | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=default)


def _told(value: object) -> object:
    return {"text": str(value)} if isinstance(value, Marked) else value


def _value(told: object) -> object:
    return Marked(told["text"]) if isinstance(told, dict) else told


def _change_told(change: Change) -> str:
    """A change as JSON."""
    before, after = (
        "null" if record is None else json_of(record) for record in (change.before, change.after)
    )
    return f'{{"after":{after},"before":{before},"record":"{change.record.table}"}}'


def _changes(told: str) -> tuple[Change, ...]:
    return tuple(
        Change(_record(change["record"], change["before"]), _record(change["record"], change["after"]))
        for change in json.loads(told)
    )


def _record(table: str, values: dict[str, Any] | None) -> Record | None:
    return None if values is None else record_from(_BY_TABLE[table], values)
