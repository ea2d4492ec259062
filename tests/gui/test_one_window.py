"""A second start of the program with the same register raises the window that has it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from riskreg.gui.one_window import raise_other
from riskreg.gui.window import MainWindow
from riskreg.settings import Settings
from riskreg.texts import Texts
from tests.another_program import holding
from tests.builders import a_register


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with closing(a_register(tmp_path, points=2, name="nämnden 1.riskreg")) as register:
        return register.path


@pytest.fixture
def window(path: Path, qtbot: QtBot, en: Texts, tmp_path: Path) -> Iterator[MainWindow]:
    window = MainWindow(Settings(tmp_path / "settings.json"), en)
    qtbot.addWidget(window)
    window.show()
    window.begin(path)
    yield window
    window.close()


def start(path: Path, qtbot: QtBot, *, cwd: Path | None = None) -> int:
    """Start the program as from a shell; its exit status."""
    with subprocess.Popen([sys.executable, "-m", "riskreg", str(path)], cwd=cwd) as process:
        try:
            qtbot.waitUntil(lambda: process.poll() is not None, timeout=20_000)
        finally:
            process.kill()
    return process.returncode


def test_the_first_window_comes_to_the_front(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    window.showMinimized()
    assert start(path, qtbot) == 0
    assert not window.isMinimized()
    assert window.isActiveWindow()


def test_another_way_to_the_same_file_finds_it_too(
    window: MainWindow, path: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    link = tmp_path / "genväg.riskreg"
    link.symlink_to(path)
    window.showMinimized()
    assert start(Path(link.name), qtbot, cwd=tmp_path) == 0
    assert not window.isMinimized()


def test_a_closed_window_answers_no_more(window: MainWindow, path: Path) -> None:
    window.close_register()
    assert not raise_other(path)


def test_the_command_line_has_no_window_to_raise(path: Path) -> None:
    with holding(path, opens=True):
        assert not raise_other(path)


def test_the_copy_that_is_gone_on_in_answers_in_its_place(
    window: MainWindow, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    copy = tmp_path / "kopia.riskreg"
    assert window.session is not None
    window.session.register.move_to(copy)
    window.moved()
    window.showMinimized()
    assert start(copy, qtbot) == 0
    assert not window.isMinimized()
    assert not raise_other(path)
