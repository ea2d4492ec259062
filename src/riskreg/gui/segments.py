"""A row of choices of which one may hold: the steps of a scale, the decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from riskreg.gui import look
from riskreg.gui.flow_layout import FlowLayout
from riskreg.gui.tips import plain

_RADIUS = 4


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: its value, what stands on it and what it is called in full."""

    value: object
    text: str
    name: str = ""
    tip: str = ""


class Segment(QAbstractButton):
    """One choice as a button that shows whether it holds."""

    def __init__(self, option: Option, parent: QWidget) -> None:
        super().__init__(parent)
        self.option = option
        self.setCheckable(True)
        self.setText(option.text)
        self.setAccessibleName(option.name or option.text)
        self.setToolTip(plain(option.tip))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """Room for the text and some air."""
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text()) + 2 * look.GAP + 4
        return QSize(max(width, 34), metrics.height() + 10)

    def minimumSizeHint(self) -> QSize:
        """May be narrower than its text, which is then elided."""
        return QSize(34, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Filled with the accent when it holds, ringed when it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, area = self.palette(), QRectF(self.rect()).adjusted(1, 1, -1, -1)
        checked, hovered = self.isChecked(), self.underMouse() and self.isEnabled()
        fill = look.accent() if checked else palette.color(QPalette.ColorRole.Base)
        edge = look.accent() if checked or hovered else _faint(look.quiet())
        painter.setPen(QPen(edge, 1))
        painter.setBrush(fill)
        painter.drawRoundedRect(area, _RADIUS, _RADIUS)
        role = QPalette.ColorRole.Base if checked else QPalette.ColorRole.Text
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(palette.color(role), 1, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(area.adjusted(2, 2, -2, -2), _RADIUS - 1, _RADIUS - 1)
        shown = palette.color(QPalette.ColorGroup.Active, role)  # what holds can be read where it only shows
        painter.setPen(shown if self.isEnabled() or checked else look.quiet())
        room = self.rect().adjusted(6, 0, -6, 0)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)


def _faint(colour: QColor) -> QColor:
    colour.setAlpha(110)
    return colour


class Segments(QWidget):
    """Choices side by side.  A click chooses, a second click lets go when nothing may hold.

    One stop for Tab; the arrows go from choice to choice, Space chooses, a digit chooses the choice whose
    text it is, Delete lets go.
    """

    chosen = Signal(object)  # the value, or None
    hovered = Signal(object)  # the Option under the pointer or with the focus, or None

    def __init__(self, name: str, *, clearable: bool = True) -> None:
        super().__init__()
        self._name = name
        self._clearable = clearable
        self._value: object = None
        self._buttons: list[Segment] = []
        self._row = FlowLayout(self, 4)
        self.setAccessibleName(name)

    def show_options(self, options: Sequence[Option]) -> None:
        """Offer these choices."""
        if [b.option for b in self._buttons] == list(options):
            return
        for old in self._buttons:
            self._row.removeWidget(old)
            old.deleteLater()
        self._buttons = []
        for option in options:
            button = Segment(option, self)
            button.setAccessibleName(f"{self._name}: {button.accessibleName()}")
            button.clicked.connect(lambda _checked, button=button: self._click(button))
            button.installEventFilter(self)
            self._row.addWidget(button)
            button.show()
            self._buttons.append(button)
        self.show_value(self._value)

    def value(self) -> object:
        """The value of the choice that holds, or None."""
        return self._value

    def held(self) -> Option | None:
        """The choice that holds."""
        return next((b.option for b in self._buttons if b.isChecked()), None)

    def show_value(self, value: object) -> None:
        """Let the choice of this value hold."""
        self._value = value
        for button in self._buttons:
            button.setChecked(button.option.value == value)
        held = next((b for b in self._buttons if b.isChecked()), None)
        stop = (
            held or next((b for b in self._buttons if b.hasFocus()), None) or next(iter(self._buttons), None)
        )
        for button in self._buttons:
            policy = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
        if stop:
            self.setFocusProxy(stop)

    def _click(self, button: Segment) -> None:
        again = button.option.value == self._value
        self._choose(None if again and self._clearable else button.option.value)

    def _choose(self, value: object) -> None:
        changed = value != self._value
        self.show_value(value)
        if changed:
            self.chosen.emit(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys go from choice to choice; hovering and focus tell which one is looked at."""
        if isinstance(watched, Segment):
            kind = event.type()
            if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
                if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                    event.accept()  # here it lets go of the choice; the window's Delete removes a record
                return False
            if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._key(watched, event)
            if kind == QEvent.Type.Enter or (kind == QEvent.Type.FocusIn and isinstance(event, QFocusEvent)):
                self.hovered.emit(watched.option)
            elif kind in (QEvent.Type.Leave, QEvent.Type.FocusOut):
                self.hovered.emit(None)
        return super().eventFilter(watched, event)

    def _key(self, button: Segment, event: QKeyEvent) -> bool:
        key, at = event.key(), self._buttons.index(button)
        if event.modifiers() not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            return False
        if key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self._buttons[min(at + 1, len(self._buttons) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self._buttons[max(at - 1, 0)].setFocus(Qt.FocusReason.TabFocusReason)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._clearable:
            self._choose(None)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            button.click()
        elif meant := next((b for b in self._buttons if event.text() and b.text() == event.text()), None):
            self._choose(meant.option.value)
        else:
            return False
        return True
