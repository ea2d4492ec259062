"""A year as plain tables, one a kind of record: what every file that goes out is written from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from riskreg.domain.fields import Field, Kind, visible_fields
from riskreg.domain.records import ControlPoint, Goal, Indicator
from riskreg.domain.wording import value_said
from riskreg.domain.year import Linked, Year
from riskreg.texts import N_, Texts

Value: TypeAlias = str | int | Decimal | date | None

# How a kind of value leaves: numbers and days as such, so that a spreadsheet can reckon with them.
_AS_IT_IS = frozenset({Kind.STEP, Kind.NUMBER, Kind.DECIMAL, Kind.DATE, Kind.POSITION})


@dataclass(frozen=True, slots=True)
class Table:
    """A heading row and what stands under it."""

    name: str
    headings: tuple[str, ...]
    kinds: tuple[Kind, ...]
    rows: tuple[tuple[Value, ...], ...]


def tables_of(year: Year, _: Texts) -> tuple[Table, ...]:
    """Control points, goals and indicators, each with its number, its fields and what it is linked to."""
    return (
        _table(N_("Control points"), ControlPoint, year.control_points, year, _, _guarded(year)),
        _table(N_("Goals"), Goal, year.goals, year, _, {N_("Effect goal"): lambda goal: _above(year, goal)}),
        _table(N_("Indicators"), Indicator, year.indicators, year, _, {}),
    )


def _guarded(year: Year) -> dict[str, Callable[[Any], str]]:
    def numbers(records: Iterable[Linked]) -> str:
        return ", ".join(map(year.number, records))

    return {
        N_("Goals"): lambda point: numbers(year.goals_of(point)),
        N_("Indicators"): lambda point: numbers(year.indicators_of(point)),
    }


def _above(year: Year, goal: Goal) -> str:
    return next((year.number(g) for g in year.effect_goals if g.id == goal.parent_id), "")


def _table(
    name: str,
    kind: type[Linked],
    records: Iterable[Linked],
    year: Year,
    _: Texts,
    links: dict[str, Callable[[Any], str]],
) -> Table:
    fields = visible_fields(kind)
    rows = (
        (
            year.number(record),
            *(_value(record, field, _) for field in fields),
            *(linked(record) for linked in links.values()),
        )
        for record in records
    )
    return Table(
        name=_(name),
        headings=(_(N_("No.")), *(_(field.label) for field in fields), *map(_, links)),
        kinds=(Kind.LINE, *(field.kind for field in fields), *(Kind.LINE for _link in links)),
        rows=tuple(rows),
    )


def _value(record: Linked, field: Field, _: Texts) -> Value:
    if field.kind in _AS_IT_IS:
        value: Value = getattr(record, field.name)
        return value
    return value_said(record, field, _)
