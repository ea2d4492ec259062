"""What a step of the history changed, record by record."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from riskreg.domain.change import Change, by_record, found
from riskreg.domain.history_filter import key_of
from riskreg.domain.records import Record
from riskreg.domain.wording import moment_said
from riskreg.gui import look
from riskreg.gui.change_block import ChangeBlock
from riskreg.gui.count_table import bold
from riskreg.gui.notes import Note, Remark
from riskreg.gui.session import Session
from riskreg.store.steps import Step

_AT_ONCE = 15  # records shown before one asks for more
_NARROWEST = 440  # both buttons of a record fit


class StepDetails(QScrollArea):
    """What is looked for comes first, and what came or went before what it changed in others.  The rest of a
    large step is shown when it is asked for."""

    restore_wanted = Signal(object)  # the record as it was before the step
    place_wanted = Signal(object)  # a record as it is now

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._ = session, session.texts
        self.step: Step | None = None
        self._waiting: list[Change] = []
        self._changes: tuple[Change, ...] = ()
        self.setMinimumWidth(_NARROWEST)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_step(self, step: Step | None, meant: Sequence[Change] = (), *, undone: bool = False) -> None:
        """Show a step; `meant` are those of its changes that are looked for."""
        same = step is not None and self.step is not None and step.entry.id == self.step.entry.id
        scrolled = self.verticalScrollBar().value() if same else 0
        self.step = step
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(look.MARGIN, look.GAP, look.MARGIN, look.MARGIN)
        self._column.setSpacing(look.MARGIN)
        if step is not None:
            self._put_head(step, undone=undone)
            self._changes = by_record(step.changes)
            looked_for = {key_of(change.record) for change in meant}
            self._waiting = sorted(
                self._changes,
                key=lambda c: (key_of(c.record) not in looked_for, bool(c.before and c.after)),
            )
            self._more = QPushButton()
            self._more.clicked.connect(self._put_more)
            self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
            self._put_blocks(len(looked_for) or len(self._waiting))
        self._column.addStretch(1)
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()  # not at once: the button that was clicked may be in it
        self.setWidget(content)
        self.verticalScrollBar().setValue(scrolled)

    def _put_head(self, step: Step, *, undone: bool) -> None:
        _, entry = self._, step.entry
        title = QLabel(entry.say(_))
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setWordWrap(True)
        title.setMinimumWidth(1)  # however long its words are
        font = QFont(bold(title.font()))
        font.setPointSizeF(font.pointSizeF() * 1.2)
        title.setFont(font)
        facts = [moment_said(entry.at), " ".join(entry.who.split()), _("Step {number}", number=entry.id)]
        if undone:
            facts.append(_("undone later"))
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(title)
        head.addWidget(Note("  ·  ".join(facts)))
        self._column.addLayout(head)
        if step.damage:
            damage = Remark()
            damage.say(step.damage.say(_))
            self._column.addWidget(damage)

    def _put_more(self) -> None:
        self._put_blocks(_AT_ONCE)

    def _put_blocks(self, wanted: int) -> None:
        """Show the next records, as many as are wanted, but not too many at once."""
        count = min(wanted, _AT_ONCE)
        now, self._waiting = self._waiting[:count], self._waiting[count:]
        for change in now:
            block = ChangeBlock(self._session, change, self._changes, self._find)
            block.restore_wanted.connect(self.restore_wanted)
            block.place_wanted.connect(self.place_wanted)
            self._column.insertWidget(self._column.indexOf(self._more), block)
        left = len(self._waiting)
        self._more.setText(self._.n("Show {count} more record", "Show {count} more records", left))
        self._more.setVisible(left > 0)

    def _find(self, table: str, number: int | None) -> Record | None:
        """A record as it is now, or as it was before the step deleted it."""
        gone = (c.record for c in self._changes if c.record.table == table and c.record.id == number)
        return found(self._session.register.contents, table, number) or next(gone, None)
