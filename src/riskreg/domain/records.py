"""The records of a register: frozen values, whose fields are the catalogue that all else is drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as day
from typing import ClassVar

from riskreg.domain.fields import (
    choice,
    date,
    derived,
    key,
    line,
    lineage,
    link,
    number,
    owner,
    paragraph,
    position,
    step,
)
from riskreg.domain.scales import (
    ActionStatus,
    AssessmentStage,
    Axis,
    Decision,
    Extent,
    GoalKind,
    Gravity,
    InformationClass,
    Language,
    OnPaper,
    Origin,
    Repeats,
    ReportPeriod,
    Stage,
    UndertakingKind,
    UndertakingPhase,
)
from riskreg.texts import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has: a table, what is unique in it, and its number once it is stored."""

    table: ClassVar[str]
    unique: ClassVar[tuple[tuple[str, ...], ...]] = ()

    id: int | None = key()


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Record):
    """The committee that the register belongs to; one to a file."""

    table: ClassVar[str] = "organisation"

    name: str = line(N_("Organisation"), required=True)
    host: str = line(N_("Host municipality"))
    language: Language = choice(N_("Language of paper"), Language, default=Language.SWEDISH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Record):
    """The internal control plan of one year."""

    table: ClassVar[str] = "plan"
    unique: ClassVar[tuple[tuple[str, ...], ...]] = (("year",),)

    year: int | None = number(N_("Year"), required=True)
    stage: Stage = choice(N_("Stage"), Stage, default=Stage.DRAFT)
    edition: int | None = number(N_("Edition"), default=1)
    dated: day | None = date(N_("Date"))
    meeting: day | None = date(N_("Meeting that decides"))
    case_number: str = line(N_("Case number"))
    information_class: InformationClass = choice(
        N_("Information class"), InformationClass, default=InformationClass.PUBLIC
    )
    prepared_by: str = line(N_("Prepared by"))
    report_period: ReportPeriod = choice(N_("Followed up"), ReportPeriod, default=ReportPeriod.TERTIAL)
    decision_sought: str = paragraph(N_("Decision sought"))
    summary: str = paragraph(N_("Summary"))
    strategic_direction: str = paragraph(N_("Strategic direction"))
    risk_method: str = paragraph(N_("Method of the risk analysis"))
    undertakings: OnPaper | None = choice(N_("Undertakings in the printed plan"), OnPaper)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleStep(Record):
    """One step of the likelihood or the consequence scale of a plan."""

    table: ClassVar[str] = "scale_step"
    unique: ClassVar[tuple[tuple[str, ...], ...]] = (("plan_id", "axis", "value"),)

    plan_id: int | None = owner("plan")
    axis: Axis = choice(N_("Scale"), Axis, default=Axis.LIKELIHOOD)
    value: int | None = number(N_("Step"), required=True, paper=6)
    name: str = line(N_("Name"), required=True, paper=20)
    description: str = paragraph(N_("Description"), paper=40)


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskBand(Record):
    """A range of risk values, from `lowest` up to the next band; it suggests a decision, never makes it."""

    table: ClassVar[str] = "risk_band"
    unique: ClassVar[tuple[tuple[str, ...], ...]] = (("plan_id", "lowest"),)

    plan_id: int | None = owner("plan")
    lowest: int | None = number(N_("Lowest risk value"), required=True, paper=10)
    name: str = line(N_("Risk band"), required=True, paper=20)
    suggests: Decision | None = choice(N_("Suggested decision"), Decision, paper=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal(Record):
    """An effect goal, or a goal that may serve one (`parent_id`)."""

    table: ClassVar[str] = "goal"

    plan_id: int | None = owner("plan")
    lineage: str = lineage()
    position: int = position()
    kind: GoalKind = choice(N_("Kind of goal"), GoalKind, default=GoalKind.GOAL, paper=12)
    parent_id: int | None = link("goal", N_("Effect goal"))
    text: str = paragraph(N_("Goal"), required=True, shown=True, paper=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Record):
    """What shows whether a goal is met."""

    table: ClassVar[str] = "indicator"

    plan_id: int | None = owner("plan")
    lineage: str = lineage()
    position: int = position()
    text: str = paragraph(N_("Indicator"), required=True, shown=True, paper=60)
    target: str = line(N_("Target value"), paper=20)


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlPoint(Record):
    """A risk or a control that the committee watches (kontrollmoment)."""

    table: ClassVar[str] = "control_point"

    plan_id: int | None = owner("plan")
    lineage: str = lineage()
    position: int = position()
    text: str = paragraph(N_("Control point"), group=N_("Risk"), required=True, shown=True, paper=30)
    origin: Origin = choice(N_("Origin"), Origin, default=Origin.OWN, group=N_("Risk"))
    likelihood: int | None = step(N_("Likelihood"), axis="likelihood", group=N_("Risk"), shown=True, paper=8)
    consequence: int | None = step(
        N_("Consequence"), axis="consequence", group=N_("Risk"), shown=True, paper=8
    )
    responsible: str = line(N_("Responsible"), group=N_("Control"), shown=True, paper=18)
    method: str = paragraph(N_("Control method"), group=N_("Control"), paper=22)
    frequency: str = line(N_("Frequency"), group=N_("Control"), paper=12)
    extent: Extent | None = choice(N_("Extent"), Extent, group=N_("Control"), paper=12)
    governing_document: str = line(N_("Governing document"), group=N_("Control"), paper=14)
    period: str = line(N_("Period"), group=N_("Control"), paper=8)
    status: str = line(N_("Status"), group=N_("Control"), paper=10)
    decision: Decision | None = choice(N_("Decision"), Decision, group=N_("Decision"), shown=True, paper=14)
    analysis: str = paragraph(N_("Analysis"), group=N_("Decision"), paper=40)

    @derived(N_("Risk value"), after="consequence", group=N_("Risk"), shown=True, paper=8)
    def risk_value(self) -> int | None:
        """Likelihood × consequence; None until both are assessed."""
        if self.likelihood is None or self.consequence is None:
            return None
        return self.likelihood * self.consequence


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlPointGoal(Record):
    """A control point guards a goal."""

    table: ClassVar[str] = "control_point_goal"
    unique: ClassVar[tuple[tuple[str, ...], ...]] = (("control_point_id", "goal_id"),)

    control_point_id: int | None = owner("control_point")
    goal_id: int | None = owner("goal")


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlPointIndicator(Record):
    """A control point guards an indicator."""

    table: ClassVar[str] = "control_point_indicator"
    unique: ClassVar[tuple[tuple[str, ...], ...]] = (("control_point_id", "indicator_id"),)

    control_point_id: int | None = owner("control_point")
    indicator_id: int | None = owner("indicator")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalIndicator(Record):
    """An indicator measures a goal."""

    table: ClassVar[str] = "goal_indicator"
    unique: ClassVar[tuple[tuple[str, ...], ...]] = (("goal_id", "indicator_id"),)

    goal_id: int | None = owner("goal")
    indicator_id: int | None = owner("indicator")


@dataclass(frozen=True, slots=True, kw_only=True)
class Undertaking(Record):
    """A project, a standing service or ongoing work that the committee has taken on (åtagande)."""

    table: ClassVar[str] = "undertaking"

    plan_id: int | None = owner("plan")
    lineage: str = lineage()
    position: int = position()
    text: str = paragraph(N_("Undertaking"), required=True, shown=True, paper=28)
    kind: UndertakingKind | None = choice(N_("Kind of work"), UndertakingKind, shown=True, paper=14)
    phase: UndertakingPhase | None = choice(N_("Phase"), UndertakingPhase, shown=True, paper=14)
    timetable: str = line(N_("Timetable"), shown=True, paper=18)
    comment: str = paragraph(N_("Comment"), shown=True, paper=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlPointUndertaking(Record):
    """A control point watches over an undertaking."""

    table: ClassVar[str] = "control_point_undertaking"
    unique: ClassVar[tuple[tuple[str, ...], ...]] = (("control_point_id", "undertaking_id"),)

    control_point_id: int | None = owner("control_point")
    undertaking_id: int | None = owner("undertaking")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeAssessment(Record):
    """What is weighed before a change (risk- och konsekvensbedömning inför förändring).  It belongs to the
    year in which it is made, and stays there."""

    table: ClassVar[str] = "change_assessment"

    plan_id: int | None = owner("plan")
    lineage: str = lineage()
    position: int = position()
    name: str = paragraph(N_("Document name"), group=N_("The document"), required=True, shown=True)
    stage: AssessmentStage = choice(
        N_("Stage"), AssessmentStage, default=AssessmentStage.DRAFT, group=N_("The document"), shown=True
    )
    dated: day | None = date(N_("Date"), group=N_("The document"))
    revised: day | None = date(N_("Revision date"), group=N_("The document"))
    changed_on: day | None = date(N_("Date of the change"), group=N_("The document"))
    manager: str = line(N_("Responsible manager"), group=N_("The document"))
    what: str = paragraph(N_("What the change consists of"), group=N_("The change"))
    place: str = paragraph(N_("Where it takes place"), group=N_("The change"))
    affected: str = paragraph(N_("Who is affected"), group=N_("The change"))
    delimitation: str = paragraph(N_("Delimitation"), group=N_("The change"))
    basis: str = paragraph(N_("Basis documents"), group=N_("The change"))


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentParticipant(Record):
    """Someone who took part in an assessment."""

    table: ClassVar[str] = "assessment_participant"

    assessment_id: int | None = owner("change_assessment")
    position: int = position()
    name: str = line(N_("Name"), shown=True, paper=40)
    role: str = line(N_("Role"), shown=True, paper=40)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentBenefit(Record):
    """A positive consequence of a change."""

    table: ClassVar[str] = "assessment_benefit"

    assessment_id: int | None = owner("change_assessment")
    position: int = position()
    text: str = paragraph(N_("Positive consequence"), shown=True, paper=80)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentRisk(Record):
    """A risk of a change; `control_point_id` leads to what it became when it was lifted into the register."""

    table: ClassVar[str] = "assessment_risk"

    assessment_id: int | None = owner("change_assessment")
    position: int = position()
    text: str = paragraph(N_("Risk"), shown=True, paper=38)
    gravity: Gravity | None = choice(N_("Judged as"), Gravity, shown=True, paper=14)
    reason: str = paragraph(N_("Reason"), shown=True, paper=38)
    control_point_id: int | None = link("control_point", N_("Control point"))


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentAction(Record):
    """A row of an assessment's action plan: due on a day, or again and again."""

    table: ClassVar[str] = "assessment_action"

    assessment_id: int | None = owner("change_assessment")
    position: int = position()
    what: str = paragraph(N_("Action"), shown=True, paper=40)
    responsible: str = line(N_("Responsible"), shown=True, paper=18)
    due: day | None = date(N_("Due"), shown=True)
    repeats: Repeats | None = choice(N_("Repeats"), Repeats, shown=True)
    status: ActionStatus = choice(
        N_("Status"), ActionStatus, default=ActionStatus.PLANNED, shown=True, paper=12
    )
    done_on: day | None = date(N_("Done on"), shown=True, paper=12)


# Owners before what they own: the order in which tables are made and filled.
RECORDS: tuple[type[Record], ...] = (
    Organisation,
    Plan,
    ScaleStep,
    RiskBand,
    Goal,
    Indicator,
    ControlPoint,
    ControlPointGoal,
    ControlPointIndicator,
    GoalIndicator,
    Undertaking,
    ControlPointUndertaking,
    ChangeAssessment,
    AssessmentParticipant,
    AssessmentBenefit,
    AssessmentRisk,
    AssessmentAction,
)

KIND_OF: dict[str, type[Record]] = {kind.table: kind for kind in RECORDS}  # by table
