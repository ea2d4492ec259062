"""Keys alike on every page: Tab goes as things are seen, and a key stays with what has the focus."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLayout, QWidget

_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down)


def keep_key(event: QEvent) -> bool:
    """Whether this asks if a key means something here; when it does, the window does not act on it.

    Delete then removes no record, and Alt with an arrow opens a drop-down instead of moving a record.
    """
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    opens = event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in _ARROWS
    if event.key() == Qt.Key.Key_Delete or (opens and isinstance(QApplication.focusWidget(), QComboBox)):
        event.accept()
        return True
    return False


def focus_beside(widget: QWidget, *, forward: bool) -> bool:
    """Move the focus to the stop after or before the present one, past the last out of the widget.

    Qt's own order is that in which things were made, and it goes astray among editors made of several
    widgets, which hand the focus on.
    """
    now = QApplication.focusWidget()
    stops = [stop for stop in _stops(widget) if stop is now or _is_open(stop)]
    if now is None or now not in stops:
        return False
    beside = stops.index(now) + (1 if forward else -1)
    found = stops[beside] if 0 <= beside < len(stops) else _outside(widget, now, forward=forward)
    if found is None:
        return False
    found.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    return True


def _outside(widget: QWidget, now: QWidget, *, forward: bool) -> QWidget | None:
    """The first stop in the window's own order that is not inside the widget."""
    at = now
    while True:
        beside = at.nextInFocusChain() if forward else at.previousInFocusChain()
        if beside is None or beside is now:
            return None
        if _is_open(beside) and beside.focusProxy() is None and not widget.isAncestorOf(beside):
            return beside
        at = beside


def _is_open(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled() and widget.isVisible()


def _stops(widget: QWidget) -> Iterator[QWidget]:
    layout = widget.layout()
    if layout is None:
        yield widget
    else:
        yield from _stops_in(layout)


def _stops_in(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from _stops(widget)
        elif inner is not None:
            yield from _stops_in(inner)
