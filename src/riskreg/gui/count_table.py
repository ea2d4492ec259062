"""A small table of counts, own and mandatory beside each other, whose rows can be followed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from riskreg.domain.counting import Tally, origin_counted
from riskreg.domain.filtering import PointFilter
from riskreg.domain.scales import Origin
from riskreg.gui import look
from riskreg.gui.session import Session
from riskreg.texts import Texts

_PAD = 6
_SWATCH = 12
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Count:
    """One row: what is counted, how many, and the filter that shows exactly these."""

    name: str
    tally: Tally
    wanted: PointFilter
    risk_value: int | None = None  # a value in the band, for its colour
    has_swatch: bool = False


class CountTable(QWidget):
    """Counts under each other with their numbers aligned; `wanted` tells which row was followed."""

    wanted = Signal(object)  # PointFilter

    def __init__(self, session: Session, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._ = session.texts
        self._title = title
        self._rows: list[CountRow] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._header = _Header(title, self._)
        self._layout.addWidget(self._header)
        self._layout.addStretch(1)
        self.setAccessibleName(title)

    def show_counts(self, counts: Sequence[Count]) -> None:
        """Show these rows; the focus stays in its row."""
        while len(self._rows) > len(counts):
            gone = self._rows.pop()
            self._layout.removeWidget(gone)
            gone.deleteLater()
        while len(self._rows) < len(counts):
            row = CountRow(self._session)
            row.clicked.connect(lambda _checked, row=row: self.wanted.emit(row.count.wanted))
            self._rows.append(row)
            self._layout.insertWidget(len(self._rows), row)
        for row, count in zip(self._rows, counts, strict=True):
            row.show_count(count)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make do with the sum where own and mandatory find no room."""
        self._fit()

    def _fit(self) -> None:
        parts: list[_Header | CountRow] = [self._header, *self._rows]
        compact = self.width() < max(part.sizeHint().width() for part in parts)
        for part in parts:
            part.compact = compact
            part.update()


class CountRow(QAbstractButton):
    """One row, as wide as the table, to click or to press."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._ = session.texts
        self.count = Count("", Tally(), PointFilter())
        self.compact = False
        self._under_pointer = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, count: Count) -> None:
        """Show a count; none at all cannot be followed."""
        self.count = count
        _, tally = self._, count.tally
        self.setEnabled(tally.total > 0)
        self.setCursor(Qt.CursorShape.PointingHandCursor if tally.total else Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(f"{count.name}: {tally.total}")
        own = _.n("{count} own", "{count} own", tally.own)
        mandatory = _.n("{count} mandatory", "{count} mandatory", tally.mandatory)
        self.setAccessibleDescription(f"{own}, {mandatory}")
        self.setToolTip(_("Show these control points") if tally.total else "")
        self.update()

    def sizeHint(self) -> QSize:
        """A generous line with every number."""
        return self._hint(compact=False)

    def minimumSizeHint(self) -> QSize:
        """The name and the sum."""
        return self._hint(compact=True)

    def _hint(self, *, compact: bool) -> QSize:
        metrics = self.fontMetrics()
        swatch = _SWATCH + _PAD if self.count.has_swatch else 0
        width = metrics.horizontalAdvance(self.count.name) + swatch + 3 * _PAD
        return QSize(width + sum(_columns(metrics, self._, compact)), metrics.height() + 9)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be followed."""
        self._under_pointer = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """As before."""
        self._under_pointer = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The name at the left, the numbers at the right."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, tally = self.rect(), self.count.tally
        text = self.palette().color(QPalette.ColorRole.WindowText)
        if self.isEnabled() and (self._under_pointer or self.isDown()):
            veil = QColor(look.accent())
            veil.setAlphaF(0.22 if self.isDown() else 0.12)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(veil)
            painter.drawRoundedRect(rect, 4, 4)
        start = _PAD
        if self.count.has_swatch:
            self._paint_swatch(painter, QRect(start, rect.center().y() - _SWATCH // 2, _SWATCH, _SWATCH))
            start += _SWATCH + _PAD
        painter.setPen(text if tally.total else look.quiet())
        columns = _columns(self.fontMetrics(), self._, self.compact)
        room = rect.width() - start - sum(columns)
        name = self.fontMetrics().elidedText(self.count.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(start, 0, room, rect.height()), _LEFT, name)
        numbers = [str(tally.of(origin) or "–") for origin in Origin]
        _paint_columns(painter, rect, columns, [*numbers, str(tally.total)][-len(columns) :])
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.accent(), 1.5))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _paint_swatch(self, painter: QPainter, square: QRect) -> None:
        background, text = look.band_colours(self._session.year, self.count.risk_value)
        edge = QColor(text)
        edge.setAlphaF(0.5)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(background)
        painter.drawRoundedRect(square, 3, 3)


class _Header(QWidget):
    """The title of the table and the headings of its numbers."""

    def __init__(self, title: str, _: Texts) -> None:
        super().__init__()
        self._title, self._ = title, _
        self.compact = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(bold(self.font()))
        width = metrics.horizontalAdvance(self._title) + 2 * _PAD
        return QSize(width + sum(_columns(self.fontMetrics(), self._)), metrics.height() + 10)

    def minimumSizeHint(self) -> QSize:
        return QSize(150, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = self.rect()
        painter.setPen(look.rule())
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        painter.setPen(look.quiet())
        columns = _columns(self.fontMetrics(), self._, self.compact)
        _paint_columns(painter, rect, columns, _headings(self._)[-len(columns) :])
        painter.setFont(bold(self.font()))
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(rect.adjusted(_PAD, 0, 0, 0), _LEFT, self._title)
        painter.end()


def bold(font: QFont) -> QFont:
    """The font of a heading."""
    heading = QFont(font)
    heading.setWeight(QFont.Weight.DemiBold)
    return heading


def _headings(_: Texts) -> list[str]:
    return [*(origin_counted(origin, _) for origin in Origin), _("All")]


def _columns(metrics: QFontMetrics, _: Texts, compact: bool = False) -> list[int]:
    """The widths of the numbers' columns, the same in every row; compact is the last one alone."""
    digits = metrics.horizontalAdvance("0000")
    widths = [max(metrics.horizontalAdvance(heading), digits) + 2 * _PAD for heading in _headings(_)]
    return widths[-1:] if compact else widths


def _paint_columns(painter: QPainter, rect: QRect, columns: Sequence[int], texts: Sequence[str]) -> None:
    right = rect.right() - _PAD
    for width, text in zip(reversed(columns), reversed(texts), strict=True):
        painter.drawText(QRect(right - width, rect.top(), width, rect.height()), _RIGHT, text)
        right -= width
