"""What a workshop comes to about a risk: the agreed score, the decision and its reason, side by side."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from riskreg.domain.checks import findings_of
from riskreg.domain.records import ControlPoint
from riskreg.domain.scales import Axis, Decision
from riskreg.domain.wording import decision_said, risk_said
from riskreg.domain.workshop import Voting, score_said
from riskreg.domain.year import Year
from riskreg.gui import look
from riskreg.gui.notes import Note, Remark
from riskreg.gui.point_form import Chip
from riskreg.gui.segments import Option, Segments
from riskreg.gui.text_edits import TextArea
from riskreg.texts import Texts

# What a digit decides; 0 takes the decision back.
DECIDED_BY: tuple[Decision | None, ...] = (None, *Decision)
_LARGE = 1.7
_REASON_LINES = 3
_TO_DIALOG = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Part(Enum):
    """What comes after the participants."""

    AGREED = auto()
    DECISION = auto()
    REASON = auto()


class Card(QWidget):
    """A heading and what is under it; framed when it is its turn."""

    clicked = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self._is_turn = False
        self.title = Note(title)
        self.title.setWordWrap(False)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(look.GAP + 4, look.GAP, look.GAP + 4, look.GAP)
        self.column.setSpacing(4)
        self.column.addWidget(self.title)

    def take_turn(self, is_turn: bool) -> None:
        """Stand out, or no more."""
        if is_turn != self._is_turn:
            self._is_turn = is_turn
            self.update()

    def mousePressEvent(self, event: QEvent) -> None:
        """Tell that it is wanted."""
        self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.accent(), 2.5) if self._is_turn else QPen(look.rule(), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)
        painter.end()


class ReasonArea(TextArea):
    """The reason as it is typed: Enter is done with it, Shift+Enter begins another line, Escape goes back."""

    entered = Signal()
    escaped = Signal()

    def __init__(self) -> None:
        super().__init__(fewest_lines=_REASON_LINES, most_lines=_REASON_LINES)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that lead out of the text."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() in _TO_DIALOG:
            event.ignore()
        else:
            super().keyPressEvent(event)


class Outcome(QWidget):
    """The three cards.  What is typed in the reason is the window's to commit."""

    decided = Signal(object)  # Decision or None

    def __init__(self, _: Texts) -> None:
        super().__init__()
        self._ = _
        self.cards = {
            Part.AGREED: Card(_("Agreed")),
            Part.DECISION: Card(_("Decision")),
            Part.REASON: Card(_("Reason")),
        }
        self.score, self.chip, self.proposal = QLabel(), Chip(), Note()
        self.segments = Segments(_("Decision"), clearable=False)
        self.segments.show_options(
            [Option(d, f"{at}  {decision_said(d, _)}") for at, d in enumerate(DECIDED_BY)]
        )
        self.segments.chosen.connect(self.decided)
        self.text, self.remark = ReasonArea(), Remark()
        self.text.setAccessibleName(_("Reason"))
        policy = self.remark.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # so that nothing jumps
        self.remark.setSizePolicy(policy)
        self._lay_out()

    def _lay_out(self) -> None:
        scored = QHBoxLayout()
        scored.addWidget(self.score)
        scored.addWidget(self.chip, 1)
        self.cards[Part.AGREED].column.addLayout(scored)
        self.cards[Part.AGREED].column.addWidget(self.proposal)
        self.cards[Part.DECISION].column.addWidget(self.segments)
        self.cards[Part.REASON].column.addWidget(self.text)
        self.cards[Part.REASON].column.addWidget(self.remark)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.GAP)
        for part, stretch in ((Part.AGREED, 4), (Part.DECISION, 6), (Part.REASON, 7)):
            self.cards[part].column.addStretch(1)
            row.addWidget(self.cards[part], stretch)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def changeEvent(self, event: QEvent) -> None:
        """The agreed score is larger than the rest."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            font = self.font()
            font.setPointSizeF(font.pointSizeF() * _LARGE)
            font.setBold(True)
            self.score.setFont(font)
            self.remark.setMinimumHeight(2 * self.fontMetrics().lineSpacing())

    def give_turn(self, turn: Part | None) -> None:
        """Let the card whose turn it is stand out."""
        for part, card in self.cards.items():
            card.take_turn(part is turn)

    def show_point(self, year: Year, point: ControlPoint, voting: Voting, begun: int | None) -> None:
        """Show what a risk has come to; `begun` is the agreed likelihood that is typed so far."""
        _ = self._
        consequence = point.consequence
        self.score.setText(score_said(point.likelihood if begun is None else begun, consequence))
        value = point.risk_value if begun is None else None
        self.chip.show_value(year, value, risk_said(year, value, _))
        proposed = [voting.proposal(axis) for axis in Axis]
        agreed = [point.likelihood, point.consequence]
        said = _("Median of the votes: {scores}", scores=score_said(*proposed))
        self.proposal.setText("" if None in proposed or proposed == agreed else said)
        self.segments.show_value(point.decision)
        if not self.text.pending():
            self.text.show_text(point.analysis)
        wanted = [found.say(_) for found in findings_of(year, point) if found.field == "analysis"]
        self.remark.say(next(reversed(wanted), ""))  # the most particular one
