"""A file dropped on the window: a register is opened, a spreadsheet is shown as an import."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from riskreg.files import SUFFIX

TAKEN_IN = (".csv", ".xlsx", ".xlsm", ".xls", ".ods", ".txt", ".json")  # the last: a whole register


class Dropping(QObject):
    """Gives the files that are dropped on a window to who takes them."""

    def __init__(self, window: QWidget, take: Callable[[Path], None]) -> None:
        super().__init__(window)
        self._take = take
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take one file that we know what to do with."""
        if event.type() not in (QEvent.Type.DragEnter, QEvent.Type.Drop) or not isinstance(event, QDropEvent):
            return super().eventFilter(watched, event)
        path = dropped(event.mimeData())
        if path is None:
            return super().eventFilter(watched, event)
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            # The program that it comes from waits until the drop is over.
            QTimer.singleShot(0, self, lambda: self._take(path))
        return True


def dropped(data: QMimeData) -> Path | None:
    """The one file that is dragged, when it is a register or a spreadsheet."""
    urls = data.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() in (SUFFIX, *TAKEN_IN) else None
