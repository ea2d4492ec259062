"""A year's records as tables ask for them: of any kind, with what they point to and are linked to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import fields
from operator import attrgetter
from typing import Any

from riskreg.domain.follow_up import blank_results
from riskreg.domain.follow_up_records import FollowUpPeriod
from riskreg.domain.history import title
from riskreg.domain.records import Record
from riskreg.domain.scales import GoalKind
from riskreg.domain.year import Year
from riskreg.exchange.columns import Column, Role, end_names, is_numbered, is_result, owners_of


class Lookup:
    """Looks each kind of record up once."""

    def __init__(self, year: Year) -> None:
        self.year = year
        self._records: dict[type[Record], tuple[Any, ...]] = {}
        self._by_id: dict[type[Record], dict[int | None, Record]] = {}
        self._linked: dict[type[Record], Mapping[int | None, tuple[Record, ...]]] = {}

    def records(self, kind: type[Record]) -> tuple[Any, ...]:
        """The year's records of a kind, in the order in which it shows them; also the results that are to be
        filled in, which are not stored."""
        if kind not in self._records:
            groups = (getattr(self.year, field.name) for field in fields(self.year))
            records = tuple(
                r for group in groups if isinstance(group, tuple) for r in group if type(r) is kind
            )
            self._records[kind] = self._by_owners(kind, records) if is_result(kind) else records
        return self._records[kind]

    def _by_owners(self, kind: type[Record], stored: tuple[Any, ...]) -> tuple[Any, ...]:
        """Results and those to come: by the period or the participant, then by what they are about."""
        first, second = end_names(kind)
        found = {
            (getattr(r, first), getattr(r, second)): r for r in (*blank_results(self.year, kind), *stored)
        }
        subjects, others = (
            {record.id: at for at, record in enumerate(self.records(owner))} for owner in owners_of(kind)
        )
        return tuple(found[key] for key in sorted(found, key=lambda key: (others[key[1]], subjects[key[0]])))

    def others(self, record: Record, column: Column) -> tuple[Record, ...]:
        """The records that a column of links names, in their order."""
        if column.role is Role.LINKS and column.through:
            return self._links(column.through, column).get(record.id, ())
        assert column.target
        other = self._of(column.target).get(getattr(record, column.name))
        return (other,) if other else ()

    def value(self, record: Record, column: Column) -> object:
        """What a cell stands for: a field's value; of links the identities of what they lead to."""
        return self.reader(column)(record)

    def reader(self, column: Column) -> Callable[[Record], object]:
        """What gives the value of a column's cells."""
        if column.role is Role.FIELD:
            return attrgetter(column.name)
        if column.role is Role.NUMBER:
            return self.number
        return lambda record: frozenset(map(identity, self.others(record, column)))

    def called(self, record: Record) -> str:
        """What the cells of others call a record by: its number, or else its text or name; a result by what
        it is about."""
        return self.number(record) or ", ".join(map(self.called, self.owners(record))) or title(record)

    def owners(self, record: Record) -> tuple[Record, ...]:
        """The two records that a result is about; nothing of other records."""
        kind = type(record)
        if not is_result(kind):
            return ()
        names = zip(owners_of(kind), end_names(kind), strict=True)
        return tuple(self._of(owner)[getattr(record, name)] for owner, name in names)

    def about(self, record: Record) -> str:
        """The whole text of what a result is about."""
        return str(getattr(self.owners(record)[0], "text", ""))

    def identity(self, record: Record) -> str:
        """What a record is known by from file to file, in a word."""
        if own := getattr(record, "lineage", ""):
            return str(own)
        if owners := self.owners(record):
            return "@".join(map(self.identity, owners))
        if isinstance(record, FollowUpPeriod):  # no two begin on the same day
            return str(record.start)
        return identity(record)

    def number(self, record: Record) -> str:
        """The record's number as printed; empty for one of a kind that has none."""
        return self.year.number(record) if is_numbered(type(record)) else ""  # type: ignore[arg-type]

    def named(self, record: Record, column: Column) -> str:
        """What stands in a column of numbers or owners."""
        if column.role is Role.NUMBER:
            return self.number(record)
        return ", ".join(map(self.called, self.others(record, column)))

    def may_lead_to(self, column: Column) -> tuple[Record, ...]:
        """The records that may be named in a column of links."""
        assert column.target
        if column.name == "parent_id":  # only an effect goal has goals under it
            return tuple(r for r in self.records(column.target) if r.kind is GoalKind.EFFECT)
        return self.records(column.target)

    def _of(self, kind: type[Record]) -> dict[int | None, Record]:
        if kind not in self._by_id:
            self._by_id[kind] = {record.id: record for record in self.records(kind)}
        return self._by_id[kind]

    def _links(self, through: type[Record], column: Column) -> Mapping[int | None, tuple[Record, ...]]:
        if through not in self._linked:
            assert column.target
            place = {record.id: at for at, record in enumerate(self.records(column.target))}
            first, second = end_names(through)
            linked: defaultdict[int | None, list[int | None]] = defaultdict(list)
            for link in self.records(through):
                if getattr(link, second) in place:
                    linked[getattr(link, first)].append(getattr(link, second))
            others = self._of(column.target)
            self._linked[through] = {
                number: tuple(others[other] for other in sorted(ends, key=lambda end: place[end]))
                for number, ends in linked.items()
            }
        return self._linked[through]


def identity(record: Record) -> str:
    """What a record is known by from file to file: its lineage, or else its text or name."""
    return str(getattr(record, "lineage", "")) or title(record)
