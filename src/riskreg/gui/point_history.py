"""The history of one record: the steps that touched it, read only when it is opened."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from riskreg.domain.history import fields_told
from riskreg.domain.history_filter import HistoryFilter, key_of
from riskreg.domain.records import Record
from riskreg.domain.wording import moment_said
from riskreg.gui import look
from riskreg.gui.history_search import HistorySearch
from riskreg.gui.notes import Note
from riskreg.gui.session import Session
from riskreg.store import steps
from riskreg.store.journal import Entry
from riskreg.store.steps import Step

_MOST = 40  # steps shown, newest first
_LOOKED_AT = 600  # steps of the register looked through


class PointHistory(QWidget):
    """A heading to open; below it who did what, newest first."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._ = session.texts
        self._record: Record | None = None
        self.heading = QToolButton()
        self.heading.setText(self._("History"))
        self.heading.setCheckable(True)
        self.heading.setAutoRaise(True)
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.heading.setArrowType(Qt.ArrowType.RightArrow)
        font = self.heading.font()
        font.setBold(True)
        self.heading.setFont(font)
        self.heading.toggled.connect(self._opened)
        self._body = QWidget()
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(look.GAP)
        self.whole = QPushButton(self._("Show the whole history"))
        self.whole.setToolTip(self._("With every version, to look at and to restore"))
        self.whole.clicked.connect(lambda: session.history_wanted.emit(self._record))
        inside = QVBoxLayout(self._body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.GAP)
        inside.addLayout(self._lines)
        inside.addWidget(self.whole, 0, Qt.AlignmentFlag.AlignLeft)
        self._body.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.GAP, 0, 0)
        column.addWidget(self.heading)
        column.addWidget(self._body)
        self._search = HistorySearch(session, self)
        self._search.found.connect(self._add)
        session.stepped.connect(lambda _announcement: self._begin())

    def showEvent(self, event: QShowEvent) -> None:
        """Read only while someone looks."""
        super().showEvent(event)
        self._begin()

    def hideEvent(self, event: QHideEvent) -> None:
        """Look no further."""
        super().hideEvent(event)
        self._search.stop()

    def show_record(self, record: Record | None) -> None:
        """Belong to another record."""
        if (record and record.id) != (self._record and self._record.id):
            self._record = record
            self._begin()

    def lines(self) -> list[str]:
        """What is shown."""
        return [label.text() for label in self._body.findChildren(QLabel)]

    def _opened(self, on: bool) -> None:
        self.heading.setArrowType(Qt.ArrowType.DownArrow if on else Qt.ArrowType.RightArrow)
        self._body.setVisible(on)
        self._begin()

    def _begin(self) -> None:
        """Read anew, when it is open."""
        self._search.stop()
        while item := self._lines.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        if self._record is not None and self.heading.isChecked() and self.isVisible():
            with self._session.attempt():
                newest = reversed(self._session.register.history()[-_LOOKED_AT:])
                self._search.begin(newest, HistoryFilter(record=key_of(self._record)))

    def _add(self, entries: list[Entry]) -> None:
        for entry in entries:
            if self._lines.count() == _MOST:
                self._search.stop()
                return
            self._lines.addWidget(self._told(steps.read(entry, self._session.register.changes_of)))

    def _told(self, step: Step) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(2, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Note(f"{moment_said(step.entry.at)}  {step.entry.who}"))
        own = [c for c in step.changes if c.before and c.after and self._is_own(c.after)]
        fields = (line for change in own for line in fields_told(change, self._))
        damage = [step.damage.say(self._)] if step.damage else []
        label = QLabel("\n".join((step.entry.say(self._), *damage, *fields)))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(label)
        return holder

    def _is_own(self, record: Record) -> bool:
        return self._record is not None and key_of(record) == key_of(self._record)
