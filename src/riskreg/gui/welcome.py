"""What is shown while no register is open: the recent ones, and the three ways to begin."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from riskreg.gui import look
from riskreg.gui.buttons import push_button
from riskreg.gui.tips import plain
from riskreg.settings import Settings
from riskreg.texts import Texts

_WIDTH = 560


class WelcomePage(QWidget):
    """The first thing a newcomer sees."""

    new_wanted = Signal()
    open_wanted = Signal()
    sample_wanted = Signal()
    recent_wanted = Signal(object)  # Path

    def __init__(self, settings: Settings, _: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = _
        column = QVBoxLayout()
        column.setSpacing(look.GAP)
        column.addStretch(2)
        mark = QLabel()
        mark.setPixmap(look.app_icon().pixmap(64, 64))
        column.addWidget(mark)
        column.addWidget(_heading(_("Internal control and risk"), 1.7))
        column.addWidget(
            _sentence(
                _(
                    "Keep the year's risks and control points in one file, link them to the goals, "
                    "and print the internal control plan."
                )
            )
        )
        column.addSpacing(look.MARGIN)
        column.addLayout(self._deeds())
        column.addSpacing(look.MARGIN)
        self.recent = self._recent(settings)
        if self.recent.count():
            column.addWidget(_heading(_("Recent registers"), 1.15))
            column.addWidget(self.recent)
        else:
            column.addWidget(
                _sentence(
                    _("New here? Open the sample: an invented committee's plan, free to try things on.")
                )
            )
        column.addStretch(3)
        middle = QWidget()
        middle.setLayout(column)
        middle.setMaximumWidth(_WIDTH)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(middle, 4)
        row.addStretch(1)

    def _deeds(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for text, icon, signal in (
            (self._("New register…"), "new", self.new_wanted),
            (self._("Open…"), "open", self.open_wanted),
            (self._("Open the sample…"), "risks", self.sample_wanted),
        ):
            button = push_button(text, icon, signal.emit)
            button.setMinimumHeight(36)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _recent(self, settings: Settings) -> QListWidget:
        found = QListWidget()
        found.setAccessibleName(self._("Recent registers"))
        found.setMaximumHeight(200)
        found.setSpacing(4)
        for path in settings.recent:
            if path.exists():
                item = QListWidgetItem(f"{path.stem}\n{path.parent}")
                item.setData(Qt.ItemDataRole.UserRole, path)
                item.setToolTip(plain(str(path)))
                found.addItem(item)
        found.itemActivated.connect(self._open)
        found.itemClicked.connect(self._open)
        return found

    def _open(self, item: QListWidgetItem) -> None:
        path = item.data(Qt.ItemDataRole.UserRole)
        assert isinstance(path, Path)
        self.recent_wanted.emit(path)


def _heading(text: str, scale: float) -> QLabel:
    label = QLabel(text)
    font = label.font()
    font.setPointSizeF(font.pointSizeF() * scale)
    font.setBold(True)
    label.setFont(font)
    return label


def _sentence(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    return label
