"""Rows of texts to read: no editing, no records behind them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from riskreg.gui import look
from riskreg.gui.tips import plain

Index: TypeAlias = QModelIndex | QPersistentModelIndex

_SHOWN = 500  # characters of a cell; the tip has more
_TIP = 2_000
_WIDEST = 360
_MEASURED = 200  # rows that a column's width is taken from
_ROW = 24


class _Rows(QAbstractTableModel):
    def __init__(self, headings: Sequence[str]) -> None:
        super().__init__()
        self.headings = headings
        self.rows: Sequence[Sequence[str]] = ()
        self.marked: Collection[int] = ()
        self.marked_at = 1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        text = self.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(text[:_SHOWN].split())
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(text[:_TIP])
        if role == Qt.ItemDataRole.DecorationRole and self._is_marked(index):
            return look.icon("warning")
        return None

    def _is_marked(self, index: Index) -> bool:
        return index.column() == self.marked_at and index.row() in self.marked

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None


class TextTable(QTableView):
    """Shows rows of texts, each column as wide as what it holds, the last one taking the rest."""

    widest = _WIDEST  # of a column that is as wide as what it holds

    def __init__(self, name: str, headings: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Rows(headings)
        self._stretched = len(headings) - 1
        self.setModel(self._rows)
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setResizeContentsPrecision(_MEASURED)
        self.stretch(self._stretched)

    def stretch(self, column: int) -> None:
        """Let this column take the room that is left."""
        header = self.horizontalHeader()
        header.setSectionResizeMode(self._stretched, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self._stretched = column

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these."""
        self._rows.beginResetModel()
        self._rows.rows, self._rows.marked = rows, ()
        self._rows.endResetModel()
        for column in range(len(self._rows.headings)):
            if column != self._stretched:
                self.resizeColumnToContents(column)
                self.setColumnWidth(column, min(self.columnWidth(column), self.widest))

    def mark(self, rows: Collection[int], column: int = 1) -> None:
        """Put a warning's sign at these rows, in one of their columns."""
        self._rows.marked, self._rows.marked_at = frozenset(rows), column
        self.viewport().update()

    def height_of_all(self) -> int:
        """The height at which nothing has to be scrolled."""
        frame = 2 * self.frameWidth()
        return self.horizontalHeader().sizeHint().height() + len(self._rows.rows) * _ROW + frame

    def texts(self) -> Sequence[Sequence[str]]:
        """What is shown."""
        return self._rows.rows
