"""What must be clear before a plan is adopted, what adopting makes of it, and what then stays as decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from riskreg.domain.assessment_records import ASSESSMENT_RECORDS
from riskreg.domain.change import Change, Contents, all_of, applied
from riskreg.domain.edition import (
    CONTENT,
    Adoption,
    adopted,
    deciding,
    edition_in_force,
    edition_of,
    findings_before,
    hinders,
    next_edition,
    packed,
    refuse_adopting,
    refuse_decided,
    unpacked,
)
from riskreg.domain.follow_up_records import FOLLOW_UP_RECORDS
from riskreg.domain.linking import link_between
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
from riskreg.domain.scales import Decision, Origin, Scope, Stage
from riskreg.domain.workshop_records import Participant, Vote
from riskreg.domain.year import Year, year_of
from riskreg.faults import Trouble
from riskreg.texts import Texts
from tests.builders import a_goal, a_point, an_edit, fill, year_with

MEETING = date(2021, 12, 16)
TODAY = date(2022, 3, 1)


def an_adoption(scope: Scope = Scope.PLAN) -> Adoption:
    return Adoption(
        meeting=MEETING, paragraph="§ 39", case_number="2021/28", comment="Första utgåvan", scope=scope
    )


def a_year(**values: Any) -> Year:
    """A year with one point, which guards the only goal."""
    edit, plan = an_edit()
    goal = edit.add(a_goal(plan))
    point = edit.add(a_point(plan, **{"likelihood": 1, "consequence": 1} | values))
    edit.add(ControlPointGoal(control_point_id=point.id, goal_id=goal.id))
    return year_of(edit.contents, 2022)


def decided(scope: Scope = Scope.PLAN) -> Contents:
    """A register whose only plan, with points and an undertaking, or whose mandatory points are decided."""
    edit, plan = an_edit()
    fill(edit, plan)
    work = edit.add(Undertaking(plan_id=plan.id, text="Plattformen"))
    edit.add(link_between(all_of(edit.contents, ControlPoint)[0], work))
    participant = edit.add(Participant(plan_id=plan.id, position=1, name="Ordföranden"))
    for point in all_of(edit.contents, ControlPoint):
        edit.add(Vote(control_point_id=point.id, participant_id=participant.id, likelihood=2, consequence=2))
    year, edition = adopted(year_of(edit.contents, 2022), an_adoption(scope))
    edit.put(plan, year.plan)
    edit.add(edition)
    return edit.contents


def changed(contents: Contents, before: Record | None, after: Record | None) -> None:
    """Make a step of one change, as the register would."""
    change = Change(before, after)
    refuse_decided([change], contents, applied(contents, [change]))


def a_mandatory(contents: Contents) -> ControlPoint:
    return next(p for p in all_of(contents, ControlPoint) if p.origin is Origin.MANDATORY)


# ------------------------------------------------------------------ before
@pytest.mark.parametrize(
    "values",
    [
        {},
        {"decision": Decision.ACCEPT},
        {"decision": Decision.DISMISS},
        {"decision": Decision.HANDLE, "method": "Avstämning"},
        {"decision": Decision.HANDLE, "responsible": "Samordnaren"},
    ],
)
def test_what_leaves_the_decision_unclear_hinders_it_and_is_named(values: dict[str, Any], en: Texts) -> None:
    year = a_year(**values)
    with pytest.raises(Trouble) as refused:
        refuse_adopting(year, Scope.PLAN)
    (hindrance,) = (finding for finding in findings_before(year, Scope.PLAN) if hinders(finding))
    assert f"K1: {hindrance.say(en)}" in refused.value.say(en)


def test_a_goal_that_nothing_guards_is_shown_and_hinders_nothing() -> None:
    edit, plan = an_edit()
    fill(edit, plan)
    edit.add(a_goal(plan, text="Obevakat"))
    year = year_of(edit.contents, 2022)
    assert [finding.rule for finding in findings_before(year, Scope.PLAN)] == ["goal-unguarded"]
    refuse_adopting(year, Scope.PLAN)


def test_many_hindrances_are_named_to_begin_with(en: Texts) -> None:
    edit, plan = an_edit()
    for number in range(9):
        edit.add(a_point(plan, text=f"Risk {number}"))
    with pytest.raises(Trouble) as refused:
        refuse_adopting(year_of(edit.contents, 2022), Scope.PLAN)
    said = refused.value.say(en)
    assert "K5: " in said
    assert "K6: " not in said
    assert "…" in said


@pytest.mark.parametrize("scope", Scope)
def test_where_there_is_nothing_to_decide_nothing_is_adopted(scope: Scope) -> None:
    edit, _plan = an_edit()
    with pytest.raises(Trouble, match="nothing to adopt"):
        refuse_adopting(year_of(edit.contents, 2022), scope)


def test_the_mandatory_points_are_looked_at_on_their_own() -> None:
    edit, plan = an_edit()
    fill(edit, plan)
    edit.add(a_point(plan, text="Ej beslutad"))
    edit.add(a_goal(plan, text="Obevakat"))
    year = year_of(edit.contents, 2022)
    assert findings_before(year, Scope.MANDATORY) == ()
    refuse_adopting(year, Scope.MANDATORY)
    with pytest.raises(Trouble):
        refuse_adopting(year, Scope.PLAN)


@pytest.mark.parametrize(
    ("first", "then"),
    [(Scope.PLAN, Scope.PLAN), (Scope.MANDATORY, Scope.MANDATORY), (Scope.PLAN, Scope.MANDATORY)],
)
def test_what_is_adopted_is_not_adopted_twice(first: Scope, then: Scope) -> None:
    year = year_of(decided(first), 2022)
    with pytest.raises(Trouble, match=r"adopted already \(2021-12-16, § 39\)"):
        refuse_adopting(year, then)


def test_the_plan_may_be_adopted_after_its_mandatory_points() -> None:
    refuse_adopting(year_of(decided(Scope.MANDATORY), 2022), Scope.PLAN)


# ------------------------------------------------------------------ adopting
def test_adopting_sets_the_stage_and_what_the_meeting_decided() -> None:
    year, edition = adopted(year_with(), an_adoption())
    assert (year.plan.stage, year.plan.edition) == (Stage.ADOPTED, 1)
    assert year.plan.meeting == year.plan.dated == MEETING
    assert year.plan.case_number == edition.case_number == "2021/28"
    assert (edition.number, edition.paragraph, edition.comment) == (1, "§ 39", "Första utgåvan")
    assert year.editions == (edition,)


@pytest.mark.parametrize(("given", "kept"), [("39", "§ 39"), (" § 39 ", "§ 39"), ("AU § 3", "AU § 3")])
def test_the_paragraph_gets_its_sign(given: str, kept: str) -> None:
    _year, edition = adopted(year_with(), replace(an_adoption(), paragraph=given))
    assert edition.paragraph == kept


def test_adopting_the_mandatory_points_leaves_the_plan_a_draft() -> None:
    year, edition = adopted(year_with(), an_adoption(Scope.MANDATORY))
    assert year.plan == year_with().plan
    assert (year.editions, year.mandatory_editions) == ((), (edition,))


def test_the_next_edition_is_a_draft_with_the_next_number() -> None:
    plan = next_edition(year_of(decided(), 2022), TODAY)
    assert (plan.stage, plan.edition, plan.dated, plan.meeting) == (Stage.DRAFT, 2, TODAY, None)
    assert plan.case_number == "2021/28"


def test_there_is_no_next_edition_before_one_is_adopted() -> None:
    with pytest.raises(Trouble, match="not adopted yet"):
        next_edition(year_with(), TODAY)


def test_editions_are_found_by_number_and_come_oldest_first() -> None:
    edit, plan = an_edit()
    for number in (2, 1, 3):
        edit.add(Edition(plan_id=plan.id, number=number, meeting=MEETING, paragraph="§ 1"))
    edit.add(Edition(plan_id=plan.id, scope=Scope.MANDATORY, number=1, meeting=MEETING, paragraph="§ 1"))
    year = year_of(edit.contents, 2022)
    assert [edition.number for edition in year.editions] == [1, 2, 3]
    assert edition_of(year, 2) is year.editions[1]
    assert edition_in_force(year, Scope.PLAN) is year.editions[0]
    with pytest.raises(Trouble, match="There are: 1, 2, 3"):
        edition_of(year, 4)


# ------------------------------------------------------------------ after
def test_every_record_is_decided_or_deliberately_not() -> None:
    assert set(RECORDS) - CONTENT[Scope.PLAN] == {
        Organisation,
        Edition,
        Event,
        *FOLLOW_UP_RECORDS,
        *ASSESSMENT_RECORDS,
    }


def test_nothing_that_is_decided_can_be_changed_added_or_removed() -> None:
    contents = decided()
    for kind in CONTENT[Scope.PLAN] - {Plan}:
        record = all_of(contents, kind)[0]
        assert deciding(contents, record)
        with pytest.raises(Trouble, match="Start the next edition"):
            changed(contents, record, None)
        with pytest.raises(Trouble, match="Start the next edition"):
            changed(contents, None, replace(record, id=99))
    point = all_of(contents, ControlPoint)[0]
    with pytest.raises(Trouble, match=r"The plan for 2022 is decided \(2021-12-16, § 39\) as edition 1"):
        changed(contents, point, replace(point, likelihood=4))


def test_of_an_adopted_plan_only_the_closing_can_be_changed() -> None:
    contents = decided()
    (plan,) = all_of(contents, Plan)
    changed(contents, plan, replace(plan, stage=Stage.CLOSED))
    for values in ({"stage": Stage.DRAFT}, {"summary": "Ny"}, {"stage": Stage.CLOSED, "summary": "Ny"}):
        with pytest.raises(Trouble, match="Start the next edition"):
            changed(contents, plan, replace(plan, **values))


def test_the_organisation_and_other_years_stay_open() -> None:
    contents = decided()
    (organisation,) = all_of(contents, Organisation)
    changed(contents, organisation, replace(organisation, host="Storälv"))
    other = Plan(id=7, year=2023)
    contents = applied(contents, [Change(None, other)])
    changed(contents, None, ControlPoint(id=99, plan_id=7, text="Ny"))
    changed(contents, other, replace(other, summary="Ny"))


def test_starting_the_next_edition_frees_the_plan() -> None:
    contents = decided()
    (plan,) = all_of(contents, Plan)
    change = Change(plan, next_edition(year_of(contents, 2022), TODAY))
    refuse_decided([change], contents, applied(contents, [change]))
    freed = applied(contents, [change])
    goal = all_of(freed, Goal)[0]
    changed(freed, goal, replace(goal, text="Nytt mål"))


def test_a_draft_cannot_take_the_number_of_an_adopted_edition() -> None:
    contents = decided()
    (plan,) = all_of(contents, Plan)
    draft = next_edition(year_of(contents, 2022), TODAY)
    freed = applied(contents, [Change(plan, draft)])
    with pytest.raises(Trouble):
        changed(freed, draft, replace(draft, edition=1))


def test_an_edition_stays_as_it_was_decided() -> None:
    contents = decided()
    (edition,) = all_of(contents, Edition)
    with pytest.raises(Trouble, match="stays as it was decided"):
        changed(contents, edition, replace(edition, comment="Annan"))


def test_an_edition_does_not_come_back_without_its_plans_stage() -> None:
    edit, plan = an_edit()
    with pytest.raises(Trouble):
        changed(
            edit.contents, None, Edition(id=1, plan_id=plan.id, number=1, meeting=MEETING, paragraph="§ 1")
        )


def test_decided_mandatory_points_stay_and_the_rest_of_the_plan_is_open() -> None:
    contents = decided(Scope.MANDATORY)
    mandatory = a_mandatory(contents)
    own = next(p for p in all_of(contents, ControlPoint) if p.origin is Origin.OWN)
    with pytest.raises(Trouble, match="The mandatory control points for 2022 are decided"):
        changed(contents, mandatory, replace(mandatory, likelihood=4))
    with pytest.raises(Trouble):
        changed(contents, own, replace(own, origin=Origin.MANDATORY))
    step = all_of(contents, ScaleStep)[0]
    with pytest.raises(Trouble):
        changed(contents, step, replace(step, name="Annat"))
    changed(contents, own, replace(own, likelihood=4))
    votes = {vote.control_point_id: vote for vote in all_of(contents, Vote)}
    with pytest.raises(Trouble):
        changed(contents, votes[mandatory.id], replace(votes[mandatory.id], likelihood=4))
    changed(contents, votes[own.id], replace(votes[own.id], likelihood=4))
    goal = all_of(contents, Goal)[0]
    changed(contents, goal, replace(goal, text="Nytt mål"))


# ------------------------------------------------------------------ what is kept
def test_what_is_packed_comes_back_and_damage_is_said() -> None:
    content = bytes(range(256)) * 40
    assert unpacked(packed(content)) == content
    assert unpacked(packed(b"")) == b""
    for damaged in ("", "inte", packed(content)[:-7]):
        with pytest.raises(Trouble, match="damaged"):
            unpacked(damaged)
