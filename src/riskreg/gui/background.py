"""Work in a thread, so that the window stays alive: progress after half a second, with a way to cancel."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from riskreg.faults import Trouble
from riskreg.gui.session import Session
from riskreg.texts import N_

T = TypeVar("T")

PATIENCE = 500  # milliseconds without a word


class Cancelled(Exception):
    """The user wants it no more: the work unwinds and leaves nothing behind."""


class Progress:
    """How far the work has come: told from its thread, which also learns here that it is cancelled."""

    def __init__(self, moved: Callable[[int, int], None]) -> None:
        self._moved = moved
        self._cancelled = threading.Event()

    def report(self, done: int, total: int) -> None:
        """Say that `done` of `total` is done.  Raises Cancelled when the user wants no more."""
        if self._cancelled.is_set():
            raise Cancelled
        self._moved(done, total)

    def cancel(self) -> None:
        """Want no more."""
        self._cancelled.set()


class Job(QObject):
    """One piece of work under way.  It belongs to the application, so that a page may close meanwhile."""

    moved = Signal(int, int)  # this much of so much is done
    ended = Signal()  # nothing more is to be expected of it

    # From the worker's thread; queued, so that whoever listens to the others is in the window's.
    _told = Signal(int, int)
    _worked = Signal()

    def __init__(
        self,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None],
        failed: Callable[[Trouble], None],
    ) -> None:
        super().__init__(QCoreApplication.instance())
        self.under_way = True
        self._progress = Progress(self._told.emit)
        self._work, self._done, self._failed = work, done, failed
        self._result: Any = None
        self._error: BaseException | None = None
        self._told.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._worked.connect(self._take, Qt.ConnectionType.QueuedConnection)
        # Not a daemon: at the end Python waits for it instead of pulling the ground from under it.
        self._thread = threading.Thread(target=self._run, name="riskreg-work")
        self._thread.start()

    def cancel(self) -> None:
        """Drop it: nothing more is heard of it, and the work stops where it next reports."""
        self._progress.cancel()
        self._end()

    def _run(self) -> None:
        try:
            self._result = self._work(self._progress)
        except BaseException as error:
            self._error = error
        self._worked.emit()

    def _tell(self, done: int, total: int) -> None:
        if self.under_way:
            self.moved.emit(done, total)

    def _take(self) -> None:
        self._thread.join()
        self.deleteLater()
        wanted, error = self.under_way, self._error
        self._end()
        if error is not None and not isinstance(error, Trouble | Cancelled):
            raise error  # a bug: here, in the window's thread, the crash dialog hears of it
        if wanted and isinstance(error, Trouble):
            self._failed(error)
        elif wanted:
            self._done(self._result)

    def _end(self) -> None:
        if self.under_way:
            self.under_way = False
            self.ended.emit()


def run(
    parent: QWidget,
    session: Session,
    title: str,
    work: Callable[[Progress], T],
    done: Callable[[T], None],
    *,
    failed: Callable[[Trouble], None] | None = None,
    quietly: bool = False,
) -> Job:
    """Do `work` in a thread, then `done` with its result in the window's.

    Trouble goes to `failed`, or to the message bar.  `quietly` leaves it to the caller to show that
    something is going on.  The work keeps its hands off widgets and off the register: it works on frozen
    records.
    """

    def tell(trouble: Trouble) -> None:
        session.trouble.emit(trouble.say(session.texts))

    job = Job(work, done, failed or tell)
    parent.destroyed.connect(job.cancel)
    if not quietly:
        _show(job, parent.window(), title, session.texts(N_("Cancel")))
    return job


def _show(job: Job, window: QWidget, title: str, cancel: str) -> None:
    """A small window beside the work, once it has lasted for a while."""
    dialog = QProgressDialog(title, cancel, 0, 0, window)
    dialog.setWindowTitle(title)
    dialog.setAutoClose(False)
    dialog.setAutoReset(False)
    dialog.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)  # whoever types goes on typing
    dialog.setMinimumDuration(PATIENCE)

    def move(done: int, total: int) -> None:
        dialog.setMaximum(total)
        dialog.setValue(done)

    job.moved.connect(move)
    dialog.canceled.connect(job.cancel)
    job.ended.connect(dialog.deleteLater)
