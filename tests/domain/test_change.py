"""Changes as values: applying, taking back, and what goes along when something is removed."""

from __future__ import annotations

from dataclasses import replace

from riskreg.domain.change import Change, all_of, applied, by_record, inverse, removal, with_value
from riskreg.domain.records import ControlPoint, ControlPointGoal, Goal, GoalIndicator, Plan
from riskreg.domain.scales import GoalKind
from tests.builders import a_point, an_edit, fill


def test_applying_leaves_the_contents_as_they_were() -> None:
    edit, plan = an_edit()
    before = edit.contents
    point = a_point(plan, id=7)
    after = applied(before, [Change(None, point)])
    assert after[ControlPoint] == {7: point}
    assert ControlPoint not in before


def test_what_is_applied_and_taken_back_is_as_before() -> None:
    edit, plan = an_edit()
    fill(edit, plan)
    before = edit.contents
    point = all_of(before, ControlPoint)[0]
    changes = (
        Change(point, replace(point, text="Ny")),
        *removal(before, all_of(before, Goal)[0]),
        Change(None, a_point(plan, id=99)),
    )
    assert applied(applied(before, changes), inverse(changes)) == before


def test_a_value_is_set_by_its_name() -> None:
    assert with_value(ControlPoint(lineage="x"), "text", "Ny") == ControlPoint(lineage="x", text="Ny")


def test_links_are_removed_before_what_they_link() -> None:
    edit, plan = an_edit()
    fill(edit, plan, points=2)
    point = all_of(edit.contents, ControlPoint)[0]
    changes = removal(edit.contents, point)
    assert [change.before.table for change in changes if change.before] == [
        "control_point_indicator",
        "control_point_goal",
        "control_point",
    ]
    assert all(change.after is None for change in changes)


def test_goals_of_a_removed_effect_goal_stay_and_serve_none() -> None:
    edit, plan = an_edit()
    fill(edit, plan)
    effect = next(g for g in all_of(edit.contents, Goal) if g.kind is GoalKind.EFFECT)
    after = applied(edit.contents, removal(edit.contents, effect))
    goals = [r for r in after[Goal].values() if isinstance(r, Goal)]
    assert [goal.parent_id for goal in goals] == [None, None]
    assert after[GoalIndicator] == edit.contents[GoalIndicator]


def test_a_removed_plan_takes_all_of_its_records_along_and_no_others() -> None:
    edit, plan = an_edit()
    fill(edit, plan)
    other = edit.add(Plan(year=2023))
    kept = edit.add(a_point(other))
    after = applied(edit.contents, removal(edit.contents, plan))
    assert {type(r).table for group in after.values() for r in group.values()} == {
        "organisation",
        "plan",
        "control_point",
    }
    assert list(after[ControlPoint].values()) == [kept]


def test_what_is_linked_to_two_removed_records_is_removed_once() -> None:
    edit, plan = an_edit()
    fill(edit, plan, points=1)
    (link,) = all_of(edit.contents, ControlPointGoal)
    point, goal = (
        edit.contents[ControlPoint][link.control_point_id or 0],
        edit.contents[Goal][link.goal_id or 0],
    )
    changes = removal(edit.contents, point, goal, point)
    assert [change.before for change in changes].count(link) == 1
    assert [change.before for change in changes].count(point) == 1


def test_what_is_gone_already_is_no_change() -> None:
    edit, plan = an_edit()
    assert removal(edit.contents, a_point(plan, id=5), a_point(plan)) == ()


def test_one_change_a_record_from_its_first_state_to_its_last() -> None:
    goal = Goal(id=1, plan_id=1, lineage="a", text="A", parent_id=2)
    free, point = replace(goal, parent_id=None), ControlPoint(id=4, plan_id=1, text="P")
    told = by_record([Change(point, None), Change(goal, free), Change(free, None)])
    assert told == (Change(goal, None), Change(point, None))  # owners before what they own
    assert by_record([Change(goal, free), Change(free, goal)]) == ()
    assert by_record([Change(None, goal), Change(goal, None)]) == ()
