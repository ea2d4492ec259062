"""Buttons that do one thing, and icons that follow when the window turns light or dark."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QToolButton,
    QWidget,
)

from riskreg.gui import look

Bearer: TypeAlias = QAbstractButton | QAction | QListWidgetItem

_NAME = "riskreg_icon"  # the property of a button or command
_ROLE = Qt.ItemDataRole.UserRole + 100  # the same of an entry in a list


def push_button(text: str, icon: str, deed: Callable[[], object]) -> QPushButton:
    """A button with a text and an icon."""
    button = QPushButton(text)
    button.clicked.connect(lambda _checked=False: deed())
    dress(button, icon)
    return button


def tool_button(text: str, icon: str, deed: Callable[[], object]) -> QToolButton:
    """A flat button with an icon only, whose text is its tool tip."""
    button = QToolButton()
    button.setAutoRaise(True)
    button.setToolTip(text)
    button.setAccessibleName(text)
    button.clicked.connect(lambda _checked=False: deed())
    dress(button, icon)
    return button


def dress(bearer: Bearer, name: str) -> None:
    """Give something an icon of ours that `dress_anew` can give it again."""
    bearer.setIcon(look.icon(name))
    if isinstance(bearer, QListWidgetItem):
        bearer.setData(_ROLE, name)
    else:
        bearer.setProperty(_NAME, name)


def dress_anew(window: QWidget) -> None:
    """Give everything in a window its icon in the colours of now."""
    bearers: list[QAbstractButton | QAction] = [*window.findChildren(QAbstractButton)]
    for bearer in (*bearers, *window.findChildren(QAction)):
        if name := bearer.property(_NAME):
            bearer.setIcon(look.icon(name))
    for entries in window.findChildren(QListWidget):
        with QSignalBlocker(entries):  # a new icon is no change of what the list says
            for item in map(entries.item, range(entries.count())):
                if name := item.data(_ROLE):
                    item.setIcon(look.icon(name))
