"""What edited cells would change, row by row and cell by cell: shown, reported and, when wanted, written.

They come from a file of ours that was edited in a spreadsheet, or from a block that is pasted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, time
from decimal import Decimal
from typing import Any, Protocol, TypeVar

from riskreg.domain.change import Contents, all_of
from riskreg.domain.records import Goal, Record
from riskreg.domain.scales import GoalKind
from riskreg.exchange.columns import Column, end_names
from riskreg.exchange.proposal import Outcome
from riskreg.exchange.words import shortened
from riskreg.faults import Trouble
from riskreg.texts import N_, Texts

R = TypeVar("R", bound=Record)


class Editing(Protocol):
    """The part of a register's step that edited cells need."""

    @property
    def contents(self) -> Contents:
        """Everything, as the step leaves it so far."""

    def add(self, record: R) -> R:
        """Add a record; gives it back with its id."""

    def put(self, before: Record, after: Record) -> None:
        """Replace a record."""

    def remove(self, *records: Record) -> None:
        """Remove records."""


@dataclass(frozen=True, slots=True)
class CellEdit:
    """One cell that changes: in words, and its value ready for JSON."""

    column: Column
    before: str
    after: str
    value: Any


@dataclass(frozen=True, slots=True)
class CellTrouble:
    """One cell whose text stays out, and why: it cannot be taken, or was changed in the register as well."""

    column: Column
    text: str
    reason: str
    is_bad: bool  # it has to be mended; otherwise it is only told


@dataclass(frozen=True, slots=True)
class LinkEdit:
    """The links of one kind that a row gains and loses."""

    through: type[Record]
    gained: tuple[Record, ...]  # the records at their other end
    lost: tuple[Record, ...]  # the links themselves


@dataclass(frozen=True, slots=True)
class RowEdit:
    """One row and what becomes of it."""

    source_row: int
    outcome: Outcome
    sheet: str = ""
    name: str = ""  # what the record is called: K2; empty for a new one
    reason: str = ""
    before: Record | None = None
    after: Record | None = None
    cells: tuple[CellEdit, ...] = ()
    links: tuple[LinkEdit, ...] = ()
    troubles: tuple[CellTrouble, ...] = ()
    refused: bool = False  # the row as a whole has to be mended

    @property
    def is_bad(self) -> bool:
        """Whether something in it has to be mended."""
        return self.refused or any(trouble.is_bad for trouble in self.troubles)


