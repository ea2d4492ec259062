"""CSV in any dress: its encoding, the sign between its cells and its quoting are found by themselves."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from riskreg.exchange.cell_text import literal
from riskreg.exchange.csv_file import unguarded
from riskreg.faults import Trouble
from riskreg.texts import N_

NOT_A_SPREADSHEET = N_("{path} is not a spreadsheet. Choose a file saved as XLSX, XLS, ODS or CSV.")
OF_ANOTHER_KIND = N_(
    "{path} is a table of a kind that cannot be read. Open it in your spreadsheet program, save it as XLSX, "
    "and choose that file."
)

_OTHER_FORMATS = (b"%pdf-", b"{\\rtf")
# What spreadsheet programs open all the same, mostly under the name .xls: web pages and XML.
_OTHER_TABLES = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<meta", b"<head", b"mime-version:")
_DELIMITERS = ",;\t|"
_HINT = re.compile(r'"?sep=(.)"?\r?\n?', re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SAMPLE = 1 << 18  # characters by which the delimiter is told
_LONGEST = 50_000_000  # of a cell; the library's own limit is shorter than a long text

# What was in use before UTF-8, most likely first: Windows, the old Mac, DOS.
_ONE_BYTE = ("cp1252", "mac_roman", "cp850")
_LETTERS = "åäöÅÄÖæøÆØüÜßéèêëÉáàâãíóôõúñçÁÍÓÚÑÇ"
_PASTED_CELL = re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|\Z)|[^\t\n]*')


def csv_rows(content: bytes, path: Path) -> Iterator[list[str]]:
    """The cells of a CSV file, row by row.  Trouble when it is no text, or a quotation mark is left open."""
    encoding = _encoding(content, path)
    text = io.TextIOWrapper(io.BytesIO(content), encoding, errors="replace", newline="")
    start = text.read(_SAMPLE)
    text.seek(0)
    if hint := _HINT.match(start):  # the line that Excel writes and obeys
        text.readline()
        delimiter = hint[1]
    else:
        delimiter = _delimiter(start)
    for row in _records(text, delimiter, path):
        yield [unguarded(literal(cell)) for cell in row]


def pasted_rows(text: str) -> Iterator[list[str]]:
    """The cells of a block copied in a spreadsheet: tabs between them, quoted only where they hold breaks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    row: list[str] = []
    at = 0
    while True:
        found = _PASTED_CELL.match(text, at)
        assert found is not None  # a cell may be empty
        quoted = found[1]
        row.append(found[0] if quoted is None else quoted.replace('""', '"'))
        at = found.end() + 1
        if found.end() == len(text) or text[found.end()] == "\n":
            yield row
            row = []
        if found.end() == len(text):
            return


def _encoding(content: bytes, path: Path) -> str:
    if content.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif (opening := content[:40].lstrip().lower()).startswith(_OTHER_FORMATS):
        raise Trouble(NOT_A_SPREADSHEET, path=path)
    elif opening.startswith(_OTHER_TABLES):
        raise Trouble(OF_ANOTHER_KIND, path=path)
    else:
        encoding = _wide(content[:1000]) or _narrow(content)
    start = content[:_SAMPLE].decode(encoding, "replace")
    if "\0" in start or len(_CONTROL.findall(start)) * 100 > len(start):
        raise Trouble(NOT_A_SPREADSHEET, path=path)
    return encoding


def _wide(start: bytes) -> str:
    """UTF-16 without its mark: every other byte of a Latin text is zero."""
    for encoding, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[0::2])):
        if len(zeros) > 1 and zeros.count(0) > 0.7 * len(zeros) and start.count(0) < 0.6 * len(start):
            return encoding
    return ""


def _narrow(content: bytes) -> str:
    """UTF-8 when (nearly) all of it is; otherwise the one-byte encoding that makes words of it."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        sample = content[: 4 * _SAMPLE]
        wrong = sample.decode("utf-8", "replace").count("\ufffd")
        right = len(re.findall(rb"[\xc3-\xf4][\x80-\xbf]", sample))
        if right > 10 * wrong:
            return "utf-8"
        return max(_ONE_BYTE, key=lambda encoding: _wordiness(sample.decode(encoding, "replace")))
    return "utf-8"


def _wordiness(text: str) -> int:
    """How many letters of our languages stand in words, less the signs that would stand there instead."""
    letters = len(re.findall(rf"[A-Za-z][{_LETTERS}]|[{_LETTERS}][a-z]", text))
    signs = len(re.findall(rf"[A-Za-z][^\x00-\x7f{_LETTERS}’´–—…®™][a-z]", text))
    return letters - 2 * signs


def _delimiter(text: str) -> str:
    """The sign that cuts most rows alike, and among equals into the most cells."""

    def evenness(delimiter: str) -> tuple[int, int]:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return count, width

    csv.field_size_limit(_LONGEST)
    return max(_DELIMITERS, key=evenness)


def _records(text: io.TextIOWrapper, delimiter: str, path: Path) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST)
    start = text.tell()
    try:
        for _row in csv.reader(text, delimiter=delimiter, strict=True):
            pass
        strict = True
    except csv.Error as error:
        strict = False
        text.seek(start)
        if sum(line.count('"') for line in text) % 2:  # leniently, it would swallow every row that follows
            raise Trouble(
                N_("{path} has a quotation mark that is never closed. Save it anew and try again."),
                path=path,
            ) from error
    text.seek(start)
    return csv.reader(text, delimiter=delimiter, strict=strict)
