"""A year as plain tables, one a kind of record: what every file that goes out is written from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from riskreg.domain.assessing import lifted_as
from riskreg.domain.assessment_records import AssessmentBenefit, AssessmentParticipant, AssessmentRisk
from riskreg.domain.fields import Field, Kind, visible_fields
from riskreg.domain.follow_up_records import FollowUpPeriod
from riskreg.domain.records import Edition, Record
from riskreg.domain.wording import SAYING
from riskreg.domain.year import AssessmentPart, Year
from riskreg.exchange.columns import (
    Column,
    Role,
    columns_of,
    key_heading,
    key_of,
    listed_kinds,
    table_name,
)
from riskreg.exchange.lookup import Lookup
from riskreg.texts import N_, Texts

Value: TypeAlias = str | int | Decimal | date | None

# How a kind of value leaves: numbers and days as such, so that a spreadsheet can reckon with them.
_AS_IT_IS = frozenset({Kind.STEP, Kind.NUMBER, Kind.DECIMAL, Kind.DATE, Kind.POSITION})

# The parts of assessments, each on a sheet of its own, to read; a sheet's name has at most 31 characters.
_PARTS: dict[type[AssessmentPart], str] = {
    AssessmentParticipant: N_("Participants"),
    AssessmentBenefit: N_("Positive consequences"),
    AssessmentRisk: N_("Risks of changes"),
}
# What else of a year can be read; docs/spreadsheets.md says what only a whole register holds.
_TO_READ: dict[type[Record], str] = {FollowUpPeriod: N_("Report periods"), Edition: N_("Editions")}


@dataclass(frozen=True, slots=True)
class Table:
    """A heading row and what stands under it.  One that may come back tells of its columns, and has keys in
    the last of them."""

    name: str
    headings: tuple[str, ...]
    kinds: tuple[Kind, ...]
    rows: tuple[tuple[Value, ...], ...]
    columns: tuple[Column, ...] = ()


def tables_of(year: Year, _: Texts) -> tuple[Table, ...]:
    """Every kind of record that is followed from year to year and every kind of result, each with its number,
    its fields, what it is linked to, and its key; then what is only to be read."""
    lookup = Lookup(year)
    keyed = (_table(kind, lookup, _) for kind in listed_kinds())
    parts = (_parts(kind, year, _) for kind in _PARTS)
    return (*keyed, *parts, *(_to_read(kind, lookup, _) for kind in _TO_READ))


def table_of(kind: type[Record], year: Year, _: Texts) -> Table:
    """The table of one kind of record."""
    return _table(kind, Lookup(year), _)


def _table(kind: type[Record], lookup: Lookup, _: Texts) -> Table:
    columns = columns_of(kind)
    heading = key_heading(kind, lookup.year.plan.year or 0, columns)
    return Table(
        name=_(table_name(kind)),
        headings=(*(_(column.heading) for column in columns), heading),
        kinds=(*(column.kind for column in columns), Kind.LINEAGE),
        rows=tuple(_rows(kind, columns, lookup, _)),
        columns=(*columns, Column("key", heading, Role.KEY, Kind.LINEAGE)),
    )


def _parts(kind: type[AssessmentPart], year: Year, _: Texts) -> Table:
    """What the assessments of a year consist of, each row with the number of its assessment."""
    fields = visible_fields(kind)
    cells = [_field_cell(field, _) for field in fields]
    rows = tuple(
        (
            f"{year.number(assessment)}.{at}",
            *(cell(part) for cell in cells),
            *((_lifted(year, part),) if isinstance(part, AssessmentRisk) else ()),
        )
        for assessment in year.assessments
        for at, part in enumerate(year.parts(assessment, kind), 1)
    )
    more = (N_("In the register"),) if kind is AssessmentRisk else ()
    return Table(
        name=_(_PARTS[kind]),
        headings=(_(N_("No.")), *(_(field.label) for field in fields), *map(_, more)),
        kinds=(Kind.LINE, *(field.kind for field in fields), *(Kind.LINE for _more in more)),
        rows=rows,
    )


def _to_read(kind: type[Record], lookup: Lookup, _: Texts) -> Table:
    fields = visible_fields(kind)
    cells = [_field_cell(field, _) for field in fields]
    return Table(
        name=_(_TO_READ[kind]),
        headings=tuple(_(field.label) for field in fields),
        kinds=tuple(field.kind for field in fields),
        rows=tuple(tuple(cell(record) for cell in cells) for record in lookup.records(kind)),
    )


def _lifted(year: Year, risk: AssessmentRisk) -> str:
    point = lifted_as(year, risk)
    return year.number(point) if point else ""


def _rows(
    kind: type[Record], columns: tuple[Column, ...], lookup: Lookup, _: Texts
) -> Iterator[tuple[Value, ...]]:
    cells = [_cell(column, lookup, _) for column in columns]
    read = [lookup.reader(column) for column in columns if column.is_read]
    for record in lookup.records(kind):
        key = key_of(lookup.identity(record), [value(record) for value in read])
        yield (*(cell(record) for cell in cells), key)


def _cell(column: Column, lookup: Lookup, _: Texts) -> Callable[[Any], Value]:
    """What makes the cells of a column."""
    if column.field is not None and column.role is Role.FIELD:
        return _field_cell(column.field, _)
    if column.role is Role.NUMBER:
        return lookup.number
    if column.role is Role.TITLE:
        return lookup.about
    return lambda record: ", ".join(map(lookup.called, lookup.others(record, column)))


def _field_cell(field: Field, _: Texts) -> Callable[[Any], Value]:
    name, say = field.name, SAYING[field.kind]
    if field.kind in _AS_IT_IS or field.kind in (Kind.LINE, Kind.PARAGRAPH):
        return lambda record: getattr(record, name)
    if field.choices is not None:
        said: dict[object, str | None] = {None: None, **{choice: _(choice.label) for choice in field.choices}}
        return lambda record: said[getattr(record, name)]
    return lambda record: "" if getattr(record, name) is None else say(getattr(record, name), _)
