"""The follow-up: what each period showed, what is to be done about it, and what the year's report says."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from riskreg.domain.follow_up import Followed, Subject, is_overdue, is_past, period_now
from riskreg.domain.follow_up_records import Action, FollowUpPeriod, YearReport
from riskreg.domain.records import ControlPoint, Goal, Indicator, Record
from riskreg.domain.year import Year
from riskreg.following import add_action, add_action_for, add_period, make_periods
from riskreg.gui import look
from riskreg.gui.first_steps import FirstSteps
from riskreg.gui.flow_layout import FlowLayout
from riskreg.gui.follow_up_tabs import GridTab, control_tab, goal_tab, plain_tab
from riskreg.gui.grid import Grid
from riskreg.gui.grid_model import ActionModel, PeriodModel
from riskreg.gui.notes import Note, Remark
from riskreg.gui.record_form import RecordForm
from riskreg.gui.segments import Option, Segments
from riskreg.gui.session import Session
from riskreg.texts import N_, texts

_CONTROLS, _GOALS, _ACTIONS, _REPORT, _PERIODS = range(5)


class FollowUpPage(QWidget):
    """Choose the period, enter what it showed; actions, the report and the periods have tabs of their own."""

    acted = Signal(object)  # the Action that was made

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self._ = session, session.texts
        self._period: int | None = None
        self._make_parts()
        self._lay_out()
        self.periods.chosen.connect(self._choose_period)
        session.stepped.connect(lambda _announcement: self._changed())
        session.year_changed.connect(self._other_year)
        self._refresh()

    # -- building
    def _make_parts(self) -> None:
        _, session = self._, self.session
        self.periods = Segments(_("Report period"), clearable=False)
        self.state = Note()
        self.controls = control_tab(session)
        self.goals = goal_tab(session)
        self.action_tab = plain_tab(session, Action, ActionModel, _("Comes from"), _("Actions"))
        self.own_periods = plain_tab(session, FollowUpPeriod, PeriodModel, _("No."), _("Report periods"))
        self.report = RecordForm(session, YearReport)
        self.report.column.addStretch(1)
        self._add_buttons(self.action_tab, _("New action"), self.new_action, _("Delete the action"))
        self._add_buttons(self.own_periods, _("New period"), self.new_period, _("Delete the period"))
        self.wanting = QWidget()
        self._wanting_row = FlowLayout(self.wanting, look.GAP)
        self.remark = Remark()
        for grid in self.grids:
            grid.model_.refused.connect(lambda *_refused: self._say_refused())
            grid.model_.dataChanged.connect(lambda *_cells: self._say_refused())

    def _add_buttons(self, tab: GridTab, add: str, added: object, remove: str) -> None:
        row = QHBoxLayout()
        new, gone = QPushButton(add), QPushButton(remove)
        new.clicked.connect(lambda _checked=False: added())  # type: ignore[operator]
        gone.clicked.connect(lambda _checked=False: self._remove(tab.grids[0]))
        row.addWidget(new)
        row.addWidget(gone)
        row.addStretch(1)
        tab.column.addLayout(row)
        tab.new, tab.gone = new, gone

    @property
    def grids(self) -> list[Grid]:
        """Every grid of the page."""
        tabs = (self.controls, self.goals, self.action_tab, self.own_periods)
        return [grid for tab in tabs for grid in tab.grids]

    def _lay_out(self) -> None:
        _ = self._
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for widget in (self.controls, self.goals, self.action_tab, self.report, self.own_periods):
            self.tabs.addTab(widget, "")
        self.tabs.currentChanged.connect(lambda _at: self.flush())
        self.first = FirstSteps(
            _("No report periods yet"),
            _(
                "A plan is followed up in periods: what each control showed, and how it goes with the goals. "
                "How often is said in the plan's details. Make the periods, and record what happened."
            ),
            _("Make the report periods"),
            _,
        )
        self.first.bring.hide()
        self.first.new_wanted.connect(self.make_periods)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(look.MARGIN, look.GAP, look.MARGIN, look.GAP)
        column.setSpacing(look.GAP)
        top = QHBoxLayout()
        top.setSpacing(look.MARGIN)
        top.addWidget(self.periods)
        top.addWidget(self.state, 1)
        column.addLayout(top)
        column.addWidget(self.wanting)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.remark)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.first)
        self.stack.addWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    # -- what the window calls
    @property
    def first_stop(self) -> QWidget:
        """What has the focus when the page is entered."""
        return self.controls.grids[0] if self.session.year.periods else self.first.new

    def flush(self) -> None:
        """Commit what is being typed; what is refused stays, and is told in the message bar as well."""
        for grid in self.grids:
            grid.flush()
        self.report.flush()
        if self._say_refused():
            self.session.trouble.emit(self.remark.sentence)

    def show_subject(self, period: FollowUpPeriod | None, record: Record) -> None:
        """Show a record where it is followed up."""
        if period is not None:
            self._choose_period(period.id)
        kinds: dict[type, int] = {ControlPoint: _CONTROLS, Action: _ACTIONS}
        self.tabs.setCurrentIndex(kinds.get(type(record), _GOALS))
        for grid in self.grids:
            for row, shown in enumerate(grid.model_.records):
                names = {Goal: "goal_id", Indicator: "indicator_id", ControlPoint: "control_point_id"}
                is_it = isinstance(record, Action) and shown.id == record.id and isinstance(shown, Action)
                name = names.get(type(record), "")
                if is_it or (not isinstance(shown, Action) and name and getattr(shown, name, 0) == record.id):
                    grid.select_row(row)
                    return

    @property
    def period(self) -> FollowUpPeriod | None:
        """The chosen period; at first the newest that has ended."""
        year = self.session.year
        chosen = next((p for p in year.periods if p.id == self._period), None)
        return chosen or period_now(year, datetime.date.today())

    # -- deeds
    def make_periods(self) -> None:
        """Give the plan the periods that it says it has."""
        year = self.session.year
        with self.session.attempt():
            make_periods(self.session.register, year.plan.year or 0, texts(year.organisation.language))
            self.first_stop.setFocus()

    def new_period(self) -> None:
        """A period after the last."""
        with self.session.attempt():
            period = add_period(self.session.register, self.session.year, self._("New period"))
            self._begin(self.own_periods.grids[0], period, "name")

    def new_action(self) -> None:
        """An action that comes from nothing in particular."""
        with self.session.attempt():
            action = add_action(self.session.register, self.session.year, self._("New action"))
            self._begin(self.action_tab.grids[0], action, "text")

    def act_on(self, subject: Subject) -> None:
        """A new action against a deviation or a goal that is not met, to be worded at once."""
        self.flush()
        if self.period is None:
            return
        with self.session.attempt():
            _ = texts(self.session.year.organisation.language)
            action = add_action_for(self.session.register, self.session.year, self.period, subject, _)
            self.tabs.setCurrentIndex(_ACTIONS)
            self._begin(self.action_tab.grids[0], action, "text")
            self.acted.emit(action)

    def _begin(self, grid: Grid, record: Record, field: str) -> None:
        row = next(at for at, r in enumerate(grid.model_.records) if r.id == record.id)
        grid.edit_cell(row, grid.model_.column(field))

    def _remove(self, grid: Grid) -> None:
        at = grid.currentIndex()
        if at.isValid():
            record = grid.model_.records[at.row()]
            label = N_("Delete the action") if isinstance(record, Action) else N_("Delete the period")
            with self.session.attempt(), self.session.register.step(label) as edit:
                edit.remove(record)

    def _choose_period(self, number: object) -> None:
        self.flush()
        self._period = number if isinstance(number, int) else None
        self._refresh()

    # -- showing
    def showEvent(self, event: QShowEvent) -> None:
        """Show what changed while nobody looked."""
        super().showEvent(event)
        self._refresh()

    def _other_year(self) -> None:
        self._period = None
        self._changed()

    def _changed(self) -> None:
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        year, period = self.session.year, self.period
        self.stack.setCurrentIndex(1 if period else 0)
        if period is None:
            return
        followed = Followed(year, period)
        self.periods.show_options([Option(p.id, p.name, p.name, f"{p.start}–{p.end}") for p in year.periods])
        self.periods.show_value(period.id)
        self.controls.show_subjects(followed, [followed.points])
        self.goals.show_subjects(followed, [followed.goals, year.indicators])
        self.action_tab.show_records(year.actions)
        self.own_periods.show_records(year.periods)
        self.report.show_records([year.report] if year.report else [])
        self.report.setEnabled(year.report is not None)
        self._name_tabs(followed)
        self.state.setText(self._state(followed))
        self._offer_actions(followed)
        self._say_refused()

    def _name_tabs(self, followed: Followed) -> None:
        _, today, year = self._, datetime.date.today(), followed.year
        reported = len(followed.points) - len(followed.without_result)
        late = _late(year, today)
        actions = _("Actions, {count} overdue", count=late) if late else _("Actions")
        names = (
            _("Controls {reported}/{count}", reported=reported, count=len(followed.points)),
            _("Goals and indicators"),
            actions,
            _("Annual report"),
            _("Report periods"),
        )
        for at, name in enumerate(names):
            self.tabs.setTabText(at, name)

    def _state(self, followed: Followed) -> str:
        """What is due now, in a sentence."""
        _, today = self._, datetime.date.today()
        period, missing = followed.period, len(followed.without_result)
        told = [
            _("Ended {day}.", day=period.end)
            if is_past(period, today)
            else _("Goes on until {day}.", day=period.end)
        ]
        if missing:
            told.append(_.n("{count} control lacks a result.", "{count} controls lack a result.", missing))
        if count := len(followed.without_value):
            told.append(_.n("{count} indicator lacks a value.", "{count} indicators lack a value.", count))
        if late := _late(followed.year, today):
            told.append(_.n("{count} action is overdue.", "{count} actions are overdue.", late))
        return " ".join(told)

    def _offer_actions(self, followed: Followed) -> None:
        """A button for each deviation and each goal not met that nothing is done about."""
        while (item := self._wanting_row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.wanting.setVisible(bool(followed.wanting))
        if followed.wanting:
            label = QLabel(self._("Nothing is done about it yet:"))
            label.setContentsMargins(0, 4, 0, 0)
            self._wanting_row.addWidget(label)
        for subject in followed.wanting:
            number = followed.year.number(subject)
            button = QPushButton(self._("New action for {number}", number=number))
            button.setToolTip(" ".join(subject.text.split())[:200])
            button.clicked.connect(lambda _checked=False, subject=subject: self.act_on(subject))
            self._wanting_row.addWidget(button)
            button.show()

    def _say_refused(self) -> bool:
        """Say what is wrong with what was refused; whether anything is."""
        refused: Sequence[str] = [
            trouble.say(self._) for grid in self.grids for _text, trouble in grid.model_.drafts.values()
        ]
        self.remark.say(" ".join(dict.fromkeys(refused)))
        return bool(refused)


def _late(year: Year, today: datetime.date) -> int:
    return sum(is_overdue(action, year.plan.year or 0, today) for action in year.actions)
