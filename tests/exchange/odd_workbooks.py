"""Workbooks that no spreadsheet program would write, from their markup."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

import openpyxl
from openpyxl.utils import get_column_letter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(path: Path, sheet: Iterable[bytes], strings: str = "") -> Path:
    """A workbook of one sheet whose markup is given."""
    openpyxl.Workbook().save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    del parts["xl/worksheets/sheet1.xml"]
    if strings:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(f'<worksheet xmlns="{MAIN}">'.encode())
            for piece in sheet:
                part.write(piece)
            part.write(b"</worksheet>")
    return path


def cells(rows: int, columns: int) -> bytes:
    """Rows of numbers."""
    letters = [get_column_letter(column) for column in range(1, columns + 1)]
    drawn = (
        f'<row r="{row}">' + "".join(f'<c r="{letter}{row}"><v>1</v></c>' for letter in letters) + "</row>"
        for row in range(1, rows + 1)
    )
    return f"<sheetData>{''.join(drawn)}</sheetData>".encode()
