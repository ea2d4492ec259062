"""The records of an assessment before a change (risk- och konsekvensbedömning inför förändring).

What is done about its risks are actions, in the year's list of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as day
from typing import ClassVar

from riskreg.domain.fields import choice, date, line, lineage, link, owner, paragraph, position
from riskreg.domain.record import Record
from riskreg.domain.scales import AssessmentStage, Gravity
from riskreg.texts import N_


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


# Owners before what they own.
ASSESSMENT_RECORDS: tuple[type[Record], ...] = (
    ChangeAssessment,
    AssessmentParticipant,
    AssessmentBenefit,
    AssessmentRisk,
)
