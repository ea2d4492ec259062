"""Finding the rows that hold a table's headings, and putting headings in several rows together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from statistics import median

from riskreg.exchange.cell_kinds import CellKind, bare, is_label, is_scale_word, kind_of

Rows = Sequence[tuple[str, ...]]
Known = Callable[[str], object | None]

_MOST_HEADINGS = 500  # of a row that are looked at: a spreadsheet may have thirty times as many
_SEARCHED = 400  # filled rows that may be the heading
_SEARCHED_AFTER = 100  # filled rows after a likely one
_BODY = 40  # rows under a heading that are looked at
_LONG_GAP = 8  # empty rows after which what follows is no part of the body
_DEEPEST = 3  # rows of headings
_KNOWN_LETTERS, _KNOWN_WORDS = 90, 12  # of a cell that may name a column
_ENOUGH = 5.0
_MOST_STEPS = 10  # of a scale
# What stands under a heading and belongs to it: "(1-5)", "L x C".
_RANGE_OR_RULE = re.compile(
    r"[(\[]\s*[01]\s*(?:-|–|—|to|till|til|bis|a)\s*\d{1,2}\s*[)\]]|[(\[]?[A-Z]\s*[x*×·]\s*[A-Z][)\]]?"
)


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a sheet: rows and columns from 0, up to but not including the last."""

    top: int
    bottom: int
    left: int
    right: int

    def cells(self, row: Sequence[str]) -> list[tuple[int, str]]:
        """The filled cells of a row inside the region, each with its column."""
        return [(at, row[at]) for at in range(self.left, self.right) if row[at]]


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of a table: their rows, the columns of the table, and how sure it is."""

    region: Region  # the rows of the headings, the columns of the table
    headings: tuple[str, ...]  # one a column of the sheet
    known: int  # how many different ones are known
    score: float


def best_header(rows: Rows, region: Region, known: Known) -> Header | None:
    """The surest headings of a region; among equals the first."""
    best: Header | None = None
    left = _SEARCHED
    for at in range(region.top, region.bottom):
        cells = region.cells(rows[at])
        left -= bool(cells)
        if left < 0:
            break
        if not cells or not _may_head([text for _column, text in cells]):
            continue
        for segment in _segments(rows, at, region):
            found = header_at(rows, at, segment, known)
            if (
                found
                and (best is None or found.score > best.score + 0.01)
                and not _repeats(rows, found, best)
            ):
                best = found
                left = min(left, _SEARCHED_AFTER if found.known > 2 else _SEARCHED)
    return best and deepened(rows, best, region, known)


def _repeats(rows: Rows, found: Header, first: Header | None) -> bool:
    """Whether a row says the headings of an earlier one again, further down in the same columns."""
    return first is not None and rows[found.region.top] == rows[first.region.top]


def _may_head(texts: list[str]) -> bool:
    """Whether a row is worth a closer look: rather words than figures, or steps to be ticked."""
    return sum(map(is_label, texts)) >= 0.4 * len(texts) or ("1", "2") in pairwise(texts)


def header_at(rows: Rows, at: int, columns: Region, known: Known) -> Header | None:
    """The row as headings of what stands under it; None when it can hardly be."""
    cells = columns.cells(rows[at])
    texts = {bare(text) for _column, text in cells}
    if not cells or (len(texts) < 2 and columns.right - columns.left > 1):
        return None
    if sum(is_label(text) for _column, text in cells) + _steps_in(cells) < 0.7 * len(cells):
        return None
    body = [row for row in _body(rows, at + 1, columns) if not _says_again(row, cells)]
    if any(_recurs(text, column, body) for column, text in cells):
        return None
    meanings = known_in((text for _column, text in cells), known)
    coverage, contrast = _fit(cells, body)
    score = (
        2.0 * meanings
        + 3 * contrast
        + 2 * coverage
        + 0.25 * min(len(texts), 12)
        - (2 if _names_a_value(cells) else 0)
        - (2 if median(len(text) for _column, text in cells) > 60 else 0)
        - (0 if body else 3)
    )
    if meanings == 0 and (len(texts) < 4 or contrast < 0.6 or coverage < 0.9):
        return None
    if meanings < len(texts) / 3 and contrast < 0.5 and body:
        return None
    if score < _ENOUGH and not (meanings and len(texts) == 1):
        return None
    region = Region(at, at + 1, columns.left, columns.right)
    headings = tuple(
        text if columns.left <= column < columns.right else "" for column, text in enumerate(rows[at])
    )
    return Header(region, headings, meanings, score)


def known_in(texts: Iterator[str], known: Known) -> int:
    """How many different headings are known, among as many as a register has."""
    return len(
        {
            str(meaning)
            for text in islice(texts, _MOST_HEADINGS)
            if len(text) <= _KNOWN_LETTERS and text.count(" ") < _KNOWN_WORDS and (meaning := known(text))
        }
    )


# ------------------------------------------------------------------ how well a row heads what is under it
def _body(rows: Rows, top: int, columns: Region) -> Iterator[tuple[str, ...]]:
    gap = found = 0
    for row in rows[top:]:
        if any(row[columns.left : columns.right]):
            found, gap = found + 1, 0
            yield row
        else:
            gap += 1
        if found == _BODY or gap == _LONG_GAP:
            return


def _says_again(row: Sequence[str], cells: Sequence[tuple[int, str]]) -> bool:
    """Whether a row repeats the headings, or most of them for another table."""
    same = sum(row[column] == text for column, text in cells)
    return same > 1 and same >= 0.4 * len(cells)


def _recurs(text: str, column: int, body: Sequence[tuple[str, ...]]) -> bool:
    """Whether a cell's text also stands under it, as a value does; not when it runs down the whole side."""
    same = sum(row[column] == text for row in body)
    return len(body) / 20 < same < 0.9 * len(body) and kind_of(text) is not CellKind.MARK


