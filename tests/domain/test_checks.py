"""What is pointed out about a year, and what a register refuses."""

from __future__ import annotations

import csv
from dataclasses import replace
from typing import Any

import pytest

from riskreg.domain.change import Change, all_of, applied
from riskreg.domain.checks import FIRST_YEAR, LAST_YEAR, findings, reasons_wanted, refuse, refuse_unprintable
from riskreg.domain.fields import field_of
from riskreg.domain.records import ControlPoint, ControlPointGoal, Plan, ScaleStep
from riskreg.domain.scales import Axis, Decision
from riskreg.domain.workshop_records import Participant, Vote
from riskreg.domain.year import Year, year_of
from riskreg.faults import Trouble
from riskreg.texts import Texts
from tests.builders import REAL, a_goal, a_point, an_edit, needs_real, year_with

# A point that nothing is to be pointed out about.
WHOLE: dict[str, Any] = {
    "likelihood": 3,
    "consequence": 3,
    "decision": Decision.HANDLE,
    "responsible": "Samordnaren",
    "method": "Avstämning",
    "analysis": "Förseningar är vanliga.",
}


def a_year(*points: dict[str, Any]) -> Year:
    """A year of such points, each guarding the only goal."""
    edit, plan = an_edit()
    goal = edit.add(a_goal(plan))
    for position, values in enumerate(points, 1):
        point = edit.add(a_point(plan, **WHOLE | {"position": position} | values))
        edit.add(ControlPointGoal(control_point_id=point.id, goal_id=goal.id))
    return year_of(edit.contents, 2022)


def rules(year: Year) -> list[tuple[str, str]]:
    return [(finding.number, finding.rule) for finding in findings(year)]


def test_a_finished_year_has_no_findings() -> None:
    assert findings(a_year({})) == ()


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"likelihood": None}, "likelihood-missing"),
        ({"consequence": None}, "consequence-missing"),
        ({"decision": None}, "undecided"),
        ({"responsible": " "}, "responsible-missing"),
        ({"method": ""}, "method-missing"),
    ],
)
def test_what_is_unfinished_is_pointed_out(values: dict[str, Any], rule: str) -> None:
    assert rules(a_year(values)) == [("K1", rule)]


@pytest.mark.parametrize("decision", [Decision.ACCEPT, Decision.DISMISS])
def test_a_risk_that_is_left_as_it_is_wants_a_reason(decision: Decision) -> None:
    year = a_year({"decision": decision, "analysis": "", "likelihood": 1})
    assert ("K1", "reason-missing") in rules(year)
    assert rules(a_year({"decision": decision, "responsible": "", "method": "", "likelihood": 1})) == []


def test_a_decision_against_the_band_wants_a_reason() -> None:
    against = {"likelihood": 4, "consequence": 4, "decision": Decision.HANDLE, "analysis": ""}
    assert rules(a_year(against)) == [("K1", "against-band")]
    assert rules(a_year(against | {"decision": Decision.ACT})) == []
    assert rules(a_year(against | {"analysis": "Det räcker."})) == []
    assert rules(a_year(against | {"decision": None})) == [("K1", "undecided")]


def test_equal_values_with_opposite_decisions_want_a_reason() -> None:
    handled = {"likelihood": 2, "consequence": 4}
    accepted = handled | {"likelihood": 4, "consequence": 2, "decision": Decision.ACCEPT}
    year = a_year(handled | {"analysis": ""}, accepted, {"likelihood": 3, "consequence": 4})
    (finding,) = findings(year)
    assert (finding.number, finding.rule, finding.field, finding.others) == (
        "K1",
        "opposite-decisions",
        "analysis",
        "K2",
    )
    assert reasons_wanted(year, year.control_points[0]) == (finding,)
    assert reasons_wanted(year, year.control_points[1]) == ()


def test_own_and_mandatory_points_are_not_held_against_each_other() -> None:
    year = a_year(
        {"likelihood": 2, "consequence": 4, "analysis": ""},
        {"likelihood": 2, "consequence": 4, "decision": Decision.ACCEPT, "origin": "mandatory"},
    )
    assert rules(year) == []


def test_goals_that_nothing_guards_and_points_that_serve_none_are_pointed_out() -> None:
    edit, plan = an_edit()
    edit.add(a_goal(plan))
    edit.add(a_point(plan, **WHOLE))
    assert rules(year_of(edit.contents, 2022)) == [("K1", "serves-no-goal"), ("M1", "goal-unguarded")]
    assert rules(year_with(points=0)) == [("M1", "goal-unguarded"), ("M2", "goal-unguarded")]


def test_a_finding_names_a_field_and_says_a_whole_sentence(sv: Texts) -> None:
    empty: dict[str, Any] = dict.fromkeys(WHOLE, None) | {"responsible": "", "method": "", "analysis": ""}
    found = findings(a_year(empty, {"likelihood": 2, "consequence": 4, "analysis": ""}, empty))
    assert len(found) >= 6
    for finding in found:
        assert finding.field in {"goals", "text"} | set(WHOLE)
        assert finding.say(sv).endswith(".")
        assert "{" not in finding.say(sv)


