"""Following a plan up: its periods, what they hold, actions, what is late, and what comes along."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from riskreg.domain.change import Change, all_of, applied
from riskreg.domain.checks import refuse
from riskreg.domain.follow_up import (
    Followed,
    action_for,
    action_on,
    done,
    is_overdue,
    next_due,
    period_now,
    periods_for,
    suggested,
    unacted,
)
from riskreg.domain.follow_up_checks import follow_up_findings
from riskreg.domain.follow_up_records import (
    Action,
    ControlResult,
    FollowUpPeriod,
    GoalResult,
    IndicatorResult,
    YearReport,
)
from riskreg.domain.records import Indicator, Plan
from riskreg.domain.scales import (
    ActionSource,
    ActionStatus,
    Assessment,
    Decision,
    Direction,
    GoalKind,
    Repeats,
    ReportPeriod,
    Stage,
)
from riskreg.domain.year import Year, year_of
from riskreg.edit import Edit
from riskreg.faults import Trouble
from riskreg.texts import texts
from tests.builders import YEAR, a_goal, a_point, an_edit, an_indicator, copy_on

AFTER = date(YEAR, 5, 1)  # the day after the first tertial


def followed_year() -> tuple[Edit, Plan]:
    """An adopted plan with one handled control point, one goal, one indicator and the three tertials."""
    edit, draft = an_edit()
    plan = replace(draft, stage=Stage.ADOPTED)
    edit.put(draft, plan)
    edit.add(a_goal(plan, position=1))
    edit.add(an_indicator(plan, position=1, target="minst 80 %", direction=Direction.HIGHER))
    edit.add(a_point(plan, position=1, decision=Decision.HANDLE, responsible="Samordnaren"))
    edit.add(a_point(plan, position=2, decision=Decision.ACCEPT, analysis="Liten."))
    for period in periods_for(plan, texts("sv")):
        edit.add(period)
    return edit, plan


def year_now(edit: Edit) -> Year:
    return year_of(edit.contents, YEAR)


def refused(edit: Edit, *records: Any) -> str:
    """The sentence with which the last of the records is refused beside the others."""
    stored = [edit.add(record) for record in records]
    with pytest.raises(Trouble) as trouble:
        refuse(Change(None, stored[-1]), edit.contents)
    return str(trouble.value)


@pytest.mark.parametrize(
    ("often", "ends"),
    [
        (ReportPeriod.TERTIAL, ["04-30", "08-31", "12-31"]),
        (ReportPeriod.QUARTER, ["03-31", "06-30", "09-30", "12-31"]),
        (ReportPeriod.HALF_YEAR, ["06-30", "12-31"]),
    ],
)
def test_the_periods_cover_the_year_without_a_gap(often: ReportPeriod, ends: list[str]) -> None:
    periods = periods_for(Plan(id=1, year=2024, report_period=often), texts("sv"))
    assert [str(p.end)[5:] for p in periods] == ends
    assert periods[0].start == date(2024, 1, 1)
    for before, after in itertools.pairwise(periods):
        assert before.end
        assert after.start
        assert (after.start - before.end).days == 1


def test_the_newest_ended_period_is_the_one_to_report_on() -> None:
    edit, _plan = followed_year()
    year = year_now(edit)
    assert period_now(year, date(YEAR, 2, 1)) == year.periods[0]
    assert period_now(year, date(YEAR, 8, 31)) == year.periods[0]
    assert period_now(year, date(YEAR, 9, 1)) == year.periods[1]


# ------------------------------------------------------------------ refused
def test_periods_that_overlap_are_refused_by_name() -> None:
    edit, plan = followed_year()
    own = FollowUpPeriod(plan_id=plan.id, name="Våren", start=date(YEAR, 4, 30), end=date(YEAR, 5, 2))
    assert "“Våren” overlaps “Tertial 1”" in refused(edit, own)
    backwards = FollowUpPeriod(
        plan_id=plan.id, name="Bak", start=date(YEAR + 1, 2, 1), end=date(YEAR + 1, 1, 1)
    )
    assert "before it begins" in refused(edit, backwards)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"checked": -1}, "“Checked” cannot be less"),
        ({"deviations": -2}, "“Deviations” cannot be less"),
        ({"checked": 3, "deviations": 4}, "more deviations (4) than were checked (3)"),
    ],
)
def test_counts_that_cannot_be_are_refused(values: dict[str, Any], said: str) -> None:
    edit, _plan = followed_year()
    year = year_now(edit)
    result = ControlResult(control_point_id=year.control_points[0].id, period_id=year.periods[0].id, **values)
    assert said in refused(edit, result)


def test_an_action_due_before_the_plan_is_refused_but_one_that_was_carried_stays() -> None:
    edit, plan = followed_year()
    early = Action(plan_id=plan.id, text="Mät", due=date(YEAR - 1, 12, 31))
    assert f"before the plan's year {YEAR}" in refused(edit, early)
    carried = edit.add(replace(early, lineage=all_of(edit.contents, Action)[0].lineage, text="Mät igen"))
    refuse(Change(None, carried), edit.contents)
    refuse(Change(carried, replace(carried, text="Mät noga")), edit.contents)


# ------------------------------------------------------------------ late
def rules(edit: Edit, today: date) -> list[tuple[str, str]]:
    return [(f.number, f.rule) for f in follow_up_findings(year_now(edit), today)]


def test_nothing_is_late_before_a_period_has_ended() -> None:
    edit, _plan = followed_year()
    assert rules(edit, date(YEAR, 4, 30)) == []
    assert rules(edit, AFTER) == [("K1", "result-missing"), ("I1", "value-missing")]


def test_what_is_found_wants_an_action_and_gets_one() -> None:
    edit, _plan = followed_year()
    year = year_now(edit)
    point, goal, first = year.control_points[0], year.goals[0], year.periods[0]
    edit.add(ControlResult(control_point_id=point.id, period_id=first.id, checked=9, deviations=2))
    edit.add(GoalResult(goal_id=goal.id, period_id=first.id, assessment=Assessment.AT_RISK))
    edit.add(IndicatorResult(indicator_id=year.indicators[0].id, period_id=first.id, value=Decimal(80)))
    assert rules(edit, AFTER) == [("K1", "deviation-without-action"), ("M1", "goal-without-action")]
    followed = Followed(year_now(edit), first)
    action = edit.add(action_for(followed, point, "Åtgärda", 1))
    assert (action.source, action.responsible) == (ActionSource.DEVIATION, "Samordnaren")
    edit.add(action_for(followed, goal, "Åtgärda", 2))
    assert rules(edit, AFTER) == []


def test_an_overdue_action_is_pointed_out_until_it_is_over() -> None:
    edit, plan = followed_year()
    action = edit.add(Action(plan_id=plan.id, text="Mät", due=date(YEAR, 3, 1)))
    assert rules(edit, date(YEAR, 3, 1)) == []
    assert rules(edit, date(YEAR, 3, 2)) == [("Å1", "action-overdue")]
    edit.put(action, replace(action, status=ActionStatus.DROPPED))
    assert rules(edit, date(YEAR, 3, 2)) == []


def test_a_plan_is_to_be_adopted_before_its_year_begins() -> None:
    edit, plan = an_edit()
    assert rules(edit, date(YEAR, 1, 1)) == [], "there is nothing to adopt"
    edit.add(a_point(plan))
    assert rules(edit, date(YEAR - 1, 12, 31)) == []
    assert rules(edit, date(YEAR, 1, 1)) == [(str(YEAR), "not-adopted")]


def test_a_decision_to_act_now_wants_an_action() -> None:
    edit, plan = followed_year()
    point = edit.add(a_point(plan, position=3, decision=Decision.ACT, responsible="Chefen"))
    assert rules(edit, date(YEAR, 1, 1)) == [("K3", "decision-without-action")]
    year = year_now(edit)
    assert unacted(year) == (point,)
    action = edit.add(action_on(year, point, "Gör det", 1))
    assert (action.source, action.responsible) == (ActionSource.DECISION, "Chefen")
    assert rules(edit, date(YEAR, 1, 1)) == []


# ------------------------------------------------------------------ actions and indicators
def test_a_repeating_action_stays_open_for_the_next_time() -> None:
    quarterly = Action(text="Mät", due=date(2023, 11, 30), repeats=Repeats.QUARTERLY)
    after = done(quarterly, date(2023, 11, 20))
    assert (after.due, after.done_on, after.status) == (
        date(2024, 2, 29),
        date(2023, 11, 20),
        ActionStatus.PLANNED,
    )
    assert done(replace(quarterly, repeats=None), date(2023, 11, 20)).status is ActionStatus.DONE


def test_without_a_date_it_is_due_at_the_end_of_the_year_or_the_quarter() -> None:
    yearly = Action(text="Mät", repeats=Repeats.YEARLY)
    assert next_due(yearly, 2022) == date(2022, 12, 31)
    assert not is_overdue(yearly, 2022, date(2022, 12, 31))
    assert is_overdue(yearly, 2022, date(2023, 1, 1))
    quarterly = Action(text="Mät", repeats=Repeats.QUARTERLY, done_on=date(2022, 4, 2))
    assert next_due(quarterly, 2022) == date(2022, 6, 30)
    assert next_due(Action(text="Mät"), 2022) is None


def test_target_and_direction_suggest_an_assessment() -> None:
    indicator = Indicator(target="högst 2,5 %", direction=Direction.LOWER)
    assert suggested(indicator, IndicatorResult(value=Decimal("2.5"))) is Assessment.MET
    assert suggested(indicator, IndicatorResult(value=Decimal("2.6"))) is Assessment.NOT_MET
    assert suggested(replace(indicator, direction=None), IndicatorResult(value=Decimal(1))) is None


# ------------------------------------------------------------------ the next year
def test_a_copied_year_has_the_periods_and_the_open_actions_but_no_results() -> None:
    edit, plan = followed_year()
    year = year_now(edit)
    point, first = year.control_points[0], year.periods[0]
    edit.add(ControlResult(control_point_id=point.id, period_id=first.id, checked=1))
    edit.add(YearReport(plan_id=plan.id, achieved="Mycket"))
    late = edit.add(
        Action(
            plan_id=plan.id, text="Kvar", due=date(YEAR, 6, 1), control_point_id=point.id, period_id=first.id
        )
    )
    edit.add(Action(plan_id=plan.id, text="Klar", status=ActionStatus.DONE))
    copied = len(edit.changes)
    copy_on(edit, YEAR, YEAR + 2, keep_decisions=True)
    for change in edit.changes[copied:]:
        refuse(change, edit.contents)
    new = year_of(edit.contents, YEAR + 2)
    assert next((p.start, p.end) for p in new.periods) == (date(YEAR + 2, 1, 1), date(YEAR + 2, 4, 30))
    assert (new.control_results, new.goal_results, new.indicator_results) == ((), (), ())
    (action,) = new.actions
    assert (action.text, action.due, action.lineage) == ("Kvar", late.due, late.lineage)
    assert (action.control_point_id, action.period_id) == (new.control_points[0].id, None)
    assert new.report
    assert new.report.achieved == ""


def test_february_ends_with_february_in_the_new_year() -> None:
    edit, plan = an_edit(2024)
    edit.add(FollowUpPeriod(plan_id=plan.id, name="A", start=date(2024, 1, 1), end=date(2024, 2, 29)))
    edit.add(FollowUpPeriod(plan_id=plan.id, name="B", start=date(2024, 3, 1), end=date(2024, 12, 31)))
    copy_on(edit, 2024, 2025, keep_decisions=False)
    days = [(p.start, p.end) for p in year_of(edit.contents, 2025).periods]
    assert days == [(date(2025, 1, 1), date(2025, 2, 28)), (date(2025, 3, 1), date(2025, 12, 31))]


def test_effect_goals_are_followed_up_through_the_goals() -> None:
    edit, plan = followed_year()
    edit.add(a_goal(plan, kind=GoalKind.EFFECT, position=2))
    year = year_now(edit)
    assert [year.number(goal) for goal in Followed(year, year.periods[0]).goals] == ["M1"]
    assert applied(edit.contents, ()) == edit.contents
