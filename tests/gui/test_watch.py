"""Watching the open file: what stands in the strip stands until it is settled."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from riskreg import keeping
from riskreg.domain.records import ControlPoint
from riskreg.gui import compare_dialog
from riskreg.gui.window import MainWindow
from riskreg.opening import open_register
from riskreg.register import Register
from riskreg.settings import Settings
from riskreg.texts import Texts
from tests.another_program import holding
from tests.builders import a_register

CONFLICT = "namnden (Annas dator's conflicted copy 2026-11-24).riskreg"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with closing(a_register(tmp_path, points=4)) as register:
        return register.path


@pytest.fixture
def window(qtbot: QtBot, en: Texts, tmp_path: Path) -> Iterator[MainWindow]:
    settings = Settings(tmp_path / "settings.json")
    settings.put("page", "risks")
    window = MainWindow(settings, en)
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


def put(register: Register, at: int, **values: Any) -> None:
    with register.step("Change") as edit:
        point = register.year(2022).control_points[at]
        edit.put(point, replace(point, **values))


def conflict_beside(path: Path) -> Path:
    """A copy with a step that the register lacks, under the name that a sync client would give it."""
    copy = path.with_name(CONFLICT)
    shutil.copy(path, copy)
    with closing(open_register(copy)) as theirs:
        put(theirs, 1, responsible="Anna")
    return copy


def open_at(window: MainWindow, path: Path) -> Register:
    window.begin(path)
    assert window.session is not None
    return window.session.register


def point(register: Register, at: int) -> ControlPoint:
    return register.year(2022).control_points[at]


def click(window: MainWindow, text: str) -> None:
    next(button for button in window.standing.buttons if button.text() == text).click()


def test_a_conflict_copy_is_told_until_it_is_left_and_then_no_more(
    window: MainWindow, path: Path, qtbot: QtBot
) -> None:
    copy = conflict_beside(path)
    register = open_at(window, path)
    qtbot.waitUntil(lambda: CONFLICT in window.standing.sentence)
    put(register, 0, responsible="Bo")
    assert CONFLICT in window.standing.sentence
    click(window, "Leave it")
    assert window.standing.sentence == ""
    window.close_register()
    open_at(window, path)
    qtbot.wait(900)
    assert window.standing.sentence == ""
    with closing(open_register(copy)) as theirs:
        put(theirs, 2, responsible="Anna")
    assert window.watch is not None
    window.watch._look_beside()
    qtbot.waitUntil(lambda: CONFLICT in window.standing.sentence)


def test_a_conflict_copy_that_comes_while_the_register_is_open_is_merged(
    window: MainWindow, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Taken(compare_dialog.CompareDialog):
        def exec(self) -> int:
            self.take.click()
            return self.result()

    monkeypatch.setattr(compare_dialog, "CompareDialog", Taken)
    register = open_at(window, path)
    qtbot.wait(600)
    assert window.standing.sentence == ""
    conflict_beside(path)
    assert window.watch is not None
    window.watch._look_beside()
    qtbot.waitUntil(lambda: CONFLICT in window.standing.sentence)
    click(window, "Compare and merge…")
    assert point(register, 1).responsible == "Anna"
    assert window.standing.sentence == ""
    register.undo()
    assert point(register, 1).responsible == "Samordnaren"


def test_damage_stands_beside_a_conflict_until_it_is_repaired(
    window: MainWindow, path: Path, qtbot: QtBot
) -> None:
    conflict_beside(path)
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE control_point SET analysis = 'Ändrad' WHERE id = 2")
    register = open_at(window, path)
    qtbot.waitUntil(lambda: CONFLICT in window.standing.sentence)
    assert "is damaged: Control point 2." in window.standing.sentence
    put(register, 0, responsible="Bo")
    assert "Control point 2" in window.standing.sentence
    register.repair(keeping.examine(path, lambda _done, _total: None).repair)
    assert window.watch is not None
    window.watch.look()
    assert "Control point 2" not in window.standing.sentence
    assert CONFLICT in window.standing.sentence


def test_that_the_holder_has_no_window_is_told(window: MainWindow, path: Path) -> None:
    with holding(path, opens=True):
        open_at(window, path)
        click(window, "Show that window")
        assert "does not answer" in window.message.sentence


def test_what_the_strip_tells_is_not_told_twice(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    register = open_at(window, path)
    path.unlink()
    assert window.session is not None
    with window.session.attempt():
        put(register, 0, responsible="Bo")
    assert "no longer there" in window.message.sentence
    qtbot.waitUntil(lambda: "no longer there" in window.standing.sentence)
    assert window.message.sentence == ""
    with window.session.attempt():
        put(register, 0, responsible="Bo")
    assert window.message.sentence == ""


def test_opening_after_a_change_makes_a_backup(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    open_at(window, path)
    qtbot.waitUntil(lambda: len(keeping.backups(path)) == 1)
