"""Tables: columns by relative width, a header that every page repeats, rows that stay whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from riskreg.paper.flow import Room, Strip
from riskreg.paper.look import (
    ACCENT,
    CAPTION,
    CELL,
    CELL_EMPTY,
    CELL_HEAD,
    CELL_STRONG,
    RULE,
    SHADE,
    Colour,
    Style,
)
from riskreg.paper.tagged import Align, Element, TaggedCanvas
from riskreg.paper.typeset import Typesetter

_PAD_X = 5.5
_MARGINS = 2 * _PAD_X + 0.1
_WIDEST_CHIP = 86.0
_HEAD_PAD = 4.0
_UNDER_GAP = 3.0
_UNDER_MEASURE = 560.0
_SHORT = 60  # characters
_TO_WRITE_ON = [" ", " "]  # the height of a box for handwriting
_FEWEST = 3  # lines of a cut row at the foot of a page
_TOGETHER = 0.35  # of a page: two rows that are taller than this need not share one
_WIDEST_WORD = 92.0  # a column is not widened for longer ones, which are broken


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `under` sets it across the table below the row, for long texts."""

    label: str
    weight: float = 1.0
    align: Align = "left"
    least: float = 0.0
    heads: bool = False  # its cells head their rows
    strong: bool = False
    under: bool = False
    lowers: bool = False  # may go under when the columns would be too narrow


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text; one without any says so in grey, one to fill in by hand is a box."""

    text: str
    tint: Colour | None = None
    empty: bool = False
    boxed: bool = False


Row: TypeAlias = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its caption stays with it."""

    columns: Sequence[Column]
    rows: Sequence[Row]
    caption: str = ""
    before: float = 8.0
    pad: float = 4.0  # above and below a row's text

    def grid(self, setter: Typesetter, width: float) -> Grid:
        """Its columns, measured for a width."""
        return Grid(self, setter, width)

    def strips(self, setter: Typesetter, room: Room) -> Iterator[Strip]:
        """The caption, the header and a strip a row."""
        grid = self.grid(setter, room.width)
        element = Element("Table")
        if self.caption:
            yield _caption(self.caption, element, setter, room.width, self.before)
        head = _Head(height=grid.head_height, before=3.0 if self.caption else self.before, keeps=True,
                     grid=grid, table=element)  # fmt: skip
        yield head
        again = replace(head, before=0.0, keeps=False, table=None)
        body = _Body(grid, element)
        rows = [grid.row(row, body, again) for row in self.rows]
        # The first two rows share a page, and the last two: none is left alone under a header.
        for one, other in {(0, 1), (-2, -1)} if len(rows) > 1 else ():
            rows[one].keeps = rows[one].height + rows[other].height <= room.height * _TOGETHER
        yield from rows


