"""How the parts of the risk matrix look; colours are read as it is painted, so light and dark both hold."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QPainter, QPalette, QPen

from riskreg.domain.scales import Axis
from riskreg.domain.year import Year
from riskreg.gui import look
from riskreg.gui.matrix_layout import PAD, Grid
from riskreg.texts import Texts

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def cells(painter: QPainter, grid: Grid, year: Year) -> None:
    """Every cell in the colour of its band, its risk value in the corner."""
    for (likelihood, consequence), rect in grid.cells.items():
        background, text = look.band_colours(year, likelihood * consequence)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(background)
        gap = 1.0 if rect.height() > 24 else 0.5
        painter.drawRoundedRect(rect.adjusted(gap, gap, -gap, -gap), 3, 3)
        line = painter.fontMetrics().height()
        if rect.height() >= line + PAD and rect.width() >= 1.5 * line:
            painter.setPen(text)
            corner = rect.adjusted(PAD, PAD, -PAD - 1, -PAD / 2)
            painter.drawText(
                corner,
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom,
                str(likelihood * consequence),
            )


def axes(painter: QPainter, grid: Grid, year: Year, _: Texts) -> None:
    """The numbers, the names when there is room, and the titles of both scales."""
    metrics = QFontMetricsF(painter.font())
    for value, rect in grid.rows.items():
        painter.setPen(_colour(QPalette.ColorRole.WindowText))
        painter.drawText(rect, _RIGHT, str(value))
        if grid.row_names:
            digits = metrics.horizontalAdvance("0" * len(str(max(grid.rows)))) + 2 * PAD
            _name(painter, rect.adjusted(0, 0, -digits, 0), year.step_name(Axis.LIKELIHOOD, value), _RIGHT)
    for value, rect in grid.columns.items():
        digits = metrics.horizontalAdvance(str(value))
        name = year.step_name(Axis.CONSEQUENCE, value) if grid.column_names else ""
        room = rect.width() - digits - 2 * PAD
        name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
        gap = PAD if name else 0.0
        start = rect.center().x() - (digits + gap + metrics.horizontalAdvance(name)) / 2
        painter.setPen(_colour(QPalette.ColorRole.WindowText))
        painter.drawText(QRectF(start, rect.top(), digits + 1, rect.height()), _LEFT, str(value))
        _name(painter, QRectF(start + digits + gap, rect.top(), room + 1, rect.height()), name, _LEFT)
    bold = QFont(painter.font())
    bold.setWeight(QFont.Weight.DemiBold)
    painter.save()
    painter.setFont(bold)
    painter.setPen(look.quiet())
    painter.drawText(grid.column_title, Qt.AlignmentFlag.AlignCenter, _(Axis.CONSEQUENCE.label))
    side = grid.row_title
    painter.translate(side.center())
    painter.rotate(-90)
    turned = QRectF(-side.height() / 2, -side.width() / 2, side.height(), side.width())
    painter.drawText(turned, Qt.AlignmentFlag.AlignCenter, _(Axis.LIKELIHOOD.label))
    painter.restore()


def _name(painter: QPainter, rect: QRectF, name: str, flags: Qt.AlignmentFlag) -> None:
    painter.setPen(look.quiet())
    shown = QFontMetricsF(painter.font()).elidedText(name, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, flags, shown)


def strip_label(painter: QPainter, rect: QRectF, text: str) -> None:
    """What stands before the numbers that are not assessed."""
    painter.setPen(look.quiet())
    painter.drawText(rect.adjusted(PAD, PAD, 0, -PAD), _LEFT, text)


def pill(painter: QPainter, rect: QRectF, text: str, *, selected: bool, faint: bool = False) -> None:
    """A control point's number, on a background of its own so that it reads on every band."""
    painter.save()
    painter.setOpacity(0.35 if faint else 1.0)
    background = look.accent() if selected else _colour(QPalette.ColorRole.Base)
    edge = look.accent() if selected else look.quiet()
    painter.setBrush(background)
    painter.setPen(QPen(edge, 1.0))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), rect.height() / 2.6, rect.height() / 2.6)
    dark_ink = background.lightnessF() > 0.5
    ink = QColor("#11161b" if dark_ink else "#ffffff") if selected else _colour(QPalette.ColorRole.Text)
    painter.setPen(ink)
    if rect.height() >= 0.75 * painter.fontMetrics().height():  # lower only in the smallest of matrices
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def outline(painter: QPainter, rect: QRectF, style: Qt.PenStyle) -> None:
    """The chosen cell (solid) or the one under the keyboard's cursor (dotted)."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(_colour(QPalette.ColorRole.WindowText), 2.0, style))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 3, 3)


def target(painter: QPainter, rect: QRectF, text: str) -> None:
    """The cell that a dragged number would land in, with the risk value it would get."""
    painter.setBrush(_colour(QPalette.ColorRole.Base))
    painter.setPen(QPen(look.accent(), 2.5))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 3, 3)
    painter.setPen(_colour(QPalette.ColorRole.Text))
    metrics = QFontMetricsF(painter.font())
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width() - 2 * PAD)
    inner = rect.adjusted(PAD, PAD / 2, -PAD, -PAD / 2)
    painter.drawText(inner, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, shown)


def focus(painter: QPainter, rect: QRectF) -> None:
    """That the keyboard is here, while no cell is under its cursor."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.accent(), 1.0))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)


def lift(place: QPointF) -> QPointF:
    """Where a dragged number floats: above the pointer, so that the pointer hides nothing."""
    return QPointF(place.x(), place.y() - 10)


def _colour(role: QPalette.ColorRole) -> QColor:
    return QGuiApplication.palette().color(role)
