"""A page that is a list of records with the chosen one's form beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from riskreg.domain.assessment_records import ChangeAssessment
from riskreg.domain.ordering import moved
from riskreg.domain.records import Record, Undertaking
from riskreg.gui import look
from riskreg.gui.buttons import push_button, tool_button
from riskreg.gui.first_steps import FirstSteps
from riskreg.gui.record_form import RecordForm
from riskreg.gui.record_table import RecordTable
from riskreg.gui.session import Session
from riskreg.texts import N_


class ListPage(QWidget):
    """The list on the left, the form on the right; an empty year says what to do first.

    `first_field` is where a new record is begun; `widths` are those of the list and the form at the start.
    """

    first_field = "text"
    widths = (900, 400)

    def __init__(self, session: Session, form: RecordForm, first: FirstSteps, new: str) -> None:
        super().__init__()
        self.session, self._ = session, session.texts
        self.form, self.empty = form, first
        self.table = RecordTable(session, self.kind, self.kind.table)
        self._lay_out(new)
        self.table.selection_changed.connect(self._fill_form)
        self.table.entered.connect(lambda: self.form.focus_field(self.first_field))
        self.table.model_.refused.connect(self._refused)
        self.empty.new_wanted.connect(self.new_record)
        session.stepped.connect(self._refresh)
        session.year_changed.connect(self._refresh)
        self._refresh()

    # -- what each page says
    @property
    def kind(self) -> type[ChangeAssessment | Undertaking]:
        """What the page lists."""
        raise NotImplementedError

    def all_records(self) -> Sequence[Any]:
        """What is listed, in the user's order."""
        raise NotImplementedError

    def new_record(self) -> None:
        """Add a record and begin to write it."""
        raise NotImplementedError

    # -- what is shown
    @property
    def record(self) -> Any:
        """The chosen record; None when there is none."""
        chosen = self.table.selected()
        return chosen[0] if chosen else None

    @property
    def first_stop(self) -> QWidget:
        """What has the focus when the page is entered."""
        return self.table if self.all_records() else self.empty.new

    def flush(self) -> None:
        """Commit what is being typed."""
        self.form.flush()

    def select_record(self, record: Record) -> None:
        """Choose a record, or what it is part of."""
        self.table.select([getattr(record, "assessment_id", record.id)])
        self.table.setFocus()

    def _refresh(self, _announcement: object = None) -> None:
        records = self.all_records()
        self.table.show_records(records)
        self.stack.setCurrentWidget(self.split if records else self.empty)
        if records and not self.table.selected():
            self.table.select([records[0].id])
        self._fill_form()

    def _fill_form(self) -> None:
        record = self.record
        self.form.show_records([record] if record else [])
        self.beside.setVisible(record is not None)
        for tool in self.tools:
            tool.setEnabled(record is not None)

    def _refused(self, record: Record, field: Any, text: str, trouble: Any) -> None:
        """What the table could not take is mended in the form."""
        self.form.show_refused(record, field, text, trouble)
        self.session.trouble.emit(trouble.say(self._))

    # -- deeds
    def begin(self, record: Record | None) -> None:
        """Choose what is new and let its text be typed."""
        if record is not None:
            self.table.select([record.id])
            self.form.focus_field(self.first_field, select=True)

    def delete(self) -> None:
        """Delete the chosen record with all that is part of it, as one step."""
        record = self.record
        if record is not None:
            at = self.table.model_.row_of(record.id) or 0
            number = self.session.year.number(record)
            with (
                self.session.attempt(),
                self.session.register.step(N_("Delete {number}"), number=number) as edit,
            ):
                edit.remove(record)
            left = self.table.model_.records
            if left:
                self.table.select([left[min(at, len(left) - 1)].id])

    def move_by(self, by: int) -> None:
        """Move the chosen record up (by < 0) or down in the user's own order."""
        record = self.record
        if record is None:
            return
        if self.table.model_.sorted_by is not None:
            self.session.told.emit(self._("Sorted by a column, rows cannot be moved. Back to your order."))
            self.table.sort_by(None)
            return
        self.flush()
        number = self.session.year.number(record)
        with self.session.attempt(), self.session.register.step(N_("Move {number}"), number=number) as edit:
            edit.apply(moved(self.all_records(), record, by))
        self.table.select([record.id])

    def copy_rows(self) -> None:
        """Copy the chosen row as a table."""
        from riskreg.gui.grid_clipboard import copy_rows

        copy_rows(self.session, self.table)

    def paste_rows(self) -> None:
        """Paste a cell or a block of them, from a spreadsheet or from here."""
        from riskreg.gui.grid_clipboard import paste

        self.flush()
        paste(self.session, self.table)

    def show_record_history(self) -> None:
        """Show what happened to the chosen record."""
        if record := self.record:
            self.flush()
            self.session.history_wanted.emit(record)

    # -- looks
    def _lay_out(self, new: str) -> None:
        self.table.setSelectionMode(self.table.SelectionMode.SingleSelection)
        self.table.setAccessibleName(new)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(look.MARGIN, look.GAP, 0, look.GAP)
        column.setSpacing(look.GAP)
        column.addLayout(self._deeds(new))
        column.addWidget(self.table, 1)
        self.beside = QWidget()
        inside = QVBoxLayout(self.beside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.form)
        self.split = QSplitter()
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(left)
        self.split.addWidget(self.beside)
        self.split.setStretchFactor(1, 1)
        self._remember_split()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.split)
        self.stack.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    def _remember_split(self) -> None:
        name = f"{self.kind.table}_split"
        sizes = self.session.settings.get(name)
        right = isinstance(sizes, list) and len(sizes) == 2 and all(isinstance(s, int) for s in sizes)
        self.split.setSizes(sizes if right and isinstance(sizes, list) else list(self.widths))
        self.split.splitterMoved.connect(lambda *_place: self.session.settings.put(name, self.split.sizes()))

    def _deeds(self, new: str) -> QHBoxLayout:
        self.new_button = push_button(new, "add", self.new_record)
        row = QHBoxLayout()
        row.setSpacing(look.GAP)
        row.addWidget(self.new_button)
        row.addStretch(1)
        self.tools: list[QToolButton] = []
        for text, icon, deed in (
            (self._("Move up"), "up", lambda: self.move_by(-1)),
            (self._("Move down"), "down", lambda: self.move_by(1)),
            (self._("Delete"), "delete", self.delete),
        ):
            tool = tool_button(text, icon, deed)
            self.tools.append(tool)
            row.addWidget(tool)
        return row
