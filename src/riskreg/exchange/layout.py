"""What a table holds: which of its columns fills which field, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from riskreg.domain.fields import Kind, field_of, visible_fields
from riskreg.domain.records import ControlPoint, Goal
from riskreg.exchange.legends import Legend
from riskreg.exchange.locating import Table
from riskreg.exchange.rows import letters_of
from riskreg.exchange.sheet import Sheet
from riskreg.exchange.table_lines import Line
from riskreg.exchange.words import quoted, shortened
from riskreg.faults import Trouble
from riskreg.texts import N_, Texts

# What a goals table has; its kinds become an effect goal, a goal, an indicator or the strategic direction.
KIND, TEXT = "kind", "text"
# The fields that several columns may share: of each its heading goes before its text.
SHARED = frozenset({Kind.PARAGRAPH})


class Source(StrEnum):
    """What a table holds."""

    OWN = "own"
    MANDATORY = "mandatory"
    GOALS = "goals"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table: the field it fills, or none, and why."""

    at: int
    source: str  # its heading
    field: str
    reason: str
    labelled: bool = False  # it comes in as "Heading: text", below what the field holds otherwise
    means: str = ""  # the score that a mark in it stands for, where each step has a column of its own
    candidates: tuple[str, ...] = ()  # the fields that it may fill, the likeliest first


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the table lies in its sheet and what its columns mean."""

    table: Table
    source: Source
    columns: tuple[Column, ...]
    tool: str = ""  # the program whose export it is
    beside: frozenset[str] = frozenset()  # bare words that stand elsewhere in the file
    legends: tuple[Legend, ...] = ()  # of its scales

    @property
    def sheet(self) -> Sheet:
        """The sheet that the table lies in."""
        return self.table.sheet

    @property
    def header_rows(self) -> tuple[int, ...]:
        """The rows with the headings, as a spreadsheet numbers them, from 1."""
        return self.table.header_rows

    @property
    def header(self) -> int:
        """The row with the headings, the last of them when they are several; 0 when there is none."""
        return max(self.header_rows, default=0)

    def column_of(self, field: str) -> Column | None:
        """The column that fills a field; of several the first that does so in its own right."""
        filling = [column for column in self.columns if column.field == field]
        return next((column for column in filling if not column.labelled), next(iter(filling), None))

    def columns_of(self, field: str) -> tuple[Column, ...]:
        """Every column that goes into a field, those with their heading last."""
        filling = (column for column in self.columns if column.field == field)
        return tuple(sorted(filling, key=lambda column: column.labelled))

    def rivals(self, field: str) -> tuple[Column, ...]:
        """Every column that may fill a field, to be shown side by side."""
        return tuple(c for c in self.columns if c.field == field or field in c.candidates)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The rows that are records."""
        return self.table.lines

    def rows(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The rows that are records, each with its number in the source."""
        return ((line.number, line.cells) for line in self.table.lines)

    def with_column(self, at: int, field: str, _: Texts) -> Layout:
        """The layout with one column put into another field, or into none.

        A field that holds one value is taken from the column that had it; in one of any length both stay, and
        the column that was chosen now comes with its heading.
        """
        spec = next((f for f in visible_fields(ControlPoint) if f.name == field), None)
        if field and spec is None:
            raise Trouble(N_("There is no field “{field}” to import into."), field=field)
        shared = spec is not None and spec.kind in SHARED
        taken = any(c.field == field and c.at != at and not c.labelled for c in self.columns)
        given_up = _(N_("another column was chosen for its field"))

        def changed(column: Column) -> Column:
            if column.at == at:
                labelled = shared and taken
                return replace(column, field=field, reason=_(N_("chosen")), labelled=labelled, means="")
            if field and column.field == field and not shared:
                return replace(column, field="", reason=given_up)
            return column

        return replace(self, columns=tuple(map(changed, self.columns)))


def heading_said(column: Column, _: Texts) -> str:
    """The column's heading, or its letter when it has none."""
    if column.source:
        return quoted(shortened(column.source), _)
    return _(N_("column {letter}"), letter=letters_of(column.at))


def field_said(source: Source, name: str, _: Texts) -> str:
    """What a column becomes, as people call it; a dash for one that is left out."""
    record = Goal if source is Source.GOALS else ControlPoint
    return _(field_of(record, name).label) if name else "–"
