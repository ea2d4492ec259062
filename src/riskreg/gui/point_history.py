"""The history of one record: the steps that touched it, read only when it is opened."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from riskreg.domain.change import Change
from riskreg.domain.history import fields_told
from riskreg.domain.records import ControlPoint, Record
from riskreg.gui import look
from riskreg.gui.notes import Note
from riskreg.gui.session import Session
from riskreg.store.journal import Entry

_MOST = 40  # steps shown, newest first
_LOOKED_AT = 600  # steps of the register looked through
_AT_ONCE = 12  # steps read before the window gets a turn


class PointHistory(QWidget):
    """A heading to open; below it who did what, newest first."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._ = session.texts
        self._record: Record | None = None
        self._entries: Iterator[Entry] = iter(())
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
        self._lines = QVBoxLayout(self._body)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(look.GAP)
        self._body.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.GAP, 0, 0)
        column.addWidget(self.heading)
        column.addWidget(self._body)
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._read_on)
        session.stepped.connect(lambda _announcement: self._begin())

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
        self._turn.stop()
        while item := self._lines.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        if self._record is not None and self.heading.isChecked():
            with self._session.attempt():
                newest = reversed(self._session.register.history()[-_LOOKED_AT:])
                self._entries = newest
                self._turn.start()

    def _read_on(self) -> None:
        for _at in range(_AT_ONCE):
            entry = next(self._entries, None)
            if entry is None or self._lines.count() >= _MOST:
                self._turn.stop()
                return
            changes = self._about(self._session.register.changes_of(entry))
            if changes:
                self._lines.addWidget(self._told(entry, changes))

    def _about(self, changes: tuple[Change, ...]) -> list[Change]:
        return [change for change in changes if self._record and concerns(change, self._record)]

    def _told(self, entry: Entry, changes: list[Change]) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(2, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Note(f"{_moment(entry.at)}  {entry.who}"))
        own = [c for c in changes if c.before and c.after and type(c.after) is type(self._record)]
        fields = (line for change in own for line in fields_told(change, self._))
        told = "\n".join((entry.say(self._), *fields))
        label = QLabel(told)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(label)
        return holder


def concerns(change: Change, record: Record) -> bool:
    """Whether a change is of the record itself or of one of its links."""
    other = change.record
    if type(other) is type(record):
        return other.id == record.id
    return isinstance(record, ControlPoint) and getattr(other, "control_point_id", None) == record.id


def _moment(at: str) -> str:
    return f"{datetime.datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}"
