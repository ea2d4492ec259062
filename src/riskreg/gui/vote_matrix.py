"""The matrix of a workshop: a dot for every vote, a mark for their mean, and what is agreed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from riskreg.domain.scales import Axis
from riskreg.domain.workshop import Voting, voting_said
from riskreg.domain.year import Year
from riskreg.gui import look, matrix_paint
from riskreg.gui.matrix_layout import PAD, Cell, Grid, grid, pill_height, pill_width
from riskreg.texts import Texts

_DOTS = (1.1, 0.85, 0.6)  # of a line's height: the largest that fit
_MARK = 0.42


class VoteMatrix(QWidget):
    """Shows the votes on one risk; nothing in it can be changed."""

    def __init__(self, _: Texts) -> None:
        super().__init__()
        self._ = _
        self._year: Year | None = None
        self._voting = Voting()
        self._agreed: Cell | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Votes in the risk matrix"))

    def show_voting(self, year: Year, voting: Voting, agreed: Cell | None) -> None:
        """Show the votes on a risk of the year, and the cell that is agreed."""
        self._year, self._voting, self._agreed = year, voting, agreed
        self.setAccessibleDescription(voting_said(voting, self._))
        self.update()

    def sizeHint(self) -> QSize:
        """Large."""
        return QSize(560, 420)

    def grid(self, year: Year) -> Grid:
        """Where the cells lie."""
        return grid(QSizeF(self.size()), year, QFontMetricsF(self.font()), strip=False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells, the axes, the votes, their mean and what is agreed."""
        if self._year is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        laid = self.grid(self._year)
        matrix_paint.cells(painter, laid, self._year)
        matrix_paint.axes(painter, laid, self._year, self._)
        if rect := laid.cells.get(self._agreed) if self._agreed else None:
            matrix_paint.outline(painter, rect, Qt.PenStyle.SolidLine)
        for cell, count in self._voting.cells.items():
            if rect := laid.cells.get(cell):
                _votes(painter, rect, count)
        if place := self.mean_at(laid):
            _mean(painter, place)
            self._legend(painter, laid)
        painter.end()

    def _legend(self, painter: QPainter, laid: Grid) -> None:
        """What the diamond is, left of the scale's title where there is room."""
        text, metrics = self._("the mean"), QFontMetricsF(painter.font())
        title, size = laid.column_title, metrics.height()
        left = title.left() - metrics.horizontalAdvance(text) - 2 * size
        if left >= 0:
            _mean(painter, QPointF(left + size / 2, title.center().y()))
            painter.setPen(look.quiet())
            painter.drawText(QRectF(left + size + PAD, title.top(), title.left() - left, size), 0, text)

    def mean_at(self, laid: Grid) -> QPointF | None:
        """Where the mean of the votes lies, between the cells' middles; None without votes on both scales."""
        likelihood, consequence = (self._voting.mean(axis) for axis in Axis)
        if likelihood is None or consequence is None:
            return None
        rows = [(value, rect.center().y()) for value, rect in laid.rows.items()]
        columns = [(value, rect.center().x()) for value, rect in laid.columns.items()]
        return QPointF(_between(columns, consequence), _between(rows, likelihood))


def _between(places: Sequence[tuple[int, float]], mean: float) -> float:
    """The place of a mean among the places of whole steps, ascending."""
    (first, start), *_middle, (last, end) = places
    return start + (end - start) * (mean - first) / (last - first)


def _votes(painter: QPainter, rect: QRectF, count: int) -> None:
    """A dot for every vote; where they do not fit, how many."""
    metrics = QFontMetricsF(painter.font())
    room = rect.adjusted(2 * PAD, 2 * PAD, -2 * PAD, -metrics.height() - PAD)  # the value is in the corner
    for size in (dot * metrics.height() for dot in _DOTS):
        step = size + PAD
        across, down = (max(int((side + PAD) / step), 0) for side in (room.width(), room.height()))
        if count <= across * down:
            break
    else:
        text = f"×{count}"
        pill = QRectF(room.topLeft(), QSizeF(pill_width(text, metrics), pill_height(metrics)))
        matrix_paint.pill(painter, pill, text, selected=True)
        return
    painter.setBrush(look.accent())
    painter.setPen(QPen(_paper(), 1.0))
    for at in range(count):
        painter.drawEllipse(
            QRectF(room.left() + at % across * step, room.top() + at // across * step, size, size)
        )


def _mean(painter: QPainter, place: QPointF) -> None:
    """A diamond, which is no vote."""
    half = _MARK * QFontMetricsF(painter.font()).height()
    corners = [QPointF(0, -half), QPointF(half, 0), QPointF(0, half), QPointF(-half, 0)]
    painter.setBrush(_paper())
    painter.setPen(QPen(look.accent(), 2.5))
    painter.drawPolygon(QPolygonF([place + corner for corner in corners]))


def _paper() -> QColor:
    return QGuiApplication.palette().color(QPalette.ColorRole.Base)