def _fit(cells: Sequence[tuple[int, str]], body: Sequence[tuple[str, ...]]) -> tuple[float, float]:
    """How much of the body stands under headings, and how far it looks different from them."""
    if not body:
        return 0.0, 0.0
    columns = [column for column, _text in cells]
    under = sum(bool(row[column]) for row in body for column in columns)
    first, last = columns[0], columns[-1]
    filled = sum(bool(cell) for row in body for cell in row[first : last + 1]) or 1
    contrasts = [_contrast(text, [row[column] for row in body if row[column]]) for column, text in cells]
    return min(under / filled, 1.0), sum(contrasts) / len(contrasts)


def _contrast(heading: str, values: list[str]) -> float:
    """How different the values under a heading look from it: 0 when there are none, 1 when quite."""
    if not values:
        return 0.0
    numbers = sum(kind_of(value) not in (CellKind.WORD, CellKind.TEXT) for value in values)
    if numbers >= 0.5 * len(values):
        return 1.0
    if median(map(len, values)) > 1.5 * len(heading) + 8:
        return 1.0
    if len(values) >= 4 and len(set(values)) <= len(values) / 2:
        return 0.9
    return 0.4


def _names_a_value(cells: Sequence[tuple[int, str]]) -> bool:
    """Whether some cells, but not all, end in a colon: "Owner: | Anna"."""
    colons = sum(text.endswith(":") for _column, text in cells)
    return 0 < colons < len(cells)


def _says_both(text: str) -> bool:
    """Whether a cell holds a name and its value: "Site: North hall"."""
    name, colon, value = text.partition(": ")
    return bool(colon and value.strip()) and is_label(name) and name.count(" ") < 3


def _steps_in(cells: Sequence[tuple[int, str]]) -> int:
    """How many cells are steps 1, 2, 3 … that head columns to be ticked; none among other numbers."""
    runs: list[list[int]] = []
    for _column, text in cells:
        if not text.isdecimal():
            continue
        number = int(text[:4])
        if runs and number - runs[-1][-1] == 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    steps = all(len(run) > 1 and run[0] in (0, 1) for run in runs)
    return sum(map(len, runs)) if steps else 0


# ------------------------------------------------------------------ which columns belong together
def _segments(rows: Rows, at: int, region: Region) -> Iterator[Region]:
    """The runs of columns that hold anything in a row or under it, joined where one table goes on."""
    window = [rows[at], *_body(rows, at + 1, region)]
    runs: list[Region] = []
    for column in range(region.left, region.right):
        if any(row[column] for row in window):
            if runs and runs[-1].right == column:
                runs[-1] = Region(at, region.bottom, runs[-1].left, column + 1)
            else:
                runs.append(Region(at, region.bottom, column, column + 1))
    joined: list[Region] = []
    for run in runs:
        if joined and _goes_on(window, joined[-1], run):
            joined[-1] = Region(at, region.bottom, joined[-1].left, run.right)
        else:
            joined.append(run)
    yield from joined


def _goes_on(window: Sequence[tuple[str, ...]], left: Region, right: Region) -> bool:
    """Whether what stands beyond an empty column belongs to the same records.

    It does when it has headings in the same row and is filled in the same rows; not when it begins anew with
    the same headings, or explains a scale.
    """
    heads, others = left.cells(window[0]), right.cells(window[0])
    if not heads or not others or bare(heads[0][1]) == bare(others[0][1]):
        return False
    if not all(is_label(text) or text.isdecimal() for _column, text in others):
        return False
    body = [(bool(left.cells(row)), right.cells(row)) for row in window[1:]]
    lefts = sum(filled for filled, _cells in body)
    both = sum(filled and bool(cells) for filled, cells in body)
    alone = sum(not filled and bool(cells) for filled, cells in body)
    explained = [[text for _column, text in cells] for _filled, cells in body if cells]
    if _explains_steps(explained) or _explains_steps([[text for _column, text in others], *explained]):
        return False
    return not body or (both >= 0.4 * lefts and alone <= 0.2 * max(both, 1))


def _explains_steps(body: Sequence[Sequence[str]]) -> bool:
    """Whether rows are the steps of a scale, with their numbers or names: a legend."""
    if len(body) < 2 or len(body) > _MOST_STEPS or any(len(cells) < 2 for cells in body):
        return False
    named = {cells[0] for cells in body if any(map(is_scale_word, cells[:2]))}
    numbers = [int(cells[0]) for cells in body if cells[0].isdecimal()]
    counted = len(numbers) == len(body) and all(abs(a - b) == 1 for a, b in pairwise(numbers))
    worded = not all(kind_of(text) is CellKind.NUMBER for cells in body for text in cells[1:2])
    return worded and (len(named) == len(body) or counted)


