"""The parts of a record as a small table in its form: rows added, written in place, moved and removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QHBoxLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from riskreg.domain.assessing import new_part
from riskreg.domain.fields import Field, Kind
from riskreg.domain.ordering import moved_within
from riskreg.domain.records import Record
from riskreg.domain.year import AssessmentPart
from riskreg.faults import Trouble
from riskreg.gui import look
from riskreg.gui.buttons import push_button, tool_button
from riskreg.gui.cells import CellDelegate
from riskreg.gui.notes import Note, Remark
from riskreg.gui.record_model import Index, RecordRole
from riskreg.gui.record_table import RecordTable
from riskreg.gui.session import Session
from riskreg.gui.text_edits import TextArea, TextLine
from riskreg.texts import N_

Drafts = dict[tuple[int | None, str], str]  # what was typed into a row's field and refused


class RowDelegate(CellDelegate):
    """Begins with what was typed before and could not be taken."""

    def __init__(self, session: Session, parent: RecordTable, drafts: Drafts) -> None:
        super().__init__(session, parent)
        self._drafts = drafts

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The refused text, to be mended; otherwise the value."""
        draft = self._drafts.get((index.data(RecordRole).id, self._field(index).name))
        if draft is None or not isinstance(editor, (TextLine, TextArea)):
            super().setEditorData(editor, index)
        elif isinstance(editor, TextLine):
            editor.setText(draft)
            editor.setModified(True)
        else:
            editor.setPlainText(draft)
            editor.document().setModified(True)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Tab goes on to the next cell from a long text as well."""
        if isinstance(editor, TextArea) and isinstance(event, QKeyEvent):
            hint = _BESIDE.get(Qt.Key(event.key()))
            if hint is not None and event.type() == QEvent.Type.KeyPress:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, hint)
                return True
        return super().eventFilter(editor, event)


_BESIDE = {
    Qt.Key.Key_Tab: QAbstractItemDelegate.EndEditHint.EditNextItem,
    Qt.Key.Key_Backtab: QAbstractItemDelegate.EndEditHint.EditPreviousItem,
}


class RowsTable(RecordTable):
    """A table as high as its rows.  Enter writes in the cell, Delete removes the row."""

    removal_wanted = Signal()

    def __init__(self, session: Session, kind: type[Record], drafts: Drafts) -> None:
        super().__init__(session, kind, f"rows.{kind.table}")
        self.setItemDelegate(RowDelegate(session, self, drafts))
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionsClickable(False)  # the order is the paper's
        if not any(field.kind is Kind.PARAGRAPH for field in self.model_.fields):
            self.horizontalHeader().setStretchLastSection(True)  # no text takes the slack
        self.entered.connect(self._edit)
        self.model_.modelReset.connect(self.fit)

    def fit(self) -> None:
        """Be as high as what is shown."""
        high = self.horizontalHeader().height() + self.verticalHeader().length()
        bar = self.horizontalScrollBar()
        if bar.maximum() > bar.minimum():
            high += bar.sizeHint().height()
        self.setFixedHeight(high + 2)

    def write(self, number: int | None, name: str) -> None:
        """Open the editor of a row's field."""
        row = self.model_.row_of(number)
        if row is not None:
            index = self.model_.index(row, self.model_.column(name))
            self.setCurrentIndex(index)
            self.setFocus()
            self.edit(index)

    def _edit(self) -> None:
        index = self.currentIndex()
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes the row."""
        if event.key() == Qt.Key.Key_Delete and self.state() != self.State.EditingState:
            self.removal_wanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns may now fit, or no longer."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self.fit)


class RowsSection(QWidget):
    """The rows of one kind that belong to the shown record.

    `accept` may take what a cell could not ("Yearly" where a day stands); it says whether it did.
    """

    def __init__(
        self,
        session: Session,
        kind: type[AssessmentPart],
        new: str,
        nothing: str,
        accept: Callable[[Record, Field, str], bool] | None = None,
    ) -> None:
        super().__init__()
        self._session, self.kind, self._accept = session, kind, accept
        self._ = _ = session.texts
        self.owner_id: int | None = None
        self.rows: Sequence[AssessmentPart] = ()
        self._drafts: Drafts = {}
        self._new = new
        self.table = RowsTable(session, kind, self._drafts)
        self.table.model_.refused.connect(self._refused)
        self.table.removal_wanted.connect(self.remove)
        self.table.selection_changed.connect(self._enable)
        self.nothing = Note(_(nothing))
        self.remark = Remark()
        self.add_button = push_button(_(new), "add", self.add)
        self.bar = QHBoxLayout()
        self.bar.setSpacing(look.GAP)
        self.bar.addWidget(self.add_button)
        self.bar.addStretch(1)
        self._tools: list[QToolButton] = []
        for text, icon, deed in (
            (_("Move the row up"), "up", lambda: self.move_by(-1)),
            (_("Move the row down"), "down", lambda: self.move_by(1)),
            (_("Remove the row"), "delete", self.remove),
        ):
            tool = tool_button(text, icon, deed)
            self._tools.append(tool)
            self.bar.addWidget(tool)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.nothing, self.table, self.remark):
            column.addWidget(widget)
        column.addLayout(self.bar)

    # -- what is shown
    def show_rows(self, owner_id: int | None, rows: Sequence[AssessmentPart]) -> None:
        """Show the rows of a record."""
        if owner_id != self.owner_id:
            self.remark.say("")
        self.owner_id, self.rows = owner_id, rows
        self.table.show_records(rows)
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.table.fit()
        self._enable()

    @property
    def row(self) -> AssessmentPart | None:
        """The chosen row."""
        chosen = self.table.selected()
        return chosen[0] if chosen and isinstance(chosen[0], self.kind) else None

    def has_focus(self) -> bool:
        """Whether the user is at work here."""
        return self.isAncestorOf(self.window().focusWidget() or self.window())

    def _enable(self) -> None:
        for tool in self._tools:
            tool.setEnabled(self.row is not None)

    # -- deeds
    def add(self) -> None:
        """Add a row at the end and write in it."""
        if self.owner_id is None:
            return
        added: Any = None
        with self._session.attempt(), self._session.register.step(self._new) as edit:
            added = edit.add(new_part(self._session.year, self.owner_id, self.kind, self._))
        if added is not None:
            self.table.select([added.id])
            self.table.write(added.id, self.table.model_.fields[0].name)

    def remove(self) -> None:
        """Remove the chosen row."""
        row = self.row
        if row is not None:
            at = self.table.model_.row_of(row.id) or 0
            with self._session.attempt(), self._session.register.step(N_("Remove a row")) as edit:
                edit.remove(row)
            left = self.table.model_.records
            if left:
                self.table.select([left[min(at, len(left) - 1)].id])
                self.table.setFocus()
            else:
                self.add_button.setFocus()

    def move_by(self, by: int) -> None:
        """Move the chosen row up (by < 0) or down."""
        row = self.row
        if row is not None:
            with self._session.attempt(), self._session.register.step(N_("Move a row")) as edit:
                edit.apply(moved_within(self.rows, row, by))
            self.table.select([row.id])

    def _refused(self, record: Record, field: Field, text: str, trouble: Trouble) -> None:
        """Keep what was typed for the cell's next editing, and say below what is wrong with it."""
        if self._accept and self._accept(record, field, text):
            self._settled(record, field)
            return
        self._drafts[record.id, field.name] = text
        self.remark.say(trouble.say(self._))

    def _settled(self, record: Record, field: Field) -> None:
        self._drafts.pop((record.id, field.name), None)
        self.remark.say("")

    def heard(self, announcement: Any) -> None:
        """What was refused before is mended once the row is changed."""
        for change in getattr(announcement, "changes", ()):
            if type(change.record) is self.kind:
                for key in [key for key in self._drafts if key[0] == change.record.id]:
                    del self._drafts[key]
                    self.remark.say("")
