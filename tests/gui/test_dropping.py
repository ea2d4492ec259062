"""Files dropped on the window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from riskreg.gui.import_dialog import ImportDialog
from riskreg.gui.window import MainWindow
from riskreg.settings import Settings
from riskreg.texts import Texts
from tests.builders import a_register


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with closing(a_register(tmp_path)) as register:
        return register.path


@pytest.fixture
def window(qtbot: QtBot, en: Texts, tmp_path: Path) -> Iterator[MainWindow]:
    window = MainWindow(Settings(tmp_path / "settings.json"), en)
    qtbot.addWidget(window)
    window.show()
    window.begin(None)
    yield window
    window.close()


def drop(window: MainWindow, *paths: Path) -> bool:
    """Drag files over the window and let go; whether the window took them."""
    data, left, none = QMimeData(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    enter = QDragEnterEvent(QPointF(400, 300), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(window, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(400, 300), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(window, event)
    return event.isAccepted()


def test_a_spreadsheet_is_shown_as_an_import(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    window.files.open_register(path)
    source = path.parent / "list.CSV"
    source.write_text("Control point,Likelihood,Consequence\nTills are empty,2,2\n")
    seen: list[str] = []

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, ImportDialog) and dialog.proposal is not None:
            seen.append(dialog.face.take.text())
            dialog.face.take.click()
        else:
            QTimer.singleShot(20, window, press)

    QTimer.singleShot(20, window, press)
    assert drop(window, source)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["Import 1 row"]
    assert window.session is not None
    assert "Tills are empty" in {point.text for point in window.session.year.control_points}


def test_a_register_is_opened(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    assert drop(window, path)
    qtbot.waitUntil(lambda: window.session is not None)


def test_a_spreadsheet_without_a_register_is_answered(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    source = path.parent / "list.xlsx"
    source.touch()
    assert drop(window, source)
    qtbot.waitUntil(lambda: "list.xlsx" in window.message.sentence)


def test_other_things_are_not_taken(window: MainWindow, path: Path) -> None:
    assert not drop(window, path.with_suffix(".pdf"))
    assert not drop(window, path, path)
    assert not drop(window)
