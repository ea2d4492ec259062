"""Finding the tables in the sheets of a file: their headings, their records, and the rows that are none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import log2
from statistics import median

from riskreg.exchange.cell_kinds import CellKind, is_scale_word, kind_of, scale_step
from riskreg.exchange.header_rows import Header, Known, Region, best_header
from riskreg.exchange.rows import Sheet
from riskreg.exchange.table_lines import BESIDE, LeftOut, Line, Sort, sorted_rows
from riskreg.exchange.table_profile import profile_of

_MOST = 12  # tables of a sheet
# Headings that only a register has together, however short its rows.
_HEAD_A_REGISTER = frozenset({"title", "likelihood", "consequence"})
_SAYING = frozenset({"title", "description", "text"})  # what headings mean that a list of choices lacks
_EXPLAINED = 12  # steps of a scale, at most
# Why the rows of a register that is not yet filled in are left out.
_YET_EMPTY = (Sort.EMPTY.value, Sort.NUMBERS.value, Sort.EXPLAINING.value)
_SENTENCE = 12  # letters of a text that says something by itself
_LOOKED_AT = 200  # rows
_REGISTER = re.compile(r"risk|risik|riesgo|risque|bruttolist|kontrollplan|register|ros\b", re.IGNORECASE)
_NO_REGISTER = re.compile(
    r"legend|list|lookup|drop|\bdata\b|scale|skala|matri[xsz]|kriteri|criteri|instru|readme|guide|läs|anleitung|"
    r"vejled|veiled|example|exempel|beispiel|ejemplo|dashboard|översikt|summary|closed|stängd|arkiv|archive|"
    r"avslut|geschlossen|change ?log|version|histor",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a sheet.  Every filled row from its headings down is a line or is left out with a reason."""

    sheet: Sheet
    header_rows: tuple[int, ...]  # from 1; none when the table has no headings
    headings: tuple[str, ...]  # one a column of the sheet; "Inherent risk / Likelihood" when in two rows
    lines: tuple[Line, ...]
    left_out: tuple[LeftOut, ...]


def tables_in(sheets: Iterable[Sheet], known: Callable[[str], object | None]) -> tuple[Table, ...]:
    """The tables of the sheets, the most likely register first; `known` tells what a heading means, if that.

    Legends, matrices and lists of choices are left out.
    """
    meanings: dict[str, object | None] = {}

    def remembered(text: str) -> object | None:
        if text not in meanings:
            meanings[text] = known(text)
        return meanings[text]

    found = [pair for sheet in sheets if sheet.rows for pair in _tables_of(sheet, remembered)]
    if any(table.lines for _rank, table in found):
        found = [(rank, table) for rank, table in found if table.lines]
    return tuple(table for _rank, table in sorted(found, key=lambda pair: -pair[0]))


def _tables_of(sheet: Sheet, known: Known) -> Iterator[tuple[float, Table]]:
    """The tables of a sheet, each with its rank."""
    rows = sheet.rows
    whole = Region(0, len(rows), 0, len(rows[0]))
    regions = [whole]
    found = 0
    while regions and found < _MOST:
        region = regions.pop(0)
        if region.top >= region.bottom or region.left >= region.right:
            continue
        header = best_header(rows, region, known)
        if header is None:
            continue
        table, end = _table(sheet, header, region.bottom, known)
        span = header.region
        regions += (
            Region(region.top, span.top, region.left, region.right),
            Region(end, region.bottom, region.left, region.right),
            Region(span.top, end, span.right, region.right),
            Region(span.top, end, region.left, span.left),
        )
        if not _is_no_register(table, header, end, known):
            found += 1
            yield _rank(table, header), table
    if not found and (bare := _without_headings(sheet, whole, known)):
        yield log2(1 + len(bare.lines)) - (8 if sheet.hidden else 0), bare


def _table(sheet: Sheet, header: Header, bottom: int, known: Known) -> tuple[Table, int]:
    lines, left_out, end = sorted_rows(sheet.rows, header, bottom, known, sheet.carried)
    heads = range(header.region.top + 1, header.region.bottom + 1)
    told = {*(line.number for line in lines), *(row.number for row in left_out)}
    rest = [
        LeftOut(number, BESIDE if number <= end else Sort.OTHER.value)
        for number, row in enumerate(sheet.rows[header.region.bottom :], start=header.region.bottom + 1)
        if number not in told and any(row)
    ]
    left_out = tuple(sorted((*left_out, *rest), key=lambda row: row.number)) if rest else left_out
    return Table(sheet, tuple(heads), header.headings, lines, left_out), end


