"""The overview: how the year stands, and what is left to do."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from riskreg.domain.counting import by_band, by_decision, range_said, tally
from riskreg.domain.filtering import PointFilter
from riskreg.domain.follow_up_checks import findings_now
from riskreg.domain.records import ControlPoint
from riskreg.domain.wording import decision_said, plan_title
from riskreg.domain.year import Year
from riskreg.gui import look
from riskreg.gui.count_table import Count, CountTable, bold
from riskreg.gui.editions_section import EditionsSection
from riskreg.gui.matrix_view import MatrixView
from riskreg.gui.next_events import NextEvents
from riskreg.gui.notes import Note
from riskreg.gui.session import Session
from riskreg.gui.unfinished import UnfinishedList
from riskreg.texts import N_, Texts

_WIDEST = 1800  # lines longer than this are hard to read

_FIRST_STEPS = (
    (
        "new_goal_wanted",
        N_("Write down the goals"),
        N_("What the committee is to achieve: a control point is there to guard a goal."),
    ),
    (
        "new_point_wanted",
        N_("Record a control point"),
        N_("A risk or a control, with how likely it is and how serious it would be."),
    ),
    (
        "import_wanted",
        N_("Import a spreadsheet"),
        N_("Goals or control points that you have in Excel or as CSV."),
    ),
)


class OverviewPage(QWidget):
    """Counts, the matrix and what is unfinished; an empty year says what to do first."""

    new_point_wanted = Signal()
    new_goal_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._ = session.texts
        self._stale = True
        self._first: QPushButton | None = None
        self._make_parts()
        content = QWidget()
        content.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(content)
        column.setContentsMargins(look.MARGIN, look.MARGIN, look.MARGIN, look.MARGIN)
        column.setSpacing(2)
        column.addWidget(self._title)
        column.addWidget(self._state)
        column.addWidget(self.events)
        column.addSpacing(look.MARGIN)
        self._body = QStackedLayout()
        self._body.addWidget(self._dashboard())
        self._body.addWidget(self._beginning())
        column.addLayout(self._body, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(content, 1)
        row.addStretch(0)
        session.stepped.connect(self._changed)
        session.year_changed.connect(self._changed)

    @property
    def first_stop(self) -> QWidget:
        """What has the focus when the page is entered."""
        year = self._session.year
        if not year.control_points:
            return self._first or self
        return self.unfinished if findings_now(year, datetime.date.today()) else self.matrix

    def flush(self) -> None:
        """Nothing is ever typed here."""

    # -- building
    def _make_parts(self) -> None:
        _, session = self._, self._session
        self._title = _label(size=1.6)
        self._state = Note()
        self.events = NextEvents(_)
        self.events.wanted.connect(session.record_wanted)
        self._decisions = CountTable(session, _("Decision"))
        self._bands = CountTable(session, _("Risk band"))
        for table in (self._decisions, self._bands):
            table.wanted.connect(session.points_wanted)
        self.matrix = MatrixView(session, interactive=False)
        self.matrix.cell_clicked.connect(self._show_cell)
        self.matrix.point_clicked.connect(self._show_point)
        self.finished = Note()
        self.unfinished = UnfinishedList(session)
        self.unfinished.wanted.connect(session.record_wanted)
        self.editions = EditionsSection(session, _label(_("Editions"), size=1.15))
        self.unfinished.follow_up_wanted.connect(session.follow_up_wanted)

    def _dashboard(self) -> QWidget:
        counts = QHBoxLayout()
        counts.setSpacing(3 * look.GAP)
        counts.addWidget(self._decisions)
        counts.addWidget(self._bands)
        left = QVBoxLayout()
        left.setSpacing(look.MARGIN)
        left.addLayout(counts)
        left.addWidget(self.matrix, 1)
        right = QVBoxLayout()
        right.setSpacing(look.GAP)
        right.addWidget(_label(self._("What is unfinished"), size=1.15))
        right.addWidget(self.finished)
        right.addWidget(self.unfinished, 1)
        right.addStretch(0)
        right.addWidget(self.editions)
        dashboard = QWidget()
        row = QHBoxLayout(dashboard)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * look.MARGIN)
        row.addLayout(left, 13)
        row.addLayout(right, 8)
        return dashboard

    def _beginning(self) -> QWidget:
        beginning = QWidget()
        column = QVBoxLayout(beginning)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(_label(self._("The plan is empty. What to do first:"), size=1.15))
        for signal, deed, why in _FIRST_STEPS:
            button = QPushButton(self._(deed))
            button.setAccessibleDescription(self._(why))
            button.clicked.connect(getattr(self, signal))
            self._first = self._first or button
            button.setMinimumWidth(16 * self.fontMetrics().averageCharWidth() + 100)
            row = QHBoxLayout()
            row.setSpacing(look.MARGIN)
            row.addWidget(button)
            row.addWidget(Note(self._(why)), 1)
            column.addSpacing(look.GAP)
            column.addLayout(row)
        column.addStretch(1)
        return beginning

    # -- showing
    def showEvent(self, event: QShowEvent) -> None:
        """Count only when someone looks."""
        super().showEvent(event)
        if self._stale:
            self._refresh()

    def _changed(self, _announcement: object = None) -> None:
        self._stale = True
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        self._stale = False
        _, year = self._, self._session.year
        self._title.setText(plan_title(year.plan, _))
        self._state.setText(_state(year, _))
        self.events.show_year(year, datetime.date.today())
        self._body.setCurrentIndex(0 if year.control_points else 1)
        self._decisions.show_counts(_decision_counts(year, _))
        self._bands.show_counts(_band_counts(year, _))
        self.matrix.show_points(year.control_points)
        self.editions.refresh()
        found = findings_now(year, datetime.date.today())
        self.unfinished.show_findings(found)
        self.unfinished.setVisible(bool(found))
        self.finished.setVisible(not found)
        self.finished.setText(
            _(
                "Nothing is unfinished: every control point is assessed and decided, "
                "and every goal is guarded."
            )
        )

    def _show_cell(self, cell: tuple[int, int] | None) -> None:
        self.matrix.choose(None)  # the list of risks shows what is chosen, not this page
        if cell:
            self._session.points_wanted.emit(PointFilter(cell=cell))

    def _show_point(self, number: int) -> None:
        point = self._session.register.contents[ControlPoint].get(number)
        if point:
            self._session.record_wanted.emit(point)


def _label(text: str = "", *, size: float) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    font = QFont(bold(label.font()))
    font.setPointSizeF(font.pointSizeF() * size)
    label.setFont(font)
    return label


def _state(year: Year, _: Texts) -> str:
    """Whose plan it is, how far it has come, and how many points it has."""
    plan, count = year.plan, tally(year.control_points)
    parts = [
        year.organisation.name,
        _(plan.stage.label),
        _("Edition {number}", number=plan.edition) if plan.edition is not None else "",
    ]
    if count.total:
        parts += [
            _.n("{count} own control point", "{count} own control points", count.own),
            _.n("{count} mandatory control point", "{count} mandatory control points", count.mandatory),
        ]
    return "  ·  ".join(filter(None, parts))


def _decision_counts(year: Year, _: Texts) -> list[Count]:
    return [
        Count(decision_said(decision, _), count, PointFilter(decisions=frozenset({decision})))
        for decision, count in by_decision(year).items()
    ]


def _band_counts(year: Year, _: Texts) -> list[Count]:
    return [
        Count(
            f"{band.name}  {range_said(year, band)}" if band else _("Not assessed"),
            count,
            PointFilter(bands=frozenset({band.id if band else None})),
            risk_value=band.lowest if band else None,
            has_swatch=True,
        )
        for band, count in by_band(year).items()
    ]
