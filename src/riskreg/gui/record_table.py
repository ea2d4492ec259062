"""A table of records: columns from the fields, editing in the cell, sorting, a remembered layout."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from riskreg.domain.fields import Kind
from riskreg.domain.records import Record
from riskreg.gui import look
from riskreg.gui.cells import CellDelegate, row_height
from riskreg.gui.record_model import NUMBER, RecordModel
from riskreg.gui.session import Session

# How wide a column starts, in digits of the font.
_WIDTHS: dict[Kind, int] = {
    Kind.KEY: 6,
    Kind.OWNER: 6,
    Kind.LINK: 20,
    Kind.LINEAGE: 20,
    Kind.POSITION: 6,
    Kind.LINE: 15,
    Kind.PARAGRAPH: 34,
    Kind.STEP: 4,
    Kind.CHOICE: 15,
    Kind.NUMBER: 17,
    Kind.DECIMAL: 12,
    Kind.DATE: 12,
    Kind.PICTURE: 6,
    Kind.BLOB: 6,
    Kind.TIME: 7,
}
_NUMBER_DIGITS = 5
_LEAST_STRETCH = 160
_Flag = QItemSelectionModel.SelectionFlag
_Trigger = QAbstractItemView.EditTrigger


class RecordTable(QTableView):
    """Shows what `show_records` gives; the layout is remembered in the settings under `name`.

    The columns start in the order of the fields, those of `first` before the others.
    """

    selection_changed = Signal()
    entered = Signal()  # Enter: go to the form

    def __init__(
        self,
        session: Session,
        kind: type[Record],
        name: str,
        first: Sequence[str] = (),
        *,
        model: RecordModel | None = None,
        number_digits: int = _NUMBER_DIGITS,
    ) -> None:
        super().__init__()
        self._number_digits = number_digits
        self._first = first
        self._session = session
        self._ = session.texts
        self._name = name
        self._restoring = False
        self._remember = QTimer(self)  # dragging a column's edge changes its width many times a second
        self._remember.setSingleShot(True)
        self._remember.setInterval(300)
        self._remember.timeout.connect(self.keep_layout)
        self.model_ = model or RecordModel(session, kind)
        self.empty_text = ""
        self.setModel(self.model_)
        self.setItemDelegate(CellDelegate(session, self))
        self.setSelectionBehavior(self.SelectionBehavior.SelectRows)
        self.setSelectionMode(self.SelectionMode.ExtendedSelection)
        self.setEditTriggers(_Trigger.DoubleClicked | _Trigger.EditKeyPressed)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(self.Shape.NoFrame)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self._set_up_headers()
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        self.restore_layout()

    def _set_up_headers(self) -> None:
        rows, header = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._size_rows()
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setFixedHeight(self.fontMetrics().height() + 12)
        header.setMinimumSectionSize(28)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setAccessibleName(self._("Columns"))
        header.sectionClicked.connect(self._header_clicked)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._offer_columns)
        header.sectionResized.connect(self._resized)
        header.sectionMoved.connect(self._layout_changed)

    # -- records
    def show_records(self, records: Sequence[Record]) -> None:
        """Show these, keeping the selection, the current cell and what is in view."""
        selected = {record.id for record in self.selected()}
        current = self.currentIndex()
        now = self.model_.records[current.row()].id if current.isValid() else None
        scrolled = self.verticalScrollBar().value()
        self._restoring = True
        if self.model_.show(records):
            self._select_rows(selected, now, current.column())
            self.verticalScrollBar().setValue(scrolled)
        self._restoring = False
        if {record.id for record in self.selected()} != selected:
            self.selection_changed.emit()

    def selected(self) -> list[Record]:
        """The selected records, in the order shown."""
        selection = self.selectionModel().selection()  # its ranges: asking for rows asks every cell
        ranges = [selection.at(at) for at in range(selection.count())]
        rows = sorted({row for r in ranges for row in range(r.top(), r.bottom() + 1)})
        return [self.model_.records[row] for row in rows]

    def select(self, ids: Iterable[int | None]) -> None:
        """Select the records with these ids, those that are shown, and bring the first into view."""
        wanted = set(ids)
        first = next((r.id for r in self.model_.records if r.id in wanted), None)
        self._restoring = True
        self._select_rows(wanted, first, max(self.currentIndex().column(), 0))
        self._restoring = False
        if (row := self.model_.row_of(first)) is not None:
            self.scrollTo(self.model_.index(row, self._first_column()))
        self.selection_changed.emit()

    def _select_rows(self, ids: set[int | None], current: int | None, column: int) -> None:
        selection, last = QItemSelection(), self.model_.columnCount() - 1
        rows = sorted(row for n in ids if (row := self.model_.row_of(n)) is not None)
        for row in rows:
            selection.select(self.model_.index(row, 0), self.model_.index(row, last))
        at = self.model_.row_of(current) if current is not None else None
        at = at if at is not None else next(iter(rows), None)
        if at is not None:
            self.selectionModel().setCurrentIndex(self.model_.index(at, max(column, 0)), _Flag.NoUpdate)
        self.selectionModel().select(selection, _Flag.ClearAndSelect)

    def _first_column(self) -> int:
        header = self.horizontalHeader()
        return next(
            (
                header.logicalIndex(at)
                for at in range(header.count())
                if not header.isSectionHidden(header.logicalIndex(at))
            ),
            0,
        )

    def _selection_changed(self) -> None:
        if not self._restoring:
            self.selection_changed.emit()

    # -- sorting
    def _header_clicked(self, column: int) -> None:
        """First ascending, then descending, then back to the user's own order."""
        ascending, descending = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        following: dict[Any, tuple[int, Qt.SortOrder] | None] = {
            (column, ascending): (column, descending),
            (column, descending): None,
        }
        self.sort_by(following.get(self.model_.sorted_by, (column, ascending)))

    def sort_by(self, wanted: tuple[int, Qt.SortOrder] | None) -> None:
        """Sort by a column, or not at all."""
        selected = {record.id for record in self.selected()}
        current = self.currentIndex()
        now = self.model_.records[current.row()].id if current.isValid() else None
        self._restoring = True
        if self.model_.sort_by(*(wanted or (None,))):
            self._select_rows(selected, now, current.column())
        self._restoring = False
        self._show_sorting()
        self._layout_changed()

    def _show_sorting(self) -> None:
        header, sorted_by = self.horizontalHeader(), self.model_.sorted_by
        header.setSortIndicatorShown(sorted_by is not None)
        if sorted_by:
            header.setSortIndicator(*sorted_by)

    # -- layout
    def layout_state(self) -> dict[str, Any]:
        """The columns in their order with width and whether they are hidden, and the sorting."""
        header = self.horizontalHeader()
        columns = [header.logicalIndex(at) for at in range(header.count())]
        sorted_by = self.model_.sorted_by
        return {
            "columns": [
                {
                    "name": self._column_name(c),
                    "width": self._width_of(c),
                    "hidden": header.isSectionHidden(c),
                }
                for c in columns
            ],
            "sorted": [self._column_name(sorted_by[0]), sorted_by[1].value] if sorted_by else None,
        }

    def keep_layout(self) -> None:
        """Remember the layout."""
        self._remember.stop()
        self._session.settings.put(f"table.{self._name}", self.layout_state())

    def restore_layout(self) -> None:
        """Bring back the remembered layout; what it does not know starts as it does the first time."""
        header = self.horizontalHeader()
        self._restoring = True
        digit = self.fontMetrics().horizontalAdvance("0")
        self._widths = {NUMBER: self._number_digits * digit + 4}
        for column, field in enumerate(self.model_.fields, 1):
            self._widths[column] = _WIDTHS[field.kind] * digit + 8
            header.setSectionHidden(column, not field.shown)
        for place, column in enumerate(self._starting_order()):
            header.moveSection(header.visualIndex(column), place)
        state = self._session.settings.get(f"table.{self._name}")
        if isinstance(state, dict):
            self._restore(state)
        for column, width in self._widths.items():
            header.resizeSection(column, width)
        self._restoring = False
        self._show_sorting()
        self._give_slack()

    def _starting_order(self) -> list[int]:
        first = [self.model_.column(name) for name in self._first]
        others = [c for c in range(1, self.model_.columnCount()) if c not in first]
        return [NUMBER, *first, *others]

    def _restore(self, state: dict[str, Any]) -> None:
        header = self.horizontalHeader()
        names = {self._column_name(c): c for c in range(self.model_.columnCount())}
        known = [c for c in state.get("columns", ()) if isinstance(c, dict) and c.get("name") in names]
        for place, saved in enumerate(known):
            column = names[saved["name"]]
            header.moveSection(header.visualIndex(column), place)
            header.setSectionHidden(column, bool(saved.get("hidden")))
            if isinstance(width := saved.get("width"), int) and 20 <= width <= 2000:
                self._widths[column] = width
        match state.get("sorted"):
            case [str(name), int(order)] if name in names and order in (0, 1):
                self.model_.sort_by(names[name], Qt.SortOrder(order))

    def _column_name(self, column: int) -> str:
        field = self.model_.field(column)
        return field.name if field else "number"

    def _width_of(self, column: int) -> int:
        return self._widths.get(column, 100)

    def _resized(self, column: int, _old: int, new: int) -> None:
        """The user's own width, not one that the slack gave or that hiding took."""
        stretched = self.horizontalHeader().sectionResizeMode(column) == QHeaderView.ResizeMode.Stretch
        if not self._restoring and new > 0 and not stretched:
            self._widths[column] = new
            self._layout_changed()

    def _layout_changed(self) -> None:
        if not self._restoring:
            self._give_slack()
            self._remember.start()

    def _give_slack(self) -> None:
        """The first long text takes the room that the others leave, when they leave enough."""
        header = self.horizontalHeader()
        shown = [c for c in range(header.count()) if not header.isSectionHidden(c)]
        fields = self.model_.fields
        long = next((c for c in shown if c != NUMBER and fields[c - 1].kind is Kind.PARAGRAPH), None)
        others = sum(header.sectionSize(c) for c in shown if c != long)
        enough = self.viewport().width() - others >= _LEAST_STRETCH
        self._restoring, before = True, self._restoring
        for column in shown:
            stretch = column == long and enough
            mode = QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.Interactive
            if header.sectionResizeMode(column) != mode:
                header.setSectionResizeMode(column, mode)
                if not stretch:
                    header.resizeSection(column, self._widths[column])
        self._restoring = before

    def _offer_columns(self, place: QPoint) -> None:
        self.columns_menu().exec(self.horizontalHeader().mapToGlobal(place))

    def columns_menu(self) -> QMenu:
        """Which columns are shown."""
        menu, header = QMenu(self), self.horizontalHeader()
        for column, field in enumerate(self.model_.fields, 1):
            action = menu.addAction(self._(field.label).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(not header.isSectionHidden(column))
            action.toggled.connect(lambda on, column=column: self._show_column(column, on))
        menu.addSeparator()
        menu.addAction(self._("Standard columns")).triggered.connect(self._forget_layout)
        return menu

    def _show_column(self, column: int, on: bool) -> None:
        self._restoring = True
        self.horizontalHeader().setSectionHidden(column, not on)
        if on:
            self.horizontalHeader().resizeSection(column, self._widths[column])
        self._restoring = False
        self._layout_changed()

    def _forget_layout(self) -> None:
        self.sort_by(None)
        self._remember.stop()
        self._session.settings.put(f"table.{self._name}", None)
        self.restore_layout()

    def _size_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(row_height(self.fontMetrics()))

    # -- Qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The slack goes to the text."""
        super().resizeEvent(event)
        self._give_slack()

    def changeEvent(self, event: QEvent) -> None:
        """Rows grow with the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._size_rows()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the form; F2 edits the cell."""
        editing = self.state() == self.State.EditingState
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editing:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _paint_rules(self) -> None:
        rows, count = self.verticalHeader(), len(self.model_.records)
        first, last = rows.visualIndexAt(0), rows.visualIndexAt(self.viewport().height())
        if count and first >= 0:
            painter = QPainter(self.viewport())
            painter.setPen(look.rule())
            width, high = self.viewport().width(), rows.defaultSectionSize()
            for row in range(first, (last if last >= 0 else count - 1) + 1):
                bottom = rows.sectionViewportPosition(row) + high - 1
                painter.drawLine(0, bottom, width, bottom)
            painter.end()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The lines between the rows; and why there is nothing, when there is nothing."""
        super().paintEvent(event)
        self._paint_rules()
        if not self.model_.records and self.empty_text:
            painter = QPainter(self.viewport())
            painter.setPen(look.quiet())
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.viewport().rect().adjusted(24, 24, -24, -24), flags, self.empty_text)
