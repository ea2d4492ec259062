"""The annual wheel as it is measured for a widget, and painted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import atan2, degrees

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPalette, QPen, QPolygonF

from riskreg.domain.records import Event
from riskreg.domain.scales import EventKind
from riskreg.domain.wheel import MONTHS, Standing, day_said, standings
from riskreg.domain.wheel_layout import MARKS, Placed, month_turns, period_spans, place, placed, turn_of
from riskreg.domain.year import Year
from riskreg.gui import look
from riskreg.texts import Texts

_MARK = 5.0  # half the size of a mark
_RING, _INNER_RING = 26.0, 18.0  # of the months, of the report periods
_LEVEL = 13.0
_LEAST_LABEL, _MOST_LABEL = 96.0, 240.0
_PAD = 8.0
_Role = QPalette.ColorRole


@dataclass(frozen=True, slots=True)
class Label:
    """An event with the place of its mark and of its label."""

    placed: Placed
    mark: QPointF
    box: QRectF


class Picture:
    """A year's wheel, measured for a size and a font."""

    def __init__(self, year: Year, today: date, area: QRectF, font: QFont, _: Texts) -> None:
        self.year, self.today, self._font, self._ = year, today, font, _
        self.standing = standings(year.events, today)
        self._metrics = QFontMetricsF(font)
        self.bold = QFont(font)
        self.bold.setBold(True)
        self.legend_rows = self._legend_rows(area.width())
        line = self._metrics.lineSpacing()
        self.area = area.adjusted(0, 0, 0, -len(self.legend_rows) * (line + 4))
        label = min(max(self.area.width() * 0.25, _LEAST_LABEL), _MOST_LABEL)
        self.track = max(
            60.0, min(self.area.width() / 2 - label - 3 * _PAD, self.area.height() / 2 - _LEVEL - _PAD)
        )
        self.middle = self.area.center()
        self.rim = self.track - _LEVEL  # the outside of the months
        self.labels = self._labels(2 * line + 4, label)

    def _labels(self, high: float, wide: float) -> tuple[Label, ...]:
        room = self.area.height() - 4
        found = placed(
            self.year.events,
            self.year.plan.year or 0,
            radius=self.track,
            gap=2.6 * _MARK,
            line=high,
            room=room,
        )
        sides = [sum(p.to_right is side for p in found) for side in (True, False)]
        self.two_lines = max(sides, default=0) * high <= room
        most = max((p.level for p in found), default=0)
        edge = self.track + most * _LEVEL + 2 * _PAD
        wide = min(wide, self.area.width() / 2 - edge)
        high = high if self.two_lines else high / 2
        return tuple(
            Label(
                p,
                self.middle + QPointF(*place(p.turn, self.track + p.level * _LEVEL)),
                QRectF(
                    self.middle.x() + (edge if p.to_right else -edge - wide),
                    self.middle.y() + p.label_y - high / 2,
                    wide,
                    high,
                ),
            )
            for p in found
        )

    def _legend_rows(self, width: float) -> list[list[tuple[EventKind | None, str, float]]]:
        """Today (None) and the kinds that the year has, in as many rows as they need: each with its words and
        its left edge."""
        told: list[tuple[EventKind | None, str]] = []
        if self._turn_of_today is not None:
            told.append((None, self._("Today, {day}", day=day_said(self.today, self._))))
        kinds = {event.kind for event in self.year.events}
        told += [(kind, self._(kind.label)) for kind in EventKind if kind in kinds]
        rows: list[list[tuple[EventKind | None, str, float]]] = []
        x = width
        for kind, said in told:
            wide = self._metrics.horizontalAdvance(said) + 34
            if not rows or x + wide > width:
                rows.append([])
                x = 0.0
            rows[-1].append((kind, said, x))
            x += wide
        return rows

    def at(self, point: QPointF) -> Event | None:
        """The event whose label or mark lies at a point."""
        for label in self.labels:
            near = (label.mark - point).manhattanLength() <= 2 * _MARK
            if near or label.box.contains(point):
                return label.placed.event
        return None

    # -- painting
    def paint(self, painter: QPainter, palette: QPalette, chosen: int | None, *, focus: bool) -> None:
        """Paint all of it; the chosen event stands out."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        self._paint_rings(painter, palette)
        self._paint_today(painter)
        self._paint_names(painter, palette)
        for label in self.labels:
            painter.setPen(QPen(look.rule() if label.placed.event.id != chosen else look.accent(), 1))
            x = label.box.left() - 3 if label.placed.to_right else label.box.right() + 3
            painter.drawLine(label.mark, QPointF(x, label.box.center().y()))
        for label in self.labels:
            self._paint_event(painter, palette, label, is_chosen=label.placed.event.id == chosen, focus=focus)
        self._paint_legend(painter)

    def _sector(self, begin: float, end: float, outer: float, inner: float) -> QPainterPath:
        """A piece of a ring, from one turn to another."""
        path = QPainterPath()
        wide = QRectF(self.middle.x() - outer, self.middle.y() - outer, 2 * outer, 2 * outer)
        narrow = QRectF(self.middle.x() - inner, self.middle.y() - inner, 2 * inner, 2 * inner)
        start, sweep = 90 - 360 * begin, -360 * (end - begin)
        path.arcMoveTo(wide, start)
        path.arcTo(wide, start, sweep)
        path.arcTo(narrow, start + sweep, -sweep)
        path.closeSubpath()
        return path

    def _paint_rings(self, painter: QPainter, palette: QPalette) -> None:
        """The months, and inside them the report periods."""
        shades = [palette.color(_Role.AlternateBase), palette.color(_Role.Base)]
        painter.setPen(QPen(look.rule(), 1))
        for at, (begin, end) in enumerate(pairwise(month_turns(self.year.plan.year or 0))):
            painter.setBrush(shades[at % 2])
            painter.drawPath(self._sector(begin, end, self.rim, self.rim - _RING))
        fill = QColor(look.accent())
        fill.setAlpha(38)
        painter.setPen(QPen(palette.color(_Role.Base), 2))
        painter.setBrush(fill)
        outer = self.rim - _RING - 3
        for span in period_spans(self.year, self._):
            painter.drawPath(self._sector(span.begin, span.end, outer, outer - _INNER_RING))

    def _paint_names(self, painter: QPainter, palette: QPalette) -> None:
        """Of the months and the report periods, and the year in the middle."""
        plan, ink = self.year.plan, palette.color(_Role.Text)
        for at, (begin, end) in enumerate(pairwise(month_turns(plan.year or 0))):
            self._paint_round(painter, self._(MONTHS[at]), (begin + end) / 2, self.rim - _RING / 2, ink)
        middle = self.rim - _RING - 3 - _INNER_RING / 2
        for span in period_spans(self.year, self._):
            self._paint_round(painter, span.label, (span.begin + span.end) / 2, middle, ink)
        font = QFont(self.bold)
        font.setPointSizeF(font.pointSizeF() * 1.7)
        painter.setFont(font)
        painter.setPen(ink)
        box = QRectF(self.middle.x() - 80, self.middle.y() - 20, 160, 40)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(plan.year))
        painter.setFont(self._font)

    def _paint_round(self, painter: QPainter, text: str, turn: float, radius: float, colour: QColor) -> None:
        """A text along the ring, never upside down."""
        x, y = place(turn, radius)
        angle = degrees(atan2(y, x)) + 90
        if 0.25 < turn < 0.75:
            angle += 180
        painter.save()
        painter.translate(self.middle.x() + x, self.middle.y() + y)
        painter.rotate(angle)
        painter.setPen(colour)
        painter.drawText(QRectF(-40, -12, 80, 24), Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

    def _paint_today(self, painter: QPainter) -> None:
        """A line across the rings; the legend says what it is."""
        turn = self._turn_of_today
        if turn is not None:
            inside = self.rim - _RING - _INNER_RING - 8
            begin, end = (self.middle + QPointF(*place(turn, radius)) for radius in (inside, self.rim + 5))
            painter.setPen(QPen(look.accent(), 3))
            painter.drawLine(begin, end)

    @property
    def _turn_of_today(self) -> float | None:
        return turn_of(self.today, self.year.plan.year or 0)

    def _paint_event(
        self, painter: QPainter, palette: QPalette, label: Label, *, is_chosen: bool, focus: bool
    ) -> None:
        event, standing = label.placed.event, self.standing[label.placed.event.id]
        ink = palette.color(_Role.Text)
        if is_chosen:
            box = label.box.adjusted(-3, 0, 3, 0)
            group = QPalette.ColorGroup.Active if focus else QPalette.ColorGroup.Inactive
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(group, _Role.Highlight))
            painter.drawRoundedRect(box, 3, 3)
            ink = palette.color(group, _Role.HighlightedText)
        quiet = look.quiet() if standing in (Standing.PAST, Standing.DONE) and not is_chosen else ink
        self._paint_mark(painter, event.kind, label.mark, _colour(standing), palette.color(_Role.Base))
        if standing is Standing.NEXT or is_chosen:
            painter.setPen(QPen(look.accent(), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(label.mark, 1.9 * _MARK, 1.9 * _MARK)
        self._paint_label(painter, label, standing, quiet)

    def _paint_label(self, painter: QPainter, label: Label, standing: Standing, ink: QColor) -> None:
        """The day with how the event stands, and what it is."""
        event = label.placed.event
        day = day_said(event.dated, self._) if event.dated else ""
        if event.begins:
            day = f"{day} {event.begins.isoformat('minutes')}"
        if standing in (Standing.NEXT, Standing.LATE, Standing.DONE):
            day = f"{day} · {self._(standing.label)}"
        side = Qt.AlignmentFlag.AlignLeft if label.placed.to_right else Qt.AlignmentFlag.AlignRight
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        text = " ".join(event.text.split())
        painter.setPen(ink)
        right = Qt.TextElideMode.ElideRight
        if not self.two_lines:
            painter.drawText(
                label.box, flags, self._metrics.elidedText(f"{day}  {text}", right, label.box.width())
            )
            return
        half = label.box.height() / 2
        upper = label.box.adjusted(0, 0, 0, -half)
        painter.setFont(self.bold)
        day = QFontMetricsF(self.bold).elidedText(day, right, label.box.width())
        painter.drawText(upper, flags, day)
        painter.setFont(self._font)
        painter.drawText(
            upper.translated(0, half), flags, self._metrics.elidedText(text, right, label.box.width())
        )

    def _paint_mark(
        self, painter: QPainter, kind: EventKind, at: QPointF, colour: QColor, ground: QColor
    ) -> None:
        points, is_filled = MARKS[kind]
        painter.setPen(QPen(colour, 2 if not is_filled else 1))
        painter.setBrush(colour if is_filled else ground)
        painter.drawPolygon(QPolygonF([at + QPointF(x, y) * _MARK for x, y in points]))

    def _paint_legend(self, painter: QPainter) -> None:
        high = self._metrics.lineSpacing() + 4
        for row, told in enumerate(self.legend_rows):
            y = self.area.bottom() + (row + 0.5) * high
            for kind, said, x in told:
                at = QPointF(self.area.left() + x + 8, y)
                if kind is None:
                    painter.setPen(QPen(look.accent(), 3))
                    painter.drawLine(at - QPointF(0, _MARK), at + QPointF(0, _MARK))
                else:
                    self._paint_mark(painter, kind, at, look.quiet(), painter.background().color())
                painter.setPen(look.quiet())
                box = QRectF(at.x() + 10, y - high / 2, self.area.width(), high)
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, said)


def _colour(standing: Standing) -> QColor:
    if standing is Standing.LATE:
        return look.late()
    return look.quiet() if standing in (Standing.PAST, Standing.DONE) else look.accent()
