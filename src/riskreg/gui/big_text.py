"""A text to be read from across a room: as large as its place allows."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea

_SMALLEST = 12  # points; what does not fit then is scrolled


class BigText(QScrollArea):
    """Shows one text; `most` is the size, in points, beyond which it does not grow."""

    def __init__(self) -> None:
        super().__init__()
        self._most = 24
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setWidget(self.label)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_text(self, text: str, most: int) -> None:
        """Show a text, at most so large."""
        self._most = most
        self.label.setText(text)
        self.label.setAccessibleName(text)
        self.verticalScrollBar().setValue(0)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The largest size at which the text fits."""
        room = self.viewport().rect()
        font = self.font()
        for size in range(max(self._most, _SMALLEST), _SMALLEST - 1, -2):
            font.setPointSize(size)
            if _height(QFontMetrics(font), room, self.label.text()) <= room.height():
                break
        self.label.setFont(font)


def _height(metrics: QFontMetrics, room: QRect, text: str) -> int:
    place = QRect(0, 0, room.width(), 1_000_000)
    broken = metrics.boundingRect(place, Qt.TextFlag.TextWordWrap, text)
    return broken.height() if broken.width() <= room.width() else 1_000_000
