"""The window's icons follow when it turns dark while it is open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from riskreg.gui.window import MainWindow
from riskreg.settings import Settings
from riskreg.texts import texts
from tests.builders import a_register

INK = QColor("#d0ffd0")


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    a_register(tmp_path, points=2).close()
    made = MainWindow(Settings(tmp_path / "settings.json"), texts("en"))
    qtbot.addWidget(made)
    made.show()
    before = QApplication.palette()
    yield made
    made.close()
    QApplication.setPalette(before)


def turn_dark() -> None:
    palette = QPalette(QColor("#202020"))
    palette.setColor(QPalette.ColorRole.WindowText, INK)
    QApplication.setPalette(palette)
    QApplication.processEvents()


def inks(icon: QIcon) -> set[str]:
    """The colours of what an icon draws through and through."""
    image = icon.pixmap(48, 48).toImage()
    drawn = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {colour.name() for colour in drawn if colour.alpha() == 255}


def test_an_open_register_turns_dark_with_all_its_icons(window: MainWindow, tmp_path: Path) -> None:
    window.begin(tmp_path / "namnden.riskreg")
    pages = [window.show_page(name) for name in ("goals", "wheel", "documents")]
    turn_dark()
    icons = {
        action.text(): action.icon()
        for action in window.actions_by_key.values()
        if not action.icon().isNull()
    }
    icons |= {button.text(): button.icon() for page in pages for button in page.findChildren(QPushButton)}
    for entries in window.findChildren(QListWidget):
        icons |= {entries.item(at).text(): entries.item(at).icon() for at in range(entries.count())}
    icons = {text: icon for text, icon in icons.items() if not icon.isNull()}
    assert {"Adopt…", "Risks", "New goal", "Save as PDF…", "Bundle (10 of 10)"} <= {
        text.replace("&", "") for text in icons
    }
    assert {text: inks(icon) for text, icon in icons.items() if inks(icon) != {INK.name()}} == {}


def test_what_is_told_turns_dark_too(window: MainWindow) -> None:
    window.message.tell("Something went wrong.")
    light = window.message.grab().toImage().pixelColor(2, 2).lightness()
    turn_dark()
    assert window.message.grab().toImage().pixelColor(2, 2).lightness() < 100 < light


def test_the_welcome_page_turns_dark_too(window: MainWindow) -> None:
    window.begin(None)
    turn_dark()
    buttons = [button for button in window.findChildren(QPushButton) if not button.icon().isNull()]
    assert len(buttons) >= 3
    assert all(inks(button.icon()) == {INK.name()} for button in buttons)
