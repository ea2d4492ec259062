"""What an import would do, row by row: shown, reported and, when it is wanted, written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import Any, Protocol, TypeVar

from riskreg.domain.change import Change
from riskreg.domain.records import Record
from riskreg.exchange.mapping import Layout, field_said, heading_said
from riskreg.exchange.words import shortened
from riskreg.faults import Trouble
from riskreg.texts import N_, Texts

R = TypeVar("R", bound=Record)


class Editing(Protocol):
    """The part of a register's step that an import needs."""

    def add(self, record: R) -> R:
        """Add a record; gives it back with its id."""

    def put(self, before: Record, after: Record) -> None:
        """Replace a record."""


class Outcome(StrEnum):
    """What becomes of a row."""

    ADDED = "added"
    CHANGED = "changed"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the source and what becomes of it."""

    source_row: int
    outcome: Outcome
    reason: str = ""
    change: Change | None = None
    refused: bool = False  # the user has to mend the row before anything is written
    fields: dict[str, Any] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What importing a table would do."""

    layout: Layout
    year: int
    rows: tuple[Row, ...]
    scales: dict[str, dict[str, int]]  # for each scale: the cell's text and the step it was read as

    def counted(self, outcome: Outcome) -> int:
        """How many rows have an outcome."""
        return sum(row.outcome is outcome for row in self.rows)

    def write(self, edit: Editing) -> None:
        """Do it, in the order of the rows."""
        for row in self.rows:
            if row.change and row.change.after:
                if row.change.before is None:
                    edit.add(row.change.after)
                else:
                    edit.put(row.change.before, row.change.after)

    def refusal(self) -> Trouble | None:
        """Why nothing can be written yet: the first row that the user has to mend."""
        refused = [row for row in self.rows if row.refused]
        if not refused:
            return None
        if len(refused) == 1:
            return Trouble(N_("{reason} Nothing was imported."), reason=refused[0].reason)
        return Trouble(
            N_("{reason} Nothing was imported; {count} rows are to be mended (--dry-run lists them)."),
            reason=refused[0].reason,
            count=len(refused),
        )

    def warnings(self, _: Texts) -> tuple[str, ...]:
        """What came in or stayed out otherwise than one might think."""
        unknown = [
            _(N_("{column} is left out: {reason}."), column=heading_said(column, _), reason=column.reason)
            for column in self.layout.columns
            if not column.field
        ]
        seen = (remark.say(_) for remark in self.layout.sheet.remarks)
        return (*unknown, *seen, *(warning for row in self.rows for warning in row.warnings))

    def summary(self, _: Texts) -> Iterator[str]:
        """What was done: a line with the count, then what stayed out and what is doubtful."""
        taken = self.counted(Outcome.ADDED) + self.counted(Outcome.CHANGED)
        yield _.n(
            "{count} row was taken into the plan for {year}.",
            "{count} rows were taken into the plan for {year}.",
            taken,
            year=self.year,
        )
        yield from _rows_said((row for row in self.rows if row.outcome is Outcome.LEFT_OUT), _)
        yield from self.warnings(_)

    def lines(self, _: Texts) -> Iterator[str]:
        """What would be done: every column, every row and every warning."""
        yield _(
            N_("Sheet “{name}”, heading in row {row}:"), name=self.layout.sheet.name, row=self.layout.header
        )
        for column in self.layout.columns:
            becomes = field_said(self.layout.source, column.field, _)
            yield f"  {heading_said(column, _)} → {becomes} ({column.reason})"
        yield from _rows_said(self.rows, _)
        yield from self.warnings(_)

    def as_json(self, _: Texts) -> dict[str, Any]:
        """The report: every column, row and warning, ready for JSON."""
        return {
            "sheet": self.layout.sheet.name,
            "source": self.layout.source.value,
            "header_rows": list(self.layout.header_rows),
            "columns": [
                {"source": column.source, "field": column.field or None, "reason": column.reason}
                for column in self.layout.columns
            ],
            "scales": self.scales,
            "rows": [
                {
                    "source_row": row.source_row,
                    "outcome": row.outcome.value,
                    "reason": row.reason,
                    "fields": row.fields,
                }
                for row in self.rows
            ],
            "warnings": list(self.warnings(_)),
        }


def _rows_said(rows: Iterable[Row], _: Texts) -> Iterator[str]:
    """A line for each row; neighbours that are left out for the same reason share one."""
    for reason, alike in groupby(rows, lambda row: "" if row.refused else row.reason):
        group = list(alike)
        if not reason or len(group) == 1:
            yield from (_row_said(row, _) for row in group)
        else:
            first, last = group[0].source_row, group[-1].source_row
            yield _(N_("Rows {first}–{last}: left out, {reason}."), first=first, last=last, reason=reason)


def _row_said(row: Row, _: Texts) -> str:
    match row.outcome:
        case Outcome.ADDED:
            title = shortened(str(row.fields.get("text", "")))
            return _(N_("Row {row}: added, “{title}”."), row=row.source_row, title=title)
        case Outcome.CHANGED:
            return _(N_("Row {row}: changes what is there."), row=row.source_row)
        case Outcome.LEFT_OUT:
            if row.refused:  # says its own place
                return row.reason
            return _(N_("Row {row}: left out, {reason}."), row=row.source_row, reason=row.reason)
