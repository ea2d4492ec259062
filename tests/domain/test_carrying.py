"""What a copy to another year would do: what comes along, what is there already, what stays behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskreg.domain.assessment_records import ASSESSMENT_RECORDS
from riskreg.domain.carrying import LEFT, Carrying, Choices, Since, carrying, since
from riskreg.domain.change import Change, applied
from riskreg.domain.follow_up_records import Action, ControlResult, FollowUpPeriod
from riskreg.domain.records import (
    RECORDS,
    ControlPoint,
    ControlPointGoal,
    Edition,
    Event,
    Goal,
    Organisation,
    Plan,
    Record,
    ScaleStep,
    Undertaking,
)
from riskreg.domain.scales import ActionStatus, Decision, Origin, Scope, Stage
from riskreg.domain.year import Year, year_of
from riskreg.edit import Edit
from riskreg.faults import Trouble
from tests.builders import YEAR, a_point, an_edit, copy_on, fill

NEXT = YEAR + 1


def filled(points: int = 6) -> Edit:
    """A plan with something of every kind that may come along."""
    edit, plan = an_edit()
    fill(edit, plan, points)
    edit.add(Event(plan_id=plan.id, dated=date(YEAR, 3, 16), text="Sammanträde"))
    edit.add(Undertaking(plan_id=plan.id, position=1, text="E-arkiv"))
    period = edit.add(
        FollowUpPeriod(plan_id=plan.id, name="Tertial 1", start=date(YEAR, 1, 1), end=date(YEAR, 4, 30))
    )
    edit.add(ControlResult(control_point_id=1, period_id=period.id, checked=3))
    edit.add(Action(plan_id=plan.id, position=1, text="Skriv rutin", control_point_id=1))
    edit.add(Action(plan_id=plan.id, position=2, text="Ring", status=ActionStatus.DONE))
    return edit


def worked_out(edit: Edit, known: Since | None = None, **choices: bool) -> Carrying:
    """What copying to the next year would do now."""
    there = any(isinstance(r, Plan) and r.year == NEXT for r in edit.contents[Plan].values())
    target = year_of(edit.contents, NEXT) if there else None
    return carrying(year_of(edit.contents, YEAR), NEXT, target, Choices(**choices), known)


def told_since(edit: Edit) -> Since:
    """What the edit's own changes, as a journal would tell them, say of the two years."""
    source, target = (year_of(edit.contents, year).plan for year in (YEAR, NEXT))
    return since(reversed(edit.changes), source, target)


def new(edit: Edit, **choices: bool) -> list[tuple[str, str]]:
    """What would be added, by table and text."""
    carried = worked_out(edit, told_since(edit), **choices).carried
    return [(r.table, getattr(r, "text", "")) for group in carried for r in group.new]


def counts(planned: Carrying) -> dict[type[Record], tuple[int, int]]:
    """How many are new and how many there already, by kind."""
    return {group.kind: (len(group.new), len(group.there)) for group in planned.carried}


def left(planned: Carrying) -> dict[str, int]:
    return {each.label: len(each.records) for each in planned.left}


def test_every_kind_of_record_comes_along_or_stays_behind() -> None:
    carried = {group.kind for group in worked_out(filled()).carried}
    parts = set(ASSESSMENT_RECORDS)  # stay with their assessment
    assert carried | set(LEFT) | parts == set(RECORDS) - {Organisation, Plan}


def test_what_is_open_comes_along_and_what_is_over_stays() -> None:
    planned = worked_out(filled())
    assert [record.text for record in planned.new(Action) if isinstance(record, Action)] == ["Skriv rutin"]
    assert left(planned) == {"Actions that are done or dropped": 1, "Results of controls": 1}


def test_dismissed_points_stay_with_their_links_unless_they_are_wanted() -> None:
    edit = filled()
    first = year_of(edit.contents, YEAR).control_points[0]
    edit.put(first, replace(first, decision=Decision.DISMISS))
    without, along = worked_out(edit), worked_out(edit, dismissed=True)
    assert left(without)["Dismissed control points"] == 1
    assert counts(along)[ControlPoint][0] == counts(without)[ControlPoint][0] + 1
    assert counts(along)[ControlPointGoal][0] == counts(without)[ControlPointGoal][0] + 1
    copied = copy_on(edit, YEAR, NEXT)
    assert first.lineage not in {p.lineage for p in copied.control_points}
    assert copied.actions[0].control_point_id is None  # what it led to is not there


