"""The assessment before a change (risk- och konsekvensbedömning inför förändring)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from riskreg.domain.assessing import NONE_YET, assessment_numbered, due_said, lifted_as
from riskreg.domain.assessment_records import (
    AssessmentBenefit,
    AssessmentParticipant,
    AssessmentRisk,
    ChangeAssessment,
)
from riskreg.domain.fields import Field, field_of, visible_fields
from riskreg.domain.follow_up_records import Action
from riskreg.domain.scales import AssessmentStage
from riskreg.domain.wording import NOT_STATED, value_said
from riskreg.domain.year import AssessmentPart, Year
from riskreg.faults import Trouble
from riskreg.paper.archive import Identity
from riskreg.paper.blocks import Facts, Heading, Paragraph
from riskreg.paper.columns import ALIGNED, LEAST
from riskreg.paper.document import Document, One, Several
from riskreg.paper.flow import Block
from riskreg.paper.front import letterhead
from riskreg.paper.look import LEAD
from riskreg.paper.page import Parts, Running, Section
from riskreg.paper.table import Cell, Column, Table
from riskreg.texts import N_, Texts

TITLE = N_("Risk and consequence assessment before a change")
_FACTS = ("stage", "dated", "revised", "changed_on", "manager")
_OF_AN_ACTION = frozenset({"text", "responsible", "due", "status", "done_on"})
_CHANGE = ("what", "place", "affected", "delimitation", "basis")

# Each kind of rows: its heading, and what is said when there are none.
_TABLES: tuple[tuple[type[AssessmentPart], str, str], ...] = (
    (AssessmentBenefit, N_("Positive consequences"), N_("No positive consequence is stated.")),
    (AssessmentRisk, N_("Risks"), N_("No risk is stated.")),
    (Action, N_("Action plan"), N_("No action is planned.")),
)


def change_assessment_parts(year: Year, _: Texts) -> Parts:
    """All assessments of the year, one after the other.  Trouble when there is none."""
    if not year.assessments:
        raise Trouble(NONE_YET, year=year.plan.year)
    each = [_of(year, assessment, _) for assessment in year.assessments]
    sections = [replace(s, running=parts.running) for parts in each for s in parts.sections]
    return each[0]._replace(sections=sections)


def _of(year: Year, assessment: ChangeAssessment, _: Texts) -> Parts:
    """One assessment."""
    name = " ".join(assessment.name.split())
    dated = assessment.revised or assessment.dated
    running = Running(
        head=year.organisation.name,
        title=f"{_(TITLE)} {year.number(assessment)}",
        foot=f"{_(assessment.stage.label)}  ·  {dated.isoformat() if dated else _('Not dated')}",
        stamp=_("DRAFT") if assessment.stage is AssessmentStage.DRAFT else "",
    )
    blocks = (
        *_opening(year, assessment, _),
        *_participants(year, assessment, _),
        *_change(assessment, _),
        *_tables(year, assessment, _),
    )
    identity = Identity(f"{_(TITLE)}: {name}", year.organisation.name, _.language, dated)
    return Parts([Section(blocks)], running, identity)


def _ones(year: Year) -> list[One]:
    return [One(n := year.number(a), " ".join(a.name.split()), n) for a in year.assessments]


def _numbered(year: Year, number: str, _: Texts) -> Parts:
    return _of(year, assessment_numbered(year, number), _)


CHANGE_ASSESSMENT = Document(
    "change-assessment",
    N_("Assessment before a change"),
    N_("change-assessment"),
    change_assessment_parts,
    Several(_ones, _numbered),
    tells=attrgetter("assessments"),
)


def _opening(year: Year, assessment: ChangeAssessment, _: Texts) -> Iterator[Block]:
    yield from letterhead(year, _)
    yield Heading(1, _(TITLE))
    yield Paragraph(assessment.name, LEAD, before=0.0)
    facts = [_fact(assessment, field_of(ChangeAssessment, name), _) for name in _FACTS]
    yield Facts([(_("No."), year.number(assessment)), *facts])


def _fact(assessment: ChangeAssessment, field: Field, _: Texts) -> tuple[str, str]:
    return _(field.label), value_said(assessment, field, _).strip() or _(NOT_STATED)


def _participants(year: Year, assessment: ChangeAssessment, _: Texts) -> Iterator[Block]:
    yield Heading(2, _("Participants"))
    rows = year.parts(assessment, AssessmentParticipant)
    if rows:
        yield _table(year, rows, _)
    else:
        yield Paragraph(_("No participant is named."))


def _change(assessment: ChangeAssessment, _: Texts) -> Iterator[Block]:
    yield Heading(2, _("The change"))
    for name in _CHANGE:
        label, said = _fact(assessment, field_of(ChangeAssessment, name), _)
        yield Heading(3, label)
        yield Paragraph(said)


def _tables(year: Year, assessment: ChangeAssessment, _: Texts) -> Iterator[Block]:
    for kind, heading, nothing in _TABLES:
        yield Heading(2, _(heading))
        rows = year.parts(assessment, kind)
        yield _table(year, rows, _) if rows else Paragraph(_(nothing))


# ------------------------------------------------------------------ tables
def _table(year: Year, rows: Sequence[AssessmentPart], _: Texts) -> Table:
    """The rows with their numbers; when an action is due, and what a risk became, in words."""
    kind = type(rows[0])
    fields = [f for f in visible_fields(kind) if f.paper and (kind is not Action or f.name in _OF_AN_ACTION)]
    columns = [Column(_("No."), 5, least=30, heads=True, strong=True)]
    columns += [Column(_(f.label), f.paper, ALIGNED[f.kind], LEAST[f.kind]) for f in fields]
    numbers = [year.number(row) if isinstance(row, Action) else str(at) for at, row in enumerate(rows, 1)]
    cells = [
        [Cell(number), *(_cell(_said(row, f, _), _) for f in fields)]
        for number, row in zip(numbers, rows, strict=True)
    ]
    lifted = [lifted_as(year, row) if isinstance(row, AssessmentRisk) else None for row in rows]
    if any(lifted):
        columns.append(Column(_("In the register"), 12, least=54))
        for line, point in zip(cells, lifted, strict=True):
            line.append(Cell(year.number(point) if point else "–"))
    return Table(columns, cells)


def _said(row: AssessmentPart, field: Field, _: Texts) -> str:
    if isinstance(row, Action) and field.name == "due":
        return due_said(row, _)
    return value_said(row, field, _)


def _cell(text: str, _: Texts) -> Cell:
    return Cell(text) if text.strip() else Cell(_(NOT_STATED), empty=True)
