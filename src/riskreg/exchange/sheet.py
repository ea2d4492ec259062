"""Any spreadsheet as plain rows of texts, read as a person sees them.  Nothing in it is run or looked up."""

from __future__ import annotations

import codecs
import csv
import datetime
import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO

import python_calamine as calamine

from riskreg.exchange.csv_file import unguarded
from riskreg.faults import Trouble
from riskreg.files import read_whole
from riskreg.texts import N_

MAX_BYTES = 50_000_000
MAX_UNPACKED = 400_000_000
MAX_ROWS = 100_000
MAX_CELLS = 5_000_000

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # what a protected XLSX keeps its content in
_ODS_LIST = "META-INF/manifest.xml"
_NO_TABLE = (b"%pdf-", b"<!doctype", b"<html", b"<?xml", b"<table", b"{\\rtf")
_DELIMITERS = ",;\t|"
_CONTROL = re.compile(r"[\x00-\x08\x0c\x0e-\x1f\x7f]")
# A cell with something in it: the reader makes room for every cell up to the last one of these.
_FILLED_CELL = re.compile(rb'<(?:\w+:)?c\s(?:[^>]*\s)?r="([A-Z]{1,3})(\d{1,7})"(?:[^>]*[^>/])?>')
_CHUNK = 1 << 20
_LONGEST_TAG = 256
_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")

_NOT_A_SPREADSHEET = N_("{path} is not a spreadsheet. Choose a file saved as XLSX, XLS, ODS or CSV.")
_DAMAGED = N_(
    "{path} is damaged or not a spreadsheet. Open it in a spreadsheet program, save it anew and try again."
)
_PROTECTED = N_(
    "{path} is protected by a password. Save a copy without the password and import that instead."
)
_TOO_LARGE = N_("{path} holds more than {rows} rows, or far too many columns. Keep only what is wanted.")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: every row equally wide, row 1 of the source first, no empty rows or columns at the end."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    hidden: bool = False


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """Every sheet of a CSV, XLSX, XLS or ODS file that holds anything; what it is, is told by the content."""
    content = read_whole(path, MAX_BYTES)
    if content.startswith((_ZIP, _OLE)):
        sheets = _from_workbook(content, path)
    else:
        sheets = (Sheet(path.stem, _trimmed(_from_csv(content, path), path)),)
    filled = tuple(sheet for sheet in sheets if sheet.rows)
    if not filled:
        raise Trouble(N_("{path} is empty. Choose the file that holds the table."), path=path)
    return filled


def _from_workbook(content: bytes, path: Path) -> tuple[Sheet, ...]:
    if content.startswith(_ZIP):
        _guard(content, path)
    elif _ENCRYPTED in content:
        raise Trouble(_PROTECTED, path=path)
    try:
        with calamine.load_workbook(io.BytesIO(content)) as book:
            return tuple(
                Sheet(
                    about.name,
                    _trimmed(_values(book.get_sheet_by_name(about.name), path), path),
                    hidden=about.visible != calamine.SheetVisibleEnum.Visible,
                )
                for about in book.sheets_metadata
                if about.typ == calamine.SheetTypeEnum.WorkSheet
            )
    except calamine.PasswordError as error:
        raise Trouble(_PROTECTED, path=path) from error
    except calamine.CalamineError as error:
        raise Trouble(_DAMAGED, path=path) from error


def _guard(content: bytes, path: Path) -> None:
    """Refuse what would exhaust the memory, before the reader unpacks it."""
    too_large = Trouble(_TOO_LARGE, path=path, rows=MAX_ROWS)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if not {"[Content_Types].xml", "content.xml"} & {part.filename for part in parts}:
                raise Trouble(_NOT_A_SPREADSHEET, path=path)
            if sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise too_large
            if _ODS_LIST in archive.NameToInfo and b"encryption-data" in archive.read(_ODS_LIST):
                raise Trouble(_PROTECTED, path=path)
            for part in parts:
                # Reading a part to its end also shows that it is no larger than it claims.
                with archive.open(part) as file:
                    if _reach(file) > MAX_CELLS:
                        raise too_large
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error) as error:
        raise Trouble(_DAMAGED, path=path) from error


