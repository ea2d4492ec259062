"""A year as pages show it and paper prints it: order, numbers, bands and links."""

from __future__ import annotations

from dataclasses import replace

import pytest

from riskreg.domain.change import Change, applied
from riskreg.domain.records import ControlPointGoal, Goal, Organisation, Plan, RiskBand
from riskreg.domain.scales import Axis, GoalKind, Origin
from riskreg.domain.year import organisation_of, year_of, years
from riskreg.faults import Trouble
from tests.builders import a_goal, a_point, an_edit, an_indicator, fill, year_with


def test_own_points_come_before_mandatory_ones_each_in_the_users_order() -> None:
    edit, plan = an_edit()
    for origin, position, text in (
        (Origin.MANDATORY, 1, "b"),
        (Origin.OWN, 2, "c"),
        (Origin.OWN, 1, "d"),
        (Origin.MANDATORY, 2, "a"),
    ):
        edit.add(a_point(plan, origin=origin, position=position, text=text))
    year = year_of(edit.contents, 2022)
    assert [(year.number(p), p.text) for p in year.control_points] == [
        ("K1", "d"),
        ("K2", "c"),
        ("O1", "b"),
        ("O2", "a"),
    ]


def test_goals_and_indicators_are_numbered_by_kind() -> None:
    year = year_with(points=0)
    assert [year.number(goal) for goal in year.goals] == ["E1", "M1", "M2"]
    assert [year.number(indicator) for indicator in year.indicators] == ["I1", "I2"]
    (effect,) = year.effect_goals
    assert [year.number(goal) for goal in year.goals_under(effect)] == ["M1", "M2"]
    assert year.goals_under(None) == ()


def test_records_at_the_same_place_keep_the_order_in_which_they_came() -> None:
    edit, plan = an_edit()
    for text in "abc":
        edit.add(a_point(plan, text=text))
    assert [p.text for p in year_of(edit.contents, 2022).control_points] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("value", "band"),
    [(None, None), (0, None), (1, 0), (2, 0), (3, 1), (7, 1), (8, 2), (12, 2), (16, 3), (25, 3)],
)
def test_a_value_lies_in_the_band_that_starts_at_or_below_it(value: int | None, band: int | None) -> None:
    year = year_with()
    assert year.band(value) == (None if band is None else year.bands[band])


def test_steps_have_names() -> None:
    year = year_with()
    assert year.step_name(Axis.LIKELIHOOD, 1) == year.likelihoods[0].name != ""
    assert year.step_name(Axis.CONSEQUENCE, 4) == year.consequences[-1].name != ""
    assert year.step_name(Axis.LIKELIHOOD, None) == year.step_name(Axis.LIKELIHOOD, 9) == ""


def test_links_are_seen_from_both_sides_in_the_order_of_the_year() -> None:
    year = year_with(points=4)
    first = year.goals_under(year.effect_goals[0])[0]
    assert [year.number(p) for p in year.points_of(first)] == ["K1", "K3"]
    for point in year.control_points:
        for goal in year.goals_of(point):
            assert point in year.points_of(goal)
        for indicator in year.indicators_of(point):
            assert point in year.points_of(indicator)
    for goal in year.goals:
        for indicator in year.indicators_of(goal):
            assert goal in year.goals_measured_by(indicator)


def test_a_goal_is_guarded_through_its_indicators_and_an_effect_goal_through_its_goals() -> None:
    edit, plan = an_edit()
    fill(edit, plan, points=0)
    point = edit.add(a_point(plan))
    year = year_of(edit.contents, 2022)
    goal = year.goals_under(year.effect_goals[0])[1]
    edit.add(
        type(year_with(1).point_indicators[0])(control_point_id=point.id, indicator_id=year.indicators[1].id)
    )
    year = year_of(edit.contents, 2022)
    assert year.guards(goal) == year.guards(year.effect_goals[0]) == (point,)
    assert year.points_of(goal) == ()


def test_a_year_holds_only_its_own_plan() -> None:
    edit, plan = an_edit()
    fill(edit, plan)
    later = edit.add(Plan(year=2023))
    edit.add(a_goal(later))
    edit.add(an_indicator(later))
    assert years(edit.contents) == (2023, 2022)
    assert len(year_of(edit.contents, 2022).goals) == 3
    year = year_of(edit.contents, 2023)
    assert (len(year.goals), len(year.indicators), year.control_points, year.point_goals) == (1, 1, (), ())


def test_a_year_that_is_not_there_names_those_that_are() -> None:
    edit, _plan = an_edit()
    edit.add(Plan(year=2023))
    with pytest.raises(Trouble, match=r"no plan for 2024\. The years in it: 2022, 2023"):
        year_of(edit.contents, 2024)
    with pytest.raises(Trouble, match="The years in it: –"):
        year_of({}, 2024)


def test_what_damage_took_away_does_not_hide_the_rest() -> None:
    edit, plan = an_edit()
    fill(edit, plan, points=2)
    goal = year_of(edit.contents, 2022).goals[1]
    contents = {**edit.contents, Organisation: {}, RiskBand: {}}
    contents[Goal] = {n: g for n, g in edit.contents[Goal].items() if n != goal.id}
    year = year_of(contents, 2022)
    assert organisation_of(contents).name == ""
    assert [year.number(point) for point in year.control_points] == ["K1", "K2"]
    assert year.goals_of(year.control_points[0]) == ()
    assert year.band(8) is None
    assert contents[ControlPointGoal]  # still in the file


def test_a_goal_whose_effect_goal_is_none_any_more_is_still_shown() -> None:
    edit, plan = an_edit()
    parent = edit.add(a_goal(plan, position=1))
    goal = edit.add(a_goal(plan, position=2, parent_id=parent.id))
    lost = edit.add(a_goal(plan, position=3, parent_id=77))
    assert year_of(edit.contents, 2022).goals_under(None) == (parent, goal, lost)


def test_a_year_is_the_same_whatever_order_the_contents_are_in() -> None:
    edit, plan = an_edit()
    fill(edit, plan)
    backwards = {kind: dict(reversed(list(group.items()))) for kind, group in edit.contents.items()}
    assert year_of(backwards, 2022) == year_of(edit.contents, 2022)


def test_a_changed_goal_kind_changes_its_number() -> None:
    edit, plan = an_edit()
    goal = edit.add(a_goal(plan))
    changed = replace(goal, kind=GoalKind.EFFECT)
    assert year_of(edit.contents, 2022).number(goal) == "M1"
    assert year_of(applied(edit.contents, [Change(goal, changed)]), 2022).number(changed) == "E1"


def test_a_record_is_found_by_its_number() -> None:
    year = year_with(points=4)
    assert year.numbered("K2") is year.control_points[1]
    assert year.numbered(" o1") is year.control_points[3]
    assert year.numbered("E1") is year.effect_goals[0]
    assert year.numbered("I2") is year.indicators[1]
    for unknown in ("K9", "", "2", "X1"):
        with pytest.raises(Trouble, match=f"There is no {unknown} in the plan for 2022"):
            year.numbered(unknown)
