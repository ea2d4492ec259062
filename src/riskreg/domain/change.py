"""What a step changes, as values: what was before and what came after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias, TypeVar

from riskreg.domain.fields import Kind, stored_fields
from riskreg.domain.records import KIND_OF, RECORDS, Record

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
            touched[kind].pop(number, None)  # a damaged record may be missing
        else:
            touched[kind][number] = change.after
    return {**contents, **touched}


def by_record(changes: Iterable[Change]) -> tuple[Change, ...]:
    """One change a record, from what it was before all of these to what it is after them; owners come before
    what they own.  What ends as it began is left out."""
    ends: dict[tuple[type[Record], int | None], Change] = {}
    for change in changes:
        key = (type(change.record), change.record.id)
        ends[key] = Change(ends[key].before if key in ends else change.before, change.after)
    return tuple(
        change
        for kind in RECORDS
        for (changed, _number), change in ends.items()
        if changed is kind and change.before != change.after
    )


def found(contents: Contents, table: str, number: int | None) -> Record | None:
    """The record with this id in a table; None when it is not there."""
    return contents.get(KIND_OF[table], {}).get(number or 0)


def with_value(record: R, name: str, value: object) -> R:
    """The record with one field, known by its name, set."""
    values: dict[str, Any] = {name: value}
    return replace(record, **values)


def all_of(contents: Contents, kind: type[R]) -> list[R]:
    """Every record of a type."""
    return list(contents.get(kind, {}).values())  # type: ignore[arg-type]


def removal(contents: Contents, *records: Record) -> tuple[Change, ...]:
    """The changes that remove records with all that is part of them or links to them; what merely points
    to something removed is let go first, so that no link is ever broken.  What is gone already stays so.
    """
    gone: dict[str, dict[int | None, Record]] = {kind.table: {} for kind in RECORDS}
    for record in records:
        if current := contents.get(type(record), {}).get(record.id or 0):
            gone[record.table][record.id] = current
    for kind in RECORDS:  # owners come before what they own
        owners = [field for field in stored_fields(kind) if field.kind is Kind.OWNER]
        for child in all_of(contents, kind):
            if any(getattr(child, field.name) in gone[field.record] for field in owners):
                gone[kind.table].setdefault(child.id, child)
    loosened = []
    for kind in RECORDS:
        links = [field for field in stored_fields(kind) if field.kind is Kind.LINK]
        for other in all_of(contents, kind):
            free: dict[str, Any] = {f.name: None for f in links if getattr(other, f.name) in gone[f.record]}
            if free:
                loosened.append(Change(other, replace(other, **free)))
                if other.id in gone[kind.table]:
                    gone[kind.table][other.id] = loosened[-1].record
    removed = [Change(record, None) for kind in reversed(RECORDS) for record in gone[kind.table].values()]
    return (*loosened, *removed)
