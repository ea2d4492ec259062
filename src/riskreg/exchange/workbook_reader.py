"""Workbooks of Excel, XLSX, XLSM and XLS: their values, as a person sees them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import python_calamine as calamine

from riskreg.exchange import archive as archives
from riskreg.exchange.archive import DAMAGED, MAX_CELLS, Archive, too_large
from riskreg.exchange.cell_text import literal, shown
from riskreg.exchange.csv_text import NOT_A_SPREADSHEET, OF_ANOTHER_KIND
from riskreg.exchange.ole import BadContainer, Container, container_of
from riskreg.exchange.rows import Sheet, Told, Weight, fill_merged, sheet_of, trimmed
from riskreg.exchange.workbook_parts import Marks, longest_strings, marks_of, number_formats, sheet_parts
from riskreg.exchange.xls_records import Protected, marks_in
from riskreg.faults import Trouble
from riskreg.files import read_whole
from riskreg.texts import N_

PROTECTED = N_("{path} is protected by a password. Save a copy without the password and import that instead.")

MAX_BYTES = 50_000_000  # of a workbook from before 2007, which is read whole

_MOST_NUMBERS = 10_000  # that are kept as they are shown

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # what a protected XLSX keeps its content in
_OTHER_NAMES = (".xls", ".xla", ".xlsb", ".ods")
_STREAMS = ("Workbook", "Book")

T = TypeVar("T")

# Gives the marks of a sheet by its name, after making sure that it may be read.
_MarksOf = Callable[[str], Marks]


def read_xlsx(path: Path, told: Told) -> tuple[Sheet, ...]:
    """The sheets of a zipped workbook.  Trouble when it is none, or would exhaust the memory."""
    with archives.opened(path) as archive:
        if "xl/workbook.bin" in archive.names:  # XLSB
            raise Trouble(OF_ANOTHER_KIND, path=path)
        if "xl/workbook.xml" not in archive.names:
            whole = "[Content_Types].xml" in archive.names and len(archive.names) == 1
            raise Trouble(DAMAGED if whole else NOT_A_SPREADSHEET, path=path)
        parts = sheet_parts(archive)
        formats, strings = number_formats(archive), longest_strings(archive)

        def marks(name: str) -> Marks:
            part = parts.get(name, "")
            return marks_of(archive, part, formats, strings) if part in archive.names else Marks()

        return _read(_source(path), path, marks, told, _sizes(archive, parts))


def read_xls(path: Path, told: Told) -> tuple[Sheet, ...]:
    """The sheets of a workbook from before 2007.  Trouble as above; a protected XLSX looks like one, too."""
    try:
        content = read_whole(path, MAX_BYTES)
        if _ENCRYPTED in content:
            raise Protected
        container = Container(content)
        streams = [name for name in _STREAMS if name in container.names]
        if not streams:
            raise Trouble(NOT_A_SPREADSHEET, path=path)
        stream = container.stream(streams[0])
        marks = marks_in(stream, path)
        book = io.BytesIO(container_of(streams[0], stream))  # made anew, for the reader trusts the old one
    except Protected as error:
        raise Trouble(PROTECTED, path=path) from error
    except BadContainer as error:
        raise Trouble(DAMAGED, path=path) from error
    return _read(book, path, lambda name: marks.get(name, Marks()), told, {})


def _source(path: Path) -> str | io.BytesIO:
    """What the reader is given: the file, or its content when the name would mislead it."""
    misnamed = path.suffix.lower() in _OTHER_NAMES
    return io.BytesIO(read_whole(path, MAX_BYTES)) if misnamed else str(path)


def _sizes(archive: Archive, parts: Mapping[str, str]) -> dict[str, int]:
    return {name: archive.size(part) for name, part in parts.items()}


def _read(
    source: str | io.BytesIO, path: Path, marks: _MarksOf, told: Told, sizes: Mapping[str, int]
) -> tuple[Sheet, ...]:
    """Every worksheet of a workbook; `sizes` tells how much of the work each is."""
    sheets: list[Sheet] = []
    weight = Weight(path)
    cells, done, total = 0, 0, sum(sizes.values()) or 1
    try:
        with calamine.load_workbook(source) as book:
            for about in book.sheets_metadata:
                told(done, total)
                if about.typ == calamine.SheetTypeEnum.WorkSheet:
                    found = marks(about.name)
                    hidden = about.visible != calamine.SheetVisibleEnum.Visible
                    sheet = _sheet(book.get_sheet_by_name(about.name), found, hidden, path, weight)
                    sheets.append(sheet)
                    cells += len(sheet.rows) * len(sheet.rows[0]) if sheet.rows else 0
                    if cells > MAX_CELLS:
                        raise too_large(path)
                done = min(done + sizes.get(about.name, 0), total)
    except calamine.PasswordError as error:
        raise Trouble(PROTECTED, path=path) from error
    except (calamine.CalamineError, OSError) as error:
        raise Trouble(DAMAGED, path=path) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how the reader stumbles over what is broken
            raise
        raise Trouble(DAMAGED, path=path) from error
    return tuple(sheets)


def _sheet(sheet: calamine.CalamineSheet, marks: Marks, hidden: bool, path: Path, weight: Weight) -> Sheet:
    rows = list(weight.of(_texts(sheet, marks, path)))
    carried = fill_merged(rows, sheet.merged_cell_ranges or [], path)
    return sheet_of(
        sheet.name,
        trimmed(rows, path),
        hidden=hidden,
        hidden_rows=marks.hidden_rows,
        hidden_columns=marks.hidden_columns,
        carried=carried,
    )


def _texts(sheet: calamine.CalamineSheet, marks: Marks, path: Path) -> Iterator[list[str]]:
    """The rows as texts, numbers in the formats that matter, errors by their names."""
    if sheet.start is None or sheet.end is None:
        return
    if (sheet.end[0] + 1) * (sheet.end[1] + 1) > MAX_CELLS:
        raise too_large(path)
    before = [""] * sheet.start[1]
    formats, errors = _by_row(marks.formats), _by_row(marks.errors)
    numbers = _Numbers()
    for number, row in enumerate(sheet.iter_rows()):
        texts = [
            (value.strip() if value.isprintable() else literal(value))
            if type(value) is str
            else (numbers[value] if type(value) is float else shown(value))
            for value in row
        ]
        texts = before + texts if before else texts
        for at, number_format in formats.get(number, ()):
            value = row[at - len(before)] if len(before) <= at < len(texts) else None
            if type(value) in (int, float):
                texts[at] = number_format.shown(value)  # type: ignore[arg-type]
        for at, error in errors.get(number, ()):
            if len(before) <= at < len(texts):
                texts[at] = error
        yield texts


class _Numbers(dict[float, str]):
    """Numbers as they are shown, each made once: scores come over and over."""

    def __missing__(self, value: float) -> str:
        if len(self) == _MOST_NUMBERS:
            self.clear()
        self[value] = text = shown(value)
        return text


def _by_row(cells: Mapping[tuple[int, int], T]) -> dict[int, list[tuple[int, T]]]:
    rows: dict[int, list[tuple[int, T]]] = {}
    for (row, column), value in cells.items():
        rows.setdefault(row, []).append((column, value))
    return rows