def _rank(table: Table, header: Header) -> float:
    """How likely a table is the register that is wanted."""
    lines, name = len(table.lines), table.sheet.name
    return (
        3 * min(header.known, 8)
        + 1.5 * min(log2(1 + lines), 8)
        + (4 if _REGISTER.search(name) else 0)
        - (5 if _NO_REGISTER.search(name) else 0)
        - (8 if table.sheet.hidden else 0)
        - (0 if lines else 10)
    )


# ------------------------------------------------------------------ what only looks like a register
def _is_no_register(table: Table, header: Header, end: int, known: Known) -> bool:
    """Whether a table explains a scale, is a matrix, lists choices, or explains headings."""
    span = header.region
    inside = Region(span.bottom, end, span.left, span.right)
    rows = [
        cells
        for row in table.sheet.rows[span.bottom : min(end, span.bottom + _LOOKED_AT)]
        if (cells := inside.cells(row))
    ]
    if not rows:
        return header.known < 2
    if not table.lines and header.known > 2 and all(row.reason in _YET_EMPTY for row in table.left_out):
        return False
    if {known(heading) for heading in header.headings if heading} >= _HEAD_A_REGISTER:
        return False
    return (
        (not table.lines and header.known < 2)
        or _explains_scale(rows)
        or _is_matrix(rows)
        or _lists_choices(rows, header, known)
        or _explains_headings(rows, header, known)
    )


def _explains_scale(rows: list[list[tuple[int, str]]]) -> bool:
    steps = {step for row in rows if (step := scale_step([text for _at, text in row]))}
    return len(steps) >= 0.6 * len(rows) and len(rows) <= _EXPLAINED


def _is_matrix(rows: list[list[tuple[int, str]]]) -> bool:
    cells = [text for row in rows for _at, text in row]
    return len(cells) >= 4 and all(
        kind_of(text) in (CellKind.NUMBER, CellKind.MARK) or is_scale_word(text) for text in cells
    )


def _lists_choices(rows: list[list[tuple[int, str]]], header: Header, known: Known) -> bool:
    """Whether each column is a list of its own: filled from the top, short, nothing twice, uneven."""
    if any(known(heading) in _SAYING for heading in header.headings if heading):
        return False
    columns: dict[int, list[tuple[int, str]]] = {}
    for number, row in enumerate(rows):
        for at, text in row:
            columns.setdefault(at, []).append((number, text))
    lengths = set()
    for cells in columns.values():
        if [number for number, _text in cells] != list(range(len(cells))):
            return False
        texts = [text for _number, text in cells]
        if len(set(texts)) < len(texts) or median(map(len, texts)) > 25:
            return False
        lengths.add(len(cells))
    return len(columns) >= 2 and len(rows) >= 3 and (len(lengths) >= 2)


def _explains_headings(rows: list[list[tuple[int, str]]], header: Header, known: Known) -> bool:
    """Whether a narrow table says of each heading once what belongs under it."""
    first = {row[0][1] for row in rows if len(row) > 1}
    named = sum(len(text) <= 40 and text.count(" ") < 4 and known(text) is not None for text in first)
    narrow = len(header.region.cells(header.headings)) <= 3
    return narrow and header.known <= 3 and named >= 0.6 * len(rows) > 1


# ------------------------------------------------------------------ tables without headings
def _without_headings(sheet: Sheet, whole: Region, known: Known) -> Table | None:
    """The sheet as a table without headings: when it is filled evenly, and says something in words."""
    filled = [whole.cells(row) for row in sheet.rows if any(row)]
    if len(filled) < 2:
        return None
    typical = median(map(len, filled))
    even = sum(len(cells) >= 0.7 * typical for cells in filled)
    profile = profile_of(sheet.rows, whole)
    texts = [row[profile.main] for row in sheet.rows if row[profile.main]]
    if typical < 2 or even < 0.7 * len(filled):
        return None
    if profile.main not in profile.texts or median(map(len, texts)) < _SENTENCE:
        return None
    nothing = Header(Region(0, 0, 0, whole.right), ("",) * whole.right, 0, 0)
    return _table(sheet, nothing, whole.bottom, known)[0]
