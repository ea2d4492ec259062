"""The assessment before a change: its rules, its numbers, the way of a risk into the register."""

from datetime import date

import pytest

from riskreg.domain.assessing import (
    assessment_numbered,
    due_said,
    lift,
    lifted_as,
    repeats_written,
    risk_numbered,
)
from riskreg.domain.assessment_records import AssessmentRisk, ChangeAssessment
from riskreg.domain.change import Change
from riskreg.domain.checks import refuse
from riskreg.domain.follow_up_records import Action
from riskreg.domain.linking import link_between, stored_link
from riskreg.domain.records import ControlPointUndertaking, Plan, Undertaking
from riskreg.domain.scales import OnPaper, Repeats, UndertakingPhase
from riskreg.domain.year import Year, year_of
from riskreg.edit import Edit
from riskreg.faults import Trouble
from riskreg.texts import texts
from tests.builders import YEAR, a_point, an_edit, copy_on

FIRST = date(2022, 2, 1)


@pytest.fixture
def edit() -> Edit:
    """A year with an assessment of two risks, one of them without a text, and an action."""
    edit, plan = an_edit()
    assessment = edit.add(ChangeAssessment(plan_id=plan.id, position=1, name="Byte av system", dated=FIRST))
    edit.add(AssessmentRisk(assessment_id=assessment.id, position=2, text=""))
    edit.add(AssessmentRisk(assessment_id=assessment.id, position=1, text="Utbildningen hinns inte med"))
    edit.add(Action(plan_id=plan.id, assessment_id=assessment.id, position=1, text="Utbilda"))
    return edit


def the_year(edit: Edit) -> Year:
    return year_of(edit.contents, YEAR)


def the_risks(edit: Edit) -> tuple[AssessmentRisk, ...]:
    year = the_year(edit)
    return year.parts(year.assessments[0], AssessmentRisk)


def test_parts_come_in_the_users_order(edit: Edit) -> None:
    assert [r.text for r in the_risks(edit)] == ["Utbildningen hinns inte med", ""]
    year = the_year(edit)
    assert risk_numbered(year, year.assessments[0], 1).text == "Utbildningen hinns inte med"
    with pytest.raises(Trouble, match="F1 has no risk 3"):
        risk_numbered(year, year.assessments[0], 3)


@pytest.mark.parametrize("said", ["F1", "f1", " 1 "])
def test_an_assessment_is_found_by_its_number(edit: Edit, said: str) -> None:
    assert assessment_numbered(the_year(edit), said).name == "Byte av system"


def test_a_number_that_is_not_there_is_told(edit: Edit) -> None:
    with pytest.raises(Trouble, match="There are: F1"):
        assessment_numbered(the_year(edit), "F2")
    empty, _plan = an_edit()
    with pytest.raises(Trouble, match="Write one on the page Assessments first"):
        assessment_numbered(the_year(empty), "1")


def test_a_lifted_risk_is_a_control_point_that_leads_back(edit: Edit) -> None:
    risk = the_risks(edit)[0]
    point, linking = lift(the_year(edit), risk, edit.add)
    edit.apply(linking)
    year = the_year(edit)
    assert year.control_points == (point,)
    assert (point.text, point.decision, point.risk_value) == ("Utbildningen hinns inte med", None, None)
    lifted = the_risks(edit)[0]
    assert lifted_as(year, lifted) == point
    assert year.assessed_risk(point) == (year.assessments[0], lifted)
    with pytest.raises(Trouble, match="already in the register, as K1"):
        lift(year, lifted, edit.add)


def test_a_risk_without_words_is_not_lifted(edit: Edit) -> None:
    with pytest.raises(Trouble, match="has no text yet"):
        lift(the_year(edit), the_risks(edit)[1], edit.add)


def test_a_deleted_control_point_lets_go_of_the_risk(edit: Edit) -> None:
    point, linking = lift(the_year(edit), the_risks(edit)[0], edit.add)
    edit.apply(linking)
    edit.remove(point)
    assert the_risks(edit)[0].control_point_id is None


def test_a_deleted_assessment_takes_its_parts_along_and_its_actions_stay_in_the_list(edit: Edit) -> None:
    edit.remove(the_year(edit).assessments[0])
    assert not edit.contents[AssessmentRisk]
    assert [action.assessment_id for action in the_year(edit).actions] == [None]


@pytest.mark.parametrize(
    ("name", "sentence"), [("due", "is due on 2022-01-31, before"), ("done_on", "was done on 2022-01-31")]
)
def test_no_action_comes_before_the_assessment(edit: Edit, name: str, sentence: str) -> None:
    year = the_year(edit)
    values = {name: date(2022, 1, 31)}
    early = Action(plan_id=year.plan.id, text="Utbilda", assessment_id=year.assessments[0].id, **values)  # type: ignore[arg-type]
    with pytest.raises(Trouble, match=sentence):
        refuse(Change(None, early), edit.contents)


def test_a_revision_does_not_come_before_the_document() -> None:
    early = ChangeAssessment(plan_id=1, name="Byte", dated=FIRST, revised=date(2022, 1, 1))
    with pytest.raises(Trouble, match="The revision date 2022-01-01 is before"):
        refuse(Change(None, early), {})


def test_yearly_is_a_valid_date() -> None:
    sv, en = texts("sv"), texts("en")
    assert repeats_written(" årligen ", sv) is Repeats.YEARLY
    assert repeats_written("Yearly", sv) is Repeats.YEARLY
    assert repeats_written("quarterly", en) is Repeats.QUARTERLY
    assert repeats_written("2022-13-40", sv) is None
    assert due_said(Action(repeats=Repeats.YEARLY), sv) == "Årligen"
    assert due_said(Action(due=FIRST), sv) == "2022-02-01"
    assert due_said(Action(due=FIRST, repeats=Repeats.YEARLY), sv) == "Årligen, från 2022-02-01"
    assert due_said(Action(), sv) == ""


def test_undertakings_go_on_into_the_next_year_and_assessments_stay(edit: Edit) -> None:
    plan = the_year(edit).plan
    edit.put(plan, Plan(id=plan.id, year=YEAR, undertakings=OnPaper.PRINTED))
    work = edit.add(Undertaking(plan_id=plan.id, position=1, text="Plattform", phase=UndertakingPhase.STUDY))
    point = edit.add(a_point(plan))
    edit.add(link_between(work, point))
    assert the_year(edit).undertakings_of(point) == (work,)
    copy_on(edit, YEAR, YEAR + 1, keep_decisions=False)
    new = year_of(edit.contents, YEAR + 1)
    (copied,) = new.undertakings
    assert (copied.text, copied.phase, copied.lineage) == (work.text, work.phase, work.lineage)
    assert new.points_of(copied) == new.control_points
    assert new.number(copied) == "U1"
    assert new.numbered("u1") == copied
    assert new.plan.undertakings is OnPaper.PRINTED
    assert new.assessments == ()


def test_a_control_point_and_an_undertaking_are_linked_from_either_side(edit: Edit) -> None:
    plan = the_year(edit).plan
    work, point = edit.add(Undertaking(plan_id=plan.id, text="Drift")), edit.add(a_point(plan))
    assert isinstance(link_between(point, work), ControlPointUndertaking)
    stored = edit.add(link_between(point, work))
    assert stored_link(edit.contents, work, point) == stored
