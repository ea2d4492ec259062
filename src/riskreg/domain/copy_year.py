"""Carrying a year forward into a new plan."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from riskreg.domain.fields import Kind, stored_fields
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

    What belongs to the old year's own meeting (case number, dates, summary) is left behind.  With
    `keep_decisions` the decisions and their analysis come along, otherwise they start empty.
    Events of the annual wheel move to the same
    weekday in the same week (`wheel.moved_on`), not done.  The participants of the workshop come along, their
    votes stay behind.  `add` stores a record and returns it with its id.
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
        moved[record.table, record.id] = add(replace(record, **values, id=None)).id

    for group in (
        year.likelihoods,
        year.consequences,
        year.bands,
        year.goals,  # effect goals first, so that what serves them finds them
        year.indicators,
        year.control_points,
        year.point_goals,
        year.point_indicators,
        year.goal_indicators,
        year.events,
        year.participants,
    ):
        for record in group:
            carry(record)
    return plan
