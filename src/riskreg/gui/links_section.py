"""What a record is linked to, to follow, to let go of and to add to."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from riskreg.domain.numbering import Linked
from riskreg.gui import look
from riskreg.gui.buttons import push_button, tool_button
from riskreg.gui.cells import cut_lines
from riskreg.gui.changing import put_link
from riskreg.gui.link_picker import LinkPicker, linked_with
from riskreg.gui.notes import Note
from riskreg.gui.session import Session
from riskreg.gui.tips import plain


class LinkLine(QAbstractButton):
    """A linked record: its number and at most two lines of its text.  A click shows it where it is edited."""

    def __init__(self, number: str, text: str) -> None:
        super().__init__()
        self._number, self._text = number, " ".join(text.split())
        self.setText(f"{number} {self._text}"[:200].replace("&", "&&"))
        self.setAccessibleName(f"{number} {self._text}"[:200])
        self.setToolTip(plain(text[:2000]))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def _room(self) -> QRect:
        left = self.fontMetrics().horizontalAdvance("M00") + look.GAP
        return self.rect().adjusted(left, 2, -2, -2)

    def _lines(self, width: int) -> list[str]:
        return cut_lines(self._text, self.font(), max(width, 40))

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(120, len(self._lines(self._room().width())) * self.fontMetrics().lineSpacing() + 4)

    def resizeEvent(self, event: object) -> None:
        """Narrower means more lines."""
        high = self.sizeHint().height()
        if high != self.height():
            self.setFixedHeight(high)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The number, then the text."""
        painter = QPainter(self)
        palette, room = self.palette(), self._room()
        high = self.fontMetrics().lineSpacing()
        painter.setPen(look.accent() if self.underMouse() else palette.color(QPalette.ColorRole.WindowText))
        for at, line in enumerate(self._lines(room.width())):
            painter.drawText(room.x(), room.y() + at * high + self.fontMetrics().ascent(), line)
        painter.setPen(look.accent() if self.underMouse() else look.quiet())
        painter.drawText(2, room.y() + self.fontMetrics().ascent(), self._number)
        if self.hasFocus():
            painter.setPen(QPen(look.accent(), 1, Qt.PenStyle.DotLine))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class LinksSection(QWidget):
    """The links of one record to records of some types."""

    def __init__(self, session: Session, kinds: tuple[type[Linked], ...]) -> None:
        super().__init__()
        self._session, self._kinds = session, kinds
        self._ = session.texts
        self._record: Linked | None = None
        self._shown: tuple[bool, tuple[tuple[str, Linked], ...]] | None = None
        self.picker: LinkPicker | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self._none = Note(self._("It is not linked to anything yet."))
        self.add = push_button(self._("Link…"), "link", self.pick)
        column.addWidget(self._none)
        column.addLayout(self._list)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        column.addLayout(foot)

    def show_record(self, record: Linked | None) -> None:
        """Show the links of a record as they are now."""
        self._record = record
        year = self._session.year
        linked = linked_with(year, record) if record else ()
        shown = tuple((year.number(r), r) for r in linked if isinstance(r, self._kinds))
        is_decided = record is not None and self._session.is_settled(record)
        if (is_decided, shown) == self._shown:
            return
        self._shown = is_decided, shown
        self.add.setVisible(not is_decided)
        while item := self._list.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, other in shown:
            self._list.addWidget(self._line(number, other, can_go=not is_decided))
        self._none.setVisible(not shown)

    def _line(self, number: str, other: Linked, *, can_go: bool) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        line = LinkLine(number, other.text)
        line.clicked.connect(lambda: self._session.record_wanted.emit(other))
        what = self._("Remove the link to {number}", number=number)
        remove = tool_button(what, "close", lambda: self._unlink(other))
        remove.setIconSize(QSize(14, 14))
        row.addWidget(line, 1)
        row.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        remove.setVisible(can_go)  # only now: without a parent it would be a window of its own
        return holder

    def _unlink(self, other: Linked) -> None:
        if self._record:
            self.add.setFocus()  # the button that was pressed goes away
            with self._session.attempt():
                put_link(self._session, self._record, other, linked=False)

    def pick(self) -> None:
        """Open the list of what it may be linked to."""
        if self._record:
            self.picker = LinkPicker(self._session, self._record, self._kinds, self)
            self.picker.closed.connect(self.add.setFocus)
            self.picker.show_below(self.add)
