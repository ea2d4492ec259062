"""Closing a year: what must stand first, and what a closed year lets nobody change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from riskreg.domain.change import Change, Contents, all_of, applied
from riskreg.domain.closing import closed, refuse_closed, reopened
from riskreg.domain.follow_up_records import Action, ControlResult, YearReport
from riskreg.domain.records import ControlPoint, Event, Organisation, Plan, Record
from riskreg.domain.scales import Stage
from riskreg.domain.year import Year
from riskreg.edit import Edit
from riskreg.faults import Trouble
from tests.domain.test_follow_up import followed_year, year_now


def reported() -> Edit:
    """A year that is followed up, with an annual report, an action and a result."""
    edit, plan = followed_year()
    year = year_now(edit)
    edit.add(YearReport(plan_id=plan.id, achieved="Avtalen följs upp."))
    edit.add(Action(plan_id=plan.id, text="Kvar"))
    edit.add(ControlResult(control_point_id=year.control_points[0].id, period_id=year.periods[0].id))
    return edit


def the_year(edit: Edit) -> Year:
    return year_now(edit)


def is_refused(contents: Contents, before: Record | None, after: Record | None) -> bool:
    changes = [Change(before, after)]
    try:
        refuse_closed(changes, contents, applied(contents, changes))
    except Trouble as trouble:
        return "is closed, so it stays as it is" in str(trouble)
    return False


@pytest.mark.parametrize(
    ("stage", "achieved", "said"),
    [
        (Stage.DRAFT, "Mycket.", "is not adopted"),
        (Stage.ADOPTED, " ", "does not say yet what the plan achieved"),
        (Stage.CLOSED, "Mycket.", "is closed already"),
    ],
)
def test_a_year_is_closed_only_after_its_report(stage: Stage, achieved: str, said: str) -> None:
    year = the_year(reported())
    assert year.report
    year = replace(year, plan=replace(year.plan, stage=stage), report=replace(year.report, achieved=achieved))
    with pytest.raises(Trouble, match=said):
        closed(year)


def test_closing_and_opening_lead_back_to_the_same_plan() -> None:
    year = the_year(reported())
    plan = closed(year)
    assert plan.stage is Stage.CLOSED
    assert reopened(replace(year, plan=plan)) == year.plan
    with pytest.raises(Trouble, match="is open already"):
        reopened(year)


def test_nothing_of_a_closed_year_changes_and_other_years_do() -> None:
    edit = reported()
    year = the_year(edit)
    edit.put(year.plan, closed(year))
    other = edit.add(Plan(year=2023))
    contents = edit.contents
    for kind in (ControlPoint, Action, ControlResult, YearReport):
        (record, *_more) = all_of(contents, kind)
        assert is_refused(contents, record, None), kind
        assert is_refused(contents, None, replace(record, id=99)), kind
    plan = the_year(edit).plan
    assert is_refused(contents, plan, replace(plan, summary="Ny"))
    assert not is_refused(contents, plan, reopened(the_year(edit)))
    assert not is_refused(contents, None, Event(id=1, plan_id=other.id, text="Möte"))
    (organisation,) = all_of(contents, Organisation)
    assert not is_refused(contents, organisation, replace(organisation, name="Ny"))
