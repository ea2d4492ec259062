"""Compare and merge: another version beside the open register, taken over record by record."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from riskreg.domain.change import all_of
from riskreg.domain.records import ControlPoint
from riskreg.gui.compare_dialog import CompareDialog
from riskreg.gui.field_table import FieldTable
from riskreg.gui.session import Session
from riskreg.keeping import backups, contents_of, other_version
from riskreg.opening import open_register
from tests.gui.small_plan import open_small


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = open_small(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def copy(session: Session) -> Path:
    """A conflict copy in which K1 has another method and K2 another responsible; here K2 has one too."""
    path = session.register.path.with_name("committee (conflicted copy 2026-11-25).riskreg")
    shutil.copy(session.register.path, path)
    with closing(open_register(path)) as theirs:
        for at, values in ((0, {"method": "Interviews"}), (1, {"responsible": "Anna"})):
            with theirs.step("Change") as edit:
                before = theirs.year(2022).control_points[at]
                edit.put(before, replace(before, **values))  # type: ignore[arg-type]
    with session.register.step("Change") as edit:
        before = session.year.control_points[1]
        edit.put(before, replace(before, responsible="Bo"))
    return path


def shown(session: Session, path: Path, qtbot: QtBot) -> CompareDialog:
    dialog = CompareDialog(session, other_version(session.register, path))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def cells(dialog: CompareDialog, row: int) -> list[str]:
    model = dialog.model
    return [model.index(row, column).data() for column in range(1, model.columnCount())]


def test_lists_each_difference_and_ticks_what_is_sure(session: Session, copy: Path, qtbot: QtBot) -> None:
    dialog = shown(session, copy, qtbot)
    assert cells(dialog, 0) == [
        "2022",
        "Control point K1",
        "Projects follow <b>the model</b>",
        "there",
        "Control method",
    ]
    assert cells(dialog, 1)[3:] == ["in both: look closer", "Responsible"]
    assert [d.ours for d in dialog.model.chosen] == [session.year.control_points[0]]
    assert dialog.take.text() == "Take 1 difference"


def test_shows_both_versions_of_what_is_selected(session: Session, copy: Path, qtbot: QtBot) -> None:
    dialog = shown(session, copy, qtbot)
    dialog.table.selectRow(1)
    table = dialog.details.widget()
    assert isinstance(table, FieldTable)
    assert table.toPlainText().split() == ["Here", "There", "Responsible", "Bo", "Anna"]


def test_takes_what_is_ticked_as_one_step(session: Session, copy: Path, qtbot: QtBot) -> None:
    dialog = shown(session, copy, qtbot)
    dialog.take.click()
    assert not dialog.isVisible()
    points = session.year.control_points
    assert (points[0].method, points[1].responsible) == ("Interviews", "Bo")
    session.register.undo()
    assert session.year.control_points[0].method == "Spot check"
    (kept,) = backups(session.register.path)
    methods = [point.method for point in all_of(contents_of(kept), ControlPoint)]
    assert "Interviews" not in methods  # it was made before


def test_space_ticks_and_buttons_tick_all_or_none(session: Session, copy: Path, qtbot: QtBot) -> None:
    dialog = shown(session, copy, qtbot)
    dialog.table.selectRow(1)
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert len(dialog.model.chosen) == 2
    dialog.tick_none.click()
    assert not dialog.model.chosen
    assert not dialog.take.isEnabled()
    dialog.tick_all.click()
    dialog.take.click()
    assert session.year.control_points[1].responsible == "Anna"


def test_what_the_register_refuses_is_said_and_the_dialog_stays(
    session: Session, copy: Path, qtbot: QtBot
) -> None:
    dialog = shown(session, copy, qtbot)
    session.register.close()
    session.register.path.unlink()
    dialog.take.click()
    assert dialog.isVisible()
    assert "no longer there" in dialog.trouble.sentence


def test_says_that_there_is_no_difference(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    same = tmp_path / "same.riskreg"
    session.register.copy_to(same)
    dialog = shown(session, same, qtbot)
    assert not dialog.take.isVisible()
    assert not dialog.table.isVisible()
