"""The bar for writing down many risks: one line each, Enter for the next, with or without the wording aid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from riskreg.domain.arranging import appended
from riskreg.domain.checks import refuse_text, refuse_unprintable
from riskreg.domain.fields import field_of
from riskreg.domain.records import ControlPoint
from riskreg.domain.risk_wording import BECAUSE, LEADS_TO, THERE_IS, Wording, ideas
from riskreg.faults import Trouble
from riskreg.gui import look
from riskreg.gui.buttons import push_button, tool_button
from riskreg.gui.notes import Note, Remark
from riskreg.gui.session import Session
from riskreg.gui.text_edits import TextArea, TextLine
from riskreg.texts import N_

_AIDED, _DRAFT = "quick_entry.aided", "quick_entry.draft"
_KEPT_AFTER = 1500  # milliseconds after the last keystroke
_MOST_LINES = 6


class IdeaArea(TextArea):
    """A line for a risk, or as many as are pasted; Enter enters, Shift+Enter begins another line."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__(fewest_lines=1, most_lines=_MOST_LINES)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter enters what is written."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class QuickEntry(QFrame):
    """Adds undecided risks of the committee's own at the end of the shown year's plan.

    What is typed and not entered is entered by `flush`, and survives a crash.
    """

    recorded = Signal(object)  # the last of the new control points
    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._ = session, session.texts
        self._field = field_of(ControlPoint, "text")
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(_KEPT_AFTER)
        self._keeping.timeout.connect(self._keep)
        self.line = IdeaArea()
        self.parts = tuple(TextLine() for _part in range(3))
        self._build()
        self.line.entered.connect(self.enter)
        self.line.textChanged.connect(self._typed)
        for part in self.parts:
            part.returnPressed.connect(lambda part=part: self._part_entered(part))
            part.textEdited.connect(self._typed)
        self.aid.toggled.connect(self._switch)
        session.stepped.connect(self._allow)
        session.year_changed.connect(self._allow)
        self._restore()

    # -- building
    def _build(self) -> None:
        _ = self._
        self.aid = QCheckBox(_("Wording aid"))
        self.aid.setToolTip(_("Asks for the cause, what happens and what that leads to"))
        self.record = push_button(_("Record it"), "add", self.enter)
        self.close_button = tool_button(_("Close (Esc)"), "close", self.leave)
        self.close_button.setAccessibleName(_("Close the line for risks"))
        self.line.setAccessibleName(_("Risk"))
        self.line.setPlaceholderText(_("Write a risk and press Enter for the next"))
        self._ways = QStackedWidget()
        for way in (self._whole(), self._parted()):
            self._ways.addWidget(way)
        self.note, self.refusal = Note(), Remark()  # one line for both, so that the table does not jump
        top = QHBoxLayout()
        top.setSpacing(look.GAP)
        top.addWidget(self._ways, 1)
        for widget in (self.record, self.aid, self.close_button):
            top.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.MARGIN, look.GAP, look.GAP, look.GAP)
        column.setSpacing(2)
        column.addLayout(top)
        column.addWidget(self.refusal)
        column.addWidget(self.note)
        self.aid.setChecked(bool(self._session.settings.get(_AIDED, False)))
        self._show_way()

    def _whole(self) -> QWidget:
        holder = QWidget()
        row = QVBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line)
        row.addStretch(1)
        return holder

    def _parted(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        for label, part in zip((BECAUSE, THERE_IS, LEADS_TO), self.parts, strict=True):
            said = Note(self._(label))
            said.setWordWrap(False)
            said.setBuddy(part)
            part.setAccessibleName(self._(label))
            row.addWidget(said)
            row.addWidget(part, 1)
        return holder

    def _allow(self, _announcement: object = None) -> None:
        """Nothing more is recorded once the plan is decided."""
        if self._session.is_settled(self._session.year.plan) and not self.draft():
            self.hide()

    # -- what is typed
    def begin(self) -> None:
        """Show the bar, ready to write."""
        self.show()
        self._first().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def draft(self) -> str:
        """What is typed and not entered."""
        return self._wording().say(self._) if self.aid.isChecked() else self.line.written()

    def _wording(self) -> Wording:
        return Wording(*(part.text() for part in self.parts))

    def _first(self) -> QWidget:
        return self.parts[0] if self.aid.isChecked() else self.line

    def _typed(self, _text: object = None) -> None:
        self._refuse("")
        self._keeping.start()
        count = len(ideas(self.draft()))
        self.note.setText(
            self._("Enter records {count} risks, one for each line.", count=count) if count > 1 else ""
        )

    def _part_entered(self, part: TextLine) -> None:
        """On to the next part that is empty; past the last the risk is entered, if it says what happens."""
        later = self.parts[self.parts.index(part) + 1 :]
        wanted = next((other for other in later if not other.text().strip()), None)
        event = self.parts[1]
        if wanted is None and not event.text().strip() and self.draft():
            self._refuse(self._("Write what happens as well, between the cause and what it leads to."))
            wanted = event
        if wanted is not None and self.draft():
            wanted.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.enter()

    def _switch(self, aided: bool) -> None:
        """What is typed goes along to the other way of writing."""
        text = self.line.written() if aided else self._wording().say(self._)
        self._clear()
        if aided:
            self.parts[1].setText(" ".join(text.split()))
        else:
            self._write(text)
        self._session.settings.put(_AIDED, aided)
        self._show_way()
        self._first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_way(self) -> None:
        self._ways.setCurrentIndex(1 if self.aid.isChecked() else 0)

    def _refuse(self, sentence: str) -> None:
        self.refusal.say(sentence)
        self.note.setVisible(not sentence)

    def _write(self, text: str) -> None:
        self.line.setPlainText(text)
        self.line.document().setModified(True)

    def _clear(self) -> None:
        self.line.setPlainText("")
        for part in self.parts:
            part.setText("")
        self._refuse("")
        self.note.setText("")

    # -- entering
    def enter(self) -> None:
        """Record what is typed, one risk a line, and go on with the next."""
        try:
            added = self._record(ideas(self.draft()))
        except Trouble as trouble:
            self._refuse(trouble.say(self._))
            return
        if added:
            self._clear()
            self._tell(added)
            self.recorded.emit(added[-1])
        self._first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _record(self, texts: Sequence[str]) -> list[ControlPoint]:
        """The new risks.  Trouble when one of the texts cannot be taken in."""
        for at, text in enumerate(texts, 1):
            try:
                refuse_text(self._field, text)
                refuse_unprintable(self._field, text)
            except Trouble as trouble:
                if len(texts) == 1:
                    raise
                raise Trouble(N_("Line {line}: {trouble}"), line=at, trouble=trouble.say(self._)) from trouble
        if not texts:
            return []
        register, year = self._session.register, self._session.year
        several = register.step(N_("Record {count} risks"), count=len(texts))
        with several if len(texts) > 1 else register.step(N_("Record a risk")) as edit:
            return appended(year, texts, edit.add)

    def _tell(self, added: Sequence[ControlPoint]) -> None:
        year, _ = self._session.year, self._
        first, last = year.number(added[0]), year.number(added[-1])
        self.note.setText(
            _("{number} is recorded.", number=first)
            if len(added) == 1
            else _("{count} risks are recorded, {first}–{last}.", count=len(added), first=first, last=last)
        )

    def flush(self) -> None:
        """Enter what is typed; what is refused stays, and is told in the message bar as well."""
        self._keeping.stop()
        if self.draft().strip():
            self.enter()
            if self.refusal.sentence:
                self._session.trouble.emit(self.refusal.sentence)
        self._keep()

    def leave(self) -> None:
        """Enter what is typed and close the bar, unless that is refused."""
        self.flush()
        if not self.refusal.sentence:
            self.hide()
            self.closed.emit()

    # -- surviving a crash
    def _keep(self) -> None:
        """Put down what is typed, with where it belongs."""
        draft: dict[str, Any] | None = None
        if text := self.draft().strip():
            draft = {**self._place(), "text": text}
        self._session.settings.put(_DRAFT, draft)

    def _restore(self) -> None:
        """Take up what a crash left behind, if it belongs here."""
        kept = self._session.settings.get(_DRAFT)
        if isinstance(kept, dict) and {**kept, **self._place()} == kept:
            self.aid.setChecked(False)
            self._write(str(kept.get("text", "")))

    def _place(self) -> dict[str, Any]:
        return {"register": str(self._session.register.path), "year": self._session.year.plan.year}

    # -- Qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the bar."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
