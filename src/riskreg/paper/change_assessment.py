"""The assessment before a change (risk- och konsekvensbedömning inför förändring)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riskreg.domain.assessing import due_said, lifted_as
from riskreg.domain.fields import Field, field_of, visible_fields
from riskreg.domain.records import (
    AssessmentAction,
    AssessmentBenefit,
    AssessmentParticipant,
    AssessmentRisk,
    ChangeAssessment,
)
from riskreg.domain.scales import AssessmentStage
from riskreg.domain.wording import NOT_STATED, value_said
from riskreg.domain.year import AssessmentPart, Year
from riskreg.paper.archive import Identity
from riskreg.paper.blocks import Facts, Heading, Paragraph
from riskreg.paper.columns import ALIGNED, LEAST
from riskreg.paper.flow import Block
from riskreg.paper.look import LEAD
from riskreg.paper.page import Running, Section, drawn
from riskreg.paper.table import Cell, Column, Table
from riskreg.texts import N_, Texts

TITLE = N_("Risk and consequence assessment before a change")
_FACTS = ("stage", "dated", "revised", "changed_on", "manager")
_CHANGE = ("what", "place", "affected", "delimitation", "basis")

# Each kind of rows: its heading, and what is said when there are none.
_TABLES: tuple[tuple[type[AssessmentPart], str, str], ...] = (
    (AssessmentBenefit, N_("Positive consequences"), N_("No positive consequence is stated.")),
    (AssessmentRisk, N_("Risks"), N_("No risk is stated.")),
    (AssessmentAction, N_("Action plan"), N_("No action is planned.")),
)


def change_assessment_document(year: Year, assessment: ChangeAssessment, _: Texts) -> bytes:
    """One assessment as a PDF.  The same records always give the same bytes."""
    name = " ".join(assessment.name.split())
    dated = assessment.revised or assessment.dated
    is_draft = assessment.stage is AssessmentStage.DRAFT
    running = Running(
        head=year.organisation.name,
        title=f"{_(TITLE)} {year.number(assessment)}",
        foot=f"{_(assessment.stage.label)}  ·  {dated.isoformat() if dated else _('Not dated')}",
        stamp=_("DRAFT") if is_draft else "",
    )
    identity = Identity(f"{_(TITLE)}: {name}", year.organisation.name, _.language, dated)
    blocks = (
        *_opening(year, assessment, _),
        *_participants(year, assessment, _),
        *_change(assessment, _),
        *_tables(year, assessment, _),
    )
    return drawn((Section(blocks),), running, identity, _)


def _opening(year: Year, assessment: ChangeAssessment, _: Texts) -> Iterator[Block]:
    yield Paragraph(year.organisation.name, LEAD, before=0.0, keeps=True)
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
        rows = year.parts(assessment, kind)  # type: ignore[type-var]
        yield _table(year, rows, _) if rows else Paragraph(_(nothing))


# ------------------------------------------------------------------ tables
def _table(year: Year, rows: Sequence[AssessmentPart], _: Texts) -> Table:
    """The rows with their numbers; what stands for a day or leads into the register in words."""
    fields = [f for f in visible_fields(type(rows[0])) if f.paper]
    columns = [Column(_("No."), 5, least=30, heads=True, strong=True)]
    columns += [Column(_(f.label), f.paper, ALIGNED[f.kind], LEAST[f.kind]) for f in fields]
    cells = [
        [Cell(str(at)), *(_cell(value_said(row, f, _), _) for f in fields)] for at, row in enumerate(rows, 1)
    ]
    if isinstance(rows[0], AssessmentAction):
        at = 1 + [f.name for f in fields].index("responsible") + 1
        columns.insert(at, Column(_(field_of(AssessmentAction, "due").label), 14, least=66))
        for line, row in zip(cells, rows, strict=True):
            assert isinstance(row, AssessmentAction)
            line.insert(at, _cell(due_said(row, _), _))
    lifted = [lifted_as(year, row) if isinstance(row, AssessmentRisk) else None for row in rows]
    if any(lifted):
        columns.append(Column(_("In the register"), 12, least=54))
        for line, point in zip(cells, lifted, strict=True):
            line.append(Cell(year.number(point) if point else "–"))
    return Table(columns, cells)


def _cell(text: str, _: Texts) -> Cell:
    return Cell(text) if text.strip() else Cell(_(NOT_STATED), empty=True)
