"""The lists beside a register that explain its scales: a number and what it is called, step by step."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from riskreg.exchange.heading_words import Meaning
from riskreg.exchange.locating import Table
from riskreg.exchange.scale_known import Scale, axis_of, rank_of
from riskreg.exchange.score_cells import Form, said_in
from riskreg.exchange.sheet import Sheet
from riskreg.exchange.vocabulary import bare, sense_of

_FEWEST, _MOST = 3, 10  # steps
_LONGEST = 60  # characters of a step's name
_CODE = 4  # characters of a step's code: V1, S-3
_REACH = (
    3  # columns to the right of a number in which its name stands, and rows above in which its heading does
)

_STEP = re.compile(r"\b(\d{1,2})\s*(?:[=:.–-]\s*|\(\s*|\s)([^\W\d_][^\d,;·|()\n]*)")
_SHORTEST_LIST, _LONGEST_LIST = 12, 400  # characters of a cell that lists steps

Grid = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Legend:
    """The steps of one scale, and which scale it is, when that is said."""

    steps: tuple[tuple[int, str], ...]  # by number, ascending
    meaning: Meaning | None

    @property
    def scale(self) -> Scale:
        """The scale in words, its lowest number first."""
        return Scale(
            tuple(name for _number, name in self.steps),
            {bare(name): at for at, (_number, name) in enumerate(self.steps, 1)},
        )


def legends_in(sheets: Iterable[Sheet], table: Table) -> tuple[Legend, ...]:
    """Every legend of a scale outside the records of a table, in the order of the file."""
    found: dict[Legend, None] = {}
    for sheet in sheets:
        grid = _outside(sheet, table)
        for legend in (*_in_columns(grid, sheet.name), *_in_cells(grid)):
            found[legend] = None
    return tuple(found)


def legend_of(legends: Iterable[Legend], meaning: str, words: Iterable[str] = ()) -> Legend | None:
    """The legend of one scale: that which says so, else one that has all of the words, else the only one."""
    legends, wanted = tuple(legends), set(words)
    named = [legend for legend in legends if legend.meaning == meaning]
    if wanted:
        fitting = [legend for legend in (*named, *legends) if wanted <= legend.scale.step_of.keys()]
        return next(iter(fitting), None)
    return next(iter(named), legends[0] if len(legends) == 1 and _is_of_a_scale(legends[0]) else None)


def _is_of_a_scale(legend: Legend) -> bool:
    """Whether a list that does not say what it explains has the words of scales."""
    known = sum(rank_of(bare(name)) is not None for _number, name in legend.steps)
    return legend.meaning is None and 2 * known >= len(legend.steps)


def _outside(sheet: Sheet, table: Table) -> Grid:
    """The cells of a sheet that are none of the table's; rows that are all the table's are empty."""
    if sheet is not table.sheet:
        return sheet.rows
    records = {line.number: line.cells for line in table.lines}
    grid: list[Sequence[str]] = []
    for number, row in enumerate(sheet.rows, 1):
        cells = records.get(number)
        if cells == row or number in table.header_rows:
            grid.append(())
        elif cells is None:
            grid.append(row)
        else:
            grid.append([cell if mine != cell else "" for cell, mine in zip(row, cells, strict=True)])
    return grid


def _in_cells(grid: Grid) -> Iterator[Legend]:
    """The legends that stand in one cell each: "Impact: 1 = low, 2 = medium, 3 = high"."""
    for cell in (cell for row in grid for cell in row):
        if "2" not in cell or not _SHORTEST_LIST <= len(cell) <= _LONGEST_LIST:
            continue
        steps = [(int(number), name.strip()) for number, name in _STEP.findall(cell)]
        numbers = sorted(number for number, _name in steps)
        counted = numbers[:1] in ([0], [1]) and numbers == list(range(numbers[0], numbers[0] + len(steps)))
        if len(steps) < _FEWEST or not counted or not _is_of_a_scale(Legend(tuple(steps), None)):
            continue
        sense = sense_of(re.split(r"\b\d", cell, maxsplit=1)[0])
        said = sense.meaning if sense else None
        axis = said if said in (Meaning.LIKELIHOOD, Meaning.CONSEQUENCE) else None
        yield _legend([number for number, _name in steps], [name for _number, name in steps], axis)


def _in_columns(grid: Grid, title: str) -> Iterator[Legend]:
    seen: set[tuple[int, int]] = set()
    for top, row in enumerate(grid):
        for at, cell in enumerate(row):
            if cell and (top, at) not in seen:
                numbers = list(_run(grid, top, at))
                seen.update((top + down, at) for down in range(len(numbers)))
                if len(numbers) >= _FEWEST:
                    yield from _named(grid, top, at, numbers, title)


def _run(grid: Grid, top: int, at: int) -> Iterator[int]:
    """The numbers that stand below one another in a column, each one more or one less than the last."""
    previous, direction = None, 0
    for row in grid[top : top + _MOST + 1]:
        said = said_in(row[at]) if row and row[at] else None
        if said is None or said.form is not Form.NUMBER or not said.value.is_integer():
            return
        number = int(said.value)
        if not 0 <= number <= _MOST:
            return
        if previous is not None:
            if abs(number - previous) != 1 or (direction and number - previous != direction):
                return
            direction = number - previous
        previous = number
        yield number


def _named(grid: Grid, top: int, at: int, numbers: Sequence[int], title: str) -> Iterator[Legend]:
    """The legends that a run of numbers makes with what stands in its cells, or to the right of them."""
    rows = range(top, top + len(numbers))
    inside = [_words_of(grid[row][at]) for row in rows]
    if all(inside):
        yield _legend(numbers, inside, _meaning(grid, top, (at,), title))
        return
    for right in range(at + 1, min(at + 1 + _REACH, len(grid[top]))):
        if len(list(_run(grid, top, right))) >= _FEWEST:
            return  # the next legend begins there
        names = [grid[row][right] for row in rows]
        short = all(name and len(name) <= _LONGEST and not name[0].isdigit() for name in names)
        if short and len(set(names)) == len(names):
            yield _legend(numbers, names, _meaning(grid, top, (right, at), title))


def _legend(numbers: Sequence[int], names: Sequence[str], meaning: Meaning | None) -> Legend:
    steps = sorted(zip(numbers, (name.strip() for name in names), strict=True))
    axis = axis_of(bare(name) for name in names) if meaning is None else None
    return Legend(tuple(steps), Meaning(axis.value) if axis else meaning)


def _words_of(cell: str) -> str:
    """The name that stands in a cell beside its number; "V1" has none."""
    words = cell.lstrip("0123456789 .:)=-–—\t").strip()
    return "" if len(words) <= _CODE and words[-1:].isdigit() else words


def _meaning(grid: Grid, top: int, columns: Sequence[int], title: str) -> Meaning | None:
    """Which scale a legend is of: the heading above it says so, or the name of its sheet."""
    rows = range(top - 1, max(top - 1 - _REACH, -1), -1)
    above = [grid[row][at] for at in columns for row in rows if grid[row]]
    for text in (*above, title):
        sense = sense_of(text) if text and len(text) <= _LONGEST else None
        if sense and sense.meaning in (Meaning.LIKELIHOOD, Meaning.CONSEQUENCE):
            return sense.meaning
    return None
