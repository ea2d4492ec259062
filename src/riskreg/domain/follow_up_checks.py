"""What is late or missing in following a plan up, on a given day."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator

from riskreg.domain.checks import Finding, findings
from riskreg.domain.edition import DECIDED, edition_in_force
from riskreg.domain.follow_up import Followed, Subject, is_overdue, is_past, unacted
from riskreg.domain.follow_up_records import FollowUpPeriod
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
    """What a subject lacks, once for all periods that it is lacking in; it leads to the first of them."""
    lacking: defaultdict[tuple[str, Subject], list[FollowUpPeriod]] = defaultdict(list)
    for period in year.periods:
        followed = Followed(year, period)
        if is_past(period, today):
            for point in followed.without_result:
                lacking["result-missing", point].append(period)
            for indicator in followed.without_value:
                lacking["value-missing", indicator].append(period)
        for subject in followed.wanting:
            is_point = isinstance(subject, ControlPoint)
            lacking["deviation-without-action" if is_point else "goal-without-action", subject].append(period)
    for (rule, subject), periods in lacking.items():
        field, sentence = _LACKING[rule]
        names = ", ".join(period.name for period in periods)
        yield Finding(rule, subject, year.number(subject), field, sentence, names, periods[0])


# Of each rule the field where it is mended, and what is said of the periods.
_LACKING = {
    "result-missing": ("done_on", N_("The control has no result yet: {others}.")),
    "value-missing": ("value", N_("The indicator has no value yet: {others}.")),
    "deviation-without-action": ("deviations", N_("There is a deviation in {others}, but no action.")),
    "goal-without-action": (
        "assessment",
        N_("The goal is not being met in {others}, but there is no action."),
    ),
}


def _overdue(year: Year, today: datetime.date) -> Iterator[Finding]:
    for action in year.actions:
        if is_overdue(action, year.plan.year or 0, today):
            yield Finding("action-overdue", action, year.number(action), "due", N_("The action is overdue."))
