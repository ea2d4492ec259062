"""What the reader of workbooks does not tell of an XLS file: formats, errors, what is hidden, its reach."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from riskreg.exchange.archive import MAX_CELLS, too_large
from riskreg.exchange.cell_text import BUILT_IN_FORMATS, NumberFormat, number_format
from riskreg.exchange.ole import BadContainer
from riskreg.exchange.workbook_parts import Marks

_BEGIN, _END, _PROTECTED, _SHEET, _FORMAT, _STYLE = 0x809, 0x0A, 0x2F, 0x85, 0x41E, 0xE0
_ROW, _COLUMNS, _EXTENT, _SHARED_TEXTS = 0x208, 0x7D, 0x200, 0xFC
_NUMBER, _SHORT, _SHORTS, _FORMULA, _TRUTH = 0x203, 0x27E, 0xBD, 0x06, 0x205
_MOST_ROWS, _MOST_COLUMNS = 65_536, 256
_TEXTS = (0xFD, 0x204, 0xD6)
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!",
    0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip


class Protected(Exception):
    """The workbook is encrypted."""


@dataclass(slots=True)
class _Sheet:
    """What is known of a sheet so far."""

    name: str
    formats: dict[tuple[int, int], NumberFormat] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    bottom: int = 0
    right: int = 0


def marks_in(stream: bytes, path: Path) -> dict[str, Marks]:
    """The marks of every sheet, by its name.  Trouble when reading them would exhaust the memory.

    Raises Protected for an encrypted workbook, BadContainer for a broken one.
    """
    try:
        starts, styles = _globals(stream)
        sheets = [_sheet(stream, start, name, styles) for start, name in starts]
    except (struct.error, IndexError) as error:
        raise BadContainer from error
    if sum(sheet.bottom * sheet.right for sheet in sheets) > MAX_CELLS:
        raise too_large(path)
    return {
        sheet.name: Marks(sheet.formats, sheet.errors, frozenset(sheet.rows), frozenset(sheet.columns))
        for sheet in sheets
    }


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of a part of the stream, from its beginning to its end."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        at += 4
        if at + length > len(stream):
            raise BadContainer
        depth += (kind == _BEGIN) - (kind == _END)
        yield kind, stream[at : at + length]
        if depth <= 0:
            return
        at += length


def _globals(stream: bytes) -> tuple[list[tuple[int, str]], list[NumberFormat | None]]:
    """Where each sheet begins, with its name; and what each style does to a number."""
    codes = dict(BUILT_IN_FORMATS)
    styles: list[int] = []
    sheets: list[tuple[int, str]] = []
    for kind, body in _records(stream, 0):
        if kind == _PROTECTED:
            raise Protected
        if kind == _FORMAT:
            (number,) = struct.unpack_from("<H", body)
            codes[number] = _text(body, 2, wide=True)
        elif kind == _STYLE:
            styles.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _SHARED_TEXTS and struct.unpack_from("<I", body, 4)[0] > len(stream):
            raise BadContainer  # the reader makes room for as many as it says
        elif kind == _SHEET:
            (start,) = struct.unpack_from("<I", body)
            if start >= len(stream):
                raise BadContainer
            sheets.append((start, _text(body, 6, wide=False)))
    known = {number: number_format(code) for number, code in codes.items()}
    return sheets, [known.get(number) for number in styles]


def _text(body: bytes, at: int, *, wide: bool) -> str:
    """A text with its length before it, in two bytes when `wide`."""
    length = struct.unpack_from("<H" if wide else "<B", body, at)[0]
    at += 2 if wide else 1
    if body[at] & 1:
        return body[at + 1 : at + 1 + 2 * length].decode("utf-16-le", "replace")
    return body[at + 1 : at + 1 + length].decode("latin-1")


def _sheet(stream: bytes, start: int, name: str, styles: list[NumberFormat | None]) -> _Sheet:
    sheet = _Sheet(name)
    for kind, body in _records(stream, start):
        if handle := _HANDLED.get(kind):
            handle(sheet, body, styles)
    return sheet


def _cell(sheet: _Sheet, body: bytes, styles: list[NumberFormat | None]) -> tuple[int, int]:
    row, column, style = struct.unpack_from("<HHH", body)
    sheet.bottom, sheet.right = max(sheet.bottom, row + 1), max(sheet.right, column + 1)
    if style < len(styles) and (found := styles[style]) is not None:
        sheet.formats[row, column] = found
    return row, column


def _cells(sheet: _Sheet, body: bytes, styles: list[NumberFormat | None]) -> None:
    row, first = struct.unpack_from("<HH", body)
    for offset, at in enumerate(range(4, len(body) - 7, 6)):
        style = body[at : at + 2]
        _cell(sheet, struct.pack("<HH", row, min(first + offset, 0xFFFF)) + style, styles)


def _formula(sheet: _Sheet, body: bytes, styles: list[NumberFormat | None]) -> None:
    place = _cell(sheet, body, styles)
    result = body[6:14]
    if result[6:] == b"\xff\xff" and result[0] == 2:
        sheet.errors[place] = _ERRORS.get(result[2], "#N/A")


def _truth(sheet: _Sheet, body: bytes, styles: list[NumberFormat | None]) -> None:
    place = _cell(sheet, body, styles)
    if body[7]:
        sheet.errors[place] = _ERRORS.get(body[6], "#N/A")


def _row(sheet: _Sheet, body: bytes, _styles: list[NumberFormat | None]) -> None:
    if body[12] & 0x20:
        sheet.rows.add(struct.unpack_from("<H", body)[0])


def _extent(_sheet: _Sheet, body: bytes, _styles: list[NumberFormat | None]) -> None:
    """The reader makes room for as many cells as the sheet says that it has."""
    top, bottom, left, right = struct.unpack_from("<IIHH" if len(body) > 10 else "<HHHH", body)
    if not (top <= bottom <= _MOST_ROWS and left <= right <= _MOST_COLUMNS):
        raise BadContainer


def _columns(sheet: _Sheet, body: bytes, _styles: list[NumberFormat | None]) -> None:
    first, last, _width, _style, options = struct.unpack_from("<HHHHH", body)
    if options & 1:
        sheet.columns.update(range(first, min(last + 1, _MOST_COLUMNS)))


_HANDLED: dict[int, Callable[[_Sheet, bytes, list[NumberFormat | None]], object]] = {
    **dict.fromkeys((_NUMBER, _SHORT, *_TEXTS), _cell),
    _SHORTS: _cells,
    _FORMULA: _formula,
    _TRUTH: _truth,
    _ROW: _row,
    _COLUMNS: _columns,
    _EXTENT: _extent,
}
