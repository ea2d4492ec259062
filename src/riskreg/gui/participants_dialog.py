"""The dialog for who takes part in the workshop: a name a line, or only numbers."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from riskreg.domain.checks import refuse_unprintable
from riskreg.domain.fields import field_of
from riskreg.domain.workshop import MOST_PARTICIPANTS
from riskreg.domain.workshop_records import Participant
from riskreg.faults import Trouble
from riskreg.gui import ask, look
from riskreg.gui.notes import Note, Remark
from riskreg.gui.session import Session
from riskreg.gui.text_edits import TextLine
from riskreg.gui.workshop_steps import put_participants

_ROWS = 10  # names under each other


class ParticipantsDialog(QDialog):
    """A line for each of those who may take part; everything that is changed becomes one step."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._ = session, session.texts
        self._before = session.year.participants
        _ = self._
        self.setWindowTitle(_("Participants {year}", year=session.year.plan.year))
        self.lines = [TextLine() for _place in range(MOST_PARTICIPANTS)]
        for at, (line, participant) in enumerate(
            zip(self.lines, [*self._before, *[None] * MOST_PARTICIPANTS], strict=False), 1
        ):
            line.setAccessibleName(_("Participant {number}", number=at))
            line.setMinimumWidth(220)
            line.setText(participant.name if participant else "")
            line.returnPressed.connect(line.focusNextChild)
            line.textChanged.connect(self._tell)
        self.loss, self.refusal = Remark(), Remark()
        self._lay_out()
        self._tell()
        next((line for line in self.lines if not line.text()), self.lines[0]).setFocus()

    def _lay_out(self) -> None:
        _ = self._
        names = QGridLayout()
        names.setHorizontalSpacing(look.GAP)
        names.setVerticalSpacing(look.GAP // 2)
        for at, line in enumerate(self.lines):
            column, row = divmod(at, _ROWS)
            number = QLabel(str(at + 1))
            number.setBuddy(line)
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            names.addWidget(number, row, 2 * column)
            names.addWidget(line, row, 2 * column + 1)
        self.count = QSpinBox()
        self.count.setRange(1, MOST_PARTICIPANTS)
        self.count.setValue(max(len(self._before), 5))
        label = QLabel(_("Without names, how many:"))
        label.setBuddy(self.count)
        self.fill = QPushButton(_("Number them"))
        self.fill.setAutoDefault(False)
        self.fill.clicked.connect(self._number)
        numbering = QHBoxLayout()
        for widget in (label, self.count, self.fill):
            numbering.addWidget(widget)
        numbering.addStretch(1)
        self.save = QPushButton(_("Save"))
        self.save.setAutoDefault(False)
        self.save.clicked.connect(self._save)
        self.cancel = QPushButton(_("Cancel"))
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(lambda: self.done(QDialog.DialogCode.Rejected))
        buttons = QDialogButtonBox()
        buttons.addButton(self.save, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.cancel, QDialogButtonBox.ButtonRole.ActionRole)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(look.MARGIN, look.MARGIN, look.MARGIN, look.MARGIN)
        whole.setSpacing(look.GAP)
        whole.addWidget(
            Note(_("One name a line, Enter for the next, Ctrl+Enter to save. They are kept for the plan."))
        )
        whole.addLayout(names)
        whole.addLayout(numbering)
        for remark in (self.loss, self.refusal):
            whole.addWidget(remark)
        whole.addWidget(buttons)

    # -- what is typed
    def participants(self) -> list[Participant]:
        """Those who are named now; a line that is emptied takes its participant out."""
        olds = [*self._before, *[None] * len(self.lines)]
        named = [(old, line.text().strip()) for old, line in zip(olds, self.lines, strict=False)]
        return [replace(old or Participant(), name=name) for old, name in named if name]

    def _number(self) -> None:
        """Give the empty lines up to the number names that are numbers."""
        for at, line in enumerate(self.lines[: self.count.value()], 1):
            if not line.text().strip():
                line.setText(self._("Participant {number}", number=at))
        self.save.setFocus()

    def _tell(self, _text: object = None) -> None:
        """Warn of the votes that would go with a participant."""
        kept = {participant.id for participant in self.participants()}
        lost = sum(vote.participant_id not in kept for vote in self._session.year.votes)
        self.refusal.say("")
        self.loss.say(
            self._.n(
                "{count} vote goes with whom you take out.",
                "{count} votes go with whom you take out.",
                lost,
            )
            if lost
            else ""
        )

    def _save(self) -> None:
        try:
            people = self.participants()
            for participant in people:
                refuse_unprintable(field_of(Participant, "name"), participant.name)
            put_participants(self._session, people)
        except Trouble as trouble:
            self.refusal.say(trouble.say(self._))
            return
        self.accept()

    # -- leaving
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes from line to line, and Ctrl+Enter saves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._save()
            return
        super().keyPressEvent(event)

    def reject(self) -> None:
        """Escape and the window's cross: they are too easily pressed to throw away what was typed."""
        _ = self._
        before = [participant.name for participant in self._before]
        if [participant.name for participant in self.participants()] != before:
            question = _("Leave the participants without saving?")
            more = _("What you have changed here is not saved yet.")
            if ask.deed(self, _, question, more, [_("Discard the changes")]) is None:
                return
        super().reject()
