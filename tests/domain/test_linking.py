"""Links, from whichever side they are looked at."""

from __future__ import annotations

from riskreg.domain.linking import link_between, stored_link
from riskreg.domain.records import ControlPointGoal, ControlPointIndicator, GoalIndicator
from riskreg.domain.year import year_of
from tests.builders import an_edit, fill


def test_a_link_is_the_same_from_both_sides() -> None:
    edit, plan = an_edit()
    fill(edit, plan, points=1)
    year = year_of(edit.contents, 2022)
    (point,), goal, indicator = year.control_points, year.goals[1], year.indicators[0]
    assert link_between(point, goal) == link_between(goal, point)
    assert link_between(point, goal) == ControlPointGoal(control_point_id=point.id, goal_id=goal.id)
    assert link_between(indicator, point) == ControlPointIndicator(
        control_point_id=point.id, indicator_id=indicator.id
    )
    assert link_between(indicator, goal) == GoalIndicator(goal_id=goal.id, indicator_id=indicator.id)


def test_a_stored_link_is_found_and_one_that_is_not_there_is_none() -> None:
    edit, plan = an_edit()
    fill(edit, plan, points=1)
    year = year_of(edit.contents, 2022)
    (point,) = year.control_points
    assert stored_link(edit.contents, year.goals[1], point) == year.point_goals[0]
    assert stored_link(edit.contents, year.goals[2], point) is None
    assert stored_link(edit.contents, year.goals[1], year.indicators[0]) == year.goal_indicators[0]
    assert stored_link(edit.contents, year.goals[1], year.indicators[1]) is None
