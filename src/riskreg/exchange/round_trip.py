"""A file of ours that comes back edited: its rows are known by their keys, and only edited cells count.

Nothing is deleted: a record whose row is gone is named and stays.  What riskreg works out itself is not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from riskreg.domain.change import Contents
from riskreg.domain.records import Record
from riskreg.domain.year import Year
from riskreg.exchange.cell_edits import CellEdits, RowEdit
from riskreg.exchange.cells import Naming, naming_of
from riskreg.exchange.columns import (
    Column,
    Key,
    Role,
    columns_of,
    read_key,
    read_key_heading,
)
from riskreg.exchange.lookup import Lookup
from riskreg.exchange.proposal import Outcome
from riskreg.exchange.row_reading import RowReader
from riskreg.exchange.sheet import Sheet
from riskreg.exchange.words import IS_LEFT_OUT, NO_FIELD, plain, quoted, shortened
from riskreg.faults import Trouble
from riskreg.texts import LANGUAGES, N_, Texts, texts

_HEADER_WITHIN = 50


@dataclass(frozen=True, slots=True)
class KeyedSheet:
    """A sheet of ours: where its headings are, and what its columns hold."""

    sheet: Sheet
    kind: type[Record]
    year: int
    header: int  # the row of the headings, from 1
    key_at: int
    marked: tuple[str, ...]  # the columns that its keys have marks of
    columns: tuple[tuple[int, Column], ...]
    unknown: tuple[str, ...]  # headings that name nothing

    def rows(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The rows that hold anything, each with its number."""
        for number, row in enumerate(self.sheet.rows[self.header :], start=self.header + 1):
            if any(row):
                yield number, row

    def cells(self, row: Sequence[str]) -> dict[Column, str]:
        """The cells of a row by their column."""
        return {column: row[at] for at, column in self.columns}

    def key(self, row: Sequence[str]) -> Key:
        """What a row is known by."""
        return read_key(row[self.key_at], self.marked)


# ------------------------------------------------------------------ known as ours
def keyed_sheets(sheets: Sequence[Sheet]) -> tuple[KeyedSheet, ...]:
    """The sheets that bear our keys, the first of each kind of record; none in a file of another's."""
    found: dict[type[Record], KeyedSheet] = {}
    for sheet in sheets:
        if keyed := _keyed(sheet):
            found.setdefault(keyed.kind, keyed)
    return tuple(found.values())


def _keyed(sheet: Sheet) -> KeyedSheet | None:
    for header, row in enumerate(sheet.rows[:_HEADER_WITHIN], 1):
        for at, cell in enumerate(row):
            if about := read_key_heading(cell):
                columns, unknown = _columns(about[0], row, at)
                return KeyedSheet(sheet, about[0], about[1], header, at, about[2], columns, unknown)
    return None


def _columns(
    kind: type[Record], headings: Sequence[str], key_at: int
) -> tuple[tuple[tuple[int, Column], ...], tuple[str, ...]]:
    known = headings_of(kind)
    columns: dict[Column, int] = {}
    unknown = []
    for at, heading in enumerate(headings):
        column = known.get(plain(heading))
        if column is not None and column not in columns:
            columns[column] = at
        elif heading and at != key_at:
            unknown.append(heading)
    return tuple((at, column) for column, at in columns.items()), tuple(unknown)


def headings_of(kind: type[Record]) -> Mapping[str, Column]:
    """A kind's columns by their heading in every language of ours."""
    return _headings_of(cast(type, kind))


@cache
def _headings_of(kind: type[Record]) -> dict[str, Column]:
    return {
        plain(texts(language)(column.heading)): column
        for language in reversed(LANGUAGES)
        for column in columns_of(kind)
    }


def year_wanted(keyed: Sequence[KeyedSheet], given: int | None) -> int:
    """The year that a file is of.  Trouble when another is asked for, or its sheets are of several."""
    years = {sheet.year for sheet in keyed}
    if len(years) > 1:
        raise Trouble(
            N_("The sheets of the file are of different years. Import those of one year at a time.")
        )
    (year,) = years
    if given not in (None, year):
        raise Trouble(
            N_(
                "The file was exported from the plan for {year}, not {given}. "
                "Choose {year}, or export {given} anew."
            ),
            year=year,
            given=given,
        )
    return year


# ------------------------------------------------------------------ read
def round_trip(keyed: Sequence[KeyedSheet], year: Year, contents: Contents, _: Texts) -> CellEdits:
    """What the edited cells of the sheets would change in the year that they were exported from."""
    lookup = Lookup(year)
    naming = _naming(keyed, lookup)
    rows: list[RowEdit] = []
    warnings: list[str] = []
    for sheet in keyed:
        reader = RowReader(sheet.kind, lookup, contents, naming, _)
        read, seen = _rows(sheet, reader, _)
        rows += read
        warnings += _warnings(sheet, lookup, seen, _)
    return CellEdits(year.plan.year or 0, tuple(rows), tuple(warnings), tuple(_told(s, _) for s in keyed))