@dataclass(frozen=True, slots=True)
class CellEdits:
    """What all the cells would do to a year."""

    year: int
    rows: tuple[RowEdit, ...]
    warnings: tuple[str, ...] = ()
    sheets: tuple[dict[str, Any], ...] = field(default=())  # how each was read, for the report

    def counted(self, outcome: Outcome) -> int:
        """How many rows have an outcome."""
        return sum(row.outcome is outcome for row in self.rows)

    @property
    def changed_cells(self) -> int:
        """How many cells change, those of new rows left aside."""
        return sum(len(row.cells) for row in self.rows if row.before is not None)

    @property
    def bad_rows(self) -> tuple[RowEdit, ...]:
        """The rows in which something has to be mended."""
        return tuple(row for row in self.rows if row.is_bad)

    def write(self, edit: Editing) -> None:
        """Do it, in the order of the rows."""
        for row in self.rows:
            if row.after is None:
                continue
            stored = row.after
            if row.before is None or row.before.id is None:  # a result that was to be filled in
                stored = edit.add(row.after)
            else:
                edit.put(row.before, row.after)
            for link in row.links:
                first, second = end_names(link.through)
                edit.remove(*link.lost)
                for other in link.gained:
                    ends: dict[str, Any] = {first: stored.id, second: other.id}
                    edit.add(link.through(**ends))
        self._let_go_below(edit)

    def _let_go_below(self, edit: Editing) -> None:
        """What hung under an effect goal that is none any more is let go."""
        was_effect = {
            row.before.id
            for row in self.rows
            if isinstance(row.before, Goal) and isinstance(row.after, Goal)
            if row.before.kind is GoalKind.EFFECT is not row.after.kind
        }
        for goal in all_of(edit.contents, Goal) if was_effect else ():
            if goal.parent_id in was_effect:
                edit.put(goal, replace(goal, parent_id=None))

    def refusal(self, _: Texts) -> Trouble | None:
        """Why nothing can be written yet: the first cell or row that the user has to mend."""
        if not self.bad_rows:
            return None
        reason = next(troubles_said(self.bad_rows[0], _, only_bad=True))
        if len(self.bad_rows) == 1:
            return Trouble(N_("{reason} Nothing was imported."), reason=reason)
        return Trouble(
            N_("{reason} Nothing was imported; {count} rows are to be mended (--dry-run lists them)."),
            reason=reason,
            count=len(self.bad_rows),
        )

    def lines(self, _: Texts) -> Iterator[str]:
        """What would be done: every cell that changes, every new row, and what stays out."""
        for row in self.rows:
            if row.outcome is Outcome.ADDED:
                title = shortened(next((cell.after for cell in row.cells if cell.column.name == "text"), ""))
                said = _(N_("added, “{title}”"), title=title)
                yield f"{place_said(row, _)}: {said}"
            else:
                for cell in row.cells:
                    yield f"{place_said(row, _, cell.column)}: {change_said(cell)}"
            yield from troubles_said(row, _)
        yield from self._left_out(_)
        yield from self.warnings

    def _left_out(self, _: Texts) -> Iterator[str]:
        left_out = (row.reason for row in self.rows if row.outcome is Outcome.LEFT_OUT and not row.is_bad)
        for reason, count in Counter(filter(None, left_out)).items():
            yield _.n(
                "{count} row is left out: {reason}.",
                "{count} rows are left out: {reason}.",
                count,
                reason=reason,
            )

    def summary(self, _: Texts) -> Iterator[str]:
        """What was done, then what stayed out."""
        yield done_said(self, _)
        for row in self.rows:
            yield from troubles_said(row, _)
        yield from self._left_out(_)
        yield from self.warnings

    def as_json(self, _: Texts) -> dict[str, Any]:
        """The report: every sheet, row and warning, ready for JSON."""
        first: dict[str, Any] = self.sheets[0] if self.sheets else {}
        return {
            "sheet": first.get("sheet"),
            "header_rows": first.get("header_rows", []),
            "columns": first.get("columns", []),
            "sheets": list(self.sheets),
            "scales": {},
            "rows": [_row_told(row, _) for row in self.rows],
            "warnings": list(self.warnings),
        }


def _row_told(row: RowEdit, _: Texts) -> dict[str, Any]:
    return {
        "sheet": row.sheet,
        "source_row": row.source_row,
        "number": row.name or None,
        "outcome": row.outcome.value,
        "reason": row.reason or " ".join(troubles_said(row, _)),
        "fields": {cell.column.name: cell.value for cell in row.cells},
        "before": {cell.column.name: cell.before for cell in row.cells},
    }


# ------------------------------------------------------------------ in words
def place_said(row: RowEdit, _: Texts, column: Column | None = None) -> str:
    """Where something is: "Control points, row 3 (K2), Likelihood"."""
    where = _(N_("row {row}"), row=row.source_row) + (f" ({row.name})" if row.name else "")
    said = ", ".join(filter(None, (row.sheet, where, _(column.heading) if column else "")))
    return said[:1].upper() + said[1:]


def change_said(cell: CellEdit) -> str:
    """How a cell changes: 2 → 3."""
    return f"{shortened(cell.before) or '–'} → {shortened(cell.after) or '–'}"


def troubles_said(row: RowEdit, _: Texts, *, only_bad: bool = False) -> Iterator[str]:
    """What is wrong with a row and its cells, each with its place."""
    if row.refused:
        yield f"{place_said(row, _)}: {row.reason}"
    for trouble in row.troubles:
        if trouble.is_bad or not only_bad:
            yield f"{place_said(row, _, trouble.column)}: {trouble.reason}"


def done_said(edits: CellEdits, _: Texts) -> str:
    """How much is changed and added."""
    parts = []
    if changed := edits.changed_cells:
        parts.append(_.n("{count} cell changed", "{count} cells changed", changed))
    if added := edits.counted(Outcome.ADDED):
        parts.append(_.n("{count} row added", "{count} rows added", added))
    what = ", ".join(parts) or _(N_("Nothing changed"))
    return _(N_("{what} in the plan for {year}."), what=what, year=edits.year)


def json_value(value: object) -> Any:
    """A value as JSON tells it."""
    return str(value) if isinstance(value, date | time | Decimal) else value
