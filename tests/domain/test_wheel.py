"""The annual wheel: weekdays kept from year to year, what is next and late, what is refused."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskreg.domain.records import Event, Plan
from riskreg.domain.scales import EventKind, ReportPeriod
from riskreg.domain.wheel import (
    Standing,
    carried,
    day_said,
    moved_on,
    period_ends,
    refuse_event,
    same_day,
    standings,
    usual_year,
    when_said,
    with_standing,
)
from riskreg.domain.year import year_of
from riskreg.faults import Trouble
from riskreg.texts import Texts
from tests.builders import YEAR, an_edit, copy_on

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
TODAY = date(2022, 6, 1)


def event(day: date, **values: Any) -> Event:
    return Event(dated=day, text="Något händer", **values)


# ------------------------------------------------------------------ to another year
@given(DAYS)
def test_the_next_year_has_the_same_weekday_52_or_53_weeks_on(day: date) -> None:
    moved = moved_on(day, 1)
    assert moved.weekday() == day.weekday()
    assert moved - day in (timedelta(weeks=52), timedelta(weeks=53))
    assert moved.year == day.year + 1


@given(DAYS)
def test_the_week_is_the_same_but_at_the_edges_of_the_year(day: date) -> None:
    moved = moved_on(day, 1)
    if day.isocalendar().week not in (1, 52, 53):
        assert moved.isocalendar().week == day.isocalendar().week


@given(DAYS, st.integers(1, 10))
def test_a_copy_some_years_on_keeps_the_weekday_and_the_season(day: date, years: int) -> None:
    moved = moved_on(day, years)
    assert (moved.weekday(), moved.year) == (day.weekday(), day.year + years)
    assert abs((moved - day).days - 365.25 * years) < 9


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        ("2022-03-16", "2023-03-15"),  # Wednesday of week 11
        ("2023-03-15", "2024-03-13"),  # into a leap year
        ("2024-02-29", "2025-02-27"),  # Thursday of week 9
        ("2020-12-30", "2021-12-29"),  # week 53, where there is only a week 52
        ("2021-01-01", "2022-01-07"),  # week 53 of the year before: stays in January
        ("2022-01-01", "2023-01-07"),  # week 52 of the year before
        ("2024-12-31", "2025-12-30"),  # week 1 of the year after
        ("2025-12-29", "2026-12-28"),  # week 1 of the year after, which begins in January then
        ("2019-12-28", "2020-12-26"),
    ],
)
def test_days_move_as_the_readme_says(day: str, moved: str) -> None:
    assert moved_on(date.fromisoformat(day), 1) == date.fromisoformat(moved)


@given(DAYS)
def test_the_last_of_a_month_stays_the_last(day: date) -> None:
    moved = same_day(day, 1)
    assert (moved.year, moved.month) == (day.year + 1, day.month)
    last, new_last = (monthrange(d.year, d.month)[1] for d in (day, moved))
    assert (day.day == last) == (moved.day == new_last) or (day.day, last, new_last) == (28, 29, 28)


def test_an_event_begins_the_next_year_undone_and_a_period_ends_by_the_calendar() -> None:
    assert carried(event(date(2022, 4, 30), kind=EventKind.PERIOD_END, done=TODAY), 1) == {
        "dated": date(2023, 4, 30),
        "done": None,
    }
    assert carried(event(date(2022, 4, 30), kind=EventKind.DEADLINE), 1)["dated"] == date(2023, 4, 29)


def test_copying_a_year_carries_the_wheel() -> None:
    edit, plan = an_edit()
    old = edit.add(event(date(2022, 3, 16), plan_id=plan.id, place="Storälv", done=date(2022, 3, 16)))
    copy_on(edit, YEAR, YEAR + 1, keep_decisions=False)
    (new,) = year_of(edit.contents, YEAR + 1).events
    assert (new.dated, new.done, new.place, new.lineage) == (date(2023, 3, 15), None, "Storälv", old.lineage)
    assert year_of(edit.contents, YEAR).events == (old,)


# ------------------------------------------------------------------ how an event stands
def test_what_was_to_be_done_is_late_and_a_meeting_that_was_held_is_not() -> None:
    events = [
        event(date(2022, 5, 31), id=1, kind=EventKind.DEADLINE),
        event(date(2022, 5, 31), id=2, kind=EventKind.MEETING),
        event(date(2022, 5, 31), id=3, kind=EventKind.DECISION, done=date(2022, 5, 30)),
        event(date(2022, 6, 1), id=4, kind=EventKind.DEADLINE),
        event(date(2022, 6, 1), id=5),
        event(date(2022, 6, 2), id=6),
    ]
    assert standings(events, TODAY) == {
        1: Standing.LATE,
        2: Standing.PAST,
        3: Standing.DONE,
        4: Standing.NEXT,
        5: Standing.NEXT,
        6: Standing.COMING,
    }
    assert with_standing(events, Standing.LATE, TODAY) == (events[0],)


def test_what_is_done_ahead_is_not_next() -> None:
    done = event(date(2022, 6, 2), id=1, kind=EventKind.DEADLINE, done=TODAY)
    later = event(date(2022, 7, 1), id=2)
    assert with_standing([done, later], Standing.NEXT, TODAY) == (later,)


def test_a_day_is_said_shortly(sv: Texts, en: Texts) -> None:
    assert (day_said(date(2022, 3, 16), sv), day_said(date(2022, 3, 16), en)) == ("16 mars", "16 Mar")
    assert when_said(event(date(2022, 3, 16)), sv) == "2022-03-16"


# ------------------------------------------------------------------ what is refused
def test_a_day_far_from_the_year_is_refused() -> None:
    plan = Plan(id=1, year=2022)
    for year in (2021, 2022, 2023):
        refuse_event(event(date(year, 5, 1)), plan)
    with pytest.raises(Trouble, match=r"2202-05-01 lies outside the annual wheel of 2022"):
        refuse_event(event(date(2202, 5, 1)), plan)


@pytest.mark.parametrize("minutes", [0, -30, 1441])
def test_a_length_that_is_none_is_refused(minutes: int) -> None:
    with pytest.raises(Trouble, match=f"An event of {minutes} minutes"):
        refuse_event(event(TODAY, minutes=minutes), Plan(id=1, year=2022))


# ------------------------------------------------------------------ a usual year
def test_a_usual_year_is_that_of_a_real_committee(sv: Texts) -> None:
    meetings = [e.dated for e in usual_year(Plan(id=1, year=2022), sv) if e.kind is EventKind.MEETING]
    assert meetings == [date(2022, 3, 16), date(2022, 6, 22), date(2022, 10, 12), date(2022, 12, 14)]


@pytest.mark.parametrize(("period", "count"), [*zip(ReportPeriod, (3, 4, 2), strict=True)])
@given(st.integers(1990, 2100))
def test_a_usual_year_follows_the_report_periods(period: ReportPeriod, count: int, year: int) -> None:
    plan = Plan(id=1, year=year, report_period=period)
    ends = period_ends(plan)
    assert len(ends) == count
    assert ends[-1] == date(year, 12, 31)
    assert all((day + timedelta(days=1)).day == 1 for day in ends)
