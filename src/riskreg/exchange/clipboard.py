"""A block of cells on the clipboard: written as spreadsheets read it, and what pasting one would change.

A block with headings goes by them: with numbers (K1 …) or keys its rows go by those, results by what they are
about; else rows that have a text of their own are new records.  Any other block is laid over the cells that
are shown, from the chosen one on, and rows past the last one are new records.
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
from riskreg.exchange.columns import Column, Role, is_numbered, is_result
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
    if header and any(map(_is_number, columns)):
        edits = _by_number(rows, columns, grid, reader, _)
    elif header and any(map(_is_needed, columns)):  # a list of its own, and not values for what is there
        edits = (
            reader.added(_cells(row, columns), number) for number, row in rows if any(map(str.strip, row))
        )
    else:
        edits = _by_place(rows, columns, grid, reader)
    return CellEdits(year.plan.year or 0, tuple(edits), tuple(_unread(block, columns, header, _)))


def _columns(block: Block, grid: Grid) -> tuple[list[Column | None], int]:
    """What each column of the block is laid over, and how many rows of it are headings."""
    if has_headings_of(grid.kind, block):
        return _named(grid.kind, block), 1
    under, width = grid.columns[grid.column :], len(block[0]) if block else 0
    return [under[at] if at < len(under) else None for at in range(width)], 0


def has_headings_of(kind: type[Record], block: Block) -> bool:
    """Whether a block begins with headings of a kind's table."""
    said = [cell for cell in block[0] if cell.strip()] if len(block) > 1 else []
    return bool(said) and len([column for column in _named(kind, block) if column]) == len(said)


def _named(kind: type[Record], block: Block) -> list[Column | None]:
    known = headings_of(kind)
    return [known.get(plain(cell)) for cell in block[0]]


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
        elif is_result(grid.kind):  # which are of what there is
            reason = reader._(N_("it reaches past the last row shown"))
            yield RowEdit(number, Outcome.LEFT_OUT, reason=reason, refused=True)
        else:
            yield reader.added(_cells(row, columns), number)


def _is_needed(column: Column | None) -> bool:
    """Whether no record can be without what a column holds."""
    return column is not None and column.field is not None and column.field.required


def _is_number(column: Column | None) -> bool:
    """Whether a column tells the number of its rows' records, or of what results are about."""
    if column is None:
        return False
    is_owner = column.role is Role.OWNER and column.target is not None and is_numbered(column.target)
    return column.role is Role.NUMBER or is_owner


def _by_number(
    rows: Rows, columns: Sequence[Column | None], grid: Grid, reader: RowReader, _: Texts
) -> Iterator[RowEdit]:
    """Each row over the record that its number names; a row without one is a new record.  Results that do
    not tell their period are those that are shown."""
    lookup = reader.lookup
    naming = [(at, c) for at, c in enumerate(columns) if c and c.role in (Role.NUMBER, Role.OWNER)]
    owners = [column for _at, column in naming if column.role is Role.OWNER]
    among = grid.records if len(owners) == 1 else lookup.records(reader.kind)
    records = {
        tuple(lookup.named(record, column).casefold() for _at, column in naming): record for record in among
    }
    seen: dict[tuple[str, ...], int] = {}
    for number, row in rows:
        told = [row[at].strip() for at, _column in naming]
        name, said = tuple(map(str.casefold, told)), shortened(", ".join(filter(None, told)))
        if not any(cell.strip() for cell in row):
            continue
        if not any(told):
            yield reader.added(_cells(row, columns), number)
        elif name not in records:
            reason = _(N_("there is no {number} in the plan"), number=said)
            yield RowEdit(number, Outcome.LEFT_OUT, reason=reason, refused=True)
        elif name in seen:
            reason = _(N_("{number} is in row {row} as well"), number=said, row=seen[name])
            yield RowEdit(number, Outcome.LEFT_OUT, reason=reason, refused=True)
        else:
            seen[name] = number
            yield reader.changed(records[name], _cells(row, columns), {}, number)
