"""The way from a control point back to the assessment whose risk it was, and from there to it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from riskreg.domain.assessing import lifted_as
from riskreg.domain.assessment_records import AssessmentRisk, ChangeAssessment
from riskreg.domain.numbering import Numbered
from riskreg.domain.records import ControlPoint
from riskreg.gui.links_section import LinkLine
from riskreg.gui.notes import Note
from riskreg.gui.session import Session
from riskreg.texts import N_


class LeadingLines(QWidget):
    """A heading with records below it, each leading to where it is edited; hidden while there is none."""

    def __init__(self, session: Session, heading: str) -> None:
        super().__init__()
        self._session = session
        self._shown: tuple[tuple[str, str, Numbered], ...] = ()
        self.lines: list[LinkLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(Note(session.texts(heading)))
        self.hide()

    def show_lines(self, lines: tuple[tuple[str, str, Numbered], ...]) -> None:
        """Show numbers and texts, and where each leads to."""
        self.setVisible(bool(lines))
        if lines == self._shown:
            return
        self._shown = lines
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = []
        for number, text, record in lines:
            line = LinkLine(number, text)
            line.clicked.connect(lambda _on=False, record=record: self._session.record_wanted.emit(record))
            self.lines.append(line)
            self._column.addWidget(line)


class LiftedFrom(LeadingLines):
    """The assessment that a control point comes from."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, N_("Comes from the assessment before a change"))

    def show_point(self, point: ControlPoint | None) -> None:
        """Show where a control point comes from, if it was lifted."""
        year = self._session.year
        origin = year.assessed_risk(point) if point else None
        self.show_lines(((year.number(origin[0]), origin[0].name, origin[0]),) if origin else ())


class LiftedRisks(LeadingLines):
    """The control points that risks of an assessment have become."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, N_("Lifted into the register"))

    def show_assessment(self, assessment: ChangeAssessment | None) -> None:
        """Show what was lifted from an assessment."""
        year = self._session.year
        risks = year.parts(assessment, AssessmentRisk) if assessment else ()
        points = (lifted_as(year, risk) for risk in risks)
        self.show_lines(tuple((year.number(p), p.text, p) for p in points if p))
