"""What the annual wheel says of today: what is next, what is late; each leads to where it is edited."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from riskreg.domain.history import title
from riskreg.domain.records import Event
from riskreg.domain.wheel import Standing, when_said, with_standing
from riskreg.domain.year import Year
from riskreg.gui import look
from riskreg.gui.buttons import dress
from riskreg.gui.notes import Note
from riskreg.texts import Texts

_MOST = 3  # of either sort; the annual wheel shows the others


class NextEvents(QWidget):
    """A line for what is next and one for what is late; hidden when there is neither."""

    wanted = Signal(object)  # Event

    def __init__(self, _: Texts) -> None:
        super().__init__()
        self._ = _
        self.buttons: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, look.GAP // 2, 0, 0)
        self._column.setSpacing(2)

    def show_year(self, year: Year, today: datetime.date) -> None:
        """Show how a year's events stand today."""
        for widget in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            self._column.removeWidget(widget)
            widget.setParent(None)
            widget.deleteLater()
        self.buttons = []
        for standing in (Standing.LATE, Standing.NEXT):
            events = with_standing(year.events, standing, today)
            if events:
                self._column.addWidget(self._line(standing, events, today))
        self.setVisible(bool(self.buttons))

    def _line(self, standing: Standing, events: tuple[Event, ...], today: datetime.date) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        heading = Note(self._(standing.label) + ":")
        heading.setWordWrap(False)
        row.addWidget(heading)
        for event in events[:_MOST]:
            button = QPushButton(f"{title(event)} · {when_said(event, self._)} · {self._far(event, today)}")
            button.setFlat(True)
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            button.setStyleSheet("text-align: left; padding: 2px 6px;")
            if standing is Standing.LATE:
                dress(button, "warning")
            button.clicked.connect(lambda _checked, event=event: self.wanted.emit(event))
            self.buttons.append(button)
            row.addWidget(button)
        if (more := len(events) - _MOST) > 0:
            row.addWidget(Note(self._.n("and {count} more", "and {count} more", more)))
        row.addStretch(1)
        return line

    def _far(self, event: Event, today: datetime.date) -> str:
        """How far away an event is: "in 12 days"."""
        assert event.dated is not None
        days = (event.dated - today).days
        if days == 0:
            return self._("today")
        if days > 0:
            return self._.n("in {count} day", "in {count} days", days)
        return self._.n("{count} day late", "{count} days late", -days)
