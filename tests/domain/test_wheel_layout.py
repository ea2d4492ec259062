"""Where the wheel shows what: by date, nothing on top of anything."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskreg.domain.follow_up_records import FollowUpPeriod
from riskreg.domain.records import Event
from riskreg.domain.scales import EventKind
from riskreg.domain.wheel_layout import MARKS, Span, month_turns, period_spans, place, placed, spread, turn_of
from riskreg.domain.year import year_of
from riskreg.texts import texts
from tests.builders import an_edit, year_with

DAYS = st.lists(st.integers(0, 364), min_size=1, max_size=30)


def events_on(days: list[int]) -> list[Event]:
    return [
        Event(id=at, dated=date(2022, 1, 1) + timedelta(days=day), text="Möte")
        for at, day in enumerate(sorted(days), 1)
    ]


def test_the_year_goes_round_clockwise_from_the_top() -> None:
    assert place(0.0, 10) == pytest.approx((0, -10))
    assert place(0.25, 10) == pytest.approx((10, 0))
    assert turn_of(date(2022, 7, 2), 2022) == pytest.approx(0.5)  # the middle day of 365
    assert turn_of(date(2023, 1, 1), 2022) is None


def test_months_and_periods_meet() -> None:
    assert len(month_turns(2024)) == 13
    assert month_turns(2024)[2] == pytest.approx(60 / 366)  # February of a leap year
    spans = period_spans(year_with(0), texts("sv"))
    assert [span.label for span in spans] == ["T1", "T2", "T3"]
    assert [span.begin for span in spans] == [0.0, *(month_turns(2022)[m] for m in (4, 8))]
    assert [span.end for span in spans] == [month_turns(2022)[m] for m in (4, 8, 12)]


def test_the_plans_own_periods_are_shown_as_far_as_they_lie_in_the_year() -> None:
    edit, plan = an_edit()
    for name, start, end in (
        ("Vinter", date(2021, 12, 1), date(2022, 2, 28)),
        ("Vår", date(2022, 3, 1), date(2022, 5, 31)),
        ("Nästa år", date(2023, 1, 1), date(2023, 2, 1)),
        ("Höst", date(2022, 9, 1), date(2022, 11, 30)),
    ):
        edit.add(FollowUpPeriod(plan_id=plan.id, name=name, start=start, end=end))
    spans = period_spans(year_of(edit.contents, 2022), texts("sv"))
    months = month_turns(2022)
    assert spans == (
        Span("1", 0.0, months[2]),
        Span("2", months[2], months[5]),
        Span("3", months[8], months[11]),
    )


@given(DAYS)
def test_every_event_of_the_year_is_placed_once_in_the_order_of_time(days: list[int]) -> None:
    events = events_on(days)
    found = placed(events, 2022, radius=100, gap=12, line=20, room=300)
    assert [p.event for p in found] == events
    assert all(p.to_right is (p.turn < 0.5) for p in found)


@given(DAYS)
def test_marks_do_not_lie_on_each_other(days: list[int]) -> None:
    found = placed(events_on(days), 2022, radius=100, gap=12, line=20, room=300)
    for level in {p.level for p in found}:
        turns = [p.turn for p in found if p.level == level]
        assert all((b - a) * 2 * 3.1416 * 100 >= 12 - 1e-3 for a, b in itertools.pairwise(turns))


@given(st.lists(st.floats(0, 300), min_size=1, max_size=40))
def test_labels_keep_their_distance_and_stay_in_the_room(wanted: list[float]) -> None:
    found = spread(sorted(wanted), 20, 300)
    step = min(20, 300 / len(wanted))
    assert all(b - a >= step - 1e-6 for a, b in itertools.pairwise(found))
    assert found[0] >= step / 2 - 1e-6
    assert found[-1] <= 300 - step / 2 + 1e-6


def test_labels_with_room_stay_where_they_are_wanted() -> None:
    assert spread([40, 100, 200], 20, 300) == [40, 100, 200]


def test_every_kind_of_event_has_a_mark_of_its_own() -> None:
    assert MARKS.keys() == set(EventKind)
    assert len(set(MARKS.values())) == len(EventKind)
