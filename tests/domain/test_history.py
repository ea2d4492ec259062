"""The lines of the history."""

from __future__ import annotations

from dataclasses import replace

from riskreg.domain.change import Change
from riskreg.domain.history import (
    NAMES,
    FieldChange,
    changes_told,
    fields_changed,
    title,
    title_said,
)
from riskreg.domain.records import RECORDS, ControlPoint, ControlPointGoal, Goal, Record
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


def test_where_long_texts_differ_can_be_seen() -> None:
    same = "The same beginning of a long analysis, word for word, up to here: "
    before, after = same + "handled well enough", same + "not handled at all"
    change = Change(replaced(POINT, analysis=before), replaced(POINT, analysis=after))
    (line,) = changes_told([change], _)
    assert line.endswith(
        "Analysis: …rd, up to here: handled well enough → …rd, up to here: not handled at all"
    )


def replaced(point: ControlPoint, **values: str) -> ControlPoint:
    return replace(point, **values)  # type: ignore[arg-type]


# ------------------------------------------------------------------ whole fields
GOAL = Goal(id=2, plan_id=1, lineage="b", text="Services are reliable", parent_id=7)


def find(table: str, number: int | None) -> Record | None:
    there: dict[tuple[str, int | None], Record] = {("goal", 2): GOAL, ("control_point", 1): POINT}
    return there.get((table, number))


def test_a_changed_record_tells_the_fields_that_differ_whole() -> None:
    long = "x" * 500
    change = Change(POINT, replaced(POINT, analysis=long, method="Two\nlines"))
    assert fields_changed(change, find, _) == [
        FieldChange("Control method", "", "Two\nlines"),
        FieldChange("Analysis", "", long),
    ]


def test_a_record_that_went_tells_what_it_said() -> None:
    told = fields_changed(Change(POINT, None), find, _)
    assert FieldChange("Likelihood", "3", "") in told
    assert FieldChange("Control point", "Follow\nthe projects", "") in told
    assert all(field.before for field in told)


def test_what_a_goal_served_is_named_or_said_to_be_deleted() -> None:
    moved = replace(GOAL, parent_id=2)
    assert fields_changed(Change(GOAL, moved), find, _) == [
        FieldChange("Effect goal", "(deleted)", "Services are reliable")
    ]
    assert fields_changed(Change(moved, replace(moved, parent_id=None, position=4)), find, _) == [
        FieldChange("Effect goal", "Services are reliable", "")
    ]


def test_a_link_is_called_by_what_it_ties() -> None:
    link = ControlPointGoal(id=1, control_point_id=1, goal_id=2)
    assert title(link) == ""
    assert title_said(link, find, _) == "Follow the projects – Services are reliable"
    assert title_said(replace(link, goal_id=9), find, _) == "Follow the projects – (deleted)"
    assert title_said(replaced(POINT, text="y" * 90), find, _) == "y" * 59 + "…"
