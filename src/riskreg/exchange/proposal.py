"""What an import would do, row by row: shown, reported and, when it is wanted, written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import Any, Protocol, TypeVar

from riskreg.domain.change import Change
from riskreg.domain.fields import field_of, stored_fields
from riskreg.domain.records import ControlPoint, Record, RiskBand, ScaleStep
from riskreg.domain.rescaling import rescale
from riskreg.domain.scales import Axis
from riskreg.domain.wording import value_said
from riskreg.domain.year import Year
from riskreg.exchange.layout import Layout, field_said, heading_said
from riskreg.exchange.scale_reading import AxisReading, Fitting
from riskreg.exchange.scoring import Scoring
from riskreg.exchange.words import IS_LEFT_OUT, quoted, shortened
from riskreg.texts import N_, Texts

R = TypeVar("R", bound=Record)


class Editing(Protocol):
    """The part of a register's step that an import needs."""

    def add(self, record: R) -> R:
        """Add a record; gives it back with its id."""

    def put(self, before: Record, after: Record) -> None:
        """Replace a record."""

    def remove(self, *records: Record) -> None:
        """Remove records."""


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
    fields: dict[str, Any] = field(default_factory=dict)  # what it says; of a changed record what it changes
    warnings: tuple[str, ...] = ()
    like: ControlPoint | None = None  # what it is like without being the same; the last warning says so


@dataclass(frozen=True, slots=True)
class NewScale:
    """The scales that the plan takes over from the source, with the bands that go with them."""

    steps: tuple[ScaleStep, ...]
    bands: tuple[RiskBand, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What importing a table would do."""

    layout: Layout
    year: Year
    rows: tuple[Row, ...]
    readings: Mapping[str, AxisReading] = field(default_factory=dict)  # of the scores, by axis
    new_scale: NewScale | None = None
    remarks: tuple[str, ...] = ()  # about the table as a whole
    scores: Scoring | None = None  # how its scores are read

    @property
    def scales(self) -> dict[str, dict[str, int]]:
        """For each scale: the text of a cell and the step that it was read as."""
        return {
            axis: {text: score.step for text, score in read.scores.items()}
            for axis, read in self.readings.items()
        }

    def distribution(self, axis: str) -> dict[int, int]:
        """How many of the rows that come in, or are there already, stand on each step of a scale."""
        steps = Counter(row.fields[axis] for row in self.rows if row.fields.get(axis) is not None)
        return {value: steps[value] for value, _name in self.readings[axis].steps}

    def counted(self, outcome: Outcome) -> int:
        """How many rows have an outcome."""
        return sum(row.outcome is outcome for row in self.rows)

    @property
    def taken(self) -> int:
        """How many rows would change the plan."""
        return self.counted(Outcome.ADDED) + self.counted(Outcome.CHANGED)

    def write(self, edit: Editing) -> None:
        """Do it, in the order of the rows."""
        if not self.taken:
            return
        if self.new_scale:
            rescale(self.year, self.new_scale.steps, self.new_scale.bands, edit)
        for row in self.rows:
            if row.change and row.change.after:
                if row.change.before is None:
                    edit.add(row.change.after)
                else:
                    edit.put(row.change.before, row.change.after)

    def warnings(self, _: Texts) -> tuple[str, ...]:
        """What came in or stayed out otherwise than one might think."""
        unknown = [
            _(IS_LEFT_OUT, column=heading_said(column, _), reason=column.reason)
            for column in self.layout.columns
            if not column.field
        ]
        scales = [self._scale_said(read, _) for read in self.readings.values() if _is_notable(read)]
        seen = (remark.say(_) for remark in self.layout.sheet.remarks)
        told = (warning for row in self.rows for warning in row.warnings)
        return (*unknown, *seen, *scales, *self.remarks, *told)

    def _scale_said(self, read: AxisReading, _: Texts) -> str:
        return _(N_("{scale}: {reading}."), scale=_(Axis(read.axis).label), reading=read.say(_))

    def summary(self, _: Texts) -> Iterator[str]:
        """What was done: a line with the count, then what stayed out and what is doubtful."""
        yield _.n(
            "{count} row was taken into the plan for {year}.",
            "{count} rows were taken into the plan for {year}.",
            self.taken,
            year=self.year.plan.year,
        )
        yield from _rows_said((row for row in self.rows if row.outcome is Outcome.LEFT_OUT), _)
        yield from self.warnings(_)

    def lines(self, _: Texts) -> Iterator[str]:
        """What would be done: every column, every scale, every row and every warning."""
        if self.layout.header:
            head = N_("Sheet “{name}”, heading in row {row}:")
            yield _(head, name=self.layout.sheet.name, row=self.layout.header)
        else:
            yield _(N_("Sheet “{name}”, without headings:"), name=self.layout.sheet.name)
        for column in self.layout.columns:
            becomes = field_said(self.layout.source, column.field, _)
            yield f"  {heading_said(column, _)} → {becomes} ({column.reason})"
        for axis, read in self.readings.items():
            yield self._scale_said(read, _)
            yield from (f"  {line}" for line in self._steps_said(axis, _))
        yield from _rows_said(self.rows, _)
        yield from self.warnings(_)

    def _steps_said(self, axis: str, _: Texts) -> Iterator[str]:
        """A line for each step: the cells that are read as it, and how many rows that makes."""
        counts, read = self.distribution(axis), self.readings[axis]
        for value, name in read.steps:
            cells = [shortened(text) for text, score in read.scores.items() if score.step == value]
            step = f"{value} {name}" if name != str(value) else name
            said = _.n("{count} row", "{count} rows", counts[value])
            yield f"{', '.join(quoted(cell, _) for cell in cells) or '–'} → {step}: {said}"

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
            "distribution": {axis: self.distribution(axis) for axis in self.readings},
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


def _is_notable(read: AxisReading) -> bool:
    """Whether the scores are read otherwise than as they stand."""
    return read.fitting is not Fitting.SAME or read.own.turned


def _rows_said(rows: Iterable[Row], _: Texts) -> Iterator[str]:
    """A line for each row; neighbours that are left out for the same reason share one."""
    for reason, alike in groupby(rows, lambda row: row.reason if row.outcome is Outcome.LEFT_OUT else ""):
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
            return _(N_("Row {row}: changes {what}."), row=row.source_row, what=row.reason)
        case Outcome.LEFT_OUT:
            return _(N_("Row {row}: left out, {reason}."), row=row.source_row, reason=row.reason)


def difference_said(before: ControlPoint, after: ControlPoint, _: Texts) -> str:
    """What a row changes in a control point: each field with its value before and after."""
    parts = []
    for spec in stored_fields(ControlPoint):
        if spec.label and getattr(before, spec.name) != getattr(after, spec.name):
            old, new = (
                shortened(value_said(record, field_of(ControlPoint, spec.name), _))
                for record in (before, after)
            )
            parts.append(f"{_(spec.label)} {old or '–'} → {new or '–'}")
    return "; ".join(parts)
