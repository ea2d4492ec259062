"""What a workshop looks like: risk and votes on the left, the matrix on the right, below what is agreed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from riskreg.domain.records import ControlPoint
from riskreg.domain.workshop import Voting, Which, voting_said
from riskreg.domain.year import Year
from riskreg.gui import look
from riskreg.gui.big_text import BigText
from riskreg.gui.matrix_layout import cell_of
from riskreg.gui.message_bar import MessageBar
from riskreg.gui.notes import Note
from riskreg.gui.vote_list import VoteList
from riskreg.gui.vote_matrix import VoteMatrix
from riskreg.gui.workshop_outcome import Outcome
from riskreg.texts import Texts

_LINES_OF_TEXT = 26  # of the largest size, on the height of a screen
_LINES = 64
_SMALLEST, _LARGEST = 11, 24  # points


class WorkshopScreen(QWidget):
    """Shows one risk with its votes.  What is typed and clicked is the window's to act on."""

    def __init__(self, _: Texts) -> None:
        super().__init__()
        self._ = _
        self.place, self.progress = QLabel(), Note()
        self.progress.setWordWrap(False)
        self.which = QPushButton()
        self.people = QPushButton(_("Participants… (P)"))
        self.leave = QPushButton(_("Leave (Esc)"))
        for button in (self.which, self.people, self.leave):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAutoDefault(False)
        self.message = MessageBar(_)
        self.text, self.votes, self.matrix = BigText(), VoteList(_), VoteMatrix(_)
        self.nobody = Note(_("Press P to say who takes part. Without participants you score together."))
        self.counted = QLabel()
        self.counted.setTextFormat(Qt.TextFormat.PlainText)
        self.counted.setWordWrap(True)
        self.outcome = Outcome(_)
        self.hint = QLabel()
        self.keys = Note(
            _(
                "Page Up, Page Down: another risk. Arrows: another row. Home: first participant. "
                "End: decision. P: participants. F: which risks. Ctrl+Z: undo. F11: window. Esc: leave."
            )
        )
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.place)
        top.addStretch(1)
        for widget in (self.progress, self.which, self.people, self.leave):
            top.addWidget(widget)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.text, 1)
        left.addWidget(self.votes)
        left.addWidget(self.nobody)
        right.addWidget(self.matrix, 1)
        right.addWidget(self.counted)
        middle = QHBoxLayout()
        middle.setSpacing(look.MARGIN)
        middle.addLayout(left, 6)
        middle.addLayout(right, 5)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.MARGIN, look.GAP, look.MARGIN, look.GAP)
        column.setSpacing(look.GAP)
        column.addLayout(top)
        column.addWidget(self.message)
        column.addLayout(middle, 1)
        column.addWidget(self.outcome)
        column.addWidget(self.hint)
        column.addWidget(self.keys)

    def grow(self, height: int) -> None:
        """The higher the screen, the larger what is on it."""
        font = self.font()
        font.setPointSize(min(max(height // _LINES, _SMALLEST), _LARGEST))
        self.setFont(font)
        font.setPointSize(font.pointSize() * 3 // 2)
        font.setBold(True)
        self.place.setFont(font)

    # -- showing
    def show_progress(self, year: Year, which: Which) -> None:
        """How far the workshop has come, and which risks it goes through."""
        count = sum(point.decision is not None for point in year.control_points)
        said = self._("{count} of {total} decided", count=count, total=len(year.control_points))
        self.progress.setText(said)
        self.which.setText(self._("{which} (F)", which=self._(which.label)))

    def show_nothing(self) -> None:
        """That no risk is like what is asked for."""
        for widget in (self.votes, self.nobody, self.matrix, self.counted, self.outcome):
            widget.hide()
        self.place.setText("")
        self.hint.setText("")
        self._show_text(self._("No risk is like that. Press F for others."))

    def show_point(self, year: Year, point: ControlPoint, voting: Voting, at: int, total: int) -> None:
        """Show a risk, the one at this place of so many, with what everybody thinks of it."""
        for widget in (self.matrix, self.counted, self.outcome):
            widget.show()
        self.votes.setVisible(bool(year.participants))
        self.nobody.setVisible(not year.participants)
        number = year.number(point)
        self.place.setText(self._("{number} · {at} of {total}", number=number, at=at, total=total))
        self._show_text(point.text)
        self.matrix.show_voting(year, voting, cell_of(point))
        missing = len(year.participants) - len(voting.votes)
        left = self._.n("{count} has not voted", "{count} have not voted", missing) if missing else ""
        self.counted.setText(" · ".join(filter(None, (voting_said(voting, self._), left))))

    def _show_text(self, text: str) -> None:
        self.text.show_text(text, max(self.height() // _LINES_OF_TEXT, _SMALLEST))
