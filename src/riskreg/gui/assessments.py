"""The page of assessments before a change: the list, and the whole form of the chosen one."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from riskreg.domain.assessing import lifted_as, repeats_written
from riskreg.domain.assessment_records import (
    AssessmentBenefit,
    AssessmentParticipant,
    AssessmentRisk,
    ChangeAssessment,
)
from riskreg.domain.fields import Field, field_of
from riskreg.domain.follow_up_records import Action
from riskreg.domain.ordering import next_position
from riskreg.domain.records import Record
from riskreg.domain.year import AssessmentPart
from riskreg.following import LIFTED, lift_risk
from riskreg.gui.assessment_links import LiftedRisks
from riskreg.gui.buttons import push_button
from riskreg.gui.changing import put_value
from riskreg.gui.first_steps import FirstSteps
from riskreg.gui.list_page import ListPage
from riskreg.gui.record_form import RecordForm
from riskreg.gui.rows_section import RowsSection
from riskreg.gui.session import Session
from riskreg.texts import N_

NEW = N_("New assessment")

# What an assessment consists of, in the order of the form: heading, a new row, and what to write first.
_SECTIONS: tuple[tuple[type[AssessmentPart], str, str, str], ...] = (
    (
        AssessmentParticipant,
        N_("Participants"),
        N_("New participant"),
        N_("Name those who take part: the manager, the safety representative, those who are affected."),
    ),
    (
        AssessmentBenefit,
        N_("Positive consequences"),
        N_("New positive consequence"),
        N_("Write what becomes better through the change, one thing a row."),
    ),
    (
        AssessmentRisk,
        N_("Risks"),
        N_("New risk"),
        N_("Write what may go wrong, one risk a row, and judge each as minor or serious, with the reason."),
    ),
    (
        Action,
        N_("Action plan"),
        N_("New action"),
        N_("Write what is done about the risks: by whom, and when. “Yearly” can stand for a date."),
    ),
)


class AssessmentForm(RecordForm):
    """One assessment: the document, the change, and the tables that belong to it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, ChangeAssessment)
        self.sections: dict[type[AssessmentPart], RowsSection] = {}
        for kind, heading, new, nothing in _SECTIONS:
            self.add_heading(self._(heading))
            accept = self._accept_repeats if kind is Action else None
            self.sections[kind] = RowsSection(session, kind, new, nothing, accept)
            self.column.addWidget(self.sections[kind])
            if kind is AssessmentRisk:
                self._add_lifting()
        self.column.addStretch(1)
        for section in self.sections.values():
            session.stepped.connect(section.heard)

    def _add_lifting(self) -> None:
        """A risk may become a control point."""
        section = self.sections[AssessmentRisk]
        self.lift_button = push_button(self._("Lift into the register"), "risks", self.lift_risk)
        self.lift_button.setToolTip(
            self._("Add the chosen risk to the year's gross list, linked to this assessment")
        )
        section.bar.insertWidget(1, self.lift_button)
        section.table.selection_changed.connect(self._enable_lifting)
        self.lifted = LiftedRisks(self._session)
        self.column.addWidget(self.lifted)

    @property
    def assessment(self) -> ChangeAssessment | None:
        """What is shown, as it is now."""
        record = self.records[0] if self.records else None
        return record if isinstance(record, ChangeAssessment) else None

    def refresh(self) -> None:
        """Show the assessment and its rows as they are now."""
        super().refresh()
        assessment, year = self.assessment, self._session.year
        for kind, section in self.sections.items():
            rows = year.parts(assessment, kind) if assessment else ()
            section.show_rows(assessment.id if assessment else None, rows)
        self.lifted.show_assessment(assessment)
        self._enable_lifting()

    def _enable_lifting(self) -> None:
        risk = self.sections[AssessmentRisk].row
        free = isinstance(risk, AssessmentRisk) and lifted_as(self._session.year, risk) is None
        self.lift_button.setEnabled(free)

    def lift_risk(self) -> None:
        """Make the chosen risk a control point as well, as one step."""
        risk = self.sections[AssessmentRisk].row
        if not isinstance(risk, AssessmentRisk):
            return
        session = self._session
        with session.attempt():
            number = lift_risk(session.register, session.year, risk)
            session.told.emit(self._(LIFTED, number=number))

    def _accept_repeats(self, record: Record, field: Field, text: str) -> bool:
        """“Yearly”, written where the day of an action stands."""
        repeats = repeats_written(text, self._) if field.name == "due" else None
        if repeats is not None:
            put_value(self._session, [record], field_of(Action, "repeats"), repeats)
        return repeats is not None

    def working_rows(self) -> RowsSection | None:
        """The table that the user is at work in."""
        return next((section for section in self.sections.values() if section.has_focus()), None)


class AssessmentsPage(ListPage):
    """The year's assessments."""

    first_field = "name"
    widths = (350, 880)
    form: AssessmentForm

    def __init__(self, session: Session) -> None:
        _ = session.texts
        first = FirstSteps(
            _("No assessment before a change yet"),
            _(
                "When work is about to change, write down beforehand what the change consists of, whom it "
                "affects, what it brings and what it may bring about, and what is done about that. "
                "A risk that concerns the whole committee can be lifted into the register."
            ),
            _(NEW),
            _,
            imports=False,
        )
        super().__init__(session, AssessmentForm(session), first, _(NEW))

    @property
    def kind(self) -> type[ChangeAssessment]:
        """Assessments."""
        return ChangeAssessment

    def all_records(self) -> Sequence[ChangeAssessment]:
        """The year's assessments, in the user's order."""
        return self.session.year.assessments

    def new_record(self) -> None:
        """Add an assessment, dated today, and begin to write it."""
        self.flush()
        year, added = self.session.year, None
        with self.session.attempt(), self.session.register.step(NEW) as edit:
            added = edit.add(
                ChangeAssessment(
                    plan_id=year.plan.id,
                    position=next_position(year.assessments),
                    name=self._(NEW),
                    dated=datetime.date.today(),
                )
            )
        self.begin(added)

    def new_assessment(self) -> None:
        """The menu's command."""
        self.new_record()

    def move_by(self, by: int) -> None:
        """Move the row that is worked in, or else the assessment."""
        if rows := self.form.working_rows():
            rows.move_by(by)
        else:
            super().move_by(by)