class Grid:
    """The columns measured: where each begins and how wide it is."""

    def __init__(self, table: Table, setter: Typesetter, width: float) -> None:
        self.setter, self.width, self.pad = setter, width, table.pad
        columns = [
            replace(c, least=max(c.least, self._chip(i, table.rows))) for i, c in enumerate(table.columns)
        ]
        self.columns = columns = self._lowered(columns, table.rows)
        self.upper = [i for i, c in enumerate(columns) if not c.under]
        self.under = [i for i, c in enumerate(columns) if c.under]
        shares = self._shared(
            [columns[i] for i in self.upper], [self._word(i, table.rows) for i in self.upper]
        )
        self.widths = dict(zip(self.upper, shares, strict=True))
        self.lefts, x = {}, 0.0
        for i in self.upper:
            self.lefts[i] = x
            x += self.widths[i]
        heads = [i for i in self.upper if columns[i].heads]
        self.indent = self.widths[heads[0]] if heads and heads[0] == 0 else 0.0
        labels = (setter.width(_label(columns[i], setter), CELL_HEAD) for i in self.under)
        self.labels = max(labels, default=0.0)
        self.titles = {i: setter.wrap(columns[i].label, CELL_HEAD, self.room(i)) for i in self.upper}
        tall = max((len(lines) for lines in self.titles.values()), default=0)
        self.head_height = (tall + bool(self.under)) * CELL_HEAD.leading + 2 * _HEAD_PAD
        self._memory: list[dict[str, list[str]]] = [{} for _ in columns]

    def _least(self, column: Column) -> float:
        """The width below which a label's word would break or the texts look ragged."""
        words = (self.setter.width(word, CELL_HEAD) for word in _label(column, self.setter).split())
        return max([column.least, *(word + _MARGINS for word in words)])

    def _chip(self, index: int, rows: Sequence[Row]) -> float:
        """The width that keeps the column's tinted texts on one line each, within reason."""
        texts = {row[index].text for row in rows if row[index].tint}
        widths = (self.setter.width(self.setter.drawable(text), CELL_STRONG) for text in texts)
        return min(max(widths, default=0.0) + _MARGINS, _WIDEST_CHIP)

    def _word(self, index: int, rows: Sequence[Row]) -> float:
        """The width that keeps the column's words whole, within reason."""
        words = {word for row in rows for word in row[index].text.split()}
        widths = (self.setter.width(self.setter.drawable(word), CELL) for word in words if len(word) > 8)
        return max((w for w in widths if w <= _WIDEST_WORD), default=0.0) + _MARGINS

    def _lowered(self, columns: Sequence[Column], rows: Sequence[Row]) -> list[Column]:
        """The columns with as many texts below the rows as it takes to make room, the longest first."""
        lengths = [sum(len(row[i].text) for row in rows) for i in range(len(columns))]
        columns = list(columns)
        for i in sorted(range(len(columns)), key=lambda i: -lengths[i]):
            if sum(self._least(c) for c in columns if not c.under) <= self.width:
                break
            columns[i] = replace(columns[i], under=columns[i].under or columns[i].lowers)
        return columns

    def _shared(self, columns: Sequence[Column], words: Sequence[float]) -> list[float]:
        """The width of each column: its share, but its least at least, unless there is no room for all; and
        where there is, as much as its longest word."""
        least = [self._least(column) for column in columns]
        if sum(least) >= self.width:
            return [self.width * each / sum(least) for each in least]
        whole = [max(pair) for pair in zip(least, words, strict=True)]
        if sum(whole) <= self.width:  # there is room for words that are not broken
            least = whole
        fixed: set[int] = set()
        while True:
            free = self.width - sum(least[i] for i in fixed)
            weights = sum(c.weight for i, c in enumerate(columns) if i not in fixed)
            share = free / weights if weights else 0.0
            tight = {i for i, c in enumerate(columns) if i not in fixed and c.weight * share < least[i]}
            if not tight:
                return [least[i] if i in fixed else c.weight * share for i, c in enumerate(columns)]
            fixed |= tight

    def room(self, index: int) -> float:
        """The width that a cell's text may take."""
        if index in self.widths:
            return self.widths[index] - 2 * _PAD_X
        return min(self.width - self.under_left - _PAD_X, _UNDER_MEASURE)

    @property
    def under_left(self) -> float:
        """Where the texts below a row begin."""
        return self.indent + _PAD_X + self.labels + 8

    def style(self, index: int, cell: Cell) -> Style:
        """How a cell is set."""
        if cell.empty:
            return CELL_EMPTY
        return CELL_STRONG if self.columns[index].strong or cell.tint else CELL

    def lines(self, index: int, cell: Cell) -> list[str]:
        """The cell's lines; short texts, which come again and again, are remembered."""
        if cell.boxed:
            return _TO_WRITE_ON
        if len(cell.text) > _SHORT:
            return self.setter.wrap(cell.text, self.style(index, cell), self.room(index))
        memory = self._memory[index]
        lines = memory.get(cell.text)
        if lines is None:
            lines = memory[cell.text] = self.setter.wrap(cell.text, self.style(index, cell), self.room(index))
        return lines

    def row(self, row: Row, body: _Body, head: Strip) -> _RowStrip:
        """A row, measured."""
        lines = [self.lines(i, cell) for i, cell in enumerate(row)]
        starts = [0] * len(lines)
        total = max((len(lines[i]) for i in self.upper), default=0)
        for i in self.under:
            starts[i] = total
            total += len(lines[i])
        strip = _RowStrip(
            height=0.0, head=head, body=body, row=row, lines=lines, starts=starts,
            cells=[], first=0, last=total,
        )  # fmt: skip
        strip.height = strip.measured()
        return strip


def _label(column: Column, setter: Typesetter) -> str:
    return " ".join(setter.drawable(column.label).split())


def _caption(text: str, table: Element, setter: Typesetter, width: float, before: float) -> Strip:
    lines = setter.wrap(text, CAPTION, width)
    return _Caption(height=len(lines) * CAPTION.leading, before=before, keeps=True, lines=lines, table=table)


@dataclass(kw_only=True, slots=True, eq=False)
class _Caption(Strip):
    lines: list[str]
    table: Element

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """The caption is part of its table."""
        canvas.own(self.table)
        canvas.text(self.lines, x, CAPTION.baseline(top), CAPTION, owner=self.table.add("Caption"))


