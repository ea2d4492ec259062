"""Looking through the history for what a filter asks, turn by turn, so that the window stays alive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from riskreg.domain.history_filter import Gist, HistoryFilter
from riskreg.gui.session import Session
from riskreg.store import steps
from riskreg.store.journal import Entry

_TURN = 0.012  # seconds before the window gets a turn: less than a frame
_TOLD_EVERY = 0.15  # seconds: showing costs more than looking


class HistorySearch(QObject):
    """Goes through entries in the order given; what it has read once it knows."""

    found = Signal(object)  # list[Entry]: those found since it was told last
    ended = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._wanted = HistoryFilter()
        self._entries: Iterator[Entry] = iter(())
        self._known: dict[str, tuple[Gist, ...]] = {}  # by digest: an id may mean another in a newer file
        self._found: list[Entry] = []
        self._told_at = 0.0
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._look_on)

    @property
    def under_way(self) -> bool:
        """Whether there is more to look through."""
        return self._turn.isActive()

    def begin(self, entries: Iterable[Entry], wanted: HistoryFilter) -> None:
        """Look through these, in place of what was looked through before."""
        self._entries, self._wanted = iter(entries), wanted
        self._found, self._told_at = [], 0.0
        self._turn.start()

    def stop(self) -> None:
        """Look no further."""
        self._turn.stop()

    def means(self, entry: Entry) -> bool:
        """Whether an entry is looked for."""
        wanted = self._wanted
        if not wanted.passes(entry.at, entry.who):
            return False
        return not wanted.asks_for_changes or any(map(wanted.means, self._gists(entry)))

    def _look_on(self) -> None:
        until = monotonic() + _TURN
        while self.under_way and monotonic() < until:
            entry = next(self._entries, None)
            if entry is None:
                self._turn.stop()
            elif self.means(entry):
                self._found.append(entry)
        if self._found and (not self.under_way or monotonic() > self._told_at + _TOLD_EVERY):
            found, self._found = self._found, []
            self._told_at = monotonic()
            self.found.emit(found)
        if not self.under_way:
            self.ended.emit()

    def _gists(self, entry: Entry) -> tuple[Gist, ...]:
        if entry.digest in self._known:
            return self._known[entry.digest]
        step = steps.read(entry, self._session.register.changes_of)
        gists = steps.gists(step, self._session.texts)
        if not step.damage:  # which may pass: the disk was away
            self._known[entry.digest] = gists
        return gists
