"""Any spreadsheet as plain rows of texts, read as a person sees them.  Nothing in it is run or looked up."""

from __future__ import annotations

from pathlib import Path

from riskreg.exchange.archive import names_in
from riskreg.exchange.csv_text import csv_rows
from riskreg.exchange.ods import CONTENT, read_ods
from riskreg.exchange.rows import Remark as Remark
from riskreg.exchange.rows import Sheet as Sheet
from riskreg.exchange.rows import Told, Weight, sheet_of, trimmed
from riskreg.exchange.workbook_reader import read_xls, read_xlsx
from riskreg.faults import Trouble
from riskreg.files import read_start, read_whole
from riskreg.texts import N_

MAX_TEXT = 30_000_000  # of a CSV file

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_sheets(path: Path, told: Told = lambda _done, _total: None) -> tuple[Sheet, ...]:
    """Every sheet of a CSV, XLSX, XLS or ODS file that holds anything; what it is, is told by the content.

    `told` hears how much of so much is read; what it raises stops the reading.
    """
    start = read_start(path, len(_OLE))
    if start.startswith(_ZIP):
        read = read_ods if CONTENT in names_in(path) else read_xlsx
        sheets = read(path, told)
    elif start == _OLE:
        sheets = read_xls(path, told)
    else:
        content = read_whole(path, MAX_TEXT)
        rows = Weight(path).of(csv_rows(content, path))
        sheets = (sheet_of(path.stem, trimmed(rows, path)),)
    filled = tuple(sheet for sheet in sheets if sheet.rows)
    if not filled:
        raise Trouble(N_("{path} is empty. Choose the file that holds the table."), path=path)
    return filled
