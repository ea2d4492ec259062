"""What a step is going to change, collected before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from riskreg.domain.change import Change, Contents, applied, removal
from riskreg.domain.record import Record, with_values

R = TypeVar("R", bound=Record)


class Edit:
    """What a step is going to change; nothing is written before the step ends."""

    def __init__(self, contents: Contents, last_numbers: Mapping[str, int]) -> None:
        self.changes: list[Change] = []
        self._contents, self._taken_in = contents, 0
        self._numbers = dict(last_numbers)

    @property
    def contents(self) -> Contents:
        """Everything, as the step leaves it so far."""
        if self._taken_in < len(self.changes):
            self._contents = applied(self._contents, self.changes[self._taken_in :])
            self._taken_in = len(self.changes)
        return self._contents

    def add(self, record: R) -> R:
        """Add a record; gives it back with its id."""
        stored = with_values(record, {"id": self.next_number(record.table)})
        self.changes.append(Change(None, stored))
        return stored

    def next_number(self, table: str) -> int:
        """An id for a record of a table that is to be added; no other gets it."""
        number = self._numbers.get(table, 0) + 1
        self._numbers[table] = number
        return number

    def put(self, before: Record, after: Record) -> None:
        """Replace a record; one that is the same is no change."""
        if before != after:
            self.changes.append(Change(before, after))

    def remove(self, *records: Record) -> None:
        """Remove records with all that is part of them or links to them."""
        self.apply(removal(self.contents, *records))

    def apply(self, changes: Sequence[Change]) -> None:
        """Take in changes that a rule of the domain worked out."""
        self.changes += changes
