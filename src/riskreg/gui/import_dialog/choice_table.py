"""A table of texts with one column to choose in: a click or a key opens the choices of its row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from riskreg.gui.text_table import Index, TextTable

_ARROW = 10
_PAD = 6
_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2)


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to choose, and whether it is what holds now."""

    value: object
    text: str
    holds: bool = False


class ChoiceTable(TextTable):
    """Rows of texts; where a row offers something, a small arrow in its cell says so."""

    chosen = Signal(int, object)  # the row and the value of what was chosen
    looked_at = Signal(int)  # the row that is current, or -1

    def __init__(
        self, name: str, headings: Sequence[str], choosing: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, headings, parent)
        self._choosing = choosing
        self._offers: Callable[[int], Sequence[Offer]] = lambda _row: ()
        self.menu: QMenu | None = None
        self.setItemDelegateForColumn(choosing, _Arrow(self))
        self.selectionModel().currentRowChanged.connect(lambda now, _before: self.looked_at.emit(now.row()))

    def offer(self, rows: Sequence[Sequence[str]], offers: Callable[[int], Sequence[Offer]]) -> None:
        """Show these rows, with what each has to choose; the current row and the place stay."""
        at, place = self.currentIndex().row(), self.verticalScrollBar().value()
        self._offers = offers
        self.show_rows(rows)
        if rows:
            self.setCurrentIndex(self.model().index(min(max(at, 0), len(rows) - 1), self._choosing))
            self.verticalScrollBar().setValue(place)
        else:
            self.looked_at.emit(-1)

    def offers(self, row: int) -> Sequence[Offer]:
        """What a row has to choose."""
        return self._offers(row)

    def open_choices(self, row: int) -> None:
        """Open the choices of a row, at its cell."""
        offers = self.offers(row)
        if not offers:
            return
        cell = self.visualRect(self.model().index(row, self._choosing))
        menu = self.menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setMinimumWidth(cell.width())
        for offer in offers:
            action = menu.addAction(offer.text.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(offer.holds)
            action.triggered.connect(lambda _on, value=offer.value: self.chosen.emit(row, value))
            if offer.holds:
                menu.setActiveAction(action)
        menu.popup(self.viewport().mapToGlobal(cell.bottomLeft()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the cell opens it."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.column() == self._choosing:
            self.open_choices(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Space and F2 open the choices of the current row, as Alt with the down arrow does."""
        opens = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if (opens or event.key() in _KEYS) and self.offers(self.currentIndex().row()):
            self.open_choices(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class _Arrow(QStyledItemDelegate):
    """Draws the arrow, and keeps the text clear of it."""

    def __init__(self, table: ChoiceTable) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + _ARROW + 2 * _PAD, hint.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if not self._table.offers(index.row()):
            super().paint(painter, option, index)
            return
        area = QRect(option.rect)
        self._table.style().drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, self._table
        )
        option.rect = area.adjusted(0, 0, -_ARROW - 2 * _PAD, 0)
        super().paint(painter, option, index)
        option.rect = QRect(area.right() - _ARROW - _PAD, area.top(), _ARROW, area.height())
        self._table.style().drawPrimitive(
            QStyle.PrimitiveElement.PE_IndicatorArrowDown, option, painter, self._table
        )
        option.rect = area
