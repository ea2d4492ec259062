"""Steps of following a plan up that the window and the command line share."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from riskreg.domain.follow_up import (
    Followed,
    Subject,
    action_for,
    is_overdue,
    is_past,
    next_due,
    periods_for,
)
from riskreg.domain.follow_up_records import Action, FollowUpPeriod, YearReport
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
    position = max((action.position for action in year.actions), default=0) + 1
    with register.step(N_("New action for {number}"), number=number) as edit:
        return edit.add(action_for(Followed(year, period), subject, text, position))


def add_action(register: Register, year: Year, text: str) -> Action:
    """Add an action that comes from nothing in particular, as one step."""
    position = max((action.position for action in year.actions), default=0) + 1
    with register.step(N_("New action")) as edit:
        return edit.add(Action(plan_id=year.plan.id, position=position, text=text))


def add_period(register: Register, year: Year, name: str) -> FollowUpPeriod:
    """Add a period of a month after the last one, as one step."""
    last = year.periods[-1].end if year.periods else None
    start = last + datetime.timedelta(days=1) if last else datetime.date(year.plan.year or 1, 1, 1)
    end = start + datetime.timedelta(days=30)
    with register.step(N_("New period")) as edit:
        return edit.add(FollowUpPeriod(plan_id=year.plan.id, name=name, start=start, end=end))


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
