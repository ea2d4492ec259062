"""The assessment before a change: what is refused in it, how a risk becomes a control point, when an action
is due."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from riskreg.domain.assessment_records import AssessmentRisk, ChangeAssessment
from riskreg.domain.change import Change, Contents, found
from riskreg.domain.follow_up_records import Action
from riskreg.domain.ordering import next_position
from riskreg.domain.records import ControlPoint, Record
from riskreg.domain.scales import ActionSource, Origin, Repeats
from riskreg.domain.year import Part, Year
from riskreg.faults import Trouble
from riskreg.texts import N_, Texts

NONE_YET = N_(
    "The plan for {year} has no assessment before a change. Write one on the page Assessments first."
)


# ------------------------------------------------------------------ what is refused
def refuse_assessment(record: Record, contents: Contents) -> None:
    """Raise Trouble for days of an assessment, or of an action of it, that cannot follow each other."""
    if isinstance(record, ChangeAssessment):
        _refuse_earlier(
            record.revised,
            record.dated,
            N_("The revision date {day} is before the document's own date {first}. Mend one of them."),
        )
    elif isinstance(record, Action):
        assessment = found(contents, ChangeAssessment.table, record.assessment_id)
        first = assessment.dated if isinstance(assessment, ChangeAssessment) else None
        _refuse_earlier(
            record.due,
            first,
            N_("The action is due on {day}, before the assessment was made on {first}. Give a later day."),
        )
        _refuse_earlier(
            record.done_on,
            first,
            N_("The action was done on {day}, before the assessment was made on {first}. Give a later day."),
        )


def _refuse_earlier(day: date | None, first: date | None, sentence: str) -> None:
    if day is not None and first is not None and day < first:
        raise Trouble(sentence, day=day.isoformat(), first=first.isoformat())


# ------------------------------------------------------------------ its parts
def new_part(year: Year, assessment_id: int, kind: type[Part], _: Texts) -> Part:
    """A new row of an assessment, last among its peers, not stored."""
    if kind is Action:
        return Action(  # type: ignore[return-value]
            plan_id=year.plan.id,
            position=next_position(year.actions),
            text=_(N_("New action")),
            source=ActionSource.ASSESSMENT,
            assessment_id=assessment_id,
        )
    rows = [part for a in year.assessments if a.id == assessment_id for part in year.parts(a, kind)]
    return kind(assessment_id=assessment_id, position=next_position(rows))


# ------------------------------------------------------------------ into the register
def lift(
    year: Year, risk: AssessmentRisk, add: Callable[[ControlPoint], ControlPoint]
) -> tuple[ControlPoint, tuple[Change, ...]]:
    """The control point that a risk of an assessment becomes, and the change that links the risk to it.

    Likelihood, consequence and decision are for the committee to weigh; the reason stays in the assessment.
    Trouble when the risk is lifted already or says nothing yet.
    """
    if already := lifted_as(year, risk):
        raise Trouble(
            N_("The risk is already in the register, as {number}. Change it there."),
            number=year.number(already),
        )
    if not risk.text.strip():
        raise Trouble(N_("The risk has no text yet. Write what may happen, and lift it then."))
    own = [p for p in year.control_points if p.origin is Origin.OWN]
    point = add(ControlPoint(plan_id=year.plan.id, position=next_position(own), text=risk.text))
    return point, (Change(risk, replace(risk, control_point_id=point.id)),)


def lifted_as(year: Year, risk: AssessmentRisk) -> ControlPoint | None:
    """The control point that a risk was lifted as; None while it is not in the register."""
    return next((p for p in year.control_points if p.id == risk.control_point_id), None)


def assessment_numbered(year: Year, number: str) -> ChangeAssessment:
    """An assessment by its number, with or without the letter: F2 or 2.  Trouble when there is none."""
    wanted = number.strip().upper()
    for assessment in year.assessments:
        if year.number(assessment) in (wanted, f"F{wanted}"):
            return assessment
    if not year.assessments:
        raise Trouble(NONE_YET, year=year.plan.year)
    raise Trouble(
        N_("There is no assessment before a change with the number {number}. There are: {numbers}."),
        number=number,
        numbers=", ".join(map(year.number, year.assessments)),
    )


def risk_numbered(year: Year, assessment: ChangeAssessment, number: int) -> AssessmentRisk:
    """A risk of an assessment by its number, from 1.  Trouble when there is none."""
    risks = year.parts(assessment, AssessmentRisk)
    if not 1 <= number <= len(risks):
        raise Trouble(
            N_("{assessment} has no risk {number}. The number of its risks: {count}."),
            assessment=year.number(assessment),
            number=number,
            count=len(risks),
        )
    return risks[number - 1]


# ------------------------------------------------------------------ when
def due_said(action: Action, _: Texts) -> str:
    """When an action is due: a day, "Yearly", or "Yearly, from 2026-03-01"; empty when it is not said."""
    day = action.due.isoformat() if action.due else ""
    if action.repeats is None:
        return day
    again = _(action.repeats.label)
    return _(N_("{repeats}, from {day}"), repeats=again, day=day) if day else again


def repeats_written(text: str, _: Texts) -> Repeats | None:
    """What is meant by "yearly" or "årligen", written where a day might stand; None for anything else."""
    written = text.strip().casefold()
    return next((r for r in Repeats if written in (r.value, r.label.casefold(), _(r.label).casefold())), None)
