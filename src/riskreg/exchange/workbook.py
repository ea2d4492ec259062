"""A year as an XLSX workbook: one sheet a kind of record, real numbers and days, texts that stay texts."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from riskreg.domain.fields import Kind
from riskreg.domain.year import Year
from riskreg.exchange.columns import Role
from riskreg.exchange.tables import Table, Value
from riskreg.exchange.word_styles import hexadecimal
from riskreg.exchange.workbook_lists import Lists, lists_of
from riskreg.exchange.workbook_matrix import FONT, SIZE, add_matrix, tint_risk_values
from riskreg.paper.look import ACCENT, SHADE
from riskreg.texts import Texts

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
_NUMBER_WIDTH = 7  # K1, K2 …
_ROLE_WIDTHS = {Role.NUMBER: _NUMBER_WIDTH, Role.LINK: 14, Role.LINKS: 14, Role.OWNER: 14}
_ON_A_PAGE = 180  # of such characters
_LINE, _HIGHEST = 15, 405  # heights of rows
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # what the format reads as the code of a character
_SIGNS = frozenset("=+-@'")  # what a formula may begin with, and what keeps a text from being one
_GUARDED = _SIGNS | {"#"}  # with which an error begins
_TEXTS = (Kind.LINE, Kind.PARAGRAPH, Kind.LINEAGE)
_TOP = Alignment(vertical="top", wrap_text=True)
_TOP_LEFT = Alignment(horizontal="left", vertical="top")
_DIGITS = 15  # a spreadsheet keeps no more of a number
_FIRST_DAY = datetime.date(1900, 3, 1)  # before it, spreadsheets count the days differently


def workbook(
    year: Year, tables: Sequence[Table], made: datetime.datetime, _: Texts, *, matrix: bool = True
) -> bytes:
    """The tables as an XLSX file, with the risk `matrix`; the file says that it was made at a moment.

    Lists to choose from and hints stand in the cells that are open, also in the rows to come.
    """
    book = Workbook(write_only=True)
    _set_text_at_top(book)
    lists = lists_of(year, tables, _)
    for table in tables:
        _add(book, table, lists, year)
    if matrix:
        add_matrix(book, year, _)
    lists.add_to(book, _)
    book.properties.creator = "riskreg"
    book.properties.created = book.properties.modified = made
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _set_text_at_top(book: Workbook) -> None:
    """Let cells without a style of their own wrap at the top: a style a cell would cost half the time again.
    Some programs go by the column's style then, which says the same."""
    book._cell_styles[0].alignmentId = book._alignments.add(_TOP)


def _add(book: Workbook, table: Table, lists: Lists, year: Year) -> None:
    sheet = book.create_sheet(table.name)
    for at, kind in enumerate(table.kinds, 1):
        about = sheet.column_dimensions[get_column_letter(at)]
        about.width, about.alignment = WIDTHS[kind] if at > 1 else _NUMBER_WIDTH, _TOP
    for at, column in enumerate(table.columns, 1):
        about = sheet.column_dimensions[get_column_letter(at)]
        about.width = _ROLE_WIDTHS.get(column.role, WIDTHS[column.kind])
        about.hidden = column.role is Role.KEY
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.headings))}{len(table.rows) + 1}"
    lists.guide(sheet, table)
    tint_risk_values(sheet, table, year)
    _set_up_page(sheet, table)
    sheet.row_dimensions[1].height = 2 * _LINE
    sheet.append(_headings(sheet, table))
    _fill(sheet, table)


def _fill(sheet: Worksheet, table: Table) -> None:
    kinds = list(enumerate(table.kinds))
    texts = [at for at, kind in kinds if kind in _TEXTS]
    numbers = [at for at, kind in kinds if kind not in (*_TEXTS, Kind.STEP, Kind.CHOICE)]
    wide = [(at, round(WIDTHS[kind])) for at, kind in kinds if kind in (Kind.LINE, Kind.PARAGRAPH)]
    for at, row in enumerate(table.rows, 2):
        if (lines := _lines(row, wide)) > 1:
            # So high at first, and as its text wants it once that is changed: no height of its own.
            sheet.row_dimensions[at] = {"ht": str(min(lines * _LINE, _HIGHEST))}
        cells: list[Any] = list(row)
        for place in texts:
            text = cells[place]
            is_guarded = text and (text[0] in _GUARDED or "_x" in text)
            cells[place] = _text(sheet, text) if is_guarded else text or None
        for place in numbers:
            cells[place] = _number(sheet, cells[place])
        sheet.append(cells)


def _lines(row: Sequence[Value], wide: Sequence[tuple[int, int]]) -> int:
    """How many lines the longest of a row's texts takes, which stand at these places in columns so wide."""
    most = 1
    for at, width in wide:
        text = row[at]
        if isinstance(text, str) and (len(text) >= width or "\n" in text):
            most = max(most, sum(len(line) // width + 1 for line in text.split("\n")))
    return most


def _set_up_page(sheet: Worksheet, table: Table) -> None:
    """On paper: lying, as many pages wide as can be read, the headings and the first columns on each."""
    width = sum(about.width for about in sheet.column_dimensions.values() if not about.hidden)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = math.ceil(width / _ON_A_PAGE), 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:B"


def _headings(sheet: Worksheet, table: Table) -> Iterator[Any]:
    """The headings; those of columns that are not read when the file comes back lean."""
    is_read = [column.is_read for column in table.columns] or [False] * len(table.headings)
    for heading, read in zip(table.headings, is_read, strict=True):
        cell = WriteOnlyCell(sheet, heading)
        cell.alignment = _TOP
        cell.font = Font(FONT, SIZE, bold=True, italic=not read, color=hexadecimal(ACCENT))
        cell.fill = PatternFill("solid", fgColor=hexadecimal(SHADE))
        yield cell


def _text(sheet: Worksheet, text: str) -> Any:
    """A cell whose text is never taken for a formula, an error or a code, whatever is in it."""
    cell = WriteOnlyCell(sheet, _ESCAPE.sub("_x005F_", text))
    cell.data_type = "s"
    cell.quotePrefix = text[0] in _SIGNS
    cell.alignment = _TOP
    return cell


def _number(sheet: Worksheet, value: Value) -> Any:
    """A number or a day; as text where a spreadsheet would not keep it as it is."""
    if isinstance(value, datetime.date):
        if value < _FIRST_DAY:
            return value.isoformat()
        cell = WriteOnlyCell(sheet, value)
        cell.alignment = _TOP_LEFT
        return cell
    if isinstance(value, Decimal) and len(value.as_tuple().digits) >= _DIGITS:
        return f"{value:f}"
    return str(value) if isinstance(value, int) and abs(value) >= 10**_DIGITS else value
