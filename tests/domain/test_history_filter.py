"""Choosing from the history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from riskreg.domain.change import Change
from riskreg.domain.history_filter import HistoryFilter, gist_of, gist_unread, key_of
from riskreg.domain.records import ControlPoint, ControlPointGoal, Goal, GoalIndicator

POINT = ControlPoint(id=1, plan_id=1, text="Avtal följs inte upp", analysis="Inköp")
GOAL = Goal(id=1, plan_id=1, text="Avtalen används")
LINK = ControlPointGoal(id=5, control_point_id=1, goal_id=1)

EDITED = gist_of(Change(POINT, replace(POINT, responsible="Ekonomichefen")), "Change Responsible of K2")
DELETED = gist_of(Change(GOAL, None), "Delete M1")
UNLINKED = gist_of(Change(LINK, None), "Unlink K2 from M1")
UNREAD = gist_unread("Delete M7")
ALL = (EDITED, DELETED, UNLINKED, UNREAD)


@pytest.mark.parametrize(
    ("wanted", "meant"),
    [
        (HistoryFilter(), ALL),
        (HistoryFilter(text="ekonomi"), (EDITED,)),
        (HistoryFilter(text="FOLJS avtal"), ()),  # ö is a letter of its own
        (HistoryFilter(text="FÖLJS responsible"), (EDITED,)),
        (HistoryFilter(text="inköp"), ()),  # neither its name nor anything that changed
        (HistoryFilter(text="delete"), (DELETED, UNREAD)),
        (HistoryFilter(kinds=frozenset({"goal"})), (DELETED, UNREAD)),
        (HistoryFilter(deleted=True), (DELETED, UNLINKED, UNREAD)),
        (HistoryFilter(record=key_of(POINT)), (EDITED, UNLINKED, UNREAD)),
        (HistoryFilter(record=key_of(GOAL)), (DELETED, UNLINKED, UNREAD)),
        (HistoryFilter(record=key_of(GOAL), kinds=frozenset({"goal"}), deleted=True), (DELETED, UNREAD)),
    ],
)
def test_changes_are_chosen(wanted: HistoryFilter, meant: tuple[object, ...]) -> None:
    assert tuple(gist for gist in ALL if wanted.means(gist)) == meant
    assert wanted.asks_for_changes == (wanted != HistoryFilter())


def test_the_plan_that_everything_is_part_of_says_nothing() -> None:
    assert EDITED.records == (("control_point", 1),)
    link = GoalIndicator(id=2, goal_id=1, indicator_id=4)
    assert gist_of(Change(None, link), "").records == (
        ("goal_indicator", 2),
        ("goal", 1),
        ("indicator", 4),
    )


def test_steps_are_chosen_by_who_and_when_without_a_look_at_what_they_changed() -> None:
    wanted = HistoryFilter(who=frozenset({"anna"}), since=date(2022, 3, 1))
    assert not wanted.asks_for_changes
    assert wanted.passes("2022-03-01T12:00:00", "anna")
    assert not wanted.passes("2022-03-01T12:00:00", "bo")
    assert not wanted.passes("2022-02-28T12:00:00", "anna")
    assert wanted.passes("some day", "anna")  # nobody knows that it is older
