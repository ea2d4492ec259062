"""Finding the table in a sheet: its headings, its rows, and the rows that are none of its records."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from riskreg.exchange.sheet import Sheet

_HEADER_WITHIN = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the source under the headings."""

    number: int  # as the spreadsheet numbers it, from 1
    cells: tuple[str, ...]
    category: str = ""  # the heading row that stands above it inside the table


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row of the table that is no record, and why (a text of ours)."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a sheet; without header rows when it has no headings."""

    sheet: Sheet
    header_rows: tuple[int, ...]
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    left_out: tuple[LeftOut, ...] = ()


def tables_in(sheets: Iterable[Sheet], known: Callable[[str], object | None]) -> tuple[Table, ...]:
    """The tables of the sheets, best first; `known` tells whether a heading is one of a register."""
    found = []
    for sheet in sorted(sheets, key=lambda sheet: sheet.hidden):
        counts = [sum(bool(cell and known(cell)) for cell in row) for row in sheet.rows[:_HEADER_WITHIN]]
        best = max(counts, default=0)
        at = counts.index(best) if best else 0
        below = {cell for row in sheet.rows[at + 1 :] for cell in row}
        if any(cell in below for cell in sheet.rows[at] if cell and known(cell)):
            best = 0  # a record among others
        header = counts.index(best) if best else -1
        lines = tuple(
            Line(number, row)
            for number, row in enumerate(sheet.rows[header + 1 :], start=header + 2)
            if any(row)
        )
        headings = sheet.rows[header] if best else ("",) * len(sheet.rows[0])
        found.append((best, Table(sheet, (header + 1,) if best else (), headings, lines)))
    return tuple(table for _best, table in sorted(found, key=lambda pair: -pair[0]))