def _rows(sheet: KeyedSheet, reader: RowReader, _: Texts) -> tuple[list[RowEdit], set[str]]:
    known = {reader.lookup.identity(record): record for record in reader.lookup.records(sheet.kind)}
    seen: dict[str, tuple[int, dict[Column, str]]] = {}
    rows = []
    for number, row in sheet.rows():
        key, cells = sheet.key(row), sheet.cells(row)
        place = number, sheet.sheet.name
        if not key.lineage:
            rows.append(reader.added(cells, *place))
        elif key.lineage not in known:
            rows.append(
                RowEdit(number, Outcome.LEFT_OUT, sheet.sheet.name, reason=_strange(sheet, reader, _))
            )
        elif key.lineage in seen:
            first, before = seen[key.lineage]
            if cells == before:
                rows.append(_left_out(place, _(N_("the same as row {row}"), row=first)))
            else:
                rows.append(reader.added(cells, *place, _(N_("a copy of row {row}"), row=first)))
        else:
            seen[key.lineage] = number, cells
            rows.append(reader.changed(known[key.lineage], cells, key.marks, *place))
    return rows, set(seen)


def _left_out(place: tuple[int, str], reason: str) -> RowEdit:
    return RowEdit(place[0], Outcome.LEFT_OUT, place[1], reason=reason)


def _strange(sheet: KeyedSheet, reader: RowReader, _: Texts) -> str:
    return _(
        N_(
            "not in the plan for {year}: deleted since, or of another register. "
            "To take it in as new, empty its cell in “{column}”, a hidden column"
        ),
        year=reader.lookup.year.plan.year,
        column=shortened(sheet.sheet.rows[sheet.header - 1][sheet.key_at]),
    )


def _naming(keyed: Sequence[KeyedSheet], lookup: Lookup) -> Naming:
    """Numbers as they were when the file was written, where it tells them; else as they are now."""
    now = naming_of(lookup)
    then: dict[type[Record], dict[str, str]] = {}
    records: dict[type[Record], dict[str, Record]] = {}
    for sheet in keyed:
        at = next((at for at, column in sheet.columns if column.role is Role.NUMBER), None)
        if at is not None:
            rows = [(row[at].casefold(), sheet.key(row).lineage) for _number, row in sheet.rows()]
            then[sheet.kind] = {number: lineage for number, lineage in reversed(rows) if number and lineage}
            records[sheet.kind] = {lookup.identity(record): record for record in lookup.records(sheet.kind)}

    def find(column: Column, name: str) -> Record | None:
        assert column.target
        if lineage := then.get(column.target, {}).get(name.casefold()):
            return records[column.target].get(lineage)
        return now(column, name)

    return find


def _warnings(sheet: KeyedSheet, lookup: Lookup, seen: set[str], _: Texts) -> Iterator[str]:
    """What was not read, and which records the file lacks."""
    for heading in sheet.unknown:
        column = quoted(shortened(heading), _)
        yield _(IS_LEFT_OUT, column=column, reason=_(NO_FIELD))
    stored = (record for record in lookup.records(sheet.kind) if record.id is not None)
    missing = [record for record in stored if lookup.identity(record) not in seen]
    if missing:
        names = ", ".join(lookup.called(record) for record in missing)
        yield _(
            N_(
                "{sheet}: the file has no row for {names}. Nothing is deleted for that; "
                "delete in the register what is to go."
            ),
            sheet=sheet.sheet.name,
            names=names,
        )


def _told(sheet: KeyedSheet, _: Texts) -> dict[str, Any]:
    """How a sheet was read, for the report."""
    by_place = dict(sheet.columns)
    columns = []
    for at, heading in enumerate(sheet.sheet.rows[sheet.header - 1]):
        column = by_place.get(at)
        field = column.name if column and column.is_read else None
        if at == sheet.key_at:
            reason = _(N_("the keys, by which the rows are known"))
        elif column is None:
            reason = _(NO_FIELD)
        else:
            reason = _(_how_read(column))
        columns.append({"source": heading, "field": field, "reason": reason})
    return {"sheet": sheet.sheet.name, "header_rows": [sheet.header], "columns": columns}


def _how_read(column: Column) -> str:
    if column.role is Role.OWNER:
        return N_("says what a new row is about, else not read")
    return N_("known by its heading") if column.is_read else N_("worked out, so not read")
