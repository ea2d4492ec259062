"""The risk of a control point through the years, drawn as a column for each year it was assessed in."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from riskreg.domain.records import ControlPoint
from riskreg.domain.scales import Axis
from riskreg.domain.trend import Assessed, assessed_now, earlier_values, trend_said
from riskreg.domain.year import Year
from riskreg.gui import look
from riskreg.gui.notes import Note
from riskreg.gui.tips import plain
from riskreg.texts import Texts

_MOST = 8  # years, the newest
_COLUMN, _WIDEST = 34, 64  # widths: of a column, of a year's place
_RISE = 56  # height of the highest possible risk value
_CENTRE = Qt.AlignmentFlag.AlignCenter


class RiskTrend(QWidget):
    """A heading and the columns; hidden while the control point was assessed in no earlier year."""

    def __init__(self, _: Texts) -> None:
        super().__init__()
        self._ = _
        heading = _("Risk value through the years")
        self.columns = _Columns()
        self.columns.setAccessibleName(heading)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.GAP, 0, 0)
        column.setSpacing(2)
        column.addWidget(Note(heading))
        column.addWidget(self.columns)
        self.hide()

    def show_point(self, point: ControlPoint | None, year: Year) -> None:
        """Show a control point of a year; nothing for none."""
        earlier = earlier_values(year, [point]).get(point.lineage, ()) if point else ()
        self.setVisible(bool(earlier))
        if not point or not earlier:
            return
        now = assessed_now(point, year)
        told = trend_said(point, year, earlier, self._)
        self.columns.setAccessibleDescription(told)
        self.columns.setToolTip(plain(told))
        self.columns.show_values(year, (*earlier, *((now,) if now else ()))[-_MOST:])


class _Columns(QWidget):
    """The columns, each with its value above, its year below and what it was worked out from."""

    def __init__(self) -> None:
        super().__init__()
        self._year: Year | None = None
        self._values: tuple[Assessed, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_values(self, year: Year, values: tuple[Assessed, ...]) -> None:
        """Show the values of some years; those of `year` stand out."""
        self._year, self._values = year, values
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the columns and their texts."""
        return QSize(_COLUMN * 4, _RISE + 3 * self.fontMetrics().lineSpacing() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the columns on their base line."""
        if self._year is None or not self._values:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self.fontMetrics().lineSpacing()
        base = line + _RISE + 1.0
        wide = min(_WIDEST, self.width() / len(self._values))
        painter.setPen(QPen(look.rule(), 1))
        painter.drawLine(0, int(base), int(wide * len(self._values)), int(base))
        for at, assessed in enumerate(self._values):
            self._paint_year(painter, assessed, QRectF(at * wide, 0, wide, base), line)

    def _paint_year(self, painter: QPainter, assessed: Assessed, place: QRectF, line: int) -> None:
        year = self._year
        assert year is not None
        is_now = assessed.year == year.plan.year
        share = min(1.0, assessed.risk_value / _highest(year))
        high = max(3.0, _RISE * share)
        narrow = min(_COLUMN, place.width() - 4)
        column = QRectF(place.center().x() - narrow / 2, place.bottom() - high, narrow, high)
        background = look.band_colours(year, assessed.risk_value if assessed.same_scales else None)[0]
        painter.setBrush(background)
        style = Qt.PenStyle.SolidLine if assessed.same_scales else Qt.PenStyle.DashLine
        painter.setPen(QPen(look.accent() if is_now else look.quiet(), 1.6 if is_now else 1, style))
        painter.drawRoundedRect(column, 2, 2)
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        above = QRectF(place.left(), column.top() - line, place.width(), line)
        painter.drawText(above, _CENTRE, str(assessed.risk_value))
        font.setBold(is_now)
        painter.setFont(font)
        below = QRectF(place.left(), place.bottom() + 2, place.width(), line)
        painter.drawText(below, _CENTRE, str(assessed.year))
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(look.quiet())
        painter.drawText(
            below.translated(0, line), _CENTRE, f"{assessed.likelihood} × {assessed.consequence}"
        )


def _highest(year: Year) -> int:
    """The highest risk value that a year's scales allow."""
    likelihood, consequence = (max((s.value or 1 for s in year.steps(axis)), default=1) for axis in Axis)
    return likelihood * consequence
