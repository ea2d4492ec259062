"""Steps that carry a plan through its year, shared by the window and the command line."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from riskreg.domain.assessing import lift
from riskreg.domain.assessment_records import AssessmentRisk
from riskreg.domain.closing import closed, reopened
from riskreg.domain.follow_up import (
    Followed,
    Subject,
    action_for,
    action_on,
    is_open,
    is_overdue,
    is_past,
    next_due,
    periods_for,
)
from riskreg.domain.follow_up_records import Action, FollowUpPeriod, YearReport
from riskreg.domain.ordering import next_position
from riskreg.domain.records import ControlPoint
from riskreg.domain.year import Year
from riskreg.edit import Edit
from riskreg.faults import Trouble
from riskreg.register import Register
from riskreg.texts import N_, Texts


def make_periods(register: Register, year_number: int, _: Texts) -> int:
    """Give a plan the report periods that it says it has, as one step; how many.  Trouble if it has any."""
    year = register.year(year_number)
    if year.periods:
        raise Trouble(N_("The plan for {year} has report periods already."), year=year_number)
    periods = periods_for(year.plan, _)
    with register.step(N_("Make the report periods of {year}"), year=year_number) as edit:
        for period in periods:
            edit.add(period)
        add_report(edit, year)
    return len(periods)


def add_report(edit: Edit, year: Year) -> None:
    """Give a year a place for what its annual report says, unless it has one."""
    if year.report is None:
        edit.add(YearReport(plan_id=year.plan.id))


def add_action_for(
    register: Register, year: Year, period: FollowUpPeriod, subject: Subject, _: Texts
) -> Action:
    """Add an action against a deviation or a goal not met, as one step."""
    number = year.number(subject)
    text = _(N_("Mend what the follow-up of {number} found"), number=number)
    with register.step(N_("New action for {number}"), number=number) as edit:
        return edit.add(action_for(Followed(year, period), subject, text, next_position(year.actions)))


def add_action_on(register: Register, year: Year, point: ControlPoint, _: Texts) -> Action:
    """Add the action that a decision to act now asks for, as one step."""
    number = year.number(point)
    text = _(N_("Do what the decision on {number} asks for"), number=number)
    with register.step(N_("New action for {number}"), number=number) as edit:
        return edit.add(action_on(year, point, text, next_position(year.actions)))


def add_action(register: Register, year: Year, text: str) -> Action:
    """Add an action that comes from nothing in particular, as one step."""
    with register.step(N_("New action")) as edit:
        return edit.add(Action(plan_id=year.plan.id, position=next_position(year.actions), text=text))


def add_period(register: Register, year: Year, name: str) -> FollowUpPeriod:
    """Add a period of a month after the last one, as one step."""
    last = year.periods[-1].end if year.periods else None
    start = last + datetime.timedelta(days=1) if last else datetime.date(year.plan.year or 1, 1, 1)
    end = start + datetime.timedelta(days=30)
    with register.step(N_("New period")) as edit:
        return edit.add(FollowUpPeriod(plan_id=year.plan.id, name=name, start=start, end=end))


LIFTED = N_("The risk is now in the register as {number}.")


def lift_risk(register: Register, year: Year, risk: AssessmentRisk) -> str:
    """Make a risk of an assessment before a change a control point as well, as one step; its number."""
    with register.step(N_("Lift a risk into the register")) as edit:
        point, linking = lift(year, risk, edit.add)
        edit.apply(linking)
    return register.year(year.plan.year or 0).number(point)


def close_year(register: Register, year: Year) -> None:
    """Lock a year that is over, as one step.  Trouble when it cannot be closed yet."""
    plan = closed(year)
    with register.step(N_("Close the year {year}"), year=plan.year) as edit:
        edit.put(year.plan, plan)


def reopen_year(register: Register, year: Year) -> None:
    """Open a closed year again, as one step.  Trouble when it is not closed."""
    plan = reopened(year)
    with register.step(N_("Open the year {year} again"), year=plan.year) as edit:
        edit.put(year.plan, plan)


def said_of_closed(year: Year, _: Texts) -> str:
    """That a year is closed, and what of it goes on."""
    told = _(N_("The year {year} is closed."), year=year.plan.year)
    if left := sum(map(is_open, year.actions)):
        more = _.n(
            "{count} action is open still; it goes along when the year is copied.",
            "{count} actions are open still; they go along when the year is copied.",
            left,
        )
        return f"{told} {more}"
    return told


def follow_up_told(year: Year, today: datetime.date, _: Texts) -> Iterator[str]:
    """A line for each period with what it lacks, then one for each open action."""
    for at, period in enumerate(year.periods, 1):
        followed = Followed(year, period)
        reported = len(followed.points) - len(followed.without_result)
        yield _(
            N_("{at}  {name}  {start}–{end}  {reported} of {count} controls reported{late}"),
            at=at,
            name=period.name,
            start=period.start,
            end=period.end,
            reported=reported,
            count=len(followed.points),
            late=_(N_(", late")) if followed.without_result and is_past(period, today) else "",
        )
    for action in year.actions:
        number = year.plan.year or 0
        late = _(N_(", overdue")) if is_overdue(action, number, today) else ""
        due = next_due(action, number)
        words = " ".join(action.text.split())
        yield f"{year.number(action)}  {due or '–'}{late}  {_(action.status.label)}  {words}"
