from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QProgressDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from riskreg.faults import Trouble
from riskreg.gui.background import Job, Progress, run
from riskreg.gui.session import Session
from tests.gui.small_plan import open_empty


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = open_empty(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def progress_dialog() -> QProgressDialog | None:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, QProgressDialog) and w.isVisible()]
    return found[0] if found else None


def until_cancelled(looked_up: threading.Event) -> Callable[[Progress], None]:
    """Work that goes on until it is told to stop."""

    def work(progress: Progress) -> None:
        try:
            for done in range(2_000):
                progress.report(done, 2_000)
                time.sleep(0.005)
        finally:
            looked_up.set()

    return work


def test_work_is_done_elsewhere_and_its_result_comes_to_the_window(
    window: QWidget, session: Session, qtbot: QtBot
) -> None:
    got: list[tuple[threading.Thread, threading.Thread]] = []
    job = run(
        window,
        session,
        "Counting",
        lambda _progress: threading.current_thread(),
        lambda worker: got.append((worker, threading.current_thread())),
    )
    qtbot.waitUntil(lambda: bool(got))
    worker, ours = got[0]
    assert ours is threading.main_thread() is not worker
    assert not job.under_way


def test_trouble_is_told_and_nothing_is_done(window: QWidget, session: Session, qtbot: QtBot) -> None:
    def work(_progress: Progress) -> None:
        raise Trouble("{path} is full.", path="disk")

    done: list[None] = []
    with qtbot.waitSignal(session.trouble) as told:
        run(window, session, "Writing", work, done.append)
    assert told.args == ["disk is full."]
    assert not done


def test_a_bug_is_raised_in_the_window_where_the_crash_dialog_hears_of_it(
    window: QWidget, session: Session, qtbot: QtBot
) -> None:
    with qtbot.captureExceptions() as raised:
        job = run(window, session, "Dividing", lambda _progress: 1 / 0, lambda _result: None)
        qtbot.waitUntil(lambda: not job.under_way and bool(raised))
    assert raised[0][0] is ZeroDivisionError


def test_long_work_shows_how_far_it_is_and_stops_when_cancelled(
    window: QWidget, session: Session, qtbot: QtBot
) -> None:
    stopped, done = threading.Event(), list[None]()
    job = run(window, session, "Printing", until_cancelled(stopped), done.append)
    assert progress_dialog() is None  # not at once: most work is over before one can read
    qtbot.waitUntil(lambda: progress_dialog() is not None)
    dialog = progress_dialog()
    assert dialog is not None
    assert not dialog.isModal()
    qtbot.waitUntil(lambda: dialog.maximum() == 2_000 and dialog.value() > 0)
    (cancel,) = dialog.findChildren(QPushButton)
    assert cancel.text() == "Cancel"
    cancel.click()
    qtbot.waitUntil(stopped.is_set)
    qtbot.waitUntil(lambda: progress_dialog() is None)
    assert not job.under_way
    assert not done


def test_short_work_shows_nothing(window: QWidget, session: Session, qtbot: QtBot) -> None:
    done: list[int] = []
    run(window, session, "Counting", lambda _progress: 1, done.append)
    qtbot.waitUntil(lambda: bool(done))
    qtbot.wait(600)
    assert progress_dialog() is None


def test_a_window_may_close_while_it_works(session: Session, qtbot: QtBot) -> None:
    window, stopped, done = QWidget(), threading.Event(), list[None]()
    job: Job = run(window, session, "Printing", until_cancelled(stopped), done.append)
    window.deleteLater()
    qtbot.waitUntil(stopped.is_set)
    qtbot.wait(50)
    assert not job.under_way
    assert not done
