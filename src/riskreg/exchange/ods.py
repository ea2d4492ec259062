"""Sheets of OpenDocument, read as they stream in: what is shown, merged, hidden and repeated."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from riskreg.exchange import archive as archives
from riskreg.exchange.archive import MAX_CELLS, MAX_ROWS, MAX_UNPACKED, Archive, too_large
from riskreg.exchange.cell_text import NumberFormat, literal, shown
from riskreg.exchange.csv_text import NOT_A_SPREADSHEET
from riskreg.exchange.rows import Sheet, Told, Weight, fill_merged, sheet_of, trimmed
from riskreg.exchange.workbook_reader import PROTECTED
from riskreg.exchange.xml_parts import Attributes, walk
from riskreg.faults import Trouble

CONTENT = "content.xml"

_MANIFEST = "META-INF/manifest.xml"
_CELLS = frozenset({"table-cell", "covered-table-cell"})
# Inside a cell or a sheet, but none of its text: remarks, pictures, and what was there before.
_BESIDE = frozenset({"annotation", "shapes", "tracked-changes", "frame", "custom-shape", "dde-link"})
_WIDEST = 16_384  # columns
_DIGIT = re.compile(r"\d")


def read_ods(path: Path, told: Told) -> tuple[Sheet, ...]:
    """The sheets of an ODS file.  Trouble when it is protected, damaged, or would exhaust the memory."""
    with archives.opened(path) as archive:
        if b"encryption-data" in archive.whole(_MANIFEST):
            raise Trouble(PROTECTED, path=path)
        if not archive.names & {CONTENT}:
            raise Trouble(NOT_A_SPREADSHEET, path=path)
        reader = _Reader(path)
        walk(_heard(archive, told), start=reader.start, end=reader.end, text=reader.text)
        return tuple(reader.sheets)


def _heard(archive: Archive, told: Told) -> Iterator[bytes]:
    done, total = 0, archive.size(CONTENT) or 1
    for chunk in archive.chunks(CONTENT, MAX_UNPACKED):
        told(min(done, total), total)
        done += len(chunk)
        yield chunk


class _Reader:
    """The sheets so far, and the sheet, row and cell that are open."""

    def __init__(self, path: Path) -> None:
        self.sheets: list[Sheet] = []
        self._path = path
        self._weight = Weight(path)
        self._cells = 0  # of all sheets
        self._undisplayed: set[str] = set()  # styles of hidden sheets
        self._style = ""
        self._beside = 0  # how deep inside something that is no text of a cell
        self._open_sheet("", "")
        self._begin: dict[str, Callable[[Attributes], None]] = {
            "style": self._begin_style,
            "table-properties": self._begin_properties,
            "table": self._begin_table,
            "table-column": self._begin_column,
            "table-row": self._begin_row,
            "table-cell": self._begin_cell,
            "covered-table-cell": self._begin_cell,
            "p": self._begin_paragraph,
            "s": lambda attributes: self.text(" " * min(_count(attributes, "c"), 1000)),
            "tab": lambda _attributes: self.text("\t"),
            "line-break": lambda _attributes: self.text("\n"),
        }

    # -- what the markup tells
    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if self._beside or name in _BESIDE:
            self._beside += 1
        elif name in self._begin:
            self._begin[name](attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._beside:
            self._beside -= 1
        elif name in _CELLS:
            self._end_cell()
        elif name == "table-row":
            self._end_row()
        elif name == "table":
            self._end_table()

    def text(self, text: str) -> None:
        """Text between elements; only that of a cell's paragraphs counts."""
        if self._paragraphs and not self._beside:
            self._paragraphs[-1] += text
            self._letters += len(text)

    # -- sheets and columns
    def _begin_style(self, attributes: Attributes) -> None:
        self._style = attributes.get("name", "")

    def _begin_properties(self, attributes: Attributes) -> None:
        if attributes.get("display") == "false":
            self._undisplayed.add(self._style)

    def _begin_table(self, attributes: Attributes) -> None:
        self._open_sheet(attributes.get("name", ""), attributes.get("style-name", ""))

    def _open_sheet(self, name: str, style: str) -> None:
        self._name, self._hidden = name, style in self._undisplayed
        self._rows: list[list[str]] = []
        self._row: list[str] = []
        self._paragraphs: list[str] = []
        self._letters = 0
        self._empty_rows = self._empty_cells = self._columns = 0
        self._repeated, self._row_hidden = 1, False
        self._merged: list[tuple[tuple[int, int], tuple[int, int]]] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._cell: Attributes = {}

    def _begin_column(self, attributes: Attributes) -> None:
        repeated = _count(attributes, "number-columns-repeated")
        if attributes.get("visibility", "visible") != "visible":
            self._hidden_columns.update(range(self._columns, min(self._columns + repeated, 16_384)))
        self._columns += repeated

    def _end_table(self) -> None:
        width = max(map(len, self._rows), default=0)
        if width * len(self._rows) > MAX_CELLS:
            raise too_large(self._path)
        self._rows = [row + [""] * (width - len(row)) for row in self._rows]
        carried = fill_merged(self._rows, self._merged, self._path)
        self.sheets.append(
            sheet_of(
                self._name,
                trimmed(self._rows, self._path),
                hidden=self._hidden,
                hidden_rows=self._hidden_rows,
                hidden_columns=self._hidden_columns,
                carried=carried,
            )
        )
        self._open_sheet("", "")

    # -- rows
    def _begin_row(self, attributes: Attributes) -> None:
        self._row, self._empty_cells = [], 0
        self._repeated = _count(attributes, "number-rows-repeated")
        self._row_hidden = attributes.get("visibility", "visible") != "visible"

    def _end_row(self) -> None:
        """Keep the row; empty ones only once another follows, for a sheet ends with a million of them."""
        if not self._row:
            self._empty_rows += self._repeated
            return
        number = len(self._rows) + self._empty_rows
        if number + self._repeated > MAX_ROWS:
            raise too_large(self._path)
        self._rows += ([] for _empty in range(self._empty_rows))
        self._empty_rows = 0
        if self._row_hidden:
            self._hidden_rows.update(range(number, number + self._repeated))
        self._count_cells(len(self._row) * self._repeated)
        self._weight.add(self._row, self._repeated)
        self._rows += (list(self._row) for _same in range(self._repeated))

    def _count_cells(self, more: int) -> None:
        self._cells += more
        if self._cells > MAX_CELLS or self._letters > MAX_UNPACKED // 8:
            raise too_large(self._path)

    # -- cells
    def _begin_cell(self, attributes: Attributes) -> None:
        self._cell, self._paragraphs = attributes, []

    def _begin_paragraph(self, _attributes: Attributes) -> None:
        self._paragraphs.append("")

    def _end_cell(self) -> None:
        """Keep the cell; empty ones only once another follows in the row."""
        repeated = _count(self._cell, "number-columns-repeated")
        text = _shown(self._cell, literal("\n".join(self._paragraphs)))
        self._paragraphs = []
        if not text:
            self._empty_cells += repeated
            return
        row, column = len(self._rows) + self._empty_rows, len(self._row) + self._empty_cells
        if column + repeated > _WIDEST:
            raise too_large(self._path)
        down, right = (_count(self._cell, f"number-{way}-spanned") for way in ("rows", "columns"))
        if (down, right) != (1, 1):
            self._merged.append(((row, column), (row + down - 1, column + right - 1)))
        self._row += [""] * self._empty_cells + [text] * repeated
        self._empty_cells = 0


