"""Carrying a year forward."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from riskreg.domain.change import all_of
from riskreg.domain.fields import INTERNAL, fields_of
from riskreg.domain.numbering import Linked
from riskreg.domain.records import ControlPoint, Plan, Record
from riskreg.domain.scales import Stage
from riskreg.domain.workshop_records import Participant, Vote
from riskreg.domain.year import Year, year_of
from riskreg.edit import Edit
from tests.builders import an_edit, copy_on, fill


@pytest.fixture
def edit() -> Edit:
    """A finished plan for 2022 with goals, links and one step and one band of its own."""
    edit, plan = an_edit()
    fill(edit, plan)
    edit.put(
        plan,
        replace(
            plan,
            stage=Stage.CLOSED,
            edition=6,
            dated=date(2021, 12, 16),
            meeting=date(2021, 12, 16),
            case_number="2021/28",
            summary="Sju risker",
            decision_sought="Anta planen",
            strategic_direction="Tillsammans",
            prepared_by="Samordnaren",
        ),
    )
    band = year_of(edit.contents, 2022).bands[1]
    edit.put(band, replace(band, lowest=4, name="Måttlig"))
    for point in all_of(edit.contents, ControlPoint):
        edit.put(point, replace(point, period="2022" if point.id == 1 else "kvartal 1"))
    participant = edit.add(Participant(plan_id=plan.id, position=1, name="Ordföranden"))
    edit.add(Vote(control_point_id=1, participant_id=participant.id, likelihood=2, consequence=2))
    return edit


def copied(edit: Edit, *, keep: bool = True) -> tuple[Year, Year]:
    """The old and the new year after a copy."""
    copy_on(edit, 2022, 2023, keep_decisions=keep)
    return year_of(edit.contents, 2022), year_of(edit.contents, 2023)


def facts(record: Record) -> dict[str, Any]:
    """What a record says, without ids."""
    kind: type = type(record)
    return {f.name: getattr(record, f.name) for f in fields_of(kind) if f.kind not in INTERNAL}


def matters(year: Year) -> tuple[Linked, ...]:
    return (*year.goals, *year.indicators, *year.control_points)


def test_the_old_year_is_left_alone(edit: Edit) -> None:
    before = year_of(edit.contents, 2022)
    after, _new = copied(edit, keep=False)
    assert after == before


def test_everything_comes_along(edit: Edit) -> None:
    old, new = copied(edit)
    for name in ("likelihoods", "consequences", "bands", "goals", "indicators"):
        assert [facts(record) for record in getattr(new, name)] == [facts(r) for r in getattr(old, name)]
        assert {r.id for r in getattr(new, name)}.isdisjoint(r.id for r in getattr(old, name))
    assert [facts(p) | {"period": ""} for p in new.control_points] == [
        facts(p) | {"period": ""} for p in old.control_points
    ]


def test_every_matter_keeps_its_lineage_and_its_place(edit: Edit) -> None:
    old, new = copied(edit)
    for before, after in zip(matters(old), matters(new), strict=True):
        assert (after.lineage, after.position) == (before.lineage, before.position)
        assert new.number(after) == old.number(before)


def test_participants_come_along_and_their_votes_stay_behind(edit: Edit) -> None:
    old, new = copied(edit)
    assert [(p.name, p.lineage) for p in new.participants] == [(p.name, p.lineage) for p in old.participants]
    assert len(old.votes) == 1
    assert new.votes == ()


def test_links_go_to_the_new_years_records(edit: Edit) -> None:
    old, new = copied(edit)

    def links(year: Year) -> list[tuple[str, list[str], list[str], list[str]]]:
        return [
            (
                year.number(point),
                [year.number(goal) for goal in year.goals_of(point)],
                [year.number(indicator) for indicator in year.indicators_of(point)],
                [year.number(goal) for i in year.indicators_of(point) for goal in year.goals_measured_by(i)],
            )
            for point in year.control_points
        ]

    assert links(new) == links(old)
    assert any(goals for _number, goals, *_more in links(new))
    assert [g.parent_id for g in new.goals_under(new.effect_goals[0])] == [new.effect_goals[0].id] * 2


@pytest.mark.parametrize("keep", [True, False])
def test_decisions_come_along_only_when_asked_for(edit: Edit, keep: bool) -> None:
    old, new = copied(edit, keep=keep)
    if keep:
        assert [(p.decision, p.analysis) for p in new.control_points] == [
            (p.decision, p.analysis) for p in old.control_points
        ]
    else:
        assert {(p.decision, p.analysis) for p in new.control_points} == {(None, "")}
    assert [p.risk_value for p in new.control_points] == [p.risk_value for p in old.control_points]


def test_what_belongs_to_the_old_meeting_is_left_behind(edit: Edit) -> None:
    old, new = copied(edit)
    assert new.plan == replace(
        Plan(),
        id=new.plan.id,
        year=2023,
        dated=date(2022, 12, 1),
        strategic_direction=old.plan.strategic_direction,
        prepared_by=old.plan.prepared_by,
        risk_method=old.plan.risk_method,
    )
    assert old.plan.case_number == "2021/28"


def test_a_period_that_is_the_year_moves_on(edit: Edit) -> None:
    _old, new = copied(edit)
    assert [p.period for p in new.control_points] == ["2023", *["kvartal 1"] * 3]
