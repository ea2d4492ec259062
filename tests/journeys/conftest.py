"""What a coordinator's tasks begin with: an empty plan, and the real window on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from riskreg.gui.window import MainWindow
from riskreg.settings import Settings
from riskreg.texts import texts
from tests.builders import a_register


@pytest.fixture
def path(tmp_path: Path) -> Path:
    register = a_register(tmp_path)
    register.close()
    return register.path


@pytest.fixture
def shown(path: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    found = MainWindow(Settings(tmp_path / "settings.json"), texts("sv"))
    qtbot.addWidget(found)
    found.resize(1366, 740)
    found.show()
    found.begin(path)
    found.activateWindow()
    yield found
    found.close()
