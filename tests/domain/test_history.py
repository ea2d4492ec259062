"""The lines of the history."""

from __future__ import annotations

from riskreg.domain.change import Change
from riskreg.domain.history import NAMES, changes_told
from riskreg.domain.records import RECORDS, ControlPoint, ControlPointGoal, Goal
from riskreg.domain.scales import Decision
from riskreg.texts import texts

_ = texts("en")
POINT = ControlPoint(id=1, plan_id=1, text="Follow\nthe projects", likelihood=3)


def test_every_sort_of_record_has_a_name() -> None:
    assert set(NAMES) == set(RECORDS)


def test_what_came_and_went_is_listed() -> None:
    link = ControlPointGoal(id=1, control_point_id=1, goal_id=1)
    told = changes_told([Change(None, POINT), Change(POINT, None), Change(None, link)], _)
    assert list(told) == [
        "+ Control point: Follow the projects",
        "− Control point: Follow the projects",
        "+ 1 × Link between control point and goal",
    ]


def test_a_change_says_the_field_and_both_values() -> None:
    after = ControlPoint(
        id=1,
        plan_id=1,
        lineage=POINT.lineage,
        text=POINT.text,
        likelihood=None,
        decision=Decision.ACCEPT,
        analysis="x" * 100,
    )
    assert list(changes_told([Change(POINT, after)], _)) == [
        "Control point “Follow the projects”: Likelihood: 3 → –",
        "Control point “Follow the projects”: Decision: – → Accept",
        f"Control point “Follow the projects”: Analysis: – → {'x' * 59}…",
    ]


def test_many_of_a_sort_are_counted() -> None:
    assert list(changes_told([Change(None, POINT)] * 11, _)) == ["+ 11 × Control point"]


def test_a_goal_moved_to_another_effect_goal_names_the_field() -> None:
    before = Goal(id=3, plan_id=1, lineage="a", text="Avtalen används")
    after = Goal(id=3, plan_id=1, lineage="a", text="Avtalen används", parent_id=1)
    told = " ".join(changes_told((Change(before, after),), texts("en")))
    assert "Effect goal" in told
    assert "→" not in told
