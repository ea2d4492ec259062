"""The risk matrix: a picture whose description says what it shows, and a table of the same for everyone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from riskreg.domain.records import ControlPoint, ScaleStep
from riskreg.domain.wording import risk_said, step_said
from riskreg.domain.year import Year
from riskreg.paper.flow import Room, Strip
from riskreg.paper.fonts import SEMIBOLD
from riskreg.paper.look import INK, LABEL, Colour, Style, band_tint
from riskreg.paper.table import Cell, Column, Table
from riskreg.paper.tagged import Element, TaggedCanvas
from riskreg.paper.typeset import Typesetter
from riskreg.texts import Texts

_AXIS = Style(9, 11, SEMIBOLD, INK, 99)
_VALUE = Style(9, 11, SEMIBOLD, INK, 99)
_BAND = Style(8.5, 11, ink=INK, hyphenate_from=99)
_POINTS = Style(10.5, 13, SEMIBOLD, INK, 99)
_STEP = replace(LABEL, ink=INK)
_GUTTER = 90.0  # for the names of the likelihoods
_CELL_HEIGHT = 54.0
_LEAST_HEIGHT = 34.0
_PAD = 5.0


def tint_of(year: Year, value: int | None) -> Colour | None:
    """The fill of the band that a risk value lies in."""
    band = year.band(value)
    return band_tint(year.bands.index(band), len(year.bands)) if band else None


def points_by_cell(year: Year) -> dict[tuple[int, int], list[ControlPoint]]:
    """The assessed control points by likelihood and consequence."""
    cells: defaultdict[tuple[int, int], list[ControlPoint]] = defaultdict(list)
    for point in year.control_points:
        if point.likelihood is not None and point.consequence is not None:
            cells[point.likelihood, point.consequence].append(point)
    return dict(cells)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Every control point's number in its cell."""

    year: Year
    texts: Texts

    def strips(self, setter: Typesetter, room: Room) -> Iterator[Strip]:
        """One strip: the figure."""
        rows = len(self.year.likelihoods)
        axes = 2 * _STEP.leading + _AXIS.leading + 12
        tall = min(_CELL_HEIGHT, max(_LEAST_HEIGHT, (room.height * 0.6 - axes) / max(rows, 1)))
        yield _Figure(
            height=rows * tall + axes,
            before=10.0,
            year=self.year,
            texts=self.texts,
            width=room.width,
            cell=tall,
            cells={at: [self.year.number(p) for p in ps] for at, ps in points_by_cell(self.year).items()},
        )


