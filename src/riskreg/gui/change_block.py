"""One record that a step changed: its fields before and after, and the way to bring it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from riskreg.domain.change import Change
from riskreg.domain.history import NAMES, Find, fields_changed, title, title_said
from riskreg.domain.numbering import Linked
from riskreg.domain.restoring import follows, is_so_now, owners_of, plan_of
from riskreg.gui import look
from riskreg.gui.changing import number_of
from riskreg.gui.count_table import bold
from riskreg.gui.field_table import SIDES, FieldTable
from riskreg.gui.notes import Note
from riskreg.gui.session import Session
from riskreg.texts import N_

# What became of the record, by the sides that there are of it.
_DEEDS = {("after",): N_("Added"), ("before",): N_("Deleted"), ("before", "after"): N_("Changed")}

_TITLE = 200  # characters of what a record is known by
_END = 60  # of each that a link ties


class ChangeBlock(QWidget):
    """A record's change under its name, with the buttons that belong to it."""

    restore_wanted = Signal(object)  # the record as it was before
    place_wanted = Signal(object)  # the record, or what a link ties, as it is now

    def __init__(self, session: Session, change: Change, step: Sequence[Change], find: Find) -> None:
        super().__init__()
        self._session, self._ = session, session.texts
        self._change, self._step, self._find = change, step, find
        self._sides = tuple(side for side in SIDES if getattr(change, side) is not None)
        is_link = not title(change.record)
        called = title_said(change.record, find, self._, _END if is_link else _TITLE)
        self._fields = [
            field
            for field in fields_changed(change, find, self._)
            if self._changed or called not in (field.before, field.after)
        ]
        name = QLabel(called)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setWordWrap(True)
        name.setMinimumWidth(1)  # however long its words are
        if not is_link:
            name.setFont(bold(name.font()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._head(self._("Link") if is_link else self._(NAMES[type(change.record)])))
        column.addWidget(name)
        if self._fields:
            column.addWidget(FieldTable(self._fields, self._sides, self._))
        elif self._changed:
            column.addWidget(Note(self._("Only its place in the order changed.")))

    @property
    def _changed(self) -> bool:
        return len(self._sides) == len(SIDES)

    # -- the line at the top
    def _head(self, kind: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(look.GAP)
        row.addWidget(Note(self._kind_said(kind)), 1)
        self._put_way_back(row)
        place = self._place()
        if place is not None:
            self._put_button(row, self._("Show where it is"), lambda: self.place_wanted.emit(place))
        return row

    def _kind_said(self, kind: str) -> str:
        """What became of what kind of record, of which year's plan."""
        record, plan = self._change.record, plan_of(self._change.record, self._find)
        present = self._session.current(record)
        number = number_of(self._session, present) if present else ""
        year = f" · {plan.year}" if plan else ""
        return f"{self._(_DEEDS[self._sides])} · {kind} {number}".rstrip() + year

    def _put_way_back(self, row: QHBoxLayout) -> None:
        """The button that brings the earlier version back, where there is one that differs."""
        _, version, contents = self._, self._change.before, self._session.register.contents
        if version is None or (self._changed and not self._fields):
            return
        if is_so_now(version, contents):
            row.addWidget(_remark(_("It is like this now")))
        elif follows(version, self._step, contents):
            remark = _remark(_("Comes back along"))
            remark.setToolTip(_("It comes back together with the record that it belonged to."))
            row.addWidget(remark)
        else:
            is_gone = self._session.current(version) is None
            text = _("Bring back") if is_gone else _("Restore this version")
            button = self._put_button(row, text, lambda: self.restore_wanted.emit(version))
            button.setToolTip(_("As it was before this step"))

    def _place(self) -> Linked | None:
        """The record as it is now, or the first that a link ties, when it can be shown on its page."""
        record = self._change.record
        ends = (self._find(*owner) for owner in owners_of(record))
        now = (self._session.current(there) for there in (record, *ends) if there is not None)
        return next((there for there in now if isinstance(there, Linked)), None)

    def _put_button(self, row: QHBoxLayout, text: str, deed: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleDescription(title_said(self._change.record, self._find, self._))
        button.clicked.connect(deed)
        row.addWidget(button)
        return button


def _remark(text: str) -> Note:
    note = Note(text)
    note.setWordWrap(False)
    return note