def test_undertakings_and_the_wheel_stay_when_that_is_chosen() -> None:
    edit = filled()
    stays = left(worked_out(edit, undertakings=False, events=False))
    assert (stays["Undertakings"], stays["Events of the annual wheel"]) == (1, 1)
    copied = copy_on(edit, YEAR, NEXT, undertakings=False, events=False)
    assert (copied.undertakings, copied.events) == ((), ())


# ------------------------------------------------------------------ once more
@given(st.booleans(), st.booleans(), st.integers(0, 9))
def test_copying_twice_changes_nothing(keep: bool, dismissed: bool, points: int) -> None:
    edit = filled(points)
    copy_on(edit, YEAR, NEXT, keep_decisions=keep, dismissed=dismissed)
    before = edit.contents
    copy_on(edit, YEAR, NEXT, since=told_since(edit), keep_decisions=not keep, dismissed=dismissed)
    assert edit.contents == before


DEEDS = ["add point", "add goal", "link", "remove there", "change there"]


@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 5)), max_size=6))
def test_copying_again_adds_just_what_came_since(deeds: list[tuple[str, int]]) -> None:
    edit = filled()
    copy_on(edit, YEAR, NEXT)
    added, gone = set(), set()
    for deed, at in deeds:
        source, target = year_of(edit.contents, YEAR), year_of(edit.contents, NEXT)
        match deed:
            case "add point":
                added.add(edit.add(a_point(source.plan, position=99, text="Ny risk")).lineage)
            case "add goal":
                added.add(edit.add(Goal(plan_id=source.plan.id, position=99, text="Nytt mål")).lineage)
            case "link":
                point, goal = source.control_points[at], source.goals[-1]
                if goal not in source.goals_of(point):
                    edit.add(ControlPointGoal(control_point_id=point.id, goal_id=goal.id))
            case "remove there" if at < len(target.control_points):
                gone.add(target.control_points[at].lineage)
                edit.remove(target.control_points[at])
            case "change there" if at < len(target.control_points):
                point = target.control_points[at]
                edit.put(point, replace(point, text=f"Omskriven {at}", likelihood=4))
    before = year_of(edit.contents, NEXT)
    after = copy_on(edit, YEAR, NEXT, since=told_since(edit))
    stood, stands = _by_lineage(before), _by_lineage(after)
    assert stands.keys() - stood.keys() == added - gone
    assert all(stands[lineage] == record for lineage, record in stood.items())
    assert [before.number(p) for p in before.control_points] == [
        after.number(p) for p in after.control_points if p.lineage in stood
    ]
    source = year_of(edit.contents, YEAR)
    links = _links(source) - {(p, g) for p, g in _links(source) if p in gone}
    assert _links(after) == links
    assert copy_on(edit, YEAR, NEXT, since=told_since(edit)) == after


def _by_lineage(year: Year) -> dict[str, ControlPoint | Goal]:
    records: tuple[ControlPoint | Goal, ...] = (*year.control_points, *year.goals)
    return {record.lineage: record for record in records}


def _links(year: Year) -> set[tuple[str, str]]:
    return {(point.lineage, goal.lineage) for point in year.control_points for goal in year.goals_of(point)}


def test_a_new_point_comes_with_its_link_to_what_is_there() -> None:
    edit = filled()
    copy_on(edit, YEAR, NEXT)
    source = year_of(edit.contents, YEAR)
    point = edit.add(a_point(source.plan, position=1, text="Ny risk", likelihood=2, consequence=3))
    edit.add(ControlPointGoal(control_point_id=point.id, goal_id=source.goals[1].id))
    assert new(edit) == [("control_point", "Ny risk"), ("control_point_goal", "")]
    after = copy_on(edit, YEAR, NEXT)
    added = next(p for p in after.control_points if p.text == "Ny risk")
    assert (after.number(added), added.risk_value) == ("K6", 6)
    assert [goal.text for goal in after.goals_of(added)] == ["Mål 1"]


def test_what_was_removed_comes_back_only_when_asked_for() -> None:
    edit = filled()
    target = copy_on(edit, YEAR, NEXT)
    edit.remove(target.control_points[2])
    planned = worked_out(edit, told_since(edit))
    assert [r.lineage for r in planned.removed if isinstance(r, ControlPoint)] == [
        target.control_points[2].lineage
    ]
    assert planned.count == 0
    assert [table for table, _text in new(edit, removed=True)] == [
        "control_point",
        "control_point_goal",
        "control_point_indicator",
    ]


def test_a_link_that_was_removed_there_stays_away() -> None:
    edit = filled()
    target = copy_on(edit, YEAR, NEXT)
    edit.remove(target.point_goals[0])
    assert new(edit) == []


