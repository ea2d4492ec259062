"""A block of cells on the clipboard: written as spreadsheets read it, and what pasting one would change.

A block with headings goes by them, and with numbers (K1 …) or keys its rows go by those; else it is laid over
the cells that are shown, from the chosen one on.  Rows past the last one are new records.
"""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from riskreg.domain.change import Contents
from riskreg.domain.records import Record
from riskreg.domain.year import Year
from riskreg.exchange.cell_edits import CellEdits, RowEdit
from riskreg.exchange.cells import naming_of
from riskreg.exchange.columns import Column, Role
from riskreg.exchange.csv_file import guarded, unguarded
from riskreg.exchange.csv_text import pasted_rows
from riskreg.exchange.lookup import Lookup
from riskreg.exchange.proposal import Outcome
from riskreg.exchange.round_trip import headings_of, keyed_sheets, round_trip, year_wanted
from riskreg.exchange.row_reading import RowReader
from riskreg.exchange.sheet import Sheet
from riskreg.exchange.words import IS_LEFT_OUT, NO_FIELD, plain, quoted, shortened
from riskreg.faults import Trouble
from riskreg.texts import N_, Texts

Block: TypeAlias = tuple[tuple[str, ...], ...]

MAX_ROWS = 3_000
_TEXT = "mso-number-format:'\\@'"  # by which Excel takes a cell for a text, whatever it begins with
_LINE_ENDS = str.maketrans({"\v": "\n", "\f": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})


# ------------------------------------------------------------------ written and read
def block_text(rows: Sequence[Sequence[str]]) -> str:
    """Rows as table text: tabs between cells, those with tabs, quotes or line breaks in quotes.  No cell is
    run as a formula where it is pasted."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter="\t", lineterminator="\n")
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return written.getvalue()


def block_html(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The same as a table for programs that take formatted text."""

    def line(cells: Sequence[str], tag: str) -> str:
        told = (html.escape(cell).replace("\n", "<br>") for cell in cells)
        return "<tr>" + "".join(f'<{tag} style="{_TEXT}">{cell}</{tag}>' for cell in told) + "</tr>"

    lines = [line(headings, "th"), *(line(row, "td") for row in rows)]
    return f'<meta charset="utf-8"><table>{"".join(lines)}</table>'


def block_of(text: str) -> Block:
    """The cells of a text as a spreadsheet copies it; a text with no tab and no line break is one cell.
    Trouble when it is far too large."""
    rows = list(islice(pasted_rows(text.translate(_LINE_ENDS)), MAX_ROWS + 1)) if text else []
    if len(rows) > MAX_ROWS:
        raise Trouble(
            N_("More than {rows} rows cannot be pasted. Save them as a spreadsheet and import that."),
            rows=MAX_ROWS,
        )
    width = max(map(len, rows), default=0)
    return tuple(tuple(unguarded(cell) for cell in row) + ("",) * (width - len(row)) for row in rows)


# ------------------------------------------------------------------ pasted
@dataclass(frozen=True, slots=True)
class Grid:
    """What a block is laid over: the columns and records as they are shown, and the chosen cell."""

    kind: type[Record]
    columns: tuple[Column | None, ...]
    records: tuple[Record, ...]
    row: int = 0
    column: int = 0


def pasted(block: Block, grid: Grid, year: Year, contents: Contents, _: Texts) -> CellEdits:
    """What pasting a block would change."""
    if keyed := keyed_sheets((Sheet("", block),)):
        year_wanted(keyed, year.plan.year)
        return round_trip(keyed, year, contents, _)
    lookup = Lookup(year)
    reader = RowReader(grid.kind, lookup, contents, naming_of(lookup), _)
    columns, header = _columns(block, grid)
    rows = list(enumerate(block, 1))[header:]
    if header and any(column and column.role is Role.NUMBER for column in columns):
        edits = _by_number(rows, columns, reader, _)
    else:
        edits = _by_place(rows, columns, grid, reader)
    return CellEdits(year.plan.year or 0, tuple(edits), tuple(_unread(block, columns, header, _)))


def _columns(block: Block, grid: Grid) -> tuple[list[Column | None], int]:
    """What each column of the block is laid over, and how many rows of it are headings."""
    known = headings_of(grid.kind)
    named = [known.get(plain(cell)) for cell in block[0]] if block else []
    said = [cell for cell in block[0] if cell.strip()] if block else []
    if len(block) > 1 and said and len([column for column in named if column]) == len(said):
        return named, 1
    under = grid.columns[grid.column :]
    return [under[at] if at < len(under) else None for at in range(len(named))], 0


def _unread(block: Block, columns: Sequence[Column | None], header: int, _: Texts) -> Iterator[str]:
    """Which columns of the block are over none of ours."""
    for at, column in enumerate(columns):
        texts = [row[at] for row in block if row[at].strip()]
        if column is None and texts:
            reason = NO_FIELD if header else N_("it reaches past the last column shown")
            named = quoted(shortened(texts[0]), _)
            yield _(IS_LEFT_OUT, column=named, reason=_(reason))


Rows: TypeAlias = Sequence[tuple[int, tuple[str, ...]]]


def _cells(row: Sequence[str], columns: Sequence[Column | None]) -> dict[Column, str]:
    return {column: cell for column, cell in zip(columns, row, strict=True) if column is not None}


def _by_place(
    rows: Rows, columns: Sequence[Column | None], grid: Grid, reader: RowReader
) -> Iterator[RowEdit]:
    """Each row over the record at its place; empty rows are passed over."""
    for place, (number, row) in enumerate(rows, grid.row):
        if not any(cell.strip() for cell in row):
            continue
        if place < len(grid.records):
            yield reader.changed(grid.records[place], _cells(row, columns), {}, number)
        else:
            yield reader.added(_cells(row, columns), number)


def _by_number(
    rows: Rows, columns: Sequence[Column | None], reader: RowReader, _: Texts
) -> Iterator[RowEdit]:
    """Each row over the record that its number names; a row without one is a new record."""
    at = next(at for at, column in enumerate(columns) if column and column.role is Role.NUMBER)
    lookup = reader.lookup
    records = {lookup.number(record).casefold(): record for record in lookup.records(reader.kind)}
    seen: dict[str, int] = {}
    for number, row in rows:
        name = row[at].strip().casefold()
        if not any(cell.strip() for cell in row):
            continue
        if not name:
            yield reader.added(_cells(row, columns), number)
        elif name not in records:
            reason = _(N_("there is no {number} in the plan"), number=shortened(row[at]))
            yield RowEdit(number, Outcome.LEFT_OUT, reason=reason, refused=True)
        elif name in seen:
            reason = _(N_("{number} is in row {row} as well"), number=shortened(row[at]), row=seen[name])
            yield RowEdit(number, Outcome.LEFT_OUT, reason=reason, refused=True)
        else:
            seen[name] = number
            yield reader.changed(records[name], _cells(row, columns), {}, number)
