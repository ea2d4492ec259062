"""A grid to enter values in as in a spreadsheet: type straight in, Tab goes on, Enter goes down."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from riskreg.domain.fields import Kind
from riskreg.domain.records import Record
from riskreg.gui import look
from riskreg.gui.cells import CellDelegate, row_height
from riskreg.gui.editors import offered
from riskreg.gui.grid_model import GridModel
from riskreg.gui.record_model import NUMBER, Index, RecordRole
from riskreg.gui.session import Session
from riskreg.gui.text_edits import TextArea, TextLine

# How wide a column is, in digits of the font.
_WIDTHS: dict[Kind, int] = {
    Kind.KEY: 6,
    Kind.OWNER: 6,
    Kind.LINK: 12,
    Kind.LINEAGE: 12,
    Kind.POSITION: 6,
    Kind.LINE: 16,
    Kind.PARAGRAPH: 30,
    Kind.STEP: 4,
    Kind.CHOICE: 15,
    Kind.NUMBER: 11,
    Kind.DECIMAL: 11,
    Kind.DATE: 13,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CLEAR = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_Trigger = QAbstractItemView.EditTrigger


class GridDelegate(CellDelegate):
    """Cells that warn stand out; what was refused is edited as it was typed."""

    def paint(self, painter: Any, option: Any, index: Index) -> None:
        """The warning's colours under the text, where there is one; a hint steps back."""
        model = index.model()
        assert isinstance(model, GridModel)
        record, field = model.records[index.row()], model.field(index.column())
        option = QStyleOptionViewItem(option)
        if not option.state & QStyle.StateFlag.State_Selected:
            palette = QPalette(option.palette)
            if model.warns(record, field):
                ground, ink = look.warning_colours()
                painter.fillRect(option.rect.adjusted(0, 1, -1, -1), ground)
                palette.setColor(QPalette.ColorRole.Text, ink)
            elif field and getattr(record, field.name) in (None, ""):
                palette.setColor(QPalette.ColorRole.Text, look.quiet())
            option.palette = palette
        super().paint(painter, option, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """What is stored, or what was typed and refused."""
        super().setEditorData(editor, index)
        model, field = index.model(), self._field(index)
        assert isinstance(model, GridModel)
        draft = model.drafts.get((model.key(index.data(RecordRole)), field.name))
        if draft and isinstance(editor, TextLine) and not editor.isModified():
            editor.setText(draft[0])
            editor.setModified(True)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Commit; what is typed back to what is stored mends a draft as well."""
        super().setModelData(editor, model, index)
        if isinstance(editor, TextLine) and not editor.pending():
            model.setData(index, index.data(Qt.ItemDataRole.EditRole))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter commits and goes down."""
        if isinstance(editor, TextLine | TextArea) and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._finish(editor)
                view = self.parent()
                assert isinstance(view, Grid)
                view.go_down()
                return True
        return super().eventFilter(editor, event)


class Grid(QTableView):
    """A table whose cells are typed into.  What is refused stays in its cell until it is mended."""

    def __init__(self, session: Session, model: GridModel, name: str) -> None:
        super().__init__()
        self._ = session.texts
        self.model_ = model
        self.setModel(model)
        self.setItemDelegate(GridDelegate(session, self))
        self.setAccessibleName(name)
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        self.setEditTriggers(
            _Trigger.DoubleClicked
            | _Trigger.EditKeyPressed
            | _Trigger.AnyKeyPressed
            | _Trigger.SelectedClicked
        )
        self.setTabKeyNavigation(False)
        self.setShowGrid(True)
        self.setWordWrap(False)
        self.setFrameShape(self.Shape.NoFrame)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self._set_up_columns()

    def _set_up_columns(self) -> None:
        header, digit = self.horizontalHeader(), self.fontMetrics().horizontalAdvance("0")
        self.verticalHeader().setDefaultSectionSize(row_height(self.fontMetrics()))
        header.setHighlightSections(False)
        header.setMinimumSectionSize(60)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        fields = self.model_.fields
        long = [c for c, f in enumerate(fields, 1) if f.kind is Kind.PARAGRAPH]
        for column in (NUMBER, *long):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column, field in enumerate(fields, 1):
            if column not in long:
                title = self.fontMetrics().horizontalAdvance(self._(field.label)) + 16
                self.setColumnWidth(column, max(_WIDTHS[field.kind] * digit, title))

    # -- where one is
    def shown_columns(self) -> list[int]:
        """The columns, from left to right."""
        return list(range(self.model_.columnCount()))

    def selected(self) -> list[Record]:
        """The record that one is at, if any."""
        at = self.currentIndex()
        return [self.model_.records[at.row()]] if at.isValid() else []

    def select_row(self, row: int, column: int = 1) -> None:
        """Make a cell the current one."""
        self.setCurrentIndex(self.model_.index(row, column))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def edit_cell(self, row: int, column: int) -> None:
        """Begin to edit a cell."""
        self.select_row(row, column)
        self.edit(self.model_.index(row, column))

    def go(self, by: int) -> bool:
        """To the next or the previous cell that can be typed in; whether there is one."""
        at, columns = self.currentIndex(), self.model_.columnCount()
        place = at.row() * columns + at.column() + by
        while 0 <= place < self.model_.rowCount() * columns:
            row, column = divmod(place, columns)
            if column != NUMBER:
                self.setCurrentIndex(self.model_.index(row, column))
                return True
            place += by
        return False

    def go_down(self) -> None:
        """To the cell below, unless what was typed here was refused."""
        at = self.currentIndex()
        if not self._is_refused(at) and at.row() + 1 < self.model_.rowCount():
            self.setCurrentIndex(self.model_.index(at.row() + 1, at.column()))

    def _is_refused(self, at: QModelIndex) -> bool:
        field = self.model_.field(at.column()) if at.isValid() else None
        return field is not None and (self.model_.key(at.data(RecordRole)), field.name) in self.model_.drafts

    def flush(self) -> None:
        """Commit what is being typed."""
        at = self.currentIndex()
        editor = self.indexWidget(at) if at.isValid() else None
        if editor is not None and self.state() == self.State.EditingState:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    # -- Qt
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """After Tab the next cell is current, ready to be typed into."""
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        steps = {
            QAbstractItemDelegate.EndEditHint.EditNextItem: 1,
            QAbstractItemDelegate.EndEditHint.EditPreviousItem: -1,
        }
        if hint in steps and not self._is_refused(self.currentIndex()):
            self.go(steps[hint])

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from cell to cell, and on from the last."""
        if self.currentIndex().isValid() and self.go(1 if forward else -1):
            return True
        return super().focusNextPrevChild(forward)

    def event(self, event: QEvent) -> bool:
        """Delete empties the cell; it is not the window's command."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _CLEAR
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes down; Delete empties; a letter chooses what begins with it."""
        at, plain = self.currentIndex(), not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if self.state() == self.State.EditingState or not at.isValid() or not plain:
            super().keyPressEvent(event)
        elif event.key() in _ENTER:
            self.go_down()
        elif event.key() in _CLEAR:
            self._clear(at)
        elif not (event.text().strip() and self._choose(at, event.text())):
            super().keyPressEvent(event)

    def _clear(self, at: QModelIndex) -> None:
        field = self.model_.field(at.column())
        if field is None:
            return
        record = at.data(RecordRole)
        default = type(record).__dataclass_fields__[field.name].default
        self.model_.setData(at, default)

    def _choose(self, at: QModelIndex, letter: str) -> bool:
        """Choose the next whose text begins with a letter; whether the cell holds one of a closed set."""
        field = self.model_.field(at.column())
        if field is None or field.kind is not Kind.CHOICE:
            return False
        record = at.data(RecordRole)
        fitting = [
            c
            for c in offered(record, field)
            if c and self._(c.label).casefold().startswith(letter.casefold())
        ]
        if fitting:
            now = getattr(record, field.name)
            following = fitting.index(now) + 1 if now in fitting else 0
            self.model_.setData(at, fitting[following % len(fitting)])
        return True
