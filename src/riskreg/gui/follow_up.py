"""The follow-up: what each period showed, what is to be done about it, and what the year's report says."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence

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

from riskreg.domain.follow_up import Followed, Subject, is_overdue, is_past, period_now, unacted
from riskreg.domain.follow_up_records import Action, FollowUpPeriod, YearReport
from riskreg.domain.records import ControlPoint, Goal, Indicator, Record
from riskreg.domain.scales import Stage
from riskreg.domain.year import Year
from riskreg.following import add_action, add_action_for, add_action_on, add_period, make_periods
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

    def _add_buttons(self, tab: GridTab, add: str, added: Callable[[], None], remove: str) -> None:
        row = QHBoxLayout()
        new, gone = QPushButton(add), QPushButton(remove)
        new.clicked.connect(lambda _checked=False: added())
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
        self.make = QPushButton(_("Make the report periods"))
        self.make.clicked.connect(self.make_periods)
        top.addWidget(self.make)
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
        if self.stack.currentIndex() == 0:
            return self.first.new
        return (self.controls if self.session.year.periods else self.action_tab).grids[0]

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

    def select_record(self, record: Record) -> None:
        """Show an action."""
        self.show_subject(None, record)

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
        """A new action on what was decided or found, to be worded at once."""
        self.flush()
        with self.session.attempt():
            register, year = self.session.register, self.session.year
            _ = texts(year.organisation.language)
            if isinstance(subject, ControlPoint) and subject in unacted(year):
                action = add_action_on(register, year, subject, _)
            elif self.period is not None:
                action = add_action_for(register, year, self.period, subject, _)
            else:
                return
            self.tabs.setCurrentIndex(_ACTIONS)
            self._begin(self.action_tab.grids[0], action, "text")
            self.acted.emit(action)

    @property
    def _grid(self) -> Grid | None:
        """The grid that one is in, or the first that is shown."""
        shown = [grid for grid in self.grids if grid.isVisible()]
        return next((grid for grid in shown if grid.hasFocus()), next(iter(shown), None))

    def copy_rows(self) -> None:
        """Copy a row as a table."""
        from riskreg.gui.grid_clipboard import copy_rows

        if grid := self._grid:
            copy_rows(self.session, grid)

    def paste_rows(self) -> None:
        """Paste a cell or a block of them, from a spreadsheet or from here."""
        from riskreg.gui.grid_clipboard import paste

        self.flush()
        if grid := self._grid:
            paste(self.session, grid)

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
        self.stack.setCurrentIndex(1 if period or year.actions or unacted(year) else 0)
        followed = Followed(year, period) if period else None
        for tab in (_CONTROLS, _GOALS, _REPORT):
            self.tabs.setTabVisible(tab, followed is not None)
        self.periods.setVisible(followed is not None)
        self.make.setVisible(followed is None)
        if followed:
            self._show_period(followed)
        self.action_tab.show_records(year.actions)
        self.own_periods.show_records(year.periods)
        self.report.show_records([year.report] if year.report else [])
        self.report.setEnabled(year.report is not None)
        self._name_tabs(followed)
        self.state.setText(" ".join(self._state(year, followed)))
        self._offer_actions((*unacted(year), *(followed.wanting if followed else ())))
        self._let_be(year.plan.stage is Stage.CLOSED)
        self._say_refused()

    def _show_period(self, followed: Followed) -> None:
        """What the chosen period showed, and the periods to choose among."""
        year = followed.year
        self.periods.show_options([Option(p.id, p.name, p.name, f"{p.start}–{p.end}") for p in year.periods])
        self.periods.show_value(followed.period.id)
        self.controls.show_subjects(followed, [followed.points])
        self.goals.show_subjects(followed, [followed.goals, year.indicators])

    def _let_be(self, is_closed: bool) -> None:
        """A closed year has nothing more to be added or deleted."""
        for tab in (self.action_tab, self.own_periods):
            tab.new.setEnabled(not is_closed)
            tab.gone.setEnabled(not is_closed)
        self.make.setEnabled(not is_closed)
        self.wanting.setEnabled(not is_closed)

    def _name_tabs(self, followed: Followed | None) -> None:
        _ = self._
        late = _late(self.session.year, datetime.date.today())
        names = {
            _GOALS: _("Goals and indicators"),
            _ACTIONS: _("Actions"),
            _REPORT: _("Annual report"),
            _PERIODS: _("Report periods"),
        }
        if late:
            names[_ACTIONS] = _.n("Actions, {count} overdue", "Actions, {count} overdue", late)
        if followed:
            reported = len(followed.points) - len(followed.without_result)
            names[_CONTROLS] = _("Controls {reported}/{count}", reported=reported, count=len(followed.points))
        for at, name in names.items():
            self.tabs.setTabText(at, name)

    def _state(self, year: Year, followed: Followed | None) -> Iterator[str]:
        """What is due now, in sentences."""
        _, today = self._, datetime.date.today()
        if followed is None:
            yield _("The plan has no report periods yet.")
        else:
            yield from self._lacking(followed, today)
        if late := _late(year, today):
            yield _.n("{count} action is overdue.", "{count} actions are overdue.", late)

    def _lacking(self, followed: Followed, today: datetime.date) -> Sequence[str]:
        _, period, missing = self._, followed.period, len(followed.without_result)
        told = [
            _("Ended {day}.", day=period.end)
            if is_past(period, today)
            else _("Goes on until {day}.", day=period.end)
        ]
        if missing:
            told.append(_.n("{count} control lacks a result.", "{count} controls lack a result.", missing))
        if count := len(followed.without_value):
            told.append(_.n("{count} indicator lacks a value.", "{count} indicators lack a value.", count))
        return told

    def _offer_actions(self, subjects: Sequence[Subject]) -> None:
        """A button for each decision to act now, deviation and goal not met that nothing is done about."""
        while (item := self._wanting_row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.wanting.setVisible(bool(subjects))
        if subjects:
            label = QLabel(self._("Nothing is done about it yet:"))
            label.setContentsMargins(0, 4, 0, 0)
            self._wanting_row.addWidget(label)
        for subject in subjects:
            number = self.session.year.number(subject)
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
