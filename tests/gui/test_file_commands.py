"""The File menu: copies, and the way back to a backup of a register that cannot be opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from riskreg import keeping
from riskreg.gui import ask, restore_dialog
from riskreg.gui.window import MainWindow
from riskreg.opening import open_register
from riskreg.settings import Settings
from riskreg.texts import Texts
from tests.another_program import holding
from tests.builders import a_register, everything


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with closing(a_register(tmp_path, points=4)) as register:
        keeping.back_up(register)
        return register.path


@pytest.fixture
def window(qtbot: QtBot, en: Texts, tmp_path: Path) -> Iterator[MainWindow]:
    window = MainWindow(Settings(tmp_path / "settings.json"), en)
    qtbot.addWidget(window)
    window.show()
    window.begin(None)
    yield window
    window.close()


def open_now(window: MainWindow) -> Path | None:
    return window.session.register.path if window.session else None


def test_a_copy_is_written_and_the_register_stays_open(
    window: MainWindow, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "kopia.riskreg"
    monkeypatch.setattr(ask, "save_file", lambda *_args: copy)
    window.files.open_register(path)
    window.actions_by_key["save_copy"].trigger()
    assert open_now(window) == path
    assert str(copy) in window.statusBar().currentMessage()
    assert window.session is not None
    with closing(open_register(copy)) as written:
        assert everything(written) == everything(window.session.register)


def test_from_a_register_that_can_only_be_read_the_copy_is_gone_on_in(
    window: MainWindow, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "kopia.riskreg"
    monkeypatch.setattr(ask, "save_file", lambda *_args: copy)
    with holding(path, opens=True):
        window.files.open_register(path)
        assert not window.actions_by_key["undo"].isEnabled()
        window.actions_by_key["save_copy"].trigger()
        assert open_now(window) == copy
        assert window.standing.sentence == ""
        assert window.actions_by_key["undo"].isEnabled()


def test_a_copy_is_not_gone_on_in_where_another_program_has_it(
    window: MainWindow, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(a_register(tmp_path, name="deras.riskreg")) as register:
        theirs = register.path
    before = theirs.read_bytes()
    monkeypatch.setattr(ask, "save_file", lambda *_args: theirs)
    with holding(path, opens=True), holding(theirs, opens=True):
        window.files.open_register(path)
        window.files.save_copy()
        assert open_now(window) == path
        assert "can only be read until it is closed there" in window.message.sentence
    assert theirs.read_bytes() == before


def test_the_open_register_is_no_copy_of_itself(
    window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "save_file", lambda *_args: path)
    window.files.open_register(path)
    before = path.read_bytes()
    window.files.save_copy()
    assert "is the open register itself" in window.message.sentence
    assert path.read_bytes() == before


def test_restoring_without_an_open_register_asks_first_whose(
    window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[restore_dialog.RestoreDialog] = []
    monkeypatch.setattr(ask, "open_file", lambda *_args: path)

    class Shown(restore_dialog.RestoreDialog):
        def exec(self) -> int:
            shown.append(self)
            return 0

    monkeypatch.setattr(restore_dialog, "RestoreDialog", Shown)
    window.actions_by_key["restore_version"].trigger()
    assert open_now(window) == path
    assert len(shown[0].backups) == 1
    shown[0].reject()


@pytest.mark.parametrize("mishap", ["damaged", "gone"])
def test_a_register_that_cannot_be_opened_gets_its_backup_back(
    window: MainWindow, path: Path, mishap: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Taken(restore_dialog.RecoverDialog):
        def exec(self) -> int:
            self.deed.click()
            return self.result()

    monkeypatch.setattr(restore_dialog, "RecoverDialog", Taken)
    if mishap == "gone":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:9000])
    window.files.open_register(path)
    assert open_now(window) is None
    (bring_back,) = window.message.buttons
    assert bring_back.text() == "Bring back a backup…"
    bring_back.click()
    assert open_now(window) == path
    assert "is there again" in window.message.sentence
    assert len(list(path.parent.glob("*damaged*"))) == (mishap == "damaged")


def test_what_is_no_register_of_ours_has_no_backup_to_bring_back(window: MainWindow, tmp_path: Path) -> None:
    letter = tmp_path / "brev.riskreg"
    letter.write_bytes(b"Hej! " * 99)
    window.files.open_register(letter)
    assert "is not a riskreg register" in window.message.sentence
    assert window.message.buttons == ()
