"""The history: who changed what when, with the way back to every version of a record."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from riskreg.domain.change import found
from riskreg.domain.history import title_said
from riskreg.domain.numbering import Linked
from riskreg.domain.records import Record
from riskreg.domain.restoring import plan_of, restoration
from riskreg.gui.changing import number_of
from riskreg.gui.history_bar import HistoryBar
from riskreg.gui.history_model import StepList
from riskreg.gui.history_search import HistorySearch
from riskreg.gui.session import Session
from riskreg.gui.step_details import StepDetails
from riskreg.register import Announcement
from riskreg.store import steps
from riskreg.store.journal import Entry
from riskreg.texts import N_

_SIZES = "history.sizes"
_LIST_WIDTH = 500


class HistoryPage(QWidget):
    """The steps on the left, newest first; on the right what the chosen one changed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._ = session, session.texts
        self._entries: list[Entry] = []  # newest first
        self._stale = True
        self.bar = HistoryBar(session)
        self.list = StepList(self._)
        self.details = StepDetails(session)
        self._search = HistorySearch(session, self)
        self._read_soon = QTimer(self)  # when the page is painted: there may be many thousand steps
        self._read_soon.setSingleShot(True)
        self._read_soon.setInterval(0)
        self._read_soon.timeout.connect(self._read)
        self._lay_out()
        session.stepped.connect(self._stepped)
        self.bar.changed.connect(self._choose_steps)
        self.bar.left_downwards.connect(self.list.setFocus)
        self.list.chosen.connect(self._show_step)
        self._search.found.connect(self._add)
        self._search.ended.connect(self._count)
        self.details.restore_wanted.connect(self._restore)
        self.details.place_wanted.connect(self._show_place)

    def _lay_out(self) -> None:
        self._across = QSplitter(Qt.Orientation.Horizontal)
        self._across.addWidget(self.list)
        self._across.addWidget(self.details)
        self._across.setChildrenCollapsible(False)
        self._across.setStretchFactor(1, 1)
        kept = self._session.settings.get(_SIZES)
        fits = isinstance(kept, list) and len(kept) == 2 and all(isinstance(s, int) for s in kept)
        self._across.setSizes(kept if fits else [_LIST_WIDTH, 2000 - _LIST_WIDTH])
        self._across.splitterMoved.connect(
            lambda *_place: self._session.settings.put(_SIZES, self._across.sizes())
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._across, 1)

    # -- what the window asks for
    @property
    def first_stop(self) -> QWidget:
        """What has the focus when the page is entered."""
        return self.list

    def flush(self) -> None:
        """Nothing is typed here that could be lost."""

    def focus_search(self) -> None:
        """Put the cursor into the search box."""
        self.bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.search.selectAll()

    def show_history_of(self, record: Record) -> None:
        """Show what happened to one record."""
        number = number_of(self._session, record)
        self.bar.filter_by(record, f"{number} {title_said(record, self._find, self._)}".lstrip())

    # -- which steps
    def showEvent(self, event: QShowEvent) -> None:
        """Read only when someone looks."""
        super().showEvent(event)
        if self._stale:
            self._read_soon.start()
            self._count()

    def hideEvent(self, event: QHideEvent) -> None:
        """Look no further while nobody does."""
        super().hideEvent(event)
        self._stale |= self._search.under_way
        self._search.stop()

    def _read(self) -> None:
        """Read all entries, without what they changed."""
        with self._session.attempt():
            self._entries = self._session.register.history()[::-1]
            self._stale = False
            self.list.steps.mark_undone(steps.undone(reversed(self._entries)))
            self.bar.offer_people(entry.who for entry in self._entries)
            self._choose_steps()

    def _choose_steps(self, _filter: object = None) -> None:
        """Show the steps that are looked for; those that must be looked into come one after the other."""
        wanted = self.bar.filter
        self.list.steps.show([])
        if wanted.asks_for_changes:
            self._search.begin(self._entries, wanted)
        else:
            self._search.stop()
            self._add([entry for entry in self._entries if wanted.passes(entry.at, entry.who)])
        self._count()

    def _add(self, entries: list[Entry]) -> None:
        if entries:
            self.list.steps.insert(len(self.list.steps.entries), entries)
            if self.list.entry is None:
                self.list.choose(0)
        self._count()

    def _count(self) -> None:
        searching = self._stale or self._search.under_way
        self.list.show_searching(searching)
        self.bar.show_steps(len(self.list.steps.entries), len(self._entries), searching=searching)

    def _stepped(self, announcement: Announcement) -> None:
        """A new step stays in sight, also when the filter would pass it by."""
        self._stale |= announcement.entry is None or not self.isVisible()
        if not self.isVisible():
            return
        if self._stale or announcement.entry is None:
            self._read_soon.start()
            return
        self._entries.insert(0, announcement.entry)
        self.list.steps.insert(0, [announcement.entry])
        self.list.steps.mark_undone(steps.undone(reversed(self._entries)))
        self._count()
        self._show_step(self.list.entry)

    # -- one of them
    def _show_step(self, entry: Entry | None) -> None:
        if entry is None:
            self.details.show_step(None)
            return
        step = steps.read(entry, self._session.register.changes_of)
        narrowed = steps.narrowed(step, self.bar.filter, self._)
        meant = narrowed.changes if narrowed else ()
        self.details.show_step(step, meant, undone=self.list.steps.is_undone(entry))

    def _restore(self, version: Record) -> None:
        """Bring a record back to how it was before the step that is shown."""
        step, session, _ = self.details.step, self._session, self._
        if step is None:
            return
        called = title_said(version, self._find, _)
        with session.attempt():
            way = restoration(version, step.changes, session.register.contents)
            if way.changes:
                with session.register.step(N_("Restore “{title}”"), title=called) as edit:
                    edit.apply(way.changes)
                self.list.choose(0)
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)  # the button is gone
                said = _("“{title}” is as it was.", title=called)
            else:
                said = _("It is like this already: nothing was changed.")
            if way.lost:
                said += " " + _.n(
                    "{count} link stays away: what it led to is gone.",
                    "{count} links stay away: what they led to is gone.",
                    way.lost,
                )
            session.told.emit(said)

    def _show_place(self, record: Linked) -> None:
        """Lead to where a record is edited, in its own year."""
        plan = plan_of(record, self._find)
        if plan is not None and plan.year is not None:
            self._session.show_year(plan.year)
        self._session.record_wanted.emit(record)

    def _find(self, table: str, number: int | None) -> Record | None:
        return found(self._session.register.contents, table, number)