def _shown(cell: Attributes, text: str) -> str:
    """What a cell shows, with the text that the program wrote into it, in its own language, if it did."""
    value = cell.get("value", "")
    match cell.get("value-type"):
        case "date" if day := cell.get("date-value"):
            return day.removesuffix("T00:00:00").replace("T", " ")[:16]
        case "boolean":
            return cell.get("boolean-value", text).upper()
        case "percentage" if not text and value:
            return NumberFormat(percent=True, decimals=2).shown(float(value))
        case "float" | "currency" if value and not text.isdecimal() and not any(map(str.isalpha, text)):
            return _number(float(value), text)
    return text or literal(cell.get("string-value", ""))


def _number(value: float, text: str) -> str:
    """A number with a decimal point, rounded as it is shown."""
    decimals = len(text) - max(text.rfind("."), text.rfind(",")) - 1 if "." in text or "," in text else 15
    rounded = NumberFormat(decimals=min(decimals, 15)).shown(value)
    alike = _DIGIT.findall(rounded) == _DIGIT.findall(text.rstrip("0") if "." in rounded else text)
    return rounded if alike else shown(value)


def _count(attributes: Attributes, name: str) -> int:
    """How often an element is repeated, or over how many cells it goes."""
    text = attributes.get(name, "1")
    return max(int(text), 1) if text.isdecimal() and len(text) < 10 else 1
