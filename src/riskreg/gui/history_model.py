"""The steps of the register as rows, newest first, and the list that shows them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import IntEnum
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from riskreg.domain.wording import moment_said
from riskreg.gui import look
from riskreg.gui.tips import plain
from riskreg.store.journal import Entry, EntryKind
from riskreg.texts import N_, Texts

Index: TypeAlias = QModelIndex | QPersistentModelIndex

_ROW = 26
_WHO_DIGITS = 12  # as wide as a name gets at first
_SHOWN = 300  # characters of what was done


class Part(IntEnum):
    """The columns."""

    WHEN, WHO, WHAT = range(3)


LABELS = {Part.WHEN: N_("When"), Part.WHO: N_("Who"), Part.WHAT: N_("What was done")}


class StepModel(QAbstractTableModel):
    """Says an entry only when it is looked at: there may be many thousands."""

    def __init__(self, _: Texts) -> None:
        super().__init__()
        self._ = _
        self.entries: list[Entry] = []
        self._undone: Collection[int] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        """Show these."""
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def insert(self, at: int, entries: Sequence[Entry]) -> None:
        """Show more, from a row on."""
        self.beginInsertRows(QModelIndex(), at, at + len(entries) - 1)
        self.entries[at:at] = entries
        self.endInsertRows()

    def mark_undone(self, undone: Collection[int]) -> None:
        """Say which steps are undone."""
        self._undone = undone
        if self.entries:
            self.dataChanged.emit(self.index(0, Part.WHAT), self.index(len(self.entries) - 1, Part.WHAT), [])

    def is_undone(self, entry: Entry) -> bool:
        """Whether the step was taken back."""
        return entry.id in self._undone

    # -- Qt
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Part)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._(LABELS[Part(section)])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry, part = self.entries[index.row()], Part(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._said(entry, part)
        if role == Qt.ItemDataRole.ToolTipRole and part is not Part.WHEN:
            return plain(self._said(entry, part))
        if role == Qt.ItemDataRole.ForegroundRole and self.is_undone(entry):
            return look.quiet()
        if role == Qt.ItemDataRole.DecorationRole and part is Part.WHAT and entry.kind is EntryKind.DAMAGED:
            return look.icon("warning")
        return None

    def _said(self, entry: Entry, part: Part) -> str:
        if part is Part.WHEN:
            return moment_said(entry.at)
        said = " ".join((entry.who if part is Part.WHO else entry.say(self._))[:_SHOWN].split())
        if part is Part.WHAT and self.is_undone(entry):
            return self._("{step} (undone)", step=said)
        return said


class StepList(QTableView):
    """The list; `chosen` tells the step whose changes are to be shown."""

    chosen = Signal(object)  # Entry, or None

    def __init__(self, _: Texts) -> None:
        super().__init__()
        self.steps = StepModel(_)
        self._empty = _("No step is like that. Clear the filter to see them all.")
        self._searching = False
        self.setModel(self.steps)
        self.setAccessibleName(_("Steps"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(Part.WHAT, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(Part.WHEN, self.fontMetrics().horizontalAdvance("2022-00-00 00:00") + 20)
        self.setColumnWidth(Part.WHO, self.fontMetrics().horizontalAdvance("0" * _WHO_DIGITS))
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.steps.modelReset.connect(lambda: self.chosen.emit(None))

    @property
    def entry(self) -> Entry | None:
        """The step that is chosen."""
        row = self.currentIndex().row()
        return self.steps.entries[row] if 0 <= row < len(self.steps.entries) else None

    def show_searching(self, searching: bool) -> None:
        """Say that nothing is found only when nothing more can be."""
        if searching != self._searching:
            self._searching = searching
            self.viewport().update()

    def choose(self, row: int) -> None:
        """Choose a step."""
        self.setCurrentIndex(self.steps.index(row, Part.WHAT))

    def _tell(self, index: QModelIndex) -> None:
        self.chosen.emit(self.steps.entries[index.row()] if index.isValid() else None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The steps, or what to do when no one is like what is looked for."""
        super().paintEvent(event)
        if not self.steps.entries and not self._searching:
            painter = QPainter(self.viewport())
            painter.setPen(look.quiet())
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.viewport().rect().adjusted(24, 24, -24, -24), flags, self._empty)
