"""Where the wheel shows what: by date, nothing on top of anything."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskreg.domain.records import Event, Plan
from riskreg.domain.scales import EventKind
from riskreg.domain.wheel_layout import MARKS, month_turns, period_turns, place, placed, spread, turn_of

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
    assert period_turns(Plan(year=2022)) == (0.0, *(month_turns(2022)[m] for m in (4, 8, 12)))


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
