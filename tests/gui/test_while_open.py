"""What befalls the file while the window is open: nothing typed is lost, and a sentence says what to do."""

from __future__ import annotations

import datetime
import json
import resource
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from riskreg.gui import ask
from riskreg.gui.editors import ParagraphEditor
from riskreg.gui.message_bar import MessageBar
from riskreg.gui.point_form import PointForm
from riskreg.gui.text_edits import TextArea
from riskreg.gui.window import MainWindow
from riskreg.opening import open_register
from riskreg.settings import Settings
from riskreg.store.lock import lock_file
from riskreg.texts import Texts
from tests.another_program import holding
from tests.builders import a_register

Open = Callable[[], MainWindow]
TYPED = "This must not be lost"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with closing(a_register(tmp_path, points=4)) as register:
        return register.path


@pytest.fixture
def open_window(path: Path, qtbot: QtBot, en: Texts, tmp_path: Path) -> Iterator[Open]:
    windows = []

    def opened() -> MainWindow:
        settings = Settings(tmp_path / "settings.json")
        settings.put("page", "risks")
        window = MainWindow(settings, en)
        qtbot.addWidget(window)
        window.show()
        window.begin(path)
        assert window.session is not None
        window.session.record_wanted.emit(window.session.year.control_points[0])
        windows.append(window)
        return window

    yield opened
    for window in windows:
        if window.session and window.watch and window.watch.lost:
            area(window).show_text("")  # what the test left unsaved
        window.close()


def area(window: MainWindow) -> TextArea:
    """The analysis of the control point that is shown."""
    (form,) = window.findChildren(PointForm)
    editor = form.rows["analysis"].editor
    assert isinstance(editor, ParagraphEditor)
    return editor.edit


def type_and_leave(window: MainWindow) -> None:
    area(window).selectAll()
    QTest.keyClicks(area(window), TYPED)
    window.stack.flush()


def analyses(path: Path) -> list[str]:
    with closing(open_register(path, for_reading=True)) as register:
        return [point.analysis for point in register.year(2022).control_points]


def deed(bar: MessageBar, text: str) -> None:
    next(button for button in bar.buttons if button.text() == text).click()


@contextmanager
def full_disk(room: int = 512) -> Iterator[None]:
    """No file may grow past `room` bytes meanwhile."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_the_file_is_removed(
    open_window: Open, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    path.unlink()
    type_and_leave(window)
    assert "no longer there" in window.message.sentence
    assert area(window).written() == TYPED
    assert window.watch is not None
    window.watch.look()
    assert "no longer there" in window.standing.sentence
    copy = tmp_path / "räddad.riskreg"
    monkeypatch.setattr(ask, "save_file", lambda *_args: copy)
    deed(window.standing, "Save a copy as…")
    assert TYPED in analyses(copy)
    assert not path.exists()
    assert window.standing.sentence == ""
    assert window.session is not None
    assert window.session.register.path == copy
    window.undo()
    assert TYPED not in analyses(copy)


def test_the_file_is_replaced_by_a_version_that_lacks_our_newest_step(
    open_window: Open, path: Path, tmp_path: Path
) -> None:
    older = tmp_path / "older.riskreg"
    shutil.copy(path, older)
    with closing(open_register(older)) as theirs, theirs.step("Change") as edit:
        point = theirs.year(2022).control_points[1]
        edit.put(point, replace(point, analysis="Deras"))
    window = open_window()
    type_and_leave(window)
    older.replace(path)
    assert window.watch is not None
    window.watch.look()
    assert "was replaced by another version" in window.standing.sentence
    QTest.keyClicks(area(window), "Still typing. ")
    deed(window.standing, "Open the other version")
    assert "Deras" in analyses(path)
    assert TYPED not in analyses(path)
    own = next(p for p in tmp_path.glob("*.riskreg") if "own version" in p.name)
    assert any("Still typing. " in analysis for analysis in analyses(own))
    assert own.name in window.message.sentence
    assert window.standing.sentence == ""


def test_the_file_is_replaced_by_one_that_goes_on_from_ours(
    open_window: Open, path: Path, tmp_path: Path
) -> None:
    window = open_window()
    newer = tmp_path / "newer.riskreg"
    shutil.copy(path, newer)
    with closing(open_register(newer)) as theirs, theirs.step("Change") as edit:
        point = theirs.year(2022).control_points[1]
        edit.put(point, replace(point, analysis="Deras"))
    newer.replace(path)
    assert window.watch is not None
    window.watch.look()
    assert window.standing.sentence == ""
    assert window.session is not None
    assert window.session.year.control_points[1].analysis == "Deras"
    type_and_leave(window)
    assert {TYPED, "Deras"} <= set(analyses(path))


def test_the_disk_is_full(
    open_window: Open, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    before = path.read_bytes()
    with full_disk():
        type_and_leave(window)
    assert "nothing was saved" in window.message.sentence
    assert area(window).written() == TYPED
    assert path.read_bytes() == before
    copy = tmp_path / "räddad.riskreg"
    monkeypatch.setattr(ask, "save_file", lambda *_args: copy)
    deed(window.message, "Save a copy as…")
    assert TYPED in analyses(copy if copy.exists() else path)


def test_the_disk_has_room_again(open_window: Open, path: Path) -> None:
    window = open_window()
    with full_disk():
        type_and_leave(window)
    window.stack.flush()
    assert TYPED in analyses(path)
    assert window.session is not None
    assert window.session.register.unsaved is None


def test_closing_waits_for_what_is_not_saved(open_window: Open, path: Path) -> None:
    window = open_window()
    path.unlink()
    type_and_leave(window)
    window.close()
    assert window.isVisible()
    assert area(window).written() == TYPED


def test_another_program_has_it(open_window: Open, path: Path, qtbot: QtBot) -> None:
    with holding(path, opens=True):
        window = open_window()
        assert "can only be read until it is closed there" in window.standing.sentence
        assert window.windowTitle().endswith("(read only)")
        assert not window.actions_by_key["new_point"].isEnabled()
        assert window.actions_by_key["save_copy"].isEnabled()
    assert window.watch is not None
    window.watch.look()
    assert window.standing.sentence == ""
    assert window.actions_by_key["new_point"].isEnabled()
    type_and_leave(window)
    assert TYPED in analyses(path)


def test_another_machine_seems_to_have_it(open_window: Open, path: Path) -> None:
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    told = {"who": "anna", "machine": "ANNAS-DATOR", "process": 7, "since": now, "seen": now}
    lock_file(path).write_text(json.dumps(told), encoding="utf-8")
    window = open_window()
    assert "anna has" in window.standing.sentence
    assert "open on ANNAS-DATOR since" in window.standing.sentence
    type_and_leave(window)
    assert area(window).written() == TYPED
    deed(window.standing, "Edit here anyway")
    assert window.standing.sentence == ""
    assert TYPED in analyses(path)
