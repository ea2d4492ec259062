"""A year as plain tables, one a kind of record: what every file that goes out is written from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from riskreg.domain.assessing import lifted_as
from riskreg.domain.assessment_records import (
    AssessmentBenefit,
    AssessmentParticipant,
    AssessmentRisk,
    ChangeAssessment,
)
from riskreg.domain.fields import Field, Kind, visible_fields
from riskreg.domain.follow_up import origin_of
from riskreg.domain.follow_up_records import Action
from riskreg.domain.numbering import Numbered
from riskreg.domain.records import ControlPoint, Goal, Indicator, Record, Undertaking
from riskreg.domain.wording import value_said
from riskreg.domain.year import AssessmentPart, Year
from riskreg.texts import N_, Texts

Value: TypeAlias = str | int | Decimal | date | None

# How a kind of value leaves: numbers and days as such, so that a spreadsheet can reckon with them.
_AS_IT_IS = frozenset({Kind.STEP, Kind.NUMBER, Kind.DECIMAL, Kind.DATE, Kind.POSITION})

# The parts of assessments, each on a sheet of its own; a sheet's name has at most 31 characters.
_SHEETS: dict[type[AssessmentPart], str] = {
    AssessmentParticipant: N_("Participants"),
    AssessmentBenefit: N_("Positive consequences"),
    AssessmentRisk: N_("Risks of changes"),
}


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
        _table(
            N_("Undertakings"),
            Undertaking,
            year.undertakings,
            year,
            _,
            {N_("Watched over by"): lambda undertaking: _numbers(year, year.points_of(undertaking))},
        ),
        _table(N_("Assessments"), ChangeAssessment, year.assessments, year, _, {}),
        *(_parts(kind, year, _) for kind in _SHEETS),
        _table(
            N_("Actions"),
            Action,
            year.actions,
            year,
            _,
            {N_("Concerns"): lambda action: _concerned(year, action)},
        ),
    )


def _parts(kind: type[AssessmentPart], year: Year, _: Texts) -> Table:
    """What the assessments of a year consist of, each row with the number of its assessment."""
    fields = visible_fields(kind)
    rows = tuple(
        (
            f"{year.number(assessment)}.{at}",
            *(_value(part, field, _) for field in fields),
            *((_lifted(year, part),) if isinstance(part, AssessmentRisk) else ()),
        )
        for assessment in year.assessments
        for at, part in enumerate(year.parts(assessment, kind), 1)  # type: ignore[type-var]
    )
    more = (N_("In the register"),) if kind is AssessmentRisk else ()
    return Table(
        name=_(_SHEETS[kind]),
        headings=(_(N_("No.")), *(_(field.label) for field in fields), *map(_, more)),
        kinds=(Kind.LINE, *(field.kind for field in fields), *(Kind.LINE for _more in more)),
        rows=rows,
    )


def _lifted(year: Year, risk: AssessmentRisk) -> str:
    point = lifted_as(year, risk)
    return year.number(point) if point else ""


def _numbers(year: Year, records: Iterable[Numbered]) -> str:
    return ", ".join(map(year.number, records))


def _guarded(year: Year) -> dict[str, Callable[[Any], str]]:
    return {
        N_("Goals"): lambda point: _numbers(year, year.goals_of(point)),
        N_("Indicators"): lambda point: _numbers(year, year.indicators_of(point)),
        N_("Undertakings"): lambda point: _numbers(year, year.undertakings_of(point)),
    }


def _concerned(year: Year, action: Action) -> str:
    subject, _period = origin_of(year, action)
    return year.number(subject) if subject else ""


def _above(year: Year, goal: Goal) -> str:
    return next((year.number(g) for g in year.effect_goals if g.id == goal.parent_id), "")


def _table(
    name: str,
    kind: type[Numbered],
    records: Iterable[Numbered],
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


def _value(record: Record, field: Field, _: Texts) -> Value:
    if field.kind in _AS_IT_IS:
        value: Value = getattr(record, field.name)
        return value
    return value_said(record, field, _)
