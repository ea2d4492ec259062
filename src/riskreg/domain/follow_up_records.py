"""The records of following a plan up: periods, results, actions and the year's report.

They are no part of what a meeting decides, so they can be written when the plan is adopted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as day
from decimal import Decimal
from typing import ClassVar

from riskreg.domain.fields import (
    choice,
    date,
    decimal,
    line,
    lineage,
    link,
    number,
    owner,
    paragraph,
    position,
)
from riskreg.domain.record import Record
from riskreg.domain.scales import ActionSource, ActionStatus, Assessment, Outcome, Repeats
from riskreg.texts import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpPeriod(Record):
    """A part of the year that is reported on, from its first day to its last."""

    table: ClassVar[str] = "follow_up_period"

    plan_id: int | None = owner("plan")
    name: str = line(N_("Report period"), required=True, shown=True, paper=20)
    start: day | None = date(N_("First day"), required=True, shown=True, paper=10)
    end: day | None = date(N_("Last day"), required=True, shown=True, paper=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlResult(Record):
    """What a control showed in a period."""

    table: ClassVar[str] = "control_result"
    unique: ClassVar[tuple[tuple[str, ...], ...]] = (("control_point_id", "period_id"),)

    control_point_id: int | None = owner("control_point")
    period_id: int | None = owner("follow_up_period")
    planned: day | None = date(N_("Planned"), shown=True, paper=10)
    done_on: day | None = date(N_("Done on"), shown=True, paper=10)
    done_by: str = line(N_("Done by"), shown=True, paper=12)
    checked: int | None = number(N_("Checked"), shown=True, paper=7)
    deviations: int | None = number(N_("Deviations"), shown=True, paper=8)
    outcome: Outcome | None = choice(N_("Outcome"), Outcome, shown=True, paper=12)
    comment: str = paragraph(N_("Comment"), shown=True, paper=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalResult(Record):
    """How it went with a goal in a period."""

    table: ClassVar[str] = "goal_result"
    unique: ClassVar[tuple[tuple[str, ...], ...]] = (("goal_id", "period_id"),)

    goal_id: int | None = owner("goal")
    period_id: int | None = owner("follow_up_period")
    value: Decimal | None = decimal(N_("Value"), shown=True, paper=8)
    assessment: Assessment | None = choice(N_("Assessment"), Assessment, shown=True, paper=12)
    comment: str = paragraph(N_("Comment"), shown=True, paper=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorResult(Record):
    """What an indicator showed in a period."""

    table: ClassVar[str] = "indicator_result"
    unique: ClassVar[tuple[tuple[str, ...], ...]] = (("indicator_id", "period_id"),)

    indicator_id: int | None = owner("indicator")
    period_id: int | None = owner("follow_up_period")
    value: Decimal | None = decimal(N_("Value"), shown=True, paper=8)
    assessment: Assessment | None = choice(N_("Assessment"), Assessment, shown=True, paper=12)
    comment: str = paragraph(N_("Comment"), shown=True, paper=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Record):
    """What somebody is to do, and where the need was seen."""

    table: ClassVar[str] = "action"

    plan_id: int | None = owner("plan")
    lineage: str = lineage()
    position: int = position()
    text: str = paragraph(N_("Action"), required=True, shown=True, paper=30)
    responsible: str = line(N_("Responsible"), shown=True, paper=14)
    due: day | None = date(N_("Due"), shown=True, paper=11)
    repeats: Repeats | None = choice(N_("Repeats"), Repeats, shown=True, paper=10)
    status: ActionStatus = choice(
        N_("Status"), ActionStatus, default=ActionStatus.PLANNED, shown=True, paper=10
    )
    done_on: day | None = date(N_("Done on"), shown=True, paper=11)
    comment: str = paragraph(N_("Comment"), shown=True, paper=20)
    source: ActionSource = choice(N_("Comes from"), ActionSource, default=ActionSource.OTHER)
    control_point_id: int | None = link("control_point", N_("Control point"))
    goal_id: int | None = link("goal", N_("Goal"))
    indicator_id: int | None = link("indicator", N_("Indicator"))
    period_id: int | None = link("follow_up_period", N_("Report period"))
    assessment_id: int | None = link("change_assessment", N_("Assessment before a change"))


@dataclass(frozen=True, slots=True, kw_only=True)
class YearReport(Record):
    """What the annual report says in words."""

    table: ClassVar[str] = "year_report"
    unique: ClassVar[tuple[tuple[str, ...], ...]] = (("plan_id",),)

    plan_id: int | None = owner("plan")
    achieved: str = paragraph(N_("What the plan achieved"))
    proposals: str = paragraph(N_("Proposals for next year"))


# Owners before what they own.
FOLLOW_UP_RECORDS: tuple[type[Record], ...] = (
    FollowUpPeriod,
    ControlResult,
    GoalResult,
    IndicatorResult,
    Action,
    YearReport,
)
