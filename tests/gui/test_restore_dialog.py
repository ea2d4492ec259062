"""Restore an earlier version: what each backup would change, and the way back to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from riskreg import keeping
from riskreg.gui import ask
from riskreg.gui.restore_dialog import RecoverDialog, RestoreDialog
from riskreg.gui.session import Session
from riskreg.keeping import contents_of
from tests.gui.small_plan import open_small


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A register with two backups: before K1 got another method, and after."""
    opened = open_small(tmp_path)
    keeping.back_up(opened.register)
    with opened.register.step("Change") as edit:
        before = opened.year.control_points[0]
        edit.put(before, replace(before, method="Interviews"))
    keeping.back_up(opened.register)
    yield opened
    opened.close()


def shown(session: Session, qtbot: QtBot) -> RestoreDialog:
    dialog = RestoreDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: all(row[2] for row in dialog.table.texts()))
    return dialog


def test_says_what_each_backup_would_change(session: Session, qtbot: QtBot) -> None:
    dialog = shown(session, qtbot)
    assert [row[2] for row in dialog.table.texts()] == ["no difference", "1 changed"]
    assert dialog.details.toPlainText() == "The register is as it was then."
    dialog.table.selectRow(1)
    assert "Control method: Interviews → Spot check" in dialog.details.toPlainText()


def test_restores_as_one_step_after_another_backup(session: Session, qtbot: QtBot) -> None:
    dialog = shown(session, qtbot)
    dialog.table.selectRow(1)
    with session.register.step("Newer") as edit:
        edit.remove(session.year.control_points[2])
    dialog.deed.click()
    assert not dialog.isVisible()
    assert session.year.control_points[0].method == "Spot check"
    assert len(session.year.control_points) == 4
    assert len(keeping.backups(session.register.path)) == 3
    session.register.undo()
    assert session.year.control_points[0].method == "Interviews"
    assert len(session.year.control_points) == 3


def test_saves_a_backup_as_a_file(
    session: Session, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = shown(session, qtbot)
    target = tmp_path / "saved.riskreg"
    monkeypatch.setattr(ask, "save_file", lambda *_args: target)
    dialog.save.click()
    assert target.exists()


def test_a_damaged_backup_is_told_and_cannot_be_restored(session: Session, qtbot: QtBot) -> None:
    keeping.backups(session.register.path)[1].path.write_bytes(b"not a register at all" * 99)
    dialog = shown(session, qtbot)
    assert dialog.table.texts()[1][2] == "cannot be read"
    dialog.table.selectRow(1)
    assert "is not a riskreg register" in dialog.details.toPlainText()
    assert not dialog.deed.isEnabled()


def test_without_a_backup_it_says_so(tmp_path: Path, qtbot: QtBot) -> None:
    opened = open_small(tmp_path)
    dialog = RestoreDialog(opened)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.table.isVisible()
    assert not dialog.deed.isEnabled()
    opened.close()


def test_a_register_that_cannot_be_opened_gets_a_backup_in_its_place(session: Session, qtbot: QtBot) -> None:
    path = session.register.path
    session.register.close()
    path.write_bytes(path.read_bytes()[:5000])
    dialog = RecoverDialog(path, session.texts)
    qtbot.addWidget(dialog)
    dialog.show()
    assert "The joint committee" in dialog.details.toPlainText()
    assert "4 control points" in dialog.details.toPlainText()
    chosen = dialog.chosen
    assert chosen is not None
    dialog.deed.click()
    assert "is there again" in dialog.outcome
    assert "The damaged file is kept as" in dialog.outcome
    assert contents_of(chosen) == contents_of(replace(chosen, path=path))
