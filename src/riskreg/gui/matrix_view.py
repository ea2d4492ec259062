"""The risk matrix: every control point's number in its cell, to click, to drag and to move by keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from riskreg.domain.records import ControlPoint
from riskreg.domain.scales import Axis
from riskreg.domain.wording import risk_said, step_said
from riskreg.gui import matrix_paint, tips
from riskreg.gui.matrix_layout import (
    PAD,
    Cell,
    Grid,
    Pill,
    cell_of,
    grid,
    neighbour,
    pills,
    values,
)
from riskreg.gui.session import Session
from riskreg.texts import N_

MOVE = N_("Move {number} in the matrix")
NOT_ASSESSED = N_("Not assessed:")
LONGEST_TIP = 300  # characters of a control point's text
MOST_LISTED = 40

_ARROWS = {
    Qt.Key.Key_Up: (1, 0),
    Qt.Key.Key_Down: (-1, 0),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Left: (0, -1),
}


@dataclass(frozen=True, slots=True)
class Picture:
    """What is painted: the grid and every number in it."""

    grid: Grid
    pills: tuple[Pill, ...]


class MatrixView(QWidget):
    """The matrix of the shown year's scales with the points given by `show_points`.

    A click is told, and the page decides what it means: it sets the selection with `select` and takes the
    outline off a cell with `choose(None)`.  With `interactive=False` no point can be moved.
    """

    cell_clicked = Signal(object)  # Cell, or None when the chosen cell is clicked again
    point_clicked = Signal(int)  # the control point's id

    def __init__(self, session: Session, *, interactive: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._ = session.texts
        self._interactive = interactive
        self._ids: frozenset[int | None] = frozenset()
        self._selected: frozenset[int] = frozenset()
        self._chosen: Cell | None = None
        self._cursor: Cell | None = None
        self._pressed: tuple[QPointF, Pill | None] | None = None
        self._dragged: tuple[Pill, QPointF] | None = None
        self._picture: Picture | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setAccessibleName(self._("Risk matrix"))
        session.stepped.connect(self._refresh)
        session.year_changed.connect(self._refresh)

    # -- what the page says
    def show_points(self, points: Sequence[ControlPoint]) -> None:
        """Show these control points of the year, and follow them as they change."""
        self._ids = frozenset(point.id for point in points)
        self._refresh()

    def select(self, ids: frozenset[int]) -> None:
        """Mark the selected control points; a single one is what the arrow keys move."""
        if ids != self._selected:
            self._selected = ids
            self._refresh()

    def choose(self, cell: Cell | None) -> None:
        """Outline the cell that the list is narrowed to; None for no cell."""
        self._chosen = cell
        self.update()

    def sizeHint(self) -> QSize:
        """Room for a few numbers in each cell."""
        return QSize(520, 360)

    def minimumSizeHint(self) -> QSize:
        """Still readable, if only as counts."""
        return QSize(260, 180)

    # -- the picture
    def points(self) -> tuple[ControlPoint, ...]:
        """The shown points as they are now."""
        return tuple(p for p in self._session.year.control_points if p.id in self._ids)

    def picture(self) -> Picture:
        """What is painted, worked out when something has changed."""
        if self._picture is None:
            self._picture = self._drawn()
        return self._picture

    def _drawn(self) -> Picture:
        year, font = self._session.year, self._font()
        number = year.number
        points = self.points()
        loose = [(p, number(p)) for p in points if cell_of(p) is None]
        laid = grid(QSizeF(self.size()), year, font, strip=bool(loose))
        held: defaultdict[Cell, list[tuple[ControlPoint, str]]] = defaultdict(list)
        for point in points:
            if cell := cell_of(point):
                held[cell].append((point, number(point)))
        found: list[Pill] = []
        for cell, inside in held.items():
            if rect := laid.cells.get(cell):
                value = font.horizontalAdvance(str(cell[0] * cell[1])) + PAD
                room = rect.adjusted(PAD, PAD, -PAD, -PAD)
                found += pills(inside, room, font, value, self._selected)
        strip = laid.strip.adjusted(font.horizontalAdvance(self._(NOT_ASSESSED)) + 2 * PAD, PAD, 0, 0)
        found += pills(loose, strip, font, 0.0, self._selected)
        return Picture(laid, tuple(found))

    def _font(self) -> QFontMetricsF:
        return QFontMetricsF(self.font())

    def _refresh(self, _announcement: object = None) -> None:
        self._picture = None
        self.setAccessibleDescription(f"{self._counted()} {self._help()}")
        self.update()

    def _counted(self) -> str:
        shown = self.points()
        loose = sum(cell_of(p) is None for p in shown)
        counted = self._.n("{count} control point", "{count} control points", len(shown))
        unassessed = self._.n("{count} not assessed", "{count} not assessed", loose)
        return f"{counted}, {unassessed}."

    def _help(self) -> str:
        cells = self._("Ctrl and the arrow keys go from cell to cell, Enter chooses the cell.")
        if not self._interactive:
            return cells
        points = self._(
            "Page Up and Page Down go from number to number, the arrow keys move the selected one."
        )
        return f"{points} {cells}"

    # -- painting
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint cells, axes, numbers and what is chosen, under the cursor or dragged."""
        picture, year = self.picture(), self._session.year
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        matrix_paint.cells(painter, picture.grid, year)
        matrix_paint.axes(painter, picture.grid, year, self._)
        if not picture.grid.strip.isEmpty():
            matrix_paint.strip_label(painter, picture.grid.strip, self._(NOT_ASSESSED))
        chosen, cursor = (self._rect_of(cell) for cell in (self._chosen, self._cursor))
        if chosen:
            matrix_paint.outline(painter, chosen, Qt.PenStyle.SolidLine)
        if self.hasFocus() and cursor:
            matrix_paint.outline(painter, cursor, Qt.PenStyle.DotLine)
        elif self.hasFocus():
            matrix_paint.focus(painter, picture.grid.frame())
        dragged = self._dragged[0] if self._dragged else None
        for pill in picture.pills:
            selected = pill.point is not None and pill.point.id in self._selected
            matrix_paint.pill(painter, pill.rect, pill.text, selected=selected, faint=pill == dragged)
        if self._dragged:
            self._paint_drag(painter, *self._dragged)
        painter.end()

    def _rect_of(self, cell: Cell | None) -> QRectF | None:
        return self.picture().grid.cells.get(cell) if cell else None

    def _paint_drag(self, painter: QPainter, pill: Pill, place: QPointF) -> None:
        laid = self.picture().grid
        target = laid.cell_at(place)
        if target:
            value = risk_said(self._session.year, target[0] * target[1], self._)
            matrix_paint.target(painter, laid.cells[target], value)
        rect = QRectF(pill.rect)
        rect.moveCenter(matrix_paint.lift(place))
        matrix_paint.pill(painter, rect, pill.text, selected=True)

    # -- mouse
    def _pill_at(self, place: QPointF) -> Pill | None:
        return next((p for p in self.picture().pills if p.rect.contains(place)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember what the button went down on."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position(), self._pill_at(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Take the pressed number along, once it is clearly meant."""
        place = event.position()
        if self._pressed and self._interactive:
            start, pill = self._pressed
            far = (place - start).manhattanLength() >= QApplication.startDragDistance()
            if pill and pill.point and (self._dragged or far) and not self._session.is_settled(pill.point):
                self._dragged = pill, place
                self.update()
        pill = self._pill_at(place)
        shape = Qt.CursorShape.ArrowCursor
        if self._dragged:
            shape = Qt.CursorShape.ClosedHandCursor
        elif pill or self.picture().grid.cell_at(place):
            shape = Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop what was dragged; otherwise it was a click."""
        if event.button() != Qt.MouseButton.LeftButton or not self._pressed:
            return
        (_, pressed), dragged = self._pressed, self._dragged
        self._pressed = self._dragged = None
        place = event.position()
        cell = self.picture().grid.cell_at(place)
        self.update()
        if dragged:
            if cell and dragged[0].point:
                self._move(dragged[0].point, cell)
        elif pressed and pressed.point and pressed == self._pill_at(place):
            self.point_clicked.emit(pressed.point.id)
        elif cell:
            self._click(cell)

    def _click(self, cell: Cell) -> None:
        self._cursor = cell
        self._chosen = None if cell == self._chosen else cell
        self.update()
        self.cell_clicked.emit(self._chosen)

    def _move(self, point: ControlPoint, cell: Cell) -> None:
        session = self._session
        current = session.current(point)
        if isinstance(current, ControlPoint) and cell_of(current) != cell:
            moved = replace(current, likelihood=cell[0], consequence=cell[1])
            with session.attempt(), session.register.step(MOVE, number=session.year.number(current)) as edit:
                edit.put(current, moved)

    # -- keys
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the selected point, with Ctrl the cursor; Page Up and Down go through the points."""
        key = Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in _ARROWS:
            (self._walk if control else self._push)(*_ARROWS[key])
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._pass_on(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._cursor:
            self._click(self._cursor)
        elif key == Qt.Key.Key_Escape and self._pressed:
            self._pressed = self._dragged = None
            self.update()
        elif key == Qt.Key.Key_Escape and self._chosen:
            self._click(self._chosen)
        else:
            super().keyPressEvent(event)

    def _selected_point(self) -> ControlPoint | None:
        chosen = [p for p in self.points() if p.id in self._selected]
        return chosen[0] if len(chosen) == 1 else None

    def _stepped(self, cell: tuple[int | None, int | None], up: int, right: int) -> Cell:
        year = self._session.year
        if None in cell:  # enters at the lowest step of what is not assessed
            up = right = 0
        return (
            neighbour(values(year.likelihoods), cell[0], up),
            neighbour(values(year.consequences), cell[1], right),
        )

    def _push(self, up: int, right: int) -> None:
        point = self._selected_point()
        if point and self._interactive:
            self._move(point, self._stepped((point.likelihood, point.consequence), up, right))

    def _walk(self, up: int, right: int) -> None:
        point = self._selected_point()
        start = self._cursor or self._chosen or (cell_of(point) if point else None)
        self._cursor = self._stepped(start or (None, None), up, right)
        self.setAccessibleDescription(self._cell_said(self._cursor))
        self.update()

    def _pass_on(self, by: int) -> None:
        ids = [p.id for p in self.points() if p.id is not None]
        if not ids or not self._interactive:
            return
        point = self._selected_point()
        at = ids.index(point.id) + by if point and point.id else (0 if by > 0 else -1)
        self.select(frozenset({ids[at % len(ids)]}))
        self.point_clicked.emit(ids[at % len(ids)])

    # -- what is said about a place
    def event(self, event: QEvent) -> bool:
        """Say what lies under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), tips.plain(self.said_at(QPointF(event.pos()))), self)
            return True
        return super().event(event)

    def said_at(self, place: QPointF) -> str:
        """What the tool tip says at a place: a number, a cell, a step of a scale, or how the keys work."""
        year, laid = self._session.year, self.picture().grid
        pill = self._pill_at(place)
        if pill and pill.point:
            return self._point_said(pill.point)
        if cell := laid.cell_at(place):
            return self._cell_said(cell)
        for axis, labels in ((Axis.LIKELIHOOD, laid.rows), (Axis.CONSEQUENCE, laid.columns)):
            for step in year.steps(axis):
                label = labels.get(step.value or 0)
                if label and label.contains(place):
                    return f"{step.value} {step.name}\n{step.description}".strip()
        return self._help()

    def _point_said(self, point: ControlPoint) -> str:
        year, _ = self._session.year, self._
        text = point.text if len(point.text) <= LONGEST_TIP else f"{point.text[:LONGEST_TIP]}…"
        scores = [
            f"{_(axis.label)} {step_said(year, axis, value, _) or '–'}"
            for axis, value in ((Axis.LIKELIHOOD, point.likelihood), (Axis.CONSEQUENCE, point.consequence))
        ]
        if point.risk_value is not None:
            scores.append(_("Risk value {value}", value=risk_said(year, point.risk_value, _)))
        return "\n".join((f"{year.number(point)}  {text}", *scores))

    def _cell_said(self, cell: Cell) -> str:
        year, _ = self._session.year, self._
        inside = [year.number(p) for p in self.points() if cell_of(p) == cell]
        value = _("Risk value {value}", value=risk_said(year, cell[0] * cell[1], _))
        count = _.n("{count} control point", "{count} control points", len(inside))
        listed = (
            f": {', '.join(inside[:MOST_LISTED])}{' …' if len(inside) > MOST_LISTED else ''}"
            if inside
            else ""
        )
        return f"{value}\n{count}{listed}"

    # -- when the looks change
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        self._picture = None

    def changeEvent(self, event: QEvent) -> None:
        """Lay out and paint anew when the font or the colours change."""
        self._picture = None
        self.update()
        super().changeEvent(event)