def test_what_changed_since_is_told_and_left_as_it_stands() -> None:
    edit = filled()
    first = year_of(edit.contents, YEAR).control_points[0]
    edit.put(first, replace(first, method="Före kopian"))
    target = copy_on(edit, YEAR, NEXT)
    now = year_of(edit.contents, YEAR).control_points
    edit.put(now[0], replace(now[0], method="Efter kopian", decision=Decision.ACT))
    edit.put(now[1], replace(now[1], responsible="Chefen"))
    edit.put(target.control_points[1], replace(target.control_points[1], responsible="Chefen"))
    changed = worked_out(edit, told_since(edit)).changed
    assert [_fields(change) for change in changed] == [{"method": ("Före kopian", "Efter kopian")}]
    kept = worked_out(edit, told_since(edit), keep_decisions=True).changed
    assert _fields(kept[0])["decision"] == (first.decision, Decision.ACT)
    assert copy_on(edit, YEAR, NEXT, since=told_since(edit)) == year_of(edit.contents, NEXT)


def _fields(change: Change) -> dict[str, tuple[Any, Any]]:
    before, after = change.before, change.after
    assert before is not None
    return {
        name: (getattr(before, name), getattr(after, name))
        for name in type(before).__dataclass_fields__
        if getattr(before, name) != getattr(after, name)
    }


def test_scores_are_not_carried_onto_other_scales() -> None:
    edit = filled()
    target = copy_on(edit, YEAR, NEXT)
    edit.add(ScaleStep(plan_id=target.plan.id, axis=target.likelihoods[0].axis, value=5, name="Säker"))
    edit.add(a_point(year_of(edit.contents, YEAR).plan, position=9, text="Ny", likelihood=3, consequence=3))
    assert not worked_out(edit).same_scales
    added = next(p for p in copy_on(edit, YEAR, NEXT).control_points if p.text == "Ny")
    assert (added.likelihood, added.consequence) == (None, None)
    assert len(year_of(edit.contents, NEXT).likelihoods) == 5


# ------------------------------------------------------------------ what is refused
@pytest.mark.parametrize(("stage", "said"), [(Stage.ADOPTED, "is adopted"), (Stage.CLOSED, "is closed")])
def test_a_decided_plan_takes_nothing_in(stage: Stage, said: str) -> None:
    edit = filled()
    plan = copy_on(edit, YEAR, NEXT).plan
    edit.put(plan, replace(plan, stage=stage))
    with pytest.raises(Trouble, match=said):
        worked_out(edit)


def test_a_year_is_not_copied_to_itself() -> None:
    year = year_of(filled().contents, YEAR)
    with pytest.raises(Trouble, match="the year that is copied from"):
        carrying(year, YEAR, year, Choices())


def test_a_proposed_plan_and_the_next_edition_take_in() -> None:
    edit = filled()
    plan = copy_on(edit, YEAR, NEXT).plan
    edit.add(Edition(plan_id=plan.id, number=1, meeting=date(NEXT, 1, 2), paragraph="§ 1"))
    edit.put(plan, replace(plan, stage=Stage.PROPOSED, edition=2))
    assert worked_out(edit).count == 0


def test_decided_mandatory_points_are_not_joined_by_new_ones() -> None:
    edit = filled()
    plan = copy_on(edit, YEAR, NEXT).plan
    edit.add(
        Edition(plan_id=plan.id, scope=Scope.MANDATORY, number=1, meeting=date(NEXT, 1, 2), paragraph="§ 1")
    )
    source = year_of(edit.contents, YEAR).plan
    edit.add(a_point(source, position=9, text="Ny från fullmäktige", origin=Origin.MANDATORY))
    edit.add(a_point(source, position=9, text="Ny egen"))
    planned = worked_out(edit)
    assert [p.text for p in planned.new(ControlPoint) if isinstance(p, ControlPoint)] == ["Ny egen"]
    assert left(planned)["New mandatory control points, since those of the year copied to are decided"] == 1


def test_nothing_is_known_of_what_happened_before_the_plan_was_made() -> None:
    edit = filled()
    first = year_of(edit.contents, YEAR).control_points[0]
    edit.put(first, replace(first, method="Ny metod"))
    copy_on(edit, YEAR, NEXT)
    assert told_since(edit) == Since(frozenset(), {})


def test_working_it_out_leaves_everything_as_it_is() -> None:
    edit = filled()
    before = applied(edit.contents, ())
    worked_out(edit)
    assert edit.contents == before
