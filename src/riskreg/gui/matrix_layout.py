"""Where everything in the risk matrix lies: cells, axes and the numbers of the control points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFontMetricsF

from riskreg.domain.records import ControlPoint, ScaleStep
from riskreg.domain.year import Year

Cell: TypeAlias = tuple[int, int]  # likelihood, consequence

PAD = 4.0
EDGE = 2.0  # room for the focus outline


@dataclass(frozen=True, slots=True)
class Pill:
    """A control point's number; without a point the "+12" of those that find no room."""

    text: str
    rect: QRectF
    point: ControlPoint | None


@dataclass(frozen=True, slots=True)
class Grid:
    """The rectangles of the matrix: its cells, its two axes and the line of those not assessed."""

    cells: Mapping[Cell, QRectF]
    rows: Mapping[int, QRectF]  # the label of each likelihood, left of its cells
    columns: Mapping[int, QRectF]  # the label of each consequence, below its cells
    row_title: QRectF
    column_title: QRectF
    row_names: bool
    column_names: bool
    strip: QRectF

    def frame(self) -> QRectF:
        """Cells, axes and titles together."""
        return self.row_title.united(self.column_title).adjusted(-EDGE, -EDGE, EDGE, EDGE)

    def cell_at(self, place: QPointF) -> Cell | None:
        """The cell at a place."""
        return next((cell for cell, rect in self.cells.items() if rect.contains(place)), None)


def cell_of(point: ControlPoint) -> Cell | None:
    """The cell that a control point lies in; None until both scores are given."""
    if point.likelihood is None or point.consequence is None:
        return None
    return point.likelihood, point.consequence


def grid(size: QSizeF, year: Year, font: QFontMetricsF, *, strip: bool) -> Grid:
    """Lay the matrix of a year out: likelihood upwards, consequence rightwards, cells nearly square."""
    line = font.height()
    rows, columns = values(year.likelihoods), values(year.consequences)
    digits = max(font.horizontalAdvance(str(v)) for v in rows) + 2 * PAD
    strip_height = pill_height(font) + 2 * PAD if strip else 0.0
    room_height = size.height() - strip_height - 2 * (line + PAD) - 4 * EDGE
    room_width = size.width() - (line + PAD) - digits - 4 * EDGE
    longest = min(max(_widest(year.likelihoods, font), 0.0) + PAD, 9 * line)
    row_names = room_width - longest >= len(columns) * max(3.5 * line, 0.9 * room_height / len(rows))
    label = digits + (longest if row_names else 0.0)
    width, height = _cell_size(
        room_width - (longest if row_names else 0.0), room_height, len(columns), len(rows), line
    )
    left = max((size.width() - line - PAD - label - width * len(columns)) / 2, 2 * EDGE) + line + PAD + label
    top, bottom = 2 * EDGE, 2 * EDGE + height * len(rows)
    column_names = width >= min(_widest(year.consequences, font) + digits + PAD, 6 * line)
    right = left + width * len(columns)
    below = bottom + 2 * (line + PAD)
    return Grid(
        cells={
            (row, column): QRectF(left + x * width, bottom - (y + 1) * height, width, height)
            for y, row in enumerate(rows)
            for x, column in enumerate(columns)
        },
        rows={
            row: QRectF(left - label, bottom - (y + 1) * height, label - PAD, height)
            for y, row in enumerate(rows)
        },
        columns={
            column: QRectF(left + x * width, bottom + PAD / 2, width, line)
            for x, column in enumerate(columns)
        },
        row_title=QRectF(left - label - line - PAD, top, line + PAD / 2, bottom - top),
        column_title=QRectF(left, bottom + line + PAD, right - left, line),
        row_names=row_names,
        column_names=column_names,
        strip=QRectF(left - label - line, below, size.width() - EDGE - (left - label - line), strip_height),
    )


def _cell_size(width: float, height: float, columns: int, rows: int, line: float) -> tuple[float, float]:
    """Wide enough for several numbers when the matrix is low, and never larger than is easy to read."""
    tall = max(height / rows, 1.0)
    wide = max(width / columns, 1.0)
    tall = min(tall, 9 * line, 1.25 * wide)
    return min(wide, max(1.6 * tall, min(5 * tall, 9 * line))), tall


def values(steps: Sequence[ScaleStep]) -> list[int]:
    """The values of a scale, ascending."""
    return [step.value for step in steps if step.value is not None]


def _widest(steps: Sequence[ScaleStep], font: QFontMetricsF) -> float:
    return max((font.horizontalAdvance(step.name) for step in steps), default=0.0)


# ------------------------------------------------------------------ pills
def pill_height(font: QFontMetricsF) -> float:
    """The height of a number."""
    return font.height() + 2.0


def pills(
    points: Sequence[tuple[ControlPoint, str]],
    room: QRectF,
    font: QFontMetricsF,
    reserved: float,
    first: frozenset[int],
) -> list[Pill]:
    """The numbers wrapped into a room; what finds none is counted in a last one ("+12").

    The last row leaves `reserved` free.  When not all fit, the points of `first` go before the others.
    """

    def placed(chosen: Sequence[tuple[ControlPoint | None, str]]) -> list[Pill]:
        rects = _wrapped([pill_width(text, font) for _, text in chosen], room, pill_height(font), reserved)
        return [Pill(text, rect, point) for (point, text), rect in zip(chosen, rects, strict=False)]

    fitting = len(placed(points[:400]))  # no screen holds more in one cell
    if fitting == len(points):
        return placed(points)
    if any(point.id in first for point, _ in points[max(fitting - 1, 0) :]):
        points = sorted(points, key=lambda pair: pair[0].id not in first)
    for shown in range(min(fitting, len(points) - 1), -1, -1):
        rest = len(points) - shown
        tried = placed([*points[:shown], (None, f"+{rest}" if shown else str(rest))])
        if len(tried) == shown + 1:
            return tried
    return [Pill(str(len(points)), room, None)]


def pill_width(text: str, font: QFontMetricsF) -> float:
    """The width of a number."""
    return max(font.horizontalAdvance(text) + 2.5 * PAD, pill_height(font))


def _wrapped(widths: Sequence[float], room: QRectF, height: float, reserved: float) -> list[QRectF]:
    rects: list[QRectF] = []
    x, y = room.left(), room.top()
    for width in widths:
        last = y + 2 * height + PAD / 2 > room.bottom()
        if x > room.left() and x + width > room.right() - (reserved if last else 0.0):
            x, y = room.left(), y + height + PAD / 2
            last = y + 2 * height + PAD / 2 > room.bottom()
        if y + height > room.bottom() or x + width > room.right() - (reserved if last else 0.0):
            break
        rects.append(QRectF(x, y, width, height))
        x += width + PAD / 2
    return rects


def neighbour(scale: Sequence[int], value: int | None, by: int) -> int:
    """The step next to `value`; a value that is none yet gives the lowest, the ends stay."""
    if value is None or value not in scale:
        return scale[0]
    following = dict(pairwise(scale if by > 0 else scale[::-1])) if by else {}
    return following.get(value, value)
