"""The bar over the control points: search as you type, and what they are filtered by."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget

from riskreg.domain.filtering import PointFilter
from riskreg.domain.scales import Decision, Origin
from riskreg.domain.wording import decision_said
from riskreg.domain.year import Year
from riskreg.gui import look
from riskreg.gui.keys import keep_key
from riskreg.gui.notes import Note
from riskreg.gui.session import Session
from riskreg.gui.tips import plain
from riskreg.texts import N_

_LONGEST = 60  # characters of a goal in its menu
_ON_BUTTON = 22

_PARTS = {
    "decisions": N_("Decision"),
    "bands": N_("Risk band"),
    "origins": N_("Origin"),
    "goals": N_("Goal"),
}


class StayingMenu(QMenu):
    """A menu that stays open while things in it are ticked by mouse or Space; Enter ticks and closes."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick and stay."""
        action = self.actionAt(event.position().toPoint())
        if action and action.isCheckable() and action.isEnabled():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick and stay."""
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)


class FilterBar(QWidget):
    """Tells every change of the filter at once."""

    changed = Signal(object)  # PointFilter
    search_begins = Signal()  # the search box has the focus
    left_downwards = Signal()  # Down or Enter in the search box: go to the list

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._ = session.texts
        self.filter = PointFilter()
        self._signature: Hashable = None
        self.search = QLineEdit()
        self.search.setPlaceholderText(self._("Search"))
        self.search.setAccessibleName(self._("Search control points"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(140)
        self.search.setMaximumWidth(320)
        self._glass = QAction(self.search)
        self.search.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(lambda text: self._put(text=text))
        self.search.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.GAP, look.GAP, look.GAP, look.GAP)
        row.setSpacing(4)
        row.addWidget(self.search, 1)
        self.menus = {name: self._menu_button(row, name) for name in _PARTS}
        self.incomplete = self._button(row, self._("Unfinished"))
        self.incomplete.setToolTip(self._("Only control points with something unfinished or doubtful"))
        self.incomplete.setCheckable(True)
        self.incomplete.toggled.connect(lambda on: self._put(incomplete=on))
        self.cell = self._button(row, "")
        self.cell.clicked.connect(lambda: self._put(cell=None))
        self.clear = self._button(row, self._("Clear"))
        self.clear.setToolTip(self._("Show every control point"))
        self.clear.clicked.connect(lambda: self.set_filter(PointFilter()))
        row.addStretch(1)
        self._count = Note()
        self._count.setWordWrap(False)
        row.addWidget(self._count)
        self._tint()
        self.show_year()

    def _button(self, row: QHBoxLayout, text: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setAutoRaise(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row.addWidget(button)
        return button

    def _menu_button(self, row: QHBoxLayout, name: str) -> QToolButton:
        button = self._button(row, self._(_PARTS[name]))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(StayingMenu(button))
        return button

    # -- what is wanted
    def set_filter(self, wanted: PointFilter) -> None:
        """Filter by this, and tell it when it is another."""
        known = wanted == self.filter
        self.filter = wanted
        for widget, state in ((self.search, wanted.text), (self.incomplete, wanted.incomplete)):
            widget.blockSignals(True)
            widget.setText(str(state)) if widget is self.search else self.incomplete.setChecked(bool(state))
            widget.blockSignals(False)
        self._show()
        if not known:
            self.changed.emit(wanted)

    def _put(self, **values: Any) -> None:
        self.filter = replace(self.filter, **values)
        self._show()
        self.changed.emit(self.filter)

    def _toggle(self, name: str, value: object) -> None:
        self._put(**{name: getattr(self.filter, name) ^ {value}})

    # -- what is shown
    def show_year(self) -> None:
        """Offer what the shown year has; a filter by what it has not is dropped."""
        year = self._session.year
        offered = self._offered(year)
        signature = tuple((name, tuple(options)) for name, options in offered.items())
        if signature != self._signature:
            self._signature = signature
            for name, options in offered.items():
                menu = self.menus[name].menu()
                menu.clear()
                for value, text in options:
                    action = menu.addAction(text.replace("&", "&&"))
                    action.setCheckable(True)
                    action.setData(value)
                    action.triggered.connect(lambda _on, name=name, value=value: self._toggle(name, value))
                self.menus[name].setVisible(bool(options))
        held = {
            name: frozenset(value for value, _text in options) & getattr(self.filter, name)
            for name, options in offered.items()
        }
        self.set_filter(replace(self.filter, **held))

    def _offered(self, year: Year) -> dict[str, Sequence[tuple[Any, str]]]:
        _ = self._
        return {
            "decisions": [(d, decision_said(d, _)) for d in (None, *Decision)],
            "bands": [(band.id, band.name) for band in reversed(year.bands)],
            "origins": [(o, _(o.label)) for o in Origin],
            "goals": [(g.id, f"{year.number(g)}  {_cut(g.text, _LONGEST)}") for g in year.goals],
        }

    def show_count(self, shown: int, total: int) -> None:
        """How many of all are shown."""
        _ = self._
        self._count.setText(
            _.n("{count} control point", "{count} control points", total)
            if shown == total
            else _("{shown} of {total}", shown=shown, total=total)
        )

    def _show(self) -> None:
        for name, button in self.menus.items():
            wanted, label = getattr(self.filter, name), self._(_PARTS[name])
            actions = button.menu().actions()
            for action in actions:
                action.setChecked(action.data() in wanted)
            texts = [a.text().replace("&&", "&") for a in actions if a.isChecked()]
            if texts:
                said = _cut(texts[0], _ON_BUTTON) if len(texts) == 1 else str(len(texts))
                label = self._("{name}: {chosen}", name=label, chosen=said)
            button.setText(label.replace("&", "&&"))
            button.setToolTip(plain("\n".join(texts)))
            _embolden(button, bool(texts))
        _embolden(self.incomplete, self.filter.incomplete)
        if cell := self.filter.cell:
            self.cell.setText(
                self._("Cell {likelihood} × {consequence}", likelihood=cell[0], consequence=cell[1])
            )
            self.cell.setToolTip(self._("Show the other cells as well"))
        self.cell.setVisible(self.filter.cell is not None)
        self.clear.setVisible(self.filter != PointFilter())

    # -- Qt
    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        """Down and Enter go to the list, Esc empties the box."""
        if event.type() == QEvent.Type.FocusIn:
            self.search_begins.emit()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.left_downwards.emit()
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Here Delete is not the window's command for the control points that are selected."""
        return keep_key(event) or super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        self._glass.setIcon(look.icon("search"))
        self.cell.setIcon(look.icon("close"))


def _cut(text: str, most: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _embolden(button: QToolButton, on: bool) -> None:
    font = button.font()
    if font.bold() != on:
        font.setBold(on)
        button.setFont(font)
