"""The participants of a workshop with what each of them thinks, side by side when they are many."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from riskreg.domain.workshop import Voting, score_said
from riskreg.domain.workshop_records import Participant
from riskreg.gui import look
from riskreg.texts import Texts

_MOST_ROWS = 7  # of one column, where another is to be had
_COLUMNS = 3
_LINES = 1.5  # height of a row
_ALONE = 2.1  # of one in a single column, whose names are larger
_FEWEST_LINES = 1.15


class VoteList(QWidget):
    """Shows a row a participant; a click tells which."""

    chosen = Signal(int)  # the participant's place

    def __init__(self, _: Texts) -> None:
        super().__init__()
        self._ = _
        self._people: tuple[Participant, ...] = ()
        self._voting = Voting()
        self._at: int | None = None
        self._begun: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(_("Participants and their votes"))

    def show_votes(
        self, people: tuple[Participant, ...], voting: Voting, at: int | None, begun: int | None
    ) -> None:
        """Show what each thinks; `at` is whose turn it is, and `begun` the likelihood typed so far."""
        self._people, self._voting, self._at, self._begun = people, voting, at, begun
        told = f"{people[at].name}: {self.score(at)}" if at is not None and at < len(people) else ""
        self.setAccessibleDescription(told)
        self.updateGeometry()
        self.update()

    def score(self, at: int) -> str:
        """The score of the participant at a place, as it is shown."""
        vote = self._voting.of(self._people[at])
        if at == self._at and self._begun is not None:
            return score_said(self._begun, vote.consequence if vote else None)
        return score_said(vote.likelihood, vote.consequence) if vote else "–"

    @property
    def columns(self) -> int:
        """How many participants stand side by side."""
        return min(max(-(-len(self._people) // _MOST_ROWS), 1), _COLUMNS)

    @property
    def _rows(self) -> int:
        return max(-(-len(self._people) // self.columns), 1)

    def sizeHint(self) -> QSize:
        """Room for every participant."""
        lines = _LINES if self.columns > 1 else _ALONE
        return QSize(400, round(self._rows * lines * self.fontMetrics().height()))

    def minimumSizeHint(self) -> QSize:
        """As low as can be read."""
        return QSize(200, round(self._rows * _FEWEST_LINES * self.fontMetrics().height()))

    def rect_of(self, at: int) -> QRectF:
        """Where a participant stands; they go downwards, then rightwards."""
        line = self.fontMetrics().height()
        height = min(_ALONE * line, self.height() / self._rows)
        width = self.width() / self.columns
        column, row = divmod(at, self._rows)
        return QRectF(column * width, row * height, width, height).adjusted(0, 1, -look.GAP, -1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell who is clicked."""
        places = range(len(self._people))
        found = next((at for at in places if self.rect_of(at).contains(event.position())), None)
        if found is not None:
            self.chosen.emit(found)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Every name with its score; whose turn it is stands out."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._row_font())
        for at, person in enumerate(self._people):
            self._paint(painter, self.rect_of(at), person.name, self.score(at), is_turn=at == self._at)
        painter.end()

    def _row_font(self) -> QFont:
        """As large as the rows are high."""
        font = self.font()
        room = self.rect_of(0).height() / (_LINES * self.fontMetrics().height())
        font.setPointSizeF(font.pointSizeF() * max(room, 1.0))
        return font

    def _paint(self, painter: QPainter, rect: QRectF, name: str, score: str, *, is_turn: bool) -> None:
        ink: QColor = self.palette().color(QPalette.ColorRole.WindowText)
        if is_turn:
            painter.setBrush(look.accent())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(rect, 4, 4)
            ink = self.palette().color(QPalette.ColorRole.Base)
        else:
            painter.setPen(QPen(look.rule(), 1))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(look.GAP, 0, -look.GAP, 0)
        painter.setPen(ink)
        plain, bold = painter.font(), painter.font()
        bold.setBold(True)
        painter.setFont(bold)
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, score)
        wide = painter.fontMetrics().horizontalAdvance("10 × 10") + look.GAP
        painter.setFont(plain)
        room = inner.adjusted(0, 0, -wide, 0)
        said = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, round(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, said)