@dataclass(kw_only=True, slots=True, eq=False)
class _Head(Strip):
    grid: Grid
    table: Element | None  # None where it is repeated

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """The labels; above the first row they belong to the table, later they are there for the eye."""
        grid = self.grid
        bottom = top - self.height
        canvas.fill((x, bottom, x + grid.width, top), SHADE)
        canvas.rule(x, x + grid.width, bottom, ACCENT, 0.9)
        row = None
        if self.table:
            canvas.own(self.table)
            row = self.table.add("THead").add("TR")
        left = x + grid.indent + _PAD_X
        y = CELL_HEAD.baseline(top - _HEAD_PAD)
        lower = CELL_HEAD.baseline(bottom + _HEAD_PAD + CELL_HEAD.leading)
        for i, column in enumerate(grid.columns):
            owner = row.add("TH", "Column") if row else None
            if column.under:
                label = _label(column, grid.setter)
                canvas.text([label], left, lower, CELL_HEAD, owner=owner, kind="Header")
                left += grid.setter.width(label, CELL_HEAD) + 16
            else:
                canvas.text(
                    grid.titles[i], x + grid.lefts[i] + _PAD_X, y, CELL_HEAD,
                    owner=owner, align=column.align, room=grid.room(i), kind="Header",
                )  # fmt: skip


class _Body:
    """The table's body, which begins to exist with its first row."""

    def __init__(self, grid: Grid, table: Element) -> None:
        self.grid, self.table = grid, table
        self._element: Element | None = None

    def add_row(self) -> list[Element]:
        """The elements of a new row's cells."""
        if self._element is None:
            self._element = self.table.add("TBody")
        row = self._element.add("TR")
        return [row.add("TH", "Row") if c.heads else row.add("TD") for c in self.grid.columns]


@dataclass(kw_only=True, slots=True, eq=False)
class _RowStrip(Strip):
    """A row, or the lines of one from `first` up to `last` when it is taller than a page."""

    body: _Body
    row: Row
    lines: list[list[str]]
    starts: list[int]  # the line on which each cell begins
    cells: list[Element]  # shared by the parts of a row
    first: int
    last: int

    def measured(self) -> float:
        """The height of the part."""
        gaps = sum(self.first <= self.starts[i] < self.last for i in self.body.grid.under)
        return (self.last - self.first) * CELL.leading + gaps * _UNDER_GAP + 2 * self.body.grid.pad

    def cut(self, room: float, page: float) -> tuple[Strip, Strip] | None:
        """Between lines, and only when a page does not hold the row."""
        head = self.head.height if self.head else 0.0
        if self.height <= page - head:
            return None
        gaps = len(self.body.grid.under) * _UNDER_GAP
        at = self.first + int((room - gaps - 2 * self.body.grid.pad) / CELL.leading)
        if at - self.first < _FEWEST or at >= self.last:
            return None
        part = replace(self, last=at, keeps=False)
        rest = replace(self, first=at)
        part.height, rest.height = part.measured(), rest.measured()
        return part, rest

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """The cells in their columns, then the long texts below."""
        if not self.cells:
            self.cells += self.body.add_row()
        grid = self.body.grid
        y = top - grid.pad
        for i in grid.upper:
            shown = self.lines[i][self.first : self.last]
            if shown:
                self._cell(canvas, i, shown, x + grid.lefts[i], y, self.cells[i])
            elif self.first and grid.columns[i].heads:  # which row goes on here, for the eye
                self._cell(canvas, i, self.lines[i], x + grid.lefts[i], y, None)
        for i in grid.under:
            start, lines = self.starts[i], self.lines[i]
            shown = lines[max(0, self.first - start) : max(0, self.last - start)]
            if start >= self.first and start < self.last:
                y -= _UNDER_GAP
                at = CELL_HEAD.baseline(y - (start - self.first) * CELL.leading)
                label = _label(grid.columns[i], grid.setter)
                canvas.text([label], x + grid.indent + _PAD_X, at, CELL_HEAD)
            if shown:
                down = (max(start, self.first) - self.first) * CELL.leading
                style = grid.style(i, self.row[i])
                canvas.text(shown, x + grid.under_left, style.baseline(y - down), style, owner=self.cells[i])
        canvas.rule(x, x + grid.width, top - self.height, RULE)

    def _cell(
        self, canvas: TaggedCanvas, i: int, shown: list[str], left: float, y: float, owner: Element | None
    ) -> None:
        grid, cell = self.body.grid, self.row[i]
        style = grid.style(i, cell)
        if cell.tint:
            box = (left + 2, y - len(shown) * style.leading - 1.5, left + grid.widths[i] - 2, y + 1.5)
            canvas.fill(box, cell.tint, 2.5)
        elif cell.boxed:
            box = (left + 4, y - len(shown) * style.leading, left + grid.widths[i] - 4, y)
            canvas.empty_box(box)
        canvas.text(
            shown, left + _PAD_X, style.baseline(y), style,
            owner=owner, align=grid.columns[i].align, room=grid.room(i),
        )  # fmt: skip
