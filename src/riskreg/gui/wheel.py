"""The page of the annual wheel: drawn, and as a list that is edited in place, both showing the same."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from riskreg import files, paths
from riskreg.domain.records import Event, Record
from riskreg.domain.wheel import Standing, with_standing
from riskreg.files import ascii_name
from riskreg.gui import ask, look
from riskreg.gui.buttons import push_button
from riskreg.gui.event_table import EventTable
from riskreg.gui.notes import Note
from riskreg.gui.record_form import RecordForm
from riskreg.gui.session import Session
from riskreg.gui.wheel_steps import NEW_EVENT, add_event, delete_events, mark_done
from riskreg.gui.wheel_view import WheelView
from riskreg.keeping import stand_of, start_wheel
from riskreg.texts import N_, texts

CALENDARS = N_("Calendars (*.ics)")
USUAL_YEAR = N_("Start with a usual year")
_FILE_NAME = N_("annual-wheel")
_WIDEST_NOTE = 620


class WheelPage(QWidget):
    """The events of the shown year."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self._ = session, session.texts
        self.wheel = WheelView(session)
        self.table = EventTable(session)
        self.form = RecordForm(session, Event)
        self._lay_out()
        self.table.selection_changed.connect(self._selected)
        self.table.entered.connect(lambda: self.form.focus_field("text"))
        self.table.model_.refused.connect(self._refused)
        self.wheel.chosen.connect(lambda number: self.table.select([number]))
        self.wheel.entered.connect(lambda: self.form.focus_field("text"))
        session.stepped.connect(self._refresh)
        session.year_changed.connect(self._year_changed)
        self._year_changed()

    # -- what is shown
    @property
    def first_stop(self) -> QWidget:
        """What has the focus when the page is entered."""
        return self.table if self.session.year.events else self.usual

    def flush(self) -> None:
        """Commit what is being typed."""
        self.form.flush()

    def select_record(self, record: Record) -> None:
        """Select an event, in the list and on the wheel."""
        self.table.select([record.id])
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _year_changed(self) -> None:
        self.form.flush()
        self._refresh()
        self._begin()

    def _begin(self) -> None:
        """Select what is next, or else the first event."""
        events = self.session.year.events
        first = with_standing(events, Standing.NEXT, datetime.date.today()) or events
        self.table.select([event.id for event in first[:1]])

    def _refresh(self, _announcement: object = None) -> None:
        events = self.session.year.events
        self.stack.setCurrentWidget(self.filled if events else self.empty)
        self.table.show_records(events)
        self.wheel.refresh()
        self._selected()
        shown = len(self.wheel.picture.labels)
        self.elsewhere.setVisible(shown < len(events))
        self.elsewhere.setText(
            self._.n(
                "{count} event lies in another calendar year, and is in the list only.",
                "{count} events lie in another calendar year, and are in the list only.",
                len(events) - shown,
            )
        )

    def _selected(self) -> None:
        events = self._events()
        self.form.show_records(events)
        self.below.setCurrentIndex(1 if events else 0)
        self.wheel.choose(events[0].id if len(events) == 1 else None)
        for button in (self.done_button, self.delete_button):
            button.setEnabled(bool(events))
        is_done = bool(events) and all(event.done for event in events)
        self.done_button.setText(self._("Mark as not done") if is_done else self._("Mark as done"))

    def _events(self) -> list[Event]:
        return [r for r in self.table.selected() if isinstance(r, Event)]

    def _refused(self, record: Record, field: Any, text: str, trouble: Any) -> None:
        """What the list could not take is mended in the form."""
        self.form.show_refused(record, field, text, trouble)
        self.session.trouble.emit(trouble.say(self._))

    # -- deeds
    def new_event(self) -> None:
        """Add an event and put the cursor into what it is."""
        self.flush()
        with self.session.attempt():
            event = add_event(self.session)
            self.table.select([event.id])
            self.form.focus_field("text", select=True)

    def usual_year(self) -> None:
        """Fill an empty wheel with what a year usually holds."""
        with self.session.attempt():
            start_wheel(self.session.register, self.session.year.plan.year or 0)
            self._begin()

    def toggle_done(self) -> None:
        """Say of the selected events that they are done, or that they are not."""
        self.flush()
        if events := self._events():
            with self.session.attempt():
                mark_done(self.session, events)

    def delete(self) -> None:
        """Delete the selected events."""
        if events := self._events():
            row = self.table.model_.row_of(events[0].id) or 0
            with self.session.attempt():
                delete_events(self.session, events)
            left = self.table.model_.records
            if left and not self.table.selected():
                self.table.select([left[min(row, len(left) - 1)].id])

    def show_record_history(self) -> None:
        """Show what happened to the selected event."""
        if events := self._events():
            self.flush()
            self.session.history_wanted.emit(events[0])

    def save_calendar(self) -> None:
        """Ask where to, and write the year as a calendar."""
        from riskreg.exchange.export import CALENDAR, exported

        self.flush()
        year, last = self.session.year, self.session.settings.get("documents_folder")
        _ = texts(year.organisation.language)
        folder = Path(last) if isinstance(last, str) else paths.documents_folder()
        proposal = folder / f"{ascii_name(_(_FILE_NAME))}-{year.plan.year}{CALENDAR}"
        path = ask.save_file(self, self._, self._("Save as a calendar"), self._(CALENDARS), proposal)
        if path is None:
            return
        with self.session.attempt():
            files.write_whole(path, exported(year, CALENDAR, _, stand_of(self.session.register)))
            self.session.settings.put("documents_folder", str(path.absolute().parent))
            self.session.told.emit(self._("Saved as {path}", path=path))

    # -- looks
    def _lay_out(self) -> None:
        _ = self._
        self.below = QStackedWidget()
        hint = Note(_("Select an event to see and change all of it here."))
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        hint.setMargin(24)
        self.below.addWidget(hint)
        self.below.addWidget(self.form)
        lists = QSplitter(Qt.Orientation.Vertical)
        lists.addWidget(self.table)
        lists.addWidget(self.below)
        lists.setChildrenCollapsible(False)
        lists.setSizes([360, 240])
        drawn = QWidget()
        column = QVBoxLayout(drawn)
        column.setContentsMargins(0, 0, 0, 0)
        self.elsewhere = Note()
        self.elsewhere.setContentsMargins(look.MARGIN, 0, look.MARGIN, look.GAP)
        column.addWidget(self.wheel, 1)
        column.addWidget(self.elsewhere)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(drawn)
        across.addWidget(lists)
        across.setChildrenCollapsible(False)
        across.setSizes([660, 560])
        self.filled = QWidget()
        whole = QVBoxLayout(self.filled)
        whole.setContentsMargins(0, look.GAP, 0, 0)
        whole.addLayout(self._deeds())
        whole.addWidget(across, 1)
        self.empty = self._beginning()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.filled)
        self.stack.addWidget(self.empty)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.stack)

    def _deeds(self) -> QHBoxLayout:
        _ = self._
        self.done_button = push_button(_("Mark as done"), "done", self.toggle_done)
        self.done_button.setMinimumWidth(150)
        self.delete_button = push_button(_("Delete"), "delete", self.delete)
        row = QHBoxLayout()
        row.setContentsMargins(look.MARGIN, 0, look.MARGIN, 0)
        row.addWidget(push_button(_(NEW_EVENT), "add", self.new_event))
        row.addWidget(self.done_button)
        row.addWidget(self.delete_button)
        row.addStretch(1)
        row.addWidget(push_button(_("Save as a calendar…"), "wheel", self.save_calendar))
        return row

    def _beginning(self) -> QWidget:
        """What an empty wheel says: how to begin."""
        _ = self._
        title = QLabel(_("There is nothing in this year's annual wheel yet"))
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.3)
        title.setFont(font)
        note = Note(
            _(
                "A usual year has four meetings, a strategy day and the ends of the report periods, on days "
                "that you then move. Or write down one event at a time."
            )
        )
        note.setMaximumWidth(_WIDEST_NOTE)
        self.usual = push_button(_(USUAL_YEAR), "wheel", self.usual_year)
        self.usual.setDefault(True)
        beginning = QWidget()
        column = QVBoxLayout(beginning)
        column.setSpacing(look.MARGIN)
        column.addStretch(2)
        for widget in (title, note):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(widget, 8)
            row.addStretch(1)
            column.addLayout(row)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.usual)
        buttons.addWidget(push_button(_(NEW_EVENT), "add", self.new_event))
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addStretch(3)
        return beginning
