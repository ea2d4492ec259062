"""How many rows stand on each step of a scale: a bar and a number for each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from riskreg.gui import look

_LINE, _NARROW, _BAR = 22, 17, 10
_MANY = 6  # lines, that are to be narrow
_NAME = 220  # at most
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Bars(QWidget):
    """Named counts below one another, the largest as long as there is room."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.counts: Sequence[tuple[str, int]] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def show_counts(self, counts: Sequence[tuple[str, int]]) -> None:
        """Show these, from above."""
        self.counts = counts
        self.setAccessibleDescription("; ".join(f"{name}: {count}" for name, count in counts))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A line for each."""
        return QSize(240, len(self.counts) * self._line)

    @property
    def _line(self) -> int:
        """The height of a line."""
        return _NARROW if len(self.counts) > _MANY else _LINE

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Names, bars, numbers."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = painter.fontMetrics()
        most = max((count for _name, count in self.counts), default=0) or 1
        names = max((metrics.horizontalAdvance(name) for name, _count in self.counts), default=0) + 2
        names = min(names, _NAME, self.width() // 2)
        numbers = metrics.horizontalAdvance(str(most)) + look.GAP
        room = max(self.width() - names - numbers - look.GAP, 0)
        fill, high = QColor(look.accent()), self._line
        for at, (name, count) in enumerate(self.counts):
            line = QRect(0, at * high, self.width(), high)
            painter.setPen(self.palette().windowText().color() if count else look.quiet())
            elided = metrics.elidedText(name, Qt.TextElideMode.ElideRight, names)
            painter.drawText(QRect(0, line.top(), names, high), _LEFT, elided)
            length = room * count / most
            number = QRect(names + look.GAP + round(length), line.top(), numbers, high)
            painter.drawText(number, _RIGHT, str(count))
            if count:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(fill)
                bar = QRectF(names + look.GAP, line.center().y() - _BAR / 2 + 0.5, length, _BAR)
                painter.drawRoundedRect(bar, 2, 2)
        painter.end()
