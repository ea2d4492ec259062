"""What the reader of workbooks does not tell of an XLSX file: formats, errors, what is hidden, its reach.

A sheet's part is looked through as it streams by, for the few tags that matter: parsing every one of them
would take longer than reading the sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from riskreg.exchange.archive import MAX_CELLS, MAX_KEPT, MAX_ROWS, Archive, too_large
from riskreg.exchange.cell_text import BUILT_IN_FORMATS, NumberFormat, number_format
from riskreg.exchange.xml_parts import Attributes, walk

_WORKBOOK = "xl/workbook.xml"
_STRINGS = "xl/sharedStrings.xml"
_LONGEST_ROW = 1 << 22

_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\sr="(\d+)"')
_PLAIN_ROW = re.compile(rb'<row r="(\d+)"')
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b(?=[^>]*\shidden="(?:1|true)")[^>]*?\sr="(\d+)"')
_HIDDEN_COLUMNS = re.compile(rb'<(?:\w+:)?col\s(?=[^>]*\shidden="(?:1|true)")([^>]*)>')
_FAR_COLUMN = re.compile(rb' r="([A-Z]{2,3})\d')
_WITHOUT_PLACE = re.compile(rb"<(?:\w+:)?c(?=[ >])(?![^>]*\sr=)")
_ODD_TAG = re.compile(rb'<(?:c|row)[ >/](?!r=")')
_VALUES = (b"<v", b"<is", b":v", b":is")
_FILLED = re.compile(rb'<(?:\w+:)?c\b(?=[^>]*[^/]>)[^>]*?\sr="([A-Z]{1,3})(\d+)"[^>]*><(?:\w+:)?(?:v|is|f)\b')
_PLACE = re.compile(rb'<(?:\w+:)?c\b[^>]*?\sr="([A-Z]{1,3})(\d+)"')
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
_STRING_CELL = re.compile(rb'\st="s"[^>]*><(?:\w+:)?v>(\d+)<')
_STRING_END = re.compile(rb"</(?:\w+:)?si>")
_TAG = re.compile(rb"<[^>]*>")
_MANY_DECIMALS = re.compile(rb"\.\d{3}")


@dataclass(frozen=True, slots=True)
class Marks:
    """What to know of a sheet beside its values; cells by row and column, from 0."""

    formats: Mapping[tuple[int, int], NumberFormat] = field(default_factory=dict)
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


def sheet_parts(archive: Archive) -> dict[str, str]:
    """The part that holds each sheet, by the sheet's name."""
    sheets: list[tuple[str, str]] = []
    targets: dict[str, str] = {}

    def sheet(name: str, attributes: Attributes) -> None:
        if name == "sheet":
            sheets.append((attributes.get("name", ""), attributes.get("id", "")))

    def relation(name: str, attributes: Attributes) -> None:
        if name == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    walk(archive.chunks(_WORKBOOK, MAX_KEPT), start=sheet)
    walk([archive.whole("xl/_rels/workbook.xml.rels")], start=relation)
    parts = {name: targets.get(key, "") for name, key in sheets}
    return {
        name: target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        for name, target in parts.items()
        if target
    }


def number_formats(archive: Archive) -> dict[int, NumberFormat]:
    """What each style of the workbook does to a number, of those that do anything."""
    codes: dict[int, str] = dict(BUILT_IN_FORMATS)
    numbers: list[int] = []
    inside = False

    def style(name: str, attributes: Attributes) -> None:
        nonlocal inside
        if name == "numFmt" and attributes.get("numFmtId", "").isdecimal():
            codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif name in ("cellXfs", "cellStyleXfs", "dxfs", "cellStyles"):
            inside = name == "cellXfs"
        elif name == "xf" and inside:
            number = attributes.get("numFmtId", "0")
            numbers.append(int(number) if number.isdecimal() else 0)

    content = archive.whole("xl/styles.xml")
    if content:
        walk([content], start=style)
    known = {number: number_format(codes[number]) for number in {*numbers} & codes.keys()}
    return {at: found for at, number in enumerate(numbers) if (found := known.get(number)) is not None}


def longest_strings(archive: Archive) -> tuple[int, ...]:
    """How long each text is that the sheets share: a cell that names one gets a copy of it."""
    return tuple(map(len, _STRING_END.split(archive.whole(_STRINGS))[:-1]))


def marks_of(
    archive: Archive, part: str, formats: Mapping[int, NumberFormat], strings: tuple[int, ...]
) -> Marks:
    """The marks of a sheet.  Trouble when reading it would exhaust the memory."""
    search = _Search(formats, bool(strings))
    for block in _blocks(archive, part):
        search.through(block)
        if search.filled > MAX_CELLS:
            raise too_large(archive.path)
    if search.area > MAX_CELLS and _filled_area(archive, part) > MAX_CELLS:
        raise too_large(archive.path)
    if search.written > MAX_KEPT and _written(archive, part) > MAX_KEPT:
        raise too_large(archive.path)
    longest = max(strings, default=0)
    if longest * search.texts > MAX_KEPT and _copied(archive, part, strings) > MAX_KEPT:
        raise too_large(archive.path)
    return Marks(search.formats, search.errors, frozenset(search.rows), frozenset(search.columns))