def _reach(part: IO[bytes]) -> int:
    """How many cells lie between the first and the outermost filled ones of a sheet."""
    bottom, right, kept = 0, 0, b""
    while chunk := part.read(_CHUNK):
        for letters, digits in _FILLED_CELL.findall(kept + chunk):
            bottom = max(bottom, int(digits))
            right = max(right, _column(letters))
        kept = chunk[-_LONGEST_TAG:]
    return bottom * right


@cache
def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _values(sheet: calamine.CalamineSheet, path: Path) -> Iterator[list[str]]:
    if sheet.end is None:
        return
    rows, columns = (last + 1 for last in sheet.end)
    if rows > MAX_ROWS or rows * columns > MAX_CELLS:
        raise Trouble(_TOO_LARGE, path=path, rows=MAX_ROWS)
    for row in sheet.to_python(skip_empty_area=False):
        yield [_shown(value) for value in row]


def _shown(value: object) -> str:
    """A cell's value as a spreadsheet shows it, dates as ISO."""
    if isinstance(value, str):
        return _literal(value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, datetime.datetime):
        whole_day = value.time() == datetime.time()
        return value.date().isoformat() if whole_day else value.isoformat(" ", "minutes")
    if isinstance(value, datetime.time):
        return value.isoformat("minutes")
    return str(value)


def _literal(text: str) -> str:
    """The text with its own line breaks as ours, without the control characters that nobody sees."""
    text = _LINE_END.sub("\n", text)
    return _CONTROL.sub("", text).strip()


def _from_csv(content: bytes, path: Path) -> Iterator[list[str]]:
    text = _decoded(content, path)
    if text.startswith("sep=") and text[4:5] in _DELIMITERS:  # the hint that Excel writes and obeys
        delimiter, text = text[4], text.partition("\n")[2]
    else:
        delimiter = _delimiter(text)
    for row in _records(text, delimiter, path):
        yield [unguarded(_literal(cell)) for cell in row]


def _decoded(content: bytes, path: Path) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
        if b"\0" in content or content[:20].lstrip().lower().startswith(_NO_TABLE):
            raise Trouble(_NOT_A_SPREADSHEET, path=path)
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and len(_CONTROL.findall(text)) * 100 <= len(text):
            return text
    raise Trouble(_NOT_A_SPREADSHEET, path=path)


def _delimiter(text: str) -> str:
    """The sign that cuts most rows alike, and among equals into the most cells."""

    def evenness(delimiter: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in _rows(text[:_CHUNK], delimiter) if len(row) > 1)
        width, rows = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return rows, width

    return max(_DELIMITERS, key=evenness)


def _rows(text: str, delimiter: str, strict: bool = False) -> Iterator[list[str]]:
    csv.field_size_limit(MAX_BYTES)  # the library's own limit is shorter than a long text
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)


def _records(text: str, delimiter: str, path: Path) -> list[list[str]]:
    try:
        return list(_rows(text, delimiter, strict=True))
    except csv.Error as error:
        if text.count('"') % 2:  # read leniently, it would swallow every row that follows
            raise Trouble(
                N_("{path} has a quotation mark that is never closed. Save it anew and try again."),
                path=path,
            ) from error
        return list(_rows(text, delimiter))


def _trimmed(rows: Iterable[list[str]], path: Path) -> tuple[tuple[str, ...], ...]:
    """The rows up to the last one with a text, all as wide as the widest."""
    kept: list[list[str]] = []
    filled, width = 0, 0
    for row in rows:
        kept.append(row)
        if any(row):
            filled = len(kept)
            width = max(width, *(at for at, cell in enumerate(row, start=1) if cell))
    if filled > MAX_ROWS or filled * width > MAX_CELLS:
        raise Trouble(_TOO_LARGE, path=path, rows=MAX_ROWS)
    return tuple(tuple(row[:width]) + ("",) * (width - len(row)) for row in kept[:filled])
