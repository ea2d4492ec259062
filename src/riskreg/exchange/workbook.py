"""A year as an XLSX workbook: one sheet a kind of record, real numbers and days, texts that stay texts."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from riskreg.domain.fields import Kind
from riskreg.exchange.tables import Table, Value

# Columns as wide as what they mostly hold, in characters.
WIDTHS: dict[Kind, float] = {
    Kind.KEY: 8,
    Kind.OWNER: 8,
    Kind.LINK: 8,
    Kind.LINEAGE: 34,
    Kind.POSITION: 8,
    Kind.LINE: 22,
    Kind.PARAGRAPH: 48,
    Kind.STEP: 12,
    Kind.CHOICE: 24,
    Kind.NUMBER: 12,
    Kind.DECIMAL: 12,
    Kind.DATE: 12,
    Kind.PICTURE: 8,
    Kind.BLOB: 8,
    Kind.TIME: 8,
}
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # what the format reads as the code of a character
_NUMBER_WIDTH = 7  # of the first column: K1, K2 …


def workbook(tables: Iterable[Table], made: datetime.datetime) -> bytes:
    """The tables as an XLSX file, which says that it was made at a moment."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        _fill(book.create_sheet(table.name), table)
    book.properties.creator = "riskreg"
    book.properties.created = book.properties.modified = made
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _fill(sheet: Worksheet, table: Table) -> None:
    for column, (heading, kind) in enumerate(zip(table.headings, table.kinds, strict=True), 1):
        cell = sheet.cell(1, column)
        _put(cell, heading)
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = (
            WIDTHS[kind] if column > 1 else _NUMBER_WIDTH
        )
    for line, row in enumerate(table.rows, 2):
        for column, value in enumerate(row, 1):
            _put(sheet.cell(line, column), value)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions


def _put(cell: Cell, value: Value) -> None:
    """Write a value.  A text is never taken for a formula or an error, whatever it begins with."""
    cell.alignment = Alignment(vertical="top", wrap_text=isinstance(value, str))
    cell.value = _ESCAPE.sub("_x005F_", value) if isinstance(value, str) else value
    if isinstance(value, str) and value:
        cell.data_type = "s"
        cell.quotePrefix = value[0] in "=+-@'"
