"""What is late or missing in following a plan up, on a given day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from riskreg.domain.checks import Finding, findings
from riskreg.domain.edition import DECIDED, edition_in_force
from riskreg.domain.follow_up import Followed, is_overdue, is_past, unacted
from riskreg.domain.records import ControlPoint
from riskreg.domain.scales import Scope
from riskreg.domain.year import Year
from riskreg.texts import N_

# The rules whose findings are mended where the plan is followed up, not where their record is edited.
FOLLOW_UP_RULES = frozenset(
    {
        "result-missing",
        "value-missing",
        "deviation-without-action",
        "goal-without-action",
        "decision-without-action",
        "action-overdue",
    }
)


def findings_now(year: Year, today: datetime.date) -> tuple[Finding, ...]:
    """Everything unfinished or doubtful in a year, and what is late in following it up."""
    return (*findings(year), *follow_up_findings(year, today))


def follow_up_findings(year: Year, today: datetime.date) -> tuple[Finding, ...]:
    """What the year lacks today: its decision, what was to be acted on, results period by period, and then
    the overdue actions."""
    return (*_late_decision(year, today), *_unacted(year), *_in_periods(year, today), *_overdue(year, today))


def _late_decision(year: Year, today: datetime.date) -> Iterator[Finding]:
    """A plan holds from the beginning of its year, so it is decided before."""
    plan = year.plan
    is_open = plan.stage not in DECIDED and not edition_in_force(year, Scope.PLAN)
    if plan.year and year.control_points and is_open and today >= datetime.date(plan.year, 1, 1):
        sentence = N_("The year has begun, but its plan is not adopted.")
        yield Finding("not-adopted", plan, str(plan.year), "stage", sentence)


def _unacted(year: Year) -> Iterator[Finding]:
    for point in unacted(year):
        sentence = N_("It is to be acted on now, but there is no action.")
        number = year.number(point)
        yield Finding("decision-without-action", point, number, "decision", sentence)


def _in_periods(year: Year, today: datetime.date) -> Iterator[Finding]:
    for period in year.periods:
        followed, name = Followed(year, period), period.name
        if is_past(period, today):
            for point in followed.without_result:
                sentence = N_("The control has no result for {others}, which has ended.")
                yield Finding("result-missing", point, year.number(point), "done_on", sentence, name, period)
            for indicator in followed.without_value:
                sentence = N_("The indicator has no value for {others}, which has ended.")
                number = year.number(indicator)
                yield Finding("value-missing", indicator, number, "value", sentence, name, period)
        for subject in followed.wanting:
            is_point = isinstance(subject, ControlPoint)
            yield Finding(
                "deviation-without-action" if is_point else "goal-without-action",
                subject,
                year.number(subject),
                "deviations" if is_point else "assessment",
                N_("There is a deviation in {others}, but no action.")
                if is_point
                else N_("The goal is not being met in {others}, but there is no action."),
                name,
                period,
            )


def _overdue(year: Year, today: datetime.date) -> Iterator[Finding]:
    for action in year.actions:
        if is_overdue(action, year.plan.year or 0, today):
            yield Finding("action-overdue", action, year.number(action), "due", N_("The action is overdue."))