class _Search:
    """What has been found in the blocks of a sheet so far."""

    def __init__(self, formats: Mapping[int, NumberFormat], shares_texts: bool) -> None:
        self.formats: dict[tuple[int, int], NumberFormat] = {}
        self.errors: dict[tuple[int, int], str] = {}
        self.rows: set[int] = set()
        self.columns: set[int] = set()
        self.filled = 0  # cells with a value, once it matters
        self.texts = 0  # cells that name a shared text
        self.written = 0  # bytes of what holds texts of its own
        self._styles, self._shares_texts = formats, shares_texts
        self._prefixed: bool | None = None  # told by the first block
        self._bottom, self._right = 0, 26
        self._shown = _styled(style for style, found in formats.items() if not found.only_rounds)
        self._rounded = _styled(formats)

    @property
    def area(self) -> int:
        """At most so many cells lie between the first and the outermost one."""
        return self._bottom * self._right

    def through(self, block: bytes) -> None:
        """Look through the next block."""
        if self._prefixed is None:
            self._prefixed = b"<sheetData" not in block
        if not any(sign in block for sign in _VALUES):  # formats only, which are not read
            return
        self._measure(block)
        self._count_texts(block)
        styles = self._shown
        if self._rounded is not None and _MANY_DECIMALS.search(block):
            styles = self._rounded
        if styles is not None:
            for found in styles.finditer(block):
                if place := _place(block, found.start()):
                    self.formats[place] = self._styles[int(found[1])]
        at = block.find(b' t="e"')
        while at >= 0:
            value = _VALUE.search(block, at)
            if (place := _place(block, at)) and value:
                self.errors[place] = value[1].decode("utf-8", "replace")
            at = block.find(b' t="e"', at + 1)
        if b' hidden="' in block:
            self.rows.update(int(number) - 1 for number in _HIDDEN_ROW.findall(block))
            for found in _HIDDEN_COLUMNS.findall(block):
                self.columns.update(_span(found))

    def _count_texts(self, block: bytes) -> None:
        if self._shares_texts:
            self.texts += block.count(b't="s"')
        if b't="inlineStr"' in block or b't="str"' in block:
            self.written += len(block)

    def _measure(self, block: bytes) -> None:
        odd = self._prefixed or _ODD_TAG.search(block)
        rows = (_ROW if odd else _PLAIN_ROW).findall(block)
        self._bottom = max(self._bottom, max(map(int, rows), default=0))
        self._right = max(self._right, max(map(_column, set(_FAR_COLUMN.findall(block))), default=0))
        if odd and _WITHOUT_PLACE.search(block):
            inside = max(row.count(b"<c") + row.count(b":c") for row in block.split(b"row"))
            self._bottom += block.count(b"row ") + block.count(b"row>") + block.count(b"row/>")
            self._right = max(self._right, self._right + inside)
        if self.area > MAX_CELLS:
            self.filled += block.count(b"<v>") + block.count(b"<is>")


def _blocks(archive: Archive, part: str) -> Iterator[bytes]:
    """A sheet's part in pieces that each end before a row."""
    kept = b""
    for chunk in archive.chunks(part):
        kept += chunk
        cut = kept.rfind(b"<", 0, max(kept.rfind(b"<row"), kept.rfind(b":row ")) + 1)
        if cut > 0 or len(kept) > _LONGEST_ROW:
            cut = cut if cut > 0 else len(kept)
            yield kept[:cut]
            kept = kept[cut:]
    yield kept


def _filled_area(archive: Archive, part: str) -> int:
    """How many cells lie between the first and the outermost filled one, which is as far as is read."""
    bottom, right, rows = 0, 0, 0
    for block in _blocks(archive, part):
        if not any(sign in block for sign in _VALUES):
            continue
        if _WITHOUT_PLACE.search(block):
            return MAX_CELLS + 1
        found = _FILLED.findall(block)
        if found:
            numbers = {int(number) for _letters, number in found}
            rows += len(numbers)
            bottom = max(bottom, *numbers)
            right = max(right, *(_column(letters) for letters in {letters for letters, _number in found}))
        if rows > MAX_ROWS:
            raise too_large(archive.path)
    return bottom * right


def _copied(archive: Archive, part: str, strings: tuple[int, ...]) -> int:
    """How many bytes of shared texts the cells of a sheet name, each time counted."""
    total = 0
    for block in _blocks(archive, part):
        named = (int(number) for number in _STRING_CELL.findall(block))
        total += sum(strings[number] for number in named if number < len(strings))
        if total > MAX_KEPT:
            break
    return total


def _written(archive: Archive, part: str) -> int:
    """How many bytes stand between the tags of a sheet."""
    return sum(len(_TAG.sub(b"", block)) for block in _blocks(archive, part))


def _styled(styles: Iterator[int] | Mapping[int, NumberFormat]) -> re.Pattern[bytes] | None:
    numbers = "|".join(map(str, styles))
    return re.compile(rf' s="({numbers})"'.encode()) if numbers else None


def _place(block: bytes, at: int) -> tuple[int, int] | None:
    """The row and column of the cell whose tag is open at a place in the block."""
    found = _PLACE.match(block, max(block.rfind(b"<", 0, at), 0))
    return (int(found[2]) - 1, _column(found[1]) - 1) if found else None


def _span(attributes: bytes) -> range:
    found = dict(re.findall(rb'(min|max)="(\d+)"', attributes))
    return range(int(found.get(b"min", 1)) - 1, min(int(found.get(b"max", 1)), 16_384))


@cache
def _column(letters: bytes) -> int:
    """The number of a column, from 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
