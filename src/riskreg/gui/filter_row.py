"""A row over a list: search as you type, and what the list is filtered by.  Each page has its own on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar, TypeAlias

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget

from riskreg.gui import look
from riskreg.gui.buttons import dress
from riskreg.gui.keys import keep_key
from riskreg.gui.notes import Note
from riskreg.gui.session import Session
from riskreg.gui.tips import plain

_ON_BUTTON = 22

# What each menu offers: values of its part of the filter, with their texts.
Offers: TypeAlias = Mapping[str, Sequence[tuple[Any, str]]]


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


class FilterRow(QWidget):
    """Tells every change of the filter at once.

    The filter is a frozen value with a `text`.  The class says which other parts of it stand in the row: a
    menu for each of `parts`, a button that is on or off for `tick`, and one that takes away `chip`, which is
    chosen elsewhere.
    """

    changed = Signal(object)  # the filter
    search_begins = Signal()  # the search box has the focus
    left_downwards = Signal()  # Down or Enter in the search box: go to the list

    nothing: ClassVar[Any]  # the filter that lets everything through
    parts: ClassVar[Mapping[str, str]]  # the titles of the menus; of a set several are ticked, otherwise one
    tick: ClassVar[str]
    chip: ClassVar[str]

    def __init__(self, session: Session, search_name: str, tick_text: str) -> None:
        super().__init__()
        self._ = session.texts
        self.filter = self.nothing
        self._offers: Offers = {}
        self.search = QLineEdit()
        self.search.setPlaceholderText(self._("Search"))
        self.search.setAccessibleName(search_name)
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(140)
        self.search.setMaximumWidth(320)
        glass = QAction(self.search)
        dress(glass, "search")
        self.search.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(lambda text: self._put(text=text))
        self.search.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.GAP, look.GAP, look.GAP, look.GAP)
        row.setSpacing(4)
        row.addWidget(self.search, 1)
        self.menus = {name: self._menu_button(row, name) for name in self.parts}
        self.tick_button = self._button(row, tick_text)
        self.tick_button.setCheckable(True)
        self.tick_button.toggled.connect(lambda on: self._put(**{self.tick: on}))
        self.chip_button = self._button(row, "")
        self.chip_button.clicked.connect(lambda: self._put(**{self.chip: None}))
        dress(self.chip_button, "close")
        self.clear = self._button(row, self._("Clear"))
        self.clear.clicked.connect(lambda: self.set_filter(self.nothing))
        row.addStretch(1)
        self._count = Note()
        self._count.setWordWrap(False)
        row.addWidget(self._count)

    def _button(self, row: QHBoxLayout, text: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setAutoRaise(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row.addWidget(button)
        return button

    def _menu_button(self, row: QHBoxLayout, name: str) -> QToolButton:
        button = self._button(row, self._(self.parts[name]))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        several = isinstance(getattr(self.nothing, name), frozenset)
        button.setMenu(StayingMenu(button) if several else QMenu(button))
        return button

    # -- what a page's own row says
    def offered(self) -> Offers:
        """What each menu offers now."""
        raise NotImplementedError

    def chip_said(self) -> str:
        """What stands on the chip."""
        raise NotImplementedError

    # -- what is wanted
    def set_filter(self, wanted: Any) -> None:
        """Filter by this, and tell it when it is another."""
        known = wanted == self.filter
        self.filter = wanted
        self.search.setText(wanted.text)
        self.tick_button.setChecked(getattr(wanted, self.tick))
        self._show()
        if not known:
            self.changed.emit(wanted)

    def _put(self, **values: Any) -> None:
        self.set_filter(replace(self.filter, **values))

    def _choose(self, name: str, value: object) -> None:
        held = getattr(self.filter, name)
        self._put(**{name: held ^ {value} if isinstance(held, frozenset) else value})

    # -- what is shown
    def offer(self) -> None:
        """Offer what there is now; a filter by what is no longer there is dropped."""
        offered = self.offered()
        for name, options in offered.items():
            if options != self._offers.get(name):
                self._fill(name, options)
        self._offers = offered
        self.set_filter(replace(self.filter, **{name: self._held(name) for name in offered}))

    def _fill(self, name: str, options: Sequence[tuple[Any, str]]) -> None:
        menu = self.menus[name].menu()
        menu.clear()
        for value, text in options:
            action = menu.addAction(text.replace("&", "&&"))
            action.setCheckable(True)
            action.triggered.connect(lambda _on, value=value: self._choose(name, value))
        self.menus[name].setVisible(bool(options))

    def _held(self, name: str) -> object:
        """What is filtered by and still offered."""
        values = frozenset(value for value, _text in self._offers[name])
        held = getattr(self.filter, name)
        if isinstance(held, frozenset):
            return held & values
        return held if held in values else getattr(self.nothing, name)

    def show_count(self, said: str) -> None:
        """Say at the end of the row how much is shown."""
        self._count.setText(said)

    def _show(self) -> None:
        for name, button in self.menus.items():
            wanted, label = getattr(self.filter, name), self._(self.parts[name])
            ticked = wanted if isinstance(wanted, frozenset) else {wanted}
            options = self._offers.get(name, ())
            for action, (value, _text) in zip(button.menu().actions(), options, strict=True):
                action.setChecked(value in ticked)
            texts = [text for value, text in options if value in ticked]
            filters = wanted != getattr(self.nothing, name)
            if filters and texts:
                said = cut(texts[0], _ON_BUTTON) if len(texts) == 1 else str(len(texts))
                label = self._("{name}: {chosen}", name=label, chosen=said)
            button.setText(label.replace("&", "&&"))
            button.setToolTip(plain("\n".join(texts)) if filters else "")
            _embolden(button, filters)
        _embolden(self.tick_button, getattr(self.filter, self.tick))
        chosen = getattr(self.filter, self.chip) is not None
        self.chip_button.setText(self.chip_said().replace("&", "&&") if chosen else "")
        self.chip_button.setVisible(chosen)
        self.clear.setVisible(self.filter != self.nothing)

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
        """Here Delete is not the window's command for the records that are selected."""
        return keep_key(event) or super().event(event)


def cut(text: str, most: int) -> str:
    """A text on one line, no longer than this."""
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _embolden(button: QToolButton, on: bool) -> None:
    font = button.font()
    if font.bold() != on:
        font.setBold(on)
        button.setFont(font)
