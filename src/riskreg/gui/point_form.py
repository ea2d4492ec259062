"""The form of a control point: fields, the reasons that are wanted, links, the risk over the years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from riskreg.domain.checks import findings_of
from riskreg.domain.fields import Field
from riskreg.domain.records import ControlPoint, Goal, Indicator, Record, Undertaking
from riskreg.domain.wording import decision_said, risk_said
from riskreg.domain.workshop import voting_of, voting_said
from riskreg.domain.year import Year
from riskreg.gui import look
from riskreg.gui.assessment_links import LiftedFrom
from riskreg.gui.cells import paint_chip
from riskreg.gui.editors import MIXED, Editor, offered
from riskreg.gui.links_section import LinksSection
from riskreg.gui.notes import Note, Remark
from riskreg.gui.point_history import PointHistory
from riskreg.gui.record_form import RecordForm
from riskreg.gui.risk_trend import RiskTrend
from riskreg.gui.segments import Option, Segments
from riskreg.gui.session import Session
from riskreg.texts import Texts

_REMARKED = ("responsible", "method", "analysis")  # the fields that a finding is shown at


class Chip(QWidget):
    """A risk value with its band."""

    def __init__(self) -> None:
        super().__init__()
        self._year: Year | None = None
        self._value: int | None = None
        self.text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_value(self, year: Year, value: int | None, text: str) -> None:
        """Show a value, or a text in its place while there is none."""
        self._year, self._value, self.text = year, value, text
        self.setAccessibleDescription(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the longest band's name."""
        return QSize(150, self.fontMetrics().height() + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The chip, or the quiet text."""
        painter = QPainter(self)
        if self._year is None:
            return
        if self._value is None:
            painter.setPen(look.quiet())
            painter.drawText(
                self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text
            )
            return
        wide = min(self.width(), self.fontMetrics().horizontalAdvance(self.text) + 46)
        area = QRect(-3, 0, wide, self.height() + 1)
        paint_chip(painter, area, self.text, look.band_colours(self._year, self._value), self.font())


class RiskValueShown(Editor):
    """The risk value with its band; it follows from the scores."""

    def __init__(self, field: Field, _: Texts) -> None:
        super().__init__(field, _)
        self.chip = Chip()
        self._hold(self.chip)

    def show_record(self, record: Record, year: Year) -> None:
        self._year, self._value = year, getattr(record, self.field.name)
        self.show_value(self._value)

    def show_value(self, value: Any) -> None:
        text = risk_said(self._year, value, self._) or self._("Follows from the scores")
        self.chip.show_value(self._year, value, text)

    def value(self) -> Any:
        return self._value


class DecisionEditor(Editor):
    """Every decision to click, "Not decided" among them."""

    def __init__(self, field: Field, _: Texts) -> None:
        super().__init__(field, _)
        self.segments = Segments(_(field.label), clearable=False)
        self._hold(self.segments)
        self.segments.chosen.connect(lambda _value: self.meant.emit())

    def show_record(self, record: Record, year: Year) -> None:
        decisions = offered(record, self.field)
        self.segments.show_options([Option(d, decision_said(d, self._)) for d in decisions])
        super().show_record(record, year)

    def show_value(self, value: Any) -> None:
        self.segments.show_value(value)

    def show_mixed(self) -> None:
        self.segments.show_value(MIXED)

    def value(self) -> Any:
        return self.segments.value()


class PointForm(RecordForm):
    """One control point, or what several have in common."""

    def __init__(self, session: Session) -> None:
        editors = {"risk_value": RiskValueShown, "decision": DecisionEditor}
        super().__init__(session, ControlPoint, editors)
        self._put_title()
        self._remarks = {name: Remark() for name in _REMARKED}
        for name, remark in self._remarks.items():
            self.rows[name].column.addWidget(remark)
        self.votes = Note()
        self.rows["consequence"].column.addWidget(self.votes)
        self.links = LinksSection(session, (Goal, Indicator, Undertaking))
        self.links_heading = self.add_heading(self._("Goals, indicators and undertakings"))
        self.column.addWidget(self.links)
        self.origin = LiftedFrom(session)
        self.column.addWidget(self.origin)
        self.trend = RiskTrend(self._)
        self.column.addWidget(self.trend)
        self.history = PointHistory(session)
        self.column.addWidget(self.history)
        self.column.addStretch(1)

    def _put_title(self) -> None:
        """On top the number, and beside it the risk value."""
        self.title = self.add_heading("")
        font = self.title.font()
        font.setPointSizeF(font.pointSizeF() * 1.25)
        self.title.setFont(font)
        self.title.setContentsMargins(0, 0, 0, 0)
        self._several = Note(self._("What you change here is changed in all of them."))
        value = self.rows["risk_value"]
        value.label.hide()
        top = QHBoxLayout()
        top.addWidget(self.title)
        top.addWidget(value, 1)
        self.column.insertLayout(0, top)
        self.column.insertWidget(1, self._several)

    def show_records(self, records: Sequence[Record]) -> None:
        """Show one control point, or what several have in common."""
        super().show_records(records)
        self.history.show_record(self._one())

    def refresh(self) -> None:
        """Show the points as they are now, with what their decision wants."""
        super().refresh()
        point, year = self._one(), self._session.year
        found = findings_of(year, point) if point and point in year.control_points else ()
        for name, remark in self._remarks.items():
            about = [f for f in found if f.field == name]
            particular = [f for f in about if f.rule != "reason-missing"]  # these say it as well, and why
            remark.say("\n".join(f.say(self._) for f in particular or about))
        for widget in (self.links, self.links_heading, self.history, self.rows["risk_value"]):
            widget.setVisible(point is not None)
        self.votes.setText(voting_said(voting_of(year, point), self._) if point else "")
        self.votes.setVisible(bool(self.votes.text()))
        self.links.show_record(point)
        self.origin.show_point(point)
        self.trend.show_point(point, year)
        count = len(self.records)
        self._several.setVisible(count > 1)
        self.title.setText(
            year.number(point)
            if point and point in year.control_points
            else self._.n("{count} control point", "{count} control points", count)
        )

    def _one(self) -> ControlPoint | None:
        point = self.records[0] if len(self.records) == 1 else None
        return point if isinstance(point, ControlPoint) else None
