"""Picking what a record is linked to: a searchable list to tick, each tick a step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from riskreg.domain.filtering import folded
from riskreg.domain.numbering import Linked
from riskreg.domain.records import ControlPoint, Goal, Indicator, Undertaking
from riskreg.domain.year import Year
from riskreg.gui import look
from riskreg.gui.changing import put_link
from riskreg.gui.session import Session
from riskreg.gui.tips import plain
from riskreg.texts import N_

_SIZE = QSize(560, 420)
_LONGEST = 160  # characters of a text; the tip has the whole
_SECTIONS = {
    Goal: N_("Goals"),
    Indicator: N_("Indicators"),
    ControlPoint: N_("Control points"),
    Undertaking: N_("Undertakings"),
}


def linked_with(year: Year, record: Linked) -> tuple[Linked, ...]:
    """Everything that a record is linked to."""
    if isinstance(record, ControlPoint):
        return (*year.goals_of(record), *year.indicators_of(record), *year.undertakings_of(record))
    if isinstance(record, Goal):
        return (*year.indicators_of(record), *year.points_of(record))
    if isinstance(record, Undertaking):
        return year.points_of(record)
    return (*year.goals_measured_by(record), *year.points_of(record))


def _candidates(year: Year, kind: type[Linked]) -> Iterator[tuple[Linked, int]]:
    """What of a type may be linked to, each with how deep it stands."""
    if kind is Indicator:
        yield from ((indicator, 0) for indicator in year.indicators)
    elif kind is Undertaking:
        yield from ((undertaking, 0) for undertaking in year.undertakings)
    elif kind is ControlPoint:
        yield from ((point, 0) for point in year.control_points)
    else:
        for effect in year.effect_goals:
            yield effect, 0
            yield from ((goal, 1) for goal in year.goals_under(effect))
        yield from ((goal, 0) for goal in year.goals_under(None))


class TickDelegate(QStyledItemDelegate):
    """Gives the box to tick an edge that shows in the dark as well."""

    def paint(self, painter: QPainter, option: Any, index: Any) -> None:
        """As usual, and the edge."""
        super().paint(painter, option, index)
        if index.data(Qt.ItemDataRole.CheckStateRole) is None:
            return
        self.initStyleOption(option, index)
        element = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        box = option.widget.style().subElementRect(element, option, option.widget)
        painter.setPen(look.quiet())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0, 0, -1, -1))


class PlainTree(QTreeWidget):
    """A tree that is always open, so it needs no signs to open it."""

    def drawBranches(self, painter: Any, rect: Any, index: Any) -> None:
        """Nothing."""


class LinkPicker(QFrame):
    """A list that opens over the form.  Arrows go through it, Space ticks, Enter and Esc close."""

    closed = Signal()

    def __init__(
        self, session: Session, record: Linked, kinds: tuple[type[Linked], ...], parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(self.Shape.StyledPanel)
        self._session, self._record = session, record
        self._ = session.texts
        self._records: dict[int, Linked] = {}
        self.search = QLineEdit()
        self.search.setPlaceholderText(self._("Search"))
        self.search.setAccessibleName(self._("Search what to link to"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._narrow)
        self.search.installEventFilter(self)
        self.tree = PlainTree()
        self.tree.setItemDelegate(TickDelegate(self.tree))
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setItemsExpandable(False)
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.tree.setAccessibleName(self._("What it may be linked to"))
        self.tree.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.GAP, look.GAP, look.GAP, look.GAP)
        column.addWidget(self.search)
        column.addWidget(self.tree)
        self._fill(kinds)
        self.tree.itemChanged.connect(self._ticked)
        session.stepped.connect(self._show_ticks)

    def _fill(self, kinds: tuple[type[Linked], ...]) -> None:
        year = self._session.year
        for kind in kinds:
            entries = list(_candidates(year, kind))
            if not entries:
                continue
            heading = QTreeWidgetItem(self.tree, [self._(_SECTIONS[kind])])
            font = heading.font(0)
            font.setBold(True)
            heading.setFont(0, font)
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            heading.setSizeHint(0, QSize(0, self.fontMetrics().height() + 12))
            above = heading
            for record, depth in entries:
                item = QTreeWidgetItem(above if depth else heading, [self._line(year, record)])
                item.setToolTip(0, plain(record.text[:2000]))
                item.setFlags(_TICKABLE)
                item.setSizeHint(0, QSize(0, self.fontMetrics().height() + 8))
                self._records[id(item)] = record
                if not depth:
                    above = item
        self.tree.expandAll()
        self._show_ticks()
        if first := next(self._items(), None):
            self.tree.setCurrentItem(first)

    def _line(self, year: Year, record: Linked) -> str:
        text = " ".join(record.text[:_LONGEST].split())
        return f"{year.number(record)}  {text}"

    def _items(self) -> Iterator[QTreeWidgetItem]:
        """Every item that can be ticked, from the top."""
        waiting = _children(self.tree.invisibleRootItem())
        while waiting:
            item = waiting.pop(0)
            if id(item) in self._records:
                yield item
            waiting[:0] = _children(item)

    def show_below(self, widget: QWidget) -> None:
        """Open under a widget, wholly on the screen."""
        self.resize(_SIZE)
        place = widget.mapToGlobal(QPoint(0, widget.height()))
        screen = (widget.screen() or QGuiApplication.primaryScreen()).availableGeometry()
        if place.y() + self.height() > screen.bottom():
            place.setY(widget.mapToGlobal(QPoint(0, 0)).y() - self.height())
        place.setX(max(screen.left(), min(place.x(), screen.right() - self.width())))
        self.move(place.x(), max(place.y(), screen.top()))
        self.show()
        self.search.setFocus()

    def _show_ticks(self, _announcement: object = None) -> None:
        linked = {(type(r), r.id) for r in linked_with(self._session.year, self._record)}
        self.tree.blockSignals(True)
        for item in self._items():
            record = self._records[id(item)]
            on = (type(record), record.id) in linked
            item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.tree.blockSignals(False)
        self.tree.viewport().update()

    def _ticked(self, item: QTreeWidgetItem) -> None:
        with self._session.attempt():
            linked = item.checkState(0) == Qt.CheckState.Checked
            put_link(self._session, self._record, self._records[id(item)], linked=linked)
        self._show_ticks()

    def _narrow(self, text: str) -> None:
        """Show what has every word; what it stands under stays, to say where it belongs."""
        words = folded(text).split()
        first = None
        for item in reversed(list(self._items())):
            record = self._records[id(item)]
            line = folded(f"{item.text(0)} {record.text}")
            found = all(word in line for word in words)
            below = any(not child.isHidden() for child in _children(item))
            item.setHidden(not (found or below))
            first = item if found else first
        for heading in _children(self.tree.invisibleRootItem()):
            heading.setHidden(all(child.isHidden() for child in _children(heading)))
        if first:
            self.tree.setCurrentItem(first)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys: down from the search box into the list, Enter closes."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
                self.close()
                return True
            if watched is self.search and event.key() == Qt.Key.Key_Down:
                self.tree.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def hideEvent(self, event: Any) -> None:
        """Say that it is done."""
        super().hideEvent(event)
        self.closed.emit()


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [child for at in range(item.childCount()) if (child := item.child(at))]


_TICKABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
