"""The annual wheel: what is next and late, how events move to another year, what a usual year holds."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from riskreg.domain.fields import Choice
from riskreg.domain.records import Event, Plan
from riskreg.domain.scales import EventKind, ReportPeriod
from riskreg.faults import Trouble
from riskreg.texts import N_, Texts

# What someone has to do: it is late when its day has passed and nothing says that it was done.  A meeting
# that has passed was held.
TO_DO = frozenset({EventKind.DECISION, EventKind.DEADLINE})
LONGEST_EVENT = 24 * 60  # minutes

_MONTHS_IN_PERIOD = {ReportPeriod.TERTIAL: 4, ReportPeriod.QUARTER: 3, ReportPeriod.HALF_YEAR: 6}
PERIOD_LETTERS = {
    ReportPeriod.TERTIAL: N_("T{number}"),
    ReportPeriod.QUARTER: N_("Q{number}"),
    ReportPeriod.HALF_YEAR: N_("H{number}"),
}
PERIOD_ENDS = {
    ReportPeriod.TERTIAL: N_("Tertial {number} ends"),
    ReportPeriod.QUARTER: N_("Quarter {number} ends"),
    ReportPeriod.HALF_YEAR: N_("Half-year {number} ends"),
}
MONTHS = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)
_WEDNESDAY = 3
# What a committee's year usually brings, by week and as of a Wednesday.
_USUAL = (
    (11, EventKind.MEETING, N_("Committee meeting: annual report")),
    (25, EventKind.MEETING, N_("Committee meeting: budget and interim report 1")),
    (38, EventKind.STRATEGY_DAY, N_("Strategy day: risk analysis")),
    (41, EventKind.MEETING, N_("Committee meeting: interim report 2")),
    (50, EventKind.MEETING, N_("Committee meeting: operational plan with internal control plan")),
)


# ------------------------------------------------------------------ how an event stands
class Standing(Choice):
    """How an event stands on a day."""

    DONE = "done", N_("Done")
    LATE = "late", N_("Late")
    PAST = "past", N_("Past")
    NEXT = "next", N_("Next")
    COMING = "coming", N_("Coming")


def standings(events: Iterable[Event], today: date) -> dict[int | None, Standing]:
    """How each event stands, by its id.  Next are those of the first day, from today on, that has one which
    is not done."""
    events = tuple(events)
    coming = [e.dated for e in events if e.dated and e.dated >= today and not e.done]
    first = min(coming, default=None)
    return {event.id: _standing(event, today, first) for event in events}


def _standing(event: Event, today: date, first: date | None) -> Standing:
    if event.done:
        return Standing.DONE
    if event.dated and event.dated < today:
        return Standing.LATE if event.kind in TO_DO else Standing.PAST
    return Standing.NEXT if event.dated == first else Standing.COMING


def with_standing(events: Iterable[Event], wanted: Standing, today: date) -> tuple[Event, ...]:
    """The events that stand so."""
    events = tuple(events)
    standing = standings(events, today)
    return tuple(event for event in events if standing[event.id] is wanted)


@dataclass(frozen=True, slots=True)
class Stand:
    """The newest step of a register: its number, which only grows, and its moment."""

    number: int = 0
    at: datetime = datetime(1970, 1, 1, tzinfo=UTC)


def when_said(event: Event, _: Texts) -> str:
    """Date and time: "2022-03-16 13:00"."""
    day = event.dated.isoformat() if event.dated else ""
    return f"{day} {event.begins.isoformat('minutes')}" if event.begins else day


def day_said(day: date, _: Texts) -> str:
    """A day of the year, shortly: "16 Mar"."""
    return f"{day.day} {_(MONTHS[day.month - 1])}"


# ------------------------------------------------------------------ what is refused
def refuse_event(event: Event, plan: Plan | None) -> None:
    """Raise Trouble for a date far from the plan's year, and for a length that is none."""
    if event.dated and plan and plan.year and abs(event.dated.year - plan.year) > 1:
        raise Trouble(
            N_(
                "{date} lies outside the annual wheel of {year}. Give a day of that year, "
                "of the one before or of the one after."
            ),
            date=event.dated.isoformat(),
            year=plan.year,
        )
    if event.minutes is not None and not 1 <= event.minutes <= LONGEST_EVENT:
        raise Trouble(
            N_("An event of {minutes} minutes is not possible. Give from 1 to {most}, or nothing."),
            minutes=event.minutes,
            most=LONGEST_EVENT,
        )


# ------------------------------------------------------------------ to another year
def moved_on(day: date, by: int) -> date:
    """The same weekday in the same week, `by` years on.

    Weeks are numbered as in ISO 8601.  Week 53, where the other year has none, becomes its last week.  Where
    the week leads over the edge of the calendar year, it is the nearest week inside, so that what was in
    January does not land in December.
    """
    year, week, weekday = day.isocalendar()
    last = date(year + by, 12, 28).isocalendar().week  # 28 December always lies in the last week
    found = date.fromisocalendar(year + by, min(week, last), weekday)
    outside = found.year - (day.year + by)
    return found - timedelta(weeks=outside)


def same_day(day: date, by: int) -> date:
    """The same day of the month, `by` years on; the last of a month stays the last."""
    last = monthrange(day.year + by, day.month)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return day.replace(year=day.year + by, day=last if is_last else day.day)


def carried(event: Event, by: int) -> dict[str, date | None]:
    """The values with which an event begins `by` years later: its day, and not done.  The end of a report
    period goes by the calendar; everything else by week and weekday."""
    move = same_day if event.kind is EventKind.PERIOD_END else moved_on
    return {"dated": move(event.dated, by) if event.dated else None, "done": None}


# ------------------------------------------------------------------ a usual year
def period_ends(plan: Plan) -> tuple[date, ...]:
    """The last days of the plan's report periods."""
    months = _MONTHS_IN_PERIOD[plan.report_period]
    year = plan.year or 0
    return tuple(date(year, m, monthrange(year, m)[1]) for m in range(months, 13, months))


def usual_year(plan: Plan, _: Texts) -> tuple[Event, ...]:
    """What a year usually holds, to begin with: four meetings, a strategy day and the ends of the report
    periods, in the language of `_`."""
    year = plan.year or 0
    meetings = [
        Event(plan_id=plan.id, dated=date.fromisocalendar(year, week, _WEDNESDAY), kind=kind, text=_(text))
        for week, kind, text in _USUAL
    ]
    ends = [
        Event(
            plan_id=plan.id,
            dated=day,
            kind=EventKind.PERIOD_END,
            text=_(PERIOD_ENDS[plan.report_period], number=number),
        )
        for number, day in enumerate(period_ends(plan), 1)
    ]
    return (*meetings, *ends)
