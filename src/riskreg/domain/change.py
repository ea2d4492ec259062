"""What a step changes, as values: what was before and what came after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias, TypeVar

from riskreg.domain.fields import Kind, stored_fields
from riskreg.domain.records import RECORDS, Record

R = TypeVar("R", bound=Record)

# Everything in a register, by type and id.  Never changed in place: a step makes a new one.
Contents: TypeAlias = Mapping[type[Record], Mapping[int, Record]]


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after; None before is an addition, None after a removal."""

    before: Record | None
    after: Record | None

    @property
    def record(self) -> Record:
        """The record as it is now, or as it last was."""
        record = self.after or self.before
        assert record is not None
        return record

    @property
    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(self.after, self.before)


def inverse(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes that take these back, in the order that keeps every link whole."""
    return tuple(change.inverse for change in reversed(tuple(changes)))


def applied(contents: Contents, changes: Iterable[Change]) -> dict[type[Record], Mapping[int, Record]]:
    """The contents after the changes; `contents` stays as it is."""
    touched: dict[type[Record], dict[int, Record]] = {}
    for change in changes:
        kind = type(change.record)
        if kind not in touched:
            touched[kind] = dict(contents.get(kind, {}))
        number = change.record.id
        assert number is not None
        if change.after is None:
            del touched[kind][number]
        else:
            touched[kind][number] = change.after
    return {**contents, **touched}


def with_value(record: R, name: str, value: object) -> R:
    """The record with one field, known by its name, set."""
    values: dict[str, Any] = {name: value}
    return replace(record, **values)


def all_of(contents: Contents, kind: type[R]) -> list[R]:
    """Every record of a type."""
    return list(contents.get(kind, {}).values())  # type: ignore[arg-type]


def dependents(contents: Contents, record: Record) -> list[Record]:
    """What is part of `record` or links to it, each before what it depends on."""
    found: list[Record] = []
    for kind in reversed(RECORDS):
        names = [f.name for f in stored_fields(kind) if f.kind is Kind.OWNER and f.record == record.table]
        if names:
            for child in contents.get(kind, {}).values():
                if any(getattr(child, name) == record.id for name in names):
                    found += [*dependents(contents, child), child]
    return found


def removal(contents: Contents, record: Record) -> tuple[Change, ...]:
    """The changes that remove a record: what depends on it first; what merely points to it is let go."""
    gone = [*dependents(contents, record), record]
    keys = {(type(r), r.id) for r in gone}
    loosened = []
    for kind in RECORDS:
        for field in stored_fields(kind):
            if field.kind is not Kind.LINK:
                continue
            for other in contents.get(kind, {}).values():
                target = getattr(other, field.name)
                if any(t.table == field.record and n == target for t, n in keys) and (
                    (kind, other.id) not in keys
                ):
                    loosened.append(Change(other, with_value(other, field.name, None)))
    return (*loosened, *(Change(r, None) for r in dict.fromkeys(gone)))
