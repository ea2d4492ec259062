"""Carrying a year forward into a new plan."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from riskreg.domain.fields import Kind, stored_fields
from riskreg.domain.follow_up import is_open
from riskreg.domain.follow_up_records import Action, FollowUpPeriod, YearReport
from riskreg.domain.records import ControlPoint, Event, Plan, Record
from riskreg.domain.scales import Stage
from riskreg.domain.wheel import carried
from riskreg.domain.year import Year

R = TypeVar("R", bound=Record)


def copy_year(
    year: Year,
    to: int,
    *,
    keep_decisions: bool,
    add: Callable[[Record], Record],
    dated: datetime.date | None = None,
) -> Plan:
    """Add a plan for `to` with everything that `year` holds, lineage included; `year` is untouched.

    Assessments before a change stay with the year in which they were made.
    What belongs to the old year's own meeting (case number, dates, summary) is left behind.  With
    `keep_decisions` the decisions and their analysis come along, otherwise they start empty.
    Events of the annual wheel move to the same weekday in the same week (`wheel.moved_on`), not done.  The
    report periods come along moved to the new year, without their results, and so do actions still open.
    The participants of the workshop come along, their votes stay behind.  `add` stores a record and returns
    it with its id.
    """
    plan = add(
        replace(
            year.plan,
            id=None,
            year=to,
            stage=Stage.DRAFT,
            edition=1,
            dated=dated,
            meeting=None,
            case_number="",
            summary="",
            decision_sought="",
        )
    )
    assert isinstance(plan, Plan)
    moved: dict[tuple[str, int | None], int | None] = {("plan", year.plan.id): plan.id}

    def carry(record: R) -> None:
        values: dict[str, Any] = {
            field.name: moved.get((field.record, getattr(record, field.name)))
            for field in stored_fields(type(record))
            if field.kind in (Kind.OWNER, Kind.LINK)
        }
        if isinstance(record, ControlPoint):
            values["period"] = str(to) if record.period == str(year.plan.year) else record.period
            if not keep_decisions:
                values |= {"decision": None, "analysis": ""}
        if isinstance(record, Event):
            values |= carried(record, to - (year.plan.year or to))
        if isinstance(record, FollowUpPeriod):
            values |= _moved_to(record, to - (year.plan.year or to))
        if isinstance(record, Action):
            values |= {"period_id": None, "assessment_id": None}  # what it came from stays behind
        moved[record.table, record.id] = add(replace(record, **values, id=None)).id

    for group in (
        year.likelihoods,
        year.consequences,
        year.bands,
        year.goals,  # effect goals first, so that what serves them finds them
        year.indicators,
        year.control_points,
        year.undertakings,
        year.point_goals,
        year.point_indicators,
        year.goal_indicators,
        year.events,
        year.periods,
        tuple(action for action in year.actions if is_open(action)),
        year.point_undertakings,
        year.participants,
    ):
        for record in group:
            carry(record)
    if year.report:
        add(YearReport(plan_id=plan.id))
    return plan


def _moved_to(period: FollowUpPeriod, by: int) -> dict[str, Any]:
    """The days of a period some years later; one that ends with February ends with it then as well."""
    assert period.start is not None
    assert period.end is not None
    after = period.end + datetime.timedelta(days=1)
    start, after = (_years_later(day, by) for day in (period.start, after))
    return {"start": start, "end": after - datetime.timedelta(days=1)}


def _years_later(day: datetime.date, by: int) -> datetime.date:
    try:
        return day.replace(year=day.year + by)
    except ValueError:  # the 29th of February
        return datetime.date(day.year + by, 3, 1)