# ------------------------------------------------------------------ headings in several rows
def deepened(rows: Rows, header: Header, region: Region, known: Known) -> Header:
    """The headings with the rows above and under them that are headings too."""
    span = header.region
    while span.bottom - span.top < _DEEPEST and _is_second_row(rows, span, region):
        span = Region(span.top, span.bottom + 1, span.left, span.right)
    while span.bottom - span.top < _DEEPEST and _is_group_row(rows, span, region):
        span = Region(span.top - 1, span.bottom, span.left, span.right)
    headings = [""] * len(rows[0])
    layers = [_spread(rows, at, span) for at in range(span.top, span.bottom)]
    for column in range(span.left, span.right):
        parts: list[str] = []
        for layer in layers:
            text = " ".join(layer[column].split())
            if parts and _RANGE_OR_RULE.fullmatch(text):
                parts[-1] += f" {text}"
            elif text and text not in parts:
                parts.append(text)
        headings[column] = " / ".join(parts)
    return Header(span, tuple(headings), known_in(iter(headings), known), header.score)


def _is_second_row(rows: Rows, span: Region, region: Region) -> bool:
    """Whether the row under the headings divides some of them: impact and more under "Inherent risk"."""
    if span.bottom >= region.bottom:
        return False
    above, row = rows[span.bottom - 1], rows[span.bottom]
    cells = span.cells(row)
    fresh = [(column, text) for column, text in cells if bare(text) != bare(above[column])]
    if len(fresh) < 2 or any(len(text) > 60 for _column, text in fresh):
        return False
    if all(_RANGE_OR_RULE.fullmatch(text) for _column, text in fresh):  # how far the scales above them go
        return True
    if sum(is_label(text) for _column, text in fresh) + _steps_in(fresh) < len(fresh):
        return False
    starts = {column for column, _text in fresh}
    divided = sum(_is_divided(rows, span, column, starts) for column in starts)
    return divided >= 0.8 * len(fresh)


def _is_divided(rows: Rows, span: Region, column: int, starts: set[int]) -> bool:
    """Whether no heading stands over a column alone: it spans others too, merged or with empty cells."""
    above = next((rows[at] for at in range(span.bottom - 1, span.top - 1, -1) if rows[at][column]), None)
    if above is None:
        return True
    sides = [side for side in (column - 1, column + 1) if span.left <= side < span.right and side in starts]
    return any(above[side] == above[column] for side in sides) or (
        column + 1 in sides and not above[column + 1]
    )


def _is_group_row(rows: Rows, span: Region, region: Region) -> bool:
    """Whether the row over the headings groups them or completes them, and is no title."""
    if span.top <= region.top:
        return False
    row, below = rows[span.top - 1], rows[span.top]
    cells = span.cells(row)
    texts = {bare(text) for _column, text in cells}
    outside = any(row[at] for at in range(region.left, region.right) if not span.left <= at < span.right)
    if not cells or outside or not all(is_label(text) or text.isdecimal() for _column, text in cells):
        return False
    if any(text.endswith(":") for _column, text in cells):
        return False
    if 2 * sum(_says_both(text) for _column, text in cells) >= len(cells):
        return False
    if sum(text.isdigit() for _column, text in cells) > 0.4 * len(cells):  # rather a record than headings
        return False
    completes = sum(not below[column] for column, _text in cells)
    merged = sum(row[column] == row[column + 1] != "" for column in range(span.left, span.right - 1))
    if len(texts) == 1:  # a title, unless it stands over some of the columns only
        over = len(cells)
        whole = over >= 0.8 * sum(bool(cell) for cell in below[span.left : span.right])
        return not whole and cells[0][0] > span.left and (merged > 0 or completes == 0)
    fresh = sum(bare(below[column]) != bare(text) for column, text in cells)
    return fresh > 0 and (merged > 0 or completes > 0 or len(cells) < len(span.cells(below)))


def _spread(rows: Rows, at: int, span: Region) -> list[str]:
    """A row of headings in which each group also stands over the columns after its first.

    Merged cells stand there already; where nothing is merged, a group goes on as far as the next one, and the
    last as far as those before it.
    """
    row = list(rows[at])
    starts = [column for column in range(span.left, span.right) if row[column]]
    merged = any(row[column] == row[column + 1] != "" for column in range(span.left, span.right - 1))
    if at == span.bottom - 1 or merged or not starts:
        return row
    under = rows[at + 1]
    widths: list[int] = []
    for start, following in zip(starts, [*starts[1:], span.right], strict=True):
        if not under[start]:
            continue  # stands for itself: nothing under it
        reach = start + 1
        last = following == span.right
        most = max(widths, default=following - start) if last else following - start
        while reach < following and reach - start < most and under[reach]:
            row[reach] = row[start]
            reach += 1
        widths.append(reach - start)
    return row