@dataclass(kw_only=True, slots=True, eq=False)
class _Figure(Strip):
    year: Year
    texts: Texts
    width: float
    cell: float  # height of a cell
    cells: dict[tuple[int, int], list[str]]

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Likelihood upwards, consequence to the right."""
        figure = Element("Figure", alt=self._alt(), box=(x, top - self.height, x + self.width, top))
        canvas.document.below.append(figure)
        wide = (self.width - _GUTTER) / max(len(self.year.consequences), 1)
        rows = self.year.likelihoods[::-1]
        for down, likelihood in enumerate(rows):
            y = top - _AXIS.leading - 4 - down * self.cell
            self._step(canvas, figure, "likelihood", likelihood, x, y - self.cell / 2 + _STEP.leading / 2)
            for along, consequence in enumerate(self.year.consequences):
                left = x + _GUTTER + along * wide
                self._cell(canvas, figure, (likelihood.value or 0, consequence.value or 0), left, y, wide)
        y = top - _AXIS.leading - 4 - len(rows) * self.cell
        for along, consequence in enumerate(self.year.consequences):
            left = x + _GUTTER + along * wide
            self._step(canvas, figure, "consequence", consequence, left, y - 3, wide)
        _ = self.texts
        setter = canvas.setter
        canvas.text([setter.drawable(_("Likelihood"))], x, _AXIS.baseline(top), _AXIS, owner=figure)
        bottom = top - self.height + _AXIS.leading
        canvas.text(
            [setter.drawable(_("Consequence"))], x + _GUTTER, _AXIS.baseline(bottom), _AXIS,
            owner=figure, align="right", room=self.width - _GUTTER,
        )  # fmt: skip

    def _step(
        self, canvas: TaggedCanvas, figure: Element, axis: str, step: ScaleStep, x: float, top: float,
        room: float = 0.0,
    ) -> None:  # fmt: skip
        said = step_said(self.year, axis, step.value, self.texts)
        lines = canvas.setter.wrap(said, _STEP, (room or _GUTTER) - 8)[:2]
        if not room:
            top += (len(lines) - 1) * _STEP.leading / 2
        canvas.text(
            [line.rstrip() for line in lines], x + (4 if room else 0), _STEP.baseline(top), _STEP,
            owner=figure, align="centre" if room else "left", room=room - 8,
        )  # fmt: skip

    def _cell(
        self, canvas: TaggedCanvas, figure: Element, at: tuple[int, int], left: float, top: float, wide: float
    ) -> None:
        """The value and its band in the corner, the numbers of the control points below."""
        value = at[0] * at[1]
        setter, band = canvas.setter, self.year.band(value)
        box = (left + 1, top - self.cell + 1, left + wide - 1, top - 1)
        canvas.fill(box, tint_of(self.year, value) or (0.94, 0.94, 0.94))
        x, y = left + 1 + _PAD, top - 4
        canvas.text([str(value)], x, _VALUE.baseline(y), _VALUE, owner=figure)
        room = wide - 2 - 2 * _PAD
        used = setter.width(str(value), _VALUE) + 4
        name = setter.wrap(band.name, _BAND, 1e6)[:1] if band else []
        if name and setter.width(name[0], _BAND) <= room - used:
            canvas.text(name, x + used, _BAND.baseline(y), _BAND, owner=figure)
        lines = self._numbers(setter, self.cells.get(at, []), room, int((self.cell - 18) / _POINTS.leading))
        canvas.text(lines, x, _POINTS.baseline(y - 13), _POINTS, owner=figure)

    def _numbers(self, setter: Typesetter, numbers: Sequence[str], room: float, most: int) -> list[str]:
        """The numbers if they fit; otherwise how many there are, and the table names them."""
        lines = setter.wrap(", ".join(numbers), _POINTS, room)
        if len(lines) <= most:
            return lines
        count = self.texts.n("{count} point", "{count} points", len(numbers))
        return setter.wrap(count, _POINTS, room)[:most]

    def _alt(self) -> str:
        _ = self.texts
        said = [_("Risk matrix.")]
        for (likelihood, consequence), numbers in sorted(self.cells.items(), reverse=True):
            listed = (
                ", ".join(numbers)
                if len(numbers) <= _MOST_SAID
                else _.n("{count} control point", "{count} control points", len(numbers))
            )
            said.append(
                _(
                    "Likelihood {likelihood}, consequence {consequence}, risk value {value}: {points}.",
                    likelihood=likelihood,
                    consequence=consequence,
                    value=risk_said(self.year, likelihood * consequence, _),
                    points=listed,
                )
            )
        if not self.cells:
            said.append(_("No control point is assessed."))
        return " ".join(said)


_MOST_SAID = 12


def matrix_table(year: Year, _: Texts) -> Table:
    """The matrix as a table: every occupied cell, the highest risk value first."""
    cells = sorted(points_by_cell(year).items(), key=lambda item: (-item[0][0] * item[0][1], item[0]))
    return Table(
        columns=[
            Column(_("Risk value"), 18, heads=True),
            Column(_("Likelihood"), 20),
            Column(_("Consequence"), 17),
            Column(_("Number"), 8, align="right"),
            Column(_("Control points"), 43),
        ],
        rows=[
            [
                Cell(risk_said(year, s * k, _), tint=tint_of(year, s * k)),
                Cell(step_said(year, "likelihood", s, _)),
                Cell(step_said(year, "consequence", k, _)),
                Cell(str(len(points))),
                Cell(", ".join(map(year.number, points))),
            ]
            for (s, k), points in cells
        ],
        caption=_("The risk matrix as a table"),
        before=14.0,
        pad=2.5,
    )
