"""Another version of the register, record by record, and what to take from it as one step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from riskreg import keeping
from riskreg.domain.change import Change
from riskreg.domain.history import NAMES, Find, fields_changed, title_said
from riskreg.domain.merging import SURE, Difference, Where, deed_said, finder
from riskreg.domain.restoring import plan_of
from riskreg.faults import Trouble
from riskreg.gui import look
from riskreg.gui.changing import number_of
from riskreg.gui.field_table import SIDES, FieldTable
from riskreg.gui.notes import Note, Remark
from riskreg.gui.session import Session
from riskreg.gui.text_table import Index
from riskreg.gui.tips import plain
from riskreg.texts import N_

_SIZE = 900, 600
_AT_FIRST = 330, 170  # heights of the table and of what is told below it
_ROW = 24
_TITLE = 200  # characters of what a record is known by

_HEADINGS = (N_("Take"), N_("Plan"), N_("Record"), N_("Known as"), N_("Changed"), N_("There it is"))
_TAKE, _PLAN, _RECORD, _KNOWN_AS, _WHERE, _DEED = range(len(_HEADINGS))
_HERE_AND_THERE = {"before": N_("Here"), "after": N_("There")}

_KIN = N_(
    "{name} differs from the open register as below. What was changed there only is ticked; what was changed "
    "in both is for you to choose. What you take replaces what stands here, as one step that can be undone."
)
_STRANGERS = N_(
    "{name} does not come from the same register, so nobody knows which of the two is newer. Tick what you "
    "want to take. It replaces what stands here, as one step that can be undone."
)


class CompareDialog(QDialog):
    """Lists what differs, shows each difference whole, and takes what is ticked."""

    def __init__(self, session: Session, version: keeping.Version, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self._version, self._ = session, version, session.texts
        self._find = finder(session.register.contents, version.differences)
        _ = self._
        self.setWindowTitle(_("Compare and merge"))
        self.resize(*_SIZE)
        self.model = _Differences(session, version.differences, self._find)
        self.table = _Table(self.model, _("Differences"))
        self.details = QScrollArea()
        self.details.setWidgetResizable(True)
        self.details.setFrameShape(QFrame.Shape.NoFrame)
        self.trouble = Remark()
        self.take = QPushButton()
        self.tick_all, self.tick_none = QPushButton(_("Tick all")), QPushButton(_("Tick none"))
        self.buttons = QDialogButtonBox()
        self.buttons.addButton(self.take, QDialogButtonBox.ButtonRole.AcceptRole)
        for button in (self.tick_all, self.tick_none):
            button.setAutoDefault(False)
            self.buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._lay_out()
        self.model.ticked.connect(self._count)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_current())
        self.tick_all.clicked.connect(lambda: self.model.tick(range(self.model.rowCount()), wanted=True))
        self.tick_none.clicked.connect(lambda: self.model.tick(range(self.model.rowCount()), wanted=False))
        self.buttons.accepted.connect(self._take)
        self.buttons.rejected.connect(self.reject)
        self._count()
        if version.differences:
            self.table.selectRow(0)

    def _lay_out(self) -> None:
        about = Note(self._(_KIN if self._version.are_kin else _STRANGERS, name=self._version.path.name))
        alike = QLabel(self._("{name} holds the same as the open register.", name=self._version.path.name))
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.table)
        parts.addWidget(self.details)
        parts.setSizes(list(_AT_FIRST))
        parts.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.MARGIN, look.MARGIN, look.MARGIN, look.MARGIN)
        column.setSpacing(look.GAP)
        differs = bool(self._version.differences)
        for widget in (about, parts, self.take, self.tick_all, self.tick_none):
            widget.setVisible(differs)
        alike.setVisible(not differs)
        column.addWidget(alike)
        column.addWidget(about)
        column.addWidget(parts, 1)
        if not differs:
            column.addStretch(1)
        column.addWidget(self.trouble)
        column.addWidget(self.buttons)

    def _count(self) -> None:
        count = len(self.model.chosen)
        self.take.setText(self._.n("Take {count} difference", "Take {count} differences", count))
        self.take.setEnabled(count > 0)

    def _show_current(self) -> None:
        at = self.table.currentIndex().row()
        if not 0 <= at < self.model.rowCount():
            return
        difference = self._version.differences[at]
        change = Change(difference.ours, difference.theirs)
        fields = fields_changed(change, self._find, self._)
        if fields:
            shown: QWidget = FieldTable(fields, tuple(SIDES), self._, headings=_HERE_AND_THERE)
        elif change.before and change.after:
            shown = Note(self._("Only its place in the order differs."))
        else:
            shown = Note(title_said(difference.record, self._find, self._, _TITLE))
        self.details.setWidget(shown)

    def _take(self) -> None:
        self.session.back_up_first()
        try:
            keeping.merge(self.session.register, self._version, self.model.chosen)
        except Trouble as trouble:
            self.trouble.say(trouble.say(self._))
            return
        told = self._(
            "What you chose of {name} is taken over. Undo takes that back.", name=self._version.path.name
        )
        self.session.told.emit(told)
        self.accept()


class _Differences(QAbstractTableModel):
    """The differences as rows, each to be ticked."""

    ticked = Signal()

    def __init__(self, session: Session, differences: Sequence[Difference], find: Find) -> None:
        super().__init__()
        self._session, self._ = session, session.texts
        self._differences, self._find = differences, find
        self._wanted = {at for at, difference in enumerate(differences) if difference.where in SURE}

    @property
    def chosen(self) -> tuple[Difference, ...]:
        """The ticked ones."""
        return tuple(self._differences[at] for at in sorted(self._wanted))

    def tick(self, rows: Sequence[int], *, wanted: bool) -> None:
        """Tick rows, or take their ticks away."""
        if not rows:
            return
        (self._wanted.update if wanted else self._wanted.difference_update)(rows)
        self.dataChanged.emit(self.index(min(rows), _TAKE), self.index(max(rows), _TAKE))
        self.ticked.emit()

    def toggle(self, rows: Sequence[int]) -> None:
        """Tick rows, or take the ticks away when all of them have one."""
        self.tick(rows, wanted=not self._wanted.issuperset(rows))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._differences)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_HEADINGS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._(_HEADINGS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == _TAKE else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        difference = self._differences[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == _TAKE:
            is_wanted = index.row() in self._wanted
            return Qt.CheckState.Checked if is_wanted else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DecorationRole and index.column() == _WHERE:
            return look.icon("warning") if difference.where is Where.CLASH else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._said(difference, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(self._said(difference, index.column()))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.tick((index.row(),), wanted=Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def _said(self, difference: Difference, column: int) -> str:
        record = difference.record
        if column == _PLAN:
            plan = plan_of(record, self._find)
            return str(plan.year) if plan else ""
        if column == _RECORD:
            number = number_of(self._session, difference.ours) if difference.ours else ""
            return f"{self._(NAMES[type(record)])} {number}".rstrip()
        if column == _KNOWN_AS:
            return title_said(record, self._find, self._, _TITLE)
        if column == _WHERE:
            return self._(difference.where.label)
        return deed_said(difference, self._find, self._) if column == _DEED else ""


class _Table(QTableView):
    """The rows, with space to tick those that are selected."""

    def __init__(self, model: _Differences, name: str) -> None:
        super().__init__()
        self._model = model
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setResizeContentsPrecision(200)
        header.setSectionResizeMode(_KNOWN_AS, QHeaderView.ResizeMode.Stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks what is selected."""
        if event.key() == Qt.Key.Key_Space:
            self._model.toggle([index.row() for index in self.selectionModel().selectedRows()])
        else:
            super().keyPressEvent(event)
