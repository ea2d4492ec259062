"""The annual wheel to look at and to choose an event in, by mouse and by keyboard."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from riskreg.domain.records import Event
from riskreg.domain.wheel import when_said
from riskreg.gui import look
from riskreg.gui.session import Session
from riskreg.gui.tips import plain
from riskreg.gui.wheel_picture import Picture

_FORWARD = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)


class WheelView(QWidget):
    """The wheel of the shown year.  Arrow keys go through the events in the order of time."""

    chosen = Signal(object)  # the id of an event that was clicked or gone to
    entered = Signal()  # Enter or a double click: go to the form

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._ = session, session.texts
        self._picture: Picture | None = None
        self._chosen: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(380, 320)
        self.setMouseTracking(True)
        self.setAccessibleName(self._("Annual wheel"))

    @property
    def picture(self) -> Picture:
        """What is shown, measured for the present size."""
        if self._picture is None:
            area = QRectF(self.rect()).adjusted(look.GAP, look.GAP, -look.GAP, -look.GAP)
            self._picture = Picture(self._session.year, date.today(), area, self.font(), self._)
        return self._picture

    def refresh(self) -> None:
        """Show the year as it is now."""
        self._picture = None
        self.update()

    def choose(self, number: int | None) -> None:
        """Mark the event with this id, without telling anyone."""
        self._chosen = number
        event = next((e for e in self._session.year.events if e.id == number), None)
        self.setAccessibleDescription(self.said(event) if event else "")
        self.update()

    def said(self, event: Event) -> str:
        """An event in one line: when, what, of what kind, where, and how it stands."""
        parts = [when_said(event, self._), event.text, self._(event.kind.label), event.place]
        standing = self.picture.standing.get(event.id)
        parts.append(self._(standing.label) if standing else "")
        return " · ".join(" ".join(part.split()) for part in parts if part)

    # -- Qt
    def sizeHint(self) -> QSize:
        """Room for a wheel with labels on both sides."""
        return QSize(560, 520)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The wheel."""
        painter = QPainter(self)
        painter.setBackground(self.palette().window())
        self.picture.paint(painter, self.palette(), self._chosen, focus=self.hasFocus())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measured anew."""
        super().resizeEvent(event)
        self._picture = None

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font and the colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self.refresh()

    def event(self, event: QEvent) -> bool:
        """A tip says the whole of what a label has no room for."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.picture.at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain(self.said(found)) if found else "", self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is clicked."""
        found = self.picture.at(event.position())
        if found is not None:
            self._go_to(found)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to the form of what is clicked."""
        if self.picture.at(event.position()) is not None:
            self.entered.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be clicked."""
        can_click = self.picture.at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if can_click else Qt.CursorShape.ArrowCursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard begins at the chosen event, or at the first."""
        super().focusInEvent(event)
        shown = self._shown()
        if shown and self._chosen not in [e.id for e in shown] and event.reason() != _BY_MOUSE:
            self._go_to(shown[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys, Home and End go round the year; Enter goes to the form."""
        shown = self._shown()
        at = next((at for at, e in enumerate(shown) if e.id == self._chosen), -1)
        if event.modifiers() & Qt.KeyboardModifier.AltModifier or not shown:
            super().keyPressEvent(event)
        elif event.key() in _FORWARD:
            self._go_to(shown[(at + 1) % len(shown)])
        elif event.key() in _BACK:
            self._go_to(shown[(at - 1) % len(shown)])
        elif event.key() == Qt.Key.Key_Home:
            self._go_to(shown[0])
        elif event.key() == Qt.Key.Key_End:
            self._go_to(shown[-1])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _shown(self) -> list[Event]:
        return [label.placed.event for label in self.picture.labels]

    def _go_to(self, event: Event) -> None:
        self.choose(event.id)
        self.chosen.emit(event.id)


_BY_MOUSE = Qt.FocusReason.MouseFocusReason
