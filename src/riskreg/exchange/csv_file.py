"""A table as CSV, as Swedish spreadsheets open it: UTF-8 with its mark, semicolons, a line a record."""

from __future__ import annotations

import csv
import re
from io import StringIO

from riskreg.exchange.tables import Table, Value

# What a spreadsheet that opens a CSV file would run as a formula.  An apostrophe before it makes it a text;
# so does one before a text that has one already, which then comes back with its own.
_RUN = re.compile(r"'*[=+\-@\t]")


def csv_of(table: Table) -> bytes:
    """The table as the bytes of a CSV file."""
    written = StringIO()
    writer = csv.writer(written, delimiter=";", quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow(table.headings)
    writer.writerows([_told(value) for value in row] for row in table.rows)
    return written.getvalue().encode("utf-8-sig")


def guarded(text: str) -> str:
    """A text that no spreadsheet runs as a formula."""
    return f"'{text}" if _RUN.match(text) else text


def unguarded(text: str) -> str:
    """A text as it was before it was written: without the sign that kept it from being run."""
    return text[1:] if text[:1] == "'" and _RUN.match(text) else text


def _told(value: Value) -> str:
    if isinstance(value, str):
        return guarded(value)
    return "" if value is None else str(value)