@needs_real
def test_the_committees_own_plan(sv: Texts) -> None:
    """Two risks of value 8 have opposite decisions, and only the analysis says why."""
    decisions = {"Hanteras via internkontroll": Decision.HANDLE, "Accepteras": Decision.ACCEPT}
    with (REAL / "plan-2022.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    points = [
        {
            "text": row["Kontrollmoment"],
            "responsible": row["Ansvarig"] or "",
            "method": row["Metod"] or "",
            "likelihood": int(row["Sannolikhet"]),
            "consequence": int(row["Konsekvens"]),
            "decision": decisions[row["Beslut"]],
            "analysis": row["Analys"],
        }
        for row in rows
    ]
    year = a_year(*points)
    assert [point.risk_value for point in year.control_points] == [int(row["Riskvärde"]) for row in rows]
    assert rules(year) == []
    silent = a_year(*(point | {"analysis": ""} for point in points))
    assert rules(silent) == [
        ("K2", "opposite-decisions"),
        ("K3", "reason-missing"),
        ("K3", "against-band"),
        ("K3", "opposite-decisions"),
        ("K4", "reason-missing"),
    ]


# ------------------------------------------------------------------ what is refused
@pytest.mark.parametrize("year", [None, -1, 0, FIRST_YEAR - 1, LAST_YEAR + 1, 10**30])
def test_a_year_that_no_plan_has_is_refused(year: int | None) -> None:
    edit, _plan = an_edit()
    plan = edit.add(Plan(year=year))
    with pytest.raises(Trouble):
        refuse(Change(None, plan), edit.contents)


def test_a_step_counts_on_the_scale_of_its_own_plan() -> None:
    edit, plan = an_edit()
    later = edit.add(Plan(year=2023))  # without scales
    refuse(Change(None, a_point(plan, id=1, likelihood=4)), edit.contents)
    with pytest.raises(Trouble, match="4 is not on the scale"):
        refuse(Change(None, a_point(later, id=1, likelihood=4)), edit.contents)


@pytest.mark.parametrize(
    "text", ["<b>& <img src=x>", "🏛 ÅÄÖ\tß\n\n ", "\u202eabc\u202c", "x" * 32_767, "{year} %s"]
)
def test_any_text_that_can_be_written_is_accepted(text: str) -> None:
    edit, plan = an_edit()
    refuse(Change(None, a_point(plan, id=1, text=text, analysis=text)), edit.contents)


def test_what_paper_cannot_show_is_refused_as_it_is_entered_but_kept_where_it_is() -> None:
    edit, plan = an_edit()
    refuse(Change(None, a_point(plan, id=1, text="漢")), edit.contents)
    field = field_of(ControlPoint, "text")
    with pytest.raises(Trouble, match=r"“Control point” holds “漢” \(U\+6F22\)"):
        refuse_unprintable(field, "Avtal 漢字")
    refuse_unprintable(field, "Avtal → ★ e\u0301")
    refuse_unprintable(field, None)


def test_a_step_in_use_stays_on_its_scale() -> None:
    edit, plan = an_edit()
    point = edit.add(a_point(plan, likelihood=4))
    four = next(s for s in all_of(edit.contents, ScaleStep) if (s.axis, s.value) == (Axis.LIKELIHOOD, 4))
    for after in (None, replace(four, value=5)):
        change = Change(four, after)
        with pytest.raises(Trouble, match=r"The step 4 .* is in use"):
            refuse(change, applied(edit.contents, [change]))
        unused = [change, Change(point, replace(point, likelihood=3))]
        refuse(change, applied(edit.contents, unused))


def test_a_vote_counts_on_the_scale_of_its_risks_plan() -> None:
    edit, plan = an_edit()
    participant = edit.add(Participant(plan_id=plan.id, name="Anna"))
    point = edit.add(a_point(plan))
    vote = Vote(id=1, control_point_id=point.id, participant_id=participant.id, likelihood=4, consequence=4)
    refuse(Change(None, vote), edit.contents)
    with pytest.raises(Trouble, match=r"5 is not on the scale of “Consequence”. Choose one of 1, 2, 3, 4"):
        refuse(Change(None, replace(vote, consequence=5)), edit.contents)
    edit.add(vote)
    four = next(s for s in all_of(edit.contents, ScaleStep) if (s.axis, s.value) == (Axis.LIKELIHOOD, 4))
    gone = Change(four, None)
    with pytest.raises(Trouble, match=r"The step 4 .* is in use"):
        refuse(gone, applied(edit.contents, [gone]))


def test_a_removal_of_a_record_is_never_refused() -> None:
    edit, _plan = an_edit()
    refuse(Change(ControlPoint(text="", likelihood=99), None), edit.contents)
